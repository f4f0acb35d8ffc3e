"""XML from strangers: no entities, no fetching, bounded width and depth."""

from __future__ import annotations

import re
from typing import Any

from xlcheck.errors import InputError

Element = Any  # lxml's elements, whose own types are private

MAX_DEPTH = 200  # libxml2 gives up at 256, and in HTML drops without a word what lies deeper
MAX_ATTRIBUTES = 2000  # in one tag; parsers take time that grows with the square
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*")


def parse_xml(data: bytes, name: str) -> Element:
    """Return the root element.

    Raises InputError for what is not well formed, declares an entity, or goes beyond a cap. A plain DOCTYPE is accepted
    and what it points to is never fetched.
    """
    from lxml import etree

    refuse_floods(data, name)
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
    refuse_depth(root, name)
    return root


def refuse_floods(data: bytes, name: str) -> None:
    """Raise InputError where one tag holds more attributes than MAX_ATTRIBUTES."""
    for tag in _TAG.finditer(data):
        if tag.end() - tag.start() > MAX_ATTRIBUTES and data.count(b"=", *tag.span()) > MAX_ATTRIBUTES:
            raise InputError(name, f"has a tag with more than {MAX_ATTRIBUTES} attributes, which is the cap")


def refuse_depth(root: Element, name: str) -> None:
    """Raise InputError where elements are nested deeper than MAX_DEPTH."""
    depth = 0
    from lxml import etree

    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise InputError(name, f"is nested deeper than {MAX_DEPTH} elements, which is the cap")


def local(element: Element) -> str:
    """Name of an element without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_all(root: Element, name: str) -> list[Element]:
    """All descendants of that local name, in document order."""
    return [element for element in root.iter() if local(element) == name]


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


def paragraphs(root: Element, names: frozenset[str]) -> list[str]:
    """Text of every block among `names` that holds no further one, in document order."""
    found = []
    for element in root.iter():
        if local(element) in names and not any(local(inner) in names for inner in element.iterdescendants()):
            found.append("".join(element.itertext()))
    return found


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
