"""An article into its quotes: what stands in marks, who said it, and what is reported without marks."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.model import Article, Note, Quote
from xlcheck.quote.marks import marked_in
from xlcheck.text import paragraphs


@dataclass(frozen=True, slots=True)
class Found:
    """The quotes of one article in text order, and what was left out of them."""

    quotes: tuple[Quote, ...]
    notes: tuple[Note, ...]


def quotes_in(article: Article) -> Found:
    """Find every quote of the article."""
    marked = marked_in(article.text, paragraphs(article.text))
    quotes = tuple(Quote(article, m.start, m.end, closed=m.closed, utterance=i) for i, m in enumerate(marked))
    return Found(quotes, ())
