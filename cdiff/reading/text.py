"""Plain text: bytes → lines. UTF-8 with or without a byte-order mark, and UTF-16."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Caution, Remark, Removed
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions

if TYPE_CHECKING:
    from cdiff.reading.paged import PageLine

STRUCK = "struck through, which counts as deleted"

_LINE_END = re.compile(r"\r\n|\r|\n")
_SOFT_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZEROS = 0.7
"""UTF-16 without a mark: in Latin text every second byte is zero; 0.7 leaves room for curly quotes and dashes."""


_STRUCK = re.compile(r"<DELETED>(.*?)(?:</DELETED>|\Z)|</DELETED>", re.DOTALL)
_MAY_COUNT = re.compile(
    r"\f|^[^\w\n]{0,12}(?:\w{1,12}\W{1,3})?\d{1,4}\b.{0,12}$|\b\d{1,4}[\])}>|\-–— ]{0,4}$|^[ \t]*[ivxl]+[ \t]*$",
    re.MULTILINE,
)
"""A form feed, or what may be a page counter. Only such a text, and one that repeats a line, is looked at by pages."""


_CUT = re.compile(r"[-‐\u00ad](?<=[^\W\d_].)[ \t]*\r?\n")


def read_text(data: bytes, name: str, options: ReadOptions) -> Content:
    """Read a plain text, the furniture of its pages set aside; raises `ReadError` as `decode` does.

    `<DELETED>` marks struck text in the printed bills of the US Congress; it is read as `options.struck` says.
    """
    text = decode(data, name, options.encoding)
    struck = [] if "<DELETED>" not in text else [match for match in _STRUCK.finditer(text) if (match[1] or "").strip()]
    lines = [text.count("\n", 0, match.start(1)) + 1 for match in struck]
    passages = [" ".join(match[1].split()) for match in struck]
    remarks = tuple(Remark("struck", passage, line=line) for passage, line in zip(passages, lines, strict=True))
    removed: tuple[Removed, ...] = ()
    warnings: tuple[Caution, ...] = ()
    if struck:
        left_out = options.struck == "deleted" and options.revisions == "accepted"
        kept = (lambda match: "\n" * match[0].count("\n")) if left_out else (lambda match: match[1] or "")
        text = _STRUCK.sub(kept, text)
        rows = zip(passages, lines, strict=True)
        removed = tuple(Removed(passage, STRUCK, line) for passage, line in rows) if left_out else ()
    if _MAY_COUNT.search(text) or any(count > 2 for line, count in Counter(text.split("\n")).items() if line.strip()):
        from cdiff.reading.paged import without_furniture

        paged = without_furniture(_lines_of(text), is_closed=text.rstrip(" \r\n").endswith("\f"))
        removed, warnings, blocks = (*removed, *paged.removed), (*warnings, *paged.warnings), paged.blocks
    else:
        blocks = blocks_of(text)
    if _CUT.search(text):
        from cdiff.reading.line_ends import with_whole_words

        blocks = tuple(with_whole_words(blocks))
    return Content(blocks, "text/plain", removed, warnings, remarks=remarks)


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """Decode a plain text; `name` is the file's name for the error.

    Raises `ReadError` that names the first byte that does not fit, and offers `--encoding`.
    """
    chosen = encoding or _detected(data) or "utf-8"
    try:
        text = data.decode(chosen)
    except LookupError:
        raise ReadError(f"{name}: unknown encoding {encoding!r}; try utf-8, utf-16, cp1252 or latin-1") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02x}" if error.start < len(data) else "the end"
        windows = "; if it was saved by an older Windows program, try --encoding cp1252"
        where = f"{name}: byte {byte} at offset {error.start} (line {line})"
        guess = "" if chosen.startswith("utf-16") else windows
        raise ReadError(f"{where} is not {chosen}; name its encoding with --encoding{guess}") from None
    except UnicodeError as error:
        raise ReadError(f"{name}: cannot be read as {chosen}: {error}") from None
    try:
        text.encode()
    except UnicodeEncodeError:
        message = f"{name}: read as {chosen} it holds half characters; name its true encoding with --encoding"
        raise ReadError(message) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise ReadError(f"{name}: line {line} has a NUL character, so this is not plain text")
    return text


def _detected(data: bytes) -> str | None:
    """Find the encoding by the byte-order mark or, for UTF-16 without one, by its zero bytes."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    half = len(head) // 2
    odd, even = head[1::2].count(0), head[::2].count(0)
    if half < 2 or (odd and even):
        return None
    return "utf-16-le" if odd > _ZEROS * half else "utf-16-be" if even > _ZEROS * half else None


def blocks_of(text: str) -> tuple[Block, ...]:
    """Cut a text into its non-empty lines, each with its number and the empty lines before it."""
    return tuple(Block(piece, number, gap) for piece, number, gap, _ in _pieces(text))


def _lines_of(text: str) -> list[PageLine]:
    from cdiff.reading.paged import PageLine

    return [PageLine(piece, number, gap, breaks) for piece, number, gap, breaks in _pieces(text)]


def _pieces(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the non-empty lines of a text: words, number, empty lines before, whether a form feed stands before."""
    gap, breaks = 0, False
    softly = re.compile(f"([{_SOFT_ENDS}])").split if any(end in text for end in _SOFT_ENDS) else None
    lines = _LINE_END.split(text) if "\r" in text else text.split("\n")
    for number, line in enumerate(lines, 1):
        for piece in softly(line) if softly else (line,):
            if piece == "\f":
                breaks = True
            elif piece.strip(" \t\xa0\u200b\ufeff") and piece not in _SOFT_ENDS:
                yield piece, number, gap, breaks
                gap, breaks = 0, False
            elif piece not in _SOFT_ENDS or not piece:
                gap += 1
