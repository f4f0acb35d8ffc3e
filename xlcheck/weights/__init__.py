"""What was learned, as plain arrays: `<stage>.npz`, beside a card `<stage>.md` that names data, seed and figures."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.float32]]

MODEL_KEY = "model_sha256"  # the array that names the encoder a file was trained on


@lru_cache(maxsize=8)
def load(stage: str, model_digest: str) -> Arrays | None:
    """Return the arrays learned for `stage` as float32, to be treated as read-only.

    None where nothing was learned for the encoder whose weights have the SHA-256 `model_digest`: numbers made for one
    encoder mean nothing for another. Raises ValueError for a file that holds pickled objects.
    """
    path = files(__name__) / f"{stage}.npz"
    if not path.is_file():
        return None
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
        if str(archive[MODEL_KEY]) != model_digest:
            return None
        return {name: archive[name].astype(np.float32) for name in archive.files if name != MODEL_KEY}
