"""Examples as the judge's network sees them: projected vectors, traits and likeness, padded into batches."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlcheck import weights
from xlcheck.align import Head, align
from xlcheck.embed.engine import pool_words
from xlcheck.embed.reference import ReferenceEngine
from xlcheck.judge.evidence import LAYERS, evidence
from xlcheck.judge.network import Judge, distances, judge_from, log_odds
from xlcheck.model import Aligned, Rendering, Stretch, Word, WordLink
from xlcheck.text import words
from xlcheck.train.renderings import Example
from xlcheck.weights import MODEL_KEY

Array = NDArray[Any]
SIZES = (96, 128, 128)  # main components kept of each layer in LAYERS
BATCH = 64  # texts embedded at once
AT_ONCE = 512  # examples looked at before their vectors are forgotten


def embedded(texts: Sequence[str], engine: ReferenceEngine) -> Iterator[tuple[str, Array]]:
    """Every text with the vectors of its words, (layers, n, d), as an embedding holds them.

    Padded batches in half precision: three to ten times as fast as one text at a time, and close enough to learn from.
    """
    import torch

    encoder = engine.encoder.to(torch.bfloat16)
    order = sorted(texts, key=len)
    for at in range(0, len(order), BATCH):
        chunk = order[at : at + BATCH]
        pieces = engine.tokenizer.encode_batch(chunk)
        size = max(len(p.ids) for p in pieces)
        ids = torch.tensor([p.ids + [0] * (size - len(p.ids)) for p in pieces])
        mask = torch.tensor([[1] * len(p.ids) + [0] * (size - len(p.ids)) for p in pieces])
        with torch.inference_mode():
            states = encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        layers = torch.stack([states[layer] for layer in engine.chosen], 1).float().numpy()
        for text, row, p in zip(chunk, layers, pieces, strict=True):
            end = len(p.ids) - 1  # the first and the last piece are the model's own marks
            yield text, pool_words(row[:, 1:end], p.offsets[1:end], text)


def components(vectors: Sequence[Array]) -> dict[str, Array]:
    """Mean and main components of each layer in LAYERS over all words given; an item of `vectors` is (layers, n, d)."""
    found = {}
    for place, (layer, size) in enumerate(zip(LAYERS, SIZES, strict=True)):
        rows = np.concatenate([v[layer] for v in vectors])
        rows = rows[np.abs(rows).sum(1) > 0]
        mean = rows.mean(0)
        _, axes = np.linalg.eigh(np.cov((rows - mean).T))
        found[f"mean{place}"] = mean.astype(np.float16)
        found[f"components{place}"] = axes[:, ::-1][:, :size].astype(np.float16)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Teachers:
    """Judges that teach together."""

    judges: tuple[Judge, ...]

    def __call__(self, aligned: Aligned, a_vectors: Array, b_vectors: Array) -> tuple[float, Array]:
        """The chance that the meaning changed, by the mean of their log odds, and the mean of their words' shares."""
        each = [judge(aligned, a_vectors, b_vectors) for judge in self.judges]
        odds = np.mean([log_odds(judgement.risk) for judgement in each])
        shares = np.mean([judgement.a + judgement.b for judgement in each], axis=0)
        return float(1 / (1 + np.exp(-odds))), shares.astype(np.float16)


