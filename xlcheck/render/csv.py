"""A row a finding, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from xlcheck.model import Result
from xlcheck.render.context import Place, places
from xlcheck.render.escape import cell
from xlcheck.render.view import View
from xlcheck.text import line_column

HEADER = (
    "id", "severity", "kind", "message", "confidence", "a_file", "a_line", "a_column", "a_text",
    "b_file", "b_line", "b_column", "b_text", "pair", "likeness", "fingerprint", "suppressed",
)  # fmt: skip

MARK = "\ufeff"
"""Spreadsheets take a file for UTF-8 only where it begins like this."""


def render(result: Result, view: View) -> str:
    """Every finding in the order of the JSON, so that `id` is the same in both."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for number, finding in enumerate(result.findings):
        sides = places(result, finding)
        pair = None if finding.pair is None else result.pairs[finding.pair]
        cells: list[tuple[object, ...]] = [("", "", "", "")] * 2
        cells[: len(sides)] = [_side(place) for place in sides]
        row = (
            number,
            finding.severity.value,
            finding.kind.value,
            finding.message,
            f"{finding.confidence:.2f}",
            *cells[0],
            *cells[1],
            "" if finding.pair is None else finding.pair,
            "" if pair is None else f"{pair.likeness:.2f}",
            finding.fingerprint,
            finding.suppressed or "",
        )
        writer.writerow([cell(value) if isinstance(value, str) else value for value in row])
    return MARK + out.getvalue()


def _side(place: Place) -> tuple[str, int | str, int | str, str]:
    row, column = line_column(place.article.text, place.start)
    return place.article.path, row, column, place.article.text[place.start : place.end]
