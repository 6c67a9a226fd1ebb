"""From paragraphs to blocks: headings, labels of cells, struck words."""

from __future__ import annotations

from cdiff.core.model import Reading, Source
from cdiff.parsing import parse
from tests.read.pdf_maker import FULL, Sheet, body, read


def test_headings_by_bold_and_larger_type() -> None:
    sheet = Sheet().text(72, 60, "The title", 18).text(72, 85, "A part", 10, "F2")
    blocks = read(body(sheet, 1, 110)).blocks
    assert [block.heading for block in blocks] == [1, 2, 0]


def test_it_parses_like_the_text() -> None:
    sheet = Sheet().text(72, 100, "1.").lines(96, 100, [FULL[4:], "the rest:"])
    sheet.text(96, 136, "(a)").text(130, 136, "One;").text(96, 160, "(b)").text(130, 160, "Two.")
    content = read(sheet)
    reading = Reading(Source("draft.pdf", content.media_type, "", b""), content.blocks)
    assert [clause.label for clause in parse(reading, "plain")] == ["1.", "(a)", "(b)"]
