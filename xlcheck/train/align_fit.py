"""One network of the aligner, trained: batches, loss and schedule."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, Self, TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from xlcheck.align.features import CHANNELS, surface
from xlcheck.train.align_data import Annotation, Example
from xlcheck.train.align_network import ROUNDS

BATCH = 16
EARLY_ROUNDS = 0.3  # weight of what the rounds before the last answer


class Learner(Protocol):
    """A network that `fit` can train."""

    def rates(self) -> list[dict[str, Any]]: ...  # noqa: D102

    def answers(self, inputs: Sequence[Tensor], some: Sequence[Example]) -> list[Tensor]: ...  # noqa: D102

    def train(self) -> Self: ...  # noqa: D102

    def eval(self) -> Self: ...  # noqa: D102


Taught = TypeVar("Taught", bound=Learner)


class Batch(NamedTuple):
    """Examples padded to one size; `weight` (batch, n, m) is 0 on padding."""

    inputs: tuple[Tensor, ...]
    linked: Tensor
    sure: Tensor
    weight: Tensor
    tells_sure: Tensor


def mean_of(data: Sequence[Example]) -> Tensor:
    """The mean vector of the examples' words, (layers, d)."""
    means = [vectors.astype(np.float32).mean(1) for e in data for vectors in (e.a_vectors, e.b_vectors)]
    return torch.from_numpy(np.mean(means, axis=0))


def fit(make: Callable[[Tensor], Taught], data: Sequence[Example], seed: int, epochs: int) -> Taught:
    """Train the network that `make` makes for vectors with this mean."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = make(mean_of(data)).train()
    rates = network.rates()
    optimizer = torch.optim.AdamW(rates)
    steps = epochs * math.ceil(len(data) / BATCH)
    most = [group["lr"] for group in rates]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, most, steps, pct_start=0.15)
    for epoch in range(epochs):
        losses = []
        for some in _batches(data, chance):
            batch = padded(some)
            loss = _loss(network.answers(batch.inputs, some), batch)
            optimizer.zero_grad()
            loss.backward()
            for group in rates:
                torch.nn.utils.clip_grad_norm_(group["params"], 1.0)
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


def _batches(data: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Yield all examples, those of about one size together, in random order."""
    order = sorted(range(len(data)), key=lambda k: sum(data[k].sure.shape) + 6 * chance.random())
    starts = list(range(0, len(order), BATCH))
    chance.shuffle(starts)
    for start in starts:
        yield [data[k] for k in order[start : start + BATCH]]


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
    by = torch.tensor([e.annotation for e in some])
    masks = (torch.from_numpy(weight.any(2)), torch.from_numpy(weight.any(1)))
    inputs = (*map(torch.from_numpy, (a, b, seen)), *masks, by)
    known = [torch.from_numpy(matrix) for matrix in (linked, sure, weight)]
    return Batch(inputs, known[0], known[1], known[2], (by != Annotation.UNTOLD).float())
