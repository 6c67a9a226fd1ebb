"""What spans versions, rendered: every word is there, nothing steers, nothing is wider than the terminal."""

from __future__ import annotations

import csv
import io
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from cdiff.core.errors import ReportError
from cdiff.core.model import Version
from cdiff.core.printable import safe
from cdiff.features.statistics import subjects as chronicles
from cdiff.features.statistics import versions as chronicling
from cdiff.features.statistics.model import ShownStatistics, ShownTerms
from cdiff.features.trace import subjects
from cdiff.features.trace import versions as tracing
from cdiff.features.trace.model import ShownProvenance
from cdiff.features.trace.sheets import provenance_sheets, where_sheets
from cdiff.pipeline import chains
from cdiff.pipeline.chains import Chain
from cdiff.telling.layout import width_of
from cdiff.telling.shares import share_said
from cdiff.telling.subject import ReportRequest, Subject
from cdiff.telling.terminal import Display
from tests.compare.test_lineage import negotiations
from tests.support import flat, version

SOME = settings(max_examples=settings().max_examples // 4)

OLD = "A draft of rules\n\n1. The States shall report.\n\n2. <script>alert(1)</script> & [red] | =cmd() \u202e **x**.\n"
NEW = "A draft of rules\n\n1. The States should report.\n\n3. Consular posts assist nationals lost abroad.\n"
SPACED = "A draft of rules\n\n1. All States shall build a firewall between the services and the police.\n"


def hostile() -> Chain:
    first = version(OLD, "<old>", status="reconstruction", title="A <b>draft</b>", words="attested")
    return chains.chain([first, version(NEW, "=new", status="official"), version(OLD, "newer")])


def everything() -> list[tuple[Subject, Any]]:
    """Everything that is told of hostile drafts, each beside its subject."""
    whole = hostile()
    measured = chronicling.statistics(whole)
    return [
        (subjects.BIOGRAPHY, tracing.biography(whole, "2", "<old>")),
        (subjects.PROVENANCE, ShownProvenance(tracing.provenance(whole, "newer"))),
        (subjects.PROVENANCE, ShownProvenance(tracing.provenance(whole, "newer"), stat=True)),
        (subjects.WHERE, tracing.whereabouts(whole, "1", "<old>", "newer")),
        (subjects.WHERE, tracing.whereabouts(whole, "2", "<old>", "=new")),
        (subjects.CONCORDANCE, tracing.concordance(whole)),
        (chronicles.TERMS, ShownTerms(chronicling.terms(chronicling.terms_asked(["script", "=cmd", "lost"]), whole))),
        (chronicles.LOG, chronicling.log(whole)),
        (chronicles.STATISTICS, ShownStatistics(measured, every=True)),
        (chronicles.STATISTICS, ShownStatistics(measured, stable=True)),
    ]


def blamed(told: ShownProvenance) -> str:
    return subjects.PROVENANCE.show(told, Display(80))


@given(negotiations())
@SOME
def test_blame_shows_every_word(versions: list[Version]) -> None:
    told = tracing.provenance(chains.chain(versions), versions[-1].label)
    shown = "".join(blamed(ShownProvenance(told)).split())
    for _, words in told:
        for word in words:
            assert "".join(safe(word.text).split()) in shown


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_is_wider_than_the_terminal_and_no_sign_steers_it(width: int) -> None:
    for subject, told in everything():
        text = subject.show(told, Display(width))
        assert max(map(width_of, text.split("\n"))) <= width
        assert "\u202e" not in text
        assert "<old> is a reconstruction" in flat(text)


def test_blame_says_what_came_back() -> None:
    told = tracing.provenance(hostile(), "newer")
    shown = blamed(ShownProvenance(told))
    assert "The States ‹1↺3:shall› report." in shown
    assert "‹1↺3:<script>alert(1)</script> & [red] | =cmd() \\u202e **x**.›" in shown
    assert "<script>" not in blamed(ShownProvenance(told, stat=True))


@pytest.mark.parametrize("format_", ["markdown", "html"])
def test_a_page_shows_words_and_nothing_else(format_: str) -> None:
    for subject, told in everything():
        text = subject.write(told, format_, ReportRequest(again="cdiff trace <2>")).decode()
        assert "<script>alert" not in text
        assert "\u202e" not in text
        assert any(f"{name} is a reconstruction" in text for name in ("&#60;old&#62;", "&lt;old&gt;"))


def test_every_row_of_a_table_in_markdown_has_the_cells_of_its_head() -> None:
    for subject, told in everything():
        lines = subject.write(told, "markdown").decode().split("\n")
        for is_table, table in groupby(lines, key=lambda line: line.startswith("|")):
            assert not is_table or len({line.count("|") for line in table}) == 1


def test_a_space_alone_is_seen() -> None:
    whole = chains.chain([version(SPACED.replace("firewall", "fire wall")), version(SPACED, "new")])
    text = subjects.BIOGRAPHY.write(tracing.biography(whole, "1"), "markdown").decode()
    assert "between the services" in text
    assert "build a <del>fire wall</del><ins>firewall</ins> between" in text


def test_a_spreadsheet_of_citations_holds_no_formula() -> None:
    made = tracing.concordance(hostile())
    rows = list(csv.reader(io.StringIO(subjects.CONCORDANCE.write(made, "csv").decode("utf-8-sig"))))
    assert rows[0][1:4] == ["<old> (reconstruction)", "'=new (official)", "newer"]
    assert [row[1:4] for row in rows[1:]] == [["title"] * 3, ["1"] * 3, ["", "3", ""], ["2", "", "2"]]
    book = load_workbook(io.BytesIO(subjects.CONCORDANCE.write(made, "xlsx", ReportRequest(again="cdiff concordance"))))
    sheet = book["Concordance"]
    assert [cell.value or "" for cell in sheet[5]] == ["2", "", "2", 1, "<old>/2", 4]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert "is a reconstruction" in " ".join(str(row[1].value) for row in book["About"].iter_rows())


def test_every_table_fits_its_heads_and_holds_no_formula() -> None:
    for subject, told in everything():
        for sheet in subject.sheets(told) if subject.sheets else ():
            assert {len(row) for row in sheet.rows} == {len(sheet.columns)}
        rows = list(csv.reader(io.StringIO(subject.write(told, "csv").decode("utf-8-sig"))))
        assert rows[0][0] == "cdiff_row"
        assert [row[0] for row in rows[1:]] == [str(at) for at in range(1, len(rows))]
        assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row)
        book = load_workbook(io.BytesIO(subject.write(told, "xlsx")))
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
        assert "is a reconstruction" in " ".join(str(row[1].value) for row in book["About"].iter_rows())


