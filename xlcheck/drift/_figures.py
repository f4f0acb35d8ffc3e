"""Which figure of one rendering stands for which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlcheck.drift._dates import Moment
from xlcheck.drift._derived import derived
from xlcheck.drift._facing import Edit, Facing, cut, stretch
from xlcheck.drift._facts import Fact, comparable, face, same
from xlcheck.drift._numbers import Quantity
from xlcheck.lexicon import is_function


@dataclass(frozen=True)
class Side:
    """The facts of one rendering, and how the other rendering answers its words."""

    facing: Facing
    facts: tuple[Fact, ...]

    def text(self, fact: Fact) -> str:
        place = stretch(self.facing.here, range(fact.start, fact.end))
        return cut(self.facing.here, place) if place else ""


@dataclass(frozen=True)
class Pairing:
    """Indices of facts: pairs that say the same, pairs that stand for each other and do not, and what is left over."""

    same: tuple[tuple[int, int], ...]
    other: tuple[tuple[int, int], ...]
    loose_a: tuple[int, ...]
    loose_b: tuple[int, ...]
    alone: bool = False  # one pair stands for each other, and all other figures say the same

    @property
    def mirrored(self) -> Pairing:
        """The same with the sides swapped."""
        same, other = (tuple((j, i) for i, j in pairs) for pairs in (self.same, self.other))
        return Pairing(same, other, self.loose_b, self.loose_a, self.alone)


def pair_up(here: Side, there: Side, parted: Sequence[Edit]) -> Pairing:
    links = _matched(here, there, parted)
    loose_a = [i for i in range(len(here.facts)) if i not in {mine for mine, _ in links}]
    loose_b = [j for j in range(len(there.facts)) if j not in {theirs for _, theirs in links}]
    reckoned = derived(here.facts, there.facts, (here.facing.lower, there.facing.lower), links)
    loose_a = [i for i in loose_a if i not in reckoned[0]]
    loose_b = [j for j in loose_b if j not in reckoned[1]]
    other: list[tuple[int, int]] = []
    for i in list(loose_a):
        partner = _opposite_number(here, there, i, loose_b, links)
        if partner is not None:
            other.append((i, partner))
            loose_a.remove(i)
            if partner in loose_b:
                loose_b.remove(partner)
    for j in list(loose_b):
        partner = _opposite_number(there, here, j, [], [(y, x) for x, y in links])
        if partner is not None:
            other.append((partner, j))
            loose_b.remove(j)
    if not other and (lone := _left_over(here, there, loose_a, loose_b, links)):
        other = [lone]
        loose_a.remove(lone[0])
        loose_b.remove(lone[1])
    rest = [side.facts[k] for side, loose in ((here, loose_a), (there, loose_b)) for k in loose]
    alone = len(other) == 1 and all(is_soft(fact, fact) for fact in rest)
    return Pairing(tuple(links), tuple(other), tuple(loose_a), tuple(loose_b), alone)


def _left_over(
    here: Side, there: Side, loose_a: Sequence[int], loose_b: Sequence[int], links: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The only two figures of one measure that have no equal, wherever they stand; a part may be told as a share."""
    wholes = [here.facts[i] for i, _ in links]
    pairs = [
        (i, j)
        for i in loose_a
        for j in loose_b
        if _one_kind(here, there, here.facts[i], there.facts[j]) or _part_of(here.facts[i], there.facts[j], wholes)
    ]
    return pairs[0] if len(pairs) == 1 else None


def _part_of(a: Fact, b: Fact, wholes: Sequence[Fact]) -> bool:
    """Whether one is a share and the other an amount of what both measure, and they are far from agreeing."""
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return False
    share, part = (a, b) if a.dimension == "share" else (b, a)
    if share.dimension != "share" or part.dimension in ("", "share", *_SPANS, *_UNPAIRED):
        return False
    found = [x for x in wholes if isinstance(x, Quantity) and x.dimension == part.dimension and x.value > part.value]
    return len(found) == 1 and abs(part.value / found[0].value - share.value) > MISSED * share.value


MISSED = 0.2  # relative: what a share told in round figures may be off the amount
_SPANS = ("time", "months")
_UNPAIRED = ("vague", "decade", "code", "ordinal", "times")


def _one_kind(here: Side, there: Side, a: Fact, b: Fact) -> bool:
    """Whether both measure the same, or one lets its unit go: eleven of the fourteen months, only three of them."""
    if not isinstance(a, Quantity) or not isinstance(b, Quantity) or (a.soft and b.soft):
        return False
    if any(x.soft and x.value == 1 and not x.dimension for x in (a, b)):
        return False  # takes one, the one
    named = {_span(a), _span(b)}
    if named & set(_UNPAIRED) or (len(named) > 1 and "" not in named):
        return False
    if abs(face(a) * face(b) - 1) < 1e-9:
        return False  # one litre costs what two did, half a litre costs what one did
    counted = _counts(here, a), _counts(there, b)
    return same_noun(here, there, a, b) if all(counted) else not any(counted)


