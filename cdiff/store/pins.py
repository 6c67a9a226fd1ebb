"""Pins: pairs of clauses that people have settled, in a file that can be reviewed.

    [[pin]]
    between = ["draft1", "draft2"]
    old = ["24"]
    new = ["25"]
    reason = "the co-facilitators said so on 28 May"
    name = "A. Reviewer"

    [[not]]
    between = ["draft1", "draft2"]
    old = ["31"]
    new = ["31"]
    reason = "new text under an old number"
    name = "A. Reviewer"

`versions/concordance.toml` is in git with the versions. A pin holds for both directions of a comparison. New entries
are appended, so that comments and order stay.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cdiff.core.errors import PinError, near
from cdiff.core.machine import read_file
from cdiff.core.records import record, replace

FILE = "concordance.toml"
_KEYS = ("between", "old", "new", "reason", "name")


@record
class PinEntry:
    """One settled pair."""

    verb: str
    """`pin`, or `not` for a pair that is forbidden."""
    between: tuple[str, str]
    old: tuple[str, ...]
    """Citations in the first of the two versions."""
    new: tuple[str, ...]
    reason: str
    name: str
    where: str = ""
    """The file and the number of the entry, for messages."""

    @property
    def said(self) -> str:
        """The pair as it is typed: `24=25`, `24=25+26`."""
        return f"{'+'.join(self.old)}={'+'.join(self.new)}"

    def mirrored(self) -> PinEntry:
        """The same pair with old and new exchanged."""
        return replace(self, between=self.between[::-1], old=self.new, new=self.old)


def read_pins(folder: Path) -> list[PinEntry]:
    """Read the pins of a store; an empty list if it has none.

    Raises `PinError` with the file, the entry and what is wrong with it.
    """
    path = folder / FILE
    try:
        return pins_in(read_file(path), path)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise PinError(f"{path}: {error.strerror or error}") from None


def pins_in(written: bytes, path: Path) -> list[PinEntry]:
    """Read what a file of pins holds; `path` stands for it in errors. Raises `PinError` as `read_pins` does."""
    import tomllib

    try:
        data = tomllib.loads(written.decode())
    except UnicodeDecodeError as error:
        raise PinError(f"{path}: {error}") from None
    except (ValueError, RecursionError) as error:
        raise PinError(f"{path}: not TOML: {error}") from None
    for name in data:
        if name not in ("pin", "not"):
            raise PinError(f"{path}: unknown table {name!r}{near(name, ('pin', 'not'))}")
    return [
        _entry(verb, row, f"{path}, {verb} {at}")
        for verb in ("pin", "not")
        for at, row in enumerate(data.get(verb, []), 1)
    ]


def _entry(verb: str, row: Any, where: str) -> PinEntry:
    if not isinstance(row, dict):
        raise PinError(f"{where}: expected [[{verb}]]")
    for name in row:
        if name not in _KEYS:
            raise PinError(f"{where}: unknown key {name!r}{near(name, _KEYS)}")
    lists = {name: row.get(name) for name in ("between", "old", "new")}
    for name, value in lists.items():
        if not isinstance(value, list) or not value or not all(isinstance(part, str) for part in value):
            raise PinError(f'{where}: {name} must be a list of strings, such as ["24"]')
    between, old, new = (tuple(map(str, value or ())) for value in lists.values())
    if len(between) != 2:
        raise PinError(f'{where}: between must name two versions, such as ["draft1", "draft2"]')
    if len(old) > 1 and len(new) > 1:
        raise PinError(f"{where}: one clause on one side at least; many to many is no split and no merge")
    if verb == "not" and len(old) + len(new) > 2:
        raise PinError(f"{where}: [[not]] forbids one pair; write one entry for each")
    return PinEntry(
        verb, (between[0], between[1]), old, new, str(row.get("reason", "")), str(row.get("name", "")), where
    )


def append_pin(folder: Path, entry: PinEntry) -> Path:
    """Append an entry and return the path of the file, which stays complete if the process is killed."""
    from cdiff.store.files import lock_of, locked

    path = folder / FILE
    with locked(lock_of(folder)):
        _append(path, entry)
    return path


def _append(path: Path, entry: PinEntry) -> None:
    from cdiff.store.files import write_whole

    before = read_file(path).decode() if path.exists() else ""
    rows = [f"[[{entry.verb}]]"]
    rows += [f"{name} = {json.dumps(getattr(entry, name), ensure_ascii=False)}" for name in _KEYS]
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    write_whole({path: f"{before}{gap}{chr(10).join(rows)}\n".encode()})


def parse_pair(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parse `24=25`, `24=25+26` or `24+25=26`; raises `PinError` for anything else."""
    old, equals, new = typed.partition("=")
    sides = [tuple(part.strip() for part in side.split("+") if part.strip()) for side in (old, new)]
    if not equals or not all(sides) or min(map(len, sides)) > 1:
        raise PinError(f"{typed!r} names no pair; write 24=25, 24=25+26 for a split, 24+25=26 for a merge")
    return sides[0], sides[1]
