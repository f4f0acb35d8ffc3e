"""Bytes from a path or from standard input, up to a cap, never waiting for a device that has nothing to say."""

from __future__ import annotations

import os
import select
import stat
import sys
from typing import BinaryIO

from xlcheck.errors import CapError, InputError
from xlcheck.settings import CAPS, Caps

PATIENCE = 500  # milliseconds for the other end of a pipe to appear


def fetch(path: str, name: str, caps: Caps = CAPS) -> bytes:
    """Return what `path` (or `-`, standard input) holds.

    Raises InputError where it is missing, no file or pipe, unreadable, or changes meanwhile, CapError where it is too
    large.
    """
    limit = caps.file_mib << 20
    try:
        if path == "-":
            if sys.stdin is None or sys.stdin.closed:
                raise InputError(name, "there is no standard input")
            data = _drain(sys.stdin.buffer, limit + 1)
        else:
            data = _fetch_path(path, name, limit)
    except OSError as error:
        raise InputError(name, (error.strerror or str(error)).lower()) from error
    if len(data) > limit:
        raise CapError(name, f"is larger than {caps.file_mib} MiB", "file_mib")
    return data


def _fetch_path(path: str, name: str, limit: int) -> bytes:
    """What the file holds; more than `limit` bytes where it is too large."""
    # A path with a NUL raises ValueError before the system is asked.
    if "\0" in path:
        raise InputError(name, "no file can have this name")
    # Non-blocking, since opening a pipe that nobody writes to would otherwise never return.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    before = os.fstat(handle)
    if stat.S_ISDIR(before.st_mode):
        os.close(handle)
        raise InputError(name, "is a folder; name the articles in it")
    with os.fdopen(handle, "rb") as stream:
        if stat.S_ISFIFO(before.st_mode):
            return _piped(stream, limit + 1, name)
        if not stat.S_ISREG(before.st_mode):
            raise InputError(name, "is neither a file nor a pipe")
        data = stream.read(limit + 1)
        after = os.fstat(handle)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise InputError(name, "changed while it was read")
    return data


def _piped(stream: BinaryIO, room: int, name: str) -> bytes:
    """What comes through a pipe, however slowly; InputError where nobody holds its other end."""
    start = stream.read(room)
    if start == b"":  # nobody writes, or not yet; None would tell of somebody who takes his time
        poll = select.poll()
        poll.register(stream, select.POLLIN)
        came = poll.poll(PATIENCE)
        start = stream.read(room)
        if start == b"" and not came:
            raise InputError(name, "is a pipe that nobody writes to")
    return (start or b"") + _drain(stream, room - len(start or b""))


def _drain(stream: BinaryIO, room: int) -> bytes:
    """Up to `room` bytes, all there are. A stream that does not block is waited for: its silence is no end."""
    parts: list[bytes] = []
    while room > 0:
        part: bytes | None = stream.read(room)
        if part is None:
            select.select([stream], [], [])
        elif part:
            parts.append(part)
            room -= len(part)
        else:
            break
    return b"".join(parts)
