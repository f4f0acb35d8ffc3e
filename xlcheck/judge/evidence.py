"""What the network looks at: for every word its own traits and what the other rendering has to answer it with.

Everything is symmetric in the two renderings: `b` against `a` is seen by the same eyes as `a` against `b`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xlcheck import lexicon
from xlcheck.lexicon import Relation
from xlcheck.model import Word, WordLink

Matrix = NDArray[np.float32]
Flags = NDArray[np.bool_]

LAYERS = (0, 2, 4)  # of an embedding's five: the bare pieces, a middle layer (best for alignment), the last
ALIGNING = 1  # place in LAYERS of the one that aligns best
SAME_LETTERS, SAME_PLACE = 0.3, 0.05  # added to the likeness, as the unlearned aligner does
LINKED = 0.5  # and this for each word's share in what the aligner linked it to: it sees what likeness alone does not
SHARPNESS = 12.0  # of the soft alignment; a lead of 0.2 in likeness takes 92 % of the weight
FAR = 4  # places beyond which it is no matter how far a word has moved

_RELATIONS = (Relation.SAME, Relation.SYNONYM, Relation.NEAR, Relation.ANTONYM, Relation.HYPERNYM)
_ROWS = {found: tuple(float(found is relation) for relation in _RELATIONS) for found in Relation}
_QUOTES = frozenset("\"'“”‘’«»`")


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """For the n words of one rendering against the m of the other.

    `traits` (n, TRAITS), `likeness` (n, m) with what letters, place and links add, `weights` (n, m) the soft alignment,
    rows adding up to 1, `best` (n,) the index of the word that answers each one best.
    """

    traits: Matrix
    likeness: Matrix
    weights: Matrix
    best: NDArray[np.int64]


@lru_cache(maxsize=65536)
def _own(word: str) -> tuple[float, ...]:
    """Traits of a word wherever it stands."""
    letters = any(c.isalpha() for c in word)
    return (
        float(not any(c.isalnum() for c in word)),
        float(lexicon.is_figure(word)),
        float(lexicon.is_function(word)),
        float(lexicon.is_light(word)),
        float(lexicon.is_negative(word)),
        float(lexicon.is_modal(word)),
        float(lexicon.is_redundant(word)),
        float(lexicon.is_hedge(word)),
        float(lexicon.is_restricting(word)),
        float(word == "?"),
        float(word in _QUOTES),
        float(not letters or lexicon.known(word)),
        lexicon.rarity(word) if letters else 0.0,
    )


OWN = 15  # the traits above, a capital that opens no sentence, and the first place


def own_traits(words: Sequence[Word]) -> Matrix:
    """Traits of each word without a look at the other rendering, shape (n, OWN)."""
    rows = [(*_own(w.text), float(i > 0 and w.text[0].isupper()), float(i == 0)) for i, w in enumerate(words)]
    return np.array(rows, dtype=np.float32).reshape(-1, OWN)


def _places(count: int) -> Matrix:
    return ((np.arange(count) + 0.5) / max(count, 1)).astype(np.float32)


def unit(rows: Matrix) -> Matrix:
    """Rows of length 1; a zero row stays zero."""
    lengths = np.sqrt((rows * rows).sum(axis=-1, keepdims=True))
    scaled: Matrix = rows / np.maximum(lengths, 1e-6)
    return scaled


def evidence(
    a: Sequence[Word],
    b: Sequence[Word],
    a_layers: Sequence[Matrix],
    b_layers: Sequence[Matrix],
    links: Sequence[WordLink] | None,
) -> tuple[Evidence, Evidence]:
    """Gather what speaks for and against each word, in both directions.

    `a_layers` and `b_layers` hold unit vectors by layer as LAYERS names them, shapes (n, d) and (m, d); `links` are the
    aligner's. Without them traits have LINK_TRAITS columns less.
    """
    same, kin, own, surplus = _letters(tuple(a), tuple(b))
    cosines = [x @ y.T for x, y in zip(a_layers, b_layers, strict=True)]
    shift = _places(len(a))[:, None] - _places(len(b))[None]
    linked = np.zeros(same.shape, dtype=np.float32)
    for link in links or ():
        linked[link.a, link.b] = link.score
    likeness = cosines[ALIGNING] + SAME_LETTERS * same + SAME_PLACE * (1 - np.abs(shift)) + LINKED * linked
    likeness = likeness.astype(np.float32)
    weights = [_softmax(likeness), _softmax(likeness.T)]
    best = [likeness.argmax(1), likeness.argmax(0)]
    answers = [[related(a[i].text, b[j].text) for i, j in enumerate(best[0])],
               [related(a[i].text, b[j].text) for j, i in enumerate(best[1])]]  # fmt: skip
    sides = []
    for s, t in ((0, 1), (1, 0)):
        turned = (likeness, same, kin, shift, linked)
        if s:
            turned = (likeness.T, same.T, kin.T, -shift.T, linked.T)
        traits = _traits(
            own[s], own[t], [c if s == 0 else c.T for c in cosines], *turned,
            weights[s], weights[t], best[s], best[t], surplus[s], answers[s],
        )  # fmt: skip
        if links is None:
            traits = np.delete(traits, _OF_LINKS, axis=1)
        sides.append(Evidence(traits, np.ascontiguousarray(turned[0]), weights[s], best[s]))
    return sides[0], sides[1]


def _letters(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[Flags, Flags, list[Matrix], list[Matrix]]:
    """What words tell without their vectors: which are the same, which of one lemma, own traits, and the surplus."""
    names = [[lexicon.normalise(w.text) for w in side] for side in (a, b)]
    number = {name: i for i, name in enumerate(dict.fromkeys(names[0] + names[1]))}
    ids = [np.array([number[name] for name in side], dtype=np.int64) for side in names]
    lemma = [np.array([lexicon.lemma(w.text) for w in side], dtype=object) for side in (a, b)]
    counts = [Counter(side) for side in names]
    surplus = [
        np.array([counts[s][name] - counts[1 - s][name] for name in names[s]], dtype=np.float32).clip(-2, 2)
        for s in (0, 1)
    ]
    same, kin = (side[0][:, None] == side[1][None] for side in (ids, lemma))
    return same, kin, [own_traits(a), own_traits(b)], surplus


def _softmax(scores: Matrix) -> Matrix:
    grown = np.exp(SHARPNESS * (scores - scores.max(1, keepdims=True)))
    shares: Matrix = (grown / grown.sum(1, keepdims=True)).astype(np.float32)
    return shares


@lru_cache(maxsize=65536)
def related(x: str, y: str) -> tuple[float, ...]:
    """One place for each relation that two words may stand in, all 0 where none is known."""
    if x == y:
        return (1.0, 0.0, 0.0, 0.0, 0.0)
    if not (x[0].isalpha() and y[0].isalpha()):
        return (0.0,) * len(_RELATIONS)
    return _ROWS[lexicon.related(x, y)]


def _traits(
    own: Matrix, other: Matrix, cosines: Sequence[Matrix], likeness: Matrix, same: Flags, kin: Flags, shift: Matrix,
    linked: Matrix, weights: Matrix, back: Matrix, best: NDArray[np.int64], best_back: NDArray[np.int64],
    surplus: Matrix, answers: Sequence[tuple[float, ...]],
) -> Matrix:  # fmt: skip
    n, m = likeness.shape
    at = np.arange(n)
    top = np.sort(likeness, axis=1)
    step = np.diff(best, prepend=best[:1] - 1, append=best[-1:] + 1)
    figures, others = own[:, 1] > 0, other[:, 1] > 0
    met = (same & others[None]).any(1)
    columns = [
        *(c.max(1) for c in cosines),
        *(c[at, best] for c in cosines),
        top[:, -1] - (top[:, -2] if m > 1 else 0),
        same[at, best], same.any(1), kin[at, best], kin.any(1), surplus,
        figures & ~met, figures & others[best] & ~same[at, best],
        best_back[best] == at, back.sum(0).clip(0, 3), (back * (best_back[:, None] == at)).max(0),
        shift[at, best], np.abs(shift[at, best]),
        step[:-1] == 1, step[1:] == 1, np.abs(step[:-1]).clip(0, FAR) / FAR, np.abs(step[1:]).clip(0, FAR) / FAR,
        np.log(n / m), own[:, 4].sum() - other[:, 4].sum(), own[:, 9].sum() - other[:, 9].sum(), min(n, 60) / 60,
        same.any(1).mean(),
        linked.max(1), linked.sum(1).clip(0, 3), linked[at, best], linked.max(1).mean(), linked.max(0).mean(),
    ]  # fmt: skip
    of_pair = np.empty((n, len(columns)), dtype=np.float32)
    for k, column in enumerate(columns):
        of_pair[:, k] = column
    return np.concatenate([own, weights @ other, of_pair, np.array(answers, dtype=np.float32).reshape(n, -1)], axis=1)


LINK_TRAITS = 5
TRAITS = 2 * OWN + 2 * len(LAYERS) + 22 + LINK_TRAITS + len(_RELATIONS)
_OF_LINKS = range(TRAITS - len(_RELATIONS) - LINK_TRAITS, TRAITS - len(_RELATIONS))
