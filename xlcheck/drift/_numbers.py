"""Quantities in running English: figures and words, scales, fractions, units, bounds. Bounded, and never raises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlcheck.drift._bounds import DOWNWARD, UPWARD, bound_after, bound_before
from xlcheck.drift._digits import Numeral, figure, first_of_score
from xlcheck.drift._facing import plain
from xlcheck.drift._lists import listed
from xlcheck.drift._number_words import ONES, TENS
from xlcheck.drift._numerals import numeral_at, past_hyphen
from xlcheck.drift._units import LONG_SPANS, UNITS, currency_before, unit_at
from xlcheck.model import Word


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts or measures.

    `value` is in the base unit of `dimension` ("" for a count, "share" for per cent and fractions, "ordinal",
    "times", "vague", "money:usd", "length" …); `unit` is the unit as named. Words `start:end` carry both; a bound
    before them begins at the word `bounded`. `soft` marks what English drops or replaces freely: one, first, two.
    """

    start: int
    end: int
    value: float
    dimension: str
    unit: str
    bound: str
    soft: bool
    digits: str = ""
    bounded: int | None = None

    @property
    def begins(self) -> int:
        """The word it begins at, its bound included."""
        return self.start if self.bounded is None else self.bounded

    @property
    def direction(self) -> int:
        """1 where the number is a lower bound, -1 where it is an upper one, 0 where it is neither."""
        return (self.bound in UPWARD) - (self.bound in DOWNWARD)


def quantities(words: Sequence[Word], taken: frozenset[int] = frozenset()) -> tuple[Quantity, ...]:
    """Every quantity among `words`, in order; `taken` are words that something else (a date, a name) has claimed."""
    lower = [plain(word) for word in words]
    found: list[Quantity] = []
    i = 0
    while i < len(words):
        named = i in taken or _in_a_name(words, i) or _is_a_note(words, i)
        bare = None if named else numeral_at(words, lower, i)
        if bare is None or bare.end <= i or any(k in taken for k in range(i, bare.end)):
            i += 1
            continue
        quantity = _with_unit(words, lower, i, bare)
        found.append(quantity)
        if bare.written == "figures" and first_of_score(bare.digits) is not None:
            second = float(bare.digits.partition(":")[2])
            found.append(replace(quantity, value=second, dimension="", unit="", bound="", soft=False))
        i = max(quantity.end, bare.end)
    return tuple(_compounds(lower, _shared_units(words, lower, found)))


def _in_a_name(words: Sequence[Word], i: int) -> bool:
    """Whether figures belong to a name: Hwasong-17, F-35, COVID-19, H1N1, G7."""
    if i == 0 or not words[i].text[0].isdecimal():
        return False
    before = words[i - 1]
    if before.end != words[i].start:
        return False
    if before.text[-1].isalpha():
        return before.text[0].isupper() or before.text.lower() in _NUMBERED
    if before.text in "-–‑" and i > 1 and words[i - 2].end == before.start and words[i - 2].text[-1].isalpha():
        stem = words[i - 2].text
        return (stem[0].isupper() and stem.lower() not in _PREFIXES) or stem.lower() in _NUMBERED
    return False


def _is_a_note(words: Sequence[Word], i: int) -> bool:
    """Whether a figure in brackets refers to a note or numbers a paragraph: [7], or (51) at the very beginning."""
    around = words[i - 1].text + words[i + 1].text if 0 < i < len(words) - 1 else ""
    return words[i].text.isdecimal() and len(words[i].text) <= 3 and (around == "[]" or (around == "()" and i == 1))


_NUMBERED = {"covid", "sars", "cov", "g", "h"}
_PREFIXES = listed("numbers", "prefixes")


def _with_unit(words: Sequence[Word], lower: list[str], i: int, bare: Numeral) -> Quantity:
    """Put a number together with its unit, its currency and its bound."""
    if bare.written == "code":
        return Quantity(i, bare.end, -1.0, "code", "", "", False, bare.digits)
    start, end, value, dimension, unit = i, bare.end, bare.value, _WRITTEN.get(bare.written, ""), ""
    if opened := currency_before(words, i):
        start, dimension, unit = opened[0], opened[1].dimension, opened[1].name
        if start and words[start - 1].end == words[start].start and words[start - 1].text.isupper():  # US$, A$
            start -= 1
    elif dimension in ("", "share") or _in_a_row(lower, bare):
        end, value, dimension, unit = _measured(words, lower, bare, dimension.replace("ordinal", ""))
    bound, bounded = bound_before(lower, start)
    bound = bound or bound_after(lower, end) or ("about" if bare.written == "couple" else "")
    few = bare.written in ("words", "ordinal") and (
        bare.value == 1 or (bare.value == 2 and dimension in ("", "ordinal"))
    )
    few = few and dimension != "share" and unit not in LONG_SPANS and lower[end - 1] != "half"
    soft = few or bare.written in ("couple", "times")
    return Quantity(start, end, float(value), dimension, unit, bound, soft, bare.digits, bounded)


