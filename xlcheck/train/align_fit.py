"""One network of the aligner, trained: batches, loss and schedule."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from xlcheck.align.features import CHANNELS, surface
from xlcheck.train.align_data import Example
from xlcheck.train.align_network import ROUNDS, Network

BATCH = 16
RATE, DECAY = 2e-3, 0.02
EARLY_ROUNDS = 0.3  # weight of what the rounds before the last answer


class Batch(NamedTuple):
    """Examples padded to one size; `weight` (batch, n, m) is 0 on padding."""

    inputs: tuple[Tensor, ...]
    linked: Tensor
    sure: Tensor
    weight: Tensor
    tells_sure: Tensor


def fit(data: Sequence[Example], seed: int, epochs: int) -> Network:
    """Train one network."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    means = [vectors.astype(np.float32).mean(1) for e in data for vectors in (e.a_vectors, e.b_vectors)]
    network = Network(torch.from_numpy(np.mean(means, axis=0)))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * math.ceil(len(data) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, steps, pct_start=0.15)
    for epoch in range(epochs):
        losses = []
        for batch in _batches(data, chance):
            loss = _loss(network(*batch.inputs), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"seed {seed}, epoch {epoch + 1}: loss {np.mean(losses):.4f}", file=sys.stderr, flush=True)  # noqa: T201
    network.eval()
    return network


def _loss(answers: Sequence[Tensor], batch: Batch) -> Tensor:
    """Cross-entropy of being linked, everywhere, and of being surely linked, where the annotation tells."""
    total = torch.zeros(())
    telling = batch.weight * batch.tells_sure[:, None, None]
    for k, logits in enumerate(answers):
        linked = functional.binary_cross_entropy_with_logits(
            logits[..., 0], batch.linked, batch.weight, reduction="sum"
        )
        chances = torch.sigmoid(logits).prod(-1).clamp(1e-6, 1 - 1e-6)
        sure = functional.binary_cross_entropy(chances, batch.sure, telling, reduction="sum")
        total = total + (linked + sure) / batch.weight.sum() * (1 if k == ROUNDS - 1 else EARLY_ROUNDS)
    return total


def _batches(data: Sequence[Example], chance: random.Random) -> Iterator[Batch]:
    """Yield all examples in batches of about one size, in random order."""
    order = sorted(range(len(data)), key=lambda k: sum(data[k].sure.shape) + 6 * chance.random())
    starts = list(range(0, len(order), BATCH))
    chance.shuffle(starts)
    for start in starts:
        yield padded([data[k] for k in order[start : start + BATCH]])


def padded(some: Sequence[Example]) -> Batch:
    """Lay some examples into one batch."""
    n, m = (max(e.sure.shape[axis] for e in some) for axis in (0, 1))
    layers, _, width = some[0].a_vectors.shape
    a, b = (np.zeros((len(some), layers, size, width), dtype=np.float32) for size in (n, m))
    seen = np.zeros((len(some), n, m, CHANNELS), dtype=np.float32)
    linked, sure, weight = (np.zeros((len(some), n, m), dtype=np.float32) for _ in range(3))
    for k, e in enumerate(some):
        i, j = e.sure.shape
        a[k, :, :i], b[k, :, :j], seen[k, :i, :j] = e.a_vectors, e.b_vectors, surface(e.a, e.b)
        linked[k, :i, :j], sure[k, :i, :j], weight[k, :i, :j] = e.linked, e.sure, 1
    tells_sure = torch.tensor([e.tells_sure for e in some])
    masks = (torch.from_numpy(weight.any(2)), torch.from_numpy(weight.any(1)))
    inputs = (*map(torch.from_numpy, (a, b, seen)), *masks, tells_sure.long())
    known = [torch.from_numpy(matrix) for matrix in (linked, sure, weight)]
    return Batch(inputs, known[0], known[1], known[2], tells_sure.float())
