"""What pairing needs to know of a quote: its words, how much each says, their vectors, and where it may be cut."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xlcheck.lexicon import is_function, is_light, lemma, rarity
from xlcheck.model import Quote, QuoteKind, Span, Word
from xlcheck.text import paragraphs, sentences, words

Vectors = NDArray[np.float32]

STOPS = frozenset(".;:!?…—–。；！？")
CLOSERS = frozenset("”\"'’»›“)]")


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A quote, or the narrated part of a mixed one, of n words.

    `vectors` (n, d) are the encoder's last layer, un-normalised, `units` the same at length 1; `weights` (n,) say in
    0..1 how much a word carries, 0 for marks and function words; `edges` (n + 1,) say how natural it is to cut before
    word i: 1 at the ends and between sentences, `COMMA` after a comma, else 0. `runs` (n + 1, n + 1) which runs of
    words it may be cut to;
    `place` in 0..1 is where in its article the wording starts;
    `frame` (d,) is the vector of everything quoted in the same sentences;
    `whole` is false for a narrated part; `first` is the place of its first word among the quote's.
    """

    quote: Quote
    words: tuple[Word, ...]
    vectors: Vectors
    units: Vectors
    weights: Vectors
    edges: Vectors
    runs: NDArray[np.bool_]
    place: float
    frame: Vectors
    whole: bool = True
    first: int = 0

    @property
    def is_fragment(self) -> bool:
        """True for words in marks that begin inside a sentence."""
        return self.whole and self.quote.kind is QuoteKind.DIRECT and self.quote.text.lstrip()[:1].islower()

    def span(self, first: int, last: int) -> Span:
        """The article's stretch from word `first` to the word before `last`, without marks that a cut left hanging."""
        if (first, last) == (0, len(self.words)) and self.whole:
            return Span(self.quote.article, self.quote.start, self.quote.end)
        while last - 1 > first and self.words[last - 1].is_mark:
            last -= 1
        while first < last - 1 and self.words[first].is_mark:
            first += 1
        start = self.quote.start
        return Span(self.quote.article, start + self.words[first].start, start + self.words[last - 1].end)

    def mean(self, first: int, last: int) -> Vectors:
        """The vector of words `first` up to `last`."""
        return direction(self.vectors[first:last])


def direction(vectors: Vectors) -> Vectors:
    """The unit vector (d,) along the mean of some words' (n, d): the encoder pools by mean, so it stands for them."""
    total = vectors.sum(0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)


