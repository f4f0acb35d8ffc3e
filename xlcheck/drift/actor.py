"""Who does what to whom is swapped.

Harmless: “Washington asked Seoul” and “Seoul was asked by Washington”; “in May the army left” and “the army left in May”.
Drift: “Washington asked Seoul” and “Seoul asked Washington”.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from xlcheck.drift._changes import changes, stretch
from xlcheck.lexicon import is_function
from xlcheck.model import Aligned, Drift, Kind, Severity

KIND = Kind.ACTOR
MQM = "accuracy/mistranslation"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find two words that changed places in a rendering that is otherwise the same, word for word."""
    found = changes(aligned)
    if not found.near or found.substitutions or found.missing_a or found.missing_b:
        return
    content = [(i, j) for i, j in found.kept if not is_function(aligned.a.words[i].text)]
    for (i, j), (k, m) in combinations(content, 2):
        between = [p for p in content if i < p[0] < k]
        if j > m and between and all(m < q < j for _, q in between):
            a, b = stretch(aligned.a.words, (i, k)), stretch(aligned.b.words, (m, j))
            first, second = aligned.a.words[i].text, aligned.a.words[k].text
            message = f"“{first}” and “{second}” have changed places between a and b: who does what is swapped"
            yield Drift(KIND, Severity.CRITICAL, 0.7, message, a, b)
            return
