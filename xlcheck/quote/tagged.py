"""Clauses that end in a tag (“…, she promised.”) or hold one (“…, she conceded, …”), where the tagger saw nothing."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.quote import cues
from xlcheck.quote.layout import Layout
from xlcheck.quote.mentions import Mention, MentionKind, Mentions
from xlcheck.quote.reported import BEGIN, INSIDE

LONGEST_TAIL = 6  # words after the verb of a tag that ends its sentence: "on Monday in the capital"
FEWEST_WORDS = 4  # of the clause before a tag


def label_tagged(layout: Layout, mentions: Mentions, labels: Sequence[int]) -> tuple[int, ...]:
    """Return `labels` with such clauses labelled as content.

    Sentences with marks are left alone, and those where the tagger saw content before the tag or around it; where it
    saw some only past a tag within, the clause before the tag is the same speaker's.
    """
    found = list(labels)
    for number, (first, last) in enumerate(layout.sentences):
        if any(layout.quoted[i] >= 0 for i in range(first, last)):
            continue
        seen = next((i for i in range(first, last) if labels[i] in (BEGIN, INSIDE)), None)
        for mention in mentions.by_sentence[number]:
            end = _clause_end(layout, mention, first, last)
            if end is not None and (seen is None or (end == last and seen > mention.end)):
                found[first:end] = [BEGIN] + [INSIDE] * (end - first - 1)
                break
    return tuple(found)


def _clause_end(layout: Layout, mention: Mention, first: int, last: int) -> int | None:
    """Where the clause ends whose tag the mention opens; past a tag within it. None where it opens no tag."""
    low = layout.low
    comma, verb = mention.start - 1, mention.end
    if mention.kind is MentionKind.OTHER or comma - first < FEWEST_WORDS or low[comma] != "," or verb + 1 >= last:
        return None
    if low[verb] in cues.AUXILIARIES:
        verb += 1
    told = low[verb] in cues.PLAIN or (low[verb] in cues.SAYING and low[verb].endswith("ed"))
    if not told or verb + 1 >= last:
        return None
    if low[verb + 1] == ",":
        return last
    return comma if last - verb <= LONGEST_TAIL else None
