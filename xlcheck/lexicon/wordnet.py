"""WordNet 3.0 condensed into arrays (`weights/lexicon.npz`, written by `python -m xlcheck.train.lexicon`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlcheck.weights import FOLDER, arrays_in

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Rows of unequal length in one array; row i is `values[starts[i]:starts[i + 1]]`."""

    starts: Array
    values: Array

    def __getitem__(self, i: int) -> list[int]:
        row: list[int] = self.values[self.starts[i] : self.starts[i + 1]].tolist()
        return row


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Sorted words, found by bisection: a run asks for some thousand of the 90,000, and a dictionary takes 25 ms.

    Word i is `text[starts[i]:starts[i + 1] - 1]`.
    """

    text: bytes
    starts: memoryview

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[str]:
        """The words in their order."""
        return iter(self.text.decode().split("\n"))

    def __contains__(self, word: str) -> bool:
        """True for a word that is listed."""
        return self.get(word) is not None

    def get(self, word: str) -> int | None:
        """The place of a word, None for one that is not listed."""
        wanted = word.encode("utf-8", "surrogatepass")
        place = bisect_left(range(len(self)), wanted, key=self._word)
        return place if place < len(self) and self._word(place) == wanted else None

    def _word(self, place: int) -> bytes:
        return self.text[self.starts[place] : self.starts[place + 1] - 1]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of places, either way round: the one in the upper 32 bits of a number, the other below; sorted."""

    numbers: memoryview

    def __iter__(self) -> Iterator[int]:
        """The numbers of the pairs with the smaller place above, ascending."""
        return (number for number in self.numbers if number >> 32 <= number & _LOWER)

    def of(self, place: int) -> frozenset[int]:
        """The places that are a pair with this one."""
        first, last = (bisect_left(self.numbers, above << 32) for above in (place, place + 1))
        return frozenset(number & _LOWER for number in self.numbers[first:last])


_LOWER = (1 << 32) - 1


@dataclass(frozen=True, eq=False)
class WordNet:
    """Words by place, synsets by number.

    `irregular` maps forms such as “struck” to their word. `ranks` orders words by frequency from 1, 0 for a word never
    counted. `shares` says how much of a word's uses a sense has, in 1/255. Synsets are numbered by part of speech,
    `parts` has the first number of each (a, n, r, v). `above` are the synsets one step more general, `beside` the head
    or satellites of an adjective's cluster and the other senses of a verb's group. `antonyms` and `derived` pair
    places, `opposites` maps a synset to those opposed to it.
    """

    places: Words
    irregular: dict[str, str]
    ranks: Array
    parts: tuple[int, ...]
    senses: Ragged
    shares: Ragged
    above: Ragged
    beside: Ragged
    antonyms: Pairs
    derived: Pairs
    opposites: dict[int, list[int]]

    def place(self, word: str) -> int | None:
        """Where a word or phrase stands in the tables; None for one that WordNet does not list."""
        return _place(word)

    def rank(self, word: str) -> int:
        """Place in the order of frequency from 1, 0 for a word that was never counted."""
        i = self.place(word)
        return 0 if i is None else int(self.ranks[i])

    def senses_of(self, word: str) -> Mapping[int, float]:
        """Synset -> share of the word's uses in 0..1; empty for a word that WordNet does not list."""
        return _senses_of(word)

    def parts_of(self, word: str) -> Mapping[str, float]:
        """Part of speech (`a`, `n`, `r`, `v`) -> share of the word's uses in 0..1."""
        return _parts_of(word)

    def paired(self, pairs: Pairs, word: str) -> frozenset[int]:
        """The places of the words that `pairs` (`antonyms` or `derived`) holds together with this one."""
        place = self.place(word)
        return frozenset() if place is None else pairs.of(place)


def _pairs(table: Array) -> Pairs:
    one, other = table[:, 0].astype("i8"), table[:, 1].astype("i8")
    return Pairs(np.sort(np.concatenate([(one << 32) | other, (other << 32) | one])).data)


def _both_ways(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for i, j in pairs:
        found.setdefault(i, []).append(j)
        found.setdefault(j, []).append(i)
    return found


@lru_cache(maxsize=65536)  # a year of a wire's vocabulary: every word is asked for a dozen times
def _place(word: str) -> int | None:
    return wordnet().places.get(word.replace(" ", "_"))


@lru_cache(maxsize=8192)  # some 1 kB each: three tables of words are made from them
def _senses_of(word: str) -> Mapping[int, float]:
    tables, place = wordnet(), _place(word)
    if place is None:
        return {}
    return {sense: share / 255 for sense, share in zip(tables.senses[place], tables.shares[place], strict=True)}


@lru_cache(maxsize=65536)
def _parts_of(word: str) -> Mapping[str, float]:
    tables = wordnet()
    found: dict[str, float] = {}
    for sense, share in tables.senses_of(word).items():
        part = "anrv"[bisect_right(tables.parts, sense) - 1]
        found[part] = found.get(part, 0.0) + share
    return found


@cache
def wordnet() -> WordNet:
    """Read the tables, 7 ms."""
    table: dict[str, Array] = arrays_in(FOLDER / "lexicon.npz")
    return WordNet(
        places=_words(table["words"]),
        irregular=dict(line.split(" ", 1) for line in table["irregular"].tobytes().decode().splitlines()),
        ranks=table["ranks"],
        parts=tuple(table["parts"].tolist()),
        senses=_ragged(table["senses_in"], table["senses"]),
        shares=_ragged(table["senses_in"], table["shares"]),
        above=_ragged(table["above_in"], table["above"]),
        beside=_ragged(table["beside_in"], table["beside"]),
        antonyms=_pairs(table["antonyms"]),
        derived=_pairs(table["derived"]),
        opposites=_both_ways(table["opposites"].tolist()),
    )


def _words(text: Array) -> Words:
    ends = np.flatnonzero(text == ord("\n"))
    return Words(text.tobytes(), np.concatenate([[0], ends + 1, [len(text) + 1]]).data)


def _ragged(lengths: Array, values: Array) -> Ragged:
    return Ragged(np.concatenate([[0], np.cumsum(lengths, dtype="i8")]), values)
