"""Quantities in running English: figures and words, scales, fractions, units, bounds. Bounded, and never raises."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlcheck.drift._facing import plain
from xlcheck.drift._units import UNITS, unit_at
from xlcheck.model import Word

ONES = {
    name: value
    for value, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split()
    )
}
TENS = {name: 10 * (i + 2) for i, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
TENS["fourty"] = 40
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
VAGUE = {"dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "tens": 10.0}
ORDINALS = {
    name: value
    for value, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
        " sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
ORDINALS |= {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
PARTS |= {name + "s": value for name, value in PARTS.items() if not name.startswith("hal")}
TIMES = {"double": 2, "doubled": 2, "twice": 2, "twofold": 2, "triple": 3, "tripled": 3, "thrice": 3, "threefold": 3}
TIMES |= {"fourfold": 4, "fivefold": 5, "tenfold": 10, "quadruple": 4, "quadrupled": 4}

# Direction of a bound, by the words that stand before the number; longest first.
BOUNDS: dict[tuple[str, ...], str] = {
    tuple(words.split()): bound
    for bound, phrases in {
        "above": "more than|over|above|in excess of|upwards of|exceeding|exceeds|exceeded|greater than|higher than|beyond|past"
        "|longer than|further than|larger than|bigger than|topped|surpassed|surpassing|older than",
        "from": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|as many as|as much as",
        "below": "less than|fewer than|under|below|lower than|smaller than|shorter than|just under|short of|younger than",
        "to": "up to|at most|no more than|not more than|a maximum of|maximum of|at the most|not exceeding",
        "nearly": "nearly|almost|close to|approaching|just short of",
        "about": "about|around|some|roughly|approximately|approx|circa|an estimated|estimated|or so|in the region of|something like|~",
    }.items()
    for words in phrases.split("|")
}
AFTER: dict[tuple[str, ...], str] = {
    ("or", "more"): "from",
    ("and", "more"): "from",
    ("or", "over"): "from",
    ("or", "less"): "to",
    ("or", "fewer"): "to",
    ("at", "least"): "from",
    ("at", "most"): "to",
    ("or", "so"): "about",
    ("plus",): "above",
    ("odd",): "about",
    ("+",): "above",
}
UPWARD, DOWNWARD = {"above", "from"}, {"below", "to", "nearly"}
# As many as 40 is 40 at most where it reports a high estimate, at least where it stresses a figure: it has no direction.
NO_DIRECTION = {("as", "many", "as"), ("as", "much", "as")}

LONGEST = 15  # digits: beyond it a float is inexact and the figure is a code, compared as text


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts or measures.

    `value` is in the base unit of `dimension` ("" for a plain count, "share" for per cent and fractions, "ordinal",
    "times", "vague", "money:usd", "length" …); `unit` is the unit as named; words `start:end` carry it, bound included
    in `bound` alone. `soft` marks numbers that English drops or replaces freely: one, first, two as both.
    """

    start: int
    end: int
    value: float
    dimension: str
    unit: str
    bound: str
    soft: bool
    digits: str = ""

    @property
    def direction(self) -> int:
        """1 where the number is a lower bound, -1 where it is an upper one, 0 where it is neither."""
        return (self.bound in UPWARD) - (self.bound in DOWNWARD)


@dataclass(frozen=True, slots=True)
class _Bare:
    """A number before its unit is known; `written` says how: figures, words, ordinal, part, vague, times."""

    end: int
    value: float
    written: str
    digits: str = ""


def quantities(words: Sequence[Word], taken: frozenset[int] = frozenset()) -> tuple[Quantity, ...]:
    """Every quantity among `words`, in order; `taken` are words that something else (a date, a name) has claimed."""
    lower = [plain(word) for word in words]
    found: list[Quantity] = []
    i = 0
    while i < len(words):
        bare = None if i in taken or _in_a_name(words, i) else _number_at(words, lower, i)
        if bare is None or bare.end <= i or any(k in taken for k in range(i, bare.end)):
            i += 1
            continue
        quantity = _with_unit(words, lower, i, bare)
        found.append(quantity)
        if bare.written == "figures" and _score(bare.digits) is not None:
            second = float(bare.digits.partition(":")[2])
            found.append(replace(quantity, value=second, dimension="", unit="", bound="", soft=False))
        i = max(quantity.end, bare.end)
    return tuple(_shared_units(words, lower, found))


