"""An article laid out for reading: words, the sentences and paragraphs they stand in, and the marks around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from xlcheck.model import Stretch, Word
from xlcheck.quote.cues import PLAIN, plain
from xlcheck.quote.marks import Marked
from xlcheck.text import sentences, words

LONGEST_SENTENCE = 300  # words
_TAG_AFTER = re.compile(r"\s*((?:[\w.’'-]+\s){1,6})")


@dataclass(frozen=True, slots=True)
class Layout:
    """Words of an article with where they stand; all tuples but `sentences` and `marked` run parallel to `words`.

    `sentence` and `paragraph` count from 0; `quoted` is the index into `marked`, -1 outside marks. `sentences` holds
    half-open ranges of words. A sentence never ends inside marks, and `“Why?” she asked.` is one sentence.
    """

    words: tuple[Word, ...]
    low: tuple[str, ...]
    sentence: tuple[int, ...]
    paragraph: tuple[int, ...]
    quoted: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    marked: tuple[Marked, ...]
    spans: tuple[tuple[int, int], ...]
    """Words between the marks of each of `marked`, half open."""
    outer: tuple[tuple[int, int], ...]
    """The same with the marks themselves."""
    narrated: tuple[int, ...]
    """How many words of the reporter's own, marks apart, stand before each word and before the end."""


def lay_out(text: str, paragraphs: Sequence[Stretch], marked: Sequence[Marked]) -> Layout:
    """Lay the article out."""
    cut = words(text)
    starts = [word.start for word in cut]
    ends: list[tuple[int, int, int]] = []
    m = 0
    for number, paragraph in enumerate(paragraphs):
        inner = m
        while m < len(marked) and marked[m].paragraph == number:
            m += 1
        for start, end in _merged(text, sentences(text, *paragraph), marked[inner:m]):
            ends.append((bisect_left(starts, start), bisect_left(starts, end), number))
    ends = [part for first, last, number in ends for part in _cut(first, last, number)]
    sentence, paragraph_of, quoted = [0] * len(cut), [0] * len(cut), [-1] * len(cut)
    for i, (first, last, number) in enumerate(ends):
        sentence[first:last] = [i] * (last - first)
        paragraph_of[first:last] = [number] * (last - first)
    spans, outer = [], []
    for i, stretch in enumerate(marked):
        first, last = bisect_left(starts, stretch.start), bisect_left(starts, stretch.end)
        quoted[first:last] = [i] * (last - first)
        spans.append((first, last))
        outer.append((bisect_left(starts, stretch.outer_start), bisect_left(starts, stretch.outer_end)))
    return Layout(
        cut,
        tuple(plain(word.text) for word in cut),
        tuple(sentence),
        tuple(paragraph_of),
        tuple(quoted),
        tuple((first, last) for first, last, _ in ends),
        tuple(marked),
        tuple(spans),
        tuple(outer),
        (0, *accumulate(number < 0 and not word.is_mark for word, number in zip(cut, quoted, strict=True))),
    )


def _cut(first: int, last: int, number: int) -> list[tuple[int, int, int]]:
    """Cut a sentence that is none, a list or a page without full stops, so that reading stays linear."""
    return [(at, min(last, at + LONGEST_SENTENCE), number) for at in range(first, last, LONGEST_SENTENCE)]


def _merged(text: str, cut: Sequence[Stretch], marked: Sequence[Marked]) -> list[tuple[int, int]]:
    """Sentences joined across a break inside marks, and across `?”` before a tag."""
    outer_starts = [stretch.outer_start for stretch in marked]
    joined: list[tuple[int, int]] = []
    for sentence in cut:
        if joined:
            last = joined[-1][1]
            at = bisect_right(outer_starts, last - 1) - 1
            inside = at >= 0 and last < marked[at].outer_end and sentence.start >= marked[at].start
            if inside or (at >= 0 and marked[at].outer_end == last and _tag_follows(text, marked[at], sentence)):
                joined[-1] = (joined[-1][0], sentence.end)
                continue
        joined.append((sentence.start, sentence.end))
    return joined


def _tag_follows(text: str, marked: Marked, sentence: Stretch) -> bool:
    if text[marked.end - 1] not in "?!…":
        return False
    tag = _TAG_AFTER.match(text, sentence.start, min(sentence.end, sentence.start + 80))
    return tag is not None and any(plain(word) in PLAIN for word in tag[1].split())
