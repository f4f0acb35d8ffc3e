"""Quotes with everything that is known of whose words they are: speaker, name, source, cue, utterance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlcheck.model import Article, Quote, QuoteKind
from xlcheck.quote.candidates import Candidate
from xlcheck.quote.direct import Direct
from xlcheck.quote.indirect import Reported
from xlcheck.quote.layout import Layout
from xlcheck.quote.linear import Models
from xlcheck.quote.marks import Marked
from xlcheck.quote.mentions import Mention, MentionKind, Mentions
from xlcheck.quote.names import Names
from xlcheck.quote.sources import carriers, is_medium, source_of
from xlcheck.quote.speakers import cue_of, extent, pick

FLATTENED = "''"
SINGLE, DOUBLE = "'‘‚", '“„"'
LONGEST_HEADLINE = 30  # words and marks


@dataclass(frozen=True)
class Voices:
    """An article ready to be asked who speaks where."""

    article: Article
    layout: Layout
    labels: Sequence[int]
    mentions: Mentions
    models: Models
    turns: Mapping[int, Mention]

    def quotes(self, direct: Sequence[Direct], reported: Sequence[Reported]) -> tuple[Quote, ...]:
        """All quotes in text order; a source named once holds for all that the speaker says."""
        names = Names.of(self.article.text, self.layout, self.mentions)
        utterances = {piece.number: piece.utterance for piece in direct}
        pieces: list[tuple[int, int, Direct | Reported]] = [(*self.layout.outer[d.number], d) for d in direct]
        pieces += [(r.first, r.last, r) for r in reported]
        found: list[Quote] = []
        sources = self._carried(names)
        said_last: str | None = None
        carried: Mention | None = None
        fresh = len(self.layout.marked)
        for first, last, piece in sorted(pieces, key=lambda item: (item[0], -item[1])):
            speaker = self._speaker(piece, carried)
            if isinstance(piece, Reported) and (speaker is None or first <= speaker.mention.start < last):
                continue
            if isinstance(piece, Direct):
                utterance = piece.utterance
            elif piece.number is not None and piece.number in utterances:
                utterance = utterances[piece.number]
            else:
                utterance, fresh = fresh, fresh + 1
            name = source = None
            if speaker is not None:
                carried = speaker.mention
                name = names.resolve(self.layout, self.mentions, speaker.mention, said_last)
                if name is not None and names.is_person(name):
                    said_last = name
                source = self._source(first, last, speaker.mention)
                # A spokesperson without a name is the same one all through an article.
                whose = name or self.layout.low[speaker.mention.head]
                source = source or sources.get(whose)
                if source is not None and speaker.mention.kind is not MentionKind.PRONOUN:
                    sources.setdefault(whose, source)
            found.append(self._quote(piece, speaker, name, source, utterance))
        return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))

    def _carried(self, names: Names) -> dict[str, str]:
        """The medium through which a named person's words come, by the first sentence that names both."""
        found: dict[str, str] = {}
        for medium, others in carriers(self.layout, self.mentions):
            for other in others:
                name = names.resolve(self.layout, self.mentions, other, None)
                if name is not None and not is_medium(self.layout, other):
                    found.setdefault(name, self._text(medium.start, medium.end))
        return found

    def _speaker(self, piece: Direct | Reported, carried: Mention | None) -> Candidate | None:
        first = self.layout.outer[piece.number][0] if isinstance(piece, Direct) else piece.first
        turn = self.turns.get(self.layout.paragraph[first])
        if turn is not None and turn.end < first:
            return Candidate(turn, "before") if not isinstance(piece, Direct) or piece.attributed else None
        if isinstance(piece, Direct):
            return piece.speaker
        best = pick(
            self.layout, self.labels, self.mentions, piece.first, piece.last, carried, self.models.speaker_scores
        )
        return None if best is None else best[0]

    def _source(self, first: int, last: int, speaker: Mention) -> str | None:
        if is_medium(self.layout, speaker):
            return self._text(speaker.start, speaker.end)
        source = source_of(self.layout, self.mentions, first, last)
        return None if source is None else self._text(source.start, source.end)

    def _quote(
        self, piece: Direct | Reported, speaker: Candidate | None, name: str | None, source: str | None, utterance: int
    ) -> Quote:
        layout = self.layout
        if isinstance(piece, Direct):
            marked = layout.marked[piece.number]
            start, end, closed, attributed = marked.start, marked.end, marked.closed, piece.attributed
            first, last = layout.outer[piece.number]
            kind = QuoteKind.DIRECT if self._verbatim(marked) else QuoteKind.MIXED
        else:
            first, last, kind, closed, attributed = piece.first, piece.last, piece.kind, True, True
            start, end = layout.words[first].start, layout.words[last - 1].end
        cue = cue_of(layout, self.labels, speaker, first, last) if speaker is not None else None
        return Quote(
            self.article,
            start,
            end,
            kind=kind,
            speaker=None if speaker is None else self._text(*extent(layout, speaker.mention)),
            speaker_name=name,
            source=source,
            cue=None if cue is None else self._text(*cue),
            attributed=attributed,
            closed=closed,
            utterance=utterance,
        )

    def _verbatim(self, marked: Marked) -> bool:
        """Whether marks vouch for the wording: not where a data base or a headline made them.

        Two apostrophes are what a data base leaves of marks, outer and nested ones alike. A headline or heading in
        single marks over a body in double ones is the desk's wording, cut to the column. Annotators count both as
        reported.
        """
        text = self.article.text
        opening = text[marked.outer_start : marked.start].rstrip()
        if opening == FLATTENED:
            return False
        if opening not in SINGLE:
            return True
        lines = self.layout.paragraph
        length = bisect_right(lines, marked.paragraph) - bisect_left(lines, marked.paragraph)
        return not (length <= LONGEST_HEADLINE and self._in_doubles)

    @cached_property
    def _in_doubles(self) -> bool:
        """The article quotes in double marks."""
        return any(self.article.text[marked.outer_start] in DOUBLE for marked in self.layout.marked)

    def _text(self, first: int, last: int) -> str:
        """The words `first:last` as they stand, without a possessive ending."""
        written = self.article.text[self.layout.words[first].start : self.layout.words[last - 1].end]
        for owning in ("'s", "’s"):
            written = written.removesuffix(owning)
        return " ".join(written.split())
