"""Plant a change in a rendering: serious ones that alter what is said, harmless ones that do not.

Natural renderings are plenty, pairs with a known drift are few. A planted change gives the drift, its place and its
kind for free. Planting is rough on purpose: it guesses word classes from shape and neighbours, so a few plants read
badly; the judge learns from their mass.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xlcheck.model import Stretch, Word
from xlcheck.text import words


@dataclass(frozen=True, slots=True)
class Planted:
    """A rendering after the change. `before` and `after` are the changed stretches in the old and the new text."""

    text: str
    plant: str
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


Edit = tuple[int, int, str]  # characters start..end of the old text give way to this


@dataclass(slots=True)
class Pool:
    """What can be planted, gathered from many texts: names by length, modifiers by the word they precede, clauses."""

    names: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    modifiers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    any_modifier: list[str] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    content: list[str] = field(default_factory=list)
    opposites: Callable[[str], Sequence[str]] = lambda word: ()
    broader: Callable[[str], Sequence[str]] = lambda word: ()
    alike: Callable[[str], Sequence[str]] = lambda word: ()
    synonyms: Callable[[str], Sequence[str]] = lambda word: ()
    swaps: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Pool:
        """Gather names, modifiers and closing phrases from `texts`."""
        pool = cls()
        for text in texts:
            cut = words(text)
            for run in names(cut):
                pool.names[len(run)].append(text[run[0].start : run[-1].end])
            for before, word, after in zip(cut, cut[1:], [*cut[2:], None], strict=False):
                if is_content(word) and word.text.islower():
                    pool.content.append(word.text)
                    if after and is_content(after) and after.text.islower() and before.text.lower() in DETERMINERS:
                        pool.modifiers[after.text].append(word.text)
                        pool.any_modifier.append(word.text)
            for start, end in prepositional(cut):
                if end < len(cut) and cut[end].is_mark and end - start > 2:
                    pool.tails.append(text[cut[start].start : cut[end - 1].end])
        return pool


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


DETERMINERS = frozenset(_words("a an the this that these those his her its their our my your some any no every each"))
PREPOSITIONS = frozenset(_words(
    "in on at by with from for of to into over under after before during against between through about near without",
    "among since until towards toward within across behind",
))  # fmt: skip
AUXILIARIES = frozenset(_words(
    "is are was were will would can could should may might must has have had does do did",
))  # fmt: skip
CLOSED = DETERMINERS | PREPOSITIONS | AUXILIARIES | frozenset(_words(
    "be been being not n't and or but nor so yet if then than as that which who whom whose what when where why how",
    "i you he she it we they me him us them himself herself itself themselves there here also too just only very",
    "because while although though unless whether both either neither all such own same other more most much many",
    "few less least up down out off again once don't doesn't didn't isn't aren't wasn't weren't won't can't",
))  # fmt: skip
NEGATED = frozenset(_words("not never no without cannot nobody nothing none neither nor"))
NUMBER_WORDS = _words(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty",
    "ninety hundred thousand million billion half dozen first second third fourth fifth",
)
CALENDAR = (
    _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    _words("January February March April May June July August September October November December"),
)
MODAL_SWAPS = {
    "will": ("may", "might", "could", "should", "must", "would"), "would": ("will", "must", "may", "should"),
    "may": ("will", "must", "should"), "might": ("will", "must"), "can": ("must", "should", "may", "cannot"),
    "could": ("must", "will", "should"), "must": ("may", "can", "could", "should"),
    "should": ("may", "must", "will", "could"), "shall": ("may", "can", "might"), "if": ("because", "unless", "when"),
    "unless": ("if", "because"), "because": ("if", "although"), "probably": ("certainly",), "perhaps": ("surely",),
    "possibly": ("certainly",), "likely": ("certain", "unlikely"), "some": ("all", "no"), "all": ("some", "no"),
    "many": ("few", "all"), "most": ("few", "all"), "always": ("sometimes", "never"), "often": ("rarely", "always"),
    "before": ("after",), "after": ("before",), "more": ("less",), "less": ("more",), "only": ("even",),
    "under": ("over",), "over": ("under",), "against": ("for",), "with": ("without",), "without": ("with",),
}  # fmt: skip
TENSES = {
    "is": ("was", "will be"), "are": ("were", "will be"), "was": ("is", "will be"), "were": ("are", "will be"),
    "has": ("had", "will have"), "have": ("had", "will have"), "had": ("has", "will have"),
}  # fmt: skip


def is_content(word: Word) -> bool:
    """True for words that carry meaning of their own, as far as a list of those that do not can tell."""
    return word.text[0].isalpha() and len(word.text) > 2 and word.text.lower() not in CLOSED


def names(cut: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Runs of capitalised words; the first word of a text is no witness."""
    runs: list[list[Word]] = []
    for at, word in enumerate(cut):
        if at and word.text[0].isupper() and word.text.lower() not in CLOSED and cut[at - 1].text not in '.!?"“':
            if runs and runs[-1][-1] is cut[at - 1]:
                runs[-1].append(word)
            else:
                runs.append([word])
    return [tuple(run) for run in runs]


