"""Never cry wolf: what is said of the final draft of the Compact is what its editors would mend, and nothing else."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from cdiff.pipeline import shipped_store
from tests.support import ROOT, run

SLIPS = [
    ("hygiene/spacing", "23(j)", 397),
    ("terms/variant", "25(a)", 426),
    ("terms/variant", "29(f)", 500),
    ("hygiene/spacing", "31(f)", 536),
    ("hygiene/ending", "35", 601),
]
"""A space before a comma, Organised beside Organized, healthcare beside health care, a full stop that is missing."""


def test_the_final_draft_has_its_documented_slips_and_nothing_else(tmp_path: Path) -> None:
    ran = run("check final --format json".split(), cwd=tmp_path)
    data = json.loads(ran.stdout)
    assert [(row["rule"], row["clause"], row["line"]) for row in data["findings"]] == SLIPS
    assert {row["severity"] for row in data["findings"]} == {"note"}
    assert ran.exit == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", sorted(path.name for path in (ROOT / "fixtures" / "formats").iterdir() if path.stem == "final")
)
def test_every_format_of_it_is_judged_alike(name: str, tmp_path: Path) -> None:
    ran = run(
        ["check", str(ROOT / "fixtures" / "formats" / name), "--profile", "gcm", "--format", "json"], cwd=tmp_path
    )
    rows = json.loads(ran.stdout)["findings"]
    assert {(row["rule"], row["clause"]) for row in rows} - {(rule, clause) for rule, clause, _ in SLIPS} <= {
        (row["rule"], row["clause"]) for row in rows if row["rule"] == "reading/doubt"
    }


def test_a_reconstruction_says_so(tmp_path: Path) -> None:
    for format_ in ("terminal", "markdown", "json"):
        ran = run(["check", "draft3", "--format", format_], cwd=tmp_path)
        assert "reconstruction" in ran.stdout


@pytest.mark.slow
def test_no_step_of_the_negotiation_fails(tmp_path: Path) -> None:
    """The reconstructions are changed in documented places only; none of these breaks a number or a reference."""
    labels = [version.label for version in shipped_store().versions()]
    for old, new in pairwise(labels):
        ran = run(["check", new, "--against", old, "--format", "json"], cwd=tmp_path)
        assert ran.exit == 0
        assert [row for row in json.loads(ran.stdout)["findings"] if row["counts"] and row["severity"] == "error"] == []
