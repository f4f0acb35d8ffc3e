"""Forms of one word: spelling, inflection, derivation, slips of the keyboard."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from xlcheck.lexicon.lists import british_stems, lists
from xlcheck.lexicon.wordnet import wordnet
from xlcheck.text import APOSTROPHES

_CACHED = 65536  # words; a year of a wire's vocabulary, some 20 MB

_UNITED_STATES = frozenset({"US", "U.S.", "U.S", "USA", "U.S.A."})  # in lower case it would be a pronoun
_TYPED = dict.fromkeys(map(ord, APOSTROPHES), "'")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")
_ABBREVIATION = re.compile(r"(?:\w\.){2,}$")
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e[drs]?|ers?|ing|ations?)$)")
_YSE = re.compile(r"(?<=l)ys(?=(?:e[drs]?|ing)$)")
_OGUE = re.compile(r"(?<=al)ogue(?=s?$)")
_LL = re.compile(r"(?:ed|ing|ers?)$")


@lru_cache(maxsize=_CACHED)
def normalise(word: str) -> str:
    """Fold what never matters: case, compatibility forms, accents, a possessive ending, British spelling."""
    if word in _UNITED_STATES:
        return "usa"
    plain = word.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", word).casefold()
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _POSSESSIVE.sub("", plain) or plain
    plain = plain.translate(_TYPED)
    if _ABBREVIATION.match(plain):
        plain = plain.replace(".", "")
    variants = lists().variants
    if plain.removesuffix("s") in variants and plain not in variants:
        return variants[plain.removesuffix("s")] + "s"
    return variants.get(plain, "") or _american(plain)


def _american(word: str) -> str:
    word = _OGUE.sub("og", _YSE.sub("yz", word))
    if found := _ISE.search(word):
        stem, places = word[: found.start()], wordnet().places
        if stem + "ize" in places or stem + "ise" not in places:  # promise and exercise are no British spellings
            word = _ISE.sub("iz", word)
    if any(word[:end] in british_stems() for end in range(1, len(word) + 1)):
        for ending, stems in lists().spelling.items():
            for british, american in stems.items():
                rest = word.removeprefix(british)
                if rest != word and (ending != "re" or rest in {"", "s"}) and (ending != "ll" or _LL.match(rest)):
                    word = american + rest
    return lists().variants.get(word, word)


# Ending, what stands in its place, parts of speech that take it.
_ENDINGS = (
    ("men", "man", "n"), ("ies", "y", "nv"), ("s", "", "nv"), ("es", "", "nv"), ("ied", "y", "v"), ("ed", "e", "v"),
    ("ed", "", "v"), ("ing", "e", "v"), ("ing", "", "v"), ("iest", "y", "a"), ("est", "e", "a"), ("est", "", "a"),
    ("ier", "y", "a"), ("er", "e", "a"), ("er", "", "a"),
)  # fmt: skip
_SHORTEST_CUT = 2  # letters before an ending
_EVER = 0.1  # share of a word's uses from which it is of a part of speech at all
_OFTEN = 0.3  # and from which that is a word of its own: “building” is more than a form of “build”


@lru_cache(maxsize=_CACHED)
def lemma(word: str) -> str:
    """The dictionary form of a word, normalised; the word itself where WordNet's tables know no other."""
    plain, tables = normalise(word), wordnet()
    if plain in tables.irregular:
        return tables.irregular[plain]
    stripped = _stripped(plain)
    own = tables.parts_of(plain)
    if not stripped or (not plain.endswith("s") and own.get("n", 0.0) + own.get("v", 0.0) >= _OFTEN):
        return plain
    return stripped[0]


def _stripped(plain: str) -> list[str]:
    """What is left of a word without an ending of inflection, where that is a word; best first."""
    if plain in lists().function or plain.endswith("ss"):
        return []
    found = []
    for ending, stem, parts in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_CUT:
            cut = plain[: -len(ending)]
            doubled = cut[:-1] if not stem and len(ending) > 1 and cut[-1] == cut[-2] else cut + stem
            found += [form for form in (cut + stem, doubled) if form not in found and _takes(form, parts, plain)]
    return found