def prepositional(cut: Sequence[Word]) -> list[tuple[int, int]]:
    """Stretches that look like a prepositional phrase: from the preposition to the next closed word or mark."""
    found = []
    for at, word in enumerate(cut):
        if at and word.text.lower() in PREPOSITIONS:
            end = at + 1
            while (
                end < len(cut)
                and end - at < 6
                and (
                    is_content(cut[end])
                    or cut[end].text[0].isdigit()
                    or (end == at + 1 and cut[end].text in DETERMINERS)
                )
            ):
                end += 1
            if end - at > 1 and (is_content(cut[end - 1]) or cut[end - 1].text[0].isdigit()):
                found.append((at, end))
    return found


def apply(text: str, plant: str, edits: Sequence[Edit]) -> Planted | None:
    """Make the edits; removing a word takes one blank with it. None where nothing would change or be left."""
    out, at, before, after = "", 0, [], []
    for start, end, new in sorted(edits):
        start, end = _with_blank(text, start, end) if not new else (start, end)
        if start < at:
            return None
        out += text[at:start]
        before.append(Stretch(start, end))
        after.append(Stretch(len(out), len(out) + len(new)))
        out, at = out + new, end
    out += text[at:]
    if not edits or len(words(out)) < 3:
        return None
    if text[0].isupper() and before[0].start == 0 and not after[0].end:  # another word opens the sentence now
        out = out[0].upper() + out[1:]
    if out == text:
        return None
    return Planted(out, plant, tuple(before), tuple(after))


def _with_blank(text: str, start: int, end: int) -> tuple[int, int]:
    if start and text[start - 1] == " ":
        return start - 1, end
    return (start, end + 1) if text[end : end + 1] == " " else (start, end)


def _cut_out(word: Word) -> list[Edit]:
    return [(word.start, word.end, "")]


def _instead(word: Word, new: str) -> list[Edit]:
    return [(word.start, word.end, new.capitalize() if word.text[0].isupper() and new.islower() else new)]


def _lemma(word: str) -> str:
    from simplemma import lemmatize

    return str(lemmatize(word, lang="en"))


# Each planter below answers with edits, or with none where the text offers no place for it.
Planter = Callable[[str, Sequence[Word], random.Random, Pool], list[Edit]]


