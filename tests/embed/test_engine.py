"""Texts into vectors: every word keeps its row, and a text's vectors depend on that text alone."""

import time
from contextlib import nullcontext
from threading import Event, get_ident
from types import SimpleNamespace

import numpy as np
import pytest

from xlcheck.embed.ahead import Ahead, of_one_length
from xlcheck.embed.engine import embed_text, layers_of, pool_words
from xlcheck.embed.prepare import PROBE, TOLERANCE, difference, keeps_bytes_in_company
from xlcheck.embed.reference import ReferenceEngine
from xlcheck.errors import ModelError
from xlcheck.text import words

QUOTES = (
    "The bridge stays closed until the divers are done.",
    "We shall not pay.",
    "It was, in the end, a matter of trust between the two harbours and nobody else’s business.",
    "No!",
    "They will pay by Friday",
    "Ten of the 400 ferries sail again",
    "nobody knows",
    "“Perhaps,” she said.",
    "We shall pay.",
    "They will pay on Friday",
    "They may pay by Monday",
    "nobody cares",
)


def embed_texts(engine, texts):
    return Ahead(engine, texts)()


def same(one, other) -> bool:
    return one.words.tobytes() == other.words.tobytes() and one.statement.tobytes() == other.statement.tobytes()


@pytest.mark.parametrize("threads", ["1", "2", "5", "", "0", "all"])
def test_a_text_has_the_same_bytes_in_any_company_and_with_any_number_of_threads(engine, monkeypatch, threads):
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    alone = [embed_text(engine, text) for text in QUOTES]
    assert all(map(same, embed_texts(engine, QUOTES), alone))
    assert all(map(same, embed_texts(engine, QUOTES[::-1])[::-1], alone))


@pytest.mark.parametrize("stretch", [12, 9999], ids=["in several stretches", "in one stretch"])
@pytest.mark.parametrize("count", [0, 2, len(QUOTES)], ids=["nothing", "a few texts", "many texts"])
def test_texts_begun_ahead_come_out_the_same(engine, monkeypatch, stretch, count):
    monkeypatch.setattr("xlcheck.embed.ahead.STRETCH", stretch)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    outcome = Ahead(engine, QUOTES[:count])
    alone = [embed_text(engine, text) for text in QUOTES[:count]]
    made = outcome()
    assert len(made) == count
    assert all(map(same, made, alone))


def test_what_nobody_asks_for_any_more_is_not_begun(engine, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    first, held, second = Event(), Event(), Event()

    class Slow:
        tokenizer, window, together, single = engine.tokenizer, engine.window, 0, staticmethod(nullcontext)

        def run(self, windows):
            (second if first.is_set() else first).set()
            held.wait(10)
            return engine.run(windows)

    coming = Ahead(Slow(), QUOTES)
    assert first.wait(10)
    coming.drop()
    held.set()
    assert not second.wait(0.5)


@pytest.mark.parametrize("threads", ["1", "3"])
def test_a_failure_in_any_thread_reaches_whoever_asks(engine, monkeypatch, threads):
    monkeypatch.setenv("OMP_NUM_THREADS", threads)

    class Failing:
        tokenizer, window, together, single = engine.tokenizer, engine.window, engine.together, engine.single

        def run(self, windows):
            raise ModelError("fails")

    outcome = Ahead(Failing(), QUOTES)
    with pytest.raises(ModelError, match="fails"):
        outcome()


def test_texts_of_one_length_share_a_run(engine, monkeypatch):
    shared = []
    run = engine.run
    monkeypatch.setattr(engine, "run", lambda windows: shared.append(len(windows)) or run(windows))
    embed_texts(engine, [f"They will pay {number} times" for number in ("two", "three", "four", "five") * 8])
    assert engine.together and max(shared) > 1
    assert sum(shared) == 32


@pytest.mark.parametrize(
    ("lengths", "together", "runs"),
    [
        pytest.param([3, 5, 3], 0, [[1], [0], [2]], id="none may share a run"),
        pytest.param([3, 5, 3], 6, [[1], [0, 2]], id="two of one length may"),
        pytest.param([3, 3, 3, 3, 3], 7, [[0, 1], [2, 3], [4]], id="as many as there is room for"),
        pytest.param([1, 1], 9, [[0], [1]], id="a lone piece stays alone"),
        pytest.param([], 9, [], id="nothing"),
    ],
)
def test_windows_share_runs_by_length(lengths, together, runs):
    assert list(of_one_length([[0] * length for length in lengths], together)) == runs


def test_an_engine_whose_bytes_depend_on_company_is_seen(engine):
    class Swayed:
        tokenizer = engine.tokenizer

        def run(self, windows):
            states, pooled = engine.run(windows)
            return states, pooled + np.float32(1e-7) * (len(windows) > 1)

    assert keeps_bytes_in_company(engine)
    assert not keeps_bytes_in_company(Swayed())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(QUOTES[0], id="a plain sentence"),
        pytest.param("the North’s U.S.-led 2,000 ducks — naïve façade 数字!", id="marks, figures and other scripts"),
        pytest.param("a\u200bb \u202e \x07 c", id="hidden characters"),
        pytest.param("before \ud800 after", id="a lone surrogate"),
        pytest.param("x" * 500, id="a word longer than any vocabulary"),
        pytest.param("", id="nothing"),
        pytest.param(" \n", id="white space"),
        pytest.param("\x00\x01", id="nothing the tokenizer keeps"),
        pytest.param("a sentence of some words, then another. " * 120, id="a text of many windows"),
    ],
)
def test_every_word_has_a_row(engine, text):
    embedding = embed_text(engine, text)
    assert embedding.words.shape == (5, len(words(text)), 384)
    assert np.isfinite(embedding.words).all()
    length = np.linalg.norm(embedding.statement)
    assert length == pytest.approx(1, abs=1e-6) or (length == 0 and not embedding.words.any())


