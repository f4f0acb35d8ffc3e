"""Pairs of renderings to learn from: what people labelled, natural renderings, and changes planted in those."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from xlcheck.model import Stretch
from xlcheck.train import vocabulary
from xlcheck.train.edits import Pool
from xlcheck.train.plant import plant
from xlcheck.train.reword import reword

Row = dict[str, Any]
SERIOUS = ("major", "critical")
# Inflection, word salad and another language are no drift, an emptied text no rendering.
LEFT_OUT = {"aspect", "shuffled", "codemix", "gender", "empty", "shuffle_trans", "reference"}
HELD_OUT = 6  # one document in so many is kept to choose on
LONGEST = 700  # characters of both renderings together
BIBLES = 3  # renderings of a verse that are looked at
CLOSES_UP = re.compile(r" (n't\b|'(?:s|re|ve|ll|d|m)?\b|[,.;:?!%)])")


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with the chance that its meaning changed, and which stretches carry the change (None: not known).

    `group` is shared by pairs that stem from one natural pair: a plant in it must be riskier than the pair as it was.
    """

    a: str
    b: str
    changed: float
    weight: float
    group: str
    source: str
    a_marks: tuple[Stretch, ...] | None = None
    b_marks: tuple[Stretch, ...] | None = None
    ranked: bool = False

    @property
    def held_out(self) -> bool:
        """True for the part kept to choose on: whole items and documents, by hash."""
        return hashlib.sha256(self.group.encode()).digest()[0] % HELD_OUT == 0


def rows(folder: Path, name: str) -> list[Row]:
    """Rows of fold 1, and of files that have no folds; never those of a test part."""
    with (folder / f"{name}.dev.jsonl").open(encoding="utf-8") as file:
        return [r for r in map(json.loads, file) if r.get("fold") != 0 and r.get("orig_split") != "test"]


def untokenised(tokens: Sequence[str]) -> str:
    """Tokens as a text again: marks and clitics close up to what they follow."""
    return CLOSES_UP.sub(r"\1", " ".join(tokens))


def _marks(row: Row, side: str) -> tuple[Stretch, ...]:
    return tuple(Stretch(*d[side]) for d in row["diff"])


def _demetr(folder: Path) -> Iterator[Example]:
    for row in rows(folder, "harmless_demetr"):
        yield Example(row["a"], row["b"], 0, 2, f"demetr {row['item']}", "natural", (), (), ranked=True)
    for row in rows(folder, "contrast_demetr"):
        if row["phenomenon"] in LEFT_OUT:
            continue
        changed, group = float(row["severity"] in SERIOUS), f"demetr {row['item']}"
        of_a, of_b = (_marks(row, "a"), _marks(row, "b")) if changed else ((), ())
        unknown = None if changed else ()
        yield Example(row["reference"], row["bad"], changed, 1, group, "demetr", unknown, of_b, ranked=True)
        yield Example(row["good"], row["bad"], changed, 0.5, group, "demetr minimal", of_a, of_b)


def _paws(folder: Path) -> Iterator[Example]:
    for row in rows(folder, "para_paws"):
        same = row["label"] == 1
        none = () if same else None
        yield Example(row["a"], row["b"], float(not same), 1.5, row["id"], "paws", none, none)


def _mqm(folder: Path, name: str) -> Iterator[Example]:
    """Machine translations with spans marked by professionals: clean ones are renderings, major errors are drifts."""
    for row in rows(folder, name):
        if not row.get("ref"):
            continue
        grave = [e for e in row["errors"] if e["severity"] in SERIOUS]
        of_meaning = [e for e in grave if (e.get("category") or "Accuracy").startswith("Accuracy")]
        if grave and not of_meaning:
            continue
        marks = tuple(Stretch(*e["span"]) for e in of_meaning if e.get("span"))
        weight = 0.6 if of_meaning else 1 if not row["errors"] else 0.5
        source = "mqm" if of_meaning else "natural mqm"
        yield Example(row["ref"], row["hyp"], float(bool(of_meaning)), weight, f"{name} {row['doc']} {row['seg']}",
                      source, None, marks)  # fmt: skip


