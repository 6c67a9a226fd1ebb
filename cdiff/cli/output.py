"""Where output goes: what the terminal can show, and what is said beside the data."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdiff.core.config import Config
    from cdiff.core.model import Version
    from cdiff.store import Store

_COLUMNS = 80

__all__ = [
    "check_color",
    "colours",
    "config_and_store",
    "note",
    "note_order",
    "own_store",
    "terminal_width",
    "write",
]


def config_and_store(option: str, *names: str) -> tuple[Config, Store]:
    """Read the configuration and find the store.

    Says on stderr that it is the one that ships with cdiff, if one of the `names` of versions that were typed
    is looked for in it; without names, always.
    """
    from cdiff.core.config import load_config
    from cdiff.pipeline import find_store

    config = load_config(Path.cwd())
    store = find_store(option, config=config)
    if store.built_in and (not names or any(store.has(name.partition("@")[0]) for name in names)):
        note("no store here: using the Global Compact's drafts that ship with cdiff (cdiff init makes your own)")
    return config, store


def note_order(old: Version, new: Version) -> None:
    """Say on stderr that the text that was named second is the earlier one, so that deleted means inserted."""
    if old.date and new.date and old.date > new.date:
        note(f"{new.label} ({new.date}) is earlier than {old.label} ({old.date}): the changes are shown backwards")


def own_store(option: str) -> tuple[Config, Store]:
    """Read the configuration and find a store that can be written to; raises `VersionError` where there is none."""
    from cdiff.core.config import load_config
    from cdiff.core.errors import VersionError
    from cdiff.pipeline import find_store

    config = load_config(Path.cwd())
    store = find_store(option, config=config)
    if store.built_in:
        raise VersionError(
            "there is no store here; run cdiff init first (cdiff init --with-compact begins with the Compact's drafts)"
        )
    return config, store


def note(text: str) -> None:
    """Say something that is not data."""
    from cdiff.core.printable import safe

    sys.stderr.write(f"cdiff: {safe(text)}\n")


def write(text: str) -> None:
    """Write data."""
    sys.stdout.write(text)


def terminal_width() -> int:
    """Give the columns of the terminal; 80 in a pipe, unless COLUMNS says otherwise.

    As `shutil.get_terminal_size` does, which brings three libraries for packed files along.
    """
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _COLUMNS  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # closed, taken away, or no terminal
        return _COLUMNS


def check_color(chosen: str) -> None:
    """Raise `CdiffError` for a value of `--color` that is none of the three."""
    from cdiff.pipeline import check_choice

    check_choice("--color", chosen, ("auto", "always", "never"))


def colours(chosen: str = "auto") -> str:
    """Return rich's name for the colors that stdout can show; an empty string for none.

    `chosen` is the value of `--color`. Without a choice `NO_COLOR`, `FORCE_COLOR` and `TERM=dumb` are obeyed, as rich
    does. In a pipe rich is not even imported.
    """
    forced = chosen == "always" or (chosen == "auto" and os.environ.get("FORCE_COLOR"))
    refused = chosen == "never" or (chosen == "auto" and os.environ.get("NO_COLOR"))
    if refused or not (sys.stdout.isatty() or forced):
        return ""
    from rich.console import Console

    return Console(file=sys.stdout).color_system or ("standard" if chosen == "always" else "")
