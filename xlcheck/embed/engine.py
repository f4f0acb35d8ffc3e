"""What the backends share: a text is cut into pieces, runs through the encoder by itself, and its words are pooled.

Every text runs alone, without padding. Batching changes float results in the last digits with the company a text keeps
(matrix kernels sum in another order for another number of rows), so that one text would have several vectors. Alone,
its vectors depend on nothing but itself: bit for bit the same in any order and with any number of threads. It costs
little, since padding wastes what batching wins: 209 texts a second on one core, against 205 in padded batches of 32.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

import numpy as np

from xlcheck.embed import Embedding
from xlcheck.embed.progress import counted
from xlcheck.text import words

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from xlcheck.embed import Matrix

# Neighbouring windows of a long text share so many pieces, so that each piece sees half of that on either side.
OVERLAP = 64
# Hidden states used, of a six-layer encoder's 0 (embeddings) to 6; of another depth, the ones at the same share of it.
LAYERS = (0, 2, 3, 4, 6)
FEW = 8  # texts that are done before a pool of threads pays
_SURROGATE = re.compile("[\ud800-\udfff]")


class Engine(Protocol):
    """A loaded model that runs one window of pieces at a time."""

    backend: str
    width: int
    statement_width: int
    layers: int
    window: int
    tokenizer: Tokenizer

    def run(self, pieces: Sequence[int]) -> tuple[Matrix, Matrix]:
        """Hidden states of the chosen layers, shape (layers, pieces, width), and the pooled vector."""
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


def embed_texts(engine: Engine, texts: Sequence[str]) -> list[Embedding]:
    """Embed every text, order kept, several at a time."""
    threads = _threads()
    with engine.single():
        if threads == 1 or len(texts) < FEW:
            return list(counted((_embedded(engine, text) for text in texts), len(texts)))
        with ThreadPoolExecutor(threads) as pool:
            return list(counted(pool.map(lambda text: _embedded(engine, text), texts), len(texts)))


def _threads() -> int:
    """As many as there are processors for this process, or as `OMP_NUM_THREADS` says, which users set for this."""
    named = os.environ.get("OMP_NUM_THREADS", "")
    if named.isdecimal() and int(named) > 0:
        return int(named)
    # Not every system can say which processors a process may use.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def embed_text(engine: Engine, text: str) -> Embedding:
    """Embed one text of any length: no word is lost to the model's window."""
    with engine.single():
        return _embedded(engine, text)


def _embedded(engine: Engine, text: str) -> Embedding:
    # A lone surrogate is no character and cannot reach the tokenizer; one code point replaces it, offsets hold.
    first = engine.tokenizer.encode(_SURROGATE.sub("�", text))
    states = np.zeros((engine.layers, 0, engine.width), dtype=np.float32)
    statement = np.zeros(engine.statement_width, dtype=np.float32)
    spans: list[tuple[int, int]] = []
    overlap = _overlap(engine.tokenizer, engine.window)
    for number, window in enumerate((first, *first.overflowing)):
        own = [i for i, special in enumerate(window.special_tokens_mask) if not special]
        if not own:
            continue
        hidden, pooled = engine.run(window.ids)
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
