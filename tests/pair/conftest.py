"""Wordings and quotes made by hand, and the invented reports as quotes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from xlcheck.model import Article, Quote, QuoteKind
from xlcheck.pair.wording import Wording, edges_of, runs_of, units_of
from xlcheck.text import words

REPORTS = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))["report"]


def wording(text: str, *vectors: tuple[float, ...]) -> Wording:
    """A quote that is its whole article, with a vector for every word; marks and “of” get weight 0, all else 1."""
    cut = words(text)
    rows = np.array(vectors, dtype=np.float32)
    weights = np.array([0.0 if word.is_mark or word.text == "of" else 1.0 for word in cut], dtype=np.float32)
    quote = Quote(Article("", text), 0, len(text))
    return Wording(quote, cut, rows, units_of(rows), weights, edges_of(cut), runs_of(cut, weights), 0.0, rows.sum(0))


@dataclass(frozen=True)
class Sides:
    """The quotes of two reports, and which statement each renders (0: one that the other side lacks)."""

    quotes: tuple[Quote, ...]
    statement: dict[tuple[int, int], int]  # by (article, start)


def sides(report: dict[str, list[tuple[int, str, str]]]) -> Sides:
    quotes, statement = [], {}
    for number, side in enumerate("ab"):
        text, found = "", []
        for utterance, (same, speaker, said) in enumerate(report[side]):
            kind = QuoteKind.INDIRECT if said.startswith("*") else QuoteKind.DIRECT
            said = said.removeprefix("*")
            before, after = ("", "”") if kind is QuoteKind.DIRECT else (f"{speaker.capitalize()} said ", "")
            start = len(text) + len(before) + (kind is QuoteKind.DIRECT)
            text += f"{'“' if kind is QuoteKind.DIRECT else before}{said}{after}, {speaker} said.\n\n"
            found.append((start, start + len(said), kind, speaker, utterance))
            statement[number, start] = same
        article = Article("ab"[number], text, id=number)
        quotes += [Quote(article, s, e, kind, speaker=who, utterance=u) for s, e, kind, who, u in found]
    return Sides(tuple(quotes), statement)


@pytest.fixture(params=REPORTS, ids=[report["name"] for report in REPORTS])
def report(request: pytest.FixtureRequest) -> Sides:
    return sides(request.param)
