"""Evidence into likeness: a logistic model of a few weights, learned by `python -m xlcheck.train.pair`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np

from xlcheck.pair.evidence import EVIDENCE
from xlcheck.pair.wording import Vectors


@lru_cache(maxsize=1)
def weights() -> Vectors:
    """One weight for each piece of evidence, and the bias last. Raises ValueError for a file of other evidence."""
    path = files("xlcheck.weights") / "pair.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
        if tuple(str(name) for name in archive["evidence"]) != EVIDENCE:
            raise ValueError("pair.npz was learned for other evidence: run python -m xlcheck.train.pair")
        return np.asarray(archive["weights"], dtype=np.float32)


def likeness(rows: Vectors) -> Vectors:
    """The calibrated probability, one a row of evidence, that two stretches render one statement."""
    learned = weights()
    logits = np.clip(rows @ learned[:-1] + learned[-1], -30, 30)
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)
