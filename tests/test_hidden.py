"""What cannot be seen is told; what merely is another language is not."""

import random

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
WIDE = [
    pytest.param("外务省说：“不会”，（完）！", id="Chinese with its own commas and brackets"),
    pytest.param("ＮＨＫは２０２４年にＵＳＡへ。", id="Japanese with letters as wide as its own"),
    pytest.param("2024年，NHKが報じた？", id="a wide comma beside letters of the usual width"),
]


@pytest.mark.parametrize("text", CLEAN + WIDE)
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


# One of each script: letters as they are typed, with the joiners, marks and widths that they need.
LANGUAGES = {
    "English": "the minister said no talks were planned before winter COVID-19 5G 2,000 µg",
    "French": "l’hôtel où naïve façade cœur préfecture « là » « oui » aujourd’hui",
    "Polish": "Łódź źródło żołnierz pięć ósmy „nie” ćwiczenia",
    "Turkish": "İstanbul ışık ağaç güneş çocuk “hayır”",
    "Vietnamese": "Hà Nội không được nước người Việt",
    "German": "Straße „nicht“ Übung Größe Äußerung",
    "Russian": "министр США IT-компания «нет» ёлка в Су-35 не 3D-принтер",
    "Ukrainian": "міністр їжа є ґанок «ні» об’єкт",
    "Serbian": "министар љубав њега џеп „не“ ћирилица",
    "Greek": "ο υπουργός είπε «όχι» στην Αθήνα ΝΑΤΟ",
    "Armenian": "նախարարը ասաց «ոչ» Երևան",
    "Georgian": "მინისტრმა თქვა „არა“ თბილისი",
    "Hebrew": "השר אמר „לא” צה״ל ירושלים\u200f",
    "Arabic": "قال الوزير «لا» ،الحرب؟ القاهرة",
    "Persian": "می\u200cخواهم نمی\u200cشود وزیر «نه» کتاب\u200cها",
    "Hindi": "मंत्री ने कहा “नहीं” क्\u200dष दिल्ली",
    "Bengali": "মন্ত্রী বলেন “না” র\u200d্যাব ঢাকা",
    "Thai": "รัฐมนตรี กล่าวว่า “ไม่” กรุงเทพ",
    "Chinese": "外务省发言人说，“不会”！（新华社）２０２４年：NATO、北约？",
    "Japanese": "外務省は「ない」とＮＨＫに述べた。２０２４年、NHK（東京）！",
    "Korean": "외무성 대변인은 “없다”고 밝혔다. NHK 2024년 《로동신문》",
    "Emoji": "👩\u200d🚀 👨\u200d👩\u200d👧 ❤️ 🇰🇵 ok 1️⃣",
}


def article(chance: random.Random) -> str:
    """A few lines, each of one language: words of it in any order."""
    names = chance.choices(tuple(LANGUAGES), k=chance.randint(1, 4))
    lines = (" ".join(chance.choices(LANGUAGES[name].split(" "), k=chance.randint(3, 40))) for name in names)
    return chance.choice(("", "\ufeff")) + "\n".join(lines)


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.slow)])
def test_no_clean_article_of_any_language_has_a_note(count: int) -> None:
    chance = random.Random(count)
    noted = [(text, hidden_in(text)) for text in (article(chance) for _ in range(count)) if hidden_in(text)]
    assert noted == []


TRICKS = (
    "nuc\u200blear", "nuc\u200clear", "nuc\u200dlear", "nuc\u00adlear", "no\u2060t", "no\ufefft", "no\u034ft",
    "no\u180et", "no\u115ft", "no\u2063t", "\u202enot\u202c", "\u2066not\u2069", "\u202dnot\u202c", "\u200enot",
    "\u200fnot", "not\U000e0061", "not\U000e007f", "not\ufff9", "nоt", "Кim", "nuclеar", "Ηwasong", "Pyоngyang", "раct",
    "mіssile", "ѕtate", "ｎot", "ｎｏｔ", "𝐧ot", "ոot",
)  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS, ids=ascii)
def test_each_of_thirty_deceptions_is_noted(trick: str) -> None:
    assert len(set(TRICKS)) == 30
    for text in (f"They will {trick} strike, he said.", f"{trick} 平壤 said they will strike the town.", trick):
        (note,) = hidden_in(text)
        assert f"U+{next(ord(c) for c in trick if not c.isascii()):04X}" in note.message
