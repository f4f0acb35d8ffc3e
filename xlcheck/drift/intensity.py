"""Another degree, hedge or loaded word: the same thing said louder or softer.

Harmless: “large” and “big”; “rapidly” and “swiftly”.
Drift: “will strike the base” and “will annihilate the base”; “slightly” and “sharply”; “tense” and “explosive”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._substituted import drift, readings
from xlcheck.model import Aligned, Drift, Kind

KIND = Kind.INTENSITY
MQM = "accuracy/mistranslation/register"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find where one rendering is the louder one."""
    return (drift(aligned, reading) for reading in readings(aligned) if reading.kind is KIND)
