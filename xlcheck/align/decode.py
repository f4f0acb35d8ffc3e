"""A matrix of link chances into phrases: blocks in which every word of one side answers every word of the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Block = tuple[tuple[int, ...], tuple[int, ...]]

# A link pays where its chance is above half the F1 that is to be had (Lipton et al. 2014): 0.9 / 2.
PAYS = 0.45


def blocks(chances: Matrix, pays: float = PAYS) -> list[Block]:
    """Return the blocks (rows, columns) of `chances`, shape (n, m), by first row; no row or column is in two of them.

    Correlation clustering, greedy: the two groups whose union gains most are joined until no union gains, where
    every link between them gains its chance less `pays`.
    """
    found = [block for rows, columns in _islands(chances > pays) for block in _joined(chances, rows, columns, pays)]
    return sorted(found)


def _islands(linked: NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """Return the connected components of a bipartite graph: no union across two of them can gain."""
    row_at: dict[int, int] = {}
    islands: list[tuple[list[int], list[int]]] = []
    columns_of: list[list[int]] = [[] for _ in range(linked.shape[0])]
    rows_of: list[list[int]] = [[] for _ in range(linked.shape[1])]
    for row, column in np.argwhere(linked).tolist():
        columns_of[row].append(column)
        rows_of[column].append(row)
    for first in range(len(columns_of)):
        if first in row_at or not columns_of[first]:
            continue
        rows, columns, seen = [first], [], set()
        row_at[first] = len(islands)
        for row in rows:
            for column in columns_of[row]:
                if column in seen:
                    continue
                seen.add(column)
                columns.append(column)
                for other in rows_of[column]:
                    if other not in row_at:
                        row_at[other] = len(islands)
                        rows.append(other)
        islands.append((sorted(rows), sorted(columns)))
    return islands


def _joined(chances: Matrix, rows: Sequence[int], columns: Sequence[int], pays: float) -> list[Block]:
    if len(rows) == 1 and len(columns) == 1:
        return [(tuple(rows), tuple(columns))]
    count = len(rows) + len(columns)
    gain = np.zeros((count, count), dtype=np.float64)
    gain[: len(rows), len(rows) :] = chances[np.ix_(rows, columns)] - pays
    gain += gain.T
    members = [[k] for k in range(count)]
    while True:
        np.fill_diagonal(gain, -np.inf)
        i, j = divmod(int(gain.argmax()), count)
        if gain[i, j] <= 0:
            break
        members[i] += members[j]
        members[j] = []
        gain[i] += gain[j]
        gain[:, i] = gain[i]
        gain[j] = gain[:, j] = -np.inf
    parts = [sorted(part) for part in members if len(part) > 1]
    return [
        (
            tuple(rows[k] for k in part if k < len(rows)),
            tuple(columns[k - len(rows)] for k in part if k >= len(rows)),
        )
        for part in parts
    ]
