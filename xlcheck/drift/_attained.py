"""What is tried, hoped, weighed or only reported in one rendering, and done, promised, decided or so in the other."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._facing import Facing, a_and_b, stretch
from xlcheck.drift._lists import listed
from xlcheck.drift._modals import BE, any_of, tense
from xlcheck.lexicon import Relation, forms, is_function, lemma, related
from xlcheck.model import Drift, Kind, Severity

_ALIKE = {Relation.SAME, Relation.SYNONYM, Relation.NEAR, Relation.HYPERNYM}
_TRY, _TRYING = listed("attained", "try"), listed("attained", "trying")
_MANAGE = listed("attained", "manage")
_HEARD, _HEARSAY = listed("attained", "heard"), listed("attained", "hearsay")
_SEEM = {"appear", "seem"}
_HOPE, _HOPING = listed("attained", "hope"), listed("attained", "hoping")
_PROMISE = listed("attained", "promise")
_ADVISE, _ORDER = listed("attained", "advise"), listed("attained", "order")
_WEIGH, _SETTLE = listed("attained", "weigh"), listed("attained", "settle")
_AHEAD = {"to", "not", "yet", "will", "would", "before", "never"}  # has yet to decide
_NOT = {"not", "never", "no", "nobody", "without", "cannot"}


def attained(a: Facing, b: Facing) -> Iterator[Drift]:
    """What one rendering has as an attempt, a hope, hearsay or advice, and the other as fact, promise or order."""
    for here, there, first in ((a, b, True), (b, a, False)):
        for look in (_attempt, _hearsay, _hope, _advice, _weighed):
            if (found := look(here, there)) is None:
                continue
            what, mine, theirs = found
            places, said = a_and_b(here, stretch(here.here, mine), stretch(here.there, theirs), first=first)
            message = f"{what}: A says “{said[0]}”, B says “{said[1]}”."
            yield Drift(Kind.MODALITY, Severity.MAJOR, 0.7, message, *places)


_Found = tuple[str, range, range] | None


def _verb_after(facing: Facing, i: int) -> int | None:
    """The verb of an infinitive with `to` at `i`: to have been relieved."""
    if facing.lower[i : i + 1] != ("to",):
        return None
    for k in range(i + 1, min(i + 5, len(facing.lower))):
        word = facing.lower[k]
        if not word[0].isalpha():
            return None
        if word not in BE | {"have", "be"} and not word.endswith("ly"):
            return None if is_function(word) else k
    return None


def _answer(here: Facing, there: Facing, verb: int) -> int | None:
    """The word that says the verb on the other side."""
    answers = [j for j in here.answers[verb] if not is_function(there.lower[j])]
    sure = [j for j in answers if related(here.lower[verb], there.lower[j]) in _ALIKE]
    return next(iter(sure or [j for j in answers if _done(there, j) or there.lower[j].endswith("ing")]), None)


def _done(there: Facing, j: int) -> bool:
    """Whether the verb at `j` tells what has come about."""
    start = j
    while start and j - start < 4 and (there.lower[start - 1] in BE | _HAVE or there.lower[start - 1].endswith("ly")):
        start -= 1
    if start and there.lower[start - 1] in ("to", "will", "would", "could", "can", "might", "may", "should", "must"):
        return False
    return tense(there.lower[start : j + 1]) in ("past", "perfect", "pluperfect")


_HAVE = {"have", "has", "had", "'ve"}


def _attempt(here: Facing, there: Facing) -> _Found:
    """Tried to warn, warned or managed to warn."""
    theirs = there.bases
    if any_of(theirs, _TRYING):
        return None
    for i, base in enumerate(here.bases):
        if base not in _TRY:
            continue
        verb = _verb_after(here, i + 1)
        if verb is None or any_of(here.lower[max(0, i - 3) : i], _NOT | {"if"}):
            continue
        j = _answer(here, there, verb)
        won = next((k for k, base in enumerate(theirs) if base in _MANAGE), None)
        if won is None and j is not None and _done(there, j):
            won = j
        if won is not None and not any_of(there.lower[max(0, won - 3) : won], _NOT):
            return "An attempt is told as a success", range(i, verb + 1), range(won, won + 1)
    return None


def _hearsay(here: Facing, there: Facing) -> _Found:
    """Is said to have left, has left."""
    if any_of(there.bases, _HEARSAY) or any_of(there.lower, _HEARSAY):
        return None
    for i, word in enumerate(here.lower):
        base = lemma(word)
        heard = base in _HEARD and i > 0 and any_of(here.lower[max(0, i - 2) : i], BE)
        verb = _verb_after(here, i + 1)
        if not (heard or base in _SEEM) or verb is None or any_of(here.lower[max(0, i - 3) : i], _NOT | {"if"}):
            continue
        j = _answer(here, there, verb)
        if j is not None:
            return "What is only said or seems so is told as a fact", range(i, verb + 1), range(j, j + 1)
    return None


def _hope(here: Facing, there: Facing) -> _Found:
    """Hopes to reopen it, has promised to reopen it."""
    theirs = there.bases
    if any_of(theirs, _HOPING) or any_of(there.lower, _HOPING):
        return None
    for i, word in enumerate(here.lower):
        verb = _verb_after(here, i + 1)
        if lemma(word) not in _HOPE or verb is None or any_of(here.lower[max(0, i - 3) : i], _NOT | {"if", "who"}):
            continue
        j = _answer(here, there, verb)
        if j is None:
            continue
        near = range(max(0, j - 4), min(len(theirs), j))
        sure = [k for k in near if theirs[k] in _PROMISE or there.lower[k] in ("will", "'ll", "shall", "going")]
        if sure or _done(there, j):
            start = min([*sure, j])
            return "What is hoped for is told as settled", range(i, verb + 1), range(start, j + 1)
    return None


def _advice(here: Facing, there: Facing) -> _Found:
    """The council recommends it, the council has ordered it."""
    mine, theirs = here.bases, there.bases
    if any_of(mine, _ORDER) or any_of(theirs, _ADVISE):
        return None
    for i, base in enumerate(mine):
        if base not in _ADVISE or (base == "advise" and here.lower[i + 1 : i + 2] == ("that",)):
            continue  # advises that it will: gives notice
        ordered = [j for j, word in enumerate(theirs) if word in _ORDER]
        if not ordered:
            return None
        linked = [j for j in ordered if j in here.answers[i]]
        around = [k for k in range(i + 1, min(i + 6, len(mine))) if not is_function(here.lower[k])]
        governed = {j for k in around for j in here.answers[k]}
        close = [j for j in ordered if any(0 < abs(j - g) <= 5 for g in governed)]
        if linked or close:
            at = (linked or close)[0]
            return "Advice here, an order there", range(i, i + 1), range(at, at + 1)
    return None


def _weighed(here: Facing, there: Facing) -> _Found:
    """Is considering a ban, has ordered a ban."""
    mine, theirs = here.bases, there.bases
    if any_of(mine, _SETTLE) or any_of(theirs, _WEIGH):
        return None
    for i in range(len(mine)):
        if (
            _WEIGH.isdisjoint(forms(here.lower[i]))
            or here.lower[i + 1 : i + 2] == ("as",)
            or any_of(here.lower[max(0, i - 3) : i], _NOT)
        ):
            continue
        governed = here.opposite(k for k in range(i + 1, min(i + 7, len(mine))) if not is_function(here.lower[k]))
        for j, word in enumerate(theirs):
            linked = j in here.answers[i] and not any_of(there.lower[max(0, j - 3) : j], _AHEAD)
            if word in _SETTLE and (linked or (_done(there, j) and any(0 < abs(j - g) <= 6 for g in governed))):
                return "One rendering weighs what the other has decided", range(i, i + 1), range(j, j + 1)
    return None
