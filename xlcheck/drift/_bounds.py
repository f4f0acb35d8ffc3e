"""Bounds that words set around a number: more than, at most, about."""

from __future__ import annotations

# Direction of a bound, by the words that stand before the number; longest first.
BOUNDS: dict[tuple[str, ...], str] = {
    tuple(words.split()): bound
    for bound, phrases in {
        "above": "more than|over|above|in excess of|upwards of|exceeding|exceeds|exceeded|greater than|higher than|beyond|past"
        "|longer than|further than|larger than|bigger than|topped|surpassed|surpassing|older than",
        "from": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|as many as|as much as",
        "below": "less than|fewer than|under|below|lower than|smaller than|shorter than|just under|short of|younger than",
        "to": "up to|at most|no more than|not more than|a maximum of|maximum of|at the most|not exceeding",
        "nearly": "nearly|almost|close to|approaching|just short of",
        "about": "about|around|some|roughly|approximately|approx|circa|an estimated|estimated|or so|in the region of|something like|~",
    }.items()
    for words in phrases.split("|")
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
# As many as 40 is 40 at most where it reports a high estimate, at least where it stresses a figure: it has no direction.
NO_DIRECTION = {("as", "many", "as"), ("as", "much", "as")}


def bound_before(lower: list[str], start: int) -> str:
    """The bound that the words before a number set, "" for none."""
    at = start
    while at and lower[at - 1] in ("the", "a", "an", "only", "just", "well", "slightly"):
        at -= 1
    for end in dict.fromkeys((start, at)):
        for length in (3, 2, 1):
            phrase = tuple(lower[max(0, end - length) : end])
            if len(phrase) == length and phrase in BOUNDS:
                return "about" if phrase in NO_DIRECTION else BOUNDS[phrase]
    return ""
