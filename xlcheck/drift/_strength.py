"""Modal words compared: how certain, how binding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._facing import Facing, cut, indirect, plain, stretch
from xlcheck.drift._lists import listed
from xlcheck.drift._modals import BE, SAID, Marker, Modal, any_of, markers, tense
from xlcheck.lexicon import Relation, is_function, lemma, misspelled, related, same_word
from xlcheck.model import Aligned, Drift, Kind, Rendering, Severity, Stretch

SHARED = 25  # words over which a modal may reach by coordination
# It should be noted that: a way of speaking, no duty.
_MANNERS = {"noted", "emphasized", "emphasised", "stressed", "added", "mentioned", "said", "remembered", "recalled"}
# Modals that translators exchange freely, and pairs that weigh only where little else differs.
_ALIKE = {
    frozenset(p) for p in (("will", "would"), ("may", "can"), ("would", "may"), ("would", "can"), ("would", "should"))
}
_CLOSE = {
    frozenset(p)
    for p in (
        ("must", "should"),
        ("will", "must"),
        ("will", "should"),
        ("will", "can"),
        ("would", "must"),
        ("can", "should"),
    )
}
_HEDGES = listed("modality", "hedges")


def strengths(aligned: Aligned, a: Facing, b: Facing) -> Iterator[Drift]:
    """Modals that stand for each other and differ, then modals that one side has lost."""
    mine, theirs = markers(a.lower), markers(b.lower)
    if aligned.b.text < aligned.a.text:  # ties are broken by the order of the sides
        pairs = [(i, j) for j, i in _pair_up(b, theirs, mine)]
    else:
        pairs = _pair_up(a, mine, theirs)
    for i, j in pairs:
        yield from _strength(aligned, a, mine[i], theirs[j])
    for i, marker in enumerate(mine):
        if i not in {x for x, _ in pairs}:
            yield from _lost(a, b, marker, first=True)
    for j, marker in enumerate(theirs):
        if j not in {y for _, y in pairs}:
            yield from _lost(b, a, marker, first=False)


def _pair_up(here: Facing, mine: Sequence[Marker], theirs: Sequence[Marker]) -> list[tuple[int, int]]:
    """Modals that stand for each other, of one class and close by first: (index here, index there)."""
    ranked = sorted(
        (x.modal is not y.modal, distance, i, j)
        for i, x in enumerate(mine)
        for j, y in enumerate(theirs)
        if (distance := _distance(here, x, y))[0] < APART
    )
    found: list[tuple[int, int]] = []
    for *_, i, j in ranked:
        if all(i != x and j != y for x, y in found):
            found.append((i, j))
    return found


APART = 3


def _distance(a: Facing, x: Marker, y: Marker) -> tuple[int, int]:
    """0 linked, 1 bearing on linked verbs, 2 next to each other, 3 apart."""
    start, end = a.place(x.start, x.end)
    gap = max(y.start - end, start - y.end, 0)
    if set(a.opposite(range(x.start, x.end))) & set(range(y.start, y.end)):
        return 0, gap
    if x.verb is not None and y.verb is not None and y.verb in a.answers[x.verb]:
        return 1, gap
    return (2 if gap <= 2 else APART), gap


def _strength(aligned: Aligned, a: Facing, x: Marker, y: Marker) -> Iterator[Drift]:
    pair = frozenset((_meant(aligned.a, aligned.b, x).value, _meant(aligned.b, aligned.a, y).value))
    if len(pair) == 1:
        return
    potential = a.lower[x.start] in _POTENTIAL or plain(aligned.b.words[y.start]) in _POTENTIAL
    if (x.negated or y.negated) and potential and not (a.near and pair == {"will", "can"}):
        return  # no bank will survive it, and not one could
    if (x.negated or y.negated) and pair != {"will", "may"} and not (a.near and pair == {"will", "can"}):
        return  # must not, may not and cannot all forbid
    if pair == {"will", "may"} and _feared(a.lower, x.start) and _feared([plain(w) for w in aligned.b.words], y.start):
        return  # what is only feared or hoped is open either way
    weighs = (a.near and pair == {"will", "would"} and _own_voice(aligned, a, x, y)) or (
        pair in _UNREAL and _unreal(aligned, a, x, y)
    )
    if pair in _ALIKE and not weighs:
        return
    granted = any(_grants(words, m) for words, m in ((a.lower, x), ([plain(w) for w in a.there.words], y)))
    told_alike = granted and bool(set(a.opposite(range(x.start, x.end))) & set(range(y.start, y.end)))
    if not a.near and not told_alike and not _same_act(a, x, y):
        return
    severity = Severity.MAJOR if a.near or granted or pair not in _CLOSE else Severity.MINOR
    places = _group(aligned.a, x), _group(aligned.b, y)
    said = cut(aligned.a, places[0]), cut(aligned.b, places[1])
    message = f"Another degree of certainty or duty: A says “{said[0]}”, B says “{said[1]}”."
    yield Drift(Kind.MODALITY, severity, 0.85 if a.near else 0.7, message, *places)


def _grants(lower: Sequence[str], marker: Marker) -> bool:
    """Whether a modal phrase can only mean leave to do something, not ability: are at liberty to."""
    return any_of(lower[marker.start : marker.end], {"right", "entitled", "liberty", "allowed", "permitted"})


def _meant(rendering: Rendering, other: Rendering, marker: Marker) -> Modal:
    """What a modal stands for: in reported speech beside a direct quote, would is the speaker's will."""
    reports = indirect(rendering) and other.quote is not None and not indirect(other)
    return Modal.WILL if reports and marker.modal is Modal.WOULD else marker.modal


