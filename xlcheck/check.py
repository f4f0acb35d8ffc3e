"""The pipeline: read → quote → embed → pair → align → drift. The only file that knows this order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from xlcheck.compare import Side, answers_from, compare_sides, learned_for
from xlcheck.drift.term import terms_in
from xlcheck.errors import CapError
from xlcheck.gate import tuned
from xlcheck.locate import findings_in, rendering_of, word_rows
from xlcheck.model import Article, Note, Pair, Quote, Result
from xlcheck.pair import is_learned_for, pair_up
from xlcheck.quote import Found, quotes_in
from xlcheck.termbase import load as load_terms

if TYPE_CHECKING:
    from xlcheck.embed import Embedder, Embedding
    from xlcheck.settings import Settings

# What the signature says of a model that nothing was learned for: likeness is then weighed as for the default model.
BORROWED = "pairing learned for another model"


def check(articles: Sequence[Article], embed: Embedder, settings: Settings) -> Result:
    """Compare what the articles say was said, every two of them.

    An article without quotes, or beyond a cap, leaves a note (`no-quotes`, `beyond-cap`): nothing of it could be
    checked, the rest is. Raises SettingsError for a termbase that cannot be read.
    """
    # First, since a mistake in the user's own file should be told before anything takes time.
    terms = load_terms(settings.termbase) if settings.termbase is not None else None

    articles = tuple(replace(article, id=number) for number, article in enumerate(articles))
    found = [_quotes_in(article, settings) for article in articles]
    quotes = tuple(quote for of_article in found for quote in (*of_article.quotes, *of_article.free))
    embedded = embed([quote.text for quote in quotes])
    of_quote = {_place(quote): embedding for quote, embedding in zip(quotes, embedded, strict=True)}
    learned = learned_for(embed.digest)
    pairs, unpaired = pair_up(
        quotes, [e.words[-1] for e in embedded], settings.min_likeness, answers_from(of_quote, learned.head)
    )

    met = {_place(quote) for pair in pairs for quote in pair.quotes}
    compared = tuple(
        replace(pair, comparison=compare_sides(*_sides(pair, of_quote), pair.likeness, learned)) for pair in pairs
    )

    missing = learned.missing if is_learned_for(embed.digest) else (BORROWED, *learned.missing)
    result = Result(
        articles=articles,
        quotes=tuple(sorted((q for q in quotes if not q.free or _place(q) in met), key=_reading_order)),
        pairs=compared,
        findings=findings_in(compared) + (terms_in(quotes, compared, terms) if terms is not None else ()),
        unpaired=unpaired,
        notes=tuple(_notes(articles, found, pairs)),
        signature=" | ".join((settings.signature(embed.name, embed.digest, embed.backend), *missing)),
    )
    return tuned(result, settings.ignore, settings.severity)


def _quotes_in(article: Article, settings: Settings) -> Found:
    try:
        return quotes_in(article, settings.caps)
    except CapError as error:
        return Found((), (Note("beyond-cap", error.reason, article.id),))


def _place(quote: Quote) -> tuple[int, int, int]:
    return quote.article.id, quote.start, quote.end


def _reading_order(quote: Quote) -> tuple[int, int, int]:
    """By article and start; a clause before the words in marks that it opens with."""
    return quote.article.id, quote.start, -quote.end


def _sides(pair: Pair, of_quote: dict[tuple[int, int, int], Embedding]) -> tuple[Side, Side]:
    """The two renderings of a pair with the vectors of their words, cut from those of the quotes they stand in."""
    a, b = (
        Side(rendering_of(span, quote), of_quote[_place(quote)].words[:, word_rows(quote, span)])
        for span, quote in zip((pair.a, pair.b), pair.quotes, strict=True)
    )
    return a, b


def _notes(articles: Sequence[Article], found: Sequence[Found], pairs: Sequence[Pair]) -> Iterator[Note]:
    for article, of_article in zip(articles, found, strict=True):
        yield from (*article.notes, *of_article.notes)
        if not of_article.quotes and not any(note.code == "beyond-cap" for note in of_article.notes):
            yield Note("no-quotes", "no quotes found, so there is nothing to check", article.id)
    if not pairs and all(of_article.quotes for of_article in found):
        yield Note("no-pair", "no statement is quoted in two of the articles")
