"""Certainty, duty or condition that changed: may for will, a lost if, a plan told as done, a statement made a question.

Harmless: “must” and “have to”; “is able to” and “can”; “is going to” and “will”; “said it would” and “said it
will”; “if they stop” and “should they stop”; “when” for “if”; “agreed” and “has agreed”.
Drift: “will respond” and “may respond”; “may have been set” and “was set”; “only if” and “if”; “will be carried
out” and “was carried out”; “should freeze” and “have agreed to freeze”; “They left.” and “Did they leave?”;
“provided they sign” and “now that they sign”.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.drift._attained import attained
from xlcheck.drift._conditions import told_conditions
from xlcheck.drift._facing import both_ways, cut, overlap, plain, stretch
from xlcheck.drift._lists import listed
from xlcheck.drift._modals import any_of
from xlcheck.drift._strength import strengths
from xlcheck.drift._tenses import tenses
from xlcheck.lexicon import is_negative
from xlcheck.model import Aligned, Drift, Kind, Rendering, Severity, Stretch
from xlcheck.text import sentences

KIND = Kind.MODALITY
MQM = "accuracy/mistranslation/modality"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Compare questions, conditions, modal words and, between near-identical renderings, tenses."""
    a, b = both_ways(aligned)
    asked = _question(aligned)
    if asked is not None:
        yield asked
        return
    yield from told_conditions(a, b)
    told = list(attained(a, b))
    yield from told
    yield from (drift for drift in strengths(aligned, a, b) if not any(overlap(drift, other) for other in told))
    if a.near:
        yield from tenses(aligned, a, b)


def _question(aligned: Aligned) -> Drift | None:
    """A question on one side, a statement on the other."""
    asks = ["?" in side.text for side in (aligned.a, aligned.b)]
    if asks[0] == asks[1]:
        return None
    asking, telling = (aligned.a, aligned.b) if asks[0] else (aligned.b, aligned.a)
    if telling.after.lstrip()[:1] == "?" or not asking.text.rstrip("”\"' ’»").endswith("?"):
        return None
    if len(sentences(asking.text)) > 1 or _only_a_tag(asking) or _told_of(asking, telling):
        return None
    if _rhetorical(asking, telling):
        return None
    if any_of(
        (plain(w) for w in telling.words),
        {"whether", "ask", "asks", "asked", "wonder", "wonders", "wondered", "question"},
    ):
        return None
    places = _ending(aligned.a), _ending(aligned.b)
    if places[0] is None or places[1] is None:
        return None
    ends = cut(aligned.a, places[0]), cut(aligned.b, places[1])
    message = f"Only {'A' if asks[0] else 'B'} asks a question: A ends “{ends[0]}”, B ends “{ends[1]}”."
    return Drift(KIND, Severity.MAJOR, 0.85, message, *places)


_TAGS = frozenset("right no yes correct eh huh true ok okay it they he she you we i there so".split())
_ASKING = frozenset({"how", "what", "why"})


def _only_a_tag(asking: Rendering) -> bool:
    """Whether a statement only ends like a question: “…, right?”, “…, isn't it?”."""
    lower = [plain(word) for word in asking.words]
    comma = max((i for i, word in enumerate(lower) if word == ","), default=len(lower))
    tail = [word for word in lower[comma + 1 :] if word[0].isalpha()]
    return 0 < len(tail) <= 3 and tail[-1] in _TAGS and sum(word[0].isalpha() for word in lower[:comma]) > 1


_IN_VAIN = listed("modality", "in_vain")


def _rhetorical(asking: Rendering, telling: Rendering) -> bool:
    """Whether the question answers itself and the statement denies as much: what is the point, it makes no sense."""
    asked = " ".join(plain(word) for word in asking.words)
    return any(phrase in asked for phrase in _IN_VAIN) and any(is_negative(plain(word)) for word in telling.words)


def _told_of(asking: Rendering, telling: Rendering) -> bool:
    """Whether the statement tells of the question that the other side asks: worried about how long it will take."""
    asked = {plain(word) for word in asking.words} & _ASKING
    return any(plain(word) in asked for word in telling.words[1:])


def _ending(rendering: Rendering) -> Stretch | None:
    """The last word with the marks after it."""
    last = max((i for i, word in enumerate(rendering.words) if not word.is_mark), default=None)
    return None if last is None else stretch(rendering, range(last, len(rendering.words)))
