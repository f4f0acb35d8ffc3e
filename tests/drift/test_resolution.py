"""One drift a place, the worst first, and the mirror image for swapped renderings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlcheck.drift import KINDS, drifts_in, resolved
from xlcheck.model import Aligned, Drift, Kind, Phrase, Rendering, Severity, Stretch, WordLink
from xlcheck.text import words


def drift(kind, severity=Severity.MAJOR, a=(0, 4), b=(0, 4), confidence=0.8):
    return Drift(kind, severity, confidence, "", a and Stretch(*a), b and Stretch(*b))


def test_every_kind_but_the_termbase_s_has_one_module():
    assert {kind.KIND for kind in KINDS} == set(Kind) - {Kind.TERM}
    assert len({kind.KIND for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.KIND.value)
def test_every_kind_explains_itself(kind):
    assert "Harmless" in kind.__doc__
    assert kind.KIND is Kind.WORDING or "Drift" in kind.__doc__
    assert kind.MQM


def kinds_left(*drifts):
    return [found.kind for found in resolved(drifts)]


def test_findings_at_different_places_all_stay():
    assert set(kinds_left(drift(Kind.NUMBER), drift(Kind.WORDING, Severity.MINOR, (5, 9), (5, 9)))) == {
        Kind.NUMBER,
        Kind.WORDING,
    }


@pytest.mark.parametrize("fact", [Kind.NUMBER, Kind.NAME, Kind.NEGATION, Kind.MODALITY, Kind.ACTOR])
@pytest.mark.parametrize("other", [Kind.INTENSITY, Kind.MEANING, Kind.OMISSION, Kind.WORDING])
def test_what_names_a_fact_goes_before_what_weighs_words(fact, other):
    assert kinds_left(drift(other), drift(fact)) == [fact]


def test_meaning_goes_before_wording():
    assert kinds_left(drift(Kind.WORDING, Severity.MINOR), drift(Kind.MEANING)) == [Kind.MEANING]


def test_a_serious_drift_is_not_hidden_behind_a_minor_one():
    assert kinds_left(drift(Kind.NUMBER, Severity.MINOR), drift(Kind.MEANING)) == [Kind.MEANING]


def test_who_said_it_and_the_marks_stand_beside_what_was_said():
    assert len(kinds_left(drift(Kind.ATTRIBUTION), drift(Kind.QUOTATION, Severity.MINOR), drift(Kind.NUMBER))) == 3


def aligned(a: list[str], b: list[str]) -> Aligned:
    """Words linked where they are the same, by hand."""
    sides = [Rendering(text, words(text)) for text in (" ".join(a), " ".join(b))]
    pairs, taken = [], set()
    for i, word in enumerate(sides[0].words):
        j = next((j for j, other in enumerate(sides[1].words) if other.text == word.text and j not in taken), None)
        if j is not None:
            taken.add(j)
            pairs.append((i, j))
    return Aligned(
        *sides,
        links=tuple(WordLink(i, j, 1.0, 1.0) for i, j in pairs),
        phrases=tuple(Phrase((i,), (j,), 1.0) for i, j in pairs),
        left_a=tuple(i for i in range(len(sides[0].words)) if i not in {i for i, _ in pairs}),
        left_b=tuple(j for j in range(len(sides[1].words)) if j not in taken),
        likeness=0.9,
    )


VOCABULARY = (
    "the a of in to and by was not will may Karsovia Belmark asked struck signed cancelled bridge army ferry nuclear "
    "large huge two three 200 2,000 manner way before after , ."
).split()
SENTENCES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(SENTENCES, SENTENCES)
def test_swapping_the_renderings_mirrors_the_drifts(a, b):
    def told(found, mirrored):
        names = {Kind.OMISSION: Kind.ADDITION, Kind.ADDITION: Kind.OMISSION}
        return [
            (names.get(d.kind, d.kind), d.severity, d.confidence, d.b, d.a)
            if mirrored
            else (d.kind, d.severity, d.confidence, d.a, d.b)
            for d in found
        ]

    assert told(drifts_in(aligned(a, b)), mirrored=False) == told(drifts_in(aligned(b, a)), mirrored=True)
