"""The same report in any encoding: the same findings at the same places."""

import codecs
import random
from dataclasses import replace
from pathlib import Path

import pytest

from xlcheck.check import check
from xlcheck.embed import Embedder
from xlcheck.model import Result
from xlcheck.read import read
from xlcheck.settings import Settings

ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "windows-1252": b"",
    "macintosh": b"",
    "gb18030": b"",
}
WHO = ("Zoé Lefèvre", "André Müller", "Señora Núñez", "Jürgen Björk", "Inés Peña")
WHERE = ("Orléans", "Málaga", "Göteborg", "Córdoba", "Besançon")
WHAT = ("the café quarter", "the naïve plan", "the façade of the théâtre", "the señor’s vineyard", "the old quay")
SAID = (
    ("We will not reopen {what} before {n} June", "We will reopen {what} before {n} June"),
    ("{what} cost us {n} million euros", "{what} cost us {n}0 million euros"),
    ("{what} must stay closed – whatever they say in {where}", "{what} may stay closed – whatever they say in {where}"),
    ("nobody in {where} was told about {what}", "nobody in {where} was informed about {what}"),
)


def reports(number: int) -> tuple[str, str]:
    """The same words twice, of which the second report changes some."""
    chance = random.Random(number)
    who, where, what = chance.choice(WHO), chance.choice(WHERE), chance.choice(WHAT)
    pages = []
    for side, verb in enumerate(("said", "told reporters")):
        chance.seed(number)
        body = "".join(
            f"<p>“{pair[side].format(what=what, where=where, n=chance.randint(2, 28))},” {who} {verb} in {where}.</p>\n"
            for pair in chance.sample(SAID, 3)
        )
        pages.append(f"<p>The council of {where} met on Monday to talk about {what}.</p>\n{body}")
    return pages[0], pages[1]


def checked(number: int, encoding: str, folder: Path, embedder: Embedder) -> Result:
    articles = []
    for name, body in zip("ab", reports(number), strict=True):
        path = folder / f"{name}.html"
        declared = "utf-8" if encoding == "utf-8-sig" else encoding
        page = f'<html><head><meta charset="{declared}"><title>Report</title></head><body>\n{body}</body></html>\n'
        path.write_bytes(ENCODINGS[encoding] + page.encode(encoding))
        articles.append(replace(read(str(path)), sha256=""))
    return check(articles, embedder, Settings())


@pytest.mark.parametrize("count", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_findings_do_not_depend_on_the_encoding(count: int, tmp_path: Path, embedder: Embedder) -> None:
    told = 0
    for number in range(count):
        first, *others = [checked(number, encoding, tmp_path, embedder) for encoding in ENCODINGS]
        assert first.pairs
        told += len(first.findings)
        assert [name for name, other in zip(list(ENCODINGS)[1:], others, strict=True) if other != first] == []
    assert told >= count
