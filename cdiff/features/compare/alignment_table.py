"""Which clause became which: the concordance as a table, and why one pair was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import Change, Clause, Comparison, Link
from cdiff.telling.change_labels import rival_said
from cdiff.telling.layout import Line, coloured, fit, hang, plain, safe, width_of
from cdiff.telling.version_header import caveats

HOW = {
    "identical": "the words are the same",
    "spine": "in the order of the text, between certain pairs",
    "move": "out of the order of the text, by its words",
    "split": "the parts together cover the old clause",
    "merge": "the old clauses together cover the new one",
    "pinned": "settled by a person in concordance.toml",
}
"""How a link was found, in words."""

_HEADS = ("old", "new", "kind", "likeness", "found", "runner-up")


def concordance_table(comparison: Comparison, *, width: int = 80, colours: str = "") -> str:
    """Write every pair of clauses as a table for a terminal of `width` columns; `?` marks the doubtful ones."""
    rows = [_row(change, comparison) for change in comparison.changes]
    sizes = [max(width_of(row[at]) for row in [_HEADS, *rows]) for at in range(len(_HEADS))]
    spare = max(24, width - sum(sizes[2:5]) - 2 * 5 - 6)
    sizes = [min(sizes[0], spare // 2), min(sizes[1], spare // 2), *sizes[2:5], max(6, sizes[5])]
    lines: list[Line] = []
    for text in caveats(comparison.old, comparison.new):
        lines += hang("! ", [(safe(text), "warn")], width, "warn")
    lines.append([("  ".join(fit(head, size) for head, size in zip(_HEADS, sizes, strict=True)), "dim")])
    for change, row in zip(comparison.changes, rows, strict=True):
        cells = "  ".join(fit(safe(cell), size) for cell, size in zip(row, sizes, strict=True))
        lines.append([(cells, "warn" if change.link and change.link.doubtful else "")])
    return coloured(lines, colours) if colours else plain(lines)


def concordance_csv(comparison: Comparison) -> str:
    """Write every pair of clauses as CSV (RFC 4180), one row per change."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("old", "new", "kind", "moved", "renumbered", "likeness", "found", "runner_up", "doubtful"))
    for change in comparison.changes:
        old, new, kind, likeness, found, rival = _row(change, comparison)
        flags = (change.moved, change.renumbered)
        doubtful = bool(change.link and change.link.doubtful)
        values = (old, new, kind.split(",")[0], *flags, likeness.rstrip("?"), found, rival, doubtful)
        writer.writerow([_cell(value) for value in values])
    return out.getvalue()


def _cell(value: object) -> str:
    """Write a value so that no spreadsheet takes it for a formula."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _row(change: Change, comparison: Comparison) -> tuple[str, ...]:
    kind = ", ".join([change.kind] + ["moved"] * change.moved + ["renumbered"] * change.renumbered)
    link = change.link
    if link is None:
        return _cited(change.old), _cited(change.new), kind, "", "", ""
    likeness = f"{link.similarity:.2f}" + "?" * link.doubtful
    return _cited(change.old), _cited(change.new), kind, likeness, link.how, rival_said(link, comparison)


def _cited(clauses: Sequence[Clause]) -> str:
    return " + ".join(clause.citation for clause in clauses)


def explanation(comparison: Comparison, changes: Sequence[Change], *, width: int = 80, colours: str = "") -> str:
    """Say for each change why its clauses were taken for the same, and what was nearly taken instead."""
    lines: list[Line] = []
    for change in changes:
        lines += [*_explained(change, comparison, width), []]
    return coloured(lines[:-1], colours) if colours else plain(lines[:-1])


def _explained(change: Change, comparison: Comparison, width: int) -> Iterator[Line]:
    title = " → ".join(part for part in (_cited(change.old), _cited(change.new)) if part)
    yield [(safe(title), "head"), (f"  {change.kind}", change.kind)]
    link = change.link
    if link is None:
        side = "new" if change.kind == "deleted" else "old"
        yield from hang("  ", [(f"nothing in the {side} text is like it enough to be the same clause", "")], width)
        return
    yield from hang("  ", [(f"found: {link.how}, {HOW[link.how]}", "")], width)
    yield from hang("  ", [(f"likeness of the words: {link.similarity:.2f}", "")], width)
    rival = rival_said(link, comparison) or "none"
    yield from hang("  ", [(f"runner-up: {safe(rival)}", "")], width)
    if link.doubtful:
        said = "doubtful: look at it, and settle it with cdiff align --pin or --forbid"
        yield from hang("  ", [(said, "warn")], width, "warn")
