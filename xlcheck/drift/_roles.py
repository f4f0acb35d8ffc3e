"""Who stands where: the slots of a sentence that decide who does what to whom, read off word order and voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from xlcheck.drift._matching import is_name
from xlcheck.lexicon import forms, is_figure, is_function, is_negative, normalise
from xlcheck.lexicon.wordnet import wordnet
from xlcheck.model import Word

_STOPS = frozenset("a the this that these those his her its their our my your and or but who which when while".split())
_BE = frozenset("be is are was were been being am get got".split())
OWNERS = frozenset("his her its their our my your".split())
_LEADS = OWNERS | frozenset("a an the".split())
_RELATIVE = frozenset("who which".split())
PREPOSITIONS = frozenset("of in on at to from with against over under behind near into onto through by about".split())
_COUNTERS = frozenset("one two three four five six some both most many all none each either several few".split())
_JOINS = frozenset("and or nor as well plus a the".split())
# Said of both alike, so that changing places changes nothing.
MUTUAL = _JOINS | frozenset(
    "meet marry equal same border between with near beside alongside adjacent agree cooperate versus resemble".split()
)
_AFTER_DEEDS = frozenset("for to towards against from between among on".split())
_TO_OBJECT = _STOPS | frozenset("to against upon on off out back down up all some any no both".split())
_CLAUSE = 10  # words within which a verb finds its by-phrase


@dataclass(frozen=True, slots=True)
class Roles:
    """A verb with the heads of who does it and of whom it is done to; None where the sentence does not say."""

    verb: int
    agent: int | None
    patient: int | None
    passive: bool


@lru_cache(maxsize=65536)
def _parts(word: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for form in forms(word):
        for part, share in wordnet().parts_of(form).items():
            found[part] = max(share, found.get(part, 0.0))
    return found


def is_noun(words: Sequence[Word], i: int) -> bool:
    word = words[i].text
    if words[i].is_mark or is_function(word) or is_figure(word) or is_negative(word):
        return False
    parts = _parts(word)
    return (
        is_name(words, i)
        or not parts
        or parts.get("n", 0.0) > 0.2
        or (_led(words, i) and (parts.keys() <= {"v", "n"} or (word.endswith("s") and parts.get("n", 0.0) > 0)))
    )


def _led(words: Sequence[Word], i: int) -> bool:
    """Whether an article or the like stands before a word and makes it a noun or what goes with one: the bear."""
    return i > 0 and normalise(words[i - 1].text) in _LEADS


def is_verb(words: Sequence[Word], i: int) -> bool:
    word = words[i].text
    if _parts(word).get("v", 0.0) <= 0.2 or words[i].is_mark or is_function(word):
        return False
    return not (is_name(words, i) or _led(words, i) or word.endswith(("'s", "’s")))


def is_verb_stem(word: str) -> bool:
    """Whether a word with an ending of verbs is a form of any verb."""
    return _parts(word).get("v", 0.0) > 0


def roles(words: Sequence[Word]) -> tuple[Roles, ...]:
    """The verbs of a sentence that have somebody before or after them."""
    return _roles(tuple(words))


@lru_cache(maxsize=4)  # both questions about a pair ask for its two renderings
def _roles(words: tuple[Word, ...]) -> tuple[Roles, ...]:
    found = []
    for i in range(len(words)):
        if not is_verb(words, i):
            continue
        be = None if words[i].text.endswith("ing") else be_before(words, i)
        reach = _CLAUSE if be is not None else 2  # without its auxiliary the participle is followed by its doer
        by = next((k for k in range(i + 1, min(len(words) - 1, i + reach)) if _names_a_doer(words, k)), None)
        if words[i].text.endswith("ing"):
            by = None
        if by is not None:
            apart = be is None and i > 0 and words[i - 1].text == ","  # the hikers, startled by the bear,
            before = _antecedent(words, i) if apart else head_before(words, i if be is None else be)
            found.append(Roles(i, _head_after(words, by), before, passive=True))
        elif be is None and not _is_deed(words, i):
            doer = head_before(words, i)
            to_whom = _object(words, i)
            found.append(Roles(i, doer, _whom(words, doer) if to_whom is None else to_whom, passive=False))
    return tuple(found)


def _is_deed(words: Sequence[Word], i: int) -> bool:
    """Whether a word that may be a verb stands as a noun: “the love of children” leaves open who loves whom."""
    after = normalise(words[i + 1].text) if i + 1 < len(words) else ""
    return after == "of" or (i > 0 and normalise(words[i - 1].text) in {"a", "the"} and after in _AFTER_DEEDS)


def _names_a_doer(words: Sequence[Word], i: int) -> bool:
    return normalise(words[i].text) == "by" and not is_figure(words[i + 1].text)


def be_before(words: Sequence[Word], verb: int) -> int | None:
    """The auxiliary of the passive within three words before the verb."""
    for i in range(verb - 1, max(-1, verb - 4), -1):
        plain = normalise(words[i].text)
        if plain in _BE:
            return i
        if words[i].is_mark or plain in _RELATIVE or is_noun(words, i):
            return None
    return None


_PERSONS = frozenset("i we you he she they".split())


def person(word: Word) -> str:
    """The personal pronoun that a word is or begins with, “” for none: we've."""
    head = word.text.lower().replace("’", "'").partition("'")[0]
    return head if head in _PERSONS else ""


