"""Content that only the first rendering has, in the middle of a statement that the other renders in full.

Harmless: “the two sides agreed” and “the sides agreed”; “means and ways” and “means”; a quotation cut at its edge.
Drift: “the nuclear deterrent” and “the deterrent”; “the families of the victims” and “the families”;
“every contract except the one for the quay” and “every contract”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._excepted import exceptions
from xlcheck.drift._missing import drifts
from xlcheck.model import Aligned, Drift, Kind

KIND = Kind.OMISSION
MQM = "accuracy/omission"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find what b leaves out."""
    yield from drifts(aligned, KIND)
    yield from exceptions(aligned, KIND)
