"""PDFs as a whole: wherever letters stand, none is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cdiff.reading.pdf.pdfium import pages_of
from tests.read.pdf_maker import Sheet, body, make, read


def test_no_letter_is_lost() -> None:
    one = body(Sheet().text(72, 90, "Text").text(97, 86, "1", 6).turned(20, 500, "COPY"), 1)
    one.text(72, 700, "__________").text(72, 712, "1", 5).text(78, 715, "A note", 8).text(72, 800, "1")
    two = body(Sheet().rule(96, 117, 120, 117), 2).text(72, 800, "2")
    data = make(one, two)
    content = read(one, two)
    drawn = Counter(
        letter for page in pages_of(data, "draft.pdf", 9) for run in page.runs for letter in run.text if letter != " "
    )
    told = [block.text + block.label + block.note for block in content.blocks]
    told += [removed.text for removed in content.removed if removed.text != "COPY"]
    assert Counter("".join(told).replace(" ", "").replace("[^1]", "1")) == drawn


Place = tuple[int, int]
Words = list[tuple[Place, int, int]]
Rules = list[tuple[Place, int, bool]]
PLACE = st.tuples(st.sampled_from((40, 180, 320, 460)), st.integers(3, 50).map(lambda y: 16 * y))
"""Words do not overlap: a letter that is drawn over its like is one letter to PDFium."""
END = st.tuples(st.integers(4, 50).map(lambda x: 10 * x), st.integers(4, 80).map(lambda y: 10 * y))
PAGE = st.tuples(
    st.lists(st.tuples(PLACE, st.integers(1, 3), st.sampled_from((7, 10, 14))), max_size=40),
    st.lists(st.tuples(END, st.integers(2, 45), st.booleans()), max_size=12),
)


@given(st.lists(PAGE, min_size=1, max_size=3))
def test_wherever_words_and_lines_stand_no_letter_is_lost(pages: list[tuple[Words, Rules]]) -> None:
    sheets, drawn = [], Counter[str]()
    for number, (words, rules) in enumerate(pages):
        sheet = Sheet()
        for at, ((x, y), count, size) in enumerate({row[0]: row for row in words}.values()):
            said = " ".join(f"{chr(97 + at % 26)}{chr(97 + at // 26)}{chr(97 + number)}q" for _ in range(count))
            sheet.text(x, y, said, size)
            drawn.update(said.replace(" ", ""))
        for (x, y), length, flat in rules:
            sheet.rule(x, y, *((x + 10 * length, y) if flat else (x, y + 10 * length)))
        sheets.append(sheet)
    sheets.append(Sheet().text(200, 400, "A page of its own."))
    drawn.update("Apageofitsown.")
    content = read(*sheets)
    told = [block.text for block in content.blocks] + [removed.text for removed in content.removed]
    assert Counter("".join(told).replace(" ", "").replace("|", "")) == drawn
