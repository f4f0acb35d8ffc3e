import pytest

from xlcheck.drift import modality
from xlcheck.drift._modals import Modal, conditions, markers, tense
from xlcheck.model import Aligned, Article, Quote, Rendering, Severity
from xlcheck.text import words


def table(names, cases):
    return pytest.mark.parametrize(names, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    (
        "a condition at the end in other words",
        "The union will end its strike provided that wages rise",
        "The strike will be ended by the union once pay goes up",
    ),
    (
        "possible in either wording, though it did not happen",
        "With the valves shut the tank might have exploded",
        "Had the valves been shut, the tank could have exploded",
    ),
    (
        "a question that answers itself",
        "What is the point of ringing the bell if nobody comes to the chapel?",
        "It makes no sense to ring the bell if nobody comes to the chapel",
    ),
    (
        "all they did was to do it",
        "We only swept the yard",
        "All that we did was to sweep the yard",
    ),
    (
        "as long as for how long it lasts",
        "The baker employs two more hands for the length of the fair",
        "For as long as the fair lasts, two more hands are employed by the baker",
    ),
    (
        "what is left to somebody's will",
        "The abbot may, if he sees fit, receive guests after dark",
        "It is for the abbot to receive guests after dark",
    ),
    (
        "against their will",
        "No monk has to sing against his will",
        "No monk is made to sing unless he wishes it",
    ),
    (
        "who could not did not",
        "The miners could not agree on any of the six offers",
        "There was not one of the six offers on which the miners agreed",
    ),
    (
        "had to be and needed",
        "Three sailors had to be treated for burns",
        "Three sailors needed treatment for burns",
    ),
    (
        "may and leave to do so",
        "The crew will hear on Monday whether they may proceed",
        "The crew will hear on Monday about permission to proceed",
    ),
    (
        "conceivable that it will",
        "We do not exclude that the old ferry may one day return to the lake",
        "It is conceivable that the old ferry will one day return to the lake",
    ),
    (
        "weather permitting",
        "Weather permitting, the race starts at noon",
        "The race starts at noon, unless the weather is bad",
    ),
    (
        "an imperative that is a condition",
        "We can sign the contract if the pension stays",
        "Keep the pension and the contract is one that we can sign",
    ),
    (
        "hangs on it",
        "They will sell the mill only if all the heirs give their consent",
        "The sale of the mill depends on the consent of all the heirs",
    ),
    (
        "a clause of purpose",
        "Let the grain through, so that the villages may eat",
        "Let the grain through: the villages need feeding",
    ),
    ("only a tag that asks", "You locked the shed yourself, right?", "You yourself locked the shed"),
    ("what is asked told of", "How long must we wait for the ferry?", "I wonder how long we wait for the ferry"),
    (
        "who want for if they want",
        "If growers want a loan, the bank will gladly see them",
        "The bank gladly lends to growers who want a loan",
    ),
    ("could be seen and was seen", "the smoke could be seen from the pass", "the smoke was seen from the pass"),
    ("should know and surely knows", "a pilot should know this reef", "a pilot surely knows this reef"),
    (
        "feared that it might, that it will",
        "they fear that frost might kill the vines",
        "they fear that frost will kill the vines",
    ),
    ("growers say and said", "growers say frost killed the vines", "growers said frost killed the vines"),
    (
        "if for whether",
        "It is no longer evident if the seal is safe",
        "It cannot be seen any longer that the seal is safe",
    ),
    ("one will for two verbs", "if you will feed us and will clothe us", "if you will feed us and clothe us"),
    ("were in a condition", "if the lake is dry it is lost", "if the lake were dry it is lost"),
    ("nouns have no tense", "he and his brothers kept the gate", "he and his brethren kept the gate"),
    (
        "could not for will not",
        "No farm will get through this drought",
        "Not a single farm could survive a drought like this",
    ),
    (
        "a plan with an adverb in it",
        "the team will also play in the hall on Sunday",
        "the team are also to play in the hall on Sunday",
    ),
    ("what is made to do a thing can", "a crane to lift the hull arrived", "a crane that can lift the hull arrived"),
    (
        "leaving something aside is no condition",
        "If we ignore the tolls, the trip costs ten crowns",
        "Putting aside the tolls, the trip costs ten crowns",
    ),
    ("must and have to", "every ship must carry a pilot", "every ship has to carry a pilot"),
    ("must and need to", "the village must be rebuilt", "the village needs to be rebuilt"),
    ("can and is able to", "the crane can lift forty tonnes", "the crane is able to lift forty tonnes"),
    ("will and is going to", "the mill will close in spring", "the mill is going to close in spring"),
    ("will and is to", "the mill will close in spring", "the mill is to close in spring"),
    ("said it will and said it would", "she said the road will reopen", "she said the road would reopen"),
    ("may and might", "the storm may turn north", "the storm might turn north"),
    ("may and possibly", "the letter may be a forgery", "the letter is possibly a forgery"),
    ("may and it is possible that", "the letter may be a forgery", "it is possible that the letter is a forgery"),
    ("if and should at the head", "if they come back, we will be ready", "should they come back, we will be ready"),
    ("if and when", "we will sign if the text is changed", "we will sign when the text is changed"),
    ("if and in the event", "call this number if there is a fire", "call this number in the event of a fire"),
    ("if and as long as", "they can stay if they pay rent", "they can stay as long as they pay rent"),
    ("only if and unless", "we will talk only if the guns are silent", "we will not talk unless the guns are silent"),
    (
        "only if and only when",
        "we will talk only if the guns fall silent",
        "we will talk only when the guns fall silent",
    ),
    ("perfect and past", "the board has agreed to the sale", "the board agreed to the sale"),
    ("past perfect and past", "he said he had seen the boat", "he said he saw the boat"),
    ("present and past after a verb of saying", "he said the dam is safe", "he said the dam was safe"),
    ("must not and may not", "visitors must not feed the seals", "visitors may not feed the seals"),
    ("will not and refuse", "the union will not sign", "the union refuses to sign"),
    ("imperative and must", "Keep away from the cliff", "You must keep away from the cliff"),
    ("a question on both sides", "who will pay for this?", "who is going to pay for this?"),
    ("a question reported", "will the bank pay?", "he asked whether the bank would pay"),
    ("the month of May", "in May the rains begin", "in May the rains start"),
    ("a will in writing", "the old man left a will", "the old man left a testament"),
    ("need as a noun", "he spoke of the need to train pilots", "he spoke of the necessity to train pilots"),
    ("as if", "they drove as if the road were theirs", "they drove as though the road were theirs"),
    ("a habit", "on market days the square would fill with carts", "on market days the square filled with carts"),
    ("ready to", "our army is ready to strike back at any time", "our army will strike back at any time"),
    ("a spelling", "the licence was revoked by the court", "the license was revoked by the court"),
    ("a condition in a participle", "if left alone, the reef will recover", "left alone, the reef will recover"),
    (
        "if in free wording",
        "Should the hostile acts go on, we shall answer in kind",
        "If the enemies keep up their acts, we will pay them back in kind",
    ),
    ("those who for if", "if anyone crosses the line, he will be shot", "those who cross the line will be shot"),
    ("a measure", "the queue is half as long as before", "we have cut the queue in half"),
    (
        "if they chose to",
        "the towns could close the mill, if they chose to",
        "the towns had the right to close the mill",
    ),
    ("meant to and supposed to", "the pool was supposed to open in May", "the pool was meant to open in May"),
    (
        "if there is",
        "in a storm the guard may ring the bell",
        "if there's a storm, the guard is allowed to ring the bell",
    ),
    (
        "what is suggested",
        "My doctor suggested that I drink more water",
        "It was my doctor's suggestion that I should drink more water",
    ),
    (
        "with a participle",
        "The bank kept its rate and hinted that loans could become cheaper in May if fuel prices continued to fall",
        "The bank kept its rate. It hinted that, with petrol getting less dear, loans could become cheaper in May",
    ),
    ("about to and imminent", "the line was about to be cut", "the cutting of the line was imminent"),
    (
        "not one would have",
        "Without the monks, not one sack of rice would have got through",
        "It is thanks to the monks that any rice got through",
    ),
    ("nothing will and nothing could", "nothing will stop us from going", "there is nothing that could keep us"),
    ("an attempt twice", "the crew tried to save the horse", "the men made an effort to save the horse"),
    ("hearsay twice", "the duke is said to have sold the castle", "the duke reportedly sold the castle"),
    ("hopes twice", "they hope to win the cup", "what they want is to win the cup"),
    ("advises that it will", "the port advises that the ban will end in May", "in May the port will end its ban"),
    ("advice twice", "the doctor advised us to rest", "the doctor suggested that we should rest"),
    ("should have, twice", "the pilot should have turned back", "the pilot ought to have turned back"),
    ("orders", "my orders were to hold the gate", "he said he was under orders to hold the gate"),
    ("if and when", "if the dam breaks, the town will be flooded", "when the dam breaks, the town will be flooded"),
    ("can hardly and unlikely", "that can hardly be true", "that is unlikely to be true"),
    (
        "provided, as long as",
        "He would be happy to train youngsters, provided no one wanted him to read spreadsheets",
        "He said he would gladly train young players as long as nobody asked him to read spreadsheets",
    ),
    (
        "provided, once",
        "The strike ends on Friday, provided the firm pays the arrears",
        "The strike will be over on Friday once the firm has paid the arrears",
    ),
    ("provided, a participle", "The vaccine works, provided it is kept cold", "Kept cold, the vaccine does its job"),
    (
        "given by somebody",
        "The clinic, provided by the church, has forty beds",
        "The church gave us a forty-bed clinic",
    ),
    (
        "which provides",
        "Two units are in operation, providing a total of forty rooms",
        "Forty rooms in all are in use in two units",
    ),
]


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    assert [told for told in told_by(modality, a, b) if told.severity.serious] == []
    assert [told for told in told_by(modality, b, a) if told.severity.serious] == []


