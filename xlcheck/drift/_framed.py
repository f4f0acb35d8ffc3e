"""Equal figures that the words around them turn into something else.

A change and a level (by a quarter, to a quarter), the first and the last five minutes, since and until 1987, half as
much and half as much again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._dates import Moment
from xlcheck.drift._facts import Fact
from xlcheck.drift._lists import listed
from xlcheck.drift._numbers import Quantity
from xlcheck.lexicon import is_negative, lemma

Words = Sequence[str]  # a rendering in lower case
Place = tuple[int, int, str]  # the words that frame a figure, and what differs

CHANGES = listed("number", "changes")
_REACH = 14  # words before a figure within which the verb of change stands
_NEAR = 8
_LOSSES = {"lose", "shed", "wipe", "destroy", "go", "miss"}
_UP = listed("number", "upward")
_DOWN = listed("number", "downward")
_BE = {"is", "are", "was", "were", "be", "been", "being", "'s", "at", ",", "-", "–", "—", ":"}


def framed(a: Fact, b: Fact, here: Words, there: Words) -> Iterator[tuple[range, range, str]]:
    """The words of both sides around two equal figures that say something else, and what it is."""
    told = [change_or_level(x, words) for x, words in ((a, here), (b, there))]
    if set(told) == {"change", "level"} and not _halved(a, b, here, there, told):
        yield _with_one(a), _with_one(b), "The figure is a change here and a level there"
    for name, pair in _ENDS.items():
        sides = [_among(x, words, pair) for x, words in ((a, here), (b, there))]
        if 0 <= sides[0] != sides[1] >= 0:
            yield _with_one(a), _with_one(b), name
    yield from _timed(a, b, here, there)
    if isinstance(a, Moment) and isinstance(b, Moment):
        sides = [_among(x, words, _BOUNDS) for x, words in ((a, here), (b, there))]
        if 0 <= sides[0] != sides[1] >= 0 and not (_turned(a, here) or _turned(b, there)):
            yield _with_one(a), _with_one(b), ENDED
    again = [_again(x, words) for x, words in ((a, here), (b, there))]
    if set(again) == {"as", "again"} and "again" not in (there if again[0] == "again" else here):
        ends = [x.end + (3 if told == "again" else 2) for x, told in zip((a, b), again, strict=True)]
        yield range(a.start, ends[0]), range(b.start, ends[1]), "A part here, the whole and that part there"


def _timed(a: Fact, b: Fact, here: Words, there: Words) -> Iterator[tuple[range, range, str]]:
    """One period, but another part of it; one span, but told back here and ahead there."""
    edges = [edge(x, words) for x, words in ((a, here), (b, there))]
    if all(edges) and edges[0] != edges[1]:
        places = [range(max(0, x.start - 1), x.end) for x in (a, b)]
        yield places[0], places[1], "Another part of the period"
    if all(isinstance(x, Quantity) and x.dimension in ("time", "months") for x in (a, b)):
        ways = [
            next((way for way, phrase in _WAYS if tuple(words[x.end : x.end + len(phrase)]) == phrase), "")
            for x, words in ((a, here), (b, there))
        ]
        if all(ways) and ways[0] != ways[1]:
            yield range(a.start, min(a.end + 2, len(here))), range(b.start, min(b.end + 2, len(there))), _PAST


def edge(fact: Fact, words: Words) -> str:
    """Whether the beginning, the middle or the end of a decade, year or month is told; "" for neither."""
    dated = not fact.named & {"day", "minute", "weekday"} if isinstance(fact, Moment) else fact.dimension == "decade"
    at = fact.start
    while dated and at and fact.start - at < _STEPS and words[at - 1] in _LINKS:
        at -= 1
    return _EDGES.get(words[at - 1], "") if dated and at else ""


_STEPS = 4
_LINKS = {"of", "the", "in", "-", "days", "weeks", "months", "years", "part", "half"}
_EDGES = dict.fromkeys(("early", "first", "opening", "beginning", "start"), "start")
_EDGES |= dict.fromkeys(("late", "last", "final", "closing", "end", "close"), "end") | {"mid": "middle"}
_WAYS = (("past", ("ago",)), ("ahead", ("'", "time")), ("ahead", ("from", "now")), ("ahead", ("hence",)))
_PAST = "The past here, what is to come there"
ENDED = "One tells when it began, the other when it ended"
_ENDS = {
    "The beginning here, the end there": ({"first", "opening"}, {"last", "final", "closing"}),
    _PAST: ({"last", "past", "previous"}, {"next", "coming", "following"}),
}
_BOUNDS = ({"since", "from"}, {"until", "till"})
# A verb that begins or ends something turns since into until: closed from May, open until May.
_TURNS = listed("number", "turns")


def _among(fact: Fact, words: Words, pair: tuple[set[str], set[str]]) -> int:
    """Which of two sets the word before a figure belongs to, -1 for none."""
    before = words[fact.start - 1] if fact.start else ""
    return next((k for k, names in enumerate(pair) if before in names), -1)


def _turned(fact: Fact, words: Words) -> bool:
    """Whether something is denied, begun or ended around a date."""
    around = words[max(0, fact.start - _REACH) : fact.end + _REACH]
    return any(is_negative(word) or lemma(word) in _TURNS for word in around)


def _with_one(fact: Fact) -> range:
    return range(max(0, fact.start - 1), fact.end)


def change_or_level(fact: Fact, words: Words) -> str:
    """Whether a figure is the size of a change or what something came to; "" where the words do not tell."""
    if not isinstance(fact, Quantity):
        return ""
    start = fact.begins
    before, past = words[start - 1] if start else "", words[max(0, start - _REACH) : start]
    changed = any(lemma(word) in CHANGES for word in past)
    if before == "by":
        return "change" if changed or any(word in _UP | _DOWN for word in past[-_NEAR:]) else ""
    if fact.dimension == "share" and (_compared(fact, words) or before in ("up", "down")):
        return "change"
    if fact.bounded is not None and words[start] in _CROSSED and lemma(before) in CHANGES:
        return "level"  # fell below forty
    if before == "from" and (changed or any(word in _UP for word in past[-3:])):
        return "level"
    if fact.dimension == "share" and _left(words[fact.end : fact.end + _NEAR]):
        return "level"
    if before == "to":
        return "level" if changed or any(lemma(word) in ("go", "come", "bring") for word in past[-3:]) else ""
    following = words[fact.end] if fact.end < len(words) else ""
    former = tuple(words[fact.end : fact.end + 2]) == ("of", "what")
    if fact.dimension != "share" or (fact.unit and not former):
        return ""
    if before not in _BE or following not in ("of", "the", "as"):
        return ""
    beside = (*past[-_NEAR:], *words[fact.end : fact.end + _NEAR])
    return "" if any(lemma(word) in CHANGES or lemma(word) in _LOSSES for word in beside) else "level"


def _left(following: Words) -> bool:
    """Whether what follows a share says that so much is left: a third remains, has a third left."""
    for k, word in enumerate(following):
        if not word[0].isalnum() and word != "'":
            return False
        ends = k + 1 == len(following) or not following[k + 1][0].isalpha()
        if word in _REMAINS or (word == "left" and (ends or following[k - 1] in _BE)):
            return True
    return False


def _lost(fact: Fact, words: Words) -> bool:
    return any(lemma(word) in _LOST for word in words[max(0, fact.start - 3) : fact.start])


_LOST = {"lose", "shed"}
_REMAINS = {"remain", "remains", "remained", "survive", "survives", "survived"}


def _compared(fact: Quantity, words: Words) -> bool:
    """Whether a share is what something is higher or lower by: a third lower, 30 per cent down, not up to."""
    following = tuple(words[fact.end : fact.end + 2])
    return bool(following) and following[0] in _SIDES and following[1:] != ("to",)


_SIDES = {"up", "down", "below", "above", "less", "fewer", "more", "higher", "lower", "smaller", "larger", "bigger"}
_SIDES |= {"cheaper", "dearer", "shorter", "longer"}


def rest_told(a: Fact, b: Fact, here: Words, there: Words) -> bool:
    """Whether one is what went and the other what was left of it: down by two thirds, fallen to a third."""
    if not all(isinstance(x, Quantity) and x.dimension == "share" for x in (a, b)):
        return False
    told = ["change" if _lost(x, words) else change_or_level(x, words) for x, words in ((a, here), (b, there))]
    if set(told) != {"change", "level"} or abs(_value(a) + _value(b) - 1) > _ROUND:
        return False
    fact, words = (a, here) if told[0] == "change" else (b, there)
    return not any(word in _UP or lemma(word) in _UP for word in words[max(0, fact.start - _NEAR) : fact.end + 1])


_ROUND = 0.01  # 67 per cent and a third


def _value(fact: Fact) -> float:
    return fact.value if isinstance(fact, Quantity) else 0.0


_CROSSED = {"below", "beneath", "under", "above", "past"}


def _halved(a: Fact, b: Fact, here: Words, there: Words, told: list[str]) -> bool:
    """Whether it is cut by half and cut to half, which is the same."""
    fact, words = (a, here) if told[0] == "change" else (b, there)
    if not isinstance(fact, Quantity) or fact.dimension != "share" or abs(fact.value - 0.5) > 1e-9:
        return False
    return not any(word in _UP or lemma(word) in _UP for word in words[max(0, fact.start - _REACH) : fact.start])


def _again(fact: Fact, words: Words) -> str:
    """Half as much, half as much again."""
    if not isinstance(fact, Quantity) or fact.dimension != "share" or tuple(words[fact.end : fact.end + 1]) != ("as",):
        return ""
    return "again" if "again" in words[fact.end + 2 : fact.end + 4] else "as"
