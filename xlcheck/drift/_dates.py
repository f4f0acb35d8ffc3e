"""Dates, weekdays, years and times of day in running English."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from xlcheck.drift._clock import OPENING, clock_at
from xlcheck.drift._facing import plain
from xlcheck.drift._lists import listed
from xlcheck.drift._number_words import ORDINALS, TENS
from xlcheck.model import Word

MONTHS = {
    name: i
    for i, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: i
    for i, names in enumerate(
        "monday mon mondays|tuesday tue tues tuesdays|wednesday wed weds wednesdays|thursday thu thur thurs thursdays"
        "|friday fri fridays|saturday sat saturdays|sunday sun sundays".split("|")
    )
    for name in names.split()
}
_SHORT = listed("dates", "short")
_MONTH_CUES = listed("dates", "month_cues")

# A day named by its distance from the day of the report: stands for any date.
RELATIVE = listed("dates", "relative")


_LEAP = 2000
_FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time as far as it is named; `minute` counts from midnight, `half` says the half of the day is known.

    `figures` is true where day and month are both told in figures, and either may come first: 10/4.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    minute: int | None = None
    half: bool = False
    figures: bool = False

    @property
    def named(self) -> frozenset[str]:
        """The parts that are named."""
        return frozenset(f.name for f in fields(self)[2:7] if getattr(self, f.name) is not None)

    def clash(self, other: Moment) -> frozenset[str]:
        """The parts named in both that differ."""
        found = set()
        for part in self.named & other.named:
            mine, theirs = getattr(self, part), getattr(other, part)
            if part == "minute" and not (self.half and other.half):
                mine, theirs = mine % 720, theirs % 720
            if part == "year" and (mine < 100 or theirs < 100):
                mine, theirs = mine % 100, theirs % 100
            if mine != theirs:
                found.add(part)
        either_way = self.figures or other.figures
        if either_way and found == {"day", "month"} and self.day == other.month and self.month == other.day:
            return frozenset()
        return frozenset(found)

    def days_to(self, other: Moment) -> int | None:
        """Days from this date to the other, None where either lacks its day or month; 29 February needs no year."""
        mine, theirs = (moment._date(self.year or other.year or _LEAP) for moment in (self, other))
        return None if mine is None or theirs is None else (theirs - mine).days

    def _date(self, year: int) -> date | None:
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def moments(words: Sequence[Word]) -> tuple[Moment, ...]:
    """Every date, year and time of day among `words`, in order."""
    lower = [plain(word) for word in words]
    found: list[Moment] = []
    i = 0
    while i < len(words):
        if lower[i].removesuffix("'s") not in _OPENING and not lower[i][0].isdecimal():
            i += 1
            continue
        moment = (
            _weekday(words, lower, i)
            or _holiday(words, lower, i)
            or _calendar(words, lower, i)
            or _clock(lower, i, found)
            or _year(words, lower, i)
        )
        if moment is None or moment.end <= i:
            i += 1
        else:
            found.append(moment)
            i = moment.end
    return tuple(found)


def _weekday(words: Sequence[Word], lower: list[str], i: int) -> Moment | None:
    name = lower[i].removesuffix("'s")
    if name not in WEEKDAYS or not words[i].text[0].isupper():
        return None
    if name in _SHORT and lower[i + 1 : i + 2] not in ([","], ["."]) and not _number(lower, i + 1, 31):
        return None
    return Moment(i, i + 1, weekday=WEEKDAYS[name])


def _number(lower: list[str], i: int, most: int) -> int | None:
    if 0 <= i < len(lower) and lower[i].isdecimal() and len(lower[i]) <= 4 and 1 <= int(lower[i]) <= most:
        return int(lower[i])
    return None


def _calendar(words: Sequence[Word], lower: list[str], i: int) -> Moment | None:
    """10 April 2023, April 10th, the 10th of April, April 2023, in April, 2023-04-10, 10/4/2023, 10/4."""
    day = _number(lower, i, 31)
    if day is not None:
        at = i + 1
        at += (lower[at : at + 1] and lower[at] in ("st", "nd", "rd", "th")) or 0
        at += lower[at : at + 1] == ["of"]
        at += lower[at : at + 1] == ["-"]
        if at < len(lower) and _month(words, lower, at, sure=True):
            return _with_year(lower, i, at + 1, day=day, month=MONTHS[lower[at].removesuffix("'s")])
        return _in_figures(words, lower, i)
    if ordinal := _day_in_words(lower, i):
        at = ordinal[1] + 1
        at += lower[at - 1 : at + 1] == ["day", "of"]
        if lower[at - 1 : at] == ["of"] and at < len(lower) and _month(words, lower, at, sure=True):
            return _with_year(lower, i, at + 1, day=ordinal[0], month=MONTHS[lower[at].removesuffix("'s")])
    if lower[i : i + 3] == ["last", "day", "of"] and i + 3 < len(lower) and _month(words, lower, i + 3, sure=True):
        month = MONTHS[lower[i + 3].removesuffix("'s")]
        if month != _FEBRUARY:
            return _with_year(lower, i, i + 4, day=monthrange(_LEAP, month)[1], month=month)
    if not _month(words, lower, i, sure=False):
        return _in_figures(words, lower, i) if lower[i].isdecimal() else None
    month = MONTHS[lower[i].removesuffix("'s")]
    at = i + 1 + (lower[i + 1 : i + 2] == ["."])
    at_day = at + (lower[at : at + 1] == ["the"])
    day = _number(lower, at_day, 31)
    worded = _day_in_words(lower, at_day) if at_day == at + 1 and at_day < len(lower) else None
    if worded:
        return _with_year(lower, i, worded[1], day=worded[0], month=month)
    if day is not None and lower[at_day + 1 : at_day + 2] not in (["percent"], ["%"], ["people"]):
        end = at_day + 1
        end += (lower[end : end + 1] and lower[end] in ("st", "nd", "rd", "th")) or 0
        return _with_year(lower, i, end, day=day, month=month)
    return _with_year(lower, i, at if lower[i] in _SHORT else i + 1, day=None, month=month)


def _day_in_words(lower: list[str], i: int) -> tuple[int, int] | None:
    """The day that an ordinal in words names and where it ends: fourth, twenty-first."""
    if lower[i] in TENS and lower[i + 1 : i + 2] == ["-"] and ORDINALS.get("".join(lower[i + 2 : i + 3]), 10) < 10:
        day, end = TENS[lower[i]] + ORDINALS[lower[i + 2]], i + 3
    else:
        day, end = ORDINALS.get(lower[i], 0), i + 1
    return (day, end) if 0 < day <= 31 else None


def _month(words: Sequence[Word], lower: list[str], i: int, *, sure: bool) -> bool:
    name = lower[i].removesuffix("'s")
    if name not in MONTHS or not words[i].text[0].isupper():
        return False
    if sure or name not in _SHORT or (name != lower[i] and len(name) > 3):
        return True
    if _number(lower, i + 1, 2200) or (
        lower[i + 1 : i + 3] == ["the", *lower[i + 2 : i + 3]] and _number(lower, i + 2, 31)
    ):
        return True
    if lower[i + 1 : i + 2] == ["."] and _number(lower, i + 2, 31):
        return True
    return i > 0 and lower[i - 1] in _MONTH_CUES


def _with_year(lower: list[str], start: int, end: int, *, day: int | None, month: int) -> Moment:
    at = end + (lower[end : end + 1] == [","])
    year = _number(lower, at, 2200)
    if year is not None and year >= 1000:
        return Moment(start, at + 1, year=year, month=month, day=day)
    return Moment(start, end, month=month, day=day)


def _in_figures(words: Sequence[Word], lower: list[str], i: int) -> Moment | None:
    parts, at = [lower[i]], i + 1
    if at >= len(lower) or lower[at] not in ("/", "-"):
        return None
    mark = lower[at]
    while (
        at + 1 < len(lower)
        and lower[at] == mark
        and lower[at + 1].isdecimal()
        and words[at + 1].start == words[at].end == words[at - 1].end + 1
    ):
        parts.append(lower[at + 1])
        at += 2
    if any(len(part) > 4 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(numbers) == 3 and len(parts[0]) == 4 and numbers[1] <= 12 and numbers[2] <= 31:
        return Moment(i, at, year=numbers[0], month=numbers[1], day=numbers[2])
    if (
        len(numbers) == 3
        and numbers[0] <= 31
        and numbers[1] <= 31
        and min(numbers[:2]) <= 12
        and len(parts[2]) in (2, 4)
    ):
        day, month = numbers[:2] if numbers[1] <= 12 else numbers[1::-1]
        return Moment(i, at, year=numbers[2], month=month, day=day, figures=True)
    return None


def _clock(lower: list[str], i: int, found: Sequence[Moment]) -> Moment | None:
    """A time of day, of which only the minutes may be told anew: at five past six, then at ten past."""
    before = next((moment.minute // 60 for moment in reversed(found) if moment.minute is not None), None)
    told = clock_at(lower, i, before)
    return Moment(i, told[0], minute=told[1], half=told[2]) if told else None


def _holiday(words: Sequence[Word], lower: list[str], i: int) -> Moment | None:
    """The days that are named and fixed: New Year's Eve, Christmas Day."""
    if not words[i].text[0].isupper():
        return None
    named = next(((name, on) for name, on in _HOLIDAYS.items() if tuple(lower[i : i + len(name)]) == name), None)
    return Moment(i, i + len(named[0]), month=named[1][0], day=named[1][1]) if named else None


_HOLIDAYS = {
    ("new", "year's", "eve"): (12, 31),
    ("new", "year's", "day"): (1, 1),
    ("christmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("boxing", "day"): (12, 26),
    ("may", "day"): (5, 1),
}

_OPENING = OPENING.union(WEEKDAYS, MONTHS, TENS, ORDINALS, (name[0] for name in _HOLIDAYS), ("last",))


def _year(words: Sequence[Word], lower: list[str], i: int) -> Moment | None:
    """1990 where nothing is counted by it: after in, since, of …, or alone in brackets."""
    year = _number(lower, i, 2100)
    if year is None or year < 1100 or len(lower[i]) != 4:
        return None
    before = lower[i - 1] if i else ""
    after = lower[i + 1] if i + 1 < len(words) else ""
    if after in ("s", "%", "percent") or before in ("$", "€", "£"):
        return None
    counted = after.isalpha() and after.endswith("s") and after not in ("was", "is", "has", "as")
    if (
        before in _YEAR_CUES
        or (before in ("(", "the", "-", "–", "/") and not counted)
        or not after
        or not after[0].isalpha()
    ):
        return Moment(i, i + 1, year=year)
    return None


_YEAR_CUES = listed("dates", "year_cues")
