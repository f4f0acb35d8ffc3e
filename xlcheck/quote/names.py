"""Whom a mention stands for: the fullest name that the article gives to "he", "Kim", "the marshal", "the ministry"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass

from xlcheck.quote import cues
from xlcheck.quote.layout import Layout
from xlcheck.quote.mentions import Mention, MentionKind, Mentions

SENTENCES_BACK = 4  # how far a pronoun may reach
LONGEST_NAME = 4  # longer runs of capitals are headlines or lists
INDEFINITE = frozenset(("a", "an", "one", "another", "some", "several", "two", "three", "many", "unnamed", "other"))
_ARTICLES = ("a", "an")  # A Chinese ship, at the start of a sentence
_BODIES = frozenset(
    """
    party committee commission ministry agency council government university institute association union bank
    company group court house senate congress parliament department office bureau army navy force forces times
    post news journal press states nations korea america russia china japan states kingdom republic north south
    east west us u.s. uk eu un nato kcna
    """.split()
)


@dataclass(frozen=True, slots=True)
class _Name:
    tokens: tuple[str, ...]
    text: str
    person: bool
    female: bool | None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an article: each mention's own, the fullest form of each, and who holds which role from where on."""

    own: dict[int, _Name]
    fullest: dict[tuple[str, ...], _Name]
    roles: dict[str, list[tuple[int, str]]]
    persons: frozenset[str]

    @classmethod
    def of(cls, text: str, layout: Layout, mentions: Mentions) -> Names:
        """Collect them."""
        # What a thing happens "in" is a place.
        places = {layout.low[i + 1] for i in range(len(layout.low) - 1) if layout.low[i] == "in"}
        everyone = [mention for sentence in mentions.by_sentence for mention in sentence]
        named = [(mention, _name(text, layout, mention, places)) for mention in everyone]
        own = {mention.start: name for mention, name in named if name is not None}
        fullest = _fullest(list(own.values()))
        roles: dict[str, list[tuple[int, str]]] = {}
        for mention in everyone:
            name = fullest[own[mention.start].tokens] if mention.start in own else None
            if name is not None and name.person:
                for word in layout.low[mention.start : mention.end]:
                    if word in cues.ROLES or word in cues.TITLES:
                        roles.setdefault(word, []).append((mention.start, name.text))
        persons = frozenset(name.text for name in fullest.values() if name.person)
        return cls(own, fullest, roles, persons)

    def resolve(self, layout: Layout, mentions: Mentions, mention: Mention, said_last: str | None) -> str | None:
        """Whom `mention` stands for, None where the article does not tell; `said_last` is who spoke before."""
        if mention.start in self.own:
            return self.fullest[self.own[mention.start].tokens].text
        word = layout.low[mention.head]
        if mention.kind is MentionKind.PRONOUN:
            if word in ("he", "his", "she", "her", "who"):
                female = {"he": False, "his": False, "she": True, "her": True}.get(word)
                return self._person(layout, mentions, mention, female, said_last)
            return self._body(layout, mentions, mention) if word == "it" else None
        written = layout.low[mention.start : mention.end]
        if mention.kind is not MentionKind.ROLE or INDEFINITE & set(written):
            return None
        holder = self._holder(word, mention.start)
        if holder is None and written[0] == "the" and word in cues.TITLES:
            # "the marshal" of an article that never says which: whoever it spoke of last.
            return self._person(layout, mentions, mention, None, said_last)
        return holder

    def is_person(self, name: str) -> bool:
        """Whether `name`, as `resolve` gives it, names a person and not a body or a place."""
        return name in self.persons

    def _holder(self, role: str, before: int) -> str | None:
        """Who was last called so before the word `before`, else who is first called so after it."""
        held = self.roles.get(role)
        if not held:
            return None
        return held[max(0, bisect_left(held, (before, "")) - 1)][1]

    def _person(
        self, layout: Layout, mentions: Mentions, mention: Mention, female: bool | None, said_last: str | None
    ) -> str | None:
        """The nearest sentence's person that fits, one that opens it or speaks in it before the others."""
        here = layout.sentence[mention.start]
        for sentence in range(here, max(-1, here - SENTENCES_BACK - 1), -1):
            fits = [
                other
                for other in mentions.by_sentence[sentence]
                if other.start < mention.start and self._fits(other, female)
            ]
            if not fits:
                continue
            who = (
                fits[-1] if layout.low[mention.head] == "who" else next((m for m in fits if _leads(layout, m)), fits[0])
            )
            return self.fullest[self.own[who.start].tokens].text
        return said_last

    def _fits(self, mention: Mention, female: bool | None) -> bool:
        name = self.own.get(mention.start)
        if name is None or not self.fullest[name.tokens].person:
            return False
        return female is None or name.female is None or name.female == female

    def _body(self, layout: Layout, mentions: Mentions, mention: Mention) -> str | None:
        here = layout.sentence[mention.start]
        for sentence in range(here, max(-1, here - 2), -1):
            for other in mentions.by_sentence[sentence]:
                name = self.own.get(other.start)
                if name is not None and other.start < mention.start and not self.fullest[name.tokens].person:
                    return self.fullest[name.tokens].text
        return None


