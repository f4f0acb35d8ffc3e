"""By how much candidates lead their rivals: fields typed by hand."""

import numpy as np
import pytest

from xlcheck.pair.rivals import LEAD, Field

# Two statements, told on either side: candidate 0 pairs the first ones, 1 the second ones, 2 and 3 cross over.
CROSSED = Field(
    answered=tuple((frozenset({a}), frozenset({b})) for a, b in ((1, 5), (2, 6), (1, 6), (2, 5))),
    strengths=(0.50, 0.60, 0.55, 0.40),
    rivals=(((2,), (3,)), ((3,), (2,)), ((0,), (1,)), ((1,), (0,))),
)


def odds(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_alone_in_the_field_a_candidate_leads_by_as_much_as_counts() -> None:
    assert Field(((frozenset({1}), frozenset({5})),), (0.5,), (((), ()),)).leads() == [(LEAD, LEAD)]


def test_a_stronger_rival_is_a_lead_lost() -> None:
    assert CROSSED.leads()[0] == pytest.approx((-0.05, 0.10))


def test_a_rival_whose_other_words_are_answered_better_elsewhere_says_nothing() -> None:
    """Told in the lead and quoted below: 2 and 3 are no rivals of 0, since 1 answers the words they would take."""
    assert CROSSED.leads_over_free(odds(-1.0, 2.0, -0.5, -3.0))[0] == (LEAD, LEAD)


@pytest.mark.parametrize(
    "third",
    [
        pytest.param(-0.6, id="the third is no better than the rival"),
        pytest.param(-0.1, id="the third is itself unlikely"),
    ],
)
def test_a_rival_stays_one_where_nothing_else_answers_its_words(third: float) -> None:
    assert CROSSED.leads_over_free(odds(-1.0, third, -0.5, -3.0)) == CROSSED.leads()


def test_a_third_that_takes_the_candidates_own_words_frees_nobody() -> None:
    """Both 0 and 1 would answer word 1, so that 1 is likely speaks against 0 and not for it."""
    field = Field(
        answered=tuple((frozenset(a), frozenset({b})) for a, b in (({1}, 5), ({1, 2}, 6), ({1, 3}, 6))),
        strengths=(0.50, 0.60, 0.55),
        rivals=(((1, 2), ()), ((0,), (2,)), ((0,), (1,))),
    )
    assert field.leads_over_free(odds(-1.0, 2.0, -0.5))[0] == field.leads()[0]
