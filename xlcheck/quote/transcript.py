"""Transcripts: paragraphs that begin with who speaks (“ANN LOW: …”), where an article has two of them or more."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.quote.layout import Layout
from xlcheck.quote.mentions import Mention, MentionKind
from xlcheck.quote.reported import BEGIN, INSIDE

FEWEST_TURNS = 2
LONGEST_NAME = 5  # words before the colon
_LABELS = frozenset("note update correction editor photo picture video source sources related watch read".split())


def turns_in(layout: Layout) -> dict[int, Mention]:
    """The speaker of each paragraph that is a turn of a transcript, by paragraph."""
    found: dict[int, Mention] = {}
    for first, last in layout.sentences:
        if first >= last or (first and layout.paragraph[first - 1] == layout.paragraph[first]):
            continue
        colon = next((i for i in range(first + 1, min(last, first + LONGEST_NAME + 1)) if layout.low[i] == ":"), None)
        if colon is None or colon + 1 >= last or layout.quoted[colon + 1] >= 0 or layout.low[first] in _LABELS:
            continue
        if all(layout.words[i].text[0].isupper() or layout.words[i].text == "." for i in range(first, colon)):
            found[layout.paragraph[first]] = Mention(first, colon, colon - 1, MentionKind.NAME)
    return found if len(found) >= FEWEST_TURNS else {}


def label_turns(layout: Layout, turns: dict[int, Mention], labels: Sequence[int]) -> tuple[int, ...]:
    """Return `labels` with every sentence of a turn labelled as content, past the name and the colon."""
    labels = list(labels)
    for first, last in layout.sentences:
        turn = turns.get(layout.paragraph[first]) if first < last else None
        if turn is None:
            continue
        start = turn.end + 1 if first <= turn.start else first
        if start < last:
            labels[start:last] = [BEGIN] + [INSIDE] * (last - start - 1)
    return tuple(labels)
