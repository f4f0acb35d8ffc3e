"""What an “only” bears on, by real alignment."""

import pytest

from xlcheck.drift import meaning

HARMLESS = [
    (
        "before the verb",
        "I had a borrowed oven that only worked on Tuesdays",
        "I had a borrowed oven which functioned only on Tuesdays",
    ),
    (
        "the same noun",
        "The ferry carries only lorries in winter",
        "Only lorries are carried by the ferry in winter",
    ),
    (
        "the same day",
        "The clinic treats children only on Mondays",
        "Only on Mondays are children treated at the clinic",
    ),
    (
        "the only one",
        "Only the mayor was informed of the raid",
        "The mayor was the only one informed of the raid",
    ),
    (
        "an active and a passive",
        "The guards let only women into the hall",
        "Only women were let into the hall by the guards",
    ),
]


@pytest.mark.parametrize(("a", "b"), [pytest.param(*case[1:], id=case[0]) for case in HARMLESS])
def test_silent(told_by, a, b):
    for x, y in ((a, b), (b, a)):
        assert not [told for told in told_by(meaning, x, y) if told.severity.serious]


SHIFTED = [
    (
        "who and what",
        "Scholars will be allowed to handle only the facsimiles.",
        "Only scholars will be permitted to touch the facsimiles.",
    ),
    ("close by", "Only officers may carry pistols on the base", "Officers may carry only pistols on the base"),
    (
        "who and with whom",
        "The union will negotiate only with the minister",
        "Only the union will hold talks with the minister",
    ),
]


@pytest.mark.parametrize(("a", "b"), [pytest.param(*case[1:], id=case[0]) for case in SHIFTED])
def test_shifted(told_by, a, b):
    for x, y in ((a, b), (b, a)):
        (told,) = [told for told in told_by(meaning, x, y) if told.severity.serious]
        assert "bears on another word" in told.message
