"""What the learned head sees of two renderings besides their vectors: letters and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np

from xlcheck.align.likeness import Matrix, places
from xlcheck.model import Word

CHANNELS = 6


def surface(a: Sequence[Word], b: Sequence[Word]) -> Matrix:
    """Return shape (n, m, CHANNELS), each value in -1..1.

    The channels: same letters; common beginning, as a share of the longer word; Dice coefficient of letter trigrams;
    offset of the relative places; nearness of the relative places, broad and sharp.
    """
    folded_a, folded_b = ([w.text.casefold() for w in words] for words in (a, b))
    lengths_a, lengths_b = (np.array([len(w) for w in words], dtype=np.float32) for words in (folded_a, folded_b))
    longer = np.maximum(lengths_a[:, None], lengths_b[None])
    grams_a, grams_b, shared = _shared(folded_a, folded_b, _trigrams)
    offset = places(len(a))[:, None] - places(len(b))[None]
    return np.stack(
        [
            np.array([[x == y for y in folded_b] for x in folded_a], dtype=np.float32).reshape(offset.shape),
            _shared(folded_a, folded_b, _beginnings)[2] / longer,
            2 * shared / (grams_a[:, None] + grams_b[None]),
            offset,
            1 - np.abs(offset),
            np.exp(-10 * np.abs(offset)),
        ],
        axis=-1,
    )


@lru_cache(maxsize=1 << 14)
def _trigrams(word: str) -> frozenset[str]:
    edged = f"^{word}$"
    return frozenset(edged[k : k + 3] for k in range(len(edged) - 2))


@lru_cache(maxsize=1 << 14)
def _beginnings(word: str) -> frozenset[str]:
    return frozenset(accumulate(word))


def _shared(
    a: Sequence[str], b: Sequence[str], parts: Callable[[str], frozenset[str]]
) -> tuple[Matrix, Matrix, Matrix]:
    """Count the parts of every word of `a`, of every word of `b`, and the parts that each two have in common."""
    parts_a, parts_b = [parts(w) for w in a], [parts(w) for w in b]
    column = {part: k for k, part in enumerate(frozenset().union(*parts_a) & frozenset().union(*parts_b))}
    has = [np.zeros((len(words), len(column)), dtype=np.float32) for words in (a, b)]
    for matrix, rows in zip(has, (parts_a, parts_b), strict=True):
        places = [(i, column[part]) for i, row in enumerate(rows) for part in row if part in column]
        if places:
            matrix[tuple(zip(*places, strict=True))] = 1
    counts = [np.array([len(row) for row in rows], dtype=np.float32) for rows in (parts_a, parts_b)]
    return counts[0], counts[1], has[0] @ has[1].T
