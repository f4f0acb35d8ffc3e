"""The page for the browser, as text; test_browser.py opens it."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from xlcheck.render.html import render

VOID = {"meta", "input", "rect", "br", "link", "img"}


class Tree(HTMLParser):
    """Tags with their attributes' names, and the text apart; complains where they do not nest."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.open, self.ids, self.refs, self.said = [], [], [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        self.refs += [value[1:] for name, value in attrs if name == "href" and value.startswith("#")]
        self.refs += [value for name, value in attrs if name in ("aria-describedby", "aria-labelledby")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] not in ("style", "script"):
            self.said.append(data)


@pytest.fixture
def page(result, view):
    return render(result, view)


def test_elements_nest_and_every_reference_has_its_target(page):
    tree = Tree(page)
    assert len(tree.ids) == len(set(tree.ids))
    assert set(tree.refs) <= set(tree.ids)


def test_both_articles_stand_there_word_for_word(page, texts):
    flat = re.sub(r"\[ \] |(?<=[“\"])\d", "", "".join(Tree(page).said))
    for text in texts:
        assert text.strip() in flat


def test_every_finding_is_listed_with_its_reason(page, result):
    for finding in result.findings:
        assert finding.message.replace('"', "&quot;") in page


def test_style_and_script_are_named_by_their_hashes_and_nothing_else_may_load(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page).group(1).replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL).group(1)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"\son\w+=|style=|src=|https?://|url\(|@import", page)


@pytest.mark.parametrize(
    "payload", ["</span><script>x</script>", "<!--", "--><b onclick=x>", "&lt;b&gt;", "' \" `", "{{ 1 }}", "</style>"]
)
def test_a_hostile_text_gives_the_elements_of_a_harmless_one(payload, build, texts, view):
    a, b = texts
    tags = [Tree(render(build(a + text, text + b, f"{text}.txt"), view)).tags for text in (payload, "harmless")]
    assert tags[0] == tags[1]


def test_without_a_finding_the_page_says_so(result, view):
    page = render(replace(result, findings=()), view)
    assert "No drift." in page
    assert "<form" not in page


def test_a_statement_of_nobody_known_is_told_without_a_speaker(result, view):
    """The number of the statement and the certainty stand there, and no name."""
    nobodys = [replace(p, quotes=tuple(replace(q, speaker=None, speaker_name=None) for q in p.quotes))
               for p in result.pairs]  # fmt: skip
    about = re.findall(r"statement \d[^<]*? sure", render(replace(result, pairs=tuple(nobodys)), view))
    assert len(about) == sum(finding.pair is not None for finding in result.findings) > 0
    assert all(re.fullmatch(r"statement \d+ · \d+% sure", one) for one in about)


def test_a_finding_of_no_statement_names_none(result, view):
    alone = replace(result, findings=tuple(replace(finding, pair=None) for finding in result.findings))
    page = render(alone, view)
    assert "90% sure" in page
    assert not re.search(r"statement \d+ ·", page)
