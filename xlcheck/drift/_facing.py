"""The two renderings face to face: which word answers which, and how much of a neighbourhood is rendered at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from xlcheck.lexicon import lemma, same_word
from xlcheck.model import Aligned, Drift, QuoteKind, Rendering, Stretch, Word
from xlcheck.text import words

# Share of words that two renderings have in common, in order. Of pairs that differ in one planted error all but a few
# per cent lie above, of two translators' renderings of one sentence all but a few per cent below.
NEAR = 0.8
ONE_PHRASE = 0.6  # the same share where all the rest is one stretch or two, as it is in short sentences


@dataclass(frozen=True)
class Edit:
    """Words `a_start:a_end` of one rendering stand where `b_start:b_end` of the other do; either may be empty."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int

    @property
    def mirrored(self) -> Edit:
        """The same edit seen from the other rendering."""
        return Edit(self.b_start, self.b_end, self.a_start, self.a_end)


@dataclass(frozen=True)
class Facing:
    """One rendering seen from the other: `here` is the side asked about, `there` the opposite one.

    `answers` holds for each word of this side the words that answer it. `near` is true where the two differ in a word
    or two, `slight` also where they differ in one stretch of any length.
    """

    here: Rendering
    there: Rendering
    answers: tuple[tuple[int, ...], ...]
    near: bool
    slight: bool

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The words of this side in lower case, apostrophes straight."""
        return tuple(plain(word) for word in self.here.words)

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The dictionary forms of these words."""
        return tuple(map(lemma, self.lower))

    @cached_property
    def content(self) -> tuple[int, ...]:
        """Indices of the words that are no mark."""
        return tuple(i for i, word in enumerate(self.here.words) if not word.is_mark)

    def opposite(self, indices: Iterable[int]) -> tuple[int, ...]:
        """Words of the other side that answer any of these, ascending."""
        return tuple(sorted({j for i in indices for j in self.answers[i]}))

    def rendered(self, start: int, end: int, reach: int = 4) -> bool:
        """Whether the other side renders what stands around the words `start:end`.

        Where it does not, it was cut there, and silence about one word of the stretch says nothing.
        """
        left = [i for i in range(start - 1, -1, -1) if not self.here.words[i].is_mark][:reach]
        right = [i for i in range(end, len(self.here.words)) if not self.here.words[i].is_mark][:reach]
        sides = [side for side in (left, right) if side]
        return bool(sides) and all(
            any(self.answers[i] for i in side[:2]) and 2 * sum(bool(self.answers[i]) for i in side) >= len(side)
            for side in sides
        )

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where on the other side the words `start:end` would stand: what answers them, else between the neighbours."""
        found = self.opposite(range(start, end))
        if found:
            return found[0], found[-1] + 1
        left = next((self.answers[i][-1] + 1 for i in range(start - 1, -1, -1) if self.answers[i]), 0)
        right = next(
            (self.answers[i][0] for i in range(end, len(self.answers)) if self.answers[i]), len(self.there.words)
        )
        return min(left, right), max(left, right)


def plain(word: Word) -> str:
    """A word in lower case with straight apostrophes."""
    return word.text.lower().replace("’", "'")


@lru_cache(maxsize=4)  # four kinds look at one pair in turn
def both_ways(aligned: Aligned) -> tuple[Facing, Facing]:
    """Look from a to b and from b to a."""
    there: list[set[int]] = [set() for _ in aligned.a.words]
    back: list[set[int]] = [set() for _ in aligned.b.words]
    for phrase in aligned.phrases:
        for i in phrase.a:
            there[i].update(phrase.b)
        for j in phrase.b:
            back[j].update(phrase.a)
    linked_a: dict[int, set[int]] = {}
    linked_b: dict[int, set[int]] = {}
    for link in aligned.links:
        linked_a.setdefault(link.a, set()).add(link.b)
        linked_b.setdefault(link.b, set()).add(link.a)
    # A link says more than the phrase it belongs to.
    for rows, linked in ((there, linked_a), (back, linked_b)):
        for i, found in linked.items():
            rows[i] = found
    near = nearly_alike(aligned)
    slight = near or one_phrase(aligned)
    return (
        Facing(aligned.a, aligned.b, tuple(tuple(sorted(x)) for x in there), near, slight),
        Facing(aligned.b, aligned.a, tuple(tuple(sorted(x)) for x in back), near, slight),
    )


def in_common(aligned: Aligned) -> float:
    """Share of words both renderings have in the same order, 0..1: twice the common ones over the sum of both."""
    return _parted(aligned.a.text, aligned.b.text)[0]


def nearly_alike(aligned: Aligned) -> bool:
    """Whether the wordings differ in a word or two, or in a phrase that one of them adds."""
    common, found = _parted(aligned.a.text, aligned.b.text)
    return common >= NEAR or (common >= ONE_PHRASE and len(found) <= 2 and all(_grows(aligned, e) for e in found))


def one_phrase(aligned: Aligned) -> bool:
    """Whether the wordings differ in a single stretch, whatever stands in it."""
    common, found = _parted(aligned.a.text, aligned.b.text)
    return common >= ONE_PHRASE and len(found) <= 1


def _grows(aligned: Aligned, edit: Edit) -> bool:
    """Whether one side of an edit only adds to the words of the other: failed to reach, reached."""
    a = [word.text for word in aligned.a.words[edit.a_start : edit.a_end]]
    b = [word.text for word in aligned.b.words[edit.b_start : edit.b_end]]
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    return all(any(same_word(x, y) for y in longer) for x in shorter)


def edits(aligned: Aligned) -> tuple[Edit, ...]:
    """Where the two wordings part: the stretches that turn one into the other."""
    return _parted(aligned.a.text, aligned.b.text)[1]


@lru_cache(maxsize=8)
def _parted(a: str, b: str) -> tuple[float, tuple[Edit, ...]]:
    if b < a:  # difflib breaks ties by the order of its arguments; a swap of the articles must mirror the result
        ratio, found = _parted(b, a)
        return ratio, tuple(edit.mirrored for edit in found)
    matcher = SequenceMatcher(None, [plain(w) for w in words(a)], [plain(w) for w in words(b)], autojunk=False)
    return matcher.ratio(), tuple(Edit(*ends) for tag, *ends in matcher.get_opcodes() if tag != "equal")


def stretch(rendering: Rendering, indices: Iterable[int]) -> Stretch | None:
    """Offsets from the first to the last of these words; None where there are none."""
    found = sorted(indices)
    return Stretch(rendering.words[found[0]].start, rendering.words[found[-1]].end) if found else None


def cut(rendering: Rendering, place: Stretch | None) -> str:
    """The characters of a stretch, "" for none."""
    return rendering.text[place.start : place.end] if place else ""


def a_and_b(
    facing: Facing, here: Stretch | None, there: Stretch | None, *, first: bool
) -> tuple[tuple[Stretch | None, Stretch | None], tuple[str, str]]:
    """The place in A and the one in B, then what stands at each; `first` tells that the facing's near side is A."""
    places, said = (here, there), (cut(facing.here, here), cut(facing.there, there))
    return (places, said) if first else (places[::-1], said[::-1])


def overlap(x: Drift, y: Drift) -> bool:
    """Whether two findings tell of the same words in A or in B."""
    return any(
        p is not None and q is not None and p.start < q.end and q.start < p.end for p, q in ((x.a, y.a), (x.b, y.b))
    )


def indirect(rendering: Rendering) -> bool:
    """Whether a rendering is reported speech, where tenses, persons and modals shift; false for a bare one."""
    return rendering.quote is not None and rendering.quote.kind is not QuoteKind.DIRECT
