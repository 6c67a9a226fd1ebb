"""Terms through all versions in the terminal: the counts, then what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.features.statistics.grid import Row, grid, part_title
from cdiff.features.statistics.model import Seen, TermHistory, TermTable
from cdiff.telling.layout import Line, Span, coloured, hang, plain, rule, safe, wrap
from cdiff.telling.version_header import reconstructed

_MOST = 8
"""So many clauses are named; how many more there are is said."""
_QUOTED = 2
"""So many of them are quoted."""
_AROUND = 60
"""Characters around a term in a quotation."""
_SAID = {
    "there": "there from the first version ({})",
    "entered": "entered in {}",
    "left": "left in {}",
    "returned": "returned in {}",
}


def terms_terminal(table: TermTable, *, width: int = 80, colours: str = "", stat: bool = False) -> str:
    """Write terms for a terminal; `stat` leaves out all but the counts."""
    lines: list[Line] = []
    for text in reconstructed(table.versions):
        lines += hang("! ", [(safe(text), "warn")], width, "warn")
    labels = [version.label for version in table.versions]
    lines += [[]] if lines else []
    lines += grid(labels, [_counts(term) for term in table.terms], width)
    if not stat:
        for term in table.terms:
            lines += [[], [(rule(safe(term.name), width), "dim")], *_story(term, table, labels, width)]
    return coloured(lines, colours) if colours else plain(lines)


def _counts(term: TermHistory) -> Row:
    found = any(cell.seen for cell in term.cells)
    return Row((safe(term.name), "head" if found else "dim"), [_count(cell.total) for cell in term.cells])


def _count(count: int) -> Span:
    return (str(count), "") if count else ("·", "dim")


def _story(term: TermHistory, table: TermTable, labels: Sequence[str], width: int) -> Iterator[Line]:
    yield from wrap([(safe(events_said(term, labels)), "head")], width)
    if term.near:
        yield from wrap([(safe(f"Did you mean {', '.join(term.near)}?"), "")], width)
    rows = [
        Row((part_title(part), ""), [_count(cell.parts[at]) for cell in term.cells])
        for at, part in enumerate(table.parts)
        if any(cell.parts[at] for cell in term.cells)
    ]
    if any(cell.left_out for cell in term.cells):
        rows.append(Row(("left out by [not …]", "dim"), [_count(cell.left_out) for cell in term.cells]))
    if rows:
        yield from grid(labels, rows, width)
    yield from _seen(term, labels, width)


def events_said(term: TermHistory, labels: Sequence[str]) -> str:
    """Tell the births and deaths of a term in words."""
    if not term.events:
        return f"Found in no version from {labels[0]} to {labels[-1]}." if len(labels) > 1 else f"Not in {labels[0]}."
    said = "; ".join(_SAID[event.kind].format(event.label) for event in term.events)
    return f"{said[0].upper()}{said[1:]}."


def _seen(term: TermHistory, labels: Sequence[str], width: int) -> Iterator[Line]:
    """Name the clauses where a term was first and last seen, and quote some."""
    if term.first is None or term.last is None:
        return
    same = term.first == term.last
    ends = [("seen only in" if same and len(labels) > 1 else "first seen in", term.first)]
    ends += [] if same else [("last seen in", term.last)]
    quoted: set[str] = set()
    for said, at in ends:
        seen = term.cells[at].seen
        yield from hang(f"{said} ", [(f"{safe(labels[at])}: ", "head"), (safe(_named(seen)), "")], width, "dim")
        for each in seen[:_QUOTED]:
            if each.clause.text not in quoted:
                quoted.add(each.clause.text)
                yield from wrap(_quoted(each), width, "  ")


def _named(seen: Sequence[Seen]) -> str:
    named = [each.clause.citation + (f" ({len(each.spans)}×)" if len(each.spans) > 1 else "") for each in seen]
    more = f" and {len(named) - _MOST} more" if len(named) > _MOST else ""
    return ", ".join(named[:_MOST]) + more


def _quoted(seen: Seen) -> Iterator[Span]:
    """Quote a clause around its first place, which stands between signs."""
    text, (start, end) = seen.clause.text, seen.spans[0]
    before, after = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = text.find(" ", before, start) + 1 if before else 0
    after = text.rfind(" ", end, after) if after < len(text) else after
    after = max(after, end)
    yield f"{safe(seen.clause.citation)}  ", "dim"
    yield ("… " if before else "") + safe(text[before:start]), ""
    yield f"[={safe(text[start:end])}=]", "term"
    yield safe(text[end:after]) + (" …" if after < len(text) else ""), ""
