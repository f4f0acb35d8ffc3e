"""Word files: the paragraphs of the document part, read in memory and counted while they inflate."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from xlcheck.errors import CapError, InputError
from xlcheck.read.parsed import Parsed, joined
from xlcheck.read.xml import Element, find_all, local, parse_xml, text_of
from xlcheck.settings import CAPS, Caps

DOCUMENT = "word/document.xml"
PROPERTIES = "docProps/core.xml"


def matches(head: bytes, path: str) -> bool:
    """True for a ZIP archive that is named like a Word file or begins with Word's parts."""
    return head.startswith(b"PK\x03\x04") and (path.endswith(".docx") or b"word/" in head or b"[Content_Types]" in head)


def parse(data: bytes, name: str, caps: Caps = CAPS) -> Parsed:
    """Read the paragraphs. Raises InputError for what is no Word file, is encrypted, or inflates beyond the cap."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(name, "is an old or an encrypted Office file; save it as .docx without a password")
    root = parse_xml(_inflate(data, DOCUMENT, name, caps), name, caps)
    try:
        core = parse_xml(_inflate(data, PROPERTIES, name, caps), name, caps)
    except InputError:
        core = None  # a file may say nothing about itself
    return Parsed(
        text=joined("".join(_own(p)) for p in find_all(root, "p") if not _is_fallback(p)),
        date=text_of(core, ("modified",)) if core is not None else None,
        language=text_of(core, ("language",)) if core is not None else None,
        headline=text_of(core, ("title",)) if core is not None else None,
        byline=text_of(core, ("creator",)) if core is not None else None,
    )


def _inflate(data: bytes, part: str, name: str, caps: Caps) -> bytes:
    cap = caps.expanded_mib << 20
    # A size in the archive's directory may lie: what counts is what comes out.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as stream:
            copies = archive.namelist().count(part)
            inflated = stream.read(cap + 1)
    except KeyError as error:
        raise InputError(name, f"not a Word file (it has no part {part})") from error
    except RuntimeError as error:
        encrypted = "encrypted" in str(error)
        raise InputError(name, "is encrypted" if encrypted else "not a Word file (the archive is damaged)") from error
    except Exception as error:  # zipfile, zlib and lzma have a dozen ways to fail and no base in common
        raise InputError(name, "not a Word file (the archive is damaged)") from error
    if copies > 1:  # one program shows the first, another the last
        raise InputError(name, f"not a sound Word file (it has the part {part} twice)")
    if len(inflated) > cap:
        raise CapError(name, f"inflates to more than {caps.expanded_mib} MiB", "expanded_mib")
    return inflated


# What is gone once all changes are accepted, stands again in another form, or is a paragraph of its own.
_NOT_ITS_OWN = frozenset({"p", "del", "moveFrom", "Fallback"})
_BLANK = frozenset({"tab", "br", "cr"})


def _own(element: Element) -> Iterator[str]:
    """The text of a paragraph as it reads with all changes accepted, without that of boxes inside it."""
    for inner in element:
        kind = local(inner)
        if kind == "t":
            yield inner.text or ""
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind in _BLANK:
            yield " "
        elif kind not in _NOT_ITS_OWN:
            yield from _own(inner)


def _is_fallback(element: Element) -> bool:
    """True in what Word writes a second time for older programs."""
    return any(local(above) == "Fallback" for above in element.iterancestors())
