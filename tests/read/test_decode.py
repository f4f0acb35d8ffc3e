"""Encodings: what is declared is believed, what is guessed says so, offsets count from the untouched text."""

import codecs
from pathlib import Path

import pytest

from xlcheck.errors import InputError
from xlcheck.read import read
from xlcheck.read.decode import decode

TEXT = "“Où est la préfecture ?” demanda-t-il — «là», répondit l’homme.\r\nDeuxième ligne.\n" * 4

SILENT = [
    pytest.param(TEXT.encode(), id="UTF-8"),
    pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="UTF-8 with a mark"),
    pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="UTF-16, little end first"),
    pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="UTF-16, big end first"),
    pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), id="UTF-32"),
]


@pytest.mark.parametrize("data", SILENT)
def test_what_is_certain_needs_no_note(data: bytes) -> None:
    assert decode(data, "x") == (TEXT, ())


def test_a_declared_encoding_is_believed() -> None:
    text, notes = decode(b'<meta charset="windows-1252">' + TEXT.encode("cp1252"), "x")
    assert text.endswith(TEXT)
    assert notes == ()


def test_a_declaration_that_cannot_be_true_is_passed_over() -> None:
    data = '<meta charset="ascii"> “là”'.encode()
    assert decode(data, "x") == (data.decode(), ())


def test_a_guess_leaves_a_note() -> None:
    text, notes = decode(TEXT.encode("cp1252"), "x")
    assert "préfecture" in text
    assert [note.code for note in notes] == ["encoding"]


@pytest.mark.parametrize(
    "codec",
    [
        "hex",
        "zlib_codec",
        "rot13",
        "no-such-thing",
        "undefined",
        "unicode_escape",
        "utf-7",
        "punycode",
        "idna",
        "cp037",
    ],
)
def test_a_declared_codec_that_is_no_text_encoding_is_passed_over(codec: str) -> None:
    data = f'charset="{codec}" \\ud800 +ADw-script+AD4- é'.encode()
    assert decode(data, "x") == (data.decode(), ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n....", "begins like a PNG image", id="a picture"),
        pytest.param(b"%PDF-1.7 ...", "begins like a PDF", id="a PDF"),
        pytest.param(b"text\0text", "NUL", id="NUL bytes"),
        pytest.param(bytes(range(128, 256)) + bytes(range(1, 9)) * 20, "not a text file", id="noise"),
        pytest.param(codecs.BOM_UTF16_LE + b"a", "begins like utf-16-le but is not", id="half a character"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"^report.txt: .*{reason}"):
        decode(data, "report.txt")


def test_offsets_count_in_the_untouched_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    assert read(str(path)).text == TEXT
