"""Forms that leave no doubt who speaks: a tag, an insertion, a signature, an agency that quotes somebody."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.quote import cues
from xlcheck.quote.candidates import Candidate
from xlcheck.quote.layout import Layout
from xlcheck.quote.mentions import Mention, MentionKind
from xlcheck.quote.sources import is_medium

QUOTED = frozenset(("quoted", "cited", "reported"))
QUOTING = frozenset(("quoted", "quotes", "quoting", "cited", "cites", "citing"))
BEING = (("was",), ("were",), ("is",), ("has",), ("had",))
LONGEST_QUOTING = 16  # words after a mention in which "as saying" stands, a duty or the agency's name between
LONGEST_OWNER = 6  # words of "in the mayor's own"
DASHES = "-–—―"
LONGEST_SIGNATURE, LONGEST_HEADING = 12, 10  # words


def speaker_by_form(layout: Layout, pool: Sequence[Candidate], first: int, last: int) -> Candidate | None:
    """The speaker of the words `first:last` where a form tells.

    In order: who is quoted as saying it, a tag, an inserted "according to", a signature, a heading.
    """
    return (
        _quoted_as_saying(layout, pool, first, last)
        or _tagged_after(layout, pool, last)
        or _inserted(layout, pool, first)
        or _signed(layout, pool, last)
        or _headed(layout, pool, first)
    )


def _quoted_as_saying(layout: Layout, pool: Sequence[Candidate], first: int, last: int) -> Candidate | None:
    """Return who “was quoted as saying” it, or whom somebody “quoted as saying” it: whoever quotes is the source."""
    low = layout.low
    for candidate in pool:
        mention = candidate.mention
        if candidate.side not in ("before", "after"):
            continue
        start, stop = layout.sentences[layout.sentence[mention.start]]
        ahead = low[mention.end : min(stop, mention.end + LONGEST_QUOTING)]
        saying = any(ahead[i] == "as" and ahead[i + 1].endswith("ing") for i in range(len(ahead) - 1))
        active = mention.start > start and low[mention.start - 1] in QUOTING
        passive = ahead[:1] in BEING and set(ahead[1:3]) & QUOTED
        if saying and (active or passive) and _beside(layout, mention, first, last):
            return _speaking_for(layout, pool, candidate)
    return None


def _speaking_for(layout: Layout, pool: Sequence[Candidate], body: Candidate) -> Candidate:
    """Return who speaks for the body: “a spokesman for the ministry”; the body itself where nobody does."""
    at = body.mention.start - 1
    if at < 0 or layout.low[at] != "for":
        return body
    return next((c for c in pool if c.mention.end == at and layout.low[c.mention.head] in cues.ROLES), body)


def _beside(layout: Layout, mention: Mention, first: int, last: int) -> bool:
    """No other marks stand between the mention and the words `first:last`."""
    start, end = (mention.end, first) if mention.end <= first else (last, mention.start)
    return all(layout.quoted[i] < 0 for i in range(start, end))


def _inserted(layout: Layout, pool: Sequence[Candidate], first: int) -> Candidate | None:
    """Return who is named by an insertion before the quote: “a sum that was, according to Low, …”, “in his words”.

    A verb of speech after it, or before it, has a subject of its own, and an agency is a source.
    """
    low = layout.low
    start = layout.sentences[layout.sentence[first]][0]
    for at in range(first - 1, start, -1):
        if layout.quoted[at] >= 0 or low[at] in cues.SAYING:
            return None
        if low[at - 1] == "according" and low[at] == "to":
            who = next((c for c in pool if c.side == "before" and c.mention.start == at + 1), None)
        elif low[at] == "words" and "in" in low[max(start, at - LONGEST_OWNER) : at]:
            who = _owner(layout, pool, at, start)
        else:
            continue
        told = any(word in cues.PLAIN for word in low[start:at])
        return None if who is None or told or is_medium(layout, who.mention) else who
    return None


def _owner(layout: Layout, pool: Sequence[Candidate], at: int, start: int) -> Candidate | None:
    """Whose words they are: “in his words”, “in the mayor's own words”, the word `at` being "words"."""
    last = at - 1 if layout.low[at - 1] == "own" else at
    if last - 1 > start and layout.low[last - 1] in ("his", "her") and layout.low[last - 2] == "in":
        return Candidate(Mention(last - 1, last, last - 1, MentionKind.PRONOUN), "before")
    owning = layout.words[last - 1].text.endswith(("'s", "’s"))
    who = next((c for c in pool if c.side == "before" and c.mention.start < last <= c.mention.end), None)
    if not owning or who is None or layout.low[who.mention.start - 1] != "in":
        return None
    return Candidate(Mention(who.mention.start, last, min(who.mention.head, last - 1), who.mention.kind), "before")


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
