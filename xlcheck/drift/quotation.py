"""Marks that changed: a quotation never closed, or words quoted here and told in the reporter's own voice there.

Harmless: “…” and "…"; a quotation in two pieces here and in one there; reported speech opposite a direct
quotation.
Drift, always minor: a mark that is opened and never closed; “spineless” in marks here, spineless without marks
there.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._facing import cut
from xlcheck.model import Aligned, Drift, Kind, QuoteKind, Rendering, Severity, Stretch

KIND = Kind.QUOTATION
MQM = "design/markup/quotation"

_OPEN, _CLOSE = '“„«‟‹「『"', '”“»›」』"'
SHORT = 6  # words: beyond it a passage without marks is reported speech, which is no finding


def check(aligned: Aligned) -> Iterator[Drift]:
    """Compare how both articles mark the words off."""
    a, b = aligned.a, aligned.b
    closed = [side.quote is None or side.quote.closed or side.quote.kind is not QuoteKind.DIRECT for side in (a, b)]
    if closed[0] != closed[1]:
        side = b if closed[0] else a
        place = Stretch(0, min(len(side.text), side.words[min(2, len(side.words) - 1)].end)) if side.words else None
        message = (
            f"Only {'B' if closed[0] else 'A'} never closes the mark before “{cut(side, place)}”." if place else ""
        )
        if place:
            yield Drift(KIND, Severity.MINOR, 0.9, message, *((None, place) if closed[0] else (place, None)))
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