def number(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Another figure, number word, weekday or month."""
    places: list[tuple[Word, str]] = []
    for word in cut:
        low = word.text.lower()
        if word.text[0].isdigit():
            places.append((word, _other_figure(word.text, rng)))
        elif low in NUMBER_WORDS:
            places.append((word, rng.choice([n for n in NUMBER_WORDS if n != low])))
        else:
            for series in CALENDAR:
                if word.text in series and len(word.text) > 3:
                    places.append((word, rng.choice([n for n in series if n != word.text])))
    return _instead(*rng.choice(places)) if places else []


def _other_figure(figure: str, rng: random.Random) -> str:
    if rng.random() < 0.2:  # a slip of scale
        return figure + "0" if rng.random() < 0.5 or len(figure) < 2 or not figure.endswith("0") else figure[:-1]
    at = rng.choice([i for i, c in enumerate(figure) if c.isdigit()])
    digit = rng.choice([d for d in "123456789" if d != figure[at]])
    return figure[:at] + digit + figure[at + 1 :]


def negate(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Put a "not" in."""
    places: list[list[Edit]] = []
    for word, after in zip(cut, [*cut[1:], None], strict=True):
        low = word.text.lower()
        if low in AUXILIARIES and low not in {"do", "have"} and after and after.text.lower() not in NEGATED:
            places.append([(word.end, word.end, rng.choice((" not", " not", " never")) if low != "can" else "not")])
        elif low.endswith("ed") and is_content(word) and after and after.text.lower() not in {"by", "-"}:
            lemma = _lemma(low)
            if lemma != low:
                places.append([(word.start, word.end, f"did not {lemma}")])
    return rng.choice(places) if places else []


def affirm(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Take a "not", "n't", "never" or "no" out."""
    places = []
    for word in cut:
        low = word.text.lower().replace("’", "'")
        if low in {"not", "never"}:
            places.append(_cut_out(word))
        elif low == "no":
            places.append(_instead(word, rng.choice(("some", "the", "a"))))
        elif low == "cannot":
            places.append(_instead(word, "can"))
        elif low.endswith("n't") and low not in {"won't", "can't"}:
            places.append([(word.end - 3, word.end, "")] if len(low) > 3 else [])
        elif low in {"won't", "can't"}:
            places.append(_instead(word, "will" if low == "won't" else "can"))
    places = [p for p in places if p]
    return rng.choice(places) if places else []


def modality(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Swap a modal, a condition, a quantifier or a direction for another."""
    places = [w for w in cut if w.text.lower() in MODAL_SWAPS]
    if not places:
        return []
    word = rng.choice(places)
    return _instead(word, rng.choice(MODAL_SWAPS[word.text.lower()]))


def tense(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Move an event between past, present and future."""
    places = []
    for word, after in zip(cut, [*cut[1:], None], strict=True):
        low = word.text.lower()
        if low in TENSES:
            places.append(_instead(word, rng.choice(TENSES[low])))
        elif low.endswith("ed") and is_content(word) and _lemma(low) != low:
            places.append(_instead(word, f"will {_lemma(low)}"))
        elif low == "will" and after and is_content(after):
            past = after.text + ("d" if after.text.endswith("e") else "ed")
            places.append([(word.start, after.end, past)])
    return rng.choice(places) if places else []


def question(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Turn the statement into a question."""
    if not cut or cut[-1].text not in '."”':
        return []
    stop = next((w for w in reversed(cut) if w.text == "."), None)
    if stop is None or stop.end < len(text) - 3:
        return []
    first = cut[0].text if cut[0].text[0].isupper() and cut[0].text.lower() not in CLOSED else cut[0].text.lower()
    for word in cut[1:10]:
        if word.text.lower() in AUXILIARIES - {"do", "have", "had"} and word.start:
            mark = (stop.start, stop.end, "?")
            turned = [(cut[0].start, cut[0].end, f"{word.text.capitalize()} {first}"), *_cut_out(word), mark]
            return turned if rng.random() < 0.8 else [mark]
    return [(cut[0].start, cut[0].end, f"Did {first}"), (stop.start, stop.end, "?")]


def name(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Another name of like length."""
    runs = [run for run in names(cut) if pool.names.get(len(run))]
    if not runs:
        return []
    run = rng.choice(runs)
    return [(run[0].start, run[-1].end, rng.choice(pool.names[len(run)]))]


def actor(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Two names, or two words of like standing, change places."""
    runs = [(run[0].start, run[-1].end) for run in names(cut)]
    if len(runs) < 2 or rng.random() < 0.5:
        after_closed = [w for p, w in pairwise(cut) if is_content(w) and not is_content(p)]
        runs = [(w.start, w.end) for w in after_closed if w.text.islower()]
    if len(runs) < 2:
        return []
    (s, e), (t, f) = sorted(rng.sample(runs, 2))
    if text[s:e].lower() == text[t:f].lower() or t - e < 4:
        return []
    return [(s, e, text[t:f]), (t, f, text[s:e])]


def _omit(wanted: Callable[[Word | None, Word, Word | None], bool]) -> Planter:
    def planter(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
        places = [w for b, w, a in zip([None, *cut], cut, [*cut[1:], None], strict=False) if wanted(b, w, a)]
        return _cut_out(rng.choice(places)) if places else []

    return planter


omit_modifier = _omit(
    lambda b, w, a: bool(is_content(w) and b and a and is_content(a) and not w.text[0].isupper()) or w.text[-2:] == "ly"
)
omit_noun = _omit(lambda b, w, a: bool(is_content(w) and b and not w.text[0].isupper() and a and not is_content(a)))
omit_verb = _omit(
    lambda b, w, a: bool(is_content(w) and b and (w.text.endswith(("ed", "ing")) or b.text.lower() in AUXILIARIES))
)
omit_content = _omit(lambda b, w, a: is_content(w))


def omit_name(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """A name gone."""
    runs = names(cut)
    if not runs:
        return []
    run = rng.choice(runs)
    return [(run[0].start, run[-1].end, "")]


def omit_phrase(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """A prepositional phrase gone."""
    found = prepositional(cut)
    if not found:
        return []
    start, end = rng.choice(found)
    return [(cut[start].start, cut[end - 1].end, "")]


def add_modifier(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """A modifier more: one seen before the same word elsewhere, or any."""
    places = [w for w in cut[1:] if is_content(w) and w.text.islower()]
    if not places or not pool.any_modifier:
        return []
    known = [w for w in places if w.text in pool.modifiers]
    word = rng.choice(known or places)
    choices = pool.modifiers[word.text] if known else pool.any_modifier
    return [(word.start, word.start, rng.choice(choices) + " ")]


def add_phrase(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """A prepositional phrase more."""
    places = [cut[end - 1].end for _, end in prepositional(cut)]
    return [(at, at, " " + rng.choice(pool.tails)) for at in rng.sample(places, min(1, len(places))) if pool.tails]


def exchange(choices: Callable[[Pool, str], Sequence[str]]) -> Planter:
    """Make a planter that puts one of `choices` in a word's place."""

    def planter(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
        plain = [w for w in cut if is_content(w) and w.text[1:].islower()]
        places = [(w, found) for w in plain if (found := choices(pool, w.text.lower()))]
        if not places:
            return []
        word, new = rng.choice(places)
        return _instead(word, rng.choice(list(new)))

    return planter


antonym = exchange(lambda pool, word: pool.opposites(word))
hypernym = exchange(lambda pool, word: pool.broader(word))
neighbour = exchange(lambda pool, word: pool.alike(word))
stranger = exchange(lambda pool, word: pool.content[:: max(1, len(pool.content) // 50)])

SERIOUS: dict[str, tuple[Planter, float]] = {
    "number": (number, 5.0), "negate": (negate, 1.5), "affirm": (affirm, 6.0), "modality": (modality, 2.0),
    "tense": (tense, 1.0), "question": (question, 0.7), "name": (name, 2.0), "actor": (actor, 1.5),
    "omit_modifier": (omit_modifier, 2.5), "omit_noun": (omit_noun, 2.0), "omit_verb": (omit_verb, 2.0),
    "omit_content": (omit_content, 1.5), "omit_name": (omit_name, 1.5), "omit_phrase": (omit_phrase, 1.5),
    "add_modifier": (add_modifier, 1.2), "add_phrase": (add_phrase, 0.7), "antonym": (antonym, 1.7),
    "hypernym": (hypernym, 1.0), "neighbour": (neighbour, 1.0), "stranger": (stranger, 0.5),
}  # fmt: skip


def plant(text: str, rng: random.Random, pool: Pool) -> Planted | None:
    """Plant one serious change, of a kind drawn by weight among those that find a place; None where none does."""
    return sow(text, rng, pool, SERIOUS)


def sow(text: str, rng: random.Random, pool: Pool, planters: dict[str, tuple[Planter, float]]) -> Planted | None:
    """Plant one change of a kind drawn by weight, trying another where one finds no place."""
    left, cut = dict(planters), words(text)
    while left:
        kind = rng.choices(list(left), [weight for _, weight in left.values()])[0]
        planter, _ = left.pop(kind)
        if (edits := planter(text, cut, rng, pool)) and (planted := apply(text, kind, edits)):
            return planted
    return None
