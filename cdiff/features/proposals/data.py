"""Proposals as JSON (`docs/schema/proposals-1.json`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cdiff.core.model import Edit
from cdiff.features.proposals.model import OUTCOMES, Proposal, Proposals
from cdiff.features.proposals.views import proposed_edits
from cdiff.telling.json import opened


def proposals_data(found: Proposals) -> dict[str, Any]:
    """Return every proposal with what became of it."""
    return {
        **opened("proposals", found.versions),
        "base": found.base.label,
        "proposing": [version.label for version in found.by],
        "next": found.next.label,
        "total": {outcome: found.count(outcome) for outcome in OUTCOMES},
        "editorial": found.editorial,
        "proposals": [_proposal(each) for each in found],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    change = proposal.change
    return {
        "by": [*proposal.by],
        "outcome": proposal.outcome,
        "kind": change.kind,
        "moved": change.moved,
        "base": [clause.citation for clause in change.old],
        "proposed": [clause.citation for clause in change.new],
        "edits": _edits(proposed_edits(proposal)),
        "next": [*proposal.cited],
        "next_edits": _edits(proposal.became),
    }


def _edits(edits: Iterable[Edit]) -> list[dict[str, str]]:
    return [{"op": edit.op, "text": edit.text} for edit in edits]
