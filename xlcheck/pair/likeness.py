"""Evidence into likeness: three logistic models of a few weights each, learned by `python -m xlcheck.train.pair`.

The first weighs a candidate by itself and beside its rivals, the second what is likely around it. Where these two leave
a doubt, the aligner is asked, which costs more: the third weighs how many of the words have an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xlcheck.pair.cut import Common
from xlcheck.pair.evidence import EVIDENCE, LINKED, SURROUNDINGS, Look, evidence, linked, look_at, surroundings
from xlcheck.pair.rivals import Field, field_of
from xlcheck.pair.wording import Vectors
from xlcheck.weights import FOLDER, MODEL_KEY, arrays_in

# Log-odds between which the aligner is asked: a likeness of 0.05 to 0.98. Of the candidates below, 3 of 863 are right,
# and all 36 above.
DOUBT = (-3.0, 4.0)

LEADS = [EVIDENCE.index("lead"), EVIDENCE.index("better lead")]

Answers = Callable[[Common], tuple[Vectors, Vectors]]
"""For a cut, the chance in 0..1 that a word has an answer, for each word of either stretch: (n,) and (m,)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each piece of evidence and the bias last, for each of the three models."""

    first: Vectors
    second: Vectors
    third: Vectors
    model: str  # SHA-256 of the encoder they were learned for


@lru_cache(maxsize=1)
def learned() -> Weights:
    """What was learned. Raises ValueError for a file of other evidence."""
    stored = arrays_in(FOLDER / "pair.npz")
    if tuple(str(name) for name in stored["evidence"]) != EVIDENCE + SURROUNDINGS + LINKED:
        raise ValueError("pair.npz was learned for other evidence: run python -m xlcheck.train.pair")
    first, second, third = (stored[name].astype(np.float32) for name in ("first", "second", "third"))
    return Weights(first, second, third, str(stored[MODEL_KEY]))


def likeness_of(
    candidates: Sequence[Common], answers: Answers | None = None, look: Callable[[Common], Look] = look_at
) -> Vectors:
    """For each candidate, the calibrated probability that its stretches render one statement.

    `look` is for a caller that asks twice of some candidates and keeps what `look_at` says of each.

    Without `answers`, or for vectors of another model than `learned().model`, it is less well calibrated.
    """
    weights = learned()
    odds = log_odds(first_evidence(candidates, [look(common) for common in candidates], weights.first), weights.first)
    odds = log_odds(surroundings(candidates, odds), weights.second)
    if answers is not None and (asked := in_doubt(odds)).any():
        rows = [linked(common, *answers(common)) for common, ask in zip(candidates, asked, strict=True) if ask]
        odds[asked] = log_odds(np.column_stack([odds[asked], np.stack(rows)]), weights.third)
    return chances(odds)


def in_doubt(odds: Vectors) -> NDArray[np.bool_]:
    """Which of some log-odds leave a doubt that the aligner may settle."""
    rounded = odds.round(4)
    return np.asarray((rounded > DOUBT[0]) & (rounded < DOUBT[1]))


def first_evidence(candidates: Sequence[Common], looks: Sequence[Look], first: Vectors) -> Vectors:
    """The evidence for every candidate, one a row, with its lead over those rivals that `first` leaves free."""
    field = field_of(candidates, looks)
    rows = np.stack([evidence(*of_one) for of_one in zip(looks, field.leads(), strict=True)])
    return over_free(rows, field, first)


def over_free(rows: Vectors, field: Field, first: Vectors) -> Vectors:
    """The same `rows` of evidence, but with the lead over those rivals only that `first` leaves free."""
    freed = rows.copy()
    freed[:, LEADS] = [(min(lead), max(lead)) for lead in field.leads_over_free(log_odds(rows, first))]
    return freed


def log_odds(rows: Vectors, weights: Vectors) -> Vectors:
    """The weighted evidence, one number a row."""
    return np.asarray(rows @ weights[:-1] + weights[-1], dtype=np.float32)


def chances(odds: Vectors) -> Vectors:
    """Log-odds as probabilities in 0..1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float32)
