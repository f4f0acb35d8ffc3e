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
    "cosine",  # of the two stretches' vectors
    "whole cosine",  # of the two quotes' vectors
    "coverage",  # how well the worse answered side is answered, weighted by how much its words say
    "better coverage",
    "shared",  # the share of what is said, weighted, that both say in forms of the same words
    "rare",  # the weight of the shared words, as its logarithm: one long-tail word says much, a formula's words little
    # Other figures or names never count against: they are the drift that is looked for.
    "numbers agree",
    "names agree",
    "length",  # logarithm of the content words in the shorter stretch
    "long and alike",  # length times cosine above its middle: a long stretch's cosine can be trusted
    "weak",  # how far cosine and worse coverage together stay below what most true pairs reach
    "kept",  # the share of content words that the cut kept, on the side that lost more
    "unmarked",  # sides that do not stand in marks: 0, 1 or 2, halved
    "speakers agree",
    "speakers differ",
    "frame cosine",  # of the clauses around words in marks
    "order",  # how near the places in the two articles are, -0.8..0.2
    "lead",  # by how much it leads its best rival, on the side where it leads less
    "better lead",
)
SURROUNDINGS = (
    "first likeness",  # as log-odds, by the evidence above
    "company",  # the first likeness of the likest other pieces of the same two utterances
    "explained",  # the share of words that this candidate or likely ones beside it answer, on the worse side
    "neighbours",  # the first likeness of the likest pair of the quotes just before, or just after, on both sides
)
WEAK = 0.5
FROM_TEXT = EVIDENCE.index("speakers agree")  # evidence before this one comes from the words alone

_FIGURE = re.compile(r"\d")


def evidence(common: Common, leads: tuple[float, float]) -> Vectors:
    """The numbers of `EVIDENCE` for a cut; `leads` as `leads_of` gives them."""
    a, b = common.a, common.b
    cosine = cosine_of(common)
    cover_a, cover_b = coverage(common)
    shared, rare = _shared(common)
    length = np.log(max(1, min(_content(a, common.a_range), _content(b, common.b_range))))
    kept = min(_content(a, common.a_range) / _content(a, None), _content(b, common.b_range) / _content(b, None))
    speakers = speakers_agree(a.quote, b.quote)
    unmarked = ((a.quote.kind is not QuoteKind.DIRECT) + (b.quote.kind is not QuoteKind.DIRECT)) / 2
    return np.array(
        [
            cosine,
            float(a.mean(0, len(a.words)) @ b.mean(0, len(b.words))),
            min(cover_a, cover_b),
            max(cover_a, cover_b),
            shared,
            rare,
            float(not _figures(a, common.a_range).isdisjoint(_figures(b, common.b_range))),
            float(not _names(a, common.a_range).isdisjoint(_names(b, common.b_range))),
            length,
            length * (cosine - 0.5),
            max(0.0, WEAK - (cosine + min(cover_a, cover_b)) / 2),
            kept,
            unmarked,
            *speakers,
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


def strength(common: Common) -> float:
    """A first impression of a cut, to compare it with its rivals."""
    return (cosine_of(common) + sum(coverage(common)) / 2) / 2


def _content(wording: Wording, within: tuple[int, int] | None) -> int:
    weights = wording.weights if within is None else wording.weights[slice(*within)]
    return max(1, int((weights > 0).sum()))


def _shared(common: Common) -> tuple[float, float]:
    a, b = _lemmas(common.a, common.a_range), _lemmas(common.b, common.b_range)
    both = sum(min(a[key], b[key]) for key in a.keys() & b.keys())
    return both / max(min(sum(a.values()), sum(b.values())), 1e-6), float(np.log1p(both))


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
    both = sum(min(mine[key], theirs[key]) for key in mine.keys() & theirs.keys())
    return both >= REPEATED * min(sum(mine.values()), sum(theirs.values()))


def surroundings(candidates: Sequence[Common], odds: Vectors) -> Vectors:
    """The numbers of `SURROUNDINGS`, a row for each candidate, whose first likeness has the log-odds `odds`."""
    chances = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    answered = [common.answered() for common in candidates]
    likely = [i for i, chance in enumerate(chances) if chance >= 0.5]
    by_places: dict[tuple[int, int], list[int]] = {}
    for i in likely:
        by_places.setdefault(_utterances(candidates[i]), []).append(i)
    found = []
    for i, common in enumerate(candidates):
        a, b = _utterances(common)
        company = max((chances[o] for o in by_places.get((a, b), ()) if _apart(answered[i], answered[o])), default=0.0)
        beside = [o for step in (-1, 1) for o in by_places.get((a + step, b + step), ())]
        neighbours = max((chances[o] for o in beside if _apart(answered[i], answered[o])), default=0.0)
        found.append([odds[i], company, _explained(i, candidates, answered, likely), neighbours])
    return np.array(found, dtype=np.float32).reshape(-1, len(SURROUNDINGS))


def _utterances(common: Common) -> tuple[int, int]:
    return common.a.quote.utterance, common.b.quote.utterance


Said = tuple[frozenset[int], frozenset[int]]


def _apart(x: Said, y: Said) -> bool:
    return not (x[0] & y[0] or x[1] & y[1])


def _explained(number: int, candidates: Sequence[Common], answered: Sequence[Said], likely: Sequence[int]) -> float:
    mine = answered[number]
    shares = []
    for side, wording in enumerate((candidates[number].a, candidates[number].b)):
        start = wording.quote.start
        rest = {start + w.start for w, weight in zip(wording.words, wording.weights, strict=True) if weight > 0}
        size = len(rest)
        rest -= _within(candidates[number], side)
        for o in likely:
            if rest and o != number and _apart(mine, answered[o]):
                rest -= answered[o][side]
        shares.append(1 - len(rest) / max(1, size))
    return min(shares)


def _within(common: Common, side: int) -> set[int]:
    wording, within = common.sides()[side]
    return {wording.quote.start + wording.words[i].start for i in range(*within)}
