"""xlcheck shows what changed when two reports quote the same statement in different words.

`read` an article, find its `quotes`, `check` several articles against each other, or `compare` two bare renderings.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlcheck.model import Article, Comparison, Finding, Kind, Pair, Quote, Result, Severity, Span, Verdict
    from xlcheck.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Comparison",
    "Finding",
    "Kind",
    "Pair",
    "Quote",
    "Result",
    "Severity",
    "Span",
    "Verdict",
    "check",
    "compare",
    "compare_many",
    "quotes",
    "read",
]


def __getattr__(name: str) -> object:
    """The classes of a result, looked up when asked for: the program has better to do in its first milliseconds."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from xlcheck import model

    return getattr(model, name)


def read(path: str) -> Article:
    """Read one article from a path, or from standard input where `path` is `-`. Raises xlcheck.errors.InputError."""
    from xlcheck.read import read as read_article

    return read_article(str(path))


def quotes(article: Article | str) -> tuple[Quote, ...]:
    """The quotes of an article, or of a text, in the order in which they stand. Needs no model."""
    from xlcheck.model import Article
    from xlcheck.quote import quotes_in

    return quotes_in(article if isinstance(article, Article) else Article("(text)", article)).quotes


def check(articles: Sequence[Article], settings: Settings | None = None) -> Result:
    """Compare what the articles say was said. Raises xlcheck.errors.XlcheckError where that cannot be done."""
    from xlcheck.check import check as check_articles
    from xlcheck.compare import one_thread
    from xlcheck.embed import load
    from xlcheck.settings import Settings

    settings = settings or Settings()
    with one_thread():
        return check_articles(articles, load(settings), settings)


def compare(a: str, b: str, settings: Settings | None = None) -> Comparison:
    """Compare two bare renderings of one statement; offsets in the outcome count from the start of each."""
    return next(compare_many([(a, b)], settings))


def compare_many(pairs: Iterable[tuple[str, str]], settings: Settings | None = None) -> Iterator[Comparison]:
    """Compare bare renderings pair by pair: the model loads once, texts are embedded in batches, order is kept."""
    from dataclasses import replace

    from xlcheck.compare import compare_many as compare_pairs
    from xlcheck.embed import load
    from xlcheck.settings import Settings

    # A long run meets few texts twice; keeping their vectors would only push out those of the articles.
    return compare_pairs(pairs, load(replace(settings or Settings(), cache=False)))


class _Package(ModuleType):
    """Keeps `xlcheck.read`, `xlcheck.check` and `xlcheck.compare` the functions, not the modules they live in.

    Python binds a submodule to its package when it is first imported, which would put it in the function's place.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in __all__):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
