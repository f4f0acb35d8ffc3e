"""Pairing with the real model, on invented reports and on single statements."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from tests.pair.conftest import REPORTS, Sides, sides
from xlcheck.align import load_head
from xlcheck.check import check
from xlcheck.compare import answers_from
from xlcheck.embed import Coming, Embedder, Embedding
from xlcheck.model import Article, Pair, Quote, QuoteKind
from xlcheck.pair import Pairing, is_learned_for, pair_up
from xlcheck.settings import Settings


def paired(quotes: tuple[Quote, ...], embedder: Embedder, min_likeness: float = 0.5) -> Pairing:
    embedded = embedder([quote.text for quote in quotes])
    of_quote = {(q.article.id, q.start, q.end): e for q, e in zip(quotes, embedded, strict=True)}
    answers = answers_from(of_quote, load_head(embedder.digest))
    return pair_up(quotes, [e.words[-1] for e in embedded], min_likeness, answers)


def quotes_of(*texts: str, article: int = 0, kind: QuoteKind = QuoteKind.DIRECT) -> tuple[Quote, ...]:
    """Every text as a quote of one article, each an utterance of its own."""
    whole = "\n\n".join(f"“{text}”" for text in texts)
    holder = Article(str(article), whole, id=article)
    starts = [whole.index(text) for text in texts]
    return tuple(
        Quote(holder, start, start + len(text), kind, utterance=n)
        for n, (start, text) in enumerate(zip(starts, texts, strict=True))
    )


def wordings(pairing: Pairing) -> set[tuple[str, str]]:
    return {(pair.a.text, pair.b.text) for pair in pairing.pairs}


SOAP = "We cannot ask the villages to wait another winter for a bridge"
SOUP = "The villages cannot be told to be without a bridge for one more winter"
TAX = "The tax on salt will be lifted on the first of May"


class TestNothingToPair:
    def test_no_quotes(self) -> None:
        assert pair_up((), [], 0.5) == Pairing((), ())

    def test_one_article(self, embedder: Embedder) -> None:
        quotes = quotes_of(SOAP, SOUP)
        assert paired(quotes, embedder) == Pairing((), quotes)

    def test_different_statements(self, embedder: Embedder) -> None:
        quotes = quotes_of(SOAP) + quotes_of(TAX, article=1)
        assert paired(quotes, embedder) == Pairing((), quotes)

    def test_words_that_are_nobodys_never_pair(self, embedder: Embedder) -> None:
        title = (
            Article("a", "The film “The Salt Road” opens.", id=0),
            Article("b", "It saw “The Salt Road” twice.", id=1),
        )
        quotes = tuple(
            Quote(article, start := article.text.index("The Salt"), start + 13, attributed=False) for article in title
        )
        assert paired(quotes, embedder) == Pairing((), ())


@pytest.mark.parametrize(
    ("a", "b", "pairs"),
    [
        pytest.param([SOAP, TAX], [TAX, SOAP], {(SOAP, SOAP), (TAX, TAX)}, id="word for word, in another order"),
        pytest.param([SOAP, TAX], [SOUP, TAX], {(SOAP, SOUP), (TAX, TAX)}, id="freely reworded"),
        pytest.param(
            [
                "Soldiers fresh from the coast will build the long road in a faster and a more modern manner",
                TAX,
            ],
            ["in a faster and a more modern way", TAX],
            {("in a faster and a more modern manner", "in a faster and a more modern way"), (TAX, TAX)},
            id="a fragment meets the stretch that renders it",
        ),
        pytest.param(
            [f"{SOAP}. {TAX}"], [TAX, SOUP], {(SOAP, SOUP), (TAX, TAX)}, id="one quote is two on the other side"
        ),
        pytest.param(
            [SOAP],
            [SOAP, TAX, "The villages cannot wait another winter for a bridge"],
            {(SOAP, SOAP), (SOAP, "The villages cannot wait another winter for a bridge")},
            id="said once here and twice there",
        ),
        pytest.param(
            ["It was the enemies of the people who told the fishermen that the ice would hold", TAX],
            ["The enemies of the people have sold the harbour to a foreign bank", TAX],
            {(TAX, TAX)},
            id="a formula in two different statements is no pair",
        ),
    ],
)
def test_pair_up(a: list[str], b: list[str], pairs: set[tuple[str, str]], embedder: Embedder) -> None:
    assert wordings(paired(quotes_of(*a) + quotes_of(*b, article=1), embedder)) == pairs


def test_a_quote_that_was_never_closed_is_compared_piece_by_piece(embedder: Embedder) -> None:
    endless = " ".join([f"{TAX}."] + ["A goat stood on the wall and looked at the sea."] * 120 + [f"{SOAP}."])
    found = paired(quotes_of(endless) + quotes_of(TAX, SOAP, article=1), embedder)
    assert {pair.b.text for pair in found.pairs} == {TAX, SOAP}
    assert all(len(pair.a.text) < 2 * len(pair.b.text) for pair in found.pairs)


def test_three_articles_are_compared_two_by_two(embedder: Embedder) -> None:
    quotes = quotes_of(SOAP) + quotes_of(SOUP, article=1) + quotes_of(SOAP, article=2)
    found = paired(quotes, embedder)
    assert [(p.a.article.id, p.b.article.id) for p in found.pairs] == [(0, 1), (0, 2), (1, 2)]
    assert found.unpaired == ()


def test_a_higher_bar_leaves_fewer_pairs(embedder: Embedder) -> None:
    quotes = sides(REPORTS[0]).quotes
    found = [len(paired(quotes, embedder, bar).pairs) for bar in (0.1, 0.5, 0.9, 1.0)]
    assert found == sorted(found, reverse=True)
    assert found[-1] == 0


def mirrored(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """The same quotes with the two articles exchanged."""
    swapped = {q.article.id: Article(q.article.path, q.article.text, id=1 - q.article.id) for q in quotes}
    turned = [
        Quote(swapped[q.article.id], q.start, q.end, q.kind, speaker=q.speaker, utterance=q.utterance) for q in quotes
    ]
    return tuple(sorted(turned, key=lambda q: (q.article.id, q.start)))


def test_comparing_b_with_a_gives_the_mirror_image(report: Sides, embedder: Embedder) -> None:
    there, back = paired(report.quotes, embedder), paired(mirrored(report.quotes), embedder)
    assert {(p.a.text, p.b.text, round(p.likeness, 3)) for p in there.pairs} == {
        (p.b.text, p.a.text, round(p.likeness, 3)) for p in back.pairs
    }


def test_every_quote_in_marks_is_paired_or_listed(report: Sides, embedder: Embedder) -> None:
    found = paired(report.quotes, embedder)
    met = {(q.article.id, q.start) for pair in found.pairs for q in pair.quotes}
    listed = {(q.article.id, q.start) for q in found.unpaired}
    marked = {(q.article.id, q.start) for q in report.quotes if q.kind is QuoteKind.DIRECT}
    assert marked <= met | listed
    assert not met & listed


def right(pair: Pair, report: Sides) -> bool:
    a, b = (report.statement[quote.article.id, quote.start] for quote in pair.quotes)
    return a == b != 0


LIKELY = ((0.5, 0.7), (0.7, 0.9), (0.9, 1.01))


def test_reports_never_seen_in_training(embedder: Embedder) -> None:
    """Most statements are found, hardly anything else is, and likeness means what it says."""
    pairs = [(pair, right(pair, s)) for s in map(sides, REPORTS) for pair in paired(s.quotes, embedder).pairs]
    found = sum(of_one for _, of_one in pairs)
    statements = sum(len(set(s.statement.values()) - {0}) for s in map(sides, REPORTS))
    table = [f"{found} of {statements} found, {len(pairs) - found} false"]
    for low, high in LIKELY:
        inside = [(pair.likeness, of_one) for pair, of_one in pairs if low <= pair.likeness < high]
        if inside:
            said, came_true = np.mean(inside, axis=0)
            table.append(f"{low:.1f} to {high:.1f}: said {said:.2f}, right {came_true:.2f} of {len(inside)}")
    reliability = "\n".join(table)
    sys.stdout.write(reliability)  # `pytest -rP` shows it
    assert found >= 0.9 * statements, reliability
    assert found >= 0.94 * len(pairs), reliability
    sure = [of_one for pair, of_one in pairs if pair.likeness >= 0.9]
    assert np.mean(sure) >= 0.9, reliability
    assert abs(np.mean([of_one for _, of_one in pairs]) - np.mean([p.likeness for p, _ in pairs])) < 0.15, reliability


def test_two_remarks_of_one_speaker_on_one_subject_are_hardly_ever_a_pair(embedder: Embedder) -> None:
    """The last three reports hold six such traps; one may catch."""
    traps = [sides(report) for report in REPORTS[-3:]]
    false = [pair for s in traps for pair in paired(s.quotes, embedder).pairs if not right(pair, s)]
    assert len(false) <= 1, [(pair.a.text, pair.b.text, pair.likeness) for pair in false]


@dataclass(frozen=True)
class Renamed:
    """An encoder that nothing was learned for: the default one under another name."""

    inner: Embedder
    name: str = "another"
    digest: str = "0" * 64

    @property
    def backend(self) -> str:
        return self.inner.backend

    def __call__(self, texts: Sequence[str]) -> list[Embedding]:
        return self.inner(texts)

    def ahead(self, texts: Sequence[str]) -> Coming:
        return self.inner.ahead(texts)


TELLING = "The minister spoke.\n\n“{}”, she said. “{}”, she said.\n"


def test_a_model_that_nothing_was_learned_for_still_pairs_and_the_signature_says_so(embedder: Embedder) -> None:
    articles = [Article(name, TELLING.format(*texts)) for name, texts in (("a", (SOAP, TAX)), ("b", (SOUP, TAX)))]
    known, unknown = (check(articles, model, Settings()) for model in (embedder, Renamed(embedder)))
    assert is_learned_for(embedder.digest)
    assert "pairing learned for another model" not in known.signature
    assert "pairing learned for another model" in unknown.signature
    assert {pair.b.text for pair in unknown.pairs} == {SOUP, TAX}
