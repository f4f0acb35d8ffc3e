"""The report for a terminal: the decision, then what matters in its context, then the rest in few lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from xlcheck.gate import counting
from xlcheck.model import Article, Finding, Kind, Quote, Result, Severity
from xlcheck.render.context import (
    Place,
    excerpt,
    letter,
    level,
    location,
    ordered,
    places,
)
from xlcheck.render.decision import GLUE, counts, decide, matters, outcome
from xlcheck.render.escape import columns, line, wrapped
from xlcheck.render.interlinear import render as interlinear
from xlcheck.render.listing import quotes_table
from xlcheck.render.view import View
from xlcheck.settings import Show
from xlcheck.text import line_column

INDENT = 10
NARROW = 28  # columns that hold a few words of context; with fewer the wording gets a line of its own
MAX_WIDTH = 120  # longer lines are hard to read; a wide terminal does not make them easier

_COLORS = {
    "CHECK": "1;31", "CANNOT": "1;31", "NONE": "1;33", "OK": "1;32",
    Severity.CRITICAL: "1;31", Severity.MAJOR: "1;33", Severity.MINOR: "36", "words": "1",
}  # fmt: skip


def render(result: Result, view: View) -> str:
    """The whole report; every line fits `view.width`, but never less than 40 columns."""
    painter = _Painter(result, view)
    blocks = ["\n".join(block) for block in painter.blocks() if block]
    return wrapped("\n\n".join(blocks) + "\n")


class _Painter:
    """Holds what all parts need: the result, the view, and the names of the files."""

    def __init__(self, result: Result, view: View) -> None:
        self.result = result
        self.view = view
        self.width = max(40, min(view.width, MAX_WIDTH))
        self.names, self.short = _names(result.articles, self.width // 3)

    def paint(self, text: str, color: object) -> str:
        return f"\x1b[{_COLORS[color]}m{text}\x1b[0m" if self.view.color and color in _COLORS else text

    def blocks(self) -> Iterator[list[str]]:
        yield list(self.decision())
        findings = ordered(counting(self.result))
        for finding in findings:
            if matters(finding, self.view):
                yield list(self.finding(finding))
        yield list(self.minor(tuple(f for f in findings if not matters(f, self.view))))
        yield list(self.notes())
        yield list(self.pairs())
        yield list(self.quotes(Show.QUOTES, self.result.quotes))
        yield list(self.quotes(Show.UNPAIRED, self.result.unpaired))
        yield list(self.last())

    def decision(self) -> Iterator[str]:
        made = decide(self.result, self.view)
        yield from self.wrapped(f"{made.word:<7}", made.reason, made.word)
        if self.short or len(self.result.articles) > 2:
            for article in self.result.articles:
                yield from self.wrapped(" " * 7, f"{letter(article, len(self.result.articles))} = {line(article.path)}")

    def finding(self, finding: Finding) -> Iterator[str]:
        label = f" {level(finding.severity):<9}"
        lead = f"{label}{finding.kind:<12}"
        yield from self.wrapped(lead, line(finding.message), finding.severity, painted=len(label))
        sides = places(self.result, finding)
        names = [location(place, self.names[place.article.id]) for place in sides]
        room = max((columns(name) for name in names), default=0)
        for place, name in zip(sides, names, strict=True):
            lead = f"{' ' * INDENT}{place.label}  {name}{' ' * (room - columns(name))}  "
            if self.width - columns(lead) < NARROW:
                yield lead.rstrip()
                lead = " " * (INDENT + 3)
            yield lead + self.marked(place, self.width - columns(lead))

    def marked(self, place: Place, room: int) -> str:
        marks = "" if place.missing and not place.exact else "[ ] " if place.missing else "[]"
        before, words, after = excerpt(place, room - len(marks))
        if not marks:
            return before + after
        if place.missing:
            return before + self.paint("[ ]", "words") + " " + after
        return before + self.paint(f"[{words}]", "words") + after

    def minor(self, findings: tuple[Finding, ...]) -> Iterator[str]:
        # An insertion-ordered set each: what is said twice is told once.
        kinds: dict[Kind, dict[str, dict[str, None]]] = {}
        for finding in findings:
            group, said = _brief(finding)
            kinds.setdefault(finding.kind, {}).setdefault(group, {})[said] = None
        for number, (kind, groups) in enumerate(kinds.items()):
            label = f"{' minor' if number == 0 else '':<{INDENT}}"
            lead = f"{label}{kind:<12}"
            parts = [group + " · ".join(said) for group, said in groups.items()]
            yield from self.wrapped(lead, "; ".join(parts), Severity.MINOR, painted=len(label))

    def notes(self) -> Iterator[str]:
        for number, note in enumerate(self.result.notes):
            at = ""
            if note.article is not None and note.article < len(self.result.articles):
                article = self.result.articles[note.article]
                at = self.names[article.id]
                if note.start is not None:
                    at += ":{}:{}".format(*line_column(article.text, note.start))
                at += ": "
            yield from self.wrapped(f"{' note' if number == 0 else '':<{INDENT}}", line(at + note.message))

    def pairs(self) -> Iterator[str]:
        if not self.view.shows(Show.PAIRS):
            return
        for number, pair in enumerate(self.result.pairs, 1):
            said = pair.comparison
            links, drifts = ((), ()) if said is None else (said.links, said.findings)
            ends = [
                location(Place(span.article, span.start, span.end), self.names[span.article.id])
                for span in (pair.a, pair.b)
            ]
            verdict = "" if said is None else f", {said.verdict}, risk {said.risk:.2f}"
            yield from self.wrapped("", f"statement {number}: likeness {pair.likeness:.2f}{verdict}")
            yield from self.wrapped(" ", " ~ ".join(ends))
            yield interlinear(pair.a.text, pair.b.text, links, drifts, self.width)

    def quotes(self, part: Show, quotes: tuple[Quote, ...]) -> Iterator[str]:
        if not self.view.shows(part) or not quotes:
            return
        yield "Quotes without a counterpart" if part is Show.UNPAIRED else "Quotes"
        yield quotes_table(quotes, self.width, len(self.result.articles))

    def last(self) -> Iterator[str]:
        yield from self.wrapped("", " · ".join(counts(self.result, f" (--show{GLUE}unpaired)")))
        yield from self.wrapped("", f"{line(self.result.signature)} | {outcome(self.result, self.view)}")

    def wrapped(self, lead: str, text: str, color: object = None, painted: int | None = None) -> Iterator[str]:
        """`lead` and `text` over as many lines as needed; only the first `painted` columns of `lead` get a colour."""
        indent = columns(lead)
        rows = textwrap.wrap(text, max(20, self.width - indent), break_on_hyphens=False) or [""]
        cut = len(lead) if painted is None else painted
        yield (self.paint(lead[:cut], color) + lead[cut:] + rows[0]).rstrip().replace(GLUE, " ")
        yield from (" " * indent + row.replace(GLUE, " ") for row in rows[1:])


def _brief(finding: Finding) -> tuple[str, str]:
    """A minor finding in a few words (`manner → way`), and what it has in common with others of its kind."""
    if finding.kind is Kind.WORDING and finding.a is not None and finding.b is not None:
        return "", f"{line(finding.a.text)} → {line(finding.b.text)}"
    if finding.kind in (Kind.OMISSION, Kind.ADDITION) and (finding.a is None) != (finding.b is None):
        side, span = ("A", finding.a) if finding.a is not None else ("B", finding.b)
        assert span is not None
        return f"only {side}: ", line(span.text)
    return "", line(finding.message)


def _names(articles: tuple[Article, ...], room: int) -> tuple[dict[int, str], bool]:
    """A name for each article that fits `room` columns, and whether any had to be shortened."""
    names = {a.id: line(a.path) for a in articles}
    short = False
    for number, name in names.items():
        if columns(name) > room:
            short = True
            last = name.rsplit("/", 1)[-1]
            names[number] = last if columns(last) <= room else "…" + last[-(room - 1) :]
    return names, short
