"""The judge itself: small transformers over the words of both renderings that vote, run with numpy.

Both renderings pass through the same weights, and nothing tells which one came first: swapping them mirrors the
judgement. The voices differ by chance and by the changes that were planted for them to learn from. Attention knows, per
head, how alike two words of different renderings are, how far apart two words of one rendering stand, and how far a
word stands from the best answer to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xlcheck import weights
from xlcheck.judge.evidence import LAYERS, TRAITS, Evidence, evidence, unit
from xlcheck.model import Aligned, Judgement, Word, WordLink

Matrix = NDArray[np.float32]

REACH, NEAR = 8, 4  # places up to which distance counts within a rendering, and around the best answer
EPSILON = 1e-5


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """`shared` projects vectors and calibrates; `voices` holds the networks' weights by name, as `together` gives them.

    How many voices, blocks and heads there are is read from the weights.
    """

    shared: weights.Arrays
    voices: weights.Arrays

    @property
    def sees_links(self) -> bool:
        """Whether it learned with what the aligner makes of the words before it; only teachers do without."""
        return int(self.voices["trait_mean"].shape[-1]) == TRAITS

    def __call__(self, aligned: Aligned, a_vectors: Matrix, b_vectors: Matrix) -> Judgement:
        """Judge two renderings by the vectors of their words, shapes (layers, n, d) and (layers, m, d)."""
        n, m = len(aligned.a.words), len(aligned.b.words)
        if not n or not m:
            return Judgement(1.0 if n or m else 0.0, (1.0,) * n, (1.0,) * m)
        risk, shares = self.opinion(aligned.a.words, aligned.b.words, a_vectors, b_vectors, aligned.links)
        chance = _sigmoid(self.shared["calibration"][0] * risk + self.shared["calibration"][1])
        of_words = [round(float(x), 4) for x in _sigmoid(shares)]
        return Judgement(round(float(chance), 4), tuple(of_words[:n]), tuple(of_words[n:]))

    def opinion(
        self,
        a: Sequence[Word],
        b: Sequence[Word],
        a_vectors: Matrix,
        b_vectors: Matrix,
        links: Sequence[WordLink],
    ) -> tuple[float, Matrix]:
        """Log odds, not calibrated, that the meaning changed; and for each word, a's before b's, that it changed it.

        Both are means over the voices.
        """
        a_layers, b_layers = self.project(a_vectors), self.project(b_vectors)
        sides = evidence(a, b, a_layers, b_layers, links if self.sees_links else None)
        vectors = [np.concatenate(layers, axis=1) for layers in (a_layers, b_layers)]
        near = distances(len(a), len(b), sides[0].best, sides[1].best)
        risks, shares = _heard(self.voices, sides, vectors, near)
        return float(risks.astype(np.float64).mean()), np.mean(shares, axis=0)

    def project(self, vectors: Matrix) -> list[Matrix]:
        """Main components of each layer in LAYERS, rows of length 1."""
        found = []
        for place, layer in enumerate(LAYERS):
            rows = vectors[layer]
            seen = np.any(rows != 0, axis=1, keepdims=True)  # the encoder sees nothing in some signs
            found.append(seen * unit((rows - self.shared[f"mean{place}"]) @ self.shared[f"components{place}"]))
        return found


def _heard(
    w: weights.Arrays, sides: tuple[Evidence, Evidence], vectors: Sequence[Matrix], near: NDArray[np.int64]
) -> tuple[Matrix, Matrix]:
    """What every voice says: log odds of the pair (voices,) and of each word (voices, n + m)."""
    seen = [v @ w["see.weight"] for v in vectors]
    words = []
    for s in (0, 1):
        answer = sides[s].weights @ seen[1 - s]
        facts = (sides[s].traits - w["trait_mean"]) * w["trait_scale"]
        words.append(np.concatenate([seen[s], answer, np.abs(seen[s] - answer), seen[s] * answer, facts], axis=-1))
    h = _linear(w, "enter", np.concatenate(words, axis=1))
    n, count = words[0].shape[1], h.shape[1]
    alike = np.zeros((count, count), dtype=np.float32)
    alike[:n, n:], alike[n:, :n] = sides[0].likeness, sides[1].likeness
    bias = w["near"][:, near].transpose(0, 3, 1, 2) + w["alike"].transpose(0, 2, 1)[..., None] * alike
    for block in range(sum(name.endswith(".ask.weight") for name in w)):
        h = _block(w, f"blocks.{block}", h, bias)
    h = _norm(w, "leave", h)
    shares = _linear(w, "word", h)[..., 0]
    ask = _linear(w, "pool", h)[..., 0]
    share = np.exp(ask - ask.max(-1, keepdims=True))
    pooled = (h * (share / share.sum(-1, keepdims=True))[..., None]).sum(1), h.mean(1), h.max(1)
    peak = shares.max(-1, keepdims=True)
    crowd = peak + np.log(np.exp(shares - peak).sum(-1, keepdims=True))
    whole = np.concatenate([*pooled, peak, crowd], axis=-1)[:, None]
    return _linear(w, "say", _silu(_linear(w, "weigh", whole)))[:, 0, 0], shares


def _block(w: weights.Arrays, name: str, h: Matrix, bias: Matrix) -> Matrix:
    voices, count, _ = h.shape
    asked = _linear(w, f"{name}.ask", _norm(w, f"{name}.first", h))
    q, k, v = (x.reshape(voices, count, bias.shape[1], -1).transpose(0, 2, 1, 3) for x in np.split(asked, 3, axis=-1))
    scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(np.float32(q.shape[-1])) + bias
    grown = np.exp(scores - scores.max(-1, keepdims=True))
    mixed = (grown / grown.sum(-1, keepdims=True)) @ v
    h = h + _linear(w, f"{name}.answer", mixed.transpose(0, 2, 1, 3).reshape(voices, count, -1))
    return h + _linear(w, f"{name}.narrow", _silu(_linear(w, f"{name}.widen", _norm(w, f"{name}.second", h))))


def _linear(w: weights.Arrays, name: str, x: Matrix) -> Matrix:
    y: Matrix = x.astype(np.float32, copy=False) @ w[f"{name}.weight"]
    y += w[f"{name}.bias"]
    return y


def _norm(w: weights.Arrays, name: str, x: Matrix) -> Matrix:
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
    moved: Matrix = scaled * w[f"{name}.weight"] + w[f"{name}.bias"]
    return moved


def distances(n: int, m: int, best_a: NDArray[np.int64], best_b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which distance stands between any two of n + m words, as a row of the table `near`.

    Rows 0 to 2·REACH are for words of one rendering, those after them for words that face each other.
    """
    rows = np.arange(n + m)
    place = np.where(rows < n, rows, rows - n)
    facing = (rows < n)[:, None] != (rows < n)[None]
    answer = np.concatenate([best_a, best_b])
    within = (place[None] - place[:, None]).clip(-REACH, REACH) + REACH
    across = (place[None] - answer[:, None]).clip(-NEAR, NEAR) + NEAR + 2 * REACH + 1
    return np.where(facing, across, within)


