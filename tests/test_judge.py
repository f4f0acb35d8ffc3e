"""The judge: what it sees, that numpy runs what torch learned, and what becomes of its opinion."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlcheck.judge import SUSPICION, Judge, final_risk, load_judge, meaning_from_risk
from xlcheck.judge.evidence import LAYERS, TRAITS, evidence, unit
from xlcheck.judge.network import together
from xlcheck.judge.risk import LEVEL, raised
from xlcheck.model import Aligned, Drift, Judgement, Kind, Rendering, Severity, Stretch, WordLink
from xlcheck.text import words

A, B = "The mayor will not close the old bridge.", "The mayor will shut the old bridge soon."


def aligned(a: str = A, b: str = B, judgement: Judgement | None = None) -> Aligned:
    return Aligned(Rendering(a, words(a)), Rendering(b, words(b)), (), (), (), (), 0.9, judgement)


def judged(risk: float, a: str = A, b: str = B, loud: str = "shut") -> Judgement:
    shares = [tuple(0.9 if w.text == loud else 0.1 for w in words(t)) for t in (a, b)]
    return Judgement(risk, *shares)


def drift(severity: Severity, confidence: float = 0.9) -> Drift:
    return Drift(Kind.NEGATION, severity, confidence, "", Stretch(10, 18), Stretch(10, 14))


def vectors(text: str, seed: int, size: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    return draw.normal(size=(5, len(words(text)), size)).astype(np.float32)


# What it sees


def test_each_side_sees_what_the_other_shows_it() -> None:
    a, b = words(A), words(B)
    a_layers = [unit(vectors(A, 1, 6)[layer]) for layer in LAYERS]
    b_layers = [unit(vectors(B, 2, 6)[layer]) for layer in LAYERS]
    links = [WordLink(0, 1, 0.9, 0.7), WordLink(2, 0, 0.5, 0.4)]
    turned = [WordLink(link.b, link.a, link.score, link.cosine) for link in links]
    there, back = evidence(a, b, a_layers, b_layers, links), evidence(b, a, b_layers, a_layers, turned)
    for one, other in zip(there, back[::-1], strict=True):
        np.testing.assert_allclose(one.traits, other.traits, atol=1e-5)
        np.testing.assert_array_equal(one.best, other.best)
    assert there[0].traits.shape == (len(a), TRAITS)
    np.testing.assert_allclose(there[0].weights.sum(1), 1, atol=1e-5)


def test_a_word_is_answered_by_the_nearest() -> None:
    a, b = words("ships sank"), words("vessels sank")
    rows = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    one, _ = evidence(a, b, [rows] * 3, [rows] * 3, [])
    assert one.best.tolist() == [0, 1]
    assert one.weights[0, 0] > 0.99


def test_what_the_aligner_links_answers_even_where_the_vectors_hardly_agree() -> None:
    a, b = words("ships sank"), words("they foundered")
    rows = [np.array(side, dtype=np.float32) for side in ([[1.0, 0.0], [0.0, 1.0]], [[0.6, 0.8], [0.8, 0.6]])]
    linked = [WordLink(0, 0, 0.9, 0.6), WordLink(1, 1, 0.8, 0.6)]
    unlinked, _ = evidence(a, b, *([side] * 3 for side in rows), [])
    one, _ = evidence(a, b, *([side] * 3 for side in rows), linked)
    assert unlinked.best.tolist() == [1, 0]
    assert one.best.tolist() == [0, 1]
    assert one.traits.shape == unlinked.traits.shape


# That numpy runs what torch learned


def network(size: int = 6) -> tuple[Judge, object]:
    import torch

    from xlcheck.train.judge_net import Network

    torch.manual_seed(0)
    net = Network(len(LAYERS) * size, TRAITS).eval()
    torch.nn.init.normal_(net.near, std=0.5)
    voice = {name: p.detach().numpy() for name, p in net.state_dict().items()}
    shared = {"calibration": np.array([1.0, 0.0], np.float32)}
    for place in range(len(LAYERS)):
        shared |= {f"mean{place}": np.zeros(size, np.float32), f"components{place}": np.eye(size, dtype=np.float32)}
    return Judge(shared, together([voice])), net


def test_numpy_and_torch_agree_whatever_a_batch_is_padded_to() -> None:
    import torch

    from xlcheck.judge.evidence import SHARPNESS
    from xlcheck.train.judge_data import Seen, batch
    from xlcheck.train.judge_net import tensors
    from xlcheck.train.renderings import Example

    judge, net = network()
    made, items = [], []
    for a, b in ((A, B), ("Nothing was said.", "He said nothing at all about the fire.")):
        va, vb = vectors(a, 3, 6), vectors(b, 4, 6)
        links = [WordLink(0, 0, 0.9, 0.5)]
        risk, shares = judge.opinion(words(a), words(b), va, vb, links)
        made.append((risk, shares))
        layers = [judge.project(v) for v in (va, vb)]
        sides = evidence(words(a), words(b), *layers, links)
        items.append(Seen(
            Example(a, b, 1.0, 1.0, "", ""), tuple(np.concatenate(x, axis=1) for x in layers),
            np.concatenate([s.traits for s in sides]), sides[0].likeness, (sides[0].best, sides[1].best),
            np.zeros(len(words(a)) + len(words(b))),
        ))  # fmt: skip
    with torch.inference_mode():
        risks, shares = net(tensors(batch(items)), SHARPNESS)
    for row, (risk, of_words) in enumerate(made):
        assert risk == pytest.approx(float(risks[row]), abs=1e-4)
        np.testing.assert_allclose(of_words, shares[row, : len(of_words)].numpy(), atol=1e-4)


def test_what_the_voices_say_is_averaged() -> None:
    judge, _ = network()
    voices = {name: np.concatenate([array, np.zeros_like(array)]) for name, array in judge.voices.items()}
    vectors_of = vectors(A, 3, 6), vectors(B, 4, 6)
    alone, shares = judge.opinion(words(A), words(B), *vectors_of, [])
    both, halved = Judge(judge.shared, voices).opinion(words(A), words(B), *vectors_of, [])
    assert both == pytest.approx(alone / 2, abs=1e-5)
    np.testing.assert_allclose(halved, shares / 2, atol=1e-5)


def test_swapping_the_renderings_mirrors_the_judgement() -> None:
    judge, _ = network()
    there = judge(aligned(), vectors(A, 1, 6), vectors(B, 2, 6))
    back = judge(aligned(B, A), vectors(B, 2, 6), vectors(A, 1, 6))
    assert there.risk == pytest.approx(back.risk, abs=1e-4)
    assert there.a == pytest.approx(back.b, abs=1e-3)
    assert len(there.a) == len(words(A))


@pytest.mark.parametrize(("a", "b", "risk"), [("", "", 0.0), ("", "Rain.", 1.0)], ids=["nothing twice", "one empty"])
def test_an_empty_rendering_needs_no_network(a: str, b: str, risk: float) -> None:
    judge, _ = network()
    assert judge(aligned(a, b), vectors(a, 1, 6), vectors(b, 2, 6)).risk == risk


def test_another_model_has_no_judge() -> None:
    assert load_judge("0" * 64) is None


# What becomes of its opinion


def test_the_same_words_bear_no_risk() -> None:
    assert final_risk(None, (), aligned(A, A)) == 0


@pytest.mark.parametrize("judgement", [None, judged(0.3)], ids=["the kinds alone", "with a judge"])
def test_a_drift_raises_the_risk(judgement: Judgement | None) -> None:
    calm = final_risk(judgement, (), aligned())
    assert calm < final_risk(judgement, (drift(Severity.MAJOR),), aligned()) <= 1
    assert calm < final_risk(judgement, (drift(Severity.CRITICAL),), aligned()) <= 1


@given(st.lists(st.floats(-6, 6), min_size=2, max_size=2).map(sorted), st.floats(0, 5))
def test_more_speaking_for_a_drift_never_lowers_the_odds(odds: list[float], doubt: float) -> None:
    low, high = raised(np.array(odds), np.array([doubt, doubt]))
    assert low <= high + 1e-9


@given(st.floats(-6, 6), st.lists(st.floats(0, 5), min_size=2, max_size=2).map(sorted))
def test_doubt_brings_a_pair_nearer_to_the_level_and_never_beyond(odds: float, doubt: list[float]) -> None:
    less, more = raised(np.array([odds, odds]), np.array(doubt))
    assert odds <= less + 1e-9
    assert less <= more + 1e-9
    assert more <= max(odds, LEVEL) + 1e-9


def test_a_louder_judge_raises_the_risk() -> None:
    quiet, loud = (final_risk(judged(r), (), aligned()) for r in (0.1, 0.9))
    assert quiet < loud


@pytest.mark.parametrize(
    ("risk", "drifts", "judgement"),
    [
        pytest.param(0.99, (), None, id="no judge spoke"),
        pytest.param(SUSPICION - 0.01, (), judged(0.9), id="the risk is below the threshold"),
        pytest.param(0.99, (drift(Severity.MAJOR),), judged(0.9), id="a kind has found it already"),
    ],
)
def test_no_meaning_finding_where(risk: float, drifts: tuple[Drift, ...], judgement: Judgement | None) -> None:
    assert meaning_from_risk(aligned(), judgement, risk, drifts) is None


def test_a_high_risk_points_at_the_likeliest_words() -> None:
    found = meaning_from_risk(aligned(), judged(0.97), SUSPICION, (drift(Severity.MINOR),))
    assert found is not None
    assert (found.kind, found.severity, found.a) == (Kind.MEANING, Severity.MAJOR, None)
    assert B[found.b.start : found.b.end] == "shut"
    assert "“shut”" in found.message
    assert "estimate" in found.message


def test_swapped_renderings_get_the_mirrored_finding() -> None:
    there = meaning_from_risk(aligned(), judged(0.97), 0.97, ())
    mirrored = replace(judged(0.97), a=judged(0.97).b, b=judged(0.97).a)
    back = meaning_from_risk(aligned(B, A), mirrored, 0.97, ())
    assert (there.a, there.b) == (back.b, back.a)
