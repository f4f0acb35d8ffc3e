"""From offsets in a bare rendering to places in the articles, and back."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence

from xlcheck.lexicon import normalise
from xlcheck.model import Drift, Finding, Kind, Pair, Quote, Rendering, Span, Stretch
from xlcheck.text import words

_BREAK = re.compile(r"\n[ \t\r]*\n")
_CONTEXT = 3  # words either side of a drift that its fingerprint covers: an edit farther off leaves it as it was


def rendering_of(span: Span, quote: Quote) -> Rendering:
    """The rendering that `span`, a stretch of `quote`, gives, with the rest of its paragraph around it."""
    text = span.article.text
    before = _BREAK.split(text[max(0, span.start - 2000) : span.start])[-1]
    after = _BREAK.split(text[span.end : span.end + 2000])[0]
    whole = (span.start, span.end) == (quote.start, quote.end)
    return Rendering(span.text, words(span.text), before, after, quote, whole)


def word_rows(quote: Quote, span: Span) -> list[int]:
    """For each word of `span`, the index of the word of `quote` that it is cut from."""
    starts = [word.start for word in words(quote.text)]
    shift = span.start - quote.start
    return [bisect_right(starts, word.start + shift) - 1 for word in words(span.text)]


def findings_in(pairs: Sequence[Pair]) -> tuple[Finding, ...]:
    """Every drift of every pair at its place in the articles, each place once, the worst first.

    A stretch may belong to two pairs (a fragment quoted here, the whole sentence there). Its drift is then told once,
    by the pair that is surer.
    """
    found: list[Finding] = []
    seen: list[tuple[Kind, Span | None, Span | None]] = []
    for number, pair in sorted(enumerate(pairs), key=lambda item: (-item[1].likeness, item[0])):
        if pair.comparison is None:
            continue
        for drift in pair.comparison.findings:
            a, b = _place(pair.a, drift.a), _place(pair.b, drift.b)
            if any(kind == drift.kind and _same(a, x) and _same(b, y) for kind, x, y in seen):
                continue
            seen.append((drift.kind, a, b))
            found.append(
                Finding(
                    number, drift.kind, drift.severity, drift.confidence, drift.message, a, b, fingerprint(drift, pair)
                )
            )
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, int, int, int, str]:
    place = finding.a or finding.b
    at = (place.article.id, place.start) if place else (0, 0)
    return -finding.severity.rank, finding.pair or 0, *at, finding.kind


def _place(span: Span, stretch: Stretch | None) -> Span | None:
    return None if stretch is None else Span(span.article, span.start + stretch.start, span.start + stretch.end)


def _same(x: Span | None, y: Span | None) -> bool:
    if x is None or y is None:
        return x is y
    return x.article.id == y.article.id and x.start < y.end and y.start < x.end


def fingerprint(drift: Drift, pair: Pair) -> str:
    """Sixteen hex digits that stay the same while the drift and the words next to it do, wherever they move.

    Case, punctuation and spelling do not count, nor does the order in which the articles are named.
    """
    sides = sorted((_around(pair.a.text, drift.a), _around(pair.b.text, drift.b)))
    key = "\x1e".join((drift.kind, *sides))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _around(text: str, stretch: Stretch | None) -> str:
    if stretch is None:
        return ""
    cut = [word for word in words(text) if not word.is_mark]
    inside = [i for i, word in enumerate(cut) if word.end > stretch.start and word.start < stretch.end]
    if not inside:
        return text[stretch.start : stretch.end]
    first, last = inside[0], inside[-1] + 1
    parts = (cut[max(0, first - _CONTEXT) : first], cut[first:last], cut[last : last + _CONTEXT])
    return "\x1f".join(" ".join(normalise(word.text) for word in part) for part in parts)
