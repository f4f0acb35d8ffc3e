"""Another degree, hedge or loaded word: the same thing said louder or softer.

Harmless: “large” and “big”; “rapidly” and “swiftly”.
Drift: “will strike the base” and “will annihilate the base”; “slightly” and “sharply”; “tense” and “explosive”;
“a few” and “a good many”; “a little careless” and “grossly negligent”; “we hope” and “we are confident”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._facing import overlap
from xlcheck.drift._grades import graded
from xlcheck.drift._substituted import drift, readings
from xlcheck.model import Aligned, Drift, Kind

KIND = Kind.INTENSITY
MQM = "accuracy/mistranslation/register"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find where one rendering is the louder one."""
    found = [drift(aligned, reading) for reading in readings(aligned) if reading.kind is KIND]
    yield from found
    yield from (x for x in graded(aligned) if not any(overlap(x, other) for other in found if other.severity.serious))
