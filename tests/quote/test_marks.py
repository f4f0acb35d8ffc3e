"""Marks into stretches: what is inside, what is no mark, what a missing mark does."""

import pytest

from xlcheck.quote.marks import marked_in
from xlcheck.text import paragraphs


def inside(text):
    return [text[m.start : m.end] for m in marked_in(text, paragraphs(text))]


NOTHING = {
    "an apostrophe": "The harbour’s crew didn't sail, nor did the Joneses' boat.",
    "a decade": "Boats of the '90s and the ’80s lay there.",
    "feet and inches": 'The mast is 6\'2" long and the plank 12" thick, or 5′ 10″.',
    "a plural possessive": "The workers' union met the owners' club.",
    "an elided word": "Tell 'em it was 'til noon, rock 'n' roll.",
    "a mark that nothing answers": "Nothing is here but an 'unfinished word.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_no_quote(text):
    assert inside(text) == []


PAIRS = {
    "curly": "He said “we sail” today.",
    "straight": 'He said "we sail" today.',
    "single curly": "He said ‘we sail’ today.",
    "single straight": "He said 'we sail' today.",
    "guillemets": "He said «we sail» today.",
    "guillemets turned inward": "He said »we sail« today.",
    "single guillemets": "He said ‹we sail› today.",
    "low and high": "He said „we sail“ today.",
    "low and right": "He said „we sail” today.",
    "corner brackets": "He said 「we sail」 today.",
    "white corner brackets": "He said 『we sail』 today.",
    "as TeX types them": "He said ``we sail'' today.",
    "two apostrophes": "He said ''we sail'' today.",
    "opened curly, closed straight": 'He said “we sail" today.',
    "opened straight, closed curly": 'He said "we sail” today.',
    "curly turned the wrong way": "He said ”we sail“ today.",
    "spaced inside": "He said « we sail » today.",
}


@pytest.mark.parametrize("text", PAIRS.values(), ids=PAIRS)
def test_every_pair_of_marks(text):
    assert inside(text) == ["we sail"]


TABLE = {
    "an apostrophe inside single marks": ("‘We don’t sail,’ he said.", ["We don’t sail,"]),
    "a plural possessive inside single marks": ("'The owners' boat is lost,' he said.", ["The owners' boat is lost,"]),
    "a dropped g inside single marks": ("'The rollin' hills are lost,' he said.", ["The rollin' hills are lost,"]),
    "no dropped g before another pair": (
        "A boat ‘made in Dublin’ was ‘lost at noon’.",
        ["made in Dublin", "lost at noon"],
    ),
    "nested marks belong to the outer quote": ("“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,"]),
    "nested marks of the same kind": ("“He called it “great” and left,” she said.", ["He called it “great” and left,"]),
    "double inside single": ("'He said \"no\" twice,' she said.", ['He said "no" twice,']),
    "interrupted by its tag": ("“We sail,” he said, “at noon.”", ["We sail,", "at noon."]),
    "inches inside a quote": ('"It is 6\'2" tall," he said.', ["It is 6'2\" tall,"]),
    "a year before the closing mark": ('"We left in 1990" was his line.', ["We left in 1990"]),
    "no space before the mark": ('He said,"We sail," and left.', ["We sail,"]),
}


@pytest.mark.parametrize(("text", "expected"), TABLE.values(), ids=TABLE)
def test_what_stands_inside(text, expected):
    assert inside(text) == expected


def only(text):
    (found,) = marked_in(text, paragraphs(text))
    return text[found.start : found.end], found.closed


def test_a_mark_never_closed_ends_with_its_paragraph():
    assert only("Low wants to “sail with the tide. The rest may stay.\n\nNobody else came.") == (
        "sail with the tide. The rest may stay.",
        False,
    )


def test_a_mark_never_closed_ends_before_its_tag():
    assert only("“We sail with the tide, Low said. The rest may stay.") == ("We sail with the tide,", False)


def test_a_mark_never_closed_ends_with_the_last_sentence_before_the_next_quote():
    text = "“We sail with the tide. He then turned to the “lost” boats."
    first, second = marked_in(text, paragraphs(text))
    assert (text[first.start : first.end], first.closed) == ("We sail with the tide.", False)
    assert (text[second.start : second.end], second.closed) == ("lost", True)


def test_a_quote_taken_up_by_the_next_paragraph_is_closed_and_continues():
    text = "“We sail with the tide.\n\n“The rest may stay,” Low said."
    first, second = marked_in(text, paragraphs(text))
    assert first.closed and not first.continues
    assert second.closed and second.continues


def test_a_closing_mark_without_an_opening_one_makes_no_quote():
    assert inside("We sail with the tide,” Low said.") == []
