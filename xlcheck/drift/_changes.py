"""What is left of two renderings once every word that has its like on the other side is taken away.

Words are matched in three rounds: the same words in the same order, the same words elsewhere, then what the aligner
links. What no round matches is missing on the other side; what only the aligner matches is a substitution.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from xlcheck.drift._matching import alike, in_order, is_name
from xlcheck.lexicon import Relation, degree, is_function, lemma, loaded_steps, normalise, related
from xlcheck.model import Aligned, Judgement, Phrase, Rendering, Stretch, Word, WordLink

Indices = tuple[int, ...]

# Share of words in common, in order, from which what stands in the same gap is taken for each other's rendering. Below,
# the aligner's links are the better witness: of translators' renderings of one sentence 38 % lie above, of pairs with
# one planted change all but 1 %.
NEAR = 0.8
# Renderings that part in one place only and share this much are the same sentence with one thing changed in it.
SHARED = 0.5


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
        """True where there is one change in what is otherwise the same, word for word."""
        return self.places <= 1 and self.common >= SHARED


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
    left_a, left_b = _without(words_a, (i for i, _ in anchors)), _without(words_b, (j for _, j in anchors))
    places = _places(aligned, anchors, left_a, left_b)
    moved = _moved(a, b, left_a, left_b)
    left_a, left_b = _without(left_a, (i for i, _ in moved)), _without(left_b, (j for _, j in moved))
    by_place = common >= NEAR or (places <= 1 and common >= SHARED)
    pairs = _pairs_in_gaps(aligned, anchors, left_a, left_b) if by_place else _pairs_by_links(aligned, left_a, left_b)
    gone_a, gone_b = ({i for pair in pairs for i in pair[side]} for side in (0, 1))
    return Changes(
        common=common,
        places=places,
        kept=tuple(sorted([*anchors, *moved])),
        substitutions=tuple(_substitution(aligned, *pair) for pair in sorted(pairs)),
        missing_a=_runs(_without(left_a, gone_a), words_a),
        missing_b=_runs(_without(left_b, gone_b), words_b),
    )


def _spoken(words: Sequence[Word]) -> list[int]:
    return [i for i, word in enumerate(words) if not word.is_mark]


def _without(indices: Iterable[int], gone: Iterable[int]) -> list[int]:
    taken = set(gone)
    return [i for i in indices if i not in taken]


def _moved(a: Sequence[Word], b: Sequence[Word], left_a: list[int], left_b: list[int]) -> list[tuple[int, int]]:
    """Pair words alike at different places, the shortest way first."""
    ways = sorted((abs(i / len(a) - j / len(b)), i, j) for i in left_a for j in left_b if alike(a[i].text, b[j].text))
    found: list[tuple[int, int]] = []
    for _, i, j in ways:
        if all(i != x and j != y for x, y in found):
            found.append((i, j))
    return found


def _gaps(
    aligned: Aligned, anchors: Sequence[tuple[int, int]], left_a: Sequence[int], left_b: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """What is left between every two anchors that follow each other, where anything is."""
    edges = [(-1, -1), *anchors, (len(aligned.a.words), len(aligned.b.words))]
    for (a_from, b_from), (a_to, b_to) in pairwise(edges):
        gap = [i for i in left_a if a_from < i < a_to], [j for j in left_b if b_from < j < b_to]
        if any(gap):
            yield gap


def _places(aligned: Aligned, anchors: Sequence[tuple[int, int]], left_a: Sequence[int], left_b: Sequence[int]) -> int:
    """In how many places the renderings part, another form of a word counted as one."""
    pairs = [(aligned.a.words[i].text, aligned.b.words[j].text) for i, j in anchors]
    forms = sum(normalise(x) != normalise(y) for x, y in pairs)
    return forms + sum(1 for _ in _gaps(aligned, anchors, left_a, left_b))


def _pairs_in_gaps(
    aligned: Aligned, anchors: Sequence[tuple[int, int]], left_a: Sequence[int], left_b: Sequence[int]
) -> list[tuple[Indices, Indices]]:
    """Pair what stands in the same gap between two anchors: where all around is the same, the place tells."""
    found: list[tuple[Indices, Indices]] = []
    for gap_a, gap_b in _gaps(aligned, anchors, left_a, left_b):
        if not gap_a or not gap_b:
            continue
        content_a, content_b = _content(aligned.a, gap_a), _content(aligned.b, gap_b)
        whole = (tuple(gap_a), tuple(gap_b))
        if len(gap_a) + len(gap_b) > 2 and listed_as_one(_texts(aligned.a, gap_a), _texts(aligned.b, gap_b)):
            found.append(whole)
            continue
        if bool(content_a) != bool(content_b):
            texts = _texts(aligned.a, gap_a), _texts(aligned.b, gap_b)
            if relation_of(*texts) is not Relation.UNKNOWN or louder(*texts):
                found.append(whole)
            continue
        linked = [] if _names(aligned, gap_a, gap_b) else _pairs_by_links(aligned, content_a, content_b)
        linked = [(_with_particle(aligned.a, a, gap_a), _with_particle(aligned.b, b, gap_b)) for a, b in linked]
        rest_a = tuple(_without(gap_a, (i for pair in linked for i in pair[0])))
        rest_b = tuple(_without(gap_b, (j for pair in linked for j in pair[1])))
        if not linked:
            found.append(whole)
        elif _is_one(aligned, rest_a, rest_b):
            found += [*linked, (rest_a, rest_b)]
        else:
            found += linked
    return found


_PARTICLES = frozenset("out up off on down away back over in for to of about through after into".split())


def _with_particle(rendering: Rendering, indices: Indices, gap: Sequence[int]) -> Indices:
    """A verb with the particle that follows it."""
    after = indices[-1] + 1
    return (*indices, after) if after in gap and normalise(rendering.words[after].text) in _PARTICLES else indices


def _is_one(aligned: Aligned, a: Indices, b: Indices) -> bool:
    """Whether what is left of a gap on both sides is to be taken for each other's rendering."""
    if not a or not b:
        return False
    if _content(aligned.a, a) and _content(aligned.b, b):
        return True
    return listed_as_one(_texts(aligned.a, a), _texts(aligned.b, b))


