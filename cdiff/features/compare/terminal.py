"""What a comparison shows in the terminal.

Every meaning has a sign and a colour: `[-gone-]` and `{+come+}` around words as in wdiff, `~ + - >` before
clauses, so that nothing is lost in a pipe, without colour, or to an eye that sees none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import TALLIED, Change, Comparison, Summary, Tally, Watched, Weighed
from cdiff.features.compare.headline import headline, reasons
from cdiff.pipeline.comparing import count_changes
from cdiff.telling.change_labels import (
    citations,
    edits_of,
    kinds,
    parts_said,
    quiet_said,
    rival_said,
    times_said,
    watch_rows,
    watch_said,
    with_seams,
)
from cdiff.telling.changes import FIRST, sign_of
from cdiff.telling.version_header import limits_of, same
from cdiff.telling.view import (
    BlankLine,
    Changes,
    Edits,
    Element,
    Grid,
    Heading,
    Note,
    Row,
    Text,
    View,
    caveat_notes,
    heads_of,
)

_SHORT = {"unchanged": "unch.", "editorial": "edit.", "modified": "mod.", "inserted": "ins.", "deleted": "del."} | {
    "renumbered": "num."
}
"""The kinds that a narrow terminal abbreviates."""


def comparison_view(
    comparison: Comparison,
    summary: Summary,
    shown: Sequence[tuple[Change, str]],
    *,
    stat: bool = False,
    watched: Sequence[Watched] = (),
    heaviest: Sequence[Weighed] | None = None,
) -> View:
    """Say what a comparison shows; `shown` are the changes to print, each with the part of the text it stands in.

    `stat` leaves out all but the summary. The `heaviest` changes, where they are asked for, stand in the place of all
    changes, each with its reasons.
    """
    old, new = comparison.old, comparison.new
    whole = len(shown) == count_changes(comparison)
    body: list[Element] = [Text([(said, "head")]) for said in [headline(comparison)] if said]
    body += [
        Text([(f"{each.old} → {each.new} in {len(each.clauses)} clauses", "")], "↻ ", "modified")
        for each in comparison.renamings
    ]
    if not comparison.differs:
        body.append(Text([(same(comparison), "head")]))
    body += _watched(watched)
    body += [BlankLine(), _table(summary) if stat or whole else _shown(shown, comparison)]
    if heaviest is not None:
        body += _heaviest(heaviest, len(shown), stat=stat)
    elif not stat:
        body += [Changes(shown), *_doubtful(comparison, shown)]
    notes = [*caveat_notes(old, new), *map(Note, limits_of(comparison))]
    return View(f"{old.label} → {new.label}", heads_of(("old", old), ("new", new)), notes, body, prose=True)


def _watched(watched: Sequence[Watched]) -> Iterator[Element]:
    """Show what is watched and touched, with each change that touches it; name what is left alone."""
    if watched:
        yield BlankLine()
    for each in watched:
        if not each.touched:
            continue
        yield Text([(each.name, "head"), (f"  {watch_said(each)}", "")], "◉ ", "warn")
        rows, more = watch_rows(each)
        for row in rows:
            sign, style = sign_of(row.change)
            counts = f"  {times_said(each, row)}" if each.kind == "term" else ""
            said = [(citations(row.change), "head"), (f"  {', '.join(kinds(row.change))}", style), (counts, "")]
            yield Text(said, f"{sign} ", style, "  ")
        if more:
            yield Text([(f"… and {more} more that {'touches' if more == 1 else 'touch'} it", "dim")], indent="  ")
    for quiet in quiet_said(watched):
        yield Text([(f"watched, {quiet}", "dim")], "○ ", "dim")


def _heaviest(heaviest: Sequence[Weighed], among: int, *, stat: bool) -> Iterator[Element]:
    """List the changes that matter most with their weights; their words too, unless only the summary is wanted."""
    yield Heading(f"what matters most: {len(heaviest)} of {among} changes")
    for each in heaviest:
        sign, style = sign_of(each.change)
        yield BlankLine()
        yield Text(
            [
                (citations(each.change), "head"),
                (f"  {', '.join(kinds(each.change))}", style),
                (f"  weight {each.weight}: {reasons(each)}", ""),
            ],
            f"{sign} ",
            style,
        )
        if not stat:
            yield Edits(with_seams(each.change, edits_of(each.change)), "  ")


def _table(summary: Summary) -> Grid:
    quiet = [row for row in summary.rows if row.is_quiet]
    rows = [_row(row_title(row), "", row) for row in summary.rows if not row.is_quiet]
    if quiet:
        total = Tally("", "", tuple((name, sum(row.count(name) for row in quiet)) for name in TALLIED))
        rows.append(_row(f"{parts_said(len(quiet), len(summary.rows))}, same words", "dim", total))
    short = [_SHORT.get(name, name) for name in TALLIED]
    return Grid(TALLIED, [*rows, _row("total", "head", summary.total)], least=4, room=8, short=short)


def row_title(row: Tally) -> str:
    """Name a part of the text with its title."""
    name = row.citation or FIRST
    return f"{name}  {row.title}" if row.title and row.title.lower() != row.citation else name


def _row(title: str, style: str, row: Tally) -> Row:
    counts = [row.count(name) for name in TALLIED]
    cells = [(str(count), name) if count else 0 for name, count in zip(TALLIED, counts, strict=True)]
    return Row((title, style), cells)


def _shown(shown: Sequence[tuple[Change, str]], comparison: Comparison) -> Text:
    """Say how much of a comparison a selection shows."""
    chosen = sum(change.is_change for change, _ in shown)
    total = count_changes(comparison)
    clauses = f", {len(shown)} clauses" if chosen != len(shown) else ""
    return Text([(f"Shown: {chosen} of {total} changes{clauses}", "dim")])


def _doubtful(comparison: Comparison, shown: Sequence[tuple[Change, str]]) -> Iterator[Element]:
    """List the pairs of little certainty, so that a person looks at them."""
    chosen = {id(change) for change, _ in shown}
    doubtful = [change for change in comparison.doubtful if id(change) in chosen]
    if not doubtful:
        return
    yield Heading(f"doubtful pairs: {len(doubtful)}", "warn")
    for change in doubtful:
        rival = rival_said(change.link, comparison) if change.link else ""
        said = f"similarity {change.similarity:.2f}" + (f", runner-up {rival}" if rival else "")
        yield Text([(citations(change), "head"), (f"  {said}", "")], "? ", "warn")
    yield Text([("--explain CITATION says why; cdiff align --pin or --forbid settles it.", "dim")])
