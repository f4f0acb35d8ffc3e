"""Forms that leave no doubt who speaks: a tag after the quote, a signature under it, an agency that quotes somebody."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.quote import cues
from xlcheck.quote.candidates import Candidate
from xlcheck.quote.layout import Layout
from xlcheck.quote.mentions import Mention, MentionKind
from xlcheck.quote.sources import is_medium

QUOTED = frozenset(("quoted", "cited", "reported"))
DASHES = "-–—―"
LONGEST_SIGNATURE, LONGEST_HEADING = 12, 10  # words


def speaker_by_form(layout: Layout, pool: Sequence[Candidate], first: int, last: int) -> Candidate | None:
    """The speaker of the words `first:last` where a form tells, in order: tag, passive, signature, heading."""
    return (
        _tagged_after(layout, pool, last)
        or _quoted_as_saying(layout, pool)
        or _signed(layout, pool, last)
        or _headed(layout, pool, first)
    )


def _quoted_as_saying(layout: Layout, pool: Sequence[Candidate]) -> Candidate | None:
    """Return who “was quoted as saying” it: whoever quotes stands after “by” and is the source."""
    for candidate in pool:
        if candidate.side in ("before", "after"):
            after = layout.low[candidate.mention.end : candidate.mention.end + 4]
            if after[:1] in (("was",), ("were",), ("is",)) and "as" in after and set(after) & QUOTED:
                return candidate
    return None


def _signed(layout: Layout, pool: Sequence[Candidate], last: int) -> Candidate | None:
    """Return who signs: “…” —Ann Low, farmer. A dash, a name, and nothing but the rest of that line."""
    n = len(layout.words)
    if last + 1 >= n or layout.words[last].text not in DASHES or layout.words[last - 1].end == layout.words[last].start:
        return None
    line = layout.paragraph[last]
    end = next((i for i in range(last, min(n, last + LONGEST_SIGNATURE + 1)) if layout.paragraph[i] != line), n)
    if end < n and end - last > LONGEST_SIGNATURE:
        return None
    whole = end == n or layout.paragraph[end] != line
    return next((c for c in pool if whole and c.mention.start == last + 1 and c.mention.kind is MentionKind.NAME), None)


def _headed(layout: Layout, pool: Sequence[Candidate], first: int) -> Candidate | None:
    """Return whom the sentence before announces, where it is nothing but “From the governor's letter:”."""
    number = layout.sentence[first] - 1
    if number < 0:
        return None
    start, end = layout.sentences[number]
    if not 2 < end - start <= LONGEST_HEADING or layout.low[start] != "from" or layout.low[end - 1] != ":":
        return None
    return next((c for c in pool if c.mention.start == start + 1), None)


def tag_of(layout: Layout, mention: Mention, last: int) -> str:
    """Whether the mention opens a tag after the quote: “…,” the minister has said."""
    if mention.start - last > 1 or "," not in layout.low[max(0, last - 2) : mention.start]:
        return "no"
    for i in range(mention.end, min(len(layout.low), mention.end + 4)):
        word = layout.low[i]
        if word in cues.SAYING:
            return "tag"
        if word not in cues.AUXILIARIES and word != "," and not word.endswith("ly"):
            return "other"
    return "other"


def _tagged_after(layout: Layout, pool: Sequence[Candidate], last: int) -> Candidate | None:
    """The speaker of a tag: “…,” the minister has said. English leaves no other reading, unless an agency says it."""
    for candidate in pool:
        if candidate.side == "after":
            tags = tag_of(layout, candidate.mention, last) == "tag" and not is_medium(layout, candidate.mention)
            return candidate if tags else None
    return None


def behind_medium(layout: Layout, pool: Sequence[Candidate], best: Candidate, first: int) -> Candidate:
    """Where an agency says that somebody said it, that somebody speaks, and the agency is the source."""
    if best.side not in ("before", "after") or not is_medium(layout, best.mention):
        return best
    low = layout.low
    here = layout.sentence[best.mention.start]
    for candidate in reversed(pool):
        mention = candidate.mention
        if candidate.side != "before" or mention == best.mention or layout.sentence[mention.start] != here:
            continue
        if best.side == "before" and mention.start < best.mention.end:
            continue
        after = low[mention.end] if mention.end < first else ""
        subject = mention.kind is not MentionKind.OTHER and low[mention.head] not in ("it", "we", "i", "you")
        if subject and after in cues.SAYING and not after.endswith("ing") and not is_medium(layout, mention):
            return candidate
    return best