def _names(aligned: Aligned, a: Sequence[int], b: Sequence[int]) -> bool:
    return any(is_name(aligned.a.words, i) for i in a) and any(is_name(aligned.b.words, j) for j in b)


def _texts(rendering: Rendering, indices: Iterable[int]) -> list[str]:
    return [rendering.words[i].text for i in indices]


def _content(rendering: Rendering, indices: Iterable[int]) -> list[int]:
    return [i for i in indices if not is_function(rendering.words[i].text)]


def _pairs_by_links(
    aligned: Aligned, left_a: Collection[int], left_b: Collection[int]
) -> list[tuple[Indices, Indices]]:
    """Pair the words that are left of one phrase of the alignment, each run of neighbours with the run it is linked to."""
    a, b = set(left_a), set(left_b)
    scores = {(link.a, link.b): link.score for link in aligned.links}
    found: list[tuple[Indices, Indices]] = []
    for phrase in aligned.phrases:
        runs_a = _close([i for i in phrase.a if i in a])
        runs_b = _close([j for j in phrase.b if j in b])
        ways = sorted(
            (-max(scores.get((i, j), 0.0) for i in run_a for j in run_b), run_a, run_b)
            for run_a in runs_a
            for run_b in runs_b
        )
        taken: set[Indices] = set()
        for _, run_a, run_b in ways:
            if not taken & {run_a, tuple(-1 - j for j in run_b)}:
                taken |= {run_a, tuple(-1 - j for j in run_b)}
                found.append((run_a, run_b))
    return found


def _close(indices: Sequence[int]) -> list[Indices]:
    """Cut into runs in which at most one word is passed over."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and i - runs[-1][-1] <= 2:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [tuple(run) for run in runs]


def _substitution(aligned: Aligned, a: Indices, b: Indices) -> Substitution:
    cosines = [link.cosine for link in aligned.links if link.a in a and link.b in b]
    relation = relation_of(_texts(aligned.a, a), _texts(aligned.b, b))
    return Substitution(a, b, relation, round(max(cosines, default=0.0), 3))


_WORST = (Relation.ANTONYM, Relation.UNKNOWN, Relation.HYPERNYM, Relation.NEAR, Relation.SYNONYM, Relation.SAME)


def relation_of(a: Sequence[str], b: Sequence[str]) -> Relation:
    """What two phrases are to each other: as a whole where the lexicon lists them, else by their content words."""
    if (len(a) > 1 or len(b) > 1) and listed_as_one(a, b):
        return Relation.SYNONYM
    words_a = [word for word in a if not is_function(word)] or list(a)
    words_b = [word for word in b if not is_function(word)] or list(b)
    table = [[related(x, y) for y in words_b] for x in words_a]
    if any(Relation.ANTONYM in row for row in table):
        return Relation.ANTONYM
    lines = table if len(words_a) <= len(words_b) else [list(column) for column in zip(*table, strict=True)]
    best = [max(line, key=_WORST.index) for line in lines]
    return min(best, key=_WORST.index)


def listed_as_one(a: Sequence[str], b: Sequence[str]) -> bool:
    """True for two phrases that the lexicon has as synonyms: “carry out” and “execute”."""
    return related(" ".join(map(lemma, a)), " ".join(map(lemma, b))) in {Relation.SYNONYM, Relation.SAME}


_PHRASE = 4  # words up to which two phrases are compared word by word for their tone


def louder(a: Sequence[str], b: Sequence[str]) -> int:
    """How many steps b is louder than a, the widest difference between a word of one and a word of the other."""
    levels = [[level for word in side if (level := degree(word)) is not None] for side in (a, b)]
    if len(levels[0]) == len(levels[1]) == 1:
        return levels[1][0] - levels[0][0]
    if len(a) > _PHRASE or len(b) > _PHRASE:
        return 0
    whole = loaded_steps(" ".join(map(lemma, a)), " ".join(map(lemma, b)))
    return max([whole, *(loaded_steps(i, j) for i in a for j in b)], key=lambda step: (abs(step), step))


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
