"""Whose words, through whom, and which words are nobody's; what is reported without marks."""

import pytest

from xlcheck.model import Article, QuoteKind
from xlcheck.quote import quotes_in


def quotes(text):
    return quotes_in(Article("-", text)).quotes


def direct(text):
    return [quote for quote in quotes(text) if quote.kind is QuoteKind.DIRECT]


def reported(text):
    return [quote.text for quote in quotes(text) if quote.kind is not QuoteKind.DIRECT]


NOBODY = {
    "a ship's name": "The ferry “Blue Heron” left the port of Arvika at noon on Monday.",
    "a nickname": "The road, known to drivers as “the ladder”, was closed on Monday.",
    "a term": "Engineers use the term “dead water” for the layer below the ice.",
    "a coined name": "The fishermen have nicknamed her “the lighthouse”.",
    "a habit of naming": "Commuters have taken to calling the bridge “the harp”.",
    "a slogan on many": "The nurses were hailed as “quiet giants” on posters all over the port.",
    "a value in markup": 'The page holds <img name="harbour"> where a picture of the port should be.',
    "so-called": "The so-called “grey fleet” was not seen in the strait this week.",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_nobody_s_words_are_listed_but_not_attributed(text):
    (quote,) = direct(text)
    assert not quote.attributed
    assert quote.speaker is None


SPEAKERS = {
    "before": ("The mayor, Ann Low, said: “The bridge will open in May.”", "Low"),
    "after": ("“The bridge will open in May,” Mayor Ann Low said on Monday.", "Ann Low"),
    "after its verb": ("“The bridge will open in May,” said Ann Low, the mayor.", "Ann Low"),
    "a pronoun": ("Ann Low met the council. “The bridge will open in May,” she said.", "she"),
    "a body": ("The ministry said on Monday that the bridge “will open in May”.", "ministry"),
    "according to": ("The bridge “will open in May”, according to the harbour office.", "harbour office"),
    "a tag in the perfect": ("The bridge “will open in May”, the deputy mayor has said.", "deputy mayor"),
    "an apposition with a duty": ("“It will open,” said the head of the port authority, Jon Petri.", "Jon Petri"),
    "a signature": ("“The bridge will open in May.”\n\n—Jon Petri, engineer\n", "Jon Petri"),
    "a heading": ("From the governor's letter:\n\n“The bridge will open in May.”\n", "the governor's letter"),
    "a paragraph of its own": (
        "Ann Low told reporters that the work was done.\n\n“We will open the bridge in May.”\n\nTraffic is light.",
        "Ann Low",
    ),
}


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS.values(), ids=SPEAKERS)
def test_speaker(text, speaker):
    (quote,) = direct(text)
    assert quote.attributed
    assert speaker in quote.speaker


WHOLE = {
    "a vice minister": (
        "“We will sign,” the vice foreign minister, Jon Petri, told reporters.",
        "the vice foreign minister",
    ),
    "a ministry": ("The bridge “will open in May”, the state security ministry said.", "the state security ministry"),
    "an agency": ("“It will open,” the state news agency Tass said on Monday.", "the state news agency Tass"),
}


@pytest.mark.parametrize(("text", "phrase"), WHOLE.values(), ids=WHOLE)
def test_a_compound_is_one_mention(text, phrase):
    (quote,) = direct(text)
    assert quote.speaker.startswith(phrase)


DUTIES = {
    "for and of": ("“We will strike,” a spokesman for the drivers of the north said.", "for the drivers of the north"),
    "of a body": ("“We will strike,” said the leader of the drivers' union, Jon Petri.", "leader"),
    "no further than the verb": ("“We will sign,” the head of the delegation told reporters.", "of the delegation"),
    "not what may be a verb": ("“We will sign,” the head of the call centre said.", "the head"),
}


@pytest.mark.parametrize(("text", "phrase"), DUTIES.values(), ids=DUTIES)
def test_a_role_keeps_what_it_is_a_role_in(text, phrase):
    assert phrase in direct(text)[0].speaker
    assert "told" not in direct(text)[0].speaker


def test_who_works_for_an_agency_is_not_the_agency():
    (quote,) = direct("“The lock is open,” news agency chief Ann Low told reporters.")
    assert quote.source is None


def test_who_is_quoted_for_a_body_speaks():
    (quote,) = direct("“We will sign,” a spokesman for the harbour office was quoted as saying.")
    assert quote.speaker.startswith("a spokesman")


def test_a_thing_that_suggests_is_named_in_full():
    (quote,) = quotes("Satellite images suggest that the reservoir is only half full.")
    assert quote.speaker == "Satellite images"


def test_pieces_of_an_interrupted_quote_are_one_utterance_by_one_speaker():
    first, second, other = direct(
        "“The bridge,” Ann Low said, “will open in May.” The unions disagreed. “Never,” said Jon Petri, who leads them."
    )
    assert first.utterance == second.utterance != other.utterance
    assert (first.speaker, second.speaker, other.speaker_name) == ("Ann Low", "Ann Low", "Jon Petri")


def test_a_quote_over_paragraphs_is_one_utterance():
    first, second = direct("“The bridge will open in May.\n\n“The road may take a year,” Ann Low said.")
    assert first.utterance == second.utterance
    assert first.closed and second.closed


NAMES = {
    "a surname": "Foreign Minister Ann Low arrived on Monday. “We will sign,” Low said.",
    "a pronoun": "Foreign Minister Ann Low arrived on Monday. “We will sign,” she said.",
    "an article is nobody's name": "Foreign Minister Ann Low arrived on Monday. A Chinese ship"
    " had left. “We will sign,” she said.",
    "a role": "Foreign Minister Ann Low arrived on Monday. “We will sign,” the minister said.",
}


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES)
def test_speaker_name_is_whom_the_mention_stands_for(text):
    assert direct(text)[0].speaker_name == "Ann Low"