def _takes(form: str, parts: str, plain: str) -> bool:
    tables = wordnet()
    uses = tables.parts_of(form)
    if sum(uses.get(part, 0.0) for part in parts) < _EVER:
        return False
    own = tables.parts_of(plain)
    return bool(tables.rank(form)) or own.get("n", 0.0) + own.get("v", 0.0) < _EVER


@lru_cache(maxsize=_CACHED)
def forms(word: str) -> frozenset[str]:
    """Every dictionary form that the word can be of: “meetings” is of “meeting” and of “meet”."""
    plain = normalise(word)
    return frozenset({plain, lemma(word), *_stripped(plain)})


@lru_cache(maxsize=_CACHED)
def known(word: str) -> bool:
    """True for an English word in any inflection, as far as the tables reach."""
    plain = normalise(word)
    places = wordnet().places
    return "'" in plain or plain in lists().function or any(form in places for form in forms(plain))


# Suffixes that make another part of speech out of a word without changing what it is about; -less turns it round.
_SUFFIXES = re.compile(
    r"(?:e?s|e?d|ing|e?rs?|ors?|ions?|ations?|ments?|ness|i?ty|al|al?ly|ical|ical?ly|ic|ively|ive|[ae]nces?|[ai]ble|y|ously|ous|ful|fully"
    r"|ists?|ism|ization|ized?)"
)
_SHORTEST = 5  # letters; shorter ones collide: port and portion, miss and mission


def _derived_by_suffix(x: str, y: str) -> bool:
    short, long = (x, y) if (len(x), x) < (len(y), y) else (y, x)
    stem = short[:-1] if short[-1:] in {"e", "y"} and not short.endswith("ee") else short
    return len(short) >= _SHORTEST and long.startswith(stem) and _SUFFIXES.fullmatch(long, len(stem)) is not None


@dataclass(frozen=True, slots=True)
class _Family:
    """Where the forms of a word stand in WordNet's tables, what is derived from them there, how the long ones begin."""

    places: frozenset[int]
    derived: frozenset[int]
    beginnings: frozenset[str]


@lru_cache(maxsize=_CACHED)
def _family(word: str) -> _Family:
    tables, own = wordnet(), forms(word)
    return _Family(
        places=frozenset(place for form in own if (place := tables.place(form)) is not None),
        derived=frozenset().union(*(tables.paired(tables.derived, form) for form in own)),
        beginnings=frozenset(form[: _SHORTEST - 1] for form in own if len(form) >= _SHORTEST),
    )


@lru_cache(maxsize=_CACHED)
def same_word(x: str, y: str) -> bool:
    """True for two spellings, inflections or derivations of one word: regret / regretted, attacker / attack."""
    xs, ys = forms(x), forms(y)
    if not xs.isdisjoint(ys):
        return True
    a, b = _family(x), _family(y)
    if not a.derived.isdisjoint(b.places):
        return True
    # A stem lacks at most the last letter of its word, so few pairs begin alike enough to be taken apart.
    return not a.beginnings.isdisjoint(b.beginnings) and any(_derived_by_suffix(i, j) for i in xs for j in ys)


_LONG_WORD = 8  # letters from which two slips still leave a word recognisable


def misspelled(x: str, y: str) -> bool:
    """True where one of two words is no word and one slip of the keyboard away from the other, two in a long word.

    Two long words that no table knows count as well; names in capitals are for the caller to keep apart.
    """
    x, y = normalise(x), normalise(y)
    longest = max(len(x), len(y))
    if abs(len(x) - len(y)) > 1 or (known(x) == known(y) and (known(x) or longest < _LONG_WORD)):
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(x, y) <= (1 if longest < _LONG_WORD else 2)
