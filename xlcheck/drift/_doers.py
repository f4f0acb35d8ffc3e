"""Who can do something to somebody: persons, groups of them, animals."""

from __future__ import annotations

from functools import lru_cache

from xlcheck.lexicon import forms
from xlcheck.lexicon.wordnet import wordnet

_ROOTS = ("person", "people", "organization", "government", "army", "animal")
_SHARE = 0.25  # of a word's uses as a noun
_STEPS = 9


@lru_cache(maxsize=8192)
def can_act(word: str) -> bool:
    """True for a noun most uses of which name somebody, and for a word that WordNet does not list."""
    known = [form for form in sorted(forms(word)) if wordnet().parts_of(form)]
    return not known or any(
        0
        < _SHARE * wordnet().parts_of(form).get("n", 0.0)
        <= sum(share for sense, share in wordnet().senses_of(form).items() if not _roots().isdisjoint(_above(sense)))
        for form in known
    )


@lru_cache(maxsize=8192)
def _above(sense: int) -> frozenset[int]:
    found, once = {sense}, {sense}
    for _ in range(_STEPS):
        once = {up for s in once for up in wordnet().above[s]} - found
        found |= once
    return frozenset(found)


@lru_cache(maxsize=1)
def _roots() -> frozenset[int]:
    return frozenset(_main(word) for word in _ROOTS)


def _main(word: str) -> int:
    shares = wordnet().senses_of(word)
    return max(shares, key=lambda sense: (shares[sense], -sense))
