"""What is aligned, and what a person has said about it beforehand."""

from __future__ import annotations

from dataclasses import dataclass

HEADINGS = frozenset({"title", "part", "chapter", "section", "subheading", "objective", "article", "heading"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One clause as alignment sees it."""

    text: str
    label: str = ""
    """As printed: `21.`, `(a)`, `OBJECTIVE 5:`."""
    kind: str = ""
    parent: int | None = None
    """Position of the clause it belongs to, in the same sequence and before it."""


@dataclass(frozen=True, slots=True)
class Pin:
    """These belong together, whatever the words say: one and one, one and many, many and one."""

    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ban:
    """These two do not belong together, whatever the words say."""

    old: int
    new: int
