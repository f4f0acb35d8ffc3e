"""What the aligner learns from: pairs with their words aligned by hand, planted pairs, natural renderings."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xlcheck.embed import Embedder
from xlcheck.model import Word
from xlcheck.text import words
from xlcheck.train import found_in, rows

PLANTED = 0.4  # planted pairs, as a share of the annotated ones
Matrix = NDArray[np.float32]


class Annotation(IntEnum):
    """Whose habits a pair's links follow: what to tie and what to leave over is a matter of instructions, too."""

    UNTOLD = 0  # MTRef's training part, which does not tell sure links from possible ones
    TOLD = 1  # its other parts, which do; what is learned answers as for these
    OWN = 2  # this project's own pairs, which do as well


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """Two renderings, the longer first. `linked` and `sure` (n, m) are what is known of their words' links."""

    a: Sequence[Word]
    b: Sequence[Word]
    a_vectors: NDArray[np.float16]
    b_vectors: NDArray[np.float16]
    linked: Matrix
    sure: Matrix
    annotation: Annotation


class Pair(NamedTuple):
    """Two renderings in tokens, and their links as indices."""

    a: list[str]
    b: list[str]
    sure: list[tuple[int, int]]
    possible: list[tuple[int, int]]
    annotation: Annotation


def annotated(path: Path, splits: Sequence[str]) -> list[Pair]:
    """Return the annotated pairs of some parts of the file."""
    return [
        Pair(r["a_tokens"], r["b_tokens"], r["sure"], r["possible"], Annotation(r["orig_split"] != "train"))
        for r in rows(path)
        if r["orig_split"] in splits
    ]


def own(folder: Path) -> list[Pair]:
    """Return this project's aligned pairs, the longer rendering first; `fixtures/alignments/README.md` has the format.

    Raises FileNotFoundError for a folder without such files, ValueError for a line that is not in the format.
    """
    return [pair for path in found_in(folder, "*.txt") for pair in _own(path)]


def _own(path: Path) -> Iterator[Pair]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for a_line, b_line in zip(lines[::2], lines[1::2], strict=True):
        if not (a_line.startswith("A: ") and b_line.startswith("B: ")):
            raise ValueError(f"{path}: a pair is a line A: and a line B:, not {a_line!r}")
        a, b = ([_tagged(token) for token in line.split()[1:]] for line in (a_line, b_line))
        if len(b) > len(a):
            a, b = b, a
        meeting = [(i, j, x & y) for i, (_, x) in enumerate(a) for j, (_, y) in enumerate(b) if x & y]
        sure = [(i, j) for i, j, phrases in meeting if any(not phrase.endswith("?") for phrase in phrases)]
        possible = [(i, j) for i, j, phrases in meeting if all(phrase.endswith("?") for phrase in phrases)]
        yield Pair([token for token, _ in a], [token for token, _ in b], sure, possible, Annotation.OWN)


def _tagged(token: str) -> tuple[str, frozenset[str]]:
    """A token and the phrases it belongs to: `carried|3,4?` is in phrase 3 and possibly in phrase 4."""
    text, bar, phrases = token.rpartition("|")
    return (text, frozenset(phrases.split(","))) if bar else (token, frozenset())


def planted(pairs: Sequence[Pair], chance: random.Random) -> Iterator[Pair]:
    """Yield renderings beside what is left of them when one to three stretches are dropped and perhaps one moved."""
    for pair in chance.sample(pairs, round(PLANTED * len(pairs))):
        tokens = chance.choice((pair.a, pair.b))
        left = list(range(len(tokens)))
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(left))
            del left[start : start + chance.choice((1, 1, 1, 2, 3))]
            if len(left) < 4:
                break
        if chance.random() < 0.4 and left:
            start = chance.randrange(len(left))
            moved = left[start : start + chance.randint(2, 6)]
            left = [k for k in left if k not in moved]
            place = chance.choice((0, len(left)))
            left[place:place] = moved
        if left:
            yield Pair(tokens, [tokens[k] for k in left], [(k, j) for j, k in enumerate(left)], [], Annotation.TOLD)


def examples(pairs: Sequence[Pair], embed: Embedder) -> list[Example]:
    """Embed the pairs and carry their links over from tokens to words; a token's words share its links."""
    texts = [" ".join(tokens) for pair in pairs for tokens in (pair.a, pair.b)]
    embedded = embed(texts)
    made = []
    for k, pair in enumerate(pairs):
        a, b = (words(text) for text in texts[2 * k : 2 * k + 2])
        cells = np.ix_(_token_of(a, pair.a), _token_of(b, pair.b))
        sure, possible = (np.zeros((len(pair.a), len(pair.b)), dtype=np.float32) for _ in range(2))
        for matrix, links in ((sure, pair.sure), (possible, [*pair.sure, *pair.possible])):
            matrix[tuple(np.array(links, dtype=int).reshape(-1, 2).T)] = 1
        vectors = [embedding.words.astype(np.float16) for embedding in embedded[2 * k : 2 * k + 2]]
        made.append(Example(a, b, vectors[0], vectors[1], possible[cells], sure[cells], pair.annotation))
    return made


def _token_of(cut: Sequence[Word], tokens: Sequence[str]) -> list[int]:
    """Return which of the tokens, joined by blanks, every word stands in."""
    ends = np.cumsum([len(token) + 1 for token in tokens])
    return [int(np.searchsorted(ends, word.start, side="right")) for word in cut]
