"""What only one rendering says: shared by omission and addition, which are one kind seen from two sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlcheck.drift._changes import changes, stretch
from xlcheck.drift._matching import is_name
from xlcheck.drift._pairing import Indices
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
from xlcheck.model import Aligned, Drift, Kind, QuoteKind, Rendering, Severity

# What a word weighs that only one side has; a rare word weighs up to 1. Where nothing else differs a run matters from
# SERIOUS on, which any word but a redundant one reaches.
_REDUNDANT = 0.2
_LIGHT = 0.5
_CONTENT = 0.6
SERIOUS = 0.5
# In renderings that differ in many places, words that found no answer are mostly a translator's freedom: of 242
# harmless pairs 50 had one such word inserted, 3 had two. From two on they are a phrase that the other side lacks.
_CLAUSE = 2
# A learned judge's share in the risk for one word of the run, 0..1, from which the rules believe it. On 242 harmless
# pairs that the judge has seen it adds no false finding, on 150 unseen ones two; at 0.8 seven.
SUSPECTED = 0.9
_ASIDE = 1  # new words of the other side beside a grave word: one is another choice of noun, more may render the word
_LONGEST = 12  # words; a longer run is a part of the statement that the other report does not quote
_WITHIN_NOUNS = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the"})
_TOTAL = 5  # the step of degree that leaves nothing out (“completely”)
_HEIGHTENS = 3  # steps of degree from which an adverb only makes louder what stands anyway


@dataclass(frozen=True, slots=True)
class Missing:
    """A run of words of one rendering without anything in the other that says it.

    `content` counts its words that say something and are said nowhere on the other side, not even in other words.
    `framed` is true where the other side answers content words close before and after the run, `inserted` where it puts
    nothing between those two. `grave` is true where a word of the run changes what its neighbour stands for.
    """

    words: Indices
    weight: float
    content: int
    framed: bool
    inserted: bool
    at_edge: bool
    doubles: bool
    grave: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One rendering, the runs of it that the other side lacks, and which words of `there` answer its words."""

    here: Rendering
    there: Rendering
    runs: tuple[Indices, ...]
    answers: Mapping[int, int]


def sides(aligned: Aligned) -> tuple[Side, Side]:
    """Both renderings, each seen towards the other."""
    found = changes(aligned)
    there, back = dict(found.kept), {j: i for i, j in found.kept}
    for substitution in found.substitutions:
        there |= dict.fromkeys(substitution.a, substitution.b[0])
        back |= dict.fromkeys(substitution.b, substitution.a[0])
    return (
        Side(aligned.a, aligned.b, _joined(aligned.a, found.missing_a), there),
        Side(aligned.b, aligned.a, _joined(aligned.b, found.missing_b), back),
    )


def _nearest(side: Side, neighbours: Sequence[int]) -> int | None:
    """What answers the nearest of the next two content words that anything answers."""
    return next((side.answers[i] for i in neighbours[:2] if i in side.answers), None)


def _joined(rendering: Rendering, runs: Sequence[Indices]) -> tuple[Indices, ...]:
    """Join runs that only function words keep apart: such a word finds its like anywhere."""
    joined: list[Indices] = []
    for run in runs:
        between = rendering.words[joined[-1][-1] + 1 : run[0]] if joined else ()
        if joined and all(is_function(word.text) for word in between) and any(between):
            joined[-1] = (*joined[-1], *range(joined[-1][-1] + 1, run[0]), *run)
        else:
            joined.append(run)
    return tuple(joined)


def missing(side: Side) -> Iterator[Missing]:
    """The runs that say something."""
    here = side.here
    content = [i for i, word in enumerate(here.words) if not word.is_mark and not is_function(word.text)]
    for gap in side.runs:
        weights = {i: _weight(here.words[i].text) for i in gap if not _of_another_kind(here.words[i].text)}
        said = [i for i, weight in weights.items() if weight]
        if not said:
            continue
        left = _nearest(side, [i for i in reversed(content) if i < gap[0]])
        right = _nearest(side, [i for i in content if i > gap[-1]])
        yield Missing(
            words=_trimmed(here, gap),
            weight=round(sum(weights.values()), 3),
            content=sum(_says_something_new(side, i) for i in gap),
            framed=left is not None and right is not None,
            inserted=left is not None and right is not None and _nothing_between(side.there, left, right),
            at_edge=not content or gap[0] <= content[0] or gap[-1] >= content[-1],
            doubles=_doubles(here, gap, said),
            grave=right is not None and any(is_grave(here.words[i].text) for i in said),
        )


