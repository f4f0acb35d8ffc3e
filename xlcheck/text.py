"""Text into spans: words, sentences, paragraphs, lines. Everything here is linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from xlcheck.hidden import suspicious, visible
from xlcheck.model import Stretch, Word

APOSTROPHES = "'’ʼ＇"

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:]\d+)*"  # 2,000  3.2  10:30
    rf"|[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*"  # don't, North’s
    r"|[^\W]"
    r"|[^\w\s]"
)

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
WRAP_WIDTH = 100  # mail and editors wrap at 65 to 80, some at 100; a paragraph on one line is mostly longer

CLOSERS = "”\"'’»›“」』)]"
_STOP = re.compile(
    rf"(?P<dots>(?<!\.)\.++|(?<![!?…])[!?…]++|[。！？])(?P<closers>[{re.escape(CLOSERS)}]*+)(?:(?<=[。！？])|\s++)(?=\S)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'‘-])(?:[A-Z]|[A-Za-z]\.[A-Za-z](?:\.[A-Za-z])?|Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Col|Lt|Maj|Capt"
    r"|Cmdr|Adm|Sgt|Rev|Hon|St|Sr|Jr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos|vs|Inc|Ltd|Co|Corp"
    r"|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa"
    r"|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Atty|Supt|Amb|approx|est|ca|cf|al|Mt|Ft|Rs)$"
)


def words(text: str) -> tuple[Word, ...]:
    """Cut `text` into words and single marks; white space belongs to none, every other visible character to one.

    A word's text is what a reader sees: without characters that cannot be seen, look-alike letters made plain.
    """
    return _cut(text) if len(text) > KEPT else _cut_before(text)


KEPT = 2000  # characters of a text whose words are kept: stage after stage cuts the same quotes, 1.5 us a word


@lru_cache(maxsize=256)  # 30 kB for 200 words, some 10 MB
def _cut_before(text: str) -> tuple[Word, ...]:
    return _cut(text)


def _cut(text: str) -> tuple[Word, ...]:
    if not suspicious(text):
        return tuple(Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text))
    plain, at = visible(text)
    return tuple(Word(at[m.start()], at[m.end() - 1] + 1, m.group()) for m in _WORD.finditer(plain))


def paragraphs(text: str) -> tuple[Stretch, ...]:
    """Cut `text` into paragraphs, without the white space around them.

    A blank line ends a paragraph. So does a single line break, unless the lines between two blank lines were wrapped
    by a mail program or an editor: none is long, and one goes on in lower case.
    """
    found: list[Stretch] = []
    block: list[Stretch] = []
    for line in _LINE.finditer(text):
        bare = _bare(text, *line.span())
        if bare.start < bare.end:
            block.append(bare)
        else:
            found += _joined(text, block)
            block = []
    return tuple(found + _joined(text, block))


def _joined(text: str, block: list[Stretch]) -> list[Stretch]:
    goes_on = any(text[line.start].islower() for line in block[1:])
    if goes_on and all(line.end - line.start <= WRAP_WIDTH for line in block):
        return [Stretch(block[0].start, block[-1].end)]
    return block


def _bare(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end)


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Stretch, ...]:
    """Cut a paragraph into sentences, closing marks and brackets included, white space left out.

    A full stop after an abbreviation or an initial ends none, nor does a `?` or `!` before a lower-case word.
    """
    end = len(text) if end is None else end
    found: list[Stretch] = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop["dots"] == "." and _ABBREVIATION.search(text, max(0, at - 1, stop.start() - 14), stop.start()):
            continue
        if text[stop.end()].islower():
            continue
        found.append(_bare(text, at, stop.end("closers")))
        at = stop.end()
    last = _bare(text, at, end)
    return (*found, last) if last.start < last.end else tuple(found)


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(m.end() for m in re.finditer(r"\r\n|[\r\n]", text)))


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of `offset`, both from 1; a column counts code points."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
