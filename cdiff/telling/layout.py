"""Styled text in lines of a given width: what the terminal renderers are written in.

A span is a piece of text and the name of its style. Lines of spans become plain text (styles dropped: every
meaning has a sign of its own) or text with terminal colours. The colours are rich's; rich is imported only
then, because it costs more than a whole comparison.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

Span = tuple[str, str]
"""A text and the name of its style."""
Line = list[Span]

STYLES = {
    "": "",
    "head": "bold",
    "dim": "dim",
    "warn": "bold yellow",
    "delete": "red strike",
    "insert": "green underline",
    "deleted": "bold red",
    "inserted": "bold green",
    "modified": "bold yellow",
    "editorial": "cyan",
    "split": "bold magenta",
    "merged": "bold magenta",
    "moved": "bold blue",
    "returned": "bold green",
    "unchanged": "dim",
    "term": "bold yellow",
    "heat 1": "cyan",
    "heat 2": "yellow",
    "heat 3": "bold yellow",
    "heat 4": "bold red",
    "draft 1": "cyan",
    "draft 2": "green",
    "draft 3": "yellow",
    "draft 4": "magenta",
    "draft 5": "blue",
    "draft 6": "red",
}
_OTHER_WIDTHS = re.compile("[^\x00-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2064\u20a0-\u20c0]")
_SIGN = re.compile("[^ ]")


def _has_other_widths(text: str) -> bool:
    """Whether a text has signs that may not take one column; Latin and Cyrillic letters and common signs do."""
    return not text.isascii() and _OTHER_WIDTHS.search(text) is not None


def width_of(text: str) -> int:
    """Count the columns that a text takes in a terminal."""
    if not _has_other_widths(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def wrap(spans: Iterable[Span], width: int, indent: str = "") -> list[Line]:
    """Break spans into lines of at most `width` columns, between words; longer words are cut."""
    room = max(8, width - len(indent))
    start: Line = [(indent, "")] if indent else []
    spans = list(spans)
    text = "".join([text for text, _ in spans])
    if _has_other_widths(text) or max(map(len, text.split(" "))) > room:
        return _wrapped_by_words(spans, room, start)
    return [[*start, *line] for line in _sliced(spans, _filled(text, room))]


def _filled(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Say where the lines of a text of single columns start and end; spaces at their ends belong to none."""
    at = 0
    while found := _SIGN.search(text, at):
        at = found.start()
        stop = len(text) if len(text) - at <= room else text.rfind(" ", at, at + room + 1)
        yield at, at + len(text[at:stop].rstrip(" "))
        at = stop


def _sliced(spans: Sequence[Span], lines: Iterable[tuple[int, int]]) -> Iterator[Line]:
    """Give the spans, or what there is of them, between the ends of each line."""
    at, before = 0, 0
    for start, stop in lines:
        line: Line = []
        while before < stop:
            text, style = spans[at]
            end = before + len(text)
            if end > start:
                line.append((text[max(0, start - before) : stop - before], style))
            if end > stop:
                break
            at, before = at + 1, end
        yield line


def _wrapped_by_words(spans: Iterable[Span], room: int, start: Line) -> list[Line]:
    lines: list[Line] = []
    line, used = [*start], 0
    for word, size, blank in _words(spans, room):
        if used and used + size > room:
            lines.append(_trimmed(line))
            line, used = [*start], 0
        if not blank or len(line) > len(start):
            line += word
            used += size
    if len(line) > len(start):
        lines.append(_trimmed(line))
    return lines


def _words(spans: Iterable[Span], room: int) -> Iterable[tuple[Line, int, bool]]:
    """Cut spans into words and gaps, each with its width; a word may run over several spans (`word[-,-]`)."""
    word: Line = []
    size = 0
    for text, style in spans:
        blank = False
        for part in text.split(" "):
            if blank:
                if word:
                    yield from _pieces(word, size, room)
                yield [(" ", style)], 1, True
                word, size = [], 0
            blank = True
            if part:
                word.append((part, style))
                size += len(part) if part.isascii() else width_of(part)
    if word:
        yield from _pieces(word, size, room)


def _pieces(word: Line, size: int, room: int) -> Iterable[tuple[Line, int, bool]]:
    """Give a word whole, or cut where it is wider than a line."""
    if size <= room:
        yield word, size, False
        return
    for text, style in word:
        step = room if text.isascii() else max(1, room // 2)
        for start in range(0, len(text), step):
            piece = text[start : start + step]
            yield [(piece, style)], width_of(piece), False


def _trimmed(line: Line) -> Line:
    while line and line[-1][0].isspace() and len(line) > 1:
        line.pop()
    return line


def hang(first: str, spans: Iterable[Span], width: int, style: str = "") -> list[Line]:
    """Wrap spans behind a sign, the next lines under the first word."""
    size = width_of(first)
    lines = wrap(spans, width - size)
    return [[(first if at == 0 else " " * size, style), *line] for at, line in enumerate(lines)]


def fit(text: str, width: int) -> str:
    """Cut a text to a width, with a sign where something is missing, or fill it up with spaces."""
    if width_of(text) <= width:
        return text + " " * (width - width_of(text))
    end, used = 0, 0
    while end < len(text) and (used := used + width_of(text[end])) < width:
        end += 1
    short = text[:end].rstrip()
    return short + "…" + " " * (width - 1 - width_of(short))


def rule(title: str, width: int) -> str:
    """Draw a line across the terminal with a title in it."""
    text = fit(f"── {title}", width - 1).rstrip() + " "
    return text + "─" * (width - width_of(text))


def columns(left: Sequence[Line], right: Sequence[Line], width: int) -> list[Line]:
    """Set two blocks of lines side by side; the left one takes `width` columns."""
    rows = max(len(left), len(right))
    return [
        [*_padded(left[at] if at < len(left) else [], width), (" │ ", "dim"), *(right[at] if at < len(right) else [])]
        for at in range(rows)
    ]


def _padded(line: Line, width: int) -> Line:
    used = sum(width_of(text) for text, _ in line)
    return [*line, (" " * max(0, width - used), "")]


def plain(lines: Iterable[Line]) -> str:
    """Write lines without styles."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def coloured(lines: Iterable[Line], system: str) -> str:
    """Write lines with the colours of a terminal; `system` is rich's name for what it can show."""
    from rich.color import ColorSystem
    from rich.style import Style

    depth = {"truecolor": ColorSystem.TRUECOLOR, "256": ColorSystem.EIGHT_BIT, "windows": ColorSystem.WINDOWS}
    chosen = depth.get(system, ColorSystem.STANDARD)
    styles = {name: Style.parse(said) for name, said in STYLES.items() if said}
    out: list[str] = []
    for line in lines:
        for style, spans in groupby(line, key=itemgetter(1)):
            text = "".join(text for text, _ in spans)
            out.append(styles[style].render(text, color_system=chosen) if style in styles else text)
        out.append("\n")
    return "".join(out)
