"""A comparison, a version, as JSON: the full truth, in a versioned schema (`docs/schema/`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cdiff.core.model import Change, Clause, Comparison, Document, Summary, Tally, Unread, Version, Weighed
from cdiff.core.records import asdict
from cdiff.telling.version_header import caveats

if TYPE_CHECKING:
    from cdiff.core.model import Watched

_SURROGATE = re.compile("[\ud800-\udfff]")
FORMAT = 1
"""The number of the schemas; it rises when a reader of the old form would misread the new one."""


def comparison_data(
    comparison: Comparison,
    summary: Summary,
    shown: Sequence[tuple[Change, str]],
    watched: Sequence[Watched] = (),
    weighed: Sequence[Weighed] = (),
) -> dict[str, Any]:
    """Return a comparison, with the changes that are to be shown, and what matters most among them."""
    return {
        "format": FORMAT,
        "generator": "cdiff",
        "old": version_data(comparison.old),
        "new": version_data(comparison.new),
        "differs": comparison.differs,
        "unread": unread_data(comparison.unread),
        "accepted_incomplete": comparison.accepts_incomplete,
        "cautions": list(comparison.cautions),
        "summary": summary_data(summary),
        "renamings": [asdict(each) for each in comparison.renamings],
        "watched": [_watched(each) for each in watched],
        "weighed": [_weighed(each) for each in weighed],
        "changes": [change_data(change, part, comparison) for change, part in shown],
    }


def text_data(version: Version, clauses: Sequence[Clause], again: Document | None) -> dict[str, Any]:
    """Return a version with some of its clauses; `again` is its source read again, with what was set aside."""
    again = again or Document(())
    bases = {clause.citation: clause.basis for clause in again}
    return {
        "format": FORMAT,
        "generator": "cdiff",
        "version": version_data(version),
        "clauses": [
            {**_whole(clause), "basis": clause.basis or bases.get(clause.citation, "") or None} for clause in clauses
        ],
        **known_data(version),
        "removed": [asdict(row) for row in again.removed],
        "warnings": [asdict(row) for row in again.warnings],
        "revisions": [asdict(row) for row in again.revisions],
        "remarks": [asdict(row) for row in again.remarks],
    }


def known_data(version: Version) -> dict[str, Any]:
    """Return how words of a version are known where that is not as its other words are, and what sources say of it."""
    return {
        "evidence": [asdict(each) for each in version.evidence],
        "statements": [asdict(each) for each in version.statements],
    }


def unread_data(unread: Iterable[Unread]) -> list[dict[str, Any]]:
    """Return what limits an answer: the version (empty for what stands between two), the kind, what and where it is."""
    return [{"version": each.label, "kind": each.kind, "message": each.message, "line": each.line} for each in unread]


def text_json(version: Version) -> str:
    """Write a version with all of its clauses, and nothing of how its source was read."""
    clauses = [_whole(clause) for clause in version.document]
    head = {"format": FORMAT, "generator": "cdiff", "what": "text"}
    return dump({**head, "version": version_data(version), "clauses": clauses, **known_data(version)})


def version_data(version: Version) -> dict[str, Any]:
    """Give what is known of a version, without its text."""
    names = (
        "label",
        "title",
        "date",
        "round",
        "status",
        "follows",
        "source",
        "sha256",
        "media_type",
        "address",
        "note",
    )
    data: dict[str, Any] = {name: getattr(version, name) for name in names}
    data |= {
        "profile": version.document.profile,
        "clauses": len(version.document),
        "official": version.status == "official",
        "changes": version.changes,
        "words": version.word_kind,
        "caveats": caveats(version),
    }
    return data


def summary_data(summary: Summary) -> dict[str, Any]:
    """Give a summary: the total, and one row per part of the text."""
    return {"total": dict(summary.total.counts), "parts": [_tally(row) for row in summary.rows]}


def _tally(row: Tally) -> dict[str, Any]:
    return {"citation": row.citation, "title": row.title, **dict(row.counts)}


def change_data(change: Change, part: str, comparison: Comparison) -> dict[str, Any]:
    """Give one change, with the reason for its pair."""
    return {
        "kind": change.kind,
        "moved": change.moved,
        "renumbered": change.renumbered,
        "reference": change.reference,
        "renaming": change.renaming,
        "similarity": round(change.similarity, 4),
        "part": part,
        "found": change.link.how if change.link else None,
        "doubtful": bool(change.link and change.link.doubtful),
        "runner_up": _rival(change, comparison),
        "by": [asdict(hand) for hand in change.by],
        "old": [_clause(clause) for clause in change.old],
        "new": [_clause(clause) for clause in change.new],
        "edits": [{"op": edit.op, "text": edit.text} for edit in change.edits],
        "passages": [asdict(passage) for passage in change.passages],
    }


def _weighed(each: Weighed) -> dict[str, Any]:
    return {
        "kind": each.change.kind,
        "old": [clause.citation for clause in each.change.old],
        "new": [clause.citation for clause in each.change.new],
        "weight": each.weight,
        "reasons": [asdict(reason) for reason in each.reasons],
    }


def _watched(each: Watched) -> dict[str, Any]:
    return {
        "watch": each.name,
        "kind": each.kind,
        "old": each.old,
        "new": each.new,
        "old_known": each.old_known,
        "new_known": each.new_known,
        "touched": [
            {
                "kind": touched.change.kind,
                "moved": touched.change.moved,
                "renumbered": touched.change.renumbered,
                "old": [clause.citation for clause in touched.change.old],
                "new": [clause.citation for clause in touched.change.new],
                "old_count": touched.old,
                "new_count": touched.new,
            }
            for touched in each.touched
        ],
    }


def _rival(change: Change, comparison: Comparison) -> dict[str, Any] | None:
    rival = change.link.rival if change.link else None
    if rival is None:
        return None
    old, new = comparison.old.document.clauses[rival.old], comparison.new.document.clauses[rival.new]
    return {"old": old.citation, "new": new.citation, "similarity": round(rival.similarity, 4)}


def _whole(clause: Clause) -> dict[str, Any]:
    data = _clause(clause)
    line = data.pop("line")
    return {**data, "parent": clause.parent, "line": line}


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "citation": clause.citation,
        "kind": clause.kind,
        "label": clause.label,
        "text": clause.text,
        "line": clause.line,
    }


def dump(data: object) -> str:
    """Write JSON that reads well and is the same everywhere."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _SURROGATE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"


def packed(data: object) -> str:
    """Write the same JSON without the spaces that a person reads it by: a site has megabytes of it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"


def opened(what: str, versions: Iterable[Version]) -> dict[str, Any]:
    """Begin what spans all versions: which schema it follows, and what is known of each version."""
    return {
        "format": FORMAT,
        "generator": "cdiff",
        "what": what,
        "versions": [version_data(version) for version in versions],
    }
