"""Figures in free renderings: told another way, reckoned out for the reader, or framed as something else."""

import pytest

from xlcheck.drift import number
from xlcheck.model import Severity


def table(names, cases):
    return pytest.mark.parametrize(names, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    ("an hour and its half of the day", "the ferry waits until seven", "the ferry waits until 7 p.m."),
    ("the afternoon", "the bells rang at three in the afternoon", "the bells rang at 3 p.m."),
    ("half past", "at half past seven the lights went out", "the lights went out at 7.30"),
    ("a quarter to", "the bus left at a quarter to nine", "the bus left at 8.45"),
    (
        "minutes to, in the morning",
        "the pumps stopped at 4.50 in the morning",
        "it was ten to five in the morning when the pumps stopped",
    ),
    ("it was minutes to", "the vote was over at 5.35", "it was twenty-five to six when the vote was over"),
    ("minutes past", "by twenty-five past two the hall was empty", "by 2.25 the hall was empty"),
    ("four figures", "the radio fell silent at 0512", "the radio fell silent at 5.12 in the morning"),
    ("a day with a name", "the offices shut on New Year's Eve", "the offices shut on 31 December"),
    ("a possessive month", "the rules for October's harvest are ready", "the harvest rules for October are ready"),
    ("a large ordinal", "she was the hundred and twelfth visitor", "she was visitor number 112"),
    ("the day as an ordinal", "the fair opens on the third of June", "the fair opens on 3 June"),
    ("millennia", "the cave was sealed four thousand years ago", "the cave was sealed 4 millennia ago"),
    ("a fortnight", "the mill has a fortnight to answer", "the mill has 14 days to answer"),
    ("a span in two units", "she was away for one year and five months", "she was away for 17 months"),
    ("a decade and a half", "the well was dry for a decade and a half", "the well was dry for fifteen years"),
    ("every third year", "the census is held every third year", "the census is held every three years"),
    ("the one and the other", "the two maps disagree", "the one map disagrees with the other"),
    ("half-time", "they led 2-0 at the break", "at half-time they led by 2-0"),
    ("a part after by", "exports fell by a quarter against April", "exports fell 25 per cent against April"),
    (
        "a figure denied",
        "they take boys from 16 up, not 21 as was said",
        "contrary to reports they take boys from 16 up",
    ),
    (
        "a team by its number",
        "on Friday the coach will name his team for Lagos",
        "the coach will name the eleven for Lagos on Friday",
    ),
    (
        "a part of what both give",
        "of the 60 farms that applied, every fourth was turned down",
        "fifteen of the 60 farms that applied were turned down",
    ),
    (
        "a multiple of what both give",
        "the cell was built for eight men and held twenty-four",
        "the cell held three times the eight men it was built for",
    ),
    (
        "what it was before the rise",
        "the fare rose by 20 per cent to 60 rubles",
        "the fare, which used to be 50 rubles, is now 60",
    ),
    (
        "the change and the level",
        "the fee went from three hundred to eight hundred euros",
        "the fee went up by 500 euros, from 300",
    ),
    (
        "a share and a count",
        "of 800 letters sent out, 600 came back",
        "three quarters of the 800 letters sent out came back",
    ),
    (
        "a share of two counts",
        "seventeen boys were weighed and five of them were too thin",
        "five out of seventeen boys that were weighed were too thin",
    ),
    (
        "a share of a share",
        "forty per cent of the roads are paved, and a quarter of those are lit",
        "of the roads 40 per cent are paved and 10 per cent are lit",
    ),
    ("who does and who does not", "only one in five of the chicks lives", "four fifths of the chicks never live"),
    (
        "years apart",
        "the mill opened in 1962 and burnt down in 1974",
        "the mill opened in 1962 and burnt down twelve years later",
    ),
    (
        "hours apart",
        "the raid began at ten past four and ended at 4.30",
        "the raid began at 4.10 and ended after twenty minutes",
    ),
    ("doubled and twice", "rents have doubled here since May", "rents here are up 100 per cent since May"),
    ("the other way round", "we sell three times what we buy", "what we buy is a third of what we sell"),
    ("by half and to half", "the herd has been cut by half", "the herd has been cut to half"),
    ("every other for the rest", "every other party walked out", "all the other parties walked out"),
    ("every second counts", "every second counts in a fire", "in a fire every moment counts"),
    ("since and until, turned round", "the pass was closed until May", "the pass has been open since May"),
    (
        "since and until, of another place",
        "he taught in Oslo until 1990",
        "he has taught in Bergen since 1990",
    ),
    (
        "points between two rates",
        "the rate is 5 per cent, 2 points more than in May",
        "the rate rose from 3 per cent in May to 5 per cent",
    ),
    (
        "down by a part and to the rest",
        "the catch is down by two thirds",
        "the catch has fallen to a third of what it was",
    ),
    ("by a percentage and to the rest", "output fell by 40 per cent", "output dropped to 60 per cent of what it was"),
    ("a part lost and the rest left", "the lake lost two thirds of its water", "a third of the lake's water is left"),
    ("lower by a part", "output is a third lower than in May", "output is two thirds of what it was in May"),
    ("doubled and up by all", "rents doubled within a year", "rents are twice what they were a year ago"),
    ("halved and down by half", "traffic has halved since May", "traffic is down by half since May"),
    ("up by half and half again", "bread has gone up by half", "bread costs half as much again as it did"),
    ("a factor seen from its two ends", "arrivals have halved", "there used to be twice as many arrivals"),
    (
        "those beside each one",
        "for each lamb that lives there are two that never do",
        "out of every three lambs only one ever lives",
    ),
    ("more in one place", "the herd doubled and the flock grew by half", "the flock grew by half, the herd twofold"),
    ("a part lost and lost to it", "the flock shrank by a third", "a third of the flock was lost"),
]


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    assert [told for told in told_by(number, a, b) if told.severity.serious] == []
    assert [told for told in told_by(number, b, a) if told.severity.serious] == []


