"""Reported speech without marks: a linear-chain tagger labels speaker, cue and content words of each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xlcheck.quote import cues
from xlcheck.quote.layout import Layout
from xlcheck.quote.linear import Models
from xlcheck.quote.mentions import Mention, Mentions
from xlcheck.quote.senses import UNKNOWN, sense_of

# Begin and inside of speaker, cue and content, as in the BIO scheme of chunking.
LABELS = ("O", "B-S", "I-S", "B-C", "I-C", "B-Q", "I-Q")
BEGIN, INSIDE = LABELS.index("B-Q"), LABELS.index("I-Q")
SPEAKER, CUE, CONTENT = range(3)  # columns of `Tagged.chances`
_OPEN = frozenset("word -ing -ed -s -ly -tion -ment noun say think plain role".split())  # classes of words with a sense
_VERBAL = frozenset(("v", "say", "think", "plain", "aux"))
_DISTANCES = (1, 2, 3, 5, 8, 13, 21)
_AHEAD = 40


@lru_cache(maxsize=65536)
def word_class(word: str) -> str:
    """A word's part in reporting, as far as the word alone tells."""
    for name, words in (
        ("plain", cues.PLAIN), ("say", cues.SAYING), ("think", cues.THINKING), ("noun", cues.SAYING_NOUNS),
        ("aux", cues.AUXILIARIES), ("pron", cues.PRONOUNS), ("det", cues.DETERMINERS), ("prep", cues.PREPOSITIONS),
        ("conj", cues.CONJUNCTIONS), ("role", cues.ROLES), ("agency", cues.AGENCIES), ("medium", cues.AGENCY_NOUNS),
    ):  # fmt: skip
        if word in words:
            return name
    if not word[:1].isalnum():
        return word
    if word[0].isdigit():
        return "figure"
    for ending in ("ing", "ed", "ly", "tion", "ment", "s"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return "-" + ending
    return "word"


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """What the tagger says of the words of an article.

    `labels` has the index into `LABELS` of each; `chances` (words, 3) how likely each belongs to a speaker, a cue and
    content, 0..1, known in sentences that hold marks and 0 elsewhere.
    """

    labels: tuple[int, ...]
    chances: NDArray[np.float32]


def tag_words(layout: Layout, mentions: Mentions, models: Models) -> Tagged:
    """Tag every word of the article."""
    labels: list[int] = [0] * len(layout.words)
    chances = np.zeros((len(layout.words), 3), np.float32)
    for number, (first, last) in enumerate(layout.sentences):
        if first < last:
            rows = sentence_features(layout, mentions.by_sentence[number], first, last)
            scores = models.label_scores(rows)
            labels[first:last] = viterbi(scores, models.steps)
            if any(number >= 0 for number in layout.quoted[first:last]):
                chances[first:last] = likelihoods(scores, models.steps)
    return Tagged(tuple(labels), chances)


def sentence_features(layout: Layout, mentions: Sequence[Mention], first: int, last: int) -> list[list[str]]:
    """What is known of each of the words `first:last`, which are one sentence. Every row is equally long."""
    low, cut = layout.low, layout.words
    n = last - first
    words = [low[i] for i in range(first, last)]
    classes = [_class_of(layout, i) for i in range(first, last)]
    shapes = [_shape(cut[i].text) for i in range(first, last)]
    senses, parts = _senses(layout, classes, first)
    told, since_told = _last_verb(senses, parts)
    roles = _mention_tags(mentions, first, n)
    verbs = [k for k in range(n) if classes[k] in ("plain", "say") or words[k] == "according"]
    thoughts = [k for k in range(n) if classes[k] in ("plain", "say", "think", "noun")]
    before, after = _nearest(verbs, n)
    before_any, _ = _nearest(thoughts, n)
    commas = _count(words, {",", ";", ":", "—", "–"})
    conjunctions = _count(classes, {"conj"})
    quoted = [_quoted(layout, i) for i in range(first, last)]
    marks_here = any(q != "-" for q in quoted)

    def at(values: Sequence[str], k: int) -> str:
        return values[k] if 0 <= k < n else "|"

    rows = []
    for k in range(n):
        w, c = words[k], classes[k]
        b, a = before[k], after[k]
        b_any = before_any[k]
        verb_before = cues.SAYING.get(words[b], words[b]) if b >= 0 else "-"
        verb_after = cues.SAYING.get(words[a], words[a]) if a >= 0 else "-"
        any_before = _base(words[b_any]) if b_any >= 0 else "-"
        since = (
            f"{min(3, commas[k] - commas[b_any])}{min(2, conjunctions[k] - conjunctions[b_any])}" if b_any >= 0 else "-"
        )
        until = f"{min(3, commas[a] - commas[k])}{min(2, conjunctions[a] - conjunctions[k])}" if a >= 0 else "-"
        that = b_any >= 0 and "that" in words[b_any + 1 : k]
        far_b = _far(k - b_any) if b_any >= 0 else "-"
        far_a = _far(a - k) if a >= 0 else "-"
        tail = a >= 0 and n - a <= 6
        w1, w_1 = at(words, k + 1), at(words, k - 1)
        p1, p_1, p2, p_2 = at(parts, k + 1), at(parts, k - 1), at(parts, k + 2), at(parts, k - 2)
        c1, c_1, c2, c_2 = at(classes, k + 1), at(classes, k - 1), at(classes, k + 2), at(classes, k - 2)
        rows.append([
            "bias", f"w {w}", f"w-1 {w_1}", f"w+1 {w1}", f"w-2 {at(words, k - 2)}", f"w+2 {at(words, k + 2)}",
            f"b- {w_1} {w}", f"b+ {w} {w1}", f"b-- {at(words, k - 2)} {w_1}", f"b++ {w1} {at(words, k + 2)}",
            f"x {w[-3:]} {shapes[k]}", f"x-1 {w_1[-3:]}", f"x+1 {w1[-3:]}",
            f"c {c_1} {c} {c1}", f"c- {c_2} {c_1} {c}", f"c+ {c} {c1} {c2}", f"c2 {c_1} {c1}",
            f"c-3 {at(classes, k - 3)} {c_2} {c_1}", f"c+3 {c1} {c2} {at(classes, k + 3)}",
            f"m {roles[k]} {at(roles, k - 1)} {at(roles, k + 1)}", f"m {roles[k]} {c1}",
            f"m-1 {at(roles, k - 1)} {w}",
            f"m {roles[k]} {w1}", f"m+ {roles[k]} {far_a} {tail}",
            f"q {quoted[k]} {at(quoted, k - 1)} {at(quoted, k + 1)}", f"q {quoted[k]} {c}",
            f"qs {marks_here} {quoted[k]}",
            f"vb {verb_before} {far_b}", f"vb {verb_before} {since} {that}", f"va {verb_after} {tail} {until}",
            f"va {verb_after} {far_a}", f"ab {any_before}", f"ab {any_before} {far_b}",
            f"ab {any_before} {since} {that}",
            f"aw {any_before} {w}", f"ac {any_before} {c_1} {c}", f"s {since} {that} {c}", f"u {until} {tail} {c}",
            f"d {far_b} {far_a}", f"vv {verb_before} {verb_after}", f"i {min(k, 4)} {c}", f"e {min(n - k, 4)} {c}",
            f"k {k == 0} {shapes[k]} {c1}", f"j {verb_after} {k == 0}", f"p {layout.paragraph[first] == 0} {c}",
            f"S {senses[k]}", f"S-1 {at(senses, k - 1)}", f"S+1 {at(senses, k + 1)}",
            f"S-- {at(senses, k - 1)} {parts[k]}", f"P {p_1} {parts[k]} {p1}", f"P- {p_2} {p_1} {parts[k]}",
            f"P+ {parts[k]} {p1} {p2}", f"P5 {p_2} {p_1} {parts[k]} {p1} {p2}",
            f"SV {told[k]} {since_told[k]}", f"SVP {told[k]} {parts[k]}",
        ])  # fmt: skip
    return rows


def _base(word: str) -> str:
    return cues.SAYING.get(word) or cues.THINKING.get(word) or word


def _class_of(layout: Layout, i: int) -> str:
    word = layout.low[i]
    if layout.words[i].text == "US":
        return "word"
    return word_class(word)


def _senses(layout: Layout, classes: Sequence[str], first: int) -> tuple[list[str], list[str]]:
    """The kind of sense and the part of speech of each word; its class where it has no sense of its own."""
    senses, parts = [], []
    for k, name in enumerate(classes):
        kind, part = sense_of(layout.low[first + k]) if name in _OPEN else (UNKNOWN, "-")
        capital = k > 0 and layout.words[first + k].text[0].isupper()
        known = kind != UNKNOWN and not capital
        senses.append(str(kind) if known else "Cap" if capital else name)
        parts.append(part if known else "N" if capital else name)
    return senses, parts


def _last_verb(senses: Sequence[str], parts: Sequence[str]) -> tuple[list[str], list[int]]:
    """For each word the kind of the nearest verb before it, and how many words off, 6 for more."""
    kind, distance = "-", 0
    kinds, distances = [], []
    for sense, part in zip(senses, parts, strict=True):
        kinds.append(kind)
        distances.append(min(distance, 6))
        distance += 1
        if part in _VERBAL:
            kind, distance = sense, 0
    return kinds, distances


def _shape(text: str) -> str:
    if not text[0].isalnum():
        return text[0]
    if text.isupper() and len(text) > 1:
        return "XX"
    return "Xx" if text[0].isupper() else "d" if text[0].isdigit() else "x"


def _far(distance: int) -> str:
    return str(sum(distance > limit for limit in _DISTANCES))


def _nearest(places: Sequence[int], n: int) -> tuple[list[int], list[int]]:
    """For each word the nearest of `places` before it and from it on, -1 where there is none within reach."""
    before, after = [-1] * n, [-1] * n
    for nth, place in enumerate(places):
        following = places[nth + 1] if nth + 1 < len(places) else n
        for k in range(place + 1, min(following + 1, n, place + 1 + _AHEAD)):
            before[k] = place
        previous = places[nth - 1] if nth else -1
        for k in range(max(previous + 1, place - _AHEAD), place + 1):
            after[k] = place
    return before, after


def _count(values: Sequence[str], wanted: set[str]) -> list[int]:
    total, found = 0, []
    for value in values:
        total += value in wanted
        found.append(total)
    return found


def _mention_tags(mentions: Sequence[Mention], first: int, n: int) -> list[str]:
    tags = ["-"] * n
    for mention in mentions:
        for i in range(mention.start, mention.end):
            tags[i - first] = ("B" if i == mention.start else "I") + mention.kind.value
    return tags


def _quoted(layout: Layout, i: int) -> str:
    number = layout.quoted[i]
    if number < 0:
        return "-"
    first, last = layout.spans[number]
    return "b" if i == first else "e" if i == last - 1 else "i"


def viterbi(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> list[int]:
    """The best label sequence: `scores` (n, labels) for each word, `steps` (labels, labels) from one to the next."""
    best = scores[0].copy()
    best[[2, 4, 6]] -= 1e4  # nothing begins with an inside label
    back = np.zeros(scores.shape, dtype=np.int64)
    for k in range(1, len(scores)):
        paths = best[:, None] + steps
        back[k] = paths.argmax(0)
        best = paths.max(0) + scores[k]
    labels = [int(best.argmax())]
    for k in range(len(scores) - 1, 0, -1):
        labels.append(int(back[k][labels[-1]]))
    return labels[::-1]


def likelihoods(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.float64]:
    """How likely each word is part of a speaker, a cue and content, (words, 3): the forward-backward sums.

    `scores` and `steps` as for `viterbi`; each step is scaled to a sum of 1, so that long sentences do not underflow.
    """
    here = np.exp(scores - scores.max(1, keepdims=True)).astype(np.float64)
    moves = np.exp(steps.astype(np.float64))
    here[0, [2, 4, 6]] = 0
    ahead, behind = here.copy(), np.ones_like(here)
    for k in range(len(here)):
        if k:
            ahead[k] *= ahead[k - 1] @ moves
        ahead[k] /= ahead[k].sum()
    for k in range(len(here) - 2, -1, -1):
        behind[k] = moves @ (here[k + 1] * behind[k + 1])
        behind[k] /= behind[k].sum()
    both = ahead * behind
    both /= both.sum(1, keepdims=True)
    return np.asarray(both[:, 1:].reshape(len(both), 3, 2).sum(2), dtype=np.float64)
