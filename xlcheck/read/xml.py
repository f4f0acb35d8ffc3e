"""XML from strangers: no entities, no fetching, bounded width and depth."""

from __future__ import annotations

import re
from typing import Any

from xlcheck.errors import CapError, InputError
from xlcheck.read.decode import is_text
from xlcheck.settings import CAPS, Caps

Element = Any  # lxml's elements, whose own types are private

BLOCKS = frozenset(
    "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
"""Elements of HTML, and of what borrows from it, that begin a new paragraph."""
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*")


def parse_xml(data: bytes, name: str, caps: Caps = CAPS) -> Element:
    """Return the root element.

    Raises InputError for what is not well formed, declares an entity, or goes beyond a cap. A plain DOCTYPE is accepted
    and what it points to is never fetched.
    """
    from lxml import etree

    refuse_floods(data, name, caps)
    # UTF-16 and UTF-32 hide ASCII from the search below; wire formats are UTF-8 or declare an 8-bit encoding.
    if b"\0" in data[:64]:
        raise InputError(name, "is XML in an encoding other than UTF-8 or an 8-bit one")
    if _ENTITY.search(data):
        raise InputError(name, "declares XML entities, which are refused")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(name, f"not well-formed XML ({_first_line(error)})") from error
    document = root.getroottree().docinfo
    if document.encoding is not None and not is_text(document.encoding):
        # In such an encoding the search above saw other characters than the parser did.
        raise InputError(name, f"is XML in the encoding {document.encoding}, which is none for text")
    refuse_depth(root, name, caps)
    return root


def refuse_floods(data: bytes, name: str, caps: Caps = CAPS) -> None:
    """Raise CapError where one tag holds more attributes than the cap."""
    for tag in _TAG.finditer(data):
        if tag.end() - tag.start() > caps.attributes and data.count(b"=", *tag.span()) > caps.attributes:
            raise CapError(name, f"has a tag with more than {caps.attributes} attributes", "attributes")


def refuse_depth(root: Element, name: str, caps: Caps = CAPS) -> None:
    """Raise CapError where elements are nested deeper than the cap, or are more than the cap on them."""
    depth = count = 0
    from lxml import etree

    for event, _ in etree.iterwalk(root, events=("start", "end")):
        count += event == "start"
        if count > caps.elements:
            raise CapError(name, f"has more than {caps.elements} elements", "elements")
        depth += 1 if event == "start" else -1
        if depth > caps.depth:
            raise CapError(name, f"is nested deeper than {caps.depth} elements", "depth")


def local(element: Element) -> str:
    """Name of an element without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_all(root: Element, name: str) -> list[Element]:
    """All descendants of that local name, in document order."""
    return [element for element in root.iter() if local(element) == name]


def outermost(root: Element, name: str) -> list[Element]:
    """Those of `find_all` that do not lie in another of them."""
    return [found for found in find_all(root, name) if not any(local(above) == name for above in found.iterancestors())]


def text_of(root: Element, path: tuple[str, ...]) -> str | None:
    """Text of the first element reached by descending through these local names, each at any depth."""
    here = [root]
    for name in path:
        here = [found for element in here for found in find_all(element, name) if found is not element]
    for element in here:
        text = " ".join("".join(element.itertext()).split())
        if text:
            return text
    return None


def paragraphs(root: Element, blocks: frozenset[str]) -> list[str]:
    """All text in `root`, in document order, parted where an element among `blocks` begins or ends.

    A single `br` is a blank, two in a row part. Text between blocks counts like text in them, so that none is lost.
    """
    from lxml import etree

    found: list[str] = []
    run: list[str] = []
    broken = -1  # where in `run` the last line break stands

    def part() -> None:
        nonlocal broken
        found.append("".join(run))
        run.clear()
        broken = -1

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        kind = local(element)
        if kind in blocks:
            part()
        if event == "start":
            if kind == "br":
                if broken >= 0 and not "".join(run[broken:]).strip():
                    part()
                broken = len(run)
                run.append(" ")
            run.append(element.text or "")
        elif element is not root:
            run.append(element.tail or "")
    part()
    return [text for text in found if text.strip()]


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
