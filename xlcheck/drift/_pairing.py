"""Which words that are alike nowhere stand for each other: by the gap they stand in, or by the aligner's links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from xlcheck.drift._matching import is_name
from xlcheck.drift._phrases import listed_as_one, louder, relation_of
from xlcheck.lexicon import Relation, are_rivals, is_function, is_grave, normalise, related
from xlcheck.model import Aligned, Rendering

Indices = tuple[int, ...]


def without(indices: Iterable[int], gone: Iterable[int]) -> list[int]:
    """The indices that are not gone."""
    taken = set(gone)
    return [i for i in indices if i not in taken]


def _gaps(
    aligned: Aligned, anchors: Sequence[tuple[int, int]], left_a: Sequence[int], left_b: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """What is left between every two anchors that follow each other, where anything is."""
    edges = [(-1, -1), *anchors, (len(aligned.a.words), len(aligned.b.words))]
    for (a_from, b_from), (a_to, b_to) in pairwise(edges):
        gap = [i for i in left_a if a_from < i < a_to], [j for j in left_b if b_from < j < b_to]
        if any(gap):
            yield gap


def count_places(
    aligned: Aligned, anchors: Sequence[tuple[int, int]], left_a: Sequence[int], left_b: Sequence[int]
) -> int:
    """In how many places the renderings part, another form of a word counted as one."""
    pairs = [(aligned.a.words[i].text, aligned.b.words[j].text) for i, j in anchors]
    forms = sum(normalise(x) != normalise(y) for x, y in pairs)
    return forms + sum(1 for _ in _gaps(aligned, anchors, left_a, left_b))


def pairs_in_gaps(
    aligned: Aligned, anchors: Sequence[tuple[int, int]], left_a: Sequence[int], left_b: Sequence[int]
) -> list[tuple[Indices, Indices]]:
    """Pair what stands in the same gap between two anchors: where all around is the same, the place tells."""
    found: list[tuple[Indices, Indices]] = []
    for gap_a, gap_b in _gaps(aligned, anchors, left_a, left_b):
        if not gap_a or not gap_b:
            continue
        content_a, content_b = _content(aligned.a, gap_a), _content(aligned.b, gap_b)
        whole = (tuple(gap_a), tuple(gap_b))
        if len(gap_a) + len(gap_b) > 2 and listed_as_one(texts(aligned.a, gap_a), texts(aligned.b, gap_b)):
            found.append(whole)
            continue
        if bool(content_a) != bool(content_b):
            said = texts(aligned.a, gap_a), texts(aligned.b, gap_b)
            if relation_of(*said) is not Relation.UNKNOWN or louder(*said):
                found.append(whole)
            continue
        linked = [] if _names(aligned, gap_a, gap_b) else pairs_by_links(aligned, content_a, content_b)
        linked = [(_with_particle(aligned.a, a, gap_a), _with_particle(aligned.b, b, gap_b)) for a, b in linked]
        rest_a = tuple(without(gap_a, (i for pair in linked for i in pair[0])))
        rest_b = tuple(without(gap_b, (j for pair in linked for j in pair[1])))
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
    return listed_as_one(texts(aligned.a, a), texts(aligned.b, b))


def _names(aligned: Aligned, a: Sequence[int], b: Sequence[int]) -> bool:
    return any(is_name(aligned.a.words, i) for i in a) and any(is_name(aligned.b.words, j) for j in b)


def texts(rendering: Rendering, indices: Iterable[int]) -> list[str]:
    """The words at these places."""
    return [rendering.words[i].text for i in indices]


def _content(rendering: Rendering, indices: Iterable[int]) -> list[int]:
    return [i for i in indices if not is_function(rendering.words[i].text)]


def pairs_by_links(aligned: Aligned, left_a: Collection[int], left_b: Collection[int]) -> list[tuple[Indices, Indices]]:
    """Pair the words left of each phrase of the alignment: every run of neighbours with the run it is linked to."""
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
                if not _by_an_article(aligned, run_a, run_b):
                    found.append(_loosened(aligned, run_a, run_b))
    return found


def rivals_left(aligned: Aligned, left_a: Sequence[int], left_b: Sequence[int]) -> list[tuple[Indices, Indices]]:
    """Pair words that nothing answers where each excludes the other, and no third word: missing, injured."""
    found = [(i, j) for i in left_a for j in left_b if are_rivals(aligned.a.words[i].text, aligned.b.words[j].text)]
    return [((i,), (j,)) for i, j in found if sum(i == x for x, _ in found) == 1 and sum(j == y for _, y in found) == 1]


def _by_an_article(aligned: Aligned, a: Indices, b: Indices) -> bool:
    """Whether nothing but an article stands for a word of content: it holds the noun's place, and says nothing."""
    bare = [
        all(normalise(word) in ("a", "an", "the") for word in texts(*side)) for side in ((aligned.a, a), (aligned.b, b))
    ]
    return bare[0] != bare[1] and bool(_content(aligned.a, a) or _content(aligned.b, b))


def _loosened(aligned: Aligned, a: Indices, b: Indices) -> tuple[Indices, Indices]:
    """Take out of two linked phrases what the one lacks though it answers the rest: former head, chief."""
    return _held(aligned.a, a, aligned.b, b), _held(aligned.b, b, aligned.a, a)


def _held(here: Rendering, run: Indices, there: Rendering, other: Indices) -> Indices:
    if len(run) < 2:
        return run
    said = texts(there, other)
    answered = [i for i in run if any(related(here.words[i].text, word) in _ANSWERS for word in said)]
    lost = [i for i in run if i not in answered and is_grave(here.words[i].text) and not is_name(here.words, i)]
    if answered:  # pupils, soldiers: students
        lost += [i for i in run if i not in answered and i not in lost and _listed(here, run, i)]
    kept = tuple(i for i in run if i not in lost)
    return kept if _content(here, kept) else run


_ANSWERS = (Relation.SAME, Relation.SYNONYM, Relation.NEAR, Relation.HYPERNYM)


def _listed(here: Rendering, run: Indices, i: int) -> bool:
    """Whether a comma, “and” or “or” parts a word of content from another of its run."""
    if is_function(here.words[i].text):
        return False
    beside = [here.words[k].text for k in (i - 1, i + 1) if 0 <= k < len(here.words)]
    near_by = any(k in run for k in (i - 2, i + 2))
    return near_by and any(text == "," or normalise(text) in ("and", "or") for text in beside)


def _close(indices: Sequence[int]) -> list[Indices]:
    """Cut into runs in which at most one word is passed over."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and i - runs[-1][-1] <= 2:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [tuple(run) for run in runs]
