"""The mentions around a quote that may be its speaker."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.quote.layout import Layout
from xlcheck.quote.mentions import Mention, Mentions

SENTENCES_BACK, SENTENCES_ON = 3, 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention and where it stands to the quote: `before`, `after` (in its sentence), `back1`…, `on1`, `carried`."""

    mention: Mention
    side: str


def candidates(
    layout: Layout, mentions: Mentions, first: int, last: int, carried: Mention | None
) -> tuple[Candidate, ...]:
    """Mentions that may be the speaker of the words `first:last`, nearest sentence first; `carried` spoke last."""
    here, until = layout.sentence[first], layout.sentence[max(first, last - 1)]
    found: list[Candidate] = []
    for sentence in range(here, until + 1):
        for mention in mentions.by_sentence[sentence]:
            if mention.end <= first:
                found.append(Candidate(mention, "before"))
            elif mention.start >= last:
                found.append(Candidate(mention, "after"))
    for back in range(1, SENTENCES_BACK + 1):
        if here - back >= 0:
            found += [Candidate(mention, f"back{back}") for mention in mentions.by_sentence[here - back]]
    for on in range(1, SENTENCES_ON + 1):
        if until + on < len(layout.sentences):
            found += [Candidate(mention, f"on{on}") for mention in mentions.by_sentence[until + on]]
    if carried is not None and all(candidate.mention != carried for candidate in found):
        found.append(Candidate(carried, "carried"))
    return tuple(found)
