import pytest

from xlcheck.drift import name
from xlcheck.drift._capitals import names
from xlcheck.model import Severity
from xlcheck.names import Likeness, compare, fold, spelt_alike
from xlcheck.text import words


def table(header, cases):
    return pytest.mark.parametrize(header, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    ("a court by two names", "the juvenile court sent him home", "the youth court sent him home"),
    (
        "an ambulance is for rescue",
        "a rescue helicopter took her away",
        "she was taken away by an ambulance helicopter",
    ),
    ("a Korean name in two systems", "the train stopped at Pusan", "the train halted in Busan"),
    ("a county and its name alone", "the bus reached Kapchon County", "the bus got to Gapcheon"),
    ("two names of one scale", "it was 30 degrees Celsius", "it was 30 degrees Centigrade"),
    ("a town that no table holds and its state", "the fair is held in Charleroi", "Belgium has a fair like that"),
    ("a state by its other name", "the border of Transnistria is shut", "Tiraspol's border is closed"),
    ("a rank and its long form", "General Orlova signed the order", "Lieutenant General Orlova gave the order"),
    ("a sentence that begins with an article", "A ship came from Ghent", "From Ghent a vessel arrived"),
    ("a state and its letters", "the DPRK has closed the port", "North Korea has closed the port"),
    ("a state and its capital", "Moscow has recalled its envoy", "Russia has recalled its envoy"),
    ("a state and its people", "the Polish army sent a bridge", "Poland's army sent a bridge"),
    ("the North and its full name", "the North has tested an engine", "North Korea has tested an engine"),
    ("a hyphen in a name", "Kim Jong-un visited the dairy", "Kim Jong Un visited the dairy"),
    ("a surname with a title", "Mr Okafor opened the bridge", "Chidi Okafor opened the bridge"),
    ("a title and the same title shortened", "General Ruiz left the capital", "Gen. Ruiz left the capital"),
    ("another romanisation", "Zelensky spoke by telephone", "Zelenskyy spoke by telephone"),
    ("a romanisation far off", "Qadhafi spoke for an hour", "Gaddafi spoke for an hour"),
    ("a town under two names", "shells fell on Kharkiv", "shells fell on Kharkov"),
    ("a town in its own language", "the train left Napoli", "the train left Naples"),
    ("accents dropped", "Benoît Lemaître won the seat", "Benoit Lemaitre won the seat"),
    ("letters and what they stand for", "the WHO sent doctors", "the World Health Organization sent doctors"),
    ("a body with its words in another order", "the Ministry of Defence denied it", "the Defence Ministry denied it"),
    (
        "a body with and without the state",
        "the Ministry of National Defence denied it",
        "the Defence Ministry denied it",
    ),
    ("a pronoun for the name", "Tanaka said the dam would hold", "he said the dam would hold"),
    ("a description for the name", "NATA will publish the pictures", "the agency will publish the pictures"),
    ("a possessive", "the harvest of Moldova failed", "Moldova's harvest failed"),
    ("a slip of the keyboard", "the ferry reached Heraklion", "the ferry reached Heraklon"),
    ("a first word that is no name", "Heavy rain fell on the valley", "Strong rain fell on the valley"),
    ("a weekday is no name", "they leave on Monday", "they leave on Tuesday"),
    ("an adverb at the head", "Finally the gate opened", "Eventually the gate opened"),
    ("both in another order", "Peru and Chile signed the treaty", "Chile and Peru signed the treaty"),
    ("a group spelt out", "the Group of Seven met in June", "the G7 met in June"),
    ("two names of one office", "the Interior Ministry confirmed it", "the Home Office confirmed it"),
    ("a court by its rank and by what it tries", "the district court freed him", "he was freed by the criminal court"),
    ("two names of one authority", "the Revenue Authority took the goods", "the tax authority took the goods"),
    ("two names of one bank", "the central bank raised rates", "rates were raised by the reserve bank"),
    ("a sort of weapon and its genus", "two frigates left the bay", "two warships sailed out of the bay"),
    ("a part of a weapon", "they were beaten with rifle butts", "they were beaten with the butts of pistols"),
    ("what is no weapon", "a fuel tank caught fire", "a container of petrol caught fire"),
    ("capitals for stress", "THE GATES ARE OPEN", "The doors are open"),
]


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    assert [told for told in told_by(name, a, b) if told.severity.serious] == []
    assert [told for told in told_by(name, b, a) if told.severity.serious] == []


