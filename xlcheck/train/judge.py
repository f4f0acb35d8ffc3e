"""Learn the judge: from labelled pairs, planted changes and other judges to `weights/judge.npz`.

    python -m xlcheck.train.judge --data FOLDER --plain --out one.npz
    python -m xlcheck.train.judge --data FOLDER --out other.npz
    python -m xlcheck.train.judge --data FOLDER --taught one.npz other.npz

FOLDER holds the development halves of DEMETR, PAWS, MQM TED, MQM news 2021, and renderings of WMT, TED, news and Bible;
only rows of fold 1 and of files without folds are read, and of those one document in six is kept to choose on. Each
voice learns from plants of its own. Renderings written for the judge lie in `fixtures/renderings`.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from torch.nn.functional import softplus
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from xlcheck.align import load_head
from xlcheck.embed.reference import ReferenceEngine
from xlcheck.embed.source import Source, find
from xlcheck.judge.evidence import ALIGNING, LAYERS, SHARPNESS, unit
from xlcheck.judge.network import Judge
from xlcheck.settings import DEFAULT_MODEL
from xlcheck.text import words
from xlcheck.train import FIXTURES, write_arrays
from xlcheck.train.edits import is_content
from xlcheck.train.judge_data import SIZES, Array, Seen, batch, batches, components, embedded, looked_at, teachers_in
from xlcheck.train.judge_measure import SEED, calibrated, keep, labels_of, measure, opinions, plants_of, told
from xlcheck.train.judge_net import Network, tensors
from xlcheck.train.renderings import Example, labelled, planted, stocked
from xlcheck.train.written import written
from xlcheck.weights import MODEL_KEY

VOICES = 2
EPOCHS = 8
RATE, DECAY = 1.5e-3, 0.05
AVERAGED = 0.995  # of the running average of all weights that is kept: steadier than any one step
WORD_LOSS, RANK_LOSS = 0.6, 0.5
WRITTEN = 1  # times that an epoch sees each pair written for it: they are few, and nearest to what reports hold
TAUGHT = 0.5  # how much what the teachers say counts beside what people say
PLANTS = 45000  # planted pairs in an epoch, each epoch's others
LABELLED_SHARE = (
    0.5  # of the labelled pairs that an epoch sees, each epoch's others: they are few and soon known by heart
)
CHOSEN_BY = ("demetr", "at 5pc of all natural", "paws", "ted", "written")
SURE_SWAP = 0.6  # likeness from which two words of natural renderings count as translators' choices


Projection = dict[str, Array]


def log(*parts: object) -> None:
    """Tell how far the training is."""
    sys.stderr.write(" ".join(map(str, parts)) + "\n")


def swaps(examples: Sequence[Example], vectors: dict[str, Any]) -> dict[str, dict[str, str]]:
    """For each natural rendering, its words for which the other translator certainly chose another."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for e in examples:
        a, b = words(e.a), words(e.b)
        likeness = unit(vectors[e.a]) @ unit(vectors[e.b]).T
        best_a, best_b = likeness.argmax(1), likeness.argmax(0)
        for i, j in enumerate(best_a):
            x, y = a[i].text, b[j].text
            plain = x.islower() and y.islower() and is_content(a[i]) and is_content(b[j]) and x[:4] != y[:4]
            if best_b[j] == i and likeness[i, j] >= SURE_SWAP and plain:
                found[e.b][y], found[e.a][x] = x, y
    return found


def prepared(
    examples: Sequence[Example],
    source: Source,
    arrays: Projection,
    seed: int,
    *,
    plain: bool,
    taught: Sequence[Path] = (),
) -> list[Seen]:
    """Examples and plants, seen through the projection of their vectors in `arrays`.

    `plain`: without links; `taught`: with what the judges in these files say of them.
    """
    engine = ReferenceEngine(source)
    rng = random.Random(seed)
    base = natural(examples)
    texts = list(dict.fromkeys(t for e in base for t in (e.a, e.b)))
    pool = stocked([t for e in base if e.source != "bible" for t in (e.a, e.b)])
    middle = LAYERS[ALIGNING]
    pool.swaps = swaps(base, {t: v[middle].astype(np.float16) for t, v in embedded(texts, engine)})
    examples = [*examples, *planted(base, rng, pool)]
    log(f"{len(examples)} pairs")
    eye = Judge({name: a.astype(np.float32) for name, a in arrays.items()}, {})
    teachers = teachers_in(taught, source.digest)
    return list(looked_at(examples, engine, eye, load_head(source.digest), plain=plain, teachers=teachers))


def natural(examples: Sequence[Example]) -> list[Example]:
    """Those in which changes are planted."""
    return [e for e in examples if e.changed < 0.5 and e.source.startswith(("natural", "bible", "paws", "written"))]


def projection(examples: Sequence[Example], engine: ReferenceEngine) -> Projection:
    """Main components of the vectors of some natural renderings."""
    texts = sorted({t for e in natural(examples) for t in (e.a, e.b)})
    some = random.Random(SEED).sample(texts, min(4000, len(texts)))
    return components([v for _, v in embedded(some, engine)])


def halfway(label: Tensor, taught: Tensor) -> Tensor:
    """Between what people say and what teachers say; what only one of them knows as it is. Below 0: not known."""
    both = (1 - TAUGHT) * label + TAUGHT * taught
    return torch.where(taught < 0, label, torch.where(label < 0, taught, both))


