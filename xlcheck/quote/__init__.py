"""An article into its quotes: what stands in marks, who said it, and what is reported without marks."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.hidden import hidden_in
from xlcheck.model import Article, Note, Quote
from xlcheck.quote.boilerplate import boilerplate_in, notes_on
from xlcheck.quote.direct import direct_in
from xlcheck.quote.indirect import reported_in
from xlcheck.quote.layout import lay_out
from xlcheck.quote.linear import load_models
from xlcheck.quote.marks import marked_in
from xlcheck.quote.mentions import Mentions
from xlcheck.quote.reported import label_words
from xlcheck.quote.tagged import label_tagged
from xlcheck.quote.transcript import label_turns, turns_in
from xlcheck.quote.voices import Voices
from xlcheck.text import paragraphs

__all__ = ["Found", "quotes_in"]


@dataclass(frozen=True, slots=True)
class Found:
    """The quotes of one article in text order, and what was left out of them."""

    quotes: tuple[Quote, ...]
    notes: tuple[Note, ...]


def quotes_in(article: Article) -> Found:
    """Find every quote of the article: in marks, in part in marks, and reported without.

    What stands in marks but is nobody's words is listed with `attributed` false. Paragraphs that are not the article
    (other headlines, captions, bylines) yield no quote but a note.
    """
    text, models = article.text, load_models()
    spans = paragraphs(text)
    left_out = boilerplate_in(text, spans)
    layout = lay_out(text, spans, marked_in(text, spans))
    mentions = Mentions.of(layout)
    turns = turns_in(layout)
    labels = label_turns(layout, turns, label_tagged(layout, mentions, label_words(layout, mentions, models)))
    direct = direct_in(text, layout, labels, mentions, models, left_out)
    disowned = {piece.number for piece in direct if not piece.attributed}
    reported = tuple(reported_in(layout, labels, disowned, left_out))
    voices = Voices(article, layout, labels, mentions, models, turns)
    notes = (*notes_on(spans, left_out, article.id), *hidden_in(text, article.id))
    return Found(voices.quotes(direct, reported), notes)
