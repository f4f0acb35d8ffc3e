"""Learn how much each piece of evidence says for two stretches rendering one statement.

    python -m xlcheck.train.pair --data FOLDER

FOLDER holds `docalign.dev.jsonl` (two translations of one text, unit by unit) and `wire/` (pairs of reports with gold
pairs). From the translations come quotes that are whole, cut, merged or missing on either side; from the reports what
translations cannot show: speakers, order, words outside marks, free rewording.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from xlcheck import weights
from xlcheck.embed import Embedder, load
from xlcheck.model import Article, Quote, Span
from xlcheck.pair import rows_of, wordings_in
from xlcheck.pair.candidates import candidates
from xlcheck.pair.cut import Common
from xlcheck.pair.evidence import EVIDENCE, FROM_TEXT
from xlcheck.pair.wording import Vectors
from xlcheck.quote import quotes_in
from xlcheck.text import words

SEED = 20230410
HELD_OUT = 0.3  # of the documents, to measure on
UNITS = 30  # of one document: longer ones would outweigh the rest
BIBLE = 25  # of its documents: the others are nearer to what newsrooms read
RIDGE = 3.0
# Half of all weight for the reports, few as they are: they are what the tool is for.
REPORTS = 0.5
# Which way a piece of evidence may speak: 0 for either. Without this, pieces that say the same thing take opposite
# weights to fit noise.
SIGNS = dict.fromkeys(EVIDENCE, 1) | {
    "speakers differ": -1, "length": 0, "kept": 0, "unmarked": 0,
}  # fmt: skip
AT_LEAST, AT_MOST = 0.5, (3, 20)  # a stretch meets a true one: overlap over the shorter, and length: 3 n + 20


@dataclass(frozen=True, slots=True)
class Rows:
    """Evidence, one candidate a row, and whether it was right (1) or wrong (0)."""

    evidence: Vectors
    right: Vectors


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a unit of the text, or a part of it, went in an article."""

    unit: int
    start: int
    end: int
    whole: bool


