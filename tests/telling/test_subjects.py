"""The table of subjects: every command offers what its subjects can be told in, and nothing falls through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cdiff.cli.commands import COMMANDS
from cdiff.cli.subjects import SUBJECTS, subject
from cdiff.core.errors import ReportError
from tests.read.docx_files import changed, docx, p, r
from tests.support import ROOT, run
from tests.test_docs import commands

GENERAL = ("html", "markdown", "csv", "xlsx", "json")
READING = ("profile", "encoding", "revisions", "struck", "no-repair", "max-size", "allow-local")
READERS = [*sorted(set(SUBJECTS) - {"list", "verify"}), "add", "export", "site", "textconv"]
"""The commands that read files."""


def options(command: str) -> set[str]:
    """Name the options of a command, without their dashes."""
    return {name.lstrip("-") for each in commands()[command].params for name in each.opts}


def test_every_command_that_tells_something_is_in_the_table() -> None:
    telling = {name for name in COMMANDS if name not in ("export", "add") and "format" in options(name)}
    assert telling == set(SUBJECTS)


DOING = {"init", "add", "rename", "rm", "hook", "site", "history", "textconv"}
"""Commands that make or change something, and tell of nothing but that it is done; `textconv` is for git alone."""


def test_every_command_that_tells_something_writes_json_and_json_md_names_its_schema() -> None:
    """A new command tells something unless it is said here that it does something."""
    assert {name for name in COMMANDS if "json" not in options(name)} == DOING
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if name not in DOING and f"| `cdiff {name} --json PATH` | [" not in page] == []
    linked = set(re.findall(r"\(schema/([\w-]+\.json)\)", page))
    assert linked == {path.name for path in (ROOT / "docs" / "schema").glob("*.json")}


@pytest.mark.parametrize("command", SUBJECTS)
def test_a_command_offers_the_formats_of_its_subjects(command: str) -> None:
    formats = {format_ for place in SUBJECTS[command] for format_ in subject(place).formats}
    assert formats <= options(command)
    assert set(GENERAL) <= formats
    offered = {
        name for name in options(command) if name in {*GENERAL, "docx", "sarif", "junit", "github", "codequality"}
    }
    assert offered == formats


@pytest.mark.parametrize("command", READERS)
def test_a_command_that_reads_files_has_every_reading_option(command: str) -> None:
    assert set(READING) <= options(command)


@pytest.mark.parametrize("place", sorted({place for places in SUBJECTS.values() for place in places}))
def test_an_unknown_format_is_an_error_with_a_near_miss(place: str) -> None:
    with pytest.raises(ReportError, match=r"has no format 'jsn' \(choose .*did you mean json"):
        subject(place).write(None, "jsn")


def test_the_documentation_prints_the_table() -> None:
    """`docs/reports.md` has a row for each command, with a mark in the column of each format that it writes."""
    columns = ("terminal", "html", "docx", "markdown", "csv", "xlsx", "json")
    rows = []
    for command, places in SUBJECTS.items():
        formats = {"terminal", *(format_ for place in places for format_ in subject(place).formats)}
        more = ", ".join(sorted(formats - set(columns)))
        marks = " | ".join("✓" if name in formats else "" for name in columns)
        rows.append(re.sub(" +", " ", f"| `{command}` | {marks} | {more} |"))
    text = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    assert [row for row in rows if row not in re.sub(" +", " ", text)] == []


ASKED = {
    "compare": ("draft3", "final"),
    "check": ("final", "--against", "draft3", "--all"),
    "table": ("draft3", "final"),
    "trace": ("37",),
    "blame": ("final", "4"),
    "where": ("20i", "--in", "draft2"),
    "concordance": ("draft3", "final"),
    "terms": ("refoulement",),
    "brackets": ("final",),
    "proposals": ("draft1", "draft2", "draft3", "--against", "final"),
    "revisions": ("redline.docx",),
    "log": (),
    "stats": (),
    "audit": ("final", "final", "final"),
    "align": ("draft3", "final"),
    "show": ("final", "21"),
    "list": (),
    "verify": (),
}


@pytest.mark.parametrize("command", ASKED)
def test_every_format_is_written(tmp_path: Path, command: str) -> None:
    """All formats in one run; each file says what it is, and JSON is what `--format json` prints."""
    formats = subject(SUBJECTS[command][0]).formats
    (tmp_path / "redline.docx").write_bytes(docx(p(r("1. States ") + changed("ins", r("shall ")) + r("report."))))
    paths = [word for format_ in formats for word in (f"--{format_}", f"r.{format_}")]
    ran = run([command, *ASKED[command], *paths], cwd=tmp_path)
    assert ran.exit == 0, ran.stderr
    for format_ in formats:
        data = (tmp_path / f"r.{format_}").read_bytes()
        assert data.startswith(b"PK") is (format_ in ("xlsx", "docx")), format_
        assert len(data) > 40, format_
    again = run([command, *ASKED[command], "--format", "json"], cwd=tmp_path)
    assert again.stdout == (tmp_path / "r.json").read_text(encoding="utf-8")
    written_again = run([command, *ASKED[command], "--json", "r.json"], cwd=tmp_path)
    assert written_again.exit == 0, written_again.stderr  # what cdiff wrote it may replace
