"""Two renderings' words into links and phrases: who answers whom, and who is left over.

An aligner fills a matrix of link chances, shape (n, m), values in 0..1; `decode` turns it into phrases. The matrix
comes from a learned head, or, for an encoder that no head was trained on, from mutual best likeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xlcheck.align.decode import blocks
from xlcheck.align.head import Head, Seen, head_from
from xlcheck.align.likeness import cosines, mutual_best
from xlcheck.model import Link, Phrase, Word, WordLink
from xlcheck.weights import load

__all__ = ["Alignment", "Head", "Seen", "align", "answered", "character_links", "load_head"]

Matrix = NDArray[np.float32]

MOST_CELLS = 400_000  # about 630 words against 630: beyond it the head's memory (1 kB a cell) is no longer small change


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words answer which. Every word index is in exactly one phrase or left over on its side."""

    links: tuple[WordLink, ...]
    phrases: tuple[Phrase, ...]
    left_a: tuple[int, ...]
    left_b: tuple[int, ...]


def load_head(model_digest: str) -> Head | None:
    """Return the head trained on the encoder whose weights have this SHA-256, or None where there is none."""
    arrays = load("align", model_digest)
    return None if arrays is None else head_from(arrays)


def align(a: Sequence[Word], b: Sequence[Word], a_vectors: Matrix, b_vectors: Matrix, head: Head | None) -> Alignment:
    """Align the words `a` and `b`, whose vectors have the shapes (layers, n, d) and (layers, m, d).

    `head` None, or a pair of speeches too long for it, means mutual best likeness in the middle layer.
    Symmetric: swapping the renderings swaps the sides of the answer. Renderings that say the same words in the same
    order are linked word by word.
    """
    folded_a, folded_b = ([w.text.casefold() for w in words] for words in (a, b))
    if (len(b), folded_b) > (len(a), folded_a):
        # The head was learned with the longer side first, and ties and rounding depend on the order, too.
        return _mirrored(align(b, a, b_vectors, a_vectors, head))
    cosine = cosines(_middle(a_vectors), _middle(b_vectors))
    if folded_a == folded_b:
        chances = np.eye(len(a), dtype=np.float32)
    elif head is None or not 0 < cosine.size <= MOST_CELLS:
        chances = mutual_best(a, b, cosine)
    else:
        chances = head.chances(a, b, a_vectors, b_vectors).round(5)
    return _alignment(chances, cosine)


def answered(a: Sequence[Word], b: Sequence[Word], a_seen: Seen, b_seen: Seen, head: Head) -> tuple[Matrix, Matrix]:
    """Return the chance in 0..1 that a word has an answer at all, for every word of `a` (n,) and of `b` (m,).

    `a_seen` and `b_seen` as `head.see` gives them. Pairs too long for the head answer each other in full, since nothing
    is known of them. Symmetric, as `align` is.
    """
    if (len(b), [w.text.casefold() for w in b]) > (len(a), [w.text.casefold() for w in a]):
        of_b, of_a = answered(b, a, b_seen, a_seen, head)
        return of_a, of_b
    if not 0 < len(a) * len(b) <= MOST_CELLS:
        return np.ones(len(a), dtype=np.float32), np.ones(len(b), dtype=np.float32)
    chances = head.chances_between(a, b, a_seen, b_seen).round(5)
    return chances.max(1), chances.max(0)


def character_links(a: Sequence[Word], b: Sequence[Word], phrases: Sequence[Phrase]) -> tuple[Link, ...]:
    """Return the phrases as stretches of characters; a discontinuous phrase gives a link for every two of its runs."""
    return tuple(
        Link(a[i].start, a[j].end, b[k].start, b[m].end, phrase.score)
        for phrase in phrases
        for i, j in _runs(phrase.a)
        for k, m in _runs(phrase.b)
    )


def _middle(vectors: Matrix) -> Matrix:
    middle: Matrix = vectors[len(vectors) // 2]
    return middle


def _alignment(chances: Matrix, cosine: Matrix) -> Alignment:
    phrases = tuple(Phrase(rows, columns, _certainty(chances, rows, columns)) for rows, columns in blocks(chances))
    links = sorted(WordLink(i, j, float(chances[i, j]), float(cosine[i, j])) for p in phrases for i in p.a for j in p.b)
    n, m = chances.shape
    return Alignment(
        tuple(links),
        phrases,
        tuple(sorted(set(range(n)).difference(*(p.a for p in phrases)))),
        tuple(sorted(set(range(m)).difference(*(p.b for p in phrases)))),
    )


def _certainty(chances: Matrix, rows: Sequence[int], columns: Sequence[int]) -> float:
    """The mean chance of the links of a phrase."""
    if len(rows) == len(columns) == 1:  # as most are, and numpy takes longer for a mean of one
        return float(chances[rows[0], columns[0]])
    return float(chances[np.ix_(rows, columns)].mean())


def _mirrored(alignment: Alignment) -> Alignment:
    return Alignment(
        tuple(sorted(WordLink(link.b, link.a, link.score, link.cosine) for link in alignment.links)),
        tuple(sorted(Phrase(phrase.b, phrase.a, phrase.score) for phrase in alignment.phrases)),
        alignment.left_b,
        alignment.left_a,
    )


def _runs(indices: Sequence[int]) -> list[tuple[int, int]]:
    """Cut ascending indices into runs of neighbours, as (first, last)."""
    runs: list[tuple[int, int]] = []
    for i in indices:
        if runs and runs[-1][1] == i - 1:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs
