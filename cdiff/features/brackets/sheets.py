"""The tables of brackets: a row for each bracket or option, for each change, for each part."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.model import Version
from cdiff.features.brackets.model import Bracket, BracketChange, BracketTable, Choice, Markup
from cdiff.features.brackets.versions import ChosenOutcomes, ListedMarks
from cdiff.features.brackets.words import bracketed, clauses_of, depth_of, headed, items, named
from cdiff.telling.sheets import Sheet, Value, standing

_MARKS = (
    *("version", "clauses", "depth", "bracket", "parent", "choice", "option", "options", "label", "by"),
    *("content", "text"),
)
_CHANGES = (
    *("outcome", "part", "old_clauses", "new_clauses", "depth", "old_text", "options", "in_favour_of", "gone"),
    *("added", "new_text", "words_changed", "old_version", "new_version"),
)


def listing_sheets(listed: ListedMarks) -> tuple[Sheet, ...]:
    """Make a row for each bracket of a version, and for each option that has no bracket of its own."""
    version, markup = listed.marked.version, listed.marked.markup
    rows = (row for item in items(markup) for row in _rows(item, version, markup))
    return (Sheet("Brackets", _MARKS, ((standing(version), *row) for row in rows)),)


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


def changes_sheets(chosen: ChosenOutcomes) -> tuple[Sheet, ...]:
    """Make a row for each bracket or choice of two versions, with what became of it."""
    versions = (standing(chosen.shown.old), standing(chosen.shown.new))
    return (Sheet("Brackets", _CHANGES, ((*_change(change), *versions) for change in chosen.shown)),)


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
        change.modified,
    )


def table_sheets(counted: BracketTable) -> tuple[Sheet, ...]:
    """Make a row for each part, with its totals in each version; a part that a version does not have is empty."""
    names = ("brackets", "choices", "deepest", "faults")
    heads = ["part", "title", *(f"{standing(version)} {name}" for version in counted.versions for name in names)]
    rows = []
    for row in counted.rows:
        values: list[Value] = [row.citation, row.title]
        for tally in row.tallies:
            values += [getattr(tally, name) if tally else None for name in names]
        rows.append(values)
    return (Sheet("Open brackets", heads, rows, total=True),)
