"""Deeds that run the other way: what one party gave, told or did to another comes from that other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from xlcheck.drift._deeds import OBJECTS, Deed, deeds
from xlcheck.drift._doers import can_act
from xlcheck.drift._matching import is_name
from xlcheck.drift._roles import MUTUAL, person
from xlcheck.lexicon import Relation, are_converse, forms, related
from xlcheck.model import Aligned, Word

SURE = 0.75  # of a link between two nouns from which they name one party; 0.6 finds one swap more in 2,500
_ALIKE = frozenset({Relation.SAME, Relation.SYNONYM, Relation.NEAR})
_SPEAKERS = frozenset({"i", "we", "you"})  # whoever says them, they are one party throughout

Same = Callable[[int, int], bool]


def turned_deeds(aligned: Aligned, kept: Sequence[tuple[int, int]]) -> Iterator[tuple[Deed, Deed]]:
    """Deeds between the same two parties that run from the one here and from the other there."""
    a, b = aligned.a.words, aligned.b.words
    linked = {(link.a, link.b) for link in aligned.links}
    same = _one_party(aligned, kept)
    here, there = deeds(a), deeds(b)
    for mine, theirs in product(here, there):
        if not _is_one_deed(a, b, mine, theirs, linked) or not _runs_back(a, b, mine, theirs, same):
            continue
        if any(_runs_along(mine, other, same) and _of_sort(mine, other, linked) for other in there):
            continue
        if any(_runs_along(other, theirs, same) and _of_sort(other, theirs, linked) for other in here):
            continue
        yield mine, theirs


def _one_party(aligned: Aligned, kept: Sequence[tuple[int, int]]) -> Same:
    """Tell whether a word of a and one of b name one party."""
    a, b = aligned.a.words, aligned.b.words
    sure = {(link.a, link.b) for link in aligned.links if link.score >= SURE} | set(kept)

    def same(i: int, j: int) -> bool:
        x, y = _pronoun(a[i]), _pronoun(b[j])
        if x and x == y and x in _SPEAKERS:
            return True
        return (i, j) in sure

    return same


def _pronoun(word: Word) -> str:
    return OBJECTS.get(word.text.lower(), "") or person(word)


def _acts(words: Sequence[Word], i: int) -> bool:
    return bool(_pronoun(words[i])) or is_name(words, i) or can_act(words[i].text)


def _is_one_deed(a: Sequence[Word], b: Sequence[Word], mine: Deed, theirs: Deed, linked: set[tuple[int, int]]) -> bool:
    """Whether two deeds are one: of one sort, or told in verbs that say the same."""
    verbs = a[mine.verb].text, b[theirs.verb].text
    if any(not forms(verb).isdisjoint(MUTUAL) for verb in verbs):
        return False
    if mine.sort and mine.sort == theirs.sort:
        return True
    return (
        not mine.sort
        and not theirs.sort
        and (mine.verb, theirs.verb) in linked
        and not are_converse(*verbs)
        and related(*verbs) in _ALIKE
    )


def _runs_back(a: Sequence[Word], b: Sequence[Word], mine: Deed, theirs: Deed, same: Same) -> bool:
    if mine.target is None or theirs.target is None:
        if mine.target is not None:
            return same(mine.target, theirs.source)
        return theirs.target is not None and same(mine.source, theirs.target)
    heads = [(a, mine.source), (a, mine.target), (b, theirs.source), (b, theirs.target)]
    if not mine.sort and not all(_acts(words, i) for words, i in heads):
        return False  # a verb of giving, telling or asking makes them persons
    return same(mine.source, theirs.target) and same(mine.target, theirs.source)


def _runs_along(mine: Deed, theirs: Deed, same: Same) -> bool:
    if mine.target is None or theirs.target is None:
        return same(mine.source, theirs.source)
    return same(mine.source, theirs.source) and same(mine.target, theirs.target)


def _of_sort(mine: Deed, theirs: Deed, linked: set[tuple[int, int]]) -> bool:
    return mine.sort == theirs.sort if mine.sort else (mine.verb, theirs.verb) in linked
