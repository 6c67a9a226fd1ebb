"""What is usual in a document: the size of its type, the distance of its lines, where they begin and end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from cdiff.reading.pdf.columns import Item
from cdiff.reading.pdf.page import Row
from cdiff.reading.pdf.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document."""

    size: float
    leading: float
    """The distance of two lines, in letter sizes."""
    justified: bool
    """Whether full lines end at the right margin exactly."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and end."""

    left: float
    right: float
    usual: float = 0.0
    """Where most lines begin: the left edge of the text, or of what hangs behind labels."""


def measure_of(rows: Sequence[Row]) -> Measure:
    """Find the usual size, the usual distance of lines, and whether lines are justified."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += sum(len(run.text) for run in row.runs)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    steps: Counter[float] = Counter()
    ends: Counter[int] = Counter()
    for last, row in pairwise(rows):
        if last.page == row.page and abs(last.size - size) < 0.3 and abs(row.size - size) < 0.3:
            step = (row.base - last.base) / size
            if 0.9 <= step <= 3:
                steps[round(step * 10) / 10] += 1
            ends[round(last.right)] += 1
    best = max(ends.values(), default=0)
    return Measure(size, _leading(steps), best > 0.3 * sum(ends.values()))


def _leading(steps: Counter[float]) -> float:
    """Take the smallest distance that is common: lines of a paragraph stand closer than paragraphs do."""
    total = sum(steps.values())
    common = [step for step, count in steps.items() if count + steps[round(step + 0.1, 1)] >= 0.15 * total]
    return max(1.0, min(common, default=1.2)) + 0.03


_FEW = 8
"""A column of fewer lines does not tell how wide it is."""
_STEP_LEFT, _STEP_RIGHT = 12, 40


class _Pool:
    """The right ends of the lines in columns of one place, put together."""

    def __init__(self) -> None:
        self.ends: dict[tuple[int, ...], list[float]] = {}
        self.known: dict[tuple[int, ...], float] = {}

    def add(self, key: tuple[int, ...], rows: Sequence[Row]) -> None:
        self.ends.setdefault(key, []).extend(row.right for row in rows)

    def right(self, key: tuple[int, ...]) -> float:
        """Give the margin that all but a few lines keep to, in columns here and next to here."""
        if key not in self.known:
            near = product(*[(place - 1, place, place + 1) for place in key[1:]])
            ends = sorted(end for places in near for end in self.ends.get((key[0], *places), ()))
            self.known[key] = ends[-1 - len(ends) // 33]
        return self.known[key]


def margins_of(columns: Sequence[tuple[Sheet, Sequence[Item]]]) -> list[Margins]:
    """Find where lines begin and end in each column; columns of one place share what is known of them."""
    exact, loose = _Pool(), _Pool()
    count = Counter(sheet.number for sheet, _ in columns)
    kept = []
    for sheet, column in columns:
        rows = [item for item in column if isinstance(item, Row)]
        own = _own_margins(rows)
        key = (round(sheet.width), round(own.left / _STEP_LEFT), round(own.right / _STEP_RIGHT))
        exact.add(key, rows)
        if count[sheet.number] == 1:
            loose.add(key[:2], rows)
        kept.append((own, key, len(rows), count[sheet.number] == 1))
    return [
        replace(own, right=max(own.right, loose.right(key[:2])) if alone and lines < _FEW else exact.right(key))
        if lines
        else own
        for own, key, lines, alone in kept
    ]


def _own_margins(rows: Sequence[Row]) -> Margins:
    """Find where lines begin and end in a column, but for a few that stick out."""
    if not rows:
        return Margins(0, 0)
    lefts = sorted(row.left for row in rows)
    rights = sorted(row.right for row in rows)
    usual = Counter(map(round, lefts)).most_common(1)[0][0]
    return Margins(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], usual)
