"""What was learned, as plain arrays: `<stage>.npz`, beside a card `<stage>.md` that names data, seed and figures."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.float32]]

FOLDER = Path(__file__).parent  # not by importlib.resources, which takes 3 ms to import
MODEL_KEY = "model_sha256"  # the array that names the encoder a file was trained on


@lru_cache(maxsize=8)
def load(stage: str, model_digest: str) -> Arrays | None:
    """Return the arrays learned for `stage` as float32, to be treated as read-only.

    None where nothing was learned for the encoder whose weights have the SHA-256 `model_digest`: numbers made for one
    encoder mean nothing for another. Raises ValueError for a file that holds pickled objects.
    """
    path = FOLDER / f"{stage}.npz"
    if not path.is_file():
        return None
    stored = arrays_in(path)
    if str(stored[MODEL_KEY]) != model_digest:
        return None
    return {name: array.astype(np.float32) for name, array in stored.items() if name != MODEL_KEY}


def arrays_in(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of an `.npz` file by name. Raises ValueError for one that holds pickled objects."""
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}
