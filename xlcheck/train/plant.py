"""Plant a change in a rendering: serious ones that alter what is said, harmless ones that do not.

Natural renderings are plenty, pairs with a known drift are few. A planted change gives the drift, its place and its
kind for free. Planting is rough on purpose: it guesses word classes from shape and neighbours, so a few plants read
badly; the judge learns from their mass.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

from xlcheck.model import Word
from xlcheck.train.edits import (
    AUXILIARIES,
    CLOSED,
    NEGATED,
    Edit,
    Planted,
    Planter,
    Pool,
    cut_out,
    exchange,
    instead,
    is_content,
    names,
    prepositional,
    sow,
    word_list,
)

NUMBER_WORDS = word_list(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty",
    "ninety hundred thousand million billion half dozen first second third fourth fifth",
)
CALENDAR = (
    word_list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    word_list("January February March April May June July August September October November December"),
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


def _lemma(word: str) -> str:
    from simplemma import lemmatize

    return str(lemmatize(word, lang="en"))


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
    return instead(*rng.choice(places)) if places else []


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
            places.append(cut_out(word))
        elif low == "no":
            places.append(instead(word, rng.choice(("some", "the", "a"))))
        elif low == "cannot":
            places.append(instead(word, "can"))
        elif low.endswith("n't") and low not in {"won't", "can't"}:
            places.append(instead(word, word.text[:-3]) if len(low) > 3 else [])
        elif low in {"won't", "can't"}:
            places.append(instead(word, "will" if low == "won't" else "can"))
    places = [p for p in places if p]
    return rng.choice(places) if places else []


def modality(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Swap a modal, a condition, a quantifier or a direction for another."""
    places = [w for w in cut if w.text.lower() in MODAL_SWAPS]
    if not places:
        return []
    word = rng.choice(places)
    return instead(word, rng.choice(MODAL_SWAPS[word.text.lower()]))


def tense(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Move an event between past, present and future."""
    places = []
    for word, after in zip(cut, [*cut[1:], None], strict=True):
        low = word.text.lower()
        if low in TENSES:
            places.append(instead(word, rng.choice(TENSES[low])))
        elif low.endswith("ed") and is_content(word) and _lemma(low) != low:
            places.append(instead(word, f"will {_lemma(low)}"))
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
            turned = [(cut[0].start, cut[0].end, f"{word.text.capitalize()} {first}"), *cut_out(word), mark]
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
        return cut_out(rng.choice(places)) if places else []

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
