"""Many pairs of reports: where they come from, how they are shared out, what came of each."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from xlcheck.errors import InputError
from xlcheck.gate import CANNOT
from xlcheck.model import Article, Finding, Pair, Quote, Result, Span


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison asked for."""

    id: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a row: a result, or the reason why there is none. `code` is the exit code it would have alone."""

    row: Row
    code: int
    result: Result | None = None
    error: str | None = None


def rows_from(manifest: Path) -> tuple[Row, ...]:
    """The rows of a CSV, TSV or JSONL file; paths count from its folder. Raises InputError naming file and line."""
    try:
        text = manifest.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(manifest), "not UTF-8 text") from error
    except OSError as error:
        raise InputError(str(manifest), str(error.strerror or error)) from error
    json_lines = manifest.suffix.lower() in (".jsonl", ".ndjson") or text.lstrip().startswith("{")
    found = _json_rows(manifest, text) if json_lines else _table_rows(manifest, text)
    folder = manifest.parent
    rows = tuple(Row(name or _named(a, b), str(folder / a), str(folder / b)) for a, b, name in found)
    if not rows:
        raise InputError(str(manifest), "names no pairs")
    return rows


def _named(a: str, b: str) -> str:
    """What a row is called that has no name: both paths, a folder that they share told once."""
    folder, _, last = b.rpartition("/")
    if folder and a.rpartition("/")[0] == folder:
        return f"{folder.rpartition('/')[2]}/{a.rpartition('/')[2]} ~ {last}"
    return f"{a} ~ {b}"


def _json_rows(manifest: Path, text: str) -> Iterator[tuple[str, str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(str(manifest), f"line {number}: not JSON") from error
        if not isinstance(row, dict) or not all(isinstance(row.get(k), str) and row[k] for k in "ab"):
            raise InputError(str(manifest), f'line {number}: expected {{"a": PATH, "b": PATH}}')
        yield row["a"], row["b"], str(row.get("id", ""))


def _table_rows(manifest: Path, text: str) -> Iterator[tuple[str, str, str]]:
    delimiter = "\t" if manifest.suffix.lower() in (".tsv", ".tab") or "\t" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    order = (0, 1, 2)
    try:
        for number, row in enumerate(reader):
            cells = [cell.strip() for cell in row]
            if number == 0 and {"a", "b"} <= set(cells):  # a head line names the columns, in any order
                order = (cells.index("a"), cells.index("b"), cells.index("id") if "id" in cells else len(cells))
                continue
            if not any(cells):
                continue
            a, b, name = ((cells[k] if k < len(cells) else "") for k in order)
            if not a or not b:
                raise InputError(str(manifest), f"line {reader.line_num}: expected two paths")
            yield a, b, name
    except csv.Error as error:
        raise InputError(str(manifest), f"line {reader.line_num}: not CSV: {error}") from error


def rows_between(a: Path, b: Path) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """A row for each file name that both folders hold, and the names that only one of them holds."""
    names = []
    for folder in (a, b):
        try:
            names.append({entry.name for entry in folder.iterdir() if entry.is_file() and entry.name[0] != "."})
        except OSError as error:
            raise InputError(str(folder), str(error.strerror or error)) from error
    both = sorted(names[0] & names[1])
    if not both:
        raise InputError(f"{a} and {b}", "no file is in both folders")
    return tuple(Row(name, str(a / name), str(b / name)) for name in both), tuple(sorted(names[0] ^ names[1]))


def run(rows: Sequence[Row], compare: Callable[[Row], Outcome], jobs: int) -> Iterator[Outcome]:
    """The outcome of every row, in order; `jobs` 0 is one process a processor.

    `compare` must be picklable where there is more than one.
    """
    jobs = min(jobs or len(os.sched_getaffinity(0)), len(rows))
    if jobs == 1:
        yield from map(compare, rows)
        return
    # A forked child would share the threads and locks of whatever the parent has loaded.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        waiting = [pool.submit(compare, row) for row in rows]
        for row, future in zip(rows, waiting, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield Outcome(row, CANNOT, error="the process that checked it died")
    finally:  # after a signal, what has not begun never will
        pool.shutdown(wait=False, cancel_futures=True)


def worst(outcomes: Sequence[Outcome]) -> int:
    """The exit code of a batch: that of its worst row."""
    return max((outcome.code for outcome in outcomes), default=CANNOT)


def merged(results: Sequence[Result]) -> Result:
    """All results as one, for formats that hold one list of findings; articles keep their order and get new ids."""
    articles: list[Article] = []
    quotes: list[Quote] = []
    pairs: list[Pair] = []
    findings: list[Finding] = []
    unpaired: list[Quote] = []
    notes = []
    for result in results:
        shift, first = len(articles), len(pairs)
        own = [replace(article, id=article.id + shift) for article in result.articles]

        def span(old: Span | None, own: list[Article] = own) -> Span | None:
            return None if old is None else Span(own[old.article.id], old.start, old.end)

        def quote(old: Quote, own: list[Article] = own) -> Quote:
            return replace(old, article=own[old.article.id])

        articles += own
        quotes += map(quote, result.quotes)
        unpaired += map(quote, result.unpaired)
        for pair in result.pairs:
            a, b = span(pair.a), span(pair.b)
            assert a is not None and b is not None
            pairs.append(replace(pair, a=a, b=b, quotes=(quote(pair.quotes[0]), quote(pair.quotes[1]))))
        for finding in result.findings:
            number = None if finding.pair is None else finding.pair + first
            findings.append(replace(finding, pair=number, a=span(finding.a), b=span(finding.b)))
        notes += [n if n.article is None else replace(n, article=n.article + shift) for n in result.notes]
    return Result(
        tuple(articles),
        tuple(quotes),
        tuple(pairs),
        tuple(findings),
        tuple(unpaired),
        tuple(notes),
        results[0].signature if results else "",
    )