def _feared(lower: Sequence[str], i: int) -> bool:
    return any(lemma(word) in _FEARS for word in lower[max(0, i - 8) : i])


_FEARS = {"fear", "worry", "worried", "concern", "concerned", "afraid", "anxious", "dread", "hope", "hopeful"}
_POTENTIAL = {"can", "could", "cannot", "can't", "couldn't"}
# Exchanged freely, but not of what did not come about: might have burst, would have burst.
_UNREAL = (frozenset(("would", "may")), frozenset(("would", "can")))


def _unreal(aligned: Aligned, a: Facing, x: Marker, y: Marker) -> bool:
    """Whether both modals speak of one act that did not take place, sure in one wording and only possible in the other.

    A word such as `perhaps` beside the surer modal makes up for it.
    """
    there = [plain(word) for word in aligned.b.words]
    if x.adverb or y.adverb or x.negated or y.negated or not _same_act(a, x, y):
        return False
    groups = (a.lower[x.start : x.end + 4], there[y.start : y.end + 4])
    return all(("have" in group or "'ve" in group) and not any_of(group, _UNSURE) for group in groups)


_UNSURE = {"perhaps", "maybe", "possibly", "probably", "likely", "easily", "well", "conceivably", "almost"}


def _same_act(a: Facing, x: Marker, y: Marker) -> bool:
    """Whether both modals bear on one act: free renderings put `can be handed over` for `must join`."""
    if _do_so(a.lower, x) or _do_so([plain(word) for word in a.there.words], y):
        return bool(set(a.opposite(range(x.start, x.end))) & set(range(y.start, y.end)))
    if x.verb is None or y.verb is None or y.verb not in a.answers[x.verb]:
        return False
    return related(a.lower[x.verb], plain(a.there.words[y.verb])) in (Relation.SAME, Relation.SYNONYM, Relation.NEAR)


def _do_so(lower: Sequence[str], marker: Marker) -> bool:
    """Whether the modal bears on a stand-in for a verb said before: may do so."""
    return list(lower[marker.end : marker.end + 2]) in (["do", "so"], ["do", "it"], ["do", "that"])


def _own_voice(aligned: Aligned, a: Facing, x: Marker, y: Marker) -> bool:
    """Whether neither modal stands in reported speech, where will turns into would."""
    if indirect(aligned.a) or indirect(aligned.b):
        return False
    before = [a.lower[: x.start], [plain(w) for w in aligned.b.words[: y.start]]]
    return not any(
        tense([w]) == "past" for words in before for w in words if w[0].isalpha() and not is_function(w)
    ) and not any(w in ("was", "were", "had", "did", "if") for words in before for w in words)


def _group(rendering: Rendering, marker: Marker) -> Stretch:
    """The modal with its verb where it follows closely."""
    end = marker.end
    if marker.verb is not None and marker.verb - marker.end <= 2:
        end = marker.verb + 1
    place = stretch(rendering, range(marker.start, end))
    assert place is not None
    return place


