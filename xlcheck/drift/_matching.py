"""The same words in the same order: what two renderings have in common at first sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from xlcheck.lexicon import forms, is_function, known, misspelled, normalise, same_word
from xlcheck.lexicon.wordnet import wordnet
from xlcheck.model import Word

# A function word alone is a poor anchor; a word that follows its neighbour is a better one than the same word apart.
_FUNCTION = 0.5
_FORM = 0.9
_FOLLOWS = 0.2

_OPENS = frozenset(".!?:;“\"‘'«„(")


@lru_cache(maxsize=65536)
def alike(x: str, y: str) -> bool:
    """True for two forms of one word, slips of the keyboard included."""
    i, j = normalise(x), normalise(y)
    if i == j:
        return True
    if is_function(i) or is_function(j):
        return misspelled(i, j)
    if i[:3] != j[:3]:  # derivations of one word begin alike
        return not forms(i).isdisjoint(forms(j)) or misspelled(i, j)
    return same_word(i, j) or misspelled(i, j)


def is_name(words: Sequence[Word], i: int) -> bool:
    """True for a capital that no sentence's start calls for, or on a word that is nothing but a name."""
    word = words[i].text
    if not word[:1].isupper() or is_function(word):
        return False
    starts = i == 0 or words[i - 1].text in _OPENS
    return not starts or not any(wordnet().senses_of(form) for form in forms(word))


def in_order(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places of words alike, ascending on both sides, that together weigh most.

    A longest common subsequence with weights, found by dynamic programming.
    """
    rows, columns = len(a), len(b)
    weights = _weights(a, b)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]  # best of what lies after i, j
    ending = [[0.0] * (columns + 1) for _ in range(rows + 1)]  # the same, where i, j is matched itself
    for i in range(rows - 1, -1, -1):
        row, below, matched, matched_below = best[i], best[i + 1], ending[i], ending[i + 1]
        for j in range(columns - 1, -1, -1):
            weight = weights[i][j]
            if weight:
                follows = matched_below[j + 1]
                matched[j] = weight + max(below[j + 1], follows + _FOLLOWS if follows else 0.0)
            row[j] = max(below[j], row[j + 1], matched[j])
    found = []
    i = j = 0
    follows = False
    while i < rows and j < columns:
        take = ending[i][j] + _FOLLOWS if follows and ending[i][j] else ending[i][j]
        if take and take >= best[i][j]:
            found.append((i, j))
            after = ending[i + 1][j + 1]
            follows = bool(after) and after + _FOLLOWS >= best[i + 1][j + 1]
            i, j = i + 1, j + 1
            continue
        follows = False
        if best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _weights(a: Sequence[str], b: Sequence[str]) -> list[list[float]]:
    """How much it weighs that two words answer each other: 0 unless they are alike."""
    names_a, names_b = [normalise(x) for x in a], [normalise(y) for y in b]
    weights = []
    for x, found in zip(names_a, candidates(names_a, names_b), strict=True):
        row = [0.0] * len(b)
        for j in found:
            row[j] = _weight(x, names_b[j])
        weights.append(row)
    return weights


def candidates(a: Sequence[str], b: Sequence[str]) -> list[set[int]]:
    """For each word of `a` the places in `b` of those that can be `alike`: twenty of four hundred pairs.

    They share a form or begin alike, or one of them is no known word and they are of about one length.
    """
    names_a, names_b = [normalise(x) for x in a], [normalise(y) for y in b]
    of_form: dict[str, list[int]] = {}
    beginning: dict[str, list[int]] = {}
    of_length: dict[int, list[int]] = {}
    strange: dict[int, list[int]] = {}
    for j, name in enumerate(names_b):
        for form in forms(name):
            of_form.setdefault(form, []).append(j)
        beginning.setdefault(name[:3], []).append(j)
        length = len(normalise(name))
        of_length.setdefault(length, []).append(j)
        if not known(name):
            strange.setdefault(length, []).append(j)
    found = []
    for name in names_a:
        length = len(normalise(name))
        slips = strange if known(name) else of_length
        found.append(
            set(beginning.get(name[:3], ())).union(
                *(of_form.get(form, ()) for form in forms(name)),
                *(slips.get(near, ()) for near in (length - 1, length, length + 1)),
            )
        )
    return found


def _weight(x: str, y: str) -> float:
    if x == y:
        return _FUNCTION if is_function(x) else 1.0
    return _FORM if alike(x, y) else 0.0
