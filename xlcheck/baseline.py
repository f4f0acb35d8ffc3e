"""Findings that somebody looked at and accepted: a TOML file to be reviewed like any other.

An accepted finding stays in every output, marked suppressed. An entry past its last day no longer holds, and one whose
finding is gone has nothing left to do: both are reported.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from xlcheck.errors import SettingsError
from xlcheck.model import Finding, Note, Result

_HEAD = "# Findings that were looked at and accepted. `xlcheck accept` adds to this file; edit it as you like.\n"
_TEXTS = ("fingerprint", "reason", "kind", "words")


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding. `until` is its last day; `kind`, `words` and `articles` are there for the reader."""

    fingerprint: str
    reason: str
    until: date | None = None
    kind: str = ""
    words: str = ""
    articles: tuple[str, ...] = ()


def load(path: Path) -> tuple[Entry, ...]:
    """Read a baseline. Raises SettingsError that names file and entry."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    unknown = [key for key in data if key != "accepted"]
    if unknown:
        raise SettingsError(f"{path}: {unknown[0]}: unknown key; a baseline holds [[accepted]] entries")
    rows = data.get("accepted", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SettingsError(f"{path}: accepted: expected [[accepted]] entries")
    return tuple(_entry(path, number, row) for number, row in enumerate(rows, 1))


def _entry(path: Path, number: int, row: dict[str, object]) -> Entry:
    def fail(key: str, wanted: str) -> SettingsError:
        return SettingsError(f"{path}: entry {number}: {key}: expected {wanted}")

    texts = {}
    for key in _TEXTS:
        value = row.get(key, "")
        if not isinstance(value, str):
            raise fail(key, "a text")
        texts[key] = value
    for key in _TEXTS[:2]:
        if not texts[key].strip():
            raise fail(key, "a text that is not empty")
    until, articles = row.get("until"), row.get("articles", [])
    if isinstance(until, datetime) or not isinstance(until, date | None):
        raise fail("until", "a date like 2030-12-31")
    if not isinstance(articles, list) or not all(isinstance(name, str) for name in articles):
        raise fail("articles", "a list of file names")
    unknown = [key for key in row if key not in (*_TEXTS, "until", "articles")]
    if unknown:
        raise SettingsError(f"{path}: entry {number}: {unknown[0]}: unknown key")
    return Entry(**texts, until=until, articles=tuple(articles))


def applied(result: Result, entries: Sequence[Entry], today: date) -> Result:
    """Mark what the entries accept as suppressed, and note the entries that are expired or have nothing to accept."""
    holding = {entry.fingerprint: entry for entry in entries if entry.until is None or entry.until >= today}
    found = {finding.fingerprint for finding in result.findings}
    names = tuple(_name(article.path) for article in result.articles)
    notes = []
    for entry in entries:
        what = f"{entry.kind or 'finding'} “{entry.words}”" if entry.words else f"finding {entry.fingerprint}"
        if entry.fingerprint in found and entry.fingerprint not in holding:
            notes.append(Note("baseline-expired", f"{what} was accepted until {entry.until} only"))
        elif entry.fingerprint not in found and entry.articles and set(entry.articles) <= set(names):
            notes.append(Note("baseline-vanished", f"{what} is accepted but no longer found; its entry can go"))

    def mark(finding: Finding) -> Finding:
        entry = holding.get(finding.fingerprint)
        if entry is None or finding.suppressed is not None:
            return finding
        until = f" (until {entry.until})" if entry.until else ""
        return replace(finding, suppressed=f"{entry.reason}{until}")

    return replace(result, findings=tuple(map(mark, result.findings)), notes=(*result.notes, *notes))


def entries_for(result: Result, findings: Iterable[Finding], reason: str, until: date | None) -> tuple[Entry, ...]:
    """An entry for each finding, with what a reviewer needs to recognise it."""
    names = tuple(_name(article.path) for article in result.articles)
    return tuple(Entry(f.fingerprint, reason, until, f.kind.value, _words(f), names) for f in findings)


def merged(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of both, a fingerprint once, as the newer has it; the older keep their places."""
    by = {entry.fingerprint: entry for entry in old}
    by.update({entry.fingerprint: entry for entry in new})
    return tuple(by.values())


def written(entries: Sequence[Entry]) -> str:
    """The entries as a baseline file."""
    blocks = [_HEAD]
    for entry in entries:
        rows = [
            "[[accepted]]",
            *(f"{key} = {_quoted(getattr(entry, key))}" for key in ("fingerprint", "kind", "words")),
        ]
        rows.append(f"articles = [{', '.join(map(_quoted, entry.articles))}]")
        rows.append(f"reason = {_quoted(entry.reason)}")
        if entry.until is not None:
            rows.append(f"until = {entry.until.isoformat()}")
        blocks.append("\n".join(rows) + "\n")
    return "\n".join(blocks)


def _words(finding: Finding) -> str:
    sides = [" ".join(span.text.split()) for span in (finding.a, finding.b) if span is not None]
    return " → ".join(sides)


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _quoted(text: str) -> str:
    """A TOML basic string; whatever is not plainly printable is escaped, so that a review shows what is there."""
    out = []
    for c in text:
        if c in '"\\':
            out.append("\\" + c)
        elif c.isprintable():
            out.append(c)
        elif 0xD800 <= ord(c) <= 0xDFFF:
            out.append("\ufffd")
        else:
            out.append(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}")
    return '"' + "".join(out) + '"'
