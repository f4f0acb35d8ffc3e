"""Other words for the same: what translators are free to choose. Never serious.

Harmless: “colour” and “color”; “attacked” and “attacks”, which are no finding at all.
Drift: “manner” and “way”; “unleash” and “launch”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._substituted import drift, readings
from xlcheck.model import Aligned, Drift, Kind

KIND = Kind.WORDING
MQM = "style/wording"


def check(aligned: Aligned) -> Iterator[Drift]:
    """List the words that differ and mean the same."""
    return (drift(aligned, reading) for reading in readings(aligned) if reading.kind is KIND)
