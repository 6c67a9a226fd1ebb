"""Word edits as styled text for a terminal, with signs that need no colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import Edit, Op
from cdiff.core.printable import safe
from cdiff.telling.change_labels import bracketed, escaped
from cdiff.telling.layout import Span


def edit_spans(
    edits: Sequence[Edit], context: int | None = None, *, without: Op | None = None, marks: bool = True
) -> Iterator[Span]:
    """Write edits with their signs; leave one side's words out for a column, far words out for a context.

    Without `marks` the signs `[-…-]` and `{+…+}` are left out, because colours say the same.
    """
    for at, edit in enumerate(edits):
        if edit.op == without:
            continue
        shown = Edit(edit.op, safe(edit.text))
        if edit.op == "equal":
            yield _near(escaped(shown.text), context, first=at == 0, last=at == len(edits) - 1), ""
        else:
            yield bracketed(shown) if marks else shown.text, edit.op


def _near(text: str, context: int | None, *, first: bool, last: bool) -> str:
    """Keep the words next to an edit, and a sign where others are left out."""
    if context is None or (first and last):
        return text
    words = text.split()
    before, after = (0 if first else context), (0 if last else context)
    if len(words) <= before + after + 1:
        return text
    kept = [*words[:before], "…", *words[len(words) - after :]]
    lead = " " if text[:1] == " " and not first else ""
    trail = " " if text[-1:] == " " and not last else ""
    return lead + " ".join(kept) + trail