def head_before(words: Sequence[Word], end: int) -> int | None:
    """The head of what stands before a verb: no word that a preposition leads, the antecedent of a relative pronoun."""
    low = max(-1, end - 5)
    i = end - 1
    while i > low:
        plain = normalise(words[i].text)
        if plain in _RELATIVE:
            return _antecedent(words, i)
        if is_noun(words, i) or person(words[i]):
            led = None if person(words[i]) else _led_by(words, i)
            if led is None or _counts(words, led):
                return i
            i, low = led, led - 5
        elif words[i].is_mark or plain in _STOPS:
            return None
        i -= 1
    return None


def _counts(words: Sequence[Word], of: int) -> bool:
    """Whether what stands before an “of” only says how many: one of the suspects."""
    return of > 0 and normalise(words[of].text) == "of" and normalise(words[of - 1].text) in _COUNTERS


def _led_by(words: Sequence[Word], noun: int) -> int | None:
    """The preposition that leads the group of a noun: on the cloud."""
    i = noun - 1
    while i >= 0 and not words[i].is_mark and not is_function(words[i].text) and not is_figure(words[i].text):
        i -= 1
    if i >= 0 and normalise(words[i].text) in _LEADS:
        i -= 1
    return i if i >= 0 and normalise(words[i].text) in PREPOSITIONS else None


def _antecedent(words: Sequence[Word], pronoun: int) -> int | None:
    """The noun right before a relative pronoun."""
    i = pronoun - 1
    if i >= 0 and words[i].text == ",":
        i -= 1
    return i if i >= 0 and (is_noun(words, i) or person(words[i])) else None


def _whom(words: Sequence[Word], doer: int | None) -> int | None:
    """Whom it is done to, where that stands before the doer: the man whom the guards saw."""
    i = -1 if doer is None else doer - 1
    while i >= 0 and (normalise(words[i].text) in _LEADS or not is_function(words[i].text)) and not words[i].is_mark:
        i -= 1
    return _antecedent(words, i) if i >= 0 and normalise(words[i].text) == "whom" else None


def _object(words: Sequence[Word], verb: int) -> int | None:
    """Whom it is done to, where nothing but what leads to an object stands between: no place, time or manner."""
    head = _head_after(words, verb)
    between = words[verb + 1 : head] if head is not None else ()
    if all(normalise(w.text) in _TO_OBJECT or not is_function(w.text) for w in between):
        return head
    return None


def _head_after(words: Sequence[Word], start: int) -> int | None:
    """The last noun of the first group of content words after `start`, particles and articles passed over."""
    head = None
    for i in range(start + 1, min(len(words), start + 9)):
        if words[i].is_mark or (head is not None and (is_function(words[i].text) or is_figure(words[i].text))):
            break
        if is_noun(words, i):
            head = i
    return head
