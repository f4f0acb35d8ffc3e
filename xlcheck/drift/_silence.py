"""What tells that the other side says a negation in another way, or that what is denied there is something else."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.drift._denied import Side
from xlcheck.drift._facing import Facing, plain
from xlcheck.drift._lists import listed
from xlcheck.drift._negatives import (
    LIMITED,
    PARTIAL,
    PLAIN,
    Negative,
    carries_negation,
    negatives,
    openings,
    suggests_negation,
)
from xlcheck.lexicon import Relation, is_figure, is_function, lemma, related, same_word
from xlcheck.text import words

NEARBY = 8  # words on either side of a predicate in which its negation is to be looked for


def contrasts(lower: Sequence[str], negative: Negative) -> bool:
    """Whether it only sets off what is so from what is not, and has no verb: in December, not in June."""
    before, after = lower[max(0, negative.start - 2) : negative.start], lower[negative.end : negative.end + 1]
    parted = before[-1:] == (",",) or before == (",", "and")
    return (
        parted and lower[negative.start] == "not" and bool(after) and is_function(after[0]) and after[0] not in _OPENING
    )


def left_out(there: Side, answers: Sequence[int]) -> bool:
    """Whether a bare auxiliary ends the clause of these words and stands for what was denied before: and so was he."""
    lower = there.facing.lower
    end = next((k for k in range(answers[-1], len(lower)) if lower[k] in ".;:!?"), len(lower))
    start = next((k + 1 for k in range(answers[0], -1, -1) if lower[k] in ".!?"), 0)
    return lower[end - 1] in _OPENING and any(n.force > 1 and start <= n.start < answers[0] for n in there.found)


def denied_before(here: Side, there: Side, negative: Negative) -> bool:
    """Whether the other side is cut from a sentence that negates just before the cut: hadn't cost | a single hour."""
    rendering, answers = there.facing.here, here.facing.opposite(negative.scope[:2])
    if rendering.text[:1].isupper() or not answers or answers[0] > NEARBY:
        return False
    before = [plain(word) for word in words(rendering.before)[-NEARBY:]]
    ends = max((k + 1 for k, word in enumerate(before) if word in ".!?;:"), default=0)
    return any(n.force == 3 for n in negatives(before[ends:]))


def undone(facing: Facing, negative: Negative) -> bool:
    """Whether the word negated is negative itself, in a way that the other side words without: nobody disputes it."""
    return any(
        (suggests_negation(facing.lower[i]) or carries_negation(facing.lower[i]))
        and not any(same_word(facing.lower[i], facing.there.words[j].text) for j in facing.answers[i])
        for i in negative.scope[:2]
    )


def reworded(here: Side, there: Side, negative: Negative) -> bool:
    """Whether the other side has a way to say it that needs no negation: not only, not until, not all."""
    after = here.facing.lower[negative.end : negative.end + 2]
    return (
        (negative.more and not _MORE.isdisjoint(there.facing.lower))
        or (negative.more and not here.facing.near and LIMITED.isdisjoint(there.facing.lower))
        or (
            (
                here.facing.lower[negative.start] in _NONE
                or "since" in here.facing.lower[negative.end : negative.end + 3]
            )
            and _outdone(here.facing.lower[negative.end : negative.end + NEARBY], there.facing.lower)
        )
        or (_waits(here.facing, negative) and not _WAITED.isdisjoint(there.facing.lower))
        or (
            not PARTIAL.isdisjoint(after) and (not _SOME.isdisjoint(there.facing.lower) or _all_but(there.facing.lower))
        )
        or _excepts(here.facing, there.facing.lower, negative)
        or _passes(here.facing.lower, there.facing.lower, negative)
        or (
            any(is_figure(here.facing.lower[i]) for i in negative.scope[:1])
            and not _UNDER.isdisjoint(there.facing.lower)
        )
    )


_UNDER = {"under", "below", "less", "fewer", "younger", "short"}  # under five, not yet five


