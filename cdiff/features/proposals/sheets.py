"""The table of proposals: a row for each."""

from __future__ import annotations

from cdiff.features.proposals.model import Proposal, Proposals
from cdiff.features.proposals.views import name_of, next_of, proposed_edits
from cdiff.telling.sheets import Cell, Sheet, Words, standing

_COLUMNS = ("clause", "proposed_by", "kind", "proposed", "outcome", "next_clause", "next_text", "base", "next")


def proposals_sheets(found: Proposals) -> tuple[Sheet, ...]:
    """Make a row for each proposal, with its words and those of the next draft."""
    texts = (standing(found.base), standing(found.next))
    rows = [(*_row(each), *texts) for each in found]
    return (Sheet("Proposals", _COLUMNS, rows, (14, 24, 12, 60, 16, 14, 60, 24, 24)),)


def _row(proposal: Proposal) -> tuple[Cell, ...]:
    change = proposal.change
    return (
        *(name_of(proposal), "; ".join(proposal.by), change.kind, Words(proposed_edits(proposal)), proposal.outcome),
        *(next_of(proposal), Words(proposal.became)),
    )
