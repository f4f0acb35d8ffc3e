"""Words to plant: opposites, more general terms and siblings of a word, in the form the word stands in."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from xlcheck.lexicon import Relation, forms, lemma, related
from xlcheck.lexicon.wordnet import wordnet

COMMON = 25000  # ranks by frequency: a plant that no reader knows teaches nothing
MAIN_SENSE = 0.2  # share of a word's uses that makes a sense one of its main ones


@cache
def _names() -> list[str]:
    return list(wordnet().places)


@cache
def _opposites() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    names = _names()
    for both in wordnet().antonyms:
        x, y = names[both >> 32], names[both & 0xFFFFFFFF]
        found[x].append(y)
        found[y].append(x)
    return found


@cache
def _members() -> dict[int, list[str]]:
    """Common single words by their main senses."""
    tables, found = wordnet(), defaultdict(list)
    for place, name in enumerate(_names()):
        if 0 < tables.ranks[place] <= COMMON and name.isalpha():
            for sense, share in tables.senses_of(name).items():
                if share >= MAIN_SENSE:
                    found[sense].append(name)
    return dict(found)


@cache
def _below() -> dict[int, list[int]]:
    found = defaultdict(list)
    for sense in _members():
        for up in wordnet().above[sense]:
            found[up].append(sense)
    return dict(found)


def inflected(word: str, new: str) -> str:
    """`new` with the ending that `word` has beyond its lemma, where that is a regular one."""
    base = lemma(word)
    if word == base:
        return new
    if word.endswith("ing"):
        return (new.removesuffix("e") if not new.endswith("ee") else new) + "ing"
    if word.endswith("ed"):
        return new + ("d" if new.endswith("e") else "ed")
    if word.endswith("s"):
        if new.endswith(("s", "x", "ch", "sh")):
            return new + "es"
        return new[:-1] + "ies" if new.endswith("y") and new[-2:-1] not in "aeiou" else new + "s"
    return new


def _main_senses(word: str) -> list[tuple[str, int]]:
    """Each form that the word can be of, with its main senses."""
    tables = wordnet()
    return sorted(
        (form, s) for form in forms(word) for s, share in tables.senses_of(form).items() if share >= MAIN_SENSE
    )


def _as_in(word: str, form: str, new: str) -> str:
    return new if form == word or lemma(new) != new else inflected(word, new)


@lru_cache(maxsize=65536)
def opposites(word: str) -> tuple[str, ...]:
    """Antonyms of a word."""
    found = [(form, o) for form in sorted(forms(word)) for o in _opposites().get(form, ()) if o.isalpha()]
    return tuple(dict.fromkeys(_as_in(word, form, o) for form, o in found))


@lru_cache(maxsize=65536)
def broader(word: str) -> tuple[str, ...]:
    """Terms one step more general."""
    found = [(f, m) for f, s in _main_senses(word) for up in wordnet().above[s] for m in _members().get(up, ())]
    return tuple(dict.fromkeys(_as_in(word, f, m) for f, m in found if m not in forms(word)))


@lru_cache(maxsize=65536)
def siblings(word: str) -> tuple[str, ...]:
    """Other terms under the same general term, no synonyms among them."""
    apart = {Relation.SAME, Relation.SYNONYM, Relation.NEAR}
    beside = [(f, x) for f, s in _main_senses(word) for up in wordnet().above[s] for x in _below().get(up, ())]
    found = dict.fromkeys((f, m) for f, sense in beside for m in _members()[sense])
    return tuple(dict.fromkeys(_as_in(word, f, m) for f, m in list(found)[:40] if related(word, m) not in apart))


@lru_cache(maxsize=65536)
def synonyms(word: str) -> tuple[str, ...]:
    """Words that share a main sense."""
    found = [(f, m) for f, s in _main_senses(word) for m in _members().get(s, ())]
    return tuple(
        dict.fromkeys(_as_in(word, f, m) for f, m in found if m not in forms(word) and related(word, m) == "synonym")
    )
