"""Quotes into pairs of stretches that render the same statement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xlcheck.model import Pair, Quote, QuoteKind, Span

Vectors = NDArray[np.float32]


class Pairing(NamedTuple):
    """The pairs, surest text first by place; and the attributed quotes in marks that met no counterpart."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[Quote, ...]


def pair_up(
    quotes: Sequence[Quote], statements: Sequence[Vectors], words: Sequence[Vectors], min_likeness: float
) -> Pairing:
    """Pair renderings of the same statement across articles, every two articles at a time."""
    from scipy.optimize import linear_sum_assignment

    usable = [i for i, quote in enumerate(quotes) if quote.attributed]
    articles = sorted({quotes[i].article.id for i in usable})
    pairs: list[Pair] = []
    for one, other in combinations(articles, 2):
        left = [i for i in usable if quotes[i].article.id == one]
        right = [i for i in usable if quotes[i].article.id == other]
        cosine = np.stack([statements[i] for i in left]) @ np.stack([statements[i] for i in right]).T
        # Half a chance of one statement at cosine 0.6: seen on two translations of one text, to be learned properly.
        likeness = 1 / (1 + np.exp(-12 * (cosine - 0.6)))
        for i, j in zip(*linear_sum_assignment(-likeness), strict=True):
            if likeness[i, j] >= min_likeness:
                a, b = quotes[left[i]], quotes[right[j]]
                spans = (Span(a.article, a.start, a.end), Span(b.article, b.start, b.end))
                pairs.append(Pair(*spans, (a, b), float(likeness[i, j])))
    met = {id(quote) for pair in pairs for quote in pair.quotes}
    unpaired = tuple(
        quotes[i] for i in usable if quotes[i].kind is QuoteKind.DIRECT and id(quotes[i]) not in met
    )
    return Pairing(tuple(pairs), unpaired)
