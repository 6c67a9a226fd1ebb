"""Configuration: `cdiff.toml`, or `[tool.cdiff]` in `pyproject.toml`, in this directory or above it.

What changes a result (`Settings`), what changes only its display (`DisplayOptions`), and what a file may ask for
(`Limits`) are separate types, so that no stage that computes can depend on a colour.

    store = "versions"        # where the versions are
    profile = "gcm"           # how add and compare read files
    watch = ["firewall*", "clause 31(b) in final"]

    [limits]
    size = 200                # MiB that a file may have

    [rules]
    "hygiene/quotes" = "off"  # the severity of each rule of cdiff check: docs/check.md

    [negotiation]
    parties = ["Ruritania"]   # parties that may propose text, besides those that cdiff knows

    [look]
    context = 12              # words of context around each edit; without it the whole clause
    side_by_side = true
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cdiff.core.errors import CdiffError, ConfigError, near
from cdiff.core.limits import Limits
from cdiff.core.machine import read_file
from cdiff.core.records import field_names, record

FILE = "cdiff.toml"


@record
class Settings:
    """What changes the result."""

    store: str = ""
    """The folder of the store, relative to the configuration file; empty if not set."""
    profile: str = "auto"
    watch: tuple[str, ...] = ()
    """Terms, and clauses of a version; comparisons that change them list them first."""


@record
class DisplayOptions:
    """What changes the display."""

    context: int | None = None
    """Words of context around each edit; `None` for the whole clause."""
    side_by_side: bool = False
    width: int = 0
    """Columns; 0 for the width of the terminal."""
    pager: str = ""
    """`cat` for no pager; empty for the one that `PAGER` names. A file that comes with a draft names no program."""


@record
class WatchedClause:
    """A clause in `watch`, cited as a version numbers it: `clause 31(b) in final`."""

    citation: str
    label: str


_CLAUSE = r"(?i:clause)\s+(?P<citation>\S.*?)(?:(?<!\s)\s+in\s+(?P<label>\S+))?"


def watched_clause(name: str) -> WatchedClause | None:
    """Parse an entry of `watch` that names a clause; None for a term.

    Raises `ConfigError` if it does not name the version: a citation shifts from draft to draft.
    """
    match = re.fullmatch(_CLAUSE, name.strip())
    if match and not match["label"]:
        raise ConfigError(f"{name!r}: name the version that numbers it so, as in {name.strip()} in final")
    return WatchedClause(match["citation"], match["label"]) if match else None


CHECKED = ("check", "rules", "allow", "expect", "agreed", "terms")
"""The tables that only `cdiff check` reads, and that `cdiff.features.check.settings` parses."""


@record
class Negotiation:
    """How drafts are marked up; the same table may be in a profile."""

    parties: tuple[str, ...] = ()
    """Delegations and groups besides the built-in ones."""
    status: Mapping[str, tuple[str, ...]] = {}
    """Status words by their meaning, instead of the built-in list: `agreed = ["agreed", "agreed ad ref"]`."""
    highlight: Mapping[str, str] = {}
    """What a colour means: `yellow = "agreed"`."""


@record
class Config:
    """A configuration file: its tables, and where it is."""

    settings: Settings = Settings()
    look: DisplayOptions = DisplayOptions()
    file: Path | None = None
    """None where there is no file: then everything has its default."""
    limits: Limits = Limits()
    negotiation: Negotiation = Negotiation()
    checks: Mapping[str, Any] = {}
    """The tables of `CHECKED`, not parsed yet."""

    @property
    def lexicon(self) -> Path | None:
        """The file that `[check] lexicon` names; None for the built-in one. Raises `ConfigError` if it is no string."""
        check = self.checks.get("check", {})
        named = check.get("lexicon", "") if isinstance(check, dict) else ""
        if not isinstance(named, str):
            raise ConfigError(f"{self.file}: [check]: lexicon must be a string, not {named!r}")
        return (self.file.parent if self.file else Path()) / named if named else None


MIB = 2**20
_IN_MIB = ("size", "unpacked")
LIMIT_KEYS = tuple("size" if name == "bytes" else name for name in field_names(Limits))
"""The keys of `[limits]`: the fields of `Limits`, but the size of a file is called `size` and counted in MiB."""


def load_config(start: Path) -> Config:
    """Find and read the configuration for a folder; the defaults where there is none.

    Raises `ConfigError` with the file and the key that is wrong.
    """
    for folder in (start, *start.parents):
        for path in (folder / FILE, folder / "pyproject.toml"):
            tables = _tables(path) if path.is_file() else None
            if tables is not None:
                return _config(tables, path)
    return Config()


def _tables(path: Path) -> dict[str, Any] | None:
    """Read the tables of a configuration file; None for a `pyproject.toml` without any for cdiff."""
    try:
        text = read_file(path).decode()
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8") from None
    if path.name != FILE and "[tool.cdiff" not in text:
        return None
    import tomllib

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None
    tables = data if path.name == FILE else data.get("tool", {}).get("cdiff", {})
    if not isinstance(tables, dict):
        raise ConfigError(f"{path}: tool.cdiff must be a table")
    return tables


def _config(data: dict[str, Any], path: Path) -> Config:
    """Parse the tables of a file; the keys outside of a table are settings."""
    tables = {name: data.pop(name, {}) for name in ("look", "limits", "negotiation")}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: [{name}] must be a table")
    checks = {name: data.pop(name) for name in CHECKED if name in data}
    limits = _checked(tables["limits"], dict.fromkeys(LIMIT_KEYS, _NUMBER), f"{path}: [limits]")
    limits |= {"bytes" if name == "size" else name: limits.pop(name) * MIB for name in _IN_MIB if name in limits}
    return Config(
        Settings(**_checked(data, _SETTINGS, f"{path}", also=(*CHECKED, *tables))),
        DisplayOptions(**_checked(tables["look"], _DISPLAY, f"{path}: [look]")),
        path,
        Limits(**limits),
        negotiation_from(tables["negotiation"], f"{path}: [negotiation]", ConfigError),
        checks,
    )


def negotiation_from(data: dict[str, Any], where: str, error: type[CdiffError]) -> Negotiation:
    """Parse a table `[negotiation]`; raises `error` with `where` and the key that is wrong."""
    return Negotiation(**_checked(data, _NEGOTIATION, where, error=error))


_STRING, _NUMBER, _SWITCH = "a string", "a non-negative integer", "true or false"
_NO_PAGER = '"cat" for none (PAGER names a program)'
_LIST, _TABLE, _LISTS = "a list of strings", "a table of strings", "a table of lists of strings"
_SETTINGS = {"store": _STRING, "profile": _STRING, "watch": _LIST}
_DISPLAY = {"context": _NUMBER, "side_by_side": _SWITCH, "width": _NUMBER, "pager": _NO_PAGER}
_NEGOTIATION = {"parties": _LIST, "status": _LISTS, "highlight": _TABLE}


def _checked(
    data: Mapping[str, Any],
    kinds: Mapping[str, str],
    where: str,
    *,
    also: Iterable[str] = (),
    error: type[CdiffError] = ConfigError,
) -> dict[str, Any]:
    """Check the keys and values of a table and return them, lists as tuples; `also` are known keys for near misses."""
    for name, value in data.items():
        if name not in kinds:
            raise error(f"{where}: unknown key {name!r}{near(name, [*kinds, *also])}")
        if not _is(kinds[name], value):
            raise error(f"{where}: {name} must be {kinds[name]}, not {value!r}")
    return {name: _frozen(value) for name, value in data.items()}


def _is(kind: str, value: object) -> bool:
    """Whether a value of TOML is of a kind; in lists and tables, a string must not be empty."""
    if kind == _STRING:
        return isinstance(value, str)
    if kind == _NO_PAGER:
        return value in ("", "cat")
    if kind == _NUMBER:
        return type(value) is int and value >= 0
    if kind == _SWITCH:
        return isinstance(value, bool)
    if kind == _LIST:
        return isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)
    inner = value.values() if isinstance(value, dict) else None
    if kind == _LISTS:
        return inner is not None and all(_is(_LIST, each) for each in inner)
    return inner is not None and all(isinstance(each, str) and each.strip() for each in inner)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _frozen(each) for name, each in value.items()}
    return tuple(value) if isinstance(value, list) else value
