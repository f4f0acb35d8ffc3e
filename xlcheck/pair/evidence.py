"""The evidence that two stretches render one statement, as numbers that a small learned model weighs.

First the evidence of a candidate by itself and beside its rivals; then, when a first likeness is known for all, that of
its surroundings. Every number is the same whichever side is called a.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from xlcheck.lexicon import lemma, normalise
from xlcheck.model import Quote, QuoteKind
from xlcheck.pair.cut import Common
from xlcheck.pair.wording import Vectors, Wording

EVIDENCE = (
    "rest",  # how well the words are answered that the other side does not repeat: formulas repeat, predicates tell
    "rare",  # the weight of the shared words, as its logarithm: one long-tail word says much, a formula's words little
    # Other figures or names never count against: they are the drift that is looked for.
    "numbers agree",
    "names agree",
    "length",  # logarithm of the content words in the shorter stretch
    "kept",  # the share of content words that the cut kept, on the side that lost more
    "better kept",  # on the other: where both sides lose words, they may share a formula and no more
    "unmarked",  # sides that do not stand in marks: 0, 1 or 2, halved
    "speakers agree",
    "speakers differ",
    "frame cosine",  # of everything quoted in the sentences around
    "order",  # how near the places in the two articles are, -0.8..0.2
    "lead",  # by how much it leads its best rival, on the side where it leads less
    "better lead",
)
SURROUNDINGS = (
    "first likeness",  # as log-odds, by the evidence above
    "company",  # the first likeness of the likest other pieces of the same two utterances
    "explained",  # the share of words that this candidate or likely ones beside it answer, on the worse side
)

_FIGURE = re.compile(r"\d")


def evidence(common: Common, leads: tuple[float, float]) -> Vectors:
    """The numbers of `EVIDENCE` for a cut; `leads` as `leads_of` gives them."""
    a, b = common.a, common.b
    kept = [_content(wording, within) / _content(wording, None) for wording, within in common.sides()]
    unmarked = sum(wording.quote.kind is not QuoteKind.DIRECT for wording in (a, b)) / 2
    return np.array(
        [
            rest(common),
            _rare(common),
            float(not _figures(a, common.a_range).isdisjoint(_figures(b, common.b_range))),
            float(not _names(a, common.a_range).isdisjoint(_names(b, common.b_range))),
            np.log(min(_content(wording, within) for wording, within in common.sides())),
            min(kept),
            max(kept),
            unmarked,
            *speakers_agree(a.quote, b.quote),
            float(a.frame @ b.frame),
            0.2 - abs(a.place - b.place),
            min(leads),
            max(leads),
        ],
        dtype=np.float32,
    )


def cosine_of(common: Common) -> float:
    """Cosine of the two stretches' vectors."""
    return float(common.a.mean(*common.a_range) @ common.b.mean(*common.b_range))


def coverage(common: Common) -> tuple[float, float]:
    """How well each side's words are answered by the other's, 0..1, weighted by how much they say."""
    inside = common.inside
    a, b = common.a.weights[slice(*common.a_range)], common.b.weights[slice(*common.b_range)]
    return (
        float((inside.max(1) * a).sum() / max(float(a.sum()), 1e-6)),
        float((inside.max(0) * b).sum() / max(float(b.sum()), 1e-6)),
    )


REPEATED_AS_IT_IS = 0.9  # likeness from which a word is the same in another form
ALL_REPEATED = 0.6  # what stands for a rest that is empty: it answered no worse than a good rest does


def rest(common: Common) -> float:
    """How well the words are answered that do not come again in some form, -1..1, both sides' mean."""
    inside = common.inside
    found = []
    for (wording, within), best in zip(common.sides(), (inside.max(1), inside.max(0)), strict=True):
        weights = np.where(best < REPEATED_AS_IT_IS, wording.weights[slice(*within)], 0.0)
        found.append(float((best * weights).sum() / weights.sum()) if weights.any() else ALL_REPEATED)
    return sum(found) / 2


def strength(common: Common) -> float:
    """A first impression of a cut, to compare it with its rivals."""
    return (cosine_of(common) + sum(coverage(common)) / 2) / 2


def _content(wording: Wording, within: tuple[int, int] | None) -> int:
    weights = wording.weights if within is None else wording.weights[slice(*within)]
    return max(1, int((weights > 0).sum()))


def _rare(common: Common) -> float:
    return float(np.log1p(_both(_lemmas(common.a, common.a_range), _lemmas(common.b, common.b_range))))


def _both(mine: dict[str, float], theirs: dict[str, float]) -> float:
    """The weight of the words that two stretches share."""
    return sum(min(mine[key], theirs[key]) for key in mine.keys() & theirs.keys())


def _lemmas(wording: Wording, within: tuple[int, int]) -> dict[str, float]:
    return {lemma(wording.words[i].text): float(wording.weights[i]) for i in range(*within) if wording.weights[i] > 0}


