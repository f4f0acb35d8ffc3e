"""Forms of one word: spelling, inflection, derivation, slips of the keyboard."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from xlcheck.lexicon.lists import lists
from xlcheck.lexicon.wordnet import wordnet
from xlcheck.text import APOSTROPHES

_CACHED = 65536  # words; a year of a wire's vocabulary, some 20 MB

_UNITED_STATES = frozenset({"US", "U.S.", "U.S", "USA", "U.S.A."})  # in lower case it would be a pronoun
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
    plain = unicodedata.normalize("NFKD", word).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _POSSESSIVE.sub("", plain) or plain
    plain = plain.translate(dict.fromkeys(map(ord, APOSTROPHES), "'"))
    if _ABBREVIATION.match(plain):
        plain = plain.replace(".", "")
    return lists().variants.get(plain, "") or _american(plain)


def _american(word: str) -> str:
    word = _OGUE.sub("og", _YSE.sub("yz", word))
    if found := _ISE.search(word):
        stem, places = word[: found.start()], wordnet().places
        if stem + "ize" in places or stem + "ise" not in places:  # promise and exercise are no British spellings
            word = _ISE.sub("iz", word)
    for ending, stems in lists().spelling.items():
        for british, american in stems.items():
            rest = word.removeprefix(british)
            if rest != word and (ending != "re" or rest in {"", "s"}) and (ending != "ll" or _LL.match(rest)):
                word = american + rest
    return lists().variants.get(word, word)


@lru_cache(maxsize=_CACHED)
def lemma(word: str) -> str:
    """The dictionary form of a word (simplemma's English tables), normalised."""
    from simplemma import lemmatize

    plain = normalise(word)
    return normalise(lemmatize(plain, lang="en")) if plain.isalpha() else plain


_ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


@lru_cache(maxsize=_CACHED)
def forms(word: str) -> frozenset[str]:
    """Every dictionary form that the word can be of: “meetings” is of “meeting” and of “meet”."""
    plain, places = normalise(word), wordnet().places
    found = {plain, lemma(word), wordnet().irregular.get(plain, plain)}
    for ending, stem in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            cut = plain[: -len(ending)]
            doubled = cut[:-1] if ending in {"ed", "ing"} and cut[-1] == cut[-2] else cut
            found |= {form for form in (cut + stem, doubled) if form in places}
    return frozenset(found)


@lru_cache(maxsize=_CACHED)
def known(word: str) -> bool:
    """True for an English word in any inflection, as far as the tables reach."""
    from simplemma import is_known

    plain = normalise(word)
    return plain in wordnet().places or plain in lists().function or is_known(plain, lang="en")


# Suffixes that make another part of speech out of a word without changing what it is about; -less turns it round.
_SUFFIXES = re.compile(
    r"(?:e?s|e?d|ing|e?rs?|ors?|ions?|ations?|ments?|ness|i?ty|al|al?ly|ical|ical?ly|ic|ively|ive|[ae]nces?|[ai]ble|y|ously|ous|ful|fully"
    r"|ists?|ism|ization|ized?)"
)
_SHORTEST = 5  # letters; shorter ones collide: port and portion, miss and mission


def _derived_by_suffix(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=lambda word: (len(word), word))
    stem = short[:-1] if short[-1:] in {"e", "y"} and not short.endswith("ee") else short
    return len(short) >= _SHORTEST and long.startswith(stem) and _SUFFIXES.fullmatch(long, len(stem)) is not None


@lru_cache(maxsize=_CACHED)
def same_word(x: str, y: str) -> bool:
    """True for two spellings, inflections or derivations of one word: regret / regretted, attacker / attack."""
    xs, ys = forms(x), forms(y)
    if not xs.isdisjoint(ys):
        return True
    tables = wordnet()
    return any(tables.are(tables.derived, i, j) or _derived_by_suffix(i, j) for i in xs for j in ys)


_LONG_WORD = 8  # letters from which two slips still leave a word recognisable


def misspelled(x: str, y: str) -> bool:
    """True where one of two words is no word and one slip of the keyboard away from the other, two in a long word.

    Two long words that no table knows count as well; names in capitals are for the caller to keep apart.
    """
    from rapidfuzz.distance import OSA

    x, y = normalise(x), normalise(y)
    longest = max(len(x), len(y))
    if abs(len(x) - len(y)) > 1 or (known(x) == known(y) and (known(x) or longest < _LONG_WORD)):
        return False
    return OSA.distance(x, y) <= (1 if longest < _LONG_WORD else 2)
