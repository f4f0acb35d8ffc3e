"""The invented pairs of reports in fixtures/reports: what is found of what their authors say is there.

The figures are floors, set a little below what was measured; they fall when a change costs more than it brings.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from xlcheck.check import check
from xlcheck.embed import Embedder
from xlcheck.gate import exit_code
from xlcheck.model import Finding, Pair, Span
from xlcheck.read import read
from xlcheck.settings import Settings

REPORTS = Path(__file__).parent.parent / "fixtures" / "reports"
CASES = sorted(gold.parent for gold in REPORTS.glob("*/gold.json"))
SERIOUS = ("major", "critical")
MEETS, TOUCHES = 0.5, 0.34  # share of the shorter of two stretches that they must have in common


class Score(NamedTuple):
    """Counts over some cases."""

    pairs: int = 0
    pairs_found: int = 0
    traps_hit: int = 0
    drifts: int = 0
    drifts_found: int = 0
    false_alarms: int = 0
    exits_right: int = 0

    def __add__(self, other: tuple[int, ...]) -> "Score":  # type: ignore[override]
        return Score(*(x + y for x, y in zip(self, other, strict=True)))


def places(text: str, words: str | None) -> list[tuple[int, int]]:
    """Every stretch of the article that reads so."""
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append((at, at + len(words or "")))
        at = text.find(words or "", at + 1)
    return found


def overlap(span: Span | None, stretches: list[tuple[int, int]]) -> float:
    if span is None:
        return 0.0
    shared = (
        max(0, min(span.end, end) - max(span.start, start)) / max(1, min(span.end - span.start, end - start))
        for start, end in stretches
    )
    return max(shared, default=0.0)


def sides(found: Pair | Finding) -> tuple[Span | None, Span | None]:
    """Both places, that of the first article first."""
    a, b = found.a, found.b
    turned = (a is not None and a.article == 1) or (b is not None and b.article == 0)
    return (b, a) if turned else (a, b)


def score(case: Path, embedder: Embedder) -> Score:
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    articles = [read(str(case / name)) for name in ("a.txt", "b.txt")]
    texts = [article.text for article in articles]
    settings = Settings()
    result = check(articles, embedder, settings)

    def met(row: dict[str, str], share: float, span_a: Span | None, span_b: Span | None, every: bool) -> bool:
        hits = [overlap(s, places(t, row[k])) >= share for s, t, k in zip((span_a, span_b), texts, "ab", strict=True)]
        return all(hits) if every else any(hits)

    def paired(row: dict[str, str]) -> bool:
        return any(met(row, MEETS, *sides(pair), every=True) for pair in result.pairs)

    alarms = [sides(f) for f in result.findings if f.severity in SERIOUS]
    drifts = [row for row in gold["drifts"] if any(word in row["severity"] for word in SERIOUS)]
    told = [[met(row, TOUCHES, *alarm, every=False) for alarm in alarms] for row in drifts]
    return Score(
        pairs=len(gold["pairs"]),
        pairs_found=sum(map(paired, gold["pairs"])),
        traps_hit=sum(map(paired, gold["not_pairs"])),
        drifts=sum("minor" not in row["severity"] for row in drifts),
        drifts_found=sum(
            any(row_told) for row, row_told in zip(drifts, told, strict=True) if "minor" not in row["severity"]
        ),
        false_alarms=sum(not any(row_told[i] for row_told in told) for i in range(len(alarms))),
        exits_right=int(exit_code(result, settings.fail_on) == gold["expected_exit"]),
    )


@pytest.fixture(scope="module")
def scores(embedder: Embedder) -> Iterator[dict[str, Score]]:
    """Each case's counts by whether its authors meant it as harmless."""
    found = {"harmless": Score(), "drifted": Score()}
    for case in CASES:
        gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
        found["drifted" if gold["expected_exit"] else "harmless"] += score(case, embedder)
    yield found


def test_nearly_every_pair_is_found_and_hardly_a_trap(scores: dict[str, Score]) -> None:
    total = scores["harmless"] + scores["drifted"]
    assert total.pairs_found >= 0.83 * total.pairs
    assert total.traps_hit <= 2


def test_most_drifts_are_found(scores: dict[str, Score]) -> None:
    assert scores["drifted"].drifts_found >= 0.6 * scores["drifted"].drifts


def test_harmless_reports_raise_few_alarms(scores: dict[str, Score]) -> None:
    assert scores["harmless"].false_alarms <= 6
    assert scores["drifted"].false_alarms <= 14


def test_most_exit_codes_are_right(scores: dict[str, Score]) -> None:
    assert (scores["harmless"] + scores["drifted"]).exits_right >= 0.85 * len(CASES)


def test_every_stretch_of_gold_stands_in_its_report() -> None:
    for case in CASES:
        gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
        texts = {side: (case / f"{side}.txt").read_text(encoding="utf-8") for side in "ab"}
        for row in (*gold["pairs"], *gold["not_pairs"], *gold["drifts"]):
            assert all(row[side] is None or row[side] in texts[side] for side in "ab"), case.name
