"""A phrase that stands for another and means something else: an opposite, a more general term, another thing.

Harmless: “manner” and “way”; “drills” and “exercises”; “regretted” and “expressed regret over”.
Drift: “offensive” and “defensive”; “signed the accord” and “cancelled the accord”; “missile” and “weapon”;
“resigned before the search” and “the search preceded the resignation”;
“only scholars may touch the copies” and “scholars may touch only the copies”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._facing import overlap
from xlcheck.drift._focus import shifted
from xlcheck.drift._sequence import reversed_order
from xlcheck.drift._substituted import drift, readings
from xlcheck.model import Aligned, Drift, Kind

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
