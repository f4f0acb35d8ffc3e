"""Quotation marks into the stretches they enclose: one pass, a depth instead of a pattern, never quadratic.

Only the outermost marks make a stretch; what is quoted inside belongs to the outer quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlcheck.model import Stretch
from xlcheck.text import sentences

DOUBLE_OPEN, DOUBLE_CLOSE = "“„‟", "”"
DOUBLE_PLAIN = ('"', "＂", "``", "''", "″")
PAIRED = {"«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "《": "》"}
SINGLE_OPEN, SINGLE_CLOSE = "‘‚‛", "’"

REACH = 200  # marks looked ahead for a partner, so that a text of opening marks alone stays linear

_MARK = re.compile(r"``|''|[“„‟”\"＂″«»‹›「」『』《》‘‚‛’'`]")
_OPENING_BEFORE = " \t\n\r\f\v\u00a0\u2009\u202f([{—–-:/…"
_CLOSING_AFTER = " \t\n\r\f\v\u00a0\u2009\u202f)]}—–-:;,.!?/…"
# Words that begin with an apostrophe of their own.
_ELIDED = re.compile(r"(?:\d0s|\d\d\b|em|til|till|tis|twas|twill|cause|bout|round|n|nuff|kay|ere|neath|gainst)\b", re.I)
_LETTERS = re.compile(r"\w+")
_MEASURE = re.compile(r"\s?(?:thick|long|wide|tall|deep|high|x|by|diameter|screens?|pipes?|diagonal)\b")
_FEET = re.compile(r"\d['’′]\s?\d{1,2}\Z")
_TAG = re.compile(r",\s(?:(?:he|she|they)\s\w+|\w+\s(?:said|says|added|wrote)|(?:said|says|added|wrote)\s\w+)[.,]")


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two marks: `start:end` without them, `outer_start:outer_end` with them.

    `closed` is false where the closing mark is missing. `continues` is true where the quote runs on from the paragraph
    before. `paragraph` counts from 0.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    continues: bool
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool

    @property
    def double(self) -> bool:
        return self.glyph in DOUBLE_OPEN or self.glyph in DOUBLE_CLOSE or self.glyph in DOUBLE_PLAIN

    @property
    def single(self) -> bool:
        return self.glyph in SINGLE_OPEN or self.glyph in SINGLE_CLOSE or self.glyph in "'`"


def marked_in(text: str, paragraphs: Sequence[Stretch]) -> tuple[Marked, ...]:
    """Every outermost stretch in marks, in text order.

    A mark never closed ends with its paragraph, or with the last sentence before the next opening mark there. A quote
    that the next paragraph re-opens is closed by that.
    """
    found: list[Marked] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        running = bool(found) and _runs_on(text, found[-1], number, paragraph)
        for marked in _in_paragraph(text, paragraph, following, number):
            first = running and marked.outer_start == paragraph.start
            found.append(replace(marked, continues=True) if first else marked)
    return tuple(found)


def _runs_on(text: str, last: Marked, number: int, paragraph: Stretch) -> bool:
    """`last` stood open at the end of the paragraph before this one."""
    return last.paragraph == number - 1 and last.outer_end == last.end and text[paragraph.start] in _openers()


def _openers() -> str:
    return DOUBLE_OPEN + SINGLE_OPEN + "\"'«‹「『＂`"


def _in_paragraph(text: str, paragraph: Stretch, following: Stretch | None, number: int) -> Iterator[Marked]:
    marks = tuple(_marks(text, paragraph))
    balance = _lowest_ahead([mark for mark in marks if mark.double])
    doubles = {mark.start: rank for rank, mark in enumerate(m for m in marks if m.double)}
    i = 0
    while i < len(marks):
        mark = marks[i]
        closing: int | None = None
        if mark.double and mark.opens:
            closing = _closing_double(marks, i, doubles, balance)
        elif mark.single and mark.opens:
            closing = _closing_single(text, marks, i)
            if closing is None and not _surely_opens(text, mark, following):
                i += 1
                continue
        elif mark.glyph in PAIRED:
            closing = _closing_paired(marks, i)
            if closing is None:
                i += 1
                continue
        else:
            i += 1
            continue
        if closing is not None:
            end = marks[closing]
            yield _trimmed(text, mark, end.start, end.end, True, number)
            i = closing + 1
            continue
        again = next((k for k in range(i + 1, len(marks)) if marks[k].opens and marks[k].double == mark.double), None)
        if again is None:
            resumed = following is not None and text.startswith(mark.glyph, following.start)
            end_at = paragraph.end if resumed else _recovered_end(text, mark.end, paragraph.end, again=False)
            yield _trimmed(text, mark, end_at, end_at, resumed, number)
            return
        end_at = _recovered_end(text, mark.end, marks[again].start, again=True)
        yield _trimmed(text, mark, end_at, end_at, False, number)
        i = again


def _trimmed(text: str, mark: _Mark, end: int, outer_end: int, closed: bool, number: int) -> Marked:
    start, stop = mark.end, end
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Marked(start, stop, mark.start, stop if outer_end == end else outer_end, closed, False, number)


def _marks(text: str, paragraph: Stretch) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        glyph = match.group()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        may_open = before in _OPENING_BEFORE or not (before.isalnum() or before in ".,!?;:%)”’")
        may_close = after in _CLOSING_AFTER or not after.isalnum()
        if glyph in "'’‘‛`‚":
            if before.isalnum() and after.isalnum():
                continue
            if (
                _ELIDED.match(text, end)
                and glyph not in "‚`"
                and before in _OPENING_BEFORE
                and not _closer_near(text, end)
            ):
                continue
        elif glyph in ('"', "″", "”") and _is_measure(text, paragraph, start, end):
            continue
        yield _read(glyph, start, end, before, after, may_open, may_close)


def _read(glyph: str, start: int, end: int, before: str, after: str, may_open: bool, may_close: bool) -> _Mark:
    """Where the white space leaves no doubt it decides, for marks get typed the wrong way round; else the glyph."""
    spaced_before, spaced_after = before in _OPENING_BEFORE, after in _CLOSING_AFTER
    surely_opens = spaced_before and not spaced_after
    surely_closes = spaced_after and not spaced_before
    if glyph in DOUBLE_OPEN or glyph in SINGLE_OPEN or glyph == "``":
        opens, closes = not surely_closes or glyph in "„‚``", surely_closes and glyph not in "„‚``"
    elif glyph in DOUBLE_CLOSE or glyph in SINGLE_CLOSE:
        opens, closes = surely_opens, not surely_opens
    elif glyph in PAIRED:
        opens, closes = not surely_closes, not surely_opens
    else:
        opens, closes = not surely_closes, not surely_opens
        if glyph in "'`" and not surely_opens:
            opens = False
    return _Mark(start, end, glyph, opens, closes)


def _closer_near(text: str, at: int) -> bool:
    """A single mark closes right after the word at `at`: 'em' is a term, 'em is them, and 'n' is always and."""
    word = _LETTERS.match(text, at)
    return word is not None and word.group() not in "nN" and text[word.end() : word.end() + 1] in ("'", "’")


