"""Results for people and machines: one module a format, each with `render(result, view) -> str`.

`FORMATS` names them; a module is imported when its format is asked for.
"""

from __future__ import annotations

from importlib import import_module

from xlcheck.model import Result
from xlcheck.render.view import View

FORMATS: dict[str, tuple[str, ...]] = {
    "table": (".txt",),
    "json": (".json",),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "sarif": (".sarif", ".sarif.json"),
    "junit": (".xml",),
    "github": (".github",),
    "csv": (".csv",),
}
"""Each format with the endings of file names that stand for it."""


def render(name: str, result: Result, view: View) -> str:
    """The result in the format called `name`."""
    text: str = import_module(f"xlcheck.render.{name}").render(result, view)
    return text
