"""What came first and what then, or what was the cause of what, turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xlcheck.drift._facing import Facing, both_ways, cut, stretch
from xlcheck.drift._lists import section
from xlcheck.drift._negatives import negatives
from xlcheck.lexicon import is_figure, is_function
from xlcheck.model import Aligned, Drift, Kind, Severity, Stretch

_MARKS = frozenset(".;:!?,—–()")
_STOPS = frozenset(".;:!?")
# Where one of these stands, an order may be told the other way round: not before, only after, until, never again.
_TURNING = frozenset("until till only first when while as long since again instead rather than if unless".split())
_CAUSES, _TIMES = "causes", "times"
# After “once”, which else counts times: once the trucks had left, once more.
_SUBJECT = frozenset("the a an this that these those its his her their our my your it he she they we you i all".split())
_CUES = [
    (tuple(phrase.split()), kind, later)
    for name, phrases in section("sequence").items()
    for phrase in phrases
    for kind, later in [(_CAUSES if name in ("because", "therefore") else _TIMES, name in ("before", "therefore"))]
]
_CUES.sort(key=lambda cue: (-len(cue[0]), cue[0]))
_BY_OPENING = {cue[0][0]: [other for other in _CUES if other[0][0] == cue[0][0]] for cue in _CUES}


class Course(NamedTuple):
    """What is told to come `first` or to be the cause, and what `then`; word indices, and the cue's."""

    kind: str
    first: tuple[int, ...]
    then: tuple[int, ...]
    cue: range


def reversed_order(aligned: Aligned) -> Iterator[Drift]:
    """Cause and effect, or earlier and later, that have changed places."""
    a, b = both_ways(aligned)
    for mine in _alone(_sequences(a)):
        for theirs in _alone(_sequences(b)):
            if mine.kind != theirs.kind or not _crossed(a, mine, theirs):
                continue
            places = _shown(a, mine), _shown(b, theirs)
            what = "Cause and effect are" if mine.kind == _CAUSES else "The order of events is"
            said = [cut(side.here, place) for side, place in zip((a, b), places, strict=True)]
            message = f"{what} turned round: A says “{said[0]}”, B says “{said[1]}”."
            yield Drift(Kind.MEANING, Severity.MAJOR, 0.7, message, *places)


def _alone(found: Sequence[Course]) -> list[Course]:
    """Those of a kind that comes once: of two cues in one rendering it is not sure what goes with which."""
    kinds = [course.kind for course in found]
    return [course for course in found if kinds.count(course.kind) == 1]


def _shown(side: Facing, found: Course) -> Stretch | None:
    return stretch(side.here, (*found.first, *found.then, *found.cue))


def _sequences(side: Facing) -> list[Course]:
    """Every cue with what stands on either side of it, up to the ends of its clauses."""
    lower, found, at = side.lower, [], 0
    while at < len(lower):
        cue = _cue_at(lower, at)
        if cue is None or (cue[0] == ("once",) and not _SUBJECT & set(lower[at + 1 : at + 2])):
            at += 1
            continue
        end = at + len(cue[0])
        start = next((k + 1 for k in range(at - 1, -1, -1) if lower[k] in _STOPS), 0)
        stop = next((k for k in range(end, len(lower)) if lower[k] in _STOPS or _cue_at(lower, k)), len(lower))
        after, before = _until_mark(lower, end, stop), list(range(start, at))
        if not _content(side, before):  # because it rained, they left
            before = list(range(after[-1] + 1 if after else end, stop))
        pair = (_content(side, before), _content(side, after))
        region = lower[start : after[-1] + 1 if after else stop]
        plain = _TURNING.isdisjoint(region) and not any(n.force == 3 for n in negatives(region))
        if all(pair) and plain:
            first, then = pair if cue[2] else pair[::-1]
            found.append(Course(cue[1], first, then, range(at, end)))
        at = end
    return found


def _cue_at(lower: Sequence[str], at: int) -> tuple[tuple[str, ...], str, bool] | None:
    return next((cue for cue in _BY_OPENING.get(lower[at], ()) if lower[at : at + len(cue[0])] == cue[0]), None)


def _until_mark(lower: Sequence[str], start: int, stop: int) -> list[int]:
    end = next((k for k in range(start, stop) if lower[k] in _MARKS), stop)
    return list(range(start, end))


def _content(side: Facing, indices: Sequence[int]) -> tuple[int, ...]:
    return tuple(
        i
        for i in indices
        if side.lower[i][0].isalpha() and not is_function(side.lower[i]) and not is_figure(side.lower[i])
    )


def _crossed(a: Facing, mine: Course, theirs: Course) -> bool:
    """Whether all that is answered of either half is answered by the other half there."""
    crossed = True
    for half, straight, turned in (
        (mine.first, theirs.first, theirs.then),
        (mine.then, theirs.then, theirs.first),
    ):
        answers = [set(a.answers[i]) for i in half if a.answers[i]]
        over = sum(not x.isdisjoint(turned) for x in answers)
        kept = sum(not x.isdisjoint(straight) for x in answers)
        crossed = crossed and kept == 0 and over >= 1 and 2 * over >= len(half)
    return crossed
