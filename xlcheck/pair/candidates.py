"""Which wordings of two articles are worth a closer look: matrices in, few places out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from xlcheck.model import QuoteKind
from xlcheck.pair.cut import Common, Range, common_part
from xlcheck.pair.wording import Vectors, Wording

BEST = 6  # looks a wording gets: of 540 units of two translations all met their like within the first 3
LEAST = 0.15  # cosine of the likest parts; of those 540 pairs none was below 0.38, but fragments are shorter
BLOCK = 512  # wordings compared at once: 512 x 10,000 likenesses are 20 MB


def candidates(left: Sequence[Wording], right: Sequence[Wording]) -> list[Common]:
    """Cut every wording of `left` against those of `right` that come near it, whole or in part."""
    places = _near(left, right)
    found = (common_part(left[i], right[j]) for i, j in places)
    return [common for common in found if common.likeness.any() and all(map(_says_enough, common.sides()))]


def remainders(likely: Sequence[Common]) -> list[Common]:
    """What is left of a candidate where another one takes an end of it to answer something else.

    One report quotes in one breath what the other quotes in two: the long stretch was cut for one half of it, but no
    natural edge parts it from the other half.
    """
    found = []
    for wide in likely:
        for taker in likely:
            for side in (0, 1):
                (wording, (first, last)), (far, far_range) = wide.sides()[side], wide.sides()[1 - side]
                (other, (start, end)), (away, away_range) = taker.sides()[side], taker.sides()[1 - side]
                if wording is not other or _overlap(far, far_range, away, away_range):
                    continue
                if (start > first) == (end < last):  # all of it, the middle, or beyond
                    continue
                rest = (first, start) if start > first else (end, last)
                if first <= start and end <= last and _says_enough((wording, rest)):
                    found.append(replace(wide, a_range=rest) if side == 0 else replace(wide, b_range=rest))
    return found


def _overlap(x: Wording, x_range: Range, y: Wording, y_range: Range) -> bool:
    """True where two stretches of one article have a character in common."""
    one, other = x.span(*x_range), y.span(*y_range)
    return max(one.start, other.start) < min(one.end, other.end)


def _says_enough(side: tuple[Wording, Range]) -> bool:
    """True for more than one word that says something, and for one where that is all that stands in marks."""
    wording, within = side
    saying = int((wording.weights[slice(*within)] > 0).sum())
    alone = wording.quote.kind is QuoteKind.DIRECT and within == (0, len(wording.words))
    return saying > 1 or (saying == 1 and alone)


def _near(left: Sequence[Wording], right: Sequence[Wording]) -> list[tuple[int, int]]:
    if not left or not right:
        return []
    a, a_starts = _parts(left)
    b, b_starts = _parts(right)
    bounds = [*a_starts.tolist(), len(a)]
    likeness = np.empty((len(left), len(right)), dtype=np.float32)
    for first in range(0, len(left), BLOCK):
        last = min(first + BLOCK, len(left))
        rows = a[bounds[first] : bounds[last]] @ b.T
        rows = np.maximum.reduceat(rows, a_starts[first:last] - bounds[first], axis=0)
        likeness[first:last] = np.maximum.reduceat(rows, b_starts, axis=1)
    chosen = _best(likeness) | _best(likeness.T).T
    return [(int(i), int(j)) for i, j in np.argwhere(chosen & (likeness >= LEAST))]


def _best(likeness: Vectors) -> NDArray[np.bool_]:
    """In every row, the `BEST` highest and whatever equals them."""
    if likeness.shape[1] <= BEST:
        return np.ones_like(likeness, dtype=np.bool_)
    least = np.partition(likeness, -BEST, axis=1)[:, -BEST, None]
    return np.asarray(likeness >= least)


def _parts(wordings: Sequence[Wording]) -> tuple[Vectors, NDArray[np.intp]]:
    """The vectors of every wording and of its parts between natural edges, and where each wording's begin."""
    rows: list[Vectors] = []
    starts = []
    for wording in wordings:
        starts.append(len(rows))
        rows.append(wording.mean(0, len(wording.words)))
        edges = np.flatnonzero(wording.edges > 0).tolist()
        if len(edges) > 2:
            rows += [wording.mean(first, last) for first, last in pairwise(edges) if wording.weights[first:last].any()]
    return np.stack(rows), np.array(starts, dtype=np.intp)
