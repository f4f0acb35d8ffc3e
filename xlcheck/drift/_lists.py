"""The word lists of `facts.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("xlcheck.drift") / "facts.toml").read_text(encoding="utf-8"))


def listed(section: str, name: str) -> frozenset[str]:
    """The words listed under a name."""
    return frozenset(word for part in _tables()[section][name].split(",") if (word := part.strip()))
