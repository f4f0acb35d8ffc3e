"""`xlcheck compare`: read the articles, check them, show the result."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from xlcheck import baseline
from xlcheck.commands.sink import colored, put, save, say, width
from xlcheck.config import Options
from xlcheck.errors import InputError, SettingsError
from xlcheck.gate import BLOCKING, exit_code
from xlcheck.model import Article, Note, Result
from xlcheck.read import READERS, read
from xlcheck.render import render
from xlcheck.render.view import View
from xlcheck.settings import FORMATS

if TYPE_CHECKING:
    from xlcheck.embed import Embedder


def compare(paths: Sequence[str], options: Options) -> int:
    """Check the articles against each other and return the exit code."""
    if len(paths) < 2:
        raise SettingsError("compare needs two articles or more")
    outputs = [(Path(name), format_of(name)) for name in options.output]
    spare(options.output, paths)
    result = Checker(options).check_paths(paths)
    for path, name in outputs:
        save(path, render(name, result, view_of(options, for_file=True)))
    if not options.quiet:
        put(render(options.format, result, view_of(options)))
    if options.format == "github":
        summarise(result, options)
    for note in result.notes:
        if note.code in BLOCKING or note.code == "no-pair":
            name = "" if note.article is None else f"{result.articles[note.article].path}: "
            say(f"xlcheck: {name}{note.message}")
    return exit_code(result, options.settings.fail_on)


class Checker:
    """Checks articles as the options want it; what the options name is read once, the model loads when first needed."""

    def __init__(self, options: Options) -> None:
        """Read the baseline: a typing error in it should not cost the seconds of a model."""
        settings = options.settings
        if options.input_format is not None and options.input_format not in READERS:
            raise SettingsError(f"--input-format: expected one of {', '.join(READERS)}")
        self._options = options
        self._accepted = baseline.load(Path(settings.baseline)) if settings.baseline is not None else ()
        self._embedder: Embedder | None = None

    def check_paths(self, paths: Sequence[str]) -> Result:
        """The result over every article that can be read. Raises InputError where fewer than two can."""
        articles: list[Article] = []
        unread: list[InputError] = []
        for path in paths:
            try:
                self._tell(f"reading {path}")
                articles.append(read(path, self._options.input_format, self._options.settings.caps))
            except InputError as error:
                unread.append(error)
        if len(articles) < 2:
            for other in unread[:-1]:
                say(f"xlcheck: {other}")
            raise unread[-1]
        return self._check(articles, [Note("unreadable", str(reason)) for reason in unread])

    def _check(self, articles: Sequence[Article], unread: Sequence[Note]) -> Result:
        from xlcheck.check import check
        from xlcheck.embed import load

        settings = self._options.settings
        if self._embedder is None:
            self._tell(f"model {settings.model}, backend {settings.backend}")
            self._embedder = load(settings)
        result = check(articles, self._embedder, settings)
        self._tell(f"{len(result.quotes)} quotes, {len(result.pairs)} pairs, {len(result.findings)} findings")
        result = replace(result, notes=(*unread, *result.notes))
        return baseline.applied(result, self._accepted, date.today())

    def _tell(self, text: str) -> None:
        if self._options.verbose:
            say(f"xlcheck: {text}")


def summarise(result: Result, options: Options) -> None:
    """Append the Markdown to the summary of the workflow's step, where there is one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        try:
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(render("markdown", result, view_of(options, for_file=True)))
        except OSError as error:
            raise SettingsError(f"{path}: cannot be written: {error.strerror or error}") from error


def view_of(options: Options, for_file: bool = False) -> View:
    """How the options want it shown; a file gets no colour and no terminal's width."""
    fail_on, show = options.settings.fail_on, options.show
    return View(fail_on, show) if for_file else View(fail_on, show, width(), colored(options.color))


def spare(outputs: Sequence[str], articles: Sequence[str]) -> None:
    """Raise SettingsError where a file to write is one of the articles, by whatever name."""
    for output in outputs:
        if any(_same(output, article) for article in articles):
            raise SettingsError(f"--output: {output} is one of the articles, which are not written to")


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):  # a file that is not there is no other; one with a NUL in its name can be nowhere
        return False


def format_of(name: str) -> str:
    """The format that a file's name asks for."""
    ending = max((e for ends in FORMATS.values() for e in ends if name.lower().endswith(e)), key=len, default=None)
    if ending is None:
        known = ", ".join(e for ends in FORMATS.values() for e in ends)
        raise SettingsError(f"{name}: no format goes by this name's ending; known are {known}")
    return next(f for f, ends in FORMATS.items() if ending in ends)
