"""Every cap is refused by its name, holds to the last unit, and can be set."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from xlcheck.check import check
from xlcheck.embed import Embedder
from xlcheck.errors import CapError
from xlcheck.gate import exit_code
from xlcheck.model import Article
from xlcheck.quote import quotes_in
from xlcheck.read import read
from xlcheck.settings import Caps, FailOn, Settings


def word(part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", part)
    return out.getvalue()


def nested(n: int) -> bytes:
    return b"<nitf><body.content>" + b"<p>" * (n - 2) + b"x" + b"</p>" * (n - 2) + b"</body.content></nitf>"


def bracketed(n: int) -> bytes:
    return b'{"body_text": "[[[[[[[[[[[[[[", "a": ' + b"[" * (n - 1) + b"]" * (n - 1) + b"}"


def attributed(n: int) -> bytes:
    return b"<nitf><body.content " + b" ".join(b'a%d="1"' % i for i in range(n)) + b">x</body.content></nitf>"


def peopled(n: int) -> bytes:
    return b"<nitf><body.content>" + b"<p>x</p>" * (n - 2) + b"</body.content></nitf>"


def marked(n: int) -> bytes:
    return ("a" + "\u0301" * n + "ж" + "\u0301" * n + "ж").encode()


CASES = [
    pytest.param("file_mib", 1 << 20, "a.txt", lambda n: b"x" * n, id="the file"),
    pytest.param("expanded_mib", 1 << 20, "a.docx", lambda n: word(b"<p><t>x</t></p>".ljust(n)), id="a Word part"),
    pytest.param("depth", 8, "a.xml", nested, id="the depth of XML"),
    pytest.param("depth", 8, "a.json", bracketed, id="the depth of JSON, brackets in its strings not counted"),
    pytest.param("elements", 30, "a.xml", peopled, id="the elements of XML"),
    pytest.param("attributes", 40, "a.xml", attributed, id="the attributes of a tag"),
    pytest.param("marks", 5, "a.txt", marked, id="the marks on a letter"),
]


@pytest.mark.parametrize(("cap", "number", "name", "holding"), CASES)
def test_one_more_is_refused(cap: str, number: int, name: str, holding: Callable[[int], bytes], tmp_path: Path) -> None:
    caps = Caps(**{cap: number >> 20 or number})
    path = tmp_path / name
    path.write_bytes(holding(number))
    assert read(str(path), caps=caps).text
    path.write_bytes(holding(number + 1))
    with pytest.raises(CapError, match=rf"a\.[a-z]*: .* \(the cap {cap.replace('_', '-')}, set under \[caps\]"):
        read(str(path), caps=caps)
    assert read(str(path)).text


def test_a_pile_of_combining_marks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("He said “a" + "\u0301" * 200_000 + "”.", encoding="utf-8")
    with pytest.raises(CapError, match="more than 30 combining marks"):
        read(str(path))


def test_marks_that_a_language_needs_are_no_pile(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("שָׁלוֹם עֲלֵיכֶם " * 50 + "Việt Nam สวัสดี हिन्दी", encoding="utf-8")
    assert read(str(path)).text.startswith("שָׁ")


SAID = "Ann Low said: “The ports stay shut.”\n\nShe went on: “We wait for the ice to go.”\n"
QUOTING = [
    pytest.param({"quotes": 2}, {"quotes": 1}, "more than 1 quotes", id="the number of quotes"),
    pytest.param(
        {"quote_characters": 26}, {"quote_characters": 25}, "more than 25 characters, at character 52", id="one quote"
    ),
    pytest.param({"quoted_characters": 46}, {"quoted_characters": 45}, "more than 45 characters in", id="all of them"),
]


@pytest.mark.parametrize(("enough", "short", "told"), QUOTING)
def test_what_is_quoted_is_capped(enough: dict[str, int], short: dict[str, int], told: str) -> None:
    article = Article("a.txt", SAID)
    assert [q.text for q in quotes_in(article, Caps(**enough)).quotes] == [
        "The ports stay shut.",
        "We wait for the ice to go.",
    ]
    with pytest.raises(CapError, match=f"^a.txt: has .*{told}.*the cap {next(iter(short)).replace('_', '-')}"):
        quotes_in(article, Caps(**short))


def test_reported_speech_counts_as_quotes_too() -> None:
    text = "The minister said that the ports would stay shut. He added that the ice would go.\n"
    assert len(quotes_in(Article("a.txt", text)).quotes) == 2
    with pytest.raises(CapError, match="more than 1 quotes"):
        quotes_in(Article("a.txt", text), Caps(quotes=1))


def test_an_article_beyond_a_cap_is_no_pass_and_the_rest_is_checked(embedder: Embedder) -> None:
    other = "Ann Low said: “The ports stay open.”\n"
    articles = [Article("a.txt", SAID), Article("b.txt", other), Article("c.txt", other.replace("open", "shut"))]
    result = check(articles, embedder, Settings(caps=Caps(quotes=1)))
    assert [(note.code, note.article) for note in result.notes] == [("beyond-cap", 0)]
    assert [(pair.a.article.id, pair.b.article.id) for pair in result.pairs] == [(1, 2)]
    assert exit_code(result, FailOn.NEVER) == 2
