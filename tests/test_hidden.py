"""What cannot be seen is told; what merely is another language is not."""

import pytest

from xlcheck.hidden import fold, hidden_in, visible

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
