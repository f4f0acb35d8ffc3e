"""What implies a negation that the other side states: leave for no ban, should have for did not, the first time since.

Each holds for renderings as free as any; see `_silence` for what only hints at a negation.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.drift._denied import Side
from xlcheck.drift._lists import listed
from xlcheck.drift._negatives import Negative
from xlcheck.lexicon import is_figure, lemma
from xlcheck.model import Aligned

_NEAR = 8  # words between a verb and what governs it
_CLAUSE = 14  # words from a negation to the end of its clause, or to the clause that takes its verb up


def implied(here: Side, there: Side, negative: Negative, answers: Sequence[int]) -> bool:
    """Whether the other side implies the negation, or affirms what this side affirms elsewhere."""
    lower, other = here.facing.lower, there.facing.lower
    return (
        _lets(here, other, negative)
        or _compares(lower, other, negative)
        or _first_since(lower, other, negative)
        or _missed(other, answers)
        or _taken_up(lower, negative)
        or _drawn(lower, other, negative)
        or _complements(lower, other)
    )


def _lets(here: Side, other: Sequence[str], negative: Negative) -> bool:
    """Nothing prevents it, they are free to: no ban is leave."""
    lower = here.facing.lower
    banned = lemma(lower[negative.start]) in _BANS and any(
        n.force == 3 and 0 < negative.start - n.start <= _NEAR for n in here.found
    )
    clause = lower[negative.end : negative.end + _CLAUSE]
    never = negative.force == 3 and any(lemma(word) in _BANS for word in clause)  # at no time would they be stopped
    return (banned or never) and not _LEAVE.isdisjoint(other)


_BANS = {"prevent", "forbid", "prohibit", "ban", "bar", "stop", "hinder", "keep"}
_LEAVE = frozenset("let lets through pass liberty free may allow allows allowed permitted entitled right".split())


def _compares(lower: Sequence[str], other: Sequence[str], negative: Negative) -> bool:
    """None younger than ten, all at least ten."""
    after = lower[negative.end : negative.end + 4]
    compared = any(word in _COMPARED or (word.endswith("er") and lemma(word) != word) for word in after)
    return (
        compared and "than" in lower[negative.end : negative.end + _NEAR] and not _AT_LEAST.isdisjoint(other)
    )  # fmt: skip


_COMPARED = {"less", "more", "fewer", "worse", "better", "further", "farther"}
_AT_LEAST = frozenset("all every each both least most minimum maximum over above under below upwards".split())


def _first_since(lower: Sequence[str], other: Sequence[str], negative: Negative) -> bool:
    """Not since the war, the first since the war; it has not lost since May, its last defeat was in May."""
    clause = lower[negative.end : negative.end + _CLAUSE]
    if "time" in other and "first" in other and not {"after", "before"}.isdisjoint(clause):
        return True
    return "since" in clause and not _ONCE.isdisjoint(other)


_ONCE = {"first", "last", "latest"}


def _missed(other: Sequence[str], answers: Sequence[int]) -> bool:
    """He ought to have warned them, he would have had he known: he did not."""
    duty = _DUTY | ({"would", "'d"} if "if" in other else set())
    return any(
        other[k] in ("have", "'ve") and not duty.isdisjoint(other[max(0, k - 3) : k])
        for k in range(max(0, answers[0] - 4), answers[-1])
    )


_DUTY = {"should", "ought", "supposed", "meant"}


def _taken_up(lower: Sequence[str], negative: Negative) -> bool:
    """Whether a bare auxiliary takes the denied verb up and affirms it of another: I never asked, my son did."""
    end = min(negative.end + 2 * _CLAUSE, len(lower) - 1)
    return negative.force == 3 and any(
        lower[k] in _PRO and lower[k + 1] in ".,;" and lower[k - 1] not in ("not", "never", "nor", "to")
        and _DEPENDENT.isdisjoint(lower[max(0, k - 4) : k])
        and any(word in ".,;—–" or word == "but" for word in lower[negative.end : k])
        for k in range(negative.end + 1, end)
    )  # fmt: skip


_PRO = listed("negation", "auxiliaries") - {"to", "be", "been", "need"}
_DEPENDENT = set("nor neither if as than what where how who whose which that whether".split())


def _drawn(lower: Sequence[str], other: Sequence[str], negative: Negative) -> bool:
    """Neither side won, it was a draw."""
    won = any(lemma(lower[i]) in _WIN for i in negative.scope)
    return won and any(word in _DRAW or lemma(word) in _DRAW for word in other)


_WIN = {"win", "beat", "defeat", "prevail", "winner", "victor", "victory"}
_DRAW = {"draw", "tie", "stalemate", "deadlock", "level"}


def _complements(lower: Sequence[str], other: Sequence[str]) -> bool:
    """Only one in ten does it, nine in ten do not."""
    return any(map(is_figure, lower)) and any(
        word in ("only", "just")
        and any(map(is_figure, other[k + 1 : k + 2]))
        and not _OF.isdisjoint(other[k + 2 : k + 5])
        for k, word in enumerate(other)
    )


_OF = {"in", "out"}


def spared(here: Side, there: Side, negative: Negative) -> bool:
    """Nobody's savings are in danger, everybody's are safe: no harm to any is the safety of all."""
    lower, other = here.facing.lower, there.facing.lower
    none = negative.force == 3 and lower[negative.start].removesuffix("'s") in _NOBODY
    all_of_them = any(word.removesuffix("'s") in _EVERYBODY for word in other)
    harmed = any(lower[i] in _HARM or lemma(lower[i]) in _HARM for i in negative.scope)
    return none and all_of_them and harmed and not _UNHARMED.isdisjoint(other) and _HARM.isdisjoint(other)


_NOBODY = frozenset("no none nobody neither".split())
_EVERYBODY = frozenset("all every everybody everyone each both".split())
_HARM, _UNHARMED = listed("negatives", "harm"), listed("negatives", "unharmed")


def unreal(lower: Sequence[str], outer: Negative, inner: Negative) -> bool:
    """Whether the one tells what would be wanting if the other were not: would not have gone had it not been told."""
    would = not _WOULD.isdisjoint(lower[max(0, outer.start - 2) : outer.end])
    given = lower[max(0, inner.start - 4) : inner.start]
    supposed = "if" in given or "had" in given or lower[inner.start] == "hadn't"
    clause = lower[min(outer.end, inner.end) : max(outer.start, inner.start)]
    return (
        would and supposed and outer.force == inner.force == 3 and len(clause) <= 2 * _CLAUSE
        and not any(word in ".;:!?" for word in clause)
        and _WOULD.isdisjoint(given)
    )  # fmt: skip


_WOULD = {"would", "'d", "could", "might", "wouldn't", "couldn't", "mightn't"}


def rolled_out(aligned: Aligned, a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether a particle undoes on one side what a prefix undoes on the other: unroll, roll out."""
    sides = ((aligned.a, a), (aligned.b, b))
    return any(
        side.words[k].text.lower() in _PARTICLES
        for side, found in sides
        for k in range(found[0], min(found[-1] + 2, len(side.words)))
    )


_PARTICLES = {"out", "off", "apart", "open", "away"}
