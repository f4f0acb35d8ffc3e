"""No regular expression and no stage before pairing takes time that grows faster than its input."""

import gc
import importlib
import pkgutil
import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest

import xlcheck
from xlcheck.hidden import fold, hidden_in, suspicious, visible
from xlcheck.model import Article
from xlcheck.quote import quotes_in
from xlcheck.read import READERS
from xlcheck.render import escape
from xlcheck.settings import HIGHEST_CAPS
from xlcheck.text import paragraphs, sentences, words

LIMIT = 2.5  # times the time for twice the input; what is quadratic takes four times
NOTICED = 0.004  # seconds below which the clock tells nothing

# Used at one place of a text alone, so that what counts is one match and not the search for it everywhere.
ANCHORED = {"_TAG_AFTER", "_MARKUP", "_ABBREVIATION"}

PIECES = (
    "“", "'a ", "« ", ' "', "‘a’s ", "Low ", "a. ", "....", ",", " said", "?”", "A: b\n\n", "1", "1,", "1.", "- ", "-",
    " ", "\n", "\t", "a", "é", "1/2 ", "a-", "<", "<a ", "[", '\\"\\', "one ", "one-", "not ", "A.B.", "(", "\u200b",
    "$1 ", "per cent ", "##", ": ", "\u0301",
)  # fmt: skip


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    found = {}
    for module in pkgutil.walk_packages(xlcheck.__path__, "xlcheck."):
        if "__main__" not in module.name and ".train" not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    found[f"{module.name}.{name}"] = value
    return found


def seconds(action: Callable[[], object], times: int = 1) -> float:
    best = 1e9
    # What a collection takes depends on all that the tests before have left.
    gc.disable()
    try:
        for _ in range(times):
            start = time.process_time()
            action()
            best = min(best, time.process_time() - start)
    finally:
        gc.enable()
    return best


def searched(pattern: re.Pattern, text: str, anchored: bool) -> Callable[[], object]:
    source = text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text
    return (lambda: pattern.match(source)) if anchored else (lambda: sum(1 for _ in pattern.finditer(source)))


def test_every_regular_expression_is_linear() -> None:
    slow = []
    for name, pattern in patterns().items():
        anchored = name.rpartition(".")[2] in ANCHORED
        for piece in PIECES:
            for tail in ("", "!"):
                runs = [searched(pattern, piece * (n // len(piece)) + tail, anchored) for n in (3_000, 6_000, 12_000)]
                if seconds(runs[0]) > NOTICED:
                    took = [seconds(run, 3) for run in runs]
                    if max(b / a for a, b in pairwise(took)) > LIMIT:
                        slow.append((name, piece, took))
    assert slow == []


def test_the_test_would_see_one_that_is_not() -> None:
    bad = re.compile(r"^(\s*):", re.MULTILINE)
    took = [seconds(searched(bad, "\n" * n, anchored=False), 3) for n in (3_000, 6_000)]
    assert took[0] > NOTICED
    assert took[1] / took[0] > LIMIT


SAID = "Ann Low, who runs the harbour, said the ice was “gone for good”. She said that boats would sail — ‘soon’.\n\n"
STAGES = {
    "words": words,
    "sentences": sentences,
    "paragraphs": paragraphs,
    "quotes": lambda text: quotes_in(Article("-", text), HIGHEST_CAPS),
    "hidden": lambda text: (hidden_in(text), visible(text), fold(text), suspicious(text)),
    "line": escape.line,
    "lines": escape.lines,
    "markup": escape.markup,
    "wrapped": escape.wrapped,
    "json": escape.json_text,
    "text": lambda text: READERS["text"].parse(text.encode(), "-"),
    "ninjs": lambda text: READERS["ninjs"].parse(escape.json_text({"body_text": text + "x"}).encode(), "-"),
    "nitf": lambda text: READERS["nitf"].parse(
        f"<nitf><body.content><p>{escape.markup(text)}</p></body.content></nitf>".encode(), "-"
    ),
    "newsml": lambda text: READERS["newsml"].parse(
        f"<newsItem><inlineData>{escape.markup(text)}x</inlineData></newsItem>".encode(), "-"
    ),
}
TEXTS = {"prose": SAID, "blanks": " ", "breaks": "\n", "marks": "“", "letters": "a", "hidden": "a\u200b", "alike": "aе"}


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("stage", STAGES)
def test_twice_the_text_takes_twice_as_long(stage: str, kind: str) -> None:
    size = 1_500 if stage == "quotes" else 8_000
    texts = [TEXTS[kind] * (n * size // len(TEXTS[kind])) for n in (1, 2, 4)]
    took = [1e9] * len(texts)
    for look in range(8):  # a busy machine slows this or that run, now and then for some seconds
        time.sleep(0.25 * look)
        took = [
            min(so_far, seconds(lambda text=text: STAGES[stage](text), 3))
            for so_far, text in zip(took, texts, strict=True)
        ]
        if all(twice < LIMIT * max(once, NOTICED) for once, twice in pairwise(took)):
            return
    pytest.fail(f"seconds for once, twice and four times the text: {took}")
