"""Paths and standard input into articles, untouched: every later offset counts from the first character of the file."""

from __future__ import annotations

import hashlib

from xlcheck.errors import InputError
from xlcheck.model import Article
from xlcheck.read.decode import decode
from xlcheck.read.source import fetch

STDIN = "-"


def read(path: str) -> Article:
    """Read one article from a path, or from standard input where `path` is `-`.

    Raises InputError where there is nothing to read, nothing to decode or no text.
    """
    name = "(standard input)" if path == STDIN else str(path)
    data = fetch(str(path), name)
    text, notes = decode(data, name)
    if not text.strip():
        raise InputError(name, "holds no text")
    return Article(path=name, text=text, sha256=hashlib.sha256(data).hexdigest(), notes=notes)
