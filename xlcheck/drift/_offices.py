"""Offices and ranks: what a person or a ministry is beside a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._capitals import Name, ordinary
from xlcheck.drift._facing import Facing, cut, stretch
from xlcheck.drift._lists import listed, section
from xlcheck.model import Aligned, Drift, Kind, Severity
from xlcheck.names import is_title

# Ranks of which nobody has two at once; a general may be a lieutenant general, and a commander is what he commands.
_RANKS = [listed("name", "ranks"), listed("name", "orders")]
_SHORT = {
    "col": "colonel",
    "capt": "captain",
    "lt": "lieutenant",
    "cpl": "corporal",
    "gen": "general",
    "brig": "brigadier",
}


def ranks(aligned: Aligned, mine: Sequence[Name], theirs: Sequence[Name]) -> Iterator[Drift]:
    """One man with two ranks: Colonel Novak, General Novak."""
    for name in mine:
        for other in theirs:
            if name.words != other.words or name.words == name.full:
                continue
            held = _rank(name), _rank(other)
            if all(held) and held[0] != held[1] and any(set(held) <= kind for kind in _RANKS):
                places = (
                    stretch(aligned.a, range(name.start, name.end)),
                    stretch(aligned.b, range(other.start, other.end)),
                )
                said = cut(aligned.a, places[0]), cut(aligned.b, places[1])
                yield Drift(
                    Kind.NAME, Severity.CRITICAL, 0.8, f"Another rank: A says “{said[0]}”, B says “{said[1]}”.", *places
                )
                return


def _rank(name: Name) -> str:
    """The last title before the name itself."""
    titles = [word for word in name.full if is_title(word)]
    return _SHORT.get(titles[-1].rstrip("."), titles[-1]) if titles else ""


# What an office is for, by the words that say it.
PORTFOLIOS = {word: field for field, words in section("portfolios").items() for word in words}
_OFFICES = listed("name", "offices")


def fields_of(words: Sequence[str]) -> set[str]:
    """What the words of a name say that its bearer is for."""
    return {PORTFOLIOS[word] for word in words if word in PORTFOLIOS}


def of_one_field(name: Name, other: Name) -> bool:
    """Whether two offices in ordinary words are for one thing: the Interior Ministry, the Home Office."""
    bare = not (name.known or other.known) and all(map(ordinary, (*name.words, *other.words)))
    return bare and not fields_of(name.full).isdisjoint(fields_of(other.full))


def portfolios(aligned: Aligned, a: Facing, b: Facing) -> Iterator[Drift]:
    """The defence ministry here, the foreign ministry there, in small letters or capitals."""
    for i, word in enumerate(a.lower):
        if word not in _OFFICES:
            continue
        for j in a.answers[i]:
            mine, theirs = _portfolio(a, i), _portfolio(b, j)
            if mine is None or theirs is None or b.lower[j] not in _OFFICES:
                continue
            fields_a, fields_b = ({PORTFOLIOS[w] for w in side.lower if w in PORTFOLIOS} for side in (a, b))
            field, other = PORTFOLIOS[a.lower[mine]], PORTFOLIOS[b.lower[theirs]]
            if field not in fields_b and other not in fields_a and not _one_court(field, other):
                places = stretch(aligned.a, (mine, i)), stretch(aligned.b, (theirs, j))
                message = f"Another office: A says “{cut(aligned.a, places[0])}”, B says “{cut(aligned.b, places[1])}”."
                yield Drift(Kind.NAME, Severity.CRITICAL, 0.9, message, *places)


def _one_court(field: str, other: str) -> bool:
    """Whether one tells the rank of a court and the other what it tries: a district court may try crimes."""
    return any(x in _COURT_RANKS and y in _COURT_MATTERS for x, y in ((field, other), (other, field)))


_COURT_RANKS = {"appeal", "district", "supreme"}
_COURT_MATTERS = {"criminal", "civil", "commercial", "administrative", "child", "labor"}


def _portfolio(facing: Facing, office: int) -> int | None:
    """The word that names the field of an office: before it, or after its `of`."""
    if office and facing.lower[office - 1] in PORTFOLIOS:
        return office - 1
    if facing.lower[office + 1 : office + 2] == ("of",):
        return next(
            (k for k in range(office + 2, min(office + 5, len(facing.lower))) if facing.lower[k] in PORTFOLIOS), None
        )
    return None
