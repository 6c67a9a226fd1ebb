"""Brackets as JSON: the full truth about the marks of a version, of two, and of all (`docs/schema/`)."""

from __future__ import annotations

from typing import Any

from cdiff.core.model import Version
from cdiff.core.records import asdict
from cdiff.features.brackets.marking import totals
from cdiff.features.brackets.model import (
    OUTCOMES,
    Bracket,
    BracketChange,
    BracketComparison,
    BracketTable,
    Choice,
    Markup,
    Option,
    TextPlace,
)
from cdiff.features.brackets.versions import ChosenOutcomes, ListedMarks
from cdiff.telling.json import FORMAT, version_data

_HEAD: dict[str, Any] = {"format": FORMAT, "generator": "cdiff"}


def listing_data(listed: ListedMarks) -> dict[str, Any]:
    """Return the marks of a version."""
    version, markup = listed.marked.version, listed.marked.markup
    counted = [asdict(tally) for tally in totals(version.document, markup)]
    return {**_HEAD, "version": version_data(version), **_markup(version, markup), "totals": counted}


def changes_data(chosen: ChosenOutcomes) -> dict[str, Any]:
    """Return what became of the brackets of two versions."""
    compared = chosen.shown
    return {
        **_HEAD,
        "old": version_data(compared.old),
        "new": version_data(compared.new),
        "counts": {outcome: compared.count(outcome) for outcome in OUTCOMES},
        "changes": [_change(change, compared) for change in compared],
    }


def table_data(counted: BracketTable) -> dict[str, Any]:
    """Return the totals of several versions."""
    rows = [
        {
            "citation": row.citation,
            "title": row.title,
            "tallies": [asdict(tally) if tally else None for tally in row.tallies],
        }
        for row in counted.rows
    ]
    return {**_HEAD, "versions": [version_data(version) for version in counted.versions], "parts": rows}


def _markup(version: Version, markup: Markup) -> dict[str, Any]:
    def at(place: TextPlace | None) -> dict[str, Any] | None:
        return _place(version, place) if place else None

    return {
        "brackets": [_bracket(version, bracket) for bracket in markup],
        "choices": [_choice(version, choice) for choice in markup.choices],
        "faults": [{"sign": fault.sign, "at": at(fault.place), "message": fault.message} for fault in markup.faults],
        "asides": [{"start": at(row.start), "end": at(row.end), "reason": row.reason} for row in markup.asides],
        "attributions": [
            {
                "start": at(row.start),
                "end": at(row.end),
                "parties": list(row.parties),
                "stance": row.stance,
                "bracket": row.bracket,
                "about": row.about,
            }
            for row in markup.attributions
        ],
        "statuses": [
            {
                "clause": version.document.clauses[row.clause].citation,
                "word": row.word,
                "meaning": row.meaning,
                "text": row.text,
                "partly": row.partly,
                "start": at(row.start),
                "end": at(row.end),
            }
            for row in markup.statuses
        ],
    }


def _place(version: Version, place: TextPlace) -> dict[str, Any]:
    clause = version.document.clauses[place.clause]
    return {"clause": clause.citation, "offset": place.offset, "line": clause.line}


def _bracket(version: Version, bracket: Bracket) -> dict[str, Any]:
    return {
        "number": bracket.number,
        "depth": bracket.depth,
        "parent": bracket.parent,
        "start": _place(version, bracket.start),
        "end": _place(version, bracket.end),
        "clauses": list(bracket.clauses),
        "content": bracket.content,
        "label": bracket.label,
        "by": list(bracket.by),
        "choice": bracket.choice,
        "text": bracket.text,
    }


def _choice(version: Version, choice: Choice) -> dict[str, Any]:
    return {
        "number": choice.number,
        "kind": choice.kind,
        "bracket": choice.bracket,
        "options": [_option(version, option) for option in choice.options],
    }


def _option(version: Version, option: Option) -> dict[str, Any]:
    return {
        "label": option.label,
        "by": list(option.by),
        "content": option.content,
        "bracket": option.bracket,
        "start": _place(version, option.start),
        "end": _place(version, option.end),
        "text": option.text,
    }


def _change(change: BracketChange, compared: BracketComparison) -> dict[str, Any]:
    """A choice that was opened, and options that were added, are of the new text; all others of the old one."""
    told = compared.new if change.outcome == "opened" else compared.old
    old, new = change.clauses
    return {
        "outcome": change.outcome,
        "part": change.part,
        "clauses": {"old": list(old), "new": list(new)},
        "modified": change.modified,
        "text": change.text,
        "old": [_bracket(compared.old, bracket) for bracket in change.old],
        "new": [_bracket(compared.new, bracket) for bracket in change.new],
        "choice": _choice(told, change.choice) if change.choice else None,
        "kept": [_option(told, option) for option in change.kept],
        "gone": [_option(told, option) for option in change.gone],
        "added": [_option(compared.new, option) for option in change.added],
    }
