"""Mentions of people and bodies: names, pronouns and noun phrases that could be a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from xlcheck.model import Word
from xlcheck.quote import cues
from xlcheck.quote.layout import Layout


class MentionKind(StrEnum):
    """How a mention names."""

    PRONOUN = "pronoun"
    NAME = "name"
    ROLE = "role"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start:end`; `head` is the word that names."""

    start: int
    end: int
    head: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of an article, by sentence."""

    by_sentence: tuple[tuple[Mention, ...], ...]

    @classmethod
    def of(cls, layout: Layout) -> Mentions:
        """Find them all, once."""
        return cls(
            tuple(
                tuple(mentions_in(layout.words, layout.low, first, last, layout.quoted))
                for first, last in layout.sentences
            )
        )


NOT_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec today yesterday
    tomorrow asked according meanwhile however also still then there here but and or so yet if when while after
    before in on at by for from with as of to what how why where that this these those not no yes even only just
    once later earlier last next now since such although though despite during until whether among because
    unless nor whereas amid besides perhaps indeed thus therefore moreover
    """.split()
)
_JOINS = frozenset("of for and the de la del von van bin al el & di da".split())
_ADVERBS = frozenset("always sometimes nowadays afterwards besides perhaps thus less towards".split())
MONTH_NAMES = frozenset(("may", "march", "april", "august"))  # that people bear too
LONGEST = 14
LONGEST_DUTY, DUTIES = 7, ("of", "for", "at", "in", "from")


def mentions_in(
    words: Sequence[Word], low: Sequence[str], first: int, last: int, quoted: Sequence[int]
) -> list[Mention]:
    """Mentions among the words `first:last` that stand outside marks, in text order."""
    found: list[Mention] = []
    i = after_dateline(words, low, first, last)
    while i < last:
        if quoted[i] >= 0:
            i += 1
            continue
        mention = _at(words, low, i, first, last, quoted)
        if mention is None:
            i += 1
        else:
            found.append(mention)
            i = mention.end
    return _with_appositions(words, low, found)


def after_dateline(words: Sequence[Word], low: Sequence[str], first: int, last: int) -> int:
    """Past "SEOUL, April 17 (Agency) - ": capitals first, a dash or colon within a few words."""
    capitals = first < last and words[first].text.isupper() and len(words[first].text) > 1
    if capitals or (first < last and low[first] == "("):
        for i in range(first + 1, min(last, first + 14)):
            if words[i].text in "-–—―" and words[i].start > words[i - 1].end:
                return i + 1
    return first


def _with_appositions(words: Sequence[Word], low: Sequence[str], found: list[Mention]) -> list[Mention]:
    """Join what names one person: "its spokesperson, Ann Low", "Ann Low, a farmer", "a farmer named Low".

    The role may go on: "the head of the delegation, Ann Low,".
    """
    joined: list[Mention] = []
    for mention in found:
        for depth in range(min(3, len(joined)), 0, -1):
            first = joined[-depth]
            if _named(low, first, mention) or _in_apposition(low, first, mention):
                head = first.head if first.kind is MentionKind.NAME else mention.head
                joined[-depth:] = [Mention(first.start, mention.end, head, MentionKind.NAME)]
                break
        else:
            joined.append(mention)
    return joined


def _named(low: Sequence[str], one: Mention, two: Mention) -> bool:
    return (
        one.kind is MentionKind.ROLE
        and two.kind is MentionKind.NAME
        and two.start == one.end + 1
        and low[one.end] in ("named", "called")
    )


