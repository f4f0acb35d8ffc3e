"""Another person, place, body or weapon.

Harmless: “DPRK” and “North Korea”; “Kim Jong-un”, “Kim Jong Un” and “Mr Kim”; “Moscow” and “Russia”; “Zelensky”
and “Zelenskyy”; “the World Health Organization” and “WHO”; a pronoun or a description for the name.
Drift: “Moscow” and “Minsk”; “Hwasong-17” and “Hwasong-18”; “Kim Jong Un” and “Kim Yo Jong”; “the defence ministry”
and “the foreign ministry”; “the Ports Authority” and “the Revenue Authority”; “rocket launchers” and “howitzers”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.drift._capitals import Name, aliases_in, names, ordinary
from xlcheck.drift._facing import Facing, both_ways, cut, edits, in_common, stretch
from xlcheck.drift._lists import listed
from xlcheck.drift._offices import fields_of, of_one_field, portfolios, ranks
from xlcheck.drift._weapons import weapons
from xlcheck.lexicon import Relation, are_rivals, is_function, known, misspelled, related
from xlcheck.model import Aligned, Drift, Kind, Severity
from xlcheck.names import Likeness, bearers, compare, fold, is_seat, is_title, spelt_alike

KIND = Kind.NAME
MQM = "accuracy/mistranslation/entity"

# Share of words in common from which a translator's freedom explains no other name. Of 40 pairs in which one name was
# planted for another of this sort, 20 lie above; of some 25 in which two translators gave one name its two forms, three
# at most. Chosen on these same pairs.
CLOSE = 0.68


def check(aligned: Aligned) -> Iterator[Drift]:
    """Find names that the other rendering has nowhere, and where another name stands in their place."""
    a, b = both_ways(aligned)
    mine, theirs = names(aligned.a.words), names(aligned.b.words)
    if not _framed(a, mine) or not _framed(b, theirs):
        return
    close = in_common(aligned) >= CLOSE
    if a.slight:
        pairs = list(_exchanged(aligned, mine, theirs))
    elif aligned.b.text < aligned.a.text:  # ties are broken by the order of the sides
        pairs = [(name, other) for other, name in _strangers(b, a, theirs, mine, close=close)]
    else:
        pairs = list(_strangers(a, b, mine, theirs, close=close))
    told = [_differ(aligned, name, other) for name, other in pairs]
    yield from told
    yield from (drift for drift in portfolios(aligned, a, b) if not any(_within(drift, other) for other in told))
    yield from ranks(aligned, mine, theirs)
    yield from weapons(aligned, a, b)


def _within(drift: Drift, other: Drift) -> bool:
    """Whether an office is a part of a name that is told already: the Tema (Ports Authority)."""
    return bool(drift.a and other.a and other.a.start <= drift.a.start and drift.a.end <= other.a.end)


def _framed(a: Facing, mine: Sequence[Name]) -> bool:
    """Whether the other side renders anything but names: two names alone are no two renderings of one statement."""
    named = {k for name in mine for k in range(name.start, name.end)}
    return any(a.answers[i] for i in a.content if i not in named and not is_function(a.lower[i]))


def _exchanged(aligned: Aligned, mine: Sequence[Name], theirs: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Between near-identical wordings: names of which one fills the gap that the other leaves."""
    for edit in edits(aligned):
        here = [n for n in mine if edit.a_start < n.end and n.start < edit.a_end]
        there = [n for n in theirs if edit.b_start < n.end and n.start < edit.b_end]
        for name, other in zip(here, there, strict=False):
            if any(same(name, x) for x in there) or any(same(x, other) for x in here) or _translated(name, other):
                continue
            if of_one_field(name, other):
                continue
            if _as_often(name, mine, theirs) or _as_often(other, theirs, mine):
                continue  # named on both sides: it has changed its place, and who does what is another kind
            if (
                (name.sure or other.sure)
                and not misspelled(name.words[0], other.words[0])
                and not _adverb(name)
                and not _adverb(other)
            ):
                yield name, other


