"""The part that two wordings have in common: which words have an answer, and where to cut so that most do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xlcheck.lexicon import Relation, related
from xlcheck.pair.wording import Vectors, Wording

# What the lexicon adds to the vectors: the least likeness of two words by their relation. Opposites answer each other
# too: where one report says "closed" and the other "open", the statement is the same, and the drift is what is sought.
FLOORS = {
    Relation.SAME: 0.9,
    Relation.SYNONYM: 0.75,
    Relation.ANTONYM: 0.7,
    Relation.NEAR: 0.65,
    Relation.HYPERNYM: 0.6,
}
ASK = 0.25  # cosine from which the lexicon is asked: below it shared senses are chance (bank / bank)
# Chosen from 0.55..0.65, 0..0.15 and 1..3 on 250 pairs of merged sentences of two translations and 48 wire quotes with
# known cuts. As they stand the cut overlaps the true one of the merged sentences by 0.86 on average.
ANSWERED = 0.65  # likeness at which a word counts as answered
SLACK = 0.15  # how far below its mean a freely reworded pair's words may fall and still count as answered
EDGE = 2.0  # what a natural edge is worth, in likeness gained: a cut inside a sentence must pay for leaving it
FREELY = 0.4  # of that where the other side alone is a fragment: its reporter has cut it already
ROUNDS = 5


Range = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Common:
    """Two stretches cut to what both have, as word ranges.

    `likeness` (n, m) is that of the whole wordings' words, `needed` the least at which a word counts as answered.
    """

    a: Wording
    b: Wording
    a_range: Range
    b_range: Range
    likeness: Vectors
    needed: float

    def sides(self) -> tuple[tuple[Wording, Range], tuple[Wording, Range]]:
        """Both wordings with the range that the cut keeps of each."""
        return (self.a, self.a_range), (self.b, self.b_range)

    @property
    def inside(self) -> Vectors:
        """The likeness of the words within the cut."""
        return self.likeness[slice(*self.a_range), slice(*self.b_range)]

    @cached_property
    def answered(self) -> tuple[frozenset[int], frozenset[int]]:
        """The words of either side, as article offsets, that have an answer within the cut."""
        inside = self.inside
        return (
            _said(self.a, self.a_range, inside.max(1) >= self.needed),
            _said(self.b, self.b_range, inside.max(0) >= self.needed),
        )


def _said(wording: Wording, within: Range, answered: NDArray[np.bool_]) -> frozenset[int]:
    carrying = [i for i in range(*within) if wording.weights[i] > 0]
    chosen = [i for i in carrying if answered[i - within[0]]] or carrying
    return frozenset(wording.quote.start + wording.words[i].start for i in chosen)


def word_likeness(a: Wording, b: Wording) -> Vectors:
    """Likeness (n, m) of the words of two wordings in -1..1; 0 where either carries nothing."""
    cosine = a.units @ b.units.T
    carrying = (a.weights > 0)[:, None] & (b.weights > 0)[None]
    found = np.where(carrying, cosine, np.float32(0.0))
    for i, j in np.argwhere(carrying & (cosine >= ASK)).tolist():
        floor = FLOORS.get(related(a.words[i].text, b.words[j].text))
        if floor is not None and found[i, j] < floor:
            found[i, j] = floor
    return found


def common_part(a: Wording, b: Wording) -> Common:
    """Cut two wordings to the part that both have.

    Each side in turn keeps the run of words whose answers in the other's run gain most, once beginning with a, once
    with b, until nothing moves; of all cuts on the way the one counts that gains most on both sides together. So the
    result does not depend on which is called a.
    """
    likeness = word_likeness(a, b)
    needed = _needed(likeness, a, b)
    edges = (_edge(a, b), _edge(b, a))
    known: dict[tuple[int, Range], tuple[NDArray[np.float64], Range]] = {}

    def runs(side: int, other: Range) -> tuple[NDArray[np.float64], Range]:
        """What every run of one side is worth beside a run of the other, and the best of them."""
        if (side, other) not in known:
            best = likeness[slice(*other), :].max(0) if side else likeness[:, slice(*other)].max(1)
            worths = _worths(best, needed, (a, b)[side], edges[side])
            known[side, other] = worths, _best_run(worths)
        return known[side, other]

    whole: tuple[Range, Range] = ((0, len(a.words)), (0, len(b.words)))
    seen = {whole}
    for first in (0, 1):
        ranges = list(whole)
        for turn in range(first, first + ROUNDS):
            side = turn % 2
            ranges[side] = runs(side, ranges[1 - side])[1]
            seen.add((ranges[0], ranges[1]))

    def order(cut: tuple[Range, Range]) -> tuple[float, int, int]:
        shorter, longer = sorted(last - first for first, last in cut)
        return round(float(runs(0, cut[1])[0][cut[0]] + runs(1, cut[0])[0][cut[1]]), 5), longer, shorter

    a_range, b_range = max(sorted(seen), key=order)
    return Common(a, b, a_range, b_range, likeness, needed)


def _edge(mine: Wording, other: Wording) -> float:
    """What an edge of `mine` is worth: less where only the other side is a fragment."""
    return EDGE * FREELY if other.is_fragment and not mine.is_fragment else EDGE


def _needed(likeness: Vectors, a: Wording, b: Wording) -> float:
    """The likeness at which a word counts as answered: less where even the better answered side is freely reworded."""
    means = (likeness.max(1)[a.weights > 0].mean(), likeness.max(0)[b.weights > 0].mean())
    return float(min(ANSWERED, max(means) - SLACK))


def _best_run(worths: NDArray[np.float64]) -> Range:
    # Rounded, since sums in another order differ in the last place.
    first, last = divmod(int(np.argmax(np.round(worths, 5))), len(worths))
    return first, last


def _worths(best: Vectors, needed: float, wording: Wording, edge: float) -> NDArray[np.float64]:
    """What every run of words is worth, (n + 1, n + 1): its words' gains, and its edges as far as it gains anything.

    An edge counts by the share of all gains that lies within the run, or a word that opens a sentence and answers
    nothing would be worth more than the stretch that answers all.
    """
    gains = np.where(wording.weights > 0, best - needed, 0.0)
    total, gained = np.zeros((2, len(gains) + 1))
    total[1:], gained[1:] = np.cumsum(gains), np.cumsum(np.maximum(gains, 0.0))
    share = (gained[None] - gained[:, None]) / max(gained[-1], 1e-9)
    worths = total[None] - total[:, None] + edge * share * (wording.edges[None] + wording.edges[:, None])
    worths[~wording.runs] = -np.inf
    return np.asarray(worths)
