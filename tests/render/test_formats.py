"""What holds for every format alike."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xlcheck.model import Note
from xlcheck.render import render
from xlcheck.render.view import View
from xlcheck.settings import FORMATS, Show

HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="a script"),
    pytest.param('"><img src=x onerror=alert(1)>', id="an attribute closed"),
    pytest.param("]]></failure><x>", id="a CDATA section closed"),
    pytest.param("##[error]owned", id="a runner command within a line"),
    pytest.param("\n::error::owned", id="a runner command at the start of a line"),
    pytest.param("\n  ::set-env name=PATH::x", id="a runner command after blanks"),
    pytest.param("\x1b[31mred\x1b]0;title\x07", id="escape sequences"),
    pytest.param("\x9b31m\x9d0;t\x9c", id="eight-bit escape sequences"),
    pytest.param("\u202eevil\u202c \u2066x\u2069", id="bidirectional overrides"),
    pytest.param("=cmd|' /C calc'!A0", id="a formula"),
    pytest.param("{{ 7 * 7 }}{% raw %}", id="a template"),
    pytest.param("](javascript:alert(1)) @everyone <!-- `x` -->", id="Markdown"),
    pytest.param("\ud800 lone \udfff", id="lone surrogates"),
    pytest.param("\x00\x01\ufffe", id="characters that XML forbids"),
]  # fmt: skip
RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
EVERYTHING = View(show=frozenset({Show.ALL}))


@pytest.fixture
def poisoned(payload, build, texts):
    """The payload as words, speaker, path, message, reason and note."""
    a, b = texts
    result = build(a + payload, payload + b, f"x{payload}.txt", "y.txt")
    return replace(
        result,
        findings=tuple(
            replace(f, message=f.message + payload, suppressed=f.suppressed and payload) for f in result.findings
        ),
        quotes=tuple(replace(q, speaker=payload) for q in result.quotes),
        unpaired=tuple(replace(q, speaker_name=payload) for q in result.unpaired),
        pairs=tuple(replace(p, quotes=tuple(replace(q, speaker=payload) for q in p.quotes)) for p in result.pairs),
        notes=(*result.notes, Note("unreadable", payload)),
        signature=result.signature + payload,
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_result_gives_the_same_bytes(name, result, build):
    assert render(name, result, EVERYTHING) == render(name, build(), EVERYTHING)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_text_stays_inert(name, poisoned):
    text = render(name, poisoned, EVERYTHING)
    text.encode("utf-8")
    assert not RAW.search(text.removeprefix("\ufeff"))
    assert "##[" not in text
    commands = [row for row in text.split("\n") if row.strip().startswith("::")]
    if name == "github":
        assert all(re.match(r"::(error|warning|notice) (?!.*::.*owned::)", row) for row in commands)
        assert len(commands) == 6
    else:
        assert commands == []
    if name in ("html", "junit"):
        assert "<script>alert" not in text
        assert "<img" not in text
    if name == "markdown":
        assert "<script>" not in text
        assert not re.search(r"(?<!\\)]\(javascript", text)


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_text_leaves_machine_formats_valid(poisoned):
    result = poisoned
    assert len(json.loads(render("json", result, EVERYTHING))["findings"]) == 6
    assert len(json.loads(render("sarif", result, EVERYTHING))["runs"][0]["results"]) == 6
    assert len(ElementTree.fromstring(render("junit", result, EVERYTHING)).findall(".//testcase")) == 4
    rows = list(csv.DictReader(io.StringIO(render("csv", result, EVERYTHING)[1:])))
    assert len(rows) == 6
    assert not any(value[:1] in tuple("=+-@") for row in rows for value in row.values())


def test_every_format_tells_of_the_same_findings(result, view):
    fingerprints = {f.fingerprint for f in result.findings}
    run = json.loads(render("sarif", result, view))["runs"][0]
    told = {
        "json": {f["fingerprint"] for f in json.loads(render("json", result, view))["findings"]},
        "sarif": {r["partialFingerprints"]["xlcheck/v1"] for r in run["results"]},
        "csv": {row["fingerprint"] for row in csv.DictReader(io.StringIO(render("csv", result, view)[1:]))},
    }
    assert told == dict.fromkeys(told, fingerprints)
    for finding in result.findings:
        for name in ("table", "markdown", "html", "junit", "github"):
            words = (finding.a or finding.b).text.partition("\n")[0] if finding.kind == "wording" else finding.message
            assert (words in render(name, result, view)) or finding.suppressed, (name, finding)


# What a runner obeys, as its source has it: a line that begins, after blanks, with `::command::`, and `##[command]`
# anywhere in a line; whatever stands between the marks up to the first blank is the command.
def commands_in(text):
    found = []
    for row in re.split("\r\n|\r|\n", text):
        stripped = row.strip()
        if stripped.startswith("::") and "::" in stripped[2:]:
            found.append(stripped[2:].partition("::")[0].partition(" ")[0])
        elif "##[" in row and "]" in row.partition("##[")[2]:
            found.append(row.partition("##[")[2].partition("]")[0].partition(" ")[0])
    return found


COMMANDS = (
    "error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-matcher", "remove-matcher", "set-env",
    "add-path", "set-output", "save-state", "stop-commands", "echo",
)  # fmt: skip
FORMS = ("::{} a=b::owned", "##[{}]owned")
BEFORE = ("", "\n", "\r", "\r\n", "\n \t", "\u2028", "\x85", "\n\u3000", "\n\u00a0", "\x0b", "x ", "%0A", "\n\ufeff")
ODD = ("##[error", "]##[error]x", "###[error]x", "::::error::x", "a\n::error::b\n::error::c")
RUNNER = [*[before + form.format(command) for before in BEFORE for form in FORMS for command in COMMANDS][::2], *ODD]


def loaded_with(payload, build, texts):
    a, b = texts
    result = build(a + payload, payload + b, f"x{payload}.txt", f"{payload}.txt")
    return replace(
        result,
        findings=tuple(replace(f, message=payload + f.message + payload) for f in result.findings),
        quotes=tuple(replace(q, speaker=payload) for q in result.quotes),
        notes=(*result.notes, Note("unreadable", payload)),
    )


def test_the_copy_of_the_runners_rules_finds_commands():
    assert len(RUNNER) == 200
    assert sum(len(commands_in(payload)) for payload in RUNNER) > 150


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("part", ["some", pytest.param("all", marks=pytest.mark.slow)])
def test_no_payload_becomes_a_command_of_the_runner(name, part, build, texts):
    ours = sorted(commands_in(render(name, loaded_with("owned", build, texts), EVERYTHING)))
    assert set(ours) == ({"error", "warning", "notice"} if name == "github" else set())
    for payload in RUNNER if part == "all" else RUNNER[::8]:
        told = commands_in(render(name, loaded_with(payload, build, texts), EVERYTHING))
        assert sorted(told) == ours, payload


PIECES = [
    "##", "[", "::", "error", "\n", "\r", " ", "%", "<", ">", '"', "'", "&", "]]>", "\\", "`", "=", "@", "\x1b[0m",
    "\x9b", "\u202e", "\x00",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_mixture_of_hostile_pieces_gets_through(build, texts, payload):
    a, b = texts
    result = build(a + payload, payload + b, f"x{payload}.txt")
    result = replace(result, findings=tuple(replace(f, message=payload + f.message) for f in result.findings))
    for name in FORMATS:
        text = render(name, result, EVERYTHING)
        assert not RAW.search(text.removeprefix("\ufeff")), name
        assert "##[" not in text, name
        commands = [row for row in text.split("\n") if row.strip().startswith("::")]
        assert len(commands) == (5 if name == "github" else 0), name
    json.loads(render("sarif", result, EVERYTHING))
    ElementTree.fromstring(render("junit", result, EVERYTHING).encode())
