"""What the voices of a judge in training make of the pairs kept to choose on, and how right they are."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from xlcheck.judge.evidence import SHARPNESS
from xlcheck.train.judge_data import Seen, batch
from xlcheck.train.judge_net import Network, tensors
from xlcheck.train.risk import auroc, logistic

SEED = 5  # of the first voice; the next has the next
LABELLED = {"demetr", "natural", "paws", "mqm", "bible", "written"}
KEPT_PLANTS = 1500  # planted pairs to choose on


def opinions(voices: Sequence[Network], items: Sequence[Seen]) -> np.ndarray[Any, Any]:
    """Log odds of each example, the mean over the voices."""
    order = sorted(range(len(items)), key=lambda i: items[i].size)
    out = np.zeros((len(voices), len(items)))
    for heard, network in zip(out, voices, strict=True):
        network.eval()
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            for at in range(0, len(order), 96):
                rows = order[at : at + 96]
                heard[rows] = network(tensors(batch([items[i] for i in rows])), SHARPNESS)[0].numpy()
        network.train()
    mean: np.ndarray[Any, Any] = out.mean(0)
    return mean


def measure(risk: np.ndarray[Any, Any], items: Sequence[Seen]) -> dict[str, float]:
    """Figures on the held-out part, named as the sources of its pairs."""
    by: dict[str, list[float]] = defaultdict(list)
    for r, item in zip(risk, items, strict=True):
        e = item.example
        grave = "serious" if e.changed > 0.5 else "harmless"
        source = e.source.split()[0] if e.source.split()[0] in LABELLED else "plant"
        if "minimal" not in e.source:
            if e.group.startswith("demetr") and source == "natural":
                source = "demetr natural"
            by[f"{source} {grave}"].append(r)
            if "mqm" in e.source:
                by[f"ted {grave}" if e.group.startswith("mqm_ted") else f"news {grave}"].append(r)
    calm = by["demetr natural harmless"]
    bar = np.quantile(calm + by["natural harmless"], 0.95)
    return {
        "demetr": auroc(calm, by["demetr serious"]), "demetr minor": auroc(calm, by["demetr harmless"]),
        "at 5pc": float(np.mean(np.array(by["demetr serious"]) > np.quantile(calm, 0.95))),
        "at 5pc of all natural": float(np.mean(np.array(by["demetr serious"]) > bar)),
        "plants": auroc(by["natural harmless"], by["plant serious"]),
        "paws": auroc(by["paws harmless"], by["paws serious"]),
        "written": auroc(by["written harmless"], by["written serious"]),
        "ted": auroc(by["ted harmless"], by["ted serious"]), "news": auroc(by["news harmless"], by["news serious"]),
    }  # fmt: skip


def keep(items: Sequence[Seen]) -> list[Seen]:
    """What to choose on: labelled pairs held out, and some of the planted."""
    kept = [i for i in items if i.example.held_out]
    plants = plants_of(kept)
    return labels_of(kept) + random.Random(SEED).sample(plants, min(KEPT_PLANTS, len(plants)))


def told(figures: dict[str, float]) -> dict[str, float]:
    """Figures as they are shown."""
    return {name: round(value, 3) for name, value in figures.items()}


def labels_of(items: Sequence[Seen]) -> list[Seen]:
    """Examples that people made."""
    return [i for i in items if i.example.source.split()[0] in LABELLED]


def plants_of(items: Sequence[Seen]) -> list[Seen]:
    """Examples that were planted."""
    return [i for i in items if i.example.source.split()[0] not in LABELLED]


def calibrated(risk: np.ndarray[Any, Any], items: Sequence[Seen]) -> np.ndarray[Any, Any]:
    """Slope and offset that make log odds honest on the held-out pairs (Platt 1999), both outcomes alike."""
    use = [i for i, item in enumerate(items) if "minimal" not in item.example.source]
    truth = np.array([float(items[i].example.changed > 0.5) for i in use])
    weight = np.array([items[i].example.weight for i in use])
    weight /= np.where(truth > 0, weight @ truth, weight @ (1 - truth))
    slope, offset = logistic(risk[use, None], truth, weight, ridge=1e-4)
    return np.array([slope[0], offset], dtype=np.float32)
