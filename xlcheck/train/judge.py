"""Learn the judge: from labelled pairs and planted changes to `weights/judge.npz`.

    python -m xlcheck.train.judge --data FOLDER [--cache FOLDER] [--epochs N]

FOLDER holds the development halves of DEMETR, PAWS, MQM TED, MQM news 2021, and renderings of WMT, TED, news and Bible;
only rows of fold 1 and of files without folds are read, and of those one document in six is kept to choose on.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from torch.nn.functional import softplus

from xlcheck.embed.reference import ReferenceEngine
from xlcheck.embed.source import find
from xlcheck.judge.evidence import ALIGNING, LAYERS, SHARPNESS, TRAITS, unit
from xlcheck.judge.network import Judge
from xlcheck.settings import DEFAULT_MODEL
from xlcheck.text import words
from xlcheck.train.judge_data import SIZES, Seen, batch, batches, components, embedded, seen
from xlcheck.train.judge_net import Network, tensors
from xlcheck.train.plant import is_content
from xlcheck.train.renderings import Example, labelled, planted, stocked
from xlcheck.weights import MODEL_KEY

SEED = 5
RATE, DECAY = 1.5e-3, 0.05
WORD_LOSS, RANK_LOSS = 0.6, 0.5
SURE_SWAP = 0.6  # likeness from which two words of natural renderings count as translators' choices


def log(*parts: object) -> None:
    """Tell how far the training is."""
    print(*parts, file=sys.stderr, flush=True)


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


def prepare(folder: Path, engine: ReferenceEngine) -> tuple[list[Seen], dict[str, Any]]:
    """Examples and plants, seen through the projection of their vectors; and that projection."""
    rng = random.Random(SEED)
    examples = labelled(folder, rng)
    base = [e for e in examples if e.source.startswith(("natural", "bible", "paws")) and e.changed < 0.5]
    texts = list(dict.fromkeys(t for e in base for t in (e.a, e.b)))
    raw = {t: v.astype(np.float16) for t, v in embedded(texts, engine)}
    sample = [raw[t].astype(np.float32) for t in rng.sample(sorted(raw), min(4000, len(raw)))]
    arrays = components(sample)
    eye = Judge({name: a.astype(np.float32) for name, a in arrays.items()})
    pool = stocked([t for e in base if e.source != "bible" for t in (e.a, e.b)])
    pool.swaps = swaps(base, {t: v[ALIGNING].astype(np.float32) for t, v in raw.items()})
    examples += list(planted(base, rng, pool))
    wanted = {t for e in examples for t in (e.a, e.b)}
    log(f"{len(examples)} pairs, {len(wanted)} texts")
    store: dict[str, Any] = {}
    for text, v in embedded(sorted(wanted), engine):
        store[text] = np.concatenate(eye.project(dict(zip(LAYERS, v, strict=True))), axis=1).astype(np.float16)
    started = time.time()
    items = [seen(e, store, eye) for e in examples if words(e.a) and words(e.b)]
    log(f"evidence in {time.time() - started:.0f} s")
    return items, arrays


def loss_of(risk: Tensor, shares: Tensor, x: dict[str, Tensor], items: Sequence[Seen]) -> Tensor:
    """Pairs, words, and rank within a group: a plant is riskier than the natural pair it was made from."""
    pair = (cross_entropy(risk, x["changed"], reduction="none") * x["weight"]).sum() / x["weight"].sum()
    known = x["labels"] >= 0
    each = cross_entropy(shares, x["labels"].clamp(min=0), reduction="none") * known * (1 + 2 * x["labels"].clamp(min=0))
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


def auroc(calm: Sequence[float], loud: Sequence[float]) -> float:
    """Share of (calm, loud) pairs ranked right, ties half."""
    from scipy.stats import rankdata

    ranks = rankdata([*calm, *loud])
    return float((ranks[len(calm) :].sum() - len(loud) * (len(loud) + 1) / 2) / max(1, len(calm) * len(loud)))


def opinions(network: Network, items: Sequence[Seen]) -> np.ndarray[Any, Any]:
    """Log odds of each example."""
    network.eval()
    order = sorted(range(len(items)), key=lambda i: items[i].size)
    out = np.zeros(len(items))
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), 96):
            rows = order[at : at + 96]
            out[rows] = network(tensors(batch([items[i] for i in rows])), SHARPNESS)[0].numpy()
    network.train()
    return out


def measure(risk: np.ndarray[Any, Any], items: Sequence[Seen]) -> dict[str, float]:
    """Figures on the held-out part, named as the sources of its pairs."""
    by: dict[str, list[float]] = defaultdict(list)
    for r, item in zip(risk, items, strict=True):
        e = item.example
        grave = "serious" if e.changed > 0.5 else "harmless"
        source = e.source.split()[0] if e.source.split()[0] in {"demetr", "natural", "paws", "mqm", "bible"} else "plant"
        if "minimal" not in e.source:
            by[f"{'demetr natural' if e.group.startswith('demetr') and source == 'natural' else source} {grave}"].append(r)
            if "mqm" in e.source:
                by[f"ted {grave}" if e.group.startswith("mqm_ted") else f"news {grave}"].append(r)
    calm = by["demetr natural harmless"]
    bar = np.quantile(calm + by["natural harmless"], 0.95)
    return {
        "demetr": auroc(calm, by["demetr serious"]), "demetr minor": auroc(calm, by["demetr harmless"]),
        "at 5pc": float(np.mean(np.array(by["demetr serious"]) > np.quantile(calm, 0.95))),
        "at 5pc of all natural": float(np.mean(np.array(by["demetr serious"]) > bar)),
        "plants": auroc(by["natural harmless"], by["plant serious"]), "paws": auroc(by["paws harmless"], by["paws serious"]),
        "ted": auroc(by["ted harmless"], by["ted serious"]), "news": auroc(by["news harmless"], by["news serious"]),
    }  # fmt: skip


def train(items: Sequence[Seen], epochs: int, budget: float) -> tuple[Network, list[Seen], dict[str, float]]:
    """Train until `epochs` or `budget` seconds are over; the epoch with the best mean of the held-out figures is kept."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    kept = [i for i in items if i.example.held_out]
    used = [i for i in items if not i.example.held_out]
    plants = [i for i in kept if i.example.source.split()[0] not in {"demetr", "natural", "paws", "mqm"}]
    kept = [i for i in kept if i not in set(plants)] + rng.sample(plants, min(1500, len(plants)))
    network = Network(sum(SIZES), TRAITS)
    facts = np.concatenate([i.traits for i in rng.sample(used, min(4000, len(used)))]).astype(np.float32)
    network.trait_mean.copy_(torch.from_numpy(facts.mean(0)))
    network.trait_scale.copy_(torch.from_numpy(1 / np.maximum(facts.std(0), 0.05)))
    log(f"{sum(p.numel() for p in network.parameters())} parameters; {len(used)} pairs to learn from, {len(kept)} to choose on")
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    per_epoch = sum(1 for _ in batches(used, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=epochs * per_epoch + 1, pct_start=0.08)
    best: tuple[float, dict[str, Tensor], dict[str, float]] = (0.0, {}, {})
    started = time.time()
    for epoch in range(epochs):
        total, steps = 0.0, 0
        for items_of in batches(used, rng):
            x = tensors(batch(items_of))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                risk, shares = network(x, SHARPNESS)
            loss = loss_of(risk.float(), shares.float(), x, items_of)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, steps = total + float(loss), steps + 1
            if steps % 200 == 0:
                log(f"  step {steps} of {per_epoch}, loss {total / steps:.4f}, {time.time() - started:.0f} s")
        figures = measure(opinions(network, kept), kept)
        score = figures["demetr"] + figures["at 5pc of all natural"] + figures["paws"] + figures["ted"]
        log(f"epoch {epoch + 1}: loss {total / steps:.4f} in {time.time() - started:.0f} s", {k: round(v, 3) for k, v in figures.items()})
        if score > best[0]:
            best = (score, {k: v.clone() for k, v in network.state_dict().items()}, figures)
        if time.time() - started > budget:
            break
    network.load_state_dict(best[1])
    return network, kept, best[2]


def calibrated(risk: np.ndarray[Any, Any], items: Sequence[Seen]) -> np.ndarray[Any, Any]:
    """Slope and offset that make log odds honest on the held-out pairs (Platt 1999), both outcomes weighing the same."""
    use = [i for i, item in enumerate(items) if "minimal" not in item.example.source]
    from sklearn.linear_model import LogisticRegression

    truth = np.array([items[i].example.changed > 0.5 for i in use])
    weight = np.array([items[i].example.weight for i in use])
    fit = LogisticRegression(class_weight="balanced").fit(risk[use, None], truth, sample_weight=weight)
    return np.array([fit.coef_[0, 0], fit.intercept_[0]], dtype=np.float16)


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--budget", type=float, default=1500, help="seconds after which no further epoch starts")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "weights" / "judge.npz")
    options = parser.parse_args()
    source = find(DEFAULT_MODEL)
    stored = options.cache / "seen.pickle" if options.cache else None
    if stored and stored.exists():
        with stored.open("rb") as file:
            items, arrays = pickle.load(file)
    else:
        items, arrays = prepare(options.data, ReferenceEngine(source))
        if stored:
            with stored.open("wb") as file:
                pickle.dump((items, arrays), file, protocol=5)
    network, kept, figures = train(items, options.epochs, options.budget)
    arrays |= {name: p.detach().numpy().astype(np.float16) for name, p in network.state_dict().items()}
    arrays["calibration"] = calibrated(opinions(network, kept), kept)
    np.savez_compressed(options.out, **arrays, **{MODEL_KEY: np.array(source.digest)})
    log(f"wrote {options.out}, {options.out.stat().st_size} bytes", figures)


if __name__ == "__main__":
    main()
