"""Lists of terms: a text file with a term per line, and the lists that ship with cdiff."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from cdiff.core.errors import TermError, near
from cdiff.searching.term import Term, parse_term

LISTS = ("qualifiers",)
"""The lists that ship with cdiff; `@qualifiers` stands for all terms of one."""


def terms_from(typed: Iterable[str]) -> list[Term]:
    """Parse terms as a person types them, `@qualifiers` among them; one that is named twice counts once.

    Raises `TermError` for what is not understood, and for an empty list.
    """
    found: dict[str, Term] = {}
    for each in typed:
        name = each.strip().removeprefix("@")
        for term in named_list(name) if name != each.strip() else [parse_term(each)]:
            found.setdefault(term.typed, term)
    if not found:
        raise TermError("no term is named; type one, or name a list of them with --file")
    return list(found.values())


def read_terms(text: str, where: str) -> list[Term]:
    """Parse a list of terms: one per line, `#` starts a comment; `where` names the file in errors.

    Raises `TermError` with the line that is not understood, and for a list without a term.
    """
    found: dict[str, Term] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        typed = line.partition("#")[0].strip()
        try:
            terms = terms_from([typed]) if typed else []
        except TermError as error:
            raise TermError(f"{where}, line {number}: {error}") from None
        for term in terms:
            found.setdefault(term.typed, term)
    if not found:
        raise TermError(f"{where}: there is no term in it; write one per line")
    return list(found.values())


def named_list(name: str) -> list[Term]:
    """Return the terms of a list that ships with cdiff; raises `TermError` with the near misses."""
    if name not in LISTS:
        known = [f"@{each}" for each in LISTS]
        raise TermError(f"no list of terms @{name}{near(f'@{name}', known) or '; there is ' + ', '.join(known)}")
    text = files("cdiff.searching").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return read_terms(text, f"{name}.txt")
