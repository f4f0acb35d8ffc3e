"""Two renderings of one statement: align their words, judge, name the drift, add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from xlcheck.align import align, answered, character_links, load_head
from xlcheck.drift import drifts_in
from xlcheck.judge import final_risk, load_judge, meaning_from_risk
from xlcheck.lexicon import normalise
from xlcheck.model import Aligned, Comparison, Drift, Kind, Rendering, Severity, Verdict
from xlcheck.text import words

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

    from xlcheck.align import Head, Seen
    from xlcheck.embed import Embedder, Embedding
    from xlcheck.judge import Judge
    from xlcheck.pair import Answers
    from xlcheck.pair.cut import Common
    from xlcheck.pair.wording import Wording

BATCH = 128  # pairs embedded at once by `compare_many`: some 50 MB of vectors; many texts, many of one length
SEEN = 64  # stretches kept ready for the aligner while others meet them: 8 kB a word, some 10 MB
UNSURE = 0.5  # below an even chance that both render one statement, no verdict on the words is meant


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned for one model's vectors; either is None for a model that nothing was learned for."""

    head: Head | None
    judge: Judge | None

    @property
    def missing(self) -> tuple[str, ...]:
        """What to say in the signature of a result that was made without."""
        parts = (("no learned aligner", self.head), ("no judge", self.judge))
        return tuple(what for what, learned in parts if learned is None)


def learned_for(digest: str) -> Learned:
    """The aligner's head and the judge that belong to the model with this SHA-256."""
    return Learned(load_head(digest), load_judge(digest))


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A rendering and the vectors of its words, shape (layers, n, d)."""

    rendering: Rendering
    vectors: Any


def answers_from(of_quote: Mapping[tuple[int, int, int], Embedding], head: Head | None) -> Answers | None:
    """For pairing: what the aligner makes of two stretches. None for a model without a learned aligner.

    `of_quote` holds the embeddings of all quotes by article, start and end.
    """
    if head is None:
        return None

    @lru_cache(maxsize=SEEN)
    def seen(wording: Wording, first: int, last: int) -> Seen:
        quote = wording.quote
        vectors = of_quote[quote.article.id, quote.start, quote.end].words
        return head.see(vectors[:, wording.first + first : wording.first + last])

    @cache  # by identity: what is in doubt is asked again when new candidates come to stand beside it
    def answers(common: Common) -> tuple[Any, Any]:
        a, b = (wording.words[slice(*within)] for wording, within in common.sides())
        a_seen, b_seen = (seen(wording, *within) for wording, within in common.sides())
        return answered(a, b, a_seen, b_seen, head)

    return answers


def compare_sides(a: Side, b: Side, likeness: float, learned: Learned) -> Comparison:
    """Compare two renderings of which `likeness` says how sure it is that they render one statement."""
    alignment = align(a.rendering.words, b.rendering.words, a.vectors, b.vectors, learned.head)
    aligned = Aligned(
        a.rendering,
        b.rendering,
        alignment.links,
        alignment.phrases,
        alignment.left_a,
        alignment.left_b,
        likeness,
    )
    if learned.judge is not None:
        aligned = replace(aligned, judgement=learned.judge(aligned, a.vectors, b.vectors))
    drifts = drifts_in(aligned)
    risk = final_risk(aligned.judgement, drifts, aligned)
    if not any(drift.severity.serious for drift in drifts):
        suspected = meaning_from_risk(aligned, aligned.judgement, risk, drifts)
        drifts = drifts if suspected is None else (suspected, *drifts)
    return Comparison(
        a=a.rendering.text,
        b=b.rendering.text,
        likeness=round(likeness, 4),
        risk=round(risk, 4),
        verdict=_verdict(aligned, drifts),
        severity=worst(drift.severity for drift in drifts),
        links=character_links(a.rendering.words, b.rendering.words, aligned.phrases),
        findings=drifts,
    )


def worst(severities: Iterable[Severity]) -> Severity:
    """The highest of some severities, `none` where there are none."""
    return max(severities, key=lambda severity: severity.rank, default=Severity.NONE)


def compare_many(pairs: Iterable[tuple[str, str]], embed: Embedder) -> Iterator[Comparison]:
    """Compare bare renderings pair by pair, in order, embedding many at once.

    While one batch is compared the next is being embedded on the other processors, if there are any; no more than two
    are in memory.
    """
    learned = learned_for(embed.digest)
    source = iter(pairs)
    batch = list(islice(source, BATCH))
    coming = embed.ahead(_texts_of(batch))
    try:
        while batch:
            of_text = dict(zip(_texts_of(batch), coming(), strict=True))
            following = list(islice(source, BATCH))
            coming = embed.ahead(_texts_of(following))
            with one_thread():
                compared = [_compare_texts(a, b, of_text, learned) for a, b in batch]
            yield from compared
            batch = following
    finally:
        coming.drop()


def one_thread() -> AbstractContextManager[object]:
    """Keep linear algebra to one thread within the block.

    The matrices are small, so threads mostly wait for each other: 13 pairs a second with one on a busy machine of two
    cores, 4 without. Sums do not depend on the number of cores either.
    """
    limited: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limited


@cache
def _controller() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _texts_of(batch: Sequence[tuple[str, str]]) -> list[str]:
    return list(dict.fromkeys(text for pair in batch for text in pair))


def _compare_texts(a: str, b: str, of_text: dict[str, Embedding], learned: Learned) -> Comparison:
    sides = [Side(Rendering(text, words(text)), of_text[text].words) for text in (a, b)]
    # Rounded, since the last digits depend on the backend and thresholds must not.
    likeness = round(float(of_text[a].statement @ of_text[b].statement), 5)
    return compare_sides(sides[0], sides[1], min(1.0, max(0.0, likeness)), learned)


# Who said it and where the marks stand is not what the words say.
_NOT_THE_WORDS = {Kind.ATTRIBUTION, Kind.QUOTATION}


def _verdict(aligned: Aligned, drifts: Sequence[Drift]) -> Verdict:
    """Judge the words of a pair alone."""
    of_words = [drift for drift in drifts if drift.kind not in _NOT_THE_WORDS]
    if aligned.a.text == aligned.b.text:
        return Verdict.VERBATIM
    if any(drift.severity.serious for drift in of_words):
        return Verdict.MEANING
    if aligned.likeness < UNSURE:
        return Verdict.UNCERTAIN
    if not of_words and _plain(aligned.a) == _plain(aligned.b):
        return Verdict.FORMATTING
    return Verdict.WORDING


def _plain(rendering: Rendering) -> list[str]:
    return [normalise(word.text) for word in rendering.words if not word.is_mark]
