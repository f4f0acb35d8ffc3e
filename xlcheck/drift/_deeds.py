"""Deeds with two parties: who does something to whom, gives something to whom, asks or gets whom to do something.

A deed runs from its source to its target: from doer to sufferer, from giver to receiver, from who asks to who is asked,
whichever of them its verb has for a subject. “The bank sold us the barge”, “we bought it from the bank” and “it went
from the bank to us” run the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xlcheck.drift._lists import listed
from xlcheck.drift._roles import OWNERS, PREPOSITIONS, be_before, head_before, is_noun, is_verb, is_verb_stem
from xlcheck.lexicon import forms, is_figure, is_function, is_negative, lemma, normalise
from xlcheck.model import Word

_GIVE, _RECEIVE, _TELL, _PASS, _ASK, _CAUSE, _LETTERS, _REQUESTS = (
    listed("deeds", name) for name in ("give", "receive", "tell", "pass", "ask", "cause", "letters", "requests")
)
OBJECTS = {"me": "i", "us": "we", "him": "he", "her": "she", "them": "they"}
_REACH = 14  # words behind a verb within which its arguments stand
_OPENS = frozenset(
    "that who which whom whose because if when while although though where as what how why and but or".split()
)
_LEAD = frozenset("a an the this that these those all both each every some any no two three one".split()) | OWNERS
_GENITIVE = ("'s", "’s", "s'", "s’")
_ENDS = frozenset(".,;:?!—–")


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, or noun of a deed, with the heads of its two parties; `sort` is “” where the verb alone names it."""

    verb: int
    source: int
    target: int | None
    sort: str


@dataclass(frozen=True, slots=True)
class _Behind:
    """A group of words behind a verb: what leads it (“” for an object), its head, where it ends."""

    lead: str
    head: int
    end: int


def deeds(words: Sequence[Word]) -> tuple[Deed, ...]:
    """Every deed of which the sentence names both parties, or who asked for it."""
    return _deeds(tuple(words))


@lru_cache(maxsize=4)
def _deeds(words: tuple[Word, ...]) -> tuple[Deed, ...]:
    found = [deed for i in range(len(words)) for deed in _told_at(words, i)]
    return tuple(dict.fromkeys(found))


def _told_at(words: Sequence[Word], i: int) -> Iterator[Deed]:
    plain = normalise(words[i].text)
    if lemma(plain) in _LETTERS:
        yield from _letter(words, i)
    if plain in _REQUESTS:
        yield from _asked_for(words, i)
    bases = forms(words[i].text)
    caused = not bases.isdisjoint(_CAUSE)
    if not caused and not _tells(words, i):
        return
    be = None if plain.endswith("ing") else be_before(words, i)
    subject = head_before(words, i if be is None else be)
    behind = _behind(words, i)
    made = _made_do(words, i, subject, behind) if caused else None
    if made is not None:
        yield made
    elif not _tells(words, i):
        return
    elif be is None:
        yield from _active(words, i, bases, subject, behind)
    else:
        yield from _passive(i, bases, subject, behind)


def _tells(words: Sequence[Word], i: int) -> bool:
    """Whether a word is a verb; one that ends in “-ed” is, even where its stem is more often a noun: shelled."""
    if is_verb(words, i):
        return True
    word, before = words[i].text, normalise(words[i - 1].text) if i else ""
    return word.islower() and word.endswith("ed") and is_verb_stem(word) and before not in _LEAD


def _letter(words: Sequence[Word], i: int) -> Iterator[Deed]:
    """A letter from X to Y, X's letter to Y."""
    behind = _behind(words, i)
    to, by_from = _led(behind, "to"), _led(behind, "from")
    by_from = _owner(words, i) if by_from is None else by_from
    if to is not None and by_from is not None:
        yield Deed(i, by_from, to, "gift")


def _active(
    words: Sequence[Word], i: int, bases: frozenset[str], subject: int | None, behind: list[_Behind]
) -> Iterator[Deed]:
    objects = [group.head for group in behind if not group.lead]
    to, by_from = _led(behind, "to"), _led(behind, "from")
    if not bases.isdisjoint(_PASS) and to is not None and by_from is not None:
        yield Deed(i, by_from, to, "gift")
    elif subject is None:
        return
    elif not bases.isdisjoint(_RECEIVE) and by_from is not None:
        yield Deed(i, by_from, subject, "gift")
    elif not bases.isdisjoint(_GIVE):
        # The letter that the mayor sent the bishop: what is given stands before.
        single = 1 if any(normalise(w.text) in ("that", "which") for w in words[max(0, subject - 4) : subject]) else 2
        whom = to if to is not None else objects[0] if len(objects) >= single else None
        if whom is not None:
            yield Deed(i, subject, whom, "gift")
    elif objects:
        yield Deed(i, subject, objects[0], _sort(bases))


