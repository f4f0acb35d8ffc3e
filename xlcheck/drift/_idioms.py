"""Phrases that say the opposite of each other, though no word of the one opposes a word of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from xlcheck.drift._lists import section
from xlcheck.drift._opposites import denied
from xlcheck.drift._roles import OWNERS
from xlcheck.lexicon import forms, is_negative, normalise
from xlcheck.model import Aligned, Rendering, Word

Indices = tuple[int, ...]
_Side = tuple[tuple[str, ...], ...]


def opposed_idioms(aligned: Aligned) -> Iterator[tuple[Indices, Indices]]:
    """Idioms of one matter and opposite sense, neither of them denied, where nothing else says the same."""
    of_a, of_b = _places(aligned.a), _places(aligned.b)
    for one, other in _matters():
        for x, y in ((one, other), (other, one)):
            mine = _found(aligned.a, x, of_a)
            theirs = _found(aligned.b, y, of_b) if mine else []
            alone = len(mine) == 1 == len(theirs)
            if alone and (_found(aligned.a, y, of_a) or _found(aligned.b, x, of_b)):
                continue
            if alone and _answer(aligned, mine[0], theirs[0]) and _alike_denied(aligned, mine[0], theirs[0]):
                yield mine[0], theirs[0]


def _alike_denied(aligned: Aligned, mine: Indices, theirs: Indices) -> bool:
    """Whether as much is denied here as there, by a word however far away: I do not think that it will be on time."""
    counts = {sum(is_negative(word.text) for word in side.words) for side in (aligned.a, aligned.b)}
    return len(counts) == 1 and all(
        denied(aligned.a, mine, beyond=beyond) == denied(aligned.b, theirs, beyond=beyond) for beyond in (False, True)
    )


def _answer(aligned: Aligned, mine: Indices, theirs: Indices) -> bool:
    """Whether any words of the two phrases are linked."""
    return any(link.a in mine and link.b in theirs for link in aligned.links)


@lru_cache(maxsize=1)
def _matters() -> tuple[tuple[_Side, _Side], ...]:
    sides = {name: tuple(tuple(p.split()) for p in phrases) for name, phrases in section("idioms").items()}
    return tuple((side, sides[f"not_{name}"]) for name, side in sides.items() if not name.startswith("not_"))


def _places(rendering: Rendering) -> dict[str, list[int]]:
    """Where each word stands, as it is and in its dictionary forms."""
    found: dict[str, list[int]] = {}
    for i, word in enumerate(rendering.words):
        for form in {normalise(word.text), *forms(word.text)}:
            found.setdefault(form, []).append(i)
    return found


def _found(rendering: Rendering, side: _Side, places: dict[str, list[int]]) -> list[Indices]:
    """Where any of these phrases stands; of those that overlap the first listed."""
    found: list[Indices] = []
    for phrase in side:
        for i in places.get(phrase[0], ()):
            place = _at(rendering.words, i, phrase)
            if place and not any(set(place) & set(other) for other in found):
                found.append(place)
    return found


def _at(words: Sequence[Word], start: int, phrase: tuple[str, ...]) -> Indices:
    """The words of a phrase that begins at `start`, possessives and articles between them passed over."""
    place: list[int] = []
    i = start
    for part in phrase:
        while place and i < len(words) and normalise(words[i].text) in _BETWEEN and normalise(words[i].text) != part:
            i += 1
        if i >= len(words) or not (normalise(words[i].text) == part or part in forms(words[i].text)):
            return ()
        place.append(i)
        i += 1
    return tuple(place)


_BETWEEN = OWNERS | {"a", "the"}
