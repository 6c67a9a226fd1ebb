"""Tables: a table of data reads row by row, a table that only arranges the page reads cell by cell."""

from __future__ import annotations

import re

from cdiff.reading.html.text import Piece, Raised
from cdiff.reading.tree import Node, descendants

LABEL = re.compile(r"[(\[]?(?:\d{1,4}(?:\.\d{1,3})*|[A-Za-z]{1,2}|[ivxlIVXL]{1,6})(?:[.)\]]{1,2}|(?<=\d))$")
BULLET = re.compile(r"[—–•·▪‣◦-]$")
_STRUCTURE = frozenset(("table", "ol", "ul", "dl", "pre", "article", "section", "h1", "h2", "h3", "h4", "h5", "h6"))
_MANY = 4


def is_layout(table: Node) -> bool:
    """Whether a table arranges text: it holds lists, headings, tables or long cells, or has one column."""
    if table.get("role").lower() in ("presentation", "none"):
        return True
    if any(node.tag in _STRUCTURE and node is not table for node in descendants(table)):
        return True
    inner = list(descendants(table))
    cells = [node for node in inner if node.tag in ("td", "th")]
    if any(sum(child.tag in ("p", "div") for child in cell.nodes) >= _MANY for cell in cells):
        return True
    rows = [node for node in inner if node.tag == "tr"]
    return all(sum(cell.tag in ("td", "th") for cell in row.nodes) <= 1 for row in rows)


def row_of(cells: list[list[Piece]]) -> tuple[str, list[Piece]]:
    """Join the cells of a row: a number beside one text is its label, else ` | ` stands between cells."""
    full = [cell for cell in cells if any(isinstance(piece, Raised) or piece.strip() for piece in cell)]
    if len(full) == 2:
        first = "".join(piece if isinstance(piece, str) else piece.number for piece in full[0]).strip()
        if LABEL.match(first):
            return first, full[1]
        if BULLET.match(first):
            return "", full[1]
    joined: list[Piece] = []
    for cell in full:
        joined += [" | ", *cell] if joined else cell
    return "", joined