def _natural(folder: Path, rng: random.Random) -> Iterator[Example]:
    """Human renderings of one source. Not all mean the same, so they weigh little by themselves."""
    for name in ("multiref_ted", "multiref_news21"):
        for row in rows(folder, name):
            a, b = list(row["renderings"].values())[:2]
            errors = [e["severity"] for m in row["mqm"].values() for e in m["errors"]]
            weight = 1.5 if not errors else 0.5 if not set(errors) & set(SERIOUS) else 0.1
            yield Example(a, b, 0, weight, f"{name.replace('multiref', 'mqm')} {row['doc']} {row['seg']}", "natural",
                          ranked=True)  # fmt: skip
    for row in rows(folder, "multiref_wmt"):
        a, b = list(row["renderings"].values())[:2]
        yield Example(a, b, 0.1, 0.5, row["block"], "natural", ranked=True)
    for row in rows(folder, "multiref_bible"):
        texts = list(dict.fromkeys(row["renderings"].values()))
        for a, b in pairwise(rng.sample(texts, min(BIBLES, len(texts)))):
            yield Example(a, b, 0.05, 0.3, row["doc"], "bible", ranked=True)
    for row in rows(folder, "mwa_mtref"):
        a, b = untokenised(row["a_tokens"]), untokenised(row["b_tokens"])
        yield Example(a, b, 0.1, 0.5, row["id"], "natural", ranked=True)


def labelled(folder: Path, rng: random.Random) -> list[Example]:
    """Everything but plants."""
    found = [*_demetr(folder), *_paws(folder), *_mqm(folder, "mqm_ted"), *_mqm(folder, "mqm_news21")]
    found += _natural(folder, rng)
    return [e for e in found if e.a and e.b and len(e.a) + len(e.b) < LONGEST]


# How many serious and harmless plants for each pair of a source: most where the pairs are nearest to what is measured.
PLANTS = {"natural": (7, 2), "natural mqm": (3, 1), "written": (1, 1), "paws": (2, 0), "bible": (1, 0)}


def planted(examples: Sequence[Example], rng: random.Random, pool: Pool) -> Iterator[Example]:
    """Serious and harmless plants in natural pairs, against the other rendering and against the one planted in."""
    for example in examples:
        serious, harmless = PLANTS.get(example.source, (0, 0)) if example.changed < 0.5 else (0, 0)
        for i in range(serious + harmless):
            grave = i < serious
            a, b = (example.a, example.b) if rng.random() < 0.5 else (example.b, example.a)
            change: Callable[..., Any] = plant if grave else reword
            found = change(b, rng, pool)
            if found is None:
                continue
            after = found.after
            if rng.random() < 0.15 and (again := reword(found.text, rng, pool)):
                found, after = replace(found, text=again.text), None
            if found.text == b:  # the second rewording undid the first
                continue
            of_b = (after if grave else ()) if after is not None else None
            yield Example(a, found.text, 1.0 if grave else example.changed, 1.0 if grave else example.weight,
                          example.group, found.plant, None, of_b, ranked=True)  # fmt: skip
            if rng.random() < 0.5:
                of_a = (found.before if grave else ()) if after is not None else None
                yield Example(b, found.text, float(grave), 0.4, example.group, f"{found.plant} minimal", of_a, of_b)


def stocked(texts: Sequence[str]) -> Pool:
    """A pool of names, modifiers and phrases from `texts`, and of words from the lexicon."""
    pool = Pool.of(texts)
    pool.opposites, pool.broader, pool.alike = vocabulary.opposites, vocabulary.broader, vocabulary.siblings
    pool.synonyms = vocabulary.synonyms
    return pool
