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
    (
        "stay shut and not reopen",
        "the museum will stay closed all summer",
        "there will be no reopening of the museum this summer",
    ),
    (
        "cut off and no connection",
        "the valley was cut off from the capital for three days",
        "for three days the valley had no link with the capital",
    ),
    ("called off and will be no", "the concert on Friday has been called off", "there will be no concert on Friday"),
    (
        "far from and not",
        "the factory did not close without warning",
        "far from closing unannounced, the factory gave warning",
    ),
    (
        "no reason why not",
        "there is no reason why the twins can't share a desk",
        "the twins can very well share a desk",
    ),
    ("untrue that not", "it isn't true that the nurses weren't paid", "the nurses were paid, whatever you hear"),
    (
        "none which does not",
        "there is no farm in the district which does not use the canal",
        "every farm in the district uses the canal",
    ),
    (
        "I know of none that lacks",
        "I do not know of any school on the island that lacks a library",
        "there is a library in every school on the island, as far as I know",
    ),
    (
        "without, not one",
        "Without the miners, the historian said, not one church would have been built here",
        "It is thanks to the miners that churches were built here",
    ),
    (
        "a ban that is lifted",
        "the council has lifted the ban on bonfires",
        "bonfires are no longer banned, the council decided",
    ),
    ("no longer and past", "she pities those who can no longer protest", "she pities those who are past all protest"),
    ("the rest", "more than that the pilot cannot say", "that is all the pilot can say"),
    ("the only one who has not", "he is the only one of the six who hasn't signed", "all six but him have signed"),
    ("under an age", "the camp is for children not yet twelve", "the camp is for children under twelve"),
    ("no secret", "the owners knew of the leak", "the leak was no secret to the owners"),
    ("over", "by May no tickets will be sold at this window", "the sale of tickets at this window will be over by May"),
    (
        "what an auxiliary stands for",
        "with the first boat you couldn't sail. With the second you couldn't row",
        "with the first boat, sailing was impossible; with the second, rowing was",
    ),
    ("for want of", "the mill closed because it had no water", "the mill closed for want of water"),
    (
        "nothing so, the most",
        "nothing else this year was read as widely as her novel",
        "her novel was the most widely read this year",
    ),
    ("a parenthesis", "the town is lacking a bridge, not a tunnel", "it is a bridge that the town lacks, not a tunnel"),
    ("no choice but", "the crew had no choice but to land", "the crew had to land"),
    ("a denial in two styles", "she denied having signed the letter", "she said she had not signed the letter"),
    ("has still to", "the clerk has still to reply to the widow", "the clerk has not replied to the widow yet"),
    (
        "unlike two things",
        "the museum will lend the paintings, but not the swords and not the drums",
        "paintings will be lent by the museum, unlike swords and drums",
    ),
    ("dry and no water", "the wells of the village were dry in May", "there was no water in the village wells in May"),
    (
        "nothing prevents and free",
        "Nothing in the lease prevents the baker from selling tea",
        "The baker is free to sell tea as far as the lease goes",
    ),
    (
        "dispense with",
        "the clinic plans to do without paper files",
        "the clinic intends to dispense with files on paper",
    ),
    (
        "none younger, all over",
        "the choir has nine singers, all of them over sixty",
        "nine people sing in the choir, none of them younger than sixty",
    ),
    (
        "with or without",
        "cyclists, with or without a helmet, will be stopped at the gate",
        "at the gate cyclists will be stopped, whether helmeted or not",
    ),
    (
        "but for",
        "we could not have saved the roof without the firemen",
        "but for the firemen the roof would not have been saved",
    ),
    (
        "the verb taken up",
        "I never wrote to the bishop. My uncle did, without asking me.",
        "She said that it was her uncle who had written to the bishop, without her knowledge.",
    ),
    (
        "not since, the first time since",
        "wages rose faster than prices for the first time since the war",
        "not since the war had wages risen faster than prices",
    ),
    ("forgo", "the owners will forgo their dividend in March", "in March there will be no dividend for the owners"),
    ("few who do not", "there are few in the port who do not know of it", "most people in the port know of it"),
    (
        "let through at all times, at no time stopped",
        "Midwives and firemen will be let through the gate at all times",
        "At no time will the midwives or the firemen be stopped at the gate",
    ),
    ("nobody in danger, everybody safe", "No lodger's belongings are at risk", "Every lodger's belongings are safe"),
    (
        "hungry and nothing to eat",
        "A stove that goes hungry cannot heat the hall, the sexton told the parish",
        "The sexton told the parish that a stove with nothing to eat cannot keep the hall warm",
    ),
    (
        "if you do not count, apart from",
        "Nobody fell, if you don't count the drummer, who slipped on the stairs",
        "Apart from the drummer, who lost his footing on the stairs, there were no falls",
    ),
    (
        "no better than",
        "A net that stays in the loft is so much string, the skipper said",
        "The skipper said that a net left in the loft was no better than string",
    ),
    (
        "never in all that time",
        "the tunnel has not once flooded in the forty years since it was dug",
        "never in all the forty years since it was dug has the tunnel been flooded",
    ),
    ("only one in ten", "only one in ten of the calves lives", "nine tenths of the calves never live"),
    (
        "not once after, for the first time since",
        "for the first time since the flood of 1961 the number of swans has risen",
        "not once after the 1961 flood had the number of swans gone up, until now",
    ),
    (
        "would have if",
        "The nurse would have stayed longer if the talk had been friendly",
        "The nurse did not stay on, since the talk was cold",
    ),
    ("a draw", "the match for the cup ended in a draw", "neither team won the match for the cup"),
    ("unless and if not so", "unless it snows, we march on Monday", "on Monday we march if it stays dry"),
    ("without and only with", "without a permit the cave is off limits", "you can only enter the cave with a permit"),
    (
        "not believed, believed too late",
        "I do not believe that the council was told in time",
        "in his opinion the council was told too late",
    ),
    ("unroll, roll out", "if you unroll the carpet it fills the hall", "rolled out, the carpet fills the hall"),
    (
        "would not have had it not",
        "The ferry would not have sailed had it not had the permit in writing",
        "The ferry sailed only because it had a written permit",
    ),
    (
        "ought to have",
        "the dean blamed the caretaker for not having locked the chapel",
        "in the dean's view the caretaker ought to have locked the chapel",
    ),
    ("not all and some not", "Not all of the miners were paid", "Some of the miners went unpaid"),
    ("not all, before and after", "Not all of the miners have been paid", "The miners have not all been paid"),
    ("all but two", "Not all of the miners were paid", "All the miners but two were paid"),
    (
        "not every soldier and there were some",
        "Not every soldier obeyed the order",
        "There were soldiers who did not obey the order",
    ),
    ("all have not, in the loose way", "Not all the members have signed", "All the members have not signed"),
    (
        "another all",
        "Not all of the bridges are safe, and all of them will be checked",
        "Some of the bridges are unsafe, and all of them will be checked",
    ),
    (
        "that all will is not promised",
        "The line cannot promise that everybody will be home by Christmas",
        "That all will be home by Christmas is not something the line can promise",
    ),
    (
        "not forget that each",
        "They had better not forget that each of their steps is being watched",
        "They should remember that we are watching their every step",
    ),
    ("not at all", "The new rule does not help at all", "The new rule gives everyone no help"),
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
    (
        "nobody and somebody",
        "there is nobody in the team who could lead it",
        "the team has someone able to lead it",
        "nobody",
        None,
    ),
    (
        "never and seldom",
        "the museum has never lent the vase",
        "the museum has seldom lent the vase out",
        "never",
        "seldom",
    ),
    (
        "not and not only",
        "I am not saying that the guards slept. I am saying that they were not paid",
        "My point is not only that the guards slept but that nobody paid them",
        None,
        "not only",
    ),
    (
        "denied once, not twice",
        "Nothing will stop the fishermen from going to court",
        "There is nothing that could make the fishermen go to court",
        "stop",
        None,
    ),
    (
        "yes to what was denied",
        "We have not yet found the diver",
        "The coastguard said they had found the diver",
        "not",
        None,
    ),
    (
        "a parenthesis",
        "He was not, the mayor insisted, under orders from the bank",
        "I am under orders from the bank",
        "not",
        None,
    ),
    (
        "oppose once",
        "the council did not oppose the plan for a dam",
        "the plan of a dam was opposed by the council",
        "not",
        None,
    ),
    (
        "yet to",
        "The bank has yet to receive any letter from the heirs",
        "The bank has received a letter from the heirs",
        "yet to",
        "received",
    ),
    ("unless and if", "Unless it snows, we march on Monday", "On Monday we march if it snows", "Unless", "if"),
    (
        "unless and despite",
        "The barge will not leave the dock unless a tug escorts it",
        "The barge will not leave the dock despite an escort by a tug",
        "unless",
        "despite",
    ),
    (
        "cannot and possible",
        "The bishop cannot have known about the loan",
        "It is possible that the bishop had knowledge of the loan",
        "cannot",
        "knowledge",
    ),
    (
        "without and with",
        "The choir travelled without its leader, who is recovering from a fever",
        "The leader, recovering after a fever, travelled with the choir",
        "without",
        None,
    ),
    (
        "without anyone and somebody",
        "The organ had played without anyone having touched it",
        "The organ played although somebody had touched it",
        "without",
        None,
    ),
    ("not one and not all", "Not a coin went missing", "Not every coin can be found", "Not a coin", "Not every coin"),
    (
        "what is not believed",
        "I do not believe that the council was informed",
        "In his opinion the council had been informed",
        "not believe",
        None,
    ),
    (
        "not all tested, all untested",
        "Not all of the sirens had been tested before the flood",
        "Before the flood the sirens had all gone untested",
        "Not all",
        "all",
    ),
    (
        "not all think it is, all think it is not",
        "Our members were not all of the view that the danger has passed",
        "All of our members took the view that the danger has not passed",
        "not all",
        "All",
    ),
    (
        "not every, not any",
        "Not every battalion has received the order to leave the heights",
        "The order to leave the heights has yet to reach any of the battalions",
        "Not every",
        "yet to reach any",
    ),
    (
        "not everyone, none",
        "Not everyone who was arrested has been charged",
        "None of those arrested had any charges brought against them",
        "Not everyone",
        "None",
    ),
    (
        "neither and not both",
        "Neither judge agreed with the verdict",
        "The judges did not both agree",
        "Neither",
        "both",
    ),
    (
        "not all lines, every line",
        "The strike has not affected all lines",
        "Every line has been hit by the strike",
        "not affected all",
        "Every",
    ),
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
