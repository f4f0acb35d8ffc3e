"""The same statement in another mouth.

Harmless: “Kim Jong Un” and “the North Korean leader”; a ministry, its spokesman and its statement; “he” for a
name; a title for its bearer; “KCNA” and “the state news agency”.
Drift: said by an expert in one report, by the minister in the other; the premier's words given to the leader; said by
prosecutor Ada Lund in one, by “the judge” in the other, which knows one judge, Per Vik.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlcheck.drift._bearers import bearers_in
from xlcheck.drift._capitals import aliases_in, names
from xlcheck.model import Aligned, Drift, Kind, Quote, Rendering, Severity, Stretch
from xlcheck.names import Likeness, bearers, compare, fold, is_body, is_title, spelt_alike
from xlcheck.text import words

KIND = Kind.ATTRIBUTION
MQM = "accuracy/mistranslation/attribution"

LIKELY = 0.9  # likeness below which the two quotes may be two statements, each with its own speaker


def check(aligned: Aligned) -> Iterator[Drift]:
    """Compare the speakers where both reports name one outright."""
    a, b = aligned.a, aligned.b
    if a.quote is None or b.quote is None or aligned.likeness < LIKELY:
        return
    speakers = _speaker(a, a.quote), _speaker(b, b.quote)
    if (not all(speakers) or _one(*speakers)) and not _foreign(a, b) and not _in_other_office(a, b, speakers):
        return
    message = f"Another speaker: A gives the words to {_told(a.quote)}, B to {_told(b.quote)}."
    yield Drift(KIND, Severity.MAJOR, 0.75, message, _mention(a, a.quote), _mention(b, b.quote))


def _in_other_office(a: Rendering, b: Rendering, speakers: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    """Whether one report names the speaker and the other an office whose bearers it names, none of them that speaker.

    Whom the office stands for need not be settled: any of them is another.
    """
    for nameless, named, name in ((a.quote, b.quote, speakers[1]), (b.quote, a.quote, speakers[0])):
        assert nameless is not None and named is not None
        if not name or not nameless.attributed or nameless.free or not nameless.speaker:
            continue
        if names(words(nameless.speaker)):
            continue
        bearing = bearers_in(nameless.article.text, nameless.speaker)
        if not bearing or any(_one(bearer, name) for bearer in bearing):
            continue
        # A minister here and a minister there are no contradiction, whatever their names.
        office, told = fold(words(nameless.speaker)[-1].text), words(f"{named.speaker} {named.speaker_name}")
        if office not in {fold(word.text) for word in told} and name not in bearers_in(
            named.article.text, nameless.speaker
        ):
            return True
    return False


def _mention(rendering: Rendering, quote: Quote) -> Stretch:
    """Where the speaker is named: in the same paragraph but outside the quote, before 0 or past its end, or the quote.

    The finding is about these words, and offsets outside the rendering are as good in the article as any.
    """
    mention, before, after = (
        quote.speaker or "",
        rendering.before.rfind(quote.speaker or ""),
        rendering.after.find(quote.speaker or ""),
    )
    if before < 0 and after < 0:
        return Stretch(0, len(rendering.text))
    distance = len(rendering.before) - before - len(mention)
    start = (
        before - len(rendering.before)
        if after < 0 or (before >= 0 and distance < after)
        else len(rendering.text) + after
    )
    return Stretch(start, start + len(mention))


def _speaker(rendering: Rendering, quote: Quote) -> tuple[str, ...]:
    """The folded name of the speaker, as far as the report itself puts a name there; empty otherwise.

    Whom a description stands for is a guess, a pronoun too unless its paragraph names nobody else, and whoever goes on
    speaking where nothing says so; a spokesman, his office and its statement are one source.
    """
    if not quote.attributed or quote.free or not quote.speaker or not quote.speaker_name:
        return ()
    if not names(words(quote.speaker)) and not _named_beside(rendering, quote.speaker, quote.speaker_name):
        return ()
    found = names(words(quote.speaker_name))
    if not found or not any(name.sure or name.known for name in found):
        return ()  # a thing that begins the sentence: Satellite images suggest
    return () if all(is_title(word) for word in found[-1].words) else found[-1].words


def _named_beside(rendering: Rendering, mention: str, name: str) -> bool:
    """Whether a pronoun's paragraph names that one person before the quote and no other: Outi Salmela … she told."""
    if fold(mention) not in ("he", "she") or name not in rendering.before:
        return False
    told = words(rendering.before.partition(_opening(rendering.before))[0])
    persons = [found for found in names(told) if not found.known and len(found.full) > 1]
    return {found.words for found in persons} == {found.words for found in names(words(name))}


def _opening(text: str) -> str:
    """The first mark that opens a quote."""
    return next((c for c in text if c in '“"«„‘'), "“")


def _foreign(a: Rendering, b: Rendering) -> bool:
    """Whether an official whom one report leaves nameless serves another state than the one whom the other names."""
    for nameless, named in ((a, b), (b, a)):
        assert nameless.quote is not None and named.quote is not None
        mention, name = nameless.quote.speaker or "", named.quote.speaker_name or ""
        if nameless.quote.speaker_name or not (nameless.quote.attributed and named.quote.attributed):
            continue
        office, _, rest = mention.partition(" in ")
        seat = names(words(rest or _following(nameless, mention)))[:1]
        if not seat or not _OFFICIAL.search(office) or not _OFFICIAL.search(name) or aliases_in(office.split()):
            continue
        theirs, mine = aliases_in(name.split()), bearers(" ".join(seat[0].words))
        if theirs and mine and theirs.isdisjoint(mine):
            return True
    return False


_OFFICIAL = re.compile(
    r"\b(official|minister|ministry|secretary|spokes(?:man|woman|person)|officer|ambassador|diplomat|premier)\b", re.I
)


def _following(rendering: Rendering, mention: str) -> str:
    """The words after ` in ` where that follows the mention at once; "" otherwise."""
    for text in (rendering.before, rendering.after):
        _, found, rest = text.rpartition(f"{mention} in ")
        if found:
            return " ".join(rest.split()[:2])
    return ""


def _one(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Whether both may be one source: one person, or a body and somebody who speaks for it."""
    if compare(x, y, loose=True) is not Likeness.OTHER or spelt_alike(x[-1], y[-1], loose=True):
        return True
    known = [bool(bearers(" ".join(name))) for name in (x, y)]
    if all(known):
        return False
    return any(known) or any(is_body(word) or (len(name) == 1 and word.isupper()) for name in (x, y) for word in name)


def _told(quote: Quote) -> str:
    name, mention = quote.speaker_name, quote.speaker
    return f"“{mention}” ({name})" if name and mention and fold(name) not in fold(mention) else f"“{mention or name}”"
