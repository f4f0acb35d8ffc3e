"""Rows of the data folder as pairs of renderings, and the plants made in them."""

import random
from pathlib import Path

import pytest

from xlcheck.text import words
from xlcheck.train.renderings import PLANTS, Example, labelled, planted, rows, stocked, untokenised


@pytest.fixture(scope="module")
def examples(folder: Path) -> list[Example]:
    return labelled(folder, random.Random(1))


def test_rows_to_score_on_are_never_read(folder: Path) -> None:
    assert {row["orig_split"] for row in rows(folder, "mwa_mtref")} == {"train", "dev"}
    assert len(rows(folder, "polnear")) == 9


def test_two_renderings_that_people_made_are_no_drift(examples: list[Example]) -> None:
    natural = [e for e in examples if e.source in ("natural", "natural mqm", "bible")]
    assert natural
    assert all(e.changed <= 0.1 for e in natural)


def test_an_emptied_text_is_no_rendering(examples: list[Example]) -> None:
    assert all(words(e.a) and words(e.b) for e in examples)


def test_bad_grammar_alone_is_neither_drift_nor_rendering(examples: list[Example]) -> None:
    """Of five rows a segment three count: a wrong one, a clean one and one with a slight error."""
    of_ted = [e for e in examples if e.group.startswith("mqm_ted talk")]
    assert sorted({(e.changed, e.weight) for e in of_ted}) == [(0.0, 0.5), (0.0, 1), (1.0, 0.6)]


def test_marks_stand_where_the_annotation_says_and_nowhere_in_what_is_harmless(examples: list[Example]) -> None:
    minimal = [e for e in examples if e.source == "demetr minimal"]
    assert {bool(e.b_marks) for e in minimal if e.changed} == {True}
    assert {e.b_marks for e in minimal if not e.changed} == {()}


def test_two_renderings_with_a_major_error_weigh_least(examples: list[Example]) -> None:
    weights = {e.weight for e in examples if " news " in e.group}
    assert weights == {0.1, 0.5, 1.5}


@pytest.mark.parametrize(
    "tokens, text",
    [
        pytest.param("He left .", "He left.", id="a full stop closes up"),
        pytest.param("they do n't say", "they don't say", id="so does n't"),
        pytest.param("the men 's boats", "the men's boats", id="and a genitive"),
        pytest.param("a - b", "a - b", id="a dash stands free"),
    ],
)
def test_tokens_become_a_text_again(tokens: str, text: str) -> None:
    assert untokenised(tokens.split()) == text


def test_a_plant_keeps_its_group_and_only_serious_ones_are_changes(examples: list[Example]) -> None:
    base = [e for e in examples if e.source in PLANTS and e.changed < 0.5]
    pool = stocked([text for e in base for text in (e.a, e.b)])
    found = list(planted([*base, *(e for e in examples if e.changed)], random.Random(2), pool))
    assert {e.group for e in found} <= {e.group for e in base}
    texts = {text for e in base for text in (e.a, e.b)}
    assert all(e.a in texts for e in found)
    assert all(e.a != e.b for e in found if e.changed == 1)
    assert all(e.changed in (0.0, 0.05, 0.1, 1.0) for e in found)
    marked = [e for e in found if e.b_marks]
    assert marked
    assert all(e.changed == 1 and all(s <= t <= len(e.b) for s, t in e.b_marks) for e in marked)
    assert {e.source for e in found} >= {"number", "negate", "typo", "typo minimal"}
