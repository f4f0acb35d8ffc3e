"""Accepted findings: written, read, applied, and gone again when the words change."""

from datetime import date
from pathlib import Path

import pytest

from xlcheck.baseline import Entry, applied, entries_for, load, merged, written
from xlcheck.errors import SettingsError
from xlcheck.model import Article, Finding, Kind, Result, Severity, Span

TODAY = date(2030, 6, 15)
A, B = Article("wire/a.txt", "will not fire", id=0), Article("wire/b.txt", "will fire", id=1)
FINDING = Finding(None, Kind.NEGATION, Severity.CRITICAL, 0.9, "denied", Span(A, 5, 8), None, "f00d")
RESULT = Result((A, B), (), (), (FINDING,), (), (), "")


def test_without_an_entry_nothing_is_suppressed():
    assert applied(RESULT, (), TODAY) == RESULT


def test_an_entry_suppresses_its_finding_and_says_why():
    found = applied(RESULT, (Entry("f00d", "checked with the desk"),), TODAY)
    assert [f.suppressed for f in found.findings] == ["checked with the desk"]
    assert found.notes == ()


@pytest.mark.parametrize(("until", "holds"), [(date(2030, 6, 15), True), (date(2030, 6, 14), False)])
def test_an_entry_holds_up_to_its_last_day(until, holds):
    found = applied(RESULT, (Entry("f00d", "fine", until),), TODAY)
    assert (found.findings[0].suppressed is not None) == holds
    assert [note.code for note in found.notes] == ([] if holds else ["baseline-expired"])


def test_an_entry_with_nothing_left_to_accept_is_told():
    gone = Entry("dead", "fine", kind="name", words="Oslo", articles=("a.txt", "b.txt"))
    (note,) = applied(RESULT, (gone,), TODAY).notes
    assert (note.code, note.message) == (
        "baseline-vanished", "name “Oslo” is accepted but no longer found; its entry can go",
    )  # fmt: skip


def test_an_entry_of_other_articles_is_none_of_this_run():
    assert applied(RESULT, (Entry("dead", "fine", articles=("x.txt", "y.txt")),), TODAY).notes == ()


def test_what_is_written_is_read_back(tmp_path):
    odd = Entry(
        "f00d", 'a "reason" \\ with\n\u202e odd characters', date(2031, 1, 2), "name", "é 평양 \x7f", ("a.txt",)
    )
    path = tmp_path / "b.toml"
    path.write_text(written((odd, Entry("dead", "plain"))), encoding="utf-8")
    assert load(path) == (odd, Entry("dead", "plain"))
    assert "\u202e" not in path.read_text(encoding="utf-8")


def test_an_entry_tells_a_reviewer_what_it_accepts():
    (entry,) = entries_for(RESULT, RESULT.findings, "fine", None)
    assert (entry.kind, entry.words, entry.articles) == ("negation", "not", ("a.txt", "b.txt"))


def test_accepting_again_replaces_the_reason():
    old, new = (Entry("a", "old"), Entry("b", "old")), (Entry("a", "new"), Entry("c", "new"))
    assert [(e.fingerprint, e.reason) for e in merged(old, new)] == [("a", "new"), ("b", "old"), ("c", "new")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1", "x: unknown key"),
        ("accepted = 3", "accepted: expected [[accepted]] entries"),
        ("[[accepted]]\nreason = 'x'", "entry 1: fingerprint: expected a text that is not empty"),
        ("[[accepted]]\nfingerprint = 'x'", "entry 1: reason: expected a text that is not empty"),
        ("[[accepted]]\nfingerprint = 'x'\nreason = 'y'\nuntil = 'soon'", "entry 1: until: expected a date"),
        ("[[accepted]]\nfingerprint = 'x'\nreason = 'y'\nwho = 'z'", "entry 1: who: unknown key"),
        ("[[accepted", "not TOML"),
    ],
)
def test_a_mistake_names_file_and_entry(text, told, tmp_path: Path):
    path = tmp_path / "b.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: {told}")
