"""Where a finding stands and the words around it."""

from dataclasses import replace

import pytest

from xlcheck.model import Article, Link
from xlcheck.render.context import Place, _gap, excerpt, letter, location, places
from xlcheck.render.escape import columns

TEXT = (
    "First paragraph ends here.\n\n"
    "The minister said the quay would not reopen before the fourteenth of June, whatever comes."
)


def place(words, text=TEXT, **more):
    start = text.index(words)
    return Place(Article("a.txt", text, **more), start, start + len(words))


@pytest.mark.parametrize("width", [12, 20, 33, 60, 200])
@pytest.mark.parametrize("words", ["not", "The", "comes.", "would not reopen before the fourteenth of June"])
def test_an_excerpt_fits_and_keeps_to_its_paragraph(words, width):
    before, middle, after = excerpt(place(words), width)
    assert columns(before + middle + after) <= width
    assert "First" not in before


def test_a_wide_excerpt_is_the_whole_paragraph():
    assert "".join(excerpt(place("not"), 200)) == TEXT.partition("\n\n")[2]


def test_an_excerpt_is_cut_between_words():
    before, words, after = excerpt(place("not"), 41)
    assert (before, words, after) == ("… the quay would ", "not", " reopen before the …")


def test_wide_characters_count_twice():
    text = "평양은 두 번째 위성을 아직 쏘지 않았다고 말했다 그리고 다시"
    assert columns("".join(excerpt(place("아직", text), 24))) <= 24


def test_long_words_at_issue_lose_their_middle():
    _, words, _ = excerpt(place("quay would not reopen before the fourteenth of June"), 30)
    assert words.startswith("quay")
    assert words.endswith("June")
    assert " … " in words


LINKS = (Link(0, 4, 0, 4, 1.0), Link(13, 19, 5, 11, 1.0))  # a: full nuclear safety; b: full safety


@pytest.mark.parametrize(
    ("links", "start", "end", "found"),
    [
        pytest.param(LINKS, 5, 12, (5, True), id="between two neighbours"),
        pytest.param(LINKS[:1], 5, 12, (4, False), id="after the last"),
        pytest.param(LINKS[1:], 5, 12, (5, False), id="before the first"),
        pytest.param((), 5, 12, (0, False), id="nothing is linked"),
        pytest.param((LINKS[0], Link(13, 19, 90, 96, 1.0)), 5, 12, (90, False), id="neighbours far apart"),
        pytest.param((Link(0, 4, 20, 24, 1.0), LINKS[1]), 5, 12, (5, False), id="neighbours that changed places"),
    ],
)
def test_where_missing_words_would_stand(links, start, end, found):
    assert _gap(links, start, end) == found


def test_a_file_without_lines_of_its_own_has_paragraphs():
    assert location(place("minister")) == "a.txt:3:5"
    assert location(place("minister", format="docx")) == "a.txt:¶2"


def test_articles_are_called_by_letters_where_there_are_two():
    articles = [Article("x", "", id=n) for n in range(3)]
    assert [letter(a, 2) for a in articles[:2]] == ["A", "B"]
    assert [letter(a, 3) for a in articles] == ["#1", "#2", "#3"]


def test_a_finding_without_a_pair_has_one_place(result):
    (only,) = places(result, replace(result.findings[0], pair=None))
    assert (only.label, only.missing) == ("A", False)
