"""What words are to each other (forms of one word, synonyms, opposites, more general terms) and how much a word says.

Two sources: tables condensed from WordNet 3.0 and word lists made by hand for news English. Both are read on first use.
All functions take words as they stand in a text; case, possessive endings and British spelling make no difference.
"""

from __future__ import annotations

import math
from functools import lru_cache

from xlcheck.lexicon.forms import forms, known, lemma, misspelled, normalise, same_word
from xlcheck.lexicon.lists import lists
from xlcheck.lexicon.senses import Relation, by_senses, of_one_kind, opposed_by_form
from xlcheck.lexicon.wordnet import wordnet

__all__ = [
    "Relation",
    "are_converse",
    "are_rivals",
    "degree",
    "forms",
    "is_figure",
    "is_function",
    "is_grave",
    "is_hedge",
    "is_light",
    "is_modal",
    "is_negative",
    "is_redundant",
    "is_restricting",
    "known",
    "lemma",
    "loaded_steps",
    "misspelled",
    "normalise",
    "opposed_by_prefix",
    "rarity",
    "related",
    "same_word",
]


_DRAWN_TOGETHER = frozenset({"re", "ll", "ve", "d", "m"})  # they're, we'll; what is left of “not” is another matter


@lru_cache(maxsize=65536)
def is_function(word: str) -> bool:
    """True for words that hold a sentence together and say nothing by themselves, also where two are drawn together."""
    plain = normalise(word)
    head, _, tail = plain.partition("'")
    return plain in lists().function or (tail in _DRAWN_TOGETHER and head in lists().function)


def is_figure(word: str) -> bool:
    """True for figures in digits or words, names of months and days, and fractions: what counts or dates something."""
    return any(c.isdigit() for c in word) or normalise(word) in lists().figures


def is_negative(word: str) -> bool:
    """True for words that deny (“not”, “without”)."""
    return normalise(word) in lists().negatives


def is_modal(word: str) -> bool:
    """True for modal verbs and for words that make a condition."""
    return normalise(word) in lists().modals


@lru_cache(maxsize=65536)
def is_light(word: str) -> bool:
    """True for function words and for nouns and verbs that say little beside others (“make”, “way”)."""
    return is_function(word) or not forms(word).isdisjoint(lists().light)


def is_redundant(word: str) -> bool:
    """True for modifiers that a reporter may add or drop without changing a claim."""
    return normalise(word) in lists().redundant


def is_hedge(word: str) -> bool:
    """True for words that take back some of a claim's certainty."""
    return normalise(word) in lists().hedges


def is_restricting(word: str) -> bool:
    """True for small words that say how far a claim reaches (“only”, “again”)."""
    return normalise(word) in lists().restricting


def is_grave(word: str) -> bool:
    """True for modifiers that change by themselves what the next word stands for (“nuclear”, “armed”)."""
    return normalise(word) in lists().grave


def degree(word: str) -> int | None:
    """The step of an adverb of degree, from 0 (“barely”) to 5 (“completely”); None for other words."""
    return lists().steps.get(normalise(word))


def loaded_steps(x: str, y: str) -> int:
    """How many steps `y` is louder than `x` on a scale of loaded words that holds both; 0 where none does."""
    scales = lists().scales
    found = [
        scales[j][name] - step
        for i in forms(x)
        for name, step in scales.get(i, {}).items()
        for j in forms(y)
        if name in scales.get(j, {})
    ]
    return min(found, key=abs, default=0)


@lru_cache(maxsize=65536)
def rarity(word: str) -> float:
    """How much a word says by being rare, 0..1: the logarithm of its rank by frequency (Zipf), 1 if unlisted."""
    tables = wordnet()
    ranks = [int(tables.ranks[place]) for form in forms(word) if (place := tables.place(form)) is not None]
    best = min((rank for rank in ranks if rank), default=0)
    return math.log(best) / math.log(len(tables.places)) if best else 1.0


def are_converse(x: str, y: str) -> bool:
    """True for words that tell one event from its two ends: buy and sell, lend and borrow."""
    sides = lists().converses
    return any(side ^ 1 in sides.get(j, ()) for i in forms(x) for j in forms(y) for side in sides.get(i, ()))


def are_rivals(x: str, y: str) -> bool:
    """True for words that answer one question differently (“injured” and “missing”), and never for the same word.

    Also for two members of a kind of things (“measles” and “mumps”).
    """
    rivals = lists().rivals
    found = [
        (side, rivals[j][name])
        for i in forms(x)
        for name, side in rivals.get(i, {}).items()
        for j in forms(y)
        if name in rivals.get(j, {})
    ]
    if found:
        return all(mine != theirs for mine, theirs in found)
    return any(of_one_kind(i, j) for i in forms(x) for j in forms(y)) and related(x, y) is Relation.UNKNOWN


def opposed_by_prefix(x: str, y: str) -> bool:
    """True where one word is the other with a prefix or ending that negates it: locked and unlocked."""
    return x.replace("-", "").lower() != y.replace("-", "").lower() and any(
        opposed_by_form(i, j) and not _into(i, j) for i in forms(x) for j in forms(y)
    )


def _into(x: str, y: str) -> bool:
    """Whether the prefix of the longer word leads into a thing and denies nothing: prison, imprison."""
    base = min(x, y, key=len)
    led = max(x, y, key=len)[:1] == "i"
    return led and wordnet().parts_of(base).get("a", 0.0) + wordnet().parts_of(base).get("r", 0.0) < _ADJECTIVE


_ADJECTIVE = 0.3  # share of a word's uses


def _listed(x: str, y: str) -> Relation | None:
    sides, groups = lists().sides, lists().groups
    if x in sides and y in sides and any(side ^ 1 in sides[y] for side in sides[x]):
        return Relation.ANTONYM
    return None if groups.get(x, frozenset()).isdisjoint(groups.get(y, ())) else Relation.SYNONYM


_STRENGTH = (Relation.ANTONYM, Relation.SYNONYM, Relation.NEAR, Relation.HYPERNYM, Relation.UNKNOWN)


@lru_cache(maxsize=65536)
def related(x: str, y: str) -> Relation:
    """What two words, or fixed phrases of a few words parted by spaces, are to each other; symmetric."""
    if same_word(x, y):
        return Relation.SAME
    xs, ys = forms(x), forms(y)
    listed = [found for i in xs for j in ys if (found := _listed(i, j)) is not None]
    return min(listed or [by_senses(i, j) for i in xs for j in ys], key=_STRENGTH.index)