def figure(text: str) -> float | None:
    """The value of figures as written ("2,000", "3.2", "1,5"), None where they are no single number."""
    if ":" in text or len(text) > LONGEST + 6:
        return None
    groups = text.split(",")
    if len(groups) > 1 and all(len(group.split(".")[0]) == 3 for group in groups[1:]) and len(groups[0]) <= 3:
        text = "".join(groups)
    elif len(groups) == 3 and all(len(group) in (2, 3) for group in groups[1:]):  # Indian grouping: 10,00,000
        text = "".join(groups)
    elif len(groups) == 2:
        text = ".".join(groups)
    if text.count(".") > 1 or "," in text or not text.replace(".", "").isdecimal():
        return None
    return float(text)


def _score(text: str) -> float | None:
    """The first figure of a score or ratio (3:2), which is no time of day."""
    first, colon, second = text.partition(":")
    return float(first) if colon and first.isdecimal() and len(second) == 1 and len(first) <= 3 else None


def _in_a_name(words: Sequence[Word], i: int) -> bool:
    """Whether figures belong to a name: Hwasong-17, F-35, COVID-19, H1N1, G7."""
    if i == 0 or not words[i].text[0].isdecimal():
        return False
    before = words[i - 1]
    if before.end != words[i].start:
        return False
    if before.text[-1].isalpha():
        return before.text[0].isupper() or before.text.lower() in _NUMBERED
    if before.text in "-–‑" and i > 1 and words[i - 2].end == before.start and words[i - 2].text[-1].isalpha():
        stem = words[i - 2].text
        return (stem[0].isupper() and stem.lower() not in _PREFIXES) or stem.lower() in _NUMBERED
    return False


_NUMBERED = {"covid", "sars", "cov", "g", "h"}
_PREFIXES = {"mid", "pre", "post", "sub", "under", "over", "late", "early", "non", "plus"}


def _number_at(words: Sequence[Word], lower: list[str], i: int) -> _Bare | None:
    """The number that begins at word `i`."""
    text = words[i].text
    if text[0].isdecimal():
        return _figures_at(words, lower, i)
    if len(text) == 1 and unicodedata.category(text) == "No":
        value = unicodedata.numeric(text, -1.0)
        return _Bare(i + 1, value, "part") if 0 < value < 1 else None
    return _words_at(words, lower, i)


def _figures_at(words: Sequence[Word], lower: list[str], i: int) -> _Bare | None:
    text = words[i].text
    value = figure(text)
    if value is None and (score := _score(text)) is not None:
        return _Bare(i + 1, score, "figures", text)
    if value is None or sum(c.isdecimal() for c in text) > LONGEST:
        return _Bare(i + 1, -1.0, "code", text)
    end = i + 1
    # 10 000 with a space between the groups
    while (
        value == int(value)
        and end < len(words)
        and words[end].start == words[end - 1].end + 1
        and len(words[end].text) == 3
        and words[end].text.isdecimal()
        and len(words[end - 1].text) <= 3
        and value < 1e12
    ):
        value = value * 1000 + int(words[end].text)
        end += 1
    if end < len(words) and len(words[end].text) == 1 and unicodedata.category(words[end].text) == "No":
        part = unicodedata.numeric(words[end].text, 0.0)
        if 0 < part < 1:
            value, end = value + part, end + 1
    glued = end < len(words) and words[end].start == words[end - 1].end
    if glued and lower[end] in ("st", "nd", "rd", "th"):
        return _Bare(end + 1, value, "ordinal", text)
    if glued and lower[end] == "s":
        return _Bare(end + 1, value, "decade", text)
    if glued and lower[end] in GLUED_SCALES and lower[end : end + 1] != ["m"]:
        return _Bare(end + 1, value * GLUED_SCALES[lower[end]], "figures", text)
    if glued and lower[end] == "m" and i and words[i - 1].text in "$€£¥₩":
        return _Bare(end + 1, value * 1e6, "figures", text)
    if end + 1 < len(words) and lower[end] == "/" and words[end + 1].text.isdecimal() and words[end + 1].start == words[end].end:
        below = int(words[end + 1].text) if len(words[end + 1].text) <= 3 else 0
        if 0 < value < below <= 20:
            return _Bare(end + 2, value / below, "part", text)
    at = _past_hyphen(words, end)
    while at < len(words) and lower[at] in SCALES and value < 1e15:
        value, end = value * SCALES[lower[at]], at + 1
        at = _past_hyphen(words, end)
    return _Bare(end, value, "figures", text)


def _past_hyphen(words: Sequence[Word], i: int) -> int:
    """`i`, or the word after it where `i` is a hyphen glued on both sides."""
    glued = 0 < i < len(words) - 1 and words[i].text in "-‑–" and words[i - 1].end == words[i].start
    return i + 1 if glued and words[i].end == words[i + 1].start else i


