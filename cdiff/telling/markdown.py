"""A comparison as a comment on a pull request: what a Git host renders, and nothing that it runs.

Word edits are `<del>` and `<ins>`, not `~~` and `**`: those hang on what stands next to them, and an edit may
start inside brackets, before a comma or within a word. Every sign that means something to Markdown is written
as a character reference, which is text wherever it stands; what a host makes of plain text after that (a mention,
an issue, an address, an emoji) is cut by an empty comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from cdiff.core.model import TALLIED, Change, Comparison, Edit, Summary, Tally, Version
from cdiff.telling.change_labels import citations, edits_of, hands, kinds, watch_rows, watch_said, with_seams
from cdiff.telling.layout import safe
from cdiff.telling.version_header import caveats, described

if TYPE_CHECKING:
    from cdiff.core.model import Watched

MARKER = "<!-- written by cdiff -->"
"""The first line: how cdiff, and a bot that renews its comment, know a comment of cdiff."""
MAX_BYTES = 65536
"""What GitHub takes as one comment."""
_CUT = "<!-- -->"
_SIGN = r"[&<>\"'\\`*_\[\]|~$^{}\t\r\n]"
_LIVE = r"[@#!~&$%](?=\w)|:(?=//)|:(?=[\w+-]+:)|(?<=\bwww)\.|(?<=\bGH)-|(?<=\bmailto):|(?<=\bxmpp):"
_SPECIAL = re.compile(f"(?P<live>{_LIVE})|{_SIGN}", re.IGNORECASE)


def markdown(
    comparison: Comparison,
    summary: Summary,
    changes: Sequence[tuple[Change, str]],
    *,
    command: str = "",
    max_bytes: int = MAX_BYTES,
    watched: Sequence[Watched] = (),
) -> str:
    """Write a comparison as Markdown for a pull request, in at most `max_bytes` bytes of UTF-8.

    `changes` are those to show, each with the part of the text it stands in. What finds no room is counted at
    the end, with the `command` that shows it; the head and the caveats are always there, even if they alone
    take more.
    """
    head = "\n".join([MARKER, *_head(comparison), *_watched(watched), *_chosen(comparison, changes)]) + "\n"
    room = max_bytes - size(head) - size(left_out(len(changes), len(changes), command))
    table = "\n".join(_table(summary)) + "\n"
    if size(table) > room:
        table = "\nThe summary table is left out: it finds no room here.\n"
    body, shown = fitting(changes, room - size(table))
    return head + table + body + left_out(len(changes) - shown, len(changes), command)


def escape(text: str) -> str:
    """Write a text so that no Markdown and no host sees anything but words in it."""
    return _SPECIAL.sub(_defused, safe(text))


def _defused(found: re.Match[str]) -> str:
    sign = found[0]
    written = f"&#{ord(sign)};" if re.match(_SIGN, sign) else sign
    return written + (_CUT if found["live"] else "")


def size(text: str) -> int:
    """Count the bytes of a text in UTF-8."""
    return len(text.encode())


# The head


def _head(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    yield f"### {escape(old.label)} → {escape(new.label)}"
    yield ""
    yield side_line("old", old)
    yield side_line("new", new)
    for text in caveats(old, new):
        yield from ("", f"> **Note:** {escape(text)}")
    if not comparison.differs:
        yield from ("", "No difference in words, characters or order.")


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
            counts = f" {row.old} → {row.new}" if each.kind == "term" else ""
            yield f"  - {escape(citations(row.change))} {', '.join(kinds(row.change))}{counts}"
        if more:
            yield f"  - … and {more} more"
    quiet = [each.name for each in watched if not each.touched]
    if quiet:
        yield f"- untouched: {escape('; '.join(quiet))}"


def _chosen(comparison: Comparison, changes: Sequence[tuple[Change, str]]) -> Iterator[str]:
    """Say how much of a comparison a selection shows."""
    chosen, total = (sum(change.is_change for change in each) for each in ([row[0] for row in changes], comparison))
    if chosen < total:
        yield from ("", f"Shown: {chosen} of {total} changes; the table counts all.")


def side_line(side: str, version: Version) -> str:
    """Say in an item of a list what a version is."""
    return f"- {side}: **{escape(version.label)}** {escape(described(version))}".rstrip()


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
        noun = "other" if len(quiet) < len(summary.rows) else "part"
        said = f"{len(quiet)} {noun}{'s' * (len(quiet) > 1)} without a change of words"
        yield _row(said, Tally("", "", counts))
    yield _row("**total**", summary.total)


def _part(row: Tally) -> str:
    name = escape(row.citation) or "before the first heading"
    return f"{name} {escape(row.title)}" if row.title and row.title.lower() != row.citation else name


def _row(title: str, row: Tally) -> str:
    return f"| {title} | " + " | ".join(str(row.count(name) or "·") for name in TALLIED) + " |"


# The changes


def fitting(changes: Sequence[tuple[Change, str]], room: int) -> tuple[str, int]:
    """Write as many changes as there is room for, in reading order; give how many these are."""
    out: list[str] = []
    shown = 0
    for part, rows in groupby(changes, key=lambda row: row[1]):
        title = f"\n#### {escape(part) or 'before the first heading'}\n"
        for change, _ in rows:
            text = title + _folded(change)
            room -= size(text)
            if room < 0:
                return "".join(out), shown
            out.append(text)
            shown += 1
            title = ""
    return "".join(out), shown


def _folded(change: Change) -> str:
    likeness = f" · likeness {change.similarity:.2f}" if change.old and change.new and change.similarity < 1 else ""
    doubtful = " · doubtful pair" if change.link and change.link.doubtful else ""
    by = f" · by {escape(hands(change))}" if change.by else ""
    said = f"<b>{escape(citations(change))}</b> {', '.join(kinds(change))}{likeness}{doubtful}{by}"
    words = "".join(marked(edit) for edit in with_seams(change, edits_of(change)))
    return f"\n<details><summary>{said}</summary>\n<p>{words}</p>\n</details>\n"


def marked(edit: Edit) -> str:
    """Write an edit as `del` or `ins`; a space alone is shown as a sign."""
    tag = {"equal": "", "delete": "del", "insert": "ins"}[edit.op]
    text = escape(edit.text)
    if tag and not text.strip():
        text = "␠"
    return f"<{tag}>{text}</{tag}>" if tag else text


def left_out(count: int, total: int, command: str) -> str:
    """Say how many changes found no room, and the command that shows them."""
    if not count:
        return ""
    where = f" <code>{escape(command)}</code> shows all." if command else ""
    return f"\n{count} of {total} changes find no room in this comment.{where}\n"
