"""Modals that one rendering has lost: what may or should be is told as being so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._facing import Facing, a_and_b, stretch
from xlcheck.drift._lists import listed
from xlcheck.drift._modals import BE, POTENTIAL, SAID, Marker, Modal, any_of, group, markers, tense
from xlcheck.drift._negatives import PLAIN
from xlcheck.lexicon import is_function, lemma, misspelled, same_word
from xlcheck.model import Drift, Kind, Severity

SHARED = 25  # words over which a modal may reach by coordination


# It should be noted that: a way of speaking, no duty.
_MANNERS = {"noted", "emphasized", "emphasised", "stressed", "added", "mentioned", "said", "remembered", "recalled"}


_HEDGES = listed("modality", "hedges")


def lost(here: Facing, there: Facing, marker: Marker, *, first: bool) -> Iterator[Drift]:
    """A modal whose verb the other side has without one."""
    if marker.verb is None or (marker.adverb and not here.near) or here.lower[marker.verb] in _MANNERS:
        return
    answers = here.answers[marker.verb]
    at = next((j for j in answers if same_word(here.lower[marker.verb], there.lower[j])), min(answers, default=None))
    if at is None or (is_function(there.lower[at]) and here.lower[marker.verb] != there.lower[at]):
        return
    if (
        _goes_without(here, there, marker, at)
        or _said_elsewhere(here, there, marker, at)
        or not _weighs(here, there, marker, at)
    ):
        return
    start = at - 1 if at and there.lower[at - 1] in BE | {"have", "has", "had"} else at
    places, said = a_and_b(here, group(here.here, marker), stretch(here.there, range(start, at + 1)), first=first)
    what = "A plan is told as a fact" if marker.modal is Modal.WILL else "One rendering states it outright"
    message = f"{what}: A says “{said[0]}”, B says “{said[1]}”."
    yield Drift(Kind.MODALITY, Severity.MAJOR, 0.8 if here.near else 0.65, message, *places)


_PERCEIVED = {"see", "hear", "feel", "smell", "notice", "taste", "observe", "tell"}


_SURELY = {"surely", "certainly", "definitely", "undoubtedly", "sure", "bound", "doubtless", "presumably"}


def _goes_without(here: Facing, there: Facing, marker: Marker, at: int) -> bool:
    """Whether the modal adds nothing: could be seen, was seen; should know, surely knows."""
    if here.lower[marker.start] in POTENTIAL and marker.verb is not None:
        able = at > 0 and there.lower[at - 1] == "to"  # machines to fly us, machines that can fly us
        return able or lemma(here.lower[marker.verb]) in _PERCEIVED
    return marker.modal in (Modal.MUST, Modal.SHOULD) and any_of(there.lower, _SURELY)


def _said_elsewhere(here: Facing, there: Facing, marker: Marker, at: int) -> bool:
    """Whether the other side needs no modal there: an imperative, one modal for two verbs, a slip of the keyboard."""
    if marker.modal in (Modal.MUST, Modal.SHOULD) and there.content[:1] == (at,):
        return True
    place = here.place(marker.start, marker.end)[0]
    if any(other.modal is marker.modal and 0 < place - other.start <= SHARED for other in markers(there.lower)):
        return True  # could investigate and take steps
    single = marker.end - marker.start == 1
    return single and any(misspelled(here.lower[marker.start], there.lower[j]) for j in range(*_gap(here, marker)))


def _weighs(here: Facing, there: Facing, marker: Marker, at: int) -> bool:
    """Whether the modal's loss changes what is claimed, as far as the rest of the wording lets one tell."""
    around = there.lower[max(0, at - 6) : at + 3]
    if marker.modal is Modal.MAY:
        if marker.negated and here.lower[marker.start] in POTENTIAL:
            return False  # who could not did not
        hedged = any_of(around if here.near else there.lower, _HEDGES | _LEAVE)
        return not hedged and (here.near or tense(_verb_group(there, at)) in ("past", "perfect", "pluperfect"))
    if marker.modal is Modal.WILL and here.near:
        verb = here.lower[marker.verb or 0]
        inflected = verb != there.lower[at] and lemma(verb) == lemma(there.lower[at])
        return inflected and not marker.negated and not any_of(here.lower[: marker.start], SAID)
    if here.slight and marker.modal is not Modal.WILL:
        said = {form for word in around for form in (word, lemma(word))}
        return marker.modal in _MISSED and not any_of(said, _MISSED[marker.modal])
    if marker.modal in (Modal.SHOULD, Modal.WOULD) and _came_about(here, there, marker, at):
        return True
    if marker.modal in (Modal.SHOULD, Modal.MUST) and _stated(here, there, marker, at):
        return True
    plan = marker.modal is Modal.WILL and not marker.negated and not any_of(there.lower, _AHEAD)
    return plan and _told_as_past(here, there, marker, at)


