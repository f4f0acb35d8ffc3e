"""Quotes into pairs of stretches that render the same statement.

Every quote is cut against those that come near it to the part both have; evidence in words, names, numbers, speakers
and places becomes a calibrated likeness; and of all candidates those are kept that together explain most.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import NamedTuple

from xlcheck.model import Pair, Quote, QuoteKind, Span
from xlcheck.pair.candidates import candidates, remainders
from xlcheck.pair.choose import Claim, choose
from xlcheck.pair.cut import Common, common_part
from xlcheck.pair.evidence import coverage, look_at
from xlcheck.pair.likeness import Answers, learned, likeness_of
from xlcheck.pair.wording import Vectors, Wording, counts_in, frames_of, runs_of, wordings_of

__all__ = ["Answers", "Pairing", "is_learned_for", "pair_up"]


class Pairing(NamedTuple):
    """The pairs in the order of their places; and the attributed quotes in marks that met no counterpart."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[Quote, ...]


def pair_up(
    quotes: Sequence[Quote], words: Sequence[Vectors], min_likeness: float, answers: Answers | None = None
) -> Pairing:
    """Pair the renderings of one statement across every two articles.

    `words` are the last-layer vectors (n, d) of each quote's words, un-normalised; `answers` asks an aligner where the
    rest leaves a doubt.
    Pairs less likely than `min_likeness` in 0..1 are left out; quotes in marks on both sides must be a little likelier.
    A quote may be in several pairs, by disjoint parts or because the other article says it twice. Quotes that are not
    `attributed` pair with nothing, those that are `free` with none of their like: two reporters may tell the same.
    """
    wordings = wordings_in(quotes, words)
    pairs = [
        pair
        for one, other in combinations(sorted(wordings), 2)
        for pair in _between(wordings[one], wordings[other], min_likeness, answers)
    ]
    pairs.sort(key=lambda p: (p.a.article.id, p.b.article.id, p.a.start, p.b.start, p.a.end, p.b.end))
    return Pairing(tuple(pairs), _unpaired(quotes, pairs))


def is_learned_for(digest: str) -> bool:
    """True where likeness was learned for the model whose weights have this SHA-256.

    With another one it is used as it is, for want of a better: pairs are found, but their likeness means less.
    """
    return learned().model == digest


def wordings_in(quotes: Sequence[Quote], words: Sequence[Vectors]) -> dict[int, list[Wording]]:
    """What every article has to pair, by the article's id; `words` as `pair_up` takes them."""
    articles = {quote.article.id: quote.article for quote in quotes}
    counts = sum((counts_in(article.text) for article in articles.values()), Counter[str]())
    found: dict[int, list[Wording]] = {}
    for number in sorted(articles):
        mine = [(q, vectors) for q, vectors in zip(quotes, words, strict=True) if q.article.id == number]
        frames = frames_of(mine)
        marked = sorted((q.start, q.end) for q, _ in mine if q.kind is QuoteKind.DIRECT)
        found[number] = []
        for (quote, vectors), frame in zip(mine, frames, strict=True):
            if quote.attributed:
                inside = [(s, e) for s, e in marked if s < quote.end and e > quote.start]
                found[number] += wordings_of(quote, vectors, counts, inside, frame)
    return found


# What a clause in the reporter's voice counts for beside the words in marks that it encloses: of two ways to say
# the same, the narrower one points a reader to the words themselves.
NARRATED = 0.8

LIKELY = 0.5  # from which a candidate may take another's end: rather yes than no


