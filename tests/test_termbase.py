"""House style: a CSV of renderings, and the kind `term`."""

from pathlib import Path

import pytest

from xlcheck.drift.term import terms_in
from xlcheck.errors import SettingsError
from xlcheck.model import Article, Comparison, Link, Pair, Quote, Severity, Span, Verdict
from xlcheck.termbase import load

HOUSE = """\
concept,rendering,status,severity,match,note
harbour,deep-water port,approved,,,
harbour,harbour,allowed,,,
harbour,naval base,forbidden,critical,,it is a civil port
exercise,war game,deprecated,,,
the South,south Arden,deprecated,,exact,
"""
INSTEAD = "write “deep-water port”; it is a civil port"


@pytest.fixture
def house(tmp_path):
    path = tmp_path / "house.csv"
    path.write_text(HOUSE, encoding="utf-8")
    return load(str(path))


def quote(text, number=0):
    return Quote(Article(f"{number}.txt", text, id=number), 0, len(text))


def pair(a, b, *links):
    def link(x, y):
        i, j = a.index(x), b.index(y)
        return Link(i, i + len(x), j, j + len(y), 1.0)

    quotes = quote(a), quote(b, 1)
    said = Comparison(a, b, 0.9, 0.1, Verdict.WORDING, Severity.NONE, tuple(link(*each) for each in links), ())
    spans = [Span(q.article, q.start, q.end) for q in quotes]
    return Pair(*spans, quotes, 0.9, said)


@pytest.mark.parametrize(
    "text",
    [
        "the deep-water port will reopen",
        "the harbours will reopen",
        "a base for the navy",
        "the game of war",
        "South Arden will reply",
    ],
)
def test_what_the_desk_wants_or_does_not_list_is_no_finding(text, house):
    assert terms_in([quote(text)], [], house) == ()


@pytest.mark.parametrize(
    ("text", "words", "severity", "message"),
    [
        ("the naval base", "naval base", "critical", f"“naval base” is forbidden; {INSTEAD}"),
        ("Naval bases will burn", "Naval bases", "critical", f"“Naval bases” is forbidden; {INSTEAD}"),
        ("all war games", "war games", "minor", "“war games” is deprecated"),
        ("south Arden will reply", "south Arden", "minor", "“south Arden” is deprecated"),
    ],
)  # fmt: skip
def test_a_rendering_the_desk_does_not_want_is_found_in_any_form(text, words, severity, message, house):
    (finding,) = terms_in([quote(text)], [], house)
    assert (finding.a.text, finding.severity, finding.message) == (words, severity, message)
    assert (finding.pair, finding.b) == (None, None)


def test_the_longest_rendering_wins(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("concept,rendering,status\nx,port,forbidden\ny,port authority,approved\n", encoding="utf-8")
    assert terms_in([quote("the port authority")], [], load(str(path))) == ()


def test_unlisted_words_in_the_place_of_the_approved_ones_are_found(house):
    both = pair("the deep-water port stays", "the big jetty stays", ("deep-water port", "big jetty"))
    (finding,) = terms_in([], [both], house)
    assert (finding.a.text, finding.b.text, finding.severity) == ("deep-water port", "big jetty", "minor")


def test_an_allowed_rendering_in_its_place_is_not(house):
    both = pair("the deep-water port stays", "the harbour stays", ("deep-water port", "harbour"))
    assert terms_in([], [both], house) == ()


def test_a_place_in_two_quotes_is_told_once(house):
    article = Article("a.txt", "he said the naval base")
    quotes = [Quote(article, 8, 22), Quote(article, 0, 22)]
    assert len(terms_in(quotes, [], house)) == 1


def test_a_fingerprint_survives_edits_elsewhere(house):
    marks = {
        terms_in([quote(text)], [], house)[0].fingerprint
        for text in ("they shelled the naval base again", "yesterday, by night, THEY shelled the naval base, again")
    }
    assert len(marks) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the first line must name the columns"),
        (
            "concept,rendering\nx,y\n",
            "the first line must name the columns",
        ),
        ("concept,rendering,status,colour\n", "unknown column colour"),
        ("concept,rendering,status\nx,y,banned\n", "line 2: status: expected one of approved"),
        ("concept,rendering,status,severity\nx,y,forbidden,huge\n", "line 2: severity: expected one of minor"),
        ("concept,rendering,status\nx,,approved\n", "line 2: rendering is empty"),
        ("concept,rendering,status\n,y,approved\n", "line 2: concept is empty"),
        ("concept,rendering,status\n", "holds no renderings"),
    ],
)
def test_a_mistake_names_file_and_line(text, told, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(str(path))
    assert str(caught.value).startswith(f"{path}: {told}")


def test_spreadsheets_of_other_countries_are_read(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbfconcept;rendering;status\r\nx;naval base;forbidden\r\n")
    assert len(terms_in([quote("a naval base")], [], load(str(path)))) == 1


def test_the_example_is_read():
    assert load(str(Path(__file__).parent.parent / "fixtures" / "term-forbidden-by-the-desk" / "terms.csv")).renderings