def _in_apposition(low: Sequence[str], one: Mention, two: Mention) -> bool:
    if two.start == 0 or low[two.start - 1] != "," or {one.kind, two.kind} != {MentionKind.NAME, MentionKind.ROLE}:
        return False
    before = low[one.start - 1] if one.start else ""
    follows = low[two.end] if two.end < len(low) else "."
    if one.kind is MentionKind.NAME:
        # "In Seoul, the ministry said" names a place and then a speaker.
        return two.start == one.end + 1 and before not in cues.PREPOSITIONS and follows not in cues.SAYING
    between = low[one.end : two.start - 1]
    if between and (len(between) > LONGEST_DUTY or between[0] not in DUTIES or not all(map(str.isalpha, between))):
        return False
    if any(word in cues.SAYING or word in cues.AUXILIARIES or word in cues.PRONOUNS for word in between):
        return False
    return before in cues.PLAIN or follows in (",", ".", ";", ":")


def _at(
    words: Sequence[Word], low: Sequence[str], i: int, first: int, last: int, quoted: Sequence[int]
) -> Mention | None:
    word = low[i]
    if word in cues.PRONOUNS and words[i].text != "US":
        return Mention(i, i + 1, i, MentionKind.PRONOUN)
    if word == "that" and i + 1 < last and (low[i + 1] in cues.DETERMINERS or words[i + 1].text[0].isupper()):
        return None
    if word in cues.DETERMINERS:
        end, head, kind = _noun_phrase(words, low, i + 1, last, quoted)
        owner = _owned(words, low, i, end, last, quoted) if end > i + 1 else None
        return owner or (Mention(i, end, head, kind) if end > i + 1 else None)
    if _is_name(words, low, i, first):
        end = _name_end(words, low, i, last, quoted)
        owner = _owned(words, low, i, end, last, quoted)
        if owner is not None:
            return owner
        # "ministry officials", "Trump campaign spokesman": the lower-case role after a name goes with it.
        further, head, kind = _noun_phrase(words, low, end, last, quoted)
        if further > end and kind is not MentionKind.OTHER:
            return Mention(i, further, head, kind)
        if end == i + 1 and _plural_follows(words, low, i, first, last):
            return Mention(i, i + 2, i + 1, MentionKind.ROLE)
        return Mention(i, end, end - 1, MentionKind.NAME)
    if word in cues.ROLES:
        end, head, kind = _noun_phrase(words, low, i, last, quoted)
        return Mention(i, max(end, i + 1), head, kind if end > i else MentionKind.ROLE)
    if words[i].text[0].islower() and i + 1 < last and low[i + 1] in cues.ROLES and _modifies(low, i):
        end, head, kind = _noun_phrase(words, low, i, last, quoted)
        return Mention(i, end, head, kind) if end > i + 1 else None
    return None


def _owned(
    words: Sequence[Word], low: Sequence[str], start: int, end: int, last: int, quoted: Sequence[int]
) -> Mention | None:
    """What a possessive leads to, where it can speak: "the ministry's spokesman", "the rebels' envoy"."""
    owning = words[end - 1].text.endswith(("'s", "’s"))
    if not owning and end < last and words[end].text in "'’" and quoted[end] < 0 and words[end - 1].text.endswith("s"):
        owning, end = words[end].start == words[end - 1].end, end + 1
    if not owning or end >= last:
        return None
    further, head, kind = _noun_phrase(words, low, end, last, quoted)
    return Mention(start, further, head, kind) if further > end and kind is not MentionKind.OTHER else None


def _modifies(low: Sequence[str], i: int) -> bool:
    """A word that may stand before a role noun: no verb, preposition or the like."""
    word = low[i]
    return word.isalpha() and not (
        word in cues.PREPOSITIONS or word in cues.CONJUNCTIONS or word in cues.AUXILIARIES or word in cues.SAYING
        or word in cues.THINKING or word in NOT_NAMES
    )  # fmt: skip


def _is_name(words: Sequence[Word], low: Sequence[str], i: int, first: int) -> bool:
    text = words[i].text
    if not text[0].isupper() or low[i] in NOT_NAMES or low[i] in cues.DETERMINERS:
        return False
    # A capital at the start of a sentence says little: a function word or a bare verb is no name there.
    return not (i == first and (low[i] in cues.AUXILIARIES or low[i].endswith("ly") or low[i] in cues.SAYING))