DRIFT = [
    (
        "another half hour",
        "the lights went out at half past seven",
        "the lights went out at half past eight",
        "half past seven",
        "half past eight",
    ),
    ("another time in figures", "they left at half past seven", "they left at 6.30", "half past seven", "6.30"),
    (
        "another part of the day",
        "the bells rang at three in the morning",
        "the bells rang at three in the afternoon",
        "three in the morning",
        "three in the afternoon",
    ),
    (
        "another large ordinal",
        "it sold its millionth bicycle",
        "it sold its hundred-thousandth bicycle",
        "millionth",
        "hundred-thousandth",
    ),
    (
        "another ordinal before a month",
        "the fair opens on the third of June",
        "the fair opens on the thirteenth of June",
        "third of June",
        "thirteenth of June",
    ),
    (
        "another part of an hour",
        "three-quarters of an hour later it sank",
        "a quarter of an hour later it sank",
        "three-quarters of an hour",
        "a quarter of an hour",
    ),
    (
        "another span in two units",
        "she was away for one year and five months",
        "she was away for 19 months",
        "one year and five months",
        "19 months",
    ),
    (
        "a decade and a half",
        "the well was dry for a decade and a half",
        "the well was dry for ten and a half years",
        "a decade and a half",
        "ten and a half years",
    ),
    (
        "another part after by",
        "exports fell by a quarter in May",
        "exports fell by a fifth in May",
        "a quarter",
        "a fifth",
    ),
    (
        "no part of what both give",
        "of the 60 farms that applied, every fourth was turned down",
        "four of the 60 farms that applied were turned down",
        "every fourth",
        "four",
    ),
    (
        "no multiple of what both give",
        "the cell was built for eight men and held twenty-four",
        "the cell held four times the eight men it was built for",
        "twenty-four",
        "four times",
    ),
    (
        "not what it was before the rise",
        "the fare rose by 20 per cent to 60 rubles",
        "the fare, which used to be 48, is now 60 rubles",
        "20 per cent",
        "48",
    ),
    (
        "both bounds say that it is round",
        "just over 80 per cent voted",
        "just over 85 per cent voted",
        "80 per cent",
        "85 per cent",
    ),
    (
        "by and to a part",
        "the catch has fallen by a quarter",
        "the catch has fallen to a quarter",
        "by a quarter",
        "to a quarter",
    ),
    (
        "down by a part and fallen to it",
        "the catch is down by two thirds since the strike",
        "since the strike the catch has fallen to two thirds of what it was",
        "by two thirds",
        "to two thirds",
    ),
    (
        "lower by a part and a part of it",
        "output is two thirds below the level of May",
        "output is at two thirds of the level of May",
        "is two thirds",
        "at two thirds",
    ),
    ("doubled and grown by half", "sales have doubled", "sales have grown by half", "doubled", "half"),
    ("halved and down by a quarter", "traffic has halved", "traffic is down by a quarter", "halved", "a quarter"),
    (
        "doubled and half as much again",
        "the price of bread has doubled",
        "bread costs half as much again as it did",
        "doubled",
        "half as much again",
    ),
    (
        "doubled and fallen by half",
        "membership doubled last year",
        "membership fell by half last year",
        "doubled",
        "half",
    ),
    (
        "the beginning and the end",
        "we lost it in the last ten minutes",
        "we lost it in the first ten minutes",
        "last ten minutes",
        "first ten minutes",
    ),
    (
        "behind and ahead",
        "the past two years will cost us dear",
        "the next two years will cost us dear",
        "past two years",
        "next two years",
    ),
    ("since and until", "she has kept bees since 1990", "she kept bees until 1990", "since 1990", "until 1990"),
    (
        "the year before last",
        "it was built last year",
        "it was built the year before last",
        "last year",
        "the year before last",
    ),
    (
        "half as much again",
        "the new road is half as wide again",
        "the new road is half as wide",
        "half as wide again",
        "half as wide",
    ),
    (
        "every other and all",
        "the storm cut every other line in the north",
        "the north had all lines cut by the storm",
        "every other",
        "all",
    ),
]


@table("a, b, in_a, in_b", DRIFT)
def test_told(told_by, a, b, in_a, in_b):
    assert [told[1:3] for told in told_by(number, a, b) if told.severity is Severity.CRITICAL] == [(in_a, in_b)]
    assert [told[1:3] for told in told_by(number, b, a) if told.severity is Severity.CRITICAL] == [(in_b, in_a)]


def test_multiples_that_answer_each_other(told_by):
    (told,) = told_by(number, "the shops charge us double", "in the shops we pay three times as much")
    assert told[:3] == (Severity.MAJOR, "double", "three times")
