"""Articles whose quotes were annotated by people, laid out as the stage quote lays them out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from xlcheck.quote.layout import Layout, lay_out
from xlcheck.quote.marks import marked_in
from xlcheck.quote.mentions import Mentions
from xlcheck.text import paragraphs
from xlcheck.train import rows

Row = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """An article laid out, with its annotation."""

    row: Row
    layout: Layout
    mentions: Mentions


def samples(path: Path, fold: int) -> list[Sample]:
    """Read and lay out the articles of one fold."""
    found = []
    for row in rows(path):
        if row["fold"] == fold:
            spans = paragraphs(row["text"])
            layout = lay_out(row["text"], spans, marked_in(row["text"], spans))
            found.append(Sample(row, layout, Mentions.of(layout)))
    return found


def word_range(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """The words of the characters `start:end`."""
    starts = [word.start for word in layout.words]
    return int(np.searchsorted(starts, start)), int(np.searchsorted(starts, end))


def quote_over(row: Row, start: int, end: int) -> Row | None:
    """The annotated quote that covers most of a stretch, the shortest where several do."""
    best: tuple[int, int] = (0, 0)
    chosen = None
    for quote in row["quotes"]:
        for a, b in quote["segments"]:
            shared = min(b, end) - max(a, start)
            if shared > 0 and (shared, a - b) > best:
                best, chosen = (shared, a - b), quote
    return chosen if best[0] > (end - start) / 2 else None
