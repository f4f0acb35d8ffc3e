"""What must hold for every text."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from xlcheck.model import Article, QuoteKind
from xlcheck.quote import quotes_in
from xlcheck.settings import Caps
from xlcheck.text import paragraphs, sentences, words

PIECES = st.sampled_from(
    [
        "“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''", "「", "」", "\n\n", "\n", " ", " ", " ", ". ", ", ",
        ": ", "? ", "Low", "said", "the ministry", "he", "that", "boats", "will sail", "according to", "KCNA", "don't",
        "6'2", "owners'", "Ann", "By", "called for", "—", "\u200b", "é", "北",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=80))


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_spans_cut_what_they_claim_and_direct_quotes_never_overlap(text):
    quotes = quotes_in(Article("-", text)).quotes
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end]
        assert quote.text == quote.text.strip()
    direct = [quote for quote in quotes if quote.kind is QuoteKind.DIRECT]
    assert all(a.end <= b.start for a, b in pairwise(direct))
    assert list(quotes) == sorted(quotes, key=lambda quote: (quote.start, -quote.end))


@given(st.lists(TEXTS, min_size=3, max_size=6), TEXTS)
@settings(max_examples=40, deadline=None)
def test_a_paragraph_added_at_the_end_leaves_closed_quotes_before_the_last_paragraph_alone(parts, added):
    text = "\n\n".join(parts)
    spans = paragraphs(text)
    if len(spans) < 2:
        return
    limit = spans[-2].end

    def closed(whole):
        quotes = quotes_in(Article("-", whole)).quotes
        return [(q.start, q.end) for q in quotes if q.closed and q.end < limit]

    assert closed(text) == closed(text + "\n\n" + added)


@given(TEXTS)
def test_words_and_sentences_lie_in_order(text):
    for spans in (words(text), sentences(text), paragraphs(text)):
        assert all(span.start < span.end for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


PAGE = (
    "Ann Low, who runs the harbour, said the ice was “gone for good” and called for more boats.\n\n"
    "“We sail at noon,” she told reporters. “The rest may stay.”\n\n"
    "The ministry did not answer 'the usual questions'.\n\n"
)
# What the caps would refuse must still be read in linear time: the marks are found before they are counted.
UNCAPPED = Caps(quotes=10**6, quote_characters=10**6, quoted_characters=10**7)
HOSTILE = ("“", "'a ", "« ", ' "', "‘a’s ", "Low ", "a. ", "....", ",", " said", "?”", "A: b\n\n")


def _seconds(text):
    best = 1e9
    for _ in range(2):
        start = time.process_time()
        quotes_in(Article("-", text), UNCAPPED)
        best = min(best, time.process_time() - start)
    return best


def test_ten_times_the_text_takes_ten_times_as_long():
    quotes_in(Article("-", PAGE))
    assert _seconds(PAGE * 100) < 12 * _seconds(PAGE * 10) + 0.05


def test_no_text_makes_reading_quadratic():
    for piece in HOSTILE:
        short, long = piece * (4_000 // len(piece)), piece * (16_000 // len(piece))
        assert _seconds(long) < 8 * _seconds(short) + 0.1, repr(piece)
