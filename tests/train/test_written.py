"""Renderings written for the judge: what becomes of a line."""

import json
from pathlib import Path

import pytest

from xlcheck.train.written import written

FOLDER = Path(__file__).parents[2] / "fixtures" / "renderings"
A = "The dyke held all night, and nobody had to leave."
B = "All night long the dam withstood it; no one was made to go."


def made(folder: Path, bad: str, b: str = B) -> list:
    (folder / "one.jsonl").write_text(json.dumps({"a": A, "b": b, "bad": bad, "kind": "meaning"}), encoding="utf-8")
    return list(written(folder))


def marked(text: str, marks) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks]


def test_both_renderings_are_harmless_and_the_slip_is_not_against_either(tmp_path: Path) -> None:
    calm, slipped, minimal = made(tmp_path, B.replace("dam", "bridge"))
    assert (calm.a, calm.b, calm.changed) == (A, B, 0.0)
    assert (slipped.a, slipped.changed) == (A, 1.0) and (minimal.a, minimal.changed) == (B, 1.0)
    assert calm.group == slipped.group == minimal.group


@pytest.mark.parametrize(
    ("bad", "there", "here"),
    [
        pytest.param(B.replace("dam", "old bridge"), ["dam"], ["old bridge"], id="a word for another"),
        pytest.param(B.replace("no one", "someone"), ["no one"], ["someone"], id="a negation gone"),
        pytest.param(B.replace("dam", "cracked dam"), [], ["cracked"], id="a word put in"),
        pytest.param(B.replace("All night long t", "T"), ["All night long"], [], id="a phrase cut out"),
    ],
)
def test_the_words_of_the_slip_are_known(tmp_path: Path, bad: str, there: list[str], here: list[str]) -> None:
    _, slipped, minimal = made(tmp_path, bad)
    assert marked(B, minimal.a_marks) == there
    assert marked(bad, minimal.b_marks) == here
    assert (slipped.b_marks is None) == (not here)  # what was cut out is in no word of it


def test_another_spelling_is_no_slip(tmp_path: Path) -> None:
    assert made(tmp_path, B.upper()) == []


def test_every_line_of_the_fixtures_has_a_slip() -> None:
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in FOLDER.glob("*.jsonl"))
    assert lines > 1000
    assert sum(example.changed == 0 for example in written(FOLDER)) == lines


def test_a_folder_without_renderings_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"holds no \*\.jsonl"):
        list(written(tmp_path))
