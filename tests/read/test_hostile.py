"""Files that mean harm or make no sense: refused in one line, soon, and never taken for clean."""

import io
import os
import random
import socket
import struct
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from xlcheck.errors import InputError
from xlcheck.read import READERS, read
from xlcheck.settings import CAPS

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"
SAMPLES = sorted(path for path in FORMATS.iterdir() if path.name.startswith("a."))


def refused(path: Path | str, seconds: float = 5.0) -> str:
    """The one line with which a file is refused."""
    start = time.perf_counter()
    with pytest.raises(InputError) as caught:
        read(str(path))
    assert time.perf_counter() - start < seconds
    line = str(caught.value)
    assert line.startswith(f"{path}: ")
    assert "\n" not in line
    return line


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b"<nitf><body><body.content><p>&b;</p></body.content></body></nitf>"
)
EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<nitf><body><body.content><p>&x;</p></body.content></body></nitf>"
)

FILES = [
    pytest.param("a.txt", b"", "holds no text", id="an empty file"),
    pytest.param("a.txt", b" \n\t\r\n", "holds no text", id="white space alone"),
    pytest.param(
        "a.html", b"<html><body><script>var x = 1;</script></body></html>", "no article text", id="a script alone"
    ),
    pytest.param("a.docx", b"\x89PNG\r\n\x1a\n", "PNG image", id="a picture named like a Word file"),
    pytest.param("a.docx", b"PK\x03\x04 nothing here", "archive is damaged", id="half an archive"),
    pytest.param(
        "a.docx", zipped({"other.xml": b"<a/>"}), "no part word/document.xml", id="an archive without a document"
    ),
    pytest.param("a.docx", b"\xd0\xcf\x11\xe0 old", "old Office document", id="a Word file of the last century"),
    pytest.param("a.xml", "<nitf/>".encode("utf-16"), "an encoding other than", id="XML in UTF-16"),
    pytest.param("a.json", b'["uri", {"uri": "x", "body_text": "a"}]', "not known", id="a JSON list"),
    pytest.param("a.json", b'{"uri": "x", "body_html": "<!---->"}', "", id="a body that is a comment"),
    pytest.param("a.xml", b"<newsItem><contentSet/></newsItem>", "without text", id="NewsML-G2 without content"),
    pytest.param("a.docx", zipped({"word/document.xml": BOMB}), "entities", id="a bomb in a Word part"),
    pytest.param("a.xml", BOMB, "entities", id="entities in NITF"),
    pytest.param("a.xml", EXTERNAL, "entities", id="an external entity"),
    pytest.param("a.xml", BOMB.replace(b"nitf", b"newsItem"), "entities", id="entities in NewsML"),
    pytest.param("a.xml", b"<nitf>" + b"<p>" * 400 + b"</p>" * 400 + b"</nitf>", "", id="four hundred levels of XML"),
    pytest.param("a.xml", b"<nitf><p>", "not well-formed", id="XML that breaks off"),
    pytest.param("a.json", b'{"uri": "x", "a": ' + b"[" * 100_000, "deeper than", id="a hundred thousand brackets"),
    pytest.param("a.json", b'{"uri": "x", "body_text": NaN}', "not sound JSON", id="a number that is none"),
    pytest.param("a.json", b'{"uri": "x", "n": ' + b"9" * 10_000 + b"}", "without a body", id="ten thousand digits"),
    pytest.param("a.json", b'{"uri": "x", "body_text": ""}', "without a body", id="an empty body"),
    pytest.param(
        "a.html",
        ("<html><p " + "a=ľ " * 100_000 + ">x</p></html>").encode("utf-16"),
        "the cap attributes",
        id="a flood of attributes in UTF-16, with a byte in each that looks like the end of a tag",
    ),
    pytest.param(
        "a.html", b"<html><p " + b"a=1 " * 100_000 + b">x</p></html>", "the cap attributes", id="a flood of attributes"
    ),
]


