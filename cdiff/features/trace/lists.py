"""Questions that come in lists: many clauses of one version in the numbering of another, a line for each."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.comparing.edits import word_edits
from cdiff.core.model import Edit
from cdiff.features.trace.event_labels import absence
from cdiff.features.trace.model import Whereabouts
from cdiff.telling.spans import edit_spans
from cdiff.telling.view import Edits, Element, Entries, Entry, Marked, Text, View, reconstructed_of

_CONTEXT = 2
"""Words around each change, enough to find it in a line."""


def whereabouts_view(found: Sequence[Whereabouts]) -> View:
    """Show a line for each clause: how both versions cite it, and what changed in its words."""
    entries = []
    for each in found:
        here, there = each.clause.name, _there(each)
        lead = f"{here} → {there}  "
        edits, said = _edits(each), _said(each)
        line: Element = Edits(edits, lead=lead, context=_CONTEXT) if edits else Text(said, lead, "head")
        entries.append(Entry(([(here, "")], [(there, "")], [*edit_spans(edits, _CONTEXT)] or said), [line]))
    old, new = found[0].old, found[0].new
    heads = (f"in {old.label}", f"in {new.label}", "what changed")
    return View(
        f"{len(found)} clauses of {old.label} in {new.label}",
        notes=reconstructed_of((old, new)),
        body=[Entries(heads, entries)],
        versions=(new,),
    )


def _there(found: Whereabouts) -> str:
    return " + ".join(match.clause.name for match in found.through or found.direct) or "–"


def _edits(found: Whereabouts) -> Sequence[Edit]:
    """The word edits from the clause to the one that it is now; none for the same words, or for several clauses."""
    best = found.through or found.direct
    edits = word_edits(found.clause.text, best[0].clause.text) if len(best) == 1 else ()
    return edits if any(edit.op != "equal" for edit in edits) else ()


def _said(found: Whereabouts) -> Marked:
    """Say in words what the edits do not show: that nothing changed, or why there is no clause."""
    best = found.through or found.direct
    if not best:
        near = f"; closest: {found.closest.clause.name}" if found.closest else ""
        return [(f"{absence(found)}{near}", "deleted")]
    return [("same words", "dim")] if len(best) == 1 else [(f"divided into {len(best)}", "split")]
