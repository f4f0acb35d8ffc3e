"""Denied of some here, said or denied of all there: not all had been tested; all had gone untested, none had been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._denied import Side
from xlcheck.drift._facing import a_and_b, stretch
from xlcheck.drift._lists import listed
from xlcheck.drift._negatives import Negative, openings
from xlcheck.lexicon import is_figure, is_function
from xlcheck.model import Drift, Kind, Severity

_REACH = 4  # words from a negation to the “all” or “any” that it bears on
_BEFORE = 8  # words before an “all” within which a negation may bear on it
_ABOUT = 3  # words of content on either side of what is counted by which its counterpart is known

_ALL = frozenset("all every each both everyone everybody everything".split())
_NONE = frozenset("none nobody no-one nothing neither".split())
_ANY = frozenset("any anyone anybody anything one single".split())
# At all, not all day, not all that, all but; not until every well is dry.
_NO_COUNT = listed("quantified", "no_count")
_PARTS = frozenset("until till before unless if because than as".split())
# What tells that the other side leaves something out, too, in whatever words.
_PARTLY = listed("quantified", "partly")
_MARKS = frozenset(".;:!?,—–()")
_SENTENCE = frozenset(".;:!?")
_EMBEDS = frozenset("that which who whose whom".split())


def counted(a: Side, b: Side) -> Iterator[Drift]:
    """What one rendering denies of some, and the other says or denies of all of them."""
    for here, there, first in ((a, b, True), (b, a, False)):
        for negative in here.found:
            k = _not_all(here, negative)
            if k is None:
                continue
            whole = _whole(here, there, negative, k)
            if whole is None:
                continue
            mine = stretch(here.facing.here, range(negative.start, k + 1))
            theirs = stretch(there.facing.here, range(*whole))
            places, said = a_and_b(here.facing, mine, theirs, first=first)
            message = f"Only {'A' if first else 'B'} leaves some out: A says “{said[0]}”, B says “{said[1]}”."
            yield Drift(Kind.NEGATION, Severity.CRITICAL, 0.8, message, *places)


def _not_all(side: Side, negative: Negative) -> int | None:
    """The `all` that a negation bears on: not all, were not all, do not support every."""
    lower = side.facing.lower
    if negative.force < 3 or negative.more or lower[negative.start] in _NONE | {"no", "without"}:
        return None
    for k in range(negative.end, min(negative.end + _REACH, len(lower))):
        if lower[k] in _MARKS or lower[k] in _PARTS:
            return None
        if lower[k] in _ALL:
            undone = any(negative.end <= n.start < k for n in side.found)  # do not forget that all
            return None if undone or not _counts(lower, k) else k
    return None


def _counts(lower: Sequence[str], k: int) -> bool:
    """Whether an `all` counts things: not at all, all day, all but, every other year."""
    before, after = lower[k - 1] if k else "", lower[k + 1] if k + 1 < len(lower) else ""
    often = lower[k] == "every" and is_figure(after)  # every three hours
    return before not in _AT and after not in _NO_COUNT and not often


_AT = frozenset("at above after in for once".split())


def _clause(lower: Sequence[str], at: int) -> range:
    """The words between two marks, or clauses with a subject of their own, around one."""
    ends = [*(k for k, word in enumerate(lower) if word in _MARKS), *openings(lower)]
    return range(
        max((k for k in ends if k <= at), default=-1) + 1, min((k for k in ends if k > at), default=len(lower))
    )


def _whole(here: Side, there: Side, negative: Negative, k: int) -> tuple[int, int] | None:
    """The words that leave nobody out on the other side, of what is counted here; None where there are none."""
    facing, lower = here.facing, there.facing.lower
    clause = _clause(facing.lower, k)
    told = [i for i in clause if not is_function(facing.lower[i]) and facing.lower[i][0].isalnum() and i != k]
    about = [*[i for i in told if i > k][:_ABOUT], *[i for i in told if i < k][-_ABOUT:]]
    answers = set(facing.opposite(about))
    own = range(negative.start, k + 1)
    for start, end in _wholes(there):
        sentence = _sentence(lower, start)
        if any(lower[j] in _PARTLY for j in sentence if not start <= j < end):
            continue
        # What answers another all or none of this side is not the counterpart of this one.
        if any(
            i not in own and facing.lower[i] in _ALL | _NONE for j in range(start, end) for i in there.facing.answers[j]
        ):
            continue
        region = _clause(lower, start)
        if "but" in lower[region.start + 1 : region.stop]:
            continue  # all the miners but two
        shared = answers & set(region)
        near = [j for j in region if j >= end and not is_function(lower[j])][:_ABOUT]
        near += [j for j in region if j < start and not is_function(lower[j])][-_ABOUT:]
        if len(shared) >= min(2, len(about)) and shared & set(near):
            return start, end
    return None


def _sentence(lower: Sequence[str], at: int) -> range:
    start = next((k + 1 for k in range(at, -1, -1) if lower[k] in _SENTENCE), 0)
    return range(start, next((k for k in range(at, len(lower)) if lower[k] in _SENTENCE), len(lower)))


def _wholes(side: Side) -> Iterator[tuple[int, int]]:
    """Words that leave nobody out: all and every under no negation, none and the like."""
    lower = side.facing.lower
    for k, word in enumerate(lower):
        if word in _ALL and _counts(lower, k) and not _denied(side, k):
            yield k, k + 1
        elif word in _NONE or (word == "no" and lower[k + 1 : k + 2] == ("one",)):
            yield k, k + 1 + (word == "no")
    for n in side.found:
        if n.force == 3 and lower[n.start] not in _NONE:
            anyone = next((j for j in range(n.end, min(n.end + _REACH, len(lower))) if lower[j] in _ANY), None)
            if anyone is not None and (_MARKS | _ALL).isdisjoint(lower[n.end : anyone]):
                yield n.start, anyone + 1


def _denied(side: Side, k: int) -> bool:
    """Whether a negation bears on an `all`, or may: not all, far from all, all have not."""
    lower, region = side.facing.lower, _clause(side.facing.lower, k)
    if any(n.force and max(region.start, k - _BEFORE) <= n.start < k for n in side.found):
        return True
    after = next((n for n in side.found if n.force == 3 and k < n.start < region.stop), None)
    if after is not None and k == region.start + 1 and lower[k - 1] == "that":
        return True  # that all will get there is not promised
    plain = after is not None and (lower[after.start] in ("not", "cannot") or lower[after.start].endswith("n't"))
    return plain and after is not None and _EMBEDS.isdisjoint(lower[k : after.start])
