"""A WordNet of eight synsets, written as the real one is, and the tables made of it."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from xlcheck.train import lexicon

LICENCE = "  1 This line is part of the licence and no entry  \n"
# offset, lexicographer file, kind, count, words with their numbers, pointers, gloss
DATA = {
    "noun": (
        "00000010 03 n 01 vehicle 0 001 ~ 00000020 n 0000 | what carries\n"
        "00000020 03 n 02 car 0 motor_car 0 002 @ 00000010 n 0000 + 00000030 v 0101 | with an engine\n"
        "00000040 03 n 01 Herbie 0 001 @i 00000020 n 0000 | a certain car\n"
    ),
    "verb": "00000030 30 v 01 drive 0 001 + 00000020 n 0101 01 + 02 00 | go by car\n",
    "adj": (
        "00000050 00 a 01 fast 0 002 ! 00000060 a 0101 & 00000070 a 0000 | quick\n"
        "00000060 00 a 01 slow(p) 0 001 ! 00000050 a 0101 | not quick\n"
        "00000070 00 s 01 swift 0 001 & 00000050 a 0000 | very fast\n"
    ),
    "adv": "00000080 02 r 01 soon 0 001 ! 00000080 r 0000 | in a short time\n",
}
INDEX = {
    "noun": (
        "vehicle n 1 1 ~ 1 0 00000010\ncar n 1 2 @ + 1 1 00000020\nmotor_car n 1 2 @ + 1 0 00000020\n"
        "herbie n 1 1 @i 1 0 00000040\n"
        "the_car_of_a_friend n 1 0 1 0 00000020\n"
    ),
    "verb": "drive v 1 1 + 1 1 00000030\n",
    "adj": "fast a 2 2 ! & 2 1 00000050 00000070\nslow a 1 1 ! 1 0 00000060\nswift a 1 1 & 1 0 00000070\n",
    "adv": "soon r 1 0 1 0 00000080\n",
}
EXCEPTIONS = {"verb": "drove drive\ndriven drive\nput put\n", "noun": "drove cattle\n", "adj": "", "adv": ""}


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    for part in DATA:
        (tmp_path / f"data.{part}").write_text(LICENCE + DATA[part], encoding="utf-8")
        (tmp_path / f"index.{part}").write_text(LICENCE + INDEX[part], encoding="utf-8")
        (tmp_path / f"{part}.exc").write_text(EXCEPTIONS[part], encoding="utf-8")
    (tmp_path / "cntlist.rev").write_text("fast%3:00:00:: 1 7\ncar%1:06:00:: 1 3\n", encoding="utf-8")
    vocabulary = {"[PAD]": 0, "car": 2, "##ed": 1, "x": 3, "größe": 5, "fast": 4}
    (tmp_path / "tokenizer.json").write_text(json.dumps({"model": {"vocab": vocabulary}}), encoding="utf-8")
    return tmp_path


@pytest.fixture
def tables(wordnet: Path, monkeypatch: pytest.MonkeyPatch) -> dict:
    out = wordnet / "out.npz"
    monkeypatch.setattr(
        sys,
        "argv",
        ["lexicon", "--wordnet", str(wordnet), "--vocabulary", str(wordnet / "tokenizer.json"), "--out", str(out)],
    )
    lexicon.main()
    with np.load(out, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def listed(tables: dict) -> list[str]:
    return bytes(tables["words"]).decode().split("\n")


def names(tables: dict, pairs: str) -> set[tuple[str, str]]:
    words = listed(tables)
    return {(words[a], words[b]) for a, b in tables[pairs]}


def test_a_single_thing_with_a_name_is_no_word(tables: dict) -> None:
    assert "herbie" not in listed(tables)


def test_words_of_the_vocabulary_and_of_wordnet_are_listed(tables: dict) -> None:
    assert set(listed(tables)) >= {"a", "i", "car", "fast", "slow", "swift", "soon"}
    assert "motor_car" not in listed(tables), "phrases are kept of verbs, adjectives and adverbs only"
    assert not {"x", "##ed", "größe", "[PAD]"} & set(listed(tables))


def test_ranks_go_by_frequency(tables: dict) -> None:
    ranks = dict(zip(listed(tables), tables["ranks"].tolist(), strict=True))
    assert (ranks["a"], ranks["i"], ranks["car"], ranks["fast"], ranks["swift"]) == (1, 2, 3, 4, 0)


def test_opposites_are_pairs_of_words_and_related_words_too(tables: dict) -> None:
    assert names(tables, "antonyms") == {("fast", "slow")}
    assert names(tables, "derived") == {("car", "drive")}


def test_a_car_is_below_the_vehicle_and_swift_is_beside_fast(tables: dict) -> None:
    assert sorted(tables["above_in"].tolist()) == [0, 0, 0, 0, 0, 0, 1]
    assert tables["beside_in"].sum() == 2


def test_senses_that_were_counted_have_the_larger_share(tables: dict) -> None:
    at = listed(tables).index("fast")
    first = int(tables["senses_in"][:at].sum())
    parts = tables["shares"][first : first + tables["senses_in"][at]].tolist()
    assert len(parts) == 2
    assert parts[0] > 10 * parts[1] > 0


def test_an_irregular_form_that_two_words_share_is_the_verbs(tables: dict) -> None:
    assert bytes(tables["irregular"]).decode().split("\n") == ["driven drive", "drove drive"]


@pytest.mark.parametrize(
    "word, kept",
    [
        pytest.param("car", True, id="one word"),
        pytest.param("look_forward_to", True, id="three"),
        pytest.param("will-o'-the-wisp", True, id="hyphens and an apostrophe"),
        pytest.param("the_car_of_a_friend", False, id="more than three"),
        pytest.param("u.s.", False, id="stops in it"),
        pytest.param("9/11", False, id="figures"),
    ],
)
def test_what_is_kept_is_a_phrase_that_can_be_aligned(word: str, kept: bool) -> None:
    assert lexicon.keeps(word) is kept