DRIFT = [
    (
        "free to and bound to, of another verb",
        "The guests are allowed to visit the vault",
        "The guests have to inspect the vault",
        "are allowed to visit",
        "have to inspect",
    ),
    (
        "a condition at the end",
        "The crew will be released unless the court objects",
        "The seamen are going to be freed",
        "unless",
        None,
    ),
    (
        "a condition at the head",
        "If the rain stops, the farmers will begin the harvest on Monday",
        "The farmers are going to start harvesting on Monday",
        "If",
        None,
    ),
    (
        "what might have happened",
        "With the valves shut the tank might have exploded",
        "Had the valves been shut, the tank would have exploded",
        "might have exploded",
        "would have exploded",
    ),
    ("will and may", "we will answer every attack", "we may answer every attack", "will answer", "may answer"),
    (
        "must and may",
        "the crews must be ready at any hour",
        "the crews may be ready at any hour",
        "must be ready",
        "may be ready",
    ),
    (
        "must and should",
        "all banks must freeze the accounts",
        "all banks should freeze the accounts",
        "must freeze",
        "should freeze",
    ),
    (
        "may and a plain past",
        "the fire may have been set on purpose",
        "the fire was set on purpose",
        "may have been set",
        "was set",
    ),
    (
        "only if",
        "the talks can resume only if the siege ends",
        "the talks can resume if the siege ends",
        "only if",
        "if",
    ),
    (
        "a plan told as done",
        "the launch will be carried out in the morning",
        "the launch was carried out in the morning",
        "will be",
        "was",
    ),
    (
        "plans told as done",
        "the mill plans to dismiss forty weavers at its dye house",
        "the mill has dismissed forty weavers at its dye house",
        "plans to dismiss",
        "has dismissed",
    ),
    (
        "what is expected told as done",
        "the envoy is expected to sign the lease on Monday",
        "the envoy signed the lease on Monday",
        "is expected to sign",
        "signed",
    ),
    (
        "a wish told as agreed",
        "all states should freeze their tests",
        "all states have agreed to freeze their tests",
        "should freeze",
        "freeze",
    ),
    ("another tense", "the reactor is a danger to the town", "the reactor was a danger to the town", "is", "was"),
    ("an inflected verb", "the company pays its divers well", "the company paid its divers well", "pays", "paid"),
    ("a question", "The army has left the valley.", "Has the army left the valley?", "valley.", "valley?"),
    (
        "a condition lost in free wording",
        "If the neighbours go on flying balloons over our fields, we will use our right to shoot them down",
        "We will use our right to shoot down the balloons that the neighbours go on flying over our fields",
        "If the neighbours",
        None,
    ),
    (
        "may in free wording",
        "The flood may have been caused by a gate that somebody left open",
        "The flooding was caused by somebody who had left a gate open",
        "may",
        "caused",
    ),
    ("an attempt", "The nurse tried to warn the ward", "The nurse managed to alert the ward", "tried", "managed"),
    (
        "an attempt and the act",
        "She tried to warn the miners, but the siren was broken",
        "The siren was broken by the time she had warned the miners",
        "tried to warn",
        "warned",
    ),
    (
        "hearsay",
        "The comet is thought to have burned up over Chile on Sunday",
        "On Sunday the comet burned up above Chile",
        "thought to have burned",
        "burned",
    ),
    (
        "a hope",
        "The mayor hopes to reopen the market before Lent",
        "Before Lent the mayor will reopen the market",
        "hopes to reopen",
        "will reopen",
    ),
    (
        "advice and order",
        "The board recommends that the pier be closed",
        "The board has ordered that the pier be closed",
        "recommends",
        "ordered",
    ),
    (
        "weighed and decided, the other way round",
        "The harbour master considered a closure of the quay",
        "A closing of the quay was ordered by the harbour master",
        "considered",
        "ordered",
    ),
    ("need not and may not", "Guests do not have to sign", "Guests are not allowed to sign", "have to", "allowed"),
    (
        "planned and made to",
        "We were going to name the boat Heron, but our agent found another with that name",
        "We were obliged to call the boat Heron, yet our agent discovered another with the same name",
        "going to",
        "obliged to",
    ),
    (
        "a condition and its fact",
        "If the river ferry is late, the fair opens in the afternoon",
        "The fair opens after noon because the river ferry was late",
        "If",
        "because",
    ),
    (
        "should have and did",
        "The clinic should have warned its patients about the dye",
        "The clinic gave its patients a warning about the dye",
        "should have warned",
        "warning",
    ),
    (
        "a duty with a subject of its own",
        "Fishermen may apply for a licence until May",
        "It is compulsory for fishermen to apply for a licence by May",
        "may apply",
        "compulsory",
    ),
    ("might, and said he would", "I might stay for a year", "He said he would remain for a year", "might", "would"),
    (
        "provided and now that",
        "The men will be back on Monday, provided the eleven who were dismissed are taken on again",
        "On Monday the men take up work again, now that the eleven who were sacked are being re-engaged",
        "provided the",
        "now that",
    ),
    (
        "first and afterwards",
        "A surveyor from a neutral country may examine the cargo, provided that the ship is released first",
        "The cargo may be inspected by a neutral surveyor, after which the ship is to be released",
        "provided that",
        "after which",
    ),
    (
        "on condition and since",
        "Aid will flow on condition that the roads are cleared",
        "Aid will flow since the roads have been cleared",
        "condition",
        "since",
    ),
]


