"""The result as JSON, in the form that `xlcheck schema` describes."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from xlcheck.gate import counting, pair_severities
from xlcheck.model import Finding, Pair, Quote, Result, Severity, Span
from xlcheck.render.escape import json_text
from xlcheck.render.view import View
from xlcheck.settings import VERSION

SCHEMA = "xlcheck/1"


def render(result: Result, view: View) -> str:
    """One JSON document; offsets count code points of the article as it was read."""
    return json_text(document(result)) + "\n"


def schema() -> str:
    """The JSON Schema of that document."""
    return files("xlcheck.render").joinpath("xlcheck-1.schema.json").read_text(encoding="utf-8")


def document(result: Result) -> dict[str, Any]:
    """The result as plain dicts and lists."""
    ids = {_place(quote): number for number, quote in enumerate(result.quotes)}
    counted, severities = counting(result), pair_severities(result)
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "signature": result.signature,
        "articles": [{"id": a.id, "path": a.path, "sha256": a.sha256} for a in result.articles],
        "quotes": [quote_row(number, quote) for number, quote in enumerate(result.quotes)],
        "pairs": [_pair(number, pair, severities[number], ids) for number, pair in enumerate(result.pairs)],
        "findings": [_finding(number, finding) for number, finding in enumerate(result.findings)],
        "unpaired": [ids[_place(quote)] for quote in result.unpaired],
        "notes": [
            {"article": n.article, "code": n.code, "message": n.message, "start": n.start, "end": n.end}
            for n in result.notes
        ],
        "summary": {
            "articles": len(result.articles),
            "quotes": len(result.quotes),
            "pairs": len(result.pairs),
            "findings": {
                level.value: sum(f.severity is level for f in counted)
                for level in (Severity.MINOR, Severity.MAJOR, Severity.CRITICAL)
            },
            "suppressed": len(result.findings) - len(counted),
        },
    }


def _place(quote: Quote) -> tuple[int, int, int, str]:
    return quote.article.id, quote.start, quote.end, quote.kind


def _span(span: Span) -> dict[str, Any]:
    return {"article": span.article.id, "start": span.start, "end": span.end, "text": span.text}


def quote_row(number: int, quote: Quote) -> dict[str, Any]:
    """One quote; `number` is its id."""
    return {
        "id": number,
        "article": quote.article.id,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "kind": quote.kind.value,
        "speaker": quote.speaker,
        "speaker_name": quote.speaker_name,
        "source": quote.source,
        "cue": quote.cue,
        "attributed": quote.attributed,
        "closed": quote.closed,
        "utterance": quote.utterance,
    }


def _pair(number: int, pair: Pair, severity: Severity, ids: dict[tuple[int, int, int, str], int]) -> dict[str, Any]:
    said = pair.comparison
    return {
        "id": number,
        "a": _span(pair.a),
        "b": _span(pair.b),
        "quotes": [ids[_place(quote)] for quote in pair.quotes],
        "likeness": round(pair.likeness, 4),
        "risk": None if said is None else round(said.risk, 4),
        "verdict": None if said is None else said.verdict.value,
        "severity": severity.value,
        "links": []
        if said is None
        else [
            [
                pair.a.start + link.a_start,
                pair.a.start + link.a_end,
                pair.b.start + link.b_start,
                pair.b.start + link.b_end,
                round(link.score, 4),
            ]
            for link in said.links
        ],
    }


def _finding(number: int, finding: Finding) -> dict[str, Any]:
    return {
        "id": number,
        "pair": finding.pair,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 4),
        "message": finding.message,
        "a": None if finding.a is None else _span(finding.a),
        "b": None if finding.b is None else _span(finding.b),
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
    }
