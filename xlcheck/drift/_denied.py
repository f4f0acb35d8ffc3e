"""How a negation that only one rendering has is shown and told."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.drift._facing import Facing, cut, stretch
from xlcheck.drift._lists import listed
from xlcheck.drift._negatives import Negative
from xlcheck.model import Drift, Kind, Severity, Stretch


@dataclass(frozen=True)
class Side:
    facing: Facing
    found: tuple[Negative, ...]


def told(here: Side, there: Side, negative: Negative, confidence: float, *, first: bool, part: bool = False) -> Drift:
    facing = here.facing
    mine_at = shown(facing, negative)
    theirs_at = _counterpart(facing, negative)
    mine = cut(facing.here, mine_at)
    theirs = cut(facing.there, theirs_at) if theirs_at else ""
    said = (mine, theirs) if first else (theirs, mine)
    if part:
        message = f"The negation reaches farther in one rendering: A says “{said[0]}”, B says “{said[1]}”."
    elif theirs:
        message = f"Only one rendering negates: A says “{said[0]}”, B says “{said[1]}”."
    else:
        message = f"Only {'A' if first else 'B'} negates: “{mine}”."
    sides = (mine_at, theirs_at) if first else (theirs_at, mine_at)
    return Drift(Kind.NEGATION, Severity.CRITICAL, confidence, message, *sides)


def shown(facing: Facing, negative: Negative) -> Stretch:
    """The negation with its auxiliary and the first word it bears on."""
    start = negative.start
    if start and facing.lower[start] in ("not", "never") and facing.lower[start - 1] in _AUXILIARIES:
        start -= 1
    end = negative.end
    if negative.scope and negative.scope[0] - end <= 2:
        end = negative.scope[0] + 1
    place = stretch(facing.here, range(start, end))
    assert place is not None
    return place


def _counterpart(facing: Facing, negative: Negative) -> Stretch | None:
    """What the other side has for the words negated, its auxiliary included."""
    own = facing.opposite([negative.start]) if negative.force == 2 else ()
    answers = list(own) or list(facing.opposite(negative.scope[:1])) or list(facing.opposite(negative.scope[:2]))[:1]
    if not answers:
        start, end = facing.place(negative.start, negative.end)
        return stretch(facing.there, range(start, min(end, start + 4)))
    first, last = answers[0], answers[0]
    for j in answers:
        last = j if j - last <= 2 else last
    own = facing.opposite(range(negative.start, negative.end))
    if own and 0 < first - own[0] <= 3:
        first = own[0]
    elif first and facing.there.words[first - 1].text.lower() in _AUXILIARIES:
        first -= 1
    return stretch(facing.there, range(first, last + 1))


_AUXILIARIES = listed("negation", "auxiliaries")
