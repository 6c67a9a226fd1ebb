"""What versions are called in a report: a file by its name, without the folders of the machine it was made on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdiff.core.model import Version
from cdiff.core.records import replace

_SLASH = re.compile(r"[/\\]")


def without_folders(versions: Sequence[Version]) -> list[Version]:
    """Name versions that are files by their files' names, with as many folders as it takes to tell them apart.

    Stored versions, and files that were fetched from an address, keep their names.
    """
    deepest = max((len(_SLASH.split(version.label)) for version in versions), default=1)
    for kept in range(1, deepest + 1):
        named = [replace(version, label=_tail(version, kept)) for version in versions]
        if len({version.label for version in named}) == len({version.label for version in versions}):
            return named
    return [*versions]


def _tail(version: Version, kept: int) -> str:
    """Give the end of the path that a version is labelled with."""
    if version.address or not version.source or version.source not in version.label:
        return version.label
    return "/".join(_SLASH.split(version.label)[-kept:])
