"""Telling somebody who waits at a terminal how far the embedding is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 2.0  # seconds before anything is said: an ordinary pair of articles is done by then
PACE = 0.5  # seconds between two updates


def counted(items: Iterable[T], total: int) -> Iterator[T]:
    """Pass `items` on; on a terminal, where they take long, one line of standard error counts them and then goes."""
    shown, due = False, time.monotonic() + PATIENCE
    for number, item in enumerate(items, 1):
        yield item
        if time.monotonic() >= due and sys.stderr.isatty():
            sys.stderr.write(f"\r{number} of {total} texts embedded")
            sys.stderr.flush()
            shown, due = True, time.monotonic() + PACE
    if shown:
        sys.stderr.write("\r\x1b[K")
