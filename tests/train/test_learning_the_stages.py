"""The stages quote, align and pair, each learned from a small folder and loaded as the tool loads it."""

import random
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
from xlcheck.align import load_head
from xlcheck.model import Article, Quote, QuoteKind
from xlcheck.pair.evidence import EVIDENCE, LINKED, SURROUNDINGS
from xlcheck.quote.linear import NO_ENCODER
from xlcheck.quote.reported import LABELS
from xlcheck.text import words
from xlcheck.train import align, align_data, align_fit, pair, pair_data, quote
from xlcheck.train.align_network import Network
from xlcheck.train.annotated import Sample, quote_over, samples, word_range


@pytest.fixture(scope="module")
def articles(folder: Path) -> list[Sample]:
    return samples(folder / "polnear.dev.jsonl", fold=1)


def text_of(sample: Sample, first: int, last: int) -> str:
    return sample.row["text"][sample.layout.words[first].start : sample.layout.words[last - 1].end]


# What the stage quote learns from


def test_articles_to_score_on_are_left_alone(articles: list[Sample]) -> None:
    assert [sample.row["id"] for sample in articles] == [f"p{n}" for n in range(9)]


def test_each_stretch_has_its_quote_and_words_of_nobody_have_none(articles: list[Sample]) -> None:
    sample = articles[0]
    nobodys, direct, indirect = quote.quote_ranges(sample)
    assert nobodys[2] is None
    assert direct[2]["kind"] == "direct"
    assert indirect[2]["kind"] == "indirect"
    assert text_of(sample, *indirect[:2]) == "that rain fell"
    assert text_of(sample, *word_range(sample.layout, direct[2]["cue_start"], direct[2]["cue_end"])) == "said"


@pytest.mark.parametrize(
    "segments, chosen",
    [
        pytest.param([], None, id="nothing covers it"),
        pytest.param([[[0, 40]]], 0, id="one covers it"),
        pytest.param([[[0, 40]], [[9, 21]]], 1, id="the shorter of two that cover it"),
        pytest.param([[[10, 14]]], None, id="less than half is covered"),
        pytest.param([[[10, 12], [13, 30]]], 0, id="its second part covers more"),
    ],
)
def test_the_quote_over_a_stretch_where(segments: list, chosen: int | None) -> None:
    quotes = [{"segments": of_one} for of_one in segments]
    assert quote_over({"quotes": quotes}, 10, 20) is (None if chosen is None else quotes[chosen])


def test_labels_name_speaker_cue_and_content_word_by_word(articles: list[Sample]) -> None:
    labels = [LABELS[k] for sentence in quote.sentences_of(articles[0])[-1:] for k in sentence.labels]
    assert [label[:1] for label in labels] == list("BIBBIIO")


def test_the_right_speaker_is_among_the_candidates(articles: list[Sample]) -> None:
    questions = quote.speaker_questions(articles, quote.labelled(articles))
    assert len(questions) == 2 * len(articles)
    assert all(right[0] < len(rows) for rows, right in questions)


