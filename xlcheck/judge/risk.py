"""The risk of a pair from what the judge and the kinds say of it, and the finding that a high risk alone calls for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xlcheck.model import Aligned, Drift, Judgement, Kind, Severity, Stretch

SUSPICION = 0.9  # a pair at or above this risk is shown even where no kind found a serious drift

_WEIGHT = {Severity.NONE: 0.0, Severity.MINOR: 0.1, Severity.MAJOR: 0.7, Severity.CRITICAL: 0.9}


def final_risk(judgement: Judgement | None, drifts: Sequence[Drift], aligned: Aligned) -> float:
    """Chance in 0..1 that the meaning changed materially, to four decimals."""
    harmless = 0.95 if judgement is None else 1 - judgement.risk
    for drift in drifts:
        harmless *= 1 - _WEIGHT[drift.severity] * drift.confidence
    return round(min(1.0, max(0.0, 1 - harmless)), 4)


def meaning_from_risk(
    aligned: Aligned, judgement: Judgement | None, risk: float, drifts: Sequence[Drift]
) -> Drift | None:
    """The finding for a pair that is risky as a whole although no kind found a serious drift in it."""
    if judgement is None or risk < SUSPICION or any(drift.severity.serious for drift in drifts):
        return None
    a, b = _likeliest(aligned.a.words, judgement.a), _likeliest(aligned.b.words, judgement.b)
    if a is None and b is None:
        return None
    message = f"The wording as a whole suggests another meaning: a learned estimate of {risk:.0%}, no rule confirms it"
    return Drift(Kind.MEANING, Severity.MAJOR, round(risk, 2), message, a, b)


def _likeliest(words: Sequence, shares: Sequence[float]) -> Stretch | None:
    at = max(range(len(words)), key=lambda i: shares[i], default=None)
    if at is None or not math.isfinite(shares[at]) or shares[at] < 0.3:
        return None
    return Stretch(words[at].start, words[at].end)
