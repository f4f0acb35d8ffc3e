"""`xlcheck compare`: read the articles, check them, show the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from xlcheck import baseline, termbase
from xlcheck.commands.sink import colored, put, save, say, width
from xlcheck.config import Options
from xlcheck.errors import InputError, SettingsError
from xlcheck.gate import BLOCKING, CANNOT, exit_code, tuned
from xlcheck.model import Article, Note, Result
from xlcheck.read import read
from xlcheck.render import render
from xlcheck.render.view import View
from xlcheck.settings import FORMATS


def compare(paths: Sequence[str], options: Options) -> int:
    """Check the articles against each other and return the exit code."""
    if len(paths) < 2:
        raise SettingsError("compare needs two articles or more")
    outputs = [(Path(name), format_of(name)) for name in options.output]
    result = check_paths(paths, options)
    if result is None:
        return CANNOT
    for path, name in outputs:
        save(path, render(name, result, view_of(options, for_file=True)))
    if not options.quiet:
        put(render(options.format, result, view_of(options)))
    for note in result.notes:
        if note.code in BLOCKING or note.code == "no-pair":
            name = "" if note.article is None else f"{result.articles[note.article].path}: "
            say(f"xlcheck: {name}{note.message}")
    return exit_code(result, options.settings.fail_on)


def check_paths(paths: Sequence[str], options: Options) -> Result | None:
    """The result over every article that can be read; None, and the reasons told, where fewer than two can."""
    articles, unread = read_all(paths)
    if len(articles) < 2:
        for note in unread:
            say(f"xlcheck: {note.message}")
        return None
    return finished(articles, unread, options)


def read_all(paths: Sequence[str]) -> tuple[list[Article], list[Note]]:
    """Every article that can be read, and a note for each that cannot."""
    articles, unread = [], []
    for path in paths:
        try:
            articles.append(read(path))
        except InputError as error:
            unread.append(Note("unreadable", str(error)))
    return articles, unread


def finished(articles: Sequence[Article], unread: Sequence[Note], options: Options) -> Result:
    """The result as the settings want it counted."""
    from xlcheck.check import check
    from xlcheck.drift.term import terms_in
    from xlcheck.embed import load

    settings = options.settings
    # Files that the user named are read before the model loads: a typing error should not cost seconds.
    entries = baseline.load(Path(settings.baseline)) if settings.baseline is not None else ()
    terms = termbase.load(settings.termbase) if settings.termbase is not None else None
    result = check(articles, load(settings), settings)
    if terms is not None:
        result = replace(result, findings=(*result.findings, *terms_in(result.quotes, result.pairs, terms)))
    result = replace(result, notes=(*unread, *result.notes))
    result = tuned(result, settings.ignore, settings.severity)
    return baseline.applied(result, entries, date.today())


def view_of(options: Options, for_file: bool = False) -> View:
    """How the options want it shown; a file gets no colour and no terminal's width."""
    fail_on, show = options.settings.fail_on, options.show
    return View(fail_on, show) if for_file else View(fail_on, show, width(), colored(options.color))


def format_of(name: str) -> str:
    """The format that a file's name asks for."""
    ending = max((e for ends in FORMATS.values() for e in ends if name.lower().endswith(e)), key=len, default=None)
    if ending is None:
        known = ", ".join(e for ends in FORMATS.values() for e in ends)
        raise SettingsError(f"{name}: no format goes by this name's ending; known are {known}")
    return next(f for f, ends in FORMATS.items() if ending in ends)
