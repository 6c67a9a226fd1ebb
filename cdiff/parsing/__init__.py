"""Parsing: blocks → document, by a profile.

Never refuses: what no rule takes becomes a plain clause and a warning, and what is not of the draft is
listed as removed with the reason. Nothing is lost between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.citation import UncitedClause, cite
from cdiff.core.model import Caution, Clause, Document, Reading
from cdiff.core.records import replace
from cdiff.parsing.body import cut_tail, find_start, title_lines
from cdiff.parsing.contents import set_contents_aside
from cdiff.parsing.lines import TextLine, lines_of
from cdiff.parsing.normalise import normalise
from cdiff.parsing.notes import Footnote, place_marks, split_notes
from cdiff.parsing.profile import BUILT_IN, Profile, choose_profile, load_profile
from cdiff.parsing.structure import Parser
from cdiff.parsing.unread_languages import unread_numbering

__all__ = ["BUILT_IN", "load_profile", "normalise", "parse"]

_MOST = 10
"""So many warnings of the numbering are given one by one."""


def parse(reading: Reading, profile: str = "auto") -> Document:
    """Parse a source that was read into a document of clauses.

    `profile` is `auto`, the name of a built-in profile, or the path of a profile file. With `auto` the
    first warning of the document says which profile was chosen and why.

    Raises `ProfileError` for a profile that is not there or not understood; never for the text.
    """
    lines, contents = set_contents_aside(lines_of(reading.blocks))
    chosen, why = _choose(lines, profile)
    start, before = find_start(lines, chosen)
    split = split_notes(lines[start:])
    structure = Parser(chosen).structure(split.body, title_lines(split.body, chosen))
    items, after = cut_tail(structure.items, split.body, structure.last_numbered, chosen)
    clauses, missing = _cite(items, split.notes)
    warnings = [*reading.warnings, *why, *_few(structure.warnings), *unread_numbering(items), *missing]
    removed = (*reading.removed, *contents, *before, *after)
    return Document(clauses, chosen.name, removed, tuple(warnings), reading.revisions, reading.remarks, reading.beside)


def _few(warnings: Sequence[Caution]) -> Iterator[Caution]:
    """Give the first warnings of the numbering and count the rest: a text that quotes others has hundreds."""
    seen = 0
    last: Caution | None = None
    for warning in warnings:
        seen += warning.message.startswith("numbering")
        if seen <= _MOST or not warning.message.startswith("numbering"):
            yield warning
        else:
            last = warning
    if last:
        places = "1 more place" if seen == _MOST + 1 else f"{seen - _MOST} more places, the last"
        yield Caution(f"numbering jumps at {places} here: does the draft quote numbered texts?", last.line)


def _choose(lines: Sequence[TextLine], name: str) -> tuple[Profile, list[Caution]]:
    if name != "auto":
        return load_profile(name), []
    profile, why = choose_profile([line.text for line in lines])
    return profile, [Caution(why)]


def _cite(items: Sequence[UncitedClause], notes: Sequence[Footnote]) -> tuple[tuple[Clause, ...], list[Caution]]:
    """Write the note marks into the texts, put the notes behind them, and name every clause."""
    texts = [item.text for item in items]
    missing = place_marks(texts, notes)
    marked = [item if item.text == text else replace(item, text=text) for item, text in zip(items, texts, strict=True)]
    footnotes = [UncitedClause("footnote", f"[^{note.number}]", note.text, note.line, basis="note") for note in notes]
    lines = {note.number: note.line for note in notes}
    warnings = [Caution(f"note {number} has no mark in the text", lines[number]) for number in missing]
    return cite([*marked, *footnotes]), warnings
