"""Linear models over hashed features: weights from a file, numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from xlcheck.weights import load

NO_ENCODER = ""  # these weights read words, not vectors, and serve whichever model is in use
Weights = NDArray[np.float32]


def slots(features: Sequence[str], size: int) -> list[int]:
    """The slot of each feature in a table of `size` rows, a power of two (feature hashing)."""
    mask = size - 1
    return [slot & mask for slot in map(_hash, features)]


@lru_cache(maxsize=1 << 16)
def _hash(feature: str) -> int:
    return crc32(feature.encode())


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """The three learned parts of the stage.

    `speaker` (n,) ranks candidate mentions; `claim` (n,) and `claim_measures` (m,) tell somebody's words (above 0) from
    nobody's; `reported` (n, labels) and `steps` (labels, labels) label the words of reported speech.
    """

    speaker: Weights
    claim: Weights
    claim_measures: Weights
    reported: Weights
    steps: Weights

    def speaker_scores(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """One score a candidate; only their order and distance mean something."""
        return [float(self.speaker[slots(row, len(self.speaker))].sum()) for row in rows]

    def claim_score(self, row: Sequence[str], measures: Sequence[float]) -> float:
        """Log odds that a stretch in marks is somebody's words, by what is known of it (names and numbers)."""
        return float(self.claim[slots(row, len(self.claim))].sum() + self.claim_measures @ np.asarray(measures))

    def label_scores(self, rows: Sequence[Sequence[str]]) -> Weights:
        """One score for each word (row) and label; every row is equally long."""
        hashed = np.fromiter(map(_hash, chain.from_iterable(rows)), dtype=np.int64)
        table = hashed.reshape(len(rows), -1) & (len(self.reported) - 1)
        return np.asarray(self.reported[table].sum(1), dtype=np.float32)


@lru_cache(maxsize=1)
def load_models() -> Models:
    """Read the weights that come with the package."""
    stored = load("quote", NO_ENCODER)
    if stored is None:
        raise FileNotFoundError("xlcheck/weights/quote.npz")
    return Models(**stored)
