"""The options that many commands share: about reading a file, and where and how wide."""

from __future__ import annotations

from typing import Annotated

import typer

Encoding = Annotated[str | None, typer.Option(help="The encoding of a text that is not UTF-8 or UTF-16.")]
Revisions = Annotated[
    str,
    typer.Option(metavar="accepted|original", help="Which side of a file's tracked changes to read."),
]
Struck = Annotated[str, typer.Option(metavar="kept|deleted", help="What struck-through words of a file count as.")]
NoRepair = Annotated[bool, typer.Option("--no-repair", help="Leave words as they are that a bad PDF glued together.")]
MaxSize = Annotated[int | None, typer.Option(min=1, metavar="MIB", help="The largest file to read; 64 by default.")]
AllowLocal = Annotated[bool, typer.Option("--allow-local", help="Fetch from addresses of the own network too.")]
Profile = Annotated[str, typer.Option(help="How to read files that are not stored.")]
StoreFolder = Annotated[str, typer.Option(metavar="FOLDER", help="The folder of the versions.")]
Width = Annotated[int, typer.Option(min=0, help="Columns to use; those of the terminal by default.")]
