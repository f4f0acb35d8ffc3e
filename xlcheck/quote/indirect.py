"""Reported and mixed speech: the runs of content words that the tagger found, cut to clauses."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlcheck.model import QuoteKind
from xlcheck.quote import cues
from xlcheck.quote.forms import QUOTING
from xlcheck.quote.layout import Layout
from xlcheck.quote.mentions import after_dateline
from xlcheck.quote.reported import BEGIN, INSIDE

LONGEST_TAG = 8  # words in which a tag says "said"
FEWEST_WORDS = 5  # of what is left of a run that is cut, marks included

PAST = 3  # words past a run in which the verb of its tag stands: "told", "was quoted"
FEWEST_SAID = 3  # words of a phrase without marks
_EMPTY = cues.DETERMINERS | cues.PREPOSITIONS | cues.CONJUNCTIONS | cues.AUXILIARIES | cues.PRONOUNS | {"it", "which"}


@dataclass(frozen=True, slots=True)
class Reported:
    """Words `first:last` that report speech; `number` is the first stretch in marks within them, or None."""

    first: int
    last: int
    kind: QuoteKind
    number: int | None


def reported_in(
    layout: Layout, labels: Sequence[int], disowned: Container[int], left_out: Container[int]
) -> Iterator[Reported]:
    """Yield reported speech in text order; a run that holds nothing but one stretch in marks is that quote itself.

    A run is cut at a stretch in marks that is nobody's words (`disowned`): the two models disagree there, and on the
    training articles the one that judges the stretch is right more often.
    """
    for first, last in layout.sentences:
        at = first
        while at < last:
            if labels[at] != BEGIN:
                at += 1
                continue
            end = at + 1
            while end < last and labels[end] == INSIDE:
                end += 1
            for part in _parts(layout, at, end, disowned):
                found = _reported(layout, *_trimmed(layout, *part))
                if found is not None and layout.paragraph[found.first] not in left_out:
                    yield found
            at = end


def _parts(layout: Layout, first: int, last: int, disowned: Container[int]) -> list[tuple[int, int]]:
    """The run cut at every disowned stretch; what is left must be a clause."""
    cut = [i for i in range(first, last) if layout.quoted[i] >= 0 and layout.quoted[i] in disowned]
    if not cut:
        return [(first, last)]
    parts, start = [], first
    for i in (*cut, last):
        if i - start >= FEWEST_WORDS:
            parts.append((start, i))
        start = i + 1
    return parts


def _reported(layout: Layout, first: int, last: int) -> Reported | None:
    if first >= last:
        return None
    inside = [layout.quoted[i] for i in range(first, last) if not layout.words[i].is_mark]
    numbers = [number for number in inside if number >= 0]
    whose = layout.low[max(0, first - 2) : first] == ("according", "to")
    if _is_tagged_quote(layout, first, last) or _attributes(layout, first, last) or _is_topic(layout, first, last):
        return None
    if whose or not inside or (min(inside) >= 0 and len(set(inside)) == 1):
        return None
    if not numbers and not _says_something(layout, first, last):
        return None
    kind = QuoteKind.MIXED if numbers else QuoteKind.INDIRECT
    return Reported(first, last, kind, numbers[0] if numbers else None)


def _attributes(layout: Layout, first: int, last: int) -> bool:
    """The run names only who is quoted: “… quoted [a spokesman for the port as saying]”."""
    if first == 0 or layout.low[first - 1] not in QUOTING:
        return False
    ahead = layout.low[first : last + 2]
    return any(one == "as" and two.endswith("ing") for one, two in pairwise(ahead))


def _is_topic(layout: Layout, first: int, last: int) -> bool:
    """The run names only what is spoken of, beside a quote in marks: “…,” Low said of [the closed bridge]."""
    at = first if layout.low[first] == "of" else first - 1
    start, end = layout.sentences[layout.sentence[first]]
    told = at > start and layout.low[at] == "of" and layout.low[at - 1] in cues.PLAIN
    apart = all(layout.quoted[i] < 0 for i in range(first, last))
    return told and apart and any(layout.quoted[i] >= 0 for i in range(start, end))


def _says_something(layout: Layout, first: int, last: int) -> bool:
    """A clause, be it “to resign” or “he won”, or a phrase with content: not “which”, “any blame”, “that account”."""
    said = [layout.low[i] for i in range(first, last) if not layout.words[i].is_mark]
    if len(said) == 2:
        return said[0] == "to" or said[0] in cues.PRONOUNS
    return len(said) >= FEWEST_SAID and any(word not in _EMPTY for word in said)


def _is_tagged_quote(layout: Layout, first: int, last: int) -> bool:
    """The run is a direct quote with its tag, “…,” she said, and no clause around marks."""
    number = layout.quoted[first + 1] if first + 1 < last else -1
    if number < 0 or layout.outer[number][0] != first:
        return False
    end = layout.outer[number][1]
    closes = layout.low[layout.spans[number][1] - 1] in (",", "?", "!") or layout.low[end : end + 1] == (",",)
    # The tagger may stop before the verb of the tag: “…,” the minister, Low, | told the agency.
    until = max(min(last, end + LONGEST_TAG), min(last + PAST, end + LONGEST_TAG + PAST))
    tagged = any(word in cues.PLAIN or word in QUOTING for word in layout.low[end:until])
    return closes and tagged and all(layout.quoted[i] < 0 for i in range(end, last))


def _trimmed(layout: Layout, first: int, last: int) -> tuple[int, int]:
    """Without the punctuation at its edges, but with whole stretches in marks."""
    words = layout.words
    if layout.sentences[layout.sentence[first]][0] == first:
        first = after_dateline(words, layout.low, first, last)
    while first < last and words[first].is_mark and not _opens(layout, first):
        first += 1
    while last > first and words[last - 1].is_mark and not _closes(layout, last - 1):
        last -= 1
    return first, last


def _opens(layout: Layout, i: int) -> bool:
    return i + 1 < len(layout.quoted) and layout.quoted[i] < 0 <= layout.quoted[i + 1]


def _closes(layout: Layout, i: int) -> bool:
    return i > 0 and layout.quoted[i] < 0 <= layout.quoted[i - 1]
