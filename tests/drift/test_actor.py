import pytest

from xlcheck.drift import actor
from xlcheck.drift._slots import exchanges
from xlcheck.model import Severity
from xlcheck.text import words


def table(cases):
    return pytest.mark.parametrize("a, b", [pytest.param(*case[1:3], id=case[0]) for case in cases])


HARMLESS = [
    ("a noun of the deed", "He was feared by the tenants", "the fear of tenants"),
    (
        "two nouns of the deed",
        "She would sooner be loved by the miners than envied by the brokers",
        "She prefers the love of miners to the envy of brokers",
    ),
    ("an attack on somebody", "The judge was attacked by the press", "the attack on the judge by the press"),
    ("the passive", "Belmark asked Karsovia to wait", "Karsovia was asked by Belmark to wait"),
    ("the active of a passive", "The bridge was repaired by the army in May", "The army repaired the bridge in May"),
    ("a moved adjunct", "In May the army left the valley", "The army left the valley in May"),
    ("a list in another order", "They sell apples, pears and plums", "They sell plums, pears and apples"),
    ("two joined by and", "Peru and Chile signed the treaty", "Chile and Peru signed the treaty"),
    ("time and place in another order", "He was born in Turin in 1923", "He was born in 1923 in Turin"),
    ("a meeting of two", "The mayor met the bishop", "The bishop met the mayor"),
    ("a clause in front", "They left the hall after the vote", "After the vote they left the hall"),
    ("who is before whom by day", "The scouts went before them by day", "The scouts are going before them by day"),
    ("an office and its bank", "The Osh office of Karsov Bank opened", "The bank of Karsov, Osh office, opened"),
    (
        "a firing that ceases",
        "Firing will cease at the sides' line in May",
        "Both sides will cease firing at the line in May",
    ),
    ("a deed in hand and its passive", "Our mayor is suing the brewery", "The brewery is being sued by our mayor"),
    (
        "a passive between other auxiliaries",
        "The coach has cancelled his visit to the school",
        "The visit to the school has been called off by the coach",
    ),
    (
        "one's own in the passive",
        "The choir fined its own singers",
        "The singers were fined by their own choir",
    ),
    (
        "a passive with another verb",
        "The gulls chased off the eagle",
        "The eagle was driven away by the gulls",
    ),
    ("a cleft", "The nuns taught the sailors to knit", "It was the nuns who taught the sailors knitting"),
    ("whom it is done to in front", "The guard saw the thief", "It was the thief whom the guard saw"),
    ("a place before its verb", "A chapel stood on the hill", "On the hill stood a chapel"),
    (
        "what somebody met with",
        "The minister faced protesters in Osh",
        "The minister was heckled by protesters in Osh",
    ),
    (
        "a loss told of both sides",
        "The champion went down to a qualifier",
        "The champion was beaten by a qualifier",
    ),
    ("another's teachers", "Our doctors taught theirs", "Their doctors learned from ours"),
    (
        "hiring out",
        "They own the boats and rent them to us",
        "They own the boats and hire them out to us",
    ),
    (
        "a place that hosts it",
        "The match will be played in Turin",
        "Turin will host the playing of the match",
    ),
    ("a noun of what is expected", "The jury is expected to vote at noon", "A vote is expected from the jury at noon"),
    (
        "what somebody got from another",
        "The abbot has written to the mayor about the bell",
        "The mayor has had a letter from the abbot about the bell",
    ),
    (
        "thanks for what was sent",
        "The fishermen sent the nurses a crate of eels, and the nurses thanked them with bread",
        "The fishermen received bread in thanks for the crate of eels that they had sent the nurses",
    ),
    (
        "what a verb governs",
        "With a better keeper we would not have lost",
        "We would have escaped defeat with a better keeper",
    ),
    ("a participle with its doer", "The song was written by Abel", "The song, written by Abel"),
    ("bought and sold", "The brewery sold us the barge in May", "We bought the barge from the brewery in May"),
    (
        "from whom it went to whom",
        "The abbot wrote to the mayor about the bell",
        "A letter about the bell went from the abbot to the mayor",
    ),
    ("told and learned", "The nurse told the diver of the leak", "The diver learned of the leak from the nurse"),
    (
        "asked and at whose request",
        "The choir asked the mayor to open the hall",
        "The mayor opened the hall at the choir's request",
    ),
    (
        "made do and on whose orders",
        "The skipper had the sailors sign the log",
        "It was the skipper who got the sailors to sign the log",
    ),
    (
        "a letter and its answer",
        "The mayor wrote to the abbot, and the abbot answered",
        "The abbot got a letter from the mayor and wrote back to the mayor",
    ),
    (
        "two of one name",
        "The Turin archive sent the Osh archive its maps",
        "The Osh archive received from that of Turin its maps",
    ),
    ("told in the passive", "We alerted the rangers", "The rangers were alerted by us"),
]


