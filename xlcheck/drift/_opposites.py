"""What makes opposites say the same: one of them denied or lessened, what they compare exchanged or counted apart."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.drift._changes import Changes, Substitution
from xlcheck.drift._negatives import DENYING
from xlcheck.drift._pairing import Indices, texts
from xlcheck.lexicon import is_figure, is_function, is_negative, lemma, normalise
from xlcheck.model import Aligned, Rendering, Word

_REACH = 6  # words before a phrase within which a “not” or “no” denies it
_OPENS_CLAUSE = frozenset("that which who whom whose because if when while although though where".split())


def lessened(rendering: Rendering, indices: Indices) -> bool:
    """Whether a phrase turns its own adjective round: “less good”, “the least useful”."""
    words = [normalise(word) for word in texts(rendering, range(max(0, indices[0] - 1), indices[-1] + 1))]
    return any(word in {"less", "least"} for word in words[:-1])


def denied_once(aligned: Aligned, s: Substitution) -> bool:
    """Whether only one side denies its words, which makes opposites say the same.

    Counted within the clause and beyond it: “not … boats that aren't safe” denies “safe” once, “I do not think that it
    is safe” denies it too.
    """
    return any(
        denied(aligned.a, s.a, beyond=beyond) != denied(aligned.b, s.b, beyond=beyond) for beyond in (False, True)
    )


def denied(rendering: Rendering, indices: Indices, *, beyond: bool) -> bool:
    """Whether an odd number of words that deny stand in the few words before these, or among them."""
    words, last = rendering.words, indices[-1]
    count = sum(is_negative(words[i].text) for i in indices) if len(indices) > 1 else 0
    count += last + 1 < len(words) and normalise(words[last + 1].text) in _NONE  # lack neither, fear nobody
    count += any(_is_far(words, i) for i in indices)
    for i in range(indices[0] - 1, max(-1, indices[0] - 1 - _REACH), -1):
        word = words[i]
        if not beyond and (word.is_mark or normalise(word.text) in _OPENS_CLAUSE):
            break
        count += is_negative(word.text) or lemma(word.text) in DENYING or _is_far(words, i)
    return count % 2 == 1


def _is_far(words: Sequence[Word], i: int) -> bool:
    """Whether a word begins “far from”: far from weak."""
    return [word.text.lower() for word in words[i : i + 2]] == ["far", "from"]


_NONE = frozenset({"no", "neither", "nothing", "nobody", "none", "no-one"})


def turned_round(aligned: Aligned, found: Changes, s: Substitution) -> bool:
    """Whether the words around have changed sides, which turns a comparison round: X above Y, Y below X."""
    kept = [(i, j) for i, j in found.kept if not is_function(aligned.a.words[i].text)]
    before = {(i < s.a[0], j < s.b[0]) for i, j in kept}
    if (True, False) in before and (False, True) in before:
        return True
    if _TIMES.isdisjoint(map(normalise, texts(aligned.a, s.a))):
        return False
    governed = (
        min(((i, j) for i, j in kept if i > s.a[-1]), default=None),
        min(((j, i) for i, j in kept if j > s.b[-1]), default=None),
    )
    return any(pair is not None and pair[1] < place for pair, place in zip(governed, (s.b[0], s.a[0]), strict=True))


# “Before X, Y”, “X came after Y”: what one of them governs opens the other clause.
_TIMES = frozenset({"before", "prior", "ahead", "preceding", "after", "following"})


def counts_the_rest(aligned: Aligned, s: Substitution) -> bool:
    """Whether each of two opposites bounds a figure of its own: more than ninety are taken, fewer than thirty free."""
    bounded = []
    for words, at in ((aligned.a.words, s.a), (aligned.b.words, s.b)):
        after = at[-1] + 1
        than = after + 1 < len(words) and words[after].text.lower() == "than"
        figure = words[after + 1].text.lower() if than and is_figure(words[after + 1].text) else ""
        bounded.append("".join(filter(str.isalnum, figure)))
    return all(bounded) and bounded[0] != bounded[1]
