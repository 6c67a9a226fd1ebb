"""Tables with rules: cells, rows, high cells, page ends."""

from __future__ import annotations

from tests.read.pdf_maker import Sheet, body, texts


def test_tables_are_read_row_by_row() -> None:
    sheet = body(Sheet(), 1, 100)
    for y in (200, 230, 260):
        sheet.rule(72, y, 480, y)
    for x in (72, 200, 480):
        sheet.rule(x, 200, x, 260)
    sheet.text(80, 212, "Article 1").lines(208, 212, ["Delete the words", "of the draft."])
    sheet.text(80, 245, "Article 2").text(208, 245, "Insert a comma.")
    assert texts(sheet)[1:] == ["Article 1 | Delete the words of the draft.", "Article 2 | Insert a comma."]


def test_a_line_between_cells_parts_them_however_close() -> None:
    sheet = Sheet()
    for y in (100, 120, 160):
        sheet.rule(72, y, 472, y)
    sheet.rule(272, 100, 272, 160)
    sheet.text(76, 114, "Proposal").text(274, 114, "Amendment")
    sheet.text(76, 134, "these are thirty-two letters 3 2").text(274, 134, "and more").text(274, 146, "of them")
    assert texts(sheet) == ["Proposal | Amendment", "these are thirty-two letters 3 2 | and more of them"]


def test_a_row_keeps_to_the_columns_above_although_its_cells_are_set_at_other_heights() -> None:
    sheet = Sheet()
    for y in (100, 120, 160):
        sheet.rule(72, y, 472, y)
    sheet.text(76, 114, "Document title").text(272, 114, "Symbol")
    sheet.text(76, 134, "Matters arising").text(272, 140, "A/2018/3").text(76, 146, "since last time")
    assert texts(sheet) == ["Document title | Symbol", "Matters arising since last time | A/2018/3"]


def test_a_line_below_a_head_may_be_in_pieces() -> None:
    sheet = Sheet().rule(72, 100, 472, 100).rule(72, 120, 268, 120).rule(272, 120, 472, 120).rule(72, 160, 472, 160)
    sheet.text(76, 114, "Document title").text(276, 114, "Symbol")
    sheet.text(76, 134, "Matters arising").text(276, 134, "A/2018/3")
    assert texts(sheet) == ["Document title | Symbol", "Matters arising | A/2018/3"]


def ticked(*rows: tuple[str, int]) -> list[str]:
    """Give the texts of a ruled table of three columns, in which each row has a name and one tick."""
    sheet = Sheet()
    for x in (72, 172, 322, 472):
        sheet.rule(x, 100, x, 120 + 20 * len(rows))
    for at in range(len(rows) + 2):
        sheet.rule(72, 100 + 20 * at, 472, 100 + 20 * at)
    sheet.text(76, 114, "Party").text(176, 114, "Yes").text(326, 114, "No")
    for at, (name, column) in enumerate(rows, 1):
        sheet.text(76, 114 + 20 * at, name).text(26 + 150 * column, 114 + 20 * at, "X")
    return texts(sheet)


def test_an_empty_cell_keeps_its_place_so_that_a_tick_in_another_column_is_a_change() -> None:
    assert ticked(("State A", 1), ("State B", 2)) == ["Party | Yes | No", "State A | X |", "State B |  | X"]
    assert ticked(("State A", 2), ("State B", 2)) == ["Party | Yes | No", "State A |  | X", "State B |  | X"]


def test_a_cell_may_be_as_high_as_several_rows() -> None:
    sheet = Sheet().rule(72, 100, 472, 100).rule(172, 140, 472, 140).rule(72, 180, 472, 180)
    for x in (72, 172, 322, 472):
        sheet.rule(x, 100, x, 180)
    sheet.text(76, 138, "Two rows").text(76, 150, "high").rule(326, 135, 456, 135)
    sheet.text(176, 114, "b1").text(326, 114, "c1").text(326, 132, "goes on here").text(176, 154, "b2").text(
        326, 154, "c2"
    )
    assert texts(sheet) == ["Two rows high | b1 | c1 goes on here", "b2 | c2"]