def _excepts(facing: Facing, there: Sequence[str], negative: Negative) -> bool:
    """Whether one denies it of the rest: more I cannot say, all I can say; the only one who did not, all but her."""
    lower, answers = facing.lower, facing.opposite(negative.scope[:2])
    around = lower[max(0, negative.start - NEARBY) : negative.end + NEARBY]
    whole = answers and not _WHOLE.isdisjoint(there[max(0, answers[0] - NEARBY) : answers[-1]])
    if whole and not _REST.isdisjoint(around) and _REST.isdisjoint(there):
        return True
    return not LIMITED.isdisjoint(lower[max(0, negative.start - NEARBY) : negative.start]) and _all_but(there)


def _all_but(lower: Sequence[str]) -> bool:
    """Whether an exception is made from an all: all the miners but two."""
    return any(lower[k] in _BUT and not _ALL.isdisjoint(lower[max(0, k - 5) : k]) for k in range(len(lower)))


def _passes(lower: Sequence[str], there: Sequence[str], negative: Negative) -> bool:
    """Whether it no longer is the one but the other here, and passes from the one to the other there."""
    end = next((k for k in range(negative.end, len(lower)) if lower[k] in ".;:!?"), len(lower))
    turns = "but" in lower[negative.end : end] and lower[negative.start] in ("no", "not") and negative.force == 3
    return turns and "from" in there and "to" in there[there.index("from") :]


_REST = {"more", "else", "further"}
_WHOLE = {"all", "only", "just", "solely"}
_BUT = {"but", "except", "save", "bar"}
_ALL = {"all", "every", "everyone", "everybody", "everything", "each"}


def _outdone(after: Sequence[str], there: Sequence[str]) -> bool:
    """Whether a superlative there says what `no` with a comparative says here: no better neighbour, the best."""
    compared = any(word in _COMPARED or (word.endswith("er") and lemma(word) != word) for word in after)
    compared = compared or "as" in after or "since" in after[:3]  # nothing so high as this, not seen since: the highest
    return compared and any(word in _UTMOST or (word.endswith("est") and lemma(word) != word) for word in there)


_NONE = {"no", "none", "nothing", "nobody", "no-one", "never"}
_COMPARED = {"better", "worse", "more", "less", "greater", "higher", "finer"}


_UTMOST = {
    "best",
    "worst",
    "most",
    "least",
    "greatest",
    "ever",
    "unmatched",
    "unequalled",
    "unrivalled",
    "supreme",
    "top",
}


def asks(here: Side, there: Side, negative: Negative) -> bool:
    """Whether both ask the same, one of them in the negative: can it be changed, can it not be changed."""
    lower = here.facing.lower
    return (
        negative.force == 3
        and "?" in lower[negative.end :]
        and "?" in there.facing.lower
        and lower[0].removesuffix("n't") in _OPENING
        and negative.start <= 3
        and there.facing.lower[0].removesuffix("n't") in _OPENING
    )


_OPENING = listed("negation", "auxiliaries") - {"to"}


# Not only A but B, told without the negation.
_MORE = listed("negation", "more")


_WAITED = listed("negation", "waited")


_POINTS = {"until", "till", "before", "unless", "without"}


_AS_LONG = ("as", "long", "as")  # as long as they have not signed, until they sign


_SOME = listed("negation", "some")


def _waits(facing: Facing, negative: Negative) -> bool:
    """Whether the negation holds up to a point that the other side words in another way: not until, only when."""
    points = [k for k in range(negative.end, min(negative.end + 12, len(facing.lower))) if facing.lower[k] in _POINTS]
    points += [k for k in range(max(1, negative.start - 12), negative.start) if facing.lower[k - 1 : k + 2] == _AS_LONG]
    return negative.force == 3 and any(
        not any(plain(facing.there.words[j]) == facing.lower[k] for j in facing.answers[k]) for k in points
    )


def answered(facing: Facing, negative: Negative) -> bool:
    """Whether the negation has an answer of its own, apart from what it governs: no link, cut off; not to X, closed."""
    governed = set(facing.answers[negative.scope[0]]) if negative.scope else set()
    return any(
        j not in governed and _telling(plain(facing.there.words[j]))
        for j in facing.opposite(range(negative.start, negative.end))
    )


