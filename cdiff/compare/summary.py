"""A comparison in numbers, per objective, article and section."""

from __future__ import annotations

from collections import Counter

from cdiff.citation import unit_of
from cdiff.model import TALLIED, Change, Comparison, Document, Summary, Tally


def summarise(comparison: Comparison) -> Summary:
    """Count what happened in each part of the new text; a part that is gone keeps a row of its own."""
    parts = parts_of(comparison)
    counts: dict[str, Counter[str]] = {}
    for change, part in zip(comparison.changes, parts, strict=True):
        counts.setdefault(part, Counter()).update(_marks(change))
    titles = _titles(comparison.old.document) | _titles(comparison.new.document)
    rows = tuple(_tally(part, titles.get(part, ""), counted) for part, counted in counts.items())
    return Summary(rows, _tally("total", "", sum(counts.values(), Counter())))


def parts_of(comparison: Comparison) -> list[str]:
    """Say for each change in which part of the text it stands, as the new text calls it."""
    old, new = unit_of(comparison.old.document), unit_of(comparison.new.document)
    called = {
        change.old[0].citation: change.new[0].citation for change in comparison.changes if change.old and change.new
    }
    parts = []
    for change in comparison.changes:
        if change.new:
            parts.append(new[change.new[0].citation])
        else:
            part = old[change.old[0].citation]
            taken = part not in called and part in new.values() and part not in ("", "footnotes")
            parts.append(f"{part} (old)" if taken else called.get(part, part))
    return parts


def _marks(change: Change) -> list[str]:
    marks: list[str] = [change.kind]
    return marks + ["moved"] * change.moved + ["renumbered"] * change.renumbered


def _titles(document: Document) -> dict[str, str]:
    return {clause.citation: clause.text for clause in document.clauses if not clause.text.islower()}


def _tally(citation: str, title: str, counted: Counter[str]) -> Tally:
    return Tally(citation, title, tuple((name, counted[name]) for name in TALLIED))
