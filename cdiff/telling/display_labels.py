"""What versions are called in a report: a file by its name, without the folders of the machine it was made on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cdiff.core.model import Clause, Document, Version
from cdiff.core.records import asdict, replace

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


def relabelled(told: Any, versions: Sequence[Version]) -> Any:
    """Call the files that a result is about by their names wherever it names them, and nowhere in its texts."""
    short = without_folders(versions)
    names = {old.label: new.label for old, new in zip(versions, short, strict=True) if old.label != new.label}
    return _renamed(told, names) if names else told


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Exchange names in records, tuples and tables; what has none stays the very same object."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, (Clause, Document)):
        return value
    if isinstance(value, (tuple, list)):
        items = [_renamed(item, names) for item in value]
        return value if all(map(_is, items, value)) else type(value)(items)
    if isinstance(value, dict):
        rows = {_renamed(key, names): _renamed(item, names) for key, item in value.items()}
        return value if all(map(_is, rows.values(), value.values())) and [*rows] == [*value] else rows
    if hasattr(type(value), "__record_fields__"):
        fields = {name: field for name, field in asdict(value).items() if name != "text"}
        made = {name: _renamed(field, names) for name, field in fields.items()}
        changed = {name: field for name, field in made.items() if field is not fields[name]}
        return replace(value, **changed) if changed else value
    return value


def _is(one: object, other: object) -> bool:
    return one is other
