"""The edge of the program: whatever goes wrong inside becomes one line on standard error and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from xlcheck.commands.signals import Stopped, leave, listen, stopped
from xlcheck.commands.sink import PipeClosed, say
from xlcheck.errors import XlcheckError
from xlcheck.gate import CANNOT

PIPE_CLOSED = 128 + signal.SIGPIPE


def guarded(command: Callable[[], object]) -> int:
    """Run `command` and return its exit code; 2 for every failure, 128 + n after a signal, never a traceback."""
    listen()
    try:
        code = command()
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except Stopped as stop:
        leave()
        say(str(stop))
        return stop.code
    except (PipeClosed, BrokenPipeError):
        # The interpreter flushes once more at exit, which would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        before = stopped()
        if before is not None:
            leave()
            say(str(before))
            return before.code
        reason = _reason(error)
        if reason is None:
            if os.environ.get("XLCHECK_DEBUG"):
                raise
            reason = f"internal error (bug): {type(error).__name__}: {error}; XLCHECK_DEBUG=1 shows where"
        return _failed(reason)
    finally:
        leave()  # the exit code stands: a signal during the interpreter's own farewell is not worth a traceback


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
