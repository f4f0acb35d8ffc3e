import pytest

from xlcheck.drift import quotation
from xlcheck.model import Aligned, Article, Quote, QuoteKind, Rendering, Severity
from xlcheck.text import words


def rendering(text, kind=QuoteKind.DIRECT, *, closed=True):
    return Rendering(text, words(text), quote=Quote(Article("", text), 0, len(text), kind, closed=closed))


def found(a, b):
    return list(quotation.check(Aligned(a, b, (), (), (), (), 1.0)))


def test_quotes_in_marks_on_both_sides_are_silent():
    assert found(rendering("we will rebuild"), rendering("we shall rebuild")) == []


def test_bare_renderings_are_silent():
    text = "we will rebuild"
    assert found(Rendering(text, words(text)), Rendering(text, words(text))) == []


def test_reported_speech_opposite_a_quotation_is_silent():
    said = "they would rebuild every one of the houses that the flood took"
    assert found(rendering("we will rebuild every house the flood took"), rendering(said, QuoteKind.INDIRECT)) == []


@pytest.mark.parametrize("swap", [False, True], ids=["in b", "in a"])
def test_a_mark_never_closed(swap):
    sides = [rendering("the dam will hold"), rendering("the dam will hold", closed=False)]
    (drift,) = found(*(reversed(sides) if swap else sides))
    assert drift.severity is Severity.MINOR
    assert (drift.a is None) is not swap


def test_the_same_words_in_the_reporters_own_voice():
    (drift,) = found(rendering("plastic towns"), rendering("plastic towns", QuoteKind.INDIRECT))
    assert drift.severity is Severity.MINOR
    assert "in marks in A alone" in drift.message
