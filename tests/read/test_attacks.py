"""Attacks on parsers that have names: each is refused or read, soon, and nothing is fetched or shown beside it."""

import io
import socket
import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from xlcheck.errors import InputError
from xlcheck.read import read


def bomb(levels: int) -> str:
    rows = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(levels)]
    return "".join(rows)


ENTITIES = [
    pytest.param(bomb(10), "&a9;", id="a billion laughs"),
    pytest.param(f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 2_000, id="quadratic blow-up"),
    pytest.param('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;", id="entities in a circle"),
    pytest.param('<!ENTITY a SYSTEM "file://{canary}">', "&a;", id="a file of this machine"),
    pytest.param('<!ENTITY a SYSTEM "http://127.0.0.1:{port}/">', "&a;", id="an address"),
    pytest.param('<!ENTITY % a SYSTEM "http://127.0.0.1:{port}/">%a;', "x", id="a parameter entity"),
    pytest.param('<!entity a "ha">', "x", id="a declaration in small letters"),
]
FORMS = {
    "nitf": ("nitf", "<nitf><body.content><p>{}</p></body.content></nitf>"),
    "newsml": ("newsItem", "<newsItem><contentSet><inlineXML><p>{}</p></inlineXML></contentSet></newsItem>"),
    "docx": ("w", "<w><p><r><t>{}</t></r></p></w>"),
}


@pytest.fixture
def server():
    """A port of this machine that keeps whoever knocks."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    yield listening
    with pytest.raises(BlockingIOError):
        listening.accept()
    listening.close()


def write(folder: Path, form: str, source: str) -> str:
    path = folder / ("a.docx" if form == "docx" else "a.xml")
    if form == "docx":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("word/document.xml", source)
        path.write_bytes(out.getvalue())
    else:
        path.write_text(source)
    return str(path)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("declared", "used"), ENTITIES)
def test_an_entity_is_refused(form: str, declared: str, used: str, server: socket.socket, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    canary.write_text("CANARY")
    root, body = FORMS[form]
    declared = declared.replace("{canary}", str(canary)).replace("{port}", str(server.getsockname()[1]))
    start = time.perf_counter()
    with pytest.raises(InputError) as refused:
        read(write(tmp_path, form, f'<?xml version="1.0"?><!DOCTYPE {root} [{declared}]>{body.format(used)}'))
    assert time.perf_counter() - start < 5
    assert "CANARY" not in str(refused.value)


@pytest.mark.parametrize("form", FORMS)
def test_a_plain_doctype_is_accepted_and_never_fetched(form: str, server: socket.socket, tmp_path: Path) -> None:
    root, body = FORMS[form]
    source = f'<!DOCTYPE {root} SYSTEM "http://127.0.0.1:{server.getsockname()[1]}/x.dtd">{body.format("One.")}'
    assert read(write(tmp_path, form, source)).text == "One.\n"


def test_the_parser_itself_is_told_to_resolve_and_fetch_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    real = etree.XMLParser
    monkeypatch.setattr(etree, "XMLParser", lambda **options: told.append(options) or real(**options))
    read(write(tmp_path, "nitf", FORMS["nitf"][1].format("One.")))
    assert told == [
        {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "recover": False}
    ]


PATTERNS = (
    "<a ", "<!--", "<!-- -- ", "<![CDATA[", "<?", "</", "<p>", "<div>", "<table><tr><td>", "<b><i>", "&amp;", "&#x41;",
    "<script>", "<style>x", "<p title='", "<img src=x>", "<li>a", "<td colspan=99999>x", "<svg><title>", "a<br>\n",
)  # fmt: skip


@pytest.mark.parametrize(
    "size", [pytest.param(1 << 14, id="16K"), pytest.param(1 << 20, id="1M", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_makes_a_page_slow(pattern: str, size: int, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + pattern * (size // len(pattern)))
    start = time.process_time()
    try:
        read(str(path)).text.encode()
    except InputError as error:
        assert "\n" not in str(error)
    assert time.process_time() - start < 5
