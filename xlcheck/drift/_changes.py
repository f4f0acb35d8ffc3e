"""What is left of two renderings once every word that has its like on the other side is taken away.

Words are matched in three rounds: the same words in the same order, the same words elsewhere, then what the aligner
links. What no round matches is missing on the other side; what only the aligner matches is a substitution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from xlcheck.drift._matching import alike, candidates, in_order
from xlcheck.drift._pairing import Indices, count_places, pairs_by_links, pairs_in_gaps, rivals_left, texts, without
from xlcheck.drift._phrases import relation_of
from xlcheck.lexicon import Relation
from xlcheck.model import Aligned, Judgement, Phrase, Stretch, Word, WordLink

# Share of words in common, in order, from which what stands in the same gap is taken for each other's rendering. Below,
# the aligner's links are the better witness: of translators' renderings of one sentence 38 % lie above, of pairs with
# one planted change all but 1 %.
NEAR = 0.8
# Renderings that part in one place only and share this much are the same sentence with one thing changed in it.
SHARED = 0.5
FEW = 3  # words on the shorter side of that one thing; where more were replaced, a translator chose another phrase


@dataclass(frozen=True, slots=True)
class Substitution:
    """Words `a` of one rendering stand where the other has `b`; `cosine` in -1..1 is the likeness of their vectors."""

    a: Indices
    b: Indices
    relation: Relation
    cosine: float


@dataclass(frozen=True, slots=True)
class Changes:
    """How two renderings differ, in indices into their words.

    `kept` are pairs of words alike on both sides, `missing_a` runs of neighbouring words of a that b has nothing for,
    `missing_b` those of b. `common` is the share of words kept in order, 0..1; `places` counts where they part.
    """

    common: float
    places: int
    kept: tuple[tuple[int, int], ...]
    substitutions: tuple[Substitution, ...]
    missing_a: tuple[Indices, ...]
    missing_b: tuple[Indices, ...]

    @property
    def near(self) -> bool:
        """True where most words are the same in the same order."""
        return self.common >= NEAR

    @property
    def lone(self) -> bool:
        """True where there is one change of a few words in what is otherwise the same, word for word."""
        only_a = sum(len(s.a) for s in self.substitutions) + sum(map(len, self.missing_a))
        only_b = sum(len(s.b) for s in self.substitutions) + sum(map(len, self.missing_b))
        return self.places <= 1 and self.common >= SHARED and min(only_a, only_b) <= FEW


@lru_cache(maxsize=4)
def changes(aligned: Aligned) -> Changes:
    """Find the changes; swapping the renderings swaps the sides of the answer."""
    if aligned.b.text < aligned.a.text:
        # Ties are broken by the order of the sides, so the sides are put in an order of their own.
        return _mirrored(_changes(swapped(aligned)))
    return _changes(aligned)


def swapped(aligned: Aligned) -> Aligned:
    """The same pair seen from the other side."""
    judgement = aligned.judgement
    return replace(
        aligned,
        a=aligned.b,
        b=aligned.a,
        links=tuple(sorted(WordLink(link.b, link.a, link.score, link.cosine) for link in aligned.links)),
        phrases=tuple(sorted(Phrase(phrase.b, phrase.a, phrase.score) for phrase in aligned.phrases)),
        left_a=aligned.left_b,
        left_b=aligned.left_a,
        judgement=judgement and Judgement(judgement.risk, judgement.b, judgement.a),
    )


def _mirrored(found: Changes) -> Changes:
    return replace(
        found,
        kept=tuple(sorted((j, i) for i, j in found.kept)),
        substitutions=tuple(sorted((replace(s, a=s.b, b=s.a) for s in found.substitutions), key=lambda s: (s.a, s.b))),
        missing_a=found.missing_b,
        missing_b=found.missing_a,
    )


def _changes(aligned: Aligned) -> Changes:
    a, b = aligned.a.words, aligned.b.words
    words_a, words_b = _spoken(a), _spoken(b)
    ordered = in_order([a[i].text for i in words_a], [b[j].text for j in words_b])
    anchors = [(words_a[i], words_b[j]) for i, j in ordered]
    common = round(2 * len(anchors) / max(1, len(words_a) + len(words_b)), 4)
    left_a, left_b = without(words_a, (i for i, _ in anchors)), without(words_b, (j for _, j in anchors))
    places = count_places(aligned, anchors, left_a, left_b)
    moved = _moved(a, b, left_a, left_b)
    left_a, left_b = without(left_a, (i for i, _ in moved)), without(left_b, (j for _, j in moved))
    by_place = common >= NEAR or (places <= 1 and common >= SHARED)
    pairs = pairs_in_gaps(aligned, anchors, left_a, left_b) if by_place else pairs_by_links(aligned, left_a, left_b)
    gone_a, gone_b = ({i for pair in pairs for i in pair[side]} for side in (0, 1))
    unanswered = without(left_a, gone_a), without(left_b, gone_b)
    pairs = [*pairs, *rivals_left(aligned, *unanswered)]
    gone_a, gone_b = ({i for pair in pairs for i in pair[side]} for side in (0, 1))
    return Changes(
        common=common,
        places=places,
        kept=tuple(sorted([*anchors, *moved])),
        substitutions=tuple(_substitution(aligned, *pair) for pair in sorted(pairs)),
        missing_a=_runs(without(left_a, gone_a), words_a),
        missing_b=_runs(without(left_b, gone_b), words_b),
    )


def _spoken(words: Sequence[Word]) -> list[int]:
    return [i for i, word in enumerate(words) if not word.is_mark]


def _moved(a: Sequence[Word], b: Sequence[Word], left_a: list[int], left_b: list[int]) -> list[tuple[int, int]]:
    """Pair words alike at different places, the shortest way first."""
    texts_a, texts_b = [a[i].text for i in left_a], [b[j].text for j in left_b]
    ways = sorted(
        (abs(i / len(a) - left_b[k] / len(b)), i, left_b[k])
        for i, x, likely in zip(left_a, texts_a, candidates(texts_a, texts_b), strict=True)
        for k in likely
        if alike(x, texts_b[k])
    )
    found: list[tuple[int, int]] = []
    for _, i, j in ways:
        if all(i != x and j != y for x, y in found):
            found.append((i, j))
    return found


def _substitution(aligned: Aligned, a: Indices, b: Indices) -> Substitution:
    cosines = [link.cosine for link in aligned.links if link.a in a and link.b in b]
    relation = relation_of(texts(aligned.a, a), texts(aligned.b, b))
    return Substitution(a, b, relation, round(max(cosines, default=0.0), 3))


def _runs(indices: Sequence[int], words: Sequence[int]) -> tuple[Indices, ...]:
    """Cut into runs of words that follow each other, marks between them passed over."""
    rank = {index: n for n, index in enumerate(words)}
    runs: list[list[int]] = []
    for i in indices:
        if runs and rank[i] == rank[runs[-1][-1]] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return tuple(map(tuple, runs))


def stretch(words: Sequence[Word], indices: Sequence[int]) -> Stretch | None:
    """Offsets from the first to the last of these words, ascending; None where there are none."""
    return Stretch(words[indices[0]].start, words[indices[-1]].end) if indices else None
