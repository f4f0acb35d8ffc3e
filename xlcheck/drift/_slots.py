"""Blocks of words that have taken each other's place, all around them being as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from xlcheck.drift._roles import MUTUAL, PREPOSITIONS, is_noun, is_verb
from xlcheck.lexicon import forms, is_figure, is_function, is_modal, is_negative, lemma, normalise
from xlcheck.model import Word

_SAME_AROUND = 3  # of the four neighbours of two words; with two, paraphrases are hit three times as often
# They say when and whether, and treat what stands before and after them alike; of “by” the passive makes out whose.
_AUXILIARIES = frozenset("be is are was were been being am have has had having do does did get got own by".split())

Block = tuple[int, int, int, int]  # first and last word in a, first and last in b


def exchanges(a: Sequence[Word], b: Sequence[Word], kept: Sequence[tuple[int, int]]) -> Iterator[tuple[Block, Block]]:
    """Pairs of blocks of words that have taken each other's slot, all around and between them being as it was."""
    row_a, row_b = _row(a), _row(b)
    in_rows = {i: j for i, j in kept if j in set(row_b)}
    blocks = [block for block in _blocks(row_a, row_b, in_rows) if not _is_empty(a, block)]
    for x, y in combinations(blocks, 2):
        if x[2] < y[2] or _leads(a, x) != _leads(a, y):
            continue
        if not _stays_between(a, kept, x, y) or _turned(a, b, x, y):
            continue
        around_a, around_b = (
            (_around(a, row_a, x[:2]), _around(a, row_a, y[:2])),
            (
                _around(b, row_b, y[2:]),
                _around(b, row_b, x[2:]),
            ),
        )
        same = sum(
            u == v for mine, theirs in zip(around_a, around_b, strict=True) for u, v in zip(mine, theirs, strict=True)
        )
        if same >= _SAME_AROUND:
            yield x, y


def _row(words: Sequence[Word]) -> list[int]:
    """The words in which slots are counted: no marks, no articles."""
    return [i for i, word in enumerate(words) if not word.is_mark and normalise(word.text) not in {"a", "the"}]


def _blocks(row_a: Sequence[int], row_b: Sequence[int], answers: Mapping[int, int]) -> list[Block]:
    """Words that follow each other on both sides, as one."""
    after_b = dict(pairwise(row_b))
    found: list[Block] = []
    last = None
    for i in row_a:
        j = answers.get(i)
        if j is None:
            last = None
        elif last is not None and after_b.get(last) == j:
            first_a, _, first_b, _ = found[-1]
            found[-1] = (first_a, i, first_b, j)
            last = j
        else:
            found.append((i, i, j, j))
            last = j
    return found


def _is_empty(words: Sequence[Word], block: Block) -> bool:
    return all(is_function(word.text) or word.is_mark for word in words[block[0] : block[1] + 1])


def _around(words: Sequence[Word], row: Sequence[int], span: Sequence[int]) -> tuple[str, str]:
    before, after = row.index(span[0]) - 1, row.index(span[1]) + 1
    return lemma(words[row[before]].text) if before >= 0 else "", lemma(words[row[after]].text) if after < len(
        row
    ) else ""


def _stays_between(a: Sequence[Word], kept: Sequence[tuple[int, int]], x: Block, y: Block) -> bool:
    """Whether something that treats the two differently stands between them on both sides: no list, no adjuncts."""
    if is_figure(a[x[0]].text) != is_figure(a[y[0]].text):
        return False
    between = [i for i, j in kept if x[1] < i < y[0] and y[3] < j < x[2]]
    return any(forms(a[i].text).isdisjoint(MUTUAL) and not _is_item(a, i) and not _is_auxiliary(a[i]) for i in between)


def _leads(words: Sequence[Word], block: Block) -> bool:
    """Whether a preposition opens a block: on the hill stood a chapel."""
    return normalise(words[block[0]].text) in PREPOSITIONS


def _is_auxiliary(word: Word) -> bool:
    return is_modal(word.text) or is_negative(word.text) or normalise(word.text) in _AUXILIARIES


def _turned(a: Sequence[Word], b: Sequence[Word], x: Block, y: Block) -> bool:
    """Whether a passive in one rendering alone has put the two in each other's place."""
    between = a[x[1] + 1 : y[0]], b[y[3] + 1 : x[2]]
    return len({any(normalise(word.text) == "by" for word in words) for words in between}) > 1


def _is_item(words: Sequence[Word], i: int) -> bool:
    return is_figure(words[i].text) or (is_noun(words, i) and not is_verb(words, i))
