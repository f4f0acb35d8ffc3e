"""What the head learns from, and the file that carries what was learned."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from xlcheck import train, weights

pytest.importorskip("torch")
from xlcheck.train.align_data import Pair, examples, planted

TOKENS = "on monday , the ministry rejected the claim that its convoy had crossed the border .".split()


def test_every_planted_link_joins_a_word_to_itself_and_every_word_left_has_one() -> None:
    pairs = [Pair(TOKENS, TOKENS[3:], [], [], False)] * 200
    made = list(planted(pairs, random.Random(1)))
    assert len(made) > 60
    for pair in made:
        assert [pair.a[i] for i, _ in pair.sure] == pair.b
        assert [j for _, j in pair.sure] == list(range(len(pair.b)))
        assert len({i for i, _ in pair.sure}) == len(pair.b) <= len(pair.a)
    assert any([i for i, _ in pair.sure] != sorted(i for i, _ in pair.sure) for pair in made), "nothing was moved"


def test_links_of_tokens_become_links_of_words(embedder) -> None:
    """A token that is cut into several words hands its links to each; possible links are linked but not sure."""
    pair = Pair(["secretary-general", "said"], ["he", "said"], [(1, 1)], [(0, 0)], True)
    (example,) = examples([pair], embedder)
    assert [word.text for word in example.a] == ["secretary", "-", "general", "said"]
    assert example.sure.tolist() == [[0, 0], [0, 0], [0, 0], [0, 1]]
    assert example.linked.tolist() == [[1, 0], [1, 0], [1, 0], [0, 1]]


def test_what_is_saved_is_loaded_for_its_model_alone(shelf: Path) -> None:
    train.save("stage", "a" * 64, {"x": np.array([[0.5, -2]])})
    loaded = weights.load("stage", "a" * 64)
    assert loaded is not None
    assert {name: array.tolist() for name, array in loaded.items()} == {"x": [[0.5, -2]]}
    assert loaded["x"].dtype == np.float32
    assert weights.load("stage", "b" * 64) is None
    assert weights.load("another", "a" * 64) is None


def test_the_same_arrays_give_the_same_bytes(shelf: Path) -> None:
    arrays = {"y": np.ones(3), "x": np.zeros((2, 2))}
    first = train.save("stage", "a" * 64, arrays).read_bytes()
    assert train.save("stage", "a" * 64, dict(reversed(arrays.items()))).read_bytes() == first


@pytest.mark.parametrize("kept", [np.savez, np.savez_compressed], ids=["stored", "compressed"])
def test_what_numpy_wrote_is_read_as_numpy_reads_it(shelf: Path, kept: Callable[..., None]) -> None:
    whole = np.arange(6, dtype=np.uint32).reshape(2, 3)
    written = {"rows": whole, "columns": whole.T, "name": np.array("a" * 64), "nothing": np.zeros((0, 4), np.float16)}
    kept(shelf / "stage.npz", **written)
    read = weights.arrays_in(shelf / "stage.npz")
    assert read.keys() == written.keys()
    for name, array in written.items():
        assert (read[name].dtype, read[name].tolist()) == (array.dtype, array.tolist())
        assert read[name].flags.f_contiguous == array.flags.f_contiguous, "sums depend on the order in memory"


def test_pickled_objects_are_refused(shelf: Path) -> None:
    np.savez(shelf / "stage.npz", **{weights.MODEL_KEY: np.array("a" * 64), "x": np.array([{}], dtype=object)})
    with pytest.raises(ValueError, match="pickle"):
        weights.load("stage", "a" * 64)


def test_the_shipped_head_is_under_a_megabyte() -> None:
    assert (Path(weights.__file__).parent / "align.npz").stat().st_size < 1_000_000