@table("a, b, in_a, in_b", DRIFT)
def test_told(told_by, a, b, in_a, in_b):
    for x, y, words_x, words_y in ((a, b, in_a, in_b), (b, a, in_b, in_a)):
        found = [told for told in told_by(modality, x, y) if told.severity is Severity.MAJOR]
        assert len(found) == 1
        assert words_x is None or words_x in found[0].a
        assert words_y is None or words_y in found[0].b


@table(
    "text, expected",
    [
        ("a contraction", "we won't go", [Modal.WILL]),
        ("a phrase", "it is able to fly", [Modal.CAN]),
        ("the longest marker", "they have no choice but to leave", [Modal.MUST]),
        ("a noun", "the will of the people", []),
        ("none", "they left at dawn", []),
    ],
)
def test_markers(text, expected):
    assert [marker.modal for marker in markers(text.split())] == expected


@table(
    "text, expected",
    [
        ("if", "if it rains we stay", (0,)),
        ("as if", "as if it rained", ()),
        ("asked if", "she asked if it rained", ()),
        ("provided that", "fine provided that it holds", (1,)),
        ("if you ask me", "if you ask me they are late", ()),
        ("if one looks", "if one looks closely it moves", ()),
        ("said to somebody", "if you cross the line we fire", (0,)),
        ("one of several", "if one of them leaves the talks are over", (0,)),
    ],
)
def test_conditions(text, expected):
    assert conditions(text.split()) == expected


