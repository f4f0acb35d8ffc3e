"""Web pages: the article without the chrome around it."""

from __future__ import annotations

import re

from xlcheck.errors import InputError
from xlcheck.read.decode import decode
from xlcheck.read.parsed import Parsed, joined
from xlcheck.read.xml import BLOCKS, local, paragraphs, refuse_depth, refuse_floods
from xlcheck.settings import CAPS, Caps

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p)[\s>]", re.IGNORECASE)
_LANG = re.compile(r"<html[^>]{0,500}\blang\s*=\s*[\"']?([A-Za-z-]{2,12})", re.IGNORECASE)
SILENT = frozenset({"script", "style", "template", "noscript"})


def matches(head: bytes, path: str) -> bool:
    """True where markup stands at the head, or the name ends like that of a page."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] == b"<" and (_HTML.search(head) is not None or path.endswith((".html", ".htm", ".xhtml")))


def parse(data: bytes, name: str, caps: Caps = CAPS) -> Parsed:
    """Take out main text, headline, byline, date and outlet. Raises InputError where no main text is found."""
    import logging
    import warnings

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text, notes = decode(data, name)
    refuse_floods(text.encode("utf-8", "replace"), name, caps)  # UTF-16 has that of > in other characters
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its date parser warns of time zones that it does not know
        tree = trafilatura.load_html(text)
        if tree is not None:
            refuse_depth(tree, name, caps)
        page = tree is not None and trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
        )
    if not page or not page.text:
        raise InputError(name, "holds no article text")
    lines = page.text.split("\n")
    if page.title and lines and " ".join(lines[0].split()) == " ".join(page.title.split()):
        lines = lines[1:]  # the headline is metadata here, as in every other format
    language = _LANG.search(text)
    return Parsed(
        text=joined(lines),
        outlet=page.sitename,
        date=page.date,
        language=language.group(1) if language else None,
        headline=page.title,
        byline=page.author,
        notes=notes,
    )


def blocks(markup: str, name: str, caps: Caps = CAPS) -> list[str]:
    """Paragraphs of a fragment of markup that is known to be article text."""
    from lxml import etree, html

    refuse_floods(markup.encode("utf-8", "replace"), name, caps)
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(name, f"holds markup that cannot be read ({error})") from error
    refuse_depth(root, name, caps)
    for element in list(root.iter()):
        if local(element) in SILENT:
            element.drop_tree()
    return paragraphs(root, BLOCKS)
