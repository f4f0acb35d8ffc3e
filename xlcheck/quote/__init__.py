"""An article into its quotes: what stands in marks, who said it, and what is reported without marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from xlcheck.errors import CapError
from xlcheck.hidden import hidden_in
from xlcheck.model import Article, Note, Quote
from xlcheck.quote.boilerplate import boilerplate_in, notes_on
from xlcheck.quote.direct import direct_in
from xlcheck.quote.free import free_in
from xlcheck.quote.indirect import reported_in
from xlcheck.quote.layout import lay_out
from xlcheck.quote.linear import load_models
from xlcheck.quote.marks import Marked, marked_in
from xlcheck.quote.mentions import Mentions
from xlcheck.quote.reported import tag_words
from xlcheck.quote.tagged import label_tagged
from xlcheck.quote.transcript import label_turns, turns_in
from xlcheck.quote.voices import Voices
from xlcheck.settings import CAPS, Caps
from xlcheck.text import paragraphs

__all__ = ["Found", "quotes_in"]


@dataclass(frozen=True, slots=True)
class Found:
    """The quotes of one article in text order, what was left out of them, and what may be free indirect speech."""

    quotes: tuple[Quote, ...]
    notes: tuple[Note, ...]
    free: tuple[Quote, ...] = ()


def quotes_in(article: Article, caps: Caps = CAPS) -> Found:
    """Find every quote of the article: in marks, in part in marks, and reported without.

    What stands in marks but is nobody's words is listed with `attributed` false. Paragraphs that are not the article
    (other headlines, captions, bylines) yield no quote but a note. Sentences that may be free indirect speech stand
    apart: each is a quote only where another article has a counterpart. Raises CapError where it is too much.
    """
    text, models = article.text, load_models()
    spans = paragraphs(text)
    left_out = boilerplate_in(text, spans)
    marked = marked_in(text, spans)
    _refuse_more(article, marked, caps)  # before what takes time
    layout = lay_out(text, spans, marked)
    mentions = Mentions.of(layout)
    turns = turns_in(layout)
    tagged = tag_words(layout, mentions, models)
    labels = label_turns(layout, turns, label_tagged(layout, mentions, tagged.labels))
    direct = direct_in(text, layout, labels, tagged, mentions, models, left_out)
    disowned = {piece.number for piece in direct if piece.apart}
    reported = tuple(reported_in(layout, labels, disowned, left_out))
    voices = Voices(article, layout, labels, mentions, models, turns)
    notes = (*notes_on(spans, left_out, article.id), *hidden_in(text, article.id))
    quotes = voices.quotes(direct, reported)
    _refuse_more(article, quotes, caps)
    free = islice(free_in(layout, quotes, left_out), caps.quotes - len(quotes))
    return Found(quotes, notes, tuple(free))


def _refuse_more(article: Article, quotes: Sequence[Quote] | Sequence[Marked], caps: Caps) -> None:
    if len(quotes) > caps.quotes:
        raise CapError(article.path, f"has more than {caps.quotes} quotes", "quotes")
    lengths = [quote.end - quote.start for quote in quotes]
    if max(lengths, default=0) > caps.quote_characters:
        long = next(i for i, length in enumerate(lengths) if length > caps.quote_characters)
        reason = f"has a quote of more than {caps.quote_characters} characters, at character {quotes[long].start}"
        raise CapError(article.path, reason, "quote_characters")
    if sum(lengths) > caps.quoted_characters:
        reason = f"has more than {caps.quoted_characters} characters in quotes"
        raise CapError(article.path, reason, "quoted_characters")
