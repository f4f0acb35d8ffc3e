"""Figures, dates and times of a rendering, and when two of them say the same."""

from __future__ import annotations

import re

from xlcheck.drift._clock import minutes_of
from xlcheck.drift._dates import Moment, moments
from xlcheck.drift._numbers import Quantity, quantities
from xlcheck.drift._units import UNITS
from xlcheck.model import Rendering

CONVERTED = (
    0.1  # relative: a conversion is rounded to a figure that reads well (50 miles for 80 km, 100 m for 100 yards)
)
ROUNDED = 0.025  # relative: what a rounder figure may lose without a hedge (1,998 to 2,000)
HEDGED = 0.07  # the same where the rounder figure is hedged (about 2,000)
EXACT = 1e-9
VAGUE = 2  # tens, dozens and scores stand for one another, hundreds for none of them
SECONDS_IN_A_MONTH = 2_629_800
CALENDAR = 0.05  # relative: a month has 28 to 31 days
Fact = Quantity | Moment


def facts_in(rendering: Rendering) -> tuple[Fact, ...]:
    """Dates and quantities of a rendering, in order."""
    dates = moments(rendering.words)
    taken = frozenset(k for date in dates for k in range(date.start, date.end))
    return tuple(sorted((*dates, *quantities(rendering.words, taken)), key=lambda fact: fact.start))


def same(a: Fact, b: Fact) -> bool:
    """Whether two facts say the same: equal, equal after conversion, or parts of one date."""
    if isinstance(a, Moment) and isinstance(b, Moment):
        return bool(a.named & b.named) and not a.clash(b)
    if isinstance(a, Moment):
        return isinstance(b, Quantity) and _same_date(a, b)
    if isinstance(b, Moment):
        return _same_date(b, a)
    return _same_amount(a, b) if a.dimension == b.dimension else _same_across(a, b)


