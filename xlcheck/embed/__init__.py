"""Texts into vectors, for whole statements and for each of their words. The only place that knows a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """Vectors of one text of n words (as `text.words` cuts them).

    `statement` has shape (d,) and length 1. `words` has shape (layers, n, d): the hidden states of the encoder averaged
    over each word's pieces, from shallow to deep, the last being the encoder's last layer; rows are not normalised.
    """

    statement: Matrix
    words: NDArray[np.float32]


class Embedder(Protocol):
    """Anything that embeds texts. `name` and `digest` go into the signature; `digest` is the weights' SHA-256."""

    name: str
    digest: str
    backend: str

    def __call__(self, texts: Sequence[str]) -> list[Embedding]:
        """Embed every text, order kept; the empty text gives a zero statement and no words."""
        ...


def load(settings: object | None = None) -> Embedder:
    """The embedder that `settings` ask for; None stands for the default model and backend."""
    from xlcheck.embed.reference import ReferenceEmbedder

    return ReferenceEmbedder()