def _as_often(name: Name, mine: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Whether the other side has the name elsewhere, as many times as this one."""
    return sum(same(name, x) for x in mine) <= sum(same(name, x) for x in theirs)


def _adverb(name: Name) -> bool:
    """Whether it is a sentence's first word that only looks like a name: Eventually."""
    return name.end - name.start == 1 and not name.known and name.words[0].endswith("ly")


def _strangers(
    a: Facing, b: Facing, mine: Sequence[Name], theirs: Sequence[Name], *, close: bool
) -> Iterator[tuple[Name, Name]]:
    """Between free renderings: names the other side has nowhere, whose words answer another such name.

    Where the wordings are `close`, a name that could be the other in translation is another name all the same.
    """
    loose_a = [name for name in mine if not _told(name, theirs, b)]
    loose_b = [name for name in theirs if not _told(name, mine, a)]
    for name in loose_a:
        for other in loose_b:
            sure = _proper if a.here.quote is None else _unheard_of  # in reports either may be of another statement
            alone = len(loose_a) == len(loose_b) == 1 and (close or (sure(name) and sure(other)))
            linked = _linked(a, name, other)
            if not (name.sure and other.sure) or not (linked or alone) or _titles_only(name) or _titles_only(other):
                continue  # one person has many titles
            one_in_translation = _may_render(name, other) or _may_render(other, name)
            if _holds(name, other) or _holds(other, name) or of_one_field(name, other):
                continue
            if (_may_hold(name, other) and not _towns(a, b, name, other)) or (
                one_in_translation and not (close and linked) and not _rivals(name, other)
            ):
                continue
            if _rivals(name, other) or (not _translated(name, other) and not _shares(name, other)):
                yield name, other
                break


def _rivals(name: Name, other: Name) -> bool:
    """Whether the two bodies are told apart by words that exclude each other: Comptroller, Ombudsman."""
    own = [w for w in name.words if w not in other.words], [w for w in other.words if w not in name.words]
    if any(are_rivals(x, y) for x in own[0] for y in own[1]):
        return True
    fields = fields_of(name.words), fields_of(other.words)
    return all(fields) and fields[0].isdisjoint(fields[1])


def _titles_only(name: Name) -> bool:
    return not name.known and all(is_title(word) for word in name.full)


def _may_render(name: Name, other: Name) -> bool:
    """Whether one may be the other in another language: its initials, or what it means in ordinary words.

    The Directorate for ŘSD, Lesser Town Square for Malostranské náměstí.
    """
    if name.known or other.known:
        return False
    return all(ordinary(word) or is_title(word) for word in name.full) or (name.acronym and not other.acronym)


def _holds(name: Name, other: Name) -> bool:
    """Whether one is a part of the world, in which the other may lie: European, Belgian."""
    return _REGIONS.issuperset(name.words) and other.known


_REGIONS = listed("name", "regions")


def _may_hold(name: Name, other: Name) -> bool:
    """Whether one is a state and the other a place or person that no table holds, which may lie in it or act for it."""
    return name.known != other.known


def _towns(a: Facing, b: Facing, name: Name, other: Name) -> bool:
    """Whether both are places in which something is, and the one in the table is a town: near Tartu, near Tallinn."""
    within = all(side.lower[max(0, x.start - 1)] in _WHERE for side, x in ((a, name), (b, other)))
    return within and any(x.known and is_seat(" ".join(x.words)) for x in (name, other))


_WHERE = {"in", "near", "at", "outside", "to", "from", "around", "towards", "toward", "into", "through", "via", "of"}


def _linked(a: Facing, name: Name, other: Name) -> bool:
    """Whether words of one answer words of the other, or both stand between the same words."""
    if set(a.opposite(range(name.start, name.end))) & set(range(other.start, other.end)):
        return True
    start, end = a.place(name.start, name.end)
    return (
        _proper(name)
        and _proper(other)
        and end - start <= 3 + other.end - other.start
        and start <= other.start
        and other.end <= end
    )


def _proper(name: Name) -> bool:
    """Whether it can be nothing but a name: in the table of aliases, or of words that mean nothing by themselves."""
    return name.known or not all(ordinary(word) for word in name.words)


def _unheard_of(name: Name) -> bool:
    """Whether a word of it is in no lexicon, or a table of aliases holds it: a name even where nothing links it."""
    return name.known or any(not known(word) for word in name.words)


def _told(name: Name, others: Sequence[Name], there: Facing) -> bool:
    """Whether the other side names the same bearer anywhere, in whatever form."""
    if any(
        same(name, other, loose=True) or (len(name.words) > 2 and _shares(name, other) and not _rivals(name, other))
        for other in others
    ):
        return True
    folded = [fold(word) for word in there.lower]
    if name.code and name.code not in folded and any(set(name.words) & set(other.words) for other in others):
        return False
    found = bearers(" ".join(name.words))
    if found:
        return not found.isdisjoint(aliases_in(there.lower))
    return all(any(spelt_alike(word, x, loose=True) for x in folded) for word in name.words)


def same(x: Name, y: Name, *, loose: bool = False) -> bool:
    """Whether two names stand for one bearer; `loose` lets romanisations part farther."""
    if x.code and y.code and x.code != y.code:
        return False
    return (
        compare(x.words, y.words, loose=loose) is not Likeness.OTHER
        or compare(x.full, y.full, loose=loose) is Likeness.SAME
    )


def _translated(name: Name, other: Name) -> bool:
    """Whether both are made of ordinary words that mean alike, as the names of bodies in translation are."""
    if (name.known and other.known) or (name.code != other.code):
        return False
    left = [w for w in name.words if w not in other.words]
    right = [w for w in other.words if w not in name.words]
    if not all(known(w) and not bearers(w) for w in (*left, *right)):
        return False
    if len(left) <= len(name.words) // 2 and len(right) <= len(other.words) // 2:
        return True  # most of a long name stands: which word of it means something else is told as such
    alike = (Relation.SAME, Relation.SYNONYM, Relation.NEAR)
    return not left or not right or any(related(x, y) in alike or x[:6] == y[:6] for x in left for y in right)


def _shares(name: Name, other: Name) -> bool:
    """Whether free renderings of one name share a word that tells it: Stavropol Krai and Stavropol Territory.

    Two persons of one family share a word too; their names are as long as each other and made of no ordinary words.
    """
    if name.code and other.code and name.code != other.code:
        return False
    common = [(w, x) for w in name.words for x in other.words if spelt_alike(w, x, loose=True)]
    if not common:
        return False
    rest = [w for w in (*name.words, *other.words) if not any(w in pair for pair in common)]
    if len(name.words) != len(other.words):
        return True
    if all(len(w) <= _SYLLABLE for w in rest):
        return False  # Kim Yo Jong, Kim Jong Un
    return any(known(w) for w in rest) or len(common) * 2 > len(name.words)


_SYLLABLE = 3  # letters of the syllables that Korean and Chinese given names are made of, words of their own among them


def _differ(aligned: Aligned, name: Name, other: Name) -> Drift:
    places = stretch(aligned.a, range(name.start, name.end)), stretch(aligned.b, range(other.start, other.end))
    assert places[0] is not None and places[1] is not None
    said = cut(aligned.a, places[0]), cut(aligned.b, places[1])
    sure = name.sure or other.sure
    message = f"Another name: A says “{said[0]}”, B says “{said[1]}”."
    return Drift(KIND, Severity.CRITICAL if sure else Severity.MAJOR, 0.9 if sure else 0.6, message, *places)
