"""The edge of the program: whatever goes wrong inside becomes one line on standard error and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from xlcheck.commands.sink import PipeClosed, say
from xlcheck.errors import XlcheckError
from xlcheck.gate import CANNOT

PIPE_CLOSED = 128 + signal.SIGPIPE


class _Stopped(BaseException):
    """A signal asked the run to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def guarded(command: Callable[[], object]) -> int:
    """Run `command` and return its exit code; 2 for every failure, 128 + n after a signal, never a traceback."""
    for number in (signal.SIGINT, signal.SIGTERM):
        _handle(number)
    try:
        code = command()
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except _Stopped as stop:
        say(f"xlcheck: stopped by {signal.Signals(stop.number).name}")
        return 128 + stop.number
    except (PipeClosed, BrokenPipeError):
        # The interpreter flushes once more at exit, which would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        reason = _reason(error)
        if reason is None:
            if os.environ.get("XLCHECK_DEBUG"):
                raise
            reason = f"internal error (bug): {type(error).__name__}: {error}; XLCHECK_DEBUG=1 shows where"
        return _failed(reason)


def _reason(error: Exception) -> str | None:
    """What to tell of an error that may happen to anybody; None where it is a bug."""
    if isinstance(error, XlcheckError):
        return str(error)
    if isinstance(error, MemoryError):
        return "out of memory"
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    # typer vendors click, whose errors are told apart by what they can do: say what is wrong with the arguments
    usage = getattr(error, "format_message", None)
    return None if usage is None else f"{usage()} (xlcheck --help)"


def _failed(reason: str) -> int:
    say(f"xlcheck: {reason}")
    _drop_output()
    return CANNOT


def _drop_output() -> None:
    """Let go of output that could not be written: a full disk must not fail a second time at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _handle(number: int) -> None:
    def stop(received: int, frame: FrameType | None) -> NoReturn:
        raise _Stopped(received)

    try:
        signal.signal(number, stop)
    except ValueError:  # not the main thread: the host decides about signals
        return
