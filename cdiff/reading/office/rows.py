"""The rows of a table: one block each, as a row of a PDF or a web page is, where its cells are short.

A row whose cells hold one paragraph at most reads `a | b | c`: so the same table is the same text whatever format
it came in, and a change in a cell is a change of its row. A row with longer cells (several paragraphs, a heading,
a table) stays paragraph by paragraph, for its cells may hold numbered clauses that must stay clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cdiff.core.model import Block

_LABEL = re.compile(r"[(\[]?(?:\d{1,4}(?:\.\d{1,3})*|[A-Za-z]{1,2}|[ivxlIVXL]{1,6})(?:[.)\]]{1,2}|(?<=\d))$")


@dataclass(slots=True)
class _Row:
    ends: list[int]
    """How many blocks there were at its start, and after each of its cells."""
    holds_table: bool = False


@dataclass(slots=True)
class Rows:
    """Follows a story through its tables, and joins the cells of short rows."""

    blocks: list[Block]
    _open: list[_Row] = field(default_factory=list)

    def start(self) -> None:
        """Begin a row; one inside a cell keeps the outer row from being joined."""
        for row in self._open:
            row.holds_table = True
        self._open.append(_Row([len(self.blocks)]))

    def end_cell(self) -> None:
        """Come to the end of a cell."""
        if self._open:
            self._open[-1].ends.append(len(self.blocks))

    def end(self) -> None:
        """Come to the end of a row."""
        row = self._open.pop()
        found = self.blocks[row.ends[0] :]
        most = max((after - before for before, after in zip(row.ends, row.ends[1:], strict=False)), default=0)
        if most == 1 and len(found) > 1 and not row.holds_table and not any(block.heading for block in found):
            self.blocks[row.ends[0] :] = [_joined(found)]


def _joined(cells: list[Block]) -> Block:
    """Write a row; a number beside one text is its label."""
    first, *others = cells
    if len(cells) == 2 and not first.label and _LABEL.match(first.text) and not others[0].label:
        return replace(others[0], label=first.text, line=first.line, gap=first.gap)
    texts = [f"{cell.label} {cell.text}".strip() for cell in others]
    return replace(first, text=" | ".join([first.text, *texts]))