def _span(fact: Fact) -> str:
    if isinstance(fact, Moment):
        return ""
    return "time" if fact.dimension in _SPANS else fact.dimension


def _counts(side: Side, fact: Fact) -> bool:
    """Whether it counts what a noun right after it names, and measures nothing."""
    if not isinstance(fact, Quantity) or fact.dimension:
        return False
    following = side.facing.lower[fact.end : fact.end + 1]
    return bool(following) and following[0][0].isalpha() and not is_function(following[0])


def _matched(here: Side, there: Side, parted: Sequence[Edit]) -> list[tuple[int, int]]:
    """Facts that say the same, the best aligned first: (index here, index there)."""
    pairs = [(i, j) for i, x in enumerate(here.facts) for j, y in enumerate(there.facts) if same(x, y)]

    def distance(pair: tuple[int, int]) -> tuple[int, float, int, int]:
        x, y = here.facts[pair[0]], there.facts[pair[1]]
        linked = set(here.facing.opposite(range(x.start, x.end))) & set(range(y.start, y.end))
        at = x.start / len(here.facing.answers) - y.start / len(there.facing.answers)
        return (not linked, round(abs(at), 6), *pair)

    left, right, found = set(range(len(here.facts))), set(range(len(there.facts))), []
    for i, j in sorted(pairs, key=distance):
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            found.append((i, j))
    found = [pair for pair in found if not any(_crossed(here, there, pair, other) for other in found)]
    if here.facing.near:
        found = [(i, j) for i, j in found if not _swapped(parted, here.facts[i], there.facts[j])]
    return sorted(found)


def _crossed(here: Side, there: Side, pair: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a count and a span have changed places: six calves in three years, three calves in six years."""
    kinds = [(_kind(here, here.facts[i]), _kind(there, there.facts[j])) for i, j in (pair, other)]
    return kinds in ([("span", "count"), ("count", "span")], [("count", "span"), ("span", "count")])


def _kind(side: Side, fact: Fact) -> str:
    return "span" if _span(fact) == "time" else "count" if _counts(side, fact) else ""


def _swapped(parted: Sequence[Edit], a: Fact, b: Fact) -> bool:
    """In near-identical wordings, equal figures must stand at the same place: 5 and 10 may not have changed places."""
    for edit in parted:
        if edit.a_start <= a.start < edit.a_end <= edit.a_start + 3 and edit.b_start < edit.b_end:
            return not edit.b_start - 3 <= b.start <= edit.b_end + 3
    return False


def _opposite_number(
    here: Side, there: Side, i: int, loose: Sequence[int], links: Sequence[tuple[int, int]]
) -> int | None:
    """The fact on the other side that stands where fact `i` should: a loose one, else one that its words link to."""
    fact = here.facts[i]
    start, end = here.facing.place(fact.start, fact.end)
    linked = set(here.facing.opposite(range(fact.start, fact.end)))
    ranked = []
    for j in loose:
        other = there.facts[j]
        if not comparable(fact, other) or _of_another(here, there, fact, other):
            continue
        direct = bool(linked & set(range(other.start, other.end)))
        gap = max(other.start - end, start - other.end, 0)
        if direct or gap <= 2 or same_noun(here, there, fact, other):
            ranked.append((not direct, gap, j))
    if ranked:
        return min(ranked)[2]
    # Its words answer a number that already has its equal: two, then three here; two, then two there.
    met = {theirs: mine for mine, theirs in links}
    for j, other in enumerate(there.facts):
        if (
            j in met
            and linked & set(range(other.start, other.end))
            and comparable(fact, other)
            and _one_measure(fact, other)
            and not is_soft(fact, other)
        ):
            mine = here.facts[met[j]]
            back = set(there.facing.opposite(range(other.start, other.end)))
            if not back & set(range(mine.start, mine.end)) and not any(same(fact, x) for x in there.facts):
                return j
    return None


def _of_another(here: Side, there: Side, a: Fact, b: Fact) -> bool:
    """Whether one is a span of time and the other counts something else: sixty minutes, forty volunteers."""
    spans = [isinstance(x, Quantity) and x.dimension in _SPANS for x in (a, b)]
    return spans[0] != spans[1] and not here.facing.near and (_counts(here, a) or _counts(there, b))


def _one_measure(a: Fact, b: Fact) -> bool:
    """Whether both are dates or both measure the same: a count does not stand for days that have their equal."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.dimension == b.dimension or "time" not in (a.dimension, b.dimension)
    return True


def same_noun(here: Side, there: Side, a: Fact, b: Fact) -> bool:
    """Whether the word counted is the same: words after both are linked."""
    after_a, after_b = (
        [k for k in side.facing.content if fact.end <= k < fact.end + 3][:2] for side, fact in ((here, a), (there, b))
    )
    return bool(set(here.facing.opposite(after_a)) & set(after_b))


def is_soft(a: Fact, b: Fact) -> bool:
    return any(isinstance(x, Quantity) and x.soft for x in (a, b))
