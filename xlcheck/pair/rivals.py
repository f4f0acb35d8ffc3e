"""Rivals: candidates that answer the same words of one side with other words of the other side.

A statement has one counterpart, so a strong rival speaks against a candidate. Not where the rival's other words have an
answer of their own: reports tell a statement in the lead and quote it below, and then each of four candidates has
two strong rivals though both pairs are right.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache

from xlcheck.pair.cut import Common
from xlcheck.pair.evidence import Look, Said, apart, both
from xlcheck.pair.wording import Vectors

LEAD = 0.15  # a farther lead says no more: the nearest rival may be missing from the other report
REPEATED = 0.6  # share of the shorter stretch's weight in common from which an article is taken to say a thing twice

Leads = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Field:
    """What a set of candidates answers, how strong each is at first sight, and its rivals on either side."""

    answered: tuple[Said, ...]
    strengths: tuple[float, ...]
    rivals: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    def leads(self) -> Leads:
        """By how much each candidate leads its strongest rival on either side, -`LEAD`..`LEAD`."""
        return [(self._lead(i, self.rivals[i][0]), self._lead(i, self.rivals[i][1])) for i in range(len(self.rivals))]

    def leads_over_free(self, odds: Vectors) -> Leads:
        """The same over those rivals alone that are free: `odds` are the candidates' log-odds of being right."""
        chances = [round(float(odd), 4) for odd in odds]  # so that the last digit of a sum decides nothing

        @cache
        def better(rival: int, side: int) -> list[int]:
            """Those which give the rival's words on the other side a better answer, likelier true than not."""
            least = max(chances[rival], 0.0)
            return [third for third in self.rivals[rival][1 - side] if chances[third] > least]

        def free(i: int, rival: int, side: int) -> bool:
            """True unless a third candidate beside i gives the rival's words on the other side a better answer."""
            return not any(apart(self.answered[third], self.answered[i]) for third in better(rival, side))

        return [
            (
                self._lead(i, [rival for rival in self.rivals[i][0] if free(i, rival, 0)]),
                self._lead(i, [rival for rival in self.rivals[i][1] if free(i, rival, 1)]),
            )
            for i in range(len(self.rivals))
        ]

    def _lead(self, i: int, rivals: Sequence[int]) -> float:
        ahead = self.strengths[i] - max((self.strengths[rival] for rival in rivals), default=0.0)
        return min(LEAD, max(-LEAD, ahead))


def field_of(candidates: Sequence[Common], looks: Sequence[Look]) -> Field:
    """Find the rivals of every candidate; `looks` holds what `look_at` says of each.

    Another candidate is none where the two stretches that would answer the same words say the same in the same words:
    then one article says one thing twice.
    """
    answered = tuple(common.answered for common in candidates)
    by_word: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
    for number, sides in enumerate(answered):
        for side, offsets in enumerate(sides):
            for offset in offsets:
                by_word[side].setdefault(offset, []).append(number)
    stretches = (
        _Stretches([((id(c.a), c.a_range), look.said[0]) for c, look in zip(candidates, looks, strict=True)]),
        _Stretches([((id(c.b), c.b_range), look.said[1]) for c, look in zip(candidates, looks, strict=True)]),
    )

    def rivals(number: int, side: int) -> tuple[int, ...]:
        met = {other for offset in answered[number][side] for other in by_word[side][offset]} - {number}
        far = 1 - side
        own, repeat = answered[number][far], stretches[far].repeat
        return tuple(
            other for other in sorted(met) if own.isdisjoint(answered[other][far]) and not repeat(number, other)
        )

    return Field(
        answered,
        tuple(look.strength for look in looks),
        tuple((rivals(number, 0), rivals(number, 1)) for number in range(len(candidates))),
    )


class _Stretches:
    """The stretches of one article that some candidates cut out: few, since many candidates cut out the same."""

    def __init__(self, cuts: Sequence[tuple[Hashable, dict[str, float]]]) -> None:
        number = {key: i for i, key in enumerate(dict.fromkeys(key for key, _ in cuts))}
        self._of = [number[key] for key, _ in cuts]
        said = dict(cuts)
        self._said = [said[key] for key in number]
        self._sums = [sum(words.values()) for words in self._said]
        self._known: dict[tuple[int, int], bool] = {}

    def repeat(self, x: int, y: int) -> bool:
        """True where the stretches of cuts x and y say the same in the same words: neither speaks against the other."""
        pair = i, j = self._of[x], self._of[y]
        if pair not in self._known:
            shared = both(self._said[i], self._said[j])
            self._known[pair] = shared >= REPEATED * min(self._sums[i], self._sums[j])
        return self._known[pair]
