"""NITF, the news industry's text format (IPTC, versions 3.x)."""

from __future__ import annotations

from xlcheck.read.parsed import Parsed, joined
from xlcheck.read.xml import BLOCKS, Element, find_all, outermost, paragraphs, parse_xml, text_of
from xlcheck.settings import CAPS, Caps

NITF_BLOCKS = BLOCKS.union("block bq credit hl1 hl2 media media-caption media-producer nitf-table note".split())


def matches(head: bytes, path: str) -> bool:
    """True where the document element is `nitf`."""
    return b"<nitf" in head and b"<newsItem" not in head and b"<newsMessage" not in head


def parse(data: bytes, name: str, caps: Caps = CAPS) -> Parsed:
    """Read headline, byline, date and body. Raises InputError for what is no sound XML."""
    return parsed(parse_xml(data, name, caps))


def parsed(root: Element) -> Parsed:
    """The same for an element that is already read, as NewsML-G2 carries it inline."""
    content = outermost(root, "body.content")
    issue = find_all(root, "date.issue")
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Parsed(
        text=joined(text for element in content for text in paragraphs(element, NITF_BLOCKS)),
        outlet=text_of(root, ("distributor",)) or _holder(root),
        date=issue[0].get("norm") if issue else None,
        language=language,
        headline=text_of(root, ("hl1",)) or text_of(root, ("title",)),
        byline=text_of(root, ("byline",)),
    )


def _holder(root: Element) -> str | None:
    found = find_all(root, "doc.copyright")
    return found[0].get("holder") if found else None
