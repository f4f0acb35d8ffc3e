"""A set phrase is not rendered as the desk wants it.

Needs a termbase (`--termbase FILE`): a CSV with the columns concept, rendering, status and, if wanted, severity, match
and note; a row for each rendering, approved, allowed, deprecated or forbidden.

Harmless: the approved rendering, in any of its forms (“self-defence forces”, “self-defence force”); an allowed one.
Drift: a forbidden or deprecated rendering in a quote; words that no row lists where the other report has the approved
ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xlcheck.lexicon import normalise
from xlcheck.model import Finding, Kind, Pair, Quote, Severity, Span
from xlcheck.text import words

if TYPE_CHECKING:
    from xlcheck.termbase import Termbase

KIND = Kind.TERM
MQM = "terminology"

CERTAIN = 1.0  # a listed rendering is there or it is not
LIKELY = 0.6  # that unlisted words stand for a concept rests on the alignment, which is right in most places, not all
_CONTEXT = 3  # words either side of a term that its fingerprint covers


def terms_in(quotes: Sequence[Quote], pairs: Sequence[Pair], termbase: Termbase) -> tuple[Finding, ...]:
    """Every departure from the termbase in quotes, each place once."""
    found: list[Finding] = []
    seen: set[tuple[int, int, int]] = set()
    for finding in (*_listed(quotes, termbase), *_unlisted(pairs, termbase)):
        span = finding.b if finding.pair is not None else finding.a
        assert span is not None
        place = (span.article.id, span.start, span.end)
        if place not in seen:
            seen.add(place)
            found.append(finding)
    return tuple(found)


def _listed(quotes: Sequence[Quote], termbase: Termbase) -> Iterator[Finding]:
    for quote in quotes:
        for rendering, stretch in termbase.uses(quote.text):
            if rendering.status not in ("forbidden", "deprecated"):
                continue
            span = Span(quote.article, quote.start + stretch.start, quote.start + stretch.end)
            message = (
                f"“{_flat(span.text)}” is {rendering.status}{_instead(termbase, rendering.concept, rendering.note)}"
            )
            mark = _fingerprint(rendering.concept, quote.text, stretch.start, stretch.end)
            yield Finding(None, KIND, rendering.severity, CERTAIN, message, span, None, mark)


def _unlisted(pairs: Sequence[Pair], termbase: Termbase) -> Iterator[Finding]:
    """Where one report has the approved rendering, the words that face it in the other are to be listed too."""
    for number, pair in enumerate(pairs):
        used_b = {rendering.concept for rendering, _ in termbase.uses(pair.b.text)}
        used_a = {rendering.concept for rendering, _ in termbase.uses(pair.a.text)}
        links = () if pair.comparison is None else pair.comparison.links
        there = tuple((n.a_start, n.a_end, n.b_start, n.b_end) for n in links)
        back = tuple((n.b_start, n.b_end, n.a_start, n.a_end) for n in links)
        for mine, other, used, way, turned in (
            (pair.a, pair.b, used_b, there, False),
            (pair.b, pair.a, used_a, back, True),
        ):
            for rendering, stretch in termbase.uses(mine.text):
                if rendering.status != "approved" or rendering.concept in used:
                    continue
                facing = [(s, e) for i, j, s, e in way if i < stretch.end and stretch.start < j]
                if not facing:
                    continue
                start, end = min(s for s, _ in facing), max(e for _, e in facing)
                if end - start > 2 * (stretch.end - stretch.start) + 20:  # too long to stand for the term alone
                    continue
                span = Span(other.article, other.start + start, other.start + end)
                here = Span(mine.article, mine.start + stretch.start, mine.start + stretch.end)
                message = f"“{_flat(span.text)}” stands for “{_flat(here.text)}”, which is the approved rendering"
                a, b = (span, here) if turned else (here, span)
                mark = _fingerprint(rendering.concept, other.text, start, end)
                yield Finding(number, KIND, Severity(rendering.severity), LIKELY, message, a, b, mark)


def _instead(termbase: Termbase, concept: str, note: str) -> str:
    approved = termbase.approved(concept)
    parts = [f"write “{approved}”"] if approved else []
    parts += [note] if note else []
    return "; " + "; ".join(parts) if parts else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _fingerprint(concept: str, text: str, start: int, end: int) -> str:
    cut = [word for word in words(text) if not word.is_mark]
    inside = [i for i, word in enumerate(cut) if word.end > start and word.start < end]
    around = cut[max(0, inside[0] - _CONTEXT) : inside[-1] + 1 + _CONTEXT] if inside else []
    key = "\x1e".join((KIND, concept, " ".join(normalise(word.text) for word in around)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
