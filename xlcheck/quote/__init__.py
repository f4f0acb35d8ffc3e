"""An article into its quotes: what stands in marks, who said it, and what is reported without marks."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.model import Article, Note, Quote
from xlcheck.quote.direct import direct_in
from xlcheck.quote.layout import lay_out
from xlcheck.quote.linear import load_models
from xlcheck.quote.marks import marked_in
from xlcheck.quote.speakers import Mentions, cue_of
from xlcheck.text import paragraphs


@dataclass(frozen=True, slots=True)
class Found:
    """The quotes of one article in text order, and what was left out of them."""

    quotes: tuple[Quote, ...]
    notes: tuple[Note, ...]


def quotes_in(article: Article) -> Found:
    """Find every quote of the article."""
    text, models = article.text, load_models()
    spans = paragraphs(text)
    layout = lay_out(text, spans, marked_in(text, spans))
    mentions = Mentions.of(layout)
    quotes = []
    for direct in direct_in(text, layout, mentions, models):
        marked = layout.marked[direct.number]
        speaker = cue = None
        if direct.speaker is not None:
            mention = direct.speaker.mention
            speaker = text[layout.words[mention.start].start : layout.words[mention.end - 1].end]
            at = cue_of(layout, direct.speaker, *layout.outer[direct.number])
            cue = text[layout.words[at[0]].start : layout.words[at[1] - 1].end] if at else None
        quotes.append(
            Quote(
                article, marked.start, marked.end, speaker=speaker, cue=cue,
                attributed=direct.attributed, closed=marked.closed, utterance=direct.utterance,
            )
        )  # fmt: skip
    return Found(tuple(quotes), ())
