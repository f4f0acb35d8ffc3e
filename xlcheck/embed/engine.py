"""What the backends share: a text is cut into windows of pieces, these run through the encoder, its words are pooled.

Nothing is padded, and a text's vectors depend on nothing but itself: bit for bit the same in any order, in any company
and with any number of threads. Padded batches would change the last digits with the company a text keeps, and win
nothing: 205 texts a second on one core in batches of 32, against 209 one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

import numpy as np

from xlcheck.embed import Embedding
from xlcheck.text import words

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

    from xlcheck.embed import Matrix

# Neighbouring windows of a long text share so many pieces, so that each piece sees half of that on either side.
OVERLAP = 64
# Hidden states used, of a six-layer encoder's 0 (embeddings) to 6; of another depth, the ones at the same share of it.
LAYERS = (0, 2, 3, 4, 6)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Engine(Protocol):
    """A loaded model that runs one window of pieces at a time."""

    backend: str
    width: int
    statement_width: int
    layers: int
    window: int
    together: int
    """Pieces that windows of one length may share a run up to; 0 where each must run alone for its bytes' sake."""
    tokenizer: Tokenizer

    def run(self, windows: Sequence[Sequence[int]]) -> tuple[Matrix, Matrix]:
        """For windows of one length, in pieces: hidden states of the chosen layers and pooled vectors.

        Shapes (layers, windows, pieces, width) and (windows, statement width).
        """
        ...

    def single(self) -> AbstractContextManager[object]:
        """Within the block a text keeps to one thread, so that its sums do not depend on how many there are."""
        ...


def layers_of(depth: int) -> tuple[int, ...]:
    """Which hidden states to use of an encoder of `depth` layers."""
    return tuple(round(depth * layer / LAYERS[-1]) for layer in LAYERS)


def set_window(tokenizer: Tokenizer, window: int) -> None:
    """Let `tokenizer` cut what is longer than `window` pieces into overlapping windows, and pad nothing."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(window, stride=_overlap(tokenizer, window))


def _overlap(tokenizer: Tokenizer, window: int) -> int:
    return min(OVERLAP, (window - tokenizer.num_special_tokens_to_add(False)) // 2)


def embed_text(engine: Engine, text: str) -> Embedding:
    """Embed one text of any length: no word is lost to the model's window."""
    windows = windows_of(engine, text)
    with engine.single():
        runs = [engine.run([window.ids]) for window in windows]
    return assembled(engine, text, windows, ((states[:, 0], pooled[0]) for states, pooled in runs))


def windows_of(engine: Engine, text: str) -> list[Encoding]:
    """The pieces of a text by window, without windows in which nothing of the text stands."""
    # A lone surrogate is no character and cannot reach the tokenizer; one code point replaces it, offsets hold.
    first = engine.tokenizer.encode(_SURROGATE.sub("�", text))
    return [window for window in (first, *first.overflowing) if not all(window.special_tokens_mask)]


def assembled(
    engine: Engine, text: str, windows: Sequence[Encoding], seen: Iterable[tuple[Matrix, Matrix]]
) -> Embedding:
    """Join what the model `seen` in each window: hidden states, shape (layers, pieces, width), and pooled vectors."""
    states = np.zeros((engine.layers, 0, engine.width), dtype=np.float32)
    statement = np.zeros(engine.statement_width, dtype=np.float32)
    spans: list[tuple[int, int]] = []
    overlap = _overlap(engine.tokenizer, engine.window)
    for number, (window, (hidden, pooled)) in enumerate(zip(windows, seen, strict=True)):
        own = [i for i, special in enumerate(window.special_tokens_mask) if not special]
        # What two windows saw is taken from the one in which it stands further from the edge: each gives up half.
        late = overlap // 2 if number else 0
        keep = len(spans) - overlap + late if number else 0
        states = np.concatenate((states[:, :keep], hidden[:, own[late:]]), axis=1)
        spans[keep:] = [window.offsets[i] for i in own[late:]]
        statement += pooled * np.float32(len(own))
    length = np.float32(np.sqrt(np.square(statement, dtype=np.float64).sum()))
    return Embedding(statement / length if length else statement, pool_words(states, spans, text))


def pool_words(states: Matrix, spans: Sequence[tuple[int, int]], text: str) -> Matrix:
    """Average the pieces of each word, shape (layers, words, d). `spans` are the pieces' offsets in `text`, ascending.

    A piece that lies over several words counts for each; a word without a piece is the zero vector.
    """
    cut = words(text)
    pooled: NDArray[np.float32] = np.zeros((len(states), len(cut), states.shape[-1]), dtype=np.float32)
    first = 0
    for row, word in enumerate(cut):
        while first < len(spans) and spans[first][1] <= word.start:
            first += 1
        end = first
        while end < len(spans) and spans[end][0] < word.end:
            end += 1
        if end == first + 1:
            pooled[:, row] = states[:, first]
        elif end > first:
            pooled[:, row] = states[:, first:end].mean(1)
    return pooled
