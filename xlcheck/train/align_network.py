"""The aligner's network in torch: the same sums as `xlcheck.align.head`, in batches and with gradients."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from xlcheck.align.features import CHANNELS
from xlcheck.train.align_data import Annotation, Example

# Small, because size does not pay: with half of the development part held out, one space of rank 2 reached 0.866 and
# eight of rank 16 0.867 of sure F1.
SPACES, RANK, ALONE, CELLS, ROUNDS = 4, 8, 16, 32, 3
DROPOUT = 0.1
RATE, DECAY = 2e-3, 0.02


class Network(nn.Module):  # type: ignore[misc]  # torch comes without types that mypy could follow here
    """Link chances from the vectors of two renderings; see `xlcheck.align.head` for what it looks at."""

    def __init__(self, mean: Tensor, channels: int = CHANNELS) -> None:
        """Start from random weights; `mean` (layers, d) is taken off every vector."""
        super().__init__()
        layers, width = mean.shape
        self.mean = nn.Buffer(mean)
        self.projection = nn.Parameter(torch.randn(layers * width, SPACES, RANK) / math.sqrt(layers * width))
        self.word = nn.Linear(layers * width, ALONE)
        self.word_out = nn.Linear(ALONE, CELLS, bias=False)
        self.input = nn.Linear(layers + channels + SPACES, CELLS)
        self.annotation = nn.Parameter(torch.zeros(len(Annotation), CELLS))
        self.context = nn.ModuleList(nn.Linear(5 * CELLS, CELLS, bias=False) for _ in range(ROUNDS))
        self.convolution = nn.ModuleList(nn.Conv2d(CELLS, CELLS, 3, padding=1, bias=False) for _ in range(ROUNDS))
        self.output = nn.ModuleList(nn.Linear(CELLS, 2) for _ in range(ROUNDS))

    def rates(self) -> list[dict[str, Any]]:
        """Return the parameters with the rate and the decay that each learns at."""
        return [{"params": list(self.parameters()), "lr": RATE, "weight_decay": DECAY}]

    def answers(self, inputs: Sequence[Tensor], some: Sequence[Example]) -> list[Tensor]:
        """Answer for the examples that `inputs` were made from, see `forward`."""
        found: list[Tensor] = self(*inputs)
        return found

    def forward(self, a: Tensor, b: Tensor, surface: Tensor, in_a: Tensor, in_b: Tensor, by: Tensor) -> list[Tensor]:
        """Return, for every round, two logits a cell: that the words are linked at all, and if so, that it is sure.

        Shapes: vectors (batch, layers, n, d) and (batch, layers, m, d), surface (batch, n, m, channels), masks
        (batch, n) and (batch, m), `by` (batch,) the annotation; the answer (batch, n, m, 2).
        """
        a, b = (functional.normalize(vectors - self.mean[:, None], dim=-1) for vectors in (a, b))
        likeness = torch.einsum("blid,bljd->bijl", a, b)
        if self.training:
            # The same vector components for both sides, so that likeness in what is left keeps its meaning.
            kept = functional.dropout(torch.ones(len(a), 1, 1, a.shape[-1]), DROPOUT)
            a, b = a * kept, b * kept
        rows, columns = (vectors.transpose(1, 2).flatten(2) for vectors in (a, b))
        projected = torch.einsum("bisr,bjsr->bijs", self._projected(rows), self._projected(columns))
        inside = (in_a[:, :, None] & in_b[:, None])[..., None]
        cells = self.input(torch.cat([likeness, surface, projected], -1)) + self.annotation[by][:, None, None]
        cells = cells + self._alone(rows)[:, :, None] + self._alone(columns)[:, None]
        cells = torch.relu(cells) * inside
        answers = []
        for context, convolution, output in zip(self.context, self.convolution, self.output, strict=True):
            seen = torch.relu(_mixed(context.weight, cells, in_a, in_b)) * inside
            seen = functional.dropout(seen, DROPOUT, self.training)
            cells = torch.relu(cells + convolution(seen.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)) * inside
            answers.append(output(cells))
        return answers

    def _projected(self, words: Tensor) -> Tensor:
        return functional.normalize(torch.einsum("bnd,dsr->bnsr", words, self.projection), dim=-1)

    def _alone(self, words: Tensor) -> Tensor:
        return self.word_out(torch.relu(self.word(words * 3)))

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return what inference needs, by the names that `xlcheck.align.head` knows, for pairs with sure links told."""
        arrays = {
            "projection": self.projection,
            "word.weight": self.word.weight.T * 3,
            "word.bias": self.word.bias,
            "word.out": self.word_out.weight.T,
            "input.weight": self.input.weight.T,
            "input.bias": self.input.bias + self.annotation[Annotation.TOLD],
            "output.weight": self.output[-1].weight.T,
            "output.bias": self.output[-1].bias,
        }
        for k in range(ROUNDS):
            arrays[f"context{k}"] = self.context[k].weight.T
            arrays[f"convolution{k}"] = self.convolution[k].weight.permute(2, 3, 1, 0)
        return {name: array.detach().numpy() for name, array in arrays.items()}


def _mixed(weight: Tensor, cells: Tensor, in_a: Tensor, in_b: Tensor) -> Tensor:
    """Mix every cell with the best of its row, the best of its column, and the means of either; `weight` (c, 5 c)."""
    own, row, column, rows, columns = weight.chunk(5, dim=1)
    # Cells are rectified, so padding, which is zero, is never better than a word.
    best_of_row, best_of_column = cells.amax(2), cells.amax(1)
    mean_of_rows = best_of_row.sum(1) / in_a.sum(1)[:, None]
    mean_of_columns = best_of_column.sum(1) / in_b.sum(1)[:, None]
    of_all = functional.linear(mean_of_rows, rows) + functional.linear(mean_of_columns, columns)
    of_rows = functional.linear(best_of_row, row) + of_all[:, None]
    return functional.linear(cells, own) + of_rows[:, :, None] + functional.linear(best_of_column, column)[:, None]
