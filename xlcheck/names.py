"""Who or what a name stands for: aliases of states, bodies and places, romanised spellings, short forms, acronyms."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

# Romanisations of one name keep its consonants and most of its shape: Qadhafi and Gaddafi, Zelensky and Zelenskiy. Of
# pairs of different place names with equal consonants (Bali and Bolu) the Jaro-Winkler likeness lies below this.
SHAPE = 0.8
LOOSE_SHAPE = 0.6
LOOSE_WHOLE = 0.9


class Likeness(StrEnum):
    """What two names are to each other."""

    SAME = "same"
    PART = "part"  # one is a short form of the other
    OTHER = "other"


class _Tables(NamedTuple):
    bearers: dict[str, frozenset[int]]
    longest: int
    titles: frozenset[str]
    seats: frozenset[str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    read = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    bearers: dict[str, set[int]] = {}
    groups = [*read["states"]["list"], *read["bodies"]["list"]]
    for number, group in enumerate(groups):
        for form in group.replace("|", ",").split(","):
            for said in {form.strip(), " ".join(fold(word) for word in form.split())}:  # people's republic, folded
                bearers.setdefault(said, set()).add(number)
    titles = frozenset(word.strip() for word in read["titles"]["words"].split(","))
    longest = max(len(form.split()) for form in bearers)
    seats = frozenset(form.strip() for group in groups for form in group.partition("|")[2].split(",") if form.strip())
    return _Tables({form: frozenset(found) for form, found in bearers.items()}, longest, titles, seats)


def fold(name: str) -> str:
    """A name without case, accents, possessive ending, and with plain apostrophes and hyphens."""
    bare = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‑", "-").replace("–", "-"))
    bare = "".join(c for c in bare if not unicodedata.combining(c)).lower().translate(_LETTERS)
    return re.sub(r"'s?$", "", bare)


_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ʼ": "'"}
)


def bearers(name: str) -> frozenset[int]:
    """The numbers of those in the table that go by this name (folded); empty for a name it does not hold."""
    tables = _tables()
    for form in (name, name.removeprefix("the "), f"the {name}"):
        if form in tables.bearers:
            return tables.bearers[form]
    return frozenset()


def is_seat(name: str) -> bool:
    """True for a town whose name (folded) stands for the government that sits there."""
    return name in _tables().seats


def longest_alias() -> int:
    """Words in the longest alias."""
    return _tables().longest


def is_title(word: str) -> bool:
    """True for titles, ranks and generic parts of names (President, Mount, Province)."""
    return fold(word).rstrip(".") in _tables().titles


_BODY = re.compile(
    r"ministr|agenc|offic|compan|corp|bank|party|union|council|commi[st]|assembl|parliament|congress|senate|court|police"
    r"|army|force|navy|group|association|institut|universit|newspaper|radio|news|times|post|department|bureau|authorit"
    r"|government|embassy|club|league"
)


def is_body(word: str) -> bool:
    """True for a word of a name that tells a body from a person (Ministry, Bank, Council)."""
    return bool(_BODY.match(fold(word)))


# Letters that romanisations exchange, each class under one letter. Vowels, w, y and h drop out.
_DIGRAPHS: tuple[tuple[str, str], ...] = tuple(
    (letters, one)
    for one, classes in {
        "s": "shch sch sh",
        "c": "tch tsch ch ts tz cz",
        "k": "kh gh ck",
        "f": "ph",
        "t": "th",
        "d": "dh",
        "z": "zh dz",
        "j": "dj",
        "u": "ou",
        "ks": "x",
    }.items()
    for letters in classes.split()
)
_CLASSES = (*_DIGRAPHS, ("qu", "k"), ("q", "k"), ("g", "k"), ("w", "v"), ("z", "s"), ("j", "y"))


def skeleton(word: str) -> str:
    """The consonants of a folded word, those that romanisations exchange made one."""
    text = re.sub(r"[^a-z]", "", word)
    for letters, one in _CLASSES:
        text = text.replace(letters, one)
    text = re.sub(r"c(?=[aou]|$|[lr])", "k", text)
    text = re.sub(r"[aeiouyhv]", "", text[1:]) if text[:1] not in "aeiou" else "a" + re.sub(r"[aeiouyhv]", "", text[1:])
    first = re.sub(r"[^a-z]", "", word)[:1]
    lead = "" if text[:1] == "a" else _lead(first, word)
    return re.sub(r"(.)\1+", r"\1", lead + text)


def _lead(first: str, word: str) -> str:
    start = re.sub(r"[^a-z]", "", word)
    for letters, one in _CLASSES:
        if start.startswith(letters):
            return one
    return {"c": "k"}.get(first, first)


_KOREAN = re.compile(r"(?:(?:ch|[ptkcjgbdmnshrl])?[yw]?(?:ae|eo|eu|oe|ui|[aeoui])(?:ng|[nmklptgbd](?![aeouiyw]))?){2,}")
_REFORMED = (("ch", "j"), ("k", "g"), ("t", "d"), ("p", "b"), ("r", "l"), ("eo", "o"), ("eu", "u"))


def _korean_alike(x: str, y: str) -> bool:
    """Whether two words of Korean syllables are one name in McCune-Reischauer and in the Revised Romanisation.

    The two write plain stops and liquids apart (Pusan and Busan, Kimpo and Gimpo); where the syllables are not Korean,
    such a letter tells two names apart.
    """
    if max(len(x), len(y)) < 5 or not (_KOREAN.fullmatch(x) and _KOREAN.fullmatch(y)):
        return False
    for old, new in _REFORMED:
        x, y = x.replace(old, new), y.replace(old, new)
    return x == y


def spelt_alike(x: str, y: str, *, loose: bool = False) -> bool:
    """Whether two folded words can be spellings of one name, slips of the keyboard included.

    `loose` is for free renderings, whose translators may have read the name in different scripts and cases.
    """
    if x == y:
        return True
    if not x or not y or x[0].isdigit() or y[0].isdigit():
        return False
    if _korean_alike(x, y):
        return True
    distance = Levenshtein.distance(x, y, score_cutoff=2)
    kx, ky = skeleton(x), skeleton(y)
    if kx == ky and len(kx) > 1:
        return JaroWinkler.similarity(x, y) >= (LOOSE_SHAPE if loose else SHAPE)
    if loose and min(len(x), len(y)) >= 5 and (x.startswith(y[:5]) or JaroWinkler.similarity(x, y) >= LOOSE_WHOLE):
        return True
    longer, shorter = (x, y) if len(x) >= len(y) else (y, x)
    if loose and len(shorter) >= 3 and (longer.startswith(shorter) or (len(shorter) >= 5 and shorter in longer)):
        return True
    if len(x) == len(y) >= 6 and x[:-1] == y[:-1]:
        return True  # an ending declined: Toyoty
    if loose and Levenshtein.distance(kx, ky) * 4 <= max(len(kx), len(ky)) and JaroWinkler.similarity(x, y) >= SHAPE:
        return True
    # A letter dropped, doubled or swapped; another consonant in its place is another name (Ubon, Udon).
    if distance == 1 and len(shorter) >= 5:
        return len(longer) != len(shorter)
    return distance == 2 and len(x) == len(y) >= 5 and sorted(x) == sorted(y)


def compare(x: Sequence[str], y: Sequence[str], *, loose: bool = False) -> Likeness:
    """Compare two names given as folded words without titles: the same, one a part of the other, or another name."""
    if not x or not y:
        return Likeness.PART
    x, y = sorted((tuple(x), tuple(y)), key=lambda name: (len(name), name))
    whole_x, whole_y = " ".join(x), " ".join(y)
    bearers_x, bearers_y = bearers(whole_x), bearers(whole_y)
    if bearers_x and bearers_y:
        return Likeness.OTHER if bearers_x.isdisjoint(bearers_y) else Likeness.SAME
    if spelt_alike(whole_x.replace(" ", "").replace("-", ""), whole_y.replace(" ", "").replace("-", "")):
        return Likeness.SAME
    if _abbreviates(x, y) or _abbreviates(y, x):
        return Likeness.SAME
    left = list(y)
    for word in x:
        hit = next(
            (
                w
                for w in left
                if spelt_alike(word, w, loose=loose)
                or (len(word.rstrip(".")) == 1 and w[0] == word[0])
                or _same_bearer(word, w)
            ),
            None,
        )
        if hit is None:
            return Likeness.OTHER
        left.remove(hit)
    return Likeness.PART if left else Likeness.SAME


def _same_bearer(x: str, y: str) -> bool:
    return not bearers(x).isdisjoint(bearers(y))


def _abbreviates(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether `short` is one word made of the initials of `full`."""
    letters = short[0].replace(".", "") if len(short) == 1 else ""
    if len(letters) < 2 or len(full) < 2:
        return False
    initials = "".join(word[0] for word in full if word not in ("of", "the", "and", "for", "de", "la"))
    return letters in (initials, "".join(word[0] for word in full)) or (len(initials) > 1 and letters[1:] == initials)
