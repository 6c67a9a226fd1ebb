"""Quoted provisions: the paragraphs that an amending act puts in quotation marks.

They are numbered like provisions of the act and are none: they belong to the point that quotes them. A quotation
begins where a paragraph starts with an opening mark that it does not close, or that stands before a number, and lasts
to the paragraph that ends with the closing mark. Where every paragraph opens with the mark (as in acts of the United
States) it also ends with the last such paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cdiff.core.numbering import printed, worded
from cdiff.parsing.lines import TextLine

CLOSING = {"“": "”", "‘": "’", "«": "»", "„": "“”", '"': '"'}
"""The marks that open a quotation, and those that may close it."""
_LONGEST = 400
"""A quotation of more paragraphs than this was never closed."""
_REST = r"[’”»\"]{0,9}(?:[\s.,;:)\]]{0,9}(?:and|or|et|ou|und|oder)?[.,;]?)(?:\s?\(NR\))?[.]?$"


def quoted_blocks(lines: Sequence[TextLine]) -> Iterator[range]:
    """Yield the ranges of lines that are quoted provisions, in order."""
    at = 0
    while at < len(lines):
        text = lines[at].text
        end = _end_of_block(lines, at) if text[0] in CLOSING and len(text) > 1 else at
        if end > at:
            yield range(at, end)
        at = max(end, at + 1)


def _end_of_block(lines: Sequence[TextLine], start: int) -> int:
    """Return the index behind the last quoted line; `start` where the line quotes a few words only."""
    opening = lines[start].text[0]
    bears_number = _bears_number(lines[start].text[1:].lstrip())
    if closes(lines[start].text, opening):
        return start + 1 if bears_number else start
    if not bears_number and _balance(lines[start].text, opening) <= 0:
        return start
    second = lines[start + 1].text if start + 1 < len(lines) else ""
    each = second.startswith(opening) and _balance(second, opening) > 0
    for at in range(start + 1, min(len(lines), start + _LONGEST)):
        if each and lines[at].text[0] != opening:
            return at
        if closes(lines[at].text, opening):
            return at + 1
    return start


def _bears_number(inner: str) -> bool:
    number = printed(inner)
    return worded(inner) is not None or (number is not None and (number.style != "x" or number.core[0].isdigit()))


def never_closed(lines: Sequence[TextLine], blocks: Sequence[range]) -> Iterator[TextLine]:
    """Yield the lines that begin to quote provisions and are in none of the blocks: nothing closes the quotation."""
    quoted = {at for block in blocks for at in block}
    for at, line in enumerate(lines):
        opening = line.text[0]
        opens = opening in CLOSING and at not in quoted and _balance(line.text, opening) > 0
        if opens and _bears_number(line.text[1:].lstrip()):
            yield line


def closes(text: str, opening: str) -> bool:
    """Whether a paragraph ends with the mark that closes a quotation opened before it."""
    closing = CLOSING[opening]
    if not re.search(rf"[{closing}]{_REST}", text):
        return False
    if opening == '"':
        return text.count('"') % 2 == (0 if text[0] == '"' else 1)
    return _balance(text[1:] if text[0] == opening else text, opening) < 0


def _balance(text: str, opening: str) -> int:
    """Count the opening marks that are not closed; an apostrophe inside a word closes nothing."""
    closing = CLOSING[opening]
    ends = re.findall(rf"[{closing}](?![^\W_])", text) if closing == "’" else re.findall(f"[{closing}]", text)
    return text.count(opening) - len(ends)
