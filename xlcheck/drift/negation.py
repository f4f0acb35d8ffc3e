"""A negation that only one rendering has, or that bears on something else.

Harmless: “we do not think they will come” and “we think they will not come”; “no one can” and “nobody is able to”;
“never forget” and “always remember”; “without delay” and “promptly”; “refused to sign” and “did not sign”; “unless
they stop” and “if they do not stop”.
Drift: “will not attack first” and “will attack first”; “neither side” and “both sides”; “failed to agree” and
“agreed”; “not all agreed” and “none agreed”; “not the only reason” and “not the reason”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._denied import Side, told
from xlcheck.drift._facing import Facing, both_ways, plain
from xlcheck.drift._lists import listed
from xlcheck.drift._negatives import (
    LIMITED,
    PARTIAL,
    Negative,
    carries_negation,
    negatives,
    openings,
    suggests_negation,
)
from xlcheck.drift._reach import all_but, moved, reaches
from xlcheck.drift._substituted import drift, readings
from xlcheck.lexicon import Relation, is_function, lemma, related, same_word
from xlcheck.model import Aligned, Drift, Kind
from xlcheck.text import words

KIND = Kind.NEGATION
MQM = "accuracy/mistranslation/negation"

NEARBY = 8  # words on either side of a predicate in which its negation is to be looked for
APART = 6  # words: in near-identical renderings a negation that moved farther has moved to another predicate


def check(aligned: Aligned) -> Iterator[Drift]:
    """Match the negatives of both renderings; one left over on a side, though what it negates is rendered, is drift."""
    yield from (drift(aligned, reading) for reading in readings(aligned) if reading.kind is KIND)
    a, b = (Side(facing, negatives(facing.lower)) for facing in both_ways(aligned))
    turned = aligned.b.text < aligned.a.text  # ties are broken by the order of the sides
    matched = [(i, j) for j, i in _matched(b, a)] if turned else _matched(a, b)
    yield from reaches(a, b, matched)
    yield from moved(a, b, matched)
    yield from all_but(aligned, a.facing.near)
    loose_a = [n for i, n in enumerate(a.found) if i not in {x for x, _ in matched}]
    loose_b = [n for j, n in enumerate(b.found) if j not in {y for _, y in matched}]
    for here, there, mine, theirs, first in ((a, b, loose_a, loose_b, True), (b, a, loose_b, loose_a, False)):
        for negative in _odd(here.facing.lower, mine):
            if (reason := _doubt(here, there, negative, theirs)) is not None:
                yield told(here, there, negative, reason, first=first)


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


def _undoes(lower: Sequence[str], outer: Negative, inner: Negative) -> bool:
    """Whether `inner` stands in what `outer` negates: no family is left without, never forget, not unfair."""
    # no motion that we pass here is to go without; no clause of it which we have failed to honour
    relative = not {"which", "that", "who"}.isdisjoint(lower[outer.end : inner.start])
    farthest = 12 if lower[inner.start] == "without" or relative else 6
    if not 0 <= inner.start - outer.end <= farthest or outer.force < 2:
        return False
    if any(word in ".;:!?" or word in ("and", "but", "or") for word in lower[outer.end : inner.start]):
        return False
    return inner.start in outer.scope or inner.start <= outer.end + 1 or lower[inner.start] == "without"


def _odd(lower: Sequence[str], loose: Sequence[Negative]) -> list[Negative]:
    """Those that are not half of a double negation: never forget, not without, no failure."""
    odd, taken = [], set()
    for k, negative in enumerate(loose):
        if negative.force == 1 or k in taken:
            continue
        others = [(m, other) for m, other in enumerate(loose) if m != k and m not in taken]
        halves = [m for m, other in others if _undoes(lower, negative, other) or _undoes(lower, other, negative)]
        if halves:
            taken |= {k, halves[0]}
        else:
            odd.append(negative)
    return odd


def _doubt(here: Side, there: Side, negative: Negative, theirs: Sequence[Negative]) -> float | None:
    """How sure it is that the other side lacks this negation; None where it may have it in another way."""
    if not negative.scope or _reworded(here, there, negative) or _asks(here, there, negative):
        return None
    if _denied_before(here, there, negative) or _contrasts(here.facing.lower, negative):
        return None
    if here.facing.near:
        return _lacking(here.facing, negative, theirs)
    answers = here.facing.opposite(negative.scope[:2])
    if (
        not answers
        or any(_in_clause(there, other.start, answers) for other in theirs)
        or (negative.force < 3 and not _denies(here.facing, negative))
        or _undone(here.facing, negative)
    ):
        return None
    if _suggested(here, there, negative, answers) or _carried_on(there, answers) or _opposed(here, there, negative):
        return None
    return 0.8 if _rendered(here.facing, negative) and _predicated(here, there, negative) else None


def _contrasts(lower: Sequence[str], negative: Negative) -> bool:
    """Whether it only sets off what is so from what is not, and has no verb: in December, not in June."""
    before, after = lower[max(0, negative.start - 2) : negative.start], lower[negative.end : negative.end + 1]
    parted = before[-1:] == (",",) or before == (",", "and")
    return (
        parted and lower[negative.start] == "not" and bool(after) and is_function(after[0]) and after[0] not in _OPENING
    )


def _denied_before(here: Side, there: Side, negative: Negative) -> bool:
    """Whether the other side is cut from a sentence that negates just before the cut: hadn't cost | a single hour."""
    rendering, answers = there.facing.here, here.facing.opposite(negative.scope[:2])
    if rendering.text[:1].isupper() or not answers or answers[0] > NEARBY:
        return False
    before = [plain(word) for word in words(rendering.before)[-NEARBY:]]
    ends = max((k + 1 for k, word in enumerate(before) if word in ".!?;:"), default=0)
    return any(n.force == 3 for n in negatives(before[ends:]))


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


