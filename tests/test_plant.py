"""Planted changes: what they alter, what they leave, and where they say they are."""

import random

import pytest

from xlcheck.text import words
from xlcheck.train import plant as serious
from xlcheck.train import reword as harmless
from xlcheck.train.plant import Pool, apply

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
