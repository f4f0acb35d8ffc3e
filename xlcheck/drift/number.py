"""Another figure, date, unit, share or bound.

Harmless: “two thousand soldiers” and “2,000 soldiers”; “one in four” and “25 per cent”; “10 April” and “April 10”;
“1.2bn” and “1,200 million”; “a dozen” and “twelve”; “50 miles” and “80 km”; “last year” and the year itself.
Drift: “2,000” and “20,000”; “noon” and “midnight”; “a third” and “half”; “3,200 metres” and “3,200 feet”; “at
least ten” and “at most ten”; “on the eve of the feast” and “on the day after it”; “last week” and “last month”;
“down by two thirds” and “fallen to two thirds”; “doubled” and “grew by half”; “300 cars a day”
and “300 cars”; “every third tile” and “a third of every tile”.
Only rounding (“1,998” and “about 2,000”) or a hedge gained or lost (“about 2,000” and “2,000”) is minor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlcheck.drift._dates import Moment
from xlcheck.drift._facing import both_ways, cut, edits, stretch
from xlcheck.drift._facts import Fact, facts_in, rounded, same
from xlcheck.drift._figures import Side, is_soft, pair_up, same_noun
from xlcheck.drift._framed import ENDED, edge, framed, rest_told
from xlcheck.drift._multiples import multiplied
from xlcheck.drift._numbers import Quantity
from xlcheck.drift._parts import others_told
from xlcheck.drift._rates import rated
from xlcheck.drift._spread import in_working_days, spread
from xlcheck.drift._told_from import told_from
from xlcheck.drift._unmatched import missing
from xlcheck.lexicon import is_negative, lemma
from xlcheck.model import Aligned, Drift, Kind, Severity

KIND = Kind.NUMBER
MQM = "accuracy/mistranslation/number"

LIKELY = 0.5  # likeness below which a figure that only one side gives may belong to another statement


def check(aligned: Aligned) -> Iterator[Drift]:
    """Compare the figures, dates and measures of both renderings."""
    here, there = (Side(facing, facts_in(facing.here)) for facing in both_ways(aligned))
    yield from _another_day(aligned, here, there)
    if not here.facts and not there.facts:
        return
    if aligned.b.text < aligned.a.text:  # ties are broken by the order of the sides, and a swap must mirror the result
        found = pair_up(there, here, [edit.mirrored for edit in edits(aligned)]).mirrored
    else:
        found = pair_up(here, there, edits(aligned))
    for i, j in found.same:
        yield from _framed(aligned, here.facts[i], there.facts[j], here, there)
        yield from _hedge(aligned, here.facts[i], there.facts[j], here, there)
    for i, j in found.other:
        yield from _differs(aligned, here.facts[i], there.facts[j], here, there, alone=found.alone)
    if aligned.likeness < LIKELY:
        return
    multiples = multiplied(here, there) if not found.other else ()
    for mine, theirs, what in (*rated(here, there, found), *multiples, *spread(here, there, found)):
        places = stretch(aligned.a, mine), stretch(aligned.b, theirs)
        said = [cut(side, place) for side, place in zip((aligned.a, aligned.b), places, strict=True)]
        yield Drift(KIND, Severity.CRITICAL, 0.8, f"{what}: A says “{said[0]}”, B says “{said[1]}”.", *places)
    for i in found.loose_a:
        yield from missing(here, there, here.facts[i], first=True)
    for j in found.loose_b:
        yield from missing(there, here, there.facts[j], first=False)


def _differs(aligned: Aligned, a: Fact, b: Fact, here: Side, there: Side, *, alone: bool) -> Iterator[Drift]:
    """Two facts in one place that do not say the same."""
    if same(a, b) or _reckoned(a, b, here, there) or _not_one(a, b, here, there):
        return
    both = here.facing.lower, there.facing.lower
    if _beside_each(a, b, *both) or _beside_each(b, a, *reversed(both)):
        return
    if rest_told(a, b, *both) or in_working_days(a, b, *both):
        return
    light = rounded(a, b)
    said, read = here.text(a), there.text(b)
    if light:
        message = f"One figure is rounded: A says “{said}”, B says “{read}”."
    elif isinstance(a, Moment) and isinstance(b, Moment):
        parts = a.clash(b)
        what = "time" if "minute" in parts else "weekday" if "weekday" in parts else "date"
        message = f"Another {what}: A says “{said}”, B says “{read}”."
    else:
        message = f"Another number: A says “{said}”, B says “{read}”."
    soft = is_soft(a, b) and not here.facing.near
    alone = alone and _of_a_kind(a, b)
    if soft and not alone and not same_noun(here, there, a, b) and not _multiples(a, b, here):
        return
    severity = Severity.MINOR if light else Severity.MAJOR if soft else Severity.CRITICAL
    yield Drift(
        KIND,
        severity,
        0.7 if soft else 0.95,
        message,
        stretch(aligned.a, range(a.start, a.end)),
        stretch(aligned.b, range(b.start, b.end)),
    )


def _beside_each(a: Fact, b: Fact, here: Sequence[str], there: Sequence[str]) -> bool:
    """Whether one counts those beside each one: for each who does, two who do not; of every three, one does."""
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)) or a.dimension or b.dimension:
        return False
    return others_told(here, a.start, there, b.start, a.value, b.value)


def _of_a_kind(a: Fact, b: Fact) -> bool:
    """Whether both count or measure the same sort of thing, and not both are words that English drops freely."""
    return (
        isinstance(a, Quantity)
        and isinstance(b, Quantity)
        and a.dimension == b.dimension
        and not (a.soft and b.soft and a.dimension)
    )


def _not_one(a: Fact, b: Fact, here: Side, there: Side) -> bool:
    """Whether `not one` faces one, of which the negation is to tell: not one until, only when at least one."""
    values = {x.value for x in (a, b) if isinstance(x, Quantity)}
    return values == {0, 1} and "one" in (here.text(a).lower(), there.text(b).lower())


def _multiples(a: Fact, b: Fact, here: Side) -> bool:
    """Whether both multiply and answer each other: double, three times as much."""
    if any(not isinstance(x, Quantity) or x.dimension not in ("times", "share") for x in (a, b)):
        return False
    return not set(here.facing.opposite(range(a.start, a.end))).isdisjoint(range(b.start, b.end))


def _reckoned(a: Fact, b: Fact, here: Side, there: Side) -> bool:
    """Whether two dates tell one time: as far apart as a span that both give, or the last day and the one after it.

    “On 3 May, two days after leaving” and “left on 1 May”; “shut through Friday” and “not open before Saturday”.
    """
    if not (isinstance(a, Moment) and isinstance(b, Moment)):
        return False
    if a.weekday is not None and b.weekday is not None:
        words = (here.facing.lower[max(0, a.start - 1)], there.facing.lower[max(0, b.start - 1)])
        step = (b.weekday - a.weekday) % 7
        last, after = words if step == 1 else words[::-1]
        return step in (1, 6) and last in _LAST and after in _AFTER
    if a.month is not None and b.month is not None and (b.month - a.month) % 12 in (1, 11):
        told = _edge(a, here), _edge(b, there)
        return told == (("end", "start") if (b.month - a.month) % 12 == 1 else ("start", "end"))
    apart = a.days_to(b)
    spans = [
        {round(x.value / _DAY) for x in side.facts if isinstance(x, Quantity) and x.dimension == "time"}
        for side in (here, there)
    ]
    return apart is not None and abs(apart) in spans[0] & spans[1]


def _edge(moment: Moment, side: Side) -> str:
    """Whether it is the beginning or the end of a month: by the end of March, when April begins."""
    said = edge(moment, side.facing.lower)
    following = side.facing.lower[moment.end : moment.end + 1]
    return said or next((name for word in following for name, verbs in _TURNED.items() if lemma(word) in verbs), "")


_TURNED = {"start": {"begin", "start", "arrive"}, "end": {"end", "close"}}
_DAY = 86400  # seconds
_LAST = {"through", "by", "until", "till", "including"}
_AFTER = {"before", "until", "till"}


def _framed(aligned: Aligned, a: Fact, b: Fact, here: Side, there: Side) -> Iterator[Drift]:
    """Equal figures that are framed as something else: shorter by eleven hours, cut to eleven hours."""
    for mine, theirs, what in framed(a, b, here.facing.lower, there.facing.lower):
        if what == ENDED and _names(here) != _names(there):
            continue  # in Oslo until 1990, in Bergen since
        places = stretch(aligned.a, mine), stretch(aligned.b, theirs)
        said = [cut(side, place) for side, place in zip((aligned.a, aligned.b), places, strict=True)]
        yield Drift(KIND, Severity.CRITICAL, 0.85, f"{what}: A says “{said[0]}”, B says “{said[1]}”.", *places)


def _names(side: Side) -> set[str]:
    """The words with a capital inside its sentences."""
    said = side.facing.here.words
    pairs = pairwise(said)
    return {
        word.text for last, word in pairs if word.text[0].isupper() and word.text[1:2].isalpha() and not last.is_mark
    }


def _another_day(aligned: Aligned, here: Side, there: Side) -> Iterator[Drift]:
    """Last year here, the year before last there; the eve of the feast here, the day after it there."""
    for mine, theirs, what in told_from(here.facing, there.facing):
        places = stretch(aligned.a, mine), stretch(aligned.b, theirs)
        said = [cut(side, place) for side, place in zip((aligned.a, aligned.b), places, strict=True)]
        yield Drift(KIND, Severity.CRITICAL, 0.8, f"{what}: A says “{said[0]}”, B says “{said[1]}”.", *places)


def _hedge(aligned: Aligned, a: Fact, b: Fact, here: Side, there: Side) -> Iterator[Drift]:
    """Equal numbers whose bounds differ: more than 40 against fewer than 40, or about 40 against 40."""
    if not isinstance(a, Quantity) or not isinstance(b, Quantity) or a.bound == b.bound:
        return
    places = [stretch(side, range(q.begins, q.end)) for side, q in ((aligned.a, a), (aligned.b, b))]
    if a.direction * b.direction < 0:
        if _denied(here, a) != _denied(there, b):
            return  # none is younger than seventy, all are over seventy
        message = f"The bound points the other way: A says “{_with_bound(here, a)}”, B says “{_with_bound(there, b)}”."
        yield Drift(KIND, Severity.CRITICAL, 0.9, message, *places)
    elif (a.direction != b.direction) or "about" in (a.bound, b.bound):
        if {a.bound, b.bound} == {"", "about"} and a.dimension == "vague":
            return
        message = (
            f"The same figure, but not as exact: A says “{_with_bound(here, a)}”, B says “{_with_bound(there, b)}”."
        )
        yield Drift(KIND, Severity.MINOR, 0.8, message, *places)


def _denied(side: Side, quantity: Quantity) -> bool:
    """Whether what a bound says is denied in the same clause."""
    for word in reversed(side.facing.lower[max(0, quantity.begins - _CLAUSE) : quantity.begins]):
        if not word[0].isalnum() and word != "'":
            return False
        if is_negative(word):
            return True
    return False


_CLAUSE = 6  # words within which a bound is denied


def _with_bound(side: Side, quantity: Quantity) -> str:
    return cut(side.facing.here, stretch(side.facing.here, range(quantity.begins, quantity.end)))
