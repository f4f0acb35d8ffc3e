"""JUnit, workflow annotations, spreadsheets and Markdown."""

import csv
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from xlcheck.model import Kind, Note, Severity
from xlcheck.render import csv as csv_format
from xlcheck.render import github, junit, markdown
from xlcheck.render.view import View
from xlcheck.settings import FailOn


def many(result, count):
    return replace(
        result, findings=tuple(replace(result.findings[k % 5], fingerprint=f"{k:016x}") for k in range(count))
    )


class TestJUnit:
    def suite(self, result, view):
        return ElementTree.fromstring(junit.render(result, view).encode())[0]

    def test_a_statement_is_a_case_and_fails_by_what_fails_the_run(self, result, view):
        suite = self.suite(result, view)
        assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "3", "0")
        assert [case.find("failure").get("type") for case in suite.iter("testcase")] == [
            "negation",
            "number",
            "omission",
        ]

    def test_what_may_pass_is_told_without_failing(self, result):
        suite = self.suite(result, View(fail_on=FailOn.NEVER))
        assert suite.get("failures") == "0"
        assert "manner" in "".join(out.text for out in suite.iter("system-out"))

    def test_what_could_not_be_checked_is_an_error(self, result, view):
        suite = self.suite(replace(result, notes=(Note("no-quotes", "no quotes found", 1),)), view)
        assert suite.get("errors") == "1"
        assert next(suite.iter("error")).get("message") == "no quotes found"

    def test_a_finding_without_a_pair_has_a_case_of_its_own(self, result, view):
        term = replace(result.findings[2], pair=None, kind=Kind.TERM, b=None)
        suite = self.suite(replace(result, findings=(term,)), view)
        assert (suite.get("tests"), suite.get("failures")) == ("4", "1")

    def test_names_are_told_apart(self, result, view):
        names = [case.get("name") for case in self.suite(result, view).iter("testcase")]
        assert len(set(names)) == len(names)


class TestGitHub:
    COMMAND = re.compile(r"^::(error|warning|notice) ((?:\w+=[^,:]*,?)+)::(.*)$")

    def test_an_annotation_stands_on_the_words(self, result, view):
        first = github.render(result, view).splitlines()[1]
        level, properties, message = self.COMMAND.match(first).groups()
        assert level == "error"
        assert "file=wire/north.txt,line=5,endLine=5,col=10,endColumn=21," in properties
        assert message.startswith("200, 2,000%0AA wire/north.txt:5:10: two hundred%0AB ")

    def test_what_was_accepted_is_not_annotated(self, result, view):
        assert "addition" not in github.render(result, view)

    def test_of_each_level_the_worst_ten_and_how_many_more(self, result, view):
        lines = github.render(many(result, 30_000), view).splitlines()
        counts = {
            level: sum(line.startswith(f"::{level} ") for line in lines) for level in ("error", "warning", "notice")
        }
        assert counts == {"error": 10, "warning": 10, "notice": 10}
        assert "11990 more critical findings are not annotated" in lines

    def test_a_path_cannot_leave_its_property(self, build, view):
        line = github.render(build(path_a="a,line=1::b%0A.txt"), view).splitlines()[0]
        assert "file=a%2Cline=1%3A%3Ab%250A.txt," in line


class TestSpreadsheet:
    def rows(self, result, view):
        return list(csv.DictReader(io.StringIO(csv_format.render(result, view), newline="")))

    def test_a_finding_is_a_row(self, result, view):
        row = self.rows(result, view)[1]
        assert (row["severity"], row["kind"], row["a_text"], row["b_text"]) == (
            "critical",
            "number",
            "two hundred",
            "two thousand",
        )
        assert (row["a_file"], row["a_line"], row["a_column"], row["likeness"]) == ("wire/north.txt", "5", "10", "0.93")

    def test_ids_are_those_of_the_json(self, result, view):
        text = csv_format.render(result, view)
        assert text.startswith("\ufeffid,")
        assert [line.split(",")[0] for line in text.splitlines()[1:]] == list("012345")

    def test_what_was_accepted_says_why(self, result, view):
        assert self.rows(result, view)[5]["suppressed"] == "fine"


class TestMarkdown:
    def test_the_first_line_says_hold_or_run(self, result, view):
        assert markdown.render(result, view).startswith("**HOLD: 3 to check** in 3 statements")
        harmless = replace(result, findings=tuple(f for f in result.findings if f.severity is Severity.MINOR))
        assert markdown.render(harmless, view).startswith("**RUN: nothing that matters differs**")

    def test_it_says_where_and_what(self, result, view):
        text = markdown.render(result, view)
        assert "`north.txt:5:10`" in text
        assert "We lost **\\[two hundred\\]** containers" in text

    def test_it_fits_a_comment_whatever_was_found(self, result, view):
        text = markdown.render(many(result, 30_000), view)
        assert len(text) < 65_536
        assert "17990 more findings" in text

    @pytest.mark.parametrize(
        ("raw", "safe"),
        [
            ("plain words, 2,000 of them", "plain words, 2,000 of them"),
            ("*a* _b_ `c` <d> [e](f) |g|", r"\*a\* \_b\_ \`c\` \<d\> \[e\](f) \|g\|"),
            ("@desk and a@b.example", "@<!-- -->desk and a@b.example"),
            ("see #12", "see #<!-- -->12"),
            ("- a list", r"\- a list"),
            ("1. a list", r"1\. a list"),
        ],
    )
    def test_text_is_nothing_but_text(self, raw, safe):
        assert markdown.text(raw) == safe
