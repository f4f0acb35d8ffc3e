"""What a substitution is: another tone, another meaning, or only another wording. Shared by those three kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from xlcheck.drift._changes import Changes, Substitution, changes, stretch
from xlcheck.drift._matching import is_name
from xlcheck.drift._opposites import counts_the_rest, denied_once, lessened, turned_round
from xlcheck.drift._pairing import Indices, texts
from xlcheck.drift._phrases import louder
from xlcheck.lexicon import (
    Relation,
    are_converse,
    are_rivals,
    is_figure,
    is_function,
    is_light,
    is_modal,
    is_negative,
    lemma,
    opposed_by_prefix,
)
from xlcheck.model import Aligned, Drift, Kind, Rendering, Severity

# Words whose vectors are at least so alike in their contexts say the same, whatever the lexicon makes of them.
ALIKE = 0.75
# A link from here on is a rival: a word linked to two others, of which one is its opposite, rather renders the other.
RIVAL = 0.5
# Words of a rendering from which words that nothing links are no rivals: in 1,430 free renderings without a drift six
# such pairs were taken for rivals, all in longer ones; in those with one slip none rightly.
FEW_WORDS = 18
_ONLY_WORDS = "other words, the same meaning as far as can be told"
_LOUD = 2  # steps on a scale of loaded words from which the change of tone matters
# A learned judge's share in the risk for a word, 0..1. Below DOUBTED, words that no list calls synonyms are other words
# for one thing: of 32 such pairs from renderings without an error 19 lie below, of 79 planted ones 5, of the 6 in
# hand-made pairs one. An opposite in free wording needs BELIEVED (8 of 8 planted ones have it, 4 of 7 false ones); from
# CERTAIN on the judge's word goes before the lists' doubt.
DOUBTED = 0.6
BELIEVED = 0.5
CERTAIN = 0.9
# What no list knows of two words that render only each other: from these shares of a word and risks of the pair on,
# they are different things. Of 618 free renderings with one slip and as many without, kept from the judge's learning,
# it finds such words in nine and in three.
SUSPECTED = 0.65
RISKY = 0.6
# And of the link between them. Of 1,000 free renderings with one slip, kept from the judge's learning, eight such words
# are rightly found, in as many without one wrongly; at 0.62 ten and two.
LINKED = 0.7
PHRASE = 0.55  # the least risk of a pair in which a phrase of several words is no synonym: idioms are in no list


@dataclass(frozen=True, slots=True)
class Reading:
    """A substitution with the kind it belongs to."""

    substitution: Substitution
    kind: Kind
    severity: Severity
    confidence: float
    reason: str


@lru_cache(maxsize=4)
def readings(aligned: Aligned) -> tuple[Reading, ...]:
    """Every substitution that is not another kind's, read."""
    found = changes(aligned)
    read = []
    for substitution in found.substitutions:
        if not _of_another_kind(aligned, substitution):
            read.append(_read(aligned, found, substitution))
    return tuple(read)


def _of_another_kind(aligned: Aligned, s: Substitution) -> bool:
    sides = (texts(aligned.a, s.a), texts(aligned.b, s.b))
    if all(any(is_figure(word) for word in side) for side in sides):
        return True
    names = (
        any(is_name(rendering.words, i) for i in indices) for rendering, indices in ((aligned.a, s.a), (aligned.b, s.b))
    )
    if all(names):
        return True
    if any(are_rivals(x, y) for x in sides[0] for y in sides[1]):
        return False  # interest-free loan, grant
    owned = [[is_negative(word) or is_modal(word) for word in side] for side in sides]
    if any(any(side) for side in owned):
        return True
    if louder(*sides):
        return False
    if s.relation is Relation.UNKNOWN and any(all(map(is_function, side)) for side in sides):
        return True
    return all(is_function(word) for side in sides for word in side) and s.relation is not Relation.ANTONYM


