import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlcheck.drift import number
from xlcheck.drift.number import facts_in
from xlcheck.model import Aligned, Rendering, Severity
from xlcheck.text import words


def table(names, cases):
    return pytest.mark.parametrize(names, [pytest.param(*case[1:], id=case[0]) for case in cases])


HARMLESS = [
    ("a dose in two units", "the badge showed 0.4 millisieverts", "the badge read 400 microsieverts"),
    (
        "a conversion of a currency that few know",
        "The toll is 300 dirhams for a lorry",
        "A lorry pays a toll of 300 dirhams (about $30)",
    ),
    ("a conversion of a unit that few know", "the field measures 12 dunams", "the field measures 12 dunams (3 acres)"),
    ("words and figures", "about two hundred and fifty guests came", "around 250 guests came"),
    ("thousands with and without a comma", "1500 tents were put up by the lake", "1,500 tents were put up by the lake"),
    ("a space between the thousands", "the dam holds 12 000 litres", "the dam holds 12,000 litres"),
    ("a full stop between the thousands", "they counted 34.500 birds", "they counted 34,500 birds"),
    ("billions and thousands of millions", "the bridge cost 1.2bn kroner", "the bridge cost 1,200 million kroner"),
    ("rupees named before and after", "kin will get Rs 10 lakh each", "each family gets one million rupees (£9,000)"),
    ("a currency's code and its name", "a fine of CHF 2,000", "a fine of 2,000 Swiss francs"),
    ("millions glued to a figure after a currency", "the fund holds ₹500m", "the fund holds 500 million rupees"),
    ("a code and a sign before glued millions", "a EUR 100m loan", "a loan of €100m"),
    ("a range after a currency", "Rs 10 to 15 lakh a head", "between 1 and 1.5 million rupees a head"),
    ("a range in dollars", "it costs $10-15 million", "it costs 10 to 15 million dollars"),
    ("a code after its figure", "it cost 200 USD 10 years ago", "ten years ago it cost 200 dollars"),
    ("won as a verb in capitals", "WE WON 50 PERCENT OF THE VOTE", "we won half of the vote"),
    ("lakh and thousands", "the fund holds 5 lakh rupees", "the fund holds 500,000 rupees"),
    ("crore and millions", "two crore voters are registered", "20 million voters are registered"),
    ("one in four is a quarter", "one in four pupils stayed at home", "a quarter of the pupils stayed at home"),
    ("one in four is 25 per cent", "one in four pupils stayed at home", "25 per cent of pupils stayed at home"),
    ("nine out of ten", "nine out of ten wells are dry", "90% of the wells are dry"),
    ("half and fifty per cent", "half of the fleet is in port", "50 percent of the fleet is in port"),
    ("half a million", "half a million people live there", "500,000 people live there"),
    ("a dozen", "a dozen divers searched the wreck", "twelve divers searched the wreck"),
    ("half a dozen", "half a dozen boats were seen", "six boats were seen"),
    ("per cent in three spellings", "prices rose 3 per cent", "prices rose by 3%"),
    ("day before and after the month", "the talks open on 4 May", "the talks open on May 4"),
    ("the ordinal of a date", "the talks open on the 4th of May", "the talks open on May 4"),
    ("a date with its year and without", "he resigned on March 3, 2019", "he resigned on 3 March"),
    ("a date in figures", "the letter is dated 17/9/2021", "the letter is dated 17 September 2021"),
    ("a weekday added", "the port reopens on 6 June", "the port reopens on Monday, 6 June"),
    ("a year and its distance", "she was elected in 2019", "she was elected last year"),
    ("a clock time in two styles", "the siren went off at 9 a.m.", "the siren went off at nine o'clock"),
    ("the 24 hour clock", "the curfew starts at 9:30 p.m.", "the curfew starts at 21:30"),
    ("kilometres and miles", "the village is 80 km from the front", "the village is 50 miles from the front"),
    ("hectares and acres", "fire burnt 400 hectares of forest", "fire burnt about 1,000 acres of forest"),
    ("Celsius and Fahrenheit", "it was 40 degrees Celsius in the shade", "it was 104 degrees Fahrenheit in the shade"),
    ("a conversion in brackets", "the road is 30 miles long", "the road is 30 miles (48 km) long"),
    ("hours and days", "they have 48 hours to leave", "they have two days to leave"),
    ("months and years", "he was jailed for 18 months", "he was jailed for a year and a half"),
    ("an age in two forms", "a 48-year-old fisherman drowned", "a fisherman, 48, drowned"),
    ("decades with and without the century", "the law dates from the 80s", "the law dates from the 1980s"),
    ("both for two", "both sides left the room", "the two sides left the room"),
    ("one as a pronoun", "one of the guards was asleep", "a guard was asleep"),
    ("a range in two forms", "it will take 10 to 15 days", "it will take between 10 and 15 days"),
    ("the scale said once for a range", "between 2 and 3 million tonnes of grain", "2-3m tonnes of grain"),
    ("the scale said once, nothing counted", "20 to 30 thousand come daily", "20,000 to 30,000 come daily"),
    ("figures in another order", "12 boats and 300 men took part", "300 men took part, with 12 boats"),
    ("a number that belongs to a name", "a Typhoon-12 tractor drove by", "a Typhoon-12 tractor rolled past"),
    ("superscripts are no numbers", "the room is x² wide", "the room is x² across"),
    ("the currency sign and the word", "a loan of $40m was agreed", "a loan of 40 million dollars was agreed"),
    ("first and second as ordinals", "the 2nd battalion moved up", "the second battalion moved up"),
    ("a score in two styles", "the home side won 3:1", "the home side won 3-1"),
    ("said twice here and once there", "3 ships left, and the 3 ships are safe", "the three ships that left are safe"),
]


