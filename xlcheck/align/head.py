"""The learned head: a small convolutional network over the matrix of two renderings' words. Inference in numpy.

Every cell starts from the cosines of its two words in each layer, their likeness in learned projections, what
`features.surface` sees, and a learned view of each word alone. Then some rounds, in each of which a cell sees the best
of its row and of its column (is there a better partner?), how well rows and columns fare on the whole (how free is the
rendering?) and its neighbours (do the words beside answer each other?). Where the weights hold several such networks,
they vote; those shipped hold one, which learned from several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from xlcheck.align.features import surface
from xlcheck.align.likeness import Matrix, unit
from xlcheck.model import Word

STRIP = 1 << 16  # cells whose neighbourhoods are gathered at once: about 75 MB, and all but a speech in one go

Weights = Mapping[str, Matrix]


class Seen(NamedTuple):
    """What the head sees of one rendering's n words by their vectors alone.

    `rows` (layers, n, d) are of unit length; `projected` (spaces, n, rank) and `alone` (n, c) come one for each voice.
    """

    rows: Matrix
    projected: tuple[Matrix, ...]
    alone: tuple[Matrix, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """`mean` (layers, d) is taken off every vector; `voices` are the networks' weights, as `train.align` names them."""

    mean: Matrix
    voices: tuple[Weights, ...]

    def see(self, vectors: Matrix) -> Seen:
        """Return what `chances_between` needs of a rendering whose words' vectors have the shape (layers, n, d)."""
        rows = unit(vectors - self.mean[:, None])
        flat = _flat(rows)
        return Seen(
            rows,
            tuple(_projected(voice, flat) for voice in self.voices),
            tuple(_alone(voice, flat) for voice in self.voices),
        )

    def chances(self, a: Sequence[Word], b: Sequence[Word], a_vectors: Matrix, b_vectors: Matrix) -> Matrix:
        """Return the chance of a link for every two words, shape (n, m); vectors have the shape (layers, n, d).

        Not symmetric: learned from pairs in which `a` is the longer rendering.
        """
        return self.chances_between(a, b, self.see(a_vectors), self.see(b_vectors))

    def chances_between(self, a: Sequence[Word], b: Sequence[Word], a_seen: Seen, b_seen: Seen) -> Matrix:
        """Return the same for renderings that were seen before, since one may meet several others."""
        likeness = (a_seen.rows @ b_seen.rows.transpose(0, 2, 1)).transpose(1, 2, 0)
        shared = np.concatenate([likeness, surface(a, b)], axis=-1)
        sides = zip(self.voices, a_seen.projected, b_seen.projected, a_seen.alone, b_seen.alone, strict=True)
        mean: Matrix = np.mean([_chances(voice, shared, *of_voice) for voice, *of_voice in sides], axis=0)
        return mean


def head_from(arrays: Weights) -> Head:
    """Return the head whose arrays are named `mean` and `<voice>.<weight>`."""
    voices: dict[str, dict[str, Matrix]] = {}
    for name, array in arrays.items():
        voice, _, weight = name.partition(".")
        if weight:
            voices.setdefault(voice, {})[weight] = array
    return Head(arrays["mean"], tuple(voices.values()))


def _chances(
    w: Weights, shared: Matrix, projected_a: Matrix, projected_b: Matrix, alone_a: Matrix, alone_b: Matrix
) -> Matrix:
    projected = (projected_a @ projected_b.transpose(0, 2, 1)).transpose(1, 2, 0)
    cells = np.concatenate([shared, projected], axis=-1) @ w["input.weight"] + w["input.bias"]
    cells = _relu(cells + alone_a[:, None] + alone_b[None])
    for k in range(sum(name.startswith("convolution") for name in w)):
        cells = _relu(cells + _convolved(_relu(_context(w[f"context{k}"], cells)), w[f"convolution{k}"]))
    logits = cells @ w["output.weight"] + w["output.bias"]
    chances: Matrix = np.prod(1 / (1 + np.exp(-logits)), axis=-1)
    return chances


def _flat(words: Matrix) -> Matrix:
    layers, count, width = words.shape
    return words.transpose(1, 0, 2).reshape(count, layers * width)


def _projected(w: Weights, words: Matrix) -> Matrix:
    """Project words (n, layers * d) into every learned space: unit rows, shape (spaces, n, rank)."""
    _, spaces, rank = w["projection"].shape
    flat = words @ w["projection"].reshape(-1, spaces * rank)
    return unit(flat.reshape(len(words), spaces, rank)).transpose(1, 0, 2)


def _alone(w: Weights, words: Matrix) -> Matrix:
    return _relu(words @ w["word.weight"] + w["word.bias"]) @ w["word.out"]


def _context(weight: Matrix, cells: Matrix) -> Matrix:
    """Mix every cell with the best of its row, the best of its column, and the means of either; `weight` (5 c, c)."""
    own, row, column, rows, columns = weight.reshape(5, -1, weight.shape[1])
    best_of_row, best_of_column = cells.max(1), cells.max(0)
    of_all = best_of_row.mean(0) @ rows + best_of_column.mean(0) @ columns
    mixed: Matrix = cells @ own
    mixed += (best_of_row @ row + of_all)[:, None]
    mixed += (best_of_column @ column)[None]
    return mixed


def _relu(values: Matrix) -> Matrix:
    return np.maximum(values, 0)


def _convolved(cells: Matrix, kernel: Matrix) -> Matrix:
    """Convolve (n, m, c) with a kernel (3, 3, c, out), the edge padded with zeros."""
    n, m, width = cells.shape
    padded = np.zeros((n + 2, m + 2, width), dtype=cells.dtype)
    padded[1:-1, 1:-1] = cells
    flat = kernel.reshape(-1, kernel.shape[-1])
    step = max(1, STRIP // m)
    strips = []
    for top in range(0, n, step):
        strip = padded[top : top + step + 2]
        around = [strip[i : len(strip) - 2 + i, j : j + m] for i in range(3) for j in range(3)]
        strips.append(np.concatenate(around, axis=-1) @ flat)
    return np.concatenate(strips)
