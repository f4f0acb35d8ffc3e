"""What the backends share: a text is cut into pieces, runs through the encoder by itself, and its words are pooled.

Nothing is padded, and a text's vectors depend on nothing but itself: bit for bit the same in any order, in any company
and with any number of threads. Padded batches would change the last digits with the company a text keeps, and win
nothing: 205 texts a second on one core in batches of 32, against 209 one by one. Texts of one length do share a run
where an engine was seen to give each the same bytes as alone: its weights then pass through the processor once for all
of them, which takes 0.23 ms a piece instead of 0.30.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from xlcheck.embed import Embedding
from xlcheck.embed.progress import counted
from xlcheck.text import words

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

    from xlcheck.embed import Matrix

# Neighbouring windows of a long text share so many pieces, so that each piece sees half of that on either side.
OVERLAP = 64
# Hidden states used, of a six-layer encoder's 0 (embeddings) to 6; of another depth, the ones at the same share of it.
LAYERS = (0, 2, 3, 4, 6)
FEW = 8  # texts that are done before a pool of threads pays
STRETCH = 256  # texts whose windows are shared out at once: some 60 MB of hidden states
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


def embed_texts(engine: Engine, texts: Sequence[str]) -> list[Embedding]:
    """Embed every text, order kept, several at a time."""
    return embed_ahead(engine, texts)()


def embed_ahead(engine: Engine, texts: Sequence[str]) -> Callable[[], list[Embedding]]:
    """Begin with the first STRETCH texts on all processors but the caller's; the outcome joins in and does the rest."""
    stretches = [texts[start : start + STRETCH] for start in range(0, len(texts), STRETCH)]
    first = _Shared(engine, stretches[0]) if stretches else None

    def outcome() -> list[Embedding]:
        shared = (_Shared(engine, stretch) if number else first for number, stretch in enumerate(stretches))
        made = (embedding for part in shared if part is not None for embedding in part.done())
        return list(counted(made, len(texts)))

    return outcome


class _Shared:
    """Texts whose windows several threads run, and do nothing else: for Python they would wait for each other."""

    def __init__(self, engine: Engine, texts: Sequence[str]) -> None:
        """Cut the texts, and let all threads but one begin; that one is for whoever asks for what is done."""
        threads = _threads() if len(texts) >= FEW else 1
        self._engine, self._texts = engine, texts
        self._windows = [windows_of(engine, text) for text in texts]
        self._ids = [window.ids for windows in self._windows for window in windows]
        room = sum(map(len, self._ids)) // (4 * threads)  # so that each thread has some runs to do
        self._runs = deque(of_one_length(self._ids, min(engine.together, room)))
        self._seen: list[Any] = [None] * len(self._ids)
        self._others: list[Future[None]] = []
        if threads > 1:
            pool = ThreadPoolExecutor(threads - 1)
            self._others = [pool.submit(self._run) for _ in range(threads - 1)]
            pool.shutdown(wait=False)

    def _run(self) -> None:
        with self._engine.single():
            while self._runs:
                try:
                    group = self._runs.popleft()
                except IndexError:  # another thread was faster
                    return
                states, pooled = self._engine.run([self._ids[number] for number in group])
                for place, number in enumerate(group):
                    self._seen[number] = states[:, place], pooled[place]

    def done(self) -> Iterator[Embedding]:
        """Join in, wait for the others, and put together what was seen of each text."""
        try:
            with self._engine.single():  # the last one out, so that this thread finds everything as it was
                self._run()
                for other in self._others:
                    other.result()
        finally:
            self._runs.clear()
        coming = iter(self._seen)
        for text, windows in zip(self._texts, self._windows, strict=True):
            yield _assembled(self._engine, text, windows, [next(coming) for _ in windows])


def of_one_length(windows: Sequence[Sequence[int]], together: int) -> Iterator[list[int]]:
    """Share windows out, by number, into runs of one length; the longest come first.

    A run holds at most `together` pieces, or is one window. A lone piece stays alone: a product with a vector sums in
    another order than one with a matrix.
    """
    lengths = [len(window) for window in windows]
    by_length = sorted(range(len(windows)), key=lambda number: -lengths[number])
    for length, numbers in groupby(by_length, lengths.__getitem__):
        alike = list(numbers)
        step = max(1, together // length) if length > 1 else 1
        yield from (alike[start : start + step] for start in range(0, len(alike), step))


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
    windows = windows_of(engine, text)
    runs = (engine.run([window.ids]) for window in windows)
    return _assembled(engine, text, windows, [(states[:, 0], pooled[0]) for states, pooled in runs])


def windows_of(engine: Engine, text: str) -> list[Encoding]:
    """The pieces of a text by window, without windows in which nothing of the text stands."""
    # A lone surrogate is no character and cannot reach the tokenizer; one code point replaces it, offsets hold.
    first = engine.tokenizer.encode(_SURROGATE.sub("�", text))
    return [window for window in (first, *first.overflowing) if not all(window.special_tokens_mask)]


def _assembled(
    engine: Engine, text: str, windows: Sequence[Encoding], seen: Sequence[tuple[Matrix, Matrix]]
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
