"""The same two reports in every format give the same article."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from xlcheck.check import check
from xlcheck.embed import Embedder
from xlcheck.errors import InputError
from xlcheck.read import READERS, read, recognise
from xlcheck.settings import Settings

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"
FILES = {
    "text": "txt",
    "html": "html",
    "ninjs": "ninjs.json",
    "nitf": "nitf.xml",
    "newsml": "newsml.xml",
    "docx": "docx",
}
RICH = sorted(set(FILES) - {"text"})


def test_every_reader_has_a_sample() -> None:
    assert FILES.keys() == READERS.keys()


@pytest.mark.parametrize("side", ["a", "b"])
@pytest.mark.parametrize("form", RICH)
def test_a_rich_format_holds_the_plain_text_and_nothing_else(form: str, side: str) -> None:
    article = read(str(FORMATS / f"{side}.{FILES[form]}"))
    assert article.format == form
    assert article.text == (FORMATS / f"{side}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", RICH)
def test_what_a_format_says_of_itself_is_kept(form: str) -> None:
    article = read(str(FORMATS / f"a.{FILES[form]}"))
    assert article.headline == "Marsh fever spreads in the river districts"
    assert article.byline == "Ana Ferin"
    assert article.date is not None and article.date.startswith("2024-03-11")
    assert article.language == "en"
    # Word has no place for the outlet.
    assert article.outlet == (None if form == "docx" else "Tessaly Courier")


@pytest.mark.parametrize("form", RICH)
def test_content_tells_the_format_whatever_the_name(form: str, tmp_path: Path) -> None:
    disguised = tmp_path / "article.txt"
    disguised.write_bytes((FORMATS / f"a.{FILES[form]}").read_bytes())
    assert read(str(disguised)).format == form


def test_a_forced_format_is_obeyed() -> None:
    assert read(str(FORMATS / "a.ninjs.json"), "text").text.startswith("{")
    with pytest.raises(InputError, match=r"a\.txt: not well-formed XML"):
        read(str(FORMATS / "a.txt"), "nitf")


NINJS = [
    pytest.param('{"uri": "x", "body_text": "One.\\n\\nTwo."}', "One.\n\nTwo.\n", id="version 1 with plain text"),
    pytest.param('{"uri": "x", "body_html": "<p>One <b>big</b>.</p>"}', "One big.\n", id="version 1 with HTML"),
    pytest.param(
        '{"uri": "x", "bodies": [{"contentType": "text/html", "value": "<div><p>One.</p><p>Two.</p></div>"}]}',
        "One.\n\nTwo.\n",
        id="version 3 with HTML and a camel-case key",
    ),
    pytest.param('{"uri": "x", "body_html": "<p>A</p><script>B</script>"}', "A\n", id="a script is no text"),
]


@pytest.mark.parametrize(("source", "text"), NINJS)
def test_ninjs_bodies(source: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "item.json"
    path.write_text(source)
    assert read(str(path)).text == text


def test_a_news_message_carries_its_first_item_with_text(tmp_path: Path) -> None:
    item = (FORMATS / "a.newsml.xml").read_text(encoding="utf-8").split("?>", 1)[1]
    empty = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet/></newsItem>'
    path = tmp_path / "message.xml"
    path.write_text(f"<newsMessage><itemSet>{empty}{item}</itemSet></newsMessage>", encoding="utf-8")
    assert read(str(path)).text == (FORMATS / "a.txt").read_text(encoding="utf-8")


def test_what_is_empty_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "item.xml"
    path.write_text(
        "<newsItem><contentMeta><headline/><headline>Port</headline></contentMeta>"
        "<contentSet><inlineXML/><inlineData>One.</inlineData></contentSet></newsItem>"
    )
    article = read(str(path))
    assert (article.text, article.headline) == ("One.\n", "Port")
    path.write_text('{"uri": "x", "bodies": [1, {"value": ""}, {"value": "One."}]}')
    assert read(str(path)).text == "One.\n"


def test_plain_text_inside_newsml_keeps_its_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "item.xml"
    path.write_text("<newsItem><contentSet><inlineData>One.\n\nTwo.</inlineData></contentSet></newsItem>")
    assert read(str(path)).text == "One.\n\nTwo.\n"


def test_a_tab_in_a_word_file_is_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w><p><r><t>One</t><tab/><t>two.</t></r></p></w>")
    assert read(str(path)).text == "One two.\n"


def test_standard_input_is_read_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("“Ja”".encode())))
    article = read("-")
    assert (article.text, article.path) == ("“Ja”", "(standard input)")


RECOGNISED = [
    pytest.param(b"PK\x03\x04....", "a.docx", "docx", id="an archive named like a Word file"),
    pytest.param(b"PK\x03\x04....word/document.xml", "a", "docx", id="an archive with a Word part at its head"),
    pytest.param(b"PK\x03\x04....[Content_Types].xml", "a", "docx", id="an archive with Word's list of parts"),
    pytest.param(b"PK\x03\x04....", "a.zip", "text", id="another archive, which is refused as no text"),
    pytest.param(b"word/document.xml", "a.docx", "text", id="a text that names Word's part"),
    pytest.param(b"<!-- x --><article>", "a", "html", id="a page that begins with a comment"),
    pytest.param(b"\xef\xbb\xbf\n<!DOCTYPE html>", "a", "html", id="a page behind a byte order mark"),
    pytest.param(b"<x>", "a.HTM", "html", id="a tag in a file named like a page"),
    pytest.param(b"x <p>", "a.html", "text", id="text before the first tag"),
    pytest.param(b"<nitf>", "a.txt", "nitf", id="NITF"),
    pytest.param(b"<newsItem><nitf>", "a.txt", "newsml", id="NITF inside NewsML-G2"),
    pytest.param(b"<newsMessage><x/><nitf>", "a.txt", "newsml", id="NITF inside a message"),
    pytest.param(b' {"headline": "x"}', "a", "ninjs", id="ninjs"),
    pytest.param(b'\xef\xbb\xbf{"headline": "x"}', "a", "ninjs", id="ninjs behind a byte order mark"),
    pytest.param(b'["headline": "x"]', "a", "text", id="JSON that is no object"),
    pytest.param(b'{"title": "x"}', "a.json", "text", id="JSON of another kind, which is refused"),
]


@pytest.mark.parametrize(("head", "name", "form"), RECOGNISED)
def test_the_head_tells_the_format_and_the_name_only_where_it_cannot(head: bytes, name: str, form: str) -> None:
    assert recognise(head, name) == form


@pytest.fixture(scope="module")
def told(embedder: Embedder) -> Callable[[str, str], list[tuple[object, ...]]]:
    """Pairs and findings of the sample reports in two formats, by their words."""

    def of(a: str, b: str) -> list[tuple[object, ...]]:
        result = check(
            [read(str(FORMATS / f"a.{FILES[a]}")), read(str(FORMATS / f"b.{FILES[b]}"))], embedder, Settings()
        )
        pairs = [(p.a.text, p.b.text, p.likeness) for p in result.pairs]
        return [*pairs, *((f.kind, f.severity, f.message, f.fingerprint) for f in result.findings)]

    return of


@pytest.mark.parametrize("b", FILES)
@pytest.mark.parametrize("a", FILES)
def test_two_formats_compare_like_the_plain_texts(
    a: str, b: str, told: Callable[[str, str], list[tuple[object, ...]]]
) -> None:
    assert told(a, b) == told("text", "text")
    assert len(told(a, b)) >= 3