def units_of(vectors: Vectors) -> Vectors:
    """The vectors (n, d) at length 1; zero stays zero."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)


NARRATED = 3  # content words from which narration around marks may render a statement: fewer only introduce it
LONGEST = 300  # words compared at once: cutting takes their square in memory and time, and a mark may never be closed
COMMA = 0.2  # of a full stop's worth; of 0, 0.15 and 0.2 the best on the merged sentences that `cut` was set on


def counts_in(text: str) -> Counter[str]:
    """How often each dictionary form stands in a text."""
    return Counter(lemma(word.text) for word in words(text) if not word.is_mark)


def weight_of(word: Word, counts: Mapping[str, int]) -> float:
    """How much a word carries in 0..1: the rarer in English and in these articles, the more."""
    if word.is_mark or is_function(word.text):
        return 0.0
    said = rarity(word.text) * (0.5 if is_light(word.text) else 1.0)
    # A word that both reports repeat (the topic's) tells one statement from the next less than one said once.
    return said / (1.0 + 0.5 * math.log(max(1, counts[lemma(word.text)] / 2)))


def edges_of(cut: Sequence[Word]) -> Vectors:
    """How natural a cut is before each word, and after the last."""
    edges = np.zeros(len(cut) + 1, dtype=np.float32)
    for i in range(1, len(cut)):
        before = cut[i - 1].text
        if before in CLOSERS and i > 1:
            before = cut[i - 2].text
        edges[i] = 1.0 if before in STOPS else COMMA if before == "," else 0.0
    edges[0] = edges[-1] = 1.0
    return edges


def runs_of(cut: Sequence[Word], weights: Vectors) -> NDArray[np.bool_]:
    """True at (i, j) where the words from i up to j are a run that tears no phrase apart.

    It may begin and end beside marks and before function words: these open a phrase (“of”, “in a”), so a cut falls
    before the first of several.
    """
    seams = np.ones(len(cut) + 1, dtype=np.bool_)
    for i in range(1, len(cut)):
        opens = weights[i] == 0 and weights[i - 1] > 0
        seams[i] = opens or cut[i].is_mark or cut[i - 1].is_mark
    runs = np.triu(seams[:, None] & seams[None], k=1)
    return np.asarray(runs)


def wordings_of(
    quote: Quote,
    vectors: Vectors,
    counts: Mapping[str, int],
    marked: Sequence[tuple[int, int]],
    frame: Vectors,
) -> list[Wording]:
    """The quote itself, in pieces where it is very long, and for a mixed one what it narrates around the `marked` runs.

    `marked` holds the article offsets of the runs in marks, ascending; `frame` as `frames_of` gives it.
    """
    cut = words(quote.text)
    size = max(1, len(quote.article.text))
    weights = np.array([weight_of(word, counts) for word in cut], dtype=np.float32)
    if not weights.any():
        return []

    def part(first: int, last: int) -> Wording:
        at = (quote.start + cut[first].start) / size
        edges = edges_of(cut[first:last])
        whole = last - first == len(cut)
        part_weights = weights[first:last]
        runs = runs_of(cut[first:last], part_weights)
        rows = vectors[first:last]
        return Wording(quote, cut[first:last], rows, units_of(rows), part_weights, edges, runs, at, frame, whole, first)

    found = [part(first, last) for first, last in _pieces(edges_of(cut)) if weights[first:last].any()]
    if len(cut) <= LONGEST and quote.kind is QuoteKind.MIXED:
        inside = [any(s <= quote.start + word.start < e for s, e in marked) for word in cut]
        for first, last in _runs(inside):
            while first < last and cut[first].is_mark:
                first += 1
            while first < last and weights[last - 1] == 0:  # “… with” leads over to the words in marks
                last -= 1
            if int((weights[first:last] > 0).sum()) >= NARRATED and last - first < len(cut):
                found.append(part(first, last))
    return found


def frames_of(quotes: Sequence[tuple[Quote, Vectors]]) -> list[Vectors]:
    """For each quote of one article with its words' vectors, the vector of all that is quoted in its sentences.

    A few words in marks say little by themselves; the clause around them and the other pieces say what of.
    """
    if not quotes:
        return []
    text = quotes[0][0].article.text
    stops = [
        stretch.end for paragraph in paragraphs(text) for stretch in sentences(text, paragraph.start, paragraph.end)
    ]
    of_sentence: dict[int, dict[int, Vectors]] = {}
    spans = [(bisect_right(stops, quote.start), bisect_left(stops, quote.end)) for quote, _ in quotes]
    for (quote, vectors), (first, last) in zip(quotes, spans, strict=True):
        for word, vector in zip(words(quote.text), vectors, strict=True):
            start = quote.start + word.start
            sentence = min(last, max(first, bisect_right(stops, start)))
            of_sentence.setdefault(sentence, {})[start] = vector
    return [
        direction(np.stack([v for number in range(first, last + 1) for v in of_sentence.get(number, {}).values()]))
        if any(number in of_sentence for number in range(first, last + 1))
        else direction(vectors)
        for (_, vectors), (first, last) in zip(quotes, spans, strict=True)
    ]


def _pieces(edges: Vectors) -> list[tuple[int, int]]:
    """Cut at the last sentence end within every `LONGEST` words, or there where there is none."""
    pieces, first, size = [], 0, len(edges) - 1
    while size - first > LONGEST:
        stops = np.flatnonzero(edges[first + 1 : first + LONGEST + 1] == 1.0)
        last = first + 1 + int(stops[-1]) if len(stops) else first + LONGEST
        pieces.append((first, last))
        first = last
    return [*pieces, (first, size)]


def _runs(inside: Sequence[bool]) -> list[tuple[int, int]]:
    """The maximal runs of words outside the marks."""
    runs, start = [], None
    for i, within in enumerate([*inside, True]):
        if not within and start is None:
            start = i
        elif within and start is not None:
            runs.append((start, i))
            start = None
    return runs
