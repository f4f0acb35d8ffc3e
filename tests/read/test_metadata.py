"""What a format says about its article, in every way in which it may say it, and what is preferred."""

import json
from pathlib import Path

import pytest

from xlcheck.model import Article
from xlcheck.read import read

FIELDS = ("outlet", "date", "language", "headline", "byline")


def told(article: Article) -> dict[str, str]:
    return {name: getattr(article, name) for name in FIELDS if getattr(article, name) is not None}


NITF = (
    '<nitf xml:lang="pt"><head><title>Title</title><docdata><date.issue norm="20240311"/>'
    '<doc.copyright holder="Holder"/></docdata></head><body><body.head><byline>Inner Name</byline></body.head>'
    "<body.content><p>One.</p></body.content></body></nitf>"
)
INNER = {"outlet": "Holder", "date": "20240311", "language": "pt", "headline": "Title", "byline": "Inner Name"}
DATA = "<contentSet><inlineData>One.</inlineData></contentSet>"
XML = [
    pytest.param("<nitf><body.content><p>One.</p></body.content></nitf>", {}, id="NITF that says nothing"),
    pytest.param(NITF, INNER, id="NITF with a title, a holder and a date"),
    pytest.param(
        NITF.replace("<byline>", "<hedline><hl1>Line</hl1></hedline><distributor>Wire</distributor><byline>"),
        INNER | {"headline": "Line", "outlet": "Wire"},
        id="NITF whose headline goes before its title, and whose distributor before the holder",
    ),
    pytest.param(
        f"<newsItem><contentSet><inlineXML>{NITF}</inlineXML></contentSet></newsItem>", INNER, id="NITF within NewsML"
    ),
    pytest.param(
        "<newsItem><itemMeta><provider><name>Outer Wire</name></provider><versionCreated>2025</versionCreated>"
        "</itemMeta>"
        '<contentMeta><by>Outer Name</by><language tag="fr"/><headline>Outer</headline></contentMeta>'
        f"<contentSet><inlineXML>{NITF}</inlineXML></contentSet></newsItem>",
        {"outlet": "Outer Wire", "date": "2025", "language": "fr", "headline": "Outer", "byline": "Outer Name"},
        id="NewsML goes before the NITF within",
    ),
    pytest.param(
        f'<newsItem xml:lang="de"><itemMeta><provider literal="Wire"/></itemMeta>{DATA}</newsItem>',
        {"outlet": "Wire", "language": "de"},
        id="NewsML with a literal provider and its own language",
    ),
    pytest.param(
        f'<newsItem><itemMeta><provider qcode="nprov:W"/></itemMeta>{DATA}</newsItem>',
        {"outlet": "nprov:W"},
        id="NewsML with a coded provider",
    ),
    pytest.param(f"<newsItem>{DATA}</newsItem>", {}, id="NewsML that says nothing"),
]


@pytest.mark.parametrize(("source", "expected"), XML)
def test_xml_about_itself(source: str, expected: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(source)
    article = read(str(path))
    assert (article.text, told(article)) == ("One.\n", expected)


JSON = [
    pytest.param({}, {}, id="nothing"),
    pytest.param(
        {"headline": " A\n b ", "byline": "Ana", "language": "en", "versioncreated": "2024", "copyrightholder": "W"},
        {"headline": "A b", "byline": "Ana", "language": "en", "date": "2024", "outlet": "W"},
        id="version 1",
    ),
    pytest.param(
        {"headlines": [{"role": "x"}, {"value": "B"}], "bylines": [{}, {"name": "Bo"}], "infoSources": [{"name": "V"}]},
        {"byline": "Bo", "outlet": "V"},
        id="version 3, lists of which the first that says anything counts",
    ),
    pytest.param(
        {"headlines": [{"value": "C"}], "versionCreated": "2025", "copyrightHolder": {"value": "V", "name": "N"}},
        {"headline": "C", "date": "2025", "outlet": "V"},
        id="version 3, a value before a name",
    ),
    pytest.param(
        {"title": "T", "firstcreated": "2023", "source": "S"},
        {"headline": "T", "date": "2023", "outlet": "S"},
        id="what stands in for it",
    ),
    pytest.param({"titles": ["T"], "firstCreated": "2022"}, {"headline": "T", "date": "2022"}, id="and in lists"),
    pytest.param({"headline": "\ud800", "language": {}, "byline": " "}, {"headline": "\ufffd"}, id="nonsense"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "expected"), JSON)
def test_ninjs_about_itself(item: dict[str, object], expected: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"uri": "x", "body_text": "One.", **item}))
    article = read(str(path))
    assert (article.text, told(article)) == ("One.\n", expected)


BODIES = [
    pytest.param({"contenttype": "text/html", "value": "<b>One</b>"}, "One\n", id="called HTML"),
    pytest.param({"contentType": "text/html", "value": "<b>One</b>"}, "One\n", id="called HTML in another spelling"),
    pytest.param({"contenttype": "text/plain", "value": "1 <p 2"}, "1 <p 2\n", id="called plain"),
    pytest.param({"value": "<p>One</p><p>Two</p>"}, "One\n\nTwo\n", id="HTML by its looks"),
    pytest.param({"value": "1 < 2"}, "1 < 2\n", id="plain by its looks"),
]


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_what_a_body_of_ninjs_is_made_of(body: dict[str, str], text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"uri": "x", "bodies": [body, {"value": "Other."}]}))
    assert read(str(path)).text == text


@pytest.mark.parametrize("first", ["body_xhtml", "body_html"])
def test_marked_up_bodies_go_before_plain_ones(first: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"body_text": "Plain.", "bodies": [{"value": "Listed."}], first: "<p>One.</p>"}))
    assert read(str(path)).text == "One.\n"


def test_half_a_character_is_replaced_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"uri": "x", "body_text": "a\\ud800b"}')
    article = read(str(path))
    assert (article.text, [note.code for note in article.notes]) == ("a\ufffdb\n", ["characters"])
