"""Bare renderings through the real model: what an importer of the package sees."""

from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xlcheck.compare import compare_many
from xlcheck.embed import Embedder
from xlcheck.model import Comparison, Kind, Severity, Verdict

VERDICTS = [
    pytest.param("the river is rising", "the river is rising", Verdict.VERBATIM, id="the same characters"),
    pytest.param("the harbour’s defence", "The Harbor's defense", Verdict.FORMATTING, id="spelling, case, apostrophe"),
    pytest.param("we must act at once", "we have to act immediately", Verdict.WORDING, id="other words"),
    pytest.param(
        "the real masters of the hills", "the true owners of the hills", Verdict.WORDING, id="two other words"
    ),
    pytest.param("we will not pay the fine", "we will pay the fine", Verdict.MEANING, id="a negation gone"),
    pytest.param(
        "The toll did not help farmers; it emptied the roads",
        "The toll helped farmers, but it emptied the roads",
        Verdict.MEANING,
        id="a negation gone where a contrast follows",
    ),
    pytest.param(
        "we are concerned about the dam",
        "we are horrified by the state of the dam",
        Verdict.MEANING,
        id="a louder word",
    ),
]


def one(a: str, b: str, embedder: Embedder) -> Comparison:
    return next(compare_many([(a, b)], embedder))


@pytest.mark.parametrize(("a", "b", "verdict"), VERDICTS)
def test_a_verdict_says_what_became_of_the_words(a: str, b: str, verdict: Verdict, embedder: Embedder) -> None:
    assert one(a, b, embedder).verdict is verdict


def test_severity_is_that_of_the_worst_finding(embedder: Embedder) -> None:
    found = one("we will not pay the fine of 300 crowns", "we shall pay the fine of 300 crowns", embedder)
    assert found.severity is Severity.CRITICAL
    assert max(drift.severity.rank for drift in found.findings) == Severity.CRITICAL.rank
    assert Kind.NEGATION in {drift.kind for drift in found.findings}


def test_order_is_kept_over_batches(embedder: Embedder) -> None:
    pairs = [(f"the depot holds {n} barrels", f"there are {n} barrels in the depot") for n in range(300, 600)]
    assert [(c.a, c.b) for c in compare_many(pairs, embedder)] == pairs


def test_a_comparison_does_not_depend_on_its_company(embedder: Embedder) -> None:
    pair = ("the ministry denied the report", "the ministry confirmed the report of the commission on dams")
    long = ("word " * 200, "another word " * 150)
    alone, *_ = compare_many([pair], embedder)
    together = list(compare_many([long, pair, long], embedder))[1]
    assert alone == together


SENTENCE = st.lists(
    st.sampled_from("the army will not attack first in 2 of 300 towns if Kim must go “and” we may , . never".split()),
    max_size=12,
).map(" ".join)


def mirrored(comparison: Comparison) -> tuple[object, ...]:
    sides = {Kind.OMISSION: Kind.ADDITION, Kind.ADDITION: Kind.OMISSION}
    return (
        comparison.risk,
        comparison.verdict,
        comparison.severity,
        sorted((link.b_start, link.b_end, link.a_start, link.a_end) for link in comparison.links),
        sorted((sides.get(d.kind, d.kind), d.severity, str(d.b), str(d.a)) for d in comparison.findings),
    )


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(a=SENTENCE, b=SENTENCE)
def test_swapping_the_renderings_mirrors_the_outcome(a: str, b: str, embedder: Embedder) -> None:
    forth, back = compare_many([(a, b), (b, a)], embedder)
    flat = (
        forth.risk,
        forth.verdict,
        forth.severity,
        sorted((link.a_start, link.a_end, link.b_start, link.b_end) for link in forth.links),
        sorted((d.kind, d.severity, str(d.a), str(d.b)) for d in forth.findings),
    )
    assert mirrored(back) == flat


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "…",
        "\u200b",
        "²³",
        "a" * 3000,
        "9" * 400,
        "nine hundred " * 300,
        "((((((",
        "\n\n\n",
        "‮will‬ not",
        "\ud800",
    ],
    ids=repr,
)
def test_odd_text_is_compared_all_the_same(text: str, embedder: Embedder) -> None:
    for comparison in compare_many([(text, text), (text, "the army will attack"), ("", text)], embedder):
        assert 0 <= comparison.risk <= 1
        assert 0 <= comparison.likeness <= 1


def test_the_package_offers_the_functions_whatever_was_imported_before() -> None:
    import xlcheck.check
    import xlcheck.compare
    import xlcheck.read

    assert callable(xlcheck.read)
    assert callable(xlcheck.check)
    assert callable(xlcheck.compare)


def test_whoever_stops_early_leaves_no_work_behind(embedder, monkeypatch):
    dropped = []

    class Spied:
        def __init__(self, inner):
            self.inner = inner

        def __getattr__(self, name):
            return getattr(self.inner, name)

        def ahead(self, texts):
            coming = self.inner.ahead(texts)
            return Coming(coming, tuple(texts))

    class Coming:
        def __init__(self, inner, texts):
            self.inner, self.texts = inner, texts

        def __call__(self):
            return self.inner()

        def drop(self):
            dropped.append(self.texts)
            self.inner.drop()

    monkeypatch.setattr(import_module("xlcheck.compare"), "BATCH", 1)  # the package has a function of this name
    running = compare_many([("We shall pay.", "We will pay."), ("Nobody knows.", "No one knows.")], Spied(embedder))
    next(running)
    running.close()
    assert dropped == [("Nobody knows.", "No one knows.")]
