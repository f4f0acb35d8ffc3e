"""Cutting two wordings to their common part: three-dimensional words typed by hand."""

import pytest

from tests.pair.conftest import wording
from xlcheck.pair.cut import common_part

# Made-up words, so that the lexicon knows nothing of them: what they mean is their vector.
N, E, U = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
NE = (0.8, 0.6, 0.0)
STOP = (0.0, 0.0, 0.0)


def texts(a, b):
    common = common_part(a, b)
    return a.span(*common.a_range).text, b.span(*common.b_range).text


@pytest.mark.parametrize(
    ("a", "b", "cut"),
    [
        pytest.param(
            wording("norn esta", N, E),
            wording("norn esta", N, E),
            ("norn esta", "norn esta"),
            id="the same is left whole",
        ),
        pytest.param(
            wording("norn esta", N, E),
            wording("norix estor", N, E),
            ("norn esta", "norix estor"),
            id="other words for it",
        ),
        pytest.param(
            wording("norn esta ulm", N, E, U),
            wording("norix estor", N, E),
            ("norn esta ulm", "norix estor"),
            id="one word more at an end is kept: it may be the drift",
        ),
        pytest.param(
            wording("norn esta. Ulm ulva ulna ulex ulto", N, E, STOP, U, U, U, U, U),
            wording("norix estor", N, E),
            ("norn esta", "norix estor"),
            id="a sentence that only one side has is cut off",
        ),
        pytest.param(
            wording("ulm ulva ulna ulex of norn esta of ulor uled ulix ulan", *[U] * 4, STOP, N, E, STOP, *[U] * 4),
            wording("norix estor", N, E),
            ("of norn esta", "norix estor"),
            id="a fragment finds its stretch in a long quote",
        ),
        pytest.param(
            wording("Ulm ulva ulna. Norn esta nolb", U, U, U, STOP, N, E, N),
            wording("Norix estor nobel. Wexa wexo wexi", N, E, N, STOP, *[(0.0, 0.0, -1.0)] * 3),
            ("Norn esta nolb", "Norix estor nobel"),
            id="both sides are cut where each goes its own way",
        ),
        pytest.param(wording("norn esta", NE, E), wording("norix", N), ("norn esta", "norix"), id="too short to cut"),
    ],
)
def test_common_part(a, b, cut) -> None:
    assert texts(a, b) == cut
    assert texts(b, a) == cut[::-1]


def test_words_known_to_be_related_answer_each_other_whatever_their_vectors() -> None:
    opposite = common_part(wording("open", (1.0, 0.0)), wording("closed", (0.6, 0.8)))
    assert opposite.likeness[0, 0] == pytest.approx(0.7)
