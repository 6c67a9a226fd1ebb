"""One file with tracked changes: its original against its accepted state, and whose hand made each change.

A tracked change names the paragraph of the file that it stands in, and so does a clause; both sides count the
same paragraphs. So a change belongs to whoever put words into its new clauses or took words out of its old ones.
Rejected: to search for the tracked words in the edits (the same word may be tracked in twenty places).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cdiff.core.errors import CdiffError
from cdiff.core.model import Author, Change, Clause, Comparison, Document, Revision, UnreadKind, Version
from cdiff.core.records import replace
from cdiff.pipeline.comparing import compare
from cdiff.pipeline.versions import USUAL, load_sides
from cdiff.reading.options import ReadOptions
from cdiff.store import Store


def compare_revisions(name: str, store: Store, *, profile: str = "auto", options: ReadOptions = USUAL) -> Comparison:
    """Compare a source without its tracked changes with the same one, all of them accepted.

    With `struck` as `deleted`, struck-through words count as deletions too. Raises `CdiffError` for a source
    that has no tracked changes.
    """
    new, old = load_sides(name, store, profile=profile, options=options)
    old, new = with_each_other(old, new)
    struck = sum(remark.kind == "struck" for remark in new.document.remarks)
    if not new.document.revisions and struck and options.struck != "deleted":
        passages = "1 struck-through passage" if struck == 1 else f"{struck} struck-through passages"
        raise CdiffError(f"{name} has no tracked changes but {passages}; --struck deleted compares before and after")
    if not new.document.revisions and not struck:
        raise CdiffError(f"{name} has no tracked changes; name a second version to compare it with")
    result = compare(old, new)
    return replace(result, changes=attributed(result.changes, old.document, new.document))


def with_each_other(old: Version, new: Version) -> tuple[Version, Version]:
    """Return both sides of a source, without the limits that each of them has alone.

    How the tracked changes were taken limits nothing, since the other side has them; words that are struck on the old
    side alone are tracked as deleted.
    """
    return _without(old, "tracked", "struck"), _without(new, "tracked")


def _without(version: Version, *kinds: UnreadKind) -> Version:
    document = version.document
    warnings = (replace(each, unread=None) if each.unread in kinds else each for each in document.warnings)
    return replace(version, document=replace(document, warnings=tuple(warnings)))


def attributed(changes: Sequence[Change], old: Document, new: Document) -> tuple[Change, ...]:
    """Say of each change by whose tracked changes it was made; one that changes nothing has none."""
    gone = Places(old, [revision for revision in new.revisions if revision.op == "delete"])
    come = Places(new, [revision for revision in new.revisions if revision.op == "insert"])
    return tuple(_signed(change, gone, come) if change.is_change else change for change in changes)


def _signed(change: Change, gone: Places, come: Places) -> Change:
    found = [*gone.of(change.old, change), *come.of(change.new, change)]
    hands = dict.fromkeys(Author(revision.author, revision.date[:10]) for revision in found)
    return replace(change, by=tuple(hand for hand in hands if hand.author or hand.date))


class Places:
    """Tracked changes of one kind, by the clauses of the side on which their words stand."""

    def __init__(self, document: Document, revisions: Sequence[Revision]) -> None:
        """Place the revisions; those behind the text (in page headers and the like) are left out."""
        self.starts = sorted({clause.line for clause in document})
        self.end = end_of(document)
        self.clauses: dict[int, list[Clause]] = {}
        for clause in document:
            self.clauses.setdefault(clause.line, []).append(clause)
        self.revisions: dict[int, list[Revision]] = {}
        for revision in revisions:
            self._place(revision)

    def _place(self, revision: Revision) -> None:
        at = bisect_right(self.starts, revision.line) - 1
        if at >= 0 and not (self.end and revision.line >= self.end):
            self.revisions.setdefault(self.starts[at], []).append(revision)

    def alone_in(self, clause: Clause) -> list[Revision]:
        """Give those in the paragraph of a clause, if no other clause shares it."""
        return self.revisions.get(clause.line, []) if len(self.clauses.get(clause.line, [])) == 1 else []

    def of(self, clauses: Sequence[Clause], change: Change) -> list[Revision]:
        """Give those that stand in some clauses; where others share the paragraph, those with words of the change."""
        found: list[Revision] = []
        for line in dict.fromkeys(clause.line for clause in clauses):
            alone = len(self.clauses[line]) == 1
            here = self.revisions.get(line, [])
            found += [revision for revision in here if alone or _has_words(change, revision)]
        return found


def end_of(document: Document) -> int:
    """Give the paragraph of the file with which the text is over; 0 where nothing is set aside behind it."""
    last = max((clause.line for clause in document), default=0)
    return min((row.line for row in document.removed if row.line > last), default=0)


def _has_words(change: Change, revision: Revision) -> bool:
    whole = change.old if revision.op == "delete" else change.new
    edits = [edit.text for edit in change.edits if edit.op == revision.op] or [clause.text for clause in whole]
    return bool(set(revision.text.split()) & set(" ".join(edits).split()))
