"""Brackets as CSV, as `cdiff.telling.csv` writes it: one row per bracket or option, per change, per part."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.model import Version
from cdiff.features.brackets.model import Bracket, BracketChange, BracketComparison, BracketTable, Choice, Markup
from cdiff.features.brackets.words import bracketed, clauses_of, depth_of, headed, items, named
from cdiff.telling.csv import written
from cdiff.telling.sheet_rows import MARKER, Value, standing

_MARKS = (
    *(MARKER, "version", "clauses", "depth", "bracket", "parent", "choice", "option", "options", "label", "by"),
    *("content", "text"),
)
_CHANGES = (
    *(MARKER, "fate", "part", "old_clauses", "new_clauses", "depth", "old_text", "options", "in_favour_of", "gone"),
    *("added", "new_text", "words_changed", "old_version", "new_version"),
)


def markup_csv(version: Version, markup: Markup) -> bytes:
    """Write the marks of a version, one row per bracket, and per option that has no bracket of its own."""
    rows = (row for item in items(markup) for row in _rows(item, version, markup))
    return written(_MARKS, ((number, standing(version), *row) for number, row in enumerate(rows, 1)))


def _rows(item: Bracket | Choice, version: Version, markup: Markup) -> Iterator[tuple[Value, ...]]:
    where = "; ".join(clauses_of(item, version))
    depth = depth_of(item, markup)
    if isinstance(item, Bracket):
        by = "; ".join(item.by)
        yield where, depth, item.number, item.parent, None, None, None, item.label, by, item.content, item.text
        return
    for at, option in enumerate(item.options, 1):
        own = markup.bracket(option.bracket) if option.bracket else None
        number, parent = (own.number, own.parent) if own else (None, item.bracket)
        cited = "; ".join(own.clauses) if own else where
        yield (
            *(cited, depth, number, parent, item.number, at, len(item.options), option.label, "; ".join(option.by)),
            *(option.content, option.text),
        )


def changes_csv(compared: BracketComparison) -> bytes:
    """Write what became of the brackets of two versions, one row per bracket or choice."""
    versions = (standing(compared.old), standing(compared.new))
    return written(_CHANGES, ((at, *_change(change), *versions) for at, change in enumerate(compared, 1)))


def _change(change: BracketChange) -> tuple[Value, ...]:
    old, new = change.clauses
    brackets = change.old or change.new
    options = change.choice.options if change.choice else ()
    return (
        *(change.outcome, change.part, "; ".join(old), "; ".join(new), brackets[0].depth if brackets else 0),
        "\n".join(bracket.text for bracket in change.old),
        "\n".join(headed(option.label, option.by, option.text) for option in options),
        "; ".join(named(option) for option in change.kept) if change.outcome == "resolved" else "",
        "; ".join(named(option) for option in change.gone) if change.outcome != "opened" else "",
        "; ".join(named(option) for option in change.added),
        change.text or "\n".join(bracketed(bracket) for bracket in change.new),
        change.edited,
    )


def table_csv(counted: BracketTable) -> bytes:
    """Write the totals of several versions, one row per part; a part that a version does not have is empty."""
    heads: list[str] = [MARKER, "part", "title"]
    for version in counted.versions:
        heads += [f"{standing(version)} {name}" for name in ("brackets", "choices", "deepest", "faults")]
    return written(heads, (_part(at, counted, at - 1) for at in range(1, len(counted.rows) + 1)))


def _part(number: int, counted: BracketTable, at: int) -> list[Value]:
    row = counted.rows[at]
    values: list[Value] = [number, row.citation, row.title]
    for tally in row.tallies:
        values += [tally.brackets, tally.choices, tally.deepest, tally.faults] if tally else [None] * 4
    return values
