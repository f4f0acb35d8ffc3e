"""Exceptions that only one rendering makes: all but the north quay, everyone except the two officers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._facing import Facing, a_and_b, both_ways, cut, plain, stretch
from xlcheck.drift._lists import by_opening, listed
from xlcheck.drift._negatives import PLAIN
from xlcheck.lexicon import is_figure, is_function, lemma
from xlcheck.model import Aligned, Drift, Kind, Rendering, Severity
from xlcheck.text import words

# Of the content words around the exception that the other side must have an answer for, as for a condition dropped.
RENDERED = 0.6
_LONGEST = 16  # words of an exception
_BESIDE = 30  # words of the report on either side of a quote in which it may make the exception itself

_PHRASES = sorted((tuple(phrase.split()) for phrase in listed("excepted", "phrases")), key=lambda p: (-len(p), p))
_BY_OPENING = by_opening(_PHRASES)
# What may make an exception, whatever else these words do.
_OTHERWISE = listed("excepted", "otherwise") | PLAIN
_INCLUDING = frozenset("including even included".split())
_ALL = frozenset("all every everyone everybody everything everywhere each any anyone anybody anything".split()) | PLAIN
_ENDS = frozenset(",.;:!?—–()")
_SOME = frozenset("none nothing no something anything someone somebody any".split())
_NOUN = 6  # words from an all to the “other than” that goes with it
_KEPT = frozenset("keep stay set stand live tell isolate be far come take sit move fall drift grow pull".split())


def exceptions(aligned: Aligned, kind: Kind) -> Iterator[Drift]:
    """Exceptions that a makes and b does not (omission), or b and not a (addition)."""
    first = kind is Kind.OMISSION
    here, there = both_ways(aligned) if first else both_ways(aligned)[::-1]
    for start, end in _exceptions(here.lower):
        if not _is_gone(here, there, start, end):
            continue
        last = max((i for i in here.content if start <= i < end and not here.answers[i]), default=end - 1)
        place = stretch(here.here, range(start, last + 1))
        message = f"Only {'A' if first else 'B'} makes an exception: “{cut(here.here, place)}”."
        yield Drift(kind, Severity.MAJOR, 0.75, message, *((place, None) if first else (None, place)))


def included(a: Facing, b: Facing) -> Iterator[Drift]:
    """What one rendering leaves out and the other takes in: all except the convicts, all, even the convicts."""
    for here, there, first in ((a, b, True), (b, a, False)):
        if not _INCLUDING.isdisjoint(here.lower) or any(_exceptions(there.lower)):
            continue
        for start, end in _exceptions(here.lower):
            told = [i for i in here.content if start < i < end and not is_function(here.lower[i]) and here.answers[i]]
            opens = here.opposite(told[:1])
            taken = [j for k in opens for j in range(max(0, k - _LEAD), k) if there.lower[j] in _INCLUDING]
            if not taken:
                continue
            mine, theirs = (
                stretch(here.here, range(start, min(end, start + _SHOWN))),
                stretch(there.here, range(taken[0], opens[0] + 1)),
            )
            places, said = a_and_b(here, mine, theirs, first=first)
            message = f"Only {'A' if first else 'B'} makes an exception: A says “{said[0]}”, B says “{said[1]}”."
            yield Drift(Kind.NEGATION, Severity.CRITICAL, 0.75, message, *places)


_SHOWN = 7  # words of an exception
_LEAD = 4  # words from an “even” or “including” to what it takes in


def _exceptions(lower: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where an exception begins with its cue, and where it ends."""
    at = 0
    while at < len(lower):
        phrase = next((p for p in _BY_OPENING.get(lower[at], ()) if tuple(lower[at : at + len(p)]) == p), None)
        if phrase is None or not _excepts(lower, at, phrase):
            at += 1
            continue
        body = at + len(phrase)
        end = next((k for k in range(body, len(lower)) if lower[k] in _ENDS), len(lower))
        if phrase == ("all", "but") and is_figure(lower[body]):
            end = body + 1  # all but one | of the charges
        if body < end <= body + _LONGEST:
            yield at, end
        at = body


def _excepts(lower: Sequence[str], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase makes an exception here: not kept apart from, all but dead, none other than, to bar the gate."""
    before, after = lower[at - 1] if at else "", lower[at + len(phrase)] if at + len(phrase) < len(lower) else ""
    if phrase[-1] == "but":
        return is_function(after) or is_figure(after)
    if phrase[0] in ("bar", "save", "but"):
        return (
            before != "to"
            and not _ALL.isdisjoint(lower[max(0, at - 12) : at])
            and (is_function(after) or is_figure(after))
        )
    if phrase[0] in ("apart", "aside"):
        return lemma(before) not in _KEPT and not is_figure(before)
    if phrase == ("other", "than"):
        return before not in _SOME and not _ALL.isdisjoint(lower[max(0, at - _NOUN) : at - 1])
    return before not in {"not", "no", "without"}


def _is_gone(here: Facing, there: Facing, start: int, end: int) -> bool:
    """Whether the other side says what the exception is made from and nothing of the exception."""
    kept = {*here.lower[:start], *here.lower[end:]}
    said = _OTHERWISE - kept - (frozenset() if PLAIN.isdisjoint(kept) else PLAIN)  # both say that nobody knew
    if not said.isdisjoint(there.lower) or not _OTHERWISE.isdisjoint(_beside(there.here)):
        return False
    content = [i for i in here.content if not is_function(here.lower[i])]
    inside = [i for i in content if start <= i < end]
    told = [i for i in inside if i > start + 1 and any(not is_function(there.lower[j]) for j in here.answers[i])]
    if len(told) > len(inside) // 3:
        return False
    if all(is_figure(here.lower[i]) for i in inside) and any(map(is_figure, there.lower)):
        return False  # all but three of them, eleven of them
    main = [i for i in content if not start <= i < end]
    sentence = [i for i in main if not any(here.lower[k] in ".;!?" for k in range(min(i, start), max(i, end - 1)))]
    if here.here.quote is not None and (start == 0 or end >= here.content[-1]):
        return False  # a quote cut short
    return len(sentence) >= 2 and sum(bool(here.answers[i]) for i in sentence) >= RENDERED * len(sentence)


def _beside(rendering: Rendering) -> list[str]:
    """What the report says right before and after a quote."""
    return [plain(word) for word in (*words(rendering.before)[-_BESIDE:], *words(rendering.after)[:_BESIDE])]
