"""Options from a configuration file: `[tool.xlcheck]` in pyproject.toml, or xlcheck.toml, found upwards.

A file that was merely found may lie in a tree that somebody else wrote. It names no path outside its own folder and
runs nothing; one named with `--config` is the user's own and may.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from xlcheck.config.keys import FILES, KEYS
from xlcheck.errors import SettingsError
from xlcheck.settings import BASELINE, Color, Settings, Show


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for: the settings that decide the findings, and how to show them."""

    settings: Settings = field(default_factory=Settings)
    input_format: str | None = None
    format: str = "table"
    output: tuple[str, ...] = ()
    show: frozenset[Show] = frozenset()
    color: Color = Color.AUTO
    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The options of one configuration file, by key, already of the right type; `path` is None without a file."""

    path: Path | None
    values: Mapping[str, Any]


def find(start: Path | None) -> Found:
    """The nearest configuration in `start` or a folder above it; xlcheck.toml goes before pyproject.toml."""
    for folder in () if start is None else (start, *start.parents):
        for name in ("xlcheck.toml", "pyproject.toml"):
            path = folder / name
            table = _table(path) if path.is_file() else None
            if table is not None:
                return Found(path, _inside(path, _checked(path, table)))
    return Found(None, {})


def load(path: Path) -> Found:
    """The configuration in the file that the user named."""
    if not path.is_file():
        raise SettingsError(f"{path}: there is no such configuration file")
    table = _table(path)
    if table is None:
        raise SettingsError(f"{path}: holds no [tool.xlcheck]")
    values = _checked(path, table)
    return Found(path, {key: _anchored(path, key, value) for key, value in values.items()})


@dataclass(frozen=True, slots=True)
class Resolved:
    """The options in force, where each came from, and the file that was read."""

    options: Options
    origins: Mapping[str, str]
    path: Path | None


def resolved(arguments: Mapping[str, Any]) -> Resolved:
    """What a command's arguments and the configuration file together ask for.

    `arguments` are by parameter name; what is no key of `KEYS` is passed over, but for `config` and `isolated`.
    """
    if arguments.get("config") is not None:
        found = load(Path(arguments["config"]))
    else:
        found = Found(None, {}) if arguments.get("isolated") else find(_here())
    given = {key: arguments[name] for key in KEYS if (name := key.replace("-", "_")) in arguments}
    if isinstance(given.get("show"), str):
        given["show"] = [part.strip() for part in given["show"].split(",")]
    if isinstance(given.get("min-likeness"), str):
        with suppress(ValueError):  # what is no number stays a text, which is refused with all else that is none
            given["min-likeness"] = float(given["min-likeness"])
    options, origins = resolve(given, found)
    if options.settings.baseline is None and not arguments.get("isolated") and Path(BASELINE).is_file():
        options = replace(options, settings=replace(options.settings, baseline=BASELINE))
        origins["baseline"] = "found here"
    return Resolved(options, origins, found.path)


def _here() -> Path | None:
    try:
        return Path.cwd()
    except FileNotFoundError:  # the folder was deleted under the run; what is named by full path can still be checked
        return None


def resolve(given: Mapping[str, object], found: Found) -> tuple[Options, dict[str, str]]:
    """What is in force, and for each key where it came from: `command line`, the file's path, or `default`."""
    chosen: dict[str, Any] = {}
    origins = dict.fromkeys(KEYS, "default")
    for key, value in found.values.items():
        chosen[key], origins[key] = value, str(found.path)
    for key, value in given.items():
        if value is None or value == []:
            continue
        try:
            chosen[key], origins[key] = KEYS[key](value), "command line"
        except ValueError as error:
            raise SettingsError(f"--{key}: expected {error}") from error
    names = {field.name: field.name.replace("_", "-") for field in fields(Settings)}
    settings = Settings(**{name: chosen[key] for name, key in names.items() if key in chosen})
    rest = {key.replace("-", "_"): value for key, value in chosen.items() if key not in names.values()}
    if "show" in rest:
        rest["show"] = frozenset(rest["show"])
    return Options(settings=settings, **rest), origins


def in_force(options: Options) -> dict[str, object]:
    """Each key with its value, as plain as a configuration file would write it."""
    out: dict[str, object] = {}
    for key in KEYS:
        name = key.replace("-", "_")
        value = getattr(options.settings if hasattr(options.settings, name) else options, name)
        if key == "severity":
            value = {kind.value: level.value for kind, level in value}
        elif key == "caps":
            value = {cap.replace("_", "-"): getattr(value, cap) for cap in value.__slots__}
        elif isinstance(value, tuple | frozenset):
            value = sorted(str(item) for item in value)
        out[key] = str(value) if isinstance(value, StrEnum) else value
    return out


def _table(path: Path) -> Mapping[str, object] | None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool")
    table = tool.get("xlcheck") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{path}: tool.xlcheck: expected a table")
    return table


def _checked(path: Path, table: Mapping[str, object]) -> dict[str, Any]:
    values = {}
    for key, value in table.items():
        if key not in KEYS:
            raise SettingsError(f"{path}: {key}: unknown key; known are {', '.join(KEYS)}")
        try:
            values[key] = KEYS[key](value)
        except ValueError as error:
            raise SettingsError(f"{path}: {key}: expected {error}") from error
    return values


def _anchored(path: Path, key: str, value: Any) -> Any:  # noqa: ANN401
    """File names in a configuration count from its folder, wherever the run starts."""
    if key not in FILES:
        return value
    folder = path.parent
    return tuple(str(folder / name) for name in value) if isinstance(value, tuple) else str(folder / value)


def _inside(path: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    folder = path.parent.resolve()
    out = {}
    for key, value in values.items():
        if key in FILES or (key == "model" and (value.startswith((".", "~")) or Path(value).is_absolute())):
            for name in value if isinstance(value, tuple) else (value,):
                if not (folder / name).resolve().is_relative_to(folder):
                    raise SettingsError(
                        f"{path}: {key}: {name} is outside this folder; name it with --config or --{key}"
                    )
        out[key] = _anchored(path, key, value)
    return out
