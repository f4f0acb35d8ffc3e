"""The one place where text from articles, file names and speakers is made harmless before it reaches a sink.

A terminal obeys escape sequences, a CI runner obeys `::command` where a line starts and `##[command]` anywhere,
and bidirectional marks reorder what a reader sees. None of them leaves here as it came.
"""

from __future__ import annotations

import json
import re
import unicodedata

# C0, DEL, C1; Arabic letter mark; zero-width space and directional marks; line and paragraph separators; embeddings
# and overrides; invisible operators and isolates; the byte order mark; surrogates; interlinear marks; tag characters.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_RUNNER = re.compile(r"##(?=\[|\Z)")  # at the end too: the bracket may be ours, around the next word
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
# XML 1.0, section 2.2: what no document may hold, not even as a reference.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """Show every character that steers or hides by its code point, as U+200B; line breaks and tabs too."""
    return _HIDDEN.sub(lambda m: f"U+{ord(m.group()):04X}", text)


def line(text: str) -> str:
    """One line for a terminal or a log: blanks collapsed, hidden characters shown, runner commands broken up."""
    flat = visible(_BLANKS.sub(" ", text))
    return _COMMAND.sub(r"\1: ", _RUNNER.sub("## ", flat))


def wrapped(text: str) -> str:
    """Lines that were broken to fit a width, no runner command where a break has put one at the start of a line."""
    return _COMMAND.sub(r"\1: ", text)


def lines(text: str) -> str:
    """Several lines for a terminal or a log: line breaks kept, all else as in `line`."""
    return "\n".join(line(part) for part in text.split("\n"))


def json_text(value: object, indent: int | None = 2) -> str:
    r"""JSON with hidden characters escaped, as `\u200b`, and without a runner command; a lone surrogate is U+FFFD."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(value, ensure_ascii=False, indent=indent))
    text = _HIDDEN.sub(lambda m: m.group() if m.group() == "\n" else json.dumps(m.group())[1:-1], text)
    return text.replace("##[", "##\\u005b")


def markup(text: str) -> str:
    """Text for HTML or XML, element or attribute; what XML forbids is U+FFFD, hidden characters are shown."""
    shown = _HIDDEN.sub(
        lambda m: m.group() if m.group() in "\t\n" else f"U+{ord(m.group()):04X}", text.replace("\r\n", "\n")
    )
    from html import escape  # with a table of 2,000 names that only pages need

    safe = escape(_NOT_XML.sub("\ufffd", shown))
    return _COMMAND.sub(r"\1&#58;", safe.replace("##[", "##&#91;"))


def cell(text: str) -> str:
    """One cell of a spreadsheet: a line that no spreadsheet takes for a formula."""
    flat = line(text)
    return "'" + flat if flat.lstrip()[:1] in tuple("=+-@") else flat


def columns(text: str) -> int:
    """How many terminal columns `text` takes: wide East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
