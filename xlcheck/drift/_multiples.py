"""How many times as much something came to: doubled, grown by half, half as much again, fivefold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._facts import Fact
from xlcheck.drift._figures import Side
from xlcheck.drift._framed import change_or_level
from xlcheck.drift._lists import listed
from xlcheck.drift._numbers import Quantity
from xlcheck.lexicon import lemma

Place = tuple[range, range, str]  # the words of both sides, and what differs
Multiple = tuple[float, range, bool]  # how many times as much, the words, and whether a verb says that it changed

_VERBS = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "halve": 0.5}
_UP = listed("number", "upward")
_CHANGES = listed("number", "changes")
_FAR = 1.15  # two multiples nearer to each other are one, rounded
_AROUND = 8  # words before a share within which the verb of change stands


def multiplied(here: Side, there: Side) -> Iterator[Place]:
    """What doubled in one rendering and grew by half in the other, neither telling any other multiple."""
    mine, theirs = _multiples(here), _multiples(there)
    if len(mine) != 1 or len(theirs) != 1:
        return
    (x, i, changed), (y, j, too) = mine[0], theirs[0]
    if _in_words(here, i) or _in_words(there, j):
        one = changed and too
        apart = max(x / y, y / x) if one else min(max(x / y, y / x), max(x * y, 1 / (x * y)))
        if apart > _FAR:
            yield i, j, "Another multiple"


def _in_words(side: Side, place: range) -> bool:
    """Whether a verb tells the multiple: two figures are compared by themselves."""
    return any(lemma(word) in _VERBS for word in side.facing.lower[place.start : place.stop])


def _multiples(side: Side) -> list[Multiple]:
    """Every multiple that a rendering tells."""
    lower = side.facing.lower
    found: list[Multiple] = []
    for i, word in enumerate(lower):
        verb = word != "double" or lower[i - 1 : i] in (("to",), ("will",), ("would",), ("may",), ("could",))
        turned = lower[i + 1 : i + 2] in (("down",), ("up",), ("back",), ("over",), ("as",))  # doubled down on it
        if lemma(word) in _VERBS and verb and word != "triple" and not turned:
            found.append((_VERBS[lemma(word)], range(i, i + 1), True))
    for fact in side.facts:
        told = _multiple(fact, lower)
        if told is not None and not any(fact.start in place for _, place, _ in found):
            found.append(told)
    return found


def _multiple(fact: Fact, lower: Sequence[str]) -> Multiple | None:
    if not isinstance(fact, Quantity) or fact.dimension not in ("share", "times"):
        return None
    if fact.dimension == "times":
        fold = lower[fact.start].endswith("fold")
        compared = tuple(lower[fact.end : fact.end + 1]) in (("as",), ("what",), ("the",), ("its",), ("their",))
        return (fact.value, range(fact.start, fact.end), False) if compared or fold else None
    if tuple(lower[fact.end : fact.end + 1]) == ("as",):
        if "again" in lower[fact.end + 2 : fact.end + 4]:
            return 1 + fact.value, range(fact.start, fact.end + 3), False
        return fact.value, range(fact.start, fact.end), False
    step = change_or_level(fact, lower)
    beside = lower[max(0, fact.start - _AROUND) : fact.end + 1]
    verbs = [word for word in beside if lemma(word) in _CHANGES or word in _UP or word == "down"]
    if step != "change" or not verbs:
        return None
    up = any(word in _UP or lemma(word) in _UP for word in beside)
    place = range(fact.begins, fact.end)
    return (1 + fact.value if up else 1 - fact.value, place, True) if up or fact.value < 1 else None
