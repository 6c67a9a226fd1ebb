"""The biography of a clause in the terminal: a time line, a version per line, the edits below it."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.features.trace.event_labels import ending, events_said, inside_said, shown_steps, step_edits
from cdiff.features.trace.model import Biography, Step
from cdiff.telling.layout import Line, coloured, fit, hang, plain, safe, width_of, wrap
from cdiff.telling.spans import edit_spans
from cdiff.telling.version_header import reconstructed


def biography_terminal(told: Biography, *, width: int = 80, colours: str = "", context: int | None = None) -> str:
    """Write a biography for a terminal of `width` columns; `context` words are shown around each edit."""
    lines = [*_head(told, width), [], *_steps(told, width, context)]
    return coloured(lines, colours) if colours else plain(lines)


def _head(told: Biography, width: int) -> Iterator[Line]:
    asked = told.asked
    yield [(safe(asked.citation), "head"), (safe(f"  as {asked.label} cites it; lineage {asked.lineage}"), "dim")]
    for text in reconstructed(told.versions):
        yield from hang("! ", [(safe(text), "warn")], width, "warn")


def _steps(told: Biography, width: int, context: int | None) -> Iterator[Line]:
    steps = list(shown_steps(told))
    sizes = _sizes(told, steps, width)
    for step in steps:
        yield from _step(told, step, sizes, width)
        if step.inside:
            yield from wrap([(inside_said(step), "dim")], width, "    ")
        edits = step_edits(told, step)
        if edits:
            yield from wrap(edit_spans(edits, context), width, "    ")
    end = ending(told)
    if end:
        yield []
        yield from wrap([(safe(end), "dim")], width)


def _sizes(told: Biography, steps: list[Step], width: int) -> tuple[int, int, int]:
    labels = max(width_of(safe(told.versions[step.place].label)) for step in steps)
    dates = max(width_of(safe(told.versions[step.place].date)) for step in steps)
    cited = max(width_of(safe(step.cell.clause.citation)) if step.cell.clause else 1 for step in steps)
    return min(labels, 24), min(dates, 10), min(cited, max(12, width // 3))


def _step(told: Biography, step: Step, sizes: tuple[int, int, int], width: int) -> list[Line]:
    """Write the line of one version; a clause that is told as part of another one says so."""
    version, clause = told.versions[step.place], step.cell.clause
    first = f"{fit(safe(version.label), sizes[0])}  " + (f"{fit(safe(version.date), sizes[1])}  " if sizes[1] else "")
    cited = fit(safe(clause.citation) if clause else "–", sizes[2]) + "  "
    spans: Line = []
    for said, style in events_said(told, step):
        spans += [(", ", "")] if spans else []
        spans.append((safe(said), style))
    if clause and step.similarity < 1:
        spans.append((f"  likeness {step.similarity:.2f}", "dim"))
    lines = hang(first + cited, spans, max(width, width_of(first + cited) + 24))
    return [[(first, "dim"), (cited, "head"), *lines[0][1:]], *lines[1:]]
