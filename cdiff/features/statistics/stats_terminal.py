"""Where a negotiation was fought, in the terminal: a heat map that needs no colour, and what never moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cdiff.features.statistics.grid import Row, grid, part_title
from cdiff.features.statistics.model import PartHistory, Standing, Statistics, share
from cdiff.telling.layout import Line, Span, coloured, fit, hang, plain, safe, width_of, wrap
from cdiff.telling.version_header import reconstructed

LEVELS = ((0.35, "█", "heat 4"), (0.15, "▓", "heat 3"), (0.05, "▒", "heat 2"), (0.0, "░", "heat 1"))
"""From which share of changed words on a cell has which sign and style; what did not change has none."""


def stats_terminal(
    found: Statistics, *, width: int = 80, colours: str = "", every: bool = False, stable: bool = False
) -> str:
    """Write statistics for a terminal.

    `every` shows parts too that never changed; `stable` lists the clauses with the version since which they stand.
    """
    lines: list[Line] = []
    for text in reconstructed(found.versions):
        lines += hang("! ", [(safe(text), "warn")], width, "warn")
    lines += [[]] if lines else []
    if stable:
        lines += [*_summary(found, width), [], *_standing(found.standing, width)]
    else:
        lines += [*_heat(found, width, every=every), [], *_summary(found, width)]
    return coloured(lines, colours) if colours else plain(lines)


# The heat map


def _heat(found: Statistics, width: int, *, every: bool) -> Iterator[Line]:
    labels = [version.label for version in found.versions]
    if len(labels) > 1:
        yield from wrap([("Words changed in each version against the one before", "head")], width)
    shown = [part for part in found.parts if every or len(labels) < 2 or _is_hot(part)]
    rows = [_row(part_title(part.part), "", part) for part in shown]
    quiet = len(found.parts) - len(shown)
    if quiet:
        said = f"{quiet} {'other ' if rows else ''}part{'s' if quiet > 1 else ''} without a change of words"
        rows.append(Row((said, "dim"), [("", "") for _ in range(len(labels) + 1)]))
    rows.append(_row("total", "head", found.total))
    yield from grid(["clauses", "words", *labels[1:]], rows, width, least=5)
    if len(labels) > 1:
        yield []
        yield _legend()


def _legend() -> Line:
    line: Line = [("· none", "dim")]
    for at in reversed(range(len(LEVELS))):
        least, sign, style = LEVELS[at]
        said = f"{least:.0%} and more" if not at else f"below {LEVELS[at - 1][0]:.0%}"
        line += [("   ", ""), (f"{sign * 2} {said}", style)]
    return line


def _is_hot(part: PartHistory) -> bool:
    return None in part.sizes or any(step and share(step) for step in part.steps)


def _row(title: str, style: str, part: PartHistory) -> Row:
    size = part.sizes[-1]
    sizes: list[Span] = [(f"{size.clauses:,}", ""), (f"{size.words:,}", "")] if size else [("–", "dim"), ("–", "dim")]
    return Row((title, style), [*sizes, *(heat(part, at) for at in range(len(part.steps)))])


def heat(part: PartHistory, at: int) -> Span:
    """Write the share of changed words of one step: a shade and a number; nothing where the part is not there."""
    step = part.steps[at]
    if step is None:
        return "", ""
    changed = share(step)
    stays = bool(part.sizes[at] and part.sizes[at + 1])
    if stays and not changed:
        return "·", "dim"
    sign, style = next((sign, style) for least, sign, style in LEVELS if changed >= least)
    said = percent(changed) if stays else "new" if part.sizes[at + 1] else "gone"
    return f"{sign * 2}{said:>4}", style


def percent(part: float) -> str:
    """Write a share so that only nothing is 0 % and only everything 100 %."""
    if 0 < part < 0.01:
        return "<1%"
    return f"{min(part, 0.99):.0%}" if part < 1 else "100%"


# What stands


def _summary(found: Statistics, width: int) -> Iterator[Line]:
    """Count how many clauses of the last version stand since when."""
    last = found.versions[-1].label
    counted = Counter(each.since for each in found.standing)
    every = len(found.standing)
    yield from wrap([(f"Of the {every:,} clauses of {safe(last)} stand unchanged", "head")], width)
    for version in found.versions:
        if count := counted[version.label]:
            said = f"since {version.label}" if version.label != last else f"new or changed in {last}"
            yield [(f"{count:7,}  {percent(count / every):>4}  {safe(said)}", "")]


def _standing(standing: Sequence[Standing], width: int) -> Iterator[Line]:
    """List the clauses in reading order, each with the version since which it stands."""
    size = max((width_of(safe(each.clause.citation)) for each in standing), default=0)
    size = min(size, width // 2)
    for each in standing:
        since = f"since {each.since}"
        if each.wording_since != each.since:
            since += f", its words since {each.wording_since}"
        yield [(fit(safe(each.clause.citation), size) + "  ", "head"), (safe(since), "")]
