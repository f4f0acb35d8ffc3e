"""Which model folders load: everything is decided before a loader is imported."""

import json
import os
import random
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from xlcheck.embed import source
from xlcheck.embed.source import DEFAULT_FILES, default_folder, find, verify_default
from xlcheck.errors import ModelError
from xlcheck.settings import DEFAULT_MODEL, DEFAULT_SHA256

TRANSFORMER = {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}
POOLING = {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}


def safetensors(size: int = 8) -> bytes:
    header = json.dumps({"weight": {"dtype": "F32", "shape": [size // 4], "data_offsets": [0, size]}}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(size)


def model_folder(path: Path) -> Path:
    """A folder that looks like a model to everything but a loader."""
    (path / "1_Pooling").mkdir(parents=True)
    (path / "modules.json").write_text(json.dumps([TRANSFORMER, POOLING]))
    (path / "config.json").write_text(json.dumps({"model_type": "bert", "auto_map": None}))
    (path / "1_Pooling" / "config.json").write_text("{}")
    (path / "model.safetensors").write_bytes(safetensors())
    (path / "vocab.txt").write_text("[UNK]\n")
    return path


def write(name: str, content: object):
    def spoil(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())

    return spoil


def a_link_out(folder: Path) -> None:
    shutil.rmtree(folder / "1_Pooling")
    (folder / "1_Pooling").symlink_to("/usr")


HARMLESS = [
    pytest.param(lambda folder: None, id="as it was published"),
    pytest.param(write("README.md", b"# import os"), id="a readme"),
    pytest.param(write(".git/hooks/pre-commit.py", b"1/0"), id="a clone with its history"),
    pytest.param(
        write("modules.json", [TRANSFORMER | {"type": "sentence_transformers.base.modules.transformer.Transformer"}]),
        id="a module by its new name",
    ),
    pytest.param(write("2_Dense/config.json", {"activation_function": "torch.nn.modules.activation.Tanh"}), id="Tanh"),
    pytest.param(write("config.json", {"_attn_implementation": "sdpa"}), id="attention that comes with the loader"),
]

TRAPS = [
    pytest.param(write("modeling.py", b"1/0"), "modeling.py", id="a module of its own"),
    pytest.param(write("sub/deep/modeling.pyc", b""), "modeling.pyc", id="compiled code further down"),
    pytest.param(write("native.so", b""), "native.so", id="a library"),
    pytest.param(write("pytorch_model.bin", b"\x80\x04"), "pytorch_model.bin", id="pickled weights"),
    pytest.param(write("model.pt", b"PK"), "model.pt", id="a torch archive"),
    pytest.param(write("training_args.pkl", b""), "training_args.pkl", id="a pickle"),
    pytest.param(write("tf_model.h5", b""), "tf_model.h5", id="Keras weights, which may hold code"),
    pytest.param(write("noending", b""), "noending", id="a file of no kind"),
    pytest.param(write("config.json", {"auto_map": {"AutoModel": "modeling.M"}}), "auto_map", id="an auto_map"),
    pytest.param(write("config.json", {"a": [{"b": {"auto_map": {"x": "y.Z"}}}]}), "auto_map", id="an auto_map inside"),
    pytest.param(write("tokenizer_config.json", {"auto_map": {"x": "y"}}), "auto_map", id="a tokenizer's auto_map"),
    pytest.param(
        write("sentence_bert_config.json", {"model_args": {"trust_remote_code": True}}),
        "trust_remote_code",
        id="trust that grants itself",
    ),
    pytest.param(write("config.json", {"attn_implementation": "org/kernel"}), "kernel", id="a kernel from the hub"),
    pytest.param(write("config.json", {"quantization_config": {"q": 1}}), "quantization_config", id="a quantiser"),
    pytest.param(write("adapter_config.json", {"base_model_name_or_path": "x"}), "adapter", id="an adapter"),
    pytest.param(write("modules.json", [TRANSFORMER | {"type": "os.system"}]), "os.system", id="a class of the system"),
    pytest.param(
        write("modules.json", [TRANSFORMER | {"type": "modeling.Mine"}]), "modeling.Mine", id="one of its own"
    ),
    pytest.param(
        write("modules.json", [TRANSFORMER | {"type": "sentence_transformers.models.Transformer.evil.Transformer"}]),
        "module type",
        id="a class that only begins like a known one",
    ),
    pytest.param(write("modules.json", [POOLING]), "first module", id="no encoder"),
    pytest.param(write("modules.json", {"0": TRANSFORMER}), "list", id="modules that are no list"),
    pytest.param(write("modules.json", [TRANSFORMER | {"path": "../.."}]), "path", id="a path up and out"),
    pytest.param(write("modules.json", [TRANSFORMER | {"path": "/etc"}]), "path", id="a path from the root"),
    pytest.param(write("modules.json", [TRANSFORMER | {"path": ".git"}]), "path", id="a path to where none looks"),
    pytest.param(write("2_Dense/config.json", {"activation_function": "os.abort"}), "os.abort", id="an activation"),
    pytest.param(write("config.json", b"[" * 200_000), "JSON", id="JSON of absurd depth"),
    pytest.param(write("config.json", b"\xff\xfe{}"), "JSON", id="JSON in no encoding of JSON"),
    pytest.param(write("model.safetensors", safetensors()[:-1]), "cut short", id="weights cut short by a byte"),
    pytest.param(write("model.safetensors", safetensors()[:20]), "cut short", id="weights cut short in the header"),
    pytest.param(write("model.safetensors", b""), "cut short", id="no bytes of weights"),
    pytest.param(write("model.safetensors", b"\x80\x04" * 50), "cut short", id="a pickle by another name"),
    pytest.param(write("model.safetensors", struct.pack("<Q", 4) + b"[[[["), "header", id="a broken header"),
    pytest.param(lambda folder: (folder / "model.safetensors").unlink(), "no safetensors", id="no weights"),
    pytest.param(a_link_out, "link", id="a folder that is a link"),
    pytest.param(lambda folder: os.mkfifo(folder / "fifo.json"), "fifo", id="a pipe that nobody writes to"),
]


@pytest.mark.parametrize("change", HARMLESS)
def test_a_folder_without_traps_is_let_through(tmp_path, change):
    folder = model_folder(tmp_path / "m")
    change(folder)
    assert find(str(folder)).folder == folder


@pytest.mark.parametrize(("spoil", "named"), TRAPS)
def test_a_trap_is_refused_by_name(tmp_path, spoil, named):
    folder = model_folder(tmp_path / "m")
    spoil(folder)
    with pytest.raises(ModelError, match=named.replace(".", r"\.")) as refused:
        find(str(folder))
    assert str(refused.value).startswith(str(folder))
    assert "\n" not in str(refused.value)


def test_refusing_imports_no_loader(tmp_path):
    folder = model_folder(tmp_path / "m")
    (folder / "modeling.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    program = (
        "import sys\n"
        "from xlcheck.embed import load\n"
        "from xlcheck.errors import ModelError\n"
        "from xlcheck.settings import Settings\n"
        "try:\n"
        "    load(Settings(model=sys.argv[1]))\n"
        "except ModelError:\n"
        "    print({'torch', 'transformers', 'sentence_transformers', 'huggingface_hub'} & sys.modules.keys())\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")
    assert not (tmp_path / "ran").exists()


def test_any_changed_file_gives_another_digest(tmp_path):
    folder = model_folder(tmp_path / "m")
    before = find(str(folder)).digest
    (folder / "vocab.txt").write_text("[UNK]\n[PAD]\n")
    assert find(str(folder)).digest != before


@pytest.mark.parametrize("name", ["./nowhere", "/nowhere/at/all", "a/b/c", "~/nowhere"])
def test_a_folder_that_does_not_exist_is_not_looked_for_elsewhere(name):
    with pytest.raises(ModelError, match="no such folder"):
        find(name)


def test_offline_fetches_nothing(monkeypatch):
    def refuse(*arguments, **keywords):
        raise AssertionError("reached for the network")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    with pytest.raises(ModelError, match="--offline"):
        find("nobody/has-this-model", offline=True)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The default model in a folder that a test may spoil and must mend."""
    folder = tmp_path_factory.mktemp("default") / "model"
    shutil.copytree(default_folder(), folder)
    return folder


def test_the_default_model_by_its_name_is_the_published_one():
    found = find(DEFAULT_MODEL)
    assert (found.name, found.digest) == (DEFAULT_MODEL, DEFAULT_SHA256)


def test_the_default_model_in_another_folder_is_the_same_model(copy):
    assert find(str(copy)).digest == DEFAULT_SHA256


@pytest.mark.parametrize("times", [pytest.param(2, id="20"), pytest.param(10, id="100", marks=pytest.mark.slow)])
def test_a_flipped_bit_anywhere_is_refused(copy, times):
    rng = random.Random(times)
    places = [file for file in DEFAULT_FILES for _ in range(times)]
    for file in places:
        path = copy / file
        at, bit = rng.randrange(path.stat().st_size), 1 << rng.randrange(8)
        with path.open("r+b") as stream:
            stream.seek(at)
            (byte,) = stream.read(1)
            stream.seek(at)
            stream.write(bytes([byte ^ bit]))
            stream.flush()
            with pytest.raises(ModelError) as refused:
                verify_default(copy)
            stream.seek(at)
            stream.write(bytes([byte]))
        said = str(refused.value)
        assert str(path) in said
        assert DEFAULT_FILES[file] in said
        assert "pip install" in said
    verify_default(copy)


def test_a_missing_file_is_named(copy):
    (copy / "vocab.txt").rename(copy.parent / "vocab.txt")
    with pytest.raises(ModelError, match=r"vocab\.txt: missing.*pip install"):
        verify_default(copy)
    (copy.parent / "vocab.txt").rename(copy / "vocab.txt")


def test_a_file_too_many_is_named(copy):
    extra = copy / "adapter_config.json"
    extra.write_text("{}")
    with pytest.raises(ModelError, match=r"adapter_config\.json: does not belong"):
        verify_default(copy)
    extra.unlink()


def test_without_the_package_the_way_to_get_it_is_told(monkeypatch):
    monkeypatch.setattr(source, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="pip install"):
        find(DEFAULT_MODEL)
