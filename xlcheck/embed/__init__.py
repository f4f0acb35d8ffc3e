"""Texts into vectors, for whole statements and for each of their words. The only place that knows a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from xlcheck.settings import Settings

    Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """Vectors of one text of n words (as `text.words` cuts them).

    `statement` has length 1, or is zero for a text that the model sees nothing in; its shape is (d,), unless the model
    ends in a layer of another width. `words` has shape (layers, n, d): hidden states of the encoder averaged over each
    word's pieces, from shallow to deep, the last being the encoder's last layer; rows are not normalised, and zero for
    a word that the tokenizer drops.
    """

    statement: Matrix
    words: Matrix


class Coming(Protocol):
    """Embeddings on their way."""

    def __call__(self) -> list[Embedding]:
        """Join in what is not done yet, and give every text's embedding, order kept. Once only."""
        ...

    def drop(self) -> None:
        """Begin nothing more: nobody will ask."""
        ...


class Embedder(Protocol):
    """Anything that embeds texts. `name`, `digest` (SHA-256 of the weights) and `backend` go into the signature."""

    @property
    def name(self) -> str:
        """The model as the user knows it."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256 that stands for the weights and all that goes with them."""
        ...

    @property
    def backend(self) -> str:
        """What computes the vectors: `onnx` or `sentence-transformers`. Final once texts have been embedded."""
        ...

    def __call__(self, texts: Sequence[str]) -> list[Embedding]:
        """Embed every text, order kept; the empty text gives a zero statement and no words."""
        ...

    def ahead(self, texts: Sequence[str]) -> Coming:
        """Begin to embed, on the processors that the caller leaves idle."""
        ...


def load(settings: Settings | None = None) -> Embedder:
    """Make the embedder that `settings` ask for, the default model on the fastest backend where there are none.

    The model itself loads when the first text is not in the embedding cache. Raises xlcheck.errors.ModelError for a
    model that is missing, damaged or not to be trusted.
    """
    from xlcheck.embed.lazy import LazyEmbedder
    from xlcheck.settings import Settings

    settings = settings or Settings()
    return LazyEmbedder(settings.model, settings.backend.value, offline=settings.offline, cached=settings.cache)
