"""Whatever the words and however they are aligned: the kinds of fact never fail, stay in bounds, and mirror."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xlcheck.drift import modality, name, negation, number
from xlcheck.model import Aligned, Phrase, Rendering, WordLink
from xlcheck.text import words

VOCABULARY = (
    "not no never neither nor without unless if only all will may must was is to have been had of in the a and"
    " or but half third one two hundred thousand million 5 10 2,000 12:30 3:2 1/2 ½ ² $ % km noon Friday April"
    " May 10th 1990s U.S. a.m. Kim South North Korea Hwasong-17 don't ’d - . , ? ! “ ” ( ) é Ł 中 ０ ٣"
).split()
WORDINGS = st.lists(st.sampled_from(VOCABULARY), max_size=14).map(" ".join)


@st.composite
def aligned(draw):
    a, b = (Rendering(text, words(text)) for text in (draw(WORDINGS), draw(WORDINGS)))
    assume(a.text != b.text)  # the aligner links equal wordings word by word, so no swap of ties can show
    answers = draw(st.permutations(range(len(b.words))))
    pairs = [(i, j) for i, j in zip(range(len(a.words)), answers, strict=False) if draw(st.booleans())]
    return of_pairs(a, b, pairs, draw(st.floats(0, 1)))


def of_pairs(a, b, pairs, likeness):
    left_a = tuple(sorted(set(range(len(a.words))) - {i for i, _ in pairs}))
    left_b = tuple(sorted(set(range(len(b.words))) - {j for _, j in pairs}))
    links = tuple(WordLink(i, j, 0.9, 0.8) for i, j in pairs)
    return Aligned(a, b, links, tuple(Phrase((i,), (j,), 0.9) for i, j in pairs), left_a, left_b, likeness)


@pytest.mark.parametrize("kind", [number, name, negation, modality], ids=lambda kind: kind.KIND)
@given(pair=aligned())
@settings(max_examples=150, deadline=None)
def test_in_bounds_and_mirrored(kind, pair):
    swapped = of_pairs(pair.b, pair.a, [(link.b, link.a) for link in pair.links], pair.likeness)
    found, mirrored = list(kind.check(pair)), list(kind.check(swapped))
    for drift in found:
        for span, text in ((drift.a, pair.a.text), (drift.b, pair.b.text)):
            assert span is None or 0 <= span.start < span.end <= len(text)
    key = [(drift.severity, drift.confidence, drift.a or (), drift.b or ()) for drift in found]
    assert sorted(key) == sorted((d.severity, d.confidence, d.b or (), d.a or ()) for d in mirrored)
