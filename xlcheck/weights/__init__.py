"""What was learned, as plain arrays: `<stage>.npz`, beside a card `<stage>.md` that names data, seed and figures."""

from __future__ import annotations

import re
from functools import lru_cache
from math import prod
from pathlib import Path
from struct import unpack_from
from typing import Any
from zipfile import ZIP_STORED, ZipFile

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
    """Return the arrays of an `.npz` file by name, read-only, without copying those that are stored uncompressed.

    As `np.load` without pickle, which takes 0.2 ms an array: too much for the hundred and more of a run. Raises
    ValueError for arrays of objects.
    """
    with path.open("rb") as stream:
        data = stream.read()
        with ZipFile(stream) as archive:
            found = {}
            for member in archive.infolist():
                if member.compress_type == ZIP_STORED:
                    # Name and extra field of the member's own header may be longer than in the directory.
                    start = member.header_offset + _LOCAL + sum(unpack_from("<HH", data, member.header_offset + 26))
                    content = memoryview(data)[start : start + member.file_size]
                else:
                    content = memoryview(archive.read(member))
                found[member.filename.removesuffix(".npy")] = _array(content)
    return found


_LOCAL = 30  # bytes of a member's header before its name
_HEADER = re.compile(rb"\{'descr': '([<>|][A-Za-z]\d+)', 'fortran_order': (True|False), 'shape': \(([\d, ]*)\), }\s*")


def _array(content: memoryview) -> NDArray[Any]:
    """The array of one `.npy` file in its first format, which any array of numbers or characters has."""
    (length,) = unpack_from("<H", content, 8)
    header = _HEADER.fullmatch(content[10 : 10 + length])
    if bytes(content[:8]) != b"\x93NUMPY\x01\x00" or header is None:
        raise ValueError("not an array of numbers; pickled objects are not read")
    shape = tuple(int(size) for size in header[3].split(b",") if size.strip())
    flat: NDArray[Any] = np.frombuffer(content, header[1].decode(), prod(shape), 10 + length)
    return np.require(flat, requirements="A").reshape(shape, order="F" if header[2] == b"True" else "C")
