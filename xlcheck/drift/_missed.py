"""A run of words that only one rendering has, and how much it matters that the other lacks it."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.drift._pairing import Indices
from xlcheck.model import Severity

# Where nothing else differs a run matters from here on, which any word but a redundant one reaches.
SERIOUS = 0.5
# In renderings that differ in many places, words that found no answer are mostly a translator's freedom: of 242
# harmless pairs 50 had one such word inserted, 3 had two. From two on they are a phrase that the other side lacks.
CLAUSE = 2
# A learned judge's share in the risk for one word of the run, 0..1, from which the rules believe it. On 242 harmless
# pairs that the judge has seen it adds no false finding, on 150 unseen ones two; at 0.8 seven.
SUSPECTED = 0.9
# And below which it thinks the run harmless. Of 24 runs of several words in harmless pairs 9 lie below, of 7 in pairs
# with something removed none.
DOUBTED = 0.3
# The same for a phrase of two words of content or more that the other side renders on both sides of. In 40 pairs of
# reports six such phrases of whole quotes are drifts by their authors' word, with shares of 0.27 and more, and none is
# not; of 242 harmless pairs one more is stopped than at DOUBTED, of 700 pairs of human renderings ten.
PASSED = 0.2
# Below this share a run of a bare rendering is a turn of phrase, or a grave word in one: in free renderings twelve
# times out of fifteen.
WEIGHED = 0.32
# From this share on it is missing, where the other side has no new word that could be it; for a lone noun after a
# preposition, or a lone word before the noun it bears on, from the next two on. In 618 free renderings with one slip
# and as many without, kept from the judge's learning, that lifts what is rightly found missing from 28 to 51, with
# eight found wrongly instead of nine; the levels were chosen on 1,020 such pairs that the judge had learned from.
LIKELY = 0.55
LED = 0.6
MODIFYING = 0.75
_ASIDE = 1  # new words of the other side beside a grave word: one is another choice of noun, more may render the word
_LONGEST = 12  # words; a longer run is a part of the statement that the other report does not quote


@dataclass(frozen=True, slots=True)
class Missing:
    """A run of words of one rendering without anything in the other that says it.

    `content` counts its words that say something and are said nowhere on the other side, not even in other words.
    `framed` is true where the other side answers content words close before and after the run, `inserted` where it puts
    nothing between those two. `empty` is true for a noun that only holds the next one (“the case of”), `member` where
    the run is one of several things listed and the other side lists the rest, `joined` where it ends with “and the
    boat”, `removable` where it can be taken out of its sentence, `grave` where a word of the run changes
    what its neighbour stands for, `closing` where it ends its rendering and is no more than a noun that the one before
    it goes with (“the spa town”), `whole` where no mark cuts it in two, `led` for
    what a preposition leads and nothing follows, `modifying` for a word that bears on the next, which both sides have.
    """

    words: Indices
    weight: float
    content: int
    framed: bool
    inserted: bool
    at_edge: bool
    doubles: bool
    empty: bool
    member: bool
    joined: bool
    removable: bool
    grave: bool
    replaced: bool
    anchored: bool
    closing: bool
    whole: bool
    led: bool
    modifying: bool


def rank(
    run: Missing,
    share: float | None,
    *,
    lone: bool,
    reworded: int,
    denies: bool,
    headless: bool,
    spoken: bool,
    bare: bool,
) -> tuple[Severity, float]:
    """Weigh a run where the other side has `reworded` new content words of its own, which may be its rendering.

    `spoken` is false where a reporter words one of the sides, who is freer to sum up; `bare` where neither side is cut
    from a report.
    """
    if run.doubles or run.weight < SERIOUS or run.empty:
        return Severity.MINOR, 0.6
    if lone and not run.replaced:
        return Severity.MAJOR, 0.8
    suspected = not denies and share is not None and share >= SUSPECTED and run.framed and bool(run.content)
    if suspected or headless:
        return Severity.MAJOR, 0.6
    if bare and _likely_gone(run, share, reworded):
        return Severity.MAJOR, 0.6
    if bare and share is not None and share < WEIGHED:
        return Severity.MINOR, 0.4
    if run.grave and reworded <= _ASIDE:
        return Severity.MAJOR, 0.7
    gone = _one_more_gone(run, share, reworded) or _phrase_gone(run, share, reworded, denies=denies, spoken=spoken)
    return (Severity.MAJOR, 0.6) if gone else (Severity.MINOR, 0.4)


def _likely_gone(run: Missing, share: float | None, reworded: int) -> bool:
    """Whether a learned judge suspects a phrase, or what ends the statement, to which nothing new answers."""
    if share is None or share < LIKELY or reworded or not (run.anchored and run.whole):
        return False
    if run.content >= CLAUSE or (run.content == 1 and run.closing and run.removable):
        return True
    lone = run.content == 1 and run.framed
    return lone and ((run.led and share >= LED) or (run.modifying and share >= MODIFYING))


def _one_more_gone(run: Missing, share: float | None, reworded: int) -> bool:
    """Whether the run is one of the things listed, and the other side has no new word that could be it."""
    if not run.content or reworded:
        return False
    return (run.joined and run.framed) or (run.member and (share is None or share >= DOUBTED))


def _phrase_gone(run: Missing, share: float | None, reworded: int, *, denies: bool, spoken: bool) -> bool:
    """Whether the run is a phrase of its own between words that the other side renders."""
    if run.content < CLAUSE or len(run.words) > _LONGEST or (share is not None and share < PASSED):
        return False
    if not run.removable or not run.whole:
        return False
    if run.framed and not run.at_edge and not denies and spoken and reworded <= 1:
        return True
    if share is not None and share < DOUBTED:
        return False
    return (run.inserted and reworded <= 1) or (run.content > CLAUSE and run.framed and 2 * reworded <= run.content)
