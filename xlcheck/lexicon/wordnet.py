"""WordNet 3.0 condensed into arrays (`weights/lexicon.npz`, written by `python -m xlcheck.train.lexicon`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlcheck.weights import arrays_in

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Rows of unequal length in one array; row i is `values[starts[i]:starts[i + 1]]`."""

    starts: Array
    values: Array

    def __getitem__(self, i: int) -> list[int]:
        row: list[int] = self.values[self.starts[i] : self.starts[i + 1]].tolist()
        return row


@dataclass(frozen=True, eq=False)
class WordNet:
    """Words by place, synsets by number.

    `irregular` maps forms such as “struck” to their word. `ranks` orders words by frequency from 1, 0 for a word never
    counted. `shares` says how much of a word's uses a sense has, in 1/255. Synsets are numbered by part of speech,
    `parts` has the first number of each (a, n, r, v). `above` are the synsets one step more general, `beside` the head
    or satellites of an adjective's cluster and the other senses of a verb's group. `antonyms` and `derived` pair
    places, `opposites` maps a synset to those opposed to it.
    """

    places: dict[str, int]
    irregular: dict[str, str]
    ranks: Array
    parts: tuple[int, ...]
    senses: Ragged
    shares: Ragged
    above: Ragged
    beside: Ragged
    antonyms: frozenset[int]
    derived: frozenset[int]
    opposites: dict[int, list[int]]

    def place(self, word: str) -> int | None:
        """Where a word or phrase stands in the tables; None for one that WordNet does not list."""
        return self.places.get(word.replace(" ", "_"))

    def rank(self, word: str) -> int:
        """Place in the order of frequency from 1, 0 for a word that was never counted."""
        i = self.place(word)
        return 0 if i is None else int(self.ranks[i])

    def senses_of(self, word: str) -> dict[int, float]:
        """Synset -> share of the word's uses in 0..1; empty for a word that WordNet does not list."""
        i = self.place(word)
        if i is None:
            return {}
        return {sense: share / 255 for sense, share in zip(self.senses[i], self.shares[i], strict=True)}

    def parts_of(self, word: str) -> dict[str, float]:
        """Part of speech (`a`, `n`, `r`, `v`) -> share of the word's uses in 0..1."""
        found: dict[str, float] = {}
        for sense, share in self.senses_of(word).items():
            part = "anrv"[bisect_right(self.parts, sense) - 1]
            found[part] = found.get(part, 0.0) + share
        return found

    def are(self, pairs: frozenset[int], x: str, y: str) -> bool:
        """True where `pairs` (`antonyms` or `derived`) holds the two words."""
        i, j = self.place(x), self.place(y)
        return i is not None and j is not None and pair(i, j) in pairs


def pair(i: int, j: int) -> int:
    """One number for two, in either order."""
    return (min(i, j) << 32) | max(i, j)


def _pairs(table: Array) -> frozenset[int]:
    return frozenset(((table[:, 0].astype("i8") << 32) | table[:, 1]).tolist())


def _both_ways(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for i, j in pairs:
        found.setdefault(i, []).append(j)
        found.setdefault(j, []).append(i)
    return found


@cache
def wordnet() -> WordNet:
    """Read the tables, 40 ms."""
    table: dict[str, Array] = arrays_in(files("xlcheck.weights") / "lexicon.npz")
    words = table["words"].tobytes().decode().split("\n")
    return WordNet(
        places=dict(zip(words, range(len(words)), strict=True)),
        irregular=dict(line.split(" ", 1) for line in table["irregular"].tobytes().decode().splitlines()),
        ranks=table["ranks"],
        parts=tuple(table["parts"].tolist()),
        senses=Ragged(table["senses_at"], table["senses"]),
        shares=Ragged(table["senses_at"], table["shares"]),
        above=Ragged(table["above_at"], table["above"]),
        beside=Ragged(table["beside_at"], table["beside"]),
        antonyms=_pairs(table["antonyms"]),
        derived=_pairs(table["derived"]),
        opposites=_both_ways(table["opposites"].tolist()),
    )
