"""Completion in bash, zsh and fish by typer's own scripts: commands, options, labels of versions, values of options.

The shell calls cdiff with a variable that holds the line so far. Only the command on that line is imported.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

_VARIABLE = "_CDIFF_COMPLETE"
_LINES = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")
"""Where the scripts for bash, and for zsh and fish, put the line so far."""
_OPTIONS = ("--install-completion", "--show-completion")
_VERSIONS = (
    "old",
    "new",
    "version",
    "versions",
    "against",
    "same_as",
    "base",
    "in_",
    "to",
    "follows",
    "asked",
    "label",
)
"""What parameters are called that take a label."""


def wants_completion(arguments: Iterable[str]) -> bool:
    """Whether a shell asks for completions, or a person for the script that does."""
    return _VARIABLE in os.environ or any(word in _OPTIONS for word in arguments)


def command_on_line() -> str:
    """The command on the line that is being completed; empty where there is none yet."""
    line = next((os.environ[name] for name in _LINES if name in os.environ), "")
    words = line.split()
    return words[1] if len(words) > 1 else ""


def complete_values(command: Any) -> None:
    """Let the parameters of a command, or of all commands of a group, complete labels and values."""
    for each in (command, *getattr(command, "commands", {}).values()):
        for parameter in each.params:
            if parameter.name in _VERSIONS:
                parameter._custom_shell_complete = _labels  # typer sets it from `autocompletion` alike
            elif "|" in (parameter.metavar or ""):
                parameter._custom_shell_complete = _among(parameter.metavar.split("|"))


def _labels(ctx: object, parameter: object, incomplete: str) -> list[Any]:
    """List the labels of the store that begin as the word does; none where the store cannot be read."""
    del ctx, parameter
    from cdiff.core.errors import CdiffError
    from cdiff.pipeline.stores import find_store

    labels: list[str] = []
    with suppress(CdiffError, OSError):
        labels = find_store("", Path.cwd()).labels()
    return _items(labels, incomplete)


def _among(values: list[str]) -> Callable[[object, object, str], list[Any]]:
    return lambda ctx, parameter, incomplete: _items(values, incomplete)


def _items(values: Iterable[str], incomplete: str) -> list[Any]:
    from typer._click.shell_completion import CompletionItem  # typer has no public name for it

    return [CompletionItem(value) for value in values if value.startswith(incomplete)]
