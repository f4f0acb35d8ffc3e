"""Paragraphs, sentences and words."""

import pytest

from xlcheck.text import paragraphs, sentences, words


def cut(text, spans):
    return [text[span.start : span.end] for span in spans]


SENTENCES = {
    "one": ("The boats left.", ["The boats left."]),
    "two": ("The boats left. Two stayed.", ["The boats left.", "Two stayed."]),
    "a title ends none": ("Dr. Low met Gen. Petri.", ["Dr. Low met Gen. Petri."]),
    "an initial ends none": ("J. Low left.", ["J. Low left."]),
    "letters with full stops end none": ("The U.S. Navy left.", ["The U.S. Navy left."]),
    "a question before its tag ends none": ("“Why?” she asked. He left.", ["“Why?” she asked.", "He left."]),
    "the closing mark goes with its sentence": ("“We left.” Two stayed.", ["“We left.”", "Two stayed."]),
    "a decimal ends none": ("It cost 3.5 million. Two paid.", ["It cost 3.5 million.", "Two paid."]),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_sentences(text, expected):
    assert cut(text, sentences(text)) == expected


PARAGRAPHS = {
    "parted by blank lines": ("One here.\n\nTwo here.\n", ["One here.", "Two here."]),
    "parted by single breaks": ("One stands here.\nTwo stands here.", ["One stands here.", "Two stands here."]),
    "wrapped lines are one": (
        "The boats that\nleft at noon\nare back.\n\nTwo.",
        ["The boats that\nleft at noon\nare back.", "Two."],
    ),
    "Windows line ends": ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
    "nothing": (" \n\n ", []),
}


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs(text, expected):
    assert cut(text, paragraphs(text)) == expected


def test_a_word_is_what_a_reader_sees_and_spans_what_stands_there():
    text = "we s\u200bail"
    assert [(w.text, w.start, w.end) for w in words(text)] == [("we", 0, 2), ("sail", 3, 8)]
