"""Parts in words: half a million, every third litre."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.drift._digits import Numeral
from xlcheck.drift._number_words import ORDINALS, SCALES
from xlcheck.drift._units import unit_at
from xlcheck.lexicon import is_function

_EVERY = {"other": 2, **{name: value for name, value in ORDINALS.items() if value > 1}}


def half_of(lower: list[str], at: int) -> bool:
    """Whether a hyphen after `half` is followed by what can be halved: half-hour, half-dozen."""
    return at < len(lower) and (lower[at] in SCALES or unit_at(lower, at) is not None)


def alone(lower: list[str], at: int) -> bool:
    """Whether no noun can begin here: by a third against May, but by a third party."""
    return at >= len(lower) or not lower[at][0].isalpha() or is_function(lower[at])


def half_at(lower: list[str], start: int, end: int, part: float) -> Numeral:
    """A part that may multiply what follows: half a million, a quarter of a million, half a dozen."""
    at = end + (lower[end : end + 1] in (["of"], ["-"]))
    at += lower[at : at + 1] in (["a"], ["an"])
    if at < len(lower) and lower[at] in SCALES:
        value = part * SCALES[lower[at]]
        return Numeral(at + 1, value, "words")
    if at > end and at < len(lower) and unit_at(lower, at) and lower[at - 1] in ("a", "an", "-"):
        return Numeral(at, part, "words")  # half an hour, a half-hour
    return Numeral(end, part, "part")


def every_at(lower: list[str], i: int) -> Numeral | None:
    """Every third litre is a third of them, every third year three years; every second alone is a time."""
    nth = _EVERY.get(lower[i + 1]) if i + 1 < len(lower) else None
    if (
        not nth
        or lower[i : i + 2] == ["each", "other"]
        or (nth == 2 and (alone(lower, i + 2) or lower[i + 2].startswith(("count", "matter"))))
    ):
        return None
    timed = unit_at(lower, i + 2)
    if timed and timed[0].dimension in ("time", "months"):
        return Numeral(i + 2, nth, "words")
    return Numeral(i + 2, 1 / nth, "part")


def others_told(lower: Sequence[str], at: int, others: Sequence[str], of: int, count: float, whole: float) -> bool:
    """Whether one side counts those beside each one, the other all of them: two for each, one of every three."""
    if whole - count != 1 or "one" not in others:
        return False
    beside = not {"each", "every"}.isdisjoint(lower[max(0, at - _BEFORE) : at])
    return beside and others[of - 1 : of] in (("every",), ("of",), ("in",)) and of > 0


_BEFORE = 15  # words before the count within which “for each” stands
