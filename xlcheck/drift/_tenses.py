"""Between near-identical renderings, verbs that stand in another tense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._facing import Edit, Facing, cut, edits, in_common, indirect, stretch
from xlcheck.drift._modals import BE, SAID, tense
from xlcheck.lexicon import lemma, normalise
from xlcheck.lexicon.wordnet import wordnet
from xlcheck.model import Aligned, Drift, Kind, Rendering, Severity, Stretch

# Past for present weighs where little else was reworded. Of 130 planted changes of tense all but one lie above.
ALONE = 0.85
SHARED = 25  # words over which a “will” may reach by coordination


def tenses(aligned: Aligned, a: Facing, b: Facing) -> Iterator[Drift]:
    """Between near-identical renderings, a verb that stands in another tense."""
    for edit in edits(aligned):
        if (
            not (edit.a_start < edit.a_end or edit.b_start < edit.b_end)
            or max(edit.a_end - edit.a_start, edit.b_end - edit.b_start) > 4
        ):
            continue
        mine, theirs = _widened(a.lower, b.lower, edit)
        x, y = tense(mine), tense(theirs)
        if (
            not x
            or not y
            or x == y
            or not _same_verb(a.lower[edit.a_start : edit.a_end], b.lower[edit.b_start : edit.b_end])
        ):
            continue
        pair = {x, y}
        if pair <= {"past", "perfect", "pluperfect"} or pair == {"present", "perfect"}:
            continue  # English papers tell one event in either
        if pair == {"present", "past"} and (
            (in_common(aligned) < ALONE and len(edits(aligned)) > 1) or _reported(aligned, a, b, edit)
        ):
            continue
        if pair == {"future", "present"} and (_is_to(a.lower, edit.a_start) or _is_to(b.lower, edit.b_start)):
            continue
        if _shared_will(pair, a.lower, edit.a_start) or _shared_will(pair, b.lower, edit.b_start):
            continue
        if pair == {"present", "past"} and any(word in SAID for word in (*mine, *theirs)):
            continue  # analysts say, analysts said
        if pair == {"present", "past"} and "were" in (*mine, *theirs) and _supposed(a.lower, b.lower, edit):
            continue
        places = _span(aligned.a, edit.a_start, edit.a_end), _span(aligned.b, edit.b_start, edit.b_end)
        said = [cut(side, place) if place else "" for side, place in zip((aligned.a, aligned.b), places, strict=True)]
        what = "A plan against a fact" if "future" in pair else "Another time"
        message = f"{what}: A says “{said[0]}”, B says “{said[1]}”."
        yield Drift(Kind.MODALITY, Severity.MAJOR, 0.7, message, *places)


def _is_to(lower: Sequence[str], start: int) -> bool:
    """Whether a plan begins here with an adverb in it: are also to play."""
    return lower[start] in BE and list(lower[start + 2 : start + 3]) == ["to"] if start < len(lower) else False


def _shared_will(pair: set[str], lower: Sequence[str], start: int) -> bool:
    """Whether a verb without “will” shares one that stands before: will come and stay."""
    return pair == {"future", "present"} and "will" in lower[max(0, start - SHARED) : start]


def _supposed(a: Sequence[str], b: Sequence[str], edit: Edit) -> bool:
    """Whether the tense stands in a condition on either side, where “were” is no past: if it were, if it is."""
    return any("if" in words[max(0, start - 6) : start] for words, start in ((a, edit.a_start), (b, edit.b_start)))


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
    auxiliaries = BE | {
        "will",
        "shall",
        "'ll",
        "would",
        "did",
        "does",
        "do",
        "has",
        "have",
        "had",
        "going",
        "to",
        "been",
    }
    x = [w for w in mine if w[0].isalpha() and w not in auxiliaries]
    y = [w for w in theirs if w[0].isalpha() and w not in auxiliaries]
    return (
        len(x) == len(y)
        and all(lemma(i) == lemma(j) and not i.endswith("ly") for i, j in zip(x, y, strict=True))
        and all(_verbal(word) for word in (*x, *y))
    )


def _verbal(word: str) -> bool:
    """Whether a word is ever a verb: brothers and brethren are in no tense."""
    return wordnet().parts_of(lemma(word)).get("v", 0.0) >= _EVER


_EVER = 0.05  # share of a word's uses


def _reported(aligned: Aligned, a: Facing, b: Facing, edit: Edit) -> bool:
    """Whether a verb of saying in the past stands before: there the tense may shift."""
    if indirect(aligned.a) or indirect(aligned.b):
        return True
    for before in (a.lower[: edit.a_start], b.lower[: edit.b_start]):
        if any(w in SAID or (w == "that" and k and tense(before[k - 1 : k]) == "past") for k, w in enumerate(before)):
            return True
    return False
