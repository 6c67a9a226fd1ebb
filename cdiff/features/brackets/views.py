"""What there is to show about brackets: what is open in a version, what became of it, and how much was open in all.

What became of a bracket has a sign and a word: `+ opened`, `= still open`, `✓ closed` and `✓ resolved`,
`~ replaced`, `- deleted`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.citation import unit_of
from cdiff.core.model import Version
from cdiff.features.brackets.marking import totals
from cdiff.features.brackets.model import (
    OUTCOMES,
    Bracket,
    BracketChange,
    BracketComparison,
    BracketTable,
    BracketTally,
    Markup,
    Outcome,
)
from cdiff.features.brackets.versions import ChosenOutcomes, ListedMarks
from cdiff.features.brackets.words import (
    SAID,
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
from cdiff.telling.changes import FIRST
from cdiff.telling.view import (
    BlankLine,
    Element,
    Entries,
    Entry,
    Grid,
    Heading,
    Note,
    Only,
    Row,
    Span,
    Text,
    View,
    caveats_of,
    heads_of,
)

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
_COUNTED = ("brackets", "choices", "deepest", "faults")


def _faults(*sides: tuple[Version, Markup]) -> Iterator[Element]:
    """List the brackets without their other half, behind everything else."""
    if any(markup.faults for _, markup in sides):
        yield Only(("terminal", "html"), Heading("faults"))
    for version, markup in sides:
        for fault in markup.faults:
            where, quote = shown_at(version, fault.place), around(version, fault.place)
            yield Note(fault.message, "Fault", where, version.label, quote)


def _title(citation: str, title: str) -> Span:
    name = citation or FIRST
    titled = bool(title) and title.lower() != citation
    return f"{name}  {title}" if titled else name, "head" if citation == "total" else ""


# One version


def listing_view(listed: ListedMarks) -> View:
    """Say what is open in a version."""
    version, markup = listed.marked.version, listed.marked.markup
    counted = totals(version.document, markup)
    body: list[Element] = [Only(("terminal",), Text([(summed(markup), "head")]))]
    body += [Only(("markdown", "html"), Text([(f"{summed(markup)}.", "")]))]
    if markup.brackets or markup.choices or markup.faults:
        body += [BlankLine(), _totals(counted)]
    if not listed.stat:
        entries = [*_items(version, markup)]
        body += [Entries(("clause", "depth", "text"), entries)] if entries else []
        body += [*_said(version, markup), *_faults((version, markup))]
    return View(
        f"Open brackets: {version.label}", heads_of(("", version)), caveats_of(version), body, versions=(version,)
    )


def _totals(counted: Sequence[BracketTally]) -> Grid:
    rows = [
        Row(_title(tally.citation, tally.title), (tally.brackets, tally.choices, tally.deepest, tally.faults))
        for tally in counted
    ]
    open_ = [row for row in rows if any(row.cells) or row.title[0] == "total"]
    return Grid(_COUNTED, open_, gap=2)


def _items(version: Version, markup: Markup) -> Iterator[Entry]:
    """List brackets and the options of choices, each under its part and its clause, deeper ones further in."""
    parts = list(unit_of(version.document).values())
    part, where = None, ""
    for item in items(markup):
        lines: list[Element] = []
        at = item.start.clause if isinstance(item, Bracket) else item.options[0].start.clause
        if parts[at] != part:
            part, where = parts[at], ""
            lines.append(Heading(part or FIRST))
        if where != (where := span(clauses_of(item, version), version)):
            lines += [BlankLine(), Text([(where, "head")])]
        depth = depth_of(item, markup)
        head = (f"  depth {depth}  " if depth else "  options  ") + "  " * (depth - 1)
        if isinstance(item, Bracket):
            lines.append(Text([(bracketed(item), "")], head, "dim"))
            yield Entry(([(where, "")], [(str(depth), "")], [(bracketed(item), "")]), lines)
            continue
        options = [optional(option) for option in item.options]
        lines.append(Text([(f"choice of {len(options)}", "")], head, "dim"))
        lines += [Text([(said, "")], " " * len(head) + "| ", "dim") for said in options]
        yield Entry(([(where, "")], [(str(depth or ""), "")], [("\nor ".join(options), "")]), lines)


def _said(version: Version, markup: Markup) -> Iterator[Element]:
    """List the status of clauses, and who is named without a bracket."""
    cited = [clause.citation for clause in version.document]
    if markup.statuses:
        yield Only(("terminal",), Heading("status"))
        entries = []
        for status in markup.statuses:
            word = f"{status.word}{' in part' * status.partly}"
            seen = f"  ({status.text})" if status.text.casefold() != word.casefold() else ""
            line = Text([(word, ""), (seen, "dim")], f"{cited[status.clause]}  ", "head")
            entries.append(Entry(([(cited[status.clause], "")], [(status.word, "")], [(status.text, "")]), [line]))
        yield Entries(("clause", "status", "as printed"), entries)
    named = [row for row in markup.attributions if not row.bracket or row.stance not in ("proposes", "alternative")]
    if named:
        yield Only(("terminal", "html"), Heading("named"))
    for row in named:
        about = short(markup.bracket(row.bracket).text) if row.bracket and row.stance != "deletes" else ""
        line = Text([(positioned(row, about), "")], f"{cited[row.start.clause]}  ", "head")
        yield Only(("terminal", "html"), line)


# Two versions


def changes_view(chosen: ChosenOutcomes) -> View:
    """Say what became of the brackets of two versions."""
    whole, old, new = chosen.whole, chosen.whole.old, chosen.whole.new
    body: list[Element] = []
    counts = [Entry(([(SAID[outcome], "")], [(str(chosen.shown.count(outcome)), "")])) for outcome in OUTCOMES]
    body += [BlankLine(), Only(("terminal", "html"), _outcomes(chosen))]
    body.append(Only(("markdown",), Entries(("", "brackets and choices"), counts)))
    if chosen.shown.changes and not chosen.stat:
        body.append(Entries(("part", "clause", "what became of it", "text"), [*_changes(chosen.shown)]))
    if not chosen.stat:
        body += _faults(*zip((old, new), whole.marks, strict=True))
    return View(
        f"Brackets: {old.label} → {new.label}",
        heads_of(("old", old), ("new", new)),
        caveats_of(old, new),
        body,
        versions=(new,),
        sided=False,
    )


def _outcomes(chosen: ChosenOutcomes) -> Grid:
    titles = titles_of(chosen.whole.old, chosen.whole.new)
    rows = []
    for part in [*dict.fromkeys(change.part for change in chosen.whole), "total"]:
        inside = [change for change in chosen.whole if part in ("total", change.part)]
        counts = [sum(change.outcome == outcome for change in inside) for outcome in OUTCOMES]
        cells = [(str(count), STYLES[outcome]) if count else 0 for outcome, count in zip(OUTCOMES, counts, strict=True)]
        rows.append(Row(_title(part, titles.get(part, "")), cells))
    return Grid(OUTCOMES, rows, gap=2)


def _changes(shown: BracketComparison) -> Iterator[Entry]:
    part = None
    for change in shown:
        before, after = change.clauses
        old, new = span(before, shown.old), span(after, shown.new)
        where = old if old == new or not new else new if not old else f"{old} → {new}"
        style = STYLES[change.outcome]
        lines: list[Element] = [Heading(change.part or FIRST)] if change.part != part else []
        part = change.part
        title = [(f"{SIGNS[change.outcome]} ", style), (where, "head"), (f"  {verdict(change)}", style)]
        lines += [BlankLine(), Text(title)]
        words: list[Span] = []
        for sign, said, look, mark in _texts(change):
            lines.append(Text([(said, "dim" if look == "dim" else "")], f"  {sign} ", look))
            words += [("\n", "")] * bool(words) + [(said, mark)]
        yield Entry(([(part or FIRST, "")], [(where, "")], [(verdict(change), "")], words), lines)


def _texts(change: BracketChange) -> Iterator[tuple[str, str, str, str]]:
    """Show the words of a change, each with its sign, the sign's style, and whether they went or came."""
    style = STYLES[change.outcome]
    if change.choice and change.outcome != "opened":
        for option in change.choice.options:
            kept = option in change.kept
            sign = "-" if not kept else "=" if change.outcome == "open" else "✓"
            yield sign, optional(option), "" if kept else "dim", "delete" if option in change.gone else ""
        for option in change.added:
            yield "+", optional(option), "inserted", "insert"
    else:
        sign = {"deleted": "-", "opened": "+"}.get(change.outcome, " ")
        gone = change.outcome in ("deleted", "replaced")
        for bracket in change.old or change.new:
            yield sign, bracketed(bracket), style, "delete" if gone else ""
        if not change.old and not change.new and change.choice:
            for option in change.choice.options:
                yield "+", optional(option), style, ""
    if change.outcome == "open" and change.modified and not change.choice:
        for bracket in change.new:
            yield "+", bracketed(bracket), "inserted", "insert"
    if change.text and (change.outcome == "replaced" or change.modified):
        yield "+", short(change.text), style, "insert"


# All versions


def table_view(counted: BracketTable) -> View:
    """Say how many brackets were open in each part, version by version; `2 (1)` is two brackets and one choice."""
    labels = [version.label for version in counted.versions]
    rows = [Row(_title(row.citation, row.title), [*map(_cell, row.tallies)]) for row in counted.rows]
    open_ = [
        shown
        for row, shown in zip(counted.rows, rows, strict=True)
        if row.citation == "total" or any(tally and (tally.brackets or tally.choices) for tally in row.tallies)
    ]
    said = "`2 (1)`: two brackets, and one choice among them."
    return View(
        "Open brackets in all versions",
        heads_of(*(("", version) for version in counted.versions)),
        caveats_of(*counted.versions),
        [
            BlankLine(),
            Only(("terminal",), Grid(labels, open_, "open brackets (choices)", gap=2)),
            Only(("markdown", "html"), Grid(labels, rows)),
            Only(("markdown", "html"), Text([(said, "")])),
        ],
        versions=(counted.versions[-1],),
    )


def _cell(tally: BracketTally | None) -> Span | int:
    if tally is None:
        return "–", ""
    return (f"{tally.brackets} ({tally.choices})", "") if tally.choices else (str(tally.brackets or "·"), "")
