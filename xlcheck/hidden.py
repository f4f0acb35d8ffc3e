"""Characters that a reader does not see, or takes for others: matching ignores them, the reader is told.

Look-alikes count only in a word that mixes scripts, as in Unicode's UTS #39: a Russian word in an English report is no
deception, a Cyrillic letter inside an English word is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from xlcheck.model import Note

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
"""Soft hyphens, zero-width characters, direction controls, fillers, tags."""

_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅЗаеосрухіјѕԁһԛԝցհոսօΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιυν",
    "ABEKMHOPCTYXIJS3aeocpyxijsdhqwghnuoABEZHIKMNOPTYXoiuv",
)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WIDE = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
_LINE = re.compile(r"[^\n]+")
_ASCII_LETTER = re.compile("[A-Za-z]")
# A line with one kana, syllable or ideograph to so many letters is written in an East Asian language.
LETTERS_A_SIGN = 4
NAMED = 5  # code points a note spells out before it only counts


def visible(text: str) -> tuple[str, list[int]]:
    """Return `text` as a reader takes it, and for each of its characters the offset in `text`."""
    kept = [i for i, c in enumerate(text) if not INVISIBLE.match(c)]
    return fold("".join(text[i] for i in kept)), kept


def suspicious(text: str) -> bool:
    """Tell whether `text` holds anything that `visible` changes. Linear, and quick for clean text."""
    if text.isascii():
        return False
    return INVISIBLE.search(text) is not None or fold(text) != text


def fold(text: str) -> str:
    """Put the letters meant in the place of look-alikes, one for one, so that offsets stay."""
    if _WIDE.search(text):
        text = _WIDE.sub(_compatible, text)
    if not _FOREIGN.search(text):
        return text
    return _WORD.sub(lambda m: m.group().translate(_LOOKALIKES) if _LATIN.search(m.group()) else m.group(), text)


def _compatible(match: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", match.group())
    return plain if len(plain) == 1 else match.group()


def hidden_in(text: str, article: int | None = None) -> tuple[Note, ...]:
    """One note for invisible characters and one for look-alikes, with their code points; none for clean text."""
    if text.isascii():
        return ()
    # A joiner between letters of a script that needs it, or in an emoji, hides nothing.
    unseen = [m.start() for m in INVISIBLE.finditer(text) if not _needed(text, m.start())]
    folded = fold(text)
    alike = [i for i, (c, d) in enumerate(zip(text, folded, strict=True)) if c != d]
    if alike and _east_asian().search(text):
        usual = _usual_width(text)
        alike = [i for i in alike if i not in usual]
    return tuple(
        Note(code, f"{what}: {_named(text, places)}; comparing ignores them", article, places[0], places[0] + 1)
        for code, what, places in (
            ("hidden-characters", "holds characters that cannot be seen", unseen),
            ("look-alikes", "holds letters that look like others", alike),
        )
        if places
    )


@cache
def _east_asian() -> re.Pattern[str]:
    """Kana, syllables, ideographs; made when first needed, since planes so high take 3 ms to compile."""
    return re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


def _usual_width(text: str) -> set[int]:
    """Where full-width signs stand as Chinese and Japanese are typed: not beside letters of the usual width."""
    usual: set[int] = set()
    for row in _LINE.finditer(text):
        letters = len(_ASCII_LETTER.findall(row.group()))
        if len(_east_asian().findall(row.group())) * LETTERS_A_SIGN <= letters:
            continue
        for i in range(*row.span()):
            beside = text[max(0, i - 1) : i] + text[i + 1 : i + 2]
            if "\uff01" <= text[i] <= "\uff5e" and not (text[i].isalpha() and _ASCII_LETTER.search(beside)):
                usual.add(i)
    return usual


def _needed(text: str, at: int) -> bool:
    if at == 0 and text[at] == "\ufeff":
        return True
    if text[at] not in "\u200c\u200d\u200e\u200f\u061c":
        return False
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return any(ord(c) > 0x58F and not c.isspace() and unicodedata.category(c) != "Pi" for c in around)


def _named(text: str, places: list[int]) -> str:
    codes = list(dict.fromkeys(f"U+{ord(text[i]):04X}" for i in places))
    more = f" and {len(codes) - NAMED} more" if len(codes) > NAMED else ""
    return f"{', '.join(codes[:NAMED])}{more} ({len(places)} in all)"
