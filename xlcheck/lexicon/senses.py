"""What two dictionary forms are to each other by their senses in WordNet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from xlcheck.lexicon.wordnet import wordnet


class Relation(StrEnum):
    """What one word is to another."""

    SAME = "same"  # the same word in another spelling, inflection or part of speech
    SYNONYM = "synonym"
    NEAR = "near"  # shades of one meaning
    ANTONYM = "antonym"
    HYPERNYM = "hypernym"  # one is a more general term for the other
    UNKNOWN = "unknown"


# Two of a kind under which words are never loose synonyms: metals, diseases, beasts, fruits, and so on.
_KINDS = tuple(
    tuple(pair.split("/"))
    for pair in (
        "copper/zinc copper/oxygen measles/mumps aspirin/ibuprofen pistol/rifle violin/cello sheep/goat falcon/owl"
        " herring/mackerel apple/pear tractor/lorry frigate/corvette kerosene/gasoline linen/silk carpenter/plumber"
        " nephew/cousin liver/kidney spaniel/dachshund guitar/piano coffee/cocoa hake/herring maize/millet"
        " tapir/anteater"
    ).split()
)
_MAIN_SENSE = 0.5  # share of a word's uses from which it is taken for one of a kind
_STEPS = 3  # steps to the more general up to the kind that two words share

_NEGATIVE = re.compile(
    r"(?:un|non-?|dis|il(?=l)|im(?=[mp])|ir(?=r)|in(?=\w+(?:[ai]ble|[ae]nt|ate|ive|ect|ous|al)$))(\w{4,})$"
)
# Shares of a word's uses, set by reading pairs of words: below them WordNet's senses are curiosities.
_RARE_SENSE = 0.03
_COMMON_SENSE = 0.08


@dataclass(frozen=True, slots=True)
class _Senses:
    """The synsets of a word: those with more than a rare share of its uses, and the common ones.

    With the common ones: `wide` has those beside them, too, `against` what is opposed to these, `above` the synsets one
    and two steps more general. `all` are those in any of these: words that share none are strangers.

    `place` is the word's own in the tables, `antonyms` has the places of those that are its opposites by name.
    """

    place: int | None
    antonyms: frozenset[int]
    used: frozenset[int]
    common: frozenset[int]
    wide: frozenset[int]
    against: frozenset[int]
    above: frozenset[int]
    all: frozenset[int]


@lru_cache(maxsize=8192)  # some 3 kB each: the words of a few hundred reports
def _senses(word: str) -> _Senses:
    tables = wordnet()
    shares = tables.senses_of(word)
    common = frozenset(sense for sense, share in shares.items() if share >= _COMMON_SENSE)
    wide = common.union(*(tables.beside[sense] for sense in common))
    once = {up for sense in common for up in tables.above[sense]}
    used = frozenset(sense for sense, share in shares.items() if share >= _RARE_SENSE)
    against = frozenset(other for sense in wide for other in tables.opposites.get(sense, ()))
    above = frozenset(once.union(*(tables.above[sense] for sense in once)))
    return _Senses(
        place=tables.place(word),
        antonyms=tables.paired(tables.antonyms, word),
        used=used,
        common=common,
        wide=wide,
        against=against,
        above=above,
        all=used | wide | against | above,
    )


def by_senses(x: str, y: str) -> Relation:
    """The relation of two dictionary forms; symmetric, never `same`."""
    a, b = _senses(x), _senses(y)
    if b.place in a.antonyms or opposed_by_form(x, y):
        return Relation.ANTONYM
    if a.all.isdisjoint(b.all):
        return Relation.UNKNOWN
    if not a.used.isdisjoint(b.used):
        return Relation.SYNONYM
    if not a.wide.isdisjoint(b.wide):
        return Relation.NEAR
    if not a.against.isdisjoint(b.wide):
        return Relation.ANTONYM
    return Relation.UNKNOWN if a.above.isdisjoint(b.common) and b.above.isdisjoint(a.common) else Relation.HYPERNYM


def opposed_by_form(x: str, y: str) -> bool:
    """Whether one dictionary form is the other with a prefix or ending that negates it."""
    return y in _negated(x) or x in _negated(y)


@lru_cache(maxsize=8192)
def _negated(word: str) -> frozenset[str]:
    """What a word is without a prefix that negates it, or with the contrary of an ending that does."""
    found = _NEGATIVE.match(word)
    bare = {found[1]} if found else set[str]()
    return frozenset(bare | {f"{word[:-4]}ful"} if word.endswith("less") else bare)


def of_one_kind(x: str, y: str) -> bool:
    """Whether two dictionary forms name different members of one kind: measles and mumps, copper and zinc."""
    a, b = _member(x), _member(y)
    if a is None or b is None or a[0] in b[1] or b[0] in a[1] or a[0] == b[0]:
        return False
    return not _kinds().isdisjoint(a[1] & b[1]) and by_senses(x, y) is Relation.UNKNOWN


@lru_cache(maxsize=8192)
def _member(word: str) -> tuple[int, frozenset[int]] | None:
    """The synset that most uses of a noun have, and those up to `_STEPS` more general; None without such a one."""
    tables = wordnet()
    shares = tables.senses_of(word)
    main = max(shares, key=lambda sense: (shares[sense], -sense), default=None)
    if main is None or shares[main] < _MAIN_SENSE:
        return None
    found, once = set[int](), {main}
    for _ in range(_STEPS):
        once = {up for sense in once for up in tables.above[sense]}
        found |= once
    return main, frozenset(found)


@lru_cache(maxsize=1)
def _kinds() -> frozenset[int]:
    """The nearest synsets that the two words of each example share."""
    return frozenset(kind for x, y in _KINDS if (kind := _shared(x, y)) is not None)


def _shared(x: str, y: str) -> int | None:
    tables = wordnet()
    a, b = _member(x), _member(y)
    if a is None or b is None:
        return None
    once = {a[0]}
    for _ in range(_STEPS):
        once = {up for sense in once for up in tables.above[sense]}
        if common := once & b[1]:
            return min(common)
    return None
