"""Who bears an office in a report: whom “the judge” or “the coast guard spokesman” may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._capitals import Name, names
from xlcheck.lexicon import is_function
from xlcheck.model import Word
from xlcheck.names import fold, is_title
from xlcheck.text import words

_BEFORE, _AFTER = 5, 9  # words beside a name in which an apposition tells its office
_SPOKEN = frozenset("spokesman spokeswoman spokesperson".split())
# Borne by many at once, so that another of them may be meant who is nowhere named.
_COMMON = frozenset("official officer mr mrs ms miss sir dr doctor professor soldier private".split())


def bearers_in(text: str, mention: str) -> tuple[tuple[str, ...], ...]:
    """The folded names of persons beside whom a report tells the office of a mention such as “the judge”."""
    told = [fold(word.text) for word in words(mention) if not word.is_mark and not is_function(word.text)]
    if not told or told[-1] in _COMMON or not (is_title(told[-1]) or told[-1] in _SPOKEN):
        return ()
    office, fields = told[-1], frozenset(told[:-1])
    read = words(text)
    found = []
    for name in names(read):
        if name.known or not any(not is_title(word) for word in name.words):
            continue
        beside = set(_beside(read, name)) | {fold(word) for word in name.full}
        if office in beside or (office in _SPOKEN and fields and fields <= beside):
            found.append(name.words)
    return tuple(dict.fromkeys(found))


def _beside(read: Sequence[Word], name: Name) -> Iterator[str]:
    """The words of the clause right before a name, and of what follows it as its description."""
    for word in reversed(read[max(0, name.start - _BEFORE) : name.start]):
        if word.text in _ENDS:
            break
        yield fold(word.text)
    after = read[name.end : name.end + _AFTER]
    if not after or after[0].text.lower() not in (",", "of", "from", "for", "who"):
        return
    for word in after[1:]:
        if word.text in _ENDS or word.text == ",":
            break
        yield fold(word.text)


_ENDS = frozenset('.;:?!“”"‘')