def _name_end(words: Sequence[Word], low: Sequence[str], i: int, last: int, quoted: Sequence[int]) -> int:
    end = i + 1
    while end < last and end - i < LONGEST and quoted[end] < 0:
        text = words[end].text
        glued = words[end].start == words[end - 1].end
        initial = text == "." and glued and (len(words[end - 1].text) == 1 or low[end - 1] in cues.HONORIFICS)
        if (text[0].isupper() and low[end] not in NOT_NAMES - MONTH_NAMES) or (initial and end + 1 < last):
            end += 1
        elif text in "-–&" and end + 1 < last and (words[end + 1].start == words[end].end or text == "&"):
            end += 2 if words[end + 1].text[0].isalnum() else 1
        elif low[end] in _JOINS and end + 1 < last and words[end + 1].text[0].isupper() and low[end] != "and":
            end += 2
        else:
            break
    return min(end, last)


def _describes(words: Sequence[Word], low: Sequence[str], i: int, last: int, quoted: Sequence[int]) -> bool:
    if i >= last or quoted[i] >= 0 or not words[i].text[0].islower() or not _modifies(low, i):
        return False
    return low[i] in cues.ROLES or (
        i + 1 < last and (words[i + 1].is_mark or low[i + 1] in cues.SAYING or low[i + 1] == "who")
    )


def _leads_on(low: Sequence[str], i: int, last: int) -> bool:
    """Whether a role goes on past the word `i` to its head: “state | news agency”, “vice | foreign minister”."""
    if low[i - 1] not in cues.ATTRIBUTIVE:
        return False
    for k in range(i, min(last, i + 3)):
        if k > i and (low[k] in cues.ROLES or low[k] in cues.AGENCY_NOUNS):
            return True
        if low[k] not in cues.ATTRIBUTIVE:
            return k == i and low[k] in cues.AGENCY_NOUNS
    return False


def _plural_follows(words: Sequence[Word], low: Sequence[str], i: int, first: int, last: int) -> bool:
    """A capital that only opens the sentence, before its noun and a verb: “Satellite images suggest”."""
    return (
        i == first
        and i + 2 < last
        and words[i + 1].text.islower()
        and low[i + 1].endswith("s")
        and low[i + 1] not in _ADVERBS
        and _modifies(low, i + 1)
        and (low[i + 2] in cues.SAYING or low[i + 2] in cues.THINKING or low[i + 2] in cues.AUXILIARIES)
    )


def _noun_phrase(
    words: Sequence[Word], low: Sequence[str], i: int, last: int, quoted: Sequence[int]
) -> tuple[int, int, MentionKind]:
    """End, head and kind of the noun phrase whose modifiers begin at `i`."""
    end, head, kind = i, i, MentionKind.OTHER
    while end < last and end - i < 8 and quoted[end] < 0:
        text = words[end].text
        if text in "-–" or (
            text == "."
            and words[end].start == words[end - 1].end
            and len(words[end - 1].text) <= 3
            and kind is MentionKind.NAME
        ):
            end += 1
            continue
        if not text[0].isalnum() or (low[end] in NOT_NAMES and not text[0].isupper()):
            break
        if text[0].isupper():
            end = _name_end(words, low, end, last, quoted)
            head, kind = end - 1, MentionKind.NAME
            # "a Swedish passenger": a capital that is an adjective, told by the bare noun after it.
            if end == i + 1 and _describes(words, low, end, last, quoted):
                end += 1
                head, kind = end - 1, MentionKind.ROLE
            continue
        if low[end] in cues.ROLES:
            end += 1
            head, kind = end - 1, MentionKind.ROLE
            continue
        if kind is MentionKind.ROLE and _leads_on(low, end, last):
            end += 1
            continue
        if kind is not MentionKind.OTHER or not _modifies(low, end):
            break
        head = end
        end += 1
    return end, head, kind
