"""Edit a rendering word by word: where words can be changed, what can take their place, and the text afterwards."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from xlcheck.model import Stretch, Word
from xlcheck.text import words


@dataclass(frozen=True, slots=True)
class Planted:
    """A rendering after the change. `before` and `after` are the changed stretches in the old and the new text."""

    text: str
    plant: str
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


Edit = tuple[int, int, str]  # characters start..end of the old text give way to this


@dataclass(slots=True)
class Pool:
    """What can be planted, gathered from many texts: names by length, modifiers by the word they precede, clauses."""

    names: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    modifiers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    any_modifier: list[str] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    content: list[str] = field(default_factory=list)
    opposites: Callable[[str], Sequence[str]] = lambda word: ()
    broader: Callable[[str], Sequence[str]] = lambda word: ()
    alike: Callable[[str], Sequence[str]] = lambda word: ()
    synonyms: Callable[[str], Sequence[str]] = lambda word: ()
    swaps: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Pool:
        """Gather names, modifiers and closing phrases from `texts`."""
        pool = cls()
        for text in texts:
            cut = words(text)
            for run in names(cut):
                pool.names[len(run)].append(text[run[0].start : run[-1].end])
            for before, word, after in zip(cut, cut[1:], [*cut[2:], None], strict=False):
                if is_content(word) and word.text.islower():
                    pool.content.append(word.text)
                    if after and is_content(after) and after.text.islower() and before.text.lower() in DETERMINERS:
                        pool.modifiers[after.text].append(word.text)
                        pool.any_modifier.append(word.text)
            for start, end in prepositional(cut):
                if end < len(cut) and cut[end].is_mark and end - start > 2:
                    pool.tails.append(text[cut[start].start : cut[end - 1].end])
        return pool


def word_list(*lines: str) -> tuple[str, ...]:
    """The words of some lines."""
    return tuple(" ".join(lines).split())


DETERMINERS = frozenset(
    word_list("a an the this that these those his her its their our my your some any no every each")
)
PREPOSITIONS = frozenset(word_list(
    "in on at by with from for of to into over under after before during against between through about near without",
    "among since until towards toward within across behind",
))  # fmt: skip
AUXILIARIES = frozenset(word_list(
    "is are was were will would can could should may might must has have had does do did",
))  # fmt: skip
CLOSED = DETERMINERS | PREPOSITIONS | AUXILIARIES | frozenset(word_list(
    "be been being not n't and or but nor so yet if then than as that which who whom whose what when where why how",
    "i you he she it we they me him us them himself herself itself themselves there here also too just only very",
    "because while although though unless whether both either neither all such own same other more most much many",
    "few less least up down out off again once don't doesn't didn't isn't aren't wasn't weren't won't can't",
))  # fmt: skip
NEGATED = frozenset(word_list("not never no without cannot nobody nothing none neither nor"))


def is_content(word: Word) -> bool:
    """True for words that carry meaning of their own, as far as a list of those that do not can tell."""
    return word.text[0].isalpha() and len(word.text) > 2 and word.text.lower() not in CLOSED


def names(cut: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Runs of capitalised words; the first word of a text is no witness."""
    runs: list[list[Word]] = []
    for at, word in enumerate(cut):
        if at and word.text[0].isupper() and word.text.lower() not in CLOSED and cut[at - 1].text not in '.!?"“':
            if runs and runs[-1][-1] is cut[at - 1]:
                runs[-1].append(word)
            else:
                runs.append([word])
    return [tuple(run) for run in runs]


def prepositional(cut: Sequence[Word]) -> list[tuple[int, int]]:
    """Stretches that look like a prepositional phrase: from the preposition to the next closed word or mark."""
    found = []
    for at, word in enumerate(cut):
        if at and word.text.lower() in PREPOSITIONS:
            end = at + 1
            while (
                end < len(cut)
                and end - at < 6
                and (
                    is_content(cut[end])
                    or cut[end].text[0].isdigit()
                    or (end == at + 1 and cut[end].text in DETERMINERS)
                )
            ):
                end += 1
            if end - at > 1 and (is_content(cut[end - 1]) or cut[end - 1].text[0].isdigit()):
                found.append((at, end))
    return found


def apply(text: str, plant: str, edits: Sequence[Edit]) -> Planted | None:
    """Make the edits; removing a word takes one blank with it. None where nothing would change or be left."""
    out, at, before, after = "", 0, [], []
    for start, end, new in sorted(edits):
        start, end = _with_blank(text, start, end) if not new else (start, end)
        if start < at:
            return None
        out += text[at:start]
        before.append(Stretch(start, end))
        after.append(Stretch(len(out), len(out) + len(new)))
        out, at = out + new, end
    out += text[at:]
    if not edits or len(words(out)) < 3:
        return None
    if text[0].isupper() and before[0].start == 0 and not after[0].end:  # another word opens the sentence now
        out = out[0].upper() + out[1:]
    if out == text:
        return None
    return Planted(out, plant, tuple(before), tuple(after))


def _with_blank(text: str, start: int, end: int) -> tuple[int, int]:
    if start and text[start - 1] == " ":
        return start - 1, end
    return (start, end + 1) if text[end : end + 1] == " " else (start, end)


def cut_out(word: Word) -> list[Edit]:
    """The edit that removes a word."""
    return [(word.start, word.end, "")]


def instead(word: Word, new: str) -> list[Edit]:
    """The edit that puts another word in a word's place, with a capital where that had one."""
    return [(word.start, word.end, new.capitalize() if word.text[0].isupper() and new.islower() else new)]


# Each planter below answers with edits, or with none where the text offers no place for it.
Planter = Callable[[str, Sequence[Word], random.Random, Pool], list[Edit]]


def exchange(choices: Callable[[Pool, str], Sequence[str]]) -> Planter:
    """Make a planter that puts one of `choices` in a word's place."""

    def planter(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
        plain = [w for w in cut if is_content(w) and w.text[1:].islower()]
        places = [(w, found) for w in plain if (found := choices(pool, w.text.lower()))]
        if not places:
            return []
        word, new = rng.choice(places)
        return instead(word, rng.choice(list(new)))

    return planter


def sow(text: str, rng: random.Random, pool: Pool, planters: dict[str, tuple[Planter, float]]) -> Planted | None:
    """Plant one change of a kind drawn by weight, trying another where one finds no place."""
    left, cut = dict(planters), words(text)
    while left and cut:
        kind = rng.choices(list(left), [weight for _, weight in left.values()])[0]
        planter, _ = left.pop(kind)
        if (edits := planter(text, cut, rng, pool)) and (planted := apply(text, kind, edits)):
            return planted
    return None