def table(sheet: Sheet, y: float, *rows: tuple[str, str]) -> Sheet:
    """A table with lines around every cell."""
    bottom = y + 20 * len(rows)
    for at in range(len(rows) + 1):
        sheet.rule(72, y + 20 * at, 472, y + 20 * at)
    sheet.rule(272, y, 272, bottom)
    for at, (left, right) in enumerate(rows):
        sheet.text(76, y + 14 + 20 * at, left).text(276, y + 14 + 20 * at, right)
    return sheet


def test_a_row_that_a_page_end_cuts_in_two_is_put_together() -> None:
    one = table(Sheet(), 700, ("First", "row."), ("Goes on", "as this cell"))
    two = table(Sheet(), 80, ("to its end.", "does."), ("Last", "row."))
    assert texts(one, two) == ["First | row.", "Goes on to its end. | as this cell does.", "Last | row."]


def test_a_row_that_begins_on_a_page_is_one_of_its_own() -> None:
    one = table(Sheet(), 700, ("First", "row."), ("(a)", "the first of them"))
    two = table(Sheet(), 80, ("(b)", "the second of them"), ("Last", "row."))
    assert texts(one, two) == ["First | row.", "the first of them", "the second of them", "Last | row."]


def test_a_row_whose_first_cell_had_room_for_the_next_is_one_of_its_own() -> None:
    one = table(Sheet(), 700, ("First", "row."), ("Parties", "all of the measures of the towns"))
    two = table(Sheet(), 80, ("Bureau", "registers of all"), ("Last", "row."))
    assert texts(one, two)[1:3] == ["Parties | all of the measures of the towns", "Bureau | registers of all"]


def test_small_letters_that_had_room_go_on_with_no_row_where_another_cell_begins_anew() -> None:
    def rows(first: str, second: str) -> list[str]:
        one = table(Sheet(), 700, ("First", "row."), (first, second))
        return texts(one, table(Sheet(), 80, ("Bureau of keys", "registers of all"), ("Last", "row.")))[1:-1]

    filled, full = "Means that the house has for the", "Measures that it takes for its"
    assert rows(filled, "Duties") == [f"{filled} | Duties", "Bureau of keys | registers of all"]
    assert rows(filled, full) == [f"{filled} Bureau of keys | {full} registers of all"]


def ruled(*between: tuple[float, float, str], gap: float = 20, count: int = 3) -> list[str]:
    """Rules as wide as the text, at a distance, and words between them."""
    sheet = Sheet()
    for at in range(count):
        sheet.rule(72, 100 + gap * at, 472, 100 + gap * at)
    for x, y, words in between:
        sheet.text(x, y, words)
    return texts(sheet)


def test_two_rules_without_lines_between_columns_are_no_table() -> None:
    assert not any("|" in text for text in ruled((76, 114, "Term"), (272, 114, "Meaning"), count=2))
    assert ruled((76, 114, "Term"), (272, 114, "Meaning"), (76, 134, "Ship"), (272, 134, "A boat")) == [
        "Term | Meaning",
        "Ship | A boat",
    ]


def test_rules_that_end_at_other_places_belong_to_no_table() -> None:
    sheet = Sheet().rule(72, 100, 472, 100).rule(81, 120, 472, 120).rule(72, 140, 463, 140)
    sheet.text(90, 114, "Term").text(272, 114, "Meaning").text(90, 134, "Ship").text(272, 134, "A boat")
    assert not any("|" in text for text in texts(sheet))


def test_labels_that_hang_between_two_rules_are_no_column() -> None:
    sheet = Sheet().rule(72, 60, 520, 60).rule(72, 300, 520, 300).rule(72, 320, 520, 320)
    for at, name in enumerate(("rivers", "hills", "roads")):
        sheet.text(72, 80 + 40 * at, f"{at + 1}.").lines(110, 80 + 40 * at, [f"The {name} of it", "and more."])
    assert texts(sheet) == [
        "1. The rivers of it and more.",
        "2. The hills of it and more.",
        "3. The roads of it and more.",
    ]


