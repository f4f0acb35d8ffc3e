"""Ten thousand random findings: every format stays valid, complete up to its cap, and inert."""

import csv
import io
import json
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import jsonschema
import pytest

from xlcheck.model import Article, Finding, Kind, Severity, Span
from xlcheck.render import render
from xlcheck.render.json import schema
from xlcheck.render.sarif import MOST
from xlcheck.render.view import View
from xlcheck.settings import FORMATS, Show

RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PIECES = (
    "##[error]", "::error::", "\n", "\r\n", "\t", "%0A", "<script>", "</td>", '"', "'", "&amp;", "]]>", "\\", "|", "`",
    "=1+1", "@x", "\x1b[31m", "\x9b", "\u202e", "\u2028", "\x00", "\ud800", "\ufffe", "\U000e0041", "平", "é", "👩‍🚀",
    "will", "not", "ports", " ", " ", " ",
)  # fmt: skip
LEVELS = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
FULL = 10_000


def some(chance, most):
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, most)))


@pytest.fixture
def crowded(result, request):
    """The typed result with so many findings more, at random places of random articles."""
    chance = random.Random(19)
    articles = tuple(
        Article(f"{some(chance, 4)}.txt", some(chance, 4_000), f"{number:064x}", number) for number in range(2)
    )

    def place(article):
        start = chance.randrange(len(article.text) - 1)
        return Span(article, start, chance.randint(start + 1, min(len(article.text), start + 40)))

    findings = []
    for number in range(request.param):
        a, b = chance.choice(((True, True), (True, False), (False, True)))
        findings.append(
            Finding(
                None, chance.choice(tuple(Kind)), chance.choice(LEVELS), round(chance.random(), 4), some(chance, 12),
                place(articles[0]) if a else None, place(articles[1]) if b else None, f"{number:016x}",
                some(chance, 3) if chance.random() < 0.1 else None,
            )
        )  # fmt: skip
    findings.sort(key=lambda f: -f.severity.rank)
    return replace(result, articles=articles, quotes=(), pairs=(), unpaired=(), notes=(), findings=tuple(findings))


sizes = pytest.mark.parametrize(
    "crowded", [pytest.param(500, id="500"), pytest.param(FULL, id="10000", marks=pytest.mark.slow)], indirect=True
)


@sizes
@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_anything_through(name, crowded):
    text = render(name, crowded, View(show=frozenset({Show.ALL})))
    text.encode("utf-8")
    assert not RAW.search(text.removeprefix("\ufeff"))
    assert "##[" not in text
    commands = [row for row in text.split("\n") if row.strip().startswith("::")]
    assert len(commands) == (30 if name == "github" else 0)
    assert all(re.match(r"::(error|warning|notice) [^:]*::", row) for row in commands)


@sizes
def test_machine_formats_stay_valid_and_complete(crowded):
    view, expected = View(), {f.fingerprint for f in crowded.findings}
    found = json.loads(render("json", crowded, view))
    jsonschema.validate(found, json.loads(schema()))
    assert {f["fingerprint"] for f in found["findings"]} == expected
    results = json.loads(render("sarif", crowded, view))["runs"][0]["results"]
    assert len(results) == min(MOST, len(expected))
    assert {r["partialFingerprints"]["xlcheck/v1"] for r in results} <= expected
    rows = list(csv.DictReader(io.StringIO(render("csv", crowded, view)[1:])))
    assert {row["fingerprint"] for row in rows} == expected
    assert not any(value[:1] in tuple("=+-@\t\r") for row in rows for value in row.values())
    suite = ElementTree.fromstring(render("junit", crowded, view).encode())
    assert suite.findall(".//testcase")


class Elements(HTMLParser):
    """Names of the elements of a page."""

    def __init__(self):
        super().__init__()
        self.names = set()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


@sizes
def test_a_page_of_random_findings_has_the_elements_of_a_harmless_one(crowded, result):
    seen = []
    for one in (crowded, result):
        page = Elements()
        page.feed(render("html", one, View()))
        seen.append(page.names)
    assert seen[0] <= seen[1]  # not one element that a page of harmless findings has not
