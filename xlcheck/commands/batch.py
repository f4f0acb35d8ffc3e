"""`xlcheck batch`: many comparisons, one summary, the exit code of the worst."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xlcheck.batch import Outcome, Row, merged, rows_between, rows_from, run, worst
from xlcheck.commands.compare import Checker, format_of, spare, summarise, view_of
from xlcheck.commands.sink import put, save, say, width
from xlcheck.config import Options
from xlcheck.errors import SettingsError, XlcheckError
from xlcheck.gate import BLOCKING, CANNOT, exit_code
from xlcheck.model import Result
from xlcheck.render import render
from xlcheck.render.summary import batch_json, table

BAR = 24  # characters


def batch(manifest: str | None, folders: Sequence[str], jobs: str, options: Options) -> int:
    """Check every pair that the manifest or the folders name."""
    if not jobs.isdigit():
        raise SettingsError("--jobs: expected a whole number, 0 for all processors")
    outputs = [(Path(name), _known(format_of(name))) for name in options.output]
    _known(options.format)
    rows, alone = _asked(manifest, folders)
    spare(options.output, [path for row in rows for path in (row.a, row.b)])
    for name in alone:
        say(f"xlcheck: {name}: only in one of the two folders, left out")
    done = []
    for outcome in run(rows, _Compare(options), int(jobs)):
        done.append(outcome)
        _progress(len(done), len(rows), options)
    for outcome in done:
        if outcome.error is not None:
            say(f"xlcheck: {outcome.row.id}: {outcome.error}")
    for path, name in outputs:
        save(path, _rendered(name, done, options, 80))
    if not options.quiet:
        put(_rendered(options.format, done, options, width()))
    if options.format == "github":
        summarise(merged(_results(done)), options)
    # A file that was left out was not checked, so the batch is not clean.
    return max(worst(done), CANNOT if alone else 0)


def _asked(manifest: str | None, folders: Sequence[str]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows, and the names of files that have no partner."""
    if manifest is not None and not folders:
        return rows_from(Path(manifest)), ()
    if manifest is None and len(folders) == 2:
        return rows_between(Path(folders[0]), Path(folders[1]))
    raise SettingsError("batch needs a manifest, or --dir twice")


@lru_cache(maxsize=1)
def _checker(options: Options) -> Checker:
    """The checker of this process: the model loads once in each, however many rows it gets."""
    return Checker(options)


@dataclass(frozen=True, slots=True)
class _Compare:
    """Checks a row, in this process or another."""

    options: Options

    def __call__(self, row: Row) -> Outcome:
        try:
            result = _checker(self.options).check_paths((row.a, row.b))
        except XlcheckError as error:
            return Outcome(row, CANNOT, error=str(error))
        except MemoryError:
            return Outcome(row, CANNOT, error="out of memory")
        except Exception as error:
            if os.environ.get("XLCHECK_DEBUG"):
                raise
            return Outcome(row, CANNOT, error=f"internal error (bug): {type(error).__name__}: {error}")
        blocked = [note for note in result.notes if note.code in BLOCKING]
        reason = "; ".join(
            note.message if note.article is None else f"{result.articles[note.article].path}: {note.message}"
            for note in blocked
        )
        return Outcome(row, exit_code(result, self.options.settings.fail_on), result, reason or None)


def _rendered(name: str, done: Sequence[Outcome], options: Options, columns: int) -> str:
    if name == "table":
        return table(done, columns)
    if name == "json":
        return batch_json(done)
    return render(name, merged(_results(done)), view_of(options, for_file=True))


def _results(done: Sequence[Outcome]) -> list[Result]:
    return [outcome.result for outcome in done if outcome.result is not None]


def _known(name: str) -> str:
    if name == "html":
        raise SettingsError("html shows one comparison; use xlcheck compare for it, or another format for a batch")
    return name


def _progress(done: int, total: int, options: Options) -> None:
    if options.quiet or not sys.stderr.isatty():
        if options.verbose:
            say(f"xlcheck: {done} of {total}")
        return
    filled = BAR * done // total
    end = "\r\x1b[K" if done == total else ""
    sys.stderr.write(f"\r[{'#' * filled}{' ' * (BAR - filled)}] {done}/{total}{end}")
    sys.stderr.flush()
