"""Both backends find the same: vectors that differ in the seventh digit must not move one finding."""

from pathlib import Path

import pytest

import xlcheck
from xlcheck.embed import Embedder, load
from xlcheck.embed.lazy import LazyEmbedder
from xlcheck.model import Result
from xlcheck.settings import DEFAULT_MODEL, Backend, Settings

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
CASES = sorted(path.parent for path in FIXTURES.glob("*/b.txt"))


@pytest.fixture(scope="module")
def backends(reference) -> tuple[Embedder, Embedder]:
    slow = LazyEmbedder(DEFAULT_MODEL, "sentence-transformers", cached=False)
    slow._engine = reference
    return load(Settings(backend=Backend.ONNX, cache=False)), slow


def outcome(result: Result) -> list[object]:
    """All that a reader or a gate sees, without the signature, which names the backend."""
    pairs = [(pair.a, pair.b, pair.comparison.verdict, pair.comparison.severity) for pair in result.pairs]
    return [pairs, result.findings, result.unpaired, result.notes]


def test_there_are_fixtures():
    assert len(CASES) >= 15


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings_are_identical(case, backends):
    from xlcheck.check import check

    articles = [xlcheck.read(str(case / name)) for name in ("a.txt", "b.txt")]
    compiled, reference = (check(articles, embedder, Settings()) for embedder in backends)
    assert "onnx" in compiled.signature
    assert "sentence-transformers" in reference.signature
    assert outcome(compiled) == outcome(reference)