# “May” says what is allowed, too.
_LEAVE = frozenset("permission permit permits permitted clearance discretion authorised authorized".split())


def _stated(here: Facing, there: Facing, marker: Marker, at: int) -> bool:
    """Whether what should be is told as being so: medicine should reach them, medicine reaches them."""
    if marker.negated or "?" in here.lower or not same_word(here.lower[marker.verb or 0], there.lower[at]):
        return False
    if any_of(there.lower, _MISSED[Modal.MUST] | _MISSED[Modal.SHOULD] | _AHEAD | _HEDGES):
        return False
    doer = next(
        (k for k in range(marker.start - 1, max(-1, marker.start - 4), -1) if not is_function(here.lower[k])), None
    )
    if _called_for(there.lower, at):
        return False
    shared = doer is not None and any(0 < at - j <= 3 for j in here.answers[doer])
    return shared and tense(_verb_group(there, at)) == "present" and not _infinitive(there.lower, at)


def _came_about(here: Facing, there: Facing, marker: Marker, at: int) -> bool:
    """Whether what did not come about is told as having done so: should have warned them, warned them."""
    if here.here.quote is not None and not same_word(here.lower[marker.verb or 0], there.lower[at]):
        return False
    if marker.negated or "have" not in here.lower[marker.end : marker.end + 2] or any_of(here.lower, PLAIN | {"?"}):
        return False
    unreal = any_of(there.lower, _MISSED[Modal.MUST] | _MISSED[Modal.SHOULD] | _HEDGES | _UNREAL)
    unreal = unreal or any(word.endswith(("'d", "n't")) for word in there.lower)
    group = range(marker.start, (marker.verb or 0) + 1)
    told = {at, *(j for k in group for j in here.answers[k])}  # gave them a warning: of should have, or of warned
    return not unreal and any(tense(_verb_group(there, j)) in ("past", "perfect", "pluperfect") for j in told)


_UNREAL = {
    "if",
    "had",
    "without",
    "unless",
    "not",
    "no",
    "never",
    "'d",
    "were",
    "but",
    "almost",
    "nearly",
    "ought",
    "wish",
}


def _called_for(lower: Sequence[str], at: int) -> bool:
    """Whether a bare verb says what somebody calls for: he suggested that she write, it is vital that he come."""
    calls = any(lemma(word) in _CALLS for word in lower[max(0, at - 7) : at])
    return calls and lemma(lower[at]) == lower[at]


_CALLS = listed("modality", "calls")


def _infinitive(lower: Sequence[str], at: int) -> bool:
    return at > 0 and (lower[at - 1] == "to" or lower[at].endswith("ing"))


def _gap(here: Facing, marker: Marker) -> tuple[int, int]:
    """The words of the other side next to where the modal would stand."""
    start, end = here.place(marker.start, marker.end)
    return max(0, start - 1), min(len(here.there.words), end + 1)


# Modals missed between near-identical renderings, and the words that may do their work.
_MISSED: dict[Modal, set[str]] = {
    Modal.MUST: {
        "must",
        "should",
        "mandate",
        "mandated",
        "order",
        "ordered",
        "require",
        "requires",
        "required",
        "oblige",
        "obliged",
        "forced",
        "necessary",
        "duty",
        "shall",
        "need",
        "needs",
        "needed",
    },
    Modal.SHOULD: {
        "must",
        "should",
        "advised",
        "recommended",
        "urged",
        "advise",
        "recommend",
        "proper",
        "right",
        "duty",
        "shall",
    },
    Modal.CAN: {
        "can",
        "could",
        "able",
        "let",
        "lets",
        "capable",
        "capability",
        "power",
        "ability",
        "allow",
        "allows",
        "possible",
        "enable",
        "enables",
    },
}


def _verb_group(facing: Facing, verb: int) -> list[str]:
    start = verb
    while (
        start
        and verb - start < 3
        and (facing.lower[start - 1] in BE | {"have", "has", "had", "did", "does", "do", "will", "would", "not"})
    ):
        start -= 1
    return list(facing.lower[start : verb + 1])


def _told_as_past(here: Facing, there: Facing, marker: Marker, answer: int) -> bool:
    """Whether the other side has the same verb in the past, or was and were for `will be`."""
    if marker.verb is None:
        return False
    group = _verb_group(there, answer)
    if lemma(here.lower[marker.verb]) == lemma(there.lower[answer]) and tense(group) in (
        "past",
        "perfect",
        "pluperfect",
    ):
        return True
    copula = here.opposite([marker.start, marker.end]) if here.lower[marker.end : marker.end + 1] == ("be",) else ()
    return bool(copula) and all(there.lower[j] in ("was", "were") for j in copula)


# Words that look ahead: what is planned or expected needs no will.
_AHEAD = listed("modality", "ahead")
