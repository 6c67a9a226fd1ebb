"""The lexicon: which words commit more than others, deny, or widen and narrow what is said, as an editable file.

`cdiff/weighing/lexicon/en.toml` lists its sources. `cdiff.toml` may name another file.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from cdiff.core.errors import ConfigError, TermError, near
from cdiff.core.machine import read_file
from cdiff.core.records import record
from cdiff.searching import Term, terms_from

BUILT_IN = Path(__file__).parent / "lexicon" / "en.toml"

_TERMS = {"qualifiers": ("weaken", "strengthen"), "negation": ("words",), "scope": ("words",), "numbers": ("words",)}
"""The tables of terms and their keys, in the order of the fields of `StrengthLexicon`."""


@record
class LexiconVerb:
    """A verb of the lexicon."""

    words: str
    """As it is listed: `call upon`."""
    force: int
    auxiliary: bool
    """It stands before another verb, and counts wherever it stands."""


@record
class StrengthLexicon:
    """Verbs by their force, qualifiers that weaken or strengthen, and words that deny, bound or count."""

    language: str
    verbs: dict[str, LexiconVerb]
    """By every form that it may be printed in, in small letters."""
    pattern: re.Pattern[str]
    """Finds any form."""
    weaken: tuple[Term, ...]
    strengthen: tuple[Term, ...]
    negation: tuple[Term, ...]
    """Words that deny."""
    scope: tuple[Term, ...]
    """Words that say how far a clause reaches: `all`, `only`, `unless`."""
    numbers: tuple[Term, ...]
    """Numbers and months in words."""


@cache
def lexicon(path: Path = BUILT_IN) -> StrengthLexicon:
    """Read a lexicon; raises `ConfigError` with the file and what is wrong in it."""
    import tomllib

    try:
        data = tomllib.loads(read_file(path).decode())
    except OSError as error:
        raise ConfigError(f"lexicon {path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"lexicon {path}: not TOML: {error}") from None
    tables = dict.fromkeys(_TERMS, dict)
    _check(data, {"language": str, "verb": list, **tables}, f"lexicon {path}")
    verbs: dict[str, LexiconVerb] = {}
    for at, row in enumerate(data.get("verb", []), 1):
        _check(row, {"force": int, "auxiliary": bool, "words": list}, f"lexicon {path}: [[verb]] {at}")
        for words in row.get("words", []):
            verb = LexiconVerb(str(words).lower(), row.get("force", 0), row.get("auxiliary", False))
            verbs |= dict.fromkeys(_forms(verb), verb)
    terms: dict[str, tuple[Term, ...]] = {}
    for table, names in _TERMS.items():
        given = data.get(table, {})
        _check(given, dict.fromkeys(names, list), f"lexicon {path}: [{table}]")
        try:
            terms |= {f"{table} {name}": tuple(terms_from(given[name])) if given.get(name) else () for name in names}
        except TermError as error:
            raise ConfigError(f"lexicon {path}: {error}") from None
    listed = "|".join(re.escape(form) for form in sorted(verbs, key=lambda form: (-len(form), form)))
    pattern = re.compile(rf"(?<![^\W_])(?<!-)(?:{listed or '(?!)'})(?![^\W_]|-)", re.IGNORECASE)
    return StrengthLexicon(data.get("language", "en"), verbs, pattern, *terms.values())


def _check(table: object, known: dict[str, type], where: str) -> None:
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: expected a table")
    for name, value in table.items():
        if name not in known:
            raise ConfigError(f"{where}: unknown key {name!r}{near(name, known)}")
        if type(value) is not known[name]:
            raise ConfigError(f"{where}: {name} is of the wrong kind: {value!r}")


def _forms(verb: LexiconVerb) -> list[str]:
    """Return the forms of a verb that act for somebody: `decide`, `decides`; and `deciding`, which opens a preamble."""
    if verb.auxiliary:
        return [verb.words]
    first, space, rest = verb.words.partition(" ")
    third = f"{first}es" if first.endswith(("s", "sh", "ch", "x", "z")) else f"{first}s"
    third = f"{first[:-1]}ies" if re.search(r"[^aeiou]y$", first) else third
    gerund = f"{first[:-1]}ing" if first.endswith("e") and not first.endswith("ee") else f"{first}ing"
    return [form + space + rest for form in (first, third, gerund)]
