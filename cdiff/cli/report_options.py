"""The options that `compare` and `table` share about files to write, and the writing of them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from cdiff.cli.output import note
from cdiff.core.errors import ReportError

_PATH = "PATH"
Html = Annotated[str, typer.Option("--html", metavar=_PATH, help="Write one HTML file to read in a browser.")]
Docx = Annotated[str, typer.Option("--docx", metavar=_PATH, help="Write a Word file with tracked changes.")]
TableDocx = Annotated[str, typer.Option("--docx", metavar=_PATH, help="Write a Word file to print on A3.")]
Markdown = Annotated[str, typer.Option("--markdown", metavar=_PATH, help="Write Markdown for a pull request.")]
Csv = Annotated[str, typer.Option("--csv", metavar=_PATH, help="Write a table for programs, one row per change.")]
BracketMarkdown = Annotated[str, typer.Option("--markdown", metavar=_PATH, help="Write tables in Markdown.")]
BracketCsv = Annotated[str, typer.Option("--csv", metavar=_PATH, help="Write a table for programs.")]
TableCsv = Annotated[str, typer.Option("--csv", metavar=_PATH, help="Write a table for programs, one row per clause.")]
Xlsx = Annotated[str, typer.Option("--xlsx", metavar=_PATH, help="Write the same as an Excel workbook.")]
Json = Annotated[str, typer.Option("--json", metavar=_PATH, help="Write the full truth; - is stdout, as for each.")]
Author = Annotated[str, typer.Option(metavar="NAME", help="Who signs the tracked changes of --docx; cdiff by default.")]
Date = Annotated[
    str, typer.Option(metavar="DATE", help="When they were made, 2018-07-11; a fixed day long ago by default.")
]
MaxBytes = Annotated[int, typer.Option(min=1000, metavar="BYTES", help="The largest that --markdown may be.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that cdiff did not write.")]


def targets_of(inputs: Sequence[str], store: Path, *, force: bool, **paths: str) -> dict[str, str]:
    """Give the formats that are asked for, each with its path; what cannot be written is refused now."""
    targets = {format_: path for format_, path in paths.items() if path}
    if targets:
        from cdiff.pipeline.report_files import BINARY, check_targets

        check_targets(targets, inputs, store=store, force=force)
        for format_ in BINARY:
            if targets.get(format_) == "-" and sys.stdout.isatty():
                raise ReportError(f"--{format_} -: the terminal cannot show it; name a file, or send it into a pipe")
    return targets


def command_of(*words: str, **options: str | None) -> str:
    """Write the command that was typed, with the options that were given: `cdiff compare draft3 final`."""
    said = ["cdiff", *words]
    for name, value in options.items():
        said += [f"--{name}", value] if value else []
    return shlex.join(said)


def quoted(command: str, format_: str, name: str) -> str:
    """Add to a command the file that a report of it is written to."""
    return f"{command} --{format_} {name or '-'}"


def write_reports(
    targets: Mapping[str, str], render: Callable[[str, str], bytes], step: Callable[[str], None] | None = None
) -> None:
    """Render every format, then write all files; say on stderr what was written.

    `render` is given the format and the name of the file, without its folder.
    """
    from cdiff.pipeline.report_files import write_files

    made: dict[str, bytes] = {}
    for format_, target in targets.items():
        if step:
            step(f"writing {format_}")
        made[target] = render(format_, "" if target == "-" else shlex.quote(Path(target).name))
    files = {Path(target): data for target, data in made.items() if target != "-"}
    write_files(files)
    if "-" in made:
        sys.stdout.flush()
        sys.stdout.buffer.write(made["-"])
    if files:
        note(f"wrote {', '.join(map(str, files))}")
