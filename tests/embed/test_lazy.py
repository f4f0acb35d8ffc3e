"""Backends and the cache together: whatever is in the way of the fast path, the vectors come, with one line at most."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from xlcheck.embed import lazy, load, prepare
from xlcheck.embed.compiled import GRAPH, MANIFEST, TOKENIZER, WEIGHTS, CompiledEngine, compiled_folder
from xlcheck.embed.lazy import LazyEmbedder
from xlcheck.embed.source import find
from xlcheck.errors import ModelError
from xlcheck.settings import DEFAULT_MODEL, DEFAULT_SHA256, Backend, Settings

TEXTS = ["The bridge stays closed.", "We shall not pay.", "", "The bridge stays closed."]


@pytest.fixture(scope="module")
def made() -> Path:
    """The compiled default model in the user's own cache folder."""
    return prepare.prepare(find(DEFAULT_MODEL), "for tests", wait=60)


@pytest.fixture
def fresh(made, tmp_path, monkeypatch):
    """A cache folder of one's own that holds the compiled model."""
    monkeypatch.setenv("XLCHECK_CACHE", str(tmp_path / "cache"))
    folder = compiled_folder(DEFAULT_SHA256)
    shutil.copytree(
        made, folder, copy_function=os.link if made.stat().st_dev == tmp_path.stat().st_dev else shutil.copy
    )
    return folder


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A cache folder without anything in it."""
    monkeypatch.setenv("XLCHECK_CACHE", str(tmp_path / "empty"))
    return tmp_path / "empty"


@pytest.fixture
def no_loading(monkeypatch, reference):
    """The reference is loaded already; tests that fall back to it need not wait."""
    monkeypatch.setattr("xlcheck.embed.reference.ReferenceEngine", lambda source: reference)
    monkeypatch.setattr(prepare, "ReferenceEngine", lambda source: reference)


def replaced(path: Path, content: bytes) -> None:
    """Write anew, so that a file linked from elsewhere stays as it is there."""
    path.unlink()
    path.write_bytes(content)


def test_equal_texts_share_one_embedding_and_order_is_kept(fresh):
    embedder = load(Settings())
    first, second, nothing, again = embedder(TEXTS)
    assert first is again
    assert np.array_equal(embedder([TEXTS[1]])[0].words, second.words)
    assert nothing.words.shape == (5, 0, 384)
    assert (embedder.name, embedder.digest, embedder.backend) == (DEFAULT_MODEL, DEFAULT_SHA256, "onnx")


def test_what_was_seen_before_needs_no_model(fresh, monkeypatch):
    before = load(Settings())(TEXTS)

    def refuse(self):
        raise AssertionError("loaded a model")

    monkeypatch.setattr(LazyEmbedder, "_load", refuse)
    after = load(Settings())(TEXTS)
    assert all(a.words.tobytes() == b.words.tobytes() for a, b in zip(before, after, strict=True))
    assert all(a.statement.tobytes() == b.statement.tobytes() for a, b in zip(before, after, strict=True))
    with pytest.raises(AssertionError):
        load(Settings(cache=False))(TEXTS)


def test_a_warm_run_imports_neither_backend(fresh):
    load(Settings())(TEXTS)
    program = (
        "import sys\n"
        "from xlcheck.embed import load\n"
        f"load()({TEXTS!r})\n"
        "print({'torch', 'transformers', 'onnxruntime', 'tokenizers'} & sys.modules.keys())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_the_compiled_backend_imports_no_torch(fresh):
    program = (
        "import sys\n"
        "from xlcheck.embed import load\n"
        f"load()({TEXTS!r})\n"
        "print({'torch', 'transformers', 'sentence_transformers'} & sys.modules.keys())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_the_first_use_compiles_and_says_so_once(empty, capsys):
    embedder = load(Settings())
    embedder(TEXTS)
    told = capsys.readouterr().err
    assert (embedder.backend, told.count("\n")) == ("onnx", 1)
    assert "compiling all-MiniLM-L6-v2 once" in told
    load(Settings(cache=False))(TEXTS)
    assert capsys.readouterr().err == ""
    assert {path.suffix for path in (empty / "models").iterdir()} == {"", ".lock"}


def test_the_command_says_where_the_model_lies(fresh):
    assert prepare.prepare_for(Settings()) == f"all-MiniLM-L6-v2@53aa5117 is compiled: {fresh}"


def falls_back(capsys) -> str:
    """Embed on the default settings, see that the reference did it, and return the line that was told."""
    embedder = load(Settings(cache=False))
    found = embedder(TEXTS)
    assert embedder.backend == "sentence-transformers"
    assert found[0].words.any()
    told = capsys.readouterr().err
    assert told.splitlines()[-1].endswith("using sentence-transformers, which starts slower")
    return told


def test_the_reference_by_name_tells_nothing(fresh, no_loading, capsys):
    embedder = load(Settings(backend=Backend.SENTENCE_TRANSFORMERS, cache=False))
    embedder(TEXTS)
    assert (embedder.backend, capsys.readouterr().err) == ("sentence-transformers", "")


@pytest.mark.parametrize("package", ["onnx", "onnxruntime"])
def test_a_package_that_is_missing_is_gone_without(empty, no_loading, monkeypatch, capsys, package):
    found = lazy.find_spec
    monkeypatch.setattr(lazy, "find_spec", lambda name: None if name == package else found(name))
    told = falls_back(capsys)
    assert f"package {package};" in told
    assert told.count("\n") == 1


def test_where_nothing_can_be_compiled_the_cache_still_spares_the_model(empty, no_loading, monkeypatch, capsys):
    found = lazy.find_spec
    monkeypatch.setattr(lazy, "find_spec", lambda name: None if name == "onnx" else found(name))
    load(Settings())(TEXTS)
    capsys.readouterr()
    monkeypatch.setattr(LazyEmbedder, "_load", None)
    embedder = load(Settings())
    assert embedder(TEXTS)[0].words.any()
    assert (embedder.backend, capsys.readouterr().err) == ("sentence-transformers", "")


def test_a_cache_folder_that_cannot_be_written_is_gone_without(empty, no_loading, capsys):
    empty.write_text("a file where the folder should be")
    told = falls_back(capsys)
    assert "cannot be written" in told
    assert told.count("\n") == 1


def test_no_cache_folder_at_all_is_gone_without(no_loading, monkeypatch, capsys):
    monkeypatch.setattr("xlcheck.embed.folder.cache_folder", lambda: None)
    monkeypatch.setattr("xlcheck.embed.compiled.cache_folder", lambda: None)
    assert "no cache folder" in falls_back(capsys)


def test_another_process_at_it_is_not_waited_for(empty, no_loading, capsys):
    folder = compiled_folder(DEFAULT_SHA256)
    folder.parent.mkdir(parents=True)
    with FileLock(folder.with_suffix(".lock")):
        told = falls_back(capsys)
        assert "another process" in told
        assert told.count("\n") == 1


def test_a_graph_that_differs_is_not_trusted(empty, no_loading, monkeypatch, capsys):
    monkeypatch.setattr(prepare, "difference", lambda reference, compiled: 0.01)
    assert "differs from the reference" in falls_back(capsys)
    assert not compiled_folder(DEFAULT_SHA256).exists()


def test_a_difference_that_is_no_number_is_not_trusted(empty, no_loading, monkeypatch, capsys):
    monkeypatch.setattr(prepare, "difference", lambda reference, compiled: float("nan"))
    assert "differs from the reference" in falls_back(capsys)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda f: replaced(f / GRAPH, (f / GRAPH).read_bytes()[:-1]), id="a graph half written"),
        pytest.param(lambda f: replaced(f / WEIGHTS, (f / WEIGHTS).read_bytes()[:-1]), id="weights half written"),
        pytest.param(lambda f: replaced(f / TOKENIZER, b"{}"), id="another tokenizer"),
        pytest.param(lambda f: (f / GRAPH).unlink(), id="no graph"),
        pytest.param(lambda f: (f / MANIFEST).unlink(), id="no manifest"),
        pytest.param(lambda f: replaced(f / MANIFEST, b"[]"), id="a manifest that is none"),
        pytest.param(lambda f: replaced(f / MANIFEST, b"\xff"), id="a manifest that is no text"),
        pytest.param(
            lambda f: replaced(f / MANIFEST, (f / MANIFEST).read_bytes().replace(b'"window": 256', b'"window": 257')),
            id="a manifest with one figure changed",
        ),
    ],
)
def test_a_damaged_compiled_model_is_refused(fresh, spoil):
    CompiledEngine(fresh, DEFAULT_SHA256)
    spoil(fresh)
    with pytest.raises(ModelError):
        CompiledEngine(fresh, DEFAULT_SHA256)


def test_a_damaged_compiled_model_is_made_anew(fresh, no_loading, monkeypatch, capsys, made):
    replaced(fresh / GRAPH, (fresh / GRAPH).read_bytes()[:-1])

    # Exporting takes seconds; here the graph that is known to be sound stands in for a new one.
    def export(reference, path):
        for file in (GRAPH, WEIGHTS):
            shutil.copy(made / file, path.parent / file)

    monkeypatch.setattr(prepare, "_export", export)
    monkeypatch.setattr(prepare, "difference", lambda reference, compiled: 0.0)
    embedder = load(Settings(cache=False))
    embedder(TEXTS)
    assert embedder.backend == "onnx"
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"{fresh}: damaged: compiling" in told
    CompiledEngine(fresh, DEFAULT_SHA256)


def test_another_library_version_is_another_compiled_model(fresh, monkeypatch):
    monkeypatch.setattr("xlcheck.embed.compiled.versions", lambda: {"onnxruntime": "999"})
    assert compiled_folder(DEFAULT_SHA256) != fresh
    with pytest.raises(ModelError, match="made from something else"):
        CompiledEngine(fresh, DEFAULT_SHA256)


def test_the_manifest_names_what_it_was_made_from(made):
    manifest = json.loads((made / MANIFEST).read_text())
    assert manifest["model"] == DEFAULT_SHA256
    assert manifest["versions"]["onnxruntime"]


def test_a_path_in_a_line_cannot_steer_the_terminal(no_loading, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("XLCHECK_CACHE", str(tmp_path / "\x1b[2J"))
    (tmp_path / "\x1b[2J").write_text("")
    assert "\x1b" not in falls_back(capsys)
