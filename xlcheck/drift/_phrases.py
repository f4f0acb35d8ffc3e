"""What two phrases are to each other, from what their words are."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.lexicon import Relation, degree, is_function, lemma, loaded_steps, normalise, related

_WORST = (Relation.ANTONYM, Relation.UNKNOWN, Relation.HYPERNYM, Relation.NEAR, Relation.SYNONYM, Relation.SAME)


def relation_of(a: Sequence[str], b: Sequence[str]) -> Relation:
    """What two phrases are to each other: as a whole where the lexicon lists them, else by their content words."""
    if (len(a) > 1 or len(b) > 1) and listed_as_one(a, b):
        return Relation.SYNONYM
    words_a = [word for word in a if not is_function(word)] or list(a)
    words_b = [word for word in b if not is_function(word)] or list(b)
    table = [[related(x, y) for y in words_b] for x in words_a]
    if any(Relation.ANTONYM in row for row in table):
        return Relation.ANTONYM
    lines = table if len(words_a) <= len(words_b) else [list(column) for column in zip(*table, strict=True)]
    best = [max(line, key=_WORST.index) for line in lines]
    return min(best, key=_WORST.index)


def listed_as_one(a: Sequence[str], b: Sequence[str]) -> bool:
    """True for two phrases that the lexicon has as synonyms: “carry out” and “execute”."""
    known = {Relation.SYNONYM, Relation.SAME}
    return any(related(" ".join(map(form, a)), " ".join(map(form, b))) in known for form in (lemma, normalise))


_PHRASE = 4  # words up to which two phrases are compared word by word for their tone


def louder(a: Sequence[str], b: Sequence[str]) -> int:
    """How many steps b is louder than a, the widest difference between a word of one and a word of the other."""
    levels = [[level for word in side if (level := degree(word)) is not None] for side in (a, b)]
    if len(levels[0]) == len(levels[1]) == 1:
        return levels[1][0] - levels[0][0]
    if len(a) > _PHRASE or len(b) > _PHRASE:
        return 0
    whole = loaded_steps(" ".join(map(lemma, a)), " ".join(map(lemma, b)))
    return max([whole, *(loaded_steps(i, j) for i in a for j in b)], key=lambda step: (abs(step), step))
