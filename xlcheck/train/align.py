"""Learn which words of two renderings answer each other.

    python -m xlcheck.train.align --data FOLDER

FOLDER holds `mwa_mtref.dev.jsonl`: pairs of translations of one source with their words aligned by hand. Its training
part does not tell sure links from possible ones, its development part does: a pair's kind says which it is, and what
is learned answers as for the second. Beside them stand planted pairs, a rendering and what is left of it when words
are dropped and moved: nothing answers a dropped word, however well the words beside it would do.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from xlcheck.align.decode import blocks
from xlcheck.align.features import CHANNELS, surface
from xlcheck.align.head import Head, head_from
from xlcheck.embed import Embedder, load
from xlcheck.model import Word
from xlcheck.text import words
from xlcheck.train import rows, save
from xlcheck.train.align_network import ROUNDS, Network

SEED = 20230410
VOICES = 3
EPOCHS, BATCH = 7, 16
RATE, DECAY = 2e-3, 0.02
EARLY_ROUNDS = 0.3  # weight of what the rounds before the last answer
PLANTED = 0.4  # planted pairs, as a share of the annotated ones
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """Two renderings, the longer first. `linked` and `sure` (n, m) are what is known of their words' links."""

    a: Sequence[Word]
    b: Sequence[Word]
    a_vectors: NDArray[np.float16]
    b_vectors: NDArray[np.float16]
    linked: Matrix
    sure: Matrix
    tells_sure: bool


class Batch(NamedTuple):
    """Examples padded to one size; `weight` (batch, n, m) is 0 on padding."""

    inputs: tuple[Tensor, ...]
    linked: Tensor
    sure: Tensor
    weight: Tensor
    tells_sure: Tensor


class Pair(NamedTuple):
    """Two renderings in tokens, and their links as indices."""

    a: list[str]
    b: list[str]
    sure: list[tuple[int, int]]
    possible: list[tuple[int, int]]
    tells_sure: bool


def annotated(path: Path, splits: Sequence[str]) -> list[Pair]:
    """Return the annotated pairs of some parts of the file."""
    return [
        Pair(r["a_tokens"], r["b_tokens"], r["sure"], r["possible"], r["orig_split"] != "train")
        for r in rows(path)
        if r["orig_split"] in splits
    ]


def planted(pairs: Sequence[Pair], chance: random.Random) -> Iterator[Pair]:
    """Yield renderings beside what is left of them when one to three stretches are dropped and perhaps one moved."""
    for pair in chance.sample(pairs, round(PLANTED * len(pairs))):
        tokens = chance.choice((pair.a, pair.b))
        left = list(range(len(tokens)))
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(left))
            del left[start : start + chance.choice((1, 1, 1, 2, 3))]
            if len(left) < 4:
                break
        if chance.random() < 0.4 and left:
            start = chance.randrange(len(left))
            moved = left[start : start + chance.randint(2, 6)]
            left = [k for k in left if k not in moved]
            place = chance.choice((0, len(left)))
            left[place:place] = moved
        if left:
            yield Pair(tokens, [tokens[k] for k in left], [(k, j) for j, k in enumerate(left)], [], True)


def examples(pairs: Sequence[Pair], embed: Embedder) -> list[Example]:
    """Embed the pairs and carry their links over from tokens to words; a token's words share its links."""
    texts = [" ".join(tokens) for pair in pairs for tokens in (pair.a, pair.b)]
    embedded = embed(texts)
    made = []
    for k, pair in enumerate(pairs):
        a, b = (words(text) for text in texts[2 * k : 2 * k + 2])
        cells = np.ix_(_token_of(a, pair.a), _token_of(b, pair.b))
        sure, possible = (np.zeros((len(pair.a), len(pair.b)), dtype=np.float32) for _ in range(2))
        for matrix, links in ((sure, pair.sure), (possible, [*pair.sure, *pair.possible])):
            matrix[tuple(np.array(links, dtype=int).reshape(-1, 2).T)] = 1
        vectors = [embedding.words.astype(np.float16) for embedding in embedded[2 * k : 2 * k + 2]]
        made.append(Example(a, b, vectors[0], vectors[1], possible[cells], sure[cells], pair.tells_sure))
    return made


def _token_of(cut: Sequence[Word], tokens: Sequence[str]) -> list[int]:
    """Return which of the tokens, joined by blanks, every word stands in."""
    ends = np.cumsum([len(token) + 1 for token in tokens])
    return [int(np.searchsorted(ends, word.start, side="right")) for word in cut]


def fit(data: Sequence[Example], seed: int) -> Network:
    """Train one network."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    means = [vectors.astype(np.float32).mean(1) for e in data for vectors in (e.a_vectors, e.b_vectors)]
    network = Network(torch.from_numpy(np.mean(means, axis=0)))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * math.ceil(len(data) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, steps, pct_start=0.15)
    for epoch in range(EPOCHS):
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
        yield _padded([data[k] for k in order[start : start + BATCH]])


def _padded(some: Sequence[Example]) -> Batch:
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


def f1(head: Head, data: Sequence[Example]) -> float:
    """F1 of links between words against the sure ones."""
    hit = predicted = gold = 0.0
    for e in data:
        found = np.zeros_like(e.sure)
        for block in blocks(head.chances(e.a, e.b, e.a_vectors.astype(np.float32), e.b_vectors.astype(np.float32))):
            found[np.ix_(*block)] = 1
        hit, predicted, gold = hit + (found * e.sure).sum(), predicted + found.sum(), gold + e.sure.sum()
    return float(2 * hit / (predicted + gold))


def main() -> None:
    """Train the voices, write the weights, print what they reach on pairs they have not seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--train-on", nargs="+", default=["train", "dev"], help="parts of the annotated pairs")
    parser.add_argument("--measure", default="test", help="the part to measure on")
    parser.add_argument("--workers", type=int, default=2, help="voices trained at once, each in one thread")
    options = parser.parse_args()
    if options.measure in options.train_on:
        parser.error(f"--measure {options.measure}: also trained on")
    embed, path = load(), options.data / "mwa_mtref.dev.jsonl"
    pairs = annotated(path, options.train_on)
    data = examples([*pairs, *planted(pairs, random.Random(SEED))], embed)
    measured = examples(annotated(path, [options.measure]), embed)
    with ProcessPoolExecutor(options.workers, get_context("spawn")) as pool:
        networks = list(pool.map(fit, [data] * VOICES, range(SEED, SEED + VOICES)))
    arrays: dict[str, Any] = {"mean": networks[0].mean.numpy()}
    arrays |= {f"{k}.{name}": array for k, network in enumerate(networks) for name, array in network.arrays().items()}
    print(save("align", embed.digest, arrays))  # noqa: T201
    print(f"sure F1 on {options.measure}: {f1(head_from(arrays), measured):.4f}")  # noqa: T201


if __name__ == "__main__":
    main()
