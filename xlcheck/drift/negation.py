"""A negation that only one rendering has, or that bears on something else.

Harmless: “we do not think they will come” and “we think they will not come”; “no one can” and “nobody is able to”; “never forget”
and “always remember”; “without delay” and “promptly”; “refused to sign” and “did not sign”; “unless they stop” and “if they do not stop”.
Drift: “will not attack first” and “will attack first”; “neither side” and “both sides”; “failed to agree” and “agreed”; “not all
agreed” and “none agreed”; “not the only reason” and “not the reason”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlcheck.drift._facing import Facing, both_ways, cut, edits, plain, stretch
from xlcheck.drift._negatives import LIMITED, LIMITING, PARTIAL, PARTLY, Negative, negatives, suggests_negation
from xlcheck.lexicon import Relation, lemma, related, same_word
from xlcheck.model import Aligned, Drift, Kind, Severity, Stretch

KIND = Kind.NEGATION
MQM = "accuracy/mistranslation/negation"

NEARBY = 8  # words on either side of a predicate in which its negation is to be looked for
APART = 6  # words: in near-identical renderings a negation that moved farther has moved to another predicate


@dataclass(frozen=True)
class _Side:
    facing: Facing
    found: tuple[Negative, ...]


def check(aligned: Aligned) -> Iterator[Drift]:
    """Match the negatives of both renderings; what is left over on one side, though what it negates is rendered, is drift."""
    a, b = (_Side(facing, negatives(facing.lower)) for facing in both_ways(aligned))
    matched = _matched(a, b)
    yield from _scopes(a, b, matched)
    yield from _moved(a, b, matched)
    yield from _all_but(aligned, a.facing.near)
    loose_a = [n for i, n in enumerate(a.found) if i not in {x for x, _ in matched}]
    loose_b = [n for j, n in enumerate(b.found) if j not in {y for _, y in matched}]
    for here, there, mine, theirs, first in ((a, b, loose_a, loose_b, True), (b, a, loose_b, loose_a, False)):
        for negative in _odd(here.facing.lower, mine):
            if (reason := _drift(here, there, negative, mine, theirs)) is not None:
                yield _told(here, there, negative, reason, first=first)


def _all_but(aligned: Aligned, near: bool) -> Iterator[Drift]:
    """`No doubt` here, `little doubt` there, between near-identical renderings."""
    for edit in edits(aligned) if near else ():
        places = stretch(aligned.a, range(edit.a_start, edit.a_end)), stretch(aligned.b, range(edit.b_start, edit.b_end))
        if places[0] is None or places[1] is None:
            continue
        said = cut(aligned.a, places[0]), cut(aligned.b, places[1])
        words = {text.lower() for text in said}
        if words & {"no", "none"} and words & {"little", "few", "hardly any", "scant"}:
            message = f"One rendering denies it altogether: a says “{said[0]}”, b says “{said[1]}”."
            yield Drift(KIND, Severity.MAJOR, 0.8, message, *places)


def _matched(a: _Side, b: _Side) -> list[tuple[int, int]]:
    """Pairs of negatives that answer each other, by force first, then by nearness."""
    near = a.facing.near
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
            if near and not together and gap > APART:
                continue
            if x.more != y.more:
                continue
            ranked.append((not _same_cue(a, b, x, y, gap), not together, 6 - x.force - y.force, gap, i, j))
    left, right, found = set(range(len(a.found))), set(range(len(b.found))), []
    for *_, i, j in sorted(ranked):
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            found.append((i, j))
    return sorted(found)


def _same_cue(a: _Side, b: _Side, x: Negative, y: Negative, gap: int) -> bool:
    """Whether both sides have one word for it in one place."""
    return gap <= APART and (x.force == y.force == 3 or same_word(a.facing.lower[x.start], b.facing.lower[y.start]))


def _undoes(lower: Sequence[str], outer: Negative, inner: Negative) -> bool:
    """Whether `inner` stands in what `outer` negates: no family is left without, never forget, not unfair."""
    if not 0 <= inner.start - outer.end <= 6 or outer.force < 2:
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
        partner = next(
            (m for m, other in enumerate(loose) if m != k and m not in taken and (_undoes(lower, negative, other) or _undoes(lower, other, negative))),
            None,
        )  # fmt: skip
        if partner is not None:
            taken |= {k, partner}
        else:
            odd.append(negative)
    return odd


def _drift(here: _Side, there: _Side, negative: Negative, mine: Sequence[Negative], theirs: Sequence[Negative]) -> float | None:
    """How sure it is that the other side lacks this negation; None where it may have it in another way."""
    if not negative.scope:
        return None
    facing = here.facing
    answers = facing.opposite(negative.scope[:2])
    if negative.more and not _MORE.isdisjoint(there.facing.lower):
        return None
    if _waits(facing, negative) and not _WAITED.isdisjoint(there.facing.lower):
        return None
    if any(w in PARTIAL for w in facing.lower[negative.end : negative.end + 2]) and not _SOME.isdisjoint(there.facing.lower):
        return None
    if facing.near:
        if negative.force < 2 or (negative.force == 2 and not _dropped(facing, negative)):
            return None
        if any(_close(facing, negative, other) for other in theirs):
            return None
        return 0.95 if negative.force == 3 else 0.85
    if negative.force < 3 or not answers or theirs or _suggested(here, there, answers):
        return None
    if _carried_on(there, answers) or _opposed(here, there, negative):
        return None
    if not facing.rendered(negative.start, negative.end) or not _predicated(here, there, negative):
        return None
    return 0.8


def _predicated(here: _Side, there: _Side, negative: Negative) -> bool:
    """Whether the other side says the thing denied: for `no family will move` it must say `move`, not only `family`."""
    first = 1 if here.facing.lower[negative.start] in _SUBJECTS and len(negative.scope) > 1 else 0
    subject = here.facing.answers[negative.scope[0]]
    return any(
        related(here.facing.lower[i], there.facing.lower[j]) in _ALIKE and (not subject or abs(j - subject[0]) <= NEARBY)
        for i in negative.scope[first : first + 2]
        for j in here.facing.answers[i]
    )


_SUBJECTS = {"no", "none", "neither", "nobody", "no-one", "nothing"}
_ALIKE = {Relation.SAME, Relation.SYNONYM, Relation.NEAR, Relation.HYPERNYM}


# Not only A but B, told without the negation.
_MORE = {"also", "well", "both", "besides", "too", "addition", "moreover", "more", "beyond", "even", "alongside", "plus", "together"}
_WAITED = {"only", "once", "after", "when", "until", "till", "before", "first", "as", "following", "while", "unless", "if"}
_POINTS = {"until", "till", "before", "unless", "without"}
_SOME = {"some", "only", "few", "most", "part", "many", "several", "half", "majority", "minority", "partly"}


def _waits(facing: Facing, negative: Negative) -> bool:
    """Whether the negation holds up to a point that the other side words in another way: not until, only when."""
    points = [k for k in range(negative.end, min(negative.end + 12, len(facing.lower))) if facing.lower[k] in _POINTS]
    return negative.force == 3 and any(not any(plain(facing.there.words[j]) == facing.lower[k] for j in facing.answers[k]) for k in points)


def _suggested(here: _Side, there: _Side, answers: Sequence[int]) -> bool:
    """Whether the other side says something in a negative vein nearby that this side does not say too."""
    lower = there.facing.lower
    return any(
        suggests_negation(lower[j]) and not any(same_word(lower[j], here.facing.lower[i]) for i in there.facing.answers[j])
        for j in range(max(0, answers[0] - NEARBY), min(len(lower), answers[-1] + NEARBY + 1))
    )


def _dropped(facing: Facing, negative: Negative) -> bool:
    """Whether the other side has nothing in its place but what it governs, or the opposite."""
    answers = facing.opposite([negative.start])
    if not answers:
        governed = negative.scope[:1]
        start, end = facing.place(negative.start, negative.end)
        return start == end and any(same_word(facing.lower[i], facing.there.words[j].text) for i in governed for j in facing.answers[i])
    mine = facing.lower[negative.start]
    return lemma(mine) in _DENIALS and any(related(mine, facing.there.words[j].text) is Relation.ANTONYM for j in answers)


# Their opposites (confirm, succeed, agree, have) are found by their negation, not as words that mean something else.
_DENIALS = {"deny", "fail", "refuse", "lack"}


def _close(facing: Facing, negative: Negative, other: Negative) -> bool:
    start, end = facing.place(negative.start, negative.end)
    return max(other.start - end, start - other.end, 0) <= APART


def _carried_on(there: _Side, answers: Sequence[int]) -> bool:
    """Whether a negation farther left reaches over these words: `did not eat or drink`, `neither … nor`."""
    return any(
        n.force == 3 and n.start < answers[0] and answers[0] - n.start <= 20
        and any(there.facing.lower[k] in ("or", "nor", "and", ",") for k in range(n.start, answers[0]))
        for n in there.found
    )  # fmt: skip


def _opposed(here: _Side, there: _Side, negative: Negative) -> bool:
    """Whether what is negated here stands as its opposite there: not remember, forget."""
    return any(
        related(here.facing.lower[i], there.facing.lower[j]) is Relation.ANTONYM
        for i in negative.scope
        for j in here.facing.answers[i]
    )


def _moved(a: _Side, b: _Side, matched: Sequence[tuple[int, int]]) -> Iterator[Drift]:
    """Between near-identical renderings: did not promise to, promised not to."""
    for i, j in matched if a.facing.near else ():
        x, y = a.found[i], b.found[j]
        if min(x.force, y.force) < 3:
            continue
        for here, mine, theirs in ((a, x, y), (b, y, x)):
            if not mine.scope or "without" in (here.facing.lower[mine.start], plain(here.facing.there.words[theirs.start])):
                continue
            governing = here.facing.answers[mine.scope[0]]
            if governing and governing[-1] < theirs.start <= governing[-1] + 3 and lemma(here.facing.lower[mine.scope[0]]) not in RAISING:
                places = stretch(a.facing.here, (x.start, *x.scope[:1])), stretch(b.facing.here, (y.start, *y.scope[:1]))
                message = "The negation bears on another word: a says “{}”, b says “{}”.".format(
                    *(cut(side.facing.here, place) for side, place in zip((a, b), places, strict=True) if place)
                )
                yield Drift(KIND, Severity.CRITICAL, 0.8, message, *places)
                break


# After these it makes no difference which of the two verbs is negated.
RAISING = {
    "think", "believe", "expect", "want", "seem", "appear", "suppose", "intend", "plan", "likely", "feel", "imagine", "wish", "tend", "advise", "look", "mean",
    "recommend", "reckon", "anticipate", "propose", "need", "hope", "aim", "say",
}  # fmt: skip


def _scopes(a: _Side, b: _Side, matched: Sequence[tuple[int, int]]) -> Iterator[Drift]:
    """Both negate, but one leaves part of the claim standing: not all, not only."""
    for i, j in matched:
        for here, there, mine, theirs, first in ((a, b, a.found[i], b.found[j], True), (b, a, b.found[j], a.found[i], False)):
            if mine.force < 3 or theirs.force < 3:
                continue
            for words, sames in ((PARTIAL, PARTLY), (LIMITED, LIMITING)):
                at = next((k for k in range(mine.end, min(mine.end + 3, len(here.facing.lower))) if here.facing.lower[k] in words), None)
                if at is None or here.facing.opposite([at]) or sames & set(there.facing.lower):
                    continue
                if not here.facing.rendered(at, at + 1):
                    continue
                start, end = mine.start, at + 1
                yield _told(here, there, Negative(start, end, 3, (at + 1,) if at + 1 < len(here.facing.lower) else ()), 0.8, first=first, part=True)


def _told(here: _Side, there: _Side, negative: Negative, confidence: float, *, first: bool, part: bool = False) -> Drift:
    facing = here.facing
    mine_at = _shown(facing, negative)
    theirs_at = _counterpart(facing, negative)
    mine = cut(facing.here, mine_at)
    theirs = cut(facing.there, theirs_at) if theirs_at else ""
    said = (mine, theirs) if first else (theirs, mine)
    if part:
        message = f"The negation reaches farther in one rendering: a says “{said[0]}”, b says “{said[1]}”."
    elif theirs:
        message = f"Only one rendering negates: a says “{said[0]}”, b says “{said[1]}”."
    else:
        message = f"Only {'a' if first else 'b'} negates: it says “{mine}”."
    sides = (mine_at, theirs_at) if first else (theirs_at, mine_at)
    return Drift(KIND, Severity.CRITICAL, confidence, message, *sides)


def _shown(facing: Facing, negative: Negative) -> Stretch:
    """The negation with its auxiliary and the first word it bears on."""
    start = negative.start
    if start and facing.lower[start] in ("not", "never") and facing.lower[start - 1] in _AUXILIARIES:
        start -= 1
    end = negative.end
    if negative.scope and negative.scope[0] - end <= 2:
        end = negative.scope[0] + 1
    place = stretch(facing.here, range(start, end))
    assert place is not None
    return place


def _counterpart(facing: Facing, negative: Negative) -> Stretch | None:
    """What the other side has for the words negated, its auxiliary included."""
    own = facing.opposite([negative.start]) if negative.force == 2 else ()
    answers = list(own) or list(facing.opposite(negative.scope[:1])) or list(facing.opposite(negative.scope[:2]))[:1]
    if not answers:
        start, end = facing.place(negative.start, negative.end)
        return stretch(facing.there, range(start, min(end, start + 4)))
    first, last = answers[0], answers[0]
    for j in answers:
        last = j if j - last <= 2 else last
    own = facing.opposite(range(negative.start, negative.end))
    if own and 0 < first - own[0] <= 3:
        first = own[0]
    elif first and facing.there.words[first - 1].text.lower() in _AUXILIARIES:
        first -= 1
    return stretch(facing.there, range(first, last + 1))


_AUXILIARIES = set(
    "will would shall should can could may might must do does did is are was were am be been has have had 'll need to".split()
)
