"""The part that two wordings have in common: which words have an answer, and where to cut so that most do."""

from __future__ import annotations

from dataclasses import dataclass

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
# The four below were set on 250 merged sentences of two translations (mean overlap of the cut with the true one 0.89)
# and 48 pairs of wire quotes with known cuts (0.99), over 0.55..0.65, 1..3 and 0..0.15.
ANSWERED = 0.65  # likeness at which a word counts as answered
SLACK = 0.15  # how far below its mean a freely reworded pair's words may fall and still count as answered
EDGE = 2.0  # what a natural edge is worth, in likeness gained: a cut inside a sentence must pay for leaving it
ROUNDS = 5


Range = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
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
    cosine = _unit(a.vectors) @ _unit(b.vectors).T
    rows, columns = np.flatnonzero(a.weights > 0), np.flatnonzero(b.weights > 0)
    found = np.zeros_like(cosine)
    for i in rows:
        for j in columns:
            value = cosine[i, j]
            if value >= ASK:
                value = max(value, FLOORS.get(related(a.words[i].text, b.words[j].text), value))
            found[i, j] = value
    return found


def common_part(a: Wording, b: Wording) -> Common:
    """Cut two wordings to the part that both have.

    Each side in turn keeps the run of words whose answers in the other's run gain most, once beginning with a, once
    with b, until nothing moves; of all cuts on the way the one counts that gains most on both sides together. So the
    result does not depend on which is called a.
    """
    likeness = word_likeness(a, b)
    needed = _needed(likeness, a, b)
    whole = ((0, len(a.words)), (0, len(b.words)))
    seen = {whole}
    for first in (0, 1):
        ranges = list(whole)
        for turn in range(first, first + ROUNDS):
            if turn % 2 == 0:
                ranges[0] = _best_run(likeness[:, slice(*ranges[1])].max(1), needed, a)
            else:
                ranges[1] = _best_run(likeness[slice(*ranges[0]), :].max(0), needed, b)
            seen.add((ranges[0], ranges[1]))

    def order(cut: tuple[Range, Range]) -> tuple[float, int, int]:
        longer = sorted(last - first for first, last in cut)
        return round(_worth(likeness, needed, a, b, *cut), 5), longer[1], longer[0]

    a_range, b_range = max(sorted(seen), key=order)
    return Common(a, b, a_range, b_range, likeness, needed)


def _worth(likeness: Vectors, needed: float, a: Wording, b: Wording, a_range: Range, b_range: Range) -> float:
    """What a cut gains on both sides: likeness over what is needed, and natural edges."""
    inside = likeness[slice(*a_range), slice(*b_range)]
    worth = 0.0
    for wording, within, best in ((a, a_range, inside.max(1)), (b, b_range, inside.max(0))):
        carrying = wording.weights[slice(*within)] > 0
        worth += float((best[carrying] - needed).sum()) + EDGE * float(wording.edges[list(within)].sum())
    return worth


def _needed(likeness: Vectors, a: Wording, b: Wording) -> float:
    """The likeness at which a word counts as answered: less where even the better answered side is freely reworded."""
    means = (likeness.max(1)[a.weights > 0].mean(), likeness.max(0)[b.weights > 0].mean())
    return float(min(ANSWERED, max(means) - SLACK))


def _best_run(best: Vectors, needed: float, wording: Wording) -> Range:
    gains = np.where(wording.weights > 0, best - needed, 0.0)
    # A run of gains is worth its sum, and more where it starts and ends at natural edges. Both ends are chosen at
    # once: the best start for every end is a running maximum, so this is linear.
    total = np.concatenate([[0.0], np.cumsum(gains)])
    opening = EDGE * wording.edges - total
    closing = EDGE * wording.edges + total
    starts = np.maximum.accumulate(opening[:-1])
    last = int(np.argmax(starts + closing[1:])) + 1
    first = int(np.argmax(opening[:last]))
    return first, last


def _unit(vectors: Vectors) -> NDArray[np.float32]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)
