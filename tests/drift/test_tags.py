"""Clauses that tell who speaks, found in the wording itself."""

import pytest

from xlcheck.drift._tags import telling
from xlcheck.model import Rendering
from xlcheck.text import words

CASES = [
    pytest.param("The ferry sank. Nobody laughed.", "", id="nobody speaks"),
    pytest.param("The minister was told to resign, and the report was late.", "", id="somebody is told"),
    pytest.param("To say so, to answer at all, is brave.", "", id="infinitives"),
    pytest.param("The ferry was full, the pilot said, and slow.", "the pilot said", id="set off by commas"),
    pytest.param("All was quiet, said the pilot, at six.", "said the pilot", id="the verb first"),
    pytest.param("There were ten boats, she went on, and no crew.", "she went on", id="went on"),
    pytest.param("It is late, the pilot wrote on Friday.", "the pilot wrote on Friday", id="a day after it"),
    pytest.param("The old pilot said that it was late.", "The old pilot said that", id="at the front"),
    pytest.param("The old pilot said the ferry was late.", "The old pilot said", id="at the front without that"),
]


@pytest.mark.parametrize(("text", "clause"), CASES)
def test_telling(text: str, clause: str) -> None:
    rendering = Rendering(text, words(text))
    assert " ".join(rendering.words[i].text for i in sorted(telling(rendering))) == clause
