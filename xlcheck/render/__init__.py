"""Results for people and machines: one module for each of `settings.FORMATS`, with `render(result, view) -> str`."""

from __future__ import annotations

from importlib import import_module

from xlcheck.model import Result
from xlcheck.render.view import View


def render(name: str, result: Result, view: View) -> str:
    """The result in the format called `name`; only that format's module is imported."""
    text: str = import_module(f"xlcheck.render.{name}").render(result, view)
    return text
