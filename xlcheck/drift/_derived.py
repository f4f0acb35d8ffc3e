"""Figures that a writer reckons out for the reader: a sum, a difference, a part or a multiple of given ones.

“Up by half, to 90” and “90, which used to be 60”; “every third of 48” and “sixteen of the 48”; “from 400 to 1,000” and
“up by 600, from 400”. Each relation holds between three figures of which each rendering gives two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, permutations, product

from xlcheck.drift._clock import minutes_of
from xlcheck.drift._dates import Moment
from xlcheck.drift._facts import Fact, face
from xlcheck.drift._framed import CHANGES
from xlcheck.drift._numbers import Quantity
from xlcheck.lexicon import is_negative, lemma

MANY = 12  # figures of one side beyond which some three of them fit by chance
SMALL = 10  # sums of smaller figures fit by chance
WHOLE = 0.005  # relative: a part reckoned out is told in whole numbers
_ODD = ("share", "times", "points")  # dimensions of what multiplies or divides
_NO_AMOUNT = ("vague", "decade", "code", "ordinal", *_ODD)
# Words that tell of a whole and its parts.
_PARTED = {"another", "other", "others", "more", "further", "rest", "remaining", "left", "them", "besides", "plus"}
_PARTED |= {"altogether", "total", "together", "including", "whom", "which"}
_COMPARED = {"more", "less", "fewer", "higher", "lower", "longer", "shorter", "larger", "smaller", "bigger", "off"}
_COMPARED |= {"up", "down", "cheaper", "dearer", "faster", "slower"}
_BUT = {("all", "but"), ("everything", "but")}
_REACH_AGAIN = 5  # words within which a part is told to be added: half as much again
_BETWEEN = 3  # words between a part and its whole: nine of the last ten
_REACH = 15  # words within which a verb is denied


@dataclass(frozen=True)
class Term:
    """A figure in a relation, the words right before it, and whether it may be the size of a change."""

    fact: Fact
    before: frozenset[str]
    change: bool
    told: bool = False  # the words say that it was reckoned: ten fewer, all but two
    again: bool = False  # half as much again


def derived(
    a: Sequence[Fact], b: Sequence[Fact], words: tuple[Sequence[str], Sequence[str]], links: Sequence[tuple[int, int]]
) -> tuple[set[int], set[int]]:
    """Facts of either side, without an equal on the other, that follow from what both give; `words` in lower case."""
    found: tuple[set[int], set[int]] = (set(), set())
    if max(len(a), len(b)) > MANY:
        return found
    left = tuple(
        [k for k in range(len(facts)) if k not in {link[side] for link in links}] for side, facts in enumerate((a, b))
    )
    if not left[0] and not left[1]:
        return found
    small = not any(_PARTED & set(said) for said in words)
    terms = tuple([_term(x, said) for x in facts] for facts, said in zip((a, b), words, strict=True))
    shared = [term for i, j in links for term in _both(terms[0][i], terms[1][j])]
    for i, j in product(*left):
        x, y = terms[0][i], terms[1][j]
        relation = _raised if x.again or y.again else partial(_related, small=small)
        if _complements(a[i], b[j], words) or any(relation(x, y, c) for c in shared):
            found[0].add(i)
            found[1].add(j)
    for side in (0, 1):
        for j, (i, k) in product(left[1 - side], combinations(left[side], 2)):  # two here, what they come to there
            rest = _rest(terms[side][i], terms[side][k], words[side], words[1 - side])
            if _related(terms[side][i], terms[side][k], replace(terms[1 - side][j], told=rest), True):
                found[side].update((i, k))
                found[1 - side].add(j)
        for k in left[side]:  # all three here, two of them there
            if _from_shared(terms[side][k], shared):
                found[side].add(k)
    return found


def _term(fact: Fact, words: Sequence[str]) -> Term:
    start = fact.start if isinstance(fact, Moment) else fact.begins
    before, after = words[max(0, start - 1) : start], words[fact.end : fact.end + 2]
    change = (
        tuple(before) == ("by",)
        or not _COMPARED.isdisjoint(after)
        or any(lemma(word) in CHANGES for word in (*words[max(0, start - 4) : start], *after))
    )
    following = words[fact.end : fact.end + _REACH_AGAIN]
    again = (following[:1] == ("as",) and "again" in following[2:]) or following[:1] == ("again",)
    told = not _COMPARED.isdisjoint(after[:1]) or tuple(words[max(0, start - 2) : start]) in _BUT
    return Term(fact, frozenset(before), change or again, told, again)


def _both(x: Term, y: Term) -> Iterator[Term]:
    """One figure as either side tells it; what stands before it on one side holds for both."""
    before = x.before | y.before
    yield replace(x, before=before)
    yield replace(y, before=before)


def _raised(x: Term, y: Term, given: Term) -> bool:
    """Whether one of two figures is half as much again of a given one, and the other what that comes to."""
    part, result = (x.fact, y.fact) if x.again else (y.fact, x.fact)
    if not all(isinstance(fact, Quantity) for fact in (part, result, given.fact)):
        return False
    assert isinstance(part, Quantity) and isinstance(result, Quantity) and isinstance(given.fact, Quantity)
    amounts = _alike(given.fact, result)
    # The part may be added to the given figure or stand beside it: half as many again were turned away.
    return bool(amounts) and any(_near(amounts[0] * (part.value + more), amounts[1]) for more in (0, 1))


def _rest(x: Term, y: Term, words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether it is so many of so many here, and the other side tells how few are left over."""
    part, whole = sorted((x.fact, y.fact), key=lambda fact: fact.start)
    between = words[part.end : whole.start]
    if between[:1] != ("of",) or len(between) > _BETWEEN:
        return False
    return any(word in ("only", "but", "except", "bar") or is_negative(word) for word in others)