def _passive(i: int, bases: frozenset[str], subject: int | None, behind: list[_Behind]) -> Iterator[Deed]:
    by, to, by_from = (_led(behind, lead) for lead in ("by", "to", "from"))
    if not bases.isdisjoint(_RECEIVE):
        if by is not None and by_from is not None:
            yield Deed(i, by_from, by, "gift")
    elif by is None:
        return
    elif not bases.isdisjoint(_GIVE):
        whom = subject if to is None else to
        if whom is not None:
            yield Deed(i, by, whom, "gift")
    elif subject is not None:
        yield Deed(i, by, subject, _sort(bases))


def _sort(bases: frozenset[str]) -> str:
    return "" if bases.isdisjoint(_ASK | _TELL) else "word" if bases.isdisjoint(_ASK) else "ask"


def _made_do(words: Sequence[Word], i: int, subject: int | None, behind: list[_Behind]) -> Deed | None:
    """Had the officers sign, got the captain to sign: who makes somebody do something."""
    if subject is None or not behind or behind[0].lead:
        return None
    head, after = behind[0].head, behind[0].end
    if "get" in forms(words[i].text):
        if normalise(words[after].text if after < len(words) else "") != "to":
            return None
        after += 1
    elif is_bare_verb(words, head) and is_noun(words, head - 1):
        head, after = head - 1, head  # the officers sign
    return Deed(i, subject, head, "cause") if after < len(words) and is_bare_verb(words, after) else None


def is_bare_verb(words: Sequence[Word], i: int) -> bool:
    """Whether a word may be a verb without an ending: sign."""
    return is_verb(words, i) and normalise(words[i].text) == lemma(words[i].text)


def _asked_for(words: Sequence[Word], i: int) -> Iterator[Deed]:
    """At the request of X, at X's request."""
    before = [normalise(word.text) for word in words[max(0, i - 6) : i]]
    if "at" not in before:
        return
    if i + 1 < len(words) and normalise(words[i + 1].text) == "of":
        group = _group(words, i + 2, "of")
        if group is not None:
            yield Deed(i, group.head, None, "ask")
        return
    owner = _owner(words, i)
    if owner is not None:
        yield Deed(i, owner, None, "ask")


def _owner(words: Sequence[Word], i: int) -> int | None:
    """Whose a noun is, told by the genitive right before it: the parents' request."""
    if i > 1 and words[i - 1].text in "'’":
        return i - 2
    return i - 1 if i and words[i - 1].text.endswith(_GENITIVE) else None


def _led(behind: list[_Behind], lead: str) -> int | None:
    return next((group.head for group in behind if group.lead == lead), None)


def _behind(words: Sequence[Word], verb: int) -> list[_Behind]:
    """The groups behind a verb up to the end of its clause: objects and what prepositions lead."""
    found: list[_Behind] = []
    i = verb + 1
    while i < min(len(words), verb + _REACH):
        plain = normalise(words[i].text)
        if plain in _ENDS or plain in _OPENS:
            break
        lead = plain if plain in PREPOSITIONS or plain in ("for", "among", "after") else ""
        if lead == "to" and i + 1 < len(words) and _is_bare(words, i + 1):
            break
        group = _group(words, i + bool(lead), lead)
        if group is None:
            i += 1
            continue
        found.append(group)
        i = group.end
    return found


def _is_bare(words: Sequence[Word], i: int) -> bool:
    """Whether “to” before this word makes an infinitive: no noun is likelier, nor a group led by an article."""
    plain = normalise(words[i].text)
    if plain in ("be", "have", "do", "get") or (is_function(plain) and plain not in _LEAD):
        return plain not in OBJECTS
    return plain not in _LEAD and is_verb(words, i) and not is_noun(words, i)


def _group(words: Sequence[Word], start: int, lead: str) -> _Behind | None:
    """The group of words that begins at `start`, its head its last noun before an “of”."""
    i = start
    if i < len(words) and normalise(words[i].text) in OBJECTS:
        owner = normalise(words[i].text) == "her" and i + 1 < len(words) and is_noun(words, i + 1)
        if not owner:
            return _Behind(lead, i, i + 1)
    led = False
    while i < len(words) and (normalise(words[i].text) in _LEAD or is_figure(words[i].text)):
        i, led = i + 1, True
    head = None
    while i < len(words) and not words[i].is_mark:
        word = words[i]
        if is_function(word.text) or is_figure(word.text) or is_negative(word.text):
            break
        if head is not None and is_verb(words, i) and not is_noun(words, i):
            break
        if is_noun(words, i):
            head = i
        elif not led and head is None:
            return None
        i += 1
    return None if head is None or words[head].text.endswith(_GENITIVE) else _Behind(lead, head, i)