def _undone(facing: Facing, negative: Negative) -> bool:
    """Whether the word negated is negative itself, in a way that the other side words without: nobody disputes it."""
    return any(
        (suggests_negation(facing.lower[i]) or carries_negation(facing.lower[i]))
        and not any(same_word(facing.lower[i], facing.there.words[j].text) for j in facing.answers[i])
        for i in negative.scope[:2]
    )


def _reworded(here: Side, there: Side, negative: Negative) -> bool:
    """Whether the other side has a way to say it that needs no negation: not only, not until, not all."""
    after = here.facing.lower[negative.end : negative.end + 2]
    return (
        (negative.more and not _MORE.isdisjoint(there.facing.lower))
        or (negative.more and not here.facing.near and LIMITED.isdisjoint(there.facing.lower))
        or (
            here.facing.lower[negative.start] == "no"
            and _outdone(here.facing.lower[negative.end : negative.end + NEARBY], there.facing.lower)
        )
        or (_waits(here.facing, negative) and not _WAITED.isdisjoint(there.facing.lower))
        or (not PARTIAL.isdisjoint(after) and not _SOME.isdisjoint(there.facing.lower))
    )


def _outdone(after: Sequence[str], there: Sequence[str]) -> bool:
    """Whether a superlative there says what `no` with a comparative says here: no better neighbour, the best."""
    compared = any(word in _COMPARED or (word.endswith("er") and lemma(word) != word) for word in after)
    return compared and any(word in _UTMOST or (word.endswith("est") and lemma(word) != word) for word in there)


_COMPARED = {"better", "worse", "more", "less", "greater", "higher", "finer"}
_UTMOST = {
    "best",
    "worst",
    "most",
    "least",
    "greatest",
    "ever",
    "unmatched",
    "unequalled",
    "unrivalled",
    "supreme",
    "top",
}


