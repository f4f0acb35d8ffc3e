"""Two negations of which one stands in what the other denies: together they say yes."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.drift._denied import Side
from xlcheck.drift._implied import unreal
from xlcheck.drift._lists import listed
from xlcheck.drift._negatives import Negative
from xlcheck.lexicon import lemma, same_word

_FAR = 12  # words from the outer negative to the inner where a clause of its own lies between
_NEXT = 6
_SENTENCE = 25
_MARKS = ".;:!?"
_JOINS = ("and", "but", "or", "so", "because", "if")
_CLAUSE = {"which", "that", "who", "whom", "whose", "why", "where", "when"}
# What does away with a ban: they lifted it, it is no longer forbidden.
_ENDING = listed("negation", "ending")


def odd(here: Side, there: Side, matched: Sequence[tuple[int, int]], loose: Sequence[int]) -> list[Negative]:
    """Those of the loose negatives that are not half of a double negation: never forget, not without, no failure.

    `matched` are pairs of indices of this side's negatives and the other's.
    """
    found, lower = here.found, here.facing.lower
    left, taken = [], set()
    for k in loose:
        if found[k].force == 1 or k in taken:
            continue
        others = [m for m in loose if m != k and m not in taken]
        halves = [m for m in others if _doubled(lower, found[k], found[m]) or _supposed(lower, found[k], found[m])]
        if halves:
            taken |= {k, halves[0]}
        elif not any(
            _doubled(lower, found[k], found[i]) and _both(here, there, found[i], there.found[j]) for i, j in matched
        ):
            left.append(found[k])
    return left


def halved(here: Side, there: Side, matched: Sequence[tuple[int, int]], negative: Negative) -> bool:
    """Whether this side doubles a negation that the other has once: nothing fails to work, nothing works."""
    return any(
        min(here.found[i].force, there.found[j].force) == 3
        and undoes(here.facing.lower, here.found[i], negative)
        and not any(_doubled(there.facing.lower, other, there.found[j]) for other in there.found if other.force > 1)
        for i, j in matched
    )


def _both(here: Side, there: Side, half: Negative, answer: Negative) -> bool:
    """Whether what answers the one half may stand for both: far from leaving, the ban was lifted."""
    lower = there.facing.lower
    if answer.force == 1 and same_word(here.facing.lower[half.start], lower[answer.start]):
        return False  # did not oppose it, opposed it
    around = lower[max(0, answer.start - 4) : answer.start] + lower[answer.end : answer.end + 4]
    return answer.force == 1 or (answer.force == 2 and any(lemma(word) in _ENDING for word in around))


def _doubled(lower: Sequence[str], x: Negative, y: Negative) -> bool:
    return undoes(lower, x, y) or undoes(lower, y, x) or _wanting(lower, x, y) or _wanting(lower, y, x)


def undoes(lower: Sequence[str], outer: Negative, inner: Negative) -> bool:
    """Whether `inner` stands in what `outer` negates: no family is left without, never forget, not unfair."""
    between = lower[outer.end : inner.start]
    # it is untrue that no one knew; no motion that we pass here is to go without; no clause which we failed to honour
    relative = not _CLAUSE.isdisjoint(between) and "," not in between
    farthest = _FAR if lower[inner.start] == "without" or relative else _NEXT
    if not 0 <= inner.start - outer.end <= farthest or (
        outer.force < 2 and "that" not in between and lower[outer.start] != "few"
    ):
        return False
    if any(word in _MARKS or word in _JOINS for word in between):
        return False
    return relative or inner.start in outer.scope or len(between) <= 1 or lower[inner.start] == "without"


def _supposed(lower: Sequence[str], x: Negative, y: Negative) -> bool:
    return unreal(lower, x, y) or unreal(lower, y, x)


def _wanting(lower: Sequence[str], outer: Negative, inner: Negative) -> bool:
    """Whether the one says what would be wanting without the other: without rain, no harvest."""
    between = lower[outer.end : inner.start]
    return (
        lower[outer.start] == "without"
        and (outer.start == 0 or not lower[outer.start - 1][0].isalnum())
        and inner.force == 3
        and 0 < len(between) <= _SENTENCE
        and not any(word in _MARKS or word in _JOINS for word in between)
    )
