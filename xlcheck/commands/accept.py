"""`xlcheck accept`: let findings pass from now on, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from xlcheck.baseline import entries_for, load, merged, written
from xlcheck.commands.compare import Checker
from xlcheck.commands.sink import put, save, say
from xlcheck.config import Options
from xlcheck.errors import SettingsError
from xlcheck.gate import BLOCKING, CANNOT, CLEAN, counting, gating
from xlcheck.render.context import plural
from xlcheck.render.escape import line
from xlcheck.settings import BASELINE


def accept(paths: Sequence[str], options: Options, reason: str, until: str | None, only: Sequence[str]) -> int:
    """Add the findings that fail the comparison, or only those named, to the baseline."""
    if len(paths) < 2:
        raise SettingsError("accept needs two articles or more")
    if not reason.strip():
        raise SettingsError("--reason: expected a text that is not empty")
    path = Path(options.settings.baseline or BASELINE)
    old = load(path) if path.exists() else ()
    last = _day(until)
    result = Checker(replace(options, settings=replace(options.settings, baseline=None))).check_paths(paths)
    blocked = [note for note in result.notes if note.code in BLOCKING]
    if blocked:
        for note in blocked:
            say(f"xlcheck: {note.message}")
        return CANNOT
    if only:
        known = {finding.fingerprint for finding in result.findings}
        missing = [mark for mark in only if mark not in known]
        if missing:
            raise SettingsError(f"--only: no finding has the fingerprint {missing[0]}")
        chosen = tuple(f for f in counting(result) if f.fingerprint in only)
    else:
        chosen = gating(result, options.settings.fail_on)
    if not chosen:
        put("nothing to accept: no finding fails this comparison\n")
        return CLEAN
    save(path, written(merged(old, entries_for(result, chosen, reason.strip(), last))))
    put(f"{plural(len(chosen), 'finding')} accepted in {line(str(path))}\n")
    return CLEAN


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError("--until: expected a date like 2030-12-31") from error
