"""Learn which words of two renderings answer each other.

    python -m xlcheck.train.align --data FOLDER

FOLDER holds `mwa_mtref.dev.jsonl`: pairs of translations of one source with their words aligned by hand. Its training
part does not tell sure links from possible ones, its development part does: a pair's kind says which it is, and what
is learned answers as for the second. Beside them stand planted pairs, a rendering and what is left of it when words
are dropped and moved: nothing answers a dropped word, however well the words beside it would do.

Such pairs are few, so several networks learn from them and then teach one: it learns from the same pairs and, from
the teachers' mean chances, on the natural renderings of the other files in FOLDER, which nobody aligned. What differs
by chance from teacher to teacher is averaged away, and one network answers as well as all of them together.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from xlcheck.align.decode import blocks
from xlcheck.align.head import Head, head_from
from xlcheck.embed import load
from xlcheck.train import save
from xlcheck.train.align_data import Example, Pair, annotated, examples, planted
from xlcheck.train.align_fit import fit
from xlcheck.train.align_teach import regrouped, taught, unaligned

SEED = 20230410
TEACHERS, EPOCHS = 4, 7
EPOCHS_TAUGHT = 5
AGAIN = 2  # times that the student sees what people aligned while it sees once what it is taught


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
    parser.add_argument("--train-on", nargs="+", default=["train", "dev"], help="parts of the annotated pairs")
    parser.add_argument("--measure", default="test", help="the part to measure on")
    parser.add_argument("--workers", type=int, default=2, help="teachers trained at once, each in one thread")
    options = parser.parse_args()
    if options.measure in options.train_on:
        parser.error(f"--measure {options.measure}: also trained on")
    embed, path = load(), options.data / "mwa_mtref.dev.jsonl"
    pairs = annotated(path, options.train_on)
    data = examples([*pairs, *planted(pairs, random.Random(SEED))], embed)
    with ProcessPoolExecutor(options.workers, get_context("spawn")) as pool:
        teachers = list(pool.map(fit, [data] * TEACHERS, range(SEED, SEED + TEACHERS), [EPOCHS] * TEACHERS))
    texts = [*regrouped(pairs), *unaligned(options.data, random.Random(SEED))]
    natural = examples([Pair(a.split(), b.split(), [], [], True) for a, b in texts], embed)
    print(f"{len(data)} pairs aligned, {len(natural)} not", file=sys.stderr)  # noqa: T201
    student = fit([*data * AGAIN, *taught(natural, teachers)], SEED + TEACHERS, EPOCHS_TAUGHT)
    arrays: dict[str, Any] = {"mean": student.mean.numpy()}
    arrays |= {f"0.{name}": array for name, array in student.arrays().items()}
    print(save("align", embed.digest, arrays))  # noqa: T201
    measured = examples(annotated(path, [options.measure]), embed)
    print(f"sure F1 on {options.measure}: {f1(head_from(arrays), measured):.4f}")  # noqa: T201


if __name__ == "__main__":
    main()
