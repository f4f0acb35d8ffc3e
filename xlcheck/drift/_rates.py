"""How often and in which rank: every year and every month, once and twice, the coldest and the second coldest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._facts import Fact
from xlcheck.drift._figures import Pairing, Side
from xlcheck.drift._number_words import ORDINALS
from xlcheck.drift._numbers import Quantity
from xlcheck.lexicon import lemma

Place = tuple[range, range, str]  # the words of both sides, and what differs

_UNITS = ("hour", "day", "week", "month", "year")
_ADVERBS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_ADVERBS |= {"annually": "year", "annual": "year"}
_EACH = {"every", "each", "per"}
_AWAY = {"later", "ago", "earlier", "after", "before", "from", "and", "-", "long", "or"}


def rated(here: Side, there: Side, found: Pairing) -> Iterator[Place]:
    """Equal figures that come in another rate, or one thing more often or in another rank."""
    yield from _another_rate(here, there, found)
    yield from _more_often(here, there, found)
    yield from _another_rank(here, there)
    for i, j in found.same:
        yield from _other_end(here, there, here.facts[i], there.facts[j])


def _another_rate(here: Side, there: Side, found: Pairing) -> Iterator[Place]:
    """Thirty metres every year, thirty metres each month: the figure is the same, so no one has reckoned it anew."""
    mine, theirs = _rates(here), _rates(there)
    if len(mine) != 1 or len(theirs) != 1 or mine.keys() == theirs.keys() or found.other:
        return
    counted = [here.facts[i] for i, _ in found.same]
    loose = [side.facts[k] for side, rest in ((here, found.loose_a), (there, found.loose_b)) for k in rest]
    if not any(_amount(fact) for fact in counted) or any(_amount(fact) for fact in loose):
        return
    yield next(iter(mine.values())), next(iter(theirs.values())), "Another rate"


def _amount(fact: object) -> bool:
    return isinstance(fact, Quantity) and not fact.soft and fact.dimension not in ("time", "months", "ordinal")


def _rates(side: Side) -> dict[str, range]:
    """The spans that something comes to each time, and the words that tell them."""
    lower = side.facing.lower
    found: dict[str, range] = {}
    for i, word in enumerate(lower):
        following = lower[i + 1] if i + 1 < len(lower) else ""
        if word in _ADVERBS:
            found.setdefault(_ADVERBS[word], range(i, i + 1))
        elif following in _UNITS and (word in _EACH or (word in ("a", "an") and _after_a_figure(side, i))):
            found.setdefault(following, range(i, i + 2))
    return found


def _after_a_figure(side: Side, at: int) -> bool:
    """Whether the article stands for `each`: forty litres a day, six calves a year, but no year later."""
    if side.facing.lower[at + 2 : at + 3] and side.facing.lower[at + 2] in _AWAY:
        return False
    return any(fact.end <= at <= fact.end + 1 for fact in side.facts)


def _more_often(here: Side, there: Side, found: Pairing) -> Iterator[Place]:
    """Once here, twice there; twice may also sum up what is told as once and once more."""
    for mine, theirs, loose, first in ((here, there, found.loose_a, True), (there, here, found.loose_b, False)):
        more = [mine.facts[k] for k in loose if _often(mine.facts[k])]
        onces = _onces(theirs.facing.lower)
        if len(more) != 1 or not onces or len(onces) != len(_onces(mine.facing.lower)) + 1:
            continue
        places = range(more[0].start, more[0].end), range(onces[0], onces[0] + 1)
        yield places[not first], places[first], "Another number of times"


def _often(fact: object) -> bool:
    return isinstance(fact, Quantity) and fact.dimension == "times" and fact.value > 1


def _onces(words: Sequence[str]) -> list[int]:
    """Where `once` counts: not in at once, more than once, once more, once and for all."""
    return [
        i
        for i, word in enumerate(words)
        if word == "once"
        and not {"than", "at", "not", "all"} & set(words[max(0, i - 1) : i])
        and not {"more", "again", "and"} & set(words[i + 1 : i + 2])
    ]


def _another_rank(here: Side, there: Side) -> Iterator[Place]:
    """The coldest here, the second coldest there."""
    mine, theirs = _highest(here.facing.lower), _highest(there.facing.lower)
    if len(mine) != 1 or len(theirs) != 1 or bool(mine[0][0]) == bool(theirs[0][0]):
        return
    plainly = here if theirs[0][0] else there
    if _OUTDONE.isdisjoint(plainly.facing.lower):
        yield mine[0][1], theirs[0][1], "Another rank"


def _other_end(here: Side, there: Side, a: Fact, b: Fact) -> Iterator[Place]:
    """The youngest is nineteen here, the oldest there, and neither side tells of both."""
    mine, theirs = _ends(here), _ends(there)
    if len(mine) != 1 or len(theirs) != 1:
        return
    (low, i), (high, j) = mine[0], theirs[0]
    beside = abs(i - a.start) <= _BESIDE and abs(j - b.start) <= _BESIDE
    if beside and low != high and low // 2 == high // 2:
        yield range(i, i + 1), range(j, j + 1), "The other end of the scale"


_BESIDE = 5  # words within which the end of a scale is told of a figure
_SCALES = tuple(
    "youngest oldest lowest highest smallest largest shortest longest cheapest dearest minimum maximum".split()
)  # the two ends of each scale side by side
_ALIKE = {"eldest": "oldest", "biggest": "largest", "tallest": "highest", "greatest": "largest", "least": "lowest"}


def _ends(side: Side) -> list[tuple[int, int]]:
    """Which end of which scale is named, and where."""
    words = [_ALIKE.get(word, word) for word in side.facing.lower]
    return [(_SCALES.index(word), i) for i, word in enumerate(words) if word in _SCALES]


_OUTDONE = {"after", "behind", "but", "except", "beaten", "only", "runner", "half"}


def _highest(words: Sequence[str]) -> list[tuple[str, range]]:
    """Every superlative with the ordinal before it, "" for none."""
    found = []
    for i, word in enumerate(words):
        if word not in _IRREGULAR and not (word.endswith("est") and lemma(word) != word):
            continue
        before = i - 1 - (words[i - 1 : i] == ("-",))
        ranked = before >= 0 and words[before] in ORDINALS and words[before] != "first"
        found.append((words[before] if ranked else "", range(before if ranked else i, i + 1)))
    return found


_IRREGULAR = {"best", "worst"}
