"""The lexicon of strength: which words commit more than others, as an editable file.

`cdiff/features/check/lexicon/en.toml` says what it rests on. A file of one's own is named in `cdiff.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from cdiff.core.errors import ConfigError, TermError, near
from cdiff.core.records import NamedTuple
from cdiff.searching import Term, terms_from

BUILT_IN = Path(__file__).parent / "lexicon" / "en.toml"


class Verb(NamedTuple):
    """A verb of the lexicon."""

    words: str
    """As it is listed: `call upon`."""
    force: int
    auxiliary: bool
    """It stands before another verb, and counts wherever it stands."""


class Lexicon(NamedTuple):
    """What is held against each other."""

    language: str
    verbs: dict[str, Verb]
    """By every form that it may be printed in, in small letters."""
    pattern: re.Pattern[str]
    """Finds any form."""
    weaken: tuple[Term, ...]
    strengthen: tuple[Term, ...]


@cache
def lexicon(path: Path = BUILT_IN) -> Lexicon:
    """Read a lexicon; raises `ConfigError` with the file and what is not understood."""
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"lexicon {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"lexicon {path}: not TOML: {error}") from None
    try:
        return _lexicon(data, str(path))
    except TermError as error:
        raise ConfigError(f"lexicon {path}: {error}") from None


def _lexicon(data: dict[str, Any], where: str) -> Lexicon:
    _check(data, {"language": str, "verb": list, "qualifiers": dict}, f"lexicon {where}")
    verbs: dict[str, Verb] = {}
    for at, row in enumerate(data.get("verb", []), 1):
        _check(row, {"force": int, "auxiliary": bool, "words": list}, f"lexicon {where}: [[verb]] {at}")
        for words in row.get("words", []):
            verb = Verb(str(words).lower(), row.get("force", 0), row.get("auxiliary", False))
            verbs |= dict.fromkeys(_forms(verb), verb)
    terms = data.get("qualifiers", {})
    _check(terms, {"weaken": list, "strengthen": list}, f"lexicon {where}: [qualifiers]")
    weaken, strengthen = (
        tuple(terms_from(terms[name])) if terms.get(name) else () for name in ("weaken", "strengthen")
    )
    return Lexicon(data.get("language", "en"), verbs, _pattern(verbs), weaken, strengthen)


def _check(table: object, known: dict[str, type], where: str) -> None:
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: expected a table")
    for name, value in table.items():
        if name not in known:
            raise ConfigError(f"{where}: unknown key {name!r}{near(name, known)}")
        if type(value) is not known[name]:
            raise ConfigError(f"{where}: {name} is of the wrong kind: {value!r}")


def _forms(verb: Verb) -> list[str]:
    """Give the forms of a verb that speak for somebody: `decide`, `decides`; and `deciding`, which opens a preamble."""
    first, _, rest = verb.words.partition(" ")
    if verb.auxiliary:
        return [verb.words]
    tail = f" {rest}" if rest else ""
    third = f"{first}es" if first.endswith(("s", "sh", "ch", "x", "z")) else f"{first}s"
    third = f"{first[:-1]}ies" if re.search(r"[^aeiou]y$", first) else third
    return [first + tail, third + tail, _gerund(first) + tail]


def _gerund(first: str) -> str:
    return f"{first[:-1]}ing" if first.endswith("e") and not first.endswith("ee") else f"{first}ing"


def _pattern(verbs: dict[str, Verb]) -> re.Pattern[str]:
    listed = "|".join(re.escape(form) for form in sorted(verbs, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<![^\W_])(?<!-)(?:{listed or '(?!)'})(?![^\W_]|-)", re.IGNORECASE)
