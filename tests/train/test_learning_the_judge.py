"""Learning the judge and the trust in it, from a folder of a few rows to files that the tool loads."""

import json
import random
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
import torch

from xlcheck import weights
from xlcheck.judge import risk as of_pairs
from xlcheck.judge.evidence import TRAITS
from xlcheck.judge.network import judge_from
from xlcheck.model import Stretch
from xlcheck.text import words
from xlcheck.train import judge, renderings, risk
from xlcheck.train.judge_data import SIZES, Seen, _labels, batch, batches, components
from xlcheck.train.renderings import Example
from xlcheck.weights import MODEL_KEY

A, B = "The mayor shut the bridge.", "The mayor closed the old bridge on Monday."


def item(group: str = "g", source: str = "natural", changed: float = 0.0, ranked: bool = True, b: str = B) -> Seen:
    n, m = len(words(A)), len(words(b))
    draw = np.random.default_rng(len(group + source))
    example = Example(A, b, changed, 1.0, group, source, (), (), ranked)
    vectors = [draw.normal(size=(k, sum(SIZES))).astype(np.float16) for k in (n, m)]
    best = np.arange(n).astype(np.int16) % m, np.arange(m).astype(np.int16) % n
    traits = draw.normal(size=(n + m, TRAITS)).astype(np.float16)
    return Seen(example, tuple(vectors), traits, draw.random((n, m)).astype(np.float16), best, np.zeros(n + m))


# Loss


def loss(odds: list[float], items: list[Seen]) -> float:
    x = {name: torch.from_numpy(array) for name, array in batch(items).items()}
    return float(judge.loss_of(torch.tensor(odds, dtype=torch.float32), torch.full(x["labels"].shape, -9.0), x, items))


def test_opinions_that_are_right_cost_less_than_wrong_ones() -> None:
    pair = [item(), item(changed=1.0)]
    assert loss([-4, 4], pair) < loss([0, 0], pair) < loss([4, -4], pair)


def test_a_plant_must_be_riskier_than_the_pair_it_was_made_from_and_than_no_other() -> None:
    same, apart = [item(), item(changed=1.0)], [item(), item("other", changed=1.0)]
    assert loss([1, 1], same) > loss([1, 1], apart)
    unranked = [item(ranked=False), item(changed=1.0)]
    assert loss([1, 1], unranked) == pytest.approx(loss([1, 1], apart))


def test_what_teachers_say_counts_half_and_alone_where_people_say_nothing() -> None:
    label, taught = torch.tensor([1.0, 0.0, -1.0, -1.0]), torch.tensor([0.5, -1.0, 0.25, -1.0])
    assert judge.halfway(label, taught).tolist() == [0.75, 0.0, 0.25, -1.0]


def test_an_opinion_near_the_teachers_costs_less() -> None:
    taught = [replace(item(), taught=(0.9, np.zeros(item().size)))]
    assert loss([0.0], taught) < loss([-4.0], taught)
    assert loss([-4.0], [item()]) < loss([0.0], [item()])


def test_words_of_which_nothing_is_known_cost_nothing() -> None:
    known, unknown = item(), replace(item(), labels=np.full(item().size, -1))
    wrong = replace(known, labels=np.ones(known.size))
    assert loss([0], [unknown]) < loss([0], [known]) < loss([0], [wrong])


@pytest.mark.parametrize(
    "marks, labels",
    [
        pytest.param((), [0, 0, 0, 0], id="nothing changed"),
        pytest.param(None, [-1, -1, -1, -1], id="not known"),
        pytest.param((Stretch(4, 9),), [0, 1, 0, 0], id="the second word changed"),
        pytest.param((Stretch(9, 9),), [0, 0, 0, 0], id="something is gone between two words"),
    ],
)
def test_the_label_of_each_word_when(marks, labels: list[int]) -> None:
    assert _labels(words("The mayor left."), marks).tolist() == labels


# What each epoch sees


def test_after_the_last_the_first_comes_again() -> None:
    assert judge.in_turn("abc", 2, 5) == list("cabca")


