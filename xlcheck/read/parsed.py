"""What every reader returns: the text of a file, and what the file says about itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlcheck.model import Note

PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Parsed:
    """Text and metadata; what the format does not tell is None."""

    text: str
    outlet: str | None = None
    date: str | None = None
    language: str | None = None
    headline: str | None = None
    byline: str | None = None
    notes: tuple[Note, ...] = ()


def joined(paragraphs: Iterable[str]) -> str:
    """One text out of paragraphs, white space inside each as a browser would show it."""
    lines = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return PARAGRAPH.join(line for line in lines if line) + "\n"
