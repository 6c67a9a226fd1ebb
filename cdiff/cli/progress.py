"""What is being done, on stderr, when it may take long and somebody is looking."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_LARGE = 1_000_000
"""Bytes of a file that make its reading worth a word."""


def is_large(*names: str) -> bool:
    """Whether one of the names is a large file."""
    return any(Path(name).is_file() and Path(name).stat().st_size > _LARGE for name in names)


@contextmanager
def steps(total: int, *, long: bool = True) -> Iterator[Callable[[str], None]]:
    """Show a progress bar of `total` steps; the function it gives says which one begins.

    Nothing is shown, and rich is not imported, where the work is not `long` or stderr is no terminal.
    """
    if not (long and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        yield lambda said: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    shown = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*shown, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=total)
        begun = False

        def step(said: str) -> None:
            nonlocal begun
            progress.update(task, description=said.encode("unicode_escape").decode(), advance=int(begun))
            begun = True

        yield step