@pytest.mark.parametrize(("name", "data", "reason"), FILES)
def test_a_file_that_cannot_be_checked_is_refused(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert reason in refused(path)


def test_lone_surrogates_in_json_never_reach_the_output(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"uri": "x", "body_text": "\\ud800 He said \\u201cyes\\u201d."}')
    read(str(path)).text.encode("utf-8")


def bomb(mebibytes: int, size: int) -> bytes:
    """A Word file whose document part inflates to so many MiB of blanks and claims to be `size` bytes long."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = block * mebibytes + packer.flush()
    name = b"word/document.xml"
    both = struct.pack("<5H3I2H", 20, 0, zipfile.ZIP_DEFLATED, 0, 0, 0, len(data), size, len(name), 0)
    local = b"PK\x03\x04" + both + name + data
    entry = b"PK\x01\x02\x14\x00" + both + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + entry + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)


def measured(path: Path) -> tuple[int, str, float, int]:
    """Exit code, what was told, seconds and the peak of memory in KiB of a run of the program on one file."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "xlcheck", "quotes", str(path)], stderr=subprocess.PIPE)
    told = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    return process.returncode, told, time.perf_counter() - start, used.ru_maxrss


@pytest.mark.parametrize(
    ("size", "reason"),
    [
        pytest.param(3 << 30, "the cap expanded-mib", id="and says so"),
        pytest.param(4, "the archive is damaged", id="and claims to be four bytes"),
    ],
)
def test_a_word_file_that_inflates_to_three_gigabytes_is_refused(size: int, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(bomb(3 << 10, size))
    assert path.stat().st_size < CAPS.file_mib << 20
    *_, usual = measured(tmp_path / "missing.docx")
    code, told, seconds, peak = measured(path)
    assert (code, told.count("\n")) == (2, 1)
    assert reason in told
    assert seconds < 5
    assert peak - usual < 300 << 10


FORCED = [
    pytest.param("docx", b"\xd0\xcf\x11\xe0 old", "without a password", id="an old Office file read as Word"),
    pytest.param("nitf", "<nitf/>".encode("utf-16-le"), "an encoding other than", id="UTF-16 read as NITF"),
    pytest.param("ninjs", b"[1]", "a JSON object is expected", id="a list read as ninjs"),
    pytest.param("ninjs", b'{"body_html": "\\ufffe"}', "cannot be read", id="a character that markup may not hold"),
    pytest.param("nitf", b"<p>" * 300 + b"</p>" * 300, "not well-formed XML", id="three hundred levels"),
    pytest.param(
        "ninjs", b'{"body_html": "%s"}' % (b"<b>" * 300 + b"x"), "deeper than", id="three hundred tags in ninjs"
    ),
    pytest.param(
        "html",
        b"<div>" * 300 + b"<p>Long enough to be read as text.</p>",
        "holds no article text",
        id="three hundred boxes",
    ),
    pytest.param("newsml", b"<a/>", "without text", id="other XML read as NewsML-G2"),
    pytest.param(
        "nitf",
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE nitf [+ADwAIQ-ENTITY a "ha"+AD4-]><nitf>&a;</nitf>',
        "encoding UTF-7, which is none for text",
        id="an entity declared in UTF-7, where no search sees it",
    ),
    pytest.param("html", b"words alone", "holds no article text", id="text without a tag read as a page"),
    pytest.param("docx", zipped({"word/document.xml": b"<w/>"}), "holds no text", id="a Word file without a word"),
]


@pytest.mark.parametrize(("form", "data", "reason"), FORCED)
def test_a_forced_reader_refuses_what_it_cannot_read(form: str, data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    with pytest.raises(InputError, match=reason):
        read(str(path), form)


def test_a_part_that_a_word_file_holds_twice_is_ambiguous(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for word in ("open", "closed"):
            archive.writestr("word/document.xml", f"<w><p><r><t>The ports stay {word}.</t></r></p></w>")
    assert "has the part word/document.xml twice" in refused(path)


def test_an_archive_of_an_unknown_method_is_called_damaged(tmp_path: Path) -> None:
    data = bytearray(zipped({"word/document.xml": b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 10] = data[data.index(b"PK\x03\x04") + 8] = 99
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(data))
    assert "the archive is damaged" in refused(path)


def test_text_below_the_depth_at_which_the_parser_drops_it_is_not_dropped_in_silence(tmp_path: Path) -> None:
    said = "<p>The minister said on Monday that the ports would open again “before the winter” comes to the coast.</p>"
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><article>{said * 4}{'<div>' * 300}{said}{'</div>' * 300}</article></body></html>")
    assert "the cap depth" in refused(path)


def test_an_encrypted_word_file_is_called_that(tmp_path: Path) -> None:
    data = bytearray(zipped({"word/document.xml": b"<a/>"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(data))
    assert "is encrypted" in refused(path)


def test_no_standard_input_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputError, match="no standard input"):
        read("-")


class TestPlaces:
    """What stands where a file should."""

    def test_nothing(self, tmp_path: Path) -> None:
        assert "no such file" in refused(tmp_path / "gone.txt")

    def test_a_folder(self, tmp_path: Path) -> None:
        assert "is a folder" in refused(tmp_path)

    def test_a_device(self) -> None:
        assert "neither a file nor a pipe" in refused("/dev/zero")

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        loop = tmp_path / "loop"
        loop.symlink_to(loop)
        refused(loop)

    def test_a_name_that_no_file_can_have(self) -> None:
        assert "no file can have this name" in refused("a\0b")

    def test_a_sparse_file_of_three_gigabytes(self, tmp_path: Path) -> None:
        path = tmp_path / "sparse.txt"
        with path.open("wb") as stream:
            stream.truncate(3 << 30)
        assert "the cap file-mib" in refused(path, 1.0)

    def test_a_pipe_that_nobody_writes_to(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert "nobody writes" in refused(tmp_path / "pipe", 2.0)

    def test_a_pipe_with_a_writer_is_read(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=lambda: pipe.write_text("She said “yes”."))
        writer.start()
        assert read(str(pipe)).text == "She said “yes”."
        writer.join()

    def test_a_pipe_whose_writer_takes_its_time(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)

        def slowly() -> None:
            with pipe.open("w") as stream:
                for part in ("She said ", "“yes”."):
                    time.sleep(0.7)
                    stream.write(part)
                    stream.flush()

        writer = threading.Thread(target=slowly)
        writer.start()
        assert read(str(pipe)).text == "She said “yes”."
        writer.join()

    def test_a_silent_standard_input_is_not_taken_for_its_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        out, into = os.pipe()
        os.set_blocking(out, False)

        def slowly() -> None:
            for part in (b"She said ", "“yes”.".encode()):
                time.sleep(0.1)
                os.write(into, part)
            os.close(into)

        writer = threading.Thread(target=slowly)
        writer.start()
        with os.fdopen(out, encoding="utf-8") as stream:
            monkeypatch.setattr("sys.stdin", stream)
            assert read("-").text == "She said “yes”."
        writer.join()

    def test_a_file_that_changes_while_it_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.txt"
        path.write_text("She said “yes”.")
        real, calls = os.fstat, []

        def fstat(handle: int) -> os.stat_result:
            calls.append(handle)
            if len(calls) == 2:
                path.write_text("She said “yes, but not today”.")
            return real(handle)

        monkeypatch.setattr(os, "fstat", fstat)
        assert "changed while it was read" in refused(path)

    def test_a_socket(self, tmp_path: Path) -> None:
        place = socket.socket(socket.AF_UNIX)
        place.bind(str(tmp_path / "s"))
        refused(tmp_path / "s")
        place.close()

    def test_a_pipe_that_never_ends_stops_at_the_cap(self) -> None:
        out, into = os.pipe()
        block = b"x" * (1 << 20)

        def pour() -> None:
            try:
                for _ in range((CAPS.file_mib) + 2):
                    os.write(into, block)
            except BrokenPipeError:
                pass
            finally:
                os.close(into)

        writer = threading.Thread(target=pour)
        writer.start()
        try:
            assert "the cap file-mib" in refused(f"/dev/fd/{out}", 10.0)
        finally:
            os.close(out)
            writer.join()


NASTY = (b"<", b"]]>", b"&#x0;", b"\\ud800", b'"', b"\xff\xfe", b"<!ENTITY", b"{" * 300)


def mutated(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(5):
            case 0:
                out[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 8)))
            case 1:
                del out[at : at + chance.randint(1, 40)]
            case 2 if at < len(out):
                out[at] ^= 1 << chance.randrange(8)
            case 3:
                out[at:at] = out[: chance.randint(1, 200)]
            case _:
                out[at:at] = chance.choice(
                    (b"<", b"]]>", b"&#x0;", b"\\ud800", b'"', b"\xff\xfe", b"<!ENTITY", b"{" * 300)
                )
        out = out or bytearray(b"x")
    return bytes(out)


def survive(rounds: int, seed: int, folder: Path) -> None:
    chance = random.Random(seed)
    originals = [path.read_bytes() for path in SAMPLES]
    for number in range(rounds):
        sample = chance.randrange(len(SAMPLES))
        path = folder / f"{number % 8}{''.join(SAMPLES[sample].suffixes)}"
        path.write_bytes(mutated(originals[sample], chance))
        forced = chance.choice((None, None, *READERS))
        try:
            article = read(str(path), forced)
        except InputError as error:
            assert "\n" not in str(error)
        else:
            article.text.encode("utf-8")
            assert article.text.strip()


def test_a_thousand_mutations_raise_nothing_but_refusals(tmp_path: Path) -> None:
    survive(1_000, 1, tmp_path)


@pytest.mark.slow
def test_ten_thousand_mutations_raise_nothing_but_refusals(tmp_path: Path) -> None:
    survive(10_000, 2, tmp_path)
