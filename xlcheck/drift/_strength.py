"""Modal words compared: how certain, how binding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlcheck.drift._facing import Facing, cut, indirect, plain
from xlcheck.drift._lost import lost
from xlcheck.drift._modals import BE, POTENTIAL, SAID, Marker, Modal, any_of, group, markers, tense
from xlcheck.drift._negatives import PLAIN
from xlcheck.lexicon import Relation, is_function, lemma, related
from xlcheck.model import Aligned, Drift, Kind, Rendering, Severity

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
# What one is bound to do and what one is free to do are told apart whatever the verb.
_BOUND = (frozenset(("must", "may")), frozenset(("must", "can")))


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
            yield from lost(a, b, marker, first=True)
    for j, marker in enumerate(theirs):
        if j not in {y for _, y in pairs}:
            yield from lost(b, a, marker, first=False)


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
    theirs = [plain(w) for w in aligned.b.words]
    pair = frozenset((_meant(aligned.a, aligned.b, x).value, _meant(aligned.b, aligned.a, y).value))
    if len(pair) == 1:
        return
    if _freed_or_barred(aligned, a, x, y):
        yield _degree(aligned, a, x, y, Severity.MAJOR)
        return
    potential = a.lower[x.start] in POTENTIAL or plain(aligned.b.words[y.start]) in POTENTIAL
    if (x.negated or y.negated) and potential and not (a.near and pair == {"will", "can"}):
        return  # no bank will survive it, and not one could
    if (x.negated or y.negated) and pair != {"will", "may"} and not (a.near and pair == {"will", "can"}):
        return  # must not, may not and cannot all forbid
    if pair == {"will", "may"} and _feared(a.lower, x.start) and _feared(theirs, y.start):
        return  # what is only feared or hoped is open either way
    if pair == {"will", "may"} and any(_open(words, m) for words, m in ((a.lower, x), (theirs, y))):
        return  # it is conceivable that it will
    weighs = (a.near and pair == {"will", "would"} and _own_voice(aligned, a, x, y)) or (
        pair in _UNREAL and _unreal(aligned, a, x, y)
    )
    if pair in _ALIKE and not weighs:
        return
    granted = any(_grants(words, m) for words, m in ((a.lower, x), (theirs, y)))
    told_alike = granted and bool(set(a.opposite(range(x.start, x.end))) & set(range(y.start, y.end)))
    bound = pair in _BOUND and x.verb is not None and y.verb in a.answers[x.verb]
    bound = bound and not _aims(a.lower, x) and not _aims(theirs, y)
    denied = any_of((*a.lower, *theirs), PLAIN)
    bare = aligned.a.quote is None  # in reports two such verbs may be of two statements
    open_or_sure = bare and pair == {"will", "may"} and not denied
    open_or_sure = open_or_sure and x.verb is not None and y.verb in a.answers[x.verb]
    if not a.near and not told_alike and not bound and not open_or_sure and not _same_act(a, x, y):
        return
    compelled = pair in _COMPELLING and _compels(a.lower, x) != _compels(theirs, y)
    compelled = compelled and not (_be_to(a.lower, x) or _be_to(theirs, y))
    severity = Severity.MAJOR if a.near or granted or compelled or pair not in _CLOSE else Severity.MINOR
    yield _degree(aligned, a, x, y, severity)


def _degree(aligned: Aligned, a: Facing, x: Marker, y: Marker, severity: Severity) -> Drift:
    places = group(aligned.a, x), group(aligned.b, y)
    said = cut(aligned.a, places[0]), cut(aligned.b, places[1])
    message = f"Another degree of certainty or duty: A says “{said[0]}”, B says “{said[1]}”."
    return Drift(Kind.MODALITY, severity, 0.85 if a.near else 0.7, message, *places)


# What one is made to do is told apart from what one plans or is advised to do.
_COMPELLING = (frozenset(("will", "must")), frozenset(("must", "should")), frozenset(("would", "must")))


def _compels(lower: Sequence[str], marker: Marker) -> bool:
    return any_of(lower[marker.start : marker.end], _COMPULSION)


def _be_to(lower: Sequence[str], marker: Marker) -> bool:
    """Whether the modal is a bare “be to”, which binds as well as plans: my orders were to hold it."""
    return marker.end - marker.start == 2 and lower[marker.start] in BE


_COMPULSION = {"forced", "obliged", "compelled", "orders", "ordered", "made", "compulsory", "mandatory", "obligatory"}


def _freed_or_barred(aligned: Aligned, a: Facing, x: Marker, y: Marker) -> bool:
    """Whether one need not on one side, and may not on the other."""
    theirs = [plain(word) for word in aligned.b.words]
    if not (x.negated and y.negated) or not _same_act(a, x, y):
        return False
    free = [_free(words, m) for words, m in ((a.lower, x), (theirs, y))]
    barred = [_barred(words, m) for words, m in ((a.lower, x), (theirs, y))]
    return (free[0] and barred[1]) or (free[1] and barred[0])


def _free(lower: Sequence[str], marker: Marker) -> bool:
    return marker.modal is Modal.MUST and any_of(
        lower[marker.start : marker.end], {"have", "has", "had", "having", "need", "needn't", "obliged", "required"}
    )


def _barred(lower: Sequence[str], marker: Marker) -> bool:
    said = lower[marker.start : marker.end]
    return any_of(said, {"must", "mustn't"}) or any_of(said, {"allowed", "permitted"})


def _aims(lower: Sequence[str], marker: Marker) -> bool:
    """Whether the modal stands in a clause of purpose: so that they may eat."""
    before = lower[max(0, marker.start - 7) : marker.start]
    return any(pair in (("so", "that"), ("order", "that")) for pair in pairwise(before))


def _open(lower: Sequence[str], marker: Marker) -> bool:
    """Whether a clause before the modal leaves open what it says will be: it is conceivable that it will."""
    before = list(lower[max(0, marker.start - 12) : marker.start])
    at = max((k for k, word in enumerate(before) if word in _POSSIBLE), default=None)
    return marker.modal is Modal.WILL and at is not None and any_of(before[at + 1 : at + 2], {"that"})


_POSSIBLE = {
    "possible",
    "impossible",
    "inconceivable",
    "unthinkable",
    "conceivable",
    "imaginable",
    "thinkable",
    "plausible",
    "possibility",
    "chance",
    "excluded",
}


def _grants(lower: Sequence[str], marker: Marker) -> bool:
    """Whether a modal phrase can only mean leave to do something, not ability: are at liberty to."""
    return any_of(lower[marker.start : marker.end], {"right", "entitled", "liberty", "allowed", "permitted", "free"})


def _meant(rendering: Rendering, other: Rendering, marker: Marker) -> Modal:
    """What a modal stands for: in reported speech beside a direct quote, would is the speaker's will."""
    reports = indirect(rendering) and other.quote is not None and not indirect(other)
    if rendering.quote is None and other.quote is None:
        reports = _reports(rendering, marker.start) and not _reports(other, len(other.words))
    return Modal.WILL if reports and marker.modal is Modal.WOULD else marker.modal


def _reports(rendering: Rendering, end: int) -> bool:
    """Whether a bare rendering says before word `end` that somebody said so: he said that he would."""
    lower = [plain(word) for word in rendering.words[:end]]
    return any(word in SAID for word in lower) and "if" not in lower


def _feared(lower: Sequence[str], i: int) -> bool:
    return any(lemma(word) in _FEARS for word in lower[max(0, i - 8) : i])


_FEARS = {"fear", "worry", "worried", "concern", "concerned", "afraid", "anxious", "dread", "hope", "hopeful"}
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
