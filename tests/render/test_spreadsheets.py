"""CSV and Excel: every value is there, no cell is a formula, and the bytes do not depend on the day."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

from cdiff import pipeline
from cdiff.comparing import compare
from cdiff.core.model import TALLIED, Change, Clause, Comparison, Document, Edit, Link, Version
from cdiff.core.printable import safe
from cdiff.features.compare.sheets import COLUMNS, comparison_sheets
from cdiff.features.compare.told import COMPARISON, Told
from cdiff.features.table.told import TABLE
from cdiff.pipeline.chains import table
from cdiff.telling.csv import csv_file
from cdiff.telling.sheets import MARKER, Sheet, Words
from cdiff.telling.table_cells import paragraphs
from cdiff.telling.xlsx import LIMIT, fitted
from tests.drafts import documents, pairs, wild
from tests.support import version

SOME = settings(max_examples=settings().max_examples // 4)
PAPER = {"old_citation": "Old", "new_citation": "New", "kind": "Kind", "part": "Part", "by": "Tracked by"} | {
    "old_text": "Similarity",  # the texts are looked at below
    "new_text": "Similarity",
}
"""The columns that a workbook has in words."""
FORMULAS = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "'=1")


def workbook(comparison: Comparison) -> bytes:
    return COMPARISON.write(told(comparison), "xlsx")


def told(comparison: Comparison) -> Told:
    """Tell every change, the unchanged clauses too."""
    return Told(comparison, pipeline.Selection(only=TALLIED))


def cells(comparison: Comparison) -> list[list[object]]:
    """Give the plain values of the rows, each behind its number."""
    sheet = comparison_sheets(comparison, pipeline.summarise(comparison), told(comparison).weighed_units())[0]
    plain = ([cell.plain if isinstance(cell, Words) else cell for cell in row] for row in sheet.rows)
    return [[at, *row] for at, row in enumerate(plain, 1)]


def value_said(value: object) -> str:
    """Write one value into a cell of CSV, and read the cell back."""
    return rows(csv_file(Sheet("One", ("value",), [(value,)], numbered=False)))[1][0]  # type: ignore[list-item]


def sheet(data: bytes, name: str = "Changes", *, rich: bool = False) -> Any:
    return load_workbook(io.BytesIO(data), rich_text=rich)[name]


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def hostile() -> Comparison:
    old = "A draft of rules\n\n1. =cmd() runs.\n\n2. The States @here report on http://example.org.\n"
    new = "A draft of rules\n\n1. =cmd() ran\x1b[31m away.\n\n2. The States @here agree on http://example.org.\n"
    return compare(version(old, "=old"), version(new, "+new"))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_value_is_a_formula(text: str) -> None:
    assert value_said(text) == f"'{safe(text)}"


@given(wild)
def test_a_value_can_be_read_back(text: str) -> None:
    said = value_said(text)
    assert said.removeprefix("'") == safe(text)
    assert not said.lstrip().startswith(("=", "+", "-", "@"))


@given(pairs())
@SOME
def test_csv_has_a_row_per_change(texts: tuple[str, str]) -> None:
    comparison = compare(version(texts[0], "old"), version(texts[1], "new"))
    found = rows(COMPARISON.write(told(comparison), "csv"))
    assert tuple(found[0]) == (MARKER, *COLUMNS)
    assert [[value_said(value) for value in row] for row in cells(comparison)] == found[1:]


def test_words_inserted_and_deleted_are_counted() -> None:
    comparison = compare(
        version("A draft\n\n1. The States shall report - each year.\n", "old"),
        version("A draft\n\n1. The States should report each single year.\n", "new"),
    )
    row = dict(zip(*rows(COMPARISON.write(Told(comparison), "csv"))[:2], strict=True))
    assert (row["words_deleted"], row["words_inserted"], row["kind"]) == ("1", "2", "modified")


@given(documents(), documents())
@SOME
def test_excel_holds_anything_as_text(old: Document, new: Document) -> None:
    comparison = compare(old, new)
    found = sheet(workbook(comparison))
    wanted = cells(comparison)
    heads = [cell.value for cell in found[1]]
    assert found.max_row == len(wanted) + 1
    for at, row in enumerate(wanted, 1):
        for head, value in zip((MARKER, *COLUMNS), row, strict=True):
            cell = found[at + 1][heads.index(PAPER.get(head, head))]
            assert cell.data_type != "f"
            if isinstance(value, str) and head not in ("kind", "part", "old_text", "new_text"):
                assert (cell.value or "") == safe(value)


def test_a_workbook_is_read_by_people_and_has_the_columns_of_programs_at_the_right() -> None:
    data = workbook(compare(version("1. One two three.\n", "old"), version("1. One two four five.\n", "new")))
    found = sheet(data)
    heads = [cell.value for cell in found[1]]
    assert heads[:5] == ["Old", "New", "Kind", "Part", "Old text: old"]
    assert heads[heads.index("Similarity") + 1 :][:3] == ["Why it matters", "Tracked by", MARKER]
    assert found.cell(2, heads.index("Similarity") + 1).number_format == "0.00"
    assert found.cell(2, 3).value == "modified"
    summary = sheet(data, "Summary")
    assert [cell.value for cell in summary[1]][:4] == ["Part", "Title", "Unchanged", "Editorial"]


def test_excel_marks_the_words_and_writes_no_formula_and_no_link() -> None:
    data = workbook(hostile())
    found = sheet(data, rich=True)
    values = {cell.value for row in found for cell in row if isinstance(cell.value, str)}
    assert any(value.startswith("=cmd()") for value in map(str, [cell.value for cell in found["E"]]))
    assert "=old" in values
    assert [cell.quotePrefix for cell in found["E"] if str(cell.value).startswith("=cmd()")] == [True]
    assert not [cell for row in found for cell in row if cell.data_type == "f" or cell.hyperlink]
    rich = [cell.value for cell in found["E"] if isinstance(cell.value, CellRichText)]
    assert rich
    assert "\\x1b[31m" in "".join(map(str, [cell.value for cell in found["F"]]))


def test_a_text_longer_than_a_cell_says_what_is_missing() -> None:
    long = "word " * 10_000
    comparison = compare(
        version(f"A draft\n\n1. The {long} end.\n", "old"), version(f"A draft\n\n1. Our {long} end.\n", "new")
    )
    for column in "EF":
        values = [str(cell.value) for cell in sheet(workbook(comparison))[column] if cell.value]
        longest = max(values, key=len)
        assert len(longest) <= LIMIT
        assert longest.endswith("more characters do not fit into a cell]")
    assert long.strip() in COMPARISON.write(Told(comparison), "csv").decode()


@pytest.mark.parametrize("sign", ["x", "é", "移", "🜁"])
def test_what_is_cut_fits_whatever_its_script(sign: str) -> None:
    text = fitted(sign * 40_000)
    assert len(text.encode("utf-16-le")) // 2 <= LIMIT
    kept = text.count(sign)
    assert f"[{40_000 - kept} more characters" in text
    assert fitted(sign * 1000) == sign * 1000


def test_every_row_is_as_high_as_its_texts_and_the_head_stays() -> None:
    """LibreOffice prints wrapped texts over each other where a row does not say its height."""
    long = "The States shall report to each other on every measure that they take. " * 8
    data = workbook(compare(version(f"1. {long}\n", "old"), version(f"1. {long}Now.\n\n2. No.\n", "new")))
    found = sheet(data)
    heights = [found.row_dimensions[at].height for at in range(1, found.max_row + 1)]
    assert heights[1] >= 15 * len(long) / 80
    assert heights[2] is None
    assert found.freeze_panes == "C2"
    assert found.print_area == f"'Changes'!$A$1:$I${found.max_row}"
    highest = workbook(compare(version(f"1. {long * 9}\n", "old"), version("1. No.\n", "new")))
    assert sheet(highest).row_dimensions[2].height == pytest.approx(409, abs=1)


def test_a_text_from_right_to_left_is_set_so() -> None:
    arabic = "1. نلتزم بتيسير عودة المهاجرين في أمان وكرامة.\n"
    for text, rtl in ((arabic, True), ("1. The States shall report.\n", None)):
        found = sheet(workbook(compare(version(text, "old"), version(text, "new"))))
        assert found.sheet_view.rightToLeft == rtl


def test_a_text_that_is_wholly_other_is_wrapped_too() -> None:
    clauses = [Clause("1", "paragraph", "1.", text) for text in ("Gone", "Come")]
    edits = (Edit("delete", "Gone"), Edit("insert", "Come"))
    change = Change("modified", (clauses[0],), (clauses[1],), edits, link=Link((0,), (0,), 0.3))
    old, new = (Version(label, Document((clause,))) for label, clause in zip(("old", "new"), clauses, strict=True))
    found = sheet(workbook(Comparison(old, new, (change,))))
    assert [found[f"{name}2"].font.strike for name in "EF"] == [True, None]
    assert [found[f"{name}2"].alignment.wrap_text for name in "EF"] == [True, True]


def test_a_workbook_knows_no_clock() -> None:
    data = workbook(hostile())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert data == workbook(hostile())


def test_the_workbook_says_what_the_texts_are() -> None:
    old = version("A draft\n\n1. One.\n", "draft3", status="reconstruction", note="Beware.")
    data = workbook(compare(old, version("A draft\n\n1. Two.\n", "final", status="official")))
    said = " ".join(str(cell.value) for row in sheet(data, "About") for cell in row)
    assert "draft3 is a reconstruction, not an official text. Beware." in said
    heads = [cell.value for cell in sheet(data)[1]]
    assert heads[4:6] == ["Old text: draft3 (reconstruction)", "New text: final (official)"]


@given(pairs())
@SOME
def test_a_table_is_the_same_in_both(texts: tuple[str, str]) -> None:
    versions = [version(text, label) for text, label in zip(texts, ("old", "new"), strict=True)]
    whole = table(versions)
    found = rows(TABLE.write(whole, "csv"))
    cells = sheet(TABLE.write(whole, "xlsx"), "Table")
    assert len(found) == len(whole.rows) + 1 == cells.max_row
    for at, row in enumerate(whole.rows, 1):
        for place, cell in enumerate(row.cells):
            plain = "\n".join("".join(edit.text for edit in edits) for edits in paragraphs(cell))
            assert (cells.cell(at + 1, 3 * place + 3).value or "") == safe(plain)