def teachers_in(files: Sequence[Path], model_digest: str) -> Teachers | None:
    """The judges in these files, None for no file. Raises SystemExit for one that was learned for another model."""
    judges = []
    for file in files:
        arrays = weights.arrays_in(file)
        if str(arrays.pop(MODEL_KEY)) != model_digest:
            raise SystemExit(f"{file}: learned for another model")
        judges.append(judge_from({name: array.astype(np.float32) for name, array in arrays.items()}))
    return Teachers(tuple(judges)) if judges else None


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One example ready for the network: n words of a, m of b."""

    example: Example
    vectors: tuple[Array, Array]
    traits: Array
    likeness: Array
    best: tuple[Array, Array]
    labels: Array  # per word 1 changed, 0 not, -1 not known
    taught: tuple[float, Array] | None = None  # what its teachers say: chance for the pair, chances for the words

    @property
    def size(self) -> int:
        """Words of both renderings."""
        return len(self.traits)


def _labels(cut: Sequence[Word], marks: tuple[Stretch, ...] | None) -> Array:
    if marks is None:
        return np.full(len(cut), -1, dtype=np.int8)
    hit = [any(s < w.end and w.start < e for s, e in marks) for w in cut]
    return np.array(hit, dtype=np.int8)


def looked_at(
    examples: Sequence[Example],
    engine: ReferenceEngine,
    eye: Judge,
    head: Head | None,
    *,
    plain: bool = False,
    teachers: Teachers | None = None,
) -> Iterator[Seen]:
    """Look at all examples that have words: through the projections of `eye`, and unless `plain` with `head`'s links.

    Those of a group come together, so that what they share is embedded once, and forgotten after them.
    """
    order = sorted((e for e in examples if words(e.a) and words(e.b)), key=lambda e: e.group)
    for at in range(0, len(order), AT_ONCE):
        part = order[at : at + AT_ONCE]
        vectors = dict(embedded(list(dict.fromkeys(t for e in part for t in (e.a, e.b))), engine))
        store = {t: np.concatenate(eye.project(v), axis=1).astype(np.float16) for t, v in vectors.items()}
        for e in part:
            a, b = (Rendering(t, words(t)) for t in (e.a, e.b))
            links = () if plain else align(a.words, b.words, vectors[e.a], vectors[e.b], head).links
            item = seen(e, store, None if plain else links)
            if teachers is not None:
                said = teachers(Aligned(a, b, links, (), (), (), 1.0), vectors[e.a], vectors[e.b])
                item = replace(item, taught=said)
            yield item
        if at % (AT_ONCE * 5) == 0:
            sys.stderr.write(f"looked at {at + len(part)} of {len(order)}\n")


def seen(example: Example, store: dict[str, Array], links: Sequence[WordLink] | None) -> Seen:
    """Look at an example with the vectors in `store` (projected, layers side by side)."""
    a, b = words(example.a), words(example.b)
    cuts = np.cumsum(SIZES)[:-1]
    layers = [np.split(store[t].astype(np.float32), cuts, axis=1) for t in (example.a, example.b)]
    sides = evidence(a, b, layers[0], layers[1], links)
    return Seen(
        example,
        (store[example.a], store[example.b]),
        np.concatenate([side.traits for side in sides]).astype(np.float16),
        sides[0].likeness.astype(np.float16),
        (sides[0].best.astype(np.int16), sides[1].best.astype(np.int16)),
        np.concatenate([_labels(a, example.a_marks), _labels(b, example.b_marks)]),
    )


def batch(items: Sequence[Seen]) -> dict[str, Array]:
    """Pad to the longest; `real` marks words, `facing` those of different renderings."""
    size = max(item.size for item in items)
    n = len(items)
    out: dict[str, Array] = {
        "vectors": np.zeros((n, size, items[0].vectors[0].shape[1]), np.float32),
        "traits": np.zeros((n, size, items[0].traits.shape[1]), np.float32),
        "alike": np.zeros((n, size, size), np.float32), "near": np.zeros((n, size, size), np.int64),
        "facing": np.zeros((n, size, size), bool), "real": np.zeros((n, size), bool),
        "labels": np.full((n, size), -1, np.float32),
        "shares": np.full((n, size), -1, np.float32),
        "changed": np.array([item.example.changed for item in items], np.float32),
        "weight": np.array([item.example.weight for item in items], np.float32),
        "risk": np.array([-1.0 if item.taught is None else item.taught[0] for item in items], np.float32),
    }  # fmt: skip
    for row, item in enumerate(items):
        p, t = len(item.vectors[0]), item.size
        out["vectors"][row, :p], out["vectors"][row, p:t] = item.vectors
        out["traits"][row, :t] = item.traits
        out["alike"][row, :p, p:t], out["alike"][row, p:t, :p] = item.likeness, item.likeness.T
        best = [side.astype(np.int64) for side in item.best]
        out["near"][row, :t, :t] = distances(p, t - p, best[0], best[1])
        out["facing"][row, :p, p:t] = out["facing"][row, p:t, :p] = True
        out["real"][row, :t] = True
        out["labels"][row, :t] = item.labels
        if item.taught is not None:
            out["shares"][row, :t] = item.taught[1]
    return out


def batches(items: Sequence[Seen], rng: random.Random, most: int = 6000) -> Iterator[list[Seen]]:
    """Pairs of one group together, groups of like length in one batch, at most about `most` words a batch."""
    groups: dict[str, list[Seen]] = {}
    for item in items:
        groups.setdefault(f"{item.example.group} {item.size // 16}", []).append(item)
    parts = []
    for group in groups.values():
        rng.shuffle(group)
        parts += [group[at : at + 12] for at in range(0, len(group), 12)]
    parts.sort(key=lambda part: max(i.size for i in part) + rng.random() * 6)
    made: list[list[Seen]] = [[]]
    for part in parts:
        longest = max(i.size for i in (*made[-1], *part))
        if made[-1] and longest * (len(made[-1]) + len(part)) > most:
            made.append([])
        made[-1].extend(part)
    rng.shuffle(made)
    yield from made
