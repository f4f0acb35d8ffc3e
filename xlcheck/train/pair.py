"""Learn how much each piece of evidence says for two stretches rendering one statement.

    python -m xlcheck.train.pair --data FOLDER

FOLDER holds `docalign.dev.jsonl` (two translations of one text, unit by unit), `wire/` (pairs of reports with gold
pairs) and `polnear.dev.jsonl` (articles with their quotes); `pair_data` says what is made of them. Further pairs of
reports, written for this project, lie in `fixtures/reports`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xlcheck import weights
from xlcheck.align import load_head
from xlcheck.embed import load
from xlcheck.pair.evidence import EVIDENCE, LINKED, SURROUNDINGS, surroundings
from xlcheck.pair.likeness import chances, in_doubt, log_odds, over_free
from xlcheck.pair.wording import Vectors
from xlcheck.train import FIXTURES, found_in, write_arrays
from xlcheck.train.pair_data import Case, Model, document_case, documents, remarks, report_case

SEED = 20230410
HELD_OUT = 0.3  # of the documents, to measure on
# Times that reports of the data folder count, once those of this project. Once a trap in them was paired, four times a
# pair of the two real reports was lost; of twelve pairs of reports that nothing was learned from F1 is 0.912 each time.
WIRE = 2


class Share(NamedTuple):
    """Of all weight: for reports, few as they are, since they are what the tool is for; and for other remarks."""

    reports: float
    remarks: float


# The third model has little but its few weights to learn, so documents may say more there.
SHARES = (Share(0.7, 0.15), Share(0.7, 0.15), Share(0.6, 0.15))
RIDGES = (15.0, 15.0, 3.0)  # of 3, 8 and 15 the best on reports not learned from; the third has few weights
# Which way evidence may speak that does not speak for a candidate only: 0 for either way. Unbounded, pieces that say
# the same thing take opposite weights to fit noise.
SIGNS = {
    "speakers differ": -1, "length": 0, "kept": 0, "unmarked": 0,
}  # fmt: skip

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What is known of candidates: one a row, right (1) or wrong (0), and how much each counts."""

    evidence: Vectors
    right: Vectors
    share: Vectors


class Fitted(NamedTuple):
    """Weights and bias last: as they hold in documents, and in reports, where the tool works."""

    documents: Vectors
    reports: Vectors


class Data(NamedTuple):
    """The cases of every kind."""

    documents: list[Case]
    reports: list[Case]
    remarks: list[Case]


def main() -> None:
    """Train, measure, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=Path, default=FIXTURES / "reports", help="further pairs of reports")
    parser.add_argument("--cases", nargs="*", help="names of the reports to learn from; all, unless given")
    parser.add_argument("--out", type=Path, default=Path(weights.__file__).with_name("pair.npz"))
    options = parser.parse_args()
    embed, rng = load(), random.Random(SEED)
    model = Model(embed, load_head(embed.digest))

    texts = documents(options.data / "docalign.dev.jsonl", rng)
    held_out = int(len(texts) * HELD_OUT)
    measured = [document_case(d, rng, model) for d in texts[:held_out]]
    learned = [document_case(d, rng, model) for d in texts[held_out:]]
    wire, own = (
        [
            report_case(f.parent, model)
            for f in found_in(folder, "*/gold.json")
            if options.cases is None or f.parent.name in options.cases
        ]
        for folder in (options.data / "wire", options.reports)
    )
    reports = wire * WIRE + own
    data = Data(learned, reports, remarks(options.data / "polnear.dev.jsonl", model))

    models = train(data)
    names = (EVIDENCE, SURROUNDINGS, LINKED)
    first, second, third = (fitted.reports for fitted in models)
    weighed = np.array(EVIDENCE + SURROUNDINGS + LINKED)
    fits = {"first": first, "second": second, "third": third, "evidence": weighed}
    write_arrays(options.out, fits | {weights.MODEL_KEY: np.array(embed.digest)})
    say = sys.stdout.write
    for of_one, fitted in zip(names, models, strict=True):
        for name, weight in zip((*of_one, "bias"), fitted.reports, strict=True):
            say(f"{name:18} {weight:+.3f}\n")
    for name, cases, of_documents in (("documents held out", measured, True), ("reports learned from", reports, False)):
        one = [fitted.documents if of_documents else fitted.reports for fitted in models]
        rows = known([likelihood(case, one)[:, None] for case in cases], cases)
        say(f"{name}: {len(rows.right)} candidates, {int(rows.right.sum())} right\n{reliability(rows)}\n")


def train(data: Data) -> tuple[Fitted, Fitted, Fitted]:
    """The three models. The first is learned twice: which rivals are free is not known before."""
    first = fit([known([case.evidence for case in cases], cases) for cases in data], EVIDENCE, 0)
    first = fit([known([freed(case, w) for case in cases], cases) for cases, w in _each(data, first)], EVIDENCE, 0)
    second = fit(
        [known([around(case, w) for case in cases], cases) for cases, w in _each(data, first)], SURROUNDINGS, 1
    )
    rows = []
    for cases, one, two in zip(data, _of_each(first), _of_each(second), strict=True):
        odds = [log_odds(around(case, one), two) for case in cases]
        doubted = np.concatenate([in_doubt(of_case) for of_case in odds])
        asked = [np.column_stack([of_case, case.linked]) for of_case, case in zip(odds, cases, strict=True)]
        rows.append(known(asked, cases, doubted))
    return first, second, fit(rows, LINKED, 2)


def _of_each(fitted: Fitted) -> tuple[Vectors, Vectors, Vectors]:
    return fitted.documents, fitted.reports, fitted.reports


def _each(data: Data, fitted: Fitted) -> list[tuple[list[Case], Vectors]]:
    return list(zip(data, _of_each(fitted), strict=True))


def freed(case: Case, first: Vectors) -> Vectors:
    """A case's evidence with the lead over the rivals that are free."""
    return over_free(case.evidence, case.field, first) if case.candidates else case.evidence


