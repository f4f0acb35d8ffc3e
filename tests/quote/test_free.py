"""Sentences that may be free indirect speech: nothing but the quote beside them tells."""

from dataclasses import replace

import pytest

from xlcheck.check import check
from xlcheck.embed import Embedder
from xlcheck.model import Article, QuoteKind
from xlcheck.quote import quotes_in
from xlcheck.settings import CAPS, Settings

SAID = "The minister, Nadia Haddad, said the banks would open on Monday."

CASES = [
    pytest.param("The banks were shut. Rain fell on the capital all day.", [], id="nobody speaks"),
    pytest.param(f"Rain fell on the capital all day. {SAID}", [], id="what stands before a quote"),
    pytest.param(f"{SAID} Rain fell.", [], id="two words"),
    pytest.param(
        f"{SAID} “Nobody will lose a deposit,” she said of the savers.", [], id="a sentence with a quote of its own"
    ),
    pytest.param(
        f"{SAID}\n\nNobody’s deposit would vanish, whatever the papers wrote.\n\nThe law was clear on that point.",
        ["Nobody’s deposit would vanish, whatever the papers wrote", "The law was clear on that point"],
        id="one paragraph after the other",
    ),
    pytest.param(
        f"{SAID} Nobody’s deposit would vanish, whatever the papers wrote.",
        ["Nobody’s deposit would vanish, whatever the papers wrote"],
        id="what follows in the paragraph",
    ),
]


@pytest.mark.parametrize(("text", "free"), CASES)
def test_free(text: str, free: list[str]) -> None:
    found = quotes_in(Article("", text)).free
    assert [quote.text for quote in found] == free
    assert all(quote.free and quote.cue is None and quote.kind is QuoteKind.INDIRECT for quote in found)
    assert all(quote.speaker is not None and "Haddad" in quote.speaker for quote in found)


def test_a_cap_on_quotes_holds_for_them_too() -> None:
    text = f"{SAID} Nobody’s deposit would vanish, whatever the papers wrote."
    assert quotes_in(Article("", text), replace(CAPS, quotes=1)).free == ()


A = f"{SAID} Nobody’s deposit was going to vanish. Rain fell on the capital all day."
B = "“No deposit in any bank is going to disappear,” the minister, Nadia Haddad, told reporters in Beirut on Monday."


def test_one_is_a_quote_where_another_report_quotes_it_and_else_none(embedder: Embedder) -> None:
    result = check((Article("a", A), Article("b", B)), embedder, Settings())
    assert [(pair.a.text, pair.b.text.rstrip(",")) for pair in result.pairs if pair.quotes[0].free] == [
        ("Nobody’s deposit was going to vanish", "No deposit in any bank is going to disappear")
    ]
    assert not any("Rain" in quote.text for quote in result.quotes)
    assert list(result.quotes) == sorted(result.quotes, key=lambda quote: (quote.article.id, quote.start, -quote.end))


def test_what_two_reporters_tell_in_their_own_voice_is_no_pair(embedder: Embedder) -> None:
    result = check((Article("a", A), Article("b", A)), embedder, Settings())
    assert not any(quote.free for pair in result.pairs for quote in pair.quotes)
