"""`xlcheck config`: what is in force and where it came from."""

from __future__ import annotations

from xlcheck.commands.sink import put
from xlcheck.config import Resolved, in_force
from xlcheck.gate import CLEAN
from xlcheck.render.escape import line


def show_config(resolved: Resolved) -> int:
    """Print every option as TOML would write it, its origin beside it."""
    values = in_force(resolved.options)
    rows = [
        (f"# {key}: not set" if value is None else f"{key} = {_toml(value)}", resolved.origins[key])
        for key, value in values.items()
    ]
    room = max(len(row) for row, _ in rows)
    head = "no configuration file" if resolved.path is None else f"configuration file {line(str(resolved.path))}"
    put(f"# {head}\n" + "".join(f"{row:<{room}}  # {line(origin)}\n" for row, origin in rows))
    return CLEAN


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, str):
        return '"' + line(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
