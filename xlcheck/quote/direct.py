"""What stands in marks, with its speaker and cue, or set aside as nobody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from xlcheck.quote import claims, forms, speakers
from xlcheck.quote.candidates import Candidate, candidates
from xlcheck.quote.layout import Layout
from xlcheck.quote.linear import Models
from xlcheck.quote.mentions import Mentions
from xlcheck.quote.reported import Tagged

# Log odds under which a stretch in marks is nobody's words. On four parts of the training articles held back in turn,
# markup apart, F1 for nobody's words is 0.678 at 0.5, 0.688 at 1.0 and 0.659 at 1.5. Of 270 quotes in 40 invented wire
# reports 265 are told right at 1.0.
CLAIM_BAR = 1.0
SHORTEST = 3  # words and marks; as little as that may be a title
LONGEST_TAG = 14  # words between two pieces of one utterance


@dataclass(frozen=True, slots=True)
class Direct:
    """One stretch in marks: its number in `layout.marked`, whose words it holds, and the utterance it is a piece of.

    `apart` is true where it stands for itself: a term may still be part of the clause that somebody is reported with.
    """

    number: int
    attributed: bool
    apart: bool
    speaker: Candidate | None
    utterance: int


def direct_in(
    text: str,
    layout: Layout,
    labels: Sequence[int],
    tagged: Tagged,
    mentions: Mentions,
    models: Models,
    left_out: Container[int],
) -> tuple[Direct, ...]:
    """Judge each stretch in marks, in text order; `labels` are those of `tagged` with what rules have added."""
    wording = [text[marked.start : marked.end].lower().strip(",.") for marked in layout.marked]
    often = Counter(wording)
    found: list[Direct] = []
    last: Direct | None = None
    for number, marked in enumerate(layout.marked):
        if marked.start >= marked.end or marked.paragraph in left_out:
            continue
        carried = last.speaker.mention if last is not None and last.speaker is not None else None
        near = candidates(layout, mentions, *layout.outer[number], None)
        sure = forms.speaker_by_form(layout, near, *layout.outer[number])
        best = speakers.pick(layout, labels, mentions, *layout.outer[number], carried, models.speaker_scores)
        speaker, lead = (sure, speakers.SURE) if sure is not None else best or (None, 0.0)
        if speaker is not None:
            speaker = forms.behind_medium(layout, near, speaker, layout.outer[number][0])
        row = claims.claim_features(layout, labels, number, speaker, lead, often[wording[number]] > 1)
        measures = claims.claim_measures(layout, tagged.chances, number, lead)
        more = last is not None and _says_more(layout, last.number, number)
        told = sure is not None or more or marked.continues
        claimed = told or models.claim_score(row, measures) >= CLAIM_BAR
        named = claims.is_markup(layout, number) or claims.is_named(layout, number)
        attributed = marked.continues or (claimed and not named)
        if marked.continues and last is not None and (speaker is None or speaker.side not in ("before", "after")):
            speaker = last.speaker
        joined = attributed and last is not None and _one_utterance(layout, last.number, number)
        utterance = last.utterance if joined and last else number
        here = Direct(number, attributed, not claimed, speaker if attributed else None, utterance)
        found.append(here)
        last = here if attributed else last
    return tuple(found)


def _says_more(layout: Layout, before: int, number: int) -> bool:
    """Tell whether a whole sentence in marks follows what somebody said and the tag: “A,” he said. “We may begin.”."""
    first, last = layout.spans[number]
    whole = (
        last - first > SHORTEST and layout.sentences[layout.sentence[layout.outer[number][0]]] == layout.outer[number]
    )
    return whole and _one_utterance(layout, before, number)


def _one_utterance(layout: Layout, before: int, number: int) -> bool:
    """Tell whether a quote runs on over paragraphs or past its tag: “A,” he said, “B.” and “A,” he said. “B.”."""
    if layout.marked[number].continues:
        return True
    first, last = layout.outer[before][1], layout.outer[number][0]
    if layout.paragraph[first - 1] != layout.paragraph[last]:
        return False
    if last - first > LONGEST_TAG or any(word in ("and", "but") for word in layout.low[first:last]):
        return False
    apart = layout.sentence[last] - layout.sentence[first - 1]
    return apart == 0 or (apart == 1 and layout.sentences[layout.sentence[last]] == layout.outer[number])
