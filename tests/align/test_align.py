"""Who answers whom: hand-typed matrices, then properties, then the real model."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlcheck.align import Alignment, Head, align, character_links, load_head
from xlcheck.align.decode import blocks
from xlcheck.align.features import CHANNELS, surface
from xlcheck.align.head import head_from
from xlcheck.align.likeness import cosines, mutual_best
from xlcheck.embed import Embedder
from xlcheck.model import Link, Phrase
from xlcheck.text import words

LAYERS, WIDTH = 5, 8


def vectors(text: str, seed: int = 0) -> np.ndarray:
    """One vector a word and layer, the same for the same word."""
    rows = [
        np.random.default_rng([seed, *map(ord, w.text.casefold())]).normal(size=(LAYERS, WIDTH)) for w in words(text)
    ]
    return np.array(rows, dtype=np.float32).reshape(-1, LAYERS, WIDTH).transpose(1, 0, 2)


def small_head(seed: int = 0) -> Head:
    """A head of the real shape with random weights: what holds for it holds whatever was learned."""
    random = np.random.default_rng(seed)
    spaces, rank, alone, cells, rounds = 2, 3, 4, 6, 2
    shapes: dict[str, tuple[int, ...]] = {
        "projection": (LAYERS * WIDTH, spaces, rank),
        "word.weight": (LAYERS * WIDTH, alone),
        "word.bias": (alone,),
        "word.out": (alone, cells),
        "input.weight": (LAYERS + CHANNELS + spaces, cells),
        "input.bias": (cells,),
        "output.weight": (cells, 2),
        "output.bias": (2,),
    }
    for k in range(rounds):
        shapes |= {f"context{k}": (5 * cells, cells), f"convolution{k}": (3, 3, cells, cells)}
    arrays = {
        f"{voice}.{name}": random.normal(size=shape, scale=0.4) for voice in "01" for name, shape in shapes.items()
    }
    arrays["mean"] = random.normal(size=(LAYERS, WIDTH))
    return head_from({name: array.astype(np.float32) for name, array in arrays.items()})


def aligned(a: str, b: str, head: Head | None = None) -> Alignment:
    return align(words(a), words(b), vectors(a), vectors(b), head)


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        pytest.param([[0.2, 0.1], [0.0, 0.3]], [], id="nothing pays"),
        pytest.param([[0.9, 0.1], [0.0, 0.8]], [((0,), (0,)), ((1,), (1,))], id="one to one"),
        pytest.param([[0.1, 0.9], [0.8, 0.0]], [((0,), (1,)), ((1,), (0,))], id="crossed"),
        pytest.param([[0.9, 0.8]], [((0,), (0, 1))], id="one word for two"),
        pytest.param([[0.9, 0.2], [0.8, 0.0], [0.7, 0.1]], [((0, 1, 2), (0,))], id="three words for one"),
        pytest.param([[0.9, 0.4], [0.8, 0.9]], [((0, 1), (0, 1))], id="three good links carry a poor fourth"),
        pytest.param(
            [[0.9, 0.0], [0.5, 0.9]], [((0,), (0,)), ((1,), (1,))], id="a weak link does not chain two phrases"
        ),
        pytest.param([[0.9, 0.0, 0.8]], [((0,), (0, 2))], id="a phrase in two pieces"),
    ],
)
def test_chances_become_blocks(chances: list[list[float]], expected: list) -> None:
    assert blocks(np.array(chances, dtype=np.float32)) == expected


@given(st.integers(0, 7), st.integers(0, 7), st.integers(0, 2**32 - 1))
def test_no_row_or_column_is_in_two_blocks_and_none_has_an_empty_side(n: int, m: int, seed: int) -> None:
    found = blocks(np.random.default_rng(seed).random((n, m), dtype=np.float32))
    assert all(rows and columns for rows, columns in found)
    for side, count in ((0, n), (1, m)):
        used = [index for block in found for index in block[side]]
        assert len(used) == len(set(used))
        assert set(used) <= set(range(count))


def test_a_zero_vector_is_like_nothing() -> None:
    assert cosines(np.zeros((1, 2), np.float32), np.array([[3, 4]], np.float32)).tolist() == [[0.0]]


def test_each_others_best_are_linked() -> None:
    chances = mutual_best(words("big dog"), words("hound large"), np.array([[0.1, 0.9], [0.8, 0.2]], np.float32))
    assert (chances > 0.5).tolist() == [[False, True], [True, False]]


def test_a_word_that_met_nobody_is_left_over() -> None:
    chances = mutual_best(words("dog"), words("treaty"), np.array([[0.2]], np.float32))
    assert chances.tolist() == [[0.0]]


def test_of_two_equal_words_the_nearer_is_taken() -> None:
    a, b = words("the dog"), words("the cat the dog")
    likeness = np.array([[1, 0, 1, 0], [0, 0, 0, 1]], np.float32)
    assert mutual_best(a, b, likeness)[0].round(2).tolist() == [1, 0, 0, 0]


def test_letters_and_places_are_seen() -> None:
    same, beginning, trigrams, offset, near, sharp = surface(words("armies met"), words("met army")).transpose(2, 0, 1)
    assert same.tolist() == [[0, 0], [1, 0]]
    assert beginning.tolist() == [[0, 0.5], [1, 0]]
    assert trigrams == pytest.approx(np.array([[0, 0.4], [1, 0]]))
    assert offset.tolist() == [[0, -0.5], [0.5, 0]]
    assert near.tolist() == [[1, 0.5], [0.5, 1]]
    assert sharp[0, 0] == 1 > sharp[0, 1]


def test_phrases_become_stretches_of_characters() -> None:
    a, b = words("gave it up"), words("abandoned it")
    phrases = [Phrase((0, 2), (0,), 0.9), Phrase((1,), (1,), 0.8)]
    assert character_links(a, b, phrases) == (
        Link(0, 4, 0, 9, 0.9),
        Link(8, 10, 0, 9, 0.9),
        Link(5, 7, 10, 12, 0.8),
    )


def test_neighbours_of_one_phrase_are_one_stretch() -> None:
    phrases = [Phrase((0, 1, 2), (0,), 0.9)]
    assert character_links(words("carry it out"), words("do"), phrases) == (Link(0, 12, 0, 2, 0.9),)


def test_a_foreign_model_has_no_head() -> None:
    assert load_head("0" * 64) is None


SENTENCES = st.lists(
    st.sampled_from(["the", "enemy", "Enemy", "has", "no", "means", ",", ".", "2,000", "ways", "to", "counteract"]),
    max_size=9,
).map(" ".join)
HEADS = pytest.mark.parametrize("head", [None, small_head()], ids=["unlearned", "learned"])


@HEADS
@given(a=SENTENCES, b=SENTENCES)
@settings(max_examples=60)
def test_no_word_is_lost(head: Head | None, a: str, b: str) -> None:
    found = aligned(a, b, head)
    for side, left, text in ((0, found.left_a, a), (1, found.left_b, b)):
        placed = [*left, *(index for phrase in found.phrases for index in phrase[side])]
        assert sorted(placed) == list(range(len(words(text))))
    assert [(link.a, link.b) for link in found.links] == sorted((i, j) for p in found.phrases for i in p.a for j in p.b)
    assert all(0 <= link.score <= 1 and -1 <= link.cosine <= 1 for link in found.links)


@HEADS
@given(a=SENTENCES, b=SENTENCES)
@settings(max_examples=60)
def test_swapping_the_renderings_swaps_the_answer(head: Head | None, a: str, b: str) -> None:
    there, back = aligned(a, b, head), aligned(b, a, head)
    assert there.links == tuple(sorted(link._replace(a=link.b, b=link.a) for link in back.links))
    assert there.phrases == tuple(sorted(Phrase(p.b, p.a, p.score) for p in back.phrases))
    assert (there.left_a, there.left_b) == (back.left_b, back.left_a)


@HEADS
@given(text=SENTENCES, other_case=st.booleans())
@settings(max_examples=60)
def test_the_same_words_are_linked_each_to_itself(head: Head | None, text: str, other_case: bool) -> None:
    found = aligned(text, text.upper() if other_case else text, head)
    assert [(p.a, p.b) for p in found.phrases] == [((k,), (k,)) for k in range(len(words(text)))]
    assert not found.left_a + found.left_b


def test_the_head_computes_what_was_trained() -> None:
    """Inference is written a second time, without torch: both must give the same chances."""
    torch = pytest.importorskip("torch")
    from xlcheck.train.align_network import Network

    a_text, b_text = "the old enemy has no means", "no means , enemy"
    a, b = words(a_text), words(b_text)
    torch.manual_seed(0)
    network = Network(torch.randn(LAYERS, WIDTH)).eval()
    torch.nn.init.normal_(network.annotation)
    head = head_from({"mean": network.mean.numpy(), **{f"0.{k}": v for k, v in network.arrays().items()}})
    inputs = [torch.from_numpy(array)[None] for array in (vectors(a_text), vectors(b_text), surface(a, b))]
    inside = [torch.ones(1, len(side), dtype=torch.bool) for side in (a, b)]
    expected = torch.sigmoid(network(*inputs, *inside, torch.tensor([1]))[-1][0]).prod(-1)
    found = head.chances(a, b, vectors(a_text), vectors(b_text))
    assert found == pytest.approx(expected.detach().numpy(), abs=1e-5)


def test_a_long_rendering_is_gathered_in_strips(monkeypatch) -> None:
    a, b = "no means " * 20, "means no enemy " * 10
    inputs = words(a), words(b), vectors(a), vectors(b)
    at_once = small_head().chances(*inputs)
    monkeypatch.setattr("xlcheck.align.head.STRIP", 70)
    assert small_head().chances(*inputs) == pytest.approx(at_once, abs=1e-5)


def test_speeches_too_long_for_the_head_are_aligned_without_it(monkeypatch) -> None:
    a, b = "the enemy has no means", "no means has the enemy ."
    monkeypatch.setattr("xlcheck.align.MOST_CELLS", 29)
    assert aligned(a, b, small_head()) == aligned(a, b, None)
    monkeypatch.setattr("xlcheck.align.MOST_CELLS", 30)
    assert aligned(a, b, small_head()) != aligned(a, b, None)


def answers(embedder: Embedder, a: str, b: str) -> set[tuple[str, str]]:
    """Link two sentences with the real model and its head."""
    cut_a, cut_b = words(a), words(b)
    ea, eb = embedder([a, b])
    found = align(cut_a, cut_b, ea.words, eb.words, load_head(embedder.digest))
    return {(cut_a[link.a].text, cut_b[link.b].text) for link in found.links}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param(
            "The ministry rejected the accusation on Monday.",
            "On Monday the ministry dismissed the allegation.",
            {("ministry", "ministry"), ("rejected", "dismissed"), ("accusation", "allegation"), ("Monday", "Monday")},
            id="a clause that moved, with synonyms",
        ),
        pytest.param(
            "Rescuers have not found any survivors.",
            "No survivors have been found by the rescue teams.",
            {("found", "found"), ("survivors", "survivors"), ("not", "No")},
            id="active and passive",
        ),
        pytest.param(
            "The two armies agreed to a truce at dawn.",
            "At dawn, both armies agreed to a ceasefire.",
            {("two", "both"), ("armies", "armies"), ("truce", "ceasefire"), ("dawn", "dawn")},
            id="number words and synonyms",
        ),
    ],
)
def test_renderings_of_one_sentence_answer_each_other(embedder, a: str, b: str, expected: set) -> None:
    assert expected <= answers(embedder, a, b)


def test_a_word_that_only_one_rendering_has_is_left_over(embedder) -> None:
    links = answers(embedder, "They will test a nuclear missile.", "They will test a missile.")
    assert not any(word == "nuclear" for word, _ in links)
    assert ("missile", "missile") in links
