"""Verb groups without a parser: modal words and their class, conditions, and the tense of a short stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from xlcheck.drift._lists import listed
from xlcheck.lexicon import is_function, lemma


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
        (
            (tuple(phrase.split()), modal)
            for modal, phrases in {
                Modal.WILL: "will|'ll|shall|wo|won't|be going to|be about to|be set to|be to|be bound to|be due to|be scheduled to|be certain to|shan't",
                Modal.WOULD: "would|'d|wouldn't",
                Modal.MUST: "must|mustn't|have to|has to|had to|having to|need to|needs to|needed to|have got to|be obliged to|be required to|be forced to"
                "|be compelled to|be bound by duty to|need|needn't|have no choice but to|have no option but to|be imperative that|be necessary to|be vital to",
                Modal.SHOULD: "should|shouldn't|ought to|ought|be supposed to|had better|be advised to",
                Modal.MAY: "may|might|mayn't|mightn't|perhaps|maybe|possibly|it is possible that|there is a chance|be likely to|likely|probably|conceivably|could"
                "|couldn't|be possible",
                Modal.CAN: "can|cannot|can't|be able to|be capable of|be in a position to|be allowed to|be permitted to|be free to",
            }.items()
            for phrase in phrases.split("|")
        ),
        key=lambda item: -len(item[0]),
    )
)
BE = listed("modals", "be")
_NOT_MODAL = {
    "can": {"a", "the", "of"},
    "need": {"for", "of"},
    "may": {"day"},
    "will": {"of", "to"},
    "might": {"of", "is", "and"},
}
_NOUN_BEFORE = listed("modals", "noun_before")

PAST_BE = {"was", "were", "wasn't", "weren't"}
PRESENT_BE = {"is", "are", "am", "isn't", "aren't", "'s", "'re", "'m"}


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
        hit = next(((phrase, modal) for phrase, modal in _MARKERS if _stands(lower, i, phrase)), None)
        if hit is None or _noun(lower, i, hit[0]):
            i += 1
            continue
        end = i + len(hit[0])
        negated = (
            lower[i].endswith("n't")
            or lower[i] == "cannot"
            or any(w in ("not", "never", "no") for w in lower[max(0, i - 2) : end + 3])
        )
        adverb = lower[i] in ("perhaps", "maybe", "possibly", "probably", "likely", "conceivably")
        found.append(Marker(i, end, hit[1], _verb(lower, end), negated, adverb))
        i = end
    return tuple(found)


def _stands(lower: Sequence[str], i: int, phrase: Sequence[str]) -> bool:
    words = lower[i : i + len(phrase)]
    return len(words) == len(phrase) and all(
        w == p or (p == "be" and w in BE) for w, p in zip(words, phrase, strict=True)
    )


def _noun(lower: Sequence[str], i: int, phrase: Sequence[str]) -> bool:
    if len(phrase) > 1 and phrase[0] != "need":
        return False
    word, after = phrase[0], lower[i + 1] if i + 1 < len(lower) else ""
    before = lower[i - 1] if i else ""
    if word == "'d" or (word == "should" and before in ("", ",", ";", ":", "and", "but") and "?" not in lower):
        return True  # should they come: a condition
    return after in _NOT_MODAL.get(word, ()) or (word in ("will", "might", "need", "can") and before in _NOUN_BEFORE)


def _verb(lower: Sequence[str], start: int) -> int | None:
    """The main verb after a modal: the first content word, adverbs in -ly passed over."""
    for i in range(start, min(start + 7, len(lower))):
        word = lower[i]
        if word in ".;:!?,":
            return None
        if (
            word[0].isalpha()
            and not is_function(word)
            and not word.endswith("ly")
            and word not in ("not", "never", "also", "still")
        ):
            return i
    return None


def tense(lower: Sequence[str]) -> str:
    """`future`, `past`, `perfect`, `present` or "" for a stretch of a few words, by its first finite verb."""
    for k, word in enumerate(lower):
        if word in ("will", "shall", "'ll", "won't"):
            return "future"
        if word in BE and (list(lower[k + 1 : k + 3]) == ["going", "to"] or list(lower[k + 1 : k + 2]) == ["to"]):
            return "future"
        if word in ("would", "should", "could", "may", "might", "must", "can", "'d"):
            return ""
        if word in PAST_BE or word in ("did", "didn't"):
            return "past"
        if word in PRESENT_BE or word in ("does", "do", "doesn't", "don't"):
            return "present"
        if word in ("has", "have", "hasn't", "haven't", "'ve"):
            return "perfect" if any(_past_form(w) for w in lower[k + 1 : k + 4]) else "present"
        if word in ("had", "hadn't"):
            return "pluperfect" if any(_past_form(w) or w == "been" for w in lower[k + 1 : k + 4]) else "past"
    for word in lower:
        if word[0].isalpha() and not is_function(word) and not _participle(word) and not word.endswith("ly"):
            if _past_form(word):
                return "past"
            return "present"
    return ""


def _participle(word: str) -> bool:
    return word.endswith("ing") and lemma(word) != word


def _past_form(word: str) -> bool:
    if word in ("been", "gone", "done"):
        return True
    base = lemma(word)
    return (base != word and not word.endswith(("s", "ing", "'s"))) or (word.endswith("ed") and len(word) > 4)


CONDITIONS = {"if", "unless", "provided", "providing"}
# What may stand for a condition in other words.
CONDITIONAL = CONDITIONS | listed("modals", "conditional")
_NO_CONDITION_AFTER = {"any", "anything", "so", "not", "possible", "necessary", "ever", "needed", "only"}
_NO_CONDITION_BEFORE = listed("modals", "no_condition_before")


def conditions(lower: Sequence[str]) -> tuple[int, ...]:
    """Indices of words that open a condition: `if`, `unless`, `provided that`, `as long as`."""
    found = []
    for i, word in enumerate(lower):
        before, after = (lower[i - 1] if i else ""), (lower[i + 1] if i + 1 < len(lower) else "")
        if (lower[i + 1 : i + 2] and after in ("one", "you")) or list(lower[i + 1 : i + 3]) == ["we", "believe"]:
            continue  # a way of speaking: if you ask me, if one looks
        if (
            (word in ("if", "unless") and after not in _NO_CONDITION_AFTER and before not in _NO_CONDITION_BEFORE)
            or (word in ("provided", "providing") and after == "that")
            or (word == "long" and before in ("as", "so") and after == "as")
        ):
            found.append(i)
    return tuple(found)


def limited(lower: Sequence[str], i: int) -> bool:
    """Whether the condition at `i` is the only one: only if, if and only if, only when."""
    return "only" in lower[max(0, i - 3) : i] or "solely" in lower[max(0, i - 3) : i]


def any_of(lower: Iterable[str], words: set[str]) -> bool:
    """Whether one of `words` is among these."""
    return not words.isdisjoint(lower)
