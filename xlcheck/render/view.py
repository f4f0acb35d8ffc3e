"""How a result is to be shown. Every renderer is `render(result, view) -> str` and uses of the view what it needs."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.settings import FailOn, Show


@dataclass(frozen=True, slots=True)
class View:
    """`width` counts terminal columns; `color` allows escape sequences for colour and nothing else."""

    fail_on: FailOn = FailOn.MAJOR
    show: frozenset[Show] = frozenset()
    width: int = 80
    color: bool = False

    def shows(self, part: Show) -> bool:
        """True where this part was asked for."""
        return part in self.show or Show.ALL in self.show