@table(HARMLESS)
def test_silent(told_by, a, b):
    assert told_by(actor, a, b) == []
    assert told_by(actor, b, a) == []


DRIFT = [
    ("who asked whom", "Belmark asked Karsovia to wait", "Karsovia asked Belmark to wait"),
    (
        "names of several words",
        "Anna Berg left the firm and was replaced by Li Wei",
        "Li Wei left the firm and was replaced by Anna Berg",
    ),
    ("common nouns", "the court sued the company over the permit", "the company sued the court over the permit"),
    ("the passive with the same order", "The ferry was rammed by the tug", "The ferry rammed the tug"),
    (
        "a passive far from its doer",
        "Our divers were driven off on Monday by a coastguard cutter",
        "Our divers drove off a coastguard cutter on Monday",
    ),
    ("a passive of another verb", "The ranger alerted the miners", "The ranger was warned by the miners"),
    (
        "taken to court",
        "The council sued the farmers over the well",
        "Over the well, the council was taken to court by the farmers",
    ),
    ("a cleft", "The nuns taught the sailors to knit", "It was the sailors who taught the nuns knitting"),
    (
        "a participle between commas",
        "The goat was startled by the walkers and ran into the barn",
        "The walkers, startled by the goat, ran into the barn",
    ),
    ("from here to there", "The convoy drove from Osh to Batken", "The convoy drove from Batken to Osh"),
    (
        "attributes exchanged",
        "The old bridge fell and the new tunnel stayed open",
        "The new bridge fell and the old tunnel stayed open",
    ),
    (
        "a pronoun as receiver",
        "We alerted the rangers to the fire before noon",
        "The rangers alerted us to the blaze before midday",
    ),
    (
        "letters the other way",
        "Over two years the abbot wrote to the brewery nine times about the bell",
        "Nine of them, all about the bell, went from the brewery to the abbot within two years",
    ),
    (
        "who lent to whom",
        "The farms lent the builders their tractors",
        "The builders made their tractors available to the farms",
    ),
    ("sold and sold", "The brewery sold us the barge in May", "In May we sold the brewery the barge"),
    ("bought by the seller", "The abbot sold the mill to the nuns", "The abbot bought the mill from the nuns"),
    (
        "at whose request",
        "The choir asked the mayor to open the hall early",
        "At the mayor's request the choir opened the hall early",
    ),
    (
        "who got whom to sign",
        "Our skipper had the sailors sign the log",
        "The sailors got our skipper to sign the log",
    ),
    (
        "one of several, given away",
        "One of the suspects was given away by his cousin",
        "One of the suspects informed on his cousin",
    ),
    ("whose letter", "The letter that the mayor sent the abbot", "The abbot's letter to the mayor"),
    ("who took whom to court", "The landlord took us to court", "We took the landlord to court"),
]  # fmt: skip


@table(DRIFT)
def test_named(told_by, a, b):
    for told in (told_by(actor, a, b), told_by(actor, b, a)):
        assert told
        assert told[0].severity is Severity.CRITICAL
        assert f"A says “{told[0].a}”, B says “{told[0].b}”" in told[0].message


def test_a_link_to_an_article_takes_no_slot():
    a, b = words("the plan A failed"), words("a plan failed")
    assert list(exchanges(a, b, [(1, 1), (2, 0), (3, 2)])) == []