def _words_at(words: Sequence[Word], lower: list[str], i: int) -> _Bare | None:
    """A number written in words from word `i`: cardinals, ordinals, fractions, vague magnitudes."""
    first = lower[i]
    if first in VAGUE:
        value, end = VAGUE[first], i + 1
        while end + 1 < len(words) and lower[end] == "of" and lower[end + 1] in VAGUE:
            value, end = value * VAGUE[lower[end + 1]], end + 2
        return _Bare(end, value, "vague")
    if first in DECADES:
        return _Bare(i + 1, DECADES[first], "decade")
    if first in TIMES:
        return _Bare(i + 1, TIMES[first], "times")
    if first == "couple" and lower[i + 1 : i + 2] == ["of"]:
        return _Bare(i + 2, 2, "couple")
    if first in ("a", "an"):
        return _after_article(words, lower, i)
    if first == "one" and lower[i + 1 : i + 2] in (["another"], ["of"], ["'s"], ["who"], ["day"], ["by"], [","], ["."]):
        return None
    if first in ("half", "quarter"):
        return _half_at(lower, i, i + 1, 1 / PARTS[first])
    return _cardinal_at(words, lower, i)


def _after_article(words: Sequence[Word], lower: list[str], i: int) -> _Bare | None:
    """`a hundred`, `a dozen`, `a third of`, `half` after `a`; the bare article is no number."""
    following = lower[i + 1] if i + 1 < len(lower) else ""
    if following in SCALES:
        return _cardinal_at(words, lower, i + 1, one=True)
    if following == "couple" and lower[i + 2 : i + 3] == ["of"]:
        return _Bare(i + 3, 2, "couple")
    if following in PARTS and ((lower[i + 2 : i + 3] and lower[i + 2] in _PARTED) or following in ("half", "quarter")):
        return _half_at(lower, i, i + 2, 1 / PARTS[following])
    return None


_PARTED = {"of", "less", "more", "lower", "higher", "smaller", "larger", "fewer", "below", "above", "cheaper", "dearer", "up", "down", "as"}


def _half_at(lower: list[str], start: int, end: int, part: float) -> _Bare:
    """A part that may multiply what follows: half a million, a quarter of a million, half a dozen."""
    at = end + (lower[end : end + 1] == ["of"])
    at += lower[at : at + 1] in (["a"], ["an"])
    if at < len(lower) and lower[at] in SCALES:
        value = part * SCALES[lower[at]]
        return _Bare(at + 1, value, "words")
    if at > end and at < len(lower) and unit_at(lower, at) and lower[at - 1] in ("a", "an"):
        return _Bare(at, part, "words")  # half an hour
    return _Bare(end, part, "part")


def _cardinal_at(words: Sequence[Word], lower: list[str], i: int, *, one: bool = False) -> _Bare | None:
    """Cardinals and ordinals in words; `one` starts from an article standing for one."""
    total, group, end, last = 0.0, float(one), i, ""
    at = i
    while at < len(words):
        word = lower[at]
        if word in ONES and (last in ("", "scale") or (last == "tens" and 0 < ONES[word] < 10)):
            group += ONES[word]
            last = "ones"
        elif word in TENS and last in ("", "scale"):
            group += TENS[word]
            last = "tens"
        elif word in SCALES and (last or one) and word not in ("mn", "tn", "bn"):
            scale = SCALES[word]
            if scale < 1000:
                group = (group or 1) * scale
            else:
                total, group = total + (group or 1) * scale, 0.0
            last = "scale"
        elif word in ORDINALS and last in ("", "scale", "tens"):
            return _Bare(at + 1, total + group + ORDINALS[word], "ordinal")
        elif word == "and" and last == "scale" and at + 1 < len(words) and (lower[at + 1] in ONES or lower[at + 1] in TENS):
            at += 1
            continue
        else:
            break
        end = at + 1
        at = _past_hyphen(words, end)
    if not last and not (one and end > i):
        return None
    return _with_half(lower, end, total + group) if end > i else None


def _with_half(lower: list[str], end: int, value: float) -> _Bare:
    """Add what follows: three quarters, two and a half, three point five, one in four."""
    if lower[end : end + 1] and lower[end] in PARTS and 0 < value < PARTS[lower[end]]:
        return _Bare(end + 1, value / PARTS[lower[end]], "part")
    if lower[end : end + 1] == ["-"] and lower[end + 1 : end + 2] and lower[end + 1] in PARTS and 0 < value < PARTS[lower[end + 1]]:
        return _Bare(end + 2, value / PARTS[lower[end + 1]], "part")
    if lower[end : end + 3] == ["and", "a", "half"]:
        value, end = value + 0.5, end + 3
    elif lower[end : end + 3] == ["and", "a", "quarter"]:
        value, end = value + 0.25, end + 3
    elif lower[end : end + 1] == ["point"]:
        digits = ""
        at = end + 1
        while at < len(lower) and lower[at] in ONES and ONES[lower[at]] < 10 and len(digits) < LONGEST:
            digits += str(ONES[lower[at]])
            at += 1
        if digits:
            value, end = value + int(digits) / 10 ** len(digits), at
    while lower[end : end + 1] and lower[end] in SCALES and value < 1e15 and SCALES[lower[end]] >= 1000:
        value, end = value * SCALES[lower[end]], end + 1
    return _Bare(end, value, "words")


