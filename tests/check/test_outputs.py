"""What the check writes for machines: valid where there is a schema, escaped wherever a text may come in."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from cdiff.core.model import Document, Version
from cdiff.features.check import RULES
from cdiff.features.check.github import MOST
from cdiff.features.check.model import SEVERITIES, Checked, Finding, Severity
from cdiff.features.check.reports import Reported
from cdiff.features.check.subjects import CHECK
from cdiff.telling.terminal import Display
from tests.check.checking import checked
from tests.schemas import faults, schema
from tests.support import ROOT

SARIF = json.loads((ROOT / "tests" / "check" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
SOME = settings(max_examples=settings().max_examples // 2)
FILES = [format_ for format_ in CHECK.formats if format_ != "xlsx"]
NAMES = [rule.name for rule in RULES]
HOSTILE = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from("\x1b\x00\x07\r\n\t\u202e\u200b\u2028<>&\"'%:,`*_[]|\\@#\ufffe\uffff"),
    max_size=40,
) | st.sampled_from(
    [
        "::error::x",
        "]]>",
        "<script>alert(1)</script>",
        "%0A::set-output name=x::y",
        "\n::stop-commands::x",
        "&amp;",
        "]]\x1b[31m",
    ]
)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    return Finding(
        draw(st.sampled_from(NAMES)),
        draw(st.sampled_from(SEVERITIES)),
        draw(HOSTILE),
        draw(HOSTILE),
        draw(HOSTILE),
        draw(st.integers(0, 99)),
        draw(st.integers(0, 99)),
        "received",
        draw(HOSTILE),
        draw(HOSTILE),
        known=draw(st.booleans()),
        allowed=draw(HOSTILE),
        accepted=draw(st.booleans()),
        fingerprint=draw(st.text("0123456789abcdef", min_size=1, max_size=8)),
    )


@st.composite
def results(draw: st.DrawFn) -> Checked:
    new = Version(draw(HOSTILE) or "new", Document(()), title=draw(HOSTILE), note=draw(HOSTILE))
    old = Version(draw(HOSTILE) or "old", Document(())) if draw(st.booleans()) else None
    found = tuple(draw(st.lists(findings(), max_size=6)))
    return Checked(new, old, found, draw(st.sampled_from(SEVERITIES)), count_known=draw(st.booleans()))


@cache
def written(result: Checked, format_: str) -> str:
    return CHECK.write(Reported(result, "cdiff check new.txt"), format_).decode()


@given(results())
@SOME
def test_json_fits_its_schema(result: Checked) -> None:
    data = json.loads(written(result, "json"))
    assert faults(schema("check"), data) == []
    assert list(data) == ["summary", "findings"]
    assert data["summary"]["failed"] == result.failed


@given(results())
@SOME
def test_sarif_is_valid(result: Checked) -> None:
    """By the schema of the OASIS standard, as schemastore.org prints it (Draft 4)."""
    data = json.loads(written(result, "sarif"))
    found = Draft4Validator(SARIF).iter_errors(data)
    assert [f"{error.json_path}: {error.message}" for error in found] == []
    rows = data["runs"][0]["results"]
    assert len(rows) == len(result.findings)
    assert all(row["partialFingerprints"]["cdiff/v1"] for row in rows)
    assert [row["ruleId"] for row in rows] == [
        data["runs"][0]["tool"]["driver"]["rules"][row["ruleIndex"]]["id"] for row in rows
    ]


@given(results())
@SOME
def test_junit_is_well_formed_and_fails_where_the_check_does(result: Checked) -> None:
    root = Tree.fromstring(written(result, "junit"))
    assert (root.get("failures") != "0") == result.failed
    assert len(root.findall(".//testcase")) == int(root.get("tests", "0"))
    assert len(root.findall(".//skipped")) == len(result.excused)


@given(results())
@SOME
def test_no_line_of_a_draft_is_a_workflow_command(result: Checked) -> None:
    lines = written(result, "github").split("\n")
    for line in lines[:-2]:
        assert line.startswith(("::error ", "::warning ", "::notice "))
        head, _, message = line[2:].partition("::")
        assert "\r" not in message
        assert all("=" in part for part in head.split(" ", 1)[1].split(","))
    assert lines[-2].startswith("cdiff check ")


@given(results())
@SOME
def test_code_quality_has_what_gitlab_reads(result: Checked) -> None:
    rows = json.loads(written(result, "codequality"))
    assert len(rows) == len(result.counting)
    for row in rows:
        assert row["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert row["location"]["lines"]["begin"] >= 1
        assert row["description"] is not None
        assert row["fingerprint"]


@given(results())
@SOME
def test_markdown_holds_no_markup_of_a_draft(result: Checked) -> None:
    text = written(result, "markdown")
    assert "<script" not in text
    assert len(text.encode()) <= 65536


@given(results(), st.sampled_from(["terminal", *FILES]))
@SOME
def test_nothing_steers_a_terminal(result: Checked, format_: str) -> None:
    text = CHECK.show(Reported(result), Display()) if format_ == "terminal" else written(result, format_)
    if format_ not in ("json", "sarif", "codequality"):  # they write such signs as \u001b
        assert not {"\x1b", "\u202e", "\x00", "\x07"} & set(text)


@given(results(), st.sampled_from(FILES))
@SOME
def test_the_same_result_gives_the_same_bytes(result: Checked, format_: str) -> None:
    assert written(result, format_) == written(replace(result), format_)


# Limits


def many(severity: Severity, count: int) -> Checked:
    found = tuple(
        Finding("hygiene/doubled", severity, str(at), "the " * 200, "a.txt", at + 1, fingerprint=str(at))
        for at in range(count)
    )
    return Checked(Version("new", Document(())), None, found)


def test_github_gets_as_many_annotations_as_it_shows() -> None:
    result = many("note", 12)
    errors = tuple(replace(finding, severity="error") for finding in result.findings)
    lines = written(replace(result, findings=(*result.findings, *errors)), "github").split("\n")
    assert [line.split(" ")[0] for line in lines[:-2]] == ["::error"] * MOST + ["::notice"] * MOST
    assert lines[-2] == "cdiff check failed: 12 errors, 12 notes; 4 more than GitHub shows are in the other reports"


def test_markdown_keeps_the_heaviest_where_there_is_no_room() -> None:
    result = many("note", 2000)
    error = replace(result.findings[-1], severity="error", clause="the last one")
    text = written(replace(result, findings=(*result.findings[:-1], error)), "markdown")
    assert len(text.encode()) <= 65536
    assert "the last one" in text
    assert "do not fit here" in text


def test_a_property_of_an_annotation_is_escaped_as_the_runner_does() -> None:
    finding = Finding("hygiene/doubled", "error", "1, 2: x", "50% :: done", "a,b:c%.txt", 3, 4, fingerprint="f")
    text = written(Checked(Version("new", Document(())), None, (finding,)), "github")
    assert text.startswith(
        "::error file=a%2Cb%3Ac%25.txt,line=3,col=4,title=1%2C 2%3A x%3A hygiene/doubled::50%25 :: done\n"
    )


@pytest.mark.parametrize("format_", FILES)
def test_a_real_result_is_written(format_: str) -> None:
    old = "Draft text\n\n1. States shall meet.\n\n2. They [report.\n"
    assert written(checked(old.replace("shall", "should").replace("They", "They they"), old), format_)
