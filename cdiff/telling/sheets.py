"""Tables for programs and spreadsheets: the rows of a subject, before they become CSV or a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cdiff.core.model import Edit, Version
from cdiff.core.printable import safe
from cdiff.core.records import record

MARKER = "cdiff_row"
"""The head of the first column, the number of the row: by it cdiff knows a spreadsheet of its own."""
FORMULA = ("=", "+", "-", "@", "\t", "'", "＝", "＋", "－", "＠")
"""How a text starts that a spreadsheet may take for a formula, or whose first sign it may take off."""


@record
class Words:
    """Words with what was deleted and inserted: a workbook marks them; CSV has plain text, or the signs of wdiff."""

    edits: Sequence[Edit]
    plain: str | None = None


Value = str | int | float | bool | None
Cell = Value | Words


@record
class Paper:
    """The columns that a person reads in a workbook, left of those for programs."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    frozen: int = 1
    """So many columns stay in sight."""
    raw: Sequence[str] = ()
    """The columns of the table that stand at the right; the others are said by the paper."""


@record
class Sheet:
    """A table; CSV has the first of several, a workbook has all."""

    name: str
    columns: Sequence[str]
    """The heads, without the one of the row's number."""
    rows: Iterable[Sequence[Cell]]
    """The cells of each row, without its number."""
    widths: Sequence[int] = ()
    """How wide the columns of a workbook are, in digits; as their texts need where it is not said."""
    numbered: bool = True
    """Whether the first column is the number of the row, by which cdiff knows a file of its own."""
    total: bool = False
    """Whether the last row is the total of the others."""
    paper: Paper | None = None
    """What a workbook shows a person first; the columns themselves, with their heads in words, where it is not said."""


def in_words(head: str) -> str:
    """Write the head of a column for a person: `old_citation` as `Old citation`; names of versions stay as they are."""
    said = head.replace("_", " ") if head.isidentifier() else head
    return said[:1].upper() + said[1:] if head.isidentifier() and head.islower() else said


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula when a person opens it or types into its cell."""
    return text.lstrip().startswith(FORMULA)


def standing(version: Version) -> str:
    """Name a version with its status, which no table may hide: `draft3 (reconstruction)`."""
    return safe(f"{version.label} ({version.status})" if version.status else version.label)