def test_what_the_stage_quote_learned_is_saved(folder: Path, shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from xlcheck import weights

    assert quote.main(["--data", str(folder)]) == 0
    assert "quote.npz" in capsys.readouterr().err
    learned = weights.load("quote", NO_ENCODER)
    assert learned is not None
    assert learned["reported"].shape == (quote.REPORTED_SIZE, len(LABELS))
    assert (learned["reported"] * quote.GRID % 1 == 0).all()
    assert learned["speaker"].shape == (quote.SPEAKER_SIZE,)


# Align


def test_the_aligner_learned_is_loaded_for_its_encoder(
    folder: Path, shelf: Path, embedder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = folder / "alignments"
    own.mkdir(exist_ok=True)
    (own / "one.txt").write_text("A: the|1 ferry|2 sank|3 at dawn\nB: a|1 ferry|2 went|3 down|3\n")
    argv = ["align", "--data", str(folder), "--own", str(own), "--workers", "1"]
    monkeypatch.setattr(sys, "argv", argv)
    align.main()
    assert "sure F1 on test" in capsys.readouterr().out
    assert load_head(embedder.digest) is not None
    assert load_head("0" * 64) is None


def test_one_network_learns_what_it_was_shown(folder: Path, embedder, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = align_data.annotated(folder / "mwa_mtref.dev.jsonl", ["train", "dev"])
    network = align_fit.fit(Network, align_data.examples(pairs, embedder), 1, 30)
    losses = [float(line.split()[-1]) for line in capsys.readouterr().err.splitlines()]
    assert losses[-1] < losses[0] / 2
    assert not network.training


def test_what_was_learned_from_is_not_measured_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["align", "--data", str(folder), "--measure", "dev"])
    with pytest.raises(SystemExit):
        align.main()
    assert "also trained on" in capsys.readouterr().err


# Pair


def test_a_translation_makes_quotes_of_its_units(folder: Path) -> None:
    for document in pair_data.documents(folder / "docalign.dev.jsonl", random.Random(1)):
        found, units = pair_data._article(0, document["a_units"], random.Random(2))
        text = found[0].article.text
        assert [text[s:e] for s, e in units] == document["a_units"]
        assert {q.kind for q in found} <= {QuoteKind.DIRECT, QuoteKind.MIXED}
        assert all(0 <= q.start < q.end <= len(text) for q in found)


@pytest.mark.parametrize(
    "unit, least",
    [pytest.param("It rained hard.", 15, id="a short unit stays whole"), pytest.param("a b c d e f", 5, id="words")],
)
def test_a_part_of_a_unit_has_three_words_where(unit: str, least: int) -> None:
    for seed in range(9):
        first, last = pair_data._part(unit, random.Random(seed))
        assert last - first >= least
        assert unit[first:last] in unit
        assert len(words(unit[first:last])) >= 3


@pytest.mark.parametrize(
    "quoted, bare",
    [
        pytest.param("It rained", "It rained", id="no marks"),
        pytest.param("“It rained,”", "It rained", id="curly marks and a comma"),
        pytest.param('" It rained. "', "It rained", id="blanks inside the marks"),
        pytest.param("“”", "”", id="nothing between the marks"),
    ],
)
def test_marks_at_the_ends_are_taken_off(quoted: str, bare: str) -> None:
    start, end = pair_data._bare(quoted, 0, len(quoted))
    assert quoted[start:end] == bare


def test_remarks_of_one_article_never_render_each_other(folder: Path, embedder) -> None:
    model = pair_data.Model(embedder, None)
    cases = pair_data.remarks(folder / "polnear.dev.jsonl", model)
    assert len(cases) == 9
    assert all(np.isnan(case.right[k]) or case.right[k] == 0 for case in cases for k in range(len(case.right)))


def test_a_pair_of_gold_is_right_and_two_others_are_not(folder: Path, embedder) -> None:
    case = pair_data.report_case(folder / "wire" / "case0", pair_data.Model(embedder, None))
    said = {
        tuple(side.span(*where).text for side, where in ((c.a, c.a_range), (c.b, c.b_range))): value
        for c, value in zip(case.candidates, case.right, strict=True)
    }
    assert 1.0 in said.values()
    for (a, b), value in said.items():
        if value == 1:
            assert ("bridge" in a) == ("bridge" in b)
    assert np.isnan(case.linked).all()


def test_two_quotes_of_nothing_have_no_candidates(embedder) -> None:
    side = Article("", "Nothing at all was said.", id=0)
    case = pair_data.Model(embedder, None).case([Quote(side, 0, 7, QuoteKind.DIRECT)], lambda _: 1.0)
    assert case.candidates == []
    assert case.evidence.shape == (0, len(EVIDENCE))


def test_what_pairing_learned_is_written_and_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--data", folder, "--reports", folder / "wire", "--out", tmp_path / "pair.npz"]
    monkeypatch.setattr(sys, "argv", ["pair", *map(str, options)])
    pair.main()
    assert "reports learned from" in capsys.readouterr().out
    with np.load(tmp_path / "pair.npz", allow_pickle=False) as learned:
        assert tuple(learned["evidence"]) == EVIDENCE + SURROUNDINGS + LINKED
        lengths = [len(learned[name]) for name in ("first", "second", "third")]
        assert lengths == [len(names) + 1 for names in (EVIDENCE, SURROUNDINGS, LINKED)]
        assert learned["first"][EVIDENCE.index("speakers differ")] <= 0
