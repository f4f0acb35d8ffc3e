"""Numbers as English writes them, in figures or words, before their unit is known."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from xlcheck.drift._digits import LONGEST, Numeral, figure, first_of_score
from xlcheck.drift._lists import listed
from xlcheck.drift._number_words import (
    DECADES,
    GLUED_SCALES,
    ONES,
    ORDINALS,
    PARTS,
    SCALE_ORDINALS,
    SCALES,
    SMALL_PARTS,
    TENS,
    TIMES,
    VAGUE,
)
from xlcheck.drift._parts import alone, every_at, half_at, half_of
from xlcheck.drift._units import LONG_SPANS, currency_before, unit_at
from xlcheck.lexicon import lemma
from xlcheck.model import Word


def numeral_at(words: Sequence[Word], lower: list[str], i: int) -> Numeral | None:
    """The number that begins at word `i`."""
    text = words[i].text
    if text[0].isdecimal():
        return _figures_at(words, lower, i)
    if part := _vulgar(text):
        return Numeral(i + 1, part, "part")
    opens = lower[i] in _OPENING or lower[i].removesuffix("s") in _OPENING
    return _words_at(words, lower, i) if opens else None


def _figures_at(words: Sequence[Word], lower: list[str], i: int) -> Numeral | None:
    text = words[i].text
    value = figure(text)
    if value is None and (first := first_of_score(text)) is not None:
        return Numeral(i + 1, first, "figures", text)
    if value is None or sum(c.isdecimal() for c in text) > LONGEST:
        return Numeral(i + 1, -1.0, "code", text)
    value, end = _spaced(words, i, value)
    if end < len(words) and 0 < (part := _vulgar(words[end].text)) < 1:
        value, end = value + part, end + 1
    if end < len(words) and words[end].start == words[end - 1].end:
        if lower[end] in _GLUED:
            return Numeral(end + 1, value, _GLUED[lower[end]], text)
        if lower[end] in GLUED_SCALES and (lower[end] != "m" or currency_before(words, i)):
            return Numeral(end + 1, value * GLUED_SCALES[lower[end]], "figures", text)
    below = _below(words, end)
    if 0 < value < below <= 20:
        return Numeral(end + 2, value / below, "part", text)
    at = past_hyphen(words, end)
    while at < len(words) and lower[at] in SCALES and value < 1e15:
        value, end = value * SCALES[lower[at]], at + 1
        at = past_hyphen(words, end)
    return Numeral(end, value, "figures", text)


_GLUED = {"st": "ordinal", "nd": "ordinal", "rd": "ordinal", "th": "ordinal", "s": "decade"}


def _spaced(words: Sequence[Word], i: int, value: float) -> tuple[float, int]:
    """The value and end of figures whose groups of three are parted by spaces: 10 000."""
    end = i + 1
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
    return value, end


def _vulgar(text: str) -> float:
    """The value of ½ and its like, 0 for anything else, superscripts included."""
    if len(text) != 1 or unicodedata.category(text) != "No":
        return 0.0
    value = unicodedata.numeric(text, 0.0)
    return value if 0 < value < 1 else 0.0


def _below(words: Sequence[Word], end: int) -> int:
    """The figure under a slash glued to what stands before it, 0 where there is none."""
    if end + 1 >= len(words) or words[end].text != "/" or words[end + 1].start != words[end].end:
        return 0
    text = words[end + 1].text
    return int(text) if text.isdecimal() and len(text) <= 3 else 0


def past_hyphen(words: Sequence[Word], i: int) -> int:
    """`i`, or the word after it where `i` is a hyphen glued on both sides."""
    glued = 0 < i < len(words) - 1 and words[i].text in "-‑–" and words[i - 1].end == words[i].start
    return i + 1 if glued and words[i].end == words[i + 1].start else i


def _in_a_phrase(lower: list[str], i: int) -> Numeral | None:
    """Not one house, the halfway mark, under-eighteens, as many again."""
    first = lower[i]
    if first == "one" and i and lower[i - 1] == "not" and "but" not in lower[i + 1 : i + _REACH]:
        return Numeral(i + 1, 0, "words")
    if first == "halfway" and lower[i + 1 : i + 2] in (["mark"], ["point"], ["line"]):
        return Numeral(i + 1, 0.5, "part")
    if lower[max(0, i - 2) : i] in (["under", "-"], ["over", "-"]) and ONES.get(first.removesuffix("s"), 0) >= 10:
        return Numeral(i + 1, ONES[first.removesuffix("s")], "words")
    if first == "as" and lower[i + 1 : i + 2] in (["many"], ["much"]) and lower[i + 2 : i + 3] == ["again"]:
        return None if i and lower[i - 1] in PARTS else Numeral(i + 3, 1, "part")
    return None


_REACH = 8  # words within which `not one` may go on with `but three`


def _words_at(words: Sequence[Word], lower: list[str], i: int) -> Numeral | None:
    """A number written in words from word `i`: cardinals, ordinals, fractions, vague magnitudes."""
    first = lower[i]
    if first in VAGUE:
        return _vague_at(lower, i)
    if first in DECADES or first in TIMES:
        return Numeral(i + 1, {**TIMES, **DECADES}[first], "decade" if first in DECADES else "times")
    if first == "couple" and lower[i + 1 : i + 2] == ["of"]:
        return Numeral(i + 2, 2, "couple")
    if first in ("a", "an"):
        return _after_article(words, lower, i)
    if _no_number(words, lower, i):
        return None
    if set_phrase := _in_a_phrase(lower, i):
        return set_phrase
    if first in ("half", "quarter"):
        return half_at(lower, i, i + 1, 1 / PARTS[first])
    if first in ("every", "each"):
        return every_at(lower, i)
    if i and (first in SCALES or first in SCALE_ORDINALS) and lower[i - 1] in _ONE_BEFORE:
        return _cardinal_at(words, lower, i, one=True)
    return _cardinal_at(words, lower, i)


# The words that a number in words may begin with, with or without an s at the end.
_OPENING = frozenset({*VAGUE, *DECADES, *TIMES, *ONES, *TENS, *ORDINALS, *SCALES, *SCALE_ORDINALS})
_OPENING |= {"a", "an", "as", "couple", "each", "every", "half", "halfway", "quarter"}


def _no_number(words: Sequence[Word], lower: list[str], i: int) -> bool:
    """Whether `one` stands for a person or thing, or `half` is part of another word."""
    if lower[i] == "one":
        if lower[i + 1 : i + 2] in (["another"], ["of"], ["'s"], ["who"], ["day"], ["by"], [","], ["."]):
            return True
        if i > 1 and lower[i - 1] == "but" and lower[i - 2] not in _ALL and alone(lower, i + 1):
            return True  # the last but one
        return i > 0 and lower[i - 1] == "the" and "other" in lower[i : i + 25]  # the one account and the other
    return lower[i] == "half" and past_hyphen(words, i + 1) != i + 1 and not half_of(lower, i + 2)  # half-time


_ALL = {"all", "everything", "everyone", "nothing", "none", "nobody"}


def _vague_at(lower: list[str], i: int) -> Numeral:
    """Tens of thousands, dozens."""
    value, end = VAGUE[lower[i]], i + 1
    while end + 1 < len(lower) and lower[end] == "of" and lower[end + 1] in VAGUE:
        value, end = value * VAGUE[lower[end + 1]], end + 2
    return Numeral(end, value, "vague")


# Some hundred, per thousand: one hundred, one thousand.
_ONE_BEFORE = {"some", "about", "around", "nearly", "almost", "roughly", "over", "per", "every", "the"}
_ONE_BEFORE |= {"its", "their", "our", "his", "her", "my", "your"}


def _away(lower: list[str], at: int) -> bool:
    """Whether a span is told before: a year later, a year and two months."""
    following = lower[at : at + 2]
    return bool(following) and (
        following[0] in _AWAY or (following[0] == "and" and following[-1] in (*ONES, *TENS, "a"))
    )


_AWAY = {"ago", "later", "earlier", "after", "before", "longer"}


def _after_article(words: Sequence[Word], lower: list[str], i: int) -> Numeral | None:
    """`a hundred`, `a dozen`, `a third of`, `half` after `a`; the bare article is no number."""
    following = lower[i + 1] if i + 1 < len(lower) else ""
    if following == "single" and not (i and lower[i - 1] == "not") and not alone(lower, i + 2):
        return Numeral(i + 2, 1, "words")
    if following in SMALL_PARTS and lower[i + 2 : i + 3] == ["of"]:
        return half_at(lower, i, i + 2, 1 / SMALL_PARTS[following])
    if following in SCALES or following in SCALE_ORDINALS:
        return _cardinal_at(words, lower, i + 1, one=True)
    if following in LONG_SPANS or (_away(lower, i + 2) and unit_at(lower, i + 1)):
        return Numeral(i + 1, 1, "words")  # a fortnight, a year later
    if following == "couple" and lower[i + 2 : i + 3] == ["of"]:
        return Numeral(i + 3, 2, "couple")
    verbs = {lemma(word) for word in lower[max(0, i - 4) : i]}
    changed = lower[max(0, i - 1) : i] == ["by"] or (
        lower[max(0, i - 1) : i] == ["to"] and not verbs.isdisjoint(_CHANGES)
    )
    if following in PARTS and changed and lower[i + 2 : i + 3] != ["of"] and alone(lower, i + 2):
        return Numeral(i + 2, 1 / PARTS[following], "part")
    if following in PARTS and ((lower[i + 2 : i + 3] and lower[i + 2] in _PARTED) or following in ("half", "quarter")):
        return half_at(lower, i, i + 2, 1 / PARTS[following])
    return None


_CHANGES = listed("number", "changes")
_PARTED = listed("numbers", "parted")


def _scale(word: str, last: str, group: float, *, one: bool) -> float:
    """What a word multiplies the number before it by, 0 for none: two hundred, two score."""
    if word == "score":
        return 20 if last == "ones" and 1 < group < 10 else 0
    return SCALES.get(word, 0) if (last or one) and word not in ("mn", "tn", "bn") else 0


def _cardinal_at(words: Sequence[Word], lower: list[str], i: int, *, one: bool = False) -> Numeral | None:
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
        elif scale := _scale(word, last, group, one=one):
            if scale < 1000:
                group = (group or 1) * scale
            else:
                total, group = total + (group or 1) * scale, 0.0
            last = "scale"
        elif word in SCALE_ORDINALS and (last or one) and not (total + group == 1 and lower[at + 1 : at + 2] == ["of"]):
            return Numeral(at + 1, total + (group or 1) * SCALE_ORDINALS[word], "ordinal")
        elif word in ORDINALS and last in ("", "scale", "tens"):
            return Numeral(at + 1, total + group + ORDINALS[word], "ordinal")
        elif (
            word == "and"
            and last == "scale"
            and at + 1 < len(words)
            and (lower[at + 1] in ONES or lower[at + 1] in TENS or lower[at + 1] in ORDINALS)
        ):
            at += 1
            continue
        else:
            break
        end = at + 1
        at = past_hyphen(words, end)
    if not last and not (one and end > i):
        return None
    return _with_half(lower, end, total + group) if end > i else None


def _with_half(lower: list[str], end: int, value: float) -> Numeral:
    """Add what follows: three quarters, two and a half, three point five, one in four."""
    at = end + (lower[end : end + 1] == ["-"])
    parted = lower[at : at + 2] if lower[at + 1 : at + 2] == ["of"] else lower[at : at + 1]
    parts = PARTS.get("".join(parted[:1]), SMALL_PARTS.get(parted[0], 0) if parted[1:] else 0)
    if 0 < value < parts:
        if lower[at + 1 : at + 3] in (["of", "a"], ["of", "an"]) and unit_at(lower, at + 3):
            return Numeral(at + 3, value / parts, "words")  # three quarters of an hour
        return Numeral(at + 1, value / parts, "part")
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
    return Numeral(end, value, "words")
