"""Planted changes: what they alter, what they leave, and where they say they are."""

import random

import pytest

from xlcheck.text import words
from xlcheck.train import plant as serious
from xlcheck.train import reword as harmless
from xlcheck.train.edits import Pool, apply
from xlcheck.train.vocabulary import inflected

POOL = Pool.of(
    [
        "On Monday the new envoy met Omar Haddad in the old harbour of Tunis, near the fish market.",
        "After the talks the younger minister flew to Oslo with a large delegation, in the early morning.",
    ]
)
SENTENCE = "The governor said on Tuesday that 40 heavy trucks crossed near Basra and may not be let back in the autumn."


def planted(planter, text: str, seed: int = 1):
    return apply(text, "x", planter(text, words(text), random.Random(seed), POOL))


@pytest.mark.parametrize(
    "planter",
    [
        pytest.param(serious.number, id="no figure stands in it"),
        pytest.param(serious.affirm, id="nothing is denied in it"),
        pytest.param(serious.name, id="no name stands in it"),
        pytest.param(serious.omit_name, id="no name can be left out"),
        pytest.param(serious.modality, id="nothing is conditional in it"),
        pytest.param(harmless.contraction, id="nothing can be contracted"),
        pytest.param(harmless.spelled, id="no number can be spelled out"),
    ],
)
def test_nothing_is_planted_where(planter) -> None:
    assert planted(planter, "The river rose again.") is None


@pytest.mark.parametrize(
    ("planter", "text", "expected"),
    [
        pytest.param(serious.affirm, "They will not leave.", "They will leave.", id="a not taken out"),
        pytest.param(serious.affirm, "They cannot leave.", "They can leave.", id="a cannot turned"),
        pytest.param(serious.negate, "They will leave.", "They will not leave.", id="a not put in"),
        pytest.param(serious.negate, "Troops attacked again.", "Troops did not attack again.", id="a past denied"),
        pytest.param(serious.omit_phrase, "Rain fell in the valley again.", "Rain fell again.", id="a phrase left out"),
        pytest.param(serious.question, "The dam is safe now.", "Is the dam safe now?", id="a statement asked"),
        pytest.param(harmless.contraction, "They do not know.", "They don't know.", id="a contraction"),
        pytest.param(harmless.spelled, "All seven came home.", "All 7 came home.", id="a number in figures"),
        pytest.param(harmless.spelled, "Some 5,000 came home.", "Some 5000 came home.", id="a comma in a number"),
        pytest.param(harmless.fronted, "The ship sank with forty men aboard it in the night.",
                     "In the night, the ship sank with forty men aboard it.", id="a closing phrase to the front"),
    ],
)  # fmt: skip
def test_a_change_reads_as_meant(planter, text: str, expected: str) -> None:
    assert expected in {found.text for seed in range(9) if (found := planted(planter, text, seed))}


@pytest.mark.parametrize("kind", sorted(serious.SERIOUS.keys() - {"antonym", "hypernym", "neighbour"}))
def test_every_serious_planter_finds_a_place_in_a_rich_sentence(kind: str) -> None:
    planter, _ = serious.SERIOUS[kind]
    assert any(planted(planter, SENTENCE, seed) for seed in range(20))


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("sow", [serious.plant, harmless.reword], ids=["serious", "harmless"])
def test_outside_the_stretches_that_it_names_a_change_alters_only_a_capital(sow, seed: int) -> None:
    found = sow(SENTENCE, random.Random(seed), POOL)

    def rest(text: str, stretches) -> str:
        for start, end in sorted(stretches, reverse=True):
            text = text[:start] + text[end:]
        return text.casefold()

    assert rest(SENTENCE, found.before) == rest(found.text, found.after)
    assert found.text != SENTENCE


def test_one_seed_plants_one_change() -> None:
    assert serious.plant(SENTENCE, random.Random(3), POOL) == serious.plant(SENTENCE, random.Random(3), POOL)


def test_another_figure_is_never_the_same_figure() -> None:
    texts = {planted(serious.number, "They sold 30 boats.", seed).text for seed in range(40)}
    assert "They sold 30 boats." not in texts
    assert len(texts) > 5


@pytest.mark.parametrize(
    "planter, text, new",
    [
        pytest.param(serious.number, "They sold thirty boats.", None, id="a number word gives another"),
        pytest.param(serious.affirm, "There is no ship left.", None, id="no becomes an article"),
        pytest.param(serious.affirm, "He cannot say it.", "He can say it.", id="cannot becomes can"),
        pytest.param(serious.affirm, "They won't say it.", "They will say it.", id="won't becomes will"),
        pytest.param(serious.affirm, "They didn't say it.", "They did say it.", id="didn't becomes did"),
        pytest.param(serious.tense, "He will walk home.", "He walked home.", id="what will be was"),
        pytest.param(serious.tense, "They were here then.", None, id="what was is or will be"),
        pytest.param(harmless.contraction, "They did not say so.", "They didn't say so.", id="did not is contracted"),
        pytest.param(harmless.spelled, "They sold 7 boats.", "They sold seven boats.", id="a figure is spelled out"),
        pytest.param(harmless.spelled, "They sold 1,500 boats.", "They sold 1500 boats.", id="a comma goes"),
    ],
)
def test_the_change_is_the_one_named(planter, text: str, new: str | None) -> None:
    found = planted(planter, text)
    assert found.text != text
    assert found.text == (new or found.text)


@pytest.mark.parametrize("planter", [planter for planter, _ in serious.SERIOUS.values()])
def test_marks_alone_offer_no_place(planter) -> None:
    assert planted(planter, "… — …") is None


@pytest.mark.parametrize(
    "word, new, form",
    [
        pytest.param("walk", "run", "run", id="a bare word stays bare"),
        pytest.param("walks", "carry", "carries", id="y after a consonant"),
        pytest.param("walks", "play", "plays", id="y after a vowel"),
        pytest.param("walks", "watch", "watches", id="a hiss"),
        pytest.param("running", "move", "moving", id="a silent e"),
        pytest.param("running", "flee", "fleeing", id="two e"),
        pytest.param("walked", "move", "moved", id="an e at the end of the past"),
        pytest.param("went", "move", "move", id="an irregular form gives none"),
    ],
)
def test_a_planted_word_takes_the_ending_of_the_one_it_replaces(word: str, new: str, form: str) -> None:
    assert inflected(word, new) == form
