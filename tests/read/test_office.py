"""What Word and OpenDocument share: which words count, and when the cells of a row are one block."""

from __future__ import annotations

import pytest

from cdiff.core.model import Block
from cdiff.core.records import replace
from cdiff.reading.office import (
    FREE,
    HIDDEN,
    PLAIN,
    ParagraphBuilder,
    ReadingLog,
    RunFormat,
    TableRows,
    TextContext,
    TrackedChange,
)
from cdiff.reading.options import ReadOptions
from cdiff.reading.text import STRUCK

INSERTED = TrackedChange("insert", "Ann", "2018-02-05")
DELETED = TrackedChange("delete", "Bo", "")


def row(*cells: list[Block]) -> list[Block]:
    blocks: list[Block] = []
    rows = TableRows(blocks)
    rows.start_table()
    rows.start()
    for cell in cells:
        blocks += cell
        rows.end_cell()
    rows.end()
    rows.end_table()
    return blocks


def test_the_side_of_the_tracked_changes_decides_which_words_count() -> None:
    accepted, original = ReadingLog(ReadOptions()), ReadingLog(ReadOptions(revisions="original"))
    assert accepted.counts((INSERTED,))
    assert not accepted.counts((INSERTED, DELETED))
    assert original.counts((DELETED,))
    assert not original.counts((DELETED, INSERTED))


def test_why_words_are_set_aside() -> None:
    struck = ReadOptions(struck="deleted")
    assert ReadingLog(ReadOptions()).aside(FREE, RunFormat(struck=True)) == ""
    assert ReadingLog(struck).aside(FREE, RunFormat(struck=True)) == STRUCK
    assert ReadingLog(replace(struck, revisions="original")).aside(FREE, RunFormat(struck=True)) == ""
    assert ReadingLog(struck).aside(TextContext(aside="a header"), RunFormat(hidden=True)) == "a header"
    assert ReadingLog(struck).aside(FREE, RunFormat(hidden=True)) == HIDDEN


def test_runs_of_one_tracked_change_are_one_row() -> None:
    log = ReadingLog(ReadOptions())
    draft = ParagraphBuilder(log)
    for text, changes in (("a ", ()), ("b", (INSERTED,)), ("c", (INSERTED,)), (" d", (DELETED,)), ("e", (INSERTED,))):
        draft.take(text, TextContext(changes), PLAIN, 3, 1)
    draft.end_line(3)
    assert draft.text == "a bce"
    assert [(each.op, each.text, each.author) for each in log.revisions] == [
        ("insert", "bc", "Ann"),
        ("delete", " d", "Bo"),
        ("insert", "e", "Ann"),
    ]
    assert (draft.line, draft.page) == (3, 1)


@pytest.mark.parametrize("label", ["1", "12.3", "(a)", "[b]", "iv."])
def test_a_number_beside_one_text_is_its_label(label: str) -> None:
    assert row([Block(label, 4, 2)], [Block("text", 5)]) == [Block("text", 4, 2, label=label)]


def test_short_cells_are_one_block() -> None:
    cells = row([Block("a", 1)], [Block("b", 2, label="2.")], [Block("c", 3)])
    assert [block.text for block in cells] == ["a | 2. b | c"]


def test_long_cells_and_headings_stay_apart() -> None:
    assert len(row([Block("a", 1), Block("b", 2)], [Block("c", 3)])) == 3
    assert len(row([Block("a", 1, heading=1)], [Block("c", 3)])) == 2


def test_all_that_stands_beside_a_number_is_of_that_number() -> None:
    first, second = Block("the first", 5), Block("the second", 6)
    assert row([Block("(a)", 4, 2)], [first, second]) == [Block("the first", 5, 2, label="(a)"), second]
    assert row([Block("—", 4, 2)], [first, second]) == [Block("the first", 5, 2), second]
    assert row([Block("—", 4, 2)], [first]) == [Block("the first", 4, 2)]
