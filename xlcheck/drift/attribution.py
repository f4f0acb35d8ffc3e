"""The same statement in another mouth, or through another source.

Harmless: “Kim Jong Un” and “the North Korean leader”; a ministry, its spokesman and its statement; “he” for a name; a title for its
bearer; “KCNA” and “the state news agency”.
Drift: said by an expert in one report, by the minister in the other; the premier's words given to the leader.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.lexicon import is_function
from xlcheck.model import Aligned, Drift, Kind, Quote, Severity, Stretch
from xlcheck.names import Likeness, compare, fold, is_title
from xlcheck.text import words

KIND = Kind.ATTRIBUTION
MQM = "accuracy/mistranslation/attribution"


def check(aligned: Aligned) -> Iterator[Drift]:
    """Compare the speakers that both reports name for the statement."""
    a, b = aligned.a, aligned.b
    if a.quote is None or b.quote is None or not (a.quote.attributed and b.quote.attributed):
        return
    speakers = _speaker(a.quote), _speaker(b.quote)
    if not all(speakers):
        return
    if _one(*speakers) or _one(speakers[0], b.quote.source or "") or _one(speakers[1], a.quote.source or ""):
        return
    message = f"Another speaker: a gives the words to {_told(a.quote)}, b to {_told(b.quote)}."
    yield Drift(KIND, Severity.MAJOR, 0.7, message, Stretch(0, len(a.text)), Stretch(0, len(b.text)))


def _speaker(quote: Quote) -> str:
    return quote.speaker_name or quote.speaker or ""


def _told(quote: Quote) -> str:
    name, mention = quote.speaker_name, quote.speaker
    return f"“{mention}” ({name})" if name and mention and fold(name) != fold(mention) else f"“{name or mention}”"


def _proper(mention: str) -> tuple[str, ...]:
    """The folded words of the person or body named; empty for a pronoun or a description."""
    found = [w for w in words(mention) if not w.is_mark and w.text[0].isupper() and not is_function(w.text)]
    return tuple(fold(w.text) for w in found if not is_title(w.text))


def _one(x: str, y: str) -> bool:
    """Whether both may be one source; true where either is not named well enough to tell."""
    names = _proper(x), _proper(y)
    if not all(names):
        return True
    return compare(*names) is not Likeness.OTHER or bool(set(names[0]) & set(names[1]))


