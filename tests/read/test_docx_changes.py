"""Tracked changes: what each side reads, and who did what when."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.core.model import Revision
from cdiff.reading.content import Content
from cdiff.reading.docx import read_docx
from cdiff.reading.options import ReadOptions
from tests.read.docx_files import changed, definition, docx, level, listed, mark, num, p, r, table

DATE = "2018-02-05T10:00:00Z"
NUMBERING = definition(1, level(0, "decimal", "%1.")) + num(1, 1)


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def sides(body: str, **others: str) -> tuple[Content, Content]:
    """Read the original and the accepted side."""
    data = docx(body, **others)
    return read_docx(data, "a.docx", ReadOptions(revisions="original")), read_docx(data, "a.docx")


def texts(content: Content) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in content.blocks]


def both(body: str, **others: str) -> tuple[list[str], list[str]]:
    original, accepted = sides(body, **others)
    assert original.revisions == accepted.revisions
    return texts(original), texts(accepted)


def test_words_that_came_and_went_with_author_and_date() -> None:
    body = p(
        r("States shall ")
        + changed("del", gone("endeavour to "))
        + changed("ins", r("strive ") + r("to "), "Bob")
        + r("act.")
    )
    original, accepted = sides(body)
    assert (texts(original), texts(accepted)) == (["States shall endeavour to act."], ["States shall strive to act."])
    assert accepted.revisions == (
        Revision("delete", "endeavour to ", "Ann", DATE, 1),
        Revision("insert", "strive to ", "Bob", DATE, 1),
    )


def test_a_move_is_a_deletion_and_an_insertion() -> None:
    body = p(changed("moveTo", r("Moved."))) + p("Middle.") + p(r("Rest. ") + changed("moveFrom", r("Moved.")))
    assert both(body) == (["Middle.", "Rest. Moved."], ["Moved.", "Middle.", "Rest."])


def test_what_came_and_went_again_is_on_neither_side() -> None:
    body = p(r("a ") + changed("ins", r("b ") + changed("del", gone("c "), "Eve")) + r("d"))
    assert both(body) == (["a d"], ["a b d"])
    assert [(each.op, each.text, each.author) for each in sides(body)[1].revisions] == [
        ("insert", "b c ", "Ann"),
        ("delete", "c ", "Eve"),
    ]


def test_a_deleted_mark_joins_and_an_inserted_one_splits() -> None:
    joined = p("Joined first,", mark("del")) + p(" joined second.")
    assert both(joined) == (["Joined first,", "joined second."], ["Joined first, joined second."])
    split = p("Split first.", mark("ins")) + p(" Split second.")
    assert both(split) == (["Split first. Split second."], ["Split first.", "Split second."])
    assert sides(split)[0].revisions == (Revision("insert", "\n", "Ann", DATE, 1),)


def test_whole_paragraphs_come_and_go_with_their_numbers() -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        listed("One.", 1)
        + p(changed("ins", r("New.")), item + mark("ins"))
        + p(changed("del", gone("Old.")), item + mark("del"))
        + p(changed("del", gone("Older.")), item + mark("del"))
        + listed("Last.", 1)
    )
    assert both(body, numbering=NUMBERING) == (
        ["1. One.", "2. Old.", "3. Older.", "4. Last."],
        ["1. One.", "2. New.", "3. Last."],
    )


def test_lines_are_the_same_on_both_sides() -> None:
    body = p("a") + p(changed("ins", r("b")), mark("ins")) + p(changed("del", gone("c")), mark("del")) + p("d")
    original, accepted = sides(body)
    assert [(block.text, block.line) for block in original.blocks] == [("a", 1), ("c", 3), ("d", 4)]
    assert [(block.text, block.line) for block in accepted.blocks] == [("a", 1), ("b", 2), ("d", 4)]


def test_rows_and_cells_come_and_go() -> None:
    def row(text: str, kind: str) -> str:
        return (
            f'<w:tr><w:trPr><w:{kind} w:id="1" w:author="Ann" w:date="{DATE}"/></w:trPr><w:tc>{p(text)}</w:tc></w:tr>'
        )

    cell = f'<w:tc><w:tcPr><w:cellIns w:id="1" w:author="Ann"/></w:tcPr>{p("cell")}</w:tc>'
    rows = f"<w:tbl>{row('old', 'del')}{row('new', 'ins')}<w:tr><w:tc>{p('kept')}</w:tc>{cell}</w:tr></w:tbl>"
    assert both(rows + p("end")) == (["old", "kept", "end"], ["new", "kept | cell", "end"])


def test_nothing_joins_across_the_end_of_a_cell() -> None:
    assert both(table([p("a", mark("del")), p("b")]))[1] == ["a | b"]


def test_a_list_that_came_with_a_change_is_not_on_the_original_side() -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:id="1" w:author="Ann"/></w:numPr>'
    assert both(p("a", item), numbering=NUMBERING) == (["a"], ["1. a"])
    before = '<w:pPrChange w:id="1" w:author="Ann"><w:pPr/></w:pPrChange>'
    assert both(listed("a", 1, more=before), numbering=NUMBERING) == (["a"], ["1. a"])


def test_a_note_whose_mark_went_is_not_counted() -> None:
    def note(identity: int, text: str) -> str:
        return f'<w:footnote w:id="{identity}">{p(text)}</w:footnote>'

    first = changed("del", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    body = p(r("x") + first + r(" y") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    footnotes = note(1, changed("del", gone("one"))) + note(2, "two")
    assert both(body, footnotes=footnotes) == (["x[^1] y[^2]", "one", "two"], ["x y[^1]", "two"])


WORDS = st.sampled_from(["shall ", "may ", "States ", "act ", "not "])
PIECES = st.lists(st.tuples(st.sampled_from(["", "ins", "del", "moveTo", "moveFrom"]), WORDS), max_size=6)
PARAGRAPHS = st.lists(st.tuples(PIECES, st.sampled_from(["", "ins", "del"])), min_size=1, max_size=6)


@settings(deadline=None, derandomize=True)
@given(PARAGRAPHS)
def test_each_side_has_exactly_its_words(paragraphs: list[tuple[list[tuple[str, str]], str]]) -> None:
    """What is kept or came is accepted; what is kept or went is original; nothing else is on either side."""
    body = "".join(
        p("".join(changed(kind, r(text)) if kind else r(text) for kind, text in pieces), mark(kind) if kind else "")
        for pieces, kind in paragraphs
    )
    original, accepted = sides(body)
    for content, out in ((original, ("ins", "moveTo")), (accepted, ("del", "moveFrom"))):
        words = [text for pieces, _ in paragraphs for kind, text in pieces if kind not in out]
        assert " ".join(block.text for block in content.blocks).split() == "".join(words).split()
