import pytest

from xlcheck.drift import meaning
from xlcheck.model import Severity


def table(header, cases):
    return pytest.mark.parametrize(header, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    (
        "the opposite denied in a clause that hangs on another denial",
        "She will not sell toys that aren’t harmless",
        "She refuses to sell toys which are harmful",
    ),
    (
        "before and after with the clauses exchanged",
        "Prior to the ministry's ban, the ferry company had closed two routes",
        "The ministry's ban came after the ferry company had closed two routes",
    ),
    ("done away with", "The town revoked her permit", "Her permit was withdrawn by the town"),
    (
        "an opposite idiom denied far off",
        "I do not believe that the bridge will be ready on schedule",
        "To my mind, the bridge will be behind schedule",
    ),
    (
        "an idiom and its own opposite denied",
        "The brewery's licence is no longer in force",
        "The licence of the brewery has lapsed",
    ),
    (
        "shots held and not fired",
        "The batteries on the cape did not open fire",
        "On the cape the batteries held their fire",
    ),
    ("laid and planted", "The rebels laid mines along the canal", "Along the canal, mines were planted by the rebels"),
    ("gone and no longer there", "The talks on herring have ended", "The herring talks are over"),
    ("where the speaker stands", "The ban will go into force at noon", "The ban will come into force at noon"),
    (
        "a sale seen from its two ends",
        "Farmers in the delta bought most of their seed from the co-operative last spring",
        "Last spring the co-operative sold farmers of the delta most of the seed they used",
    ),
    (
        "a failure denies what follows",
        "The audit found an untimely payment of wages and other faults in three of the mills",
        "Among other faults the audit names, for three mills, a failure in timely payment of wages",
    ),
    (
        "the opposite denied in one breath",
        "the library is closed on the last Friday of the month",
        "on the month's last Friday the library is not open",
    ),
    (
        "one of a set and another, which is denied",
        "the young vines will survive a light frost",
        "a mild frost will not kill the young vines",
    ),
    (
        "the opposite of nothing",
        "the ships lack neither coal nor water",
        "the ships have both coal and water",
    ),
    ("far from the opposite", "the case against the baker is strong", "the case against the baker is far from weak"),
    (
        "each bounds a figure of its own",
        "More than sixty of the eighty berths are let",
        "They said that fewer than twenty out of 80 berths were still to be had",
    ),
    ("a light verb", "The barge is making for Osh", "The barge is bound for Osh"),
    ("a trade and its preposition", "They ended the trade in threats", "They ended the exchange of threats"),
    ("less good is worse", "wells on the coast have less good water", "wells on the coast have worse water"),
    ("denied by a contraction", "the wells weren't clean", "the wells were unclean"),
    ("synonyms", "in a more practical manner", "in a more practical way"),
    ("spelling", "the colour of the programme", "the color of the program"),
    ("another part of speech", "the attackers fled", "the attacks fled"),
    ("a slip of the keyboard", "the goverment resigned", "the government resigned"),
    ("a phrase for a word", "they carried out the order", "they executed the order"),
    ("the opposite denied", "we will never forget that day", "we will always remember that day"),
    ("the opposite denied by a prefix", "it would be irresponsible to wait", "it would not be responsible to wait"),
    (
        "a comparison turned round",
        "their safety is worth more than our comfort",
        "our comfort is worth less than their safety",
    ),
    (
        "one changed word among several",
        "the ministry abandoned the plan on Monday night",
        "on Monday evening the ministry dropped the scheme",
    ),
]  # fmt: skip


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    assert told_by(meaning, a, b) == []
    assert told_by(meaning, b, a) == []


DRIFT = [
    (
        "two beasts in free wording",
        "The shepherd was woken by a terrier",
        "A spaniel woke the shepherd",
        "terrier",
        "spaniel",
    ),
    (
        "an opposite",
        "the agreement was signed on Monday",
        "the agreement was cancelled on Monday",
        "signed",
        "cancelled",
    ),
    (
        "an opposite in free wording",
        "During the night the troops advanced along the river",
        "The troops withdrew along the river in the course of the night",
        "advanced",
        "withdrew",
    ),
    ("a more general term", "the boat carried a missile", "the boat carried a weapon", "missile", "weapon"),
    (
        "another fate, in free wording",
        "Nine divers are missing since the squall, the coast guard reported",
        "According to the coast guard nine divers have been injured in the squall",
        "missing",
        "injured",
    ),
    ("another thing", "the parcel held a camera", "the parcel held a pistol", "camera", "pistol"),
    (
        "what is put off and what is over",
        "We shall regard the pact on herring as suspended",
        "we will consider the herring pact to be at an end",
        "suspended",
        "at an end",
    ),
    (
        "what is charted and what is gone",
        "The mines along the canal have been mapped by our divers",
        "Our divers have cleared the mines along the canal",
        "mapped",
        "cleared",
    ),
    (
        "what was paid and what was put by",
        "The new organ was paid for in March",
        "In March, money was set aside for the new organ",
        "paid",
        "set aside",
    ),
    (
        "what one knew and what one wanted",
        "The bursar knew of the forged receipts all along",
        "All along the bursar had approved the forged receipts",
        "knew of",
        "had approved",
    ),
    (
        "guns that are silent and guns that are not",
        "The batteries on the cape held their fire all night",
        "All night the cape's batteries kept up their fire",
        "held their fire",
        "kept up their fire",
    ),
    (
        "shut and open questions",
        "A merger is out of the question, said the abbot",
        "Whether they merge remains an open question, the abbot said",
        "out of the question",
        "open question",
    ),
    (
        "free of a toll and bound to pay it",
        "Farm carts are exempt from the toll",
        "The toll is for lorries, and farm carts are subject to it",
        "exempt from",
        "subject to",
    ),
    (
        "a part of the house",
        "They found the violin in the attic of the mill",
        "It was in the cellar of the mill that the violin turned up",
        "attic",
        "cellar",
    ),
    ("before and after", "the gates close before the harvest", "the gates close after the harvest", "before", "after"),
]  # fmt: skip


@table("a, b, x, y", DRIFT)
def test_named(told_by, a, b, x, y):
    (told,) = told_by(meaning, a, b)
    assert (told.severity, told.a, told.b) == (Severity.MAJOR, x, y)
    assert told.message.startswith(f"A says “{x}”, B says “{y}”: ")
    (mirrored,) = told_by(meaning, b, a)
    assert (mirrored.a, mirrored.b) == (y, x)


def test_an_idiom_is_no_other_thing_unless_a_judge_thinks_so(told_by):
    a, b = "the widow wept at the grave", "the widow shed tears at the grave"
    assert told_by(meaning, a, b, "wept shed tears", share=0.54) == []


def test_what_a_judge_suspects_of_two_words_that_render_each_other(told_by):
    a, b = "A muddy lake was found by the divers", "What the divers found was a haunted lake"
    (told,) = told_by(meaning, a, b, "muddy haunted")
    assert (told.severity, told.a, told.b) == (Severity.MAJOR, "muddy", "haunted")
    assert told_by(meaning, a, b, "muddy haunted", share=0.5) == []
