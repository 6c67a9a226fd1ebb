"""Profiles: the numbering and the headings of a kind of text, as data.

A profile is a TOML file; `docs/profiles.md` documents its format. Four are built in (`gcm`, `articles`,
`statutes`, `plain`); a path to a file of one's own serves as well. `auto` takes the built-in one whose `[detect]`
pattern fits, and says so.

Rejected: a grammar generator. Drafts are broken by page ends and faulty numbering, and a grammar refuses
what it does not derive; here a rule only ever proposes, and what no rule takes is plain text.
"""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cdiff.core.citation import HEADINGS, RANK
from cdiff.core.config import Negotiation, negotiation_from
from cdiff.core.errors import ProfileError, near
from cdiff.core.machine import read_file
from cdiff.core.records import field_names, record

BUILT_IN = ("gcm", "articles", "statutes", "plain")
_FOLDER = Path(__file__).parent / "profiles"
_COUNTERS = ("arabic", "decimal", "letter", "roman", "LETTER", "ROMAN")


@record
class Detect:
    """How `auto` recognises a text: at least `least` lines that match `pattern`."""

    pattern: str
    least: int = 1
    says: str = ""


@record
class Body:
    """Where the draft starts and ends in a file that holds more."""

    title: str = ""
    first: tuple[str, ...] = ()
    ends_with_numbers: bool = False


@record
class HeadingRule:
    """A heading: told by a pattern (groups `number`, `text`) or by its shape (`capitals`, `title`)."""

    kind: str
    pattern: str = ""
    shape: str = ""
    print: str = ""
    title: str = ""


@record
class NumberRule:
    """One level of numbering."""

    kind: str
    counter: str
    print: str = ""
    """How the label is printed, with `{number}`; as the draft prints it where this is empty."""
    through: bool = False
    style: str = ""
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    before: str = ""
    prefix: str = ""
    """`OP`, `PP`: letters that stand before the number."""
    shape: str = ""
    """`heading`, `capital`: only the lines that the text as a whole tells as headings (`cdiff.parsing.headings`)."""


@record
class ClauseRule:
    """A clause without a number that is told by its wording and its place."""

    kind: str
    pattern: str
    inside: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@record
class Completeness:
    """What `cdiff check` wants below every clause of a kind."""

    kind: str
    needs: tuple[str, ...]


@record
class Expectation:
    """How many clauses of a kind `cdiff check` wants in a whole text: one of these numbers."""

    kind: str
    counts: tuple[int, ...]


@record
class Profile:
    """A kind of text."""

    name: str
    title: str = ""
    detect: Detect | None = None
    words: tuple[str, ...] = ()
    """The units of `cdiff.core.grammar` whose words make headings; `*` for all."""
    body: Body = Body()
    heading: tuple[HeadingRule, ...] = ()
    number: tuple[NumberRule, ...] = ()
    clause: tuple[ClauseRule, ...] = ()
    complete: tuple[Completeness, ...] = ()
    expect: tuple[Expectation, ...] = ()
    negotiation: Negotiation = Negotiation()
    """How such texts are marked; `docs/brackets.md` documents it."""


def load_profile(name: str) -> Profile:
    """Load a profile by its name, or from a TOML file by its path.

    Raises `ProfileError` with the file and what is wrong in it.
    """
    if name in BUILT_IN:
        return _load(_FOLDER / f"{name}.toml", name)
    path = Path(name)
    if path.suffix != ".toml":
        raise ProfileError(
            f"no profile {name!r}; there are auto, {', '.join(BUILT_IN)}, or a path to a .toml file"
            f"{near(name, BUILT_IN)}"
        )
    return _load(path.absolute(), name)


