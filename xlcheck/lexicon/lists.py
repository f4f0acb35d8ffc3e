"""The word lists made by hand (`lists.toml`), read once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Words are keyed by lemma in American spelling; groups, sides and scales are numbered or named as they stand."""

    function: frozenset[str]
    figures: frozenset[str]
    negatives: frozenset[str]
    modals: frozenset[str]
    light: frozenset[str]
    redundant: frozenset[str]
    restricting: frozenset[str]
    grave: frozenset[str]
    hedges: frozenset[str]
    spelling: dict[str, dict[str, str]]
    variants: dict[str, str]
    groups: dict[str, frozenset[int]]
    sides: dict[str, frozenset[int]]
    converses: dict[str, frozenset[int]]
    rivals: dict[str, dict[str, int]]
    steps: dict[str, int]
    scales: dict[str, dict[str, int]]


def _cut(line: str, mark: str = ",") -> list[str]:
    return [entry for part in line.split(mark) if (entry := " ".join(part.split()))]


def _numbered(lines: Iterable[list[str]]) -> dict[str, frozenset[int]]:
    places: dict[str, set[int]] = defaultdict(set)
    for i, words in enumerate(lines):
        for word in words:
            places[word].add(i)
    return {word: frozenset(found) for word, found in places.items()}


def _sides(lines: Iterable[str]) -> dict[str, frozenset[int]]:
    """The sides of each word, numbered so that the opposite one differs in the last bit."""
    return _numbered(_cut(side) for line in lines for side in line.split("/"))


def _steps(line: str) -> dict[str, int]:
    return {word: step for step, words in enumerate(line.split("/")) for word in _cut(words)}


def _scales(lines: dict[str, str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, line in lines.items():
        for word, step in _steps(line).items():
            found[word][name] = step
    return dict(found)


def _variants(groups: list[str]) -> dict[str, str]:
    return {other: first for line in groups for first, *others in [_cut(line)] for other in others}


_ENDINGS = {"our": "or", "re": "er"}
_DIGRAPHS = ("ae", "oe")


def _spelling(raw: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Ending or digraph -> British stem -> American stem."""
    found = {british: {s + british: s + american for s in _cut(raw[british])} for british, american in _ENDINGS.items()}
    found["ll"] = {stem + "l": stem for stem in _cut(raw["ll"])}
    return found | {digraph: {stem: stem.replace(digraph, "e") for stem in _cut(raw[digraph])} for digraph in _DIGRAPHS}


@cache
def british_stems() -> frozenset[str]:
    """All that a word in British spelling may begin with."""
    return frozenset(stem for stems in lists().spelling.values() for stem in stems)


@cache
def lists() -> Lists:
    """Read the lists, 3 ms."""
    raw = tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))
    return Lists(
        function=frozenset(word for line in raw["function"].values() for word in _cut(line)),
        figures=frozenset(_cut(raw["figure"]["words"])),
        negatives=frozenset(_cut(raw["negative"]["words"])),
        modals=frozenset(_cut(raw["modal"]["words"])),
        light=frozenset(_cut(raw["light"]["words"])),
        redundant=frozenset(_cut(raw["redundant"]["words"])),
        restricting=frozenset(_cut(raw["restricting"]["words"])),
        grave=frozenset(_cut(raw["grave"]["words"])),
        hedges=frozenset(_cut(raw["hedge"]["words"])),
        spelling=_spelling(raw["spelling"]),
        variants=_variants(raw["spelling"]["groups"]),
        groups=_numbered(_cut(line) for line in raw["synonym"]["groups"]),
        sides=_sides(raw["antonym"]["pairs"]),
        converses=_sides(raw["converse"]["pairs"]),
        rivals=_scales(raw["rival"]),
        steps=_steps(raw["degree"]["steps"]),
        scales=_scales(raw["scale"]),
    )
