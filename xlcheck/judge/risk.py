"""The risk of a pair from what the judge and the kinds say of it, and the finding that a high risk alone calls for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xlcheck import lexicon, weights
from xlcheck.judge.network import log_odds
from xlcheck.model import Aligned, Drift, Judgement, Kind, Severity, Stretch, Word

Vector = NDArray[np.float64]

# A pair this risky is shown though no kind found a serious drift, if the judge can point at a place: its likeliest word
# must stand so far above the third likeliest. Of pairs that the judge never saw that gates, with the kinds, 41 % of
# DEMETR's serious ones (37 % the kinds alone), 28.5 % of free renderings with one slip (28.0 %) and 4.7 % of those
# without (4.6 %); from 0.65 on a third of 36 checked harmless pairs is gated beside the two of the kinds.
SUSPICION, PLACED = 0.78, 0.3
# The same for pairs cut from reports, which summarise, break off and go on in the reporter's voice: of 555 such pairs
# six reach 0.7 without a kind's finding, one of them 0.84, and none is a drift.
SUSPICION_IN_REPORTS = 0.9
SHARE = 0.5  # words with at least this share of the strongest word's belong to the place shown
LONGEST = 6  # words shown: more would point nowhere

ANY_MODEL = "any"  # these weights add up opinions and never see a vector
KINDS = tuple(kind for kind in Kind if kind not in (Kind.ATTRIBUTION, Kind.QUOTATION, Kind.TERM, Kind.WORDING))

OF_KINDS = 4 + len(KINDS)

# What met no answer, and the words that the judge doubts, bring the log odds of a pair nearer to LEVEL, not beyond. So
# they part machine translations with a major error from those without (AUROC 0.69 instead of 0.67 on pairs left out of
# the fit) while the riskiest pairs stay the riskiest, and all pairs' log loss falls from 0.510 to 0.505. Learned from
# that loss the two weights come out as 0.2 and 0.7 (0.502): people who translate freely leave much unanswered, and the
# slips planted in their renderings rank a little worse for it (0.71 instead of 0.73).
LEVEL, UNANSWERED, DOUBTED = 1.0, 1.0, 0.8


def final_risk(judgement: Judgement | None, drifts: Sequence[Drift], aligned: Aligned) -> float:
    """Chance in 0..1 that the meaning changed materially, to four decimals; from the kinds alone without a judge."""
    table = weights.load("judge.risk", ANY_MODEL)
    if table is None:
        raise FileNotFoundError("weights/judge.risk.npz: missing from the installation")
    if aligned.a.text == aligned.b.text:
        return 0.0
    chosen = "rules" if judgement is None else "both"
    odds = float(opinions(judgement, drifts) @ table[f"{chosen}.weight"] + table[f"{chosen}.bias"])
    final = calibrated(raised(np.array([odds]), np.array([doubts(judgement, aligned)])), table[f"{chosen}.calibration"])
    return round(float(final[0]), 4)


def raised(odds: Vector, doubt: Vector) -> Vector:
    """Log odds (n,) as far as doubts (n,) bring them nearer to LEVEL; whatever is above it stays."""
    return np.where(odds < LEVEL, LEVEL - (LEVEL - odds) * np.exp(-doubt), odds)


def calibrated(odds: Vector, table: NDArray[np.float32]) -> Vector:
    """Chances (n,) of log odds (n,): a slope above LEVEL, one below it, and what the chance is there."""
    above, below, there = table
    straight: Vector = 1 / (
        1 + np.exp(-(above * np.maximum(odds - LEVEL, 0) + below * np.minimum(odds - LEVEL, 0) + there))
    )
    return straight


def doubts(judgement: Judgement | None, aligned: Aligned) -> float:
    """How much there is to doubt in a pair that nothing else tells of, 0 and more.

    Besides what met no answer, the root of how many words the judge holds for changed.
    """
    words = 0.0 if judgement is None else sum(judgement.a + judgement.b) ** 0.5
    return UNANSWERED * unanswered(aligned) + DOUBTED * words


def opinions(judgement: Judgement | None, drifts: Sequence[Drift]) -> NDArray[np.float32]:
    """What judge and kinds say of a pair: the judge's log odds, then OF_KINDS numbers.

    Of the kinds: how sure they are of their worst drifts, and each by itself. What the judge says of single words adds
    nothing here: on pairs left out of the fit its peak and its sum took DEMETR's AUROC from 0.833 to 0.816.
    """
    wanted = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
    critical, major, minor = ([d for d in drifts if d.severity is severity] for severity in wanted)
    found = [
        0.0 if judgement is None else log_odds(judgement.risk),
        max((d.confidence for d in critical), default=0.0),
        max((d.confidence for d in major), default=0.0),
        min(3.0, sum(d.confidence for d in (*critical, *major))),
        min(5.0, sum(d.confidence for d in minor)),
        *(max((d.confidence for d in (*critical, *major) if d.kind is kind), default=0.0) for kind in KINDS),
    ]
    return np.array(found, dtype=np.float32)


def unanswered(aligned: Aligned) -> float:
    """How much content met no answer, over the root of how much there is, both renderings added up: 0 and more.

    A linked word met as much of an answer as its likeliest link is likely. Machine translations with a major error,
    matched in length with faultless ones, are told by that at an AUROC of 0.69 (TED) and 0.72 (news) on fold 1, by the
    share of the content at 0.68 and 0.70; of pairs the judge never saw it tells more than the judge. People who
    translate freely leave as much unanswered.
    """
    answered = [0.0] * len(aligned.a.words), [0.0] * len(aligned.b.words)
    for link in aligned.links:
        for side, at in zip(answered, (link.a, link.b), strict=True):
            side[at] = max(side[at], link.score)
    found: list[float] = []
    for words, chances in zip((aligned.a.words, aligned.b.words), answered, strict=True):
        weights = [0.0 if word.is_mark or lexicon.is_light(word.text) else lexicon.rarity(word.text) for word in words]
        lost = sum(weight * (1 - chance) for weight, chance in zip(weights, chances, strict=True))
        found.append(lost / max(1.0, sum(weights)) ** 0.5)
    return sum(found)


def meaning_from_risk(
    aligned: Aligned,
    judgement: Judgement | None,
    risk: float,
    drifts: Sequence[Drift],
    suspicion: float = SUSPICION,
) -> Drift | None:
    """The finding for a pair that is risky as a whole although no kind found a serious drift in it.

    `suspicion` is the least risk of a bare pair; one cut from reports needs more. The finding stands on the words that
    the judge holds most responsible; its confidence is the risk.
    """
    least = suspicion if aligned.a.quote is None and aligned.b.quote is None else SUSPICION_IN_REPORTS
    if judgement is None or risk < least or any(drift.severity.serious for drift in drifts):
        return None
    *_, third, _, peak = sorted((0.0, 0.0, *judgement.a, *judgement.b))
    if peak - third < PLACED or _weighed_already(aligned, judgement, peak):
        return None
    a, b = _likeliest(aligned.a.words, judgement.a, peak), _likeliest(aligned.b.words, judgement.b, peak)
    if a is None and b is None:
        return None
    shown = [f"{name} “{text[at.start : at.end]}”" for name, text, at in
             (("A", aligned.a.text, a), ("B", aligned.b.text, b)) if at is not None]  # fmt: skip
    message = f"The meaning probably differs around {' and '.join(shown)}: a learned estimate that no rule confirms."
    return Drift(Kind.MEANING, Severity.MAJOR, round(risk, 2), message, a, b)


def _weighed_already(aligned: Aligned, judgement: Judgement, peak: float) -> bool:
    """Whether the likeliest word is a figure or a denial: kinds that compare nothing else found that it is answered."""
    sides = ((aligned.a.words, judgement.a), (aligned.b.words, judgement.b))
    likeliest = next(
        word.text for words, shares in sides for word, share in zip(words, shares, strict=True) if share == peak
    )
    return lexicon.is_figure(likeliest) or lexicon.is_negative(likeliest)


def _likeliest(words: Sequence[Word], shares: Sequence[float], peak: float) -> Stretch | None:
    """The run of words around the likeliest one, None where the other rendering's words are far likelier."""
    at = max((i for i, w in enumerate(words) if not w.is_mark or w.text == "?"), key=lambda i: shares[i], default=None)
    if at is None or shares[at] < SHARE * peak:
        return None
    first = last = at
    while last - first < LONGEST - 1:
        before, after = shares[first - 1] if first else 0.0, shares[last + 1] if last + 1 < len(words) else 0.0
        if max(before, after) < SHARE * peak:
            break
        first, last = (first - 1, last) if before >= after else (first, last + 1)
    return Stretch(words[first].start, words[last].end)
