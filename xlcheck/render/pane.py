"""An article as markup: its own words in their own order, quotes tinted, drifts underlined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xlcheck.model import Article, Finding, QuoteKind, Result
from xlcheck.render.context import places
from xlcheck.render.escape import markup


@dataclass(slots=True)
class _Marks:
    """What begins, ends or stands at an offset of the article."""

    begin: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    end: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    here: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    findings: dict[str, tuple[int, Finding]] = field(default_factory=dict)

    def span(self, key: str, start: int, end: int) -> None:
        self.begin[start].append(key)
        self.end[end].append(key)

    def offsets(self, length: int) -> list[int]:
        return sorted({0, length, *self.begin, *self.end, *self.here})


def pane(result: Result, article: Article, numbers: Mapping[int, int]) -> str:
    """The article's text between tags; `numbers` gives each finding's number by `id()`."""
    marks = _marks(result, article, numbers)
    cuts = marks.offsets(len(article.text))
    active: dict[str, None] = {}
    out: list[str] = []
    for start, end in zip(cuts, [*cuts[1:], len(article.text)], strict=True):
        for key in marks.end.get(start, ()):
            active.pop(key, None)
        active.update(dict.fromkeys(marks.begin.get(start, ())))
        out += marks.here.get(start, ())
        if start < end:
            out.append(_segment(markup(article.text[start:end]), tuple(active), marks))
    return "".join(out)


def _marks(result: Result, article: Article, numbers: Mapping[int, int]) -> _Marks:
    marks = _Marks()
    unpaired = {(q.article.id, q.start, q.end) for q in result.unpaired}
    for quote in result.quotes:
        # Reported speech gets a tint where it is paired: clauses of it would colour half the page.
        if quote.article.id == article.id and quote.attributed and quote.kind is QuoteKind.DIRECT:
            lone = (article.id, quote.start, quote.end) in unpaired
            marks.span("lone" if lone else "quote", quote.start, quote.end)
    for number, pair in enumerate(result.pairs):
        for mine, other, name, away in ((pair.a, pair.b, "a", "b"), (pair.b, pair.a, "b", "a")):
            if mine.article.id == article.id:
                marks.span(f"p{number}", mine.start, mine.end)
                marks.here[mine.start].append(
                    f'<a class="pair" id="p{number}-{mine.article.id}{name}" href="#p{number}-{other.article.id}{away}"'
                    f' data-p="{number}" aria-label="statement {number + 1}, to its other rendering">{number + 1}</a>'
                )
    for finding in result.findings:
        for key, html, start, end in _finding(result, article, finding, numbers[id(finding)]):
            marks.here[start].append(html)
            if start < end and finding.suppressed is None:
                marks.findings[key] = (numbers[id(finding)], finding)
                marks.span(key, start, end)
    return marks


def _finding(result: Result, article: Article, finding: Finding, number: int) -> Iterator[tuple[str, str, int, int]]:
    for name, place in zip("ab", places(result, finding), strict=False):
        if place.article.id != article.id:
            continue
        anchor = f"f{number}-{article.id}{name}"
        if place.missing and place.exact and finding.suppressed is None:
            # What matters shouts; a caret is enough for the rest and leaves the text readable.
            sign = "[ ]</a> " if finding.severity.serious else "‸</a>"
            html = (
                f'<a class="gap {finding.severity}" id="{anchor}" href="#f{number}" data-f="{number}"'
                f' aria-label="{finding.kind}: words are missing here" aria-describedby="f{number}-why">{sign}'
            )
        else:
            html = f'<i id="{anchor}"></i>'
        yield f"{number}{name}", html, place.start, place.end


def _segment(text: str, active: tuple[str, ...], marks: _Marks) -> str:
    if not active:
        return text
    found = sorted(
        (marks.findings[key] for key in active if key in marks.findings), key=lambda nf: -nf[1].severity.rank
    )
    pairs = " ".join(key[1:] for key in active if key.startswith("p"))
    classes = ["lone"] if "lone" in active and not pairs else ["quote"] if "quote" in active or pairs else []
    data = f' data-p="{pairs}"' if pairs else ""
    if not found:
        return f'<span class="{" ".join(classes)}"{data}>{text}</span>'
    number, worst = found[0]
    classes += ["drift", worst.severity.value]
    numbers = " ".join(str(n) for n, _ in found)
    said = f'data-f="{numbers}"{data} aria-describedby="f{number}-why"'
    return f'<a class="{" ".join(classes)}" href="#f{number}" {said}>{text}</a>'
