"""Another sort of weapon: rocket launchers, howitzers; anti-tank, anti-aircraft; an attack or a rescue helicopter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._facing import Facing, cut, stretch
from xlcheck.drift._lists import section
from xlcheck.model import Aligned, Drift, Kind, Severity

_SORTS = {tuple(phrase.split()): sort for sort, phrases in section("weapons").items() for phrase in phrases}
_OPENING = {phrase[0] for phrase in _SORTS}
_LONGEST = max(map(len, _SORTS))
_AIMS = {word: aim for aim, words in section("arms_for").items() for word in words}
_DUTIES = {word: word for word in ("attack", "transport", "landing", "training")}
_DUTIES |= {"rescue": "rescue", "ambulance": "rescue", "hospital": "rescue"}
_DUTIES |= {"patrol": "patrol", "reconnaissance": "patrol"}
_CRAFT = {"helicopter", "plane", "aircraft", "boat", "ship", "vessel", "drone", "craft"}
Sort = tuple[str, range]


def weapons(aligned: Aligned, a: Facing, b: Facing) -> Iterator[Drift]:
    """The one sort of weapon, aim or duty that each rendering names, where they are not the same."""
    for look in (_sorts, _aims, _duties):
        mine, theirs = look(a.bases), look(b.bases)
        if len({sort for sort, _ in mine}) != 1 or len({sort for sort, _ in theirs}) != 1:
            continue
        (sort, i), (other, j) = mine[0], theirs[0]
        if sort == other or not _faced(a, i, j):
            continue
        places = stretch(aligned.a, i), stretch(aligned.b, j)
        message = (
            f"Another weapon or craft: A says “{cut(aligned.a, places[0])}”, B says “{cut(aligned.b, places[1])}”."
        )
        yield Drift(Kind.NAME, Severity.CRITICAL, 0.8, message, *places)
        return


def _faced(a: Facing, i: range, j: range) -> bool:
    """Whether words of the two answer each other."""
    return not set(a.opposite(i)).isdisjoint(j)


def _sorts(bases: Sequence[str]) -> list[Sort]:
    """Every sort of weapon that is named, each word counted once: an anti-tank gun is no tank."""
    found: list[Sort] = []
    at = 0
    while at < len(bases):
        lengths = range(min(_LONGEST, len(bases) - at), 0, -1) if bases[at] in _OPENING else ()
        end = next((at + n for n in lengths if tuple(bases[at : at + n]) in _SORTS), at)
        if end == at:
            at += 1
            continue
        compound = tuple(bases[end : end + 1]) in _PARTS or tuple(bases[max(0, at - 2) : at]) == ("anti", "-")
        if not compound:
            found.append((_SORTS[tuple(bases[at:end])], range(at, end)))
        at = end
    return found


# A rifle butt is no rifle, a grenade launcher no grenade, and a tank truck no tank.
_PARTS = {
    (word,)
    for word in (
        "butt launcher crew commander pilot base boat range deck truck car wagon factory shell fire division brigade"
        " regiment battalion squadron unit officer column attack strike - grenade"
    ).split()
}


def _aims(bases: Sequence[str]) -> list[Sort]:
    """What arms are made to fight: anti-tank, anti-aircraft, surface-to-air."""
    found = []
    for i in range(len(bases) - 2):
        if bases[i] == "anti" and bases[i + 1] == "-" and bases[i + 2] in _AIMS:
            found.append((_AIMS[bases[i + 2]], range(i, min(i + 4, len(bases)))))
    return found


def _duties(bases: Sequence[str]) -> list[Sort]:
    """What a craft is for: an attack helicopter, a landing boat."""
    return [
        (_DUTIES[bases[i]], range(i, i + 2))
        for i in range(len(bases) - 1)
        if bases[i] in _DUTIES and bases[i + 1] in _CRAFT
    ]