def _trimmed(rendering: Rendering, run: Indices) -> Indices:
    """The run without function words at its ends, those that deny left in."""
    telling = [i for i in run if not is_function(rendering.words[i].text) or is_negative(rendering.words[i].text)]
    return tuple(i for i in run if telling[0] <= i <= telling[-1]) if telling else run


def _nothing_between(rendering: Rendering, left: int, right: int) -> bool:
    return left < right and all(word.is_mark or is_function(word.text) for word in rendering.words[left + 1 : right])


def _says_something_new(side: Side, i: int) -> bool:
    word = side.here.words[i].text
    if is_name(side.here.words, i) or any(
        empty(word) for empty in (is_function, is_light, is_redundant, is_restricting)
    ):
        return False
    others = (other.text for other in side.there.words if not other.is_mark and not is_function(other.text))
    return all(related(word, other) is Relation.UNKNOWN for other in others)


def _of_another_kind(word: str) -> bool:
    return is_figure(word) or is_negative(word) or is_modal(word)


def _weight(word: str) -> float:
    if degree(word) == _TOTAL or is_restricting(word) or is_hedge(word):
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
    mine, theirs = sides(aligned) if kind is Kind.OMISSION else reversed(sides(aligned))
    names = ("A", "B") if kind is Kind.OMISSION else ("B", "A")
    lone, judgement = changes(aligned).lone, aligned.judgement
    shares = () if judgement is None else judgement.a if kind is Kind.OMISSION else judgement.b
    reworded = sum(run.content for run in missing(theirs))
    for run in missing(mine):
        headless = _is_head(mine, run)
        if run.at_edge and mine.here.quote is not None and not headless:
            continue
        place = stretch(mine.here.words, run.words)
        if place is None:
            continue
        denies = any(is_negative(mine.here.words[i].text) for i in run.words)
        suspected = not denies and _suspected(run, shares)
        severity, confidence = _rank(run, lone=lone, reworded=reworded, suspected=suspected or headless)
        message = _message(mine.here.text[place.start : place.end], run, severity, *names)
        yield Drift(kind, severity, confidence, message, *((place, None) if kind is Kind.OMISSION else (None, place)))


def _message(words: str, run: Missing, severity: Severity, here: str, there: str) -> str:
    if run.doubles:
        reason = f"{there} has the word beside it, which says the same"
    elif severity is Severity.MINOR:
        reason = f"{there} does without, which changes little"
    else:
        reason = f"{there} renders what stands around it, but not this"
    return f"Only {here} says “{words}”: {reason}."


def _is_head(side: Side, run: Missing) -> bool:
    """Whether a whole quote begins with the noun that governs what the other whole quote begins with.

    “Plans and funds to rebuild the port” became “rebuilding the port”: no quote broken off, its head is gone. Of
    thirty-one pairs of reports one has such a run, and there it is a drift.
    """
    quotes = (side.here.quote, side.there.quote)
    if run.content < _CLAUSE or not all(quote is not None and quote.kind is QuoteKind.DIRECT for quote in quotes):
        return False
    words, last = side.here.words, run.words[-1]
    if not (side.here.whole and side.there.whole) or run.words[0] > 1 or len(words) < last + 3:
        return False
    joins = all(not is_function(words[i].text) or words[i].text in _WITHIN_NOUNS for i in run.words)
    opening = [j for j, word in enumerate(side.there.words) if not word.is_mark and not is_function(word.text)][:2]
    return joins and words[last + 1].text == "to" and side.answers.get(last + 2) in opening


def _suspected(run: Missing, shares: Sequence[float]) -> bool:
    """Whether a learned judge suspects a word of content that stands between words which the other side answers."""
    if not shares or not run.content or not run.framed:
        return False
    return round(max(shares[i] for i in run.words), 4) >= SUSPECTED


def _rank(run: Missing, *, lone: bool, reworded: int, suspected: bool) -> tuple[Severity, float]:
    """Weigh a run where the other side has `reworded` new content words of its own, which may be its rendering."""
    if run.doubles or run.weight < SERIOUS:
        return Severity.MINOR, 0.6
    if lone:
        return Severity.MAJOR, 0.8
    if suspected:
        return Severity.MAJOR, 0.6
    if run.grave and reworded <= _ASIDE:
        return Severity.MAJOR, 0.7
    if len(run.words) <= _LONGEST:
        if run.content >= _CLAUSE and run.inserted and reworded <= 1:
            return Severity.MAJOR, 0.6
        if run.content > _CLAUSE and run.framed and 2 * reworded <= run.content:
            return Severity.MAJOR, 0.6
    return Severity.MINOR, 0.4