def test_underlined_and_struck_paragraphs_are_no_table() -> None:
    sheet = Sheet().rule(72, 780, 520, 780)
    for at, name in enumerate(("rivers", "hills", "roads")):
        y = 80 + 40 * at
        sheet.text(72, y, f"{at + 1}.").text(110, y, f"The {name} of all the land that lies").rule(
            72, y + 1.5, 350, y + 1.5
        )
        sheet.rule(72, y - 3, 350, y - 3)
    assert [text[:8] for text in texts(sheet)] == ["1. The r", "2. The h", "3. The r"]


def test_a_table_right_below_another_has_columns_of_its_own() -> None:
    sheet = body(Sheet(), 1, 100)
    for y in (200, 220, 240, 248, 268, 288):
        sheet.rule(72, y, 480, y)
    for x, top in ((72, 200), (270, 200), (480, 200), (72, 248), (180, 248), (380, 248), (480, 248)):
        sheet.rule(x, top, x, top + 40)
    sheet.text(76, 214, "A party").text(274, 214, "all of the costs that it has")
    sheet.text(76, 234, "A state").text(274, 234, "none of them")
    sheet.text(76, 262, "A party").text(184, 262, "costs that it has had so far").text(384, 262, "12")
    sheet.text(76, 282, "A state").text(184, 282, "none").text(384, 282, "13")
    assert texts(sheet)[1:] == [
        "A party | all of the costs that it has",
        "A state | none of them",
        "A party | costs that it has had so far | 12",
        "A state | none | 13",
    ]


def grid(sheet: Sheet, y: float, edges: tuple[int, ...], *rows: tuple[str, ...], cut: bool = False) -> Sheet:
    """Put a table with a line around each cell on a sheet; a page end may cut its last row, without a rule there."""
    for at, row in enumerate(rows):
        top = y + 20 * at
        sheet.rule(edges[0], top, edges[-1], top)
        for edge in edges:
            sheet.rule(edge, top, edge, top + 20)
        for edge, cell in zip(edges, row, strict=False):
            sheet.text(edge + 4, top + 14, cell)
    bottom = y + 20 * len(rows)
    return sheet if cut else sheet.rule(edges[0], bottom, edges[-1], bottom)


def test_what_stands_between_two_tables_of_one_width_is_neither() -> None:
    sheet = grid(Sheet(), 80, (72, 172, 472), ("First", "table"), ("of two", "rows"))
    grid(sheet, 160, (72, 272, 372), ("Another", "one"), ("in", "between"))
    sheet.text(72, 240, "A heading").text(72, 260, "a line of text that ends here.")
    grid(sheet, 290, (72, 322, 472), ("Third", "table"), ("goes", "on"))
    assert texts(sheet) == [
        "First | table", "of two | rows", "Another | one", "in | between", "A heading",
        "a line of text that ends here.", "Third | table", "goes | on",
    ]  # fmt: skip


def test_a_row_that_a_page_end_cuts_may_have_no_rule_there() -> None:
    edges = (72, 172, 322, 472)
    one = grid(Sheet(), 700, edges, ("State", "Measures", "2016"), ("Party A", "all of the", "4.5"), cut=True)
    two = Sheet().text(176, 94, "measures").rule(72, 100, 472, 100)
    for edge in edges:
        two.rule(edge, 80, edge, 100)
    grid(two, 100, edges, ("Party B", "none", "1.5"))
    assert texts(one, two) == ["State | Measures | 2016", "Party A | all of the measures | 4.5", "Party B | none | 1.5"]


def test_cells_that_all_begin_small_show_no_row_that_goes_on() -> None:
    one = grid(Sheet(), 740, (72, 142, 472), ("Party", "Measures"), ("Party ABCD", "all of the measures"))
    two = grid(Sheet(), 80, (72, 142, 472), ("Bureau", "registers of all"))
    assert texts(one, two)[1:] == ["Party ABCD | all of the measures", "Bureau | registers of all"]


def test_a_row_with_a_number_on_both_pages_is_two() -> None:
    one = grid(Sheet(), 740, (72, 142, 352, 382), ("Party", "Measures", "2016"), ("Party ABCD", "All of them", "444"))
    two = grid(Sheet(), 80, (72, 142, 352, 382), ("Bureau", "registers of all", "555"))
    assert texts(one, two)[1:] == ["Party ABCD | All of them | 444", "Bureau | registers of all | 555"]
