"""Paths and standard input into articles. Every later offset counts from the first character of the article's text.

A plain text is kept untouched; of a richer file the text is taken out. One file per format: adding one is a module with
`matches` and `parse`, and a line in READERS.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from types import ModuleType

from xlcheck.errors import CapError, InputError
from xlcheck.model import Article
from xlcheck.read import docx, html, newsml, ninjs, nitf, plain
from xlcheck.read.decode import in_utf_8
from xlcheck.read.parsed import Parsed
from xlcheck.read.source import fetch
from xlcheck.settings import CAPS, Caps

STDIN = "-"
_MARKUP = re.compile(r"\s*(?:<\?xml\s|<(?:nitf|newsItem|newsMessage)\b|[\[{]\s*[\[{\"])")
_MARKED = re.compile("[^\x00-\u02ff]+")  # no combining mark stands before U+0300
HEAD = 4096
"""Bytes at the head of a file by which its format is told."""

READERS: dict[str, ModuleType] = {
    "docx": docx,
    "nitf": nitf,
    "newsml": newsml,
    "ninjs": ninjs,
    "html": html,
    "text": plain,
}
"""By name, in the order in which they are asked; the last takes what no other knows."""


def read(path: str, input_format: str | None = None, caps: Caps = CAPS) -> Article:
    """Read one article from a path, or from standard input where `path` is `-`.

    `input_format` forces a reader of READERS; otherwise content decides, then the extension. Raises InputError where
    there is nothing to read, the format is not what it should be, or no text is left, CapError where it is too much.
    """
    name = "(standard input)" if path == STDIN else path
    data = fetch(path, name, caps)
    form = input_format or recognise(data[:HEAD], path)
    parsed: Parsed = READERS[form].parse(data, name, caps)
    if not parsed.text.strip():
        raise InputError(name, "holds no text")
    if input_format is None and form == "text" and _MARKUP.match(parsed.text):
        # Read as prose, keys and tags would pass for quotes and words.
        raise InputError(name, "is XML or JSON of a kind that is not known; --input-format forces a reader")
    _refuse_heaps(parsed.text, name, caps)
    return Article(
        path=name,
        text=parsed.text,
        sha256=hashlib.sha256(data).hexdigest(),
        format=form,
        outlet=parsed.outlet,
        date=parsed.date,
        language=parsed.language,
        headline=parsed.headline,
        byline=parsed.byline,
        notes=parsed.notes,
    )


def _refuse_heaps(text: str, name: str, caps: Caps) -> None:
    """Raise CapError where more combining marks than the cap follow each other."""
    for stretch in _MARKED.finditer(text):
        heap = 0
        for character in stretch.group() if stretch.end() - stretch.start() > caps.marks else "":
            heap = heap + 1 if unicodedata.combining(character) else 0
            if heap > caps.marks:
                raise CapError(name, f"has a letter with more than {caps.marks} combining marks", "marks")


def recognise(head: bytes, path: str) -> str:
    """Name of the reader for a file that begins with `head`."""
    plain_head = in_utf_8(head)
    return next((name for name, reader in READERS.items() if reader.matches(plain_head, path.lower())), "text")
