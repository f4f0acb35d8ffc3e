"""Clauses that tell who speaks, within a rendering that a reporter words: “…, the deputy said, …”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from xlcheck.drift._lists import listed
from xlcheck.lexicon import is_function
from xlcheck.model import Rendering

LONGEST = 9  # words of such a clause
LEAD = 7  # words before the verb of one that opens a sentence and is set off by nothing
AFTER = 4  # words after the verb of one set off by commas: “said on Monday”
_ENDS = frozenset(".?!;:")
_SETS_OFF = frozenset({",", "–", "—"}) | _ENDS
_SAID = listed("tags", "said")
_PRONOUNS = frozenset("he she it they who which one".split())
_DETERMINERS = frozenset("the a an his her its their our my".split())


@lru_cache(maxsize=8)
def telling(rendering: Rendering) -> frozenset[int]:
    """Indices of the words of such clauses: the other report may have the same words without one."""
    lower = [word.text.lower() for word in rendering.words]
    return frozenset(i for first, last in _clauses(lower) for i in range(first, last))


def _clauses(lower: Sequence[str]) -> Iterator[tuple[int, int]]:
    marks = [-1, *(i for i, word in enumerate(lower) if word in _SETS_OFF), len(lower)]
    for before, after in pairwise(marks):
        first, last = before + 1, after
        apart = any(0 <= end < len(lower) and lower[end] not in _ENDS for end in (before, after))
        opens = before < 0 or lower[before] in _ENDS
        verb = next((i for i in range(first, last) if _says(lower, i)), None)
        if verb is None:
            continue
        if last - first <= LONGEST and apart and _names_somebody(lower, first, last, verb):
            yield first, last
        elif opens and verb - first <= LEAD and _names_somebody(lower, first, verb + 1, verb):
            yield first, verb + 1 + (lower[verb + 1 : verb + 2] == ["that"])


def _says(lower: Sequence[str], i: int) -> bool:
    """A finite verb of saying in the past or the present: not “to say”, “the report”, “was told”."""
    if lower[i] == "went" and lower[i + 1 : i + 2] == ["on"]:
        return True
    if lower[i] not in _SAID:
        return False
    return not i or lower[i - 1] not in {"to", "was", "were", "been", "be", "is", "are", "being", "the", "a"}


def _names_somebody(lower: Sequence[str], first: int, last: int, verb: int) -> bool:
    """Whether the clause is “the deputy said” or “said the deputy”, with nothing but a time or a place after it."""
    before, after = lower[first:verb], lower[verb + 1 : last]
    if before:
        whole = before[0] in _PRONOUNS | _DETERMINERS or any(not is_function(word) for word in before)
        return whole and len(after) <= AFTER
    return bool(after) and (after[0] in _PRONOUNS | _DETERMINERS or not is_function(after[0]))
