"""Who does what to whom is swapped.

Harmless: “Washington asked Seoul” and “Seoul was asked by Washington”; “in May they left” and “they left in May”;
“the bank sold us the barge” and “we bought the barge from the bank”.
Drift: “Washington asked Seoul” and “Seoul asked Washington”; “the ferry struck the tanker” and “the ferry was struck by
the tanker”; “the director wrote to the firm” and “letters went from the firm to the director”; “the captain had the
officers sign” and “the officers got the captain to sign”; “we asked the envoy” and “at the envoy's request”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._changes import changes, stretch
from xlcheck.drift._facing import in_common
from xlcheck.drift._roles import is_verb, person
from xlcheck.drift._slots import exchanges
from xlcheck.drift._swaps import reversed_roles, swapped_agents
from xlcheck.drift._turned import turned_deeds
from xlcheck.lexicon import are_converse, lemma
from xlcheck.model import Aligned, Drift, Kind, Severity, Word

KIND = Kind.ACTOR
MQM = "accuracy/mistranslation"

# Share of words in common from which a changed order is no translator's choice. Below, in 2,040 free renderings, what
# changed places was nine times out of nine a nominal or converse form, in no pair a swap. Of 700 pairs of PAWS, all
# close, it finds half of the swaps.
CLOSE = 0.6


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find words that took each other's place, and verbs whose doer became whom it is done to."""
    a, b = aligned.a.words, aligned.b.words
    found = changes(aligned)
    kept = found.kept
    answers = {link.a: link.b for link in aligned.links if person(a[link.a]) and person(b[link.b])} | dict(kept)
    for mine, theirs in reversed_roles(a, b, answers, ((link.a, link.b) for link in aligned.links)):
        yield _drift(aligned, (mine.verb, mine.agent, mine.patient), (theirs.verb, theirs.agent, theirs.patient), 0.8)
    for here, there in swapped_agents(a, b, answers, _converse(aligned)):
        yield _drift(aligned, here, there, 0.8)
    for deed, other in turned_deeds(aligned, kept):
        yield _drift(aligned, (deed.verb, deed.source, deed.target), (other.verb, other.source, other.target), 0.75)
    for x, y in exchanges(a, b, kept) if in_common(aligned) >= CLOSE else ():
        yield _drift(aligned, (x[0], y[1]), (y[2], x[3]), 0.7)


# These differ by where the speaker stands, and the doer is one.
_MOTIONS = frozenset("come go bring take arrive leave depart enter lead precede follow".split())


def _converse(aligned: Aligned) -> Iterator[tuple[int, int]]:
    """Words linked that tell one event from its two ends: borrow, lend."""
    a, b = aligned.a.words, aligned.b.words
    for link in aligned.links:
        verbs = a[link.a].text, b[link.b].text
        if not are_converse(*verbs) or _MOTIONS.issuperset(map(lemma, verbs)):
            continue
        if _is_let(a, link.a) or _is_let(b, link.b) or _is_object(a, link.a) or _is_object(b, link.b):
            continue
        # They got thanks for what they sent: where the verb itself stands there, too, the other tells of another deed.
        if not _stands(b, verbs[0]) and not _stands(a, verbs[1]):
            yield link.a, link.b


def _stands(words: Sequence[Word], verb: str) -> bool:
    return any(lemma(word.text) == lemma(verb) for word in words)


def _is_object(words: Sequence[Word], i: int) -> bool:
    """Whether a word that may be a verb is what the verb right before it governs: avoided defeat."""
    return i > 0 and is_verb(words, i - 1)


def _is_let(words: Sequence[Word], verb: int) -> bool:
    """Whether a verb is “hire out”, which is what the owner does."""
    return lemma(words[verb].text) == "hire" and any(word.text == "out" for word in words[verb + 1 : verb + 3])


def _drift(aligned: Aligned, a: tuple[int | None, ...], b: tuple[int | None, ...], confidence: float) -> Drift:
    place_a = stretch(aligned.a.words, sorted(i for i in a if i is not None))
    place_b = stretch(aligned.b.words, sorted(j for j in b if j is not None))
    says_a = aligned.a.text[place_a.start : place_a.end] if place_a else ""
    says_b = aligned.b.text[place_b.start : place_b.end] if place_b else ""
    message = f"Who does what to whom is swapped: A says “{says_a}”, B says “{says_b}”."
    return Drift(KIND, Severity.CRITICAL, confidence, message, place_a, place_b)
