"""Workflow commands for GitHub Actions: annotations on the lines of the articles."""

from __future__ import annotations

from xlcheck.gate import BLOCKING, counting
from xlcheck.model import Finding, Result, Severity
from xlcheck.render.context import location, ordered, places
from xlcheck.render.decision import decide, outcome
from xlcheck.render.escape import line, visible
from xlcheck.render.view import View
from xlcheck.text import line_column

MOST = 10  # GitHub shows ten annotations of a level from one step and drops the rest without a word
LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "notice"}


def render(result: Result, view: View) -> str:
    """Annotations, the worst ten of each level, and how many more there are; then the decision as a plain line."""
    findings = ordered(counting(result))
    blocked = [note for note in result.notes if note.code in BLOCKING]
    rows = []
    for severity, command in LEVELS.items():
        mine = [_annotation(result, finding, command) for finding in findings if finding.severity is severity]
        if command == "error":
            mine = [_command("error", {"title": "xlcheck: could not check"}, note.message) for note in blocked] + mine
        rows += mine[:MOST]
        if len(mine) > MOST:
            rows.append(f"{len(mine) - MOST} more {severity} findings are not annotated")
    made = decide(result, view)
    rows.append(line(f"xlcheck: {made.word}: {made.reason}"))
    rows.append(line(f"{result.signature} | {outcome(result, view)}"))
    return "\n".join(rows) + "\n"


def _annotation(result: Result, finding: Finding, command: str) -> str:
    sides = places(result, finding)
    shown = sorted(sides, key=lambda place: place.missing)
    text = finding.message
    properties: dict[str, str] = {}
    if shown:
        article = shown[0].article
        row, column = line_column(article.text, shown[0].start)
        end_row, end_column = line_column(article.text, shown[0].end)
        properties = {"file": article.path, "line": str(row), "endLine": str(end_row)}
        if end_row == row:  # columns mean something on one line only
            properties |= {"col": str(column), "endColumn": str(end_column)}
        text += "".join(f"\n{p.label} {location(p)}: {_words(p.article.text[p.start : p.end])}" for p in sides)
    properties["title"] = f"xlcheck {finding.severity} {finding.kind}"
    return _command(command, properties, text)


def _words(text: str) -> str:
    return line(text) or "(not here)"


def _command(name: str, properties: dict[str, str], message: str) -> str:
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = "\n".join(line(part) for part in message.split("\n"))
    return f"::{name} {said}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    shown = visible(text).replace("##[", "## [")
    return _data(shown).replace(":", "%3A").replace(",", "%2C")