def _related(x: Term, y: Term, z: Term, small: bool) -> bool:
    """Whether one of three figures follows from the others; `small` leaves out the sums that chance may bring about."""
    return any(_follows(p, q, r, small) for p, q, r in permutations((x, y, z), 3))


def _follows(x: Term, y: Term, z: Term, small: bool) -> bool:
    """Whether `z` is `x` and `y` taken together, or the part or multiple `y` of `x`."""
    p, q, r = x.fact, y.fact, z.fact
    if isinstance(q, Moment):
        return False
    if isinstance(p, Moment) or isinstance(r, Moment):
        return _later(p, q, r)
    if "code" in (p.dimension, q.dimension, r.dimension):
        return False
    if p.dimension == r.dimension == "ordinal":
        return q.dimension == "time" and _equal(p.value + q.value / 86400, r.value)
    if q.dimension in ("share", "times"):
        return _scaled(x, y, z)
    if {p.dimension, q.dimension, r.dimension} <= {"share", "points"}:
        return _equal(*(_shares(q) + _shares(p), _shares(r)))
    amounts = _alike(p, q, r)
    small = small and not (x.told or y.told or z.told)
    chance = p.soft or q.soft or r.soft or len({p.dimension, q.dimension, r.dimension}) > 1
    if not amounts or (small and (chance or max(amounts) < SMALL)):
        return False
    return min(amounts) > 0 and _equal(amounts[0] + amounts[1], amounts[2])


def _later(p: Fact, q: Quantity, r: Fact) -> bool:
    """Whether a time or year is as long after another as a span says."""
    if q.dimension == "time":
        start, end = _minute(p), _minute(r)
        return start is not None and end is not None and (end - start - q.value / 60) % 720 == 0
    if isinstance(p, Moment) and isinstance(r, Moment) and p.year is not None and r.year is not None:
        return q.dimension == "months" and _equal((r.year - p.year) * 12, q.value)
    return False


def _from_shared(z: Term, shared: Sequence[Term]) -> bool:
    """Whether a figure follows from two that both sides give, each of which stands in `shared` for both in turn."""
    pairs = ((x, y) for n, x in enumerate(shared) for y in shared[n // 2 * 2 + 2 :])
    return any(_related(z, x, y, True) or _winters(x.fact, z.fact, y.fact) for x, y in pairs)


def _winters(p: Fact, q: Fact, r: Fact) -> bool:
    """Whether a count is the distance of two years that both sides give: thirteen winters later."""
    if not isinstance(q, Quantity) or q.dimension or not (isinstance(p, Moment) and isinstance(r, Moment)):
        return False
    return p.year is not None and r.year is not None and _equal(abs(r.year - p.year), q.value)


def _minute(fact: Fact) -> int | None:
    if isinstance(fact, Moment):
        return fact.minute
    return None if fact.dimension else minutes_of(fact.digits)


def _scaled(x: Term, y: Term, z: Term) -> bool:
    """Whether `z` is the part or multiple `y` of `x`, or what `x` becomes by rising or falling by that part."""
    p, q, r = x.fact, y.fact, z.fact
    assert isinstance(p, Quantity) and isinstance(q, Quantity) and isinstance(r, Quantity)
    shares = p.dimension == r.dimension == "share"
    amounts = (p.value, r.value) if shares else _alike(p, r)
    if not amounts or q.value <= 0 or min(amounts) <= 0:
        return False
    source, result = amounts
    if q.dimension == "times":
        return _near(source * q.value, result)
    if "by" not in y.before and _near(source * q.value, result):
        return True
    if not y.change or shares or "to" in x.before or "from" in z.before:
        return False
    return _near(source * (1 - q.value), result) or _near(source * (1 + q.value), result)


def _alike(*facts: Quantity) -> tuple[float, ...]:
    """The values of amounts in one measure, none where they measure different things."""
    named = {fact.dimension for fact in facts}
    if named & set(_NO_AMOUNT) or len(named - {""}) > 1:
        return ()
    return tuple(fact.value if len(named) == 1 else face(fact) for fact in facts)


def _shares(quantity: Quantity) -> float:
    return quantity.value / 100 if quantity.dimension == "points" else quantity.value


def _equal(x: float, y: float) -> bool:
    return abs(x - y) <= 1e-9 * max(abs(x), abs(y), 1)


def _near(x: float, y: float) -> bool:
    return abs(x - y) <= WHOLE * max(abs(x), abs(y))


def _complements(x: Fact, y: Fact, words: tuple[Sequence[str], Sequence[str]]) -> bool:
    """One in ten does, nine tenths never do."""
    if not (isinstance(x, Quantity) and isinstance(y, Quantity) and x.dimension == y.dimension == "share"):
        return False
    denied = [
        any(is_negative(word) for word in said[fact.end : fact.end + _REACH])
        for fact, said in zip((x, y), words, strict=True)
    ]
    return denied[0] != denied[1] and _equal(x.value + y.value, 1)