def main() -> None:
    """Train, measure, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cases", nargs="*", help="names of the reports to learn from; all, unless given")
    parser.add_argument("--out", type=Path, default=Path(weights.__file__).with_name("pair.npz"))
    options = parser.parse_args()
    embed, rng = load(), random.Random(SEED)

    documents = _documents(options.data / "docalign.dev.jsonl", rng)
    rng.shuffle(documents)
    held_out = int(len(documents) * HELD_OUT)
    measured = _stack([_document_rows(d, rng, embed) for d in documents[:held_out]])
    learned = _stack([_document_rows(d, rng, embed) for d in documents[held_out:]])
    folders = sorted(gold.parent for gold in (options.data / "wire").glob("*/gold.json"))
    chosen = [f for f in folders if options.cases is None or f.name in options.cases]
    reports = _stack([report_rows(folder, embed) for folder in chosen])

    fitted = fit(learned, reports)
    np.savez(options.out, weights=fitted, evidence=np.array(EVIDENCE))
    say = sys.stdout.write
    for name, weight in zip((*EVIDENCE, "bias"), fitted, strict=True):
        say(f"{name:18} {weight:+.3f}\n")
    for name, rows in (("documents held out", measured), ("reports", reports)):
        say(f"{name}: {len(rows.right)} candidates, {int(rows.right.sum())} right\n{reliability(rows, fitted)}\n")


def fit(documents: Rows, reports: Rows) -> Vectors:
    """Weights for each piece of evidence and the bias: ridge logistic regression, signs bounded."""
    from scipy.optimize import minimize

    x = np.vstack([documents.evidence, reports.evidence]).astype(np.float64)
    y = np.concatenate([documents.right, reports.right]).astype(np.float64)
    share = (
        np.concatenate(
            [
                np.full(len(documents.right), (1 - REPORTS) / max(1, len(documents.right))),
                np.full(len(reports.right), REPORTS / max(1, len(reports.right))),
            ]
        )
        * len(reports.right)
        * 2
    )
    scale = np.maximum(x.std(0), 1e-3)
    z = x / scale

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        logits = z @ w[:-1] + w[-1]
        chance = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        value = float((share * (np.logaddexp(0, logits) - y * logits)).sum() + RIDGE / 2 * (w[:-1] ** 2).sum())
        slope = share * (chance - y)
        return value, np.append(z.T @ slope + RIDGE * w[:-1], slope.sum())

    bounds = [{1: (0, None), -1: (None, 0), 0: (None, None)}[SIGNS[name]] for name in EVIDENCE]
    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)])
    return np.append(found.x[:-1] / scale, found.x[-1]).astype(np.float32)


def reliability(rows: Rows, fitted: Vectors) -> str:
    """How often candidates of about one likeness are right, a line for each tenth."""
    chance = 1 / (1 + np.exp(-(rows.evidence @ fitted[:-1] + fitted[-1])))
    lines = []
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1 + (low > 0.85))
        if inside.any():
            mean, right = chance[inside].mean(), rows.right[inside].mean()
            lines.append(f"  {low:.1f}  said {mean:.3f}  right {right:.3f}  of {int(inside.sum())}")
    return "\n".join(lines)


def _stack(parts: Sequence[Rows]) -> Rows:
    return Rows(np.vstack([p.evidence for p in parts]), np.concatenate([p.right for p in parts]))


def _documents(path: Path, rng: random.Random) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    bible = [row for row in rows if row["set"] == "bible"]
    return [row for row in rows if row["set"] != "bible"] + rng.sample(bible, min(BIBLE, len(bible)))


def _document_rows(document: dict[str, Any], rng: random.Random, embed: Embedder) -> Rows:
    """Quotes made of one document's units on both sides, and what comes of comparing them."""
    units = [(a[0], b[0]) for a, b in document["gold"] if len(a) == len(b) == 1][:UNITS]
    a = _article(0, [document["a_units"][i] for i, _ in units], rng)
    b = _article(1, [document["b_units"][j] for _, j in units], rng)
    found = _candidates([*a[0], *b[0]], embed)
    if not found:
        return Rows(np.empty((0, len(EVIDENCE)), np.float32), np.empty(0, np.float32))
    labels = [_of_one_unit(common, a[1], b[1]) for common in found]
    rows = rows_of(found)
    # A document's units run in one order and nobody says them: only the words may speak.
    rows[:, FROM_TEXT : EVIDENCE.index("lead")] = 0.0
    return _labelled(rows, labels)


def _article(number: int, units: Sequence[str], rng: random.Random) -> tuple[list[Quote], list[Piece]]:
    """An article of a document's units, with quotes: a unit whole, a part of it, two together, or none."""
    pieces: list[Piece] = []
    spans: list[tuple[int, int]] = []
    text, i = "", 0
    while i < len(units):
        chance = rng.random()
        start = len(text)
        many = 2 if chance < 0.15 and i + 1 < len(units) else 1
        for unit in range(i, i + many):
            at = len(text)
            text += units[unit] + " "
            pieces.append(Piece(unit, at, len(text) - 1, True))
        if many == 1 and chance > 0.85:  # none: the other side's unit then has no counterpart
            pieces.pop()
        elif many == 1 and chance > 0.5:
            first, last = _part(units[i], rng)
            pieces[-1] = Piece(i, start + first, start + last, False)
            spans.append((start + first, start + last))
        else:
            spans.append((start, len(text) - 1))
        text += "\n"
        i += many
    article = Article("", text, id=number)
    return [Quote(article, s, e, utterance=n) for n, (s, e) in enumerate(spans)], pieces


def _part(unit: str, rng: random.Random) -> tuple[int, int]:
    """A run of at least three words, up to the whole."""
    cut = words(unit)
    if len(cut) < 5:
        return 0, len(unit)
    length = rng.randint(3, len(cut))
    first = rng.randint(0, len(cut) - length)
    return cut[first].start, cut[first + length - 1].end