DRIFT = [
    ("names whose letters are no variants", "the bus reached Perry", "the bus reached Berry", "Perry", "Berry"),
    (
        "a town and the seat of its government",
        "the orchestra practises in a barn near Gori",
        "near Tbilisi the orchestra has a barn to practise in",
        "Gori",
        "Tbilisi",
    ),
    (
        "two rivers in free wording",
        "The Oder burst its banks at noon",
        "At noon the banks of the Neisse gave way",
        "Oder",
        "Neisse",
    ),
    (
        "another authority of the same state",
        "The papers were sent back to the Gambia Ports Authority",
        "It was the Gambia Revenue Authority to which the papers were sent back",
        "Gambia Ports Authority",
        "Gambia Revenue Authority",
    ),
    (
        "another court",
        "The Court of Audit found no fault with it",
        "No fault with it was found by the Supreme Court",
        "Court of Audit",
        "Supreme Court",
    ),
    (
        "another guard in small letters",
        "the coast guard stopped the trawler",
        "the trawler was stopped by the border guard",
        "coast guard",
        "border guard",
    ),
    (
        "another weapon",
        "Multiple rocket launchers were brought up to the river",
        "self-propelled howitzers were brought up to the river",
        "rocket launchers",
        "howitzers",
    ),
    (
        "made to fight something else",
        "They fired anti-tank missiles at the column",
        "The column was fired at with anti-aircraft missiles",
        "anti-tank missiles",
        "anti-aircraft missiles",
    ),
    (
        "a craft for something else",
        "Two attack helicopters were shot down",
        "Two transport helicopters have been shot down",
        "attack helicopters",
        "transport helicopters",
    ),
    (
        "another rank",
        "Colonel Varga opened the bridge",
        "The bridge was opened by General Varga",
        "Colonel Varga",
        "General Varga",
    ),
    ("another capital", "the delegation left for Moscow", "the delegation left for Minsk", "Moscow", "Minsk"),
    (
        "another weapon of one series",
        "the frigate fired a Hwasong-17",
        "the frigate fired a Hwasong-18",
        "Hwasong-17",
        "Hwasong-18",
    ),
    (
        "another member of a family",
        "Kim Jong Un toured the mill",
        "Kim Yo Jong toured the mill",
        "Kim Jong Un",
        "Kim Yo Jong",
    ),
    ("a town that looks alike", "ballots from Ubon are missing", "ballots from Udon are missing", "Ubon", "Udon"),
    ("states that look alike", "grain from Slovakia", "grain from Slovenia", "Slovakia", "Slovenia"),
    (
        "another ministry",
        "the defence ministry denied it",
        "the foreign ministry denied it",
        "defence ministry",
        "foreign ministry",
    ),
    ("another person", "Ángela Ruiz won the prize", "Marta Solís won the prize", "Ángela Ruiz", "Marta Solís"),
    (
        "a body for a town",
        "the talks in Geneva went on",
        "the talks in the Security Council went on",
        "Geneva",
        "Security Council",
    ),
    (
        "free wording",
        "Aid lorries will come in through the Argun gate from Sunday on, and no fee will be charged",
        "From Sunday, trucks with relief are going to enter by way of the Beslan gate without fees",
        "Argun",
        "Beslan",
    ),
]


@table("a, b, in_a, in_b", DRIFT)
def test_told(told_by, a, b, in_a, in_b):
    for x, y, words_x, words_y in ((a, b, in_a, in_b), (b, a, in_b, in_a)):
        (told,) = told_by(name, x, y)
        assert told.severity is Severity.CRITICAL
        assert (told.a, told.b) == (words_x, words_y)


def test_names_that_changed_places_are_another_kind(told_by):
    assert told_by(name, "Peru asked Chile to wait", "Chile asked Peru to wait") == []


@table(
    "x, y, likeness",
    [
        ("aliases", "u.s.", "america", Likeness.SAME),
        ("two states", "niger", "nigeria", Likeness.OTHER),
        ("a surname", "park min ho", "park", Likeness.PART),
        ("an initial", "j tyl", "josef tyl", Likeness.SAME),
        ("letters", "who", "world health organisation", Likeness.SAME),
        ("letters no table holds", "ilc", "island lighthouse commission", Likeness.SAME),
        ("strangers", "ruiz", "solis", Likeness.OTHER),
    ],
)
def test_compare(x, y, likeness):
    assert compare(x.split(), y.split()) is likeness


@pytest.mark.parametrize(
    ("x", "y"),
    [("zelensky", "zelenskiy"), ("kaddafi", "gadhafi"), ("chernov", "tchernov"), ("lukashenko", "lukashenka")],
)
def test_romanisations(x, y):
    assert spelt_alike(x, y)


@pytest.mark.parametrize(("x", "y"), [("ubon", "udon"), ("iran", "iraq"), ("minsk", "moscow"), ("mosul", "basra")])
def test_names_of_their_own(x, y):
    assert not spelt_alike(x, y)


def test_fold():
    assert fold("Škoda’s") == "skoda"


@table(
    "text, expected",
    [
        ("a weapon with its number", "a Hwasong-17 missile", ["Hwasong-17"]),
        ("a body", "the Bank of Ghana said", ["Bank of Ghana"]),
        ("an initial", "J. Tyl came", ["J. Tyl"]),
        ("months and days", "on Monday in April", []),
        ("the first word", "Heavy rain", ["Heavy"]),
    ],
)
def test_found(text, expected):
    cut = words(text)
    assert [text[cut[n.start].start : cut[n.end - 1].end] for n in names(cut)] == expected
