"""Reported and mixed speech: the runs of content words that the tagger found, cut to clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlcheck.model import QuoteKind
from xlcheck.quote.layout import Layout
from xlcheck.quote.reported import LABELS

BEGIN, INSIDE = LABELS.index("B-Q"), LABELS.index("I-Q")


@dataclass(frozen=True, slots=True)
class Reported:
    """Words `first:last` that report speech. `number` is the first stretch in marks within, None where there is none."""

    first: int
    last: int
    kind: QuoteKind
    number: int | None


def reported_in(layout: Layout, labels: Sequence[int], left_out: Mapping[int, str]) -> Iterator[Reported]:
    """Yield reported speech in text order; a run that holds nothing but one stretch in marks is that quote itself."""
    for first, last in layout.sentences:
        at = first
        while at < last:
            if labels[at] != BEGIN:
                at += 1
                continue
            end = at + 1
            while end < last and labels[end] == INSIDE:
                end += 1
            start, stop = _trimmed(layout, at, end)
            at = end
            if start >= stop or layout.paragraph[start] in left_out:
                continue
            inside = [layout.quoted[i] for i in range(start, stop) if not layout.words[i].is_mark]
            numbers = [number for number in inside if number >= 0]
            if inside and min(inside) >= 0 and len(set(inside)) == 1:
                continue
            kind = QuoteKind.MIXED if numbers else QuoteKind.INDIRECT
            yield Reported(start, stop, kind, numbers[0] if numbers else None)


def _trimmed(layout: Layout, first: int, last: int) -> tuple[int, int]:
    """Without the punctuation at its edges, but with whole stretches in marks."""
    words = layout.words
    while first < last and words[first].is_mark and not _opens(layout, first):
        first += 1
    while last > first and words[last - 1].is_mark and not _closes(layout, last - 1):
        last -= 1
    return first, last


def _opens(layout: Layout, i: int) -> bool:
    return i + 1 < len(layout.quoted) and layout.quoted[i] < 0 <= layout.quoted[i + 1]


def _closes(layout: Layout, i: int) -> bool:
    return i > 0 and layout.quoted[i] < 0 <= layout.quoted[i - 1]
