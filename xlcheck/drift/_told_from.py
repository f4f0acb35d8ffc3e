"""Days told from an event or from the present: the eve of the feast, the day after it; last week, next month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._facing import Facing, indirect
from xlcheck.lexicon import is_function, lemma

Words = Sequence[str]  # a rendering in lower case
Place = tuple[range, range, str]  # the words of both sides, and what differs

_SPANS = {
    "second",
    "minute",
    "hour",
    "decade",
    "century",
    "day",
    "night",
    "morning",
    "afternoon",
    "evening",
    "weekend",
    "week",
    "month",
    "year",
}
_WAYS = {
    ("before",): "before",
    ("preceding",): "before",
    ("prior", "to"): "before",
    ("ahead", "of"): "before",
    ("after",): "after",
    ("following",): "after",
    ("of",): "on",
}
_DAYS = {"day", "night", "morning", "evening"}  # the morning of the vote: the year of the vote is no date to miss
_NO_EVENT = {"yesterday", "tomorrow", "that", "this", "which", "then", "and", "or", "but", "last", "next"}
_EVENT = 5  # words within which an event is named
_TELLING = 2  # words of an event that tell which it is: “the trial began”, “the start of the trial”


def told_from(here: Facing, there: Facing) -> Iterator[Place]:
    """Days that are told from one event or from the present, and lie elsewhere."""
    yield from _from_an_event(here, there)
    mine, theirs = _from_now(here.lower), _from_now(there.lower)
    if len(mine) == len(theirs) == 1:
        (x, i), (y, j) = *mine.items(), *theirs.items()
        shifts = "day" in (x[0], y[0]) and (indirect(here.here) or indirect(there.here))
        if _apart(x, y) and not shifts:  # a reporter tells it from the day of the report
            yield i, j, f"Another {_named(x[0], y[0])}"
    seasons = _season(here.lower), _season(there.lower)
    if len(seasons[0]) == len(seasons[1]) == 1 and seasons[0][0][0] == seasons[1][0][0]:
        (_, part, i), (_, other, j) = seasons[0][0], seasons[1][0]
        if part != other:
            yield i, j, "Another part of the period"


def _from_an_event(here: Facing, there: Facing) -> Iterator[Place]:
    """The eve of the vote, the day after the vote; two who change places may tell it either way."""
    mine, theirs = _beside(here.lower), _beside(there.lower)
    if len(mine) != 1 or len(theirs) != 1 or mine[0][0] == theirs[0][0]:
        return
    (way, i, event), (_, j, other) = mine[0], theirs[0]
    if _changed_places(here, event, j) or _changed_places(there, other, i):
        return
    if set(here.opposite(event)) & set(other):
        sides = {way, theirs[0][0]} == {"before", "after"}
        yield i, j, "Before an event here, after it there" if sides else "Another day, told from one event"


def _changed_places(side: Facing, event: Sequence[int], told: range) -> bool:
    """Whether the event here is what the other side tells the time of: a day before the vote, the vote a day after."""
    return any(j < told.start for j in side.answers[event[0]])


def _beside(words: Words) -> list[tuple[str, range, list[int]]]:
    """Every day that is told from an event: on which side of it, its words, and the words that tell the event."""
    found = []
    for i, word in enumerate(words):
        told = _way(words, i, word)
        if told is None:
            continue
        way, end = told
        event = []
        for k in range(end, min(end + _EVENT, len(words))):
            if not words[k][0].isalnum() or (k == end and words[k] in _NO_EVENT):
                break
            if not is_function(words[k]):
                event.append(k)
        start = i - (i > 0 and (words[i - 1] in ("the", "a", "an", "one") or not is_function(words[i - 1])))
        if event:
            found.append((way, range(start, end), event[:_TELLING]))
    return found


def _way(words: Words, i: int, word: str) -> tuple[str, int] | None:
    """On which side of an event the day at word `i` lies, and where the event begins."""
    if word == "eve":
        return ("before", i + 2) if tuple(words[i + 1 : i + 2]) == ("of",) else None
    if lemma(word) not in _SPANS:
        return None
    for phrase, way in _WAYS.items():
        if tuple(words[i + 1 : i + 1 + len(phrase)]) != phrase:
            continue
        dated = word in _DAYS and words[max(0, i - 1)] == "the"
        if way != "on" or dated:
            return way, i + 1 + len(phrase)
    return None


When = tuple[str, int]  # a span of the calendar, and how many of them it lies ahead

_DISTANCES: dict[tuple[str, ...], When] = {
    ("the", "year", "before", "last"): ("year", -2),
    ("the", "year", "after", "next"): ("year", 2),
    ("the", "day", "before", "yesterday"): ("day", -2),
    ("the", "day", "after", "tomorrow"): ("day", 2),
    ("yesterday",): ("day", -1),
    ("today",): ("day", 0),
    ("tomorrow",): ("day", 1),
}
_DISTANCES |= {
    (word, unit): (unit, distance)
    for word, distance in (("last", -1), ("this", 0), ("next", 1))
    for unit in ("week", "month", "year")
}
_TELLING_WHEN = {phrase[0] for phrase in _DISTANCES}
_OWNED = {"the", "a", "his", "her", "its", "our", "their", "my", "your", "every", "very"}  # the last week of the war


def _from_now(words: Words) -> dict[When, range]:
    """The days, weeks, months and years that are told from the present, and the words that tell them."""
    bare = [word.removesuffix("'s") for word in words]
    found: dict[When, range] = {}
    at = 0
    while at < len(bare):
        ways = (p for p in _DISTANCES if bare[at] in _TELLING_WHEN and tuple(bare[at : at + len(p)]) == p)
        phrase = next(ways, None)
        if phrase is None:
            at += 1
            continue
        end = at + len(phrase)
        unit, distance = _DISTANCES[phrase]
        within = unit == "year" and at > 1 and bare[at - 2] in _WITHIN
        owned = (unit != "year" or within) and phrase[0] != "the" and len(phrase) > 1
        owned = owned and at > 0 and bare[at - 1] in _OWNED
        if not owned and (unit == "year" or tuple(bare[end : end + 1]) != ("of",)):
            found.setdefault((unit, distance), range(at, end))
        at = end
    return found


_WITHIN = {"in", "over", "during", "within", "for"}  # in the last year: of twelve months


def _apart(x: When, y: When) -> bool:
    """Whether two spans told from the present are two times: this week may lie in this month, last week in last."""
    if x[0] == y[0]:
        return x[1] != y[1]
    return "day" not in (x[0], y[0]) and x[1] == y[1] != 0


def _named(x: str, y: str) -> str:
    return x if x == y else "time"


_SEASONS = {"spring", "summer", "autumn", "fall", "winter", "springtime", "week", "morning", "evening", "afternoon"}
_PARTS = dict.fromkeys(("early", "beginning", "start", "onset"), "start")
_PARTS |= dict.fromkeys(("late", "end", "close"), "end") | {"mid": "middle", "middle": "middle", "midway": "middle"}
_ALIKE = {"fall": "autumn", "springtime": "spring"}
_LINKS = {"of", "the", "in", "-", "this", "next", "last", "through"}
_STEPS = 3


def _season(words: Words) -> list[tuple[str, str, range]]:
    """Every season or part of a day of which the beginning, the middle or the end is told."""
    found = []
    for i, word in enumerate(words):
        if word not in _SEASONS:
            continue
        at = i
        while at and i - at < _STEPS and words[at - 1] in _LINKS:
            at -= 1
        if at and words[at - 1] in _PARTS:
            found.append((_ALIKE.get(word, word), _PARTS[words[at - 1]], range(at - 1, i + 1)))
    return found
