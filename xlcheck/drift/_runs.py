"""Runs of words that only one rendering has: what each word weighs, and what the run is to the words around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from xlcheck.drift._negatives import DENYING
from xlcheck.drift._pairing import Indices
from xlcheck.lexicon import (
    Relation,
    degree,
    is_figure,
    is_function,
    is_hedge,
    is_light,
    is_modal,
    is_negative,
    is_redundant,
    is_restricting,
    lemma,
    normalise,
    rarity,
    related,
)
from xlcheck.lexicon.wordnet import wordnet
from xlcheck.model import Rendering, Word

# What a word weighs that only one side has; a rare word weighs up to 1.
_REDUNDANT = 0.2
_LIGHT = 0.5
_CONTENT = 0.6
_TOTAL = 5  # the step of degree that leaves nothing out (“completely”)
_HEIGHTENS = 3  # steps of degree from which an adverb only makes louder what stands anyway


@dataclass(frozen=True, slots=True)
class Side:
    """One rendering, the runs of it that the other side lacks, and which words of `there` answer its words.

    `answering` are the words of `there` that answer any.
    """

    here: Rendering
    there: Rendering
    runs: tuple[Indices, ...]
    answers: Mapping[int, int]
    answering: Set[int]


# Nouns that add nothing to the one they hold with “of”.
_CONTAINERS = frozenset(
    "kind sort type form case matter issue question problem process act fact event aspect nature course field area"
    " sphere realm circumstance situation condition bit session work practice phenomenon".split()
)


def is_container(side: Side, run: Indices, said: Sequence[int]) -> bool:
    """Whether a run is no more than such a noun, of what the other side names too: the session of parliament."""
    words = side.here.words
    if len(said) != 1 or lemma(words[said[0]].text) not in _CONTAINERS or said[0] + 2 >= len(words):
        return False
    return words[said[0] + 1].text in {"of", "surrounding", "around"} and any(
        i in side.answers for i in range(run[-1] + 1, min(run[-1] + 4, len(words)))
    )


def modifies(side: Side, run: Indices, i: int) -> bool:
    """Whether a word bears on one beside it that both sides have, and the other side puts no other in its place."""
    words = side.here.words
    if words[i].text.endswith("ed") and i - 1 in side.answers and not is_function(words[i - 1].text):
        return True  # the man convicted of it
    if i + 1 >= len(words) or words[i + 1].is_mark or is_function(words[i + 1].text):
        return False
    at = side.answers.get(i + 1)
    if at is None:
        return i + 1 in run
    before = side.there.words[at - 1] if at else None
    return before is None or at - 1 in side.answering or before.is_mark or _determines(before.text)


def _determines(word: str) -> bool:
    """Whether a word before a noun only says which or whose: “the”, “the country's”."""
    return is_function(word) or word.endswith(("'s", "’s", "s'", "s’"))


_JOINS = frozenset({",", "and", "or"})
_NOUN = 0.5  # share of a word's uses from which it is taken for a noun
_MEMBERS = 5  # words before a member within which a comma tells that more than two things are listed


def is_member(side: Side, run: Indices, left: int | None, right: int | None) -> bool:
    """Whether the run is one of three or more things listed, of which the other side has the rest and no more."""
    words, first, last = side.here.words, run[0], run[-1]
    if left is None or right is None or not nothing_between(side.there, left, right) or last + 1 >= len(words):
        return False
    if not first or any(words[i].is_mark for i in run) or not _is_thing(words[last].text):
        return False
    before, after = normalise(words[first - 1].text), normalise(words[last + 1].text)
    if before not in _JOINS:
        return False
    listed = any(word.text == "," for word in words[max(0, first - _MEMBERS) : first - 1])
    rest = any(normalise(word.text) in _JOINS for word in side.there.words[max(0, left - _MEMBERS) : right + _MEMBERS])
    return rest and ((before == "," and after in _JOINS) or (before != "," and listed))


def is_joined(here: Rendering, run: Indices) -> bool:
    """Whether the run ends with one more thing, joined to what stands before it: “and the boat”, “and no telephone”."""
    words, last = here.words, run[-1]
    if not _is_thing(words[last].text) or last < 3 or any(words[i].is_mark for i in run):
        return False
    if any(_tail(words, k) in _ADDED for k in (last, last - 1)):
        return True
    return any(
        normalise(words[k].text) in ("and", "or") and words[k + 1].text.lower() in _ONE_MORE
        for k in (last - 2, last - 3)
    )


def _tail(words: Sequence[Word], end: int) -> str:
    """The two words before `end`, as they stand in `_ADDED`."""
    return " ".join(normalise(word.text) for word in words[max(0, end - 2) : end])


_ADDED = frozenset({"well as", "along with", "together with", "addition to"})  # as well as compensation


