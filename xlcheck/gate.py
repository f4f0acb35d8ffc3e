"""What a result means for the one who runs it: which findings count, and the exit code."""

from __future__ import annotations

from dataclasses import replace

from xlcheck.model import Finding, Kind, Result, Severity
from xlcheck.settings import FailOn

CLEAN, DRIFT, CANNOT = 0, 1, 2

BLOCKING = frozenset({"unreadable", "no-text", "no-quotes", "beyond-cap"})
"""Codes of notes that say an article could not be checked: they outrank every finding."""


def counting(result: Result) -> tuple[Finding, ...]:
    """The findings that nobody suppressed."""
    return tuple(f for f in result.findings if f.suppressed is None)


def gating(result: Result, fail_on: FailOn) -> tuple[Finding, ...]:
    """The findings that make the run fail."""
    return tuple(f for f in counting(result) if fail_on.hit_by(f.severity))


def exit_code(result: Result, fail_on: FailOn) -> int:
    """0 clean, 1 drift at or above `fail_on`, 2 where an article could not be checked."""
    if any(note.code in BLOCKING for note in result.notes):
        return CANNOT
    return DRIFT if gating(result, fail_on) else CLEAN


def pair_severities(result: Result) -> list[Severity]:
    """For each pair the highest severity among its findings that count."""
    worst = [Severity.NONE] * len(result.pairs)
    for finding in counting(result):
        if finding.pair is not None and finding.severity.rank > worst[finding.pair].rank:
            worst[finding.pair] = finding.severity
    return worst


def tuned(result: Result, ignore: tuple[Kind, ...], severity: tuple[tuple[Kind, Severity], ...]) -> Result:
    """Set the severity of whole kinds and suppress others; what is suppressed stays in the result."""
    levels = dict(severity)

    def tune(finding: Finding) -> Finding:
        if finding.kind in levels:
            finding = replace(finding, severity=levels[finding.kind])
        if finding.kind in ignore and finding.suppressed is None:
            finding = replace(finding, suppressed=f"the kind {finding.kind} is ignored")
        return finding

    return replace(result, findings=tuple(tune(f) for f in result.findings))