def test_every_epoch_sees_other_plants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "PLANTS", 3)
    items = [item(f"g{k}", "number") for k in range(6)] + [item(f"h{k}", "demetr") for k in range(4)]
    first, second = judge.parts_of(items, 2, random.Random(1))
    assert {i.example.group for i in judge.plants_of([*first, *second])} == {f"g{k}" for k in range(6)}
    assert {i.example.group for i in judge.labels_of([*first, *second])} == {f"h{k}" for k in range(4)}


def test_kept_is_only_what_is_held_out() -> None:
    kept = judge.keep([item(f"g{k}", source) for k in range(40) for source in ("demetr", "number")])
    assert kept
    assert all(i.example.held_out for i in kept)
    assert {i.example.source for i in kept} == {"demetr", "number"}


def test_a_batch_holds_whole_groups_and_no_more_words_than_allowed() -> None:
    items = [item(f"g{k}", changed=float(c)) for k in range(8) for c in range(2)]
    made = list(batches(items, random.Random(3), most=70))
    assert sorted(map(id, items)) == sorted(id(i) for part in made for i in part)
    assert len(made) > 1
    for part in made:
        assert max(i.size for i in part) * len(part) <= 70
        assert all(sum(i.example.group == x.example.group for i in part) == 2 for x in part)


def test_the_main_components_keep_the_direction_in_which_words_differ() -> None:
    draw = np.random.default_rng(1)
    vectors = [draw.normal(size=(5, 50, 130)) * np.array([9.0] + [0.1] * 129) for _ in range(4)]
    found = components(vectors)
    for place, size in enumerate(SIZES):
        assert found[f"components{place}"].shape == (130, size)
        assert abs(found[f"components{place}"][0, 0]) > 0.99


def test_a_measure_of_perfect_odds_is_perfect() -> None:
    items = [
        item("demetr 1"), item("demetr 2", "demetr", 1.0), item("demetr 2", "demetr"), item("x", "paws"),
        item("x", "paws", 1.0), item("mqm_ted 1", "natural mqm"), item("mqm_ted 1", "mqm", 1.0),
        item("mqm_news21 1", "natural mqm"), item("mqm_news21 2", "mqm", 1.0), item("x", "number", 1.0),
        item("x", "number minimal", 1.0), item("x", "written"), item("x", "written", 1.0),
    ]  # fmt: skip
    found = judge.measure(np.array([9.0 if i.example.changed else -9.0 for i in items]), items)
    assert {name: found[name] for name in judge.CHOSEN_BY} == dict.fromkeys(judge.CHOSEN_BY, 1.0)
    assert found["demetr minor"] == 0.5
    assert found["plants"] == found["news"] == 1.0


def test_calibration_makes_odds_honest() -> None:
    items = [item("g", "demetr", float(k % 2)) for k in range(100)]
    odds = np.array([10.0 * (i.example.changed if k % 10 > 1 else 1 - i.example.changed) for k, i in enumerate(items)])
    slope, offset = judge.calibrated(odds, items)
    assert 1 / (1 + np.exp(-(slope * 10 + offset))) == pytest.approx(0.8, abs=0.02)
    assert 1 / (1 + np.exp(-offset)) == pytest.approx(0.2, abs=0.02)


# How far to trust it


@pytest.mark.parametrize(
    "calm, loud, share",
    [
        pytest.param([1, 2], [3, 4], 1.0, id="all are ranked right"),
        pytest.param([3, 4], [1, 2], 0.0, id="none is"),
        pytest.param([1, 1], [1, 1], 0.5, id="ties count half"),
        pytest.param([1, 3], [2, 4], 0.75, id="one of four is wrong"),
        pytest.param([], [1], 0.0, id="there is nothing to rank"),
    ],
)
def test_the_area_under_the_curve_when(calm: list[float], loud: list[float], share: float) -> None:
    assert risk.auroc(calm, loud) == share


