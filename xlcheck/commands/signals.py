"""Signals that end a run. It imports next to nothing, so that it is in force before anything that takes time."""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn

NUMBERS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """A signal asked the run to end."""

    def __init__(self, number: int) -> None:
        """Keep which signal it was."""
        super().__init__(number)
        self.number = number

    @property
    def code(self) -> int:
        """The exit code that shells expect of it."""
        return 128 + self.number

    def __str__(self) -> str:
        """What to tell the user."""
        return f"xlcheck: stopped by {signal.Signals(self.number).name}"


_raised: list[Stopped] = []


def stopped() -> Stopped | None:
    """The signal that came since `listen`. Python and libraries turn what a handler raises into errors of their own."""
    return _raised[0] if _raised else None


def listen() -> None:
    """From now on SIGINT and SIGTERM raise Stopped; the second one ends the process at once."""

    def stop(received: int, frame: FrameType | None) -> NoReturn:
        leave()
        _raised.append(Stopped(received))
        raise _raised[0]

    _raised.clear()
    _set(stop)


def leave() -> None:
    """Let signals end the process without a word again, as when nothing is left to clean up."""
    _set(signal.SIG_DFL)


def _set(handler: object) -> None:
    for number in NUMBERS:
        try:
            signal.signal(number, handler)  # type: ignore[arg-type]
        except ValueError:  # not the main thread: the host decides about signals
            return
