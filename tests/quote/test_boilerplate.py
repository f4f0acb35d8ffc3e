"""What is not the article is left out, and counted."""

import pytest

from xlcheck.model import Article
from xlcheck.quote import quotes_in

REPORT = "The harbour opened again on Monday.\n\n“The ice is gone,” the harbour master, Ann Low, said.\n"


def left_out(text):
    return [(note.message, text[note.start : note.end]) for note in quotes_in(Article("-", text)).notes]


ARTICLE = {
    "a headline with a quote": "Harbour Master Says Ice “Is Gone”\n\n" + REPORT,
    "two short lines in capitals": REPORT + "\nHarbour Opens\nIce Retreats Early\n",
    "a sentence that begins with a photo": REPORT + "\nPhotos of the ice were shown to reporters, who laughed.\n",
    "a sentence by somebody": REPORT + "\nBy noon the boats had left.\n",
}


@pytest.mark.parametrize("text", ARTICLE.values(), ids=ARTICLE)
def test_the_article_stays_whole(text):
    assert left_out(text) == []


NOT_THE_ARTICLE = {
    "headlines of other articles": (
        "Council Backs “Green” Ferry Plan\nMuseum Reopens After Flood\nRival Unions Reach Deal at Port\n",
        "headlines of other articles left out (3 lines)",
    ),
    "a byline": ("By Ann Low and Jon Petri\n", "byline left out"),
    "who edited": ("Reporting by Ann Low; Editing by “Jon” Petri\n", "byline left out"),
    "a caption": ("Photo: A boat called “Mary” in the ice\n", "caption left out"),
    "a credited picture": (
        "Boats called “Mary” and “Jane” in the ice, March 3 (AP Photo/Jon Petri)\n",
        "caption left out",
    ),
    "a newsletter": ("Sign up for our “Morning Tide” newsletter\n", "newsletter, sharing or rights line left out"),
    "criteria": ("According to the criteria of The “Plain News” Club\n", "line about editorial criteria left out"),
}


@pytest.mark.parametrize(("tail", "message"), NOT_THE_ARTICLE.values(), ids=NOT_THE_ARTICLE)
def test_left_out_and_counted(tail, message):
    text = REPORT + "\n" + tail
    assert left_out(text) == [(message, tail.rstrip())]
    assert all(quote.end <= len(REPORT) for quote in quotes_in(Article("-", text)).quotes)


def test_hidden_characters_are_told():
    codes = {note.code for note in quotes_in(Article("-", REPORT.replace("harbour", "har\u200bbour"))).notes}
    assert codes == {"hidden-characters"}