def _between(
    left: Sequence[Wording], right: Sequence[Wording], min_likeness: float, answers: Answers | None
) -> list[Pair]:
    found = [common for common in candidates(left, right) if not (common.a.quote.free and common.b.quote.free)]
    if not found:
        return []
    look = cache(look_at)  # the remainders bring new rivals, but by itself no candidate changes
    chances = likeness_of(found, answers, look)
    rest = remainders([common for common, chance in zip(found, chances, strict=True) if chance >= LIKELY])
    if rest:
        found += rest
        chances = likeness_of(found, answers, look)
    bars = [_bar(common, min_likeness) for common in found]
    above = [i for i, bar in enumerate(bars) if chances[i] >= bar]
    kept = [(found[i], float(chances[i])) for i in above]
    claims = [_claim(found[i], float(chances[i]), min_likeness) for i in above]

    def repeats(x: int, y: int, side: int) -> bool:
        return _repeat(kept[x][0], kept[y][0], side)

    return [_pair(*kept[number]) for number in choose(claims, repeats)]


# Log-odds that two quotes in marks must have beyond those asked for: a false pair of quotations is a false accusation.
# At 1.0 (a likeness of 0.73 where 0.5 is asked) 338 of 343 such pairs are right in 86 invented pairs of reports, all of
# them learned from; the two that 0.75 lets in besides are one right and one of two remarks on one subject.
STRICT = 1.0


def _bar(common: Common, min_likeness: float) -> float:
    if any(wording.quote.kind is not QuoteKind.DIRECT for wording in (common.a, common.b)):
        return min_likeness
    return 1 / (1 + math.exp(-_logit(min_likeness) - STRICT))


def _claim(common: Common, chance: float, min_likeness: float) -> Claim:
    # The stricter bar of quotations keeps pairs out; among those let in a quotation must not count less for it.
    gain = _logit(chance) - _logit(min_likeness) + 1e-3
    if QuoteKind.MIXED in (common.a.quote.kind, common.b.quote.kind):
        gain *= NARRATED
    spans = (common.a.span(*common.a_range), common.b.span(*common.b_range))
    return Claim(*common.answered, gain, tuple(sorted(f"{span.text}\0{span.start}" for span in spans)))


def _logit(chance: float) -> float:
    chance = min(1 - 1e-6, max(1e-6, chance))
    return math.log(chance / (1 - chance))


# How well the shorter of two stretches is answered, from which one article is taken to say one thing twice: between
# neighbouring sentences of one text it was higher in 8 of 182.
SAID_TWICE = 0.8
SAID_TWICE_AT_LEAST = 0.4  # cosine below which that is not worth a closer look


def _repeat(x: Common, y: Common, side: int) -> bool:
    """True where two stretches of one article render one statement, the one perhaps within the other."""
    mine, other = (common.sides()[side] for common in (x, y))
    if float(mine[0].mean(*mine[1]) @ other[0].mean(*other[1])) < SAID_TWICE_AT_LEAST:
        return False
    common = common_part(_cut_out(x, side), _cut_out(y, side))
    return max(coverage(common)) >= SAID_TWICE


def _cut_out(common: Common, side: int) -> Wording:
    wording, (first, last) = common.sides()[side]
    part = slice(first, last)
    return replace(
        wording,
        words=wording.words[part],
        vectors=wording.vectors[part],
        units=wording.units[part],
        weights=wording.weights[part],
        edges=wording.edges[first : last + 1],
        runs=runs_of(wording.words[part], wording.weights[part]),
        whole=False,
        first=wording.first + first,
    )


def _pair(common: Common, chance: float) -> Pair:
    return Pair(
        common.a.span(*common.a_range), common.b.span(*common.b_range), (common.a.quote, common.b.quote), chance
    )


def _unpaired(quotes: Sequence[Quote], pairs: Sequence[Pair]) -> tuple[Quote, ...]:
    spans = [span for pair in pairs for span in (pair.a, pair.b)]
    return tuple(
        quote
        for quote in quotes
        if quote.attributed and quote.kind is QuoteKind.DIRECT and not any(_covers(span, quote) for span in spans)
    )


def _covers(span: Span, quote: Quote) -> bool:
    """True where a stretch holds at least half of a quote, or lies within it."""
    if span.article.id != quote.article.id:
        return False
    overlap = min(span.end, quote.end) - max(span.start, quote.start)
    return overlap > 0 and 2 * overlap >= min(span.end - span.start, quote.end - quote.start)
