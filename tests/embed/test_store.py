"""The embedding cache never changes a result: what is wrong with it only makes texts be embedded again."""

import random
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from xlcheck.embed import Embedding
from xlcheck.embed.store import FILE, Store
from xlcheck.text import words

TEXTS = ("The bridge stays closed.", "We shall not pay.", "", "数字 — naïve\x00", "\ud800")


def embedding(text: str, scale: float = 1.0) -> Embedding:
    rng = np.random.default_rng(len(text))
    vectors = rng.normal(size=(2, len(words(text)), 8)) * scale
    return Embedding(rng.normal(size=8).astype(np.float32), vectors.astype(np.float32))


KEPT = {text: embedding(text) for text in TEXTS}


def assert_sound(found: dict[str, Embedding]) -> None:
    for text, one in found.items():
        assert one.words.tobytes() == KEPT[text].words.tobytes()
        assert one.words.shape == KEPT[text].words.shape
        assert one.statement.tobytes() == KEPT[text].statement.tobytes()


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path, "model")
    store.put(KEPT)
    return store


def test_what_was_kept_is_found_to_the_last_bit(store):
    found = store.get(TEXTS)
    assert set(found) == set(TEXTS)
    assert_sound(found)


def test_a_text_never_seen_is_not_found(store):
    assert store.get(["We shall pay."]) == {}


def test_another_model_or_backend_finds_nothing(store, tmp_path):
    assert Store(tmp_path, "another model").get(TEXTS) == {}


def test_only_the_owner_may_look_into_it(tmp_path):
    Store(tmp_path / "new", "model").put(KEPT)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


SEEDS = [pytest.param(seed, marks=[pytest.mark.slow] if seed >= 8 else []) for seed in range(40)]


@pytest.mark.parametrize("seed", SEEDS)
def test_flipped_bytes_and_cut_files_give_sound_vectors_or_none(tmp_path, capsys, seed):
    rng = random.Random(seed)
    Store(tmp_path, "model").put(KEPT)
    path = tmp_path / FILE
    whole = path.read_bytes()
    for _ in range(25):
        damaged = bytearray(whole)
        for _ in range(rng.choice((1, 3, 30))):
            damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        if rng.random() < 0.3:
            del damaged[rng.randrange(len(damaged)) :]
        path.write_bytes(damaged)
        store = Store(tmp_path, "model")
        assert_sound(store.get(TEXTS))
        store.put(KEPT)
        assert_sound(store.get(TEXTS))
        for left in tmp_path.iterdir():
            left.unlink()
    assert "Traceback" not in capsys.readouterr().err


def test_a_file_that_is_no_database_is_set_aside_with_one_line(tmp_path, capsys):
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    store = Store(tmp_path, "model")
    assert store.get(TEXTS) == {}
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "set aside" in told
    store.put(KEPT)
    assert_sound(store.get(TEXTS))
    assert set(store.get(TEXTS)) == set(TEXTS)


def test_a_database_with_a_trigger_is_not_used(store, tmp_path, capsys):
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON embedding BEGIN DELETE FROM embedding; END")
    assert store.get(TEXTS) == {}
    assert "set aside" in capsys.readouterr().err


def test_a_row_that_belongs_to_another_text_is_not_believed(store, tmp_path):
    with sqlite3.connect(tmp_path / FILE) as connection:
        rows = connection.execute("SELECT id, sum, vectors FROM embedding ORDER BY id").fetchall()
        for (row, *_), (_, checksum, vectors) in zip(rows, rows[1:] + rows[:1], strict=True):
            connection.execute("UPDATE embedding SET sum = ?, vectors = ? WHERE id = ?", (checksum, vectors, row))
    assert store.get(TEXTS) == {}


def test_a_locked_file_is_gone_without(store, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("xlcheck.embed.store.BUSY", 0.01)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store.put({"new": embedding("new")})
    assert_sound(store.get(TEXTS))
    other.execute("ROLLBACK")
    other.close()
    assert capsys.readouterr().err == ""


def test_a_folder_that_cannot_be_made_is_gone_without(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "below", "model")
    store.put(KEPT)
    assert store.get(TEXTS) == {}
    assert capsys.readouterr().err == ""


def test_a_full_disk_is_gone_without(tmp_path):
    program = (
        "import resource, sys\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from test_store import KEPT, TEXTS, assert_sound\n"
        "from xlcheck.embed.store import Store\n"
        "from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)\n"
        "store = Store(Path(sys.argv[1]), 'model')\n"
        "store.put(KEPT)\n"
        "assert_sound(store.get(TEXTS))\n"
    )
    for size in (0, 512, 4096, 8192, 20000):
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / str(size)), str(Path(__file__).parent), str(size)],
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, ""), size


def test_the_oldest_go_when_the_cap_is_reached(tmp_path):
    store = Store(tmp_path, "model", cap=200_000)
    texts = [f"{'word ' * 100}{number}" for number in range(60)]
    for text in texts:
        store.put({text: embedding(text)})
    found = store.get(texts)
    assert texts[-1] in found
    assert texts[0] not in found
    assert 10 < len(found) < 40
    assert (tmp_path / FILE).stat().st_size < 400_000


def test_one_run_too_large_for_the_cap_does_not_push_out_the_rest(tmp_path):
    store = Store(tmp_path, "model", cap=100_000)
    store.put(KEPT)
    large = {f"{'word ' * 400}{number}": embedding("word " * 401) for number in range(4)}
    store.put(large)
    assert store.get(large) == {}
    assert set(store.get(TEXTS)) == set(TEXTS)


def test_many_processes_share_it(tmp_path):
    program = (
        "import sys\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from test_store import KEPT, TEXTS, assert_sound\n"
        "from xlcheck.embed.store import Store\n"
        "from pathlib import Path\n"
        "for _ in range(10):\n"
        "    store = Store(Path(sys.argv[1]), 'model')\n"
        "    assert_sound(store.get(TEXTS))\n"
        "    store.put(KEPT)\n"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path), str(Path(__file__).parent)]
    running = [subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    for process in running:
        _, told = process.communicate()
        assert (process.returncode, told) == (0, "")
    assert set(Store(tmp_path, "model").get(TEXTS)) == set(TEXTS)
