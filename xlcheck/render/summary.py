"""One summary over many comparisons, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from xlcheck.gate import counting
from xlcheck.model import Result, Severity
from xlcheck.render.context import plural
from xlcheck.render.escape import json_text, line, wrapped
from xlcheck.render.json import document

SCHEMA = "xlcheck-batch/1"
COUNTS = 48  # columns that the decision and the counts take
LEAST = 16  # columns that a name gets at least
_LEVELS = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
_WORDS = ("OK", "CHECK", "CANNOT")


class Asked(Protocol):
    """A comparison by the names of its articles."""

    @property
    def id(self) -> str:
        """Its name."""
        ...

    @property
    def a(self) -> str:
        """The first article's path."""
        ...

    @property
    def b(self) -> str:
        """The second article's path."""
        ...


class Done(Protocol):
    """What came of a comparison."""

    @property
    def row(self) -> Asked:
        """What was asked."""
        ...

    @property
    def code(self) -> int:
        """Its exit code."""
        ...

    @property
    def result(self) -> Result | None:
        """What was found, if it could be checked."""
        ...

    @property
    def error(self) -> str | None:
        """Why it could not be checked."""
        ...


def table(done: Sequence[Done], width: int) -> str:
    """A row a comparison, the worst first, then the totals."""
    from tabulate import tabulate

    rows = []
    worst_first = sorted(done, key=lambda one: (-one.code, *(-count for count in _counts(one))))
    for one in worst_first:
        pairs = "" if one.result is None else len(one.result.pairs)
        rows.append((_WORDS[one.code], line(one.row.id), pairs, *(count or "" for count in _counts(one))))
    drawn = tabulate(
        rows,
        headers=("", "comparison", "paired", *(level.value for level in _LEVELS)),
        tablefmt="simple",
        disable_numparse=True,
        maxcolwidths=[None, max(LEAST, width - COUNTS), None, None, None, None],
    )
    why = [f"{line(one.row.id)}: {line(one.error)}" for one in worst_first if one.error is not None]
    codes = [one.code for one in done]
    total = (
        f"{plural(len(done), 'comparison')}: {codes.count(1)} to check, {codes.count(0)} clean, "
        f"{codes.count(2)} that could not be checked: exit {max(codes, default=2)}"
    )
    signature = next((line(one.result.signature) for one in done if one.result is not None), "")
    return wrapped("\n".join((drawn, "", *why, *([""] if why else []), total, signature)).rstrip() + "\n")


def batch_json(done: Sequence[Done]) -> str:
    """Every comparison with its own result in the form of `xlcheck/1`."""
    rows: list[dict[str, Any]] = [
        {
            "id": one.row.id,
            "a": one.row.a,
            "b": one.row.b,
            "exit": one.code,
            "error": one.error,
            "result": None if one.result is None else document(one.result),
        }
        for one in done
    ]
    codes = [one.code for one in done]
    totals = {"comparisons": len(codes), "clean": codes.count(0), "drift": codes.count(1), "failed": codes.count(2)}
    return json_text({"schema": SCHEMA, "comparisons": rows, "summary": totals}) + "\n"


def _counts(one: Done) -> list[int]:
    found = () if one.result is None else counting(one.result)
    return [sum(f.severity is level for f in found) for level in _LEVELS]
