"""Condense WordNet and a frequency-ordered vocabulary into the tables that `xlcheck.lexicon` looks words up in.

    python -m xlcheck.train.lexicon --wordnet FOLDER --vocabulary FILE --out FILE

FOLDER holds the database files of WordNet 3.0 (`data.*`, `index.*`, `cntlist.rev`), FILE is the `tokenizer.json` of a
WordPiece model whose vocabulary stands in order of frequency. Nothing is drawn by chance: the same files in give the
same tables out.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from xlcheck.train import write_arrays

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_COUNTED = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_SHARE = 255  # sense shares are kept in one byte

Key = tuple[str, int]
Array = NDArray[Any]


class Synset(NamedTuple):
    """One line of a data file: its lemmas and its pointers as (symbol, target, source word, target word)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, Key, int, int], ...]


def synsets(folder: Path) -> dict[Key, Synset]:
    """Read all data files; the key is (part of speech, offset in the file)."""
    found = {}
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = tuple(w.split("(")[0].lower() for w in fields[4 : 4 + 2 * count : 2])
            at = 4 + 2 * count
            pointers = []
            for i in range(int(fields[at])):
                symbol, offset, target, ends = fields[at + 1 + 4 * i : at + 5 + 4 * i]
                pointers.append((symbol, (target, int(offset)), int(ends[:2], 16), int(ends[2:], 16)))
            found[part, int(fields[0])] = Synset(words, tuple(pointers))
    return found


def sense_counts(folder: Path) -> dict[tuple[str, str, int], int]:
    """How often each (lemma, part of speech, sense number) was tagged in the corpora behind WordNet."""
    counts = {}
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        counts[lemma, _COUNTED[rest[0]], int(number)] = int(count)
    return counts


def sense_orders(folder: Path) -> Iterator[tuple[str, str, list[Key]]]:
    """Every lemma with its synsets, the commonest sense first."""
    for name, part in PARTS.items():
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split()
            senses = int(fields[2])
            yield fields[0], part, [(part, int(offset)) for offset in fields[-senses:]]


def keeps(word: str) -> bool:
    """Single words, and phrasal verbs and fixed phrases of two or three: what an aligned phrase can be."""
    return word.count("_") <= 2 and word.replace("_", "").replace("-", "").replace("'", "").isalpha()


def vocabulary_ranks(tokenizer: Path) -> dict[str, int]:
    """Whole words of a WordPiece vocabulary with their rank, the most frequent being 1."""
    vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    ordered = sorted(vocabulary, key=vocabulary.__getitem__)
    whole = [word for word in ordered if word.isalpha() and word.isascii() and len(word) > 1]
    return {word: rank for rank, word in enumerate(["a", "i", *whole], start=1)}


def irregular_forms(folder: Path) -> list[str]:
    """Lines of an irregular form and its word, the verb's where several parts of speech share a form."""
    found: dict[str, str] = {}
    for name in ("verb", "noun", "adj", "adv"):
        for line in (folder / f"{name}.exc").read_text(encoding="utf-8").splitlines():
            form, word = line.split()[:2]
            if keeps(form) and "_" not in form and form != word:
                found.setdefault(form, word)
    return [f"{form} {word}" for form, word in sorted(found.items())]


def ragged(rows: Iterable[Iterable[int]], kind: str) -> tuple[Array, Array]:
    """Rows of unequal length as (length of each row, all values in one array)."""
    lists = [list(row) for row in rows]
    lengths = np.array([len(row) for row in lists], dtype="u1")
    return lengths, np.array([value for row in lists for value in row], dtype=kind)


def sense_shares(folder: Path, kept: Collection[Key]) -> dict[str, list[tuple[Key, float]]]:
    """Every word that is kept -> its synsets with the share of the word's uses that each has, the commonest first."""
    counts = sense_counts(folder)
    weights: dict[str, dict[Key, float]] = defaultdict(dict)
    for lemma, part, order in sense_orders(folder):
        if not keeps(lemma) or (part == "n" and "_" in lemma):
            continue
        for rank, key in enumerate(order, start=1):
            if key in kept:
                weights[lemma][key] = counts.get((lemma, part, rank), 0) + 1 / rank
    shares = {}
    for lemma, senses in weights.items():
        total = math.fsum(senses.values())
        shares[lemma] = sorted(((key, w / total) for key, w in senses.items()), key=lambda sense: (-sense[1], sense[0]))
    return shares


def word_pairs(data: Mapping[Key, Synset], symbols: set[str], place: Mapping[str, int]) -> Array:
    """Places of the words that pointers between words (not whole synsets) link, shape (n, 2)."""
    pairs = set()
    for synset in data.values():
        for symbol, target, source_word, target_word in synset.pointers:
            if symbol in symbols and source_word and target in data:
                ends = {synset.words[source_word - 1], data[target].words[target_word - 1]}
                if len(ends) == 2 and ends <= place.keys():
                    pairs.add(tuple(sorted(place[word] for word in ends)))
    return np.array(sorted(pairs), dtype="u4").reshape(-1, 2)


def tables(folder: Path, tokenizer: Path) -> dict[str, Array]:
    """Everything the lexicon looks up, as arrays: see `xlcheck.lexicon.wordnet` for what they mean."""
    data = {key: s for key, s in synsets(folder).items() if not any(p[0] == "@i" for p in s.pointers)}
    number = {key: i for i, key in enumerate(sorted(data))}
    shares = sense_shares(folder, number.keys())
    ranks = vocabulary_ranks(tokenizer)
    words = sorted({*shares, *ranks})
    place = {word: i for i, word in enumerate(words)}

    def targets(symbols: set[str]) -> list[list[int]]:
        linked = ([p[1] for p in data[key].pointers if p[0] in symbols and not p[2]] for key in number)
        return [sorted({number[key] for key in row if key in number}) for row in linked]

    opposites = {
        tuple(sorted((i, number[p[1]])))
        for key, i in number.items()
        for p in data[key].pointers
        if p[0] == "!" and p[1] in number
    }
    senses_in, senses = ragged([[number[key] for key, _ in shares.get(word, ())] for word in words], "u4")
    _, parts = ragged([[max(1, round(_SHARE * part)) for _, part in shares.get(word, ())] for word in words], "u1")
    above_in, above = ragged(targets({"@"}), "u4")
    beside_in, beside = ragged(targets({"&", "$"}), "u4")
    return {
        "parts": np.array([sum(key[0] < part for key in data) for part in "anrv"], dtype="u4"),
        "words": np.frombuffer("\n".join(words).encode(), dtype="u1"),
        "irregular": np.frombuffer("\n".join(irregular_forms(folder)).encode(), dtype="u1"),
        "ranks": np.array([ranks.get(word, 0) for word in words], dtype="u2"),
        "senses_in": senses_in,
        "senses": senses,
        "shares": parts,
        "above_in": above_in,
        "above": above,
        "beside_in": beside_in,
        "beside": beside,
        "antonyms": word_pairs(data, {"!"}, place),
        "opposites": np.array(sorted(opposites), dtype="u4").reshape(-1, 2),
        "derived": word_pairs(data, {"+", "\\", "<"}, place),
    }


def main() -> None:
    """Write the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--wordnet", type=Path, required=True)
    options.add_argument("--vocabulary", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "weights" / "lexicon.npz")
    given = options.parse_args()
    write_arrays(given.out, tables(given.wordnet, given.vocabulary))


if __name__ == "__main__":
    main()
