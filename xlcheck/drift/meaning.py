"""A phrase that stands for another and means something else: an opposite, a more general term, another thing.

Harmless: “manner” and “way”; “drills” and “exercises”; “regretted” and “expressed regret over”.
Drift: “offensive” and “defensive”; “signed the accord” and “cancelled the accord”; “missile” and “weapon”;
“mines have been mapped” and “mines have been cleared”; “knew of the invoices” and “approved the invoices”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._substituted import drift, readings
from xlcheck.model import Aligned, Drift, Kind

KIND = Kind.MEANING
MQM = "accuracy/mistranslation"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find what means something else."""
    return (drift(aligned, reading) for reading in readings(aligned) if reading.kind is KIND)
