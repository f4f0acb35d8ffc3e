"""What every format for people says about a finding: where it stands, and the words around it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from xlcheck.model import Article, Finding, Link, Pair, Result, Severity, Span
from xlcheck.render.escape import columns, line
from xlcheck.text import line_column, paragraphs

REACH = 600
"""Characters looked at on either side of a finding: more than any terminal line shows."""

GAP = 24
"""Where words are missing, the marks go between neighbours at most this far apart; beyond, the place is not certain."""


@dataclass(frozen=True, slots=True)
class Place:
    """One side of a finding: `start`..`end` are the words at issue, empty where this side does not have them.

    `exact` is false where the words are missing and nobody can say between which neighbours they would stand. `label`
    is what the finding's message calls this side.
    """

    article: Article
    start: int
    end: int
    exact: bool = True
    label: str = ""

    @property
    def missing(self) -> bool:
        """True where this side has nothing to show but the place."""
        return self.start == self.end


def letter(article: Article, total: int) -> str:
    """A and B where two articles are compared, nothing where there is one; of more, #1, #2, … in their order.

    What is said of a finding calls its two sides A and B, whichever two of many articles they are.
    """
    if total == 1:
        return ""
    return "AB"[article.id] if total == 2 else f"#{article.id + 1}"


def ordered(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Worst first, then as they stand in the articles."""

    def key(finding: Finding) -> tuple[int, int, int, int]:
        span = finding.a or finding.b
        first = (0, 0) if span is None else (span.article.id, span.start)
        return (-finding.severity.rank, *first, 0 if finding.b is None else finding.b.start)

    return tuple(sorted(findings, key=key))


def places(result: Result, finding: Finding) -> tuple[Place, ...]:
    """Both sides of a finding where there are two, a before b."""
    pair = None if finding.pair is None else result.pairs[finding.pair]
    if pair is None:
        total = len(result.articles)
        spans = [span for span in (finding.a, finding.b) if span is not None]
        return tuple(Place(s.article, s.start, s.end, label=letter(s.article, total)) for s in spans)
    links = () if pair.comparison is None else pair.comparison.links
    flipped = tuple(Link(n.b_start, n.b_end, n.a_start, n.a_end, n.score) for n in links)
    return (
        _side("A", finding.a, pair.a, finding.b, pair.b, flipped),
        _side("B", finding.b, pair.b, finding.a, pair.a, links),
    )


def _side(label: str, mine: Span | None, here: Span, other: Span | None, there: Span, links: tuple[Link, ...]) -> Place:
    if mine is not None:
        return Place(mine.article, mine.start, mine.end, label=label)
    if other is None:
        return Place(here.article, here.start, here.end, exact=False, label=label)
    at, exact = _gap(links, other.start - there.start, other.end - there.start)
    return Place(here.article, here.start + at, here.start + at, exact, label)


def _gap(links: tuple[Link, ...], start: int, end: int) -> tuple[int, bool]:
    """Where on side b the words `start`..`end` of side a would stand, and whether both neighbours agree on it."""
    before = max((n for n in links if n.a_end <= start), key=lambda n: n.a_end, default=None)
    after = min((n for n in links if n.a_start >= end), key=lambda n: n.a_start, default=None)
    if before is None and after is None:
        return 0, False
    if after is None:
        return before.b_end if before else 0, False
    if before is None:
        return after.b_start, False
    return after.b_start, 0 <= after.b_start - before.b_end <= GAP


def where(place: Place) -> tuple[int, int]:
    """Line and column of a place, both from 1."""
    return line_column(place.article.text, place.start)


def position(place: Place) -> str:
    """`line:column`, or `¶n` where the text was taken out of a file that has no lines of its own."""
    if place.article.format == "text":
        return "{}:{}".format(*where(place))
    return f"¶{bisect_right(_paragraph_starts(place.article.text), place.start)}"


def location(place: Place, name: str | None = None) -> str:
    """`file:line:column`, safe to print; a paragraph instead where there are no lines."""
    return f"{line(name if name is not None else place.article.path)}:{position(place)}"


@lru_cache(maxsize=8)
def _paragraph_starts(text: str) -> tuple[int, ...]:
    return (0, *(p.start for p in paragraphs(text) if p.start))


def said_by(pair: Pair) -> str | None:
    """Who said it, where either article tells."""
    for quote in pair.quotes:
        name = quote.speaker_name or quote.speaker
        if name:
            return name
    return None


def excerpt(place: Place, width: int) -> tuple[str, str, str]:
    """Text before, the words, text after: one safe line that takes at most `width` columns without its marks."""
    text = place.article.text
    starts = _paragraph_starts(text)
    first = starts[max(0, bisect_right(starts, place.start) - 1)]
    last = bisect_right(starts, place.end)
    end = starts[last] if last < len(starts) else len(text)
    before = text[max(first, place.start - REACH) : place.start]
    after = text[place.end : min(end, place.end + REACH)]
    words = _shortened(line(text[place.start : place.end]), max(12, width * 2 // 3))
    room = max(0, width - columns(words))
    left, right = line(before).lstrip(), line(after).rstrip()
    half = room // 2
    for_left = max(half, room - columns(right))
    left = _clip_left(left, min(for_left, room))
    right = _clip_right(right, room - columns(left))
    return left, words, right


def _clip_left(text: str, width: int) -> str:
    """The end of `text`, cut at a blank where there is one."""
    if columns(text) <= width:
        return text
    if width < 4:
        return ""
    kept = _fitting(text[::-1], width - 2)[::-1]
    cut = -1 if text[-len(kept) - 1] == " " else kept.find(" ")
    return "… " + (kept[cut + 1 :] if cut < len(kept) - 1 else kept)


def _clip_right(text: str, width: int) -> str:
    """The start of `text`, cut at a blank where there is one."""
    if columns(text) <= width:
        return text
    if width < 4:
        return ""
    kept = _fitting(text, width - 2)
    cut = len(kept) if text[len(kept)] == " " else kept.rfind(" ")
    return (kept[:cut] if cut > 0 else kept) + " …"


def _fitting(text: str, width: int) -> str:
    """As many characters from the start of `text` as take no more than `width` columns."""
    taken = 0
    for at, character in enumerate(text):
        taken += columns(character)
        if taken > width:
            return text[:at]
    return text


def _shortened(text: str, width: int) -> str:
    """`text`, its middle left out where it is longer than `width` columns."""
    if columns(text) <= width:
        return text
    half = (width - 3) // 2
    return f"{_clip_right(text, half + 2)[:-2]} … {_clip_left(text, half + 2)[2:]}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 quote`, `2 quotes`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def level(severity: Severity) -> str:
    """Critical and major shout, so that they stand out without colour."""
    return severity.value.upper() if severity.serious else severity.value
