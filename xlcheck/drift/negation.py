"""A negation that only one rendering has, or that bears on something else.

Harmless: “we do not think they will come” and “we think they will not come”; “no one can” and “nobody is able to”;
“never forget” and “always remember”; “without delay” and “promptly”; “refused to sign” and “did not sign”; “unless
they stop” and “if they do not stop”.
Drift: “will not attack first” and “will attack first”; “neither side” and “both sides”; “failed to agree” and
“agreed”; “not all agreed” and “none agreed”; “not all were tested” and “all went untested”; “not the only reason” and
“not the reason”; “everybody but the cook” and “everybody, even the cook”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._denied import Side, told
from xlcheck.drift._doubled import halved, odd
from xlcheck.drift._excepted import included
from xlcheck.drift._facing import Facing, both_ways, overlap, plain
from xlcheck.drift._implied import implied, rolled_out, spared
from xlcheck.drift._negatives import LIMITED, Negative, negatives, openings, suggests_negation
from xlcheck.drift._quantified import counted
from xlcheck.drift._reach import RAISING, adds, all_but, moved, reaches
from xlcheck.drift._silence import (
    NEARBY,
    answered,
    asks,
    carried_on,
    contrasts,
    denied_before,
    in_clause,
    left_out,
    opposed,
    reworded,
    suggested,
    undone,
)
from xlcheck.drift._substituted import drift, readings
from xlcheck.lexicon import Relation, lemma, related, same_word
from xlcheck.model import Aligned, Drift, Kind

KIND = Kind.NEGATION
MQM = "accuracy/mistranslation/negation"

APART = 6  # words: in near-identical renderings a negation that moved farther has moved to another predicate


def check(aligned: Aligned) -> Iterator[Drift]:
    """Match the negatives of both renderings; one left over on a side, though what it negates is rendered, is drift."""
    read = [reading for reading in readings(aligned) if reading.kind is KIND]
    yield from (drift(aligned, r) for r in read if not rolled_out(aligned, r.substitution.a, r.substitution.b))
    a, b = (Side(facing, negatives(facing.lower)) for facing in both_ways(aligned))
    turned = aligned.b.text < aligned.a.text  # ties are broken by the order of the sides
    matched = [(i, j) for j, i in _matched(b, a)] if turned else _matched(a, b)
    reached = list(reaches(a, b, matched))
    reached += [drift for drift in counted(a, b) if not any(overlap(drift, other) for other in reached)]
    reached += included(a.facing, b.facing)
    yield from reached
    yield from adds(a, b, matched)
    yield from moved(a, b, matched)
    yield from all_but(aligned, a.facing.near)
    back = [(j, i) for i, j in matched]
    for here, there, pairs, others, first in ((a, b, matched, back, True), (b, a, back, matched, False)):
        theirs = [there.found[j] for j in _loose(there, others)]
        for negative in odd(here, there, pairs, _loose(here, pairs)):
            once = halved(here, there, pairs, negative)
            if (reason := _doubt(here, there, negative, theirs, once)) is not None:
                lost = told(here, there, negative, reason, first=first)
                if not any(overlap(lost, other) for other in reached):
                    yield lost


def _loose(side: Side, matched: Sequence[tuple[int, int]]) -> list[int]:
    taken = {i for i, _ in matched}
    return [i for i in range(len(side.found)) if i not in taken]


def _matched(a: Side, b: Side) -> list[tuple[int, int]]:
    """Pairs of negatives that answer each other, by force first, then by nearness."""
    near = a.facing.near
    alike = len(openings(a.facing.lower)) == len(openings(b.facing.lower))
    ranked = []
    for i, x in enumerate(a.found):
        start, end = a.facing.place(x.start, x.end)
        linked = set(a.facing.opposite(range(x.start, x.end)))
        scope = set(a.facing.opposite(x.scope[:2]))
        for j, y in enumerate(b.found):
            if max(x.force, y.force) == 1 and not (linked & set(range(y.start, y.end))):
                continue
            gap = max(y.start - end, start - y.end, 0)
            together = bool(linked & set(range(y.start, y.end))) or bool(scope & set(y.scope[:2]))
            first = not set(a.facing.opposite(x.scope[:1])) & set(y.scope[:1])
            if near and not together and gap > APART:
                continue
            if x.more != y.more or (alike and _clause(a, x) != _clause(b, y)):
                continue
            ranked.append((not _same_cue(a, b, x, y, gap), not together, 6 - x.force - y.force, first, gap, i, j))
    left, right, found = set(range(len(a.found))), set(range(len(b.found))), []
    for *_, i, j in sorted(ranked):
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            found.append((i, j))
    return sorted(found)


def _same_cue(a: Side, b: Side, x: Negative, y: Negative, gap: int) -> bool:
    """Whether both sides have one word for it in one place."""
    return gap <= APART and (x.force == y.force == 3 or same_word(a.facing.lower[x.start], b.facing.lower[y.start]))


def _doubt(here: Side, there: Side, negative: Negative, theirs: Sequence[Negative], once: bool) -> float | None:
    """How sure it is that the other side lacks this negation; None where it may have it in another way.

    `once` tells that it doubles a negation, and that the other side has that one alone.
    """
    if not negative.scope or reworded(here, there, negative) or asks(here, there, negative):
        return None
    if denied_before(here, there, negative) or contrasts(here.facing.lower, negative) or spared(here, there, negative):
        return None
    if here.facing.near:
        return _lacking(here.facing, negative, theirs)
    answers = here.facing.opposite(negative.scope[:2])
    if answers and implied(here, there, negative, answers):
        return None
    contrary = negative.force < 3 and (_denies(here.facing, negative) or _conceded(here.facing, negative))
    if (
        not answers
        or any(in_clause(there, other.start, answers) for other in theirs)
        or (negative.force < 3 and not once and not contrary)
        or undone(here.facing, negative)
        or (answered(here.facing, negative) and not contrary)
        or left_out(there, answers)
    ):
        return None
    if carried_on(there, answers) or opposed(here, there, negative):
        return None
    said_too = negative.force == 3 or _predicated(here, there, negative)  # unless it rains, if it stays dry
    if said_too and _contrary(here.facing, negative):
        return 0.8
    if suggested(here, there, negative, answers):
        return None
    told_of = _rendered(here.facing, negative) or _verb_said(here, there, negative)
    return 0.8 if told_of and _predicated(here, there, negative) else None


def _contrary(facing: Facing, negative: Negative) -> bool:
    """Whether the other side has the contrary in its place: nobody, someone; never, at times; none, several."""
    word = facing.lower[negative.start]
    if word in ("without", "unless") and not LIMITED.isdisjoint(map(plain, facing.there.words)):
        return False  # only with a guide, not without one
    contraries = _AFFIRMED.get(word, frozenset())
    for i in range(negative.end, min(negative.end + 3, len(facing.lower))):
        some = _SOME.get(facing.lower[i])  # without anyone knowing, and somebody knew
        if some is not None and any(plain(facing.there.words[j]) in some for j in facing.answers[i]):
            return True
    own = facing.opposite(range(negative.start, negative.end))
    return any(plain(facing.there.words[j]) in contraries for j in own)


def _conceded(facing: Facing, negative: Negative) -> bool:
    """Whether what is a condition not to come about here is one to come about there: unless it rains, if it rains."""
    return facing.lower[negative.start] == "unless" and _contrary(facing, negative)


# Everyone and always are not among them: nobody had seen it, it was new to everyone.
_AFFIRMED = {
    "never": frozenset("often sometimes frequently once times regularly occasionally repeatedly".split()),
    "nobody": frozenset("someone somebody some many several".split()),
    "no": frozenset("some several many plenty most every".split()),
    "cannot": frozenset("possible possibly".split()),
    "can't": frozenset("possible possibly".split()),
    "without": frozenset(("with", "after")),
    "unless": frozenset("if once provided despite after even when".split()),
    "none": frozenset("some several many".split()),
    "nothing": frozenset("something".split()),
}


_SOMEBODY, _SOMETHING = frozenset(("somebody", "someone")), frozenset(("something",))
_SOME = {"anyone": _SOMEBODY, "anybody": _SOMEBODY, "anything": _SOMETHING}


def _verb_said(here: Side, there: Side, negative: Negative) -> bool:
    """Whether the verb denied, or one like it, is said on the other side, in bare renderings.

    Reports go on beyond a quote, and may deny there: six of six in bare pairs are drifts, one of two in reports is not.
    """
    if here.facing.here.quote is not None:
        return False
    word, verb = here.facing.lower[negative.start], negative.scope[0]
    denies = word in ("not", "never", "cannot") or word.endswith("n't")
    raised = lemma(here.facing.lower[verb]) in RAISING and not any(map(suggests_negation, there.facing.lower))
    said = negative.scope if raised else (verb,)  # do not think that it was known
    return denies and any(
        related(here.facing.lower[i], there.facing.lower[j]) in _ALIKE for i in said for j in here.facing.answers[i]
    )


def _rendered(facing: Facing, negative: Negative) -> bool:
    """Whether the other side renders what stands around the negation, or around it and the verb that it negates."""
    start = max(0, negative.start - 1)
    return facing.rendered(negative.start, negative.end) or facing.rendered(start, negative.scope[0] + 1)


def _denies(facing: Facing, negative: Negative) -> bool:
    """Whether a verb that denies has its contrary there, or is gone where what it governs is said: they commented."""
    base = lemma(facing.lower[negative.start])
    own = facing.answers[negative.start]
    if any(lemma(plain(facing.there.words[j])) in _CONTRARIES.get(base, ()) for j in own):
        return True
    governed = facing.answers[negative.scope[0]]
    return (
        base in _DENIALS
        and set(own) <= set(governed)
        and any(same_word(facing.lower[negative.scope[0]], facing.there.words[j].text) for j in governed)
    )


_CONTRARIES = {
    "deny": {"admit", "confirm", "acknowledge", "concede"},
    "refuse": {"agree", "consent"},
    "fail": {"succeed", "manage"},
}


def _lacking(facing: Facing, negative: Negative, theirs: Sequence[Negative]) -> float | None:
    """The same between near-identical renderings, where one word dropped is evidence enough."""
    if negative.force < 2 or (negative.force == 2 and not _dropped(facing, negative)):
        return None
    if any(_close(facing, negative, other) for other in theirs):
        return None
    return 0.95 if negative.force == 3 else 0.85


def _predicated(here: Side, there: Side, negative: Negative) -> bool:
    """Whether the other side says the thing denied: for `no family will move` it must say `move`, not only `family`."""
    first = 1 if here.facing.lower[negative.start] in _SUBJECTS and len(negative.scope) > 1 else 0
    subject = here.facing.answers[negative.scope[0]]
    return any(
        related(here.facing.lower[i], there.facing.lower[j]) in _ALIKE
        and (not subject or abs(j - subject[0]) <= NEARBY)
        for i in negative.scope[first : first + 2]
        for j in here.facing.answers[i]
    )


_SUBJECTS = {"no", "none", "neither", "nobody", "no-one", "nothing"}
_ALIKE = {Relation.SAME, Relation.SYNONYM, Relation.NEAR, Relation.HYPERNYM}


def _dropped(facing: Facing, negative: Negative) -> bool:
    """Whether the other side has nothing in its place but what it governs, or the opposite."""
    answers = facing.opposite([negative.start])
    if not answers:
        governed = negative.scope[:1]
        start, end = facing.place(negative.start, negative.end)
        return start == end and any(
            same_word(facing.lower[i], facing.there.words[j].text) for i in governed for j in facing.answers[i]
        )
    mine = facing.lower[negative.start]
    return lemma(mine) in _DENIALS and any(
        related(mine, facing.there.words[j].text) is Relation.ANTONYM for j in answers
    )


# Their opposites (confirm, succeed, agree, have) are found by their negation, not as words that mean something else.
_DENIALS = {"deny", "fail", "refuse", "lack"}


def _close(facing: Facing, negative: Negative, other: Negative) -> bool:
    start, end = facing.place(negative.start, negative.end)
    return max(other.start - end, start - other.end, 0) <= APART


def _clause(side: Side, negative: Negative) -> int:
    """Which of the coordinated clauses a negative stands in, 0 for the first."""
    return sum(k <= negative.start for k in openings(side.facing.lower))
