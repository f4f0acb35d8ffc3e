"""Word files: the paragraphs of the document part, read in memory and counted while they inflate."""

from __future__ import annotations

import io
import zipfile

from xlcheck.errors import InputError
from xlcheck.read.parsed import Parsed, joined
from xlcheck.read.xml import Element, find_all, local, parse_xml, text_of

MAX_EXPANDED = 64 * 1024 * 1024
DOCUMENT = "word/document.xml"
PROPERTIES = "docProps/core.xml"


def matches(head: bytes, path: str) -> bool:
    """True for a ZIP archive that is named like a Word file or begins with Word's parts."""
    return head.startswith(b"PK\x03\x04") and (path.endswith(".docx") or b"word/" in head or b"[Content_Types]" in head)


def parse(data: bytes, name: str) -> Parsed:
    """Read the paragraphs. Raises InputError for what is no Word file, is encrypted, or inflates beyond the cap."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(name, "is an old or an encrypted Office file; save it as .docx without a password")
    root = parse_xml(_inflate(data, DOCUMENT, name), name)
    try:
        core = parse_xml(_inflate(data, PROPERTIES, name), name)
    except InputError:
        core = None  # a file may say nothing about itself
    return Parsed(
        text=joined(_paragraph(element) for element in find_all(root, "p")),
        date=text_of(core, ("modified",)) if core is not None else None,
        language=text_of(core, ("language",)) if core is not None else None,
        headline=text_of(core, ("title",)) if core is not None else None,
        byline=text_of(core, ("creator",)) if core is not None else None,
    )


def _inflate(data: bytes, part: str, name: str) -> bytes:
    # A size in the archive's directory may lie: what counts is what comes out.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as stream:
            inflated = stream.read(MAX_EXPANDED + 1)
    except KeyError as error:
        raise InputError(name, f"not a Word file (it has no part {part})") from error
    except RuntimeError as error:
        encrypted = "encrypted" in str(error)
        raise InputError(name, "is encrypted" if encrypted else "not a Word file (the archive is damaged)") from error
    except Exception as error:  # zipfile, zlib and lzma have a dozen ways to fail and no base in common
        raise InputError(name, "not a Word file (the archive is damaged)") from error
    if len(inflated) > MAX_EXPANDED:
        raise InputError(name, f"inflates to more than the cap of {MAX_EXPANDED >> 20} MiB")
    return inflated


def _paragraph(element: Element) -> str:
    """The text of a paragraph as it reads with all changes accepted, its own runs only."""
    parts = []
    for inner in element.iter():
        kind = local(inner)
        if kind == "t":
            parts.append(inner.text or "")
        elif kind in ("tab", "br", "cr"):
            parts.append(" ")
    return "".join(parts)
