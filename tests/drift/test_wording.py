import pytest

from xlcheck.drift import wording
from xlcheck.model import Severity


@pytest.mark.parametrize(
    "a, b",
    [
        pytest.param("the programme’s centre", "the program's center", id="spelling"),
        pytest.param("the ministry regretted it", "the ministry regrets it", id="inflection"),
        pytest.param("An envoy arrived", "an envoy arrived", id="case"),
        pytest.param("the U.S. navy", "the US navy", id="an abbreviation with and without points"),
        pytest.param("the goverment resigned", "the government resigned", id="a slip of the keyboard"),
        pytest.param("the DPRK has closed the port", "North Korea has closed the port", id="aliases"),
    ],
)
def test_silent(told_by, a, b):
    assert told_by(wording, a, b) == []


@pytest.mark.parametrize(
    "a, b, x, y",
    [
        pytest.param("in a modern manner", "in a modern way", "manner", "way", id="one word"),
        pytest.param("they carried out the order", "they executed the order", "carried out", "executed", id="a phrase"),
    ],
)
def test_synonyms_are_minor(told_by, a, b, x, y):
    (told,) = told_by(wording, a, b)
    assert (told.severity, told.a, told.b) == (Severity.MINOR, x, y)
