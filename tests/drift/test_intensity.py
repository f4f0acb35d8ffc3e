import pytest

from xlcheck.drift import intensity
from xlcheck.model import Severity


def table(header, cases):
    return pytest.mark.parametrize(header, [pytest.param(*case[1:], id=case[0]) for case in cases])


@table(
    "a, b",
    [
        ("names of one fire", "the fire reached the village", "the blaze reached the village"),
        ("two words for all of it", "the bridge is completely closed", "the bridge is fully closed"),
        ("synonyms", "the army will respond swiftly", "the army will react swiftly"),
        ("an opposite is no degree", "the river rose", "the river fell"),
        ("two words for a few", "a handful of villages are cut off", "a few villages are still cut off"),
        ("few of many", "of the many boats a few came back", "a few of the many boats returned"),
        ("one grade apart", "at times he missed training", "he has often been absent from training"),
        ("sure and confident", "we are confident that the catch will recover", "we feel sure of the catch recovering"),
        ("a belief and a hope", "our hope is that the catch recovers", "we believe that the catch will recover"),
        ("certain for some", "we hope that certain villages will be spared", "certain villages, we hope, are spared"),
        ("a confidence denied", "we are not sure that they will come", "we can only hope that they come"),
        ("how many", "how many boats sank is unclear", "it is unclear whether a few boats sank"),
        ("of other things", "a few boats sank and the crews wept", "the crews wept, many of them, for the boat"),
        ("another thing", "the guards hit the gate", "the guards painted the gate"),
    ],
)
def test_silent(told_by, a, b):
    assert told_by(intensity, a, b) == []


@table(
    "a, b, louder, severity",
    [
        ("to hit and to annihilate", "we will hit the base", "we will annihilate the base", "B", Severity.MAJOR),
        ("to dip and to slump", "exports will dip next year", "exports will slump next year", "B", Severity.MAJOR),
        ("some and grave", "some failings were found", "grave failings were found", "B", Severity.MAJOR),
        ("furious and annoyed", "the envoy was furious", "the envoy was annoyed", "A", Severity.MAJOR),
        (
            "a verb with its adverb and a noun with its adjective",
            "The clerk has partly confessed to the thefts",
            "The clerk made a full confession of the thefts",
            "B",
            Severity.MAJOR,
        ),
        ("to leak and to gush", "oil seeps into the bay", "oil gushes into the bay", "B", Severity.MAJOR),
        ("hurt and killed", "the driver was hurt", "the driver was killed", "B", Severity.MAJOR),
        ("some and most", "some shops have closed", "most shops have closed", "B", Severity.MAJOR),
        ("large and huge", "a large crowd gathered", "a huge crowd gathered", "B", Severity.MINOR),
        (
            "somewhat and completely",
            "the road is somewhat blocked",
            "the road is completely blocked",
            "B",
            Severity.MAJOR,
        ),
    ],
)
def test_named(told_by, a, b, louder, severity):
    (told,) = told_by(intensity, a, b)
    assert told.severity is severity
    assert told.message == f"A says “{told.a}”, B says “{told.b}”: {louder} has the stronger word."
    (mirrored,) = told_by(intensity, b, a)
    assert (mirrored.severity, mirrored.a, mirrored.b) == (severity, told.b, told.a)


@table(
    "a, b, in_a, in_b, louder",
    [
        (
            "a few and a good many",
            "A few ballots had been opened before the count",
            "Before the count a good many ballots had been opened",
            "A few",
            "a good many",
            "B",
        ),
        (
            "a few and many who did so without something",
            "a few night clerks went home before they had locked the drawers",
            "a good many night clerks left without having locked the drawers",
            "a few",
            "a good many",
            "B",
        ),
        (
            "a little careless and grossly negligent",
            "the pilot was a little careless",
            "the pilot has been grossly negligent",
            "a little",
            "grossly",
            "B",
        ),
        (
            "confident and hoping",
            "We are confident that the orchard will recover",
            "Our hope is that the orchard recovers",
            "confident",
            "hope",
            "A",
        ),
        (
            "now and then and all the time",
            "the road is occasionally closed",
            "they keep the road closed all the time",
            "occasionally",
            "all the time",
            "B",
        ),
        (
            "unhelpful and disastrous",
            "His remarks were unhelpful",
            "What he remarked was disastrous",
            "unhelpful",
            "disastrous",
            "B",
        ),
    ],
)
def test_far_apart(told_by, a, b, in_a, in_b, louder):
    for x, y, words_x, words_y, side in ((a, b, in_a, in_b, louder), (b, a, in_b, in_a, "AB".replace(louder, ""))):
        (told,) = told_by(intensity, x, y)
        assert told.severity is Severity.MAJOR
        assert (told.a, told.b) == (words_x, words_y)
        assert told.message.endswith(f"{side} has the stronger word.")
