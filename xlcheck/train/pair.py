"""Learn how much each piece of evidence says for two stretches rendering one statement.

    python -m xlcheck.train.pair --data FOLDER

FOLDER holds `docalign.dev.jsonl` (two translations of one text, unit by unit), `wire/` (pairs of reports with gold
pairs) and `polnear.dev.jsonl` (articles with their quotes). From the translations come quotes that are whole, cut,
merged or missing on either side; from the reports what translations cannot show: speakers, order, words outside marks,
free rewording; from the articles, dealt out to two sides, what is not the same: other remarks of the same people.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from xlcheck import weights
from xlcheck.embed import Embedder, load
from xlcheck.model import Article, Quote, QuoteKind, Span
from xlcheck.pair import wordings_in
from xlcheck.pair.candidates import candidates
from xlcheck.pair.cut import Common
from xlcheck.pair.evidence import EVIDENCE, SURROUNDINGS, cosine_of, surroundings
from xlcheck.pair.likeness import chances, log_odds, rows_of
from xlcheck.pair.wording import Vectors
from xlcheck.quote import quotes_in
from xlcheck.text import words

SEED = 20230410
HELD_OUT = 0.3  # of the documents, to measure on
UNITS = 30  # of one document: longer ones would outweigh the rest
BIBLE = 25  # of its documents: the others are nearer to what newsrooms read
# Shares of the units that go two into one quote, into none, into a part in marks, such with the clause around it as a
# quote of its own, and such that go on with the utterance before.
MERGED, MISSING, CUT, CLAUSE, CONTINUED = 0.15, 0.35, 0.4, 0.5, 0.3
WHOLE = 0.7  # of a unit's characters
RIDGE = 15.0  # of 3, 8 and 15 the best on reports not learned from
# Shares of all weight: for the reports, few as they are, since they are what the tool is for; and for other remarks.
REPORTS, REMARKS = 0.7, 0.15
ARTICLES = 60
QUOTES = 24  # of one article
SAID_AGAIN = 0.75  # cosine
# A candidate with a clearly better rival will not be chosen, whatever likeness it gets: it counts little, so that the
# weights are learned from those that might be.
ALMOST, BEATEN = -0.05, 0.02
# Which way evidence may speak that does not speak for a candidate only: 0 for either way. Unbounded, pieces that say
# the same thing take opposite weights to fit noise.
SIGNS = {
    "speakers differ": -1, "length": 0, "kept": 0, "unmarked": 0,
}  # fmt: skip
Units = list[tuple[int, int]]  # where each unit stands in an article

AT_LEAST, AT_MOST = 0.5, (3, 20)  # a stretch meets a true one: overlap over the shorter, and length: 3 n + 20


@dataclass(frozen=True, slots=True)
class Case:
    """The candidates of two articles, the evidence a row, and whether each is right: 1, 0, or NaN for not known."""

    candidates: list[Common]
    evidence: Vectors
    right: Vectors


@dataclass(frozen=True, slots=True)
class Rows:
    """What is known of candidates: one a row, right (1) or wrong (0)."""

    evidence: Vectors
    right: Vectors
    share: Vectors  # how much each counts


class Fitted(NamedTuple):
    """Weights and bias last: as they hold in documents, and in reports, where the tool works."""

    documents: Vectors
    reports: Vectors


Matrix = NDArray[np.float64]


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
    measured = [_document_case(d, rng, embed) for d in documents[:held_out]]
    learned = [_document_case(d, rng, embed) for d in documents[held_out:]]
    folders = sorted(gold.parent for gold in (options.data / "wire").glob("*/gold.json"))
    chosen = [f for f in folders if options.cases is None or f.name in options.cases]
    reports = [report_case(folder, embed) for folder in chosen]

    remarks = _remarks(options.data / "polnear.dev.jsonl", embed)

    first = fit(_by_itself(learned), _by_itself(reports), _by_itself(remarks), EVIDENCE)
    second = fit(
        _surrounded(learned, first.documents),
        _surrounded(reports, first.reports),
        _surrounded(remarks, first.reports),
        SURROUNDINGS,
    )
    evidence = np.array(EVIDENCE + SURROUNDINGS)
    np.savez(options.out, first=first.reports, second=second.reports, evidence=evidence)
    say = sys.stdout.write
    for names, fitted in ((EVIDENCE, first), (SURROUNDINGS, second)):
        for name, weight in zip((*names, "bias"), fitted.reports, strict=True):
            say(f"{name:18} {weight:+.3f}\n")
    tables = (
        ("documents held out", _surrounded(measured, first.documents), second.documents),
        ("reports learned from", _surrounded(reports, first.reports), second.reports),
    )
    for name, rows, fitted_there in tables:
        say(f"{name}: {len(rows.right)} candidates, {int(rows.right.sum())} right\n{reliability(rows, fitted_there)}\n")


def _by_itself(cases: Sequence[Case]) -> Rows:
    return _known([case.evidence for case in cases], cases)


def _surrounded(cases: Sequence[Case], first: Vectors) -> Rows:
    return _known([surroundings(case.candidates, log_odds(case.evidence, first)) for case in cases], cases)


def _known(evidence: Sequence[Vectors], cases: Sequence[Case]) -> Rows:
    right = np.concatenate([case.right for case in cases])
    known = ~np.isnan(right)
    lead = np.concatenate([case.evidence[:, EVIDENCE.index("lead")] for case in cases])
    share = np.where(lead > ALMOST, 1.0, BEATEN)[known]
    return Rows(np.vstack(evidence)[known], right[known], (share / share.sum()).astype(np.float32))


def fit(documents: Rows, reports: Rows, remarks: Rows, names: Sequence[str]) -> Fitted:
    """Ridge logistic regression, signs bounded; the documents have a bias of their own."""
    from scipy.optimize import minimize

    x = np.vstack([documents.evidence, reports.evidence, remarks.evidence]).astype(np.float64)
    y = np.concatenate([documents.right, reports.right, remarks.right]).astype(np.float64)
    of_documents = np.arange(len(y)) < len(documents.right)
    share = np.concatenate(
        [(1 - REPORTS - REMARKS) * documents.share, REPORTS * reports.share, REMARKS * remarks.share]
    )
    share *= 2 * len(reports.right)
    scale = np.maximum(x.std(0), 1e-3)
    z = np.column_stack([x / scale, of_documents, ~of_documents])
    ridge = np.array([RIDGE] * x.shape[1] + [0, 0])

    def loss(w: Matrix) -> tuple[float, Matrix]:
        logits = z @ w
        value = float((share * (np.logaddexp(0, logits) - y * logits)).sum() + (ridge * w**2).sum() / 2)
        slope = share * (1 / (1 + np.exp(-np.clip(logits, -30, 30))) - y)
        return value, z.T @ slope + ridge * w

    bounds = [{1: (0, None), -1: (None, 0), 0: (None, None)}[SIGNS.get(name, 1)] for name in names]
    found = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B", bounds=[*bounds, *[(None, None)] * 2])
    weights, (document, report) = (found.x[:-2] / scale), found.x[-2:]
    return Fitted(np.append(weights, document).astype(np.float32), np.append(weights, report).astype(np.float32))


def reliability(rows: Rows, fitted: Vectors) -> str:
    """How often candidates of about one likeness are right, a line for each tenth."""
    chance = chances(log_odds(rows.evidence, fitted))
    lines = []
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1 + (low > 0.85))
        if inside.any():
            mean, right = chance[inside].mean(), rows.right[inside].mean()
            lines.append(f"  {low:.1f}  said {mean:.3f}  right {right:.3f}  of {int(inside.sum())}")
    return "\n".join(lines)


def _documents(path: Path, rng: random.Random) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    bible = [row for row in rows if row["set"] == "bible"]
    return [row for row in rows if row["set"] != "bible"] + rng.sample(bible, min(BIBLE, len(bible)))


def _document_case(document: dict[str, Any], rng: random.Random, embed: Embedder) -> Case:
    """Quotes made of one document's units on both sides, and what comes of comparing them."""
    units = [(a[0], b[0]) for a, b in document["gold"] if len(a) == len(b) == 1][:UNITS]
    a = _article(0, [document["a_units"][i] for i, _ in units], rng)
    b = _article(1, [document["b_units"][j] for _, j in units], rng)
    found = _candidates([*a[0], *b[0]], embed)
    rows = _evidence(found)
    # A document's units run in one order and nobody says them: only the words may speak.
    for name in ("speakers agree", "speakers differ", "order"):
        rows[:, EVIDENCE.index(name)] = 0.0
    return Case(found, rows, _labels(_of_one_unit(common, a[1], b[1]) for common in found))


