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
