"""JUnit XML, as CI servers read it: a test case a statement, failed by the findings that fail the run."""

from __future__ import annotations

from collections.abc import Iterable

from xlcheck.gate import BLOCKING, counting
from xlcheck.model import Finding, Result
from xlcheck.render.context import location, ordered, places
from xlcheck.render.escape import line, markup
from xlcheck.render.view import View

LONGEST = 80  # characters of a statement that name its test case


def render(result: Result, view: View) -> str:
    """One test suite. What could not be checked is an error, what was accepted is told but passes."""
    told: dict[int | None, list[Finding]] = {}
    for finding in ordered(counting(result)):
        told.setdefault(finding.pair, []).append(finding)

    def failing(findings: list[Finding]) -> list[Finding]:
        return [finding for finding in findings if view.fail_on.hit_by(finding.severity)]

    cases: list[str] = []
    failures = 0
    for number, pair in enumerate(result.pairs):
        mine = told.get(number, [])
        failed = failing(mine)
        failures += bool(failed)
        name = f"statement {number + 1}: {_short(pair.a.text)}"
        cases.append(_case(result, f"{pair.a.article.path} ~ {pair.b.article.path}", name, failed, mine))
    for finding in told.get(None, []):
        place = next(iter(places(result, finding)), None)
        failed = failing([finding])
        failures += bool(failed)
        name = f"{finding.kind}: {_short(finding.message)}"
        cases.append(_case(result, "" if place is None else place.article.path, name, failed, [finding]))
    blocked = [note for note in result.notes if note.code in BLOCKING]
    for note in blocked:
        path = "xlcheck" if note.article is None else result.articles[note.article].path
        cases.append(
            f'    <testcase classname="{_attribute(path)}" name="{_attribute(note.code)}" time="0">\n'
            f'      <error type="{_attribute(note.code)}" message="{_attribute(note.message)}"/>\n    </testcase>'
        )
    totals = f'tests="{len(cases)}" failures="{failures}" errors="{len(blocked)}" skipped="0" time="0"'
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="xlcheck" {totals}>',
            f'  <testsuite name="xlcheck" {totals}>',
            "    <properties>",
            f'      <property name="signature" value="{_attribute(result.signature)}"/>',
            "    </properties>",
            *cases,
            "  </testsuite>",
            "</testsuites>\n",
        )
    )


def _case(result: Result, group: str, name: str, failed: list[Finding], told: list[Finding]) -> str:
    head = f'    <testcase classname="{_attribute(group)}" name="{_attribute(name)}" time="0"'
    if not told:
        return head + "/>"
    body = []
    if failed:
        kinds = ",".join(dict.fromkeys(f.kind.value for f in failed))
        body.append(
            f'      <failure type="{kinds}" message="{_attribute("; ".join(f.message for f in failed))}">'
            f"{_told(result, failed)}</failure>"
        )
    passed = [f for f in told if not any(f is other for other in failed)]
    if passed:
        body.append(f"      <system-out>{_told(result, passed)}</system-out>")
    return "\n".join((head + ">", *body, "    </testcase>"))


def _told(result: Result, findings: Iterable[Finding]) -> str:
    rows = []
    for finding in findings:
        rows.append(f"{finding.severity} {finding.kind}: {line(finding.message)}")
        for place in places(result, finding):
            words = line(place.article.text[place.start : place.end])
            rows.append(f"  {place.label}  {location(place)}  {words or '(not here)'}")
    return markup("\n".join(rows))


def _short(text: str) -> str:
    flat = line(text)
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def _attribute(text: str) -> str:
    return markup(line(text))
