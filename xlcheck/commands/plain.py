"""Commands whose values stay the texts, flags and lists of texts that were typed.

typer would check them with pydantic, whose import alone takes 0.07 s, more than it takes to find the quotes of a
report; and what a text stands for is checked by `config` anyway. Should typer keep its own checks elsewhere one day,
they are made again and nothing else changes.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup


class _AsTyped:
    """Stands where typer keeps what turns a parameter's text into a value of its type."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        """Several values as a list; where there may be several and are none, an empty tuple, as from typer."""
        if param.multiple or param.nargs == -1:
            return () if value is None else list(value)
        return value


def _as_typed(params: list[Any]) -> list[Any]:
    for param in params:
        descriptor = getattr(param, "type_descriptor", None)
        if getattr(descriptor, "annotation", None) in (str, bool, list[str]):
            param._runtime_param = _AsTyped()
    return params


class PlainCommand(TyperCommand):
    """Takes `str`, `list[str]` and flags as they were typed."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401
        """The command's parameters and `--help`."""
        return _as_typed(super().get_params(ctx))


class PlainGroup(TyperGroup):
    """The same for what stands before a command's name."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401
        """The group's parameters and `--help`."""
        return _as_typed(super().get_params(ctx))
