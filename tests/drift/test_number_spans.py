"""Figures that no words link: the last two without an equal, parts of a period, rates, ranks, and how often."""

import pytest

from xlcheck.drift import number
from xlcheck.model import Severity


def table(names, cases):
    return pytest.mark.parametrize(names, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    ("scores", "three score divers searched the wreck", "sixty divers searched the wreck"),
    ("each fourth", "each fourth bus stayed in the depot", "a quarter of the buses stayed in the depot"),
    ("not one", "not one window was left whole in the school", "zero windows were left whole in the school"),
    (
        "not one and at least one",
        "the strike goes on so long as not one demand is met",
        "the strike goes on until at least one demand is met",
    ),
    (
        "small parts of a second",
        "he missed the medal by two hundredths of a second",
        "he was a fiftieth of a second short of the medal",
    ),
    (
        "winters apart",
        "the pass was opened in 1951 and closed in 1960",
        "the pass was opened in 1951 and closed, nine winters later, in 1960",
    ),
    ("none below", "all of the divers are over thirty", "none of the divers is younger than thirty"),
    ("an age as a noun", "nobody under sixteen may enter the mine", "under-sixteens may not enter the mine"),
    (
        "a span and a count",
        "in twenty minutes fifty nurses were on the quay",
        "fifty nurses stood on the quay within a third of an hour",
    ),
    ("the rest of the days", "it froze on twenty-seven of the thirty nights", "only on three nights did it not freeze"),
    (
        "all but so many",
        "of the fifteen wells, thirteen have been cleaned",
        "all but two of the fifteen wells have been cleaned",
    ),
    ("so many fewer", "sixty trains run in winter, in summer ten fewer", "sixty trains run in winter, fifty in summer"),
    (
        "half as much again",
        "they picked six thousand tons; with rain it would have been half as much again",
        "they picked 6,000 tons, and with rain it would have been 9,000",
    ),
    ("the end and the beginning", "the dam must be full by the end of May", "the dam must be full when June begins"),
    ("weeks for a month", "the choir rehearsed for six weeks", "the choir rehearsed for a month and a half"),
    ("in a row", "exports fell for the fourth month in a row", "exports have now fallen four months running"),
    ("a possessive span", "they gave us half a year's notice", "they gave us six months' notice"),
    ("half of twice", "a loaf costs what two loaves cost in May", "half a loaf costs what one cost in May"),
    ("one rate", "the well gives ninety litres daily", "every day the well gives 90 litres"),
    ("a rate reckoned anew", "the cliff loses ten metres a decade", "every year the cliff loses one metre"),
    ("another rate reckoned anew", "each month we lose thirty sheep", "we lose one sheep a day, thirty each month"),
    ("twice in sum", "he called once at noon and once at dusk", "he called twice, at noon and at dusk"),
    ("more than once", "more than once she sued the ferry line", "she sued the ferry line twice"),
    ("one rank", "this is the second largest cave after Hrad", "only Hrad is larger than this cave"),
    ("a rank told by what outdoes", "it was the longest drought but one", "it was the second longest drought"),
    ("one part of a period", "the mill dates from the late 1850s", "the mill was built at the end of the 1850s"),
    ("ahead", "the bridge opens in five days' time", "five days from now the bridge opens"),
    ("the last day", "the permit ends on the last day of June", "the permit ends on 30 June"),
    ("below a level", "the price fell below sixty euros", "the price fell to under sixty euros"),
    (
        "before and after, exchanged",
        "the bell was cast three years before the siege",
        "three years after the bell was cast came the siege",
    ),
    (
        "both ends",
        "the youngest is nine, the oldest eleven",
        "they are nine to eleven, and the oldest is eleven",
    ),
    ("a single one", "a single goat survived", "one goat survived"),
]


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    assert [told for told in told_by(number, a, b) + told_by(number, b, a) if told.severity.serious] == []


TOLD = [
    ("quarters and years", "profits were the lowest in six quarters", "profits were the lowest for six years"),
    ("rates", "every week the cliff loses four metres", "the cliff is shorter by four metres each day"),
    ("parts of a decade", "the treaty dates from the early 1970s", "it is a treaty from the late seventies"),
    ("parts of a month", "the ice broke in the first days of May 2012", "in late May 2012 the ice broke"),
    ("back and ahead", "the choir arrives in six days' time", "six days ago the choir arrived"),
    (
        "once and twice",
        "she knocked once at the door and once at the gate",
        "I knocked twice at the door, once at the gate",
    ),
    ("months in a row", "prices rose for the fourth month in a row", "prices have gone up nine months running"),
    (
        "a bound and a count",
        "we paid 7.5 million for a barn worth two at the most",
        "7.5 million for a barn worth at most five",
    ),
    (
        "one of few",
        "by 2040 there will be two nurses for each ward",
        "by 2040 there will be three nurses for each ward",
    ),
    (
        "without its unit",
        "she did nine months of a twelve-month term",
        "of the twelve months of her term she did only four",
    ),
    ("one and many", "the motion passed by a single vote", "twelve votes carried the motion"),
    ("days and hours", "it took a day and a half to reach the hut", "they reached the hut only after 60 hours"),
    ("below and by", "wheat fell below sixty dollars", "wheat dropped by sixty dollars"),
    ("by and from", "the lake rose by thirty centimetres", "the lake went up from thirty centimetres"),
    ("by and to, at the end", "the herd has shrunk by a third", "the herd has fallen to a third"),
    ("ranks", "they finished second in four of the six races", "in four of the six races they came third"),
    ("the coldest", "it was the coldest night since 1947", "it was the second coldest night since 1947"),
    ("a share of a load", "of the forty tonnes of salt, ten were lost", "half of the forty tonnes of salt was lost"),
    (
        "count and span exchanged",
        "six calves were born there in three years",
        "in six years three calves were born there",
    ),
    ("half and the whole", "it would cover half a football pitch", "it would cover the whole of a football pitch"),
    (
        "not all but so many",
        "of the 15 wells, thirteen have been cleaned",
        "only two of the 15 wells have been cleaned",
    ),
    ("the halfway mark", "turnout barely passed the halfway mark", "little more than a third of them turned out"),
    ("before and after", "the bell was cast three years before the siege", "three years after the siege it was cast"),
    ("the youngest", "seven divers are left, the youngest is forty", "seven are left and the oldest diver is forty"),
    ("the last day and a day", "the permit ends on the last day of June", "the permit ends on 3 June"),
]


@table("a, b", TOLD)
def test_told(told_by, a, b):
    assert any(told.severity.serious for told in told_by(number, a, b))
    assert any(told.severity.serious for told in told_by(number, b, a))


def test_a_rate_is_shown(told_by):
    (told,) = told_by(number, "every week the cliff loses four metres", "the cliff is shorter by four metres each day")
    assert told[:3] == (Severity.CRITICAL, "every week", "each day")
