"""Brackets as Markdown, for a pull request or a report of a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cdiff.core.model import Version
from cdiff.features.brackets.model import (
    OUTCOMES,
    Bracket,
    BracketChange,
    BracketComparison,
    BracketTable,
    BracketTally,
    Markup,
)
from cdiff.features.brackets.words import (
    SAID,
    around,
    bracketed,
    clauses_of,
    depth_of,
    items,
    optional,
    short,
    shown_at,
    span,
    summed,
    verdict,
)
from cdiff.telling.markdown import MARKER, escape
from cdiff.telling.version_header import caveats, described

_FIRST = "before the first heading"


def markup_markdown(version: Version, markup: Markup, totals: Sequence[BracketTally]) -> str:
    """Write what is open in a version."""
    lines = [*_head(f"Open brackets: {escape(version.label)}", [version]), "", f"{escape(summed(markup))}."]
    if markup.brackets or markup.choices:
        rows = [[_title(row.citation, row.title), row.brackets, row.choices, row.deepest, row.faults] for row in totals]
        open_ = [row for row in rows if any(row[1:]) or row[0] == "**total**"]
        lines += ["", *_table(["part", "brackets", "choices", "deepest", "faults"], open_)]
        lines += ["", *_table(["clause", "depth", "text"], _items(version, markup))]
    if markup.statuses:
        cited = [clause.citation for clause in version.document]
        said = [[escape(cited[row.clause]), escape(row.word), escape(row.text)] for row in markup.statuses]
        lines += ["", *_table(["clause", "status", "as printed"], said)]
    lines += [f"\n> **Fault:** {escape(said)}" for said in _faults(version, markup)]
    return "\n".join(lines) + "\n"


def _items(version: Version, markup: Markup) -> Iterator[list[object]]:
    for item in items(markup):
        texts = [bracketed(item)] if isinstance(item, Bracket) else [optional(option) for option in item.options]
        where = escape(span(clauses_of(item, version)))
        yield [where, depth_of(item, markup) or "", "<br>or ".join(map(escape, texts))]


def changes_markdown(compared: BracketComparison) -> str:
    """Write what became of the brackets of two versions."""
    old, new = compared.old, compared.new
    lines = [*_head(f"Brackets: {escape(old.label)} → {escape(new.label)}", [old, new])]
    counts = [[SAID[fate], compared.count(fate)] for fate in OUTCOMES]
    lines += ["", *_table(["", "brackets and choices"], counts)]
    if compared.changes:
        lines += ["", *_table(["part", "clause", "what became of it", "text"], map(_change, compared))]
    for version, markup in zip((old, new), compared.marks, strict=True):
        faults = _faults(version, markup)
        lines += [f"\n> **Fault in {escape(version.label)}:** {escape(said)}" for said in faults]
    return "\n".join(lines) + "\n"


def _change(change: BracketChange) -> list[object]:
    old, new = (escape(span(citations)) for citations in change.clauses)
    where = old if old == new or not new else new if not old else f"{old} → {new}"
    if change.choice:
        texts = [_struck(optional(option), gone=option in change.gone) for option in change.choice.options]
        texts += [f"<ins>{escape(optional(option))}</ins>" for option in change.added]
    else:
        gone = change.outcome in ("deleted", "replaced")
        texts = [_struck(bracketed(bracket), gone=gone) for bracket in change.old or change.new]
    if change.outcome == "open" and change.edited and not change.choice:
        texts += [f"<ins>{escape(bracketed(bracket))}</ins>" for bracket in change.new]
    if change.text and (change.outcome == "replaced" or change.edited):
        texts.append(f"<ins>{escape(short(change.text))}</ins>")
    return [escape(change.part) or _FIRST, where, escape(verdict(change)), "<br>".join(texts)]


def _struck(text: str, *, gone: bool) -> str:
    return f"<del>{escape(text)}</del>" if gone else escape(text)


def table_markdown(counted: BracketTable) -> str:
    """Write how many brackets were open in each part, version by version."""
    lines = [*_head("Open brackets through all versions", counted.versions)]
    heads = ["part", *(escape(version.label) for version in counted.versions)]
    rows = [[_title(row.citation, row.title), *map(_cell, row.tallies)] for row in counted.rows]
    lines += ["", *_table(heads, rows), "", "`2 (1)`: two brackets, and one choice among them."]
    return "\n".join(lines) + "\n"


def _cell(tally: BracketTally | None) -> str:
    if tally is None:
        return "–"
    return f"{tally.brackets} ({tally.choices})" if tally.choices else str(tally.brackets or "·")


def _head(title: str, versions: Sequence[Version]) -> Iterator[str]:
    yield from (MARKER, f"### {title}", "")
    for version in versions:
        yield f"- **{escape(version.label)}** {escape(described(version))}".rstrip()
    for text in caveats(*versions):
        yield from ("", f"> **Note:** {escape(text)}")


def _faults(version: Version, markup: Markup) -> list[str]:
    return [f"{shown_at(version, row.place)}: {row.message}: {around(version, row.place)}" for row in markup.faults]


def _title(citation: str, title: str) -> str:
    if citation == "total":
        return "**total**"
    name = escape(citation) or _FIRST
    return f"{name} {escape(title)}" if title and title.lower() != citation else name


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
