"""What the lexicon says of words: harmless pairs first."""

import subprocess
import sys

import pytest

from xlcheck.lexicon import (
    Relation,
    degree,
    forms,
    is_figure,
    is_function,
    is_grave,
    is_hedge,
    is_light,
    is_modal,
    is_negative,
    is_redundant,
    is_restricting,
    known,
    lemma,
    loaded_steps,
    misspelled,
    normalise,
    rarity,
    related,
    same_word,
)
from xlcheck.lexicon.wordnet import wordnet


@pytest.mark.parametrize(
    "british, american",
    [
        pytest.param("Colour", "color", id="our"),
        pytest.param("organised", "organized", id="ise"),
        pytest.param("analyse", "analyze", id="yse"),
        pytest.param("theatres", "theaters", id="re in the plural"),
        pytest.param("travelling", "traveling", id="doubled l"),
        pytest.param("dialogues", "dialogs", id="ogue"),
        pytest.param("manoeuvres", "maneuvers", id="two at once"),
        pytest.param("paediatric", "pediatric", id="ae"),
        pytest.param("aeroplanes", "airplanes", id="a listed variant in the plural"),
        pytest.param("ministry’s", "ministry", id="possessive"),
        pytest.param("Café", "cafe", id="accent"),
        pytest.param("N.A.T.O.", "nato", id="points of an abbreviation"),
        pytest.param("exercised", "exercised", id="an ise that is no suffix"),
        pytest.param("four", "four", id="an our that is no suffix"),
    ],
)
def test_spelling_folds(british, american):
    assert normalise(british) == normalise(american) == american


def test_the_country_is_not_the_pronoun():
    assert normalise("US") == normalise("U.S.") != normalise("us")


@pytest.mark.parametrize(
    "word, form",
    [
        ("struck", "strike"),
        ("meetings", "meeting"),
        ("building", "building"),
        ("agreed", "agree"),
        ("news", "news"),
        ("women", "woman"),
    ],
)
def test_lemma(word, form):
    assert lemma(word) == form


def test_a_word_may_be_a_form_of_several():
    assert forms("meetings") >= {"meeting", "meetings"}
    assert forms("left") >= {"left", "leave"}


@pytest.mark.parametrize(
    "x, y",
    [("regret", "regretted"), ("attacker", "attack"), ("Poland", "Poland's"), ("denuclearise", "denuclearisation")],
)
def test_same_word(x, y):
    assert same_word(x, y) and same_word(y, x)
    assert related(x, y) is Relation.SAME


@pytest.mark.parametrize("x, y", [("employer", "employee"), ("port", "portion"), ("hope", "hopeless"), ("four", "for")])
def test_words_that_only_look_alike(x, y):
    assert not same_word(x, y)


@pytest.mark.parametrize(
    "x, y, slip",
    [
        ("goverment", "government", True),
        ("thier", "their", True),
        ("bcak", "back", True),
        ("now", "not", False),
        ("Kim", "Kin", False),
    ],
)
def test_slips_of_the_keyboard(x, y, slip):
    assert misspelled(x, y) is misspelled(y, x) is slip


@pytest.mark.parametrize(
    "x, y, relation",
    [
        pytest.param("manner", "way", Relation.SYNONYM, id="synonyms in WordNet"),
        pytest.param("drills", "manoeuvres", Relation.SYNONYM, id="synonyms by hand, inflected"),
        pytest.param("carry out", "execute", Relation.SYNONYM, id="a phrase and a word"),
        pytest.param("focused", "adjusted", Relation.NEAR, id="one group of verbs"),
        pytest.param("offensive", "defensive", Relation.ANTONYM, id="opposites by hand"),
        pytest.param("rapid", "sluggish", Relation.ANTONYM, id="opposites through the words they are like"),
        pytest.param("reliable", "unreliable", Relation.ANTONYM, id="opposites by a prefix"),
        pytest.param("hopeful", "hopeless", Relation.ANTONYM, id="opposites by a suffix"),
        pytest.param("missile", "weapon", Relation.HYPERNYM, id="the more general term"),
        pytest.param("epidemiologist", "scientist", Relation.HYPERNYM, id="two steps more general"),
        pytest.param("bridge", "harvest", Relation.UNKNOWN, id="strangers"),
        pytest.param("Monday", "Tuesday", Relation.UNKNOWN, id="two of a kind"),
    ],
)
def test_related(x, y, relation):
    assert related(x, y) is related(y, x) is relation


def test_loaded_words_are_steps_apart():
    assert loaded_steps("hits", "annihilated") == -loaded_steps("annihilated", "hits") == 3
    assert loaded_steps("says", "insists") == 2
    assert loaded_steps("hit", "sang") == 0


def test_degrees_rise():
    steps = [degree(word) for word in ("barely", "slightly", "somewhat", "sharply", "extremely", "completely")]
    assert steps == sorted(steps) == list(range(6))
    assert degree("bridge") is None


def test_a_rare_word_says_more():
    assert 0 <= rarity("the") < rarity("way") < rarity("missile") < rarity("epidemiologist") <= 1


def test_classes_of_words():
    assert is_function("Which") and not is_function("missile")
    assert is_light("matters") and not is_light("missile")
    assert is_redundant("really") and is_restricting("only") and is_hedge("reportedly") and is_grave("nuclear")
    assert is_figure("2,000") and is_figure("Twelve") and not is_figure("missile")
    assert is_negative("cannot") and is_modal("might") and not is_modal("missile")
    assert known("children's") and not known("qwzx")


def test_importing_the_lexicon_reads_no_table():
    code = (
        "import xlcheck.lexicon, sys; from xlcheck.lexicon.wordnet import wordnet; print(wordnet.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0\n"


def test_every_word_of_the_tables_is_found_at_its_place() -> None:
    places = wordnet().places
    words = list(places)
    assert words == sorted(words)
    assert len(words) == len(places)
    assert all(places.get(words[i]) == i for i in (0, 1, *range(2, len(words), 97), len(words) - 2, len(words) - 1))


@pytest.mark.parametrize("word", ["", " ", "zzzz", "\0", "a\nb", "größe", "\udc80"], ids=ascii)
def test_what_is_no_word_has_no_place(word: str) -> None:
    assert wordnet().places.get(word) is None
    assert word not in wordnet().places
