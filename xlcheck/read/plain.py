"""Plain text and Markdown: the characters as they stand."""

from __future__ import annotations

from xlcheck.read.decode import decode
from xlcheck.read.parsed import Parsed
from xlcheck.settings import CAPS, Caps


def matches(head: bytes, path: str) -> bool:
    """Any file may be plain text."""
    return True


def parse(data: bytes, name: str, caps: Caps = CAPS) -> Parsed:
    """Decode, and touch nothing. Raises InputError where the bytes are no text."""
    text, notes = decode(data, name)
    return Parsed(text, notes=notes)
