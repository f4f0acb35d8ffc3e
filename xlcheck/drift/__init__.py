"""The kinds of drift, one module each, and how what they find adds up."""

from __future__ import annotations

import math
from collections.abc import Iterable
from types import ModuleType

from xlcheck.drift import (
    actor,
    addition,
    attribution,
    intensity,
    meaning,
    modality,
    name,
    negation,
    number,
    omission,
    quotation,
    wording,
)
from xlcheck.model import Aligned, Drift, Kind, Stretch

KINDS: tuple[ModuleType, ...] = (
    number,
    negation,
    actor,
    name,
    modality,
    omission,
    addition,
    intensity,
    meaning,
    attribution,
    quotation,
    wording,
)

# Which kind speaks where several would on the same words: what names a fact goes before what only weighs words.
_PRECEDENCE = {
    Kind.NUMBER: 0, Kind.NAME: 0, Kind.NEGATION: 0, Kind.MODALITY: 0, Kind.ACTOR: 0, Kind.INTENSITY: 1, Kind.MEANING: 1,
    Kind.OMISSION: 1, Kind.ADDITION: 1, Kind.WORDING: 2,
}  # fmt: skip
# Said of the quotation as a whole, not instead of what its words say.
_APART = frozenset({Kind.ATTRIBUTION, Kind.QUOTATION, Kind.TERM})
_SHARED = 0.5  # of the shorter span: less is two findings that touch, not one place


def drifts_in(aligned: Aligned) -> tuple[Drift, ...]:
    """Everything that differs, one drift a place, the worst first; swapping the renderings mirrors the answer."""
    # What is equal in rank is ordered by the texts, not by which of them came first on the command line.
    turned = aligned.b.text < aligned.a.text
    found = [drift for kind in KINDS for drift in kind.check(aligned)]
    return tuple(sorted(resolved(found, turned=turned), key=lambda drift: _order(drift, aligned, turned=turned)))


def resolved(drifts: Iterable[Drift], *, turned: bool = False) -> list[Drift]:
    """Leave one drift a place: the serious one, then the one of the kind that goes first, then the surer one."""
    kept: list[Drift] = []
    for drift in sorted(drifts, key=lambda drift: _claim(drift, turned=turned)):
        if drift.kind in _APART or not any(other.kind not in _APART and _same_place(drift, other) for other in kept):
            kept.append(drift)
    return kept


def _claim(drift: Drift, *, turned: bool) -> tuple[object, ...]:
    sides = (drift.b, drift.a) if turned else (drift.a, drift.b)
    spans = [(side is None, side or ()) for side in sides]
    return not drift.severity.serious, _PRECEDENCE.get(drift.kind, 0), -drift.severity.rank, -drift.confidence, spans


def _same_place(x: Drift, y: Drift) -> bool:
    return _overlap(x.a, y.a) >= _SHARED or _overlap(x.b, y.b) >= _SHARED


def _overlap(x: Stretch | None, y: Stretch | None) -> float:
    """Share of the shorter stretch that lies in the other, 0..1."""
    if x is None or y is None:
        return 0.0
    return max(0, min(x.end, y.end) - max(x.start, y.start)) / max(1, min(x.end - x.start, y.end - y.start))


def _order(drift: Drift, aligned: Aligned, *, turned: bool) -> tuple[object, ...]:
    sides = [(drift.a, aligned.a.text), (drift.b, aligned.b.text)]
    places = [span.start / max(1, len(text)) for span, text in sides if span]
    return -drift.severity.rank, round(math.fsum(places) / max(1, len(places)), 6), _claim(drift, turned=turned)
