"""The pipeline: read → quote → embed → pair → align → drift. The only file that knows this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from xlcheck.compare import Side, compare_sides, learned_for
from xlcheck.locate import findings_in, rendering_of, word_rows
from xlcheck.model import Article, Note, Result
from xlcheck.pair import pair_up
from xlcheck.quote import quotes_in

if TYPE_CHECKING:
    from xlcheck.embed import Embedder
    from xlcheck.settings import Settings


def check(articles: Sequence[Article], embed: Embedder, settings: Settings) -> Result:
    """Compare what the articles say was said, every two of them.

    An article without quotes leaves a note (`no-quotes`): nothing of it could be checked, the rest is.
    """
    articles = tuple(replace(article, id=number) for number, article in enumerate(articles))
    found = [quotes_in(article) for article in articles]
    notes = [note for article in articles for note in article.notes]
    notes += [note for of_article in found for note in of_article.notes]
    for article, of_article in zip(articles, found, strict=True):
        if not of_article.quotes:
            notes.append(Note("no-quotes", "no quotes found, so there is nothing to check", article.id))

    quotes = tuple(quote for of_article in found for quote in of_article.quotes)
    embedded = embed([quote.text for quote in quotes])
    vectors = {(quote.article.id, quote.start, quote.end): e.words for quote, e in zip(quotes, embedded, strict=True)}
    pairs, unpaired = pair_up(
        quotes, [e.statement for e in embedded], [e.words[-1] for e in embedded], settings.min_likeness
    )

    if not pairs and all(of_article.quotes for of_article in found):
        notes.append(Note("no-pair", "no statement is quoted in two of the articles"))

    learned = learned_for(embed.digest)
    compared = []
    for pair in pairs:
        sides = []
        for span, quote in zip((pair.a, pair.b), pair.quotes, strict=True):
            rows = word_rows(quote, span)
            of_quote = vectors[quote.article.id, quote.start, quote.end]
            sides.append(Side(rendering_of(span, quote), of_quote[:, rows]))
        compared.append(replace(pair, comparison=compare_sides(sides[0], sides[1], pair.likeness, learned)))

    return Result(
        articles=articles,
        quotes=quotes,
        pairs=tuple(compared),
        findings=findings_in(compared),
        unpaired=unpaired,
        notes=tuple(notes),
        signature=" | ".join((settings.signature(embed.name, embed.digest, embed.backend), *learned.missing)),
    )
