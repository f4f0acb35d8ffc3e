"""Two wordings above each other: nothing lost, nothing reordered, everything that differs marked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcheck.model import Drift, Kind, Link, Severity, Stretch
from xlcheck.render import escape
from xlcheck.render.interlinear import render
from xlcheck.text import words


def link(a_text: str, a: str, b_text: str, b: str) -> Link:
    return Link(a_text.index(a), a_text.index(a) + len(a), b_text.index(b), b_text.index(b) + len(b), 1.0)


def drift(kind: Kind, a: Stretch | None, b: Stretch | None) -> Drift:
    return Drift(kind, Severity.MAJOR, 0.9, "", a, b)


def line_of(drawn: str, letter: str) -> str:
    return " ".join(" ".join(line[3:] for line in drawn.splitlines() if line.startswith(f" {letter}")).split())


def test_the_same_words_stand_under_each_other_without_a_mark() -> None:
    text = "The harvest failed."
    links = [Link(w.start, w.end, w.start, w.end, 1.0) for w in words(text)]
    assert render(text, text, links, []) == " A The harvest failed.\n B The harvest failed.\n"


def test_what_one_rendering_lacks_leaves_a_gap_and_a_mark() -> None:
    a, b = "The early harvest failed", "The harvest failed badly"
    links = [link(a, word, b, word) for word in ("The", "harvest", "failed")]
    assert render(a, b, links, []) == (
        " A The  early  harvest failed\n"
        " B The         harvest failed  badly\n"
        "        -                      +\n"
        "\n"
        "   - only in A · + only in B\n"
    )


def test_words_that_changed_places_share_a_number() -> None:
    a, b = "yesterday the old minister resigned", "the old minister resigned yesterday"
    links = [link(a, word, b, word) for word in ("the old minister resigned", "yesterday")]
    assert render(a, b, links, []) == (
        " A yesterday  the old minister resigned\n"
        " B            the old minister resigned  yesterday\n"
        "   =1                                    =1\n"
        "\n"
        "   =1 answers the other =1\n"
    )


def test_a_phrase_in_two_pieces_shares_a_number() -> None:
    a, b = "she gave it up", "she abandoned it"
    links = [link(a, "she", b, "she"), link(a, "gave", b, "abandoned"), link(a, "it", b, "it")]
    links.append(link(a, "up", b, "abandoned"))
    third = render(a, b, links, []).splitlines()[2]
    assert third.split() == ["=1", "=1"]
    assert third.index("=1") == " A she  gave".index("gave")


def test_a_drift_is_named_under_its_words() -> None:
    a, b = "They hit the depot", "They razed the depot"
    links = [
        link(a, word, b, other) for word, other in (("They", "They"), ("hit", "razed"), ("the depot", "the depot"))
    ]
    assert render(a, b, links, [drift(Kind.INTENSITY, Stretch(5, 8), Stretch(5, 10))]) == (
        " A They  hit         the depot\n B They  razed       the depot\n         ~intensity\n\n   ~ names a drift\n"
    )


def test_words_that_moved_and_drifted_carry_both_marks_and_both_are_explained() -> None:
    a, b = "yesterday the depot burned", "the depot burned today"
    links = [link(a, "the depot burned", b, "the depot burned"), link(a, "yesterday", b, "today")]
    drawn = render(a, b, links, [drift(Kind.NUMBER, Stretch(0, 9), Stretch(17, 22))])
    assert drawn.count("=1 ~number") == 2
    assert drawn.endswith("   =1 answers the other =1 · ~ names a drift\n")


@pytest.mark.parametrize(("a", "b"), [("", ""), ("word", ""), ("", "word")], ids=["both empty", "b empty", "a empty"])
def test_an_empty_rendering_is_drawn_as_a_gap(a: str, b: str) -> None:
    drawn = render(a, b, [], [])
    assert (line_of(drawn, "A"), line_of(drawn, "B")) == (a, b)


def test_steering_characters_never_reach_the_terminal() -> None:
    drawn = render("a \x1b[31mred\u202e line\n::error::x", "b", [], [])
    assert not set("\x1b\u202e") & set(drawn)
    assert not re.search(r"^\s*::", drawn, re.MULTILINE)


VOCABULARY = ["minister", "said", "the", "harvest", "2,000", "failed", ",", ".", "extraordinarily", "北京市"]
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=30)


@given(TEXTS, TEXTS, st.integers(20, 130), st.randoms(use_true_random=False))
def test_every_word_is_drawn_once_in_its_own_order_and_within_the_width(a, b, width, random) -> None:
    a_text, b_text = " ".join(a), " ".join(b)
    a_words, b_words = words(a_text), words(b_text)
    partners = random.sample(range(len(b_words)), min(len(a_words), len(b_words)))
    links = [
        Link(x.start, x.end, b_words[j].start, b_words[j].end, 1.0)
        for x, j in zip(a_words, partners, strict=False)
        if random.random() < 0.7
    ]
    drawn = render(a_text, b_text, links, [], width)
    assert (line_of(drawn, "A"), line_of(drawn, "B")) == (a_text, b_text)
    assert all(escape.columns(line) <= width for line in drawn.splitlines() if line.startswith((" A", " B")))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_word_longer_than_the_line_is_broken(width: int) -> None:
    drawn = render("x" * 500, "y", [], [], width)
    assert max(map(len, drawn.splitlines()[:-1])) == width
    assert drawn.count("x") == 500
