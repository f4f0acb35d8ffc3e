"""Learn which words of two renderings answer each other.

    python -m xlcheck.train.align --data FOLDER

FOLDER holds `mwa_mtref.dev.jsonl`: pairs of translations of one source with their words aligned by hand. Its training
part does not tell sure links from possible ones, its development part does, and so do the pairs that were aligned for
this project (`fixtures/alignments`), with habits of their own: whose habits a pair follows is told, and what is learned
answers as for the development part. Beside them stand planted pairs, a rendering and what is left of it when words
are dropped and moved: nothing answers a dropped word, however well the words beside it would do.

Such pairs are few, so several networks learn from them and then teach one: it learns from the same pairs and, from
the teachers' mean chances, on natural renderings which nobody aligned. Half of what is taught comes from networks that
read both renderings at once, which is too slow to ship (`align_cross`).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor

from xlcheck.align.decode import blocks
from xlcheck.align.head import Head, head_from
from xlcheck.embed import load
from xlcheck.embed.source import find
from xlcheck.settings import DEFAULT_MODEL
from xlcheck.train import FIXTURES, save
from xlcheck.train.align_cross import Cross
from xlcheck.train.align_data import Annotation, Example, Pair, annotated, examples, own, planted
from xlcheck.train.align_fit import Learner, fit
from xlcheck.train.align_network import Network
from xlcheck.train.align_teach import regrouped, taught, unaligned

SEED = 20230410
READING_EACH, EPOCHS = 4, 7  # teachers that know each rendering by itself, as the network shipped does
READING_BOTH, EPOCHS_CROSS, WEIGHT_OF_BOTH = 2, 4, 0.5
EPOCHS_TAUGHT = 5
AGAIN = 2  # times that the student sees what was aligned while it sees once what it is taught
PARTS = 2  # into which what is taught is cut; whatever the workers, since company moves a teacher's last digits


Course = tuple[Callable[[Tensor], Learner], int, float]  # what makes a teacher, its epochs, its weight in the mean


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
    """Train teachers, then the network they teach; write its weights, print what they reach on pairs not seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=FIXTURES / "alignments", help="pairs aligned for this project")
    parser.add_argument("--train-on", nargs="+", default=["train", "dev"], help="parts of the annotated pairs")
    parser.add_argument("--measure", default="test", help="the part to measure on")
    parser.add_argument("--workers", type=int, default=2, help="teachers trained at once, each in one thread")
    options = parser.parse_args()
    if options.measure in options.train_on:
        parser.error(f"--measure {options.measure}: also trained on")
    embed, path = load(), options.data / "mwa_mtref.dev.jsonl"
    pairs = annotated(path, options.train_on)
    data = examples([*pairs, *planted(pairs, random.Random(SEED)), *own(options.own)], embed)
    cross = partial(Cross, source=find(DEFAULT_MODEL))
    courses: list[Course] = [(cross, EPOCHS_CROSS, WEIGHT_OF_BOTH / READING_BOTH)] * READING_BOTH
    courses += [(Network, EPOCHS, (1 - WEIGHT_OF_BOTH) / READING_EACH)] * READING_EACH
    makers, epochs, weights = zip(*courses, strict=True)
    seeds = range(SEED, SEED + len(courses))
    scored = annotated(path, [options.measure])
    texts = [*regrouped(pairs, scored), *unaligned(options.data, random.Random(SEED))]
    natural = examples([Pair(a.split(), b.split(), [], [], Annotation.TOLD) for a, b in texts], embed)
    print(f"{len(data)} pairs aligned, {len(natural)} not", file=sys.stderr)  # noqa: T201
    parts = [natural[k::PARTS] for k in range(PARTS)]
    with ProcessPoolExecutor(options.workers, get_context("spawn")) as pool:
        learned = pool.map(fit, makers, [data] * len(courses), seeds, epochs)
        teachers = list(zip(learned, weights, strict=True))
        lessons = [e for part in pool.map(partial(taught, teachers=teachers), parts) for e in part]
    student = fit(Network, [*data * AGAIN, *lessons], seeds.stop, EPOCHS_TAUGHT)
    arrays: dict[str, Any] = {"mean": student.mean.numpy()}
    arrays |= {f"0.{name}": array for name, array in student.arrays().items()}
    print(save("align", embed.digest, arrays))  # noqa: T201
    print(f"sure F1 on {options.measure}: {f1(head_from(arrays), examples(scored, embed)):.4f}")  # noqa: T201


if __name__ == "__main__":
    main()
