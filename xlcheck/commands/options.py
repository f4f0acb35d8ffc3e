"""The options that commands share, by the name of the parameter that takes them.

Values stay texts and flags here: `config` checks them, with the same words for a file and for the command line.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from xlcheck import settings
from xlcheck.model import Kind


def _choice(name: str, values: tuple[str, ...], metavar: str, text: str) -> Any:  # noqa: ANN401
    """An option whose values a shell can complete."""
    return typer.Option(name, metavar=metavar, help=text, autocompletion=lambda: list(values))


Format = Annotated[
    str | None,
    _choice("--format", tuple(settings.FORMATS), "FORMAT", "table, json, markdown, html, sarif, junit, github or csv."),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write a file too, its format taken from its name. Repeatable."
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option("--input-format", metavar="NAME", help="Read every article as this: text, html, docx, nitf, newsml …"),
]
Show = Annotated[
    str | None,
    _choice("--show", tuple(settings.Show), "PARTS", "pairs, unpaired, quotes or all; several with commas."),
]
FailOn = Annotated[
    str | None,
    _choice("--fail-on", tuple(settings.FailOn), "LEVEL", "Exit with 1 from here: critical, major, minor or never."),
]
MinLikeness = Annotated[
    str | None,
    typer.Option("--min-likeness", metavar="0..1", help="How sure it must be that two quotes render one statement."),
]
Ignore = Annotated[
    list[str] | None,
    _choice("--ignore", tuple(Kind), "KIND", "A kind of drift that does not count. Repeatable."),
]
Levels = Annotated[
    list[str] | None,
    typer.Option("--severity", metavar="KIND=LEVEL", help="Another severity for a kind of drift. Repeatable."),
]
Termbase = Annotated[
    str | None, typer.Option("--termbase", metavar="FILE", help="CSV of approved and forbidden renderings.")
]
Baseline = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Findings that were accepted, see `xlcheck accept`.")
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Folder or hub id of a sentence-transformers model.")
]
Backend = Annotated[
    str | None,
    _choice("--backend", tuple(settings.Backend), "NAME", "auto, onnx or sentence-transformers: the findings are one."),
]
Offline = Annotated[bool | None, typer.Option("--offline", help="Never reach for the network, whatever the model.")]
Cache = Annotated[bool | None, typer.Option("--cache/--no-cache", help="Keep embeddings for the next run.")]
Color = Annotated[
    str | None,
    _choice("--color", tuple(settings.Color), "WHEN", "auto, always or never; NO_COLOR is respected."),
]
Quiet = Annotated[bool | None, typer.Option("--quiet", "-q", help="Nothing on standard output.")]
Verbose = Annotated[bool | None, typer.Option("--verbose", "-v", help="Tell on standard error what is being done.")]
Config = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="Read this configuration and look for no other.")
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
Articles = Annotated[
    list[str],
    typer.Argument(metavar="A B [C ...]", help="Two reports or more; - is standard input.", show_default=False),
]
