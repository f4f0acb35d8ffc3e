"""One result, typed by hand, for every renderer: no model, no pipeline."""

import pytest

from xlcheck.model import (
    Article,
    Comparison,
    Finding,
    Kind,
    Link,
    Note,
    Pair,
    Quote,
    QuoteKind,
    Result,
    Severity,
    Span,
    Verdict,
)
from xlcheck.render.view import View

A = """Harbour talks collapse
KELLERHAVEN, 3 May (North Wire) - Port minister Ada Lund said the quay “will not reopen before 14 June” unless the
cranes pass inspection.

“We lost two hundred containers in a manner nobody foresaw,” Lund told reporters. She said that
“the pilots acted bravely.”

Her deputy promised "full nuclear safety checks" for the yard.
"""

B = """Port stays shut
The quay “will reopen before 14 June”, minister Ada Lund said, according to the state agency.

Lund also said: “We lost two thousand containers in a way nobody foresaw.” Her deputy promised “full safety checks for
the yard.

An analyst called it “a sad day”.
"""


def span(article, text):
    start = article.text.index(text)
    return Span(article, start, start + len(text))


def quote(article, text, **more):
    at = span(article, text)
    return Quote(article, at.start, at.end, **more)


def pair(a, b, likeness, links=(), verdict=Verdict.WORDING, risk=0.1):
    def link(x, y, score=0.9):
        i, j = a.text.index(x), b.text.index(y)
        return Link(i, i + len(x), j, j + len(y), score)

    said = Comparison(
        a.text, b.text, likeness, risk, verdict, Severity.NONE, tuple(link(*each) for each in links), findings=()
    )
    return Pair(Span(a.article, a.start, a.end), Span(b.article, b.start, b.end), (a, b), likeness, said)


def finding(number, pair, kind, severity, message, a=None, b=None, suppressed=None):
    return Finding(pair, kind, severity, 0.9, message, a, b, f"{number:016x}", suppressed)


def make_result(text_a=A, text_b=B, path_a="wire/north.txt", path_b="wire/state.txt"):
    a = Article(path_a, text_a, "a" * 64, 0)
    b = Article(path_b, text_b, "b" * 64, 1)
    reopen_a = quote(a, "will not reopen before 14 June", speaker="Port minister Ada Lund", cue="said")
    reopen_b = quote(b, "will reopen before 14 June", speaker="minister Ada Lund", source="the state agency")
    lost_a = quote(a, "We lost two hundred containers in a manner nobody foresaw", speaker="Lund", utterance=1)
    lost_b = quote(b, "We lost two thousand containers in a way nobody foresaw", speaker="Lund", utterance=1)
    checks_a = quote(a, "full nuclear safety checks", speaker="Her deputy", utterance=3)
    checks_b = quote(b, "full safety checks for\nthe yard.", speaker="Her deputy", closed=False, utterance=2)
    pilots = quote(a, "the pilots acted bravely.", speaker="She", speaker_name="Ada Lund", utterance=2)
    indirect = quote(a, "the\ncranes pass inspection", kind=QuoteKind.INDIRECT, utterance=4)
    day = quote(b, "a sad day", speaker="An analyst", utterance=3)
    pairs = (
        pair(
            reopen_a, reopen_b, 0.96, (("will", "will"), ("reopen before", "reopen before"), ("14 June", "14 June")),
            Verdict.MEANING, 0.98,
        ),
        pair(
            lost_a, lost_b, 0.93,
            (("We lost two", "We lost two"), ("hundred", "thousand"), ("containers in a", "containers in a"),
             ("manner", "way", 0.7), ("nobody foresaw", "nobody foresaw")),
            Verdict.MEANING, 0.9,
        ),
        pair(
            checks_a, checks_b, 0.81, (("full", "full"), ("safety checks", "safety checks")), Verdict.MEANING, 0.7,
        ),
    )  # fmt: skip
    s = Severity
    findings = (
        finding(1, 0, Kind.NEGATION, s.CRITICAL, "A denies what B affirms", span(a, "not")),
        finding(2, 1, Kind.NUMBER, s.CRITICAL, "200, 2,000", span(a, "two hundred"), span(b, "two thousand")),
        finding(3, 2, Kind.OMISSION, s.MAJOR, "only A says “nuclear”", span(a, "nuclear")),
        finding(4, 1, Kind.WORDING, s.MINOR, "other words, same meaning", span(a, "manner"), span(b, "way")),
        finding(5, 2, Kind.QUOTATION, s.MINOR, "B never closes the mark", None, span(b, checks_b.text)),
        finding(6, 2, Kind.ADDITION, s.MINOR, "only B says “for the yard”", None, span(b, "for\nthe yard"), "fine"),
    )  # fmt: skip
    return Result(
        articles=(a, b),
        quotes=(reopen_a, indirect, lost_a, pilots, checks_a, reopen_b, lost_b, checks_b, day),
        pairs=pairs,
        findings=findings,
        unpaired=(pilots, day),
        notes=(Note("encoding", "read as Windows-1252, a guess", 1), Note("cap", "near the limit of quotes", 0, 5, 9)),
        signature="xlcheck 0.1.0 | all-MiniLM-L6-v2@53aa5117 | onnx",
    )  # fmt: skip


@pytest.fixture
def result():
    return make_result()


@pytest.fixture
def view():
    return View()


@pytest.fixture
def build():
    """The function that makes the result out of other texts and paths."""
    return make_result


@pytest.fixture
def texts():
    """The two articles as they are typed above."""
    return A, B
