"""Profiles: the numbering and the headings of a kind of text, as data.

A profile is a TOML file; `docs/profiles.md` documents its format. Three are built in (`gcm`, `articles`,
`plain`); a path to a file of one's own serves as well. `auto` takes the built-in one whose `[detect]`
pattern fits, and says so.

Rejected: a grammar generator. Drafts are broken by page ends and faulty numbering, and a grammar refuses
what it does not derive; here a rule only ever proposes, and what no rule takes is plain text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cdiff.citation import HEADINGS, RANK
from cdiff.errors import ProfileError, near

BUILT_IN = ("gcm", "articles", "plain")
_FOLDER = Path(__file__).parent / "profiles"
_COUNTERS = ("arabic", "decimal", "letter", "roman", "LETTER", "ROMAN")


@dataclass(frozen=True, slots=True)
class Detect:
    """How `auto` recognises a text: at least `least` lines that match `pattern`."""

    pattern: str
    least: int = 1
    says: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """Where the draft starts and ends in a file that holds more."""

    title: str = ""
    first: tuple[str, ...] = ()
    ends_with_numbers: bool = False


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A heading: told by a pattern (groups `number`, `text`) or by its shape (`capitals`, `title`)."""

    kind: str
    pattern: str = ""
    shape: str = ""
    print: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class NumberRule:
    """One level of numbering."""

    kind: str
    counter: str
    print: str
    through: bool = False
    style: str = ""
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class ClauseRule:
    """A clause without a number that is told by its wording and its place."""

    kind: str
    pattern: str
    inside: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of text."""

    name: str
    title: str = ""
    detect: Detect | None = None
    body: Body = Body()
    heading: tuple[HeadingRule, ...] = ()
    number: tuple[NumberRule, ...] = ()
    clause: tuple[ClauseRule, ...] = ()


def load_profile(name: str) -> Profile:
    """Load a profile by its name, or from a TOML file by its path.

    Raises `ProfileError` with the file and what is wrong in it.
    """
    if name in BUILT_IN:
        return _load(_FOLDER / f"{name}.toml")
    path = Path(name)
    if path.suffix != ".toml":
        raise ProfileError(
            f"no profile {name!r}; there are auto, {', '.join(BUILT_IN)}, or a path to a .toml file"
            f"{near(name, BUILT_IN)}"
        )
    return _load(path)


@cache
def _load(path: Path) -> Profile:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProfileError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path}: not TOML: {error}") from None
    return _profile(data, str(path))


def _profile(data: dict[str, Any], where: str) -> Profile:
    tables = {"heading": HeadingRule, "number": NumberRule, "clause": ClauseRule}
    values: dict[str, Any] = {"name": Path(where).stem, **data}
    for name, table in tables.items():
        rows = data.get(name, [])
        values[name] = tuple(_make(table, row, f"{where}: {name} {at}") for at, row in enumerate(rows, 1))
    for name, table in (("detect", Detect), ("body", Body)):
        if name in data:
            values[name] = _make(table, data[name], f"{where}: {name}")
    return _make(Profile, values, where)


T = TypeVar("T")


def _make(table: type[T], row: object, where: str) -> T:
    if not isinstance(row, dict):
        raise ProfileError(f"{where}: expected a table")
    known = {field.name: field for field in fields(table)}  # type: ignore[arg-type]
    for name, value in row.items():
        if name not in known:
            raise ProfileError(f"{where}: unknown key {name!r}{near(name, known)}")
        _check(name, value, where)
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    try:
        return table(**values)
    except TypeError as error:
        raise ProfileError(f"{where}: {str(error).partition(') ')[2] or error}") from None


def _check(name: str, value: object, where: str) -> None:
    """Refuse a value that would only fail later, in the middle of a draft."""
    if name == "kind" and value not in RANK:
        raise ProfileError(f"{where}: unknown kind {value!r}{near(str(value), RANK)}")
    if name == "counter" and value not in _COUNTERS:
        raise ProfileError(f"{where}: unknown counter {value!r}; there are {', '.join(_COUNTERS)}")
    if name == "shape" and value not in ("capitals", "title"):
        raise ProfileError(f"{where}: unknown shape {value!r}; there are capitals, title")
    if name == "before" and value not in HEADINGS:
        raise ProfileError(f"{where}: before names no heading: {value!r}{near(str(value), HEADINGS)}")
    if name == "print" and "{number}" not in str(value):
        raise ProfileError(f"{where}: print lacks {{number}}: {value!r}")
    if name in ("pattern", "title", "first") and "title" not in where:
        _check_patterns(value, where)


def _check_patterns(value: object, where: str) -> None:
    for pattern in value if isinstance(value, list) else [value]:
        try:
            re.compile(str(pattern))
        except re.error as error:
            raise ProfileError(f"{where}: not a regular expression: {pattern!r}: {error}") from None


def choose_profile(lines: list[str]) -> tuple[Profile, str]:
    """Choose the built-in profile for a text of normalised lines, and say why in a sentence."""
    for name in BUILT_IN:
        profile = load_profile(name)
        if profile.detect is None:
            continue
        pattern = re.compile(profile.detect.pattern)
        count = sum(1 for line in lines if pattern.match(line))
        if count >= profile.detect.least:
            return profile, f"profile {name}: {count} {profile.detect.says}"
    return load_profile("plain"), "profile plain: no other profile's headings occur"