@table(
    "text, expected",
    [
        ("future", "will be carried", "future"),
        ("past passive", "was carried", "past"),
        ("perfect", "has agreed", "perfect"),
        ("irregular", "brought up", "past"),
        ("present ending in -ing", "bring up", "present"),
    ],
)
def test_tense(text, expected):
    assert tense(text.split()) == expected


def cut_from(paragraph, text):
    """A direct quote's stretch, with the rest of its paragraph around it; the quote is what stands in marks."""
    opens, closes = paragraph.index("“") + 1, paragraph.index("”")
    start = paragraph.index(text)
    quote = Quote(Article("", paragraph), opens, closes)
    whole = (start, start + len(text)) == (opens, closes)
    return Rendering(text, words(text), paragraph[:start], paragraph[start + len(text) :], quote, whole)


@pytest.mark.parametrize(
    ("full", "kept"),
    [
        pytest.param("“Should a ship come, we will shut the port,” he said.", "we will shut the port,", id="before"),
        pytest.param("“We will shut the port if a ship comes,” he said.", "We will shut the port", id="after"),
    ],
)
def test_a_condition_cut_off_at_a_quotes_edge(full, kept):
    mine = cut_from(full, kept)
    bare = cut_from("“We will shut the port,” he said.", "We will shut the port,")
    told = [d for d in modality.check(Aligned(mine, bare, (), (), (), (), 0.95)) if d.severity.serious]
    assert ["condition" in d.message for d in told] == [True]
    named = cut_from("“We will shut the port,” he said, if a ship came.", "We will shut the port,")
    assert [d for d in modality.check(Aligned(mine, named, (), (), (), (), 0.95)) if d.severity.serious] == []