def _article(number: int, units: Sequence[str], rng: random.Random) -> tuple[list[Quote], Units]:
    """An article of a document's units, with quotes: a unit whole, a part of it, two together, or none."""
    text, places, quotes = "", [], []
    i = utterance = 0
    while i < len(units):
        many = 2 if rng.random() < MERGED and i + 1 < len(units) else 1
        utterance += rng.random() > CONTINUED
        start = len(text)
        for unit in units[i : i + many]:
            places.append((len(text), len(text) + len(unit)))
            text += unit + " "
        span = (start, len(text) - 1)
        if many == 2 or rng.random() > MISSING:
            if many == 1 and rng.random() < CUT:
                if rng.random() < CLAUSE:
                    quotes.append((span, QuoteKind.MIXED, utterance))
                first, last = _part(units[i], rng)
                span = (start + first, start + last)
            quotes.append((span, QuoteKind.DIRECT, utterance))
        text += "\n"
        i += many
    article = Article("", text, id=number)
    return [Quote(article, s, e, kind, utterance=n) for (s, e), kind, n in quotes], places


def _part(unit: str, rng: random.Random) -> tuple[int, int]:
    """A run of at least three words, up to the whole."""
    cut = words(unit)
    if len(cut) < 5:
        return 0, len(unit)
    length = rng.randint(3, len(cut))
    first = rng.randint(0, len(cut) - length)
    return cut[first].start, cut[first + length - 1].end


