"""The concordance: what people have settled about which clause became which, as a reviewed file.

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

`versions/concordance.toml` lies in git beside the versions. A pin holds for both directions of a comparison.
New entries are written behind what is there, so comments and order stay.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cdiff.core.errors import PinError, near
from cdiff.core.records import record, replace

FILE = "concordance.toml"
_KEYS = ("between", "old", "new", "reason", "name")


@record
class PinEntry:
    """One settled pair: pinned, or forbidden (`not`)."""

    verb: str
    between: tuple[str, str]
    old: tuple[str, ...]
    """Citations in the first of the two versions."""
    new: tuple[str, ...]
    reason: str
    name: str
    where: str = ""
    """The file and the place in it, for messages."""

    @property
    def said(self) -> str:
        """The pair as it is typed: `24=25`, `24=25+26`."""
        return f"{'+'.join(self.old)}={'+'.join(self.new)}"

    def mirrored(self) -> PinEntry:
        """The same pair seen from the other side."""
        return replace(self, between=self.between[::-1], old=self.new, new=self.old)


def read_pins(folder: Path) -> list[PinEntry]:
    """Read the concordance of a store; empty where there is none.

    Raises `PinError` with the file, the entry and what is wrong in it.
    """
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise PinError(f"{path}: {error}") from None
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
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
            raise PinError(f'{where}: {name} is to be a list of texts, such as ["24"]')
    between, old, new = (tuple(map(str, value or ())) for value in lists.values())
    if len(between) != 2:
        raise PinError(f'{where}: between names two versions, such as ["draft1", "draft2"]')
    if len(old) > 1 and len(new) > 1:
        raise PinError(f"{where}: one clause on one side at least; many to many is no split and no merge")
    if verb == "not" and len(old) + len(new) > 2:
        raise PinError(f"{where}: [[not]] forbids one pair; write one entry for each")
    return PinEntry(
        verb, (between[0], between[1]), old, new, str(row.get("reason", "")), str(row.get("name", "")), where
    )


def append_pin(folder: Path, entry: PinEntry) -> Path:
    """Write an entry behind those that are there; gives the file's path. The file stays whole if this is killed."""
    from cdiff.store.files import write_whole

    path = folder / FILE
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    rows = [f"[[{entry.verb}]]"]
    rows += [f"{name} = {json.dumps(getattr(entry, name), ensure_ascii=False)}" for name in _KEYS]
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    write_whole({path: f"{before}{gap}{chr(10).join(rows)}\n".encode()})
    return path


def parse_pair(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read `24=25`, `24=25+26` or `24+25=26`; raises `PinError` for anything else."""
    old, equals, new = typed.partition("=")
    sides = [tuple(part.strip() for part in side.split("+") if part.strip()) for side in (old, new)]
    if not equals or not all(sides) or min(map(len, sides)) > 1:
        raise PinError(f"{typed!r} names no pair; write 24=25, 24=25+26 for a split, 24+25=26 for a merge")
    return sides[0], sides[1]
