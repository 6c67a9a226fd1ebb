"""A comparison in the terminal.

Every meaning has a sign and a colour: `[-gone-]` and `{+come+}` around words as in wdiff, `~ + - >` before
clauses, so that nothing is lost in a pipe, without colour, or to an eye that sees none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cdiff.core.config import Look
from cdiff.core.model import TALLIED, Change, Comparison, Summary, Tally, Version
from cdiff.features.compare.alignment_table import rival_said
from cdiff.telling.change_labels import citations, edits_of, kinds, watch_rows, watch_said, with_seams
from cdiff.telling.layout import Line, coloured, columns, fit, hang, plain, rule, safe, wrap
from cdiff.telling.spans import edit_spans
from cdiff.telling.version_header import caveats, described

if TYPE_CHECKING:
    from cdiff.core.model import Watched

SIGNS = {
    "unchanged": "=",
    "editorial": "≈",
    "modified": "~",
    "split": "÷",
    "merged": "&",
    "inserted": "+",
    "deleted": "-",
}
_NARROW = 60
_WIDE = 160


def terminal(
    comparison: Comparison,
    summary: Summary,
    shown: Sequence[tuple[Change, str]],
    look: Look,
    *,
    colours: str = "",
    stat: bool = False,
    watched: Sequence[Watched] = (),
) -> str:
    """Write a comparison for a terminal.

    `shown` are the changes to print, each with the part of the text it stands in; `look.width` is the number
    of columns; `colours` is rich's name of what the terminal can show, empty for none.
    """
    width = min(max(look.width or 80, _NARROW), _WIDE)
    lines = [*_head(comparison, width), *_watched(watched, width), []]
    whole = len(shown) == sum(change.is_change for change in comparison.changes)
    lines += _table(summary, width) if stat or whole else _shown(shown, comparison)
    if not stat:
        lines += changes_lines(shown, look, width)
        lines += _doubtful(comparison, shown, width)
    return coloured(lines, colours) if colours else plain(lines)


# The head


def _head(comparison: Comparison, width: int) -> Iterator[Line]:
    size = max(len(comparison.old.label), len(comparison.new.label))
    for side, version in (("old", comparison.old), ("new", comparison.new)):
        yield from version_lines(side, version, size, width)
    for text in caveats(comparison.old, comparison.new):
        yield from hang("! ", [(safe(text), "warn")], width, "warn")
    for each in comparison.renamings:
        said = f"{each.old} → {each.new} in {len(each.clauses)} clauses"
        yield from hang("↻ ", [(safe(said), "")], width, "modified")
    if not comparison.differs:
        yield [("No difference in words, characters or order.", "head")]


def _watched(watched: Sequence[Watched], width: int) -> Iterator[Line]:
    """Show what is watched and touched, with each change that touches it; name what is left alone."""
    touched = [each for each in watched if each.touched]
    if watched:
        yield []
    for each in touched:
        yield from hang("◉ ", [(safe(each.name), "head"), (f"  {safe(watch_said(each))}", "")], width, "warn")
        rows, more = watch_rows(each)
        for row in rows:
            sign, style = _sign(row.change)
            said = [(safe(citations(row.change)), "head"), (f"  {', '.join(kinds(row.change))}", style)]
            counts = f"  {row.old} → {row.new}" if each.kind == "term" else ""
            yield from hang(f"  {sign} ", [*said, (counts, "")], width, style)
        if more:
            yield [(f"  … and {more} more that {'touches' if more == 1 else 'touch'} it", "dim")]
    quiet = [each.name for each in watched if not each.touched]
    if quiet:
        yield from hang("○ ", [(safe(f"watched, untouched: {'; '.join(quiet)}"), "dim")], width, "dim")


def version_lines(side: str, version: Version, size: int, width: int) -> list[Line]:
    """Say what a version is, behind the name of its side and its label."""
    said = safe(described(version)) or "untitled"
    return hang(f"{side}  {fit(safe(version.label), size)}  ", [(said, "")], width, "head")


# The table

_SHORT = {
    "unchanged": "same",
    "editorial": "edit",
    "modified": "mod",
    "moved": "move",
    "split": "split",
    "merged": "merge",
    "inserted": "ins",
    "deleted": "del",
    "renumbered": "renum",
}


def _table(summary: Summary, width: int) -> Iterator[Line]:
    names = list(TALLIED)
    long = width >= 120
    heads = [name if long else _SHORT[name] for name in names]
    sizes = [max(len(head), 4) + 1 for head in heads]
    first = width - sum(sizes)
    yield [(fit("", first) + "".join(head.rjust(size) for head, size in zip(heads, sizes, strict=True)), "dim")]
    quiet = [row for row in summary.rows if row.is_quiet]
    for row in summary.rows:
        if not row.is_quiet:
            yield [(fit(_row_title(row), first), ""), *_counts(row, names, sizes)]
    if quiet:
        total = Tally("", "", tuple((name, sum(row.count(name) for row in quiet)) for name in names))
        said = f"{len(quiet)} {'others' if len(quiet) < len(summary.rows) else 'parts'} without a change of words"
        yield [(fit(said, first), "dim"), *_counts(total, names, sizes)]
    yield [(fit("total", first), "head"), *_counts(summary.total, names, sizes)]


def _row_title(row: Tally) -> str:
    name = safe(row.citation) or "before the first heading"
    return f"{name}  {safe(row.title)}" if row.title and row.title.lower() != row.citation else name


def _counts(row: Tally, names: Sequence[str], sizes: Sequence[int]) -> Line:
    cells: Line = []
    for name, size in zip(names, sizes, strict=True):
        count = row.count(name)
        cells.append((str(count).rjust(size) if count else "·".rjust(size), name if count else "dim"))
    return cells


def _shown(shown: Sequence[tuple[Change, str]], comparison: Comparison) -> Iterator[Line]:
    """Say how much of a comparison a selection shows."""
    chosen = sum(change.is_change for change, _ in shown)
    total = sum(change.is_change for change in comparison.changes)
    yield [(f"Shown: {chosen} of {total} changes" + (f", {len(shown)} clauses" if chosen != len(shown) else ""), "dim")]


# The changes


def changes_lines(shown: Sequence[tuple[Change, str]], look: Look, width: int) -> Iterator[Line]:
    """Lay out changes, each with the title it stands under, in columns of a width."""
    part = None
    for change, where in shown:
        if where != part:
            part = where
            yield []
            yield [(rule(safe(where) or "before the first heading", width), "dim")]
        yield []
        yield from wrap(_title(change), width)
        yield from _body(change, look, width)
        for passage in change.passages:
            where = "moved to" if passage.op == "delete" else "moved from"
            said: Line = [(f"{where} ", "moved"), (safe(passage.clause), "head"), (f": {safe(passage.text)}", "dim")]
            yield from hang("  > ", said, width, "moved")


def _title(change: Change) -> Line:
    sign, style = _sign(change)
    likeness = f"  likeness {change.similarity:.2f}" if change.old and change.new and change.similarity < 1 else ""
    return [
        (f"{sign} ", style),
        (safe(citations(change)), "head"),
        ("  ", ""),
        (", ".join(kinds(change)), style),
        (likeness, "dim"),
        (_hands(change), "dim"),
    ]


def _sign(change: Change) -> tuple[str, str]:
    """Give the sign of a change, and its style."""
    if change.kind == "unchanged" and change.moved:
        return ">", "moved"
    return SIGNS[change.kind], change.kind


def _hands(change: Change) -> str:
    """Say by whom a change was tracked, and when."""
    said = [", ".join(part for part in (hand.author, hand.date) if part) for hand in change.by]
    return f"  by {safe('; '.join(said))}" if said else ""


def _body(change: Change, look: Look, width: int) -> list[Line]:
    edits = with_seams(change, edits_of(change))
    if look.side_by_side and change.old and change.new:
        half = (width - 5) // 2
        left = wrap(edit_spans(edits, look.context, without="insert"), half, "  ")
        right = wrap(edit_spans(edits, look.context, without="delete"), half, "")
        return columns(left, right, half + 1)
    return wrap(edit_spans(edits, look.context), width, "  ")


def _doubtful(comparison: Comparison, shown: Sequence[tuple[Change, str]], width: int) -> Iterator[Line]:
    """List the pairs that hang on a thread, so that a person looks at them."""
    chosen = {id(change) for change, _ in shown}
    doubtful = [change for change in comparison.doubtful if id(change) in chosen]
    if not doubtful:
        return
    yield []
    yield [(rule(f"doubtful pairs: {len(doubtful)}", width), "warn")]
    for change in doubtful:
        rival = rival_said(change.link, comparison) if change.link else ""
        said = f"likeness {change.similarity:.2f}" + (f", runner-up {rival}" if rival else "")
        yield from hang("? ", [(safe(citations(change)), "head"), (f"  {safe(said)}", "")], width, "warn")
    yield from wrap([("--explain CITATION says why; cdiff align --pin or --forbid settles it.", "dim")], width)


def listing(lines: Iterable[Line], *, colours: str = "") -> str:
    """Write lines that another command laid out."""
    return coloured(lines, colours) if colours else plain(lines)
