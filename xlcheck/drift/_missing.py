"""What only one rendering says: shared by omission and addition, which are one kind seen from two sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlcheck.drift._changes import Indices, changes, stretch
from xlcheck.lexicon import (
    Relation,
    degree,
    is_figure,
    is_function,
    is_grave,
    is_hedge,
    is_light,
    is_modal,
    is_negative,
    is_redundant,
    is_restricting,
    rarity,
    related,
)
from xlcheck.model import Aligned, Drift, Kind, Rendering, Severity

# What a word weighs that only one side has; a rare word weighs up to 1. A run is serious from SERIOUS on, which one
# content word reaches, one light or redundant word does not.
_REDUNDANT = 0.2
_LIGHT = 0.5
_CONTENT = 0.6
SERIOUS = 0.5
# In renderings that differ in many places, words that found no answer are mostly a translator's freedom. From three new
# content words on (two, where all around them is rendered word for word) they are a clause that the other lacks.
_LONG = 3
_HEIGHTENS = 3  # steps of degree from which an adverb only makes louder what stands anyway


@dataclass(frozen=True, slots=True)
class Missing:
    """A run of words of one rendering without anything in the other that says it.

    `content` counts its words that say something and are said nowhere on the other side, not even in other words.
    `inserted` is true where the other side puts the words around the run next to each other; `grave` names a word
    that changes by itself what its neighbour stands for.
    """

    words: Indices
    weight: float
    content: int
    inserted: bool
    at_edge: bool
    doubles: bool
    grave: bool


def missing(
    here: Rendering, there: Rendering, runs: Sequence[Indices], answers: Mapping[int, int]
) -> Iterator[Missing]:
    """The runs of `here` that say something; `answers` gives for a kept word its place in `there`."""
    spoken = [i for i, word in enumerate(here.words) if not word.is_mark]
    for gap in runs:
        weights = {i: _weight(here.words[i].text) for i in gap if not _of_another_kind(here.words[i].text)}
        said = [i for i, weight in weights.items() if weight]
        if not said:
            continue
        run = tuple(i for i in gap if said[0] <= i <= said[-1])
        before, after = spoken.index(run[0]) - 1, spoken.index(run[-1]) + 1
        left = answers.get(spoken[before]) if before >= 0 else None
        right = answers.get(spoken[after]) if after < len(spoken) else None
        yield Missing(
            words=run,
            weight=round(sum(weights.values()), 3),
            content=sum(_says_something_new(here.words[i].text, there) for i in said),
            inserted=left is not None and right is not None and _adjacent(there, left, right),
            at_edge=before < 0 or after == len(spoken),
            doubles=_doubles(here, run, said),
            grave=any(is_grave(here.words[i].text) for i in said) and right is not None,
        )


def _adjacent(rendering: Rendering, left: int, right: int) -> bool:
    return left < right and all(word.is_mark for word in rendering.words[left + 1 : right])


def _says_something_new(word: str, there: Rendering) -> bool:
    if is_light(word) or is_redundant(word):
        return False
    return all(related(word, other.text) is Relation.UNKNOWN for other in there.words if not is_function(other.text))


def _of_another_kind(word: str) -> bool:
    return is_figure(word) or is_negative(word) or is_modal(word)


def _weight(word: str) -> float:
    if is_restricting(word) or is_hedge(word):
        return _LIGHT
    if is_function(word):
        return 0.0
    if is_redundant(word) or (degree(word) or 0) >= _HEIGHTENS:
        return _REDUNDANT
    if is_light(word):
        return _LIGHT
    return _CONTENT + (1 - _CONTENT) * rarity(word)


def _doubles(rendering: Rendering, run: Indices, said: Sequence[int]) -> bool:
    """Whether the run says again what its neighbour says: “means and ways”, “said said”."""
    texts = [word.text for word in rendering.words]
    around = [i for i in range(max(0, run[0] - 3), min(len(texts), run[-1] + 4)) if i not in run]
    close = (Relation.SAME, Relation.SYNONYM)
    return all(any(related(texts[i], texts[j]) in close for j in around) for i in said)


def drifts(aligned: Aligned, kind: Kind) -> Iterator[Drift]:
    """Findings for what only a says (omission) or only b (addition)."""
    found = changes(aligned)
    only_a = tuple(missing(aligned.a, aligned.b, found.missing_a, dict(found.kept)))
    only_b = tuple(missing(aligned.b, aligned.a, found.missing_b, {j: i for i, j in found.kept}))
    if kind is Kind.OMISSION:
        here, runs, names, reworded = aligned.a, only_a, ("A", "B"), sum(run.content for run in only_b)
    else:
        here, runs, names, reworded = aligned.b, only_b, ("B", "A"), sum(run.content for run in only_a)
    for run in runs:
        if run.at_edge and here.quote is not None:
            continue
        place = stretch(here.words, run.words)
        if place is None:
            continue
        severity, confidence = _rank(run, lone=found.lone, reworded=reworded)
        message = _message(here.text[place.start : place.end], run, severity, *names)
        sides = (place, None) if kind is Kind.OMISSION else (None, place)
        yield Drift(kind, severity, confidence, message, *sides)


def _message(words: str, run: Missing, severity: Severity, here: str, there: str) -> str:
    if run.doubles:
        reason = f"{there} has the word beside it, which says the same"
    elif severity is Severity.MINOR:
        reason = f"{there} does without, which changes little"
    else:
        reason = f"{there} renders what stands around it, but not this"
    return f"Only {here} says “{words}”: {reason}."


def _rank(run: Missing, *, lone: bool, reworded: int) -> tuple[Severity, float]:
    """Weigh a run where the other side has `reworded` new content words of its own, which may be its rendering."""
    if run.doubles or run.weight < SERIOUS:
        return Severity.MINOR, 0.6
    if lone:
        return Severity.MAJOR, 0.8
    if run.grave and not reworded:
        return Severity.MAJOR, 0.7
    if run.content >= (_LONG - 1 if run.inserted else _LONG) and 2 * reworded <= run.content:
        return Severity.MAJOR, 0.6
    return Severity.MINOR, 0.4