def test_speaker_and_source_are_two_things():
    (quote,) = direct("“We will build more ships,” Marshal Han Ok Chol was quoted as saying by the news agency KCNA.")
    assert "Han Ok Chol" in quote.speaker
    assert "KCNA" in quote.source


def test_the_agency_that_says_what_somebody_said_is_the_source():
    (quote,) = direct("KCNA reported that Han Ok Chol told workers they “must build more ships”.")
    assert (quote.speaker_name, quote.source) == ("Han Ok Chol", "KCNA")


QUOTED_BY = {
    "an agency quoted somebody": "“The lock is open,” the news agency Tass quoted Jon Petri as saying.",
    "somebody was quoted by an agency": "Jon Petri was quoted by Tass as saying: “The lock is open and will stay so.”",
    "it quoted somebody": "Tass said that the lock works. “Ships go through again,” it quoted Jon Petri as saying.",
}


@pytest.mark.parametrize("text", QUOTED_BY.values(), ids=QUOTED_BY)
def test_whom_an_agency_quotes_speaks_and_the_agency_is_the_source(text):
    (quote,) = direct(text)
    assert quote.speaker == "Jon Petri"
    assert "Tass" in quote.source
    assert not any("as saying" in clause for clause in reported(text))


INSERTED = {
    "according to": ("The fee is one that was, according to the harbour office, “lower than a bus ticket”.", "office"),
    "in her words": ("Ann Low spoke of the strike. The port, in her words, had “slept through the spring”.", "her"),
    "in somebody's words": ("The port, in the mayor's words, had “slept through the spring”.", "mayor"),
}


@pytest.mark.parametrize(("text", "speaker"), INSERTED.values(), ids=INSERTED)
def test_an_insertion_beats_the_subject(text, speaker):
    (quote,) = direct(text)
    assert quote.speaker.endswith(speaker)


REPORTED = {
    "that": ("Ann Low said that the bridge would open in May.", "the bridge would open in May"),
    "without that": ("Ann Low said the bridge would open in May.", "the bridge would open in May"),
    "called for": ("Ann Low called for a second bridge over the strait.", "a second bridge over the strait"),
    "according to": ("The bridge will open in May, according to the harbour office.", "The bridge will open in May"),
    "a tag": ("The bridge will open in May, the harbour office said on Monday.", "The bridge will open in May"),
}


@pytest.mark.parametrize(("text", "clause"), REPORTED.values(), ids=REPORTED)
def test_reported_speech(text, clause):
    (found,) = reported(text)
    assert clause in found


UNSAID = {
    "two words": "The shipyard denies any blame.",
    "one noun": "The shipyard denied responsibility.",
    "a noun with its article": "The unions rejected the offer.",
}


@pytest.mark.parametrize("text", UNSAID.values(), ids=UNSAID)
def test_a_bare_object_is_no_report(text):
    assert reported(text) == []


def test_marks_around_nothing_that_can_be_seen_are_nobody_s_words():
    (quote,) = direct("Ann Low said: “\u200b”.")
    assert not quote.attributed


def test_what_somebody_speaks_of_is_no_report():
    found = quotes("“They were a waste of a spring,” Jon Petri said of the failed negotiations.")
    assert [quote.kind for quote in found] == [QuoteKind.DIRECT]


def test_a_term_is_nobody_s_words_but_part_of_the_clause_around_it():
    clause, term = quotes("Ann Low said on Monday that the term “dead water” should be dropped from the charts.")
    assert clause.attributed and not term.attributed
    assert clause.start < term.start and term.end < clause.end


def test_a_verdict_on_one_stays_attributed_after_hail():
    (quote,) = direct("Ann Low hailed the bridge as “a gift to every island in the strait”.")
    assert quote.attributed


def test_a_clause_around_marks_is_mixed_and_of_the_same_utterance():
    around, inside = quotes("Ann Low said the bridge was “a gift to the islands” and would open in May.")
    assert (around.kind, inside.kind) == (QuoteKind.MIXED, QuoteKind.DIRECT)
    assert around.utterance == inside.utterance
    assert around.start < inside.start and inside.end < around.end
    assert around.speaker == inside.speaker == "Ann Low"


def test_a_transcript_gives_every_turn_to_who_has_it():
    found = quotes("ANN LOW: The bridge will open in May.\n\nJON PETRI: Nobody told the unions.\n")
    assert [(quote.speaker, quote.text) for quote in found] == [
        ("ANN LOW", "The bridge will open in May"),
        ("JON PETRI", "Nobody told the unions"),
    ]


def test_narration_reports_nobody():
    assert quotes("The bridge opened in May. It is two miles long.") == ()


def test_marks_vouch_for_the_wording_only_where_the_article_made_them():
    headline, body = quotes(
        "Mayor: bridge ‘to open in May’\n\n“The bridge is going to open in May,” Ann Low, the mayor, said."
    )[-2:]
    assert (headline.kind, body.kind) == (QuoteKind.MIXED, QuoteKind.DIRECT)
    crosshead = quotes(
        "It is late.\n\n“It opens in May,” Ann Low, the mayor, said.\n\nA ‘long’ wait\n\n“I am sorry,” she said."
    )[1]
    assert (crosshead.text, crosshead.kind) == ("long", QuoteKind.MIXED)
    (flattened,) = quotes("''The bridge will open in May,'' said Ann Low, the mayor.")
    assert flattened.kind is QuoteKind.MIXED
