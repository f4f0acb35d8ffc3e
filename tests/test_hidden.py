"""What cannot be seen is told; what merely is another language is not."""

import pytest

from xlcheck.hidden import NAMED, fold, hidden_in, suspicious, visible
from xlcheck.model import Note

CLEAN = [
    pytest.param("Plain ASCII, nothing else.", id="ASCII"),
    pytest.param("“Où est l’hôtel ?” — naïve façade, Łódź", id="accents and curly marks"),
    pytest.param("Россия и НАТО: «нет»", id="Russian"),
    pytest.param("Το Βέλγιο και η Ελλάδα", id="Greek"),
    pytest.param("The paper Правда wrote “нет” on Monday", id="a Russian word in an English sentence"),
    pytest.param("조선중앙통신 「発表」 中国", id="Korean, Japanese, Chinese"),
    pytest.param("می‌خواهم", id="a joiner that Persian needs"),
    pytest.param("👩‍🚀 lifted off", id="a joiner inside an emoji"),
    pytest.param("\ufeffA byte order mark at the head", id="a byte order mark"),
]


@pytest.mark.parametrize("text", CLEAN)
def test_honest_text_has_no_note(text: str) -> None:
    assert hidden_in(text) == ()


@pytest.mark.parametrize("text", [param for param in CLEAN if "joiner" not in param.id and "byte" not in param.id])
def test_honest_text_is_no_suspect(text: str) -> None:
    assert not suspicious(text)
    assert visible(text) == (text, list(range(len(text))))


DECEIVING = [
    pytest.param("nuc\u200blear", "nuclear", "U+200B", id="a zero-width space in a word"),
    pytest.param("nuc\u00adlear", "nuclear", "U+00AD", id="a soft hyphen"),
    pytest.param("will \u202enot\u202c attack", "will not attack", "U+202E", id="words turned round"),
    pytest.param("no\u2060t", "not", "U+2060", id="a word joiner"),
    pytest.param("\U000e0041deterrent", "deterrent", "U+E0041", id="a tag character"),
    pytest.param("Кim Jong Un", "Kim Jong Un", "U+041A", id="a Cyrillic capital in a name"),
    pytest.param("nuclеar", "nuclear", "U+0435", id="a Cyrillic e"),
    pytest.param("Ηwasong", "Hwasong", "U+0397", id="a Greek capital"),
    pytest.param("ｎot", "not", "U+FF4E", id="a full-width letter"),
    pytest.param("𝐧ot", "not", "U+1D427", id="a mathematical bold letter"),
]


@pytest.mark.parametrize(("text", "meant", "code"), DECEIVING)
def test_a_deception_is_undone_and_named(text: str, meant: str, code: str) -> None:
    plain, places = visible(text)
    assert plain == meant
    assert [fold(text)[i] for i in places] == list(plain)
    assert code in " ".join(note.message for note in hidden_in(text))
    assert suspicious(text)


def test_a_note_names_what_where_and_how_often() -> None:
    assert hidden_in("no\u200bt th\u200bis", 3) == (
        Note(
            "hidden-characters",
            "holds characters that cannot be seen: U+200B (2 in all); comparing ignores them",
            3, 2, 3,
        ),
    )  # fmt: skip
    assert hidden_in("a nuclеar word") == (
        Note(
            "look-alikes",
            "holds letters that look like others: U+0435 (1 in all); comparing ignores them",
            None, 6, 7,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(("more", "told"), [(0, ""), (1, " and 1 more"), (3, " and 3 more")])
def test_a_note_names_five_and_counts_the_rest(more: int, told: str) -> None:
    unseen = [chr(0x2060 + n) for n in range(NAMED + more)]
    codes = ", ".join(f"U+{ord(c):04X}" for c in unseen[:NAMED])
    assert f": {codes}{told} ({NAMED + more} in all);" in hidden_in("a" + "b".join(unseen))[0].message


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        pytest.param("می\u200cخواهم", False, id="a non-joiner after a Persian letter"),
        pytest.param("\u200fشب", False, id="a mark of direction before one"),
        pytest.param("شب\u200f", False, id="and after one, at the end"),
        pytest.param("שב\u061c", False, id="an Arabic letter mark after a Hebrew letter"),
        pytest.param("no\u200ct", True, id="a non-joiner between Latin letters"),
        pytest.param("нет\u200dда", True, id="a joiner between Cyrillic ones"),
        pytest.param("“\u200e he said", True, id="a mark of direction after an opening mark of quotation"),
        pytest.param("a \u200e b", True, id="a mark of direction between blanks"),
        pytest.param("شب\u200b", True, id="a blank of no width, which no script needs"),
        pytest.param("x\ufeffy", True, id="a byte order mark within"),
        pytest.param("\u200bx", True, id="something else at the head"),
    ],
)
def test_a_joiner_is_let_pass_only_where_a_script_needs_it(text: str, noted: bool) -> None:
    assert bool(hidden_in(text)) is noted