def loss_of(risk: Tensor, shares: Tensor, x: dict[str, Tensor], items: Sequence[Seen]) -> Tensor:
    """Pairs, words, and rank within a group: a plant is riskier than the natural pair it was made from."""
    pair = (cross_entropy(risk, halfway(x["changed"], x["risk"]), reduction="none") * x["weight"]).sum()
    pair = pair / x["weight"].sum()
    truth = halfway(x["labels"], x["shares"])
    known = truth >= 0
    truth = truth.clamp(min=0)
    each = cross_entropy(shares, truth, reduction="none") * known * (1 + 2 * truth)
    word = (each * x["weight"][:, None]).sum() / (known * x["weight"][:, None]).sum().clamp(min=1)
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, item in enumerate(items):
        if item.example.ranked:
            groups[item.example.group][item.example.changed > 0.5].append(i)
    low = [(i, j) for calm, loud in groups.values() for i in calm for j in loud]
    if not low:
        return pair + WORD_LOSS * word
    calm, loud = (torch.tensor(side) for side in zip(*low, strict=True))
    return pair + WORD_LOSS * word + RANK_LOSS * softplus(1 - (risk[loud] - risk[calm])).mean()


def train(items: Sequence[Seen], kept: Sequence[Seen], epochs: int, seed: int) -> Network:
    """Train one voice; of its epochs the one counts whose figures on the pairs kept add up to most."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    used = [i for i in items if not i.example.held_out]
    network = Network(sum(SIZES), used[0].traits.shape[1])
    facts = np.concatenate([i.traits for i in rng.sample(used, min(4000, len(used)))]).astype(np.float32)
    network.trait_mean.copy_(torch.from_numpy(facts.mean(0)))
    network.trait_scale.copy_(torch.from_numpy(1 / np.maximum(facts.std(0), 0.05)))
    courses = [list(batches(part, rng)) for part in parts_of(used, epochs, rng)]
    log(f"{sum(p.numel() for p in network.parameters())} parameters; {len(used)} pairs to learn from, {len(kept)} kept")
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = sum(len(course) for course in courses)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    calm = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    best, chosen = 0.0, network
    started, step, total = time.time(), 0, 0.0
    for course in courses:
        for part in course:
            x = tensors(batch(part))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                risk, shares = network(x, SHARPNESS)
            loss = loss_of(risk.float(), shares.float(), x, part)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            calm.update_parameters(network)
            step, total = step + 1, total + (loss.item() - total) / min(step + 1, 200)
            if step % 100 == 0:
                log(f"  step {step} of {steps}, loss {total:.4f}, {time.time() - started:.0f} s")
        figures = measure(opinions([calm.module], kept), kept)
        log(f"after {time.time() - started:.0f} s", told(figures))
        score = sum(figures[name] for name in CHOSEN_BY)
        if score > best:
            best, chosen = score, copy.deepcopy(calm.module)
    return chosen


def parts_of(used: Sequence[Seen], epochs: int, rng: random.Random) -> Iterator[list[Seen]]:
    """What each epoch sees."""
    own = [i for i in used if i.example.source.startswith("written")] * WRITTEN
    known = [i for i in labels_of(used) if not i.example.source.startswith("written")]
    sown = plants_of(used)
    rng.shuffle(known)
    rng.shuffle(sown)
    some = round(len(known) * LABELLED_SHARE)
    for epoch in range(epochs):
        yield own + in_turn(known, epoch * some, some) + in_turn(sown, epoch * PLANTS, PLANTS)


def in_turn(items: Sequence[Seen], start: int, count: int) -> list[Seen]:
    """So many items from a place on, from the front again after the last."""
    return [items[(start + i) % len(items)] for i in range(count)]


def main() -> None:
    """Train the voices and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--written", type=Path, default=FIXTURES / "renderings")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--plain", action="store_true", help="train the judge that sees no links")
    parser.add_argument("--taught", type=Path, nargs="+", default=[], help="files of judges that teach")
    parser.add_argument("--workers", type=int, default=2, help="voices trained at once, each in one thread, 6 GB each")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "weights" / "judge.npz")
    options = parser.parse_args()
    examples = [*labelled(options.data, random.Random(SEED)), *written(options.written)]
    source = find(DEFAULT_MODEL)
    arrays = projection(examples, ReferenceEngine(source))
    course = partial(voice, examples, arrays, options.epochs, options.plain, options.taught)
    first = SEED + VOICES * bool(options.taught)  # what teachers learned from is no news to whom they teach
    seeds = range(first, first + VOICES)
    if options.workers == 1:
        learned = list(map(course, seeds))
    else:
        with ProcessPoolExecutor(options.workers, get_context("spawn")) as pool:
            learned = list(pool.map(course, seeds))
    voices, kept = zip(*learned, strict=True)
    write(options.out, arrays, voices, kept[0], source.digest)


def voice(
    examples: Sequence[Example], arrays: Projection, epochs: int, plain: bool, taught: Sequence[Path], seed: int
) -> tuple[Network, list[Seen]]:
    """Train one voice; return it and the pairs on which its best epoch was chosen."""
    torch.set_num_threads(1)
    items = prepared(examples, find(DEFAULT_MODEL), arrays, seed, plain=plain, taught=taught)
    kept = keep(items)
    return train(items, kept, epochs, seed), kept


def write(out: Path, arrays: Projection, voices: Sequence[Network], kept: Sequence[Seen], digest: str) -> None:
    """Calibrate the voices on the pairs kept and write them down with the projection of their vectors."""
    risk = opinions(voices, kept)
    log("all voices", told(measure(risk, kept)))
    learned = {
        f"{voice}.{name}": p.detach().numpy().astype(np.float16)
        for voice, network in enumerate(voices)
        for name, p in network.state_dict().items()
    }
    named: dict[str, Any] = arrays | learned | {"calibration": calibrated(risk, kept), MODEL_KEY: np.array(digest)}
    write_arrays(out, named)
    log(f"wrote {out}, {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
