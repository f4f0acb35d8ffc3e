"""Equal figures spread over something else: by the day or in all, to each or to all, a part of each or of them."""

import pytest

from xlcheck.drift import number
from xlcheck.model import Severity


def table(names, cases):
    return pytest.mark.parametrize(names, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    (
        "half of each and half of them",
        "half of each harvest went to the abbey",
        "half of the harvests went to the abbey",
    ),
    (
        "a day and from dawn to dusk",
        "the ferry carries 200 pilgrims a day",
        "between dawn and dusk the ferry carries 200 pilgrims",
    ),
    ("doubled down", "the mayor doubled down on his claim", "the mayor insisted on his claim, which had grown by half"),
    ("a day and daily", "the pump lifts 400 litres a day", "the pump lifts 400 litres daily"),
    (
        "a day and on a normal day",
        "the clinic sees 60 patients a day",
        "on a normal day 60 patients come to the clinic",
    ),
    ("what is paid by time anyway", "the rent is 900 euros a month", "we pay a rent of 900 euros"),
    ("in a day", "in one day the river went up by 40 centimetres", "the river rose 40 centimetres a day"),
    ("no rate but a year of some sort", "2020 is a year of change", "2020 will be a year of change"),
    ("each and apiece", "each of the three bridges cost 4 million", "the three bridges cost 4 million apiece"),
    ("together in both", "the five firms paid 2 million in total", "together the five firms paid 2 million"),
    ("a part of each in both", "a third of each crop is lost", "a third of every crop is lost"),
    ("a part of any", "half of every loaf is air", "half of a loaf is air"),
    ("every third and one in three", "every third page is missing", "one page in three is missing"),
    ("working days in weeks", "we must reply within ten working days", "we have two weeks to reply"),
    ("working days by another name", "they have ten working days", "they have ten business days"),
    ("the half of something", "the second half of the match was dull", "the match was dull in its second half"),
]


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    assert [told for told in told_by(number, a, b) if told.severity.serious] == []
    assert [told for told in told_by(number, b, a) if told.severity.serious] == []


DRIFT = [
    (
        "a rate and a total",
        "the dune moved by 15 metres a year",
        "the dune shifted 15 metres",
        "15 metres a year",
        "15 metres",
    ),
    (
        "a rate of what is counted",
        "the plant makes 300 cars a day",
        "the plant has made 300 cars",
        "300 cars a day",
        "300",
    ),
    (
        "to each and to all together",
        "each of the families got 500 euros",
        "the families got 500 euros between them",
        "500 euros",
        "500 euros",
    ),
    (
        "a part of each and a part of them",
        "a third of every tile has to be replaced",
        "every third tile has to be replaced",
        "a third of every tile",
        "every third tile",
    ),
    (
        "working days and days",
        "the complaint must be filed within ten working days",
        "complaints must be lodged within ten days",
        "ten working days",
        "ten days",
    ),
    (
        "the second half and the second grant",
        "the second half of the grant is paid out in May",
        "half of the second grant is paid out in May",
        "second half of",
        "half of the second",
    ),
]


@table("a, b, in_a, in_b", DRIFT)
def test_told(told_by, a, b, in_a, in_b):
    assert [told[1:3] for told in told_by(number, a, b) if told.severity is Severity.CRITICAL] == [(in_a, in_b)]
    assert [told[1:3] for told in told_by(number, b, a) if told.severity is Severity.CRITICAL] == [(in_b, in_a)]
