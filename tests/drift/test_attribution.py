from dataclasses import replace

import pytest

from xlcheck.drift import attribution
from xlcheck.model import Aligned, Article, Quote, Rendering, Severity
from xlcheck.text import words

SAID = "The dam will hold"


def rendering(speaker, name=None, *, attributed=True, source=None):
    text = f"“{SAID},” said {speaker}."
    start = text.index(SAID)
    quote = Quote(
        Article("", text),
        start,
        start + len(SAID),
        speaker=speaker,
        speaker_name=name,
        attributed=attributed,
        source=source,
    )
    return Rendering(SAID, words(SAID), text[:start], text[start + len(SAID) :], quote)


def found(a, b, likeness=0.95):
    return list(attribution.check(Aligned(a, b, (), (), (), (), likeness)))


ONE_SOURCE = [
    ("the same name", ("Ada Lund", "Ada Lund"), ("Ada Lund", "Ada Lund")),
    ("a surname", ("Ada Lund", "Ada Lund"), ("Ms Lund", "Lund")),
    ("two titles of one person", ("Minister Ada Lund", "Ada Lund"), ("Prime Minister Lund", "Ada Lund")),
    ("another romanisation", ("Oleh Zelensky", "Oleh Zelensky"), ("Oleg Zelenskiy", "Oleg Zelenskiy")),
    ("a short first name", ("Nikos Tzanis", "Nikos Tzanis"), ("Nikolaos Tzanis", "Nikolaos Tzanis")),
    ("a pronoun", ("Ada Lund", "Ada Lund"), ("he", "Per Vik")),
    ("a description", ("Ada Lund", "Ada Lund"), ("the engineer", None)),
    ("a spokesman and his ministry", ("spokesman Per Vik", "Per Vik"), ("the Energy Ministry", "Energy Ministry")),
    ("a thing that begins the sentence", ("Ada Lund", "Ada Lund"), ("Harvest figures", "Harvest")),
    (
        "an official in the capital of the minister's state",
        ("a ministry official in Lima", None),
        ("Peru's Interior Minister Rosa Quispe", "Peru's Interior Minister Rosa Quispe"),
    ),
    ("a state and its agency", ("North Korea", "North Korea"), ("KCNA", "KCNA")),
]


@pytest.mark.parametrize(("x", "y"), [pytest.param(x, y, id=i) for i, x, y in ONE_SOURCE])
def test_one_source(x, y):
    assert found(rendering(*x), rendering(*y)) == []
    assert found(rendering(*y), rendering(*x)) == []


@pytest.mark.parametrize(
    ("x", "y"),
    [
        pytest.param(("Premier Per Vik", "Per Vik"), ("Lund", "Ada Lund"), id="another person"),
        pytest.param(
            ("a ministry official in Lima", None),
            ("Chile's Interior Minister Ana Soto", "Chile's Interior Minister Ana Soto"),
            id="an official of another state",
        ),
        pytest.param(("Russia", "Russia"), ("the United States", "United States"), id="another state"),
    ],
)
def test_another_speaker(x, y):
    a, b = rendering(*x), rendering(*y)
    (drift,) = found(a, b)
    assert drift.severity is Severity.MAJOR
    assert a.quote is not None and b.quote is not None
    for side, quote, speaker in ((drift.a, a.quote, x[0]), (drift.b, b.quote, y[0])):
        assert quote.article.text[quote.start + side.start : quote.start + side.end] == speaker


def test_bare_renderings_have_no_speaker():
    bare = Rendering(SAID, words(SAID))
    assert found(bare, rendering("Ada Lund", "Ada Lund")) == []


def test_titles_and_scare_quotes_have_no_speaker():
    assert found(rendering("Ada Lund", "Ada Lund", attributed=False), rendering("Per Vik", "Per Vik")) == []


def test_who_goes_on_speaking_without_a_cue_is_a_guess():
    goes_on = rendering("Ada Lund", "Ada Lund")
    goes_on = replace(goes_on, quote=replace(goes_on.quote, free=True))
    assert found(goes_on, rendering("Per Vik", "Per Vik")) == []


def test_two_statements_may_have_two_speakers():
    assert found(rendering("Ada Lund", "Ada Lund"), rendering("Per Vik", "Per Vik"), likeness=0.3) == []


def told_by_a_pronoun(narration):
    """A quote that “she” tells after some narration in its paragraph."""
    text = f"{narration} “{SAID},” she said."
    start = text.index(SAID)
    quote = Quote(Article("", text), start, start + len(SAID), speaker="she", speaker_name="Ada Lund", attributed=True)
    return Rendering(SAID, words(SAID), text[:start], text[start + len(SAID) :], quote)


def test_a_pronoun_is_trusted_where_its_paragraph_names_nobody_else():
    other = rendering("Mr Per Vik", "Per Vik")
    (drift,) = found(told_by_a_pronoun("Mayor Ada Lund blamed the rain."), other)
    assert drift.severity is Severity.MAJOR
    assert found(told_by_a_pronoun("Mayor Ada Lund blamed Olaf Berg."), other) == []
    assert found(told_by_a_pronoun("The rain was to blame."), other) == []


def told_by_an_office(mention, name=None, *, introduced=""):
    """A quote that “the judge” tells in a report that introduces somebody in another paragraph."""
    text = f"{introduced}\n\n“{SAID},” {mention} remarked."
    start = text.index(SAID)
    quote = Quote(Article("", text), start, start + len(SAID), speaker=mention, speaker_name=name, attributed=True)
    return Rendering(SAID, words(SAID), "“", f",” {mention} remarked.", quote)


JUDGE = "The sentence was read out by the presiding judge, Ada Lund. It was raining."


@pytest.mark.parametrize(
    ("mention", "introduced"),
    [
        pytest.param("the judge", JUDGE, id="an apposition"),
        pytest.param("the judge", "Judge Ada Lund read it out.", id="a title"),
        pytest.param("the judge", "Ada Lund, the presiding judge, read it out.", id="an apposition behind"),
        pytest.param(
            "the coast guard spokesman", "So said Ada Lund of the town's coast guard.", id="a spokesman and his body"
        ),
    ],
)
def test_an_office_whose_bearer_the_report_names_is_another_speaker(mention, introduced):
    (drift,) = found(told_by_an_office(mention, introduced=introduced), rendering("prosecutor Per Vik", "Per Vik"))
    assert drift.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("mention", "introduced", "other"),
    [
        pytest.param("the judge", JUDGE, ("Ada Lund", "Ada Lund"), id="its bearer"),
        pytest.param("the judge", "A judge had read it out.", ("Per Vik", "Per Vik"), id="an office nobody bears"),
        pytest.param("the judge", JUDGE, ("Judge Per Vik", "Per Vik"), id="the same office"),
        pytest.param(
            "the judge",
            JUDGE + " Another judge, Per Vik, had fallen ill.",
            ("Per Vik", "Per Vik"),
            id="one of two bearers",
        ),
        pytest.param("the official", "An official, Ada Lund, came.", ("Per Vik", "Per Vik"), id="an office of many"),
        pytest.param("the minister", "The minister, Ada Lund, came.", ("the ministry", None), id="no name"),
    ],
)
def test_an_office_that_may_be_the_speakers(mention, introduced, other):
    here, there = told_by_an_office(mention, introduced=introduced), rendering(*other)
    assert found(here, there) == []
    assert found(there, here) == []
