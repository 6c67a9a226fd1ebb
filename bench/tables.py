"""Plain tables: columns that stand under one another, in a terminal and in a file."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out rows under a head: the first column to the left, the others to the right."""
    widths = [max(len(row[k]) for row in (head, *rows)) for k in range(len(head))]
    lines = [_line(row, widths) for row in (head, ["-" * width for width in widths], *rows)]
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first = row[0].ljust(widths[0])
    return "  ".join([first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))])


def share(value: float) -> str:
    """Print a share as measured figures are printed: `.985`, `1.000`."""
    return f"{value:.3f}".removeprefix("0")


def ratio(value: float, unit: float) -> str:
    """Print how many times a unit a value is; `–` where there is no unit."""
    if not unit:
        return "–"
    times = value / unit
    return f"{times:.3f}" if times < 1 else f"{times:.1f}" if times < 100 else f"{times:.0f}"
