"""Verb groups without a parser: modal words and their class, conditions, and the tense of a short stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from xlcheck.drift._facing import stretch
from xlcheck.drift._lists import listed, section
from xlcheck.lexicon import is_function, lemma
from xlcheck.model import Rendering, Stretch


class Modal(StrEnum):
    """Classes of modal meaning, told apart as far as news readers do."""

    WILL = "will"
    WOULD = "would"
    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    CAN = "can"


# Longest first; "be" stands for any of its forms.
_MARKERS: tuple[tuple[tuple[str, ...], Modal], ...] = tuple(
    sorted(
        ((tuple(phrase.split()), Modal(modal)) for modal, phrases in section("markers").items() for phrase in phrases),
        key=lambda item: (-len(item[0]), item[0]),
    )
)
BE = listed("modals", "be")
_BY_FIRST_WORD: dict[str, list[tuple[tuple[str, ...], Modal]]] = {}
for _phrase, _modal in _MARKERS:
    for _first in BE if _phrase[0] == "be" else (_phrase[0],):
        _BY_FIRST_WORD.setdefault(_first, []).append((_phrase, _modal))
_NOT_MODAL = {
    "can": {"a", "the", "of"},
    "need": {"for", "of"},
    "may": {"day"},
    "will": {"of", "to"},
    "might": {"of", "is", "and"},
}
_NOUN_BEFORE = listed("modals", "noun_before")


# Verbs after which the tense may shift.
SAID = listed("modality", "said")


@dataclass(frozen=True, slots=True)
class Marker:
    """A modal word or phrase at `start:end`, and `verb`, the content word it bears on (None where there is none)."""

    start: int
    end: int
    modal: Modal
    verb: int | None
    negated: bool
    adverb: bool


def markers(lower: Sequence[str]) -> tuple[Marker, ...]:
    """Every modal marker among words in lower case, in order."""
    found: list[Marker] = []
    i = 0
    while i < len(lower):
        hit = next((item for item in _BY_FIRST_WORD.get(lower[i], ()) if _stands(lower, i, item[0])), None)
        if hit is None or _noun(lower, i, hit[0]):
            i += 1
            continue
        end = i + len(hit[0]) + (hit[0][0] == "be" and _denied_be(lower, i))
        negated = (
            lower[i].endswith("n't")
            or lower[i] == "cannot"
            or any(w in _DENY or w.endswith("n't") for w in lower[max(0, i - 2) : end])
            or any(w in ("not", "never", "no") for w in lower[end : end + 3])
        )
        adverb = lower[i] in ("perhaps", "maybe", "possibly", "probably", "likely", "conceivably")
        verb = _verb(lower, _infinitive(lower, end))
        found.append(Marker(i, end, hit[1], verb, negated, adverb))
        i = end
    return tuple(found)


def _stands(lower: Sequence[str], i: int, phrase: tuple[str, ...]) -> bool:
    """Whether the rest of a phrase follows its first word at `i`."""
    after = i + 1 + (phrase[0] == "be" and _denied_be(lower, i))  # are not obliged to
    return tuple(lower[after : after + len(phrase) - 1]) == phrase[1:]


def _denied_be(lower: Sequence[str], i: int) -> bool:
    return any_of(lower[i + 1 : i + 2], {"not", "never"})


def _noun(lower: Sequence[str], i: int, phrase: Sequence[str]) -> bool:
    """Whether it is no modal here: free will, a can, all we did was to wait."""
    if tuple(phrase) == ("be", "to") and i and lower[i - 1] in _DO:
        return True
    if len(phrase) > 1 and phrase[0] != "need":
        return False
    word, after = phrase[0], lower[i + 1] if i + 1 < len(lower) else ""
    before = lower[i - 1] if i else ""
    if word == "'d" or (word == "should" and before in ("", ",", ";", ":", "and", "but") and "?" not in lower):
        return True  # should they come: a condition
    return after in _NOT_MODAL.get(word, ()) or (word in ("will", "might", "need", "can") and before in _NOUN_BEFORE)


_DO = {"do", "does", "did", "done"}


def _infinitive(lower: Sequence[str], end: int) -> int:
    """Where to look for the verb: compulsory for all members | to vote."""
    if lower[end - 1] != "for":
        return end
    return next((k + 1 for k in range(end, min(end + 6, len(lower))) if lower[k] == "to"), end)


def _verb(lower: Sequence[str], start: int) -> int | None:
    """The main verb after a modal: the first content word, adverbs in -ly passed over."""
    for i in range(start, min(start + 7, len(lower))):
        word = lower[i]
        if word in ".;:!?,":
            return None
        if (
            word[0].isalpha()
            and not is_function(word)
            and (not word.endswith("ly") or word in _LY_VERBS)
            and word not in ("not", "never", "also", "still")
        ):
            return i
    return None


_DENY = {"not", "never", "no", "nobody", "none", "neither"}
_LY_VERBS = set("ally apply bully comply fly imply multiply rally rely reply supply tally".split())


def tense(lower: Sequence[str]) -> str:
    """`future`, `past`, `perfect`, `present` or "" for a stretch of a few words, by its first finite verb.

    "" also stands for a modal, which has no tense to compare.
    """
    if lower[:1] in (["to"], ("to",)):
        return ""
    for k, word in enumerate(lower):
        if word in _AUXILIARY_TENSES or word in BE:
            return _auxiliary_tense(word, lower[k + 1 : k + 4])
    for word in lower:
        if word[0].isalpha() and not is_function(word) and not _participle(word) and not word.endswith("ly"):
            return "past" if _past_form(word) else "present"
    return ""


_AUXILIARY_TENSES = {
    word: found
    for found, words in {
        "future": "will shall 'll won't",
        "": "would should could may might must can 'd",
        "past": "was were wasn't weren't did didn't",
        "present": "is are am isn't aren't 's 're 'm does do doesn't don't",
        "perfect": "has have hasn't haven't 've",
        "pluperfect": "had hadn't",
    }.items()
    for word in words.split()
}


def _auxiliary_tense(word: str, following: Sequence[str]) -> str:
    if word in BE and (list(following[:1]) == ["to"] or list(following[:2]) == ["going", "to"]):
        return "future"
    found = _AUXILIARY_TENSES.get(word, "")
    if found in ("perfect", "pluperfect") and not any(_past_form(w) for w in following):
        return "present" if found == "perfect" else "past"  # has a fever, had a fever
    return found


def _participle(word: str) -> bool:
    return word.endswith("ing") and lemma(word) != word


def _past_form(word: str) -> bool:
    if word in ("been", "gone", "done"):
        return True
    base = lemma(word)
    return (base != word and not word.endswith(("s", "ing", "'s"))) or (
        word.endswith("ed") and not word.endswith("eed") and len(word) > 4
    )


CONDITIONS = {"if", "unless", "provided", "providing"}
# What may stand for a condition in other words.
CONDITIONAL = CONDITIONS | listed("modals", "conditional")
_NO_CONDITION_AFTER = {"any", "anything", "so", "not", "possible", "necessary", "ever", "needed", "only"}
_ADDRESSED = listed("modals", "addressed")
_SUPPOSED = {"believe", "ignore", "disregard", "look", "consider", "compare", "recall", "imagine", "think"}
_WISHED = {"good", "better", "best", "nice", "great", "glad", "happy", "grateful", "helpful", "welcome", "wonderful"}
_INVERTED = {"should", "were", "had"}  # Should they come, we will fire.
_CONDITION_WORDS = CONDITIONS | _INVERTED | {"long", "condition", "event", "case"}
_OPENS = {"", ".", ";", ":", "—", "–"}
_NO_CONDITION_BEFORE = listed("modals", "no_condition_before")


def conditions(lower: Sequence[str]) -> tuple[int, ...]:
    """Indices of words that open a condition: `if`, `unless`, `provided that`, `as long as`, `should they`."""
    found = []
    for i, word in enumerate(lower):
        if word not in _CONDITION_WORDS:
            continue
        before, after = (lower[i - 1] if i else ""), (lower[i + 1] if i + 1 < len(lower) else "")
        opens = (
            (word in ("if", "unless") and after not in _NO_CONDITION_AFTER and before not in _NO_CONDITION_BEFORE)
            or (word in ("provided", "providing") and after == "that")
            or (word == "provided" and before in _SETS_OFF and after in _SUBJECTS)
            or (word == "long" and before in ("as", "so") and after == "as" and not _measured(lower, i))
            or (word == "condition" and before == "on")
            or (word == "event" and list(lower[max(0, i - 2) : i]) == ["in", "the"] and after in ("of", "that"))
            or (word == "case" and before == "in" and after == "of")
            or (word in _INVERTED and before in _OPENS and "," in lower[i + 2 :] and "?" not in lower)
        )
        if not opens or _at_will(lower, i):
            continue
        if any_of(lower[i + 2 : i + 3], {"one": _ADDRESSED, "you": _ADDRESSED, "we": _SUPPOSED}.get(after, set())):
            continue  # a way of speaking: if you ask me, if one looks, if we ignore
        if before in _WISHED and any_of(lower[max(0, i - 4) : i], {"would", "'d"}):
            continue  # a wish: it would be good if
        found.append(i)
    return tuple(found)


_SETS_OFF = {"", ",", ";", ":", "—", "–", "(", "but", "only", "always"}
_SUBJECTS = listed("modals", "subjects")


def _measured(lower: Sequence[str], i: int) -> bool:
    """Whether `as long as` measures: for as long as, half as long as before, as long as ten days."""
    after = "".join(lower[i + 2 : i + 3])
    return any_of(lower[max(0, i - 2) : i - 1], _MEASURES) or after in _MEASURED or after[:1].isdecimal()


_MEASURES = {"for", "half", "third", "twice", "thrice", "times", "just", "quite", "almost", "nearly", "about"}
_MEASURED = {"before", "ever", "possible", "necessary", "needed", "usual"}

_WILL = {"fit", "wish", "want", "like", "please", "choose"}


def _at_will(lower: Sequence[str], i: int) -> bool:
    """Whether a clause only leaves it to somebody's will: if it sees fit, unless they wish it."""
    end = next((k for k in range(i + 1, len(lower)) if lower[k] in _CLAUSE_ENDS), len(lower))
    said = [word for word in lower[i + 1 : end] if word not in ("it", "so", "to")]
    return 0 < len(said) <= 3 and not _WILL.isdisjoint((said[-1], lemma(said[-1])))


_CLAUSE_ENDS = set(",.;:!?—–") | {"and"}


def limited(lower: Sequence[str], i: int) -> bool:
    """Whether the condition at `i` is the only one: only if, if and only if, only when."""
    return "only" in lower[max(0, i - 3) : i] or "solely" in lower[max(0, i - 3) : i]


def any_of(lower: Iterable[str], words: Set[str]) -> bool:
    """Whether one of `words` is among these."""
    return not words.isdisjoint(lower)


POTENTIAL = {"can", "could", "cannot", "can't", "couldn't"}


def group(rendering: Rendering, marker: Marker) -> Stretch:
    """The modal with its verb where it follows closely."""
    end = marker.end
    if marker.verb is not None and marker.verb - marker.end <= 2:
        end = marker.verb + 1
    place = stretch(rendering, range(marker.start, end))
    assert place is not None
    return place
