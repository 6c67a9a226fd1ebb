"""A comparison in numbers, per objective, article and section."""

from __future__ import annotations

from collections import Counter

from cdiff.comparing.units import followers
from cdiff.comparing.words import is_word, tokens
from cdiff.core.citation import unit_of
from cdiff.core.model import TALLIED, WORDED, Change, Comparison, Summary, Tally


def summarise(comparison: Comparison, *, words: bool = True, by_clause: bool = False) -> Summary:
    """Count what happened in each part of the new text; a part that was deleted keeps a row of its own.

    What was inserted or deleted whole, with its heading, is counted once; `by_clause` counts every clause of it.
    Without `words` only the changes are counted, which is quicker.
    """
    parts = parts_of(comparison)
    counts: dict[str, Counter[str]] = {}
    worded: dict[str, Counter[str]] = {}
    carried = carried_by(comparison) if words else set()
    within = frozenset() if by_clause else followers(comparison)
    for at, (change, part) in enumerate(zip(comparison.changes, parts, strict=True)):
        counts.setdefault(part, Counter()).update(marks_of(change) if at not in within else ())
        worded.setdefault(part, Counter()).update(words_of(change, carried) if words else ())
    titles = {
        clause.citation: clause.text
        for version in (comparison.old, comparison.new)
        for clause in version.document
        if not clause.text.islower()
    }
    rows = tuple(tally(part, titles.get(part, ""), counts[part], worded[part]) for part in counts)
    return Summary(rows, tally("total", "", sum(counts.values(), Counter()), sum(worded.values(), Counter())))


def parts_of(comparison: Comparison) -> list[str]:
    """Return for each change the part of the text it stands in, by the name of the new text."""
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


def marks_of(change: Change) -> list[str]:
    """List the columns of `TALLIED` that a change counts in."""
    marks: list[str] = [change.kind]
    return marks + ["moved"] * change.moved + ["renumbered"] * change.renumbered


def carried_by(comparison: Comparison) -> set[str]:
    """Return the citations, in the new text, of the clauses that moved, by themselves or with their heading."""
    carried = {clause.citation for change in comparison.changes if change.moved for clause in change.new}
    if carried:
        for clause in comparison.new.document.clauses:
            if clause.parent in carried and clause.kind != "footnote":
                carried.add(clause.citation)
    return carried


def words_of(change: Change, carried: set[str]) -> Counter[str]:
    """Count what became of the words of a change, by the names of `WORDED`; `carried` is from `carried_by`."""
    if not change.old or not change.new:
        return Counter({change.kind: sum(count_words(clause.text) for clause in (*change.old, *change.new))})
    stay = "moved" if change.new[0].citation in carried else "unchanged"
    if not change.edits:
        return Counter({stay: sum(count_words(clause.text) for clause in change.new)})
    counted: Counter[str] = Counter()
    for edit in change.edits:
        counted[stay if edit.op == "equal" else "modified"] += count_words(edit.text)
    return counted


def count_words(text: str) -> int:
    """Count the words, numbers and meaningful symbols of a text."""
    return sum(map(is_word, tokens(text)))


def tally(citation: str, title: str, counted: Counter[str], words: Counter[str]) -> Tally:
    """Make a row of a summary from counts."""
    in_order = tuple((name, counted[name]) for name in TALLIED)
    return Tally(citation, title, in_order, tuple((name, words[name]) for name in WORDED))
