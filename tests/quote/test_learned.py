"""The learned parts by hand-typed numbers, and that running them needs no torch."""

import subprocess
import sys

import numpy as np
import pytest

from xlcheck.quote.linear import Models, load_models, slots
from xlcheck.quote.reported import CONTENT, LABELS, likelihoods, viterbi
from xlcheck.train.quote import learn_claims, learn_speakers
from xlcheck.train.reported import FORBIDDEN, Sentence, allowed_steps, learn_reported

BEGIN, INSIDE = LABELS.index("B-Q"), LABELS.index("I-Q")


def test_without_steps_every_word_takes_its_best_label():
    scores = np.zeros((3, len(LABELS)), np.float32)
    scores[1, BEGIN], scores[2, INSIDE] = 2, 2
    assert viterbi(scores, np.zeros((7, 7), np.float32)) == [0, BEGIN, INSIDE]


def test_inside_never_follows_outside():
    scores = np.zeros((3, len(LABELS)), np.float32)
    scores[1, INSIDE], scores[2, INSIDE] = 1, 1
    assert viterbi(scores, allowed_steps()) in ([BEGIN, INSIDE, INSIDE], [0, BEGIN, INSIDE])


def test_nothing_begins_inside():
    scores = np.zeros((1, len(LABELS)), np.float32)
    scores[0, INSIDE] = 5
    assert viterbi(scores, allowed_steps())[0] != INSIDE


def test_steps_allow_what_the_scheme_allows():
    steps = allowed_steps()
    assert steps[BEGIN, INSIDE] == steps[INSIDE, INSIDE] == 0
    assert steps[0, INSIDE] == steps[LABELS.index("B-S"), INSIDE] == FORBIDDEN


def test_without_scores_or_steps_every_label_is_as_likely():
    chances = likelihoods(np.zeros((4, 7), np.float32), np.zeros((7, 7), np.float32))
    assert chances[2] == pytest.approx([2 / 7, 2 / 7, 2 / 7])


def test_a_likelihood_knows_what_comes_before_and_after():
    scores = np.zeros((3, 7), np.float32)
    scores[0, BEGIN] = scores[2, INSIDE] = 9
    chances = likelihoods(scores, allowed_steps())
    assert chances[1, CONTENT] > 0.99  # only content leads from the one to the other
    assert (chances.sum(1) <= 1 + 1e-9).all()


def test_a_long_sentence_does_not_underflow():
    scores = np.full((300, 7), -50, np.float32)
    assert np.isfinite(likelihoods(scores, allowed_steps())).all()


def test_scores_are_sums_of_weights():
    weights = np.zeros(8, np.float32)
    weights[slots(["a", "b"], 8)] = [1, 2]
    measures = np.array([3, 0], np.float32)
    models = Models(weights, weights, measures, np.zeros((8, 7), np.float32), np.zeros((7, 7), np.float32))
    assert models.speaker_scores([["a"], ["b"], ["a", "b"]]) == [1, 2, 3]
    assert models.claim_score(["b"], [0.5, 9]) == 3.5


def test_the_ranker_learns_which_candidate_is_right():
    weights = learn_speakers([([[1, 2], [3, 4]], [0]), ([[3, 5], [1, 6]], [1])])
    assert weights[1] > 0 > weights[3]


def test_the_judge_of_claims_learns_both_sides():
    weights, measures = learn_claims([([1, 2], [0.0, 1.0], True), ([3, 2], [0.0, -1.0], False)] * 8)
    assert weights[1] > 0 > weights[3]
    assert measures[1] > 0 == measures[0]


def test_the_tagger_learns_a_word_that_begins_content():
    pytest.importorskip("torch")
    sentence = Sentence(np.array([[1], [2], [3]]), np.array([0, BEGIN, INSIDE]))
    weights, steps = learn_reported([sentence] * 64, 8)
    assert viterbi(weights[sentence.slots].sum(1), steps) == [0, BEGIN, INSIDE]


def test_the_weights_that_come_with_the_package_fit_the_labels():
    models = load_models()
    assert models.reported.shape[1] == len(LABELS) == len(models.steps)
    parts = (models.speaker, models.claim, models.claim_measures, models.reported, models.steps)
    assert all(np.isfinite(part).all() for part in parts)


def test_finding_quotes_imports_no_torch():
    code = (
        "import sys; from xlcheck.model import Article; from xlcheck.quote import quotes_in;"
        "quotes_in(Article('-', 'Ann Low said “no”.')); sys.exit('torch' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
