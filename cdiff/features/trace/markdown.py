"""The biography of a clause as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.features.trace.event_labels import ending, events_said, inside_said, shown_steps, step_edits
from cdiff.features.trace.model import Biography, Step
from cdiff.telling.markdown import MARKER, escape, marked
from cdiff.telling.sheet_rows import standing
from cdiff.telling.version_header import reconstructed


def biography_markdown(told: Biography, *, command: str = "") -> str:
    """Write a biography as Markdown: a table of the versions, with the words that changed in each."""
    return "\n".join([MARKER, *_head(told, command), *(_row(told, step) for step in shown_steps(told))]) + "\n"


def _head(told: Biography, command: str) -> Iterator[str]:
    asked = told.asked
    yield f"### {escape(asked.citation)} of {escape(asked.label)} through {len(told.versions)} versions"
    yield ""
    yield f"Lineage {escape(asked.lineage)}. {escape(ending(told))}".rstrip()
    for text in reconstructed(told.versions):
        yield from ("", f"> **Note:** {escape(text)}")
    if command:
        yield from ("", f"Made with <code>{escape(command)}</code>")
    yield from ("", "| version | date | citation | what happened | likeness |", "|---|---|---|---|--:|")


def _row(told: Biography, step: Step) -> str:
    version, clause = told.versions[step.place], step.cell.clause
    said = ", ".join(escape(text) for text, _ in events_said(told, step))
    below = [escape(inside_said(step))] if step.inside else []
    words = "".join(marked(edit) for edit in step_edits(told, step))
    happened = "<br>".join([f"<i>{said}</i>", *below, *([words] if words else [])])
    likeness = f"{step.similarity:.2f}" if clause else ""
    cells = (escape(standing(version)), escape(version.date), escape(clause.citation) if clause else "–")
    return f"| {' | '.join(cells)} | {happened} | {likeness} |"
