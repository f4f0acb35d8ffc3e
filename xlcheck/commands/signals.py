"""Signals that end a run. It imports next to nothing, so that it is in force before anything that takes time."""

from __future__ import annotations

import os
import signal
from types import FrameType
from typing import NoReturn

NUMBERS = (signal.SIGINT, signal.SIGTERM)
# Seconds after which the run is asked again. Native libraries may make another error of what a handler raises, and
# whoever handles that goes on: of 198 runs stopped at any moment one went on for 6 seconds.
AGAIN = 1.0
LAST = 4  # the time asked at which the process ends without cleaning up, so that no run outlives a signal by 5 seconds


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
    """From now on SIGINT and SIGTERM raise Stopped; the second one ends the process at once.

    Raises Stopped where one came since the last call and nobody has said `leave`.
    """
    if _raised and signal.getitimer(signal.ITIMER_REAL)[1]:
        raise _raised[0]

    def stop(received: int, frame: FrameType | None) -> NoReturn:
        leave()
        _raised.append(Stopped(received))
        signal.signal(signal.SIGALRM, again)
        signal.setitimer(signal.ITIMER_REAL, AGAIN, AGAIN)
        raise _raised[0]

    def again(received: int, frame: FrameType | None) -> NoReturn:
        _raised.append(_raised[0])
        if len(_raised) > LAST:
            os.write(2, f"{_raised[0]}\n".encode())
            os._exit(_raised[0].code)
        raise _raised[0]

    _raised.clear()
    _set(stop)


def leave() -> None:
    """Let signals end the process without a word again, as when nothing is left to clean up."""
    if _raised:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _set(signal.SIG_DFL)


def _set(handler: object) -> None:
    for number in NUMBERS:
        try:
            signal.signal(number, handler)  # type: ignore[arg-type]
        except ValueError:  # not the main thread: the host decides about signals
            return
