"""Paragraphs that are not the article: lists of other headlines, captions, bylines, calls to subscribe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xlcheck.model import Note, Stretch

HEADLINES, CAPTION, BYLINE, NEWSLETTER, CRITERIA = "headlines", "caption", "byline", "newsletter", "criteria"
MESSAGES = {
    HEADLINES: "headlines of other articles left out",
    CAPTION: "caption left out",
    BYLINE: "byline left out",
    NEWSLETTER: "newsletter, sharing or rights line left out",
    CRITERIA: "line about editorial criteria left out",
}
HEADLINE_WORDS = 22  # longest headline taken for one
FEWEST_HEADLINES = 3
_PATTERNS = (
    (CRITERIA, re.compile(r"According to the criteria of\b.{0,80}\Z", re.I)),
    (
        CAPTION,
        re.compile(
            r"(?:(?:photo|image|picture|caption|video|watch|file photo|photograph|illustration|graphic)s?"
            r"(?:\s(?:credit|by|courtesy))?\s?[:|]"
            r"|FILE\s?[-–—]|\[?(?:photo|image)\]?\s?$|.{0,300}\((?:AP|AFP|Reuters|EPA|Getty|KCNA)[^()]{0,40}\)\Z"
            r"|.{0,300}(?:Getty Images|/AFP|/Reuters|AP Photo|via REUTERS)[^.]{0,40}\Z)",
            re.I,
        ),
    ),
    (
        BYLINE,
        re.compile(
            r"(?:by\s(?:[A-Z][\w.’'-]+\s?){2,4}(?:(?:,|and|\||\sfor)\s?.{0,60})?\Z|(?:additional\s)?reporting\sby\s.{0,200}\Z"
            r"|\(?(?:writing|editing|compiled|translated|edited)\sby\s.{0,200}\Z"
            r"|.{0,120}\bcontributed\sto\sthis\s(?:report|story|article)\.?\Z)",
            re.I,
        ),
    ),
    (
        NEWSLETTER,
        re.compile(
            r"(?:sign\sup|subscribe|get\s(?:our|the)\s.{0,60}newsletter|follow\s(?:us|.{0,40}\son\s(?:twitter|facebook|x|instagram))"
            r"|read\s(?:more|also|next)\b|also\sread\b|related\s?(?:articles?|stories|coverage|:)|more\s(?:on|from)\s.{0,60}\Z|click\shere"
            r"|share\s(?:this|on)\b|advertisement\Z|©|copyright\b|all\srights\sreserved|download\sour\sapp|join\sour\b"
            r"|this\s(?:article|story|post)\s(?:was|has\sbeen|is)\s(?:originally|first|also|updated|published)\b"
            r"|like\sus\son\sfacebook|have\sa\stip\b|contact\sthe\s(?:author|reporter)).{0,250}\Z",
            re.I,
        ),
    ),
)
_SMALL = frozenset(
    """
    a an the and but or nor of in on at to for by with from as is vs over after amid into against up off out via
    its his her than
    """.split()
)


def boilerplate_in(text: str, paragraphs: Sequence[Stretch]) -> dict[int, str]:
    """The paragraphs to leave out, by number, each with the reason (a key of `MESSAGES`).

    Headlines are left out where three or more follow one another after running text: each one line in title case
    without a full stop.
    """
    found: dict[int, str] = {}
    run: list[int] = []
    prose = False
    for number, paragraph in enumerate(paragraphs):
        body = text[paragraph.start : min(paragraph.end, paragraph.start + 600)]
        reason = next((name for name, pattern in _PATTERNS if pattern.match(body)), None)
        if reason is not None and paragraph.end - paragraph.start <= 600:
            found[number] = reason
        elif prose and _is_headline(body):
            run.append(number)
            continue
        else:
            prose = prose or body.rstrip("”\"'’»)").endswith((".", "!", "?"))
        if len(run) >= FEWEST_HEADLINES:
            found |= dict.fromkeys(run, HEADLINES)
        run = []
    if len(run) >= FEWEST_HEADLINES:
        found |= dict.fromkeys(run, HEADLINES)
    return found


def _is_headline(body: str) -> bool:
    if body.rstrip("”\"'’»)").endswith((".", "!", ":", ";", ",", "…")) or "\n" in body:
        return False
    words = [word.strip("“”\"'‘’«»(),:?") for word in body.split()]
    long = [word for word in words if word and word[0].isalpha() and word.lower() not in _SMALL]
    if not 3 <= len(words) <= HEADLINE_WORDS or len(long) < 2:
        return False
    return sum(word[0].isupper() for word in long) >= 0.85 * len(long)


def notes_on(paragraphs: Sequence[Stretch], left_out: dict[int, str], article: int) -> Iterator[Note]:
    """One note for each run of paragraphs left out for the same reason, with how many they are."""
    run: list[int] = []
    for number in sorted(left_out):
        if run and (number != run[-1] + 1 or left_out[number] != left_out[run[-1]]):
            yield _note(paragraphs, run, left_out[run[0]], article)
            run = []
        run.append(number)
    if run:
        yield _note(paragraphs, run, left_out[run[0]], article)


def _note(paragraphs: Sequence[Stretch], run: Sequence[int], reason: str, article: int) -> Note:
    count = f" ({len(run)} lines)" if len(run) > 1 else ""
    return Note("boilerplate", MESSAGES[reason] + count, article, paragraphs[run[0]].start, paragraphs[run[-1]].end)
