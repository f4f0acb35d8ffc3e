"""The keys of a configuration, and what makes a value of each; a wrong one is a ValueError saying what was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from xlcheck.model import Kind, Severity
from xlcheck.settings import FORMATS, HIGHEST_CAPS, Backend, Caps, Color, FailOn, Show

_E = TypeVar("_E", bound=StrEnum)


def _enum(cls: type[_E]) -> Callable[[object], _E]:
    def parse(value: object) -> _E:
        if isinstance(value, str) and value in tuple(cls):
            return cls(value)
        raise ValueError("one of " + ", ".join(f'"{member}"' for member in cls))

    return parse


def _bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false")


def _share(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    raise ValueError("a number from 0 to 1")


def _text(value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise ValueError("a text that is not empty")


def _listed(parse: Callable[[object], Any], what: str) -> Callable[[object], tuple[Any, ...]]:
    def parse_list(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(f"a list of {what}")
        try:
            return tuple(parse(item) for item in value)
        except ValueError as error:
            raise ValueError(f"a list of {what}, each {error}") from error

    return parse_list


def _levels(value: object) -> tuple[tuple[Kind, Severity], ...]:
    """`{number = "minor"}` from a file, `["number=minor"]` from the command line."""
    problem = ValueError("KIND=LEVEL, with a kind of drift and one of minor, major, critical")
    if isinstance(value, Mapping):
        rows = list(value.items())
    elif isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        rows = [tuple(part.strip() for part in item.partition("=")[::2]) for item in value]
    else:
        raise problem
    levels = {}
    for kind, level in rows:
        if kind not in tuple(Kind) or level not in tuple(Severity) or level == Severity.NONE:
            raise problem
        levels[Kind(kind)] = Severity(level)
    return tuple(sorted(levels.items()))


def _caps(value: object) -> Caps:
    """`{file-mib = 40}`: whole numbers, each from 1 to how far that cap goes."""
    highest = {name.replace("_", "-"): getattr(HIGHEST_CAPS, name) for name in Caps.__slots__}
    if not isinstance(value, Mapping) or any(key not in highest for key in value):
        raise ValueError("a table of caps, known are " + ", ".join(highest))
    for key, number in value.items():
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= highest[key]:
            raise ValueError(f"a table of caps, {key} a whole number from 1 to {highest[key]}")
    return Caps(**{key.replace("-", "_"): number for key, number in value.items()})


def _format(value: object) -> str:
    if isinstance(value, str) and value in FORMATS:
        return value
    raise ValueError("one of " + ", ".join(f'"{name}"' for name in FORMATS))


KEYS: dict[str, Callable[[object], Any]] = {
    "model": _text,
    "backend": _enum(Backend),
    "offline": _bool,
    "cache": _bool,
    "min-likeness": _share,
    "fail-on": _enum(FailOn),
    "ignore": _listed(_enum(Kind), "kinds of drift"),
    "severity": _levels,
    "termbase": _text,
    "baseline": _text,
    "caps": _caps,
    "input-format": _text,
    "format": _format,
    "output": _listed(_text, "file names"),
    "show": _listed(_enum(Show), "parts"),
    "color": _enum(Color),
    "quiet": _bool,
    "verbose": _bool,
}
"""Every option of `xlcheck compare`, by its name on the command line, and what makes its value."""

FILES = ("termbase", "baseline", "output")
"""Keys that name files; in a configuration they count from its folder."""
