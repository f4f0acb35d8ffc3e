"""Renderings that nobody aligned: which are read, and what several networks teach one about them."""

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
import torch

from xlcheck.train.align_data import Example, Pair, annotated, examples
from xlcheck.train.align_fit import fit, padded
from xlcheck.train.align_network import Network
from xlcheck.train.align_teach import OF_SENTENCE, regrouped, taught, unaligned

FILES = (
    "multiref_wmt", "multiref_ted", "multiref_news21", "harmless_demetr", "contrast_demetr", "para_paws", "mqm_ted",
    "mqm_news21", "multiref_bible",
)  # fmt: skip
LONG, SHORT = "the old ferry left the harbour before dawn", "before dawn the old ferry sailed"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A data folder whose files are empty."""
    for name in FILES:
        (tmp_path / f"{name}.dev.jsonl").touch()
    return tmp_path


def read(folder: Path, name: str, *rows: dict) -> list[tuple[str, str]]:
    (folder / f"{name}.dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return unaligned(folder, random.Random(1))


@pytest.mark.parametrize(
    "name, row",
    [
        pytest.param("multiref_wmt", {"renderings": {"x": SHORT, "y": LONG}}, id="two translators"),
        pytest.param("contrast_demetr", {"reference": LONG, "good": SHORT, "bad": "a ferry"}, id="a checked machine"),
        pytest.param("harmless_demetr", {"a": SHORT, "b": LONG}, id="the same meaning"),
        pytest.param("para_paws", {"a": SHORT, "b": LONG, "label": 1}, id="a paraphrase"),
        pytest.param("mqm_ted", {"doc": "t", "seg": 1, "ref": SHORT, "hyp": LONG}, id="a person and a machine"),
        pytest.param("multiref_bible", {"renderings": {"x": SHORT, "y": LONG}}, id="two Bibles"),
    ],
)
def test_renderings_are_read_the_longer_first_from(bare: Path, name: str, row: dict) -> None:
    assert read(bare, name, row | {"fold": 1}) == [(LONG, SHORT)]


@pytest.mark.parametrize(
    "name, row",
    [
        pytest.param("multiref_wmt", {"renderings": {"x": SHORT, "y": LONG}, "fold": 0}, id="rows to score on"),
        pytest.param("para_paws", {"a": SHORT, "b": LONG, "label": 0, "fold": 1}, id="no paraphrase"),
        pytest.param("harmless_demetr", {"a": "so he said", "b": LONG, "fold": 1}, id="a few words"),
        pytest.param("harmless_demetr", {"a": LONG * 9, "b": LONG, "fold": 1}, id="a whole paragraph"),
        pytest.param("harmless_demetr", {"a": LONG.upper(), "b": LONG, "fold": 1}, id="the same words"),
    ],
)
def test_nothing_is_read_from(bare: Path, name: str, row: dict) -> None:
    assert read(bare, name, row) == []


def test_a_pair_of_two_files_is_read_once(bare: Path) -> None:
    read(bare, "multiref_wmt", {"renderings": {"x": LONG, "y": SHORT}, "fold": 1})
    assert read(bare, "harmless_demetr", {"a": SHORT, "b": LONG, "fold": 1}) == [(LONG, SHORT)]


def test_machines_face_the_person_and_each_other_some_times_a_sentence(bare: Path) -> None:
    row = {"doc": "t", "seg": 1, "ref": LONG, "fold": 1}
    few = [row | {"hyp": f"{SHORT} on day {n}"} for n in range(2)]
    assert len(read(bare, "mqm_ted", *few)) == 3
    many = [row | {"hyp": f"{SHORT} on day {n}"} for n in range(9)]
    assert len(read(bare, "mqm_ted", *many)) == OF_SENTENCE


def test_renderings_of_one_source_meet_that_people_did_not_align() -> None:
    one, two, other = LONG.split(), SHORT.split(), "after noon the rain stopped and children played".split()
    third = "at dawn the old ferry had left its harbour".split()
    found = regrouped([Pair(one, two, [], [], True), Pair(third, other, [], [], True)])
    assert found == [(" ".join(third), " ".join(one))]


@pytest.fixture(scope="module")
def aligned(folder: Path, embedder) -> list[Example]:
    return examples(annotated(folder / "mwa_mtref.dev.jsonl", ["dev"]), embedder)


def teacher(seed: int, data: list[Example]) -> Network:
    torch.manual_seed(seed)
    layers, _, width = data[0].a_vectors.shape
    return Network(torch.zeros(layers, width)).eval()


def test_what_is_taught_is_the_mean_of_the_teachers(aligned: list[Example]) -> None:
    teachers = [teacher(seed, aligned) for seed in (1, 2)]
    both, first, second = (taught(aligned, some) for some in (teachers, teachers[:1], teachers[1:]))
    for mean, x, y in zip(both, first, second, strict=True):
        assert mean.linked == pytest.approx((x.linked + y.linked) / 2, abs=1e-6)
        assert mean.sure == pytest.approx((x.sure + y.sure) / 2, abs=1e-6)
        assert (mean.sure <= mean.linked + 1e-6).all()
        assert mean.tells_sure


def test_each_pair_keeps_its_own_words_and_is_taught_as_by_itself(aligned: list[Example]) -> None:
    some = [*aligned, replace(aligned[0], b=aligned[0].b[:4], b_vectors=aligned[0].b_vectors[:, :4],
                              linked=aligned[0].linked[:, :4], sure=aligned[0].sure[:, :4])]  # fmt: skip
    network = teacher(1, aligned)
    for example, learned in zip(some, taught(some, [network]), strict=True):
        assert (learned.a, learned.b) == (example.a, example.b)
        alone = torch.sigmoid(network(*padded([example]).inputs)[-1][0, ..., 0])
        assert learned.linked == pytest.approx(alone.detach().numpy(), abs=1e-5)


def test_one_seed_makes_one_network(aligned: list[Example]) -> None:
    first, again, other = (fit(aligned, seed, 2).arrays() for seed in (3, 3, 4))
    assert all((first[name] == again[name]).all() for name in first)
    assert np.abs(first["input.weight"] - other["input.weight"]).max() > 0