@cache
def _load(path: Path, name: str) -> Profile:
    """Load a file once; `name` is what a person called it."""
    try:
        data = tomllib.loads(read_file(path).decode())
    except OSError as error:
        raise ProfileError(f"{name}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise ProfileError(f"{name}: not TOML: {error}") from None
    return _profile(data, name)


def _profile(data: dict[str, Any], where: str) -> Profile:
    tables: dict[str, type[Any]] = {"heading": HeadingRule, "number": NumberRule, "clause": ClauseRule}
    tables |= {"complete": Completeness, "expect": Expectation}
    values: dict[str, Any] = {"name": Path(where).stem, **data}
    for name, table in tables.items():
        rows = data.get(name, [])
        values[name] = tuple(_make(table, row, f"{where}: {name} {at}") for at, row in enumerate(rows, 1))
    for name, table in (("detect", Detect), ("body", Body)):
        if name in data:
            values[name] = _make(table, data[name], f"{where}: {name}")
    if "negotiation" in data:
        table = data["negotiation"]
        if not isinstance(table, dict):
            raise ProfileError(f"{where}: negotiation: expected a table")
        values["negotiation"] = negotiation_from(table, f"{where}: negotiation", ProfileError)
    return _make(Profile, values, where)


T = TypeVar("T")
_TYPES: dict[str, tuple[Callable[[object], bool], str]] = {
    "str": (lambda value: isinstance(value, str), "a string"),
    "bool": (lambda value: isinstance(value, bool), "true or false"),
    "int": (lambda value: type(value) is int, "a whole number"),
    "tuple[str, ...]": (lambda value: _is_list(value, str), "a list of strings"),
    "tuple[int, ...]": (lambda value: _is_list(value, int), "a list of whole numbers"),
}
_CHOICES: dict[str, Iterable[str]] = {
    "kind": RANK,
    "counter": _COUNTERS,
    "shape": ("capitals", "title", "heading", "capital"),
    "before": HEADINGS,
    "inside": HEADINGS,
    "outside": HEADINGS,
    "under": RANK,
    "after": RANK,
    "needs": RANK,
}


def _is_list(value: object, of: type) -> bool:
    return isinstance(value, list) and all(type(part) is of for part in value)


def _make(table: type[T], row: object, where: str) -> T:
    """Make a row of a table from TOML."""
    if not isinstance(row, dict):
        raise ProfileError(f"{where}: expected a table")
    known: dict[str, str] = table.__annotations__
    for name, value in row.items():
        if name not in known:
            raise ProfileError(f"{where}: unknown key {name!r}{near(name, known)}")
        _check(name, value, known[name], where)
    for name in known:
        if name not in row and name in field_names(table, required=True):
            raise ProfileError(f"{where}: the key {name!r} is missing")
    return table(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})


def _check(name: str, value: Any, wanted: str, where: str) -> None:
    """Refuse a value that would only fail later, in the middle of a draft."""
    fits, said = _TYPES.get(wanted, (lambda _: True, ""))
    if not fits(value):
        raise ProfileError(f"{where}: {name} must be {said}, not {value!r}")
    for part in value if isinstance(value, list) else [value]:
        if name in _CHOICES and part not in _CHOICES[name]:
            hint = near(str(part), _CHOICES[name]) or f"; there are {', '.join(_CHOICES[name])}"
            raise ProfileError(f"{where}: unknown {name} {part!r}{hint}")
        if name in ("pattern", "first") or (name == "title" and where.endswith(": body")):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error", FutureWarning)  # of what a later Python reads otherwise
                    re.compile(part)
            except (re.error, OverflowError, RecursionError, FutureWarning) as error:
                raise ProfileError(f"{where}: not a regular expression: {part!r}: {error}") from None
    if name == "print":
        _check_print(value, where)


def _check_print(value: str, where: str) -> None:
    if "{number}" not in value:
        raise ProfileError(f"{where}: print lacks {{number}}: {value!r}")
    try:
        value.format(number="1", word="")
    except (LookupError, ValueError):
        raise ProfileError(f"{where}: print holds a field other than {{number}} and {{word}}: {value!r}") from None


def choose_profile(lines: list[str]) -> tuple[Profile, str]:
    """Choose the built-in profile for a text of normalised lines, and say why in a sentence."""
    for name in BUILT_IN:
        profile = load_profile(name)
        if profile.detect is None:
            continue
        found = [match for match in map(re.compile(profile.detect.pattern).match, lines) if match]
        # Where the numbers are figures, one must follow another: a text that only speaks of articles 7 and 10 has none.
        numbers = [match.groupdict().get("number") or "" for match in found]
        places = {int(number) for number in numbers} if all(map(str.isdecimal, numbers)) else None
        counts_on = places is None or any(place + 1 in places for place in places)
        if len(found) >= profile.detect.least and counts_on:
            return profile, f"profile {name}: {len(found)} {profile.detect.says}"
    return load_profile("plain"), "profile plain: no other profile's headings occur"