def _is_measure(text: str, paragraph: Stretch, start: int, end: int) -> bool:
    """Feet and inches: 6'2" and 12" thick; a figure before a closing mark is none."""
    if start == paragraph.start or not text[start - 1].isdigit():
        return False
    if _FEET.search(text, max(paragraph.start, start - 5), start):
        return text[end : end + 1] not in ("", ",", ".") or text[start] == "″"
    return _MEASURE.match(text, end) is not None


def _lowest_ahead(marks: list[_Mark]) -> list[int]:
    """For each double mark, how deep the sum of openers and closers after it falls at its lowest (0 or below)."""
    lowest = [0] * (len(marks) + 1)
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        step = 1 if mark.opens and not mark.closes else -1 if mark.closes and not mark.opens else 0
        lowest[i] = min(0, step + lowest[i + 1])
    return lowest


def _closing_double(marks: Sequence[_Mark], at: int, rank: dict[int, int], lowest: Sequence[int]) -> int | None:
    depth = 1
    for k in range(at + 1, len(marks)):
        mark = marks[k]
        if not mark.double:
            continue
        if mark.closes:
            depth -= 1
            if depth == 0:
                return k
        elif mark.opens:
            # Nested only if closers enough follow; otherwise the first quote was never closed.
            if depth + 1 + lowest[rank[mark.start] + 1] > 0:
                return None
            depth += 1
    return None


def _closing_single(text: str, marks: Sequence[_Mark], at: int) -> int | None:
    """The first closing mark after punctuation, else the first after a word that leaves out no letter of its own."""
    possessive: int | None = None
    inside = 0
    for k in range(at + 1, min(len(marks), at + REACH)):
        mark = marks[k]
        if mark.double:
            inside = inside + 1 if mark.opens and not (mark.closes and inside) else max(0, inside - 1)
            continue
        if inside or not mark.single:
            continue
        if mark.closes and not mark.opens and mark.start > marks[at].end:
            if not _may_be_apostrophe(text, mark):
                return k
            if possessive is None:
                possessive = k
        elif mark.opens and not mark.closes and possessive is not None:
            return possessive
    return possessive


def _may_be_apostrophe(text: str, mark: _Mark) -> bool:
    """After a plural that owns something ("the drivers' strike") or a dropped g ("the rollin' hills")."""
    before = text[mark.start - 1]
    dropped = before == "n" and text[mark.start - 2] == "i" and text[max(0, mark.start - 4) : mark.start - 2].isalpha()
    return (before in "sS" or dropped) and text[mark.end : mark.end + 1].isspace()


def _closing_paired(marks: Sequence[_Mark], at: int) -> int | None:
    opening, closing = marks[at].glyph, PAIRED[marks[at].glyph]
    if not marks[at].opens:
        return None
    depth = 1
    for k in range(at + 1, min(len(marks), at + REACH)):
        if marks[k].glyph == closing:
            depth -= 1
            if depth == 0:
                return k
        elif marks[k].glyph == opening:
            depth += 1
    return None


def _surely_opens(text: str, mark: _Mark, following: Stretch | None) -> bool:
    """A single mark without a partner opens a quote only if the next paragraph takes it up again."""
    return mark.glyph in SINGLE_OPEN and following is not None and text.startswith(mark.glyph, following.start)


def _recovered_end(text: str, start: int, limit: int, again: bool) -> int:
    """Where a quote that was never closed ends likeliest.

    Before a tag such as ", he said.", where one follows; else with the paragraph (`limit`), or, where the paragraph
    opens another mark at `limit`, with the last whole sentence before it.
    """
    tag = _TAG.search(text, start, limit)
    if tag:
        return tag.start() + 1
    whole = sentences(text, start, limit)
    if again and len(whole) > 1 and text[whole[-1].end - 1] not in ".!?…":
        return whole[-2].end
    return limit
