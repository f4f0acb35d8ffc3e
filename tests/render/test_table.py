"""The report for a terminal."""

import re
from dataclasses import replace

import pytest

from xlcheck.model import Note, Severity, Span, Verdict
from xlcheck.render.escape import columns
from xlcheck.render.table import render
from xlcheck.render.view import View
from xlcheck.settings import FailOn, Show


def with_findings(result, keep):
    return replace(result, findings=tuple(f for f in result.findings if keep(f)))


def test_without_drift_the_first_word_is_ok_and_what_is_minor_follows(result, view):
    pairs = tuple(replace(p, comparison=replace(p.comparison, verdict=Verdict.WORDING)) for p in result.pairs)
    harmless = replace(with_findings(result, lambda f: f.severity is Severity.MINOR), pairs=pairs)
    text = render(harmless, view)
    assert text.startswith("OK     every statement that both reports quote says the same thing (3 paired: 3")
    assert "manner → way" in text
    assert text.endswith("fail on major: exit 0\n")


@pytest.mark.parametrize("verdict", [Verdict.UNCERTAIN, Verdict.MEANING])
def test_what_is_undecided_or_accepted_is_not_called_the_same(verdict, result, view):
    pairs = tuple(replace(p, comparison=replace(p.comparison, verdict=verdict)) for p in result.pairs)
    text = render(replace(result, pairs=pairs, findings=()), view)
    assert text.startswith("OK     no drift that counts in 3 statements that both reports quote")


def test_with_drift_the_first_line_decides_and_counts(result, view):
    text = render(result, view)
    assert text.splitlines()[0] == "CHECK  3 drifts that matter, in 3 statements that both reports quote"
    assert text.endswith("fail on major: exit 1\n")


def test_without_a_pair_nobody_reads_ok(result, view):
    assert render(replace(result, pairs=(), findings=()), view).startswith("NONE   there is nothing to compare")


def test_an_article_that_could_not_be_checked_outranks_every_drift(result, view):
    text = render(replace(result, notes=(Note("unreadable", "c.txt: is a folder"),)), view)
    assert text.startswith("CANNOT 1 article could not be checked")
    assert "c.txt: is a folder" in text
    assert text.endswith("exit 2\n")


def test_serious_drift_asks_for_a_look_even_where_it_may_pass(result):
    text = render(result, View(fail_on=FailOn.NEVER))
    assert text.startswith("CHECK")
    assert text.endswith("fail on never: exit 0\n")


def test_the_worst_comes_first(result, view):
    text = render(result, view)
    places = [
        text.index(word) for word in ("CRITICAL negation", "CRITICAL number", "MAJOR    omission", "minor    wording")
    ]
    assert places == sorted(places)


def test_both_wordings_stand_in_their_context_with_the_words_in_brackets(result):
    text = render(result, View(width=100))
    assert re.search(r"A  wire/north\.txt:5:10  .*lost \[two hundred\] containers", text)
    assert re.search(r"B  wire/state\.txt:4:26  .*lost \[two thousand\] containers", text)


def test_where_words_are_missing_empty_brackets_show_the_place(result):
    assert "“full [ ] safety checks" in render(result, View(width=100))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 400])
def test_every_line_fits_the_terminal(result, width):
    view = View(width=width, show=frozenset({Show.ALL}))
    # tables of quotes keep their columns readable and may be wider than a very narrow terminal
    parts = render(result, view).split("\n\nQuotes")[0] if width < 80 else render(result, view)
    assert max(map(columns, parts.splitlines())) <= min(width, 120)


@pytest.mark.parametrize("path", ["/srv/agency/2026/05/03/desk-three/incoming/north-wire-kellerhaven-harbour.txt"])
def test_a_long_path_is_told_once_and_shortened_where_it_repeats(path, result, view):
    first = replace(result.articles[0], path=path)
    lines = render(replace(result, articles=(first, result.articles[1])), view).splitlines()
    assert sum(path in "".join(part.strip() for part in lines[k : k + 3]) for k in range(len(lines))) >= 1


def test_colour_is_only_ever_added(result):
    plain = render(result, View())
    colored = render(result, View(color=True))
    assert "\x1b" not in plain
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == plain
    assert colored != plain


def test_what_is_unpaired_is_counted_and_listed_on_demand(result):
    counted = render(result, View(width=120))
    assert "1 quote of A and 1 of B have no counterpart (--show unpaired)" in counted
    assert "a sad day" not in counted
    assert "a sad day" in render(result, View(show=frozenset({Show.UNPAIRED})))


def test_pairs_are_shown_with_their_likeness(result):
    text = render(result, View(show=frozenset({Show.PAIRS})))
    assert "likeness 0.96" in text
    assert "likeness 0.81" in text


def test_what_was_accepted_is_counted_not_told(result, view):
    text = render(result, view)
    assert "1 finding suppressed" in text
    assert "for the yard”" not in text


def test_of_three_articles_a_finding_calls_its_own_two_a_and_b(result, view):
    third = replace(result.articles[1], path="wire/third.txt", id=2)
    text = render(replace(result, articles=(*result.articles, third)), view)
    assert "#3 = wire/third.txt" in text
    assert "1 quote of #1 and 1 of #2 have no counterpart" in text
    assert "A  wire/north.txt:5:10" in text


def test_what_is_minor_and_on_one_side_only_shares_its_lead(result, view):
    a = result.articles[0]
    starts = {words: a.text.index(words) for words in ("nobody", "cranes")}
    spans = [Span(a, starts[words], starts[words] + 6) for words in ("nobody", "cranes", "nobody")]
    light = [replace(result.findings[2], severity=Severity.MINOR, a=span) for span in spans]
    assert "omission    only A: cranes · nobody\n" in render(replace(result, findings=tuple(light)), view)
