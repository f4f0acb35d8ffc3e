"""One self-contained page: both articles side by side, what matters marked where it stands, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from xlcheck.gate import counting
from xlcheck.model import Finding, Kind, Result, Severity, Verdict
from xlcheck.render.context import Place, excerpt, letter, ordered, places, position, said_by
from xlcheck.render.decision import GLUE, counts, decide, outcome
from xlcheck.render.escape import line, markup
from xlcheck.render.pane import pane
from xlcheck.render.view import View
from xlcheck.settings import VERSION

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH = 110  # columns of an excerpt in the list: about three of its lines

BAR = {
    Verdict.VERBATIM: "verbatim",
    Verdict.FORMATTING: "verbatim but for form",
    Verdict.WORDING: "reworded",
    Verdict.UNCERTAIN: "uncertain",
    Verdict.MEANING: "changed in meaning",
}


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the bar: offsets and length in per cent."""

    name: str
    label: str
    start: float
    length: float


def render(result: Result, view: View) -> str:
    """The page. Style and script are the package's own and named by their hashes; no text of an article is code."""
    from jinja2 import Environment, StrictUndefined

    style, script = _asset("page.css"), _asset("page.js")
    # Autoescape is the second line of defence: what comes in is escaped already.
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page: str = environment.from_string(_asset("page.html")).render(
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'",
        style=_safe(style),
        script=_safe(script),
        version=VERSION,
        **_content(result, view),
    )
    return page + "\n"


def _content(result: Result, view: View) -> dict[str, Any]:
    made = decide(result, view)
    numbers = {id(finding): number for number, finding in enumerate(result.findings)}
    shown = ordered(counting(result))
    accepted = ordered(tuple(f for f in result.findings if f.suppressed is not None))
    kinds = Counter(f.kind for f in shown)
    severities = Counter(f.severity for f in shown)
    return {
        "word": made.word,
        "reason": _text(made.reason),
        "title": _text(f"{made.word}: " + " ~ ".join(a.path.rsplit("/", 1)[-1] for a in result.articles)),
        "serious": [_entry(result, f, numbers[id(f)]) for f in shown if f.severity.serious],
        "minor": [_entry(result, f, numbers[id(f)]) for f in shown if not f.severity.serious],
        "accepted": [_entry(result, f, numbers[id(f)]) for f in accepted],
        "severities": [(s.value, severities[s]) for s in reversed(Severity) if severities[s]],
        "kinds": [(k.value, kinds[k]) for k in Kind if kinds[k]],
        "bar": _bar(result),
        "panes": [
            {
                "letter": letter(a, len(result.articles)),
                "path": _text(a.path),
                "body": _safe(pane(result, a, numbers)),
                "sha256": a.sha256,
            }
            for a in result.articles
        ],
        "notes": [_text(_note(result, n.article, n.message)) for n in result.notes],
        "counts": _text(" · ".join(counts(result)).replace(GLUE, " ")),
        "signature": _text(f"{result.signature} | {outcome(result, view)}"),
    }


def _entry(result: Result, finding: Finding, number: int) -> dict[str, Any]:
    sides = []
    for name, place in zip("ab", places(result, finding), strict=False):
        before, words, after = excerpt(place, WIDTH)
        sides.append({
            "id": f"f{number}-{place.article.id}{name}",
            "letter": _label(result, place),
            "at": position(place),
            "before": _text(before), "words": _text(words), "after": _text(after),
            "gap": place.missing and place.exact, "missing": place.missing,
        })  # fmt: skip
    about = []
    if finding.pair is not None:
        about.append(f"statement {finding.pair + 1}")
        speaker = said_by(result.pairs[finding.pair])
        if speaker:
            about.append(speaker)
    about.append(f"{finding.confidence:.0%} sure")
    return {
        "number": number,
        "severity": finding.severity.value,
        "kind": finding.kind.value,
        "message": _text(finding.message),
        "sides": sides,
        "about": _text(" · ".join(about)),
        "accepted": None if finding.suppressed is None else _text(finding.suppressed),
    }


def _bar(result: Result) -> list[Slice]:
    verdicts = [pair.comparison.verdict for pair in result.pairs if pair.comparison is not None]
    slices, start = [], 0.0
    for verdict, name in BAR.items():
        count = verdicts.count(verdict)
        if count:
            length = 100 * count / len(verdicts)
            slices.append(Slice(verdict.value, f"{count} {name}", round(start, 3), round(length, 3)))
            start += length
    return slices


def _label(result: Result, place: Place) -> str:
    """What the message calls this side, and where there are many columns which of them it is."""
    column = letter(place.article, len(result.articles))
    return place.label if place.label == column else f"{place.label} {column}"


def _note(result: Result, article: int | None, message: str) -> str:
    return message if article is None else f"{letter(result.articles[article], len(result.articles))}: {message}"


def _text(raw: str) -> Markup:
    return _safe(markup(line(raw)))


def _safe(html: str) -> Markup:
    from markupsafe import Markup

    return Markup(html)  # escaped by `markup`, or a file of this package


def _asset(name: str) -> str:
    return files("xlcheck.render").joinpath(name).read_text(encoding="utf-8").rstrip("\n")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
