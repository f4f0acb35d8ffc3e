"""Who stands where: the slots of a sentence that decide who does what to whom, read off word order and voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from xlcheck.drift._matching import is_name
from xlcheck.lexicon import forms, is_figure, is_function, is_negative, lemma, normalise
from xlcheck.lexicon.wordnet import wordnet
from xlcheck.model import Word

_STOPS = frozenset("a the this that these those his her its their our my your and or but who which when while".split())
_BE = frozenset("be is are was were been being am get got".split())
_JOINS = frozenset("and or nor as well plus a the".split())
# Said of both alike, so that changing places changes nothing.
MUTUAL = _JOINS | frozenset(
    "meet marry equal same border between with near beside alongside adjacent agree cooperate versus resemble".split()
)
_TIES = frozenset("of in be".split())  # in free wording these often hold two nouns together in either order
_SAME_AROUND = 3  # of the four neighbours of two words; with two, paraphrases are hit three times as often
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
    return is_name(words, i) or not parts or parts.get("n", 0.0) > 0.2


def is_verb(words: Sequence[Word], i: int) -> bool:
    word = words[i].text
    return not words[i].is_mark and not is_function(word) and not is_name(words, i) and _parts(word).get("v", 0.0) > 0.2


def roles(words: Sequence[Word]) -> tuple[Roles, ...]:
    """The verbs of a sentence that have somebody before or after them."""
    return _roles(tuple(words))


@lru_cache(maxsize=4)  # both questions about a pair ask for its two renderings
def _roles(words: tuple[Word, ...]) -> tuple[Roles, ...]:
    found = []
    for i in range(len(words)):
        if not is_verb(words, i):
            continue
        be = _be_before(words, i)
        reach = _CLAUSE if be is not None else 2  # without its auxiliary the participle is followed by its doer
        by = next((k for k in range(i + 1, min(len(words) - 1, i + reach)) if _names_a_doer(words, k)), None)
        if by is not None:
            before = _head_before(words, i if be is None else be)
            found.append(Roles(i, _head_after(words, by), before, passive=True))
        elif be is None and not _is_deed(words, i):
            found.append(Roles(i, _head_before(words, i), _object(words, i), passive=False))
    return tuple(found)


def _is_deed(words: Sequence[Word], i: int) -> bool:
    """Whether a word that may be a verb stands as a noun: “the love of children” leaves open who loves whom."""
    after = normalise(words[i + 1].text) if i + 1 < len(words) else ""
    return after == "of" or (i > 0 and normalise(words[i - 1].text) in {"a", "the"} and after in _AFTER_DEEDS)


def _names_a_doer(words: Sequence[Word], i: int) -> bool:
    return normalise(words[i].text) == "by" and not is_figure(words[i + 1].text)


def _be_before(words: Sequence[Word], verb: int) -> int | None:
    """The auxiliary of the passive within three words before the verb."""
    for i in range(verb - 1, max(-1, verb - 4), -1):
        if normalise(words[i].text) in _BE:
            return i
        if words[i].is_mark or is_noun(words, i):
            return None
    return None


_PERSONS = frozenset("i we you he she they".split())
_STAND_INS = frozenset("he she they".split())  # for somebody named before, who may be the other doer


def person(word: Word) -> str:
    """The personal pronoun that a word is or begins with, “” for none: we've."""
    head = word.text.lower().replace("’", "'").partition("'")[0]
    return head if head in _PERSONS else ""


def _head_before(words: Sequence[Word], end: int) -> int | None:
    for i in range(end - 1, max(-1, end - 5), -1):
        if is_noun(words, i) or person(words[i]):
            return i
        if words[i].is_mark or normalise(words[i].text) in _STOPS:
            return None
    return None


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
        if words[i].is_mark or (is_function(words[i].text) and head is not None):
            break
        if is_noun(words, i):
            head = i
    return head


def reversed_roles(a: Sequence[Word], b: Sequence[Word], answers: Mapping[int, int]) -> Iterator[tuple[Roles, Roles]]:
    """Verbs, or nouns of deeds, kept in both renderings of which agent and patient have changed places.

    Both must have: where only one has, the parse is wrong more often than the report (none of eight right on two
    translators' renderings of one text, 3,193 pairs).
    """
    roles_b = {r.verb: r for r in roles(b)}
    for mine in roles(a):
        theirs = roles_b.get(answers.get(mine.verb, -1))
        if theirs is None or mine.agent is None or mine.patient is None or _is_mutual(a, mine.verb):
            continue
        agent, patient = answers.get(mine.agent), answers.get(mine.patient)
        if agent is not None and agent == theirs.patient and patient is not None and patient == theirs.agent:
            yield mine, theirs


def _is_mutual(words: Sequence[Word], verb: int) -> bool:
    return not forms(words[verb].text).isdisjoint(MUTUAL)


def swapped_agents(
    a: Sequence[Word], b: Sequence[Word], answers: Mapping[int, int], converse: Iterable[tuple[int, int]]
) -> Iterator[tuple[Indices, Indices]]:
    """Deeds that have changed hands, as the words of both renderings.

    Either two verbs that both renderings have, each with the other's doer (they proposed, we accepted; we proposed,
    they accepted), or one doer of an event told from its other end (we borrowed, we lent). `converse` are the words
    linked that tell so.
    """
    mine = {r.verb: r.agent for r in roles(a) if r.agent is not None and not r.passive}
    theirs = {r.verb: r.agent for r in roles(b) if r.agent is not None and not r.passive}
    both = [(i, answers[i]) for i in mine if answers.get(i) in theirs]
    for (i, j), (k, m) in combinations(both, 2):
        doers = [a[mine[v]] for v in (i, k)]
        told_apart = doers[0].text.lower() != doers[1].text.lower() and not any(person(d) in _STAND_INS for d in doers)
        if told_apart and answers.get(mine[i]) == theirs[m] and answers.get(mine[k]) == theirs[j] != theirs[m]:
            yield (mine[i], i, mine[k], k), (theirs[j], j, theirs[m], m)
    for i, j in converse:
        if i in mine and j in theirs and answers.get(mine[i]) == theirs[j]:
            yield (mine[i], i), (theirs[j], j)


Indices = tuple[int, ...]
