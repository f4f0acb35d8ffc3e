"""Bytes from a path or from standard input, up to a cap, never waiting for a device that has nothing to say."""

from __future__ import annotations

import os
import select
import stat
import sys

from xlcheck.errors import InputError

MAX_BYTES = 20 * 1024 * 1024  # a long novel is 2 MB; what is larger is no news report
PATIENCE = 500  # milliseconds for the other end of a pipe to appear


def fetch(path: str, name: str) -> bytes:
    """Return what `path` (or `-`, standard input) holds.

    Raises InputError where it is missing, no file or pipe, unreadable, or larger than MAX_BYTES.
    """
    try:
        if path == "-":
            if sys.stdin is None or sys.stdin.closed:
                raise InputError(name, "there is no standard input")
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            data = _fetch_path(path, name)
    except OSError as error:
        raise InputError(name, (error.strerror or str(error)).lower()) from error
    if len(data) > MAX_BYTES:
        raise InputError(name, f"is larger than the cap of {MAX_BYTES >> 20} MiB")
    return data


def _fetch_path(path: str, name: str) -> bytes:
    # A path with a NUL raises ValueError before the system is asked.
    if "\0" in path:
        raise InputError(name, "no file can have this name")
    # Non-blocking, since opening a pipe that nobody writes to would otherwise never return.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise InputError(name, "is a folder; name the articles in it")
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
            raise InputError(name, "is neither a file nor a pipe")
        if status.st_size > MAX_BYTES:
            raise InputError(name, f"is larger than the cap of {MAX_BYTES >> 20} MiB")
        if stat.S_ISFIFO(status.st_mode):
            _await_writer(handle, name)
            os.set_blocking(handle, True)
        with os.fdopen(os.dup(handle), "rb") as stream:
            return stream.read(MAX_BYTES + 1)
    finally:
        os.close(handle)


def _await_writer(handle: int, name: str) -> None:
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    if not poll.poll(PATIENCE):
        raise InputError(name, "is a pipe that nobody writes to")
