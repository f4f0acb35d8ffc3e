"""Which model folders may be loaded. Everything here runs before any loader is imported, and runs nothing itself.

A model folder can carry code: modules of its own, classes named in its configuration, pickles. What is let through
holds nothing but safetensors, tokenizer files and JSON that names classes of the loaders alone.
"""

from __future__ import annotations

import json
import os
import re
import struct
from collections.abc import Iterator
from pathlib import Path

from xlcheck.errors import ModelError

INERT = frozenset({".json", ".txt", ".safetensors", ".model", ".md", ".gitattributes", ".gitignore"})
"""Endings of files that nothing executes."""

MODULES = ("Transformer", "Pooling", "Normalize", "Dense", "LayerNorm", "Dropout")
_MODULE_TYPE = re.compile(
    r"sentence_transformers\.(?:models|sentence_transformer\.modules|base\.modules)(?:\.[a-z_]+)?\."
    rf"(?:{'|'.join(MODULES)})"
)

# Keys that make a loader import or fetch something that is not in the folder.
_REACHING = frozenset({"auto_map", "custom_pipelines", "quantization_config", "trust_remote_code", "adapter_kwargs"})
_ATTENTION = frozenset({"eager", "sdpa"})
_ACTIVATIONS = "torch.nn.modules."
MAX_JSON = 64 << 20  # bytes: the largest tokenizer.json in wide use has 17 MB
MAX_FILES = 1000


def check_folder(folder: Path, name: str) -> tuple[Path, ...]:
    """Look through a model folder and give its files, sorted. Raises ModelError for what must not be loaded."""
    files = tuple(sorted(_files(folder, name)))
    if not any(path.suffix == ".safetensors" for path in files):
        raise ModelError(f"{name}: holds no safetensors weights")
    for path in files:
        shown = f"{name}: {path.relative_to(folder)}"
        if path.suffix == ".json":
            _check_json(path, shown)
        elif path.suffix == ".safetensors":
            _check_safetensors(path, shown)
    return files


def _files(folder: Path, name: str) -> Iterator[Path]:
    count = 0
    for parent, folders, files in os.walk(folder):
        # Version control and download records: no loader looks there, and modules.json may not point there.
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for entry in (*folders, *files):
            path = Path(parent, entry)
            count += 1
            if count > MAX_FILES:
                raise ModelError(f"{name}: more than {MAX_FILES} files: not a model folder")
            if entry in folders:
                if path.is_symlink():
                    raise ModelError(f"{name}: {path.relative_to(folder)}: a folder that is a link is not followed")
                continue
            if (path.suffix or entry) not in INERT or not path.is_file():
                raise ModelError(f"{name}: {path.relative_to(folder)}: only safetensors, tokenizer files and JSON load")
            yield path


def _check_json(path: Path, shown: str) -> None:
    if path.stat().st_size > MAX_JSON:
        raise ModelError(f"{shown}: larger than {MAX_JSON >> 20} MiB")
    if path.name == "adapter_config.json":
        raise ModelError(f"{shown}: adapters are not loaded")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError, OSError) as error:
        raise ModelError(f"{shown}: not readable as JSON: {error}") from error
    if path.name == "modules.json":
        _check_modules(content, path.parent, shown)
    for key, value in _entries(content):
        if key in _REACHING and value:
            raise ModelError(f"{shown}: `{key}` reaches for code outside the folder")
        if key in ("attn_implementation", "_attn_implementation") and value not in (None, *_ATTENTION):
            raise ModelError(f"{shown}: `{key}` names a kernel of its own")
        if key == "activation_function" and not str(value).startswith(_ACTIVATIONS) and "." in str(value):
            raise ModelError(f"{shown}: `{key}` names {value}, which is not of torch.nn")


def _check_modules(content: object, folder: Path, shown: str) -> None:
    if not isinstance(content, list) or not content:
        raise ModelError(f"{shown}: not a list of modules")
    for module in content:
        kind = str(module.get("type")) if isinstance(module, dict) else "?"
        if not _MODULE_TYPE.fullmatch(kind):
            raise ModelError(f"{shown}: module type {kind} is not one of {', '.join(MODULES)}")
        parts = Path(str(module.get("path", ""))).parts
        if any(part.startswith((".", "/", "\\", "~")) for part in parts):
            raise ModelError(f"{shown}: a module's path leaves the folder")
    if not str(content[0].get("type")).endswith(".Transformer"):
        raise ModelError(f"{shown}: the first module is not a Transformer")


def _entries(content: object) -> Iterator[tuple[str, object]]:
    """All keys with their values, however deep; without recursion, since `json` allows more depth than Python does."""
    left = [content]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            yield from item.items()
            left.extend(item.values())
        elif isinstance(item, list):
            left.extend(item)


def _check_safetensors(path: Path, shown: str) -> None:
    """A file cut short is named here, since the loaders' own messages name no file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(8)
        length = struct.unpack("<Q", head)[0] if len(head) == 8 else 0
        if not 2 <= length <= min(size - 8, MAX_JSON):
            raise ModelError(f"{shown}: not a safetensors file, or cut short")
        try:
            header = json.loads(file.read(length))
            ends = [tensor["data_offsets"][1] for name, tensor in header.items() if name != "__metadata__"]
            expected = 8 + length + max(ends, default=0)
        except (ValueError, RecursionError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise ModelError(f"{shown}: its header is damaged") from error
    if size != expected:
        raise ModelError(f"{shown}: {size} bytes where its header promises {expected}: cut short or damaged")
