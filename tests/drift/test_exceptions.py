"""Exceptions that one rendering makes, by their real alignment."""

import pytest

from xlcheck.drift import addition, negation, omission

HARMLESS = [
    (
        "other than, no one else",
        "Nobody other than the harbour master had a key to the shed",
        "The shed could be opened by the harbour master and by no one else",
    ),
    (
        "other than, alone",
        "Nobody other than the harbour master had a key to the shed",
        "The harbour master alone held a key to the shed",
    ),
    (
        "the exception in a clause of its own",
        "All flights except the one to Lima left on time",
        "The Lima flight was late; the planes left on time otherwise",
    ),
    (
        "before and after",
        "Everyone but the cook was rescued by the tug",
        "The tug rescued everybody, the cook excepted",
    ),
    (
        "barring and permitting",
        "Barring a storm, the ferry will sail on Monday",
        "The ferry will sail on Monday, weather permitting",
    ),
    (
        "excluding, apart from",
        "The budget, excluding defence, will be cut by a tenth",
        "Apart from defence, the budget is to be cut by ten percent",
    ),
    (
        "the rest counted",
        "He served eleven months of a fourteen-month sentence",
        "Of the fourteen months he was given he did all but three",
    ),
    ("no exception", "He kept apart from the other players all week", "All week he avoided the rest of the team"),
    ("besides", "Apart from being late, the train was also full", "The train was late and full as well"),
    (
        "a colour",
        "The work was painted in the wrong colour",
        "The work was painted in a colour other than the one ordered",
    ),
    ("almost", "They have all but finished the pipeline", "The pipeline is nearly complete"),
    (
        "unless, except",
        "The regulator will not name any firm unless it has told its shareholders",
        "The regulator will name no firms except those that have told their shareholders",
    ),
    (
        "even on both sides",
        "We will defend all of it, even the islands, except the sandbanks",
        "Save the sandbanks we will defend everything, even the islands",
    ),
]


@pytest.mark.parametrize(("a", "b"), [pytest.param(*case[1:], id=case[0]) for case in HARMLESS])
def test_silent(told_by, a, b):
    for x, y in ((a, b), (b, a)):
        found = [told for kind in (omission, addition, negation) for told in told_by(kind, x, y)]
        assert not [told for told in found if told.severity.serious]


GONE = [
    (
        "with the exception of",
        "Every contract signed after 2016, with the exception of the one for the north quay, was tainted by the deal",
        "The whole series of contracts concluded since 2016 was tainted by the deal",
        "with the exception of the one for the north quay",
    ),
    (
        "apart from, at the end",
        "All the schools in the valley reopened, apart from the two on the river",
        "Every school in the valley has opened its doors again",
        "apart from the two on the river",
    ),
    (
        "excluding",
        "The budget, excluding defence, will be cut by a tenth",
        "The budget is to shrink by ten percent",
        "excluding defence",
    ),
    (
        "both deny the rest",
        "Aside from the captain, no one knew the course of the ship",
        "No one had knowledge of the ship's course",
        "Aside from the captain",
    ),
    (
        "all but one",
        "The former director was cleared of all but one of the charges",
        "On every count the former director was acquitted",
        "all but one",
    ),
]


@pytest.mark.parametrize(("a", "b", "gone"), [pytest.param(*case[1:], id=case[0]) for case in GONE])
def test_gone(told_by, a, b, gone):
    assert [told.a for told in told_by(omission, a, b) if told.message.startswith("Only A makes an exception")] == [
        gone
    ]
    assert [told.b for told in told_by(addition, b, a) if told.message.startswith("Only B makes an exception")] == [
        gone
    ]


TAKEN_IN = [
    (
        "even",
        "The verdict came as no surprise to anyone except the prosecutor",
        "Even the prosecutor was taken aback by the verdict",
        "except the prosecutor",
        "Even the prosecutor",
    ),
    (
        "including",
        "They burned every letter except the ones sewn into the coat",
        "All the letters were burned, including those that were sewn into the coat",
        "except the ones sewn into the coat",
        "including those that were sewn",
    ),
    (
        "not even",
        "Nobody but the plant director knew of the leak",
        "Not even the plant director was aware of the leak",
        "Nobody but the plant director",
        "even the plant",
    ),
]


@pytest.mark.parametrize(("a", "b", "out", "taken"), [pytest.param(*case[1:], id=case[0]) for case in TAKEN_IN])
def test_taken_in(told_by, a, b, out, taken):
    (told,) = [told for told in told_by(negation, a, b) if "makes an exception" in told.message]
    assert out in told.a
    assert told.b in taken or taken in told.b
    assert told.severity.serious
    (back,) = [told for told in told_by(negation, b, a) if "makes an exception" in told.message]
    assert (back.a, back.b) == (told.b, told.a)
