"""Through whom words came: the agency, paper or document that an article names beside, or as, the speaker."""

from __future__ import annotations

from xlcheck.quote import cues
from xlcheck.quote.layout import Layout
from xlcheck.quote.mentions import Mention, MentionKind, Mentions

_CARRYING = frozenset(
    """
    said says reported reports quoted according told by published carried aired broadcast released citing cited
    in via seen
    """.split()
)
_SPEECHES = frozenset(
    """
    interview statement letter report document documents commentary editorial
    """.split()
)
# Who works for a medium is a person, not the medium: "news agency chief Ann Low".
_STAFF = frozenset(
    """
    chief head director editor reporter correspondent host anchor columnist commentator presenter photographer
    spokesman spokeswoman spokesperson president chairman chairwoman executive
    """.split()
)


def source_of(layout: Layout, mentions: Mentions, first: int, last: int) -> Mention | None:
    """The medium named in the sentence of the words `first:last`, else in the rest of their paragraph."""
    here = layout.sentence[first]
    paragraph = layout.paragraph[first]
    order = [here, here + 1, *range(here - 1, max(-1, here - 4), -1)]
    for sentence in order:
        if not 0 <= sentence < len(layout.sentences):
            continue
        start, end = layout.sentences[sentence]
        if start >= end or layout.paragraph[start] != paragraph:
            continue
        found = [m for m in mentions.by_sentence[sentence] if _carries(layout, m)]
        if found:
            nearest: Mention = min(found, key=lambda m: min(abs(m.start - last), abs(first - m.end)))
            return nearest
    return None


def carriers(layout: Layout, mentions: Mentions) -> list[tuple[Mention, tuple[Mention, ...]]]:
    """Sentences in which a medium passes something on ("…, the agency reported"): it, and who else is named there."""
    found = []
    for sentence in mentions.by_sentence:
        for medium in sentence:
            told = layout.low[medium.start - 1] in cues.SAYING if medium.start else False
            if not told and _carries(layout, medium):
                found.append((medium, tuple(other for other in sentence if other != medium)))
    return found


def is_medium(layout: Layout, mention: Mention) -> bool:
    """An agency, a paper, a broadcaster or a document."""
    low = layout.low[mention.start : mention.end]
    if mention.kind is not MentionKind.OTHER and any(word in _STAFF for word in low[1:]):
        return False
    if any(word in cues.AGENCIES for word in low):
        # "Fox", "Axios" and the like are names first; so is a word in lower case, "ap" or "tt".
        return any(
            layout.low[i] in cues.AGENCIES and layout.words[i].text[0].isupper()
            for i in range(mention.start, mention.end)
        )
    if mention.kind is MentionKind.NAME:
        named = layout.low[mention.head] in cues.PAPER_NAMES and layout.low[mention.start] == "the"
        return named or any(word in ("agency", "media", "newspaper", "newswire", "broadcaster") for word in low)
    return layout.low[mention.head] in cues.AGENCY_NOUNS or low[-1] in cues.AGENCY_NOUNS


def _carries(layout: Layout, mention: Mention) -> bool:
    """The mention is a medium and the words around it say that it passed something on."""
    if not is_medium(layout, mention):
        return False
    before = layout.low[max(0, mention.start - 3) : mention.start]
    after = layout.low[mention.end : mention.end + 2]
    if before and before[-1] == "to" and "according" not in before:
        return False
    return (
        any(word in cues.SAYING and not word.endswith("ing") for word in after)
        or any(word in _CARRYING for word in before)
        or any(word in cues.PLAIN for word in before)
    )
