"""A comparison as a comment on a pull request: the head and the table first, then as many changes as find room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import TALLIED, Change, Comparison, Summary, Tally, Watched, Weighed
from cdiff.features.compare.headline import ORDERED, headline, why
from cdiff.pipeline.comparing import count_changes
from cdiff.telling.change_labels import citations, kinds, parts_said, quiet_said, times_said, watch_rows, watch_said
from cdiff.telling.markdown import MARKER, MAX_BYTES, escape, fitting, folded, left_out, side_line, size
from cdiff.telling.version_header import caveats, limits_of, same


def comparison_markdown(
    comparison: Comparison,
    summary: Summary,
    changes: Sequence[tuple[Change, str]],
    *,
    command: str = "",
    max_bytes: int = MAX_BYTES,
    watched: Sequence[Watched] = (),
    heaviest: Sequence[Weighed] = (),
) -> str:
    """Write a comparison as Markdown for a pull request, in at most `max_bytes` bytes of UTF-8.

    `changes` are those to show, each with the part of the text it stands in. What does not fit is counted at
    the end, with the `command` that shows it; the head and the caveats are always there, even if they alone
    take more.
    """
    head = "\n".join([MARKER, *_head(comparison), *_watched(watched), *_chosen(comparison, changes)]) + "\n"
    room = max_bytes - size(head) - size(left_out(len(changes), len(changes), command))
    most = "".join(f"{line}\n" for line in _heaviest(heaviest))
    table = most + "\n".join(_table(summary)) + "\n"
    if size(table) > room:
        table = table.removeprefix(most)
    if size(table) > room:
        table = "\nThe summary table is omitted: it does not fit here.\n"
    body, shown = fitting(folded(changes), room - size(table))
    return head + table + body + left_out(len(changes) - shown, len(changes), command)


# The head


def _head(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    yield f"### {escape(old.label)} → {escape(new.label)}"
    yield ""
    yield side_line("old", old)
    yield side_line("new", new)
    for text in (*caveats(old, new), *limits_of(comparison)):
        yield from ("", f"> **Note:** {escape(text)}")
    if said := headline(comparison):
        yield from ("", f"**{said}**")
    if not comparison.differs:
        yield from ("", same(comparison))


def _watched(watched: Sequence[Watched]) -> Iterator[str]:
    """List what is watched and touched, and name what is left alone."""
    if not watched:
        return
    yield from ("", "**Watched:**", "")
    for each in watched:
        rows, more = watch_rows(each)
        if each.touched:
            yield f"- **{escape(each.name)}** {watch_said(each)}"
        for row in rows:
            counts = f" {times_said(each, row)}" if each.kind == "term" else ""
            yield f"  - {escape(citations(row.change))} {', '.join(kinds(row.change))}{counts}"
        if more:
            yield f"  - … and {more} more"
    for said in quiet_said(watched):
        yield f"- {escape(said)}"


def _heaviest(heaviest: Sequence[Weighed]) -> Iterator[str]:
    """Name the changes that matter most, each with what makes it weigh."""
    if heaviest:
        yield from ("", f"**What matters most**, {escape(ORDERED)}:", "")
    for each in heaviest:
        said = ": ".join(filter(None, (", ".join(kinds(each.change)), why(each))))
        yield f"- **{escape(citations(each.change))}** {escape(said)}"


def _chosen(comparison: Comparison, changes: Sequence[tuple[Change, str]]) -> Iterator[str]:
    """Say how much of a comparison a selection shows."""
    chosen, total = sum(change.is_change for change, _ in changes), count_changes(comparison)
    if chosen < total:
        yield from ("", f"Shown: {chosen} of {total} changes; the table counts all.")


def _table(summary: Summary) -> Iterator[str]:
    yield ""
    yield "| part | " + " | ".join(TALLIED) + " |"
    yield "|---|" + "--:|" * len(TALLIED)
    quiet = [row for row in summary.rows if row.is_quiet]
    for row in summary.rows:
        if not row.is_quiet:
            yield _row(_part(row), row)
    if quiet:
        counts = tuple((name, sum(row.count(name) for row in quiet)) for name in TALLIED)
        said = f"{parts_said(len(quiet), len(summary.rows))}, same words"
        yield _row(said, Tally("", "", counts))
    yield _row("**total**", summary.total)


def _part(row: Tally) -> str:
    name = escape(row.citation) or "before the first heading"
    return f"{name} {escape(row.title)}" if row.title and row.title.lower() != row.citation else name


def _row(title: str, row: Tally) -> str:
    return f"| {title} | " + " | ".join(str(row.count(name) or "·") for name in TALLIED) + " |"
