"""Change the form of a rendering and leave its meaning: typos, case, marks, small words, order, spelling of numbers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from xlcheck.model import Word
from xlcheck.train.edits import DETERMINERS, Edit, Planted, Planter, Pool, exchange, is_content, prepositional, sow

CONTRACTIONS = (
    ("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("is not", "isn't"), ("are not", "aren't"),
    ("was not", "wasn't"), ("were not", "weren't"), ("will not", "won't"), ("cannot", "can't"),
    ("it is", "it's"), ("we will", "we'll"), ("they are", "they're"), ("we are", "we're"), ("would not", "wouldn't"),
    ("has not", "hasn't"), ("have not", "haven't"), ("could not", "couldn't"), ("should not", "shouldn't"),
)  # fmt: skip
SPELLED = {
    "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine",
    "10": "ten", "11": "eleven", "12": "twelve",
}  # fmt: skip
SPELLED |= {figure: word for word, figure in SPELLED.items()}
SPELLING = (("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ization"), ("our", "or"), ("tre", "ter"),
            ("ogue", "og"), ("ence", "ense"), ("elling", "eling"), ("elled", "eled"))  # fmt: skip
MOVABLE = {"in", "on", "at", "after", "during"}
CASES = {"they": "them", "he": "him", "she": "her", "we": "us", "them": "they", "him": "he", "who": "whom"}


def typo(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """A letter lost, doubled or swapped with its neighbour."""
    places = [w for w in cut if is_content(w) and len(w.text) > 3]
    if not places:
        return []
    word = rng.choice(places)
    at = rng.randrange(1, len(word.text) - 1)
    letters = word.text
    new = rng.choice((
        letters[:at] + letters[at + 1 :],
        letters[:at] + letters[at] + letters[at:],
        letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :],
    ))  # fmt: skip
    return [(word.start, word.end, new)] if new != letters else []


def lower_case(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Capitals gone: everywhere, or from the first word."""
    end = len(text) if rng.random() < 0.5 else cut[0].end if cut else 0
    return [(0, end, text[:end].lower())] if text[:end] != text[:end].lower() else []


def marks(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """A mark more, a mark less, or blanks before marks."""
    way, found = rng.randrange(4), [w for w in cut if w.text in ",.;:"]
    if way == 0 and text.endswith("."):
        return [(len(text) - 1, len(text), "")]
    if way == 1 and cut:
        word = rng.choice(cut)
        return [(word.end, word.end, rng.choice(",,;:-.?!"))]
    if way == 2 and found:
        return [(w.start, w.start, " ") for w in found]
    comma = rng.choice(found) if found else None
    return [(comma.start, comma.end, " " if comma.end < len(text) and text[comma.end] != " " else "")] if comma else []


def repeat(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """A word said twice or more."""
    places = [w for w in cut if not w.is_mark]
    if not places:
        return []
    word = places[-1] if rng.random() < 0.7 else rng.choice(places)
    return [(word.end, word.end, f" {word.text}" * rng.choice((1, 1, 3)))]


def neighbours(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Two adjacent words change places: a slip that every reader mends."""
    places = [(a, b) for a, b in pairwise(cut) if not a.is_mark and not b.is_mark and a.end < b.start]
    if not places:
        return []
    a, b = rng.choice(places)
    return [(a.start, b.end, f"{b.text} {a.text}")]


def ending(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """A word in another form of itself."""
    places = [w for w in cut if is_content(w) and w.text.islower() and len(w.text) > 3]
    if not places:
        return []
    word = rng.choice(places)
    stem = word.text.removesuffix("ing").removesuffix("ed").removesuffix("ly").removesuffix("s")
    new = stem + rng.choice(("", "s", "ing", "ly", "ed"))
    return [(word.start, word.end, new)] if new != word.text else []


def small_word(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """An article, conjunction or pronoun case less, more or changed."""
    places = [w for w in cut if w.text.lower() in {"a", "an", "the", "and", "that", "also", "because", "so", *CASES}]
    if not places:
        return []
    word = rng.choice(places)
    low = word.text.lower()
    if low in CASES:
        return [(word.start, word.end, CASES[low])]
    new = rng.choice(("a", "an", "the", "this", "")) if low in DETERMINERS and low != "that" else ""
    return [(word.start, word.end, new)] if new != low else []


def contraction(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """Contract what is written out, or the other way round."""
    low = text.lower()
    found = [(at, long, short) for long, short in CONTRACTIONS if (at := low.find(f" {long} ")) >= 0]
    found += [(at, short, long) for long, short in CONTRACTIONS if (at := low.find(f" {short} ")) >= 0]
    if not found:
        return []
    at, old, new = rng.choice(found)
    return [(at + 1, at + 1 + len(old), new)]


def spelled(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """A small number in letters or in figures, thousands with or without a comma."""
    places = [(w, SPELLED[w.text.lower()]) for w in cut if w.text.lower() in SPELLED]
    places += [(w, w.text.replace(",", "")) for w in cut if w.text[0].isdigit() and "," in w.text]
    places += [(w, f"{w.text} per cent") for w, after in pairwise(cut) if after.text == "%" and w.text.isdigit()]
    if not places:
        return []
    word, new = rng.choice(places)
    return [(word.start, word.end + (1 if new.endswith("cent") else 0), new)]


def variant(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """British for American spelling and back."""
    places = [(w, a, b) for w in cut if len(w.text) > 5 for pair in SPELLING for a, b in (pair, pair[::-1])
              if w.text.endswith(a) and not w.text.endswith(("ourself", "hour", "four"))]  # fmt: skip
    if not places:
        return []
    word, old, new = rng.choice(places)
    return [(word.start, word.end, word.text.removesuffix(old) + new)]


def fronted(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """The closing prepositional phrase moves to the front."""
    if len(cut) < 8 or cut[-1].text != "." or not cut[0].text[0].isupper():
        return []
    last = [(s, e) for s, e in prepositional(cut) if e == len(cut) - 1 and cut[s].text in MOVABLE]
    if not last:
        return []
    start, end = last[-1]
    phrase = text[cut[start].start : cut[end - 1].end]
    first = cut[0].text.lower() if cut[0].text.lower() in DETERMINERS | set(CASES) else cut[0].text
    return [(0, cut[0].end, f"{phrase[0].upper()}{phrase[1:]}, {first}"), (cut[start].start, cut[end - 1].end, "")]


def translators(text: str, cut: Sequence[Word], rng: random.Random, pool: Pool) -> list[Edit]:
    """The word that the other translator chose at this place."""
    places = [w for w in cut if w.text in pool.swaps.get(text, {})]
    if not places:
        return []
    word = rng.choice(places)
    return [(word.start, word.end, pool.swaps[text][word.text])]


synonym = exchange(lambda pool, word: pool.synonyms(word))

HARMLESS: dict[str, tuple[Planter, float]] = {
    "typo": (typo, 1.5), "lower_case": (lower_case, 0.7), "marks": (marks, 1.5), "repeat": (repeat, 1.0),
    "neighbours": (neighbours, 1.2), "ending": (ending, 1.0), "small_word": (small_word, 1.5),
    "contraction": (contraction, 1.5), "spelled": (spelled, 1.5), "variant": (variant, 1.5), "fronted": (fronted, 1.0),
    "translators": (translators, 4.0), "synonym": (synonym, 1.5),
}  # fmt: skip


def reword(text: str, rng: random.Random, pool: Pool) -> Planted | None:
    """Make one harmless change, of a kind drawn by weight among those that find a place; None where none does."""
    return sow(text, rng, pool, HARMLESS)