def _same_amount(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities of one dimension are equal."""
    if a.dimension == "code":
        return a.digits == b.digits
    if a.unit == b.unit and _grouped(a) == _grouped(b) != "":
        return True
    if a.dimension == "vague":
        return max(a.value, b.value) <= VAGUE * min(a.value, b.value)
    if a.dimension == "decade":
        return a.value % 100 == b.value % 100
    return _close(a.value, b.value, CONVERTED if a.unit != b.unit and _convertible(a) else EXACT)


def _four_weeks(weeks: Quantity, months: Quantity) -> bool:
    """Whether few months are told in weeks, four to each: six weeks, a month and a half."""
    exact = weeks.unit in ("week", "weeks") and months.unit in ("month", "months") and months.value <= FEW_MONTHS
    return exact and _close(face(weeks), 4 * months.value, EXACT)


FEW_MONTHS = 3  # beyond which four weeks for a month miss too much
_LENGTH_OR_MILLION = "m"


def _same_across(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are equal though told in other dimensions: days and months, shares and percentages."""
    pair = {a.dimension, b.dimension}
    if "code" in pair:
        return False
    if any(x.unit == _LENGTH_OR_MILLION and _close(face(x) * 1e6, face(y), EXACT) for x, y in ((a, b), (b, a))):
        return True  # 90m dinars, 90 million dinars
    if pair == {"time", "months"}:
        if _four_weeks(*((a, b) if a.dimension == "time" else (b, a))):
            return True
        x, y = (q.value * (SECONDS_IN_A_MONTH if q.dimension == "months" else 1) for q in (a, b))
        return _close(x, y, CALENDAR)
    if "share" in pair and pair & {"", "points", "ordinal"}:
        share, other = (a, b) if a.dimension == "share" else (b, a)
        return _close(share.value * 100, other.value, EXACT)
    if pair == {"times", "share"}:
        share, times = (a, b) if a.dimension == "share" else (b, a)
        if _close(share.value * times.value, 1, EXACT):
            return True  # three times ours, of which ours is a third
        return any(_close(share.value + more, times.value, EXACT) for more in (0, 1))  # doubled: up by 100 per cent
    return ("" in pair or pair in _ALLIED) and _close(face(a), face(b), EXACT)


# Under either name the written figure counts: the 80s and the 80th year, 3.5m read as metres.
_ALLIED: tuple[set[str], ...] = (
    {"ordinal", "decade"},
    {"length", "volume"},
    {"mass", "length"},
    {"ordinal", "months"},
    {"ordinal", "time"},
)


def _grouped(quantity: Quantity) -> str:
    """The digits of a figure in groups of three, whichever mark parts them: 272,000 and 272.000."""
    return re.sub(r"[.,]", "", quantity.digits) if re.fullmatch(r"[1-9]\d{0,2}([.,]\d{3})+", quantity.digits) else ""


def _same_date(date: Moment, quantity: Quantity) -> bool:
    parts = [part for part in (date.year, date.day) if part is not None]
    if date.minute is not None:
        hour = date.minute // 60
        parts += [hour, hour % 12 or 12, *[24] * (date.minute == 0)]
        read = None if quantity.dimension else minutes_of(quantity.digits)
        if read is not None:
            return read % 720 == date.minute % 720
    return quantity.dimension in ("", "ordinal", "decade") and quantity.value in parts


def face(quantity: Quantity) -> float:
    """The number as it is written, before its unit counts."""
    unit = UNITS.get(quantity.unit)
    return (quantity.value - unit.shift) / unit.factor if unit else quantity.value


def _convertible(quantity: Quantity) -> bool:
    return quantity.dimension not in ("share", "time", "months", "points") and not quantity.dimension.startswith(
        "money"
    )


def _close(x: float, y: float, tolerance: float) -> bool:
    return abs(x - y) <= tolerance * max(abs(x), abs(y)) + 1e-9


def comparable(a: Fact, b: Fact) -> bool:
    """Whether one could stand for the other by mistake."""
    if isinstance(a, Moment) and isinstance(b, Moment):
        return bool(a.named & b.named)
    if isinstance(a, Moment) or isinstance(b, Moment):
        date, number = (a, b) if isinstance(a, Moment) else (b, a)
        assert isinstance(date, Moment) and isinstance(number, Quantity)
        return number.dimension in ("", "ordinal") and bool({"year", "day", "minute"} & date.named)
    pair = {a.dimension, b.dimension}
    if all(name.startswith("money") for name in pair) and len(pair) == 2:
        return _close(face(a), face(b), 1e-9)  # another currency with another amount is a conversion
    return len(pair) == 1 or "" in pair or pair in _MISTAKABLE


_MISTAKABLE: tuple[set[str], ...] = (
    {"length", "speed"},
    {"time", "months"},
    {"mass", "yield"},
    {"times", "share"},
)


def rounded(a: Fact, b: Fact) -> bool:
    """Whether one is the other, rounded."""
    if not isinstance(a, Quantity) or not isinstance(b, Quantity) or a.dimension != b.dimension:
        return False
    if a.dimension in ("ordinal", "code", "decade", "times"):
        return False
    x, y = face(a), face(b)
    if _a_dozen(a, b):
        return True
    finer, rounder = (a, b) if _significant(x) > _significant(y) else (b, a)
    if _significant(face(finer)) == _significant(face(rounder)):
        return False
    if finer.bound == rounder.bound != "":
        return _close(a.value, b.value, ROUNDED)  # just over 80, a little more than 85: both are round
    hedged = rounder.bound in ("about", "nearly") or (rounder.bound == "above" and rounder.value <= finer.value)
    return _close(a.value, b.value, HEDGED if hedged else ROUNDED)


def _a_dozen(a: Quantity, b: Quantity) -> bool:
    """A dozen for more than ten: no translator counts out twelve."""
    return {face(a), face(b)} == {10.0, 12.0} and not all(q.digits for q in (a, b)) and "above" in (a.bound, b.bound)


def _significant(value: float) -> int:
    return len(f"{value:.9g}".replace(".", "").strip("0-"))
