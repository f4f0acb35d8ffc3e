"""A short, seeded run of every fuzz target; `targets.py` says how to run one for hours."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from targets import TARGETS

# Alphabets that reach the parsers' own branches far more often than random bytes do.
MARKUP = ["<p>", "</p>", "<nitf>", "</nitf>", "<body.content>", "<![CDATA[", "]]>", "&#x41;", "&lt;", "<!--", "=", '"']
JSON = ["{", "}", "[", "]", '"body_text":', '"uri"', ":", ",", "null", "1e999", "\\u201c", '"']
PROSE = [
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "he said",
    ",",
    ".",
    "\n\n",
    "\n",
    " ",
    "Kim",
    "that",
    "’s",
    "5'10\"",
]


def sewn(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(st.sampled_from(pieces), st.text(max_size=5)), max_size=60).map("".join)


TEXTS = st.one_of(sewn(MARKUP), sewn(JSON), sewn(PROSE))


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=300)))
def test_nothing_but_a_refusal_comes_out(target: str, data: bytes) -> None:
    TARGETS[target](data)
