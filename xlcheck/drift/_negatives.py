"""Words that negate, what they negate, and words that carry a negation within them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from xlcheck.drift._lists import by_opening, listed
from xlcheck.lexicon import is_function, known, lemma, misspelled

PLAIN = listed("negatives", "plain")

# Negative in form alone; each stands for something positive and is left out of the count. Longest first.
IDIOMS = sorted(
    (tuple(phrase.split()) for phrase in listed("negatives", "idioms")), key=lambda phrase: (-len(phrase), phrase)
)
_IDIOMS_BY_START = by_opening(IDIOMS)
# Not only A: A holds, and something more does.
MORE = {"only", "just", "merely", "simply", "solely", "alone", "purely", "exclusively"}

# These do deny, though they hold no negative word: what they govern does not happen or does not hold.
DENYING = listed("negatives", "denying")
# These hold a negation within, but say something of their own.
IMPLYING = listed("negatives", "implying")
# These may answer a negation where the two wordings share little. In 6,500 pairs of natural renderings the list
# silenced 18 findings, most by than, less, keep and different, and 12 of 241 planted negations; seven
# words that hid planted ones and silenced nothing else (same, problem, hold, either and the like) are no longer on it,
# nor are fifteen that never came up; that gave back six.
SUGGESTING = listed("negatives", "suggesting")
# A verb and a particle within a few words of it: turned the offer down.
_PHRASAL = {tuple(phrase.split()) for phrase in listed("negatives", "phrasal")}
_WITH_PARTICLE = {verb: {p for v, p in _PHRASAL if v == verb} for verb, _ in _PHRASAL}
_PREFIXED = re.compile(r"(?:un|non|dis|il(?=l)|im(?=[mp])|ir(?=r)|in|mis|de)-?(\w{4,})$")
# Begin like negatives, and are none.
_NOT_PREFIXED = listed("negatives", "not_prefixed")
# After `not`, these leave part of the claim standing: not all agreed, not the only reason.
PARTIAL = listed("negatives", "partial")
LIMITED = {"only", "sole", "alone", "solely", "exclusively"}
# What tells that the other side leaves part of the claim standing too.
PARTLY = PARTIAL | listed("negatives", "partly")
LIMITING = LIMITED | listed("negatives", "limiting")
_CLAUSE_ENDS = set(".;:!?()—–")


@dataclass(frozen=True, slots=True)
class Negative:
    """A negating word at `start:end`; `scope` are the content words it bears on, the nearest first.

    `force` is 3 for a plain negation, 2 for a word that denies, 1 for one that only may.
    """

    start: int
    end: int
    force: int
    scope: tuple[int, ...]
    more: bool = False


def negatives(lower: Sequence[str]) -> tuple[Negative, ...]:
    """Every negative among words in lower case, in order."""
    lower = list(lower)
    found: list[Negative] = []
    idle: set[int] = set()
    for i, word in enumerate(lower):
        if i in idle:
            continue
        idioms = _IDIOMS_BY_START.get(word, ())
        idiom = next((phrase for phrase in idioms if tuple(lower[i : i + len(phrase)]) == phrase), None)
        if idiom == ("not", "that") and i and lower[i - 1][0].isalnum():
            idiom = None  # not that it matters; but: the point is not that it matters
        if idiom:
            idle.update(range(i, i + len(idiom)))
            continue
        if word.removesuffix("'s") in PLAIN or word.endswith("n't") or _mistyped(word):
            if _interjection(lower, i) or (word == "nor" and _follows_negation(found, i)):
                continue
            more = word == "not" and any(w in MORE for w in lower[i + 1 : i + 2])
            end = i + 2 if (word == "no" and lower[i + 1 : i + 2] in (["longer"], ["one"])) or more else i + 1
            found.append(Negative(i, end, 3, _scope(lower, end), more))
        elif phrase := _phrase(lower, i):
            end, force = phrase
            found.append(Negative(i, end, force, _scope(lower, end)))
        elif force := _force(word, lower[i + 1 : i + 2]):
            found.append(Negative(i, i + 1, force, _scope(lower, i + 1)))
    return tuple(found)


def _mistyped(word: str) -> bool:
    """A slip of the keyboard in one of the longer negatives: nevere, wihtout."""
    return len(word) > 4 and not known(word) and any(len(w) > 4 and misspelled(word, w) for w in PLAIN)


def _interjection(lower: Sequence[str], i: int) -> bool:
    """`No, …` and `No. 4`."""
    following = lower[i + 1] if i + 1 < len(lower) else ""
    return lower[i] == "no" and (following in (",", "!") or following[:1].isdecimal())


def _phrase(lower: Sequence[str], i: int) -> tuple[int, int] | None:
    """Where a phrase that denies ends, and its force."""
    if _yet_to(lower, i):
        return i + 2, 3
    if lower[i] == "non" and list(lower[i + 1 : i + 2]) == ["-"]:
        return i + 2, 2
    if _but_for(lower, i):
        return i + 2, 1
    after = _particle(lower, i)
    return None if after is None else (after, 1)


def _yet_to(lower: Sequence[str], i: int) -> bool:
    """Whether something is undone so far: has yet to answer, have still to vote."""
    yet = lower[i] == "yet" or (lower[i] == "still" and i > 0 and lower[i - 1] in _HAVE)
    return yet and list(lower[i + 1 : i + 2]) == ["to"]


_HAVE = {"have", "has", "had", "having", "'ve"}


def _but_for(lower: Sequence[str], i: int) -> bool:
    """Whether it is told what would be without a thing: but for the wind we would have landed."""
    return lower[i] == "but" and list(lower[i + 1 : i + 2]) == ["for"] and not _UNREAL.isdisjoint(lower)


_UNREAL = {"would", "'d", "could", "might", "wouldn't", "couldn't"}


def _follows_negation(found: Sequence[Negative], i: int) -> bool:
    """Whether a `nor` only carries on a negation before it."""
    return any(n.force == 3 and i - n.start <= 25 for n in found)


def _particle(lower: Sequence[str], i: int) -> int | None:
    """Where a verb and its particle end: called off, turned the offer down; but `said that no` is none."""
    base = lemma(lower[i])
    particles = _WITH_PARTICLE.get(base)
    if particles is None:
        return None
    farthest = i + 2 if base == "say" else i + 5
    return next((k + 1 for k in range(i + 1, min(farthest, len(lower))) if lower[k] in particles), None)


def _force(word: str, following: Sequence[str]) -> int:
    base = lemma(word)
    if word == "want" and following == ["of"]:
        return 2  # for want of a nail
    if (word == "far" and following != ["from"]) or (word == "past" and following not in (["all"], ["any"])):
        return 0  # so far, as far as I know; past the church, but past all hope
    if word in DENYING or base in DENYING:
        return 2
    if word in IMPLYING or base in IMPLYING:
        return 1
    return int(carries_negation(word))


def suggests_negation(word: str) -> bool:
    """True for words that may do the work of a negation in a free rendering: `too few to`, `only`, `still`."""
    return word in SUGGESTING or lemma(word) in SUGGESTING


@lru_cache(maxsize=65536)
def carries_negation(word: str) -> bool:
    """True for words with a negative prefix or ending before or after a word of its own: unfair, inaction, endless."""
    base = lemma(word)
    if word in _NOT_PREFIXED or base in _NOT_PREFIXED:
        return False
    if word.endswith("less") and len(word) > 6 and word != "unless" and known(word[:-4]):
        return True
    found = _PREFIXED.match(base) or _PREFIXED.match(word)
    return found is not None and known(found[1])


def openings(lower: Sequence[str]) -> tuple[int, ...]:
    """Indices of words that open a coordinated clause with a subject and a verb of its own: and he will."""
    return tuple(
        k
        for k in range(1, len(lower))
        if lower[k - 1] in _JOINS and lower[k] in _PERSONS and not _FINITE.isdisjoint(lower[k + 1 : k + 3])
    )


_JOINS = {"and", "but", "so", "although", "though", "whereas", "because", ",", ";", "—", "–"}
_PERSONS = {"i", "he", "she", "it", "we", "you", "they", "this", "that", "these", "those", "there"}
_FINITE = listed("negation", "auxiliaries") | {"won't", "can't", "cannot", "isn't", "aren't", "wasn't", "weren't"}


def _scope(lower: Sequence[str], start: int) -> tuple[int, ...]:
    """The first content words from `start` on, up to the end of the clause."""
    found: list[int] = []
    ends = openings(lower)
    if lower[start : start + 1] == [","]:  # he was not, she said, under orders; it is lacking, not an organ
        start = next((k + 1 for k in range(start + 2, min(start + 7, len(lower))) if lower[k] == ","), len(lower))
    for i in range(start, min(start + 8, len(lower))):
        if lower[i] in _CLAUSE_ENDS or (lower[i] == "," and found) or i in ends:
            break
        if lower[i][0].isalnum() and not is_function(lower[i]) and not lower[i].endswith("n't"):
            found.append(i)
            if len(found) == 3:
                break
    return tuple(found)
