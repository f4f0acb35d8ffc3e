"""Dates in words, and days told from an event or from the present."""

import pytest

from xlcheck.drift import number
from xlcheck.model import Severity


def table(names, cases):
    return pytest.mark.parametrize(names, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    (
        "the one before, the other after",
        "two days before the fair she fell ill",
        "the fair was held two days after she fell ill",
    ),
    ("in the last year", "in the last year the price of salt has doubled", "the price of salt has doubled this year"),
    ("a date in words and in figures", "the lease ends on the sixth of March", "the lease ends on March 6"),
    ("a date in figures alone may begin with either", "the lease ends on 6/3/2021", "the lease ends on 3 June 2021"),
    ("twenty to an hour", "it was twenty to four in the morning when it rang", "it rang at 3.40 in the morning"),
    ("a range of hours", "the baths are open from four to six p.m.", "between 4 and 6 p.m. the baths are open"),
    ("the eve and the day before", "they met on the eve of the feast", "they met the day before the feast"),
    ("the eve and the night before", "he was ill on the eve of the match", "he was ill the night before the match"),
    ("the day after and the day following", "the day after the vote it rained", "it rained the day following the vote"),
    (
        "two events that change places",
        "the ferry sank a day before the mayor resigned",
        "the mayor resigned a day after the ferry sank",
    ),
    ("two spans beside one", "two days before the vote he left", "he left two days ahead of the vote"),
    ("a week of the past month", "prices rose last month", "over the past month prices have gone up"),
    ("the last of something", "in the last week of the war it burnt", "it burnt last month"),
    ("this week and this month", "the office opens this week", "the office will open this month"),
    ("a season told twice", "the reeds are cut in late autumn", "reed is cut at the end of autumn"),
]


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    assert [told for told in told_by(number, a, b) if told.severity.serious] == []
    assert [told for told in told_by(number, b, a) if told.severity.serious] == []


DRIFT = [
    (
        "day and month exchanged",
        "we sent the form on May 4",
        "the form was sent on the fifth of April",
        "May 4",
        "fifth of April",
    ),
    (
        "day and month exchanged, both in figures",
        "the lease ends on 6 March",
        "the lease ends on 3 June",
        "6 March",
        "3 June",
    ),
    (
        "minutes before and after",
        "the horn sounded about ten minutes before the gate fell",
        "some ten minutes after the gate had fallen the horn was heard",
        "ten minutes before",
        "ten minutes after",
    ),
    (
        "the eve and the day after",
        "the bridge opens on the eve of the feast",
        "the bridge will be opened on the day after the feast",
        "the eve of",
        "the day after",
    ),
    (
        "the morning of and the morning after",
        "the guests left on the morning of the wedding",
        "the guests left on the morning after the wedding",
        "the morning of",
        "the morning after",
    ),
    (
        "days before and after a start",
        "she was arrested two days before the trial began",
        "two days after the start of the trial she was arrested",
        "two days before",
        "two days after",
    ),
    (
        "last week and last month",
        "bread became dearer last week",
        "last month bread went up in price",
        "last week",
        "last month",
    ),
    (
        "next week and next month",
        "the schools reopen next month",
        "next week the schools open their doors again",
        "next month",
        "next week",
    ),
    ("yesterday and today", "the bridge was shut yesterday", "the bridge was closed today", "yesterday", "today"),
    (
        "early and late in a season",
        "the contract runs out in early autumn",
        "in late autumn the contract comes to an end",
        "early autumn",
        "late autumn",
    ),
]


@table("a, b, in_a, in_b", DRIFT)
def test_told(told_by, a, b, in_a, in_b):
    assert [told[1:3] for told in told_by(number, a, b) if told.severity is Severity.CRITICAL] == [(in_a, in_b)]
    assert [told[1:3] for told in told_by(number, b, a) if told.severity is Severity.CRITICAL] == [(in_b, in_a)]