def test_what_speaks_against_a_drift_gets_no_weight() -> None:
    draw = np.random.default_rng(2)
    truth = np.arange(400) % 2.0
    rows = np.column_stack([truth, -truth, np.zeros(400)]) + draw.normal(size=(400, 3))
    weights, offset = risk.logistic(rows, truth, np.ones(400), 0.001)
    assert weights[0] > 0.5
    assert weights[1] == 0
    assert offset < 0


def test_each_source_counts_alike_on_either_side() -> None:
    examples = [item("g", "paws", c).example for c in (0.0, 0.0, 0.0, 1.0)] + [item("g", "bible").example]
    found = risk.balanced(examples)
    assert found[:3].sum() == pytest.approx(found[3])
    assert found[4] == risk.COUNTS["natural"]


# From a folder to files


def run(module, monkeypatch: pytest.MonkeyPatch, *options: object) -> None:
    monkeypatch.setattr(sys, "argv", [module.__name__, *map(str, options)])
    module.main()


def written_in(folder: Path) -> None:
    lines = [{"a": f"{A} {n}", "b": f"{B} {n}", "bad": f"{B} {n}".replace("bridge", "gate")} for n in range(12)]
    (folder / "few.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


@pytest.mark.parametrize("plain", [pytest.param(False, id="with links"), pytest.param(True, id="without")])
def test_a_judge_learned_from_a_folder_judges(
    folder: Path,
    shelf: Path,
    monkeypatch: pytest.MonkeyPatch,
    embedder,
    capsys: pytest.CaptureFixture[str],
    plain: bool,
) -> None:
    monkeypatch.setattr(judge, "PLANTS", 60)
    monkeypatch.setattr(renderings, "PLANTS", {source: (2, 1) for source in renderings.PLANTS})
    written_in(shelf)
    options = ("--data", folder, "--written", shelf, "--epochs", 1, "--workers", 1, "--out", shelf / "judge.npz")
    run(judge, monkeypatch, *options, *["--plain"] * plain)
    assert "all voices" in capsys.readouterr().err
    learned = judge_from(weights.load("judge", embedder.digest) or {})
    assert len(learned.voices["near"]) == judge.VOICES
    assert learned.sees_links is not plain
    odds, of_words = learned.opinion(words(A), words(B), *(embedder([text])[0].words for text in (A, B)), [])
    assert np.isfinite(odds)
    assert len(of_words) == len(words(A)) + len(words(B))


def test_judges_teach(
    folder: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch, embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(judge, "PLANTS", 60)
    monkeypatch.setattr(renderings, "PLANTS", {source: (1, 0) for source in renderings.PLANTS})
    written_in(shelf)
    options = ("--data", folder, "--written", shelf, "--epochs", 1, "--workers", 1)
    run(judge, monkeypatch, *options, "--out", shelf / "judge.npz")
    run(judge, monkeypatch, *options, "--taught", shelf / "judge.npz", "--out", shelf / "taught.npz")
    teacher, pupil = (judge_from(weights.load(name, embedder.digest) or {}) for name in ("judge", "taught"))
    assert (teacher.shared["components0"] == pupil.shared["components0"]).all()
    assert (teacher.voices["near"] != pupil.voices["near"]).any()


def test_trust_learned_from_a_folder_bounds_every_weight_below(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_in(tmp_path)
    run(risk, monkeypatch, "--data", folder, "--written", tmp_path, "--out", tmp_path / "x.npz")
    with np.load(tmp_path / "x.npz", allow_pickle=False) as arrays:
        assert str(arrays[MODEL_KEY]) == of_pairs.ANY_MODEL
        assert set(arrays.files) == {
            MODEL_KEY,
            *(f"{n}.{p}" for n in ("both", "rules") for p in ("weight", "bias", "calibration")),
        }
        assert all((arrays[f"{name}.weight"] >= 0).all() for name in ("both", "rules"))
        assert all((arrays[f"{name}.calibration"][:2] >= 0).all() for name in ("both", "rules"))
