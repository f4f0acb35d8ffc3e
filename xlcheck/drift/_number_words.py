"""Words that stand for numbers."""

from __future__ import annotations

ONES = {
    name: value
    for value, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
TENS = {name: 10 * (i + 2) for i, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
DECADES = {name[:-1] + "ies": value for name, value in TENS.items()}
SCALES: dict[str, float] = {
    "hundred": 100,
    "thousand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "lac": 1e5,
    "million": 1e6,
    "millions": 1e6,
    "mln": 1e6,
    "mn": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "billion": 1e9,
    "billions": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "trillion": 1e12,
    "trillions": 1e12,
    "tn": 1e12,
    "trn": 1e12,
    "tln": 1e12,
    "trln": 1e12,
    "mio": 1e6,
    "mrd": 1e9,
    "dozen": 12,
}


# After figures only: "5m" is five million, but "a m" is nothing.
GLUED_SCALES = {"m": 1e6, "k": 1e3, "b": 1e9}
VAGUE = {
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 100.0,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "tens": 10.0,
}
ORDINALS = {
    name: value
    for value, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
PARTS: dict[str, float] = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
TIMES = {"double": 2, "doubled": 2, "twice": 2, "twofold": 2, "triple": 3, "tripled": 3, "thrice": 3, "threefold": 3}
ORDINALS |= {name[:-1] + "ieth": value for name, value in TENS.items()}
SCALE_ORDINALS = {"hundredth": 100.0, "thousandth": 1e3, "millionth": 1e6, "billionth": 1e9}
PARTS |= {name + "s": value for name, value in PARTS.items() if not name.startswith("hal")}
# A smaller part is told so in the plural or before `of`: five hundredths, a twentieth of it; a twelfth man is no part.
SMALL_PARTS: dict[str, float] = {
    name: value for name, value in (ORDINALS | SCALE_ORDINALS).items() if value > 2 and name not in PARTS
}
PARTS |= {name + "s": value for name, value in SMALL_PARTS.items()}
TIMES |= {"fourfold": 4, "fivefold": 5, "tenfold": 10, "quadruple": 4, "quadrupled": 4, "treble": 3, "trebled": 3}
# Misspelled, and no stem for the words made above.
TENS["fourty"] = 40
