"""The command line: arguments in, text out, exit code. No logic lives here; nothing heavy is imported to say help."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, Any

import typer

from xlcheck.commands.options import (
    Articles,
    Backend,
    Baseline,
    Cache,
    Color,
    Config,
    FailOn,
    Format,
    Ignore,
    InputFormat,
    Isolated,
    Levels,
    MinLikeness,
    Model,
    Offline,
    Output,
    Quiet,
    Show,
    Termbase,
    Verbose,
)
from xlcheck.commands.plain import PlainCommand, PlainGroup
from xlcheck.settings import DEFAULT_MODEL, DEFAULT_SHA256, VERSION

app = typer.Typer(
    name="xlcheck",
    cls=PlainGroup,
    help="Show what changed when two reports quote the same statement in different words.\n\n"
    "Exit codes: 0 clean, 1 drift at or above --fail-on, 2 could not check.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
model_app = typer.Typer(
    cls=PlainGroup, help="Look after the embedding model.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(model_app, name="model")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xlcheck {VERSION} | {DEFAULT_MODEL}@{DEFAULT_SHA256[:8]} | backend auto")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print version, model and backend.")
    ] = False,
) -> None:
    pass


@app.command(cls=PlainCommand)
def compare(
    articles: Articles,
    format: Format = None,
    output: Output = None,
    input_format: InputFormat = None,
    show: Show = None,
    fail_on: FailOn = None,
    min_likeness: MinLikeness = None,
    ignore: Ignore = None,
    severity: Levels = None,
    termbase: Termbase = None,
    baseline: Baseline = None,
    model: Model = None,
    backend: Backend = None,
    offline: Offline = None,
    cache: Cache = None,
    color: Color = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """Compare what two or more reports say was said."""
    from xlcheck.commands.compare import compare as run
    from xlcheck.config import resolved

    return run(articles, resolved(locals()).options)


@app.command(cls=PlainCommand)
def batch(
    manifest: Annotated[
        str | None,
        typer.Argument(metavar="[MANIFEST]", help="CSV, TSV or JSONL of a, b and optional id.", show_default=False),
    ] = None,
    dir: Annotated[
        list[str] | None,
        typer.Option("--dir", metavar="FOLDER", help="Given twice: compare files of the same name in both folders."),
    ] = None,
    jobs: Annotated[str, typer.Option("--jobs", "-j", metavar="N", help="Processes; 0 is one a processor.")] = "1",
    format: Format = None,
    output: Output = None,
    input_format: InputFormat = None,
    fail_on: FailOn = None,
    min_likeness: MinLikeness = None,
    ignore: Ignore = None,
    severity: Levels = None,
    termbase: Termbase = None,
    baseline: Baseline = None,
    model: Model = None,
    backend: Backend = None,
    offline: Offline = None,
    cache: Cache = None,
    color: Color = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """Compare many pairs of reports; the exit code is the worst of them."""
    from xlcheck.commands.batch import batch as run
    from xlcheck.config import resolved

    return run(manifest, dir or [], jobs, resolved(locals()).options)


@app.command(cls=PlainCommand)
def accept(
    articles: Articles,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why these findings are all right.")],
    until: Annotated[
        str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Last day on which they are accepted.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="FINGERPRINT", help="Accept this finding alone, see --format json. Repeatable."),
    ] = None,
    baseline: Baseline = None,
    input_format: InputFormat = None,
    fail_on: FailOn = None,
    min_likeness: MinLikeness = None,
    ignore: Ignore = None,
    severity: Levels = None,
    termbase: Termbase = None,
    model: Model = None,
    backend: Backend = None,
    offline: Offline = None,
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """Write the findings that fail a comparison into a baseline, so that they no longer do."""
    from xlcheck.commands.accept import accept as run
    from xlcheck.config import resolved

    return run(articles, resolved(locals()).options, reason, until, only or [])


@app.command(cls=PlainCommand)
def quotes(
    articles: Annotated[
        list[str], typer.Argument(metavar="A [B ...]", help="Reports; - is standard input.", show_default=False)
    ],
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table or json.")] = "table",
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """List the quotes of a report: who said what, and through whom it came. Needs no model."""
    from xlcheck.commands.quotes import quotes as run
    from xlcheck.config import resolved

    return run(articles, format, resolved({"config": config, "isolated": isolated}).options.settings.caps)


@app.command(cls=PlainCommand)
def explain(
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help="A kind of drift; without it, all.", show_default=False)
    ] = None,
) -> int:
    """Say what a kind of drift is, with examples of what is none."""
    from xlcheck.commands.explain import explain as run

    return run(kind)


@app.command(name="config", cls=PlainCommand)
def configuration(
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """Print the options in force here and where each came from."""
    from xlcheck.commands.show_config import show_config
    from xlcheck.config import resolved

    return show_config(resolved(locals()))


@app.command(cls=PlainCommand)
def schema() -> None:
    """Print the JSON Schema of `--format json`."""
    from xlcheck.commands.sink import put
    from xlcheck.render.json import schema as text

    put(text())


@model_app.command(cls=PlainCommand)
def prepare(model: Model = None, offline: Offline = None, config: Config = None, isolated: Isolated = False) -> None:
    """Compile the model once, so that later runs start fast (about ten seconds)."""
    from xlcheck.commands.sink import put
    from xlcheck.config import resolved
    from xlcheck.embed.prepare import prepare_for

    put(prepare_for(resolved(locals()).options.settings) + "\n")


def main() -> int:
    """Run a command; every failure ends here, as one line and an exit code."""
    # Threads that spin over matrices of a few rows cost twice the time of the work and make sums differ by machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A run makes few cycles and ends soon: looking for them after every 700 objects is a tenth of its time.
    gc.set_threshold(100_000)
    from xlcheck.commands.edge import guarded

    run: Any = app
    code = guarded(lambda: run(standalone_mode=False, prog_name="xlcheck"))
    # What is left now ends with the process: at its exit Python would look for cycles in all of it, a tenth of the run.
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(main())