def _in_a_row(lower: list[str], bare: Numeral) -> bool:
    """Whether an ordinal counts the spans that have passed: the third month in a row, the third straight month."""
    measured = unit_at(lower, bare.end) if bare.written == "ordinal" else None
    if measured is None or measured[0].dimension not in ("time", "months"):
        return False
    end = bare.end + measured[1]
    if any(tuple(lower[end : end + len(phrase)]) == phrase for phrase in _ROWS):
        return True
    return lower[bare.end] in ("straight", "consecutive", "successive")


_ROWS = (("in", "a", "row"), ("in", "succession"), ("running",), ("on", "end"))
_WRITTEN = {"ordinal": "ordinal", "vague": "vague", "times": "times", "decade": "decade", "part": "share"}


def _measured(words: Sequence[Word], lower: list[str], bare: Numeral, dimension: str) -> tuple[int, float, str, str]:
    """The end, value, dimension and unit of a number once the unit after it is read."""
    at = past_hyphen(words, bare.end)
    measured = unit_at(lower, at)
    if measured and not (dimension == "share" and measured[0].dimension == "share"):
        unit, length = measured
        end, value = at + length, bare.value * unit.factor + unit.shift
        if lower[end : end + 3] == ["and", "a", "half"]:
            return end + 3, value + unit.factor / 2, unit.dimension, unit.name
        return end, value, unit.dimension, unit.name
    if not dimension and (ratio := _ratio(lower, bare.end, bare.value)):
        return ratio[1], ratio[0], "share", ""
    return bare.end, bare.value, dimension, ""


def _ratio(lower: list[str], end: int, value: float) -> tuple[float, int] | None:
    """`one in four`, `nine out of ten` as a share."""
    if lower[end + 1 : end + 2] == ["in"] and value < 10 and end + 2 < len(lower) and lower[end].isalpha():
        end += 1  # one person in three
    at = end + (2 if lower[end : end + 2] == ["out", "of"] else 1 if lower[end : end + 1] in (["in"], ["of"]) else 0)
    at += lower[at : at + 1] == ["every"]
    if at == end or at >= len(lower) or (lower[end] == "of" and lower[at - 1] != "every"):
        return None
    whole = ONES.get(lower[at], TENS.get(lower[at], 100 if lower[at] == "hundred" else None))
    if whole is None:
        read = figure(lower[at]) if lower[at][0].isdecimal() else None
        whole = int(read) if read is not None and read in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000) else None
    if whole is None or not 0 < value < whole or unit_at(lower, at + 1):
        return None
    return value / whole, at + 1


def _shared_units(words: Sequence[Word], lower: list[str], found: list[Quantity]) -> list[Quantity]:
    """Give the first of a range the scale and unit of the last: 10 to 15 million tonnes, 20-30 km; and its currency."""
    shared = list(found)
    for k in range(len(shared) - 1, 0, -1):
        left, right = shared[k - 1], shared[k]
        between = lower[left.end : right.start]
        if between not in (["to"], ["-"], ["–"], ["or"], ["and"]):
            continue
        if between == ["and"] and lower[max(0, left.start - 1) : left.start] != ["between"]:
            continue
        written = figure(right.digits) if right.digits else None
        if left.dimension.startswith("money") and not right.dimension and written and left.value < written:
            shared[k - 1] = replace(left, value=left.value * right.value / written)  # $10-15 million
            shared[k] = replace(right, dimension=left.dimension, unit=left.unit)
        if left.dimension:
            continue
        if not right.unit:
            if not right.dimension and written and left.value < written < right.value:  # 20 to 30 thousand
                shared[k - 1] = replace(left, value=left.value * right.value / written)
            continue
        named = UNITS[right.unit]
        scale = (right.value - named.shift) / named.factor / written if written else 1.0
        value = left.value * (scale if scale > 1 and left.value < 1000 else 1.0) * named.factor + named.shift
        shared[k - 1] = replace(left, value=value, dimension=right.dimension, unit=right.unit)
    return shared


def _compounds(lower: list[str], found: list[Quantity]) -> list[Quantity]:
    """Make one of a quantity told in two units: a year and two months, 5 ft 10 in."""
    joined: list[Quantity] = []
    for right in found:
        left = joined[-1] if joined else None
        if (
            left is not None
            and left.dimension == right.dimension
            and left.dimension in ("time", "months", "length", "mass")
            and UNITS[left.unit].factor > UNITS[right.unit].factor
            and right.value < UNITS[left.unit].factor
            and lower[left.end : right.start] in ([], ["and"], [","])
        ):
            joined[-1] = replace(left, end=right.end, value=left.value + right.value, unit=right.unit, soft=False)
        else:
            joined.append(right)
    return joined
