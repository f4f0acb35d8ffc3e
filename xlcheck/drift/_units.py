"""Units of measure and money as news English names them, with the factor to one base unit for each dimension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlcheck.model import Word


@dataclass(frozen=True, slots=True)
class Unit:
    """`value * factor + shift` is the amount in the base unit of `dimension`."""

    name: str
    dimension: str
    factor: float
    shift: float = 0.0


# dimension, factor, shift, names parted by |; a name may be several words
_TABLE: tuple[tuple[str, float, float, str], ...] = (
    ("share", 0.01, 0, "percent|per cent|%|pct|per cent.|percentage|percentages"),
    ("share", 0.001, 0, "‰|permille|per mille"),
    ("points", 1, 0, "percentage point|percentage points|percent point|percent points|per cent points|pp|point|points"),
    ("length", 0.001, 0, "mm|millimetre|millimetres|millimeter|millimeters"),
    ("length", 0.01, 0, "cm|centimetre|centimetres|centimeter|centimeters"),
    ("length", 1, 0, "m|metre|metres|meter|meters"),
    ("length", 1000, 0, "km|kms|kilometre|kilometres|kilometer|kilometers"),
    ("length", 0.0254, 0, "inch|inches"),
    ("length", 0.3048, 0, "ft|foot|feet"),
    ("length", 0.9144, 0, "yd|yard|yards"),
    ("length", 1609.344, 0, "mi|mile|miles"),
    ("length", 1852, 0, "nautical mile|nautical miles|nm|nmi"),
    ("area", 1, 0, "square metre|square metres|square meter|square meters|sq m|m²|sq metres|sq meters"),
    ("area", 1e6, 0, "square kilometre|square kilometres|square kilometer|square kilometers|sq km|km²"),
    ("area", 2.589988e6, 0, "square mile|square miles|sq mi|sq miles"),
    ("area", 0.09290304, 0, "square foot|square feet|sq ft"),
    ("area", 1e4, 0, "ha|hectare|hectares"),
    ("area", 4046.856, 0, "acre|acres"),
    ("area", 666.67, 0, "mu"),
    ("volume", 0.001, 0, "l|litre|litres|liter|liters"),
    ("volume", 1e-6, 0, "ml|millilitre|millilitres|milliliter|milliliters"),
    ("volume", 0.003785412, 0, "gallon|gallons"),
    ("volume", 0.158987, 0, "barrel|barrels|bbl"),
    ("volume", 1, 0, "cubic metre|cubic metres|cubic meter|cubic meters|m³|cu m"),
    ("volume", 0.02831685, 0, "cubic foot|cubic feet|cu ft"),
    ("mass", 1e-3, 0, "g|gram|grams|gramme|grammes"),
    ("mass", 1e-6, 0, "mg|milligram|milligrams|milligramme|milligrammes"),
    ("mass", 1e-9, 0, "µg|μg|mcg|microgram|micrograms|microgramme|microgrammes"),
    ("mass", 1, 0, "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes"),
    ("mass", 0.5, 0, "jin|catty|catties"),
    ("mass", 1000, 0, "t|tonne|tonnes|ton|tons|metric ton|metric tons|metric tonne|metric tonnes"),
    ("mass", 0.45359237, 0, "lb|lbs|pound in weight|pounds in weight"),
    ("mass", 0.028349523, 0, "oz|ounce|ounces"),
    ("yield", 1, 0, "kt|kiloton|kilotons|kilotonne|kilotonnes"),
    ("yield", 1000, 0, "mt|megaton|megatons|megatonne|megatonnes"),
    (
        "speed",
        1 / 3.6,
        0,
        "km / h|kmph|kph|kmh|km per hour|kilometres per hour|kilometers per hour|kilometres an hour|kilometers an hour",
    ),
    ("speed", 0.44704, 0, "mph|miles per hour|miles an hour"),
    ("speed", 1, 0, "m / s|metres per second|meters per second|metres a second|meters a second"),
    ("speed", 0.514444, 0, "kn|knot|knots"),
    (
        "temperature",
        1,
        0,
        "°|°c|° c|degree|degrees|degree celsius|degrees celsius|degree centigrade|degrees centigrade|degrees c|c"
        "|celsius",
    ),
    ("temperature", 5 / 9, -160 / 9, "°f|° f|degree fahrenheit|degrees fahrenheit|degrees f|f|fahrenheit"),
    ("power", 1, 0, "w|watt|watts"),
    ("power", 1e3, 0, "kw|kilowatt|kilowatts"),
    ("power", 1e6, 0, "mw|megawatt|megawatts"),
    ("power", 1e9, 0, "gw|gigawatt|gigawatts"),
    ("dose", 1, 0, "sv|sievert|sieverts"),
    ("dose", 1e-3, 0, "msv|millisievert|millisieverts"),
    ("dose", 1e-6, 0, "µsv|μsv|microsievert|microsieverts"),
    ("voltage", 1, 0, "volt|volts"),
    ("voltage", 1e3, 0, "kv|kilovolt|kilovolts"),
    ("frequency", 1, 0, "hz|hertz"),
    ("frequency", 1e3, 0, "khz|kilohertz"),
    ("frequency", 1e6, 0, "mhz|megahertz"),
    ("frequency", 1e9, 0, "ghz|gigahertz"),
    ("data", 1, 0, "byte|bytes"),
    ("data", 1e3, 0, "kb|kilobyte|kilobytes"),
    ("data", 1e6, 0, "mb|megabyte|megabytes"),
    ("data", 1e9, 0, "gb|gigabyte|gigabytes"),
    ("data", 1e12, 0, "tb|terabyte|terabytes"),
    ("energy", 1, 0, "kwh|kilowatt hour|kilowatt hours|kilowatt - hours"),
    ("energy", 1e3, 0, "mwh|megawatt hour|megawatt hours"),
    ("time", 1, 0, "sec|secs|second|seconds"),
    ("time", 60, 0, "min|mins|minute|minutes"),
    ("time", 3600, 0, "hr|hrs|hour|hours"),
    ("time", 86400, 0, "day|days"),
    ("time", 604800, 0, "week|weeks"),
    ("time", 1209600, 0, "fortnight|fortnights"),
    ("months", 1, 0, "month|months"),
    ("months", 3, 0, "quarters"),  # a single one is a part; two of them are read as a half before any unit is
    ("months", 12, 0, "year|years|yr|yrs"),
    ("months", 120, 0, "decade|decades"),
    ("months", 1200, 0, "century|centuries"),
    ("months", 12000, 0, "millennium|millennia|millenniums"),
    ("times", 1, 0, "times|- fold|fold"),
    ("magnitude", 1, 0, "magnitude"),
    ("money:usd", 1, 0, "$|usd|dollar|dollars|us dollar|us dollars|u.s. dollar|u.s. dollars"),
    ("money:usd", 0.01, 0, "cent|cents"),
    ("money:eur", 1, 0, "€|eur|euro|euros"),
    ("money:gbp", 1, 0, "£|gbp|pound|pounds|pounds sterling|pound sterling|sterling"),
    ("money:yen", 1, 0, "¥|jpy|yen"),
    ("money:cny", 1, 0, "cny|rmb|yuan|renminbi"),
    ("money:krw", 1, 0, "₩|krw|won"),
    ("money:inr", 1, 0, "₹|rs|inr|rupee|rupees"),
    ("money:rub", 1, 0, "rub|rouble|roubles|ruble|rubles"),
    ("money:chf", 1, 0, "chf|franc|francs|swiss franc|swiss francs"),
    ("money:czk", 1, 0, "czk|crown|crowns|koruna|korunas|koruny|kc"),
    ("money:pln", 1, 0, "pln|zloty|zlotys|złoty|zł"),
    ("money:uah", 1, 0, "uah|hryvnia|hryvnias"),
    ("money:brl", 1, 0, "brl|real|reais|reals"),
)

UNITS: dict[str, Unit] = {
    name: Unit(name, dimension, factor, shift)
    for dimension, factor, shift, names in _TABLE
    for name in names.split("|")
}
# Spans that stand for a number though an article precedes them: a fortnight is fourteen days.
LONG_SPANS = ("fortnight", "decade", "century", "millennium")
_LONGEST = max(len(name.split()) for name in UNITS)
# Single letters and short words that are units only straight after a figure, never after a number in words.
_MODIFIERS = {
    "full",
    "whole",
    "consecutive",
    "straight",
    "successive",
    "long",
    "more",
    "further",
    "additional",
    "solid",
    "calendar",
    "working",
    "-",
}


def unit_at(lower: Sequence[str], at: int) -> tuple[Unit, int] | None:
    """The unit named from word `at` on, and its length in words; a word such as `full` may stand before it."""
    for skip in (0, 1):
        if skip and lower[at : at + 1] and lower[at] not in _MODIFIERS:
            return None
        for length in range(_LONGEST, 0, -1):
            name = " ".join(lower[at + skip : at + skip + length])
            name = name.removesuffix("'s")  # half a year's notice
            if len(lower) >= at + skip + length and name in UNITS:
                return UNITS[name], length + skip
    return None


_SIGNS = frozenset("$€£¥₩₹")
# Abbreviations that stand before a figure as well as after it, in capitals; WON is also a verb, YEN a longing.
_CODES = frozenset("Rs USD EUR GBP JPY CNY RMB KRW INR RUB CHF CZK PLN UAH BRL".split())


def currency_before(words: Sequence[Word], i: int) -> tuple[int, Unit] | None:
    """The word that opens an amount whose number begins at word `i`, and its currency: €5, Rs 10 lakh, Rs. 500, CHF 20.

    An abbreviation must be followed by digits, and must not name the unit of a figure before it: 200 USD 10 years ago.
    """
    at = i - 1
    if at > 0 and words[at].text == "." and words[at - 1].text == "Rs":
        at -= 1
    if at < 0:
        return None
    text = words[at].text
    if text not in _SIGNS:
        after_figure = at > 0 and words[at - 1].text[0].isdecimal()
        if text not in _CODES or after_figure or not words[i].text[0].isdecimal():
            return None
    return at, UNITS[text.lower()]
