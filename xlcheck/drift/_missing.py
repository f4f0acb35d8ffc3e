"""What only one rendering says: shared by omission and addition, which are one kind seen from two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlcheck.drift._changes import Changes, Indices, changes, stretch
from xlcheck.lexicon import (
    Relation,
    degree,
    is_figure,
    is_function,
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
_HEIGHTENS = 3  # steps of degree from which an adverb only makes louder what stands anyway


@dataclass(frozen=True, slots=True)
class Missing:
    """A run of words of one rendering without anything in the other that says it."""

    words: Indices
    weight: float
    at_edge: bool
    doubles: bool


def missing(rendering: Rendering, runs: Sequence[Indices]) -> Iterator[Missing]:
    """The runs that say something, with what they weigh."""
    spoken = [i for i, word in enumerate(rendering.words) if not word.is_mark]
    for run in runs:
        said = [i for i in run if not _of_another_kind(rendering.words[i].text)]
        weight = round(sum(_weight(rendering.words[i].text) for i in said), 3)
        if not weight:
            continue
        yield Missing(
            words=run,
            weight=weight,
            at_edge=run[0] == spoken[0] or run[-1] == spoken[-1],
            doubles=_doubles(rendering, run, said),
        )


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
    only_a = kind is Kind.OMISSION
    rendering, runs = (aligned.a, found.missing_a) if only_a else (aligned.b, found.missing_b)
    for run in missing(rendering, runs):
        if run.at_edge and rendering.quote is not None:
            continue
        place = stretch(rendering.words, run.words)
        severity, confidence = _rank(run, found)
        if place is None or severity is Severity.NONE:
            continue
        words = rendering.text[place.start : place.end]
        here, there = ("a", "b") if only_a else ("b", "a")
        reason = _reason(run, severity)
        message = f"Only {here} says “{words}”: {there} {reason}"
        yield Drift(kind, severity, confidence, message, place if only_a else None, None if only_a else place)


def _reason(run: Missing, severity: Severity) -> str:
    if run.doubles:
        return "has the word beside it, which says the same"
    if severity is Severity.MINOR:
        return "lacks it, which changes little"
    return "renders what stands around it but not this"


def _rank(run: Missing, found: Changes) -> tuple[Severity, float]:
    if run.doubles or run.weight < SERIOUS:
        return Severity.MINOR, 0.6
    if found.near:
        return Severity.MAJOR, 0.8
    return Severity.MINOR, 0.4
