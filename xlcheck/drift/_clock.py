"""Times of day in running English, in figures and in words."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.drift._number_words import ONES, TENS
from xlcheck.lexicon import is_function

Time = tuple[int, int, bool]  # the word it ends before, minutes from midnight, whether the half of the day is known


def clock_at(lower: Sequence[str], i: int, hour: int | None = None) -> Time | None:
    """The time of day that begins at word `i`; `hour` is the last one named, for `at ten past`."""
    if lower[i] in _NAMED_HOURS:
        return i + 1, _NAMED_HOURS[lower[i]], True
    told = _past_or_to(lower, i, hour) or _hour_at(lower, i)
    if told is None:
        return None
    end, minute, sure = told
    noon = _part_of_day(lower, end, minute)
    if noon is not None and (sure or lower[end] in _HALVES or lower[max(0, i - 1)] in _BEFORE_TIMES):
        return noon[0], minute % 720 + noon[1], True
    return (end, minute, minute >= 780 or _military(lower[i])) if sure else None


_NAMED_HOURS = {"noon": 720, "midday": 720, "midnight": 0}
_HALVES = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}
_MILITARY = ("hours", "hrs", "gmt", "utc", "local")
_PARTS_OF_DAY = {"morning": 0, "afternoon": 720, "evening": 720}
_BEFORE_TIMES = {"at", "by", "until", "till", "since", "before", "after", "past", "from", "to", "around", "about", "is"}


def _part_of_day(lower: Sequence[str], end: int, minute: int) -> tuple[int, int] | None:
    """Where the half of the day is told after an hour, and the minutes that it adds."""
    following = tuple(lower[end : end + 3])
    if following[:1] and following[0] in _HALVES:
        return end + 1, _HALVES[following[0]] * 60
    if following[:2] == ("in", "the") and following[2:] and following[2] in _PARTS_OF_DAY:
        return end + 3, _PARTS_OF_DAY[following[2]]
    if following[:1] == ("this",) and following[1:2] and following[1] in _PARTS_OF_DAY:
        return end + 2, _PARTS_OF_DAY[following[1]]
    if following[:2] == ("at", "night"):
        return end + 2, 720 if minute % 720 >= 360 else 0
    return None


def _hour_at(lower: Sequence[str], i: int) -> Time | None:
    """9, nine, 9:30, 0930, nine o'clock; sure where it can be nothing but a time."""
    following = lower[i + 1] if i + 1 < len(lower) else ""
    read = _hour_and_minute(lower[i], following)
    if read is None or read[0] > 24 or read[1] > 59:
        return None
    minute = read[0] % 24 * 60 + read[1]
    if following == "o'clock":
        return i + 2, minute, True
    if _military(lower[i]):
        return i + 1 + (following in _MILITARY), minute, True
    return i + 1, minute, ":" in lower[i]


def _military(text: str) -> bool:
    """Whether only a clock of 24 hours writes it so."""
    return (text.isdecimal() and len(text) == 4) or (":" in text and text[0] == "0")


def _hour_and_minute(text: str, following: str) -> tuple[int, int] | None:
    """The hour and minute that a word or figures may stand for; None where they can stand for none."""
    if text in _HOURS:
        return _HOURS[text], 0
    pieces = text.replace(".", ":").split(":")
    if not all(piece.isdecimal() and len(piece) <= 4 for piece in pieces):
        return None
    if len(pieces) == 2 and len(pieces[1]) == 2:
        return int(pieces[0]), int(pieces[1])
    if len(pieces) == 1 and len(text) == 4 and (following in _MILITARY or text[0] == "0"):
        return int(text[:2]), int(text[2:])
    return (int(text), 0) if len(pieces) == 1 and len(text) <= 2 else None


_HOURS = {
    name: i for i, name in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}

# The words that a time of day may begin with, where it does not begin with a digit.
OPENING = frozenset({*_NAMED_HOURS, *_HOURS, *ONES, *TENS, "a", "half", "quarter"})


def minutes_of(text: str) -> int | None:
    """Minutes from midnight that figures such as 10.30 would tell, None where they tell no time."""
    read = _hour_and_minute(text, "") if "." in text else None
    return read[0] * 60 + read[1] if read and read[0] < 24 and read[1] < 60 else None


def _past_or_to(lower: Sequence[str], i: int, hour: int | None) -> Time | None:
    """Half past ten, a quarter to five, twenty-five minutes past six."""
    at = i + (lower[i] == "a" and lower[i + 1 : i + 2] == ["quarter"])
    minutes, at = _minutes_at(lower, at)
    if not minutes or at >= len(lower) or lower[at] not in ("past", "to"):
        return None
    told = lower[at + 1] if at + 1 < len(lower) else ""
    named = _NAMED_HOURS.get(told, _HOURS[told] * 60 if told in _HOURS else None)
    if named is None and told.isdecimal() and 1 <= int(told[:3]) <= 12:
        named = int(told) * 60
    if named is None:
        if lower[at] == "past" and hour is not None and lower[max(0, i - 1)] in _BEFORE_TIMES:
            return at + 1, hour * 60 + minutes, True
        return None
    if lower[at] == "past":
        return at + 2, named + minutes, True
    # Five to six weeks is a range: only a quarter, a part of the day or what goes before a time tells the hour.
    after = lower[at + 2 : at + 3]
    alone = not after or not after[0][0].isalpha() or is_function(after[0])
    day = minutes % 5 == 0 and lower[max(0, i - 1)] != "from" and _part_of_day(lower, at + 2, 0) is not None
    sure = "quarter" in lower[i:at] or (day and not lower[i].isdecimal())
    told_so = lower[max(0, i - 1)] in ("at", "until", "till") or list(lower[max(0, i - 2) : i]) in _TELLING
    if not (sure or (told_so and alone)):
        return None
    return at + 2, (named - minutes) % 1440, True


_TELLING = (["it", "was"], ["it", "is"], ["it", "'s"])


def _minutes_at(lower: Sequence[str], at: int) -> tuple[int, int]:
    """The minutes named before `past` or `to` and where they end; no minutes for none."""
    if at >= len(lower):
        return 0, at
    if lower[at] in ("half", "quarter"):
        return (30 if lower[at] == "half" else 15), at + 1
    value, end = TENS.get(lower[at], ONES.get(lower[at], 0)), at + 1
    if lower[at] in TENS and lower[end : end + 1] == ["-"] and ONES.get("".join(lower[end + 1 : end + 2]), 10) < 10:
        value, end = value + ONES[lower[end + 1]], end + 2
    if lower[at].isdecimal() and len(lower[at]) <= 2:
        value = int(lower[at])
    return (value if value < 60 else 0), end + (lower[end : end + 1] in (["minutes"], ["minute"]))
