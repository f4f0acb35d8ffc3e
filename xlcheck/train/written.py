"""Renderings written for the judge: a statement, a second free rendering of it, and that rendering with one slip."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from xlcheck.model import Stretch
from xlcheck.text import words
from xlcheck.train import found_in
from xlcheck.train.renderings import Example

HARMLESS, SLIPPED, MINIMAL = 1.5, 1.5, 0.5  # weights in the loss


def written(folder: Path) -> Iterator[Example]:
    """Three pairs for each item: both renderings, the first and the slipped, the second and the slipped.

    Files are JSON Lines with `a`, `b`, `bad` and `kind`; an item whose `bad` is no more than another spelling of `b` is
    passed over. Raises FileNotFoundError for a folder without such files.
    """
    for path in found_in(folder, "*.jsonl"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            a, b, bad = (row[side].strip() for side in ("a", "b", "bad"))
            of_b, of_bad = _parted(b, bad)
            if not of_b and not of_bad:
                continue
            group = f"written {path.stem} {number}"
            yield Example(a, b, 0.0, HARMLESS, group, "written", (), (), ranked=True)
            # What was cut out stands in a, but which of its words that are is not told.
            yield Example(a, bad, 1.0, SLIPPED, group, "written", None, of_bad or None, ranked=True)
            yield Example(b, bad, 1.0, MINIMAL, group, "written minimal", of_b, of_bad)


def _parted(b: str, bad: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """The stretches of both texts that the other has not."""
    cuts = words(b), words(bad)
    lower = [[word.text.lower() for word in cut] for cut in cuts]
    matcher = SequenceMatcher(None, lower[0], lower[1], autojunk=False)
    found: tuple[list[Stretch], list[Stretch]] = ([], [])
    for tag, i, j, k, m in matcher.get_opcodes():
        for side, cut, start, end in zip(found, cuts, (i, k), (j, m), strict=True):
            if tag != "equal" and start < end:
                side.append(Stretch(cut[start].start, cut[end - 1].end))
    return tuple(found[0]), tuple(found[1])
