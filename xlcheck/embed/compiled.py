"""The compiled backend: the same model as one ONNX graph, run by onnxruntime. Imports neither torch nor transformers.

A compiled form is a folder in the user's cache: `model.onnx`, its `weights.bin`, `tokenizer.json` and `manifest.json`,
which names the weights and library versions it was made from, the hashes of the others, and how many pieces may share a
run. `prepare` makes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlcheck.embed.folder import LAYOUT, cache_folder, versions
from xlcheck.embed.source import sha256_of
from xlcheck.errors import ModelError

if TYPE_CHECKING:
    from xlcheck.embed import Matrix

GRAPH, WEIGHTS, TOKENIZER, MANIFEST = "model.onnx", "weights.bin", "tokenizer.json", "manifest.json"
FILES = (GRAPH, WEIGHTS, TOKENIZER)
"""What the manifest holds the hashes of."""


def made_from(digest: str) -> dict[str, Any]:
    """What a compiled form depends on."""
    return {"layout": LAYOUT, "model": digest, "versions": versions()}


def compiled_folder(digest: str) -> Path | None:
    """Where the compiled form of these weights belongs, whether it is there or not. None without a cache folder."""
    folder = cache_folder()
    key = hashlib.sha256(json.dumps(made_from(digest), sort_keys=True).encode()).hexdigest()
    return None if folder is None else folder / "models" / key[:32]


def seal(manifest: dict[str, Any]) -> dict[str, Any]:
    """Add the manifest's own hash, so that damage to it shows too."""
    plain = json.dumps(manifest, sort_keys=True).encode()
    return {**manifest, "seal": hashlib.sha256(plain).hexdigest()}


def session_of(onnxruntime: Any, graph: Path, save: Path | None = None) -> Any:  # noqa: ANN401
    """A session of a graph that was optimised before; with `save`, optimise it now and write the outcome there."""
    options = onnxruntime.SessionOptions()
    # One thread a text: texts run side by side instead, and sums are formed in one order on every machine.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    levels = onnxruntime.GraphOptimizationLevel
    # Fusing nodes is half of the loading time, 0.15 of 0.28 s; this level leaves out what suits one processor alone.
    options.graph_optimization_level = levels.ORT_DISABLE_ALL if save is None else levels.ORT_ENABLE_EXTENDED
    if save is not None:
        options.optimized_model_filepath = str(save)
        # A file beside the graph is mapped into memory: 0.07 s and 130 MB, where parsing them took 0.2 s and 190 MB.
        options.add_session_config_entry("session.optimized_model_external_initializers_file_name", WEIGHTS)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


class CompiledEngine:
    """One graph with two outputs: hidden states of the chosen layers, and the pooled vector."""

    backend = "onnx"

    def __init__(self, folder: Path, digest: str) -> None:
        """Load and verify. Raises ModelError where a file is absent, damaged, or made from something else."""
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            unsealed = {key: value for key, value in manifest.items() if key != "seal"}
        except (OSError, ValueError, AttributeError, RecursionError) as error:
            raise ModelError(f"{folder / MANIFEST}: not readable") from error
        if manifest != seal(unsealed) or any(manifest[key] != value for key, value in made_from(digest).items()):
            raise ModelError(f"{folder / MANIFEST}: damaged, or made from something else")
        self.width: int = manifest["width"]
        self.statement_width: int = manifest["statement_width"]
        self.layers: int = manifest["layers"]
        self.window: int = manifest["window"]
        self.together: int = manifest["together"]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as pool:
            # 90 MB are hashed while the libraries are imported.
            found = pool.submit(lambda: {file: sha256_of(folder / file) for file in FILES})
            try:
                import onnxruntime
                import tokenizers
            except ImportError as error:
                raise ModelError(f"onnxruntime cannot be imported: {error}") from error
        if found.result() != manifest["files"]:
            raise ModelError(f"{folder}: damaged")

        from xlcheck.embed.engine import set_window

        try:
            self._session = session_of(onnxruntime, folder / GRAPH)
            self.tokenizer = tokenizers.Tokenizer.from_file(str(folder / TOKENIZER))
            set_window(self.tokenizer, self.window)
        except Exception as error:  # both libraries raise types of their own, and plain Exception
            raise ModelError(f"{folder}: cannot be loaded: {error}") from error

    def single(self) -> AbstractContextManager[object]:
        """Nothing to do: the session was made with one thread."""
        return nullcontext()

    def run(self, windows: Sequence[Sequence[int]]) -> tuple[Matrix, Matrix]:
        """For windows of one length: hidden states, (layers, windows, pieces, width), and pooled vectors."""
        import numpy as np

        states, pooled = self._session.run(None, {"ids": np.array(windows, dtype=np.int64)})
        return states, pooled
