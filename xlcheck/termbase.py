"""House style for set phrases: a CSV of concepts and the renderings that the desk approves, allows or forbids."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from xlcheck.errors import SettingsError
from xlcheck.model import Severity, Stretch, Word
from xlcheck.text import words

COLUMNS = ("concept", "rendering", "status", "severity", "match", "note")
REQUIRED = COLUMNS[:3]


class Status(StrEnum):
    """What the desk thinks of a rendering."""

    APPROVED = "approved"
    ALLOWED = "allowed"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


DEFAULTS = {
    Status.APPROVED: Severity.MINOR,
    Status.ALLOWED: Severity.MINOR,
    Status.DEPRECATED: Severity.MINOR,
    Status.FORBIDDEN: Severity.MAJOR,
}
"""Severity where the row names none; of an approved rendering, that of using something else in its place."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """One row. `exact` compares letter by letter; otherwise every form of each word counts, case does not."""

    concept: str
    text: str
    status: Status
    severity: Severity
    exact: bool
    note: str
    words: tuple[frozenset[str], ...]

    def starts_at(self, text: Sequence[Word], keys: Sequence[frozenset[str]], at: int) -> bool:
        """True where the words of this rendering stand from word `at` on."""
        if at + len(self.words) > len(text):
            return False
        pieces = zip(self.words, keys[at : at + len(self.words)], text[at : at + len(self.words)], strict=True)
        return all((word.text in own) if self.exact else not own.isdisjoint(key) for own, key, word in pieces)


@dataclass(frozen=True, slots=True)
class Termbase:
    """All renderings, the longest first."""

    path: str
    renderings: tuple[Rendering, ...]

    def approved(self, concept: str) -> str | None:
        """What to write for a concept."""
        return next((r.text for r in self.renderings if r.concept == concept and r.status is Status.APPROVED), None)

    def uses(self, text: str) -> Iterator[tuple[Rendering, Stretch]]:
        """Every rendering in `text`, at each place the longest one only, from left to right."""
        from xlcheck.lexicon.forms import forms

        cut = [word for word in words(text) if not word.is_mark]
        keys = [forms(word.text) for word in cut]
        at = 0
        while at < len(cut):
            found = next((r for r in self.renderings if r.starts_at(cut, keys, at)), None)
            if found is None:
                at += 1
                continue
            end = at + len(found.words)
            yield found, Stretch(cut[at].start, cut[end - 1].end)
            at = end


def load(path: str) -> Termbase:
    """Read a termbase. Raises SettingsError that names file and line."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8 text; save the termbase as CSV UTF-8") from error
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise SettingsError(f"{path}: line {reader.line_num}: not CSV: {error}") from error
    names = [name.strip() for name in reader.fieldnames or () if name]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise SettingsError(
            f"{path}: the first line must name the columns {', '.join(REQUIRED)}; missing: {missing[0]}"
        )
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise SettingsError(f"{path}: unknown column {unknown[0]}; known are {', '.join(COLUMNS)}")
    renderings = [_rendering(path, number, row) for number, row in rows if any(row.values())]
    if not renderings:
        raise SettingsError(f"{path}: holds no renderings")
    return Termbase(path, tuple(sorted(renderings, key=lambda r: (-len(r.words), not r.exact))))


def _rendering(path: str, number: int, row: dict[str, str | None]) -> Rendering:
    from xlcheck.lexicon.forms import forms  # loads tables that a broken file should not wait for

    value = {str(key).strip(): cell.strip() for key, cell in row.items() if isinstance(cell, str)}

    def choice(column: str, known: Sequence[str], default: str) -> str:
        chosen = value.get(column) or default
        if chosen not in known:
            raise SettingsError(f"{path}: line {number}: {column}: expected one of {', '.join(known)}")
        return chosen

    concept, text = value.get("concept", ""), value.get("rendering", "")
    exact = choice("match", ("forms", "exact"), "forms") == "exact"
    cut = [word.text for word in words(text) if not word.is_mark]
    if not concept or not cut:
        raise SettingsError(f"{path}: line {number}: {'rendering' if concept else 'concept'} is empty")
    status = Status(choice("status", tuple(Status), ""))
    severity = Severity(choice("severity", ("minor", "major", "critical"), DEFAULTS[status].value))
    keys = tuple(frozenset({word}) if exact else forms(word) for word in cut)
    return Rendering(concept, text, status, severity, exact, value.get("note", ""), keys)
