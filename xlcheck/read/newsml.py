"""NewsML-G2 (IPTC): a news item, or a message that carries one, with inline NITF, XHTML or plain text."""

from __future__ import annotations

from xlcheck.errors import InputError
from xlcheck.read import nitf
from xlcheck.read.parsed import Parsed, joined
from xlcheck.read.xml import Element, find_all, paragraphs, parse_xml, text_of

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "blockquote", "li"})


def matches(head: bytes, path: str) -> bool:
    """True for a `newsItem` or `newsMessage`."""
    return b"<newsItem" in head or b"<newsMessage" in head


def parse(data: bytes, name: str) -> Parsed:
    """Read the first news item with text in it. Raises InputError where there is none."""
    root = parse_xml(data, name)
    for item in find_all(root, "newsItem"):
        for content in (*find_all(item, "inlineXML"), *find_all(item, "inlineData")):
            text, inner = _text(content)
            if text.strip():
                return Parsed(
                    text=text,
                    outlet=text_of(item, ("provider", "name")) or _literal(item, "provider") or inner.outlet,
                    date=text_of(item, ("versionCreated",)) or inner.date,
                    language=_language(item) or inner.language,
                    headline=text_of(item, ("headline",)) or inner.headline,
                    byline=text_of(item, ("by",)) or inner.byline,
                )
    raise InputError(name, "is NewsML-G2 without text in it")


def _text(content: Element) -> tuple[str, Parsed]:
    inline = find_all(content, "nitf")
    if inline:
        inner = nitf.parsed(inline[0])
        return inner.text, inner
    bodies = find_all(content, "body") or [content]
    text = joined(text for body in bodies for text in paragraphs(body, BLOCKS))
    if not text.strip():
        text = joined("".join(content.itertext()).split("\n\n"))
    return text, Parsed("")


def _literal(item: Element, name: str) -> str | None:
    found = find_all(item, name)
    return (found[0].get("literal") or found[0].get("qcode")) if found else None


def _language(item: Element) -> str | None:
    found = find_all(item, "language")
    tag: str | None = found[0].get("tag") if found else item.get("{http://www.w3.org/XML/1998/namespace}lang")
    return tag
