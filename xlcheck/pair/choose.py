"""Which candidates to keep: those that together explain most, none against another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Words = frozenset[int]

OVERLAP = 0.5  # share of the smaller set of words from which two candidates speak of the same words
SEARCHED = 18  # candidates in one tangle up to which every choice is weighed (at most 2**18, far fewer in practice)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a candidate would take: the words answered on either side, and what choosing it gains (over 0)."""

    a: Words
    b: Words
    gain: float
    key: tuple[str, ...]  # breaks ties, the same whichever side is called a


def choose(claims: Sequence[Claim], repeats: Callable[[int, int, int], bool]) -> list[int]:
    """The numbers of the claims that together gain most without a conflict, ascending.

    Two claims conflict where they speak of the same words on both sides, or give the same words of one side to
    different words of the other; the latter not where `repeats(x, y, side)` says that those different words, on
    `side` (0 or 1) of claims x and y, render one statement twice in one article.
    """
    conflicts = _conflicts(claims, repeats)
    chosen: list[int] = []
    for tangle in _tangles(conflicts):
        tangle.sort(key=lambda i: (-claims[i].gain, claims[i].key))
        chosen += _best(tangle, claims, conflicts) if len(tangle) <= SEARCHED else _greedy(tangle, claims, conflicts)
    return sorted(chosen)


def _same(x: Words, y: Words) -> bool:
    return len(x & y) >= OVERLAP * min(len(x), len(y))


def _conflicts(claims: Sequence[Claim], repeats: Callable[[int, int, int], bool]) -> list[set[int]]:
    by_word: dict[tuple[int, int], list[int]] = {}
    for number, claim in enumerate(claims):
        for side, said in enumerate((claim.a, claim.b)):
            for word in said:
                by_word.setdefault((side, word), []).append(number)
    meeting = {(x, y) for numbers in by_word.values() for x in numbers for y in numbers if x < y}
    conflicts: list[set[int]] = [set() for _ in claims]
    for x, y in sorted(meeting):
        same_a, same_b = _same(claims[x].a, claims[y].a), _same(claims[x].b, claims[y].b)
        if (same_a and (same_b or not repeats(x, y, 1))) or (same_b and not same_a and not repeats(x, y, 0)):
            conflicts[x].add(y)
            conflicts[y].add(x)
    return conflicts


def _tangles(conflicts: Sequence[set[int]]) -> list[list[int]]:
    """The connected parts of the conflict graph."""
    seen: set[int] = set()
    found = []
    for start in range(len(conflicts)):
        if start in seen:
            continue
        seen.add(start)
        tangle, open_ends = [], [start]
        while open_ends:
            here = open_ends.pop()
            tangle.append(here)
            new = conflicts[here] - seen
            seen |= new
            open_ends += sorted(new)
        found.append(tangle)
    return found


def _best(tangle: Sequence[int], claims: Sequence[Claim], conflicts: Sequence[set[int]]) -> list[int]:
    """The heaviest set without conflict, by branch and bound."""
    best: tuple[float, list[int]] = (0.0, [])

    def search(rest: Sequence[int], taken: list[int], gained: float) -> None:
        nonlocal best
        if gained > best[0]:
            best = (gained, list(taken))
        if not rest or gained + sum(claims[i].gain for i in rest) <= best[0]:
            return
        head, tail = rest[0], rest[1:]
        search([i for i in tail if i not in conflicts[head]], [*taken, head], gained + claims[head].gain)
        search(tail, taken, gained)

    search(tangle, [], 0.0)
    return best[1]


def _greedy(tangle: Sequence[int], claims: Sequence[Claim], conflicts: Sequence[set[int]]) -> list[int]:
    """Heaviest first, then every swap of one claim for a heavier set of its rivals, until none is left."""
    chosen: set[int] = set()
    for i in tangle:
        if not conflicts[i] & chosen:
            chosen.add(i)
    moved = True
    while moved:
        moved = False
        for i in tangle:
            against = conflicts[i] & chosen
            if i not in chosen and sum(claims[j].gain for j in against) < claims[i].gain:
                chosen = (chosen - against) | {i}
                moved = True
    return list(chosen)
