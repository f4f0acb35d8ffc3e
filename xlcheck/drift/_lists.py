"""The word lists of `facts.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

Phrase = tuple[str, ...]


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("facts.toml").read_text(encoding="utf-8"))


def listed(table: str, name: str) -> frozenset[str]:
    """The words and phrases listed under a name in one table of the file."""
    return frozenset(_parted(_tables()[table][name]))


def section(table: str) -> dict[str, tuple[str, ...]]:
    """All lists of one table by their names, in the order of the file."""
    return {name: _parted(body) for name, body in _tables()[table].items()}


def steps(table: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """All scales of one table by their names: the phrases of each step, which slashes part."""
    return {name: tuple(map(_parted, body.split("/"))) for name, body in _tables()[table].items()}


def by_opening(phrases: Iterable[Phrase]) -> dict[str, list[Phrase]]:
    """Phrases by their first word, in the order given: few words open any."""
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _parted(body: str) -> tuple[str, ...]:
    return tuple(word for part in body.split(",") if (word := " ".join(part.split())))
