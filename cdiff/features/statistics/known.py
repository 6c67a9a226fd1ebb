"""What of a change, and of the words of a version, is known where drafts are lost in part."""

from __future__ import annotations

from collections.abc import Sequence

from cdiff.comparing.words import is_word, pieces
from cdiff.core.evidence import KnownWords
from cdiff.core.model import Change, Clause, Edit, EvidenceKind, Op


def documented_words(change: Change, old: KnownWords, new: KnownWords) -> int:
    """Count the changed words that sources report: the deleted ones of the old version, the inserted ones of the new.

    Words that were merely read on one side are no evidence of a change: the other side may have had them too.
    """
    if change.old and change.new and not change.edits:
        return 0
    sides: tuple[tuple[Op, Sequence[Clause], KnownWords], ...] = (
        ("delete", change.old, old),
        ("insert", change.new, new),
    )
    counted = 0
    for op, clauses, known in sides:
        kinds, at = _kinds(clauses, known), 0
        for edit in change.edits or (Edit(op, " ".join(clause.text for clause in clauses)),):
            if edit.op == op:
                counted += _documented(edit.text, kinds[at:])
            at += len(edit.text) * (edit.op in ("equal", op))
    return counted


def _kinds(clauses: Sequence[Clause], known: KnownWords) -> list[EvidenceKind]:
    """Return how each character of several clauses is known; a space stands between two, as in the edits."""
    found: list[EvidenceKind] = []
    for at, clause in enumerate(clauses):
        found += ["carried"] * bool(at)
        for text, kind in known.runs(clause):
            found += [kind] * len(text)
    return found


def _documented(text: str, kinds: Sequence[EvidenceKind]) -> int:
    at, counted = len(text) - len(text.lstrip()), 0
    for token, space in pieces(text):
        counted += is_word(token) and kinds[at] == "documented"
        at += len(token) + len(space)
    return counted


def known_words(clause: Clause, known: KnownWords) -> int:
    """Count the words of a clause that are attested or documented."""
    runs = [text for text, kind in known.runs(clause) if kind != "carried"]
    return sum(is_word(token) for text in runs for token, _ in pieces(text))