def _of_one_unit(common: Common, a: Sequence[Piece], b: Sequence[Piece]) -> float | None:
    """1 where both stretches lie in the same unit, 0 where in different ones, None where it cannot be told."""
    x, y = _pieces(common.a.span(*common.a_range), a), _pieces(common.b.span(*common.b_range), b)
    both = {p.unit for p in x} & {p.unit for p in y}
    if not both:
        return 0.0
    if len(x) == len(y) == 1 and (x[0].whole or y[0].whole):
        return 1.0
    return 1.0 if {p.unit for p in x} == {p.unit for p in y} and all(p.whole for p in (*x, *y)) else None


def _pieces(span: Span, pieces: Sequence[Piece]) -> list[Piece]:
    def overlap(piece: Piece) -> float:
        shared = min(span.end, piece.end) - max(span.start, piece.start)
        return shared / max(1, min(piece.end - piece.start, span.end - span.start))

    return [piece for piece in pieces if overlap(piece) > 0.3]


def report_rows(folder: Path, embed: Embedder) -> Rows:
    """The candidates of two reports, right where they meet a gold pair; those that gold is silent on are left out."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    articles = [
        Article(name, (folder / name).read_text(encoding="utf-8"), id=number)
        for number, name in enumerate((gold.get("a", "a.txt"), gold.get("b", "b.txt")))
    ]
    found = _candidates([quote for article in articles for quote in quotes_in(article).quotes], embed)
    pairs = [
        tuple(list(_places(pair[side], article.text)) for side, article in zip("ab", articles, strict=True))
        for pair in gold["pairs"]
    ]
    listed = [
        [place for quote in gold[key] for place in _places(quote["text"], article.text)]
        for key, article in zip(("quotes_a", "quotes_b"), articles, strict=True)
    ]
    return _labelled(rows_of(found), [_as_in_gold(common, pairs, listed) for common in found])


def _as_in_gold(common: Common, pairs: Sequence[Any], listed: Sequence[Any]) -> float | None:
    spans = [common.a.span(*common.a_range), common.b.span(*common.b_range)]
    if any(all(_meets(span, side) for span, side in zip(spans, pair, strict=True)) for pair in pairs):
        return 1.0
    if any(all(_touches(span, side) for span, side in zip(spans, pair, strict=True)) for pair in pairs):
        return None
    known = [any(_touches(span, pair[side]) for pair in pairs) for side, span in enumerate(spans)]
    marked = [_touches(span, side) for span, side in zip(spans, listed, strict=True)]
    # Gold lists every pair of words in marks, but not every pair of paraphrases.
    return 0.0 if any(known) or all(marked) else None


def _touches(span: Span, places: Sequence[tuple[int, int]]) -> bool:
    return any(min(span.end, e) - max(span.start, s) >= AT_LEAST * min(span.end - span.start, e - s) for s, e in places)


def _meets(span: Span, places: Sequence[tuple[int, int]]) -> bool:
    times, more = AT_MOST
    return any(_touches(span, [(s, e)]) and span.end - span.start <= times * (e - s) + more for s, e in places)


def _places(needle: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(needle)
    while at >= 0:
        yield at, at + len(needle)
        at = text.find(needle, at + 1)


def _candidates(quotes: Sequence[Quote], embed: Embedder) -> list[Common]:
    embedded = embed([quote.text for quote in quotes])
    wordings = wordings_in(quotes, [e.words[-1] for e in embedded])
    return candidates(wordings[0], wordings[1]) if len(wordings) == 2 else []


def _labelled(rows: Vectors, labels: Sequence[float | None]) -> Rows:
    known = np.array([label is not None for label in labels], dtype=np.bool_)
    return Rows(rows[known], np.array([label for label in labels if label is not None], dtype=np.float32))


if __name__ == "__main__":
    main()