def _of_one_unit(common: Common, a: Units, b: Units) -> float | None:
    """1 where both stretches lie in the same units, 0 where in different ones, None where it cannot be told."""
    cuts = [_units_in(common.a.span(*common.a_range), a), _units_in(common.b.span(*common.b_range), b)]
    if cuts[0].keys().isdisjoint(cuts[1]):
        return 0.0
    uncut = [_units_in(common.a.span(0, len(common.a.words)), a), _units_in(common.b.span(0, len(common.b.words)), b)]
    if len(cuts[0]) == len(cuts[1]) == 1:
        unit = next(iter(cuts[0]))
        # Two parts of one unit may be different parts; a part and the whole share at least the part.
        return 1.0 if any(side.get(unit, 0) >= WHOLE for side in uncut) else None
    return 1.0 if cuts[0].keys() == cuts[1].keys() and all(min(cut.values()) >= WHOLE for cut in cuts) else None


def _units_in(span: Span, units: Units) -> dict[int, float]:
    """The units that a stretch holds something of, and what share of each; slight overhang left out."""
    found = {}
    for number, (start, end) in enumerate(units):
        shared = min(span.end, end) - max(span.start, start)
        if shared > 0.3 * min(end - start, span.end - span.start):
            found[number] = shared / (end - start)
    return found


def report_case(folder: Path, embed: Embedder) -> Case:
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
    return Case(found, _evidence(found), _labels(_as_in_gold(common, pairs, listed) for common in found))


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


def _remarks(path: Path, embed: Embedder) -> list[Case]:
    """Articles whose quotes are dealt out to two sides in turn: no two render one statement, near as they may come."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = []
    for row in [row for row in rows if row["fold"] == 1][:ARTICLES]:
        sides = [Article(row["id"], row["text"], id=number) for number in (0, 1)]
        quotes = [
            Quote(
                sides[number % 2], *_bare(row["text"], quote["start"], quote["end"]), QuoteKind(quote["kind"]),
                speaker=quote["speaker"], utterance=number // 2,
            )
            for number, quote in enumerate(row["quotes"][:QUOTES])
        ]  # fmt: skip
        candidates_here = _candidates(quotes, embed)
        # A headline or a lead may say what a quote says.
        right = [None if cosine_of(common) > SAID_AGAIN else 0.0 for common in candidates_here]
        found.append(Case(candidates_here, _evidence(candidates_here), _labels(right)))
    return found


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the marks at its ends."""
    inside = text[start:end]
    left = len(inside) - len(inside.lstrip("“\"‘'„« "))
    return start + left, max(start + left + 1, start + len(inside.rstrip("”\"’'» ,.")))


def _places(needle: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(needle)
    while at >= 0:
        yield at, at + len(needle)
        at = text.find(needle, at + 1)


def _candidates(quotes: Sequence[Quote], embed: Embedder) -> list[Common]:
    embedded = embed([quote.text for quote in quotes])
    wordings = wordings_in(quotes, [e.words[-1] for e in embedded])
    return candidates(wordings[0], wordings[1]) if len(wordings) == 2 else []


def _evidence(found: Sequence[Common]) -> Vectors:
    return rows_of(found) if found else np.empty((0, len(EVIDENCE)), dtype=np.float32)


def _labels(labels: Iterable[float | None]) -> Vectors:
    return np.array([np.nan if label is None else label for label in labels], dtype=np.float32)


if __name__ == "__main__":
    main()