@table("a, b", HARMLESS)
def test_silent(told_by, a, b):
    assert [told for told in told_by(number, a, b) if told.severity.serious] == []
    assert [told for told in told_by(number, b, a) if told.severity.serious] == []


DRIFT = [
    ("another count", "2,000 soldiers crossed", "20,000 soldiers crossed", "2,000", "20,000"),
    (
        "another count in words",
        "two thousand crossed the river",
        "twelve thousand crossed the river",
        "two thousand",
        "twelve thousand",
    ),
    (
        "another scale",
        "the plant makes 15 million bolts",
        "the plant makes 15 billion bolts",
        "15 million",
        "15 billion",
    ),
    ("another per cent", "wages rose by 10 percent", "wages rose by 100 percent", "10 percent", "100 percent"),
    ("another fraction", "a third of the crop was lost", "half of the crop was lost", "a third", "half"),
    ("another unit", "the ash rose 3,200 metres", "the ash rose 3,200 feet", "3,200 metres", "3,200 feet"),
    ("another amount in rupees", "he paid Rs 5 lakh", "he paid 5 million rupees", "Rs 5 lakh", "5 million rupees"),
    ("another currency", "a fine of $5,000 was paid", "a fine of €5,000 was paid", "$5,000", "€5,000"),
    ("another day of the month", "they met on 10 April", "they met on 16 April", "10 April", "16 April"),
    ("another month", "they met on 10 April", "they met on 10 May", "10 April", "10 May"),
    ("another weekday", "the vote is on Tuesday", "the vote is on Thursday", "Tuesday", "Thursday"),
    ("another year", "the dam was built in 1987", "the dam was built in 1978", "1987", "1978"),
    ("noon and midnight", "the truce began at noon", "the truce began at midnight", "noon", "midnight"),
    ("another hour", "the siren went off at 9 a.m.", "the siren went off at 9 p.m.", "9 a.m.", "9 p.m."),
    ("another ordinal", "this is the third test", "this is the fourth test", "third", "fourth"),
    (
        "another prefix",
        "the badge showed 4 millisieverts",
        "the badge read 4 microsieverts",
        "4 millisieverts",
        "4 microsieverts",
    ),
    ("one end of a range", "it takes 10 to 15 days", "it takes 10 to 50 days", "15 days", "50 days"),
    ("another age", "a 48-year-old was held", "a 68-year-old was held", "48-year", "68-year"),
    ("another score", "the home side won 3:1", "the home side won 4:1", "3:1", "4:1"),
    ("another century", "a chapel of the 15th century", "a chapel of the 14th century", "15th", "14th"),
    (
        "a figure in free wording",
        "More than 410 families will get a new house before winter",
        "over 140 households are to be given new homes before the winter comes",
        "410",
        "140",
    ),
]


@table("a, b, in_a, in_b", DRIFT)
def test_told(told_by, a, b, in_a, in_b):
    assert [told[1:3] for told in told_by(number, a, b) if told.severity is Severity.CRITICAL] == [(in_a, in_b)]
    assert [told[1:3] for told in told_by(number, b, a) if told.severity is Severity.CRITICAL] == [(in_b, in_a)]


def test_bounds_that_point_apart(told_by):
    (told,) = told_by(number, "at least ten ships were lost", "at most ten ships were lost")
    assert told.severity is Severity.CRITICAL
    assert "at least ten" in told.message and "at most ten" in told.message


MINOR = [
    ("rounded", "1,998 voters signed the list", "about 2,000 voters signed the list"),
    ("a hedge gained", "2,000 voters signed the list", "about 2,000 voters signed the list"),
    ("a bound lost", "more than 300 ships called there", "300 ships called there"),
]


@table("a, b", MINOR)
def test_minor(told_by, a, b):
    assert [told.severity for told in told_by(number, a, b)] == [Severity.MINOR]


def test_only_one_side_gives_the_figure(told_by):
    a = "our engineers repaired 14 pumps in the flooded district and went home by train"
    b = "the engineers of our company mended pumps in the district under water and took a train home"
    assert [told[1:3] for told in told_by(number, a, b)] == [("14", None)]


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("two hundred and fifty-six thousand", 256_000, ""),
        ("three and a half million", 3_500_000, ""),
        ("a hundred", 100, ""),
        ("10,00,000", 1_000_000, ""),
        ("US$700 million", 700_000_000, "money:usd"),
        ("Rs. 500", 500, "money:inr"),
        ("₹3 crore", 30_000_000, "money:inr"),
        ("two thirds", 2 / 3, "share"),
        ("3½ litres", 0.0035, "volume"),
        ("thirty-first", 31, "ordinal"),
        ("tens of thousands", 10_000, "vague"),
        ("105 kmph", 105 / 3.6, "speed"),
        ("half an hour", 1800, "time"),
    ],
)
def test_value(text, value, dimension):
    (fact,) = facts_in(Rendering(text, words(text)))
    assert isinstance(fact, number.Quantity)
    assert fact.value == pytest.approx(value)
    assert fact.dimension == dimension


@given(st.text(alphabet=" 0123456789.,:/-%$²½٣onetwhudrmilaAprMyθ\n", max_size=80))
@settings(max_examples=300, deadline=None)
def test_never_raises(text):
    rendering = Rendering(text, words(text))
    assert all(0 <= fact.start < fact.end <= len(rendering.words) for fact in facts_in(rendering))
    list(number.check(Aligned(rendering, rendering, (), (), (), (), 1.0)))
