"""Marks that changed: a quotation never closed, or words quoted here and told in the reporter's own voice there.

Harmless: “…” and "…"; a quotation in two pieces here and in one there; reported speech opposite a direct
quotation.
Drift, always minor: a mark that is opened and never closed; “spineless” in marks here, spineless without marks
there.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._facing import cut, stretch
from xlcheck.model import Aligned, Drift, Kind, QuoteKind, Rendering, Severity, Stretch

KIND = Kind.QUOTATION
MQM = "design/markup/quotation"

SHORT = 6  # words: beyond it a passage without marks is reported speech, which is no finding


def check(aligned: Aligned) -> Iterator[Drift]:
    """Compare how both articles mark the words off."""
    a, b = aligned.a, aligned.b
    left_open = [side.quote is not None and not side.quote.closed for side in (a, b)]
    if left_open[0] != left_open[1]:
        side = a if left_open[0] else b
        place = stretch(side, range(min(3, len(side.words))))
        message = f"Only {'A' if left_open[0] else 'B'} never closes the mark before “{cut(side, place)}”."
        yield Drift(KIND, Severity.MINOR, 0.9, message, *((place, None) if left_open[0] else (None, place)))
    yield from _own_voice(a, b)


def _own_voice(a: Rendering, b: Rendering) -> Iterator[Drift]:
    """The same few words in marks on one side only."""
    marked = [side.quote is not None and side.quote.kind is QuoteKind.DIRECT for side in (a, b)]
    if a.quote is None or b.quote is None or marked[0] == marked[1]:
        return
    if [w.text.lower() for w in a.words] != [w.text.lower() for w in b.words] or not 0 < len(a.words) <= SHORT:
        return
    inside = "A" if marked[0] else "B"
    message = f"“{a.text}” stands in marks in {inside} alone."
    yield Drift(KIND, Severity.MINOR, 0.7, message, Stretch(0, len(a.text)), Stretch(0, len(b.text)))
