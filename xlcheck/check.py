"""The pipeline: read → quote → embed → pair → align → drift. The only file that knows this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from xlcheck.compare import Side, compare_sides, learned_for
from xlcheck.errors import InputError
from xlcheck.locate import findings_in, rendering_of, word_rows
from xlcheck.model import Article, Result
from xlcheck.pair import pair_up
from xlcheck.quote import quotes_in

if TYPE_CHECKING:
    from xlcheck.embed import Embedder
    from xlcheck.settings import Settings


def check(articles: Sequence[Article], embed: Embedder, settings: Settings) -> Result:
    """Compare what the articles say was said.

    Raises InputError for an article without a quote, since nothing of it could be checked.
    """
    articles = tuple(replace(article, id=number) for number, article in enumerate(articles))
    found = [quotes_in(article) for article in articles]
    for article, (quotes, _) in zip(articles, found, strict=True):
        if not quotes:
            raise InputError(article.path, "no quotes found, so there is nothing to check")

    quotes = tuple(quote for of_article, _ in found for quote in of_article)
    embedded = embed([quote.text for quote in quotes])
    vectors = {(quote.article.id, quote.start, quote.end): e.words for quote, e in zip(quotes, embedded, strict=True)}
    statements = np.stack([e.statement for e in embedded])
    pairs, unpaired = pair_up(quotes, statements, [e.words[-1] for e in embedded], settings.min_likeness)

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
        findings=findings_in(compared, settings),
        unpaired=unpaired,
        notes=tuple(note for article in articles for note in article.notes)
        + tuple(note for _, notes in found for note in notes),
        signature=settings.signature(embed, learned),
    )
