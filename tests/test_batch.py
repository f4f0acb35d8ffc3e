"""Many comparisons: where the rows come from, and how what they give adds up."""

import json
import time
from pathlib import Path

import pytest

from xlcheck.batch import Outcome, Row, merged, rows_between, rows_from, run, worst
from xlcheck.errors import InputError
from xlcheck.model import Article, Finding, Kind, Note, Quote, Result, Severity, Span
from xlcheck.render.summary import batch_json, table


def result(name: str, *severities: Severity) -> Result:
    a, b = (Article(f"{name}-{side}.txt", "some words", id=n) for n, side in enumerate("ab"))
    quotes = Quote(a, 0, 4), Quote(b, 5, 10)
    findings = tuple(
        Finding(None, Kind.WORDING, s, 1.0, "m", Span(b, 5, 10), None, f"{name}{n}") for n, s in enumerate(severities)
    )
    return Result((a, b), quotes, (), findings, quotes[1:], (Note("encoding", "a guess", 1),), "xlcheck x")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.csv", "a,b\nx.txt,y.txt\n"),
        ("m.csv", "x.txt,y.txt\n\n"),
        ("m.csv", "id,b,a\n,y.txt,x.txt\n"),
        ("m.tsv", "x.txt\ty.txt\n"),
        ("m.jsonl", '{"a": "x.txt", "b": "y.txt"}\n\n'),
    ],
)
def test_a_manifest_names_pairs_beside_it(name, text, tmp_path):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert rows_from(path) == (Row("x.txt ~ y.txt", str(tmp_path / "x.txt"), str(tmp_path / "y.txt")),)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("x.txt,y.txt", "x.txt ~ y.txt"),
        ("may/3/a.txt,may/3/b.txt", "3/a.txt ~ b.txt"),
        ("old/a.txt,new/a.txt", "old/a.txt ~ new/a.txt"),
    ],
)
def test_a_row_without_a_name_is_called_by_its_paths(row, name, tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(row, encoding="utf-8")
    assert rows_from(path)[0].id == name


def test_a_row_may_have_a_name(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("a,b,id\nx,y,the dispatch of 3 May\n", encoding="utf-8")
    assert rows_from(path)[0].id == "the dispatch of 3 May"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("m.csv", "", "names no pairs"),
        ("m.csv", "a,b\nonly-one\n", "line 2: expected two paths"),
        ("m.jsonl", '{"a": "x"}\n', "line 1: expected"),
        ("m.jsonl", '{"a": "x", "b": "y"}\n{\n', "line 2: not JSON"),
        ("m.jsonl", "[" * 100_000, "line 1: not JSON"),
    ],
)
def test_a_mistake_names_file_and_line(name, text, told, tmp_path):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        rows_from(path)
    assert str(caught.value).startswith(f"{path}: {told}")


def test_folders_are_matched_by_name_and_what_has_no_partner_is_told(tmp_path):
    for folder, names in (("a", "123"), ("b", "234")):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / f"{name}.txt").touch()
    rows, alone = rows_between(tmp_path / "a", tmp_path / "b")
    assert [row.id for row in rows] == ["2.txt", "3.txt"]
    assert alone == ("1.txt", "4.txt")


def of(row: Row) -> Outcome:
    return Outcome(row, len(row.id))


def killed(row: Row) -> Outcome:
    import os

    os._exit(9)


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_keep_the_order_of_the_rows(jobs):
    rows = [Row("x" * n, "", "") for n in (2, 0, 1)]
    assert [outcome.code for outcome in run(rows, of, jobs)] == [2, 0, 1]


def test_a_process_that_dies_is_no_clean_result():
    outcomes = list(run([Row("x", "", ""), Row("y", "", "")], killed, 2))
    assert [outcome.code for outcome in outcomes] == [2, 2]


@pytest.mark.parametrize(("codes", "code"), [([0, 0], 0), ([0, 1], 1), ([1, 2, 0], 2), ([], 2)])
def test_the_worst_row_decides(codes, code):
    assert worst([Outcome(Row("", "", ""), c) for c in codes]) == code


def test_merged_results_keep_every_place():
    both = merged([result("x", Severity.MINOR), result("y", Severity.MAJOR)])
    assert [a.id for a in both.articles] == [0, 1, 2, 3]
    assert [f.a.article.path for f in both.findings] == ["x-b.txt", "y-b.txt"]
    assert [f.a.article.id for f in both.findings] == [1, 3]
    assert [q.article.id for q in both.quotes] == [0, 1, 2, 3]
    assert [note.article for note in both.notes] == [1, 3]


def test_the_summary_begins_with_the_worst(tmp_path: Path):
    rows = [Row(name, "", "") for name in "xyz"]
    done = [
        Outcome(rows[0], 0, result("x", Severity.MINOR)),
        Outcome(rows[1], 1, result("y", Severity.MAJOR)),
        Outcome(rows[2], 2, error="z-a.txt: no such file"),
    ]
    lines = table(done, 100).splitlines()
    assert [line.split()[0] for line in lines[2:5]] == ["CANNOT", "CHECK", "OK"]
    assert "3 comparisons: 1 to check, 1 clean, 1 that could not be checked: exit 2" in lines
    out = json.loads(batch_json(done))
    assert [c["exit"] for c in out["comparisons"]] == [0, 1, 2]
    assert out["comparisons"][1]["result"]["findings"][0]["severity"] == "major"


def slow(row: Row) -> Outcome:
    time.sleep(0.3)
    return of(row)


def test_a_batch_that_is_left_begins_nothing_more():
    outcomes = run([Row("x", "", "")] * 200, slow, 2)
    next(outcomes)
    began = time.perf_counter()
    outcomes.close()
    assert time.perf_counter() - began < 5
