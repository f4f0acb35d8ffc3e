"""The first line of every format for people: one word, and why."""

from __future__ import annotations

from dataclasses import dataclass

from xlcheck.gate import BLOCKING, counting, exit_code
from xlcheck.model import Finding, Result, Verdict
from xlcheck.render.context import letter, plural
from xlcheck.render.view import View

GLUE = "\u00a0"
"""A blank at which no line is broken."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`word` is CHECK, OK, NONE or CANNOT; `reason` completes it."""

    word: str
    reason: str


def matters(finding: Finding, view: View) -> bool:
    """Whether a reader is to look at this one by itself.

    Whatever fails the run is a reason to look; what is serious is, even where --fail-on lets it pass.
    """
    return finding.severity.serious or view.fail_on.hit_by(finding.severity)


def decide(result: Result, view: View) -> Decision:
    """What the reader is to do, and why."""
    blocked = [note for note in result.notes if note.code in BLOCKING]
    if blocked:
        return Decision("CANNOT", f"{plural(len(blocked), 'article')} could not be checked, see the notes below")
    both = (
        "both reports quote" if len(result.articles) < 3 else f"two or more of the {len(result.articles)} reports quote"
    )
    if not result.pairs and not result.findings:
        return Decision("NONE", f"there is nothing to compare: no statement is in {_reports(result)}")
    matter = [finding for finding in counting(result) if matters(finding, view)]
    statements = plural(len(result.pairs), "statement")
    if matter:
        verb = "drift that matters" if len(matter) == 1 else "drifts that matter"
        return Decision("CHECK", f"{len(matter)} {verb}, in {statements} that {both}")
    open_ones = {Verdict.UNCERTAIN, Verdict.MEANING} & {p.comparison.verdict for p in result.pairs if p.comparison}
    if open_ones:  # undecided, or what differs was accepted or ignored: not the same thing as saying the same
        return Decision("OK", f"no drift that counts in {statements} that {both} ({breakdown(result)})")
    return Decision("OK", f"every statement that {both} says the same thing ({breakdown(result)})")


def breakdown(result: Result) -> str:
    """How many statements were paired and what became of them: `5 paired: 1 verbatim, 4 reworded`."""
    verdicts = [pair.comparison.verdict for pair in result.pairs if pair.comparison is not None]
    names = {
        Verdict.VERBATIM: "verbatim",
        Verdict.FORMATTING: "verbatim but for form",
        Verdict.WORDING: "reworded",
        Verdict.MEANING: "changed in meaning",
        Verdict.UNCERTAIN: "uncertain",
    }
    parts = [f"{verdicts.count(verdict)} {name}" for verdict, name in names.items() if verdict in verdicts]
    return f"{len(result.pairs)} paired" + (": " + ", ".join(parts) if parts else "")


def counts(result: Result, hint: str = "") -> list[str]:
    """What was paired, left unpaired and suppressed, each part a few words; `hint` says how to see what is unpaired."""
    parts = [plural(len(result.pairs), "statement") + " paired"]
    left = {a.id: 0 for a in result.articles}
    for quote in result.unpaired:
        left[quote.article.id] = left.get(quote.article.id, 0) + 1
    sides = [f"{left[a.id]} of {letter(a, len(result.articles))}" for a in result.articles if left.get(a.id)]
    if sides:
        sides[0] = sides[0].replace(" of", " quote of" if sides[0].startswith("1 ") else " quotes of")
        verb = "has" if sum(left.values()) == 1 else "have"
        parts.append(f"{', '.join(sides[:-1])}{' and ' if sides[1:] else ''}{sides[-1]} {verb} no counterpart{hint}")
    suppressed = len(result.findings) - len(counting(result))
    if suppressed:
        parts.append(plural(suppressed, "finding") + " suppressed")
    return parts


def outcome(result: Result, view: View) -> str:
    """The end of the last line: `fail on major: exit 1`."""
    return f"fail on {view.fail_on}: exit {exit_code(result, view.fail_on)}"


def _reports(result: Result) -> str:
    return "both reports" if len(result.articles) < 3 else "more than one report"
