"""SARIF 2.1.0, for code scanning and editors.

A finding's place is its first rendering; the other one is a related location. `rank` puts severity before confidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote as percent

from xlcheck.gate import exit_code
from xlcheck.model import Article, Finding, Kind, Result, Severity
from xlcheck.render.context import Place, ordered, places
from xlcheck.render.escape import json_text, lines
from xlcheck.render.kinds import ABOUT
from xlcheck.render.view import View
from xlcheck.settings import VERSION
from xlcheck.text import line_column

MOST = 5000  # GitHub shows no more results of a run, and refuses more than 25,000
SNIPPET = 400  # characters of a snippet: enough to recognise the words, small enough for 10 MB gzipped

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "note", Severity.NONE: "none"}
_KINDS = tuple(Kind)


def render(result: Result, view: View) -> str:
    """One run; of more than 5,000 findings the worst, with a notification that says how many were left out."""
    # What was accepted goes last: it must not push out what still counts.
    findings = sorted(ordered(result.findings), key=lambda f: f.suppressed is not None)
    notices = [_notice("warning" if note.article is None else "note", note.code, note.message) for note in result.notes]
    if len(findings) > MOST:
        left = len(findings) - MOST
        notices.append(_notice("warning", "findings-left-out", f"{left} findings beyond the {MOST} worst are left out"))
    code = exit_code(result, view.fail_on)
    run = {
        "tool": {
            "driver": {
                "name": "xlcheck",
                "version": VERSION,
                "semanticVersion": VERSION,
                "rules": [_rule(kind) for kind in _KINDS],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "artifacts": [_artifact(article) for article in _distinct(result.articles)],
        "invocations": [
            {"executionSuccessful": code != 2, "exitCode": code, "toolExecutionNotifications": notices},
        ],
        "results": [_result(result, finding) for finding in findings[:MOST]],
        "properties": {"signature": result.signature},
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(kind: Kind) -> dict[str, Any]:
    severity, text = ABOUT[kind]
    return {
        "id": kind.value,
        "shortDescription": {"text": text},
        "help": {"text": f"xlcheck explain {kind.value} shows examples of what is drift and what is not."},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {"tags": list(dict.fromkeys(("quotation", kind.value)))},
    }


def _distinct(articles: Iterable[Article]) -> list[Article]:
    """The articles, each file once: one may stand on the command line, or in a batch, several times."""
    return list({article.path: article for article in articles}.values())


def _artifact(article: Article) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": _uri(article.path)}}
    if article.sha256:
        artifact["hashes"] = {"sha-256": article.sha256}
    return artifact


def _uri(path: str) -> str:
    """A path as a URI reference; `./` keeps a first segment with a colon from reading as a scheme."""
    uri = percent(path.encode("utf-8", "surrogatepass"), safe="/~")
    return f"file://{uri}" if path.startswith("/") else uri


def _result(result: Result, finding: Finding) -> dict[str, Any]:
    sides = places(result, finding)
    first = next((i for i, place in enumerate(sides) if not place.missing), 0)
    out: dict[str, Any] = {
        "ruleId": finding.kind.value,
        "ruleIndex": _KINDS.index(finding.kind),
        "level": LEVELS[finding.severity],
        "rank": round((finding.severity.rank - 1 + finding.confidence) * 100 / 3, 2),
        "message": {"text": lines(finding.message)},
        "locations": [_location(place) for place in sides[first : first + 1]],
        "relatedLocations": [
            {
                "id": number,
                **_location(place),
                "message": {"text": f"{place.label}: {_role(place)}"},
            }
            for number, place in enumerate(sides)
            if number != first
        ],
        # Code scanning follows a result by the first, every other consumer by the second.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "xlcheck/v1": finding.fingerprint,
        },
        "properties": {"severity": finding.severity.value, "confidence": round(finding.confidence, 4)},
    }
    if finding.suppressed is not None:
        out["suppressions"] = [{"kind": "external", "status": "accepted", "justification": lines(finding.suppressed)}]
    else:
        out["suppressions"] = []
    return out


def _role(place: Place) -> str:
    return "the words would stand here" if place.missing else "the other rendering"


def _location(place: Place) -> dict[str, Any]:
    text = place.article.text
    row, column = line_column(text, place.start)
    end_row, end_column = line_column(text, place.end)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(place.article.path)},
            "region": {
                "startLine": row,
                "startColumn": column,
                "endLine": end_row,
                "endColumn": end_column,
                "charOffset": place.start,
                "charLength": place.end - place.start,
                "snippet": {"text": text[place.start : min(place.end, place.start + SNIPPET)]},
            },
        }
    }


def _notice(level: str, code: str, message: str) -> dict[str, Any]:
    return {"level": level, "descriptor": {"id": code}, "message": {"text": lines(message)}}
