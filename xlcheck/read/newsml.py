"""NewsML-G2 (IPTC): a news item, or a message that carries one, with inline NITF, XHTML or plain text."""

from __future__ import annotations

import re
from dataclasses import replace

from xlcheck.errors import InputError
from xlcheck.model import Note
from xlcheck.read import html, nitf
from xlcheck.read.parsed import PARAGRAPH, Parsed, joined
from xlcheck.read.xml import BLOCKS, Element, find_all, local, outermost, paragraphs, parse_xml, text_of
from xlcheck.settings import CAPS, Caps


def matches(head: bytes, path: str) -> bool:
    """True for a `newsItem` or `newsMessage`."""
    return b"<newsItem" in head or b"<newsMessage" in head


def parse(data: bytes, name: str, caps: Caps = CAPS) -> Parsed:
    """Read every news item that holds text, as one article where there are several.

    Of the renditions of an item, which say the same in several forms, the first with text counts. Raises InputError
    where none has any.
    """
    root = parse_xml(data, name, caps)
    found = [item for item in (_item(item, name, caps) for item in outermost(root, "newsItem")) if item is not None]
    if not found:
        raise InputError(name, "is NewsML-G2 without text in it")
    if len(found) == 1:
        return found[0]
    note = Note("items", f"carries {len(found)} news items with text, read as one article")
    return replace(found[0], text=PARAGRAPH.join(item.text.rstrip("\n") for item in found) + "\n", notes=(note,))


def _item(item: Element, name: str, caps: Caps) -> Parsed | None:
    for content in (*find_all(item, "inlineXML"), *find_all(item, "inlineData")):
        text, inner = _text(content, name, caps)
        if text.strip():
            return Parsed(
                text=text,
                outlet=text_of(item, ("provider", "name")) or _literal(item, "provider") or inner.outlet,
                date=text_of(item, ("versionCreated",)) or inner.date,
                language=_language(item) or inner.language,
                headline=text_of(item, ("headline",)) or inner.headline,
                byline=text_of(item, ("by",)) or inner.byline,
            )
    return None


def _text(content: Element, name: str, caps: Caps) -> tuple[str, Parsed]:
    inline = find_all(content, "nitf")
    if inline:
        inner = nitf.parsed(inline[0])
        return inner.text, inner
    if local(content) == "inlineData":
        plain = "".join(content.itertext())
        markup = "html" in (content.get("contenttype") or "")
        return joined(html.blocks(plain, name, caps) if markup else re.split(r"\n[ \t\r]*\n", plain)), Parsed("")
    bodies = outermost(content, "body") or [content]
    return joined(text for body in bodies for text in paragraphs(body, BLOCKS)), Parsed("")


def _literal(item: Element, name: str) -> str | None:
    found = find_all(item, name)
    return (found[0].get("literal") or found[0].get("qcode")) if found else None


def _language(item: Element) -> str | None:
    found = find_all(item, "language")
    tag: str | None = found[0].get("tag") if found else item.get("{http://www.w3.org/XML/1998/namespace}lang")
    return tag
