"""What stands in marks after somebody's words and their tag."""

import pytest

import xlcheck

CASES = [
    pytest.param("“We leave at dawn,” said Eva Kern, the pilot. “The sky is clear.”", True, id="a whole sentence"),
    pytest.param("“We leave at dawn,” said Eva Kern, the pilot. “Icarus.”", False, id="a single word, as a title is"),
    pytest.param(
        "“We leave at dawn,” said Eva Kern, the pilot. She once starred in “The Lost Wing” on television.",
        False,
        id="a title in a sentence of the reporter's",
    ),
]


@pytest.mark.parametrize(("text", "attributed"), CASES)
def test_a_whole_sentence_after_the_tag_is_the_same_speakers(text: str, attributed: bool) -> None:
    *_, last = (quote for quote in xlcheck.quotes(text) if quote.kind == "direct")
    assert last.attributed is attributed
    if attributed:
        assert last.speaker is not None and "Eva Kern" in last.speaker
