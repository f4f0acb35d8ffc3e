"""How alike the words of two renderings are, and an aligner that needs nothing but that."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xlcheck.model import Word

Matrix = NDArray[np.float32]

SAME_WORD = 0.1  # added for the same letters; best of 0.1, 0.3, 0.5 on MultiMWA-MTRef's training part
NEARNESS = 0.05  # the most that standing at the same place adds: decides between two mentions of one word
LEAST = 0.35  # a mutual best below this is a coincidence of two words that met nobody; among 0.35, 0.45, 0.6, as above


def cosines(a: Matrix, b: Matrix) -> Matrix:
    """Cosine of every row of `a` (n, d) with every row of `b` (m, d), shape (n, m); a zero row is like nothing.

    Rounded, so that ties stay ties whatever computed the vectors.
    """
    product: Matrix = unit(a) @ unit(b).T
    return np.clip(product, -1, 1).round(5)


def unit(rows: Matrix) -> Matrix:
    """Scale every row (last axis) to length 1; a zero row stays zero."""
    lengths = np.sqrt((rows * rows).sum(axis=-1, keepdims=True))
    scaled: Matrix = rows / np.maximum(lengths, 1e-9)
    return scaled


def places(count: int) -> Matrix:
    """Return where each of `count` words stands in its rendering, 0 to 1."""
    return ((np.arange(count) + 0.5) / max(count, 1)).astype(np.float32)


def mutual_best(a: Sequence[Word], b: Sequence[Word], cosine: Matrix) -> Matrix:
    """Return link chances, shape (n, m): the likeness where two words are each other's best, else 0.

    The method of SimAlign (Jalili Sabet et al. 2020), with the same letters and the same place as further evidence.
    """
    if not cosine.size:
        return np.zeros(cosine.shape, dtype=np.float32)
    folded_b = np.array([w.text.casefold() for w in b])
    same = np.stack([folded_b == w.text.casefold() for w in a])
    near = 1 - np.abs(places(len(a))[:, None] - places(len(b))[None])
    score = cosine + SAME_WORD * same + NEARNESS * near
    best = (score >= score.max(1, keepdims=True)) & (score >= score.max(0, keepdims=True)) & (score > LEAST)
    return np.where(best, np.clip((score + 1) / 2, 0.5, 1), 0).astype(np.float32)
