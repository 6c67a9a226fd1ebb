"""The options that many commands share, each declared once: how files are read, what is written, how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import Parameter
from typing import Annotated, Any

import typer

from cdiff.telling.subject import BINARY

READING: dict[str, tuple[Any, Any, Any]] = {
    "profile": (
        str,
        "",
        typer.Option(
            help="How to read files that are not stored: auto, gcm, articles, statutes, plain, or a profile file."
        ),
    ),
    "encoding": (str | None, None, typer.Option(help="The encoding of a text that is not UTF-8 or UTF-16.")),
    "revisions": (
        str,
        "accepted",
        typer.Option(metavar="accepted|original", help="Which side of a file's tracked changes to read."),
    ),
    "struck": (str, "kept", typer.Option(metavar="kept|deleted", help="How to treat struck-through words in a file.")),
    "no_repair": (
        bool,
        False,
        typer.Option("--no-repair", help="Do not split words that a bad PDF glued together."),
    ),
    "max_size": (
        int | None,
        None,
        typer.Option(min=1, metavar="MIB", help="Maximum size of a file to read; 64 by default."),
    ),
    "allow_local": (bool, False, typer.Option("--allow-local", help="Also fetch from private network addresses.")),
}
"""How a file is read: the type of each option, its default, and what typer needs to know."""

FORMATS = {
    "html": "Write one HTML file to read in a browser.",
    "docx": "Write a Word file.",
    "markdown": "Write Markdown for a pull request.",
    "csv": "Write a table for programs.",
    "xlsx": "Write the same as an Excel workbook.",
    "json": "Write the complete result as JSON; - for stdout, as for every PATH.",
}
"""What each format is good for, unless a command says more."""

ACCEPT_INCOMPLETE = (
    bool,
    False,
    typer.Option("--accept-incomplete", help="Give a verdict even if something was not read or not compared."),
)
COLOR = (
    str,
    "auto",
    typer.Option(metavar="auto|always|never", help="Whether to use colors; auto: on a terminal."),
)
NO_PAGER = (bool, False, typer.Option("--no-pager", help="Do not use a pager."))
WIDTH = (int, 0, typer.Option(min=0, help="Width of the output in columns; the terminal's by default."))
STORE = (str, "", typer.Option(metavar="FOLDER", help="The folder that holds the versions."))
FORCE = (bool, False, typer.Option("--force", help="Replace files that cdiff did not write."))
MAX_BYTES = (int, 65536, typer.Option(min=1000, metavar="BYTES", help="Maximum size of --markdown."))


def writing(tells: Mapping[str, str], *, limited: bool = False, shows: bool = True) -> dict[str, tuple[Any, Any, Any]]:
    """Declare the options about formats: `--html PATH` and so on, `--format`, and what goes with them."""
    if not tells:
        return {}
    usual = "terminal" if shows else ""
    printed = "|".join(filter(None, [usual, *(name for name in tells if name not in BINARY)]))
    found: dict[str, tuple[Any, Any, Any]] = {
        "format_": (str, usual, typer.Option("--format", metavar=printed, help="How to print it."))
    }
    for name, said in tells.items():
        found[name] = (str, "", typer.Option(f"--{name}", metavar="PATH", help=said or FORMATS[name]))
    if limited:
        found["max_bytes"] = MAX_BYTES
    return {**found, "force": FORCE}


def parameters(options: Mapping[str, tuple[Any, Any, Any]]) -> list[Parameter]:
    """Make parameters of a command's signature, as typer reads them."""
    return [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])
        for name, (kind, default, option) in options.items()
    ]
