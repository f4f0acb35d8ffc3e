"""A summary for a pull request or an e-mail: hold or run first, then what to look at."""

from __future__ import annotations

import re

from xlcheck.gate import BLOCKING, counting
from xlcheck.model import Finding, Result
from xlcheck.render.context import excerpt, letter, level, location, ordered, places, plural
from xlcheck.render.decision import GLUE, breakdown, counts, decide, matters, outcome
from xlcheck.render.escape import line
from xlcheck.render.view import View

MOST = 10  # findings told in full: beyond that nobody reads a mail
WIDTH = 96  # columns of an excerpt
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_NO_CODE = re.compile(r"[`<>\[\]]")
_MENTION = re.compile(r"(?<!\w)@(?=\w)")
_REFERENCE = re.compile(r"#(?=\d)")
_START = re.compile(r"^(\s*)(\d*)([-+#>.)])")


def render(result: Result, view: View) -> str:
    """Markdown that reads well as plain text too."""
    made = decide(result, view)
    findings = ordered(counting(result))
    matter = [finding for finding in findings if matters(finding, view)]
    rows = [_headline(made.word, made.reason, len(matter), result), ""]
    for note in result.notes:
        if note.code in BLOCKING:
            rows += [f"- could not check: {text(note.message)}", ""]
    for number, finding in enumerate(matter[:MOST], 1):
        rows += [*_told(result, number, finding), ""]
    if len(matter) > MOST:
        rows += [f"… and {plural(len(matter) - MOST, 'more finding')} of the same weight.", ""]
    minor = list(dict.fromkeys(_brief(f) for f in findings if not matters(f, view)))
    if minor:
        more = f" · and {len(minor) - 2 * MOST} more" if len(minor) > 2 * MOST else ""
        rows += [f"Minor: {' · '.join(minor[: 2 * MOST])}{more}", ""]
    names = ", ".join(f"{letter(a, len(result.articles))} = {_code(a.path)}" for a in result.articles)
    rows += [f"{names} · {text(' · '.join(counts(result)))}", ""]
    rows.append(f"<sub>{text(f'{result.signature} | {outcome(result, view)}')}</sub>")
    return "\n".join(rows).replace(GLUE, " ") + "\n"


def text(raw: str, within: bool = False) -> str:
    """Text that Markdown takes for nothing but text, on one line; nobody is mentioned, no issue referred to.

    Within a line, what would begin a list or a heading at its start needs no escape.
    """
    flat = _SPECIAL.sub(r"\\\1", line(raw))
    flat = _MENTION.sub("@<!-- -->", flat)
    flat = _REFERENCE.sub("#<!-- -->", flat)
    return flat if within else _START.sub(r"\1\2\\\3", flat)


def _headline(word: str, reason: str, matter: int, result: Result) -> str:
    if word == "CHECK":
        return f"**HOLD: {matter} to check** in {plural(len(result.pairs), 'statement')} that the reports share."
    if word == "OK":
        return f"**RUN: nothing that matters differs** ({breakdown(result)})."
    if word == "NONE":
        return f"**NOTHING TO COMPARE:** {text(reason.removeprefix('there is nothing to compare: '))}."
    return f"**HOLD: could not check.** {text(reason)}."


def _told(result: Result, number: int, finding: Finding) -> list[str]:
    rows = [f"{number}. **{level(finding.severity)} {finding.kind}**: {text(finding.message)}"]
    for place in places(result, finding):
        before, words, after = (text(part, within=True) for part in excerpt(place, WIDTH))
        if place.missing:
            marked = f"{before}**\\[ \\]** {after}" if place.exact else before + after
        else:
            marked = f"{before}**\\[{words}\\]**{after}"
        # Of two files the last lines tell the paths in full.
        name = place.article.path.rsplit("/", 1)[-1] if len(result.articles) == 2 else place.article.path
        rows.append(f"   - {place.label} {_code(location(place, name))} {marked}")
    return rows


def _brief(finding: Finding) -> str:
    if finding.a is not None and finding.b is not None and finding.kind == "wording":
        return f"{text(finding.a.text)} → {text(finding.b.text)}"
    return f"{finding.kind}: {text(finding.message)}"


def _code(raw: str) -> str:
    """A file name or a place, as code where nothing in it could end the code or be a tag."""
    flat = line(raw)
    return text(raw) if _NO_CODE.search(flat) else f"`{flat}`"
