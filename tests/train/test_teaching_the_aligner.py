"""Renderings that nobody aligned: which are read, and what several networks teach one about them."""

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
import torch

from xlcheck.embed.source import find
from xlcheck.settings import DEFAULT_MODEL
from xlcheck.train import FIXTURES
from xlcheck.train.align_cross import Cross
from xlcheck.train.align_data import Annotation, Example, Pair, annotated, examples, own
from xlcheck.train.align_fit import fit, mean_of, padded
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
    found = regrouped([Pair(one, two, [], [], Annotation.TOLD), Pair(third, other, [], [], Annotation.TOLD)])
    assert found == [(" ".join(third), " ".join(one))]


def test_a_pair_to_score_on_does_not_come_back_as_one_to_be_taught() -> None:
    one, other = LONG.split(), "after noon the rain stopped and children played".split()
    third = "at dawn the old ferry had left its harbour".split()
    pairs = [Pair(one, other, [], [], Annotation.TOLD), Pair(third, other, [], [], Annotation.TOLD)]
    assert regrouped(pairs)
    assert not regrouped(pairs, [Pair(third, one, [], [], Annotation.TOLD)])


@pytest.fixture(scope="module")
def aligned(folder: Path, embedder) -> list[Example]:
    return examples(annotated(folder / "mwa_mtref.dev.jsonl", ["dev"]), embedder)


def teacher(seed: int, data: list[Example]) -> Network:
    torch.manual_seed(seed)
    layers, _, width = data[0].a_vectors.shape
    return Network(torch.zeros(layers, width)).eval()


def test_what_is_taught_is_the_mean_of_the_teachers_by_their_weights(aligned: list[Example]) -> None:
    teachers = [(teacher(seed, aligned), weight) for seed, weight in ((1, 0.5), (2, 1.5))]
    both, first, second = (taught(aligned, some) for some in (teachers, teachers[:1], teachers[1:]))
    for mean, x, y in zip(both, first, second, strict=True):
        assert mean.linked == pytest.approx((x.linked + 3 * y.linked) / 4, abs=1e-6)
        assert mean.sure == pytest.approx((x.sure + 3 * y.sure) / 4, abs=1e-6)
        assert (mean.sure <= mean.linked + 1e-6).all()
        assert mean.annotation is Annotation.TOLD


def test_teachers_answer_with_the_habits_that_tell_sure_links_whatever_the_pair(aligned: list[Example]) -> None:
    network = teacher(1, aligned)
    torch.nn.init.normal_(network.annotation)
    of_own = [replace(e, annotation=Annotation.OWN) for e in aligned]
    for x, y in zip(taught(aligned, [(network, 1)]), taught(of_own, [(network, 1)]), strict=True):
        assert (x.sure == y.sure).all()


def test_each_pair_keeps_its_own_words_and_is_taught_as_by_itself(aligned: list[Example]) -> None:
    some = [*aligned, replace(aligned[0], b=aligned[0].b[:4], b_vectors=aligned[0].b_vectors[:, :4],
                              linked=aligned[0].linked[:, :4], sure=aligned[0].sure[:, :4])]  # fmt: skip
    network = teacher(1, aligned)
    for example, learned in zip(some, taught(some, [(network, 1)]), strict=True):
        assert (learned.a, learned.b) == (example.a, example.b)
        alone = torch.sigmoid(network(*padded([example]).inputs)[-1][0, ..., 0])
        assert learned.linked == pytest.approx(alone.detach().numpy(), abs=1e-5)


def test_one_seed_makes_one_network(aligned: list[Example]) -> None:
    first, again, other = (fit(Network, aligned, seed, 2).arrays() for seed in (3, 3, 4))
    assert all((first[name] == again[name]).all() for name in first)
    assert np.abs(first["input.weight"] - other["input.weight"]).max() > 0


@pytest.fixture(scope="module")
def cross(aligned: list[Example]) -> Cross:
    torch.manual_seed(1)
    return Cross(mean_of(aligned), find(DEFAULT_MODEL)).eval()


def test_a_teacher_of_both_renderings_knows_a_word_by_what_faces_it(
    cross: Cross, aligned: list[Example], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vectors of one rendering's words depend on the other; the frozen ones beside them do not."""
    example = aligned[0]
    other = replace(example, b=[w._replace(text="peace") for w in example.b])
    inputs = padded([example]).inputs
    given = []
    monkeypatch.setattr(cross.network, "forward", lambda a, *rest: given.append(a) or [a])
    with torch.no_grad():
        for some in (example, example, other):
            cross.answers(inputs, [some])
    frozen = inputs[0].shape[1]
    assert (given[0] == given[1]).all()
    assert (given[0][:, :frozen] == given[2][:, :frozen]).all()
    assert (given[0][:, frozen + 1 :] - given[2][:, frozen + 1 :]).abs().max() > 0.01


def test_a_teacher_of_both_renderings_answers_as_by_itself_in_company(cross: Cross, aligned: list[Example]) -> None:
    short = replace(aligned[0], b=aligned[0].b[:4], b_vectors=aligned[0].b_vectors[:, :4],
                    linked=aligned[0].linked[:, :4], sure=aligned[0].sure[:, :4])  # fmt: skip
    n, m = short.sure.shape
    with torch.no_grad():
        alone = cross.answers(padded([short]).inputs, [short])[-1][0]
        beside = cross.answers(padded([short, aligned[0]]).inputs, [short, aligned[0]])[-1][0, :n, :m]
    assert beside.numpy() == pytest.approx(alone.numpy(), abs=0.05)  # the encoder computes in bfloat16


# The project's own pairs


def pairs_of(folder: Path, *lines: str) -> list[Pair]:
    (folder / "some.txt").write_text("\n".join(lines), encoding="utf-8")
    return own(folder)


def test_tokens_of_one_number_are_linked_each_to_each(tmp_path: Path) -> None:
    [pair] = pairs_of(tmp_path, "A: he|1 pointed|2 out|2 errors|3", "B: he|1 named|2 mistakes|3")
    assert pair.a == ["he", "pointed", "out", "errors"]
    assert pair.sure == [(0, 0), (1, 1), (2, 1), (3, 2)]
    assert pair.possible == []
    assert pair.annotation is Annotation.OWN


def test_a_question_mark_makes_a_link_possible_and_a_token_may_stand_in_two_phrases(tmp_path: Path) -> None:
    [pair] = pairs_of(tmp_path, "A: so|1? he|2,3? said", "B: thus|1? he|2 one|3?")
    assert (pair.sure, pair.possible) == ([(1, 1)], [(0, 0), (1, 2)])


def test_the_longer_rendering_comes_first(tmp_path: Path) -> None:
    [pair] = pairs_of(tmp_path, "A: rain|1", "B: the rain|1 came")
    assert (pair.a, pair.b, pair.sure) == (["the", "rain", "came"], ["rain"], [(1, 0)])


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("A: rain|1",), id="one line alone"),
        pytest.param(("B: rain|1", "A: rain|1"), id="sides exchanged"),
    ],
)
def test_a_file_that_is_not_in_the_format_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):
        pairs_of(tmp_path, *lines)


def test_every_number_of_the_project_s_pairs_stands_on_both_sides() -> None:
    """A number that meets nothing is a slip of the hand: its words would pass for left over."""
    for path in sorted((FIXTURES / "alignments").glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
        for a, b in zip(lines[::2], lines[1::2], strict=True):
            numbers = [set(re.findall(r"(?<=[|,])\d+\??(?=[, ]|$)", line)) for line in (a, b)]
            assert numbers[0] == numbers[1], a
