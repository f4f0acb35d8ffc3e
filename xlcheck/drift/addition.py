"""Content that only the second rendering has, in the middle of a statement that the first renders in full.

Harmless: “the sides agreed” and “the two sides agreed”; “means” and “means and ways”.
Drift: “the deterrent” and “the nuclear deterrent”; “the protesters left” and “the armed protesters left”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._excepted import exceptions
from xlcheck.drift._missing import drifts
from xlcheck.model import Aligned, Drift, Kind

KIND = Kind.ADDITION
MQM = "accuracy/addition"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find what b adds."""
    yield from drifts(aligned, KIND)
    yield from exceptions(aligned, KIND)
