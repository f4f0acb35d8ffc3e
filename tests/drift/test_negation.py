import pytest

from xlcheck.drift import negation
from xlcheck.drift._negatives import carries_negation, negatives
from xlcheck.model import Severity


def table(names, cases):
    return pytest.mark.parametrize(names, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    (
        "a denial in each of two clauses",
        "The nurse broke no rule and she will not be dismissed",
        "The nurse did not violate a single rule, and she won't be fired",
    ),
    (
        "two clauses, the first denied alone",
        "The pilot made no error, and he will be promoted",
        "The airman did not make any error and he is going to be promoted",
    ),
    ("no and not any", "there is no evidence of a leak", "there is not any evidence of a leak"),
    ("no one can and nobody is able to", "no one can leave the island", "nobody is able to leave the island"),
    ("neg-raising with think", "we do not think they will come back", "we think they will not come back"),
    ("neg-raising with expect", "he does not expect the bank to cut rates", "he expects the bank not to cut rates"),
    ("a contraction", "the crew didn't see the rock", "the crew did not see the rock"),
    ("cannot and unable to", "the hospital cannot take more patients", "the hospital is unable to take more patients"),
    ("refused to and did not", "the captain refused to leave the ship", "the captain would not leave the ship"),
    ("failed to and did not", "the two parties failed to agree on a date", "the two parties did not agree on a date"),
    ("unless and if not", "we will strike unless wages rise", "we will strike if wages do not rise"),
    ("until and not before", "the bridge will not open before May", "the bridge will stay closed until May"),
    (
        "never forget and always remember",
        "our people will never forget this day",
        "our people will always remember this day",
    ),
    (
        "without delay and promptly",
        "the deal must be implemented without delay",
        "the deal must be implemented promptly",
    ),
    ("without exception and all", "members voted for it without exception", "all the members voted for it"),
    ("no more than and only", "they are no more than hired hands", "they are only hired hands"),
    ("nothing but and only", "he told them nothing but lies", "he told them only lies"),
    (
        "not only and as well as",
        "they lost not only the house but also the boat",
        "they lost the house as well as the boat",
    ),
    ("neither nor and not or", "neither the mayor nor his deputy came", "the mayor and his deputy did not come"),
    ("not possible and impossible", "it is not possible to rebuild the pier", "it is impossible to rebuild the pier"),
    ("a negative prefix", "the sentence was not fair", "the sentence was unfair"),
    ("not a single and no", "not a single house was left standing", "no house was left standing"),
    ("not all and only some", "not all of the workers were paid", "only some of the workers were paid"),
    ("not uncommon and common", "such storms are not uncommon here", "such storms are common here"),
    ("double negation", "no family was left without a roof", "every family has a roof"),
    ("lack and not have", "the clinic lacks clean water", "the clinic does not have clean water"),
    ("no longer and stopped", "the factory no longer makes tyres", "the factory stopped making tyres"),
    ("refuse with a noun", "the union turned the offer down", "the union did not accept the offer"),
    ("little and not much", "there was little time to run", "there was not much time to run"),
    ("not true and false", "the claim is not true", "the claim is false"),
    ("an idiom in the negative", "make no mistake, the road is dangerous", "be in no doubt that the road is dangerous"),
    ("no as an interjection", "No, the minister will stay", "The minister will stay, no question"),
    ("no before a number", "the trial of block No. 4 went well", "the trial of block number 4 went well"),
    ("whether or not", "they will march whether or not it rains", "they will march even if it rains"),
    (
        "a rhetorical absurdity",
        "it is absurd that they should deny us this right",
        "they have no business denying us this right",
    ),
    (
        "not until and only when",
        "they will not talk until the siege is lifted",
        "they will talk only when the siege is lifted",
    ),
    ("forbid and must not", "the decree forbids fishing at night", "under the decree people must not fish at night"),
    (
        "a negated clause in another place",
        "because it did not rain, the crop failed",
        "the crop failed for lack of rain",
    ),
    ("nor that carries on", "we did not ask for it, nor do we want it", "we neither asked for it nor want it"),
    (
        "free wording",
        "Nobody is allowed to swim within a mile of the wreck",
        "People must not bathe inside a radius of one mile of the wreck",
    ),
    ("ignore and pay no heed", "they ignored our warnings", "they paid no heed to our warnings"),
    ("a denial in two styles", "she denied having signed the letter", "she said she had not signed the letter"),
]


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    assert [told for told in told_by(negation, a, b) if told.severity.serious] == []
    assert [told for told in told_by(negation, b, a) if told.severity.serious] == []


