"""Training, one module a stage: `python -m xlcheck.train.<stage> --data FOLDER`. Needs torch; checking never does."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlcheck.weights import MODEL_KEY

FIXTURES = Path(__file__).parents[2] / "fixtures"  # of a checkout; what was written to learn from lies there


def found_in(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder that match, sorted. Raises FileNotFoundError where there is none: nothing is left out."""
    files = sorted(folder.glob(pattern))
    if not files:
        raise FileNotFoundError(f"{folder}: holds no {pattern}")
    return files


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def save(stage: str, model_digest: str, arrays: Mapping[str, NDArray[Any]]) -> Path:
    """Write `arrays` as float16 into the package's weights for `stage`."""
    path = Path(__file__).parent.parent / "weights" / f"{stage}.npz"
    halves = {name: np.asarray(array, dtype=np.float16) for name, array in sorted(arrays.items())}
    write_arrays(path, {MODEL_KEY: np.array(model_digest)} | halves)
    return path


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write an `.npz` file that reads fast; the same arrays give the same bytes.

    Uncompressed, because numbers learned shrink by a twelfth and inflating them takes longer than all else about them.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            body = BytesIO()
            np.lib.format.write_array(body, np.asanyarray(array), allow_pickle=False)
            # A fixed date, because numpy's own writer stamps the hour and would make every file differ.
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), body.getvalue())