def _telling(word: str) -> bool:
    """Whether a word that a link gives for a negation may be one: no function word, figure or word of affirming."""
    return word in _PARTICLES or not (
        is_function(word) or is_figure(word) or word in PLAIN | _AFFIRMING or not word[0].isalpha()
    )


_PARTICLES = {"off", "away", "behind", "out", "down", "apart"}
_AFFIRMING = listed("negation", "affirming")


def suggested(here: Side, there: Side, negative: Negative, answers: Sequence[int]) -> bool:
    """Whether the other side says something in a negative vein nearby that this side does not say too."""
    lower = there.facing.lower
    return any(
        suggests_negation(lower[j])
        and not _licensed(there, j)
        and not _of_another(here, there, j, negative)
        and not any(same_word(lower[j], here.facing.lower[i]) for i in there.facing.answers[j])
        for j in range(max(0, answers[0] - NEARBY), min(len(lower), answers[-1] + NEARBY + 1))
        if in_clause(there, j, answers)
    ) or _over(lower, answers)


def _over(lower: Sequence[str], answers: Sequence[int]) -> bool:
    """Whether it is over there: sales will be over, those days are past."""
    return any(
        lower[k] in _PAST and lower[k - 1] in _BE and lower[k + 1 : k + 2] != ("the",)
        for k in range(max(1, answers[0] - NEARBY), min(len(lower), answers[-1] + NEARBY + 1))
    )


_PAST = {"over", "past", "through", "finished", "ended", "history"}
_BE = {"be", "is", "are", "was", "were", "been", "being"}


def _of_another(here: Side, there: Side, at: int, negative: Negative) -> bool:
    """Whether a word renders something that stands apart from the negation: took … down without, removed."""
    answers = there.facing.answers[at]
    last = negative.scope[-1] if negative.scope else negative.end
    first = negative.start - (negative.start > 0 and here.facing.lower[negative.start - 1] in _OPENING)
    return bool(answers) and not any(first <= i <= last for i in answers)


def _licensed(side: Side, at: int) -> bool:
    """Whether a word is there only because a negation before it calls for it: never sent any."""
    lower = side.facing.lower
    if lower[at] in _WITH_NEGATION and not {"if", "whether"}.isdisjoint(lower[max(0, at - NEARBY) : at]):
        return True
    return lower[at] in _WITH_NEGATION and any(
        n.force == 3 and n.start < at <= n.start + NEARBY and in_clause(side, n.start, (at,)) for n in side.found
    )


_WITH_NEGATION = {"any", "anything", "anyone", "anybody", "ever", "whatsoever"}


def carried_on(there: Side, answers: Sequence[int]) -> bool:
    """Whether a negation farther left reaches over these words: `did not eat or drink`, `unlike bread and meat`."""
    lower = there.facing.lower
    return any(
        (n.force == 3 or lower[n.start] in _LISTING)
        and 0 < answers[0] - n.start <= 20
        and in_clause(there, n.start, answers)
        and any(lower[k] in ("or", "nor", "and", ",") for k in range(n.start, answers[0]))
        for n in there.found
    )


_LISTING = {"unlike", "except", "excepting", "excluding"}


def opposed(here: Side, there: Side, negative: Negative) -> bool:
    """Whether what is negated here stands as its opposite there: not remember, forget; no reopening, stay shut."""
    return any(
        Relation.ANTONYM
        in (
            related(here.facing.lower[i], there.facing.lower[j]),
            related(here.facing.lower[i].removeprefix("re"), there.facing.lower[j].removeprefix("re")),
        )
        for i in negative.scope
        for j in here.facing.answers[i]
    )


def in_clause(side: Side, at: int, answers: Sequence[int]) -> bool:
    """Whether no clause with a subject and a verb of its own opens between word `at` and these words.

    What is denied in `she did no wrong, and she should go` does not reach the second half.
    """
    start, end = sorted((at, answers[0]))
    return not any(start < k <= end for k in openings(side.facing.lower))
