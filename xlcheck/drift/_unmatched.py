"""A figure that only one rendering gives, though the other renders the words around it."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._dates import RELATIVE, Moment
from xlcheck.drift._facing import Facing, a_and_b, plain, stretch
from xlcheck.drift._facts import Fact, face, same
from xlcheck.drift._figures import Side
from xlcheck.drift._lists import listed
from xlcheck.drift._numbers import Quantity
from xlcheck.lexicon import is_function
from xlcheck.model import Drift, Kind, Severity

KIND = Kind.NUMBER


def missing(side: Side, other: Side, fact: Fact, *, first: bool) -> Iterator[Drift]:
    """A figure that the other rendering does not have though it renders what stands around it."""
    if side.facing.near or any(same(fact, x) for x in other.facts):
        return  # dropped from otherwise equal words, which is an omission, or said once more
    if side.facing.lower[max(0, fact.start - 1)] == "not" or _known(side.facing, fact) or _again(side, other, fact):
        return
    if isinstance(fact, Quantity) and fact.dimension == "share" and (whole := _whole_of(side, other, fact)):
        part = stretch(side.facing.here, range(fact.start, fact.end))
        places, said = a_and_b(side.facing, part, stretch(other.facing.here, whole), first=first)
        message = f"A part here, the whole there: A says “{said[0]}”, B says “{said[1]}”."
        yield Drift(KIND, Severity.CRITICAL, 0.8, message, *places)
        return
    if isinstance(fact, Quantity) and (
        fact.soft or fact.dimension in _VAGUE or face(fact) <= (2 if fact.digits else 3)
    ):
        return
    if isinstance(fact, Quantity) and fact.dimension == "share" and fact.value == 1:
        return  # all of them
    if isinstance(fact, Moment) and (not fact.named - {"weekday"} or _relative(other.facing)):
        return
    if isinstance(fact, Quantity) and _converted_beside(side, fact, other):
        return
    if not _rendered_beside(side.facing, fact) or _said_otherwise(side.facing, fact):
        return
    place = stretch(side.facing.here, range(fact.start, fact.end))
    has, lacks = ("A", "B") if first else ("B", "A")
    message = f"Only {has} gives the figure “{side.text(fact)}”, though {lacks} renders the words around it."
    yield Drift(KIND, Severity.MAJOR, 0.7, message, place if first else None, None if first else place)


def _known(facing: Facing, fact: Fact) -> bool:
    """Whether it points back to what it counts, or names a group by its number: picks the eleven for Sunday."""
    if not isinstance(fact, Quantity) or fact.dimension or facing.lower[max(0, fact.start - 1)] != "the":
        return False
    following = facing.lower[fact.end : fact.end + 1]
    return not following or not following[0][0].isalpha() or is_function(following[0])


def _again(side: Side, other: Side, fact: Fact) -> bool:
    """Whether a figure told twice is told there as being the same again."""
    if not isinstance(fact, Quantity) or _AGAIN.isdisjoint(other.facing.lower):
        return False
    return any(isinstance(x, Quantity) and x is not fact and face(x) == face(fact) for x in side.facts)


_AGAIN = {"again", "same", "likewise"}


def _whole_of(side: Side, other: Side, fact: Quantity) -> list[int]:
    """The `all` or `every` that answers a share; every other one may be all the rest."""
    if "other" in side.facing.lower[fact.start : fact.end] and not _THE_REST.isdisjoint(other.facing.lower):
        return []
    return [j for j in side.facing.opposite(range(fact.start, fact.end)) if other.facing.lower[j] in _WHOLE][:1]


_WHOLE = {"all", "every", "whole", "entire"}
_THE_REST = {"other", "others", "rest", "remaining", "else", "alternate", "two"}
_VAGUE = ("vague", "decade", "times")


def _rendered_beside(facing: Facing, fact: Fact) -> bool:
    """Whether the other side renders what the figure counts; else a whole phrase is gone, which is an omission."""
    says = [i for i in facing.content if not is_function(facing.lower[i])]
    right = [i for i in says if i >= fact.end][:1]
    if not right or not facing.rendered(fact.start, fact.end):
        return False
    return all(facing.answers[i] for i in right)


def _said_otherwise(facing: Facing, fact: Fact) -> bool:
    """Whether what answers the figure is a word for a quantity or a time without a number."""
    words = [plain(facing.there.words[j]) for j in facing.opposite(range(fact.start, fact.end))]
    return any(word in _UNCOUNTED or is_function(word) or any(c.isdigit() for c in word) for word in words)


_UNCOUNTED = listed("number", "uncounted")


def _relative(facing: Facing) -> bool:
    return any(plain(word) in RELATIVE for word in facing.here.words)


def _converted_beside(side: Side, fact: Quantity, other: Side) -> bool:
    """Whether it only repeats a neighbour in another unit or currency, as an added conversion in brackets does."""
    near = [x for x in side.facts if isinstance(x, Quantity) and x is not fact and abs(x.start - fact.start) <= 8]
    if fact.dimension and _in_brackets(side.facing, fact) and any(_restated(fact, x, other) for x in near):
        return True
    money = fact.dimension.startswith("money")
    return any(
        (money and x.dimension.startswith("money") and x.dimension != fact.dimension)
        or (x.dimension == fact.dimension != "" and x.unit != fact.unit and same(fact, x))
        for x in near
    )


def _in_brackets(facing: Facing, fact: Quantity) -> bool:
    """Whether nothing but the figure and a hedge stands between two brackets."""
    before, after = facing.lower[max(0, fact.begins - 2) : fact.start], facing.lower[fact.end : fact.end + 2]
    return any(mark in "([" for mark in before) and any(mark in ")]" for mark in after)


def _restated(fact: Quantity, base: Quantity, other: Side) -> bool:
    """Whether a figure in brackets can be `base` in another unit, be it one that no table holds: 300 dirhams (€28).

    The other side must give the base itself, and a unit of one dimension must convert.
    """
    if base.end > fact.start or not any(same(base, x) for x in other.facts):
        return False
    return same(fact, base) if base.dimension == fact.dimension else not base.dimension or base.unit != fact.unit
