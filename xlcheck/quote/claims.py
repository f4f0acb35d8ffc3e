"""Whether a stretch in marks is somebody's words, or a title, a nickname, a term, a scare quote."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from xlcheck.quote import cues
from xlcheck.quote.candidates import Candidate
from xlcheck.quote.layout import Layout
from xlcheck.quote.reported import CONTENT as HELD
from xlcheck.quote.reported import CUE as CUED
from xlcheck.quote.reported import SPEAKER as SPOKEN

CUE, CONTENT = (3, 4), (5, 6)  # labels of the tagger
LONGEST_TERM = 5  # words
BESIDE = 5  # words before or after a stretch in which a cue or a speaker counts as beside it
LEAST_CHANCE, FARTHEST = 1e-3, 6.0  # nothing is surer, and no lead counts for more
COINING = frozenset("nickname nicknames nicknamed nicknaming dub dubs dubbed dubbing christened".split())
LONGEST_COINING = 9  # words after the stretch: “…” boats, as the state media have dubbed them
_THEM = frozenset("it him her them".split())
HABITS = [["to", word] for word in ("take", "takes", "took", "taken", "taking")]
HAILED = [["as", word] for word in ("hailed", "celebrated", "billed", "styled")]
BEING = frozenset("is are was were be been being".split())
_UNCAPPED = cues.PREPOSITIONS | cues.DETERMINERS | {"and"}
_LENGTHS = (1, 2, 3, 4, 6, 9, 14)
_SHOWS = frozenset(
    """
    show host star film movie book song album episode podcast program programme series documentary network
    channel ad
    """.split()
)
_FIRST_PERSON = frozenset("i we my our us me you your".split())
_VERBS = frozenset(
    """
    is are was were be been have has had will would can could do does did should must may don't won't i'm we're
    it's
    """.split()
)


def is_markup(layout: Layout, number: int) -> bool:
    """The value of an attribute that was left in the text: `author="…"`."""
    opening = layout.outer[number][0]
    before = layout.words[opening - 1] if opening else None
    return before is not None and before.text.endswith("=") and before.end == layout.words[opening].start


def is_named(layout: Layout, number: int) -> bool:
    """A term by the words before it: “known as”, “uses the term”, “so-called”, “what it calls its … ships”.

    Political reporting, from which the model learned, hardly has these; there "called" brings a verdict on somebody.
    """
    first, last = layout.spans[number]
    opening, closing = layout.outer[number]
    low = layout.low
    if not 0 < last - first <= LONGEST_TERM:
        return False
    before = [_outside(layout, opening - back) for back in range(1, 8)]
    name = before[1:] if before[0] in cues.DETERMINERS else before
    if name[0] in cues.TERM_NOUNS or name[:3] == ["called", "-", "so"] or (name[0] == "as" and "known" in name):
        return True
    if before[0] in cues.DETERMINERS and before[1] in ("formally", "officially"):
        return True
    noun = closing < len(low) and low[closing].isalpha() and layout.words[closing].text.islower()
    after = low[closing : layout.sentences[layout.sentence[opening]][1]][:LONGEST_COINING]
    if _is_coined(layout, number, before) or any(pair[0] in COINING and pair[1] in _THEM for pair in pairwise(after)):
        return True
    calls = any(before[i] in ("call", "calls", "called") and before[i + 1] == "it" for i in range(3))
    return calls and noun and _kind(low[closing]) not in ("prep", "conj", "aux", "say", "plain")


def _is_coined(layout: Layout, number: int, before: Sequence[str]) -> bool:
    """A name that people made up: “have nicknamed him …”, “took to calling the road …”, “were hailed as …”."""
    clause = before[: next((i for i, word in enumerate(before) if not word.isalpha()), len(before))]
    if COINING.intersection(clause):
        return True
    if any(clause[i] == "calling" and clause[i + 1 : i + 3] in HABITS for i in range(len(clause))):
        return True
    # "hailed as “a triumph”" is a verdict on somebody; a bare noun on many is what they are called.
    bare = layout.low[layout.spans[number][0]] not in cues.DETERMINERS
    return bare and clause[:2] in HAILED and any(word in BEING for word in clause[2:5])


def claim_features(
    layout: Layout, labels: Sequence[int], number: int, speaker: Candidate | None, lead: float, repeated: bool
) -> list[str]:
    """What is known of the stretch `number` in marks, given its likeliest speaker."""
    first, last = layout.spans[number]
    low, cut = layout.low, layout.words
    inside = [i for i in range(first, last) if not cut[i].is_mark]
    length = sum(len(inside) > limit for limit in _LENGTHS)
    opening, closing = layout.outer[number]
    before = [_outside(layout, opening - back) for back in (1, 2, 3)]
    after = [_outside(layout, closing + on) for on in (0, 1)]
    start = layout.sentences[layout.sentence[opening]][0]
    end = layout.sentences[layout.sentence[closing - 1]][1]
    around = [i for i in range(start, end) if layout.quoted[i] < 0]
    # Judged on the words alone: a title may hold "of" or "and" in lower case.
    content = [i for i in inside if low[i] not in _UNCAPPED]
    shape = _shape([cut[i].text for i in content])
    ending = cut[last - 1].text if last > first and cut[last - 1].is_mark else "-"
    follows = cut[closing].text if closing < len(cut) and cut[closing].is_mark else "-"
    owned = opening > 0 and cut[opening - 1].text.endswith(("'s", "’s", "s'", "s’"))
    saying = any(low[i] in cues.SAYING for i in around)
    plain = any(low[i] in cues.PLAIN for i in around)
    marked = layout.marked[number]
    glyph = "single" if cut[opening].text in "'‘‚’`" and layout.spans[number][0] == opening + 1 else "double"
    row = [
        "bias",
        f"len {length}",
        f"shape {shape} {length}",
        f"end {ending}",
        f"end {ending} {shape} {length > 2}",
        f"follows {follows} {length}",
        f"b1 {before[0]}",
        f"b2 {before[0]} {before[1]}",
        f"b3 {before[1]}",
        f"bc {_kind(before[0])} {length}",
        f"bc2 {_kind(before[0])} {_kind(before[1])} {length > 3}",
        f"a1 {after[0]}",
        f"ac {_kind(after[0])} {length}",
        f"naming {any(word in cues.NAMING for word in before)} {length}",
        f"saying {saying} {plain} {length}",
        f"person {any(low[i] in _FIRST_PERSON for i in inside)}",
        f"own {owned} {shape} {length}",
        f"shape {shape} {_kind(before[0])} {length > 4}",
        f"shape {shape} {_kind(after[0])} {length > 4}",
        f"kinds {_kind(before[0])} {_kind(after[0])} {length > 2}",
        f"medium {any(word in cues.AGENCIES or word in _SHOWS for word in (*before, *after))} {shape}",
        f"figure {any(cut[i].text[0].isdigit() for i in inside)} {length}",
        f"stop {ending in '.!?'} {opening == start} {closing == end} {length > 3}",
        f"role {after[0] in cues.ROLES} {shape} {length > 2}",
        f"nth {min(4, number)} {layout.paragraph[opening] == 0} {glyph}",
        f"verb {any(low[i] in _VERBS for i in inside)} {length}",
        f"glyph {glyph} {length}",
        f"alone {len([i for i in around if not cut[i].is_mark]) == 0} {ending}",
        f"repeated {repeated} {length}",
        f"closed {marked.closed}",
        f"paragraph {min(layout.paragraph[opening], 2)} {length}",
    ]
    row += [f"w {low[i]}" for i in inside[:3]] + [f"w1 {low[inside[0]]} {length}" if inside else "w1"]
    held = sum(labels[i] in CONTENT for i in range(first, last)) * 2 > last - first
    cued = any(labels[i] in CUE for i in around)
    row += [
        f"tag {held} {cued} {length}",
        f"tag {held} {shape}",
        f"tag {labels[opening - 1] if opening else 0} {labels[closing] if closing < len(labels) else 0} {held}",
    ]
    if speaker is None:
        return [*row, "speaker none"]
    mention = speaker.mention
    verb = next((low[i] for i in range(mention.end, min(len(low), mention.end + 4)) if low[i] in cues.SAYING), "-")
    return [
        *row,
        f"speaker {speaker.side} {length}",
        f"speaker {speaker.side} {mention.kind.value}",
        f"lead {speaker.side} {min(4, int(lead))}",
        f"lead {min(4, int(lead))} {length}",
        f"verb {verb} {speaker.side}",
        f"verb {cues.SAYING.get(verb, '-')}",
    ]


def claim_measures(layout: Layout, chances: NDArray[np.float32], number: int, lead: float) -> list[float]:
    """What the tagger thinks of the stretch `number` and of the words around it, in numbers of about one.

    `chances` (words, 3) as in `reported.Tagged`; `lead` is that of the likeliest speaker. Odds are halved logarithms,
    for the words inside (mean, lowest, highest), beside, and in the sentence; then lengths and the lead.
    """
    first, last = layout.spans[number]
    opening, closing = layout.outer[number]
    start = layout.sentences[layout.sentence[opening]][0]
    end = layout.sentences[layout.sentence[max(opening, closing - 1)]][1]
    around = [i for i in range(start, end) if layout.quoted[i] < 0]
    held, cued, spoken = chances[:, HELD], chances[:, CUED], chances[:, SPOKEN]

    def highest(column: NDArray[np.float32], where: Sequence[int] | range) -> float:
        return float(max((column[i] for i in where), default=0.0))

    inside = held[first:last] if first < last else np.zeros(1, np.float32)  # nothing but characters unseen
    found = [
        float(inside.mean()), float(inside.min()), float(inside.max()),
        *(float(held[i]) if start <= i < end else 0.0 for i in (opening - 1, opening - 2, closing, closing + 1)),
        highest(cued, around), highest(cued, range(max(start, opening - BESIDE), opening)),
        highest(cued, range(closing, min(end, closing + BESIDE))),
        highest(spoken, around), highest(spoken, range(max(start, opening - BESIDE), opening)),
        highest(spoken, range(closing, min(end, closing + BESIDE))),
    ]  # fmt: skip
    lengths = (last - first, opening - start, end - closing)
    return [*map(_half_odds, found), *(log(1 + length) for length in lengths), min(lead, FARTHEST) / 3]


def _half_odds(chance: float) -> float:
    sure = min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)
    return log(sure / (1 - sure)) / 2


def _outside(layout: Layout, i: int) -> str:
    if not 0 <= i < len(layout.low):
        return "|"
    return "“" if layout.quoted[i] >= 0 else layout.low[i]


def _shape(content: Sequence[str]) -> str:
    """How many of the content words begin with a capital."""
    capitals = sum(word[0].isupper() for word in content)
    if not capitals:
        return "none"
    return "all" if capitals == len(content) else "first" if content[0][0].isupper() else "some"


def _kind(word: str) -> str:
    for name, words in (
        ("naming", cues.NAMING),
        ("plain", cues.PLAIN),
        ("say", cues.SAYING),
        ("noun", cues.SAYING_NOUNS),
        ("think", cues.THINKING),
        ("aux", cues.AUXILIARIES),
        ("det", cues.DETERMINERS),
        ("prep", cues.PREPOSITIONS),
        ("conj", cues.CONJUNCTIONS),
    ):
        if word in words:
            return name
    return word if not word.isalpha() else "word"
