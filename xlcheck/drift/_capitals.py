"""Names among the words of a rendering, told by capitals, codes and the table of aliases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlcheck.drift._dates import MONTHS, WEEKDAYS
from xlcheck.drift._lists import listed
from xlcheck.lexicon import forms, is_function
from xlcheck.lexicon.wordnet import wordnet
from xlcheck.model import Word
from xlcheck.names import bearers, fold, is_title, longest_alias

_JOINERS = listed("capitals", "joiners")
_HYPHENS = "-–‑"
_STARTS = set(".!?:;“\"‘'«„—–(…•")
# Written with a capital, and no name.
_ORDINARY = listed("capitals", "ordinary")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the words `start:end`; `words` are its folded parts without titles, `full` those with them.

    `code` is the number that a weapon or a ship carries: 17 of Hwasong-17. `sure` is false for an ordinary word at a
    sentence's start, `known` is true for what the table of aliases holds, `acronym` for initials.
    """

    start: int
    end: int
    words: tuple[str, ...]
    full: tuple[str, ...]
    code: str
    sure: bool
    known: bool
    acronym: bool = False


def names(words: Sequence[Word]) -> tuple[Name, ...]:
    """Every name, in order."""
    found: list[Name] = []
    shouting = sum(w.text.isupper() for w in words if len(w.text) > 2) > 0.5 * max(
        1, sum(len(w.text) > 2 for w in words)
    )
    if shouting:
        return ()
    i = 0
    while i < len(words):
        end = _run(words, i)
        if end == i:
            i += 1
            continue
        name = _name(words, i, end)
        if name is not None:
            found.append(name)
        i = end
    return tuple(found)


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and fold(word.text) not in _ORDINARY and fold(word.text) not in WEEKDAYS


def _run(words: Sequence[Word], i: int) -> int:
    """The end of the run of capitalised words that begins at `i`; `i` where none does."""
    if not _capital(words[i]) or _is_month(words, i):
        return i
    end = max(i + 1, _alias_end(words, i))
    while end < len(words):
        if _capital(words[end]) and not _is_month(words, end):
            if words[end].start != words[end - 1].end and words[end - 1].text.lower().endswith(("'s", "’s")):
                break
            end += 1
        elif words[end].text[0].isdecimal() and words[end].start == words[end - 1].end and end - i == 1:
            end += 1  # G7, F16
        elif (
            words[end].text in _HYPHENS
            and end + 1 < len(words)
            and words[end - 1].end == words[end].start
            and words[end].end == words[end + 1].start
        ):
            end += 2
        elif (
            words[end].text.lower() in _JOINERS
            and end + 1 < len(words)
            and words[end].text.lower() in ("of", "for", "de", "la", "al", "bin", "von", "van")
            and _of_name(words, end)
        ):
            end += 2 if _capital(words[end + 1]) else 3
        elif (
            words[end].text == "."
            and len(words[end - 1].text) <= 3
            and end + 1 < len(words)
            and _capital(words[end + 1])
            and words[end].start == words[end - 1].end
        ):
            end += 1
        else:
            break
    return min(end, len(words))


def _alias_end(words: Sequence[Word], i: int) -> int:
    """The end of the longest alias at `i`; a possessive within it parts no names: People's Republic of China."""
    for end in range(min(i + longest_alias(), len(words)), i + 1, -1):
        if bearers(" ".join(fold(word.text) for word in words[i:end])):
            return end
    return i


def _of_name(words: Sequence[Word], at: int) -> bool:
    if _capital(words[at + 1]):
        return True
    return words[at + 1].text.lower() == "the" and at + 2 < len(words) and _capital(words[at + 2])


def _is_month(words: Sequence[Word], i: int) -> bool:
    return fold(words[i].text) in MONTHS and words[i].text[0].isupper()


def _name(words: Sequence[Word], start: int, end: int) -> Name | None:
    initial = start == 0 or words[start - 1].text in _STARTS
    while initial and end - start > 1 and _only_begins(words[start].text):
        start, initial = start + 1, False
    parts = [fold(words[k].text) for k in range(start, end)]
    code = next((p for p in parts if p[0].isdigit()), "")
    kept = tuple(p for p in parts if p[0].isalnum() and p not in _JOINERS and p != code)
    untitled = tuple(p for p in kept if not is_title(p))
    glued = "".join(
        ("" if k == start or words[k].start == words[k - 1].end else " ") + fold(words[k].text)
        for k in range(start, end)
    )
    if bearers(glued):
        return Name(start, end, (glued,), (glued,), "", True, True)
    known = bool(bearers(" ".join(kept))) or bool(bearers(" ".join(untitled)))
    shouted = words[start].text.isupper() and len(words[start].text) > 1  # the article A is none
    if initial and end - start == 1 and not known and not shouted:
        if is_function(words[start].text):
            return None
        return Name(start, end, untitled or kept, kept, code, not ordinary(parts[0]), False)
    if not kept or (len(kept) == 1 and is_function(kept[0]) and not known and not shouted):
        return None
    return Name(start, end, untitled or kept, kept, code, True, known, end - start == 1 and _acronym(words[start].text))


def ordinary(word: str) -> bool:
    """Whether a folded word means something besides what bears it as its name: Baker, not Moscow."""
    return is_function(word) or any(wordnet().senses_of(form) for form in forms(word))


def _only_begins(text: str) -> bool:
    """Whether a word has its capital from the sentence that it begins: Surely Anna, The Hague apart."""
    word = fold(text)
    return (is_function(text) or (word.endswith("ly") and ordinary(word))) and not bearers(word)


def _acronym(text: str) -> bool:
    """Whether a word is made of initials: PZPN, NATO's."""
    letters = text.removesuffix("s").rstrip("'’")
    return len(letters) > 1 and letters.isupper()


def aliases_in(lower: Sequence[str]) -> frozenset[int]:
    """The bearers of every alias among words in lower case, whatever their case in the text."""
    folded = [fold(word) for word in lower]
    found: set[int] = set()
    for i in range(len(folded)):
        for length in range(1, min(longest_alias(), len(folded) - i) + 1):
            found |= bearers(" ".join(folded[i : i + length]))
    return frozenset(found)
