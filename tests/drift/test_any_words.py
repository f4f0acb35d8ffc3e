"""Whatever the words and however they are aligned: the kinds of fact never fail, stay in bounds, and mirror."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xlcheck.drift import modality, name, negation, number
from xlcheck.drift._facts import facts_in, same
from xlcheck.model import Aligned, Phrase, Rendering, WordLink
from xlcheck.text import words

VOCABULARY = (
    "not no never neither nor without unless if only all will may must was is to have been had of in the a and"
    " or but half third one two hundred thousand million 5 10 2,000 12:30 3:2 1/2 ½ ² $ % km noon Friday April"
    " May 10th 1990s U.S. a.m. Kim South North Korea Hwasong-17 don't ’d - . , ? ! “ ” ( ) é Ł 中 ０ ٣"
).split()
WORDINGS = st.lists(st.sampled_from(VOCABULARY), max_size=14).map(" ".join)


@st.composite
def aligned(draw):
    a, b = (Rendering(text, words(text)) for text in (draw(WORDINGS), draw(WORDINGS)))
    assume(a.text != b.text)  # the aligner links equal wordings word by word, so no swap of ties can show
    answers = draw(st.permutations(range(len(b.words))))
    pairs = [(i, j) for i, j in zip(range(len(a.words)), answers, strict=False) if draw(st.booleans())]
    return of_pairs(a, b, pairs, draw(st.floats(0, 1)))


def of_pairs(a, b, pairs, likeness):
    left_a = tuple(sorted(set(range(len(a.words))) - {i for i, _ in pairs}))
    left_b = tuple(sorted(set(range(len(b.words))) - {j for _, j in pairs}))
    links = tuple(WordLink(i, j, 0.9, 0.8) for i, j in pairs)
    return Aligned(a, b, links, tuple(Phrase((i,), (j,), 0.9) for i, j in pairs), left_a, left_b, likeness)


@pytest.mark.parametrize("kind", [number, name, negation, modality], ids=lambda kind: kind.KIND)
@given(pair=aligned())
@settings(max_examples=150, deadline=None)
def test_in_bounds_and_mirrored(kind, pair):
    swapped = of_pairs(pair.b, pair.a, [(link.b, link.a) for link in pair.links], pair.likeness)
    found, mirrored = list(kind.check(pair)), list(kind.check(swapped))
    for drift in found:
        for span, text in ((drift.a, pair.a.text), (drift.b, pair.b.text)):
            assert span is None or 0 <= span.start < span.end <= len(text)
    key = [(drift.severity, drift.confidence, drift.a or (), drift.b or ()) for drift in found]
    assert sorted(key) == sorted((d.severity, d.confidence, d.b or (), d.a or ()) for d in mirrored)


ODD = (
    "²", "½", "٣", "１２", "Ⅻ", "12³", "9" * 400, "1,2,3,4,5", "1.2.3.4", "-0", "--5", "+5%", "5%%", "$", "$5$",
    "€ 5 €", "1/0", "0/0", "31/2/2024", "99/99/9999", "25:61", "0:0:0", "30 February", "May may May",
    "the 0th of June", "one one one", "million million million", "half a half of a half",
)  # fmt: skip


def read_numbers(text):
    rendering = Rendering(text, words(text))
    facts = facts_in(rendering)
    assert all(0 <= fact.start < fact.end <= len(rendering.words) for fact in facts)
    list(number.check(Aligned(rendering, rendering, (), (), (), (), 1.0)))
    assert all(same(fact, fact) for fact in facts)


@pytest.mark.parametrize("text", ODD)
def test_an_odd_number_is_read_or_passed_over(text):
    for wording in (text, f"They counted {text} boats", f"{text}{text}"):
        read_numbers(wording)


SEWN = st.lists(
    st.one_of(
        st.sampled_from((*VOCABULARY, *ODD, " ", "-", ",")), st.text(alphabet="0123456789.,:/-%$²½٣\n’", max_size=6)
    ),
    max_size=10,
).map(" ".join)


@given(st.one_of(SEWN, st.text(max_size=40)))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_reading_of_numbers(text):
    read_numbers(text)


@pytest.mark.slow
@given(st.one_of(SEWN, st.text(max_size=40)))
@settings(max_examples=100_000, deadline=None, derandomize=True, database=None)
def test_no_text_of_a_hundred_thousand_breaks_the_reading_of_numbers(text):
    read_numbers(text)