def test_no_word_of_a_long_text_is_lost_where_windows_meet(engine):
    text = " ".join(f"the {word} sailed on day {day}" for day in range(1, 90) for word in ("ferry", "tug"))
    embedding = embed_text(engine, text)
    assert (np.linalg.norm(embedding.words, axis=2) > 0.1).all()
    cut = words(text)
    unit = embedding.words[0] / np.linalg.norm(embedding.words[0], axis=1, keepdims=True)
    ferries = [i for i, word in enumerate(cut) if word.text == "ferry"]
    tugs = [i for i, word in enumerate(cut) if word.text == "tug"]
    # Had a window been stitched one piece off, a ferry would carry its neighbour's vector.
    centre_ferry, centre_tug = unit[ferries].mean(0), unit[tugs].mean(0)
    assert all(unit[i] @ centre_ferry > unit[i] @ centre_tug for i in ferries)
    assert all(unit[i] @ centre_tug > unit[i] @ centre_ferry for i in tugs)


def test_windows_are_stitched_in_the_order_of_the_text():
    """An engine whose hidden state is the piece's own number shows which piece each row came from."""

    class Windows:
        def encode(self, text):
            starts = (0, 6, 12)  # windows of 8 pieces that share 2
            made = [
                SimpleNamespace(
                    ids=list(range(start, min(start + 8, 16))),
                    special_tokens_mask=[0] * min(8, 16 - start),
                    offsets=[(2 * i, 2 * i + 1) for i in range(start, min(start + 8, 16))],
                )
                for start in starts
            ]
            made[0].overflowing = made[1:]
            return made[0]

        def num_special_tokens_to_add(self, pair):
            return 4

    def run(windows):
        states = [[[i, 10 * pieces[0]] for i in pieces] for pieces in windows]
        return np.array([states], dtype=np.float32), np.ones((len(windows), 2), dtype=np.float32)

    engine = SimpleNamespace(
        tokenizer=Windows(), window=8, width=2, statement_width=2, layers=1, run=run, single=nullcontext
    )
    found = embed_text(engine, "a b c d e f g h i j k l m n o p").words[0]
    assert found[:, 0].tolist() == list(range(16))
    assert found[:, 1].tolist() == [0] * 7 + [60] * 6 + [120] * 3


def test_the_pieces_of_a_word_are_averaged():
    states = np.array([[[1.0], [3.0], [10.0], [20.0]]], dtype=np.float32)
    spans = [(0, 2), (2, 5), (6, 8), (9, 11)]
    assert pool_words(states, spans, "hello to x!").ravel().tolist() == [2.0, 10.0, 20.0, 20.0]


def test_a_word_without_pieces_is_zero():
    states = np.array([[[1.0]]], dtype=np.float32)
    assert pool_words(states, [(2, 3)], "a b c").ravel().tolist() == [0.0, 1.0, 0.0]


@pytest.mark.parametrize(("depth", "chosen"), [(6, (0, 2, 3, 4, 6)), (12, (0, 4, 6, 8, 12)), (3, (0, 1, 2, 2, 3))])
def test_another_depth_uses_the_layers_at_the_same_share(depth, chosen):
    assert layers_of(depth) == chosen


def test_the_statement_is_what_sentence_transformers_itself_computes(reference):
    own = reference.model.encode(list(QUOTES), normalize_embeddings=True, show_progress_bar=False)
    ours = np.stack([embed_text(reference, text).statement for text in QUOTES])
    assert np.abs(own - ours).max() < 1e-6


def test_the_compiled_model_equals_the_reference(engine, reference):
    assert difference(reference, engine) <= TOLERANCE
    assert len(engine.tokenizer.encode(PROBE[-1]).overflowing) > 0


def test_the_reference_sums_the_same_however_many_threads_torch_has(reference):
    import torch

    before = torch.get_num_threads()
    try:
        made = []
        for threads in (1, 2):
            torch.set_num_threads(threads)
            made.append(embed_texts(reference, QUOTES))
            assert torch.get_num_threads() == threads, "it is put back"
    finally:
        torch.set_num_threads(before)
    assert all(map(same, *made))


def test_a_failure_leaves_torch_with_the_threads_it_had(reference, monkeypatch):
    import torch

    before = torch.get_num_threads()
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    asking = get_ident()

    def run(windows):
        if get_ident() == asking:
            raise ModelError("fails")
        time.sleep(0.05)
        return ReferenceEngine.run(reference, windows)

    monkeypatch.setattr(reference, "run", run)
    torch.set_num_threads(2)
    try:
        with pytest.raises(ModelError):
            embed_texts(reference, QUOTES)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_a_wrong_graph_would_be_noticed(engine, reference):
    class Wrong:
        tokenizer, window, layers = engine.tokenizer, engine.window, engine.layers
        width, statement_width, single = engine.width, engine.statement_width, staticmethod(nullcontext)

        def run(self, windows):
            states, pooled = engine.run(windows)
            return states[::-1], pooled

    assert difference(reference, Wrong()) > TOLERANCE
