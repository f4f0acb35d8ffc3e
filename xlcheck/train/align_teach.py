"""Renderings that nobody aligned, and what networks that learned from aligned ones make of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import torch

from xlcheck.train.align_data import Annotation, Example, Pair
from xlcheck.train.align_fit import Learner, padded
from xlcheck.train.renderings import rows

LONGEST, SHORTEST = 45, 4  # words of a rendering, cut at blanks
OF_SENTENCE = 14  # pairs of renderings of one sentence, where machines made a dozen
ALIKE = 0.4  # nearly all pairs above it are of one source, by eye
VERSES = 1000  # of the Bible: old language, and much alike

AT_ONCE = 32  # pairs that a teacher looks at together

Texts = tuple[str, str]


def unaligned(folder: Path, chance: random.Random) -> list[Texts]:
    """Return natural renderings of one statement, no two the same, each pair once; rows to score on are left out.

    Documents aligned unit by unit are not read: they carry no fold, and hold texts that other files keep to score on.
    """
    found = [*_human(folder), *_machine(folder, chance), *_verses(folder, chance)]
    fitting = {_ordered(a, b): None for a, b in found if _fits(a) and _fits(b) and a.casefold() != b.casefold()}
    return list(fitting)


def _human(folder: Path) -> Iterator[Texts]:
    for name in ("multiref_wmt", "multiref_ted", "multiref_news21"):
        for row in rows(folder, name):
            yield from combinations(list(row["renderings"].values())[:2], 2)
    for row in rows(folder, "harmless_demetr"):
        yield row["a"], row["b"]
    for row in rows(folder, "contrast_demetr"):
        yield row["reference"], row["good"]
    for row in rows(folder, "para_paws"):
        if row["label"] == 1:
            yield row["a"], row["b"]


def _machine(folder: Path, chance: random.Random) -> Iterator[Texts]:
    """Any two renderings of a sentence, by whomever: machines choose other words than people, and than each other."""
    for name in ("mqm_ted", "mqm_news21"):
        of_sentence: dict[tuple[str, int], set[str]] = {}
        for row in rows(folder, name):
            known = (row["hyp"], row.get("ref"), row.get("ref_b"))
            of_sentence.setdefault((row["doc"], row["seg"]), set()).update(filter(None, known))
        for texts in of_sentence.values():
            two = list(combinations(sorted(texts), 2))
            yield from chance.sample(two, min(OF_SENTENCE, len(two)))


def _verses(folder: Path, chance: random.Random) -> Iterator[Texts]:
    verses = list(rows(folder, "multiref_bible"))
    for row in chance.sample(verses, min(VERSES, len(verses))):
        a, b = chance.sample(sorted(row["renderings"].values()), 2)
        yield a, b


def _fits(text: str) -> bool:
    return SHORTEST <= len(text.split()) <= LONGEST


def _ordered(a: str, b: str) -> Texts:
    return (a, b) if len(a.split()) >= len(b.split()) else (b, a)


def regrouped(pairs: Sequence[Pair], scored: Sequence[Pair] = ()) -> list[Texts]:
    """Return renderings from different annotated pairs that share so many words that they must stem from one source.

    Parts of the annotated pairs share sentences, so a pair of the part `scored` on could come back: it is left out.

    Shared is `ALIKE` by the Dice coefficient of their words of four letters and more.
    """
    sentences = list(dict.fromkeys(" ".join(tokens) for pair in pairs for tokens in (pair.a, pair.b)))
    long_words = [frozenset(word for word in text.split() if len(word) > 3) for text in sentences]
    known = {frozenset((" ".join(pair.a), " ".join(pair.b))) for pair in (*pairs, *scored)}
    return [
        _ordered(a, b)
        for (a, of_a), (b, of_b) in combinations(zip(sentences, long_words, strict=True), 2)
        if (shared := len(of_a & of_b)) >= 3 and 2 * shared > ALIKE * (len(of_a) + len(of_b))
        if frozenset((a, b)) not in known and _fits(a) and _fits(b)
    ]


def taught(data: Sequence[Example], teachers: Sequence[tuple[Learner, float]]) -> list[Example]:
    """Return the examples with what teachers, each with its weight, say of links: of any link, and of a sure one."""
    torch.set_num_threads(1)  # so that any number of cores gives the same chances for the same examples
    shares = np.array([weight for _, weight in teachers], dtype=np.float32)
    shares /= shares.sum()
    found: dict[int, Example] = {}
    order = sorted(range(len(data)), key=lambda k: sum(data[k].sure.shape))
    for start in range(0, len(order), AT_ONCE):
        # They answer as they would where sure links are told from possible ones.
        some = [replace(data[k], annotation=Annotation.TOLD) for k in order[start : start + AT_ONCE]]
        inputs = padded(some).inputs
        with torch.no_grad():
            answers = [torch.sigmoid(teacher.answers(inputs, some)[-1]) for teacher, _ in teachers]
        linked, sure = (
            np.tensordot(shares, np.stack([said.numpy() for said in sides]), 1)
            for sides in ([answer[..., 0] for answer in answers], [answer.prod(-1) for answer in answers])
        )
        for row, e in enumerate(some):
            n, m = e.sure.shape
            found[order[start + row]] = replace(e, linked=linked[row, :n, :m], sure=sure[row, :n, :m])
    return [found[k] for k in range(len(data))]
