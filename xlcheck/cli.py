"""The command line: arguments in, text out, exit code. No logic lives here; nothing heavy is imported to say help."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from xlcheck.config import Color
from xlcheck.model import Kind
from xlcheck.settings import DEFAULT_MODEL, DEFAULT_SHA256, VERSION, Backend, FailOn

app = typer.Typer(
    name="xlcheck",
    help="Show what changed when two reports quote the same statement in different words.\n\n"
    "Exit codes: 0 clean, 1 drift at or above --fail-on, 2 could not check.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xlcheck {VERSION} | {DEFAULT_MODEL}@{DEFAULT_SHA256[:8]} | backend {Backend.AUTO}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print version, model and backend.")
    ] = False,
) -> None:
    pass


Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Folder or hub id of a sentence-transformers model.")
]
BackendOption = Annotated[
    Backend | None, typer.Option("--backend", help="What computes the embeddings; findings are the same.")
]
Offline = Annotated[bool | None, typer.Option("--offline", help="Never reach for the network, whatever the model.")]
Cache = Annotated[bool | None, typer.Option("--cache/--no-cache", help="Keep embeddings for the next run.")]
MinLikeness = Annotated[
    float | None,
    typer.Option("--min-likeness", metavar="0..1", help="How sure it must be that two quotes render one statement."),
]
FailOnOption = Annotated[FailOn | None, typer.Option("--fail-on", help="Least severity that makes the exit code 1.")]
Ignore = Annotated[
    list[Kind] | None, typer.Option("--ignore", metavar="KIND", help="A kind of drift that does not count. Repeatable.")
]
Levels = Annotated[
    list[str] | None, typer.Option("--severity", metavar="KIND=LEVEL", help="Another severity for a kind. Repeatable.")
]
Termbase = Annotated[
    str | None, typer.Option("--termbase", metavar="FILE", help="CSV of approved and forbidden renderings.")
]
Baseline = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Findings that were accepted, see `xlcheck accept`.")
]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help="table, json, markdown, html, sarif, junit, github or csv."),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write a file too, its format taken from its name. Repeatable."
    ),
]
ShowOption = Annotated[
    str | None, typer.Option("--show", metavar="PARTS", help="pairs, unpaired, quotes or all; several with commas.")
]
ColorOption = Annotated[Color | None, typer.Option("--color", help="Colour in the table; NO_COLOR is respected.")]
Quiet = Annotated[bool | None, typer.Option("--quiet", "-q", help="Nothing on standard output.")]
Verbose = Annotated[bool | None, typer.Option("--verbose", "-v", help="Say on standard error what is being done.")]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Read this configuration, look for no other.")
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]


def _resolve(given: dict[str, Any], config: Path | None, isolated: bool) -> Any:  # noqa: ANN401
    from xlcheck import config as configuration

    if config is not None:
        found = configuration.load(config)
    else:
        found = configuration.Found(None, {}) if isolated else configuration.find(Path.cwd())
    return configuration.resolve(given, found)


@app.command()
def compare(
    articles: Annotated[
        list[str], typer.Argument(metavar="A B [C ...]", help="Two reports or more; - is standard input.")
    ],
    format: Format = None,
    output: Output = None,
    show: ShowOption = None,
    fail_on: FailOnOption = None,
    min_likeness: MinLikeness = None,
    ignore: Ignore = None,
    severity: Levels = None,
    termbase: Termbase = None,
    baseline: Baseline = None,
    model: Model = None,
    backend: BackendOption = None,
    offline: Offline = None,
    cache: Cache = None,
    color: ColorOption = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
    config: Config = None,
    isolated: Isolated = False,
) -> int:
    """Compare what two or more reports say was said."""
    from xlcheck.commands.compare import compare as run

    options, _ = _resolve(_given(locals()), config, isolated)
    return run(articles, options)


@app.command()
def schema() -> None:
    """Print the JSON Schema of `--format json`."""
    from xlcheck.commands.sink import put
    from xlcheck.render.json import schema as text

    put(text())


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """What stands on the command line, by option name."""
    from xlcheck.config import KEYS

    given = {key: values[name] for key in KEYS if (name := key.replace("-", "_")) in values}
    if isinstance(given.get("show"), str):
        given["show"] = [part.strip() for part in given["show"].split(",")]
    return given


def main() -> int:
    """Run a command; every failure ends here, as one line and an exit code."""
    from xlcheck.commands.edge import guarded

    return guarded(lambda: app(standalone_mode=False, prog_name="xlcheck"))


if __name__ == "__main__":
    sys.exit(main())
