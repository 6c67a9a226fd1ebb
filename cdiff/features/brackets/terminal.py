"""Brackets in the terminal: what is open in a version, what became of it, and how much was open through all.

What became of a bracket has a sign and a word: `+ opened`, `= still open`, `✓ closed` and `✓ resolved`,
`~ replaced`, `- deleted`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import Version
from cdiff.features.brackets.model import (
    OUTCOMES,
    Bracket,
    BracketChange,
    BracketComparison,
    BracketTable,
    BracketTally,
    Choice,
    Markup,
    Outcome,
)
from cdiff.features.brackets.words import (
    around,
    bracketed,
    clauses_of,
    depth_of,
    items,
    optional,
    positioned,
    short,
    shown_at,
    span,
    summed,
    titles_of,
    verdict,
)
from cdiff.telling.layout import Line, coloured, fit, hang, plain, rule, safe, width_of, wrap
from cdiff.telling.version_header import caveats, described

SIGNS: dict[Outcome, str] = {
    "opened": "+",
    "open": "=",
    "closed": "✓",
    "resolved": "✓",
    "replaced": "~",
    "deleted": "-",
}
STYLES: dict[Outcome, str] = {
    "opened": "inserted",
    "open": "",
    "closed": "unchanged",
    "resolved": "moved",
    "replaced": "modified",
    "deleted": "deleted",
}
_COLUMNS = ("brackets", "choices", "deepest", "faults")
_FIRST = "before the first heading"


def markup_terminal(
    version: Version,
    markup: Markup,
    totals: Sequence[BracketTally],
    parts: Sequence[str],
    *,
    width: int,
    colours: str,
    stat: bool = False,
) -> str:
    """Write what is open in a version; `parts` names for each clause the part of the text it stands in.

    With `stat` the totals alone; the faults come last.
    """
    lines = [*_head([("", version)], width), [(safe(summed(markup)), "head")]]
    lines += [[], *_totals(totals, width)] if markup.brackets or markup.choices or markup.faults else []
    part, where = None, ""
    for item in items(markup) if not stat else ():
        at = item.start.clause if isinstance(item, Bracket) else item.options[0].start.clause
        if parts[at] != part:
            part, where = parts[at], ""
            lines += [[], [(rule(safe(part) or _FIRST, width), "dim")]]
        if where != (where := span(clauses_of(item, version))):
            lines += [[], *wrap([(safe(where), "head")], width)]
        lines += _item(item, markup, width)
    if not stat:
        lines += _said(version, markup, width)
        lines += _faults([(version, markup)], width)
    return coloured(lines, colours) if colours else plain(lines)


def _head(sides: Sequence[tuple[str, Version]], width: int) -> Iterator[Line]:
    size = max(width_of(safe(version.label)) for _, version in sides)
    for side, version in sides:
        first = f"{side}  " * bool(side) + fit(safe(version.label), size) + "  "
        yield from hang(first, [(safe(described(version)) or "untitled", "")], width, "head")
    for text in caveats(*(version for _, version in sides)):
        yield from hang("! ", [(safe(text), "warn")], width, "warn")


def _faults(sides: Sequence[tuple[Version, Markup]], width: int) -> Iterator[Line]:
    if any(markup.faults for _, markup in sides):
        yield from ([], [(rule("faults", width), "dim")])
    for version, markup in sides:
        for fault in markup.faults:
            said = f"{fault.message}: {version.label}, {shown_at(version, fault.place)}: {around(version, fault.place)}"
            yield from hang("! ", [(safe(said), "warn")], width, "warn")


def _totals(totals: Sequence[BracketTally], width: int) -> Iterator[Line]:
    first = width - sum(len(name) + 2 for name in _COLUMNS)
    yield [(fit("", first) + "".join(name.rjust(len(name) + 2) for name in _COLUMNS), "dim")]
    for row in totals:
        counts = (row.brackets, row.choices, row.deepest, row.faults)
        if any(counts) or row.citation == "total":
            cells = [str(count or "·").rjust(len(name) + 2) for name, count in zip(_COLUMNS, counts, strict=True)]
            yield [
                (fit(_title(row.citation, row.title), first), "head" * (row.citation == "total")),
                ("".join(cells), ""),
            ]


def _title(citation: str, title: str) -> str:
    name = safe(citation) or _FIRST
    return f"{name}  {safe(title)}" if title and title.lower() != citation else name


def _item(item: Bracket | Choice, markup: Markup, width: int) -> Iterator[Line]:
    """Write a bracket, or the options of a choice, deeper ones further in."""
    depth = depth_of(item, markup)
    head = f"  depth {depth}  " if depth else "  options  "
    head += "  " * (depth - 1)
    if isinstance(item, Bracket):
        yield from hang(head, [(safe(bracketed(item)), "")], width, "dim")
        return
    yield [(head, "dim"), (f"choice of {len(item.options)}", "")]
    for option in item.options:
        yield from hang(" " * len(head) + "| ", [(safe(optional(option)), "")], width, "dim")


def _said(version: Version, markup: Markup, width: int) -> Iterator[Line]:
    """List the status of clauses, and who is named without a bracket."""
    cited = [clause.citation for clause in version.document]
    statuses = [(cited[row.clause], f"{row.word}{' in part' * row.partly}", row.text) for row in markup.statuses]
    if statuses:
        yield from ([], [(rule("status", width), "dim")])
    for citation, word, text in statuses:
        seen = f"  ({text})" if text.casefold() != word.casefold() else ""
        yield from hang(f"{safe(citation)}  ", [(safe(word), ""), (safe(seen), "dim")], width, "head")
    named = [row for row in markup.attributions if not row.bracket or row.stance not in ("proposes", "alternative")]
    if named:
        yield from ([], [(rule("named", width), "dim")])
    for row in named:
        about = short(markup.bracket(row.bracket).text) if row.bracket and row.stance != "deletes" else ""
        yield from hang(f"{safe(cited[row.start.clause])}  ", [(safe(positioned(row, about)), "")], width, "head")


# Two versions


def changes_terminal(
    compared: BracketComparison, whole: BracketComparison, *, width: int, colours: str, stat: bool = False
) -> str:
    """Write what became of the brackets of two versions; `whole` is the comparison without a selection."""
    lines = [*_head([("old", compared.old), ("new", compared.new)], width)]
    lines += [[], *_counts(whole, width)]
    part = None
    for change in compared if not stat else ():
        if change.part != part:
            part = change.part
            lines += [[], [(rule(safe(part) or _FIRST, width), "dim")]]
        lines += [[], *_change(change, width)]
    if not stat:
        lines += _faults(list(zip((whole.old, whole.new), whole.marks, strict=True)), width)
    return coloured(lines, colours) if colours else plain(lines)


def _counts(compared: BracketComparison, width: int) -> Iterator[Line]:
    sizes = [len(fate) + 2 for fate in OUTCOMES]
    first = width - sum(sizes)
    titles = titles_of(compared.old, compared.new)
    yield [(fit("", first) + "".join(fate.rjust(size) for fate, size in zip(OUTCOMES, sizes, strict=True)), "dim")]
    for part in [*dict.fromkeys(change.part for change in compared), "total"]:
        inside = [change for change in compared if part in ("total", change.part)]
        counts = [sum(change.outcome == fate for change in inside) for fate in OUTCOMES]
        cells: Line = [
            (str(count or "·").rjust(size), STYLES[fate] if count else "dim")
            for count, size, fate in zip(counts, sizes, OUTCOMES, strict=True)
        ]
        yield [(fit(_title(part, titles.get(part, "")), first), "head" * (part == "total")), *cells]


def _change(change: BracketChange, width: int) -> Iterator[Line]:
    style = STYLES[change.outcome]
    old, new = (span(citations) for citations in change.clauses)
    where = old if old == new or not new else new if not old else f"{old} → {new}"
    title: Line = [(f"{SIGNS[change.outcome]} ", style), (safe(where), "head"), (f"  {safe(verdict(change))}", style)]
    yield from wrap(title, width)
    if change.choice and change.outcome != "opened":
        yield from _options(change, width)
    else:
        sign = {"deleted": "- ", "opened": "+ "}.get(change.outcome, "  ")
        for bracket in change.old or change.new:
            yield from hang(f"  {sign}", [(safe(bracketed(bracket)), "")], width, style)
        if not change.old and not change.new and change.choice:
            for option in change.choice.options:
                yield from hang("  + ", [(safe(optional(option)), "")], width, style)
    if change.outcome == "open" and change.edited and not change.choice:
        for bracket in change.new:
            yield from hang("  + ", [(safe(bracketed(bracket)), "")], width, "inserted")
    if change.text and (change.outcome == "replaced" or change.edited):
        yield from hang("  + ", [(safe(short(change.text)), "")], width, style)


def _options(change: BracketChange, width: int) -> Iterator[Line]:
    for option in change.choice.options if change.choice else ():
        kept = option in change.kept
        sign = "-" if not kept else "=" if change.outcome == "open" else "✓"
        yield from hang(f"  {sign} ", [(safe(optional(option)), "" if kept else "dim")], width, "" if kept else "dim")
    for option in change.added:
        yield from hang("  + ", [(safe(optional(option)), "")], width, "inserted")


# All versions


def table_terminal(counted: BracketTable, *, width: int, colours: str) -> str:
    """Write how many brackets were open in each part, version by version; `2 (1)` is two brackets and one choice."""
    lines = [*_head([("", version) for version in counted.versions], width), []]
    cells = [[_cell(tally) for tally in row.tallies] for row in counted.rows]
    labels = [safe(version.label) for version in counted.versions]
    sizes = [max(width_of(label), *(len(row[at]) for row in cells)) + 2 for at, label in enumerate(labels)]
    room = max(24, width - sum(sizes))
    lines.append([(fit("open brackets (choices)", room), "dim"), *_row(labels, sizes, "dim")])
    for row, said in zip(counted.rows, cells, strict=True):
        if row.citation == "total" or any(tally and (tally.brackets or tally.choices) for tally in row.tallies):
            style = "head" if row.citation == "total" else ""
            lines.append([(fit(_title(row.citation, row.title), room), style), *_row(said, sizes, style)])
    return coloured(lines, colours) if colours else plain(lines)


def _cell(tally: BracketTally | None) -> str:
    if tally is None:
        return "–"
    if not tally.brackets and not tally.choices:
        return "·"
    return f"{tally.brackets} ({tally.choices})" if tally.choices else str(tally.brackets)


def _row(cells: Sequence[str], sizes: Sequence[int], style: str) -> Line:
    return [(" " * (size - width_of(cell)) + cell, style) for cell, size in zip(cells, sizes, strict=True)]
