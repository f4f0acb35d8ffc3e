"""What an equal figure is spread over: a day or all the time, each of them or all together, days or working days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlcheck.drift._facts import Fact, face
from xlcheck.drift._figures import Pairing, Side
from xlcheck.drift._lists import listed
from xlcheck.drift._number_words import ORDINALS, PARTS
from xlcheck.drift._numbers import Quantity
from xlcheck.lexicon import is_function, lemma

Place = tuple[range, range, str]  # the words of both sides, and what differs
Words = Sequence[str]  # a rendering in lower case


def spread(here: Side, there: Side, found: Pairing) -> Iterator[Place]:
    """Equal figures that one rendering spreads over something else than the other does."""
    if not found.other:
        yield from _moved_ordinal(here.facing.lower, there.facing.lower)
    for i, j in found.same:
        a, b = here.facts[i], there.facts[j]
        if not isinstance(a, Quantity) or not isinstance(b, Quantity):
            continue
        for look in (_in_all, _together, _of_each, _worked):
            forth, back = look(here, there, a, b), look(there, here, b, a)
            if forth:
                yield *forth, _WHAT[look.__name__]
            elif back:
                yield back[1], back[0], _WHAT[look.__name__]


_WHAT = {
    "_in_all": "A rate here, a total there",
    "_together": "To each here, to all together there",
    "_of_each": "A part of each here, a part of them there",
    "_worked": "Working days here, days there",
}
_Both = tuple[range, range] | None

_EACH = {"a", "an", "per", "each", "every"}
_TIMES = {"second", "minute", "hour", "day", "night", "week", "month", "year"}
_OFTEN = listed("number", "often")
_RATES = listed("number", "rates")


def _in_all(mine: Side, theirs: Side, a: Quantity, b: Quantity) -> _Both:
    """Forty litres a day, forty litres: nothing on that side tells of days, or of what is paid by time."""
    words, others = mine.facing.lower, theirs.facing.lower
    if a.soft or a.dimension in ("time", "months", "speed", "temperature", "ordinal", "times", "share", "vague"):
        return None
    at = a.end
    while at < min(len(words), a.end + 2) and words[at].isalpha() and not is_function(words[at]):
        at += 1  # 300 cars a day
    if not words[at : at + 1] or words[at] not in _EACH or words[at + 1 : at + 2] not in _SINGLE:
        return None
    told = words[at + 1] in map(lemma, others) or not (_OFTEN | _SPANNING).isdisjoint(others)
    told = told or any(map(_by_time, pairwise(others)))
    paid = any(not _RATES.isdisjoint((word, lemma(word))) for word in (*words, *others))
    if told or paid or _spans(theirs, b) or not theirs.facing.rendered(b.start, b.end):
        return None
    return range(a.start, at + 2), range(b.start, b.end)


_SPANNING = {
    "dawn",
    "dusk",
    "morning",
    "evening",
    "night",
    "noon",
    "midnight",
    "shift",
    "sunrise",
    "sunset",
    "overnight",
}
_SINGLE = [(unit,) for unit in sorted(_TIMES)]


def _by_time(pair: tuple[str, str]) -> bool:
    return pair[0] in _EACH | {"the", "one", "single"} and pair[1].removesuffix("'s") in _TIMES


def _spans(side: Side, fact: Fact) -> bool:
    """Whether another figure tells a time: two litres in 24 hours."""
    return any(x is not fact and isinstance(x, Quantity) and x.dimension in ("time", "months") for x in side.facts)


_TO_EACH = {"each", "apiece", "per", "every"}
_ALL_TOLD = (("in", "all"), ("in", "total"), ("all", "told"), ("between", "them"), ("all", "together"))
_ALTOGETHER = {"altogether", "overall", "combined", "total", "totalled", "totals", "totalling", "jointly", "together"}
_NEAR = 6  # words around a figure within which it is told whose it is


def _together(mine: Side, theirs: Side, a: Quantity, b: Quantity) -> _Both:
    """Five hundred euros each, five hundred between them."""
    if a.soft or a.dimension in ("time", "months", "ordinal", "times", "share"):
        return None
    here, there = (_around(side.facing.lower, x) for side, x in ((mine, a), (theirs, b)))
    given = _TO_EACH.intersection(here) and _TO_EACH.isdisjoint(theirs.facing.lower) and not _summed(mine.facing.lower)
    if not given or not _summed(there) or any(map(_by_time, pairwise(mine.facing.lower))):
        return None
    return range(a.start, a.end), range(b.start, b.end)


def _around(words: Words, fact: Fact) -> Words:
    return words[max(0, fact.start - _NEAR) : fact.end + _NEAR]


def _summed(words: Words) -> bool:
    return not _ALTOGETHER.isdisjoint(words) or any(pair in _ALL_TOLD for pair in pairwise(words))


def _of_each(mine: Side, theirs: Side, a: Quantity, b: Quantity) -> _Both:
    """A third of each page, every third page."""
    words, others = mine.facing.lower, theirs.facing.lower
    if a.dimension != "share" or words[a.end : a.end + 1] != ("of",):
        return None
    each, noun = words[a.end + 1 : a.end + 2], a.end + 2
    if each not in (("each",), ("every",)) or noun >= len(words) or lemma(words[noun]) in _TIMES or words[noun] == "of":
        return None
    counted = [j for j in mine.facing.answers[noun] if b.end <= j < b.end + _REACH]
    if not counted or {"each", "every"} & set(others[b.end : b.end + _REACH]):
        return None
    # Half of each harvest is half of the harvests.
    return (range(a.start, noun + 1), range(b.start, counted[0] + 1)) if others[b.start] == "every" else None


_REACH = 4  # words after a share within which the noun stands of which it is a part


def _worked(mine: Side, theirs: Side, a: Quantity, b: Quantity) -> _Both:
    """Ten working days, ten days."""
    if a.unit not in ("day", "days") or b.unit not in ("day", "days") or face(a) < _FEW:
        return None
    worked = mine.facing.lower[a.start : a.end]
    if _WORKING.isdisjoint(worked) or not _WORKING.isdisjoint(theirs.facing.lower):
        return None
    return range(a.start, a.end), range(b.start, b.end)


_FEW = 2
_WORKING = {"working", "business", "trading", "banking", "work", "weekday", "weekdays", "workdays", "office"}


def in_working_days(a: Fact, b: Fact, here: Words, there: Words) -> bool:
    """Whether working days are told in weeks, five to each: ten working days, two weeks."""
    for x, y, words in ((a, b, here), (b, a, there)):
        if isinstance(x, Quantity) and isinstance(y, Quantity) and not _WORKING.isdisjoint(words[x.start : x.end]):
            weeks = face(y) * {"week": 1, "weeks": 1, "fortnight": 2}.get(y.unit, 0)
            if x.unit in ("day", "days") and abs(face(x) - _FIVE * weeks) < 1e-9:
                return True
    return False


_FIVE = 5  # working days of a week


def _moved_ordinal(here: Words, there: Words) -> Iterator[Place]:
    """The second half of the grant, half of the second grant."""
    mine, theirs = _ordered(here), _ordered(there)
    if len(mine) == len(theirs) == 1 and mine[0][:2] == theirs[0][:2] and mine[0][2] != theirs[0][2]:
        yield mine[0][3], theirs[0][3], "An ordinal with the part here, with the whole there"


def _ordered(words: Words) -> list[tuple[str, str, bool, range]]:
    """Every part with an ordinal before it or before its whole: the ordinal, the part, whether it is the part's."""
    found = []
    for i, word in enumerate(words):
        ordinal = word in ORDINALS or word in ("last", "final", "other", "previous", "next")
        after, before = words[i + 1 : i + 3], words[max(0, i - 3) : i]
        if ordinal and len(after) == 2 and after[0] in PARTS and after[1] == "of":
            found.append((word, after[0], True, range(i, i + 3)))
        elif ordinal and len(before) == 3 and before[0] in PARTS and before[1] == "of":
            if not words[i + 1 : i + 2] or words[i + 1] in PARTS or lemma(words[i + 1]) in _TIMES | {"century"}:
                continue
            found.append((word, before[0], False, range(i - 3, i + 1)))
    return found