DRIFT = [
    (
        "the second of two clauses",
        "The nurse broke no rule and she will not be dismissed",
        "The nurse did not break any rules, and she will be dismissed",
        "not",
        "dismissed",
    ),
    (
        "the second of two clauses after but",
        "The clerk took nothing, but he must not be trusted with the safe",
        "The clerk stole nothing but he must be trusted with the safe",
        "not",
        "trusted",
    ),
    ("not", "we will not be the first to fire", "we will be the first to fire", "not", None),
    ("no", "the rebels have no way to retreat", "the rebels have a way to retreat", "no way", "way"),
    ("never", "the ship has never been inspected", "the ship has been inspected", "never", None),
    (
        "a contraction",
        "the tests weren't finished in spring",
        "the tests were finished in spring",
        "weren't finished",
        "finished",
    ),
    ("neither and both", "neither village was evacuated", "both villages were evacuated", "neither", None),
    ("nobody and everybody", "nobody warned the passengers", "everybody warned the passengers", "nobody", None),
    ("without and with", "the convoy left without an escort", "the convoy left with an escort", "without", None),
    (
        "failed to dropped",
        "they failed to reach an accord on prisoners",
        "they reached an accord on prisoners",
        "failed",
        None,
    ),
    ("refused to dropped", "the guards refused to open the gate", "the guards opened the gate", "refused", None),
    (
        "denied and confirmed",
        "the bank denied that it had lost money",
        "the bank confirmed that it had lost money",
        "denied",
        "confirmed",
    ),
    (
        "not only",
        "the drought is not the only cause of the famine",
        "the drought is not the cause of the famine",
        "only",
        None,
    ),
    ("not all", "not all ministers backed the plan", "ministers did not back the plan", "not all", None),
    ("not merely", "the visit was not merely a courtesy", "the visit was a courtesy", "not merely", None),
    (
        "before a word already negative",
        "the council opposed the sale",
        "the council did not oppose the sale",
        None,
        "not",
    ),
    (
        "free wording",
        "Early tests do not point to any flaw in the signalling system",
        "First checks indicate a flaw of the signal system",
        "not",
        "indicate",
    ),
    (
        "free wording, the other way",
        "The guards let the children go through the gate after an hour",
        "An hour later the guards did not allow the children to pass through the gate",
        None,
        "not",
    ),
    ("a prefix", "the figures are reliable", "the figures are unreliable", "reliable", "unreliable"),
    ("another predicate", "he did not promise to shell the town", "he promised not to shell the town", "not", "not"),
]


@table("a, b, in_a, in_b", DRIFT)
def test_told(told_by, a, b, in_a, in_b):
    for x, y, words_x, words_y in ((a, b, in_a, in_b), (b, a, in_b, in_a)):
        found = [told for told in told_by(negation, x, y) if told.severity.serious]
        assert len(found) == 1
        assert words_x is None or words_x in found[0].a
        assert words_y is None or words_y in found[0].b


def test_message_names_both_wordings(told_by):
    (told,) = told_by(negation, "they will not attack first", "they will attack first")
    assert told.message == "Only one rendering negates: A says “will not attack”, B says “will attack”."
    assert told.severity is Severity.CRITICAL


def test_little_doubt_is_not_no_doubt(told_by):
    (told,) = told_by(negation, "there is little doubt that it flew", "there is no doubt that it flew")
    assert (told.severity, told.a, told.b) == (Severity.MAJOR, "little", "no")


@pytest.mark.parametrize("word", ["unfair", "inaction", "disagree", "impossible", "endless", "illegal", "non-payment"])
def test_words_that_negate_within(word):
    assert carries_negation(word)


@pytest.mark.parametrize(
    "word", ["under", "understand", "international", "missile", "unit", "discuss", "important", "unless"]
)
def test_words_that_only_look_it(word):
    assert not carries_negation(word)


@pytest.mark.parametrize(
    "text", ["no more than forty", "no doubt", "not later than noon", "whether or not", "nothing but lies"]
)
def test_idioms_do_not_count(text):
    assert all(negative.force < 3 for negative in negatives(text.split()))