def test_the_runs_of_a_provenance_are_its_text() -> None:
    told = tracing.provenance(hostile(), "newer")
    runs, _ = provenance_sheets(ShownProvenance(told))
    texts: dict[object, str] = {}
    for _, citation, words, *_ in runs.rows:
        texts[citation] = texts.get(citation, "") + str(words)
    assert texts == {clause.citation: clause.text for clause, _ in told}


def test_a_clause_that_was_split_has_a_row_for_each_part() -> None:
    parts = (
        "States shall collect data on all migrants in their care.",
        "They shall report on this to the assembly every year.",
    )
    whole = chains.chain(
        [version(f"A draft\n\n1. {' '.join(parts)}\n"), version(f"A draft\n\n1. {parts[0]}\n\n2. {parts[1]}\n", "new")]
    )
    (table,) = where_sheets(tracing.whereabouts(whole, "1", "old", "new"))
    assert [(row[0], row[4], row[6], row[7]) for row in table.rows] == [
        ("1", "1", "1 + 2", True),
        ("1", "2", "1 + 2", True),
    ]
    (table,) = where_sheets(tracing.whereabouts(hostile(), "2", "<old>", "=new"))
    assert [(row[0], row[4], row[5], row[8]) for row in table.rows] == [("2", "", None, "=new")]


def test_the_counts_alone_are_the_only_table_where_they_are_asked_for() -> None:
    told = tracing.provenance(hostile(), "newer")
    (table,) = provenance_sheets(ShownProvenance(told, stat=True))
    *_, (name, _, *counts) = table.rows
    assert (name, counts) == ("total", [*told.total.words, 0, told.total.all, told.total.returned])


@pytest.mark.parametrize("format_", ["html", "markdown", "csv", "xlsx", "json"])
def test_what_is_told_twice_has_the_same_bytes(format_: str) -> None:
    for (subject, told), (_, again) in zip(everything(), everything(), strict=True):
        assert subject.write(told, format_) == subject.write(again, format_)


def test_a_format_that_there_is_not_is_an_error_with_a_near_miss() -> None:
    for subject, told in everything():
        with pytest.raises(ReportError, match=r"has no format 'markdwn'.*did you mean markdown"):
            subject.write(told, "markdwn")


def test_the_log_of_statistics_is_the_log() -> None:
    assert chronicling.statistics(hostile()).log == chronicling.log(hostile())


def test_shares_are_never_rounded_to_nothing() -> None:
    assert [share_said(part, 10000) for part in (0, 1, 10, 9999, 10000)] == [
        "–",
        "<0.1 %",
        "0.1 %",
        "100.0 %",
        "100.0 %",
    ]
