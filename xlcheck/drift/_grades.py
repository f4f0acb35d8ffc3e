"""Vague amounts and degrees far apart in free wording: a few, a good many; a little careless, grossly negligent."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._facing import Facing, a_and_b, both_ways, stretch
from xlcheck.drift._lists import steps
from xlcheck.drift._modals import BE
from xlcheck.lexicon import is_function, is_negative
from xlcheck.model import Aligned, Drift, Kind, Severity

FAR = 2  # grades apart from which the one is no rendering of the other; neighbours are exchanged freely

Grade = tuple[int, int, range]  # what scale, which grade of it, and the words


_SCALES = steps("grades")
_PHRASES = {
    tuple(phrase.split()): (number, grade)
    for number, scale in enumerate(_SCALES.values())
    for grade, phrases in enumerate(scale)
    for phrase in phrases
}
_LONGEST = max(map(len, _PHRASES))
_OPENING = {phrase[0] for phrase in _PHRASES}
_COUNTED, _EXPECTED = (list(_SCALES).index(name) for name in ("amount", "expectation"))
_TURNING = {"how", "as", "too", "so", "that", "than", "the", "very", "no", "at"}
_UNSURE = {"confident", "sure", "certain"}  # certain villages, make sure
_FEEL = BE | {
    "feel",
    "feels",
    "felt",
    "remain",
    "remains",
    "seem",
    "quite",
    "very",
    "fairly",
    "absolutely",
    "'m",
    "'re",
}


def graded(aligned: Aligned) -> Iterator[Drift]:
    """What each rendering puts in one grade only of a scale, where the two lie far apart."""
    here, there = both_ways(aligned)
    mine, theirs = _grades(here), _grades(there)
    for number in range(len(_SCALES)):
        sides = [[grade for grade in side if grade[0] == number] for side in (mine, theirs)]
        if any(len(side) != 1 for side in sides):
            continue
        (_, x, i), (_, y, j) = sides[0][0], sides[1][0]
        if abs(x - y) < FAR or _denied(here, i) or _denied(there, j) or not _faced(here, there, i, j, number):
            continue
        places, said = a_and_b(here, stretch(here.here, i), stretch(here.there, j), first=True)
        stronger = "B" if y > x else "A"
        message = f"A says “{said[0]}”, B says “{said[1]}”: {stronger} has the stronger word."
        yield Drift(Kind.INTENSITY, Severity.MAJOR, 0.7, message, *places)


def _grades(side: Facing) -> list[Grade]:
    """Every graded expression of a rendering, the longest at each place."""
    found: list[Grade] = []
    at = 0
    while at < len(side.lower):
        told = None
        if side.lower[at] in _OPENING or side.bases[at] in _OPENING:
            ways = (n for n in range(min(_LONGEST, len(side.lower) - at), 0, -1))
            told = next(((n, key) for n in ways if (key := _key(side, at, n))), None)
        if told is None:
            at += 1
            continue
        found.append((*_PHRASES[told[1]], range(at, at + told[0])))
        at += told[0]
    return found


def _key(side: Facing, at: int, n: int) -> tuple[str, ...] | None:
    """The listed phrase of `n` words that stands at a place, where it grades something."""
    for words in (side.lower, side.bases):
        phrase = tuple(words[at : at + n])
        if phrase not in _PHRASES:
            continue
        before = side.lower[at - 1] if at else ""
        if phrase[0] in ("many", "few") and before in _TURNING:
            return None
        if phrase[0] in _UNSURE and before not in _FEEL:
            return None
        return phrase
    return None


def _denied(side: Facing, place: range) -> bool:
    """Whether a negation stands in the same clause before the words: not sure, no hope."""
    for k in range(place.start - 1, max(-1, place.start - _CLAUSE), -1):
        if not side.lower[k][0].isalnum() and side.lower[k] != "'":
            return False
        if is_negative(side.lower[k]):
            return True
    return False


_CLAUSE = 7


def _faced(here: Facing, there: Facing, i: range, j: range, number: int) -> bool:
    """Whether both grade one thing: what they count or bear on answers the other's."""
    if number == _COUNTED:
        # Not of those who did so “without” something.
        denied = [any(is_negative(word) for word in side.lower if word != "without") for side in (here, there)]
        nouns = [_after(side, place, 1) for side, place in ((here, i), (there, j))]
        return denied[0] == denied[1] and not set(here.opposite(nouns[0])).isdisjoint(nouns[1])
    if not set(here.opposite(_telling(here, i))).isdisjoint(_telling(there, j)):
        return True
    around = [[*_after(side, place, 2), *_before(side, place)] for side, place in ((here, i), (there, j))]
    if number == _EXPECTED:
        around = [_after(side, place, 2) for side, place in ((here, i), (there, j))]
    return not set(here.opposite(around[0])).isdisjoint(around[1])


def _telling(side: Facing, place: range) -> list[int]:
    return [k for k in place if not is_function(side.lower[k])]


def _after(side: Facing, place: range, most: int) -> list[int]:
    """The next words of content of the same clause; none after a pronoun: many of them, the boats."""
    says: list[int] = []
    for k in range(place.stop, min(len(side.lower), place.stop + _REACH)):
        if not side.lower[k][0].isalnum() or side.lower[k] in _THEM or len(says) == most:
            break
        if not is_function(side.lower[k]):
            says.append(k)
    return says


_REACH = 6  # words within which stands what is graded
_THEM = {"them", "us", "you", "these", "those"}


def _before(side: Facing, place: range) -> list[int]:
    return [k for k in side.content if k < place.start and not is_function(side.lower[k])][-1:]
