from dataclasses import replace

import pytest

from xlcheck.drift import addition, omission
from xlcheck.drift._missing import drifts
from xlcheck.model import Aligned, Article, Judgement, Kind, Phrase, Quote, QuoteKind, Rendering, Severity, WordLink
from xlcheck.text import words


def table(header, cases):
    return pytest.mark.parametrize(header, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    ("nothing is missing", "the gates are open", "the gates are open"),
    ("function words", "the ministry said that the gates are open", "the ministry said the gates are open"),
    ("a redundant adverb", "the gates are simply too narrow", "the gates are too narrow"),
    ("an adverb that makes louder", "the river is very high", "the river is high"),
    ("more of a comparative", "the new pumps are far quieter", "the new pumps are quieter"),
    ("thanks with more words", "thank you very much for the seed", "thank you for the seed"),
    ("emphasis", "the minister made it absolutely clear", "the minister made it clear"),
    ("a noun that only holds the next", "the session of parliament opens today", "parliament opens today"),
    (
        "a modifier for which the other side has another",
        "Both capitals will review in August how the bilateral fishing agreement has worked",
        "In August the two capitals want to look at the working of their two - nation fishing agreement",
    ),
    (
        "a name given in full",
        "A barge sank off the mole, the Ministry of Civil Emergency reported to the harbour office",
        "Off the mole a barge has gone down, the MCE reported to the harbour office",
    ),
    ("a doubling", "they have no means and ways to stop it", "they have no means to stop it"),
    ("a word said twice", "the boats left the harbour harbour", "the boats left the harbour"),
    ("a verb that a noun needed", "the envoy expressed regret over the delay", "the envoy regretted the delay"),
    (
        "a phrase that the lexicon has as one",
        "the plan must be carried out at once",
        "the plan must be executed immediately",
    ),
    (
        "who speaks, set off by commas",
        "the ferry was half empty, the harbour pilot said, and the sea was calm",
        "the ferry was half empty and the sea was calm",
    ),
    (
        "who speaks, at the front",
        "the retired pilot said that the ferry had been half empty on Friday",
        "the ferry had been half empty on Friday",
    ),
    (
        "a phrase for which the other side has a preposition",
        "they anchored in the vicinity of the lighthouse",
        "they anchored near the lighthouse",
    ),
    (
        "a modifier said in an adverb",
        "with money from two foreign lenders the port was dredged",
        "the port was dredged with money from two lenders abroad",
    ),
    (
        "a modifier within a title",
        "the Danish foreign minister will meet the divers who raised the bell",
        "Denmark's minister is to see the divers by whom the bell was raised",
    ),
    (
        "free wording all along", "Crews have been requested to stay aboard and put out twice as many lines",
        "We have asked the sailors to remain on board and to double their moorings",
    ),
]  # fmt: skip


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    for kind in (omission, addition):
        assert [told for told in told_by(kind, a, b) + told_by(kind, b, a) if told.severity.serious] == []


DRIFT = [
    ("a restrictive modifier", "the need to expand the nuclear arsenal", "the need to expand the arsenal", "nuclear"),
    ("two modifiers", "they released untreated toxic water", "they released water", "untreated toxic"),
    ("a noun", "the families of the victims were told", "the victims were told", "families"),
    ("a verb", "the guards tried to close the gate", "the guards to close the gate", "tried"),
    ("a limiting adverb", "the plant was partly destroyed", "the plant was destroyed", "partly"),
    ("where it happened", "the trial began in Oslo on Friday", "the trial began on Friday", "Oslo"),
    (
        "one of four things listed",
        "The barge carried rice, blankets, tents and vaccines for the villages on the upper river",
        "Rice, blankets and tents for the villages of the upper river were on the barge",
        "vaccines",
    ),
    (
        "a grave modifier where the other side says whose it is",
        "She spoke of the need to expand the nuclear arsenal with speed",
        "She asked for the country’s arsenal to be expanded with speed",
        "nuclear",
    ),
    (
        "a clause in free wording", "All passengers, several of them badly injured, were taken to the port on boats",
        "All of the passengers have been brought to the harbour on boats",
        "badly injured",
    ),
]  # fmt: skip


@table("a, b, words", DRIFT)
def test_named(told_by, a, b, words):
    (told,) = [told for told in told_by(omission, a, b) if told.severity.serious]
    assert told.severity is Severity.MAJOR
    assert words in told.a and told.b is None
    assert told.message.startswith(f"Only A says “{told.a}”")
    (mirrored,) = [told for told in told_by(addition, b, a) if told.severity.serious]
    assert (mirrored.a, mirrored.b) == (None, told.a)
    assert mirrored.message.startswith(f"Only B says “{told.a}”")


