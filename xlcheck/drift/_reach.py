"""Negations that both renderings have, but that reach farther in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._denied import Side, told
from xlcheck.drift._facing import Facing, cut, edits, plain, stretch
from xlcheck.drift._lists import listed
from xlcheck.drift._negatives import LIMITED, LIMITING, MORE, PARTIAL, PARTLY, Negative
from xlcheck.lexicon import is_function, lemma
from xlcheck.model import Aligned, Drift, Kind, Severity


def all_but(aligned: Aligned, near: bool) -> Iterator[Drift]:
    """`No doubt` here, `little doubt` there, between near-identical renderings."""
    for edit in edits(aligned) if near else ():
        places = (
            stretch(aligned.a, range(edit.a_start, edit.a_end)),
            stretch(aligned.b, range(edit.b_start, edit.b_end)),
        )
        if places[0] is None or places[1] is None:
            continue
        said = cut(aligned.a, places[0]), cut(aligned.b, places[1])
        words = {text.lower() for text in said}
        if words & {"no", "none"} and words & {"little", "few", "hardly any", "scant"}:
            message = f"One rendering denies it altogether: A says “{said[0]}”, B says “{said[1]}”."
            yield Drift(Kind.NEGATION, Severity.MAJOR, 0.8, message, *places)


def moved(a: Side, b: Side, matched: Sequence[tuple[int, int]]) -> Iterator[Drift]:
    """Between near-identical renderings: did not promise to, promised not to."""
    for i, j in matched if a.facing.near else ():
        x, y = a.found[i], b.found[j]
        if min(x.force, y.force) < 3:
            continue
        for here, there, mine, theirs in ((a, b, x, y), (b, a, y, x)):
            if not mine.scope or not (
                _of_a_verb(here.facing.lower[mine.start]) and _of_a_verb(there.facing.lower[theirs.start])
            ):
                continue
            governing = here.facing.answers[mine.scope[0]]
            infinitive = _infinitive(there.facing.lower, theirs.end)
            if (
                infinitive
                and governing
                and governing[-1] < theirs.start <= governing[-1] + 3
                and lemma(here.facing.lower[mine.scope[0]]) not in RAISING
            ):
                places = (
                    stretch(a.facing.here, (x.start, *x.scope[:1])),
                    stretch(b.facing.here, (y.start, *y.scope[:1])),
                )
                message = "The negation bears on another word: A says “{}”, B says “{}”.".format(
                    *(cut(side.facing.here, place) for side, place in zip((a, b), places, strict=True) if place)
                )
                yield Drift(Kind.NEGATION, Severity.CRITICAL, 0.8, message, *places)
                break


def _infinitive(lower: Sequence[str], at: int) -> bool:
    """Whether `to` with a verb stands here, not `to` with a noun and its article."""
    return lower[at : at + 1] == ("to",) and not any(
        is_function(word) and word != "be" for word in lower[at + 1 : at + 2]
    )


def _of_a_verb(word: str) -> bool:
    """Whether a negative word negates a verb; `tolerate no` and `not tolerate any` are one thing."""
    return word in ("not", "never", "cannot") or word.endswith("n't")


# After these it makes no difference which of the two verbs is negated.
RAISING = listed("negation", "raising")


def reaches(a: Side, b: Side, matched: Sequence[tuple[int, int]]) -> Iterator[Drift]:
    """Both negate, but one leaves part of the claim standing: not all, not only."""
    for i, j in matched:
        pair = a.found[i], b.found[j]
        for here, there, mine, theirs, first in ((a, b, *pair, True), (b, a, *pair[::-1], False)):
            if _hardly(here, there, mine, theirs):
                yield told(here, there, mine, 0.8, first=first, part=True)
            if min(mine.force, theirs.force) < 3:
                continue
            at = _limit(here.facing, mine, theirs, frozenset(there.facing.lower))
            if at is not None:
                whole = Negative(mine.start, at + 1, 3, (at + 1,) if at + 1 < len(here.facing.lower) else ())
                yield told(here, there, whole, 0.8, first=first, part=True)


def adds(a: Side, b: Side, matched: Sequence[tuple[int, int]]) -> Iterator[Drift]:
    """Not A here, not only A there."""
    paired = [{i for i, _ in matched}, {j for _, j in matched}]
    for i, x in enumerate(a.found):
        own = set(a.facing.opposite(range(x.start, x.end)))
        for j, y in enumerate(b.found):
            if x.more == y.more or i in paired[0] or j in paired[1] or min(x.force, y.force) < 3:
                continue
            lower = (b if x.more else a).facing.lower
            if own & set(range(y.start, y.end)) and MORE.isdisjoint(lower) and LIMITING.isdisjoint(lower):
                here, there, mine = (a, b, x) if x.more else (b, a, y)
                yield told(here, there, mine, 0.8, first=x.more, part=True)


def _hardly(here: Side, there: Side, mine: Negative, theirs: Negative) -> bool:
    """Whether a seldom or a few stands for a never or a none."""
    cue = here.facing.lower[mine.start]
    if here.facing.near and cue == "none":
        return False  # told as an edit
    few = _FEW.get(cue, frozenset())
    return there.facing.lower[theirs.start] in few and theirs.start in here.facing.answers[mine.start]


_FEW = {
    "never": frozenset(("rarely", "seldom", "hardly", "scarcely")),
    "nobody": frozenset(("few",)),
    "none": frozenset(("few",)),
}


_ONE = {"of", "a", "an", "any", "one", "single", "them", "these", "those", "the"}


def _limit(facing: Facing, mine: Negative, theirs: Negative, there: frozenset[str]) -> int | None:
    """The `all` or `only` after a negation that the other side has nothing for; what answers both is the negation's."""
    for words, sames in ((PARTIAL, PARTLY), (LIMITED, LIMITING)):
        for k in range(mine.end, min(mine.end + 3, len(facing.lower))):
            taken = range(theirs.start, theirs.end)
            free = all(j in taken or plain(facing.there.words[j]) in _ONE for j in facing.answers[k])
            never = words is PARTIAL and facing.lower[mine.start] == "never"
            if never or facing.lower[k - 1 : k + 1] == ("at", "all"):
                continue  # makes the negation stronger and leaves nothing standing: never in all that time
            if facing.lower[k] in words and free and not sames & there and facing.rendered(k, k + 1):
                return k
    return None