def _figures(wording: Wording, within: tuple[int, int]) -> set[str]:
    return {
        re.sub(r"(?<=\d)[,:]", "", wording.words[i].text)
        for i in range(*within)
        if _FIGURE.search(wording.words[i].text)
    }


def _names(wording: Wording, within: tuple[int, int]) -> set[str]:
    """Capitalised words that do not open a sentence."""
    return {
        normalise(wording.words[i].text)
        for i in range(*within)
        if wording.words[i].text[:1].isupper() and wording.weights[i] > 0 and wording.edges[i] < 1
    }


def speakers_agree(a: Quote, b: Quote) -> tuple[float, float]:
    """(1, 0) where both are laid in the same mouth, (0, 1) where in two, (0, 0) where it cannot be told."""
    mine, theirs = _mouth(a), _mouth(b)
    if any(_same_name(x, y) for x in mine for y in theirs):
        return 1.0, 0.0
    return 0.0, float(bool(mine and theirs))


_TITLES = frozenset(
    ("mr", "mrs", "ms", "dr", "sir", "president", "minister", "leader", "general", "prof", "commander", "the")
)


def _mouth(quote: Quote) -> set[str]:
    """The words that tell one speaker from another: names, or the office where no name is given."""
    said = f"{quote.speaker or ''} {quote.speaker_name or ''}"
    return {
        normalise(word)
        for word in re.findall(r"[^\W\d_][^\W\d_’'-]+", said)
        if word[0].isupper() and normalise(word) not in _TITLES
    }


def _same_name(x: str, y: str) -> bool:
    from rapidfuzz.distance import JaroWinkler

    # Transliterations differ in a letter or two: Abdelrahim, Abdel-Rahim; a brother of a like name is a risk.
    return x == y or (
        min(len(x), len(y)) >= 5 and JaroWinkler.similarity(x.replace("-", ""), y.replace("-", "")) > 0.92
    )


LEAD = 0.15  # a farther lead says no more: the nearest rival may be missing from the other report


def leads_of(candidates: Sequence[Common]) -> list[tuple[float, float]]:
    """By how much each cut leads its strongest rival on either side, -`LEAD`..`LEAD`.

    A rival answers the same words of one side with other words of the other side.
    """
    answered = [common.answered() for common in candidates]
    strengths = [strength(common) for common in candidates]
    said = [(_lemmas(c.a, c.a_range), _lemmas(c.b, c.b_range)) for c in candidates]
    by_word: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
    for number, sides in enumerate(answered):
        for side, offsets in enumerate(sides):
            for offset in offsets:
                by_word[side].setdefault(offset, []).append(number)
    found = []
    for number, sides in enumerate(answered):
        lead = []
        for side in (0, 1):
            rivals = {other for offset in sides[side] for other in by_word[side][offset]} - {number}
            apart = (o for o in rivals if not sides[1 - side] & answered[o][1 - side])
            best = max(
                (strengths[o] for o in apart if not _repeats(said[number][1 - side], said[o][1 - side])), default=0.0
            )
            lead.append(min(LEAD, max(-LEAD, strengths[number] - best)))
        found.append((lead[0], lead[1]))
    return found


REPEATED = 0.6  # share of the shorter stretch's weight in common from which an article is taken to say a thing twice


def _repeats(mine: dict[str, float], theirs: dict[str, float]) -> bool:
    """True where two stretches of one article say the same in the same words, so neither speaks against the other."""
    return _both(mine, theirs) >= REPEATED * min(sum(mine.values()), sum(theirs.values()))


def surroundings(candidates: Sequence[Common], odds: Vectors) -> Vectors:
    """The numbers of `SURROUNDINGS`, a row for each candidate, whose first likeness has the log-odds `odds`."""
    chances = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    answered = [common.answered() for common in candidates]
    likely = [i for i, chance in enumerate(chances) if chance >= 0.5]
    found = []
    for i, common in enumerate(candidates):
        beside = [o for o in likely if o != i and _apart(answered[i], answered[o])]
        together = (float(chances[o]) for o in beside if _utterances(candidates[o]) == _utterances(common))
        found.append([float(odds[i]), max(together, default=0.0), _explained(common, [answered[o] for o in beside])])
    return np.array(found, dtype=np.float32).reshape(-1, len(SURROUNDINGS))


def _utterances(common: Common) -> tuple[int, int]:
    return common.a.quote.utterance, common.b.quote.utterance


Said = tuple[frozenset[int], frozenset[int]]


def _apart(x: Said, y: Said) -> bool:
    return not (x[0] & y[0] or x[1] & y[1])


def _explained(common: Common, beside: Sequence[Said]) -> float:
    shares = []
    for side, (wording, within) in enumerate(common.sides()):
        offsets = [wording.quote.start + word.start for word in wording.words]
        left_out = {
            offset for i, offset in enumerate(offsets) if wording.weights[i] > 0 and not within[0] <= i < within[1]
        }
        left_out = left_out.difference(*(said[side] for said in beside))
        shares.append(1 - len(left_out) / _content(wording, None))
    return min(shares)
