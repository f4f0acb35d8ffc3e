"""Which candidates are kept: sets of words and gains typed by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcheck.pair.choose import Claim, choose


def claim(a: str, b: str, gain: float) -> Claim:
    return Claim(frozenset(map(ord, a)), frozenset(map(ord, b)), gain, (a, b) if a <= b else (b, a))


def never(x: int, y: int, side: int) -> bool:
    return False


@pytest.mark.parametrize(
    ("claims", "kept"),
    [
        pytest.param([], [], id="nothing to choose from"),
        pytest.param([claim("abc", "xyz", 1)], [0], id="a claim without a rival is kept"),
        pytest.param([claim("ab", "xy", 1), claim("cd", "zw", 1)], [0, 1], id="claims on different words do not meet"),
        pytest.param([claim("abcd", "xy", 1), claim("ef", "zw", 1)], [0, 1], id="fragments of one quote are both kept"),
        pytest.param([claim("abc", "xyz", 2), claim("abc", "uvw", 1)], [0], id="one stretch has one counterpart"),
        pytest.param([claim("abc", "xyz", 1), claim("ab", "xy", 2)], [1], id="the same content is told once"),
        pytest.param(
            [claim("ab", "xy", 3), claim("ab", "zw", 2), claim("cd", "xy", 2)],
            [1, 2],
            id="two that gain more together beat the one that gains most alone",
        ),
        pytest.param([claim("abcd", "xy", 1), claim("defg", "zw", 1)], [0, 1], id="a word at the seam is no conflict"),
    ],
)
def test_choose(claims: list[Claim], kept: list[int]) -> None:
    assert choose(claims, never) == kept


def test_a_statement_said_twice_in_one_article_may_pair_twice() -> None:
    claims = [claim("abc", "xyz", 2), claim("abc", "uvw", 1)]
    assert choose(claims, lambda x, y, side: side == 1) == [0, 1]
    assert choose(claims, lambda x, y, side: side == 0) == [0]


WORDS = st.frozensets(st.integers(0, 11), min_size=1, max_size=4)
CLAIMS = st.lists(st.tuples(WORDS, WORDS, st.sampled_from([0.5, 1.0, 1.5, 2.5])), max_size=9).map(
    lambda rows: [Claim(a, b, gain, (str(sorted([sorted(a), sorted(b)])),)) for a, b, gain in rows]
)


@given(CLAIMS)
def test_sides_may_be_swapped(claims: list[Claim]) -> None:
    swapped = [Claim(c.b, c.a, c.gain, c.key) for c in claims]
    gain = sum(claims[i].gain for i in choose(claims, never))
    assert gain == sum(swapped[i].gain for i in choose(swapped, never))


@given(CLAIMS)
def test_no_choice_without_conflict_gains_more(claims: list[Claim]) -> None:
    def against(x: Claim, y: Claim) -> bool:
        return any(2 * len(i & j) >= min(len(i), len(j)) for i, j in ((x.a, y.a), (x.b, y.b)))

    best = 0.0
    for chosen in range(2 ** len(claims)):
        some = [c for i, c in enumerate(claims) if chosen >> i & 1]
        if not any(against(x, y) for i, x in enumerate(some) for y in some[:i]):
            best = max(best, sum(c.gain for c in some))
    kept = [claims[i] for i in choose(claims, never)]
    assert not any(against(x, y) for i, x in enumerate(kept) for y in kept[:i])
    assert sum(c.gain for c in kept) == best


def test_a_tangle_too_large_to_search_is_still_free_of_conflict() -> None:
    claims = [claim("abc"[: 1 + n % 3], chr(200 + n), 1 + n / 100) for n in range(40)]
    kept = choose(claims, never)
    assert kept == [39]
