"""What figures mean as they are written, before the words around them are looked at."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 15  # digits: beyond it a float is inexact and the figure is a code, compared as text


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number before its unit is known; `written` says how: figures, words, ordinal, part, vague, times."""

    end: int
    value: float
    written: str
    digits: str = ""


def figure(text: str) -> float | None:
    """The value of figures as written ("2,000", "3.2", "1,5"), None where they are no single number."""
    if ":" in text or len(text) > LONGEST + 6:
        return None
    groups = text.split(",")
    if (len(groups) > 1 and all(len(group.split(".")[0]) == 3 for group in groups[1:]) and len(groups[0]) <= 3) or (
        len(groups) == 3 and all(len(group) in (2, 3) for group in groups[1:])
    ):
        text = "".join(groups)
    elif len(groups) == 2:
        text = ".".join(groups)
    if text.count(".") > 1 or "," in text or not text.replace(".", "").isdecimal():
        return None
    return float(text)


def first_of_score(text: str) -> float | None:
    """The first figure of a score or ratio (3:2), which is no time of day."""
    first, colon, second = text.partition(":")
    score = colon and first.isdecimal() and second.isdecimal() and max(len(first), len(second)) <= 3
    return float(first) if score and (len(second) != 2 or int(first) > 24) else None
