"""What steers a terminal, a CI runner, a browser or a spreadsheet leaves no renderer as it came."""

import json
import re
import unicodedata
from dataclasses import replace
from html import unescape

import pytest

from xlcheck.batch import Outcome, Row
from xlcheck.model import Article, Quote
from xlcheck.render import render
from xlcheck.render.escape import cell, columns, json_text, line, lines, markup, visible, wrapped
from xlcheck.render.listing import quotes_table
from xlcheck.render.summary import table
from xlcheck.render.view import View

STEERING = [
    *range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x2070),
    0xFEFF, 0xD800, 0xDFFF, 0xE0001, 0xE0041,
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["will not attack first", "“naïve” – 2,000 km²", "평양 38度線", "می‌خواهم", "👩‍👧", "a: b:: c", "issue #3 [sic]"],
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert line(text) == visible(text) == text
    assert unescape(markup(text)) == text
    assert json.loads(json_text(text)) == text


@pytest.mark.parametrize("code", STEERING, ids=lambda code: f"U+{code:04X}")
def test_no_steering_character_passes(code: int) -> None:
    raw = f"a{chr(code)}b"
    blanks = {0x09, 0x0A, 0x0D}
    assert line(raw) == ("a b" if code in blanks else f"aU+{code:04X}b")
    assert chr(code) not in json_text(raw)
    assert code in blanks or chr(code) not in markup(raw)
    if not 0xD800 <= code <= 0xDFFF:
        assert json.loads(json_text(raw)) == raw


def test_every_control_and_bidirectional_character_of_unicode_is_known() -> None:
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    steering = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) == "Cc" or unicodedata.bidirectional(chr(code)) in bidi
    ]
    assert [c for c in steering if c in visible(c)] == []


@pytest.mark.parametrize(
    "payload",
    ["##[error]x", "a ##[group]b", "::error::x", "  ::set-output name=a::b", "###[x]", "a\n::error file=b::c"],
)
def test_no_runner_command_passes(payload: str) -> None:
    for text in (line(payload), lines(payload), markup(payload), json_text(payload), cell(payload)):
        assert "##[" not in text
        assert not any(re.match(r"\s*::", row) for row in text.split("\n"))


def test_a_text_before_one_of_our_own_brackets_makes_no_runner_command() -> None:
    assert "##[" not in line("said ##") + "[error]"
    assert line("issue #") + "[3]" == "issue #[3]"


SHOWN = [
    pytest.param(line, "a\n ::b", "a ::b", id="a break is a blank, and what follows it no start of a line"),
    pytest.param(line, "  ::b ##[c]", " : :b ## [c]", id="a command at the start, one within"),
    pytest.param(lines, "a\n::b\n\u202ec", "a\n: :b\nU+202Ec", id="each line by itself"),
    pytest.param(wrapped, "a\n  ::b ##[c]", "a\n  : :b ##[c]", id="after a break put in"),
    pytest.param(json_text, "\x7f\u202e##[a", '"\\u007f\\u202e##\\u005ba"', id="JSON"),
    pytest.param(json_text, {"a": ["b\n"]}, '{\n  "a": [\n    "b\\n"\n  ]\n}', id="JSON in lines"),
    pytest.param(markup, "a\r\nb\tc\n", "a\nb\tc\n", id="markup keeps breaks and tabs"),
    pytest.param(markup, "\ufffe\x0b##[b", "\ufffdU+000B##&#91;b", id="markup"),
    pytest.param(markup, "a\n ::b", "a\n &#58;:b", id="a command in markup"),
    pytest.param(cell, " =1", "' =1", id="a formula after a blank"),
    pytest.param(cell, "=1", "'=1", id="a formula"),
    pytest.param(cell, "X=1", "X=1", id="no formula"),
    pytest.param(cell, "", "", id="an empty cell"),
]


@pytest.mark.parametrize(("escape", "raw", "shown"), SHOWN)
def test_what_is_shown_instead(escape, raw, shown) -> None:
    assert escape(raw) == shown


def test_json_on_one_line_where_asked() -> None:
    assert json_text({"a": [1]}, None) == '{"a": [1]}'


def test_a_lone_surrogate_becomes_a_replacement_character_in_json() -> None:
    assert json.loads(json_text("a\ud800b")) == "a\ufffdb"


def test_a_backslash_in_the_text_is_no_escape() -> None:
    assert json.loads(json_text(r"\ud800 \u202e")) == r"\ud800 \u202e"


def test_markup_closes_no_element_and_no_attribute() -> None:
    assert not set("<>\"'") & set(markup("""</script><script x="y" z='w'>]]>"""))


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(first: str) -> None:
    assert cell(f"{first}cmd()").startswith("'")
    assert cell(f"\t{first}cmd()").startswith("'")


def test_columns_count_what_a_terminal_shows() -> None:
    assert [columns(text) for text in ("abc", "평양", "e\u0301", "Ｆ", "é")] == [3, 4, 1, 2, 1]


WORDS = "word ::error::x " * 40


def test_a_line_that_is_broken_to_fit_begins_with_no_runner_command(build) -> None:
    article = Article("a.txt", f"Ann Low said: “{WORDS}”.\n")
    quote = Quote(article, 15, len(article.text) - 3, speaker="Ann Low")
    row = Row("word ::error::x " * 8, "a", "b")
    for width in range(40, 80):
        for text in (quotes_table([quote], width, 1), table([Outcome(row, 2, error=":")], width)):
            assert "error" in text
            assert not re.search(r"^\s*::", text, re.MULTILINE)
    finding = replace(build().findings[0], message=WORDS)
    for width in range(40, 120):
        text = render("table", replace(build(), findings=(finding,)), View(width=width))
        assert not re.search(r"^\s*::", text, re.MULTILINE)
