"""Telling somebody who waits at a terminal how far the embedding is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

PATIENCE = 2.0  # seconds before anything is said: an ordinary pair of articles is done by then
PACE = 0.5  # seconds between two updates


class Progress:
    """On a terminal, where the work takes long, one line of standard error counts texts, and goes in the end."""

    def __init__(self, total: int) -> None:
        """Say nothing yet; so many texts are to come."""
        self._total, self._shown, self._due = total, False, time.monotonic() + PATIENCE

    def __enter__(self) -> Progress:
        """Nothing to do."""
        return self

    def at(self, number: int) -> None:
        """So many texts are done."""
        if time.monotonic() >= self._due and sys.stderr.isatty():
            sys.stderr.write(f"\r{number} of {self._total} texts embedded")
            sys.stderr.flush()
            self._shown, self._due = True, time.monotonic() + PACE

    def beyond(self, before: int) -> Callable[[int], None]:
        """Tell how many are done besides so many."""
        return lambda number: self.at(before + number)

    def __exit__(self, *_: object) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
