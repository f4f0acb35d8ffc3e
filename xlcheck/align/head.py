"""The learned head: a small convolutional network over the matrix of two renderings' words. Inference in numpy.

Every cell starts from the cosines of its two words in each layer, their likeness in several learned projections, what
`features.surface` sees, and a learned view of each word alone. Then some rounds, in each of which a cell sees the best
of its row and of its column (is there a better partner?) and its neighbours (do the words beside answer each other?).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xlcheck.align.features import surface
from xlcheck.align.likeness import Matrix, unit
from xlcheck.model import Word

STRIP = 1 << 16  # cells whose neighbourhoods are gathered at once: about 75 MB, and whole for anything but a speech


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The weights of one trained head, by name, as `xlcheck.train.align` writes them."""

    weights: dict[str, Matrix]

    def chances(self, a: Sequence[Word], b: Sequence[Word], a_vectors: Matrix, b_vectors: Matrix) -> Matrix:
        """Return the chance of a link for every two words, shape (n, m); vectors have the shape (layers, n, d)."""
        w = self.weights
        rows, columns = (unit(vectors - w["mean"][:, None]) for vectors in (a_vectors, b_vectors))
        likeness = rows @ columns.transpose(0, 2, 1)
        flat_rows, flat_columns = (_flat(vectors) for vectors in (rows, columns))
        projected = self._projected(flat_rows) @ self._projected(flat_columns).transpose(0, 2, 1)
        pairwise = np.concatenate([likeness, projected]).transpose(1, 2, 0)
        seen = surface(a, b)
        alone = self._alone(flat_rows), self._alone(flat_columns)
        there = self._network(pairwise, seen, *alone)
        mirrored = seen.transpose(1, 0, 2) * _MIRROR
        back = self._network(pairwise.transpose(1, 0, 2), mirrored, alone[1], alone[0])
        return ((there + back.T) / 2).astype(np.float32)

    def _projected(self, words: Matrix) -> Matrix:
        """Project words (n, layers * d) into every head's space: unit rows, shape (heads, n, rank)."""
        _, heads, rank = self.weights["projection"].shape
        flat = words @ self.weights["projection"].reshape(-1, heads * rank)
        return unit(flat.reshape(len(words), heads, rank)).transpose(1, 0, 2)

    def _alone(self, words: Matrix) -> Matrix:
        w = self.weights
        return _relu(words @ w["word.weight"] + w["word.bias"]) @ w["word.out"]

    def _network(self, pairwise: Matrix, seen: Matrix, rows: Matrix, columns: Matrix) -> Matrix:
        w = self.weights
        cells = np.concatenate([pairwise, seen], axis=-1) @ w["input.weight"] + w["input.bias"]
        cells = _relu(cells + rows[:, None] + columns[None])
        for k in range(self.rounds):
            pool = w[f"pool{k}.weight"]
            width = cells.shape[-1]
            context = cells @ pool[:width] + w[f"pool{k}.bias"]
            context += (cells.max(1) @ pool[width : 2 * width])[:, None]
            context += (cells.max(0) @ pool[2 * width :])[None]
            cells = _relu(cells + _convolved(_relu(context), w[f"conv{k}.weight"], w[f"conv{k}.bias"]))
        logits = cells @ w["output.weight"] + w["output.bias"]
        chances: Matrix = np.prod(1 / (1 + np.exp(-logits)), axis=-1)
        return chances

    @property
    def rounds(self) -> int:
        """How often every cell looks around."""
        return sum(name.startswith("conv") and name.endswith(".weight") for name in self.weights)


# Read from the other side, only the offset of the places changes its sign.
_MIRROR = np.array([1, 1, 1, -1, 1, 1], dtype=np.float32)


def _flat(words: Matrix) -> Matrix:
    layers, count, width = words.shape
    return words.transpose(1, 0, 2).reshape(count, layers * width)


def _relu(values: Matrix) -> Matrix:
    return np.maximum(values, 0)


def _convolved(cells: Matrix, kernel: Matrix, bias: Matrix) -> Matrix:
    """Convolve (n, m, c) with a kernel (3, 3, c, out), the edge padded with zeros."""
    n, m, _ = cells.shape
    padded = np.pad(cells, ((1, 1), (1, 1), (0, 0)))
    flat = kernel.reshape(-1, kernel.shape[-1])
    step = max(1, STRIP // m)
    strips = []
    for top in range(0, n, step):
        strip = padded[top : top + step + 2]
        around = [strip[i : len(strip) - 2 + i, j : j + m] for i in range(3) for j in range(3)]
        strips.append(np.concatenate(around, axis=-1) @ flat + bias)
    return np.concatenate(strips)
