"""What only one rendering says: shared by omission and addition, which are one kind seen from two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from xlcheck.drift._changes import changes, stretch
from xlcheck.drift._lists import section
from xlcheck.drift._matching import is_name
from xlcheck.drift._missed import CLAUSE, Missing, rank
from xlcheck.drift._negatives import carries_negation
from xlcheck.drift._pairing import Indices
from xlcheck.drift._runs import (
    Side,
    closes,
    doubles,
    is_container,
    is_joined,
    is_led,
    is_member,
    is_removable,
    modifies,
    nothing_between,
    of_another_kind,
    trimmed,
    weight_at,
)
from xlcheck.drift._tags import telling
from xlcheck.lexicon import (
    Relation,
    is_figure,
    is_function,
    is_grave,
    is_light,
    is_negative,
    is_redundant,
    is_restricting,
    related,
)
from xlcheck.model import Aligned, Drift, Kind, QuoteKind, Rendering, Severity

_OFFICES = frozenset("minister ministers ministry ministries secretary office affairs servant servants service".split())
_OTHERWISE = {word: frozenset(ways) for word, ways in section("otherwise").items()}
_WITHIN_NOUNS = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the"})


def sides(aligned: Aligned) -> tuple[Side, Side]:
    """Both renderings, each seen towards the other."""
    found = changes(aligned)
    there, back = dict(found.kept), {j: i for i, j in found.kept}
    for substitution in found.substitutions:
        there |= dict.fromkeys(substitution.a, substitution.b[0])
        back |= dict.fromkeys(substitution.b, substitution.a[0])
    return (
        Side(aligned.a, aligned.b, _joined(aligned.a, found.missing_a), there, back.keys()),
        Side(aligned.b, aligned.a, _joined(aligned.b, found.missing_b), back, there.keys()),
    )


def _nearest(side: Side, neighbours: Sequence[int]) -> tuple[int | None, int | None]:
    """The nearest of the next two content words that anything answers, and what answers it."""
    at = next((i for i in neighbours[:2] if i in side.answers), None)
    return at, None if at is None else side.answers[at]


def _replaced(side: Side, mine: tuple[int | None, int | None], theirs: tuple[int | None, int | None]) -> bool:
    """Whether the other side has words between two answers that this side has not between the words answered."""
    here, there = (
        {word.text.lower() for word in words[0 if start is None else start + 1 : end] if not word.is_mark}
        for words, (start, end) in ((side.here.words, mine), (side.there.words, theirs))
    )
    return not there <= here


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


@lru_cache(maxsize=4)  # omission and addition look at the same runs
def _found(aligned: Aligned) -> tuple[tuple[Side, tuple[Missing, ...]], ...]:
    """Both sides with their runs that say something."""
    return tuple((side, tuple(missing(side))) for side in sides(aligned))


def _content(rendering: Rendering) -> list[int]:
    return [i for i, word in enumerate(rendering.words) if not word.is_mark and not is_function(word.text)]


def missing(side: Side) -> Iterator[Missing]:
    """The runs that say something."""
    if not side.runs:
        return
    here = side.here
    content = _content(here)
    others = [side.there.words[j].text for j in _content(side.there)]
    told = telling(here)
    for run in side.runs:
        gap = tuple(i for i in run if i not in told)
        weights = {i: weight_at(here, i) for i in gap if not of_another_kind(here.words[i].text)}
        said = [i for i, weight in weights.items() if weight]
        if not said:
            continue
        before, left = _nearest(side, [i for i in reversed(content) if i < gap[0]])
        after, right = _nearest(side, [i for i in content if i > gap[-1]])
        bare = trimmed(here, gap)
        yield Missing(
            words=bare,
            weight=round(sum(weights.values()), 3),
            content=sum(_says_something_new(here, i, others) for i in gap),
            framed=left is not None and right is not None,
            inserted=left is not None and right is not None and nothing_between(side.there, left, right),
            at_edge=not content or gap[0] <= content[0] or gap[-1] >= content[-1],
            doubles=doubles(here, gap, said),
            empty=is_container(side, gap, said),
            member=is_member(side, bare, left, right),
            joined=is_joined(here, bare),
            removable=is_removable(here, bare),
            grave=right is not None
            and any(
                _is_grave_at(here, i)
                and modifies(side, gap, i)
                and not _denied_there(side, i)
                and not _said_otherwise(side, i)
                for i in said
            ),
            replaced=_replaced(side, (before, after), (left, right)),
            anchored=left is not None or right is not None,
            closing=bool(content) and gap[-1] >= content[-1] and closes(here, bare),
            led=is_led(here, bare),
            modifying=len(bare) == 1 and not is_name(here.words, bare[0]) and modifies(side, gap, bare[0]),
            whole=not _bracketed(here, gap) and not any(word.is_mark for word in here.words[bare[0] : bare[-1]]),
        )


def _bracketed(here: Rendering, gap: Indices) -> bool:
    """Whether a run says a figure again in brackets: 80 miles (129 kilometres)."""
    return gap[0] > 0 and here.words[gap[0] - 1].text == "(" and any(is_figure(here.words[i].text) for i in gap)


def _denied_there(side: Side, i: int) -> bool:
    """Whether the other side may say a negative word with a negation: uninhabited, where nobody lives."""
    return carries_negation(side.here.words[i].text.lower()) and any(is_negative(w.text) for w in side.there.words)


def _is_grave_at(rendering: Rendering, i: int) -> bool:
    """Whether the word changes what its neighbour stands for; in a name or title it does not: a foreign minister."""
    titled = any(word.text.lower() in _OFFICES for word in rendering.words[i + 1 : i + 3])
    return is_grave(rendering.words[i].text) and not titled and not is_name(rendering.words, i)


def _said_otherwise(side: Side, i: int) -> bool:
    """Whether the other side may say a grave word in words that mean it: a foreign bank, a bank abroad."""
    others = {word.text.lower() for word in side.there.words}
    return not others.isdisjoint(_OTHERWISE.get(side.here.words[i].text.lower(), ()))


def _says_something_new(here: Rendering, i: int, others: Sequence[str]) -> bool:
    word = here.words[i].text
    if is_name(here.words, i) or is_light(word) or is_redundant(word) or is_restricting(word):
        return False
    return all(related(word, other) is Relation.UNKNOWN for other in others)


def drifts(aligned: Aligned, kind: Kind) -> Iterator[Drift]:
    """Findings for what only a says (omission) or only b (addition)."""
    (mine, runs), (theirs, runs_there) = _found(aligned) if kind is Kind.OMISSION else reversed(_found(aligned))
    names = ("A", "B") if kind is Kind.OMISSION else ("B", "A")
    lone, judgement = changes(aligned).lone, aligned.judgement
    shares = () if judgement is None else judgement.a if kind is Kind.OMISSION else judgement.b
    # What is cut off at a quote's edge renders nothing on the other side.
    reworded = sum(run.content for run in runs_there if theirs.here.quote is None or not run.at_edge)
    spoken = all(side.here.quote is None or side.here.quote.kind is QuoteKind.DIRECT for side in (mine, theirs))
    bare = all(side.here.quote is None for side in (mine, theirs))
    for run in runs:
        headless = _is_head(mine, run)
        if run.at_edge and mine.here.quote is not None and not headless:
            continue
        place = stretch(mine.here.words, run.words)
        if place is None:
            continue
        denies = any(is_negative(mine.here.words[i].text) for i in run.words)
        severity, confidence = rank(
            run,
            _share(run, shares),
            lone=lone,
            reworded=reworded,
            denies=denies,
            headless=headless,
            spoken=spoken,
            bare=bare,
        )
        if _retold(mine):
            severity = Severity.MINOR
        message = _message(mine.here.text[place.start : place.end], run, severity, *names)
        yield Drift(kind, severity, confidence, message, *((place, None) if kind is Kind.OMISSION else (None, place)))


def _retold(side: Side) -> bool:
    """Whether both reporters word it themselves: what a summary leaves out is the reporter's choice."""
    quotes = (side.here.quote, side.there.quote)
    return all(quote is not None and quote.kind is QuoteKind.INDIRECT for quote in quotes)


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
    if run.content < CLAUSE or not all(quote is not None and quote.kind is QuoteKind.DIRECT for quote in quotes):
        return False
    words, last = side.here.words, run.words[-1]
    if not (side.here.whole and side.there.whole) or run.words[0] > 1 or len(words) < last + 3:
        return False
    joins = all(not is_function(words[i].text) or words[i].text in _WITHIN_NOUNS for i in run.words)
    return joins and words[last + 1].text == "to" and side.answers.get(last + 2) in _content(side.there)[:2]


def _share(run: Missing, shares: Sequence[float]) -> float | None:
    """A learned judge's largest share in the risk for a word of the run, 0..1; None without a judge."""
    return round(max(shares[i] for i in run.words), 4) if shares else None