SUSPECTED = [
    (
        "a phrase",
        "The ferry was stopped by the harbour police after a brief chase",
        "The harbour police stopped the ferry",
        "brief chase",
    ),
    ("an end that a preposition leads", "The bell was rung by twins with gloves", "Twins rang the bell", "gloves"),
    (
        "a modifier",
        "Two of the guards swore that the disused well was sealed",
        "According to two of the guards the well was sealed",
        "disused",
    ),
    (
        "a phrase in the middle",
        "The statue was taken by mistake to the museum in Osh",
        "They took the statue to the museum in Osh",
        "mistake",
    ),
]  # fmt: skip


@table("a, b, words", SUSPECTED)
def test_what_a_judge_suspects_and_nothing_answers_is_missing(told_by, a, b, words):
    assert words in [told.a for told in told_by(omission, a, b, words) if told.severity.serious]
    assert words in [told.b for told in told_by(addition, b, a, words) if told.severity.serious]
    assert [told for told in told_by(omission, a, b, words, share=0.2) if told.severity.serious] == []


UNSUSPECTED = [
    (
        "a figure again in brackets",
        "For 80 miles (129 kilometres) the track crosses the park, the firm said",
        "The firm said that the track runs through the park for 80 miles",
        "129 kilometres",
    ),
    (
        "the head of a compound",
        "The flood has cut off the mill town",
        "The mill is cut off by the flood",
        "town",
    ),
]  # fmt: skip


@table("a, b, words", UNSUSPECTED)
def test_what_says_nothing_of_its_own_is_not(told_by, a, b, words):
    assert [told for told in told_by(omission, a, b, words, share=0.7) if told.severity.serious] == []


def test_a_quote_cut_at_its_edge_is_partial_no_omission():
    """The same words are reported between bare renderings, which are whole statements."""
    long, short = "the gates will open after the harvest festival", "the gates will open"
    bare = Aligned(Rendering(long, words(long)), Rendering(short, words(short)), (), (), (), (), 0.9)
    assert [drift.severity for drift in drifts(bare, Kind.OMISSION)] == [Severity.MAJOR]
    quote = Quote(Article("a.txt", long), 0, len(long))
    quoted = Aligned(Rendering(long, words(long), quote=quote), bare.b, (), (), (), (), 0.9)
    assert list(drifts(quoted, Kind.OMISSION)) == []


def test_a_judge_s_suspicion_makes_a_missing_word_serious_where_much_else_differs():
    a, b = "the old ministry quickly closed coastal gates on Friday", "a ministry of theirs shut those gates by Friday"
    sides = Rendering(a, words(a)), Rendering(b, words(b))
    links = tuple(WordLink(i, j, 1.0, 1.0) for i, j in ((2, 1), (4, 4), (6, 6), (8, 8)))
    phrases = tuple(Phrase((link.a,), (link.b,), 1.0) for link in links)
    calm = Aligned(*sides, links, phrases, (0, 1, 3, 5, 7), (0, 2, 3, 5, 7), 0.9)
    shares = tuple(0.95 if word.text == "coastal" else 0.1 for word in sides[0].words)
    suspicious = replace(calm, judgement=Judgement(0.9, shares, (0.1,) * len(sides[1].words)))
    said = {a[d.a.start : d.a.end]: d.severity for d in drifts(suspicious, Kind.OMISSION)}
    assert said["coastal"] is Severity.MAJOR
    assert {d.severity for d in drifts(calm, Kind.OMISSION)} == {Severity.MINOR}


def test_what_both_reporters_word_themselves_may_leave_out():
    a, b = "crews removed the toxic sand of the dam", "crews removed the sand of the dam"

    def told(kind):
        quotes = [Quote(Article("a.txt", text), 0, len(text), kind=kind) for text in (a, b)]
        sides = [Rendering(text, words(text), quote=quote) for text, quote in zip((a, b), quotes, strict=True)]
        return [d.severity for d in drifts(Aligned(*sides, (), (), (), (), 0.9), Kind.OMISSION)]

    assert told(QuoteKind.INDIRECT) == [Severity.MINOR]
    assert told(QuoteKind.DIRECT) == [Severity.MAJOR]