def _read(aligned: Aligned, found: Changes, s: Substitution) -> Reading:
    x, y = texts(aligned.a, s.a), texts(aligned.b, s.b)
    share = _share(aligned, s)
    if s.relation is Relation.ANTONYM and not any(map(is_figure, map(lemma, x + y))):
        opposite = _opposite(aligned, found, s, share)
        if opposite is not None:
            return opposite
    steps = louder(x, y) or louder(
        _beside(aligned.a, s.a, _linked(aligned, 0)), _beside(aligned.b, s.b, _linked(aligned, 1))
    )
    if abs(steps) < _LOUD and _of_one_set(aligned, found, s, x, y):
        return Reading(s, Kind.MEANING, Severity.MAJOR, 0.7, "the one is not the other")
    if steps:
        severity = Severity.MAJOR if abs(steps) >= _LOUD else Severity.MINOR
        return Reading(s, Kind.INTENSITY, severity, 0.7, f"{'B' if steps > 0 else 'A'} has the stronger word")
    trusted = found.lone and (share is None or share >= DOUBTED)
    if trusted and s.relation is Relation.HYPERNYM and len(x) == len(y) == 1:
        return Reading(s, Kind.MEANING, Severity.MAJOR, 0.6, "one is a more general term than the other")
    if trusted and s.relation is Relation.UNKNOWN and s.cosine < ALIKE and _no_synonyms(aligned, s, x, y):
        return Reading(s, Kind.MEANING, Severity.MAJOR, 0.6, "all around is the same, and these are no synonyms")
    if s.relation is Relation.UNKNOWN and _suspected(aligned, s, share, x, y):
        return Reading(s, Kind.MEANING, Severity.MAJOR, 0.6, "they render each other, and probably mean other things")
    return Reading(s, Kind.WORDING, Severity.MINOR, 0.8, _ONLY_WORDS)


def _no_synonyms(aligned: Aligned, s: Substitution, x: Sequence[str], y: Sequence[str]) -> bool:
    """Whether words that the lists do not know as one mean something else: no idiom, no light verb, nothing denied."""
    if denied_once(aligned, s) or any(all(is_light(word) or is_function(word) for word in side) for side in (x, y)):
        return False
    return len(x) == len(y) == 1 or aligned.judgement is None or aligned.judgement.risk >= PHRASE


def _suspected(aligned: Aligned, s: Substitution, share: float | None, x: Sequence[str], y: Sequence[str]) -> bool:
    """Whether a learned judge holds two phrases that are linked to each other alone for different things.

    Only in bare pairs: of what reports cut out, neighbours that merely stand alike are linked as well.
    """
    if (
        aligned.a.quote is not None
        or share is None
        or share <= SUSPECTED
        or aligned.judgement is None
        or aligned.judgement.risk <= RISKY
    ):
        return False
    if s.cosine >= ALIKE or not _sole(aligned, s) or any(all(map(is_light, side)) for side in (x, y)):
        return False
    if denied_once(aligned, s) or any(
        is_name(r.words, i) for r, at in ((aligned.a, s.a), (aligned.b, s.b)) for i in at
    ):
        return False
    return any(link.a in s.a and link.b in s.b and link.score >= LINKED for link in aligned.links)


def _opposite(aligned: Aligned, found: Changes, s: Substitution, share: float | None) -> Reading | None:
    """What opposites come to: the same said the other way round, a drift, or None where only their tone may tell."""
    x, y = texts(aligned.a, s.a), texts(aligned.b, s.b)
    if (
        denied_once(aligned, s)
        or turned_round(aligned, found, s)
        or lessened(aligned.a, s.a) != lessened(aligned.b, s.b)
    ):
        return Reading(s, Kind.WORDING, Severity.MINOR, 0.6, "the opposite of the opposite")
    apart = "non" in map(str.lower, (*x, *y))  # non-violently, nonviolently
    if not apart and any(opposed_by_prefix(i, j) for i in x for j in y) and _sole(aligned, s):
        return Reading(s, Kind.NEGATION, Severity.CRITICAL, 0.85, "only one of them is negative")
    if not _one_view(x, y) if found.lone else _opposes(aligned, s, x, y, share):
        return Reading(s, Kind.MEANING, Severity.MAJOR, 0.9, "the one is the opposite of the other")
    return None if louder(x, y) else Reading(s, Kind.WORDING, Severity.MINOR, 0.6, _ONLY_WORDS)


