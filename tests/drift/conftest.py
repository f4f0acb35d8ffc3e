"""Renderings aligned by the real model, so that a table of cases is a table of sentences."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

import pytest

from xlcheck.align import align, load_head
from xlcheck.embed import Embedder
from xlcheck.model import Aligned, Judgement, Rendering, Severity
from xlcheck.text import words


class Told(NamedTuple):
    """What a kind says of two wordings: the words it points at, None where it points at none."""

    severity: Severity
    a: str | None
    b: str | None
    message: str


@pytest.fixture(scope="session")
def told_by(embedder: Embedder) -> Callable[..., list[Told]]:
    """What one kind of drift says of two bare renderings, without a judge or with one that suspects some words."""
    head = load_head(embedder.digest)

    def told(kind: ModuleType, a: str, b: str, suspects: str | None = None, share: float = 0.9) -> list[Told]:
        sides = [Rendering(text, words(text)) for text in (a, b)]
        vectors = embedder([a, b])
        found = align(sides[0].words, sides[1].words, vectors[0].words, vectors[1].words, head)
        likeness = float(vectors[0].statement @ vectors[1].statement)
        judgement = None
        if suspects is not None:
            shares = [tuple(share if word.text in suspects.split() else 0.1 for word in side.words) for side in sides]
            judgement = Judgement(share, *shares)
        aligned = Aligned(*sides, found.links, found.phrases, found.left_a, found.left_b, likeness, judgement)
        return [
            Told(
                d.severity, a[d.a.start : d.a.end] if d.a else None, b[d.b.start : d.b.end] if d.b else None, d.message
            )
            for d in kind.check(aligned)
        ]

    return told
