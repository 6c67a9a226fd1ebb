"""Configuration: `cdiff.toml`, or `[tool.cdiff]` in `pyproject.toml`, in this directory or above it.

What changes a result (`Settings`) and what changes only its looks (`DisplayOptions`) are two types, so that no stage
that computes can depend on a colour. What a file may ask for (`Limits`) is a third: it decides whether there is
a result.

    store = "versions"        # where the versions are
    profile = "gcm"           # how add and compare read files
    watch = ["firewall*", "clause 31(b) in final"]

    [limits]
    size = 200                # MiB that a file may have

    [rules]
    "hygiene/quotes" = "off"  # what cdiff check says, and how much it matters: docs/check.md

    [negotiation]
    parties = ["Ruritania"]   # who may stand before a proposal, beside those that cdiff knows

    [look]
    context = 12              # words around an edit; all of them where this is not set
    side_by_side = true
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from cdiff.core.errors import CdiffError, ConfigError, near
from cdiff.core.limits import Limits
from cdiff.core.records import asdict, field_names, record, replace

FILE = "cdiff.toml"


@record
class Settings:
    """What changes the result."""

    store: str = ""
    """The folder of the store, relative to the configuration file; empty where it is not said."""
    profile: str = "auto"
    watch: tuple[str, ...] = ()
    """Terms, and clauses of a version, that every comparison which touches them shows on top."""


@record
class DisplayOptions:
    """What changes the display."""

    context: int | None = None
    """Words to show around an edit; `None` shows the whole clause."""
    side_by_side: bool = False
    width: int = 0
    """Columns; 0 for the width of the terminal."""


@record
class WatchedClause:
    """A clause in `watch`, as one version cites it: `clause 31(b) in final`."""

    citation: str
    label: str
    """Empty where the configuration does not say it."""


_CLAUSE = r"(?i:clause)\s+(?P<citation>\S.*?)(?:\s+in\s+(?P<label>\S+))?"


def watched_clause(name: str) -> WatchedClause | None:
    """Read an entry of `watch` that names a clause; none for a term.

    Raises `ConfigError` for one that does not say in which version it is called so: citations shift.
    """
    match = re.fullmatch(_CLAUSE, name.strip())
    if match and not match["label"]:
        raise ConfigError(f"{name!r}: say in which version it is called so, as in {name.strip()} in final")
    return WatchedClause(match["citation"], match["label"]) if match else None


CHECKED = ("check", "rules", "allow", "expect", "agreed", "terms")
"""The tables that only `cdiff check` reads, and that `cdiff.features.check.settings` understands."""


@record
class Negotiation:
    """How drafts are marked; the same table may stand in a profile."""

    parties: tuple[str, ...] = ()
    """Delegations and groups beside those that are built in."""
    status: Mapping[str, tuple[str, ...]] = {}
    """Status words by what they mean, in the place of the built-in list: `agreed = ["agreed", "agreed ad ref"]`."""
    highlight: Mapping[str, str] = {}
    """What a colour means: `yellow = "agreed"`."""


@record
class Config:
    """All of them, and the file they come from."""

    settings: Settings = Settings()
    look: DisplayOptions = DisplayOptions()
    file: Path | None = None
    limits: Limits = Limits()
    negotiation: Negotiation = Negotiation()
    checks: Mapping[str, Any] = {}
    """The tables of `CHECKED` as they stand in the file."""


T = TypeVar("T", Settings, DisplayOptions)

MIB = 2**20
LIMIT_KEYS = tuple("size" if name == "bytes" else name for name in field_names(Limits))
"""The keys of `[limits]`: the fields of `Limits`, but the size of a file is called `size` and counted in MiB."""


def load_config(start: Path) -> Config:
    """Find and read the configuration for a directory; the defaults where there is none.

    Raises `ConfigError` with the file and the key that is not understood.
    """
    for folder in (start, *start.parents):
        for path in (folder / FILE, folder / "pyproject.toml"):
            config = _read(path) if path.is_file() else None
            if config:
                return config
    return Config()


def _read(path: Path) -> Config | None:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    if path.name != FILE and "[tool.cdiff" not in text:
        return None
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None
    tables = data if path.name == FILE else data.get("tool", {}).get("cdiff", {})
    if not isinstance(tables, dict):
        raise ConfigError(f"{path}: tool.cdiff is to be a table")
    return _config(tables, path)


def _config(data: dict[str, Any], path: Path) -> Config:
    look, limits = _table(data, "look", path), _table(data, "limits", path)
    checks = {name: data.pop(name) for name in CHECKED if name in data}
    negotiation = negotiation_from(_table(data, "negotiation", path), f"{path}: [negotiation]", ConfigError)
    settings = _fill(Settings(), data, f"{path}", CHECKED)
    display = _fill(DisplayOptions(), look, f"{path}: [look]")
    return Config(settings, display, path, _limits(limits, f"{path}: [limits]"), negotiation, checks)


def _limits(table: dict[str, Any], where: str) -> Limits:
    """Read `[limits]`, in which sizes are in MiB."""
    _check_keys(table, LIMIT_KEYS, where)
    for name, value in table.items():
        _check_number(name, value, where)
    sizes = {name: table[name] * MIB for name in ("size", "unpacked") if name in table}
    named = {"bytes" if name == "size" else name: value for name, value in (table | sizes).items()}
    return Limits(**named)


def negotiation_from(data: dict[str, Any], where: str, error: type[CdiffError]) -> Negotiation:
    """Read a table `[negotiation]`; raises `error` with `where` and the key that is not understood."""
    known = field_names(Negotiation)
    for name in data:
        if name not in known:
            raise error(f"{where}: unknown key {name!r}{near(name, known)}")
    parties = data.get("parties", [])
    if not _is_list_of_texts(parties):
        raise error(f"{where}: parties is to be a list of texts, not {parties!r}")
    for name, fits, said in (("status", _is_list_of_texts, "lists of texts"), ("highlight", _is_text, "texts")):
        table = data.get(name, {})
        if not isinstance(table, dict) or not all(map(fits, table.values())):
            raise error(f"{where}: {name} is to be a table of {said}, not {table!r}")
    status = {meaning: tuple(words) for meaning, words in data.get("status", {}).items()}
    return Negotiation(tuple(parties), status, dict(data.get("highlight", {})))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _table(data: dict[str, Any], name: str, path: Path) -> dict[str, Any]:
    table = data.pop(name, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: [{name}] is a table")
    return table


def _fill(empty: T, data: dict[str, Any], where: str, tables: Iterable[str] = ()) -> T:
    known: dict[str, Any] = asdict(empty)
    _check_keys(data, [*known, *tables], where)
    for name, value in data.items():
        wanted = int if known[name] is None else type(known[name])
        if wanted is tuple:
            data[name] = value = _texts(value)
        if type(value) is not wanted:
            raise ConfigError(f"{where}: {name} is to be {_SAID[wanted]}, not {value!r}")
        if wanted is int:
            _check_number(name, value, where)
    return replace(empty, **data)


def _check_keys(data: Iterable[str], known: Collection[str], where: str) -> None:
    for name in data:
        if name not in known:
            raise ConfigError(f"{where}: unknown key {name!r}{near(name, known)}")


def _check_number(name: str, value: object, where: str) -> None:
    if type(value) is not int:
        raise ConfigError(f"{where}: {name} is to be {_SAID[int]}, not {value!r}")
    if value < 0:
        raise ConfigError(f"{where}: {name} is to be 0 or more, not {value!r}")


def _texts(value: Any) -> Any:
    """Give a list of texts as a tuple; anything else stays as it is."""
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return tuple(value) if is_list else value


_SAID: dict[type, str] = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    tuple: 'a list of texts in quotes: ["…", "…"]',
}