def _asks(here: Side, there: Side, negative: Negative) -> bool:
    """Whether both ask the same, one of them in the negative: can it be changed, can it not be changed."""
    lower = here.facing.lower
    return (
        negative.force == 3
        and "?" in lower[negative.end :]
        and "?" in there.facing.lower
        and lower[0].removesuffix("n't") in _OPENING
        and negative.start <= 3
        and there.facing.lower[0].removesuffix("n't") in _OPENING
    )


_OPENING = listed("negation", "auxiliaries") - {"to"}


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


# Not only A but B, told without the negation.
_MORE = listed("negation", "more")
_WAITED = listed("negation", "waited")
_POINTS = {"until", "till", "before", "unless", "without"}
_AS_LONG = ("as", "long", "as")  # as long as they have not signed, until they sign
_SOME = listed("negation", "some")


def _waits(facing: Facing, negative: Negative) -> bool:
    """Whether the negation holds up to a point that the other side words in another way: not until, only when."""
    points = [k for k in range(negative.end, min(negative.end + 12, len(facing.lower))) if facing.lower[k] in _POINTS]
    points += [k for k in range(max(1, negative.start - 12), negative.start) if facing.lower[k - 1 : k + 2] == _AS_LONG]
    return negative.force == 3 and any(
        not any(plain(facing.there.words[j]) == facing.lower[k] for j in facing.answers[k]) for k in points
    )


def _suggested(here: Side, there: Side, negative: Negative, answers: Sequence[int]) -> bool:
    """Whether the other side says something in a negative vein nearby that this side does not say too."""
    lower = there.facing.lower
    return any(
        suggests_negation(lower[j])
        and not _licensed(there, j)
        and not _of_another(here, there, j, negative)
        and not any(same_word(lower[j], here.facing.lower[i]) for i in there.facing.answers[j])
        for j in range(max(0, answers[0] - NEARBY), min(len(lower), answers[-1] + NEARBY + 1))
        if _in_clause(there, j, answers)
    )


def _of_another(here: Side, there: Side, at: int, negative: Negative) -> bool:
    """Whether a word renders something that stands apart from the negation: took … down without, removed."""
    answers = there.facing.answers[at]
    last = negative.scope[-1] if negative.scope else negative.end
    first = negative.start - (negative.start > 0 and here.facing.lower[negative.start - 1] in _OPENING)
    return bool(answers) and not any(first <= i <= last for i in answers)


def _licensed(side: Side, at: int) -> bool:
    """Whether a word is there only because a negation before it calls for it: never sent any."""
    return side.facing.lower[at] in _WITH_NEGATION and any(
        n.force == 3 and n.start < at <= n.start + NEARBY and _in_clause(side, n.start, (at,)) for n in side.found
    )


_WITH_NEGATION = {"any", "anything", "anyone", "anybody", "ever", "whatsoever"}


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


def _carried_on(there: Side, answers: Sequence[int]) -> bool:
    """Whether a negation farther left reaches over these words: `did not eat or drink`, `neither … nor`."""
    return any(
        n.force == 3 and n.start < answers[0] and answers[0] - n.start <= 20 and _in_clause(there, n.start, answers)
        and any(there.facing.lower[k] in ("or", "nor", "and", ",") for k in range(n.start, answers[0]))
        for n in there.found
    )  # fmt: skip


def _opposed(here: Side, there: Side, negative: Negative) -> bool:
    """Whether what is negated here stands as its opposite there: not remember, forget."""
    return any(
        related(here.facing.lower[i], there.facing.lower[j]) is Relation.ANTONYM
        for i in negative.scope
        for j in here.facing.answers[i]
    )


def _in_clause(side: Side, at: int, answers: Sequence[int]) -> bool:
    """Whether no clause with a subject and a verb of its own opens between word `at` and these words.

    What is denied in `she did no wrong, and she should go` does not reach the second half.
    """
    start, end = sorted((at, answers[0]))
    return not any(start < k <= end for k in openings(side.facing.lower))


def _clause(side: Side, negative: Negative) -> int:
    """Which of the coordinated clauses a negative stands in, 0 for the first."""
    return sum(k <= negative.start for k in openings(side.facing.lower))
