"""Evidence into likeness: a logistic model of a few weights, learned by `python -m xlcheck.train.pair`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from xlcheck.pair.cut import Common
from xlcheck.pair.evidence import EVIDENCE, SURROUNDINGS, evidence, leads_of, surroundings
from xlcheck.pair.wording import Vectors


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each piece of evidence and the bias last: first by itself, then with its surroundings."""

    first: Vectors
    second: Vectors


@lru_cache(maxsize=1)
def learned() -> Weights:
    """What was learned. Raises ValueError for a file of other evidence."""
    path = files("xlcheck.weights") / "pair.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
        if tuple(str(name) for name in archive["evidence"]) != EVIDENCE + SURROUNDINGS:
            raise ValueError("pair.npz was learned for other evidence: run python -m xlcheck.train.pair")
        return Weights(archive["first"].astype(np.float32), archive["second"].astype(np.float32))


def likeness_of(candidates: Sequence[Common]) -> Vectors:
    """For each candidate, the calibrated probability that its stretches render one statement."""
    weights = learned()
    odds = log_odds(rows_of(candidates), weights.first)
    return chances(log_odds(surroundings(candidates, odds), weights.second))


def rows_of(candidates: Sequence[Common]) -> Vectors:
    """The evidence for every candidate, one a row."""
    return np.stack([evidence(*of_one) for of_one in zip(candidates, leads_of(candidates), strict=True)])


def log_odds(rows: Vectors, weights: Vectors) -> Vectors:
    """The weighted evidence, one number a row."""
    return np.asarray(rows @ weights[:-1] + weights[-1], dtype=np.float32)


def chances(odds: Vectors) -> Vectors:
    """Log-odds as probabilities in 0..1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float32)
