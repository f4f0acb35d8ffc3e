"""No reader drops text in silence, and none reads what is not there."""

import zipfile
from pathlib import Path

import pytest

from xlcheck.errors import InputError
from xlcheck.read import read


def text_in(path: Path, content: str) -> str:
    path.write_text(content, encoding="utf-8")
    return read(str(path)).text


def item(content: str) -> str:
    return f"<newsItem><contentSet>{content}</contentSet></newsItem>"


BETWEEN = [
    pytest.param("<p>One.</p><p>Two.</p>", "One.\n\nTwo.\n", id="paragraphs"),
    pytest.param("<p>One <b>big</b> one.</p>", "One big one.\n", id="a word set apart inside a sentence"),
    pytest.param("loose <p>One.</p> tail", "loose\n\nOne.\n\ntail\n", id="text beside a paragraph"),
    pytest.param("<p>head <p>in</p> tail</p>", "head\n\nin\n\ntail\n", id="a paragraph inside one"),
    pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb\n", id="cells of a table"),
    pytest.param("<pre>One.</pre><dl><dd>Two.</dd></dl>", "One.\n\nTwo.\n", id="blocks of other kinds"),
    pytest.param("<p>One<br/>two.</p>", "One two.\n", id="a line break between words"),
    pytest.param("<p>One.<br/> <br/>Two.<br/>Three.</p>", "One.\n\nTwo. Three.\n", id="two line breaks in a row"),
    pytest.param("<p>One <!-- not --> two <?x y?>three.</p>", "One two three.\n", id="a comment, and what follows it"),
    pytest.param("<body.content><p>One.</p></body.content>", "One.\n", id="content inside content, read once"),
]


@pytest.mark.parametrize(("content", "text"), BETWEEN)
def test_no_text_between_tags_is_lost(content: str, text: str, tmp_path: Path) -> None:
    source = f"<nitf><body><body.content>{content}</body.content></body></nitf>"
    assert text_in(tmp_path / "a.xml", source) == text


def test_a_page_without_a_headline_loses_no_first_line(tmp_path: Path) -> None:
    first = "The minister said on Monday that the ports would open again before the winter comes to the coast."
    second = "She told reporters that the ice would be gone by then, and that all of the pilots were ready to sail."
    page = f"<html><body><article><p>{first}</p><p>{second}</p></article></body></html>"
    assert text_in(tmp_path / "a.html", page) == f"{first}\n\n{second}\n"


def test_a_message_of_several_items_is_read_whole_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "message.xml"
    items = [item(f"<inlineData>{text}</inlineData>") for text in ("One.", "Two.")]
    path.write_text(f"<newsMessage><itemSet>{''.join(items)}</itemSet></newsMessage>")
    article = read(str(path))
    assert article.text == "One.\n\nTwo.\n"
    assert [note.code for note in article.notes] == ["items"]


def test_of_two_renditions_of_one_item_the_first_counts(tmp_path: Path) -> None:
    page = "<inlineXML><html><body><p>One.</p></body></html></inlineXML>"
    assert text_in(tmp_path / "a.xml", item(f"{page}<inlineData>One.</inlineData>")) == "One.\n"


def test_markup_inside_plain_newsml_data_is_read_as_markup(tmp_path: Path) -> None:
    data = '<inlineData contenttype="text/html"><![CDATA[<p>One.</p><p>Two.</p>]]></inlineData>'
    assert text_in(tmp_path / "a.xml", item(data)) == "One.\n\nTwo.\n"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('{"uri": "x", "body_text": "One.", "body_text": "Two."}', id="a body twice"),
        pytest.param('{"uri": "x", "bodies": [{"value": "One.", "value": "Two."}]}', id="a value twice"),
    ],
)
def test_of_a_key_that_stands_twice_neither_value_is_believed(source: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a key stands twice"):
        text_in(tmp_path / "a.json", source)


WORD = [
    pytest.param("<p><moveFrom><r><t>gone</t></r></moveFrom><r><t>here</t></r></p>", "here\n", id="moved away"),
    pytest.param("<p><del><r><delText>gone</delText></r></del><r><t>here</t></r></p>", "here\n", id="deleted"),
    pytest.param("<p><ins><r><t>new</t></r></ins></p>", "new\n", id="inserted"),
    pytest.param("<p><r><t>co</t><noBreakHyphen/><t>op</t></r></p>", "co-op\n", id="a hyphen that does not break"),
    pytest.param("<p><r><t/><t>One</t><br/><t>two.</t></r></p>", "One two.\n", id="a line break"),
    pytest.param(
        "<p><r><t>out</t><AlternateContent><Choice><box><p><r><t>in</t></r></p></box></Choice>"
        "<Fallback><box><p><r><t>in</t></r></p></box></Fallback></AlternateContent></r></p>",
        "out\n\nin\n",
        id="a box, and once more for older programs",
    ),
]


@pytest.mark.parametrize(("content", "text"), WORD)
def test_a_word_file_reads_with_its_changes_accepted(content: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w>{content}</w>")
    assert read(str(path)).text == text