def _sigmoid(x: Matrix | float) -> NDArray[np.float64]:
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(np.asarray(x, dtype=np.float64), -50, 50)))
    return chance


def log_odds(chance: float) -> float:
    """The log odds of a chance in 0..1, kept finite."""
    kept = min(max(chance, 0.0001), 0.9999)
    return float(np.log(kept / (1 - kept)))


def _silu(x: Matrix) -> Matrix:
    y: Matrix = x / (1 + np.exp(-np.clip(x, -50, 50)))
    return y


def load_judge(model_digest: str) -> Judge | None:
    """Return the judge learned for the model with this SHA-256, None where there is none."""
    arrays = weights.load("judge", model_digest)
    return None if arrays is None else judge_from(arrays)


def judge_from(arrays: weights.Arrays) -> Judge:
    """Return the judge whose arrays are named as Judge's `shared` has them, or `<voice>.<weight>`."""
    shared: dict[str, Matrix] = {}
    voices: dict[str, dict[str, Matrix]] = {}
    for name, array in arrays.items():
        voice, apart, weight = name.partition(".")
        if apart:
            voices.setdefault(voice, {})[weight] = array
        else:
            shared[name] = array
    return Judge(shared, together(list(voices.values())))


def together(voices: Sequence[weights.Arrays]) -> weights.Arrays:
    """The weights of networks of one shape beside each other, for all of them to be heard in one pass.

    The first axis counts the voices. Matrices are turned to (voices, in, out), as products read them, vectors get the
    shape (voices, 1, width); the table `near` is (voices, places, heads).
    """
    found = {}
    for name in voices[0]:
        arrays = [voice[name] for voice in voices]
        if name.endswith(".weight") and arrays[0].ndim == 2:
            arrays = [np.ascontiguousarray(array.T) for array in arrays]
        stacked = np.stack(arrays)
        found[name] = stacked[:, None] if stacked.ndim == 2 else stacked
    return found
