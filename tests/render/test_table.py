"""The table of versions: every format shows the words of every cell, and what changed in them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree, html

from cdiff.core.model import Cell, Evidence, Table
from cdiff.core.printable import safe
from cdiff.core.records import replace
from cdiff.features.table.docx import table_docx
from cdiff.features.table.html import table_html
from cdiff.features.table.told import TABLE, table_data
from cdiff.pipeline.chains import table
from cdiff.telling.change_labels import cited
from cdiff.telling.layout import width_of
from cdiff.telling.table_cells import cell_kinds, paragraphs
from cdiff.telling.terminal import Display
from tests.drafts import pairs
from tests.support import flat, version

SOME = settings(max_examples=settings().max_examples // 4)
WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}

OLD = "A draft of rules\n\n1. The States shall report.\n\n2. <script>alert(1)</script> & [red] | =cmd() \u202e **x**.\n"
NEW = "A draft of rules\n\n1. The States should report.\n\n3. Consular posts assist nationals lost abroad.\n"


def hostile() -> Table:
    old = version(OLD, "<old>", status="reconstruction", title="A <b>draft</b>", words="attested")
    return table([old, version(NEW, "new", status="official"), version(NEW, "newer")])


def wanted(cell: Cell) -> list[str]:
    """Give the paragraphs of a cell as text: its title, then its words."""
    title = flat(f"{safe(cited(cell.clauses))} {cell_kinds(cell)}")
    return [title] * bool(title) + [flat(safe("".join(edit.text for edit in edits))) for edits in paragraphs(cell)]


def read_html(whole: Table) -> Any:
    return html.document_fromstring(table_html(whole, command="cdiff table <x>").encode())


def document(whole: Table) -> Any:
    with zipfile.ZipFile(io.BytesIO(table_docx(whole))) as package:
        return etree.fromstring(package.read("word/document.xml"))


def check_html(whole: Table) -> None:
    rows = read_html(whole).xpath("//tbody/tr[not(@class='gap')]")
    assert len(rows) == len(whole.rows)
    for found, row in zip(rows, whole.rows, strict=True):
        for node, cell in zip(found.xpath("./td"), row.cells, strict=True):
            assert [flat(each.text_content()) for each in node.xpath("./p")] == wanted(cell)


def check_docx(whole: Table) -> None:
    rows = document(whole).xpath("//w:tbl/w:tr", namespaces=WORD)[1:]
    assert len(rows) == len(whole.rows)
    for found, row in zip(rows, whole.rows, strict=True):
        for node, cell in zip(found.xpath("./w:tc", namespaces=WORD), row.cells, strict=True):
            texts = [flat("".join(each.itertext())) for each in node.xpath("./w:p", namespaces=WORD)]
            assert texts == (wanted(cell) or [""])


@given(pairs())
@SOME
def test_every_cell_is_there(texts: tuple[str, str]) -> None:
    whole = table([version(texts[0], "a"), version(texts[1], "b"), version(texts[0], "c")])
    check_html(whole)
    check_docx(whole)


def test_the_page_shows_what_changed_and_names_the_rest() -> None:
    texts = [f"1. One.\n\n2. Two.\n\n3. Three{word}.\n\n4. Four.\n" for word in ("", " now")]
    page = read_html(table([version(text, label) for text, label in zip(texts, "ab", strict=True)]))
    rows = page.xpath("//tbody/tr")
    assert [(row.get("class"), flat(row.xpath("string(.//p[@class='cite'])"))) for row in rows] == [
        ("quiet", "1"),
        ("quiet", "2"),
        ("gap", ""),
        (None, "3"),
        ("quiet", "4"),
        ("gap", ""),
    ]
    assert [flat(row.text_content()) for row in rows if row.get("class") == "gap"] == [
        "2 unchanged clauses, 1 to 2",
        "1 unchanged clause, 4",
    ]
    assert page.xpath("//td/@data-label")[:2] == ["a", "b"]


def test_hostile_words_are_words() -> None:
    whole = hostile()
    check_html(whole)
    check_docx(whole)
    assert "\u202e" not in table_html(whole)
    assert not read_html(whole).xpath("//body//script | //td//b | //img")


def test_the_page_reaches_nothing_and_runs_nothing() -> None:
    page = read_html(hostile())
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "style-src 'sha256-" in policy
    assert [each for each in page.xpath("//@href | //@src") if not each.startswith(("#", "data:,"))] == []
    assert page.xpath("//meta[@name='generator']/@content")[0].startswith("cdiff ")
    assert not page.xpath("//@style")


@pytest.mark.parametrize("format_", TABLE.formats)
def test_the_same_table_gives_the_same_bytes(format_: str) -> None:
    assert TABLE.write(hostile(), format_) == TABLE.write(hostile(), format_)


def test_the_word_file_repeats_its_head_and_marks_what_changed() -> None:
    root = document(hostile())
    assert len(root.xpath("//w:tblHeader", namespaces=WORD)) == 1
    marked = {
        name: {"".join(run.itertext()).strip() for run in root.xpath(f"//w:tbl//w:r[w:rPr/w:{name}]", namespaces=WORD)}
        for name in ("strike", "u")
    }
    assert "shall" in marked["strike"]
    assert "should" in marked["u"]
    size = root.xpath("//w:pgSz/@w:w", namespaces=WORD)[0]
    assert size == "16838"


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = TABLE.show(hostile(), Display(width))
    assert max(map(width_of, text.split("\n"))) <= width
    assert "[-shall-]{+should+}" in flat(text)
    assert "<old> is a reconstruction, not an official text." in flat(text)
    assert "\u202e" not in text


def test_a_cell_says_what_of_its_words_is_known() -> None:
    lost = replace(version(OLD, "lost", words="carried"), evidence=(Evidence("attested", "1", "The States"),))
    whole = table([lost, version(OLD, "agreed")])
    shown = flat(TABLE.printed(whole, "markdown"))
    assert "known of it: “The States”" in shown
    assert "wording not known" in shown
    cells = read_html(whole).xpath("//td")
    one = [cell for cell in cells if cell.xpath(".//a")[0].text == "2"]
    assert ["same" in (cell.get("class") or "") for cell in one] == [True, False]
    row = next(row for row in table_data(whole)["rows"] if row["lineage"] == "lost/1")
    assert [row["versions"][label]["known"] for label in ("lost", "agreed")] == [False, True]