def _lost(here: Facing, there: Facing, marker: Marker, *, first: bool) -> Iterator[Drift]:
    """A modal whose verb the other side has without one."""
    if marker.verb is None or (marker.adverb and not here.near) or here.lower[marker.verb] in _MANNERS:
        return
    answers = here.answers[marker.verb]
    at = next((j for j in answers if same_word(here.lower[marker.verb], there.lower[j])), min(answers, default=None))
    if at is None or (is_function(there.lower[at]) and here.lower[marker.verb] != there.lower[at]):
        return
    if (
        _goes_without(here, there, marker)
        or _said_elsewhere(here, there, marker, at)
        or not _weighs(here, there, marker, at)
    ):
        return
    start = at - 1 if at and there.lower[at - 1] in BE | {"have", "has", "had"} else at
    places: tuple[Stretch | None, ...] = (_group(here.here, marker), stretch(here.there, range(start, at + 1)))
    said = cut(here.here, places[0]), cut(here.there, places[1])
    if not first:
        places, said = places[::-1], said[::-1]
    what = "A plan is told as a fact" if marker.modal is Modal.WILL else "One rendering states it outright"
    message = f"{what}: A says “{said[0]}”, B says “{said[1]}”."
    yield Drift(Kind.MODALITY, Severity.MAJOR, 0.8 if here.near else 0.65, message, *places)


_PERCEIVED = {"see", "hear", "feel", "smell", "notice", "taste", "observe", "tell"}
_SURELY = {"surely", "certainly", "definitely", "undoubtedly", "sure", "bound", "doubtless", "presumably"}


def _goes_without(here: Facing, there: Facing, marker: Marker) -> bool:
    """Whether the modal adds nothing: could be seen, was seen; should know, surely knows."""
    if here.lower[marker.start] in _POTENTIAL and marker.verb is not None:
        return lemma(here.lower[marker.verb]) in _PERCEIVED
    return marker.modal in (Modal.MUST, Modal.SHOULD) and any_of(there.lower, _SURELY)


def _said_elsewhere(here: Facing, there: Facing, marker: Marker, at: int) -> bool:
    """Whether the other side needs no modal there: an imperative, one modal for two verbs, a slip of the keyboard."""
    if marker.modal in (Modal.MUST, Modal.SHOULD) and at == there.content[0]:
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
        hedged = any_of(around if here.near else there.lower, _HEDGES)
        return not hedged and (here.near or tense(_verb_group(there, at)) in ("past", "perfect"))
    if marker.modal is Modal.WILL and here.near:
        verb = here.lower[marker.verb or 0]
        inflected = verb != there.lower[at] and lemma(verb) == lemma(there.lower[at])
        return inflected and not marker.negated and not any_of(here.lower[: marker.start], SAID)
    if here.slight and marker.modal is not Modal.WILL:
        said = {form for word in around for form in (word, lemma(word))}
        return marker.modal in _MISSED and not any_of(said, _MISSED[marker.modal])
    if marker.modal in (Modal.SHOULD, Modal.MUST) and _stated(here, there, marker, at):
        return True
    plan = marker.modal is Modal.WILL and not marker.negated and not any_of(there.lower, _AHEAD)
    return plan and _told_as_past(here, there, marker, at)


def _stated(here: Facing, there: Facing, marker: Marker, at: int) -> bool:
    """Whether what should be is told as being so: medicine should reach them, medicine reaches them."""
    if marker.negated or "?" in here.lower or not same_word(here.lower[marker.verb or 0], there.lower[at]):
        return False
    if any_of(there.lower, _MISSED[Modal.MUST] | _MISSED[Modal.SHOULD] | _AHEAD | _HEDGES):
        return False
    doer = next(
        (k for k in range(marker.start - 1, max(-1, marker.start - 4), -1) if not is_function(here.lower[k])), None
    )
    shared = doer is not None and any(0 < at - j <= 3 for j in here.answers[doer])
    return shared and tense(_verb_group(there, at)) == "present" and not _infinitive(there.lower, at)


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
    if lemma(here.lower[marker.verb]) == lemma(there.lower[answer]) and tense(group) in ("past", "perfect"):
        return True
    copula = here.opposite([marker.start, marker.end]) if here.lower[marker.end : marker.end + 1] == ("be",) else ()
    return bool(copula) and all(there.lower[j] in ("was", "were") for j in copula)


# Words that look ahead: what is planned or expected needs no will.
_AHEAD = listed("modality", "ahead")
