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
    severity, _ = ABOUT[Kind(kind)]
    text, mqm = documentation(Kind(kind))
    put(f"{kind} ({severity} unless the case says otherwise; MQM: {mqm})\n\n{text}\n")
    return CLEAN


def documentation(kind: Kind) -> tuple[str, str]:
    """Docstring and MQM category of the module that finds this kind, read without running it."""
    module = ast.parse(files("xlcheck").joinpath("drift", f"{kind.value}.py").read_text(encoding="utf-8"))
    values = {
        node.targets[0].id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    return ast.get_docstring(module) or "", str(values["MQM"])
