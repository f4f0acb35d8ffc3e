"""An “only” that bears on another word: only scholars may touch the copies, scholars may touch only the copies."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._facing import Facing, both_ways, cut, stretch
from xlcheck.drift._negatives import negatives
from xlcheck.drift._roles import is_noun, is_verb
from xlcheck.lexicon import is_figure, is_function
from xlcheck.model import Aligned, Drift, Kind, Severity

_LEADS = frozenset("the a an his her its their our my your to from by with in on at of those".split())
_REACH = 3  # words from an “only” to the noun it bears on
_BOUND = frozenset("if when after once because until through".split())


def shifted(aligned: Aligned) -> Iterator[Drift]:
    """Where both say `only` once, of two nouns that both renderings have."""
    a, b = both_ways(aligned)
    mine, theirs = _bears_on(a), _bears_on(b)
    if mine is None or theirs is None or any(n.force > 1 for side in (a, b) for n in negatives(side.lower)):
        return
    over, back = a.answers[mine[1]], b.answers[theirs[1]]
    if not over or not back or theirs[1] in over or mine[1] in back:
        return
    if any(theirs[0] <= j <= theirs[1] + 1 for j in over) or any(mine[0] <= i <= mine[1] + 1 for i in back):
        return
    places = stretch(a.here, range(mine[0], mine[1] + 1)), stretch(b.here, range(theirs[0], theirs[1] + 1))
    said = cut(a.here, places[0]), cut(b.here, places[1])
    message = f"“Only” bears on another word: A says “{said[0]}”, B says “{said[1]}”."
    yield Drift(Kind.MEANING, Severity.MAJOR, 0.7, message, *places)


def _bears_on(side: Facing) -> tuple[int, int] | None:
    """The one `only` of a rendering and the noun right after it; None where it may bear on something else."""
    found = [i for i, word in enumerate(side.lower) if word == "only"]
    if len(found) != 1 or (found[0] and side.lower[found[0] - 1] in ("the", "an", "not", "if")):
        return None
    at = found[0]
    for k in range(at + 1, min(at + 1 + _REACH, len(side.lower))):
        word = side.lower[k]
        if is_function(word) and word in _LEADS:
            continue
        noun = is_noun(side.here.words, k) and not is_figure(word)
        # The oven only worked on Tuesdays: before a verb it may bear on anything that follows.
        verb = k == at + 1 and is_verb(side.here.words, k) and at > 0
        return (at, k) if noun and not verb and word not in _BOUND else None
    return None
