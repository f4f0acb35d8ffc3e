"""Every case in fixtures/, through the whole pipeline with the real model, against what a person has looked over."""

import json
from pathlib import Path

import pytest

from xlcheck.check import check
from xlcheck.embed import Embedder
from xlcheck.gate import exit_code
from xlcheck.model import Kind, Result, Span
from xlcheck.read import read
from xlcheck.settings import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = sorted(path.parent for path in FIXTURES.glob("*/a.txt") if path.parent.name != "formats")
HARMLESS = "harmless"


def words(span: Span | None) -> str | None:
    return span.text if span else None


def summary(result: Result) -> dict[str, object]:
    """What a reviewer can check by eye. Likeness has two places, since the last digits are the machine's."""
    settings = Settings()
    return {
        "exit": exit_code(result, settings.fail_on),
        "pairs": [
            {"a": p.a.text, "b": p.b.text, "likeness": round(p.likeness, 2), "verdict": p.comparison.verdict}
            for p in result.pairs
            if p.comparison
        ],
        "findings": [
            {"kind": f.kind, "severity": f.severity, "a": words(f.a), "b": words(f.b), "message": f.message}
            for f in result.findings
        ],
        "unpaired": [quote.text for quote in result.unpaired],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gives_what_was_reviewed(case: Path, embedder: Embedder, pytestconfig: pytest.Config) -> None:
    terms = case / "terms.csv"
    settings = Settings(termbase=str(terms) if terms.exists() else None)
    result = check([read(str(case / "a.txt")), read(str(case / "b.txt"))], embedder, settings)
    found = summary(result)
    golden = case / "expected.json"
    if pytestconfig.getoption("--update-golden"):
        golden.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


def test_each_kind_has_a_case_that_shows_it() -> None:
    shown = {kind for kind in Kind for case in CASES if case.name.startswith(f"{kind}-")}
    assert shown == set(Kind)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_reviewed_outcome_is_what_the_name_of_the_case_says(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    serious = {f["kind"] for f in expected["findings"] if f["severity"] in ("major", "critical")}
    kind = next((kind for kind in Kind if case.name.startswith(f"{kind}-")), None)
    if case.name.startswith(HARMLESS) or kind in (Kind.WORDING, Kind.QUOTATION):
        assert expected["exit"] == 0
        assert not serious
    elif kind is not None:
        assert expected["exit"] == 1
        assert serious == {kind}
    if kind is not None:
        assert kind in {f["kind"] for f in expected["findings"]}
