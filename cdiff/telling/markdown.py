"""A view as Markdown: what a Git host renders, and nothing that it runs.

Word edits are `<del>` and `<ins>`, not `~~` and `**`: those depend on what stands next to them, and an edit may
start inside brackets, before a comma or within a word. Every sign that means something to Markdown is written
as a character reference, which is text wherever it stands; what a host makes of plain text after that (a mention,
an issue, an address, an emoji) is cut by an empty comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cdiff.core.errors import ReportError
from cdiff.core.model import Change, Edit, Op, Version
from cdiff.core.printable import safe
from cdiff.telling.change_labels import citations, edits_of, hands, kinds, lines_of, with_seams
from cdiff.telling.version_header import described
from cdiff.telling.view import (
    BlankLine,
    Changes,
    Edits,
    Element,
    Entries,
    Grid,
    Heading,
    Lane,
    Lanes,
    Listing,
    Marked,
    Note,
    Text,
    View,
)

MARKER = "<!-- written by cdiff -->"
"""The first line: how cdiff, and a bot that renews its comment, know a comment of cdiff."""
MAX_BYTES = 65536
"""What GitHub takes as one comment."""
_CUT = "<!-- -->"
_SIGN = r"[&<>\"'\\`*_\[\]|~$^{}\t\r\n]"
_LIVE = r"[@#!~&$%](?=\w)|:(?=//)|:(?=[\w+-]+:)|(?<=\bwww)\.|(?<=\bGH)-|(?<=\bmailto):|(?<=\bxmpp):"
_SPECIAL = re.compile(f"(?P<live>{_LIVE})|{_SIGN}", re.IGNORECASE)
_STYLES = {
    "head": "**{}**",
    "code": "<code>{}</code>",
    "event": "<i>{}</i>",
    "delete": "<del>{}</del>",
    "insert": "<ins>{}</ins>",
}
"""How a style is written that means something without a colour."""


def markdown(view: View, *, command: str = "", again: str = "", max_bytes: int = 0) -> str:
    """Write a view as Markdown; in at most `max_bytes` bytes of UTF-8, where that is not 0.

    What does not fit is counted at the end, with the `command` that shows it; the title, the heads and the notes are
    always there. `again` is the command that makes this file. Raises `ReportError` where these alone take more.
    """
    pieces = [f"{MARKER}\n### {escape(view.title)}\n", *_all_pieces(view.lead_of("markdown"))]
    for at, head in enumerate(view.heads):
        side = f"{head.side}: " if head.side and view.sided else ""
        label = "" if head.titled else f"**{escape(head.label)}** "
        pieces.append("\n" * (at == 0) + f"- {side}{label}{escape(head.said)}".rstrip() + "\n")
    pieces += [f"\n{_note(note)}\n" for note in view.notes if note.text]
    pieces += [f"\nMade with <code>{escape(again)}</code>\n"] * bool(again and view.signed)
    text = "".join(pieces)
    body = [*_all_pieces(view.shown("markdown"))]
    if not max_bytes or size(text) + sum(map(size, body)) <= max_bytes:
        return text + "".join(body)
    room = max_bytes - size(text) - size(left_out(len(body), len(body), command, "lines"))
    if room < 0:
        raise ReportError(f"--max-bytes {max_bytes}: the head with its caveats alone takes {size(text)} bytes")
    kept, count = fitting(body, room)
    return text + kept + left_out(len(body) - count, len(body), command, "lines")


def _all_pieces(elements: Iterable[Element]) -> Iterator[str]:
    before: Element | None = None
    for element in elements:
        if isinstance(before, Heading) and isinstance(element, Text) and element.sign:
            yield "\n"  # a list stands apart from its heading
        yield from _pieces(element)
        before = element


def _pieces(element: Element) -> Iterator[str]:
    """Write an element in pieces of which any number from the first one on can stand alone."""
    match element:
        case Heading():
            yield f"\n#### {escape(element.title)}\n"
        case Text():
            words = _marked([*element.between, *element.spans])
            yield f"{'- ' if element.sign else chr(10)}{_item_sign(element)}{words}\n"
        case Note():
            yield f"\n{_note(element)}\n"
        case Grid():
            heads = [element.title or element.kind, *element.heads]
            cells = [[(" ".join(row.title[0].split()), row.title[1]), *row.cells] for row in element.rows]
            rows = [[str(cell) if isinstance(cell, int) else _marked([cell]) for cell in row] for row in cells]
            yield from _table(heads, rows)
        case Listing():
            rows = [[_marked([cell]) for cell in row] for row in element.rows]
            yield from _table(element.heads, rows, element.numbers)
        case Entries():
            rows = [[_marked(cell) for cell in entry.cells] for entry in element.entries]
            yield from _table(element.heads, rows, element.numbers)
        case Changes():
            yield from folded(element.changes)
        case Lanes():
            yield from _table(element.heads, ([_lane(lane) for lane in row] for _, row in element.rows))
        case Edits():
            yield f"\n{''.join(map(marked, element.edits))}\n"
        case BlankLine():
            pass
        case _:
            raise TypeError(f"Markdown does not show {type(element).__name__}")


def _lane(lane: Lane) -> str:
    tagged = [("b" if style == "head" else "i", escape(text)) for text, style in lane.title if text.strip()]
    title = [f"<{tag}>{text}</{tag}>" for tag, text in tagged]
    words = ["".join(map(marked, edits)) for edits in lane.paragraphs]
    return "<br>".join([" ".join(title), *words]) if title else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> Iterator[str]:
    bars = "|---" * (len(heads) - numbers) + "|--:" * numbers
    yield f"\n| {' | '.join(map(escape, heads))} |\n{bars}|\n"
    yield from (f"| {' | '.join(row)} |\n" for row in rows)


def _note(note: Note) -> str:
    kind = f"{note.kind} in {escape(note.label)}" if note.label else note.kind
    return f"> **{kind}:** {': '.join(escape(each) for each in (note.where, note.text, note.quote) if each)}"


def _item_sign(text: Text) -> str:
    """Write the sign of an item where it is a word, such as a citation, and not a mark of the terminal."""
    return f"**{escape(text.sign.strip())}** " if any(map(str.isalnum, text.sign)) else ""


def _marked(spans: Marked) -> str:
    return "".join(_STYLES.get(style, "{}").format("<br>".join(map(escape, text.split("\n")))) for text, style in spans)


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


def side_line(side: str, version: Version) -> str:
    """Say in an item of a list what a version is."""
    return f"- {side}: **{escape(version.label)}** {escape(described(version))}".rstrip()


def fitting(pieces: Iterable[str], room: int) -> tuple[str, int]:
    """Join as many pieces, from the first one on, as there is room for in bytes; return how many these are, too."""
    kept: list[str] = []
    for piece in pieces:
        room -= size(piece)
        if room < 0:
            break
        kept.append(piece)
    return "".join(kept), len(kept)


def _details(change: Change) -> str:
    similarity = f" · similarity {change.similarity:.2f}" if change.old and change.new and change.similarity < 1 else ""
    doubtful = " · doubtful pair" if change.link and change.link.doubtful else ""
    by = f" · by {escape(hands(change))}" if change.by else ""
    said = f"<b>{escape(citations(change))}</b> {', '.join(kinds(change))}{similarity}{doubtful}{by}"
    words = "".join(marked(edit) for edit in with_seams(change, edits_of(change)))
    if change.is_unit:
        op: Op = "insert" if change.new else "delete"
        rows = [f"{escape(label)} {marked(Edit(op, text)) if text else ''}".strip() for label, text in lines_of(change)]
        words = "<br>".join(rows)
    return f"\n<details><summary>{said}</summary>\n<p>{words}</p>\n</details>\n"


def folded(changes: Sequence[tuple[Change, str]]) -> Iterator[str]:
    """Write each change as a line that opens, the first of a part behind the title of the part."""
    for part, rows in groupby(changes, key=lambda row: row[1]):
        title = f"\n#### {escape(part) or 'before the first heading'}\n"
        for change, _ in rows:
            yield title + _details(change)
            title = ""


def marked(edit: Edit) -> str:
    """Write an edit as `del` or `ins`; a space alone is shown as a sign."""
    tag = {"equal": "", "delete": "del", "insert": "ins"}[edit.op]
    text = escape(edit.text)
    if tag and not text.strip():
        text = "␠"
    return f"<{tag}>{text}</{tag}>" if tag else text


def left_out(count: int, total: int, command: str, things: str = "changes") -> str:
    """Say how many things found no room, and the command that shows them."""
    if not count:
        return ""
    where = f" <code>{escape(command)}</code> shows all." if command else ""
    return f"\n{count} of {total} {things} do not fit in this comment.{where}\n"
