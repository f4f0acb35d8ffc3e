"""A phrase that stands for another and means something else: an opposite, a more general term, another thing.

Harmless: “manner” and “way”; “drills” and “exercises”; “regretted” and “expressed regret over”.
Drift: “offensive” and “defensive”; “signed the accord” and “cancelled the accord”; “missile” and “weapon”;
“resigned before the search” and “the search preceded the resignation”;
“only scholars may touch the copies” and “scholars may touch only the copies”;
“mines have been mapped” and “mines have been cleared”; “held their fire” and “kept up their fire”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._changes import stretch
from xlcheck.drift._facing import overlap
from xlcheck.drift._focus import shifted
from xlcheck.drift._idioms import opposed_idioms
from xlcheck.drift._sequence import reversed_order
from xlcheck.drift._substituted import drift, readings
from xlcheck.model import Aligned, Drift, Kind, Severity

KIND = Kind.MEANING
MQM = "accuracy/mistranslation"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find what means something else."""
    read = [drift(aligned, reading) for reading in readings(aligned) if reading.kind is KIND]
    yield from read
    yield from (
        turned
        for turned in (*reversed_order(aligned), *shifted(aligned))
        if not any(overlap(turned, other) for other in read)
    )
    for mine, theirs in opposed_idioms(aligned):
        a, b = stretch(aligned.a.words, mine), stretch(aligned.b.words, theirs)
        assert a is not None and b is not None
        says_a, says_b = aligned.a.text[a.start : a.end], aligned.b.text[b.start : b.end]
        message = f"A says “{says_a}”, B says “{says_b}”: the one is the opposite of the other."
        yield Drift(KIND, Severity.MAJOR, 0.8, message, a, b)