def _linked(aligned: Aligned, side: int) -> frozenset[int]:
    return frozenset((link.a, link.b)[side] for link in aligned.links)


def _beside(rendering: Rendering, indices: Indices, linked: frozenset[int]) -> list[str]:
    """The words with those next to them that nothing answers: sheer | madness."""
    first, last = indices[0], indices[-1]
    around = [
        i
        for i in (first - 1, *indices, last + 1)
        if i in indices or (0 <= i < len(rendering.words) and i not in linked)
    ]
    return texts(rendering, around)


def _share(aligned: Aligned, s: Substitution) -> float | None:
    """The learned judge's largest share for a word of a substitution, 0..1; None without a judge."""
    judged = aligned.judgement
    return None if judged is None else round(max([judged.a[i] for i in s.a] + [judged.b[j] for j in s.b]), 4)


# What differs is where the speaker stands, or nothing, as in to come and to go into force.
_VIEWS = (frozenset({"come", "go"}), frozenset({"bring", "take"}))


def _one_view(x: Sequence[str], y: Sequence[str]) -> bool:
    """Whether the words oppose each other only by where the speaker stands: come and go."""
    verbs = frozenset(lemma(word) for word in (*x, *y) if not is_function(word))
    return verbs in _VIEWS


def _of_one_set(aligned: Aligned, found: Changes, s: Substitution, x: Sequence[str], y: Sequence[str]) -> bool:
    """Whether the words are different answers to one question: questioned, convicted.

    In long and free wording the aligner must link them: that both stand between the same two words says little there.
    """
    if not (found.lone or (_is_linked(aligned, s) and _sole(aligned, s))):
        return False
    told = [[word for word in side if not is_light(word)] for side in (x, y)]
    phrases = [[" ".join(map(lemma, side))] if len(side) > 1 else [] for side in told]
    rivals = any(are_rivals(i, j) for i in told[0] + phrases[0] for j in told[1] + phrases[1])
    return rivals and not denied_once(aligned, s)


def _opposes(aligned: Aligned, s: Substitution, x: Sequence[str], y: Sequence[str], share: float | None) -> bool:
    """Whether opposites in free wording are more than two views of one thing."""
    if share is not None and share < BELIEVED:
        return False
    if not _sole(aligned, s) or _one_view(x, y) or counts_the_rest(aligned, s):
        return False
    certain = share is not None and share >= CERTAIN
    if not certain and any(are_converse(i, j) for i in x for j in y):
        return False
    return certain or not all(map(is_function, (*x, *y)))


def _sole(aligned: Aligned, s: Substitution) -> bool:
    """Whether the words are linked to each other and to no others."""
    return all(
        (link.a in s.a) == (link.b in s.b)
        for link in aligned.links
        if link.score >= RIVAL
        and (link.a in s.a or link.b in s.b)
        and not (aligned.a.words[link.a].is_mark or aligned.b.words[link.b].is_mark)
    )


def _is_linked(aligned: Aligned, s: Substitution) -> bool:
    """Whether the aligner links the words, or has so few that no others could stand in their place."""
    few = max(len(aligned.a.words), len(aligned.b.words)) <= FEW_WORDS
    return few or any(link.a in s.a and link.b in s.b for link in aligned.links)


def drift(aligned: Aligned, reading: Reading) -> Drift:
    """A reading as a finding."""
    a, b = stretch(aligned.a.words, reading.substitution.a), stretch(aligned.b.words, reading.substitution.b)
    assert a is not None and b is not None
    says_a, says_b = aligned.a.text[a.start : a.end], aligned.b.text[b.start : b.end]
    message = f"A says “{says_a}”, B says “{says_b}”: {reading.reason}."
    return Drift(reading.kind, reading.severity, reading.confidence, message, a, b)
