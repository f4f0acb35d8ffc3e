"""Candidates to learn pairing from, with what is right: made of translations, of reports, of other remarks.

From two translations of one text come quotes that are whole, cut, merged or missing on either side; from pairs of
reports with gold what translations cannot show: speakers, order, words outside marks, free rewording; from articles,
their quotes dealt out to two sides, what is not the same: other remarks of the same people on the same subjects.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from xlcheck.compare import answers_from
from xlcheck.model import Article, Quote, QuoteKind, Span
from xlcheck.pair import Answers, wordings_in
from xlcheck.pair.candidates import candidates
from xlcheck.pair.cut import Common
from xlcheck.pair.evidence import EVIDENCE, LINKED, cosine_of, evidence, linked, look_at
from xlcheck.pair.rivals import Field, field_of
from xlcheck.pair.wording import Vectors
from xlcheck.quote import quotes_in
from xlcheck.text import words

if TYPE_CHECKING:
    from xlcheck.align import Head
    from xlcheck.embed import Embedder

BIBLE = 25  # of its documents: the others are nearer to what newsrooms read
UNITS = 30  # of one document: longer ones would outweigh the rest
# Shares of the units that go two into one quote, into none, into a part in marks, such with the clause around it as a
# quote of its own, and such that go on with the utterance before.
MERGED, MISSING, CUT, CLAUSE, CONTINUED = 0.15, 0.35, 0.4, 0.5, 0.3
WHOLE = 0.7  # of a unit's characters
ARTICLES = 60
QUOTES = 24  # of one article
SAID_AGAIN = 0.75  # cosine
# A candidate with a clearly better rival will not be chosen, whatever likeness it gets: see `Case.share`.
ALMOST, BEATEN = -0.05, 0.02
AT_LEAST, AT_MOST = 0.5, (3, 20)  # a stretch meets a true one: overlap over the shorter, and length: 3 n + 20

Label = Callable[[Common], float | None]
Units = list[tuple[int, int]]  # where each unit stands in an article


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The n candidates of two articles and what speaks for each.

    `evidence` (n, len(EVIDENCE)) has the lead over all rivals; `linked` (n, 2) what the aligner says, NaN where it was
    not asked; `right` (n,) is 1, 0, or NaN for not known; `share` (n,) how much each counts: one with a clearly
    better rival counts little, so that the weights are learned from those that might be chosen.
    """

    candidates: list[Common]
    field: Field
    evidence: Vectors
    linked: Vectors
    right: Vectors

    @property
    def share(self) -> Vectors:
        """How much each candidate counts."""
        lead = self.evidence[:, EVIDENCE.index("lead")]
        return np.where(lead > ALMOST, 1.0, BEATEN).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What makes cases of quotes: the encoder and the aligner's head."""

    embed: Embedder
    head: Head | None

    def case(self, quotes: Sequence[Quote], label: Label, mute: Sequence[str] = ()) -> Case:
        """The candidates of two articles, each labelled by `label(common)`, the evidence named in `mute` left out."""
        embedded = self.embed([quote.text for quote in quotes])
        wordings = wordings_in(quotes, [e.words[-1] for e in embedded])
        found = candidates(wordings[0], wordings[1]) if len(wordings) == 2 else []
        looks = [look_at(common) for common in found]
        field = field_of(found, looks)
        rows = np.array([evidence(*of_one) for of_one in zip(looks, field.leads(), strict=True)], dtype=np.float32)
        rows = rows.reshape(-1, len(EVIDENCE))
        for name in mute:
            rows[:, EVIDENCE.index(name)] = 0.0
        right = _labels(label(common) for common in found)
        of_quote = {(q.article.id, q.start, q.end): e for q, e in zip(quotes, embedded, strict=True)}
        asked = (rows[:, EVIDENCE.index("lead")] > ALMOST) & ~np.isnan(right)
        return Case(found, field, rows, _linked(found, asked, answers_from(of_quote, self.head)), right)


def _linked(found: Sequence[Common], asked: NDArray[np.bool_], answers: Answers | None) -> Vectors:
    rows = np.full((len(found), len(LINKED) - 1), np.nan, dtype=np.float32)
    if answers is not None:
        for i in np.flatnonzero(asked).tolist():
            rows[i] = linked(found[i], *answers(found[i]))
    return rows


def documents(path: Path, rng: random.Random) -> list[dict[str, Any]]:
    """The pairs of translations of a file in the form of `docalign`, shuffled, few of them of the Bible."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    bible = [row for row in rows if row["set"] == "bible"]
    chosen = [row for row in rows if row["set"] != "bible"] + rng.sample(bible, min(BIBLE, len(bible)))
    rng.shuffle(chosen)
    return chosen


def document_case(document: dict[str, Any], rng: random.Random, model: Model) -> Case:
    """Quotes made of one document's units on both sides, and what comes of comparing them."""
    units = [(a[0], b[0]) for a, b in document["gold"] if len(a) == len(b) == 1][:UNITS]
    a = _article(0, [document["a_units"][i] for i, _ in units], rng)
    b = _article(1, [document["b_units"][j] for _, j in units], rng)
    # A document's units run in one order and nobody says them: only the words may speak.
    mute = ("speakers agree", "speakers differ", "order")
    return model.case([*a[0], *b[0]], lambda common: _of_one_unit(common, a[1], b[1]), mute)


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


def report_case(folder: Path, model: Model) -> Case:
    """The candidates of two reports, right where they meet a gold pair; those that gold is silent on are left out."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    articles = [
        Article(name, (folder / name).read_text(encoding="utf-8"), id=number)
        for number, name in enumerate((gold.get("a", "a.txt"), gold.get("b", "b.txt")))
    ]
    quotes = [quote for article in articles for quote in quotes_in(article).quotes]
    pairs = [
        tuple(list(_places(pair[side], article.text)) for side, article in zip("ab", articles, strict=True))
        for pair in gold["pairs"]
    ]
    listed = [
        [place for quote in gold[key] for place in _places(quote["text"], article.text)]
        for key, article in zip(("quotes_a", "quotes_b"), articles, strict=True)
    ]
    return model.case(quotes, lambda common: _as_in_gold(common, pairs, listed))


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


def remarks(path: Path, model: Model) -> list[Case]:
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
        # A headline or a lead may say what a quote says.
        found.append(model.case(quotes, lambda common: None if cosine_of(common) > SAID_AGAIN else 0.0))
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


def _labels(labels: Iterable[float | None]) -> Vectors:
    return np.array([np.nan if label is None else label for label in labels], dtype=np.float32)
