"""Where what can be computed again is kept, and how the user hears of trouble with it."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

LAYOUT = 5
"""Raised when vectors change or are stored in another way: what was kept before is then not found any more."""

_LIBRARIES = ("onnxruntime", "sentence-transformers", "tokenizers", "torch", "transformers")


def cache_folder() -> Path | None:
    """The user's cache folder for this program: `XLCHECK_CACHE`, or what the system prescribes. None without a home."""
    named = os.environ.get("XLCHECK_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_dir

    folder = Path(user_cache_dir("xlcheck", appauthor=False))
    return folder if folder.is_absolute() else None


def make(folder: Path) -> None:
    """Make a folder that only its owner may look into. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


_NAMES = "|".join(library.replace("-", "[-_]") for library in _LIBRARIES)
_INSTALLED = re.compile(rf"({_NAMES})-([^-]+)\.dist-info", re.IGNORECASE)


@cache
def versions() -> dict[str, str]:
    """The libraries whose versions may change a vector's last digits; empty for one that is not installed."""
    found: dict[str, str] = {}
    # The names of the installers' records say it: importlib.metadata reads them with a mail parser, 0.02 s.
    for place in map(Path, sys.path):
        for record in place.glob("*.dist-info") if place.is_dir() else ():
            if match := _INSTALLED.fullmatch(record.name):
                found.setdefault(match[1].lower().replace("_", "-"), match[2])
    return {library: found[library] if library in found else _version(library) for library in _LIBRARIES}


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def tell(line: str) -> None:
    """One line on standard error; whatever a path may hold, it cannot steer the terminal."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    if sys.stderr is not None:  # closed by whoever started the program, or full: a line less changes no result
        with suppress(OSError):
            sys.stderr.write(f"xlcheck: {shown}\n")
