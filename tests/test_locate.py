"""Places: from a rendering to the article and back; what a fingerprint survives."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcheck.locate import findings_in, fingerprint, rendering_of, word_rows
from xlcheck.model import Article, Comparison, Drift, Kind, Pair, Quote, Severity, Span, Stretch, Verdict
from xlcheck.text import words

TEXT = "Rain fell.\n\nThe mayor said “we will build the new bridge next year” on Monday.\n\nMore rain."
START = TEXT.index("we will")
END = TEXT.index("”")


def quote_in(text: str, start: int, end: int, article: int = 0) -> Quote:
    return Quote(Article("a.txt", text, id=article), start, end)


def pair_of(a: str, b: str, *drifts: Drift, likeness: float = 0.9) -> Pair:
    quotes = (quote_in(a, 0, len(a)), quote_in(b, 0, len(b), 1))
    spans = [Span(quote.article, quote.start, quote.end) for quote in quotes]
    comparison = Comparison(a, b, likeness, 0.5, Verdict.MEANING, Severity.MAJOR, (), drifts)
    return Pair(spans[0], spans[1], quotes, likeness, comparison)


def drift(a: str, b: str, x: str, y: str, kind: Kind = Kind.MEANING) -> Drift:
    at, to = a.index(x), b.index(y)
    return Drift(kind, Severity.MAJOR, 0.8, "", Stretch(at, at + len(x)), Stretch(to, to + len(y)))


def test_a_rendering_knows_the_rest_of_its_paragraph_and_no_more() -> None:
    quote = quote_in(TEXT, START, END)
    part = Span(quote.article, START, TEXT.index(" next"))
    rendering = rendering_of(part, quote)
    assert rendering.text == "we will build the new bridge"
    assert rendering.before == "The mayor said “"
    assert rendering.after == " next year” on Monday."
    assert not rendering.whole
    assert rendering_of(Span(quote.article, START, END), quote).whole


@given(st.data())
def test_the_words_of_a_part_are_rows_of_the_whole(data: st.DataObject) -> None:
    quote = quote_in(TEXT, START, END)
    cut = words(quote.text)
    first = data.draw(st.integers(0, len(cut) - 1))
    last = data.draw(st.integers(first, len(cut) - 1))
    span = Span(quote.article, START + cut[first].start, START + cut[last].end)
    assert word_rows(quote, span) == list(range(first, last + 1))


A = "our engineers will repair the old dam before the winter comes"
B = "our engineers will destroy the old dam before the winter comes"
REPAIR = drift(A, B, "repair", "destroy")

SAME = [
    pytest.param(A.upper(), B.upper(), "REPAIR", "DESTROY", id="another case"),
    pytest.param(f"“{A}”", f"‘{B}’", "repair", "destroy", id="other marks"),
    pytest.param(A.replace("winter", "spring"), B, "repair", "destroy", id="an edit farther off"),
    pytest.param("Today " + A, B, "repair", "destroy", id="a longer quote"),
    pytest.param(B, A, "destroy", "repair", id="the articles in another order"),
]


@pytest.mark.parametrize(("a", "b", "x", "y"), SAME)
def test_a_fingerprint_survives(a: str, b: str, x: str, y: str) -> None:
    assert fingerprint(drift(a, b, x, y), pair_of(a, b)) == fingerprint(REPAIR, pair_of(A, B))


def test_a_fingerprint_changes_with_an_accepted_word_its_neighbour_or_the_kind() -> None:
    original = fingerprint(REPAIR, pair_of(A, B))
    other = B.replace("destroy", "flood")
    near = A.replace("engineers", "soldiers")
    assert fingerprint(drift(A, other, "repair", "flood"), pair_of(A, other)) != original
    assert fingerprint(drift(near, B, "repair", "destroy"), pair_of(near, B)) != original
    assert fingerprint(replace(REPAIR, kind=Kind.INTENSITY), pair_of(A, B)) != original


def test_a_place_in_two_pairs_is_told_once_by_the_surer_one() -> None:
    found = findings_in([pair_of(A, B, REPAIR, likeness=0.6), pair_of(A, B, REPAIR, likeness=0.9)])
    assert [finding.pair for finding in found] == [1]


def test_findings_come_worst_first() -> None:
    minor = replace(REPAIR, kind=Kind.WORDING, severity=Severity.MINOR)
    critical = replace(REPAIR, kind=Kind.NUMBER, severity=Severity.CRITICAL)
    found = findings_in([pair_of(A, B, minor, REPAIR, critical)])
    assert [finding.severity for finding in found] == [Severity.CRITICAL, Severity.MAJOR, Severity.MINOR]
    assert found[0].a is not None and found[0].a.text == "repair"