def _name(text: str, layout: Layout, mention: Mention, places: Container[str]) -> _Name | None:
    """The name that a mention bears, without article, titles, possessive and description."""
    if mention.kind is not MentionKind.NAME:
        return None
    last = mention.head
    first = last
    while first > mention.start and _belongs(layout, first - 1):
        first -= 1
    female: bool | None = None
    for i in range(mention.start, mention.end):
        if layout.low[i] in cues.FEMININE:
            female = True
        elif layout.low[i] in cues.MASCULINE:
            female = False
    titled = any(layout.low[i] in cues.TITLES for i in range(mention.start, last))
    while first < last and (
        layout.low[first] in cues.TITLES or layout.low[first] in _ARTICLES or layout.words[first].is_mark
    ):
        titled = titled or layout.low[first] not in _ARTICLES
        first += 1
    tokens = tuple(layout.low[i] for i in range(first, last + 1) if not layout.words[i].is_mark)
    if not tokens:
        return None
    end = layout.words[last].end
    written = text[layout.words[first].start : end]
    for owning in ("'s", "’s"):
        written = written.removesuffix(owning)
    the = layout.low[mention.start] == "the" and not titled
    # One word alone may be a town, a month or a metal; it is a person where a longer name or a title says so.
    person = titled or not (
        len(tokens) == 1 or the or any(token in _BODIES or token in places for token in tokens) or written.isupper()
    )
    return _Name(tokens, written, person, female)


def _belongs(layout: Layout, i: int) -> bool:
    text = layout.words[i].text
    if text in "-–." and layout.words[i].end == layout.words[i + 1].start:
        return True
    if text == "." and i:
        return len(layout.words[i - 1].text) <= 3
    return text[0].isupper() or layout.low[i] in ("of", "de", "la", "von", "van", "bin", "al", "el", "del")


def _fullest(names: Sequence[_Name]) -> dict[tuple[str, ...], _Name]:
    """For each name the longest one, of at most four words, that begins or ends with it; the first of equals."""
    longest: dict[tuple[str, ...], _Name] = {}
    for name in names:
        n = len(name.tokens)
        parts = {name.tokens, *(name.tokens[k:] for k in range(n)), *(name.tokens[:k] for k in range(1, n))}
        for part in parts if n <= LONGEST_NAME else {name.tokens}:
            best = longest.get(part)
            if best is None or len(best.tokens) < n <= LONGEST_NAME:
                longest[part] = name
    return {name.tokens: longest[name.tokens] for name in names}


def _leads(layout: Layout, mention: Mention) -> bool:
    start = layout.sentences[layout.sentence[mention.start]][0]
    after = layout.low[mention.end : mention.end + 3]
    before = layout.low[mention.start - 1] if mention.start else ""
    return mention.start == start or any(word in cues.SAYING for word in after) or before in cues.PLAIN