def around(case: Case, first: Vectors) -> Vectors:
    """The evidence of a case's surroundings."""
    return surroundings(case.candidates, log_odds(freed(case, first), first))


def likelihood(case: Case, models: Sequence[Vectors]) -> Vectors:
    """The log-odds of a case's candidates by all three models."""
    odds = log_odds(around(case, models[0]), models[1])
    asked = in_doubt(odds) & ~np.isnan(case.linked).any(1)
    odds[asked] = log_odds(np.column_stack([odds, case.linked])[asked], models[2])
    return odds


def known(evidence: Sequence[Vectors], cases: Sequence[Case], among: NDArray[np.bool_] | None = None) -> Rows:
    """The candidates of which it is known whether they are right, those `among` them only, if given."""
    rows = np.vstack(evidence)
    right = np.concatenate([case.right for case in cases])
    chosen = ~np.isnan(right) & ~np.isnan(rows).any(1)
    if among is not None:
        chosen &= among
    share = np.concatenate([case.share for case in cases])[chosen]
    return Rows(rows[chosen], right[chosen], share / share.sum())


def fit(rows: Sequence[Rows], names: Sequence[str], number: int) -> Fitted:
    """Ridge logistic regression, signs bounded, on documents, reports and remarks; documents have their own bias."""
    from scipy.optimize import minimize

    share_of = SHARES[number]
    of_documents, of_reports, of_remarks = rows
    x = np.vstack([of_one.evidence for of_one in rows]).astype(np.float64)
    y = np.concatenate([of_one.right for of_one in rows]).astype(np.float64)
    first = np.arange(len(y)) < len(of_documents.right)
    share = np.concatenate(
        [
            (1 - share_of.reports - share_of.remarks) * of_documents.share,
            share_of.reports * of_reports.share,
            share_of.remarks * of_remarks.share,
        ]
    )
    share = share * 2 * len(of_reports.right)
    scale = np.maximum(x.std(0), 1e-3)
    z = np.column_stack([x / scale, first, ~first])
    ridge = np.array([RIDGES[number]] * x.shape[1] + [0, 0])

    def loss(w: Matrix) -> tuple[float, Matrix]:
        logits = z @ w
        value = float((share * (np.logaddexp(0, logits) - y * logits)).sum() + (ridge * w**2).sum() / 2)
        slope = share * (1 / (1 + np.exp(-np.clip(logits, -30, 30))) - y)
        return value, z.T @ slope + ridge * w

    bounds = [{1: (0, None), -1: (None, 0), 0: (None, None)}[SIGNS.get(name, 1)] for name in names]
    found = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B", bounds=[*bounds, *[(None, None)] * 2])
    learned, (document, report) = (found.x[:-2] / scale), found.x[-2:]
    return Fitted(np.append(learned, document).astype(np.float32), np.append(learned, report).astype(np.float32))


def reliability(rows: Rows) -> str:
    """How often candidates of about one likeness are right, a line for each tenth; `rows` hold log-odds."""
    chance = chances(rows.evidence[:, 0])
    lines = []
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1 + (low > 0.85))
        if inside.any():
            mean, right = chance[inside].mean(), rows.right[inside].mean()
            lines.append(f"  {low:.1f}  said {mean:.3f}  right {right:.3f}  of {int(inside.sum())}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
