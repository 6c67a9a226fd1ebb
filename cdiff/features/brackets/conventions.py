"""Conventions: the words by which marks of negotiation are recognised, as data that the user owns.

Built in is what United Nations texts use (`conventions.toml`). A profile and `[negotiation]` in `cdiff.toml` add
parties, replace the list of status words by their own, and say what a colour means.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from cdiff.core.records import record, replace

_FILE = Path(__file__).parent / "conventions.toml"


@record
class Conventions:
    """How a text is marked. Words are compared ignoring case, except the abbreviations of parties."""

    parties: frozenset[str]
    """Delegations and groups, folded by `fold`."""
    status: tuple[tuple[str, str], ...]
    """Status words, each with what it means (`("agreed ad ref", "agreed")`), the longest first."""
    highlight: tuple[tuple[str, str], ...] = ()
    """Colours of highlighting, each with the status word or meaning that it stands for: `("yellow", "agreed")`."""
    option: tuple[str, ...] = ()
    nothing: frozenset[str] = frozenset()
    placeholder: frozenset[str] = frozenset()
    note: tuple[str, ...] = ()
    editorial: frozenset[str] = frozenset()
    leaves_out: bool = False
    """`[…]` means that words are left out, as in a reconstruction; else it is a gap to be filled."""

    def meaning(self, word: str) -> str:
        """Return the meaning of a status word; a meaning means itself, and what is neither means nothing: `""`."""
        known = {fold(name): meaning for name, meaning in self.status}
        return known.get(fold(word), fold(word) if fold(word) in known.values() else "")

    def knows(self, party: str) -> bool:
        """Whether a name is one of a party."""
        return fold(party.strip()).removeprefix("the ") in self.parties


def fold(text: str) -> str:
    """Fold names so that those that differ in letter case, apostrophes or spaces are equal."""
    return " ".join(text.casefold().replace("’", "'").split())


@cache
def built_in() -> Conventions:
    """Return the conventions of United Nations texts."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words = {name: tuple(fold(word) for word in listed) for name, listed in data["words"].items()}
    return Conventions(
        parties=frozenset(fold(name) for listed in data["parties"].values() for name in listed),
        status=_longest_first(data["status"]),
        option=tuple(data["words"]["option"]),
        nothing=frozenset(words["nothing"]),
        placeholder=frozenset(words["placeholder"]),
        note=words["note"],
        editorial=frozenset(words["editorial"]),
    )


def conventions(
    parties: Sequence[str] = (),
    status: Mapping[str, Sequence[str]] | None = None,
    highlight: Mapping[str, str] | None = None,
    base: Conventions | None = None,
) -> Conventions:
    """Put a user's words on top of the built-in ones, or of `base`.

    `parties` are added. `status` maps meanings to the words that have them (`{"agreed": ["agreed ad ref"]}`) and,
    where it is not empty, replaces the whole list. `highlight` maps colours to a status word or a meaning.
    """
    base = base or built_in()
    return replace(
        base,
        parties=base.parties | {fold(name) for name in parties},
        status=_longest_first(status) if status else base.status,
        highlight=tuple(
            (dict(base.highlight) | {fold(name): word for name, word in (highlight or {}).items()}).items()
        ),
    )


def _longest_first(status: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """List words with their meanings so that `agreed ad ref` is tried before `agreed`."""
    pairs = [(word, meaning) for meaning, listed in status.items() for word in listed]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def any_of(words: Sequence[str]) -> str:
    """Return a pattern for any of some words, with any space between their parts and either apostrophe."""
    parts = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.sub(r"\\?\s+", r"\\s+", re.escape(word)).replace("'", "['’]") for word in parts)
