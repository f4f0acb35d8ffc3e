"""Bounds that words set around a number: more than, at most, about."""

from __future__ import annotations

from xlcheck.drift._lists import section

# Direction of a bound, by the words that stand before the number.
BOUNDS: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): bound for bound, phrases in section("bounds").items() for phrase in phrases
}
AFTER: dict[tuple[str, ...], str] = {
    ("or", "more"): "from",
    ("and", "more"): "from",
    ("or", "over"): "from",
    ("or", "less"): "to",
    ("or", "fewer"): "to",
    ("at", "least"): "from",
    ("at", "most"): "to",
    ("or", "so"): "about",
    ("plus",): "above",
    ("odd",): "about",
    ("+",): "above",
}
UPWARD = {"above", "from"}
DOWNWARD = {"below", "to", "nearly"}
# As many as 40 is 40 at most for one reporter and at least 40 for another: it has no direction.
NO_DIRECTION = {("as", "many", "as"), ("as", "much", "as")}
# The past two weeks are two weeks.
_ELAPSED = [[word, "past"] for word in ("the", "this", "these", "his", "her", "its", "their", "our")]


def bound_after(lower: list[str], end: int) -> str:
    """The bound that the words after a number set, "" for none."""
    return next((bound for phrase, bound in AFTER.items() if tuple(lower[end : end + len(phrase)]) == phrase), "")


def bound_before(lower: list[str], start: int) -> tuple[str, int]:
    """The bound that the words before a number set and the word it begins at; "" and `start` for none."""
    at = start
    while at and lower[at - 1] in ("the", "a", "an", "only", "just", "well", "slightly"):
        at -= 1
    if lower[max(0, start - 2) : start] in (["under", "-"], ["over", "-"]):
        return BOUNDS[(lower[start - 2],)], start - 2  # the over-65s
    if lower[max(0, start - 2) : start] in _ELAPSED:
        return "", start
    for end in dict.fromkeys((start, at)):
        for length in (3, 2, 1):
            phrase = tuple(lower[max(0, end - length) : end])
            if len(phrase) == length and phrase in BOUNDS:
                return ("about" if phrase in NO_DIRECTION else BOUNDS[phrase]), end - length
    return "", start
