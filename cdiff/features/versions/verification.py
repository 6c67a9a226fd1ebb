"""What a verification found of each version, in every format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cdiff.pipeline.versions import Verdict
from cdiff.telling.json import opened
from cdiff.telling.sheets import Sheet
from cdiff.telling.subject import Subject
from cdiff.telling.view import Listing, Only, Text, View


def verification_view(verdicts: Sequence[Verdict]) -> View:
    """Show a line for each version: that it is verified, or what is wrong with it."""
    rows = [[(each.label, "head"), (_said(each), "" if each.holds else "deleted")] for each in verdicts]
    lines = [Text([(f"{each.label}: {_said(each)}", "")]) for each in verdicts]
    return View(
        "Verification",
        body=[
            *(Only(("terminal",), line) for line in lines),
            Only(("markdown", "html"), Listing(("version", "verdict"), rows)),
        ],
    )


def _said(verdict: Verdict) -> str:
    return "; ".join(filter(None, (*verdict.complaints, verdict.outdated))) or "verified"


def verification_sheets(verdicts: Sequence[Verdict]) -> tuple[Sheet, ...]:
    """Make a row for each version."""
    rows = [(each.label, each.holds, "; ".join(each.complaints), each.outdated) for each in verdicts]
    return (Sheet("Verification", ("version", "verified", "complaints", "outdated"), rows),)


def verification_data(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return the verdict on each version, and on the repository where that is damaged."""
    head = {name: value for name, value in opened("verification", ()).items() if name != "versions"}
    rows = [
        {
            "version": each.label,
            "verified": each.holds,
            "complaints": list(each.complaints),
            "outdated": each.outdated,
        }
        for each in verdicts
    ]
    return {**head, "verified": all(each.holds for each in verdicts), "versions": rows}


VERIFICATION = Subject(
    "a verification",
    versions=lambda verdicts: (),
    view=verification_view,
    sheets=verification_sheets,
    data=verification_data,
)
