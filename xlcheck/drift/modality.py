"""Certainty, duty or condition that changed: may for will, a lost if, a plan told as done, a statement turned into a question.

Harmless: “must” and “have to”; “is able to” and “can”; “is going to” and “will”; “said it would” and “said it will”; “if they stop”
and “should they stop”; “when” for “if”; “agreed” and “has agreed”.
Drift: “will respond” and “may respond”; “may have been set” and “was set”; “only if” and “if”; “will be carried out” and “was
carried out”; “should freeze” and “have agreed to freeze”; “They left.” and “Did they leave?”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._facing import Edit, Facing, both_ways, cut, edits, in_common, plain, stretch
from xlcheck.drift._modals import BE, CONDITIONAL, Marker, Modal, any_of, conditions, limited, markers, tense
from xlcheck.lexicon import Relation, is_function, lemma, misspelled, normalise, related, same_word
from xlcheck.model import Aligned, Drift, Kind, QuoteKind, Rendering, Severity, Stretch
from xlcheck.text import sentences

KIND = Kind.MODALITY
MQM = "accuracy/mistranslation/modality"

# Past for present weighs where little else was reworded. Of 130 planted changes of tense all but one lie above.
ALONE = 0.85
# Modals that translators exchange freely, and pairs that weigh only where little else differs.
_ALIKE = {frozenset(p) for p in (("will", "would"), ("may", "can"), ("would", "may"), ("would", "can"), ("would", "should"))}
_CLOSE = {frozenset(p) for p in (("must", "should"), ("will", "must"), ("will", "should"), ("will", "can"), ("would", "must"), ("can", "should"))}
_HEDGES = {
    "may", "might", "could", "can", "perhaps", "maybe", "possibly", "possible", "possibility", "probably", "probable", "likely", "likelihood", "chance", "appear",
    "appears", "appeared", "apparently", "seem", "seems", "seemed", "seemingly", "suspect", "suspected", "suspects", "suspicion", "believe", "believes", "believed",
    "think", "thought", "presumably", "presumed", "alleged", "allegedly", "reportedly", "potential", "potentially", "would", "should", "expected", "feared", "fear",
    "risk", "danger", "able", "allow", "allows", "allowed", "suggest", "suggests", "if", "sometimes", "often", "threatens", "unclear", "uncertain", "speculation", "point",
}  # fmt: skip


def check(aligned: Aligned) -> Iterator[Drift]:
    """Compare questions, conditions, modal words and, between near-identical renderings, tenses."""
    a, b = both_ways(aligned)
    asked = _question(aligned)
    if asked is not None:
        yield asked
        return
    yield from _conditions(a, b)
    yield from _modals(aligned, a, b)
    if a.near:
        yield from _tenses(aligned, a, b)


def _drift(severity: Severity, confidence: float, message: str, a: Stretch | None, b: Stretch | None) -> Drift:
    return Drift(KIND, severity, confidence, message, a, b)


def _question(aligned: Aligned) -> Drift | None:
    """A question on one side, a statement on the other."""
    asks = ["?" in side.text for side in (aligned.a, aligned.b)]
    if asks[0] == asks[1]:
        return None
    asking, telling = (aligned.a, aligned.b) if asks[0] else (aligned.b, aligned.a)
    if telling.after.lstrip()[:1] == "?" or not asking.text.rstrip("”\"' ’»").endswith("?"):
        return None
    if len(sentences(asking.text)) > 1:
        return None
    if any_of((plain(w) for w in telling.words), {"whether", "ask", "asks", "asked", "wonder", "wonders", "wondered", "question"}):
        return None
    places = _ending(aligned.a), _ending(aligned.b)
    if places[0] is None or places[1] is None:
        return None
    message = f"Only {'a' if asks[0] else 'b'} asks a question: a ends “{cut(aligned.a, places[0])}”, b “{cut(aligned.b, places[1])}”."
    return _drift(Severity.MAJOR, 0.85, message, *places)


def _ending(rendering: Rendering) -> Stretch | None:
    """The last word with the marks after it."""
    last = max((i for i, word in enumerate(rendering.words) if not word.is_mark), default=None)
    return None if last is None else stretch(rendering, range(last, len(rendering.words)))


def _conditions(a: Facing, b: Facing) -> Iterator[Drift]:
    for here, there, first in ((a, b, True), (b, a, False)):
        for i in conditions(here.lower):
            place = stretch(here.here, range(i, min(i + 3, len(here.lower))))
            if _participle_alone(here, i):
                continue
            if not any_of(there.lower, CONDITIONAL) or (here.near and not _near_condition(here, i)):
                scope = [k for k in range(i + 1, min(i + 8, len(here.lower))) if not is_function(here.lower[k]) and here.lower[k][0].isalnum()]
                answered = here.opposite(scope)
                if len(answered) < max(1, len(scope) // 2) or place is None:
                    continue
                other = stretch(here.there, answered[:3] if answered[-1] - answered[0] > 6 else answered)
                word = cut(here.here, place)
                message = f"Only {'a' if first else 'b'} makes it a condition (“{word}”)."
                yield _drift(Severity.MAJOR, 0.8, message, *((place, other) if first else (other, place)))
            elif limited(here.lower, i) and not any_of(there.lower, {"only", "unless", "solely", "not", "until", "without", "alone", "cannot", "no"}):
                start = max(k for k in range(max(0, i - 3), i) if here.lower[k] in ("only", "solely"))
                place = stretch(here.here, range(start, i + 1))
                answers = here.opposite([i])
                other = stretch(here.there, answers) if answers else None
                message = f"Only {'a' if first else 'b'} says that this is the sole condition: “{cut(here.here, place)}”."  # type: ignore[arg-type]
                yield _drift(Severity.MAJOR, 0.85, message, *((place, other) if first else (other, place)))


def _participle_alone(here: Facing, i: int) -> bool:
    """`If left alone`, of which the other side has `left alone`: a participle can be a condition by itself."""
    return i + 1 < len(here.lower) and tense(here.lower[i + 1 : i + 2]) == "past" and bool(here.answers[i + 1])


def _near_condition(here: Facing, i: int) -> bool:
    """Whether a near-identical rendering holds a word for the condition close to where it stood."""
    start, end = here.place(i, i + 1)
    near_by = [plain(word) for word in here.there.words[max(0, start - 3) : end + 3]]
    return any_of(near_by, CONDITIONAL - {"by", "as", "any", "or", "only", "but", "not", "do", "each", "every", "before", "after"})


def _indirect(side: Rendering) -> bool:
    return side.quote is not None and side.quote.kind is not QuoteKind.DIRECT


def _modals(aligned: Aligned, a: Facing, b: Facing) -> Iterator[Drift]:
    mine, theirs = markers(a.lower), markers(b.lower)
    met_a: set[int] = set()
    met_b: set[int] = set()
    pairs = sorted(
        (x.modal is not y.modal, _distance(a, x, y), i, j) for i, x in enumerate(mine) for j, y in enumerate(theirs) if _distance(a, x, y)[0] < 3
    )
    for *_, i, j in pairs:
        if i in met_a or j in met_b:
            continue
        met_a.add(i)
        met_b.add(j)
        yield from _strength(aligned, a, mine[i], theirs[j])
    for here, there, loose, first in (
        (a, b, [m for i, m in enumerate(mine) if i not in met_a], True),
        (b, a, [m for j, m in enumerate(theirs) if j not in met_b], False),
    ):
        for marker in loose:
            yield from _lost(here, there, marker, first=first)


def _distance(a: Facing, x: Marker, y: Marker) -> tuple[int, int]:
    """0 linked, 1 bearing on linked verbs, 2 next to each other, 3 apart."""
    start, end = a.place(x.start, x.end)
    gap = max(y.start - end, start - y.end, 0)
    if set(a.opposite(range(x.start, x.end))) & set(range(y.start, y.end)):
        return 0, gap
    if x.verb is not None and y.verb is not None and y.verb in a.answers[x.verb]:
        return 1, gap
    return (2 if gap <= 2 else 3), gap


def _strength(aligned: Aligned, a: Facing, x: Marker, y: Marker) -> Iterator[Drift]:
    if x.modal is y.modal:
        return
    pair = frozenset((x.modal.value, y.modal.value))
    if x.negated or y.negated:
        if pair != {"will", "may"} and not (a.near and pair == {"will", "can"}):
            return  # must not, may not and cannot all forbid
    if pair in _ALIKE and not (a.near and pair == {"will", "would"} and _own_voice(aligned, a, x, y)):
        return
    if not a.near and not _same_act(a, x, y):
        return
    severity = Severity.MAJOR if a.near or pair not in _CLOSE else Severity.MINOR
    places = _group(aligned.a, x), _group(aligned.b, y)
    message = f"Another degree of certainty or duty: a says “{cut(aligned.a, places[0])}”, b says “{cut(aligned.b, places[1])}”."
    yield _drift(severity, 0.85 if a.near else 0.7, message, *places)


def _same_act(a: Facing, x: Marker, y: Marker) -> bool:
    """Whether both modals bear on one act: free renderings put `can be handed over` for `must join`."""
    if x.verb is None or y.verb is None or y.verb not in a.answers[x.verb]:
        return False
    return related(a.lower[x.verb], plain(a.there.words[y.verb])) in (Relation.SAME, Relation.SYNONYM, Relation.NEAR)


def _own_voice(aligned: Aligned, a: Facing, x: Marker, y: Marker) -> bool:
    """Whether neither modal stands in reported speech, where will turns into would."""
    if _indirect(aligned.a) or _indirect(aligned.b):
        return False
    before = [a.lower[: x.start], [plain(w) for w in aligned.b.words[: y.start]]]
    return not any(tense([w]) == "past" for words in before for w in words if w[0].isalpha() and not is_function(w)) and not any(
        w in ("was", "were", "had", "did", "if") for words in before for w in words
    )


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
    if marker.verb is None:
        return
    answers = [j for j in here.answers[marker.verb] if same_word(here.lower[marker.verb], there.lower[j])] or list(here.answers[marker.verb])
    if not answers:
        return
    if marker.modal in (Modal.MUST, Modal.SHOULD) and answers[0] == there.content[0]:
        return  # an imperative
    around = there.lower[max(0, answers[0] - 6) : answers[0] + 3]
    if marker.end - marker.start == 1 and any(misspelled(here.lower[marker.start], there.lower[j]) for j in range(*_gap(here, marker))):
        return
    if marker.modal is Modal.MAY:
        if any_of(there.lower if not here.near else around, _HEDGES):
            return
        severe = here.near or tense(_verb_group(there, answers[0])) in ("past", "perfect")
    elif here.near and marker.modal is Modal.WILL:
        severe = not marker.negated and here.lower[marker.verb] != there.lower[answers[0]] and lemma(here.lower[marker.verb]) == lemma(there.lower[answers[0]])
        severe = severe and not any(w in _SAID for w in here.lower[: marker.start])
    elif here.near:
        severe = marker.modal in _MISSED and not any_of(around, _MISSED[marker.modal])
    else:
        severe = (
            marker.modal is Modal.WILL
            and not marker.negated
            and not any_of(there.lower, _AHEAD)
            and (_told_as_past(here, there, marker, answers[0]))
        )
    if not severe:
        return
    mine = _group(here.here, marker)
    start = answers[0] - 1 if answers[0] and there.lower[answers[0] - 1] in BE | {"have", "has", "had"} else answers[0]
    theirs = stretch(here.there, range(start, answers[0] + 1))
    assert theirs is not None
    said = (cut(here.here, mine), cut(here.there, theirs))
    said = said if first else (said[1], said[0])
    what = "A plan is told as a fact" if marker.modal is Modal.WILL else "One rendering states it outright"
    message = f"{what}: a says “{said[0]}”, b says “{said[1]}”."
    yield _drift(Severity.MAJOR, 0.8 if here.near else 0.65, message, *((mine, theirs) if first else (theirs, mine)))


def _gap(here: Facing, marker: Marker) -> tuple[int, int]:
    """The words of the other side next to where the modal would stand."""
    start, end = here.place(marker.start, marker.end)
    return max(0, start - 1), min(len(here.there.words), end + 1)


# Modals missed between near-identical renderings, and the words that may do their work.
_MISSED: dict[Modal, set[str]] = {
    Modal.MUST: {"must", "should", "mandate", "mandated", "order", "ordered", "require", "requires", "required", "oblige", "obliged", "forced", "necessary", "duty", "shall"},
    Modal.SHOULD: {"must", "should", "advised", "recommended", "urged", "advise", "recommend", "proper", "right", "duty", "shall"},
    Modal.CAN: {"can", "could", "able", "let", "lets", "capable", "capability", "power", "ability", "allow", "allows", "possible", "enable", "enables"},
}


def _verb_group(facing: Facing, verb: int) -> list[str]:
    start = verb
    while start and verb - start < 3 and (facing.lower[start - 1] in BE | {"have", "has", "had", "did", "does", "do", "will", "would", "not"}):
        start -= 1
    return list(facing.lower[start : verb + 1])


def _told_as_past(here: Facing, there: Facing, marker: Marker, answer: int) -> bool:
    """Whether the other side has the same verb in the past, or was and were for `will be`."""
    if marker.verb is None:
        return False
    group = _verb_group(there, answer)
    if lemma(here.lower[marker.verb]) == lemma(there.lower[answer]) and tense(group) == "past":
        return True
    copula = here.lower[marker.end : marker.end + 1] == ("be",) and here.opposite([marker.start, marker.end])
    return bool(copula) and all(there.lower[j] in ("was", "were") for j in copula)


# Words that look ahead: what is planned or expected needs no will.
_AHEAD = {
    "will", "would", "shall", "'ll", "going", "plan", "plans", "planned", "planning", "expected", "expects", "expect", "set", "due", "scheduled", "intend", "intends",
    "intended", "intention", "tomorrow", "future", "soon", "next", "promise", "promised", "promises", "pledged", "vowed", "vows", "aims", "hopes", "to", "upcoming",
    "forthcoming", "slated", "yet", "ready", "prepared", "threatened", "threatens", "about",
}  # fmt: skip


def _tenses(aligned: Aligned, a: Facing, b: Facing) -> Iterator[Drift]:
    """Between near-identical renderings, a verb that stands in another tense."""
    for edit in edits(aligned):
        if not (edit.a_start < edit.a_end or edit.b_start < edit.b_end) or max(edit.a_end - edit.a_start, edit.b_end - edit.b_start) > 4:
            continue
        mine, theirs = _widened(a.lower, b.lower, edit)
        x, y = tense(mine), tense(theirs)
        if not x or not y or x == y or not _same_verb(a.lower[edit.a_start : edit.a_end], b.lower[edit.b_start : edit.b_end]):
            continue
        pair = {x, y}
        if pair <= {"past", "perfect", "pluperfect"} or pair == {"present", "perfect"}:
            continue  # English papers tell one event in either
        if pair == {"present", "past"} and ((in_common(aligned) < ALONE and len(edits(aligned)) > 1) or _reported(aligned, a, edit)):
            continue
        places = _span(aligned.a, edit.a_start, edit.a_end), _span(aligned.b, edit.b_start, edit.b_end)
        said = [cut(side, place) if place else "" for side, place in zip((aligned.a, aligned.b), places, strict=True)]
        what = "A plan against a fact" if "future" in pair else "Another time"
        message = f"{what}: a says “{said[0]}”, b says “{said[1]}”."
        yield _drift(Severity.MAJOR, 0.7, message, *places)


def _span(rendering: Rendering, start: int, end: int) -> Stretch | None:
    if start == end:
        start, end = max(0, start - 1), min(end + 1, len(rendering.words))
    return stretch(rendering, range(start, end))


def _widened(a: Sequence[str], b: Sequence[str], edit: Edit) -> tuple[list[str], list[str]]:
    """The words of an edit, with the auxiliary before and the word after where both sides share them."""
    after = 1 if edit.a_end < len(a) and edit.b_end < len(b) else 0
    return list(a[edit.a_start : edit.a_end + after]), list(b[edit.b_start : edit.b_end + after])


def _same_verb(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both stretches hold one verb, auxiliaries apart."""
    if [normalise(w) for w in mine] == [normalise(w) for w in theirs]:
        return False
    auxiliaries = BE | {"will", "shall", "'ll", "would", "did", "does", "do", "has", "have", "had", "going", "to", "been"}
    x = [w for w in mine if w[0].isalpha() and w not in auxiliaries]
    y = [w for w in theirs if w[0].isalpha() and w not in auxiliaries]
    return len(x) == len(y) and all(lemma(i) == lemma(j) and not i.endswith("ly") for i, j in zip(x, y, strict=True))


def _reported(aligned: Aligned, a: Facing, edit: Edit) -> bool:
    """Whether a verb of saying in the past stands before: there the tense may shift."""
    if _indirect(aligned.a) or _indirect(aligned.b):
        return True
    before = a.lower[: edit.a_start]
    return any(w in _SAID or (w == "that" and k and tense(before[k - 1 : k]) == "past") for k, w in enumerate(before))


_SAID = {
    "said", "told", "stated", "claimed", "announced", "believed", "thought", "argued", "reported", "declared", "stressed", "noted", "added", "explained", "warned",
    "indicated", "suggested", "insisted", "emphasized", "emphasised", "revealed", "found", "knew", "admitted", "acknowledged", "wrote", "confirmed", "showed",
}  # fmt: skip
