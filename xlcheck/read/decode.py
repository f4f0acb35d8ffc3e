"""Bytes into text: byte order mark, declaration, strict UTF-8, then a guess that says that it is one."""

from __future__ import annotations

import codecs
import re

from xlcheck.errors import InputError
from xlcheck.model import Note

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding|coding)\s*[=:]\s*["']?([A-Za-z][\w.:-]{1,30})""", re.IGNORECASE)
_FOREIGN = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)
_TEXT = frozenset(
    "ascii utf-8 utf-8-sig gb2312 gbk gb18030 big5 big5hkscs euc_jp euc_kr shift_jis iso2022_jp koi8-r koi8-u "
    "mac-roman mac-cyrillic tis-620 cp437 cp850 cp858 cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 "
    "cp1255 cp1256 cp1257 cp1258 iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 "
    "iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16".split()
)
"""Encodings that a file may declare, by Python's names: those of web pages and of old PCs, all of them ASCII below 128.
In UTF-7, EBCDIC or an escape codec the bytes would say other things than a search of them finds."""
SAMPLE = 4096  # a declaration stands at the head of a file


def decode(data: bytes, name: str) -> tuple[str, tuple[Note, ...]]:
    """Return the text of `data` with its line ends as they are, and a note where the encoding is a guess.

    Raises InputError where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name), ()
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise InputError(name, f"not a text file (it begins like {what})")
    if b"\0" in data:
        raise InputError(name, "not a text file (it holds NUL bytes)")
    declared = _declared(data)
    if declared is not None:
        try:
            return data.decode(declared), ()
        except UnicodeDecodeError:
            pass  # the declaration is wrong: what follows finds out what is right
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guessed(data, name)


def in_utf_8(head: bytes) -> bytes:
    """The first bytes of a file as UTF-8 would write them, so that signs of a format are found in UTF-16 too."""
    for mark, encoding in _MARKS[1:]:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore").encode("utf-8", "ignore")
    return head


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(name, f"begins like {encoding} but is not ({error.reason} at byte {error.start})") from error


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:SAMPLE])
    declared = found.group(1).decode("ascii") if found is not None else ""
    return declared if is_text(declared) else None


def is_text(encoding: str) -> bool:
    """True for the name of an encoding that a file may declare."""
    try:
        return codecs.lookup(encoding).name in _TEXT
    except LookupError:
        return False


def _guessed(data: bytes, name: str) -> tuple[str, tuple[Note, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    encoding = best.encoding if best is not None else "cp1252"
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        encoding, text = "cp1252", data.decode("cp1252", errors="replace")
    controls = sum(c < " " and c not in "\t\n\r\f" for c in text)
    if controls > len(text) // 100:
        raise InputError(name, "not a text file (too many control characters)")
    return text, (Note("encoding", f"not UTF-8 and no encoding is declared; read as {encoding}, which is a guess"),)