def is_removable(here: Rendering, run: Indices) -> bool:
    """Whether a sentence stands without the run: no noun follows it that it bears on, no subject or “to” needs it.

    “(crews), under the guidance of engineers, (worked)” can go, not “(to) show the same good (sense)”.
    """
    words, first, last = here.words, run[0], run[-1]
    before = normalise(words[first - 1].text) if first else ""
    after = words[last + 1] if last + 1 < len(words) else None
    ends = after is None or after.is_mark or is_function(after.text)
    inside = {normalise(words[i].text) for i in run}
    if inside & _FINITE and not inside & {"who", "whom", "which", "whose"}:
        return False
    return ends and before not in _NEEDS_A_VERB and not is_modal(before)


def is_led(here: Rendering, run: Indices) -> bool:
    """Whether a run is all that a preposition leads: “(rang) for an hour”, not “in the region (of 8 billion)”."""
    words, first, last = here.words, run[0], run[-1]
    following = words[last + 1].text.lower() if last + 1 < len(words) else ""
    before = [normalise(word.text) for word in words[max(0, first - 2) : first]]
    if before and before[-1] in _DETERMINERS:
        before.pop()
    return following != "of" and bool(before) and before[-1] in _LEADING and is_removable(here, run)


_DETERMINERS = frozenset("a an the his her its their our my your".split())
_LEADING = frozenset(
    "in on at to from with against over under behind near into onto through by about for after before without during"
    " despite since until".split()
)
_PAUSES = frozenset(",;:—–")  # no hyphen: the left-wing


def closes(here: Rendering, run: Indices) -> bool:
    """Whether a run at the end says something of its own: “(rang) for an hour”, not the head of “the spa (town)”."""
    words, first = here.words, run[0]
    before = words[first - 1].text if first else ""
    led = not first or before in _PAUSES or is_function(before)
    return led or not _is_thing(words[run[-1]].text)


_FINITE = frozenset(
    "is are was were be been am has have had will would can could may might must shall should do does did".split()
)
_NEEDS_A_VERB = frozenset(
    "to i we you he she it they who that which will would can could may might must should".split()
)
_ONE_MORE = frozenset("a an the no any his her its their our my your some".split())


def _is_thing(word: str) -> bool:
    return lemma(word) not in DENYING and wordnet().parts_of(lemma(word)).get("n", 0.0) >= _NOUN


def trimmed(rendering: Rendering, run: Indices) -> Indices:
    """The run without function words at its ends, those that deny left in."""
    telling = [i for i in run if not is_function(rendering.words[i].text) or is_negative(rendering.words[i].text)]
    return tuple(i for i in run if telling[0] <= i <= telling[-1]) if telling else run


def nothing_between(rendering: Rendering, left: int, right: int) -> bool:
    """Whether the second word stands after the first with no more than function words and marks between them."""
    return left < right and all(word.is_mark or is_function(word.text) for word in rendering.words[left + 1 : right])


def of_another_kind(word: str) -> bool:
    """Whether number, negation or modality speak of the word, or it is the end of an ordinal: 24 | th."""
    return is_figure(word) or is_negative(word) or is_modal(word) or word in ("st", "nd", "rd", "th")


# Say with more force what stands anyway, beside a comparative or after “very”.
_INTENSIFIERS = frozenset({"far", "much", "even", "still", "rather", "considerably", "significantly", "substantially"})


def weight_at(rendering: Rendering, i: int) -> float:
    """What the word weighs where it stands, 0..1: more the more it says."""
    words = rendering.words
    word = normalise(words[i].text)
    following = normalise(words[i + 1].text) if i + 1 < len(words) else ""
    compared = following in {"more", "less"} or (following.endswith("er") and lemma(following) != following)
    so_much = i > 0 and normalise(words[i - 1].text) in {"very", "so"} and word == "much"
    if (word in _INTENSIFIERS and compared) or so_much or word in _EMPHATIC:
        return _REDUNDANT
    return _weight(words[i].text)


_EMPHATIC = frozenset({"absolutely", "utterly", "perfectly"})  # of what is so or is not, without more and less


def _weight(word: str) -> float:
    if degree(word) == _TOTAL or is_restricting(word) or is_hedge(word):
        return _LIGHT
    if is_function(word):
        return 0.0
    if is_redundant(word) or (degree(word) or 0) >= _HEIGHTENS:
        return _REDUNDANT
    if is_light(word):
        return _LIGHT
    return _CONTENT + (1 - _CONTENT) * rarity(word)


def doubles(rendering: Rendering, run: Indices, said: Sequence[int]) -> bool:
    """Whether the run says again what its neighbour says: “means and ways”, “said said”."""
    texts = [word.text for word in rendering.words]
    around = [i for i in range(max(0, run[0] - 3), min(len(texts), run[-1] + 4)) if i not in run]
    close = (Relation.SAME, Relation.SYNONYM)
    return all(any(related(texts[i], texts[j]) in close for j in around) for i in said)
