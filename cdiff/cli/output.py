"""Where output goes: what the terminal can show, and what is said beside the data."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from cdiff.config import Config, load_config
from cdiff.pipeline import find_store
from cdiff.store import Store

__all__ = ["colours", "config_and_store", "note", "terminal_width", "write"]


def config_and_store(option: str) -> tuple[Config, Store]:
    """Read the configuration and find the store; say on stderr if it is the one that ships with cdiff."""
    config = load_config(Path.cwd())
    store = find_store(option, config=config)
    if store.built_in:
        note("no store here: using the Global Compact's drafts that ship with cdiff (cdiff init makes your own)")
    return config, store


def note(text: str) -> None:
    """Say something that is not data."""
    sys.stderr.write(f"cdiff: {text}\n")


def write(text: str) -> None:
    """Write data."""
    sys.stdout.write(text)


def terminal_width() -> int:
    """Give the columns of the terminal; 80 in a pipe, unless COLUMNS says otherwise."""
    return shutil.get_terminal_size((80, 24)).columns


def colours() -> str:
    """Give rich's name for the colours that stdout can show; nothing for none.

    `NO_COLOR`, `FORCE_COLOR` and `TERM=dumb` are obeyed, as rich does. In a pipe rich is not even imported.
    """
    if os.environ.get("NO_COLOR") or not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        return ""
    from rich.console import Console

    return Console(file=sys.stdout).color_system or ""