def _with_unit(words: Sequence[Word], lower: list[str], i: int, bare: _Bare) -> Quantity:
    """Put a number together with its unit, its currency and its bound."""
    start, end = i, bare.end
    dimension, unit, value = "", "", bare.value
    if bare.written == "code":
        return Quantity(i, end, -1.0, "code", "", "", False, bare.digits)
    if bare.written in ("ordinal", "vague", "times", "decade"):
        dimension = bare.written
    elif bare.written == "part":
        dimension = "share"
    currency = UNITS.get(lower[i - 1]) if i else None
    if currency and currency.dimension.startswith("money") and words[i - 1].text in "$€£¥₩":
        start, dimension, unit = i - 1, currency.dimension, currency.name
        if start and words[start - 1].end == words[start].start and words[start - 1].text.isupper():  # US$, A$
            start -= 1
    elif dimension == "":
        # two and a half years, three years and a half, 10 or 12 kilometres
        at = _past_hyphen(words, end)
        measured = unit_at(lower, at)
        if measured:
            named, length = measured
            dimension, unit, value, end = named.dimension, named.name, value * named.factor + named.shift, at + length
            if lower[end : end + 3] == ["and", "a", "half"]:
                value, end = value + named.factor / 2, end + 3
        elif ratio := _ratio(lower, end, value):
            value, end, dimension = ratio
    elif dimension == "share" and (measured := unit_at(lower, end)) and measured[0].dimension != "share":
        named, length = measured
        dimension, unit, value, end = named.dimension, named.name, value * named.factor, end + length
    bound = _bound_before(lower, start)
    for after, meant in AFTER.items():
        if not bound and tuple(lower[end : end + len(after)]) == after:
            bound = meant
    soft = (bare.written in ("words", "ordinal") and bare.value in (1, 2)) or bare.written in ("couple", "times")
    if bare.written == "couple":
        bound = bound or "about"
    return Quantity(start, end, float(value), dimension, unit, bound, soft, bare.digits)


def _ratio(lower: list[str], end: int, value: float) -> tuple[float, int, str] | None:
    """`one in four`, `nine out of ten` as a share."""
    at = end + (2 if lower[end : end + 2] == ["out", "of"] else 1 if lower[end : end + 1] in (["in"], ["of"]) else 0)
    at += lower[at : at + 1] == ["every"]
    if at == end or at >= len(lower) or (lower[end] == "of" and lower[at - 1] != "every"):
        return None
    whole = ONES.get(lower[at], TENS.get(lower[at], 100 if lower[at] == "hundred" else None))
    if whole is None:
        read = figure(lower[at]) if lower[at][0].isdecimal() else None
        whole = int(read) if read is not None and read in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000) else None
    if whole is None or not 0 < value < whole or unit_at(lower, at + 1):
        return None
    return value / whole, at + 1, "share"


def _bound_before(lower: list[str], start: int) -> str:
    """The bound that the words before a number set, "" for none."""
    at = start
    while at and lower[at - 1] in ("the", "a", "an", "only", "just", "well", "slightly"):
        at -= 1
    for end in dict.fromkeys((start, at)):
        for length in (3, 2, 1):
            phrase = tuple(lower[max(0, end - length) : end])
            if len(phrase) == length and phrase in BOUNDS:
                return "about" if phrase in NO_DIRECTION else BOUNDS[phrase]
    return ""


def _shared_units(words: Sequence[Word], lower: list[str], found: list[Quantity]) -> list[Quantity]:
    """Give the first of a range the scale and unit of the last: 10 to 15 million tonnes, 20-30 km."""
    shared = list(found)
    for k in range(len(shared) - 1, 0, -1):
        left, right = shared[k - 1], shared[k]
        between = lower[left.end : right.start]
        if left.dimension or not right.unit or between not in (["to"], ["-"], ["–"], ["or"], ["and"]):
            continue
        if between == ["and"] and lower[max(0, left.start - 1) : left.start] != ["between"]:
            continue
        named = UNITS[right.unit]
        written = figure(right.digits) if right.digits else None
        scale = (right.value - named.shift) / named.factor / written if written else 1.0
        value = left.value * (scale if scale > 1 and left.value < 1000 else 1.0) * named.factor + named.shift
        shared[k - 1] = replace(left, value=value, dimension=right.dimension, unit=right.unit)
    return shared
