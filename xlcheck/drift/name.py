"""Another person, place, body or weapon.

Harmless: “DPRK” and “North Korea”; “Kim Jong-un”, “Kim Jong Un” and “Mr Kim”; “Moscow” and “Russia”; “Zelensky” and “Zelenskyy”;
“the World Health Organization” and “WHO”; a pronoun or a description for the name.
Drift: “Moscow” and “Minsk”; “Hwasong-17” and “Hwasong-18”; “Kim Jong Un” and “Kim Yo Jong”; “the defence ministry” and “the
foreign ministry”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._capitals import Name, aliases_in, names
from xlcheck.drift._facing import Facing, both_ways, cut, edits, stretch
from xlcheck.lexicon import Relation, known, related
from xlcheck.model import Aligned, Drift, Kind, Severity
from xlcheck.names import Likeness, bearers, compare, fold, spelt_alike

KIND = Kind.NAME
MQM = "accuracy/mistranslation/entity"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find names that the other rendering has nowhere, and where another name stands in their place."""
    a, b = both_ways(aligned)
    mine, theirs = names(aligned.a.words), names(aligned.b.words)
    loose_a = [name for name in mine if not _told(name, theirs, b)]
    loose_b = [name for name in theirs if not _told(name, mine, a)]
    for name in loose_a:
        for other in loose_b:
            if _in_its_place(aligned, a, b, name, other) and not _description(name, other):
                yield _differ(aligned, name, other)
                break
    yield from _portfolios(aligned, a, b)


def _told(name: Name, others: tuple[Name, ...], there: Facing) -> bool:
    """Whether the other side names the same bearer anywhere, in whatever form."""
    if any(same(name, other) for other in others):
        return True
    folded = [fold(word) for word in there.lower]
    if name.code and name.code not in folded and any(set(name.words) & set(other.words) for other in others):
        return False
    found = bearers(" ".join(name.words))
    if found:
        return not found.isdisjoint(aliases_in(there.lower))
    return all(any(spelt_alike(word, x) for x in folded) for word in name.words)


def same(x: Name, y: Name) -> bool:
    """Whether two names stand for one bearer."""
    if x.code and y.code and x.code != y.code:
        return False
    return compare(x.words, y.words) is not Likeness.OTHER


def _in_its_place(aligned: Aligned, a: Facing, b: Facing, name: Name, other: Name) -> bool:
    """Whether the words of one are linked to those of the other, or both fill one gap in near-identical wordings."""
    if set(a.opposite(range(name.start, name.end))) & set(range(other.start, other.end)):
        return name.sure or other.sure or a.near
    if not a.near:
        return False
    return any(
        e.a_start < name.end and name.start < e.a_end and e.b_start < other.end and other.start < e.b_end for e in edits(aligned)
    )


def _description(name: Name, other: Name) -> bool:
    """Whether both are made of ordinary words that mean alike, as bodies' translated names are."""
    ordinary = [[w for w in side.words if known(w)] for side in (name, other)]
    if name.known and other.known:
        return False
    if not all(len(found) == len(side.words) for found, side in zip(ordinary, (name, other), strict=True)):
        return False
    alike = (Relation.SAME, Relation.SYNONYM, Relation.NEAR)
    return any(related(x, y) in alike for x in name.words for y in other.words)


def _differ(aligned: Aligned, name: Name, other: Name) -> Drift:
    places = stretch(aligned.a, range(name.start, name.end)), stretch(aligned.b, range(other.start, other.end))
    assert places[0] is not None and places[1] is not None
    said = cut(aligned.a, places[0]), cut(aligned.b, places[1])
    sure = name.sure and other.sure
    message = f"Another name: a says “{said[0]}”, b says “{said[1]}”."
    return Drift(KIND, Severity.CRITICAL if sure else Severity.MAJOR, 0.9 if sure else 0.6, message, *places)


PORTFOLIOS = {
    "defense": "defense", "defence": "defense", "military": "defense", "foreign": "foreign", "interior": "interior", "home": "interior", "finance": "finance",
    "treasury": "finance", "justice": "justice", "health": "health", "education": "education", "agriculture": "agriculture", "farming": "agriculture",
    "transport": "transport", "transportation": "transport", "energy": "energy", "trade": "trade", "commerce": "trade", "economy": "economy",
    "economic": "economy", "economics": "economy", "environment": "environment", "labor": "labor", "labour": "labor", "culture": "culture", "tourism": "tourism",
    "science": "science", "industry": "industry", "unification": "unification", "security": "security", "supreme": "supreme", "constitutional": "constitutional",
    "appeal": "appeal", "appeals": "appeal", "district": "district", "navy": "navy", "naval": "navy", "air": "air", "ground": "ground",
}  # fmt: skip
_OFFICES = {"ministry", "minister", "ministers", "ministries", "department", "secretary", "court", "force", "forces", "committee"}


def _portfolios(aligned: Aligned, a: Facing, b: Facing) -> Iterator[Drift]:
    """The defence ministry here, the foreign ministry there, in small letters or capitals."""
    for i, word in enumerate(a.lower):
        if word not in _OFFICES:
            continue
        for j in a.answers[i]:
            mine, theirs = _portfolio(a, i), _portfolio(b, j)
            if not mine or not theirs or PORTFOLIOS[a.lower[mine]] == PORTFOLIOS[b.lower[theirs]] or b.lower[j] not in _OFFICES:
                continue
            if PORTFOLIOS[a.lower[mine]] in {PORTFOLIOS.get(w) for w in b.lower}:
                continue
            places = stretch(aligned.a, sorted((mine, i))), stretch(aligned.b, sorted((theirs, j)))
            message = f"Another office: a says “{cut(aligned.a, places[0])}”, b says “{cut(aligned.b, places[1])}”."  # type: ignore[arg-type]
            yield Drift(KIND, Severity.CRITICAL, 0.9, message, *places)


def _portfolio(facing: Facing, office: int) -> int | None:
    """The word that names the field of an office: before it, or after its `of`."""
    if office and facing.lower[office - 1] in PORTFOLIOS:
        return office - 1
    if facing.lower[office + 1 : office + 2] == ["of"] or facing.lower[office + 1 : office + 2] == ("of",):
        return next((k for k in range(office + 2, min(office + 5, len(facing.lower))) if facing.lower[k] in PORTFOLIOS), None)
    return None
