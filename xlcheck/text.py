"""Text into spans: words, sentences, paragraphs, lines. Everything here is linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from xlcheck.model import Word

APOSTROPHES = "'’ʼ＇"

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:]\d+)*"  # 2,000  3.2  10:30
    rf"|[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*"  # don't, North’s
    r"|[^\W]"
    r"|[^\w\s]"
)


def words(text: str) -> tuple[Word, ...]:
    """Cut `text` into words and single marks; white space belongs to none, every other character to exactly one."""
    return tuple(Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text))


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(m.end() for m in re.finditer(r"\r\n|[\r\n]", text)))


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of `offset`, both from 1; a column counts code points."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
