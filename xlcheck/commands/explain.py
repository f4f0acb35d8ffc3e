"""`xlcheck explain`: what a kind of drift is."""

from __future__ import annotations

import ast
from importlib.resources import files

from xlcheck.commands.sink import put
from xlcheck.errors import SettingsError
from xlcheck.gate import CLEAN
from xlcheck.model import Kind
from xlcheck.render.kinds import ABOUT


def explain(kind: str | None) -> int:
    """Print one kind, or a line for each."""
    if kind is None:
        put("".join(f"{k.value:<12}{ABOUT[k][0].value:<10}{ABOUT[k][1]}\n" for k in Kind))
        return CLEAN
    if kind not in tuple(Kind):
        raise SettingsError(f"{kind}: no such kind of drift; known are {', '.join(Kind)}")
    severity, about = ABOUT[Kind(kind)]
    put(f"{kind} ({severity} unless the case says otherwise): {about}\n\n{documentation(Kind(kind))}\n")
    return CLEAN


def documentation(kind: Kind) -> str:
    """The docstring of the module that finds this kind, read without running it."""
    source = files("xlcheck.drift").joinpath(f"{kind.value}.py").read_text(encoding="utf-8")
    return ast.get_docstring(ast.parse(source)) or ""
