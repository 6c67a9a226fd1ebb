"""The redline in the issued file: the old Word file itself, with nothing touched but for tracked changes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.reading import ReadOptions
from cdiff.reading.docx import read_docx
from cdiff.reading.repacked import repacked
from tests.read.docx_files import changed, definition, docx, level, listed, num, p, parts_of, r, style, table, zipped
from tests.render.issued import made, prove, redline, said, version
from tests.render.redline_walk import opened
from tests.support import run

NUMBERS = definition(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")) + num(1, 1)
STYLES = style("Normal") + style("Heading1", name="heading 1") + style("FootnoteReference", kind="character")
NOTE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
ONE, TWO, THREE = (
    "States shall report every year to the assembly.",
    "The secretariat may publish the reports in full.",
    "Observers attend the public meetings of the committee.",
)


def note(identity: int, text: str) -> str:
    return f'<w:footnote w:id="{identity}">{p("<w:r><w:footnoteRef/></w:r>" + r(" " + text))}</w:footnote>'


# What is kept


def test_the_same_file_has_no_change() -> None:
    data = docx(p(ONE) + table([p("a"), p("b")]) + p(TWO))
    found = made(data, data)
    assert (found.reason, found.changes) == ("", 0)
    assert opened(found.data) == opened(data)


def test_a_difference_of_layout_is_no_change() -> None:
    old, new = docx(p(r(ONE)) + p(TWO)), docx(p(r(ONE, "<w:b/>"), '<w:jc w:val="center"/>') + p("") + p(TWO))
    assert opened(made(old, new).data) == opened(old)


def test_the_style_of_quotation_marks_is_no_change() -> None:
    old, new = docx(p('They call it "the list" here.') + p(TWO)), docx(p("They call it “the list” here.") + p(TWO))
    assert opened(made(old, new).data) == opened(old)


def test_runs_are_cut_at_the_edges_of_edits_and_keep_their_look() -> None:
    old = docx(p(r("States shall report ", "<w:b/>") + r("every year to the assembly.", "<w:i/>")))
    new = docx(p(r("States shall report twice ", "<w:b/>") + r("every month to the assembly.", "<w:i/>")))
    text = redline(old, new)
    assert re.findall(r"<w:del [^>]*>(.*?)</w:del>", text) == [
        '<w:r><w:rPr><w:i/></w:rPr><w:delText xml:space="preserve">year</w:delText></w:r>'
    ]
    assert re.findall(r"<w:ins [^>]*>(.*?)</w:ins>", text) == [
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">twice </w:t></w:r>',
        '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">month</w:t></w:r>',
    ]


def test_other_parts_are_not_touched() -> None:
    parts = parts_of(p(ONE) + p(TWO), styles=STYLES, numbering=NUMBERS, header=p("A header"))
    parts["word/media/image1.png"] = b"\x89PNG not looked at"
    old = zipped(parts)
    found = made(old, docx(p(ONE) + p(TWO.replace("may", "shall"))))
    before, after = opened(old), opened(found.data)
    assert [*before] == [*after]
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_links_bookmarks_comments_controls_and_fields_survive() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("every year")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r(' to the')}</w:sdtContent></w:sdt>"
    mark = '<w:bookmarkStart w:id="7" w:name="x"/>'
    around = '<w:commentRangeStart w:id="3"/>{}<w:commentRangeEnd w:id="3"/>'
    old = docx(
        p(mark + r("States shall report ") + link + control + around.format(r(" assembly of members."))) + p(TWO)
    )
    new = docx(p(r("States must report every single year to the open assembly of members.")) + p(TWO))
    text = redline(old, new)
    for name in ("hyperlink", "sdtContent", "bookmarkStart", "commentRangeStart", "commentRangeEnd"):
        assert f"<w:{name}" in text


def test_a_field_goes_only_whole() -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    code = '<w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    old = docx(p(r("See also ") + begin + code + r("paragraph 12") + end + r(" of the first annex.")) + p(TWO))
    whole = redline(old, docx(p("See also of the first annex.") + p(TWO)))
    assert whole.count("delInstrText") == 2
    part = redline(old, docx(p("See also paragraph 14 of the first annex.") + p(TWO)))
    assert "delInstrText" not in part


# Paragraphs


def test_a_paragraph_that_comes_takes_the_number_of_its_list() -> None:
    old = docx(listed(ONE, 1) + listed(TWO, 1), numbering=NUMBERS)
    new = docx(listed(ONE, 1) + listed(THREE, 1) + listed(TWO, 1), numbering=NUMBERS)
    text = redline(old, new)
    assert text.count("<w:numId ") == 3
    accepted = read_docx(made(old, new).data, "a.docx")
    assert [(block.label, block.text) for block in accepted.blocks] == [("1.", ONE), ("2.", THREE), ("3.", TWO)]


def test_a_paragraph_on_another_level_of_its_list_is_tracked() -> None:
    old = docx(listed(ONE, 1) + listed(TWO, 1) + listed(THREE, 1), numbering=NUMBERS)
    new = docx(listed(ONE, 1) + listed(TWO, 1, 1) + p(THREE), numbering=NUMBERS)
    found = made(old, new)
    assert found.reason == ""
    prove(found.data, old, new)
    for revisions, labels in (("accepted", ["1.", "(a)", ""]), ("original", ["1.", "2.", "3."])):
        read = read_docx(found.data, "a.docx", ReadOptions(revisions=revisions))  # type: ignore[arg-type]
        assert [block.label for block in read.blocks] == labels


def test_a_look_is_told_in_the_styles_of_the_old_file() -> None:
    old = docx(p(ONE, '<w:pStyle w:val="Text"/>') + p(TWO, '<w:pStyle w:val="Text"/>'), styles=style("Text"))
    body = "".join(p(each, '<w:pStyle w:val="Body"/>') for each in (ONE, THREE, TWO))
    text = redline(old, docx(body, styles=style("Body")))
    assert text.count('w:val="Text"') == 3
    assert "Body" not in text


def test_a_paragraph_is_split_and_merged_at_its_mark() -> None:
    whole = docx(p(f"{ONE} {TWO}") + p(THREE))
    parts = docx(p(ONE) + p(TWO) + p(THREE))
    split = redline(whole, parts)
    assert re.findall(r"<w:(ins|del) ", split) == ["ins"]
    merged = redline(parts, whole)
    assert re.findall(r"<w:(ins|del) ", merged) == ["del", "ins"]
    assert re.findall(r"<w:t xml:space=\"preserve\"> </w:t>", merged) != []


def test_a_paragraph_that_moved_is_tracked_as_moved() -> None:
    others = [f"Article {number} says something wholly of its own about matter {number}." for number in range(6)]
    long = f"{ONE[:-1]}, in a form and at a time that the committee lays down in its rules of procedure."
    old = docx("".join(map(p, [long, *others, TWO])))
    new = docx("".join(map(p, [*others, long.replace("every", "each"), TWO])))
    text = redline(old, new)
    assert text.count("<w:moveFromRangeStart ") == text.count("<w:moveToRangeStart ") == 1
    assert re.findall(r"<w:ins [^>]*>(.*?)</w:ins>", text) == ['<w:r><w:t xml:space="preserve">each</w:t></w:r>']


@pytest.mark.parametrize("base", ["old", "new"])
def test_the_last_mark_of_a_cell_stays(base: str) -> None:
    short, long = docx(table([p(ONE), p(TWO)])), docx(table([p(ONE) + p(THREE), p(TWO)]))
    for old, new in ((short, long), (long, short)):
        text = redline(old, new, base=base)
        for cell in re.findall(r"<w:tc>(.*?)</w:tc>", text):
            last = cell.split("<w:p>")[-1]
            assert "<w:rPr><w:ins" not in last.replace("<w:r><w:rPr>", "")
            assert "<w:rPr><w:del" not in last.replace("<w:r><w:rPr>", "")


def test_words_in_a_text_box_are_tracked_and_its_copy_is_named() -> None:
    def drawn_box(text: str) -> str:
        box = f"<w:txbxContent>{p(text)}</w:txbxContent>"
        data = f'<a:graphicData uri="x"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData>'
        shape = f"<mc:Choice><w:drawing><a:graphic>{data}</a:graphic></w:drawing></mc:Choice>"
        copy = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        return f"<w:r><mc:AlternateContent>{shape}{copy}</mc:AlternateContent></w:r>"

    old, new = (docx(p(r(ONE) + drawn_box(text)) + p(TWO)) for text in (THREE, THREE.replace("public", "private")))
    found = made(old, new)
    assert (found.reason, found.changes) == ("", 2)
    assert found.notes == ("what programs before Word 2010 show of a text box keeps the old words",)
    assert b"private" in opened(found.data)["word/document.xml"].split(b"Fallback")[0]


# Tables, notes


def test_rows_come_and_go() -> None:
    rows = [[p(f"Row {at} of the table"), p(f"holds value {at}"), p(f"in {2000 + at}")] for at in range(5)]
    old, new = docx(p(ONE) + table(*rows[:4]) + p(TWO)), docx(p(ONE) + table(rows[0], *rows[2:]) + p(TWO))
    text = redline(old, new)
    assert re.findall(r"<w:trPr><w:(ins|del) ", text) == ["del", "ins"]


def test_a_row_with_other_cells_is_replaced_whole_and_listed() -> None:
    rows = [[p(f"Row {at} of the table has text"), p(f"and holds the value {at}"), p(f"in {at}")] for at in range(3)]
    new = [rows[0], [rows[1][0], rows[1][1]], rows[2]]
    found = made(docx(p(ONE) + table(*rows)), docx(p(ONE) + table(*new)))
    assert found.reason == ""
    assert found.notes == ("1 table row replaced whole, because the cells differ",)


def test_a_table_comes_and_goes() -> None:
    with_it, without = docx(p(ONE) + table([p("first cell"), p("second cell")]) + p(TWO)), docx(p(ONE) + p(TWO))
    assert "<w:trPr><w:ins " in redline(without, with_it)
    assert "<w:trPr><w:del " in redline(with_it, without)


def test_notes_are_tracked_in_their_own_part() -> None:
    old = docx(p(r(ONE) + NOTE.format(1)) + p(TWO), styles=STYLES, footnotes=note(1, "See the first report of 2016."))
    body = p(r(ONE) + NOTE.format(1)) + p(r(TWO) + NOTE.format(2))
    notes = note(1, "See the second report of 2016.") + note(2, "As amended.")
    new = docx(body, styles=STYLES, footnotes=notes)
    found = made(old, new)
    prove(found.data, old, new)
    footnotes = opened(found.data)["word/footnotes.xml"].decode()
    assert re.findall(r"<w:delText[^>]*>(.*?)<", footnotes) == ["first"]
    assert footnotes.count("<w:footnoteRef/>") == 2
    prove(made(new, old).data, new, old)
    without = docx(p(ONE) + p(TWO))
    assert "no part for footnotes" in made(without, new).reason


def test_a_mark_that_an_author_typed_goes_and_comes_with_its_note() -> None:
    typed = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    notes = f'<w:footnote w:id="1">{p(r("* As amended."))}</w:footnote>'
    with_it = docx(p(r(ONE) + typed) + p(TWO), footnotes=notes)
    without = docx(p(r(f"{ONE} Or not.")) + p(TWO), footnotes=note(9, "unused"))
    redline(with_it, without)
    redline(without, with_it)


# What cannot be


def test_earlier_changes_are_settled_as_they_were_read_and_that_is_said() -> None:
    tracked = (
        r("States shall ") + changed("del", "<w:r><w:delText>rarely </w:delText></w:r>") + r("report often and well.")
    )
    old, new = docx(p(tracked) + p(TWO)), docx(p("States shall report often and very well.") + p(TWO))
    found = made(old, new)
    assert said(found.data, "rejected")[0][0] == "States shall report often and well."
    assert found.notes == ("1 tracked change that old had are settled in it",)
    original = ReadOptions(revisions="original")
    found = made(old, new, original)
    assert said(found.data, "rejected")[0][0] == "States shall rarely report often and well."


def test_a_reason_is_given_where_it_cannot_be() -> None:
    word = docx(p(ONE) + p(TWO))
    assert made(word, docx(p(ONE) + p(TWO))).reason == ""
    strict = parts_of(p(ONE) + p(TWO))
    strict["word/document.xml"] = str(strict["word/document.xml"]).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert made(zipped(strict), word).reason == "old is saved as Strict Open XML"


def test_parts_stay_as_they_are_packed() -> None:
    data = zipped({"a.xml": "<a/>" * 100, "b.xml": "<b/>" * 100})
    again = repacked(data, {"b.xml": b"<c/>", "new.xml": b"<d/>"})
    assert opened(again) == {"a.xml": b"<a/>" * 100, "b.xml": b"<c/>", "new.xml": b"<d/>"}
    with zipfile.ZipFile(BytesIO(data)) as one, zipfile.ZipFile(BytesIO(again)) as other:
        assert one.getinfo("a.xml").compress_size == other.getinfo("a.xml").compress_size


# Any two files

Rows = list[tuple[str, str]]
"""Paragraphs, each with its kind."""


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """Draw a file, and another one that a negotiation made of it."""
    words = st.lists(
        st.sampled_from("States shall report every year to the assembly and may publish it".split()),
        min_size=3,
        max_size=12,
    )
    texts = [" ".join([f"Point{at}", *draw(words)]) for at in range(draw(st.integers(2, 7)))]
    kinds = [draw(st.sampled_from(("plain", "bold", "list", "heading", "table", "note"))) for _ in texts]
    edits = [draw(st.sampled_from(("keep", "keep", "change", "drop", "twice", "cut"))) for _ in texts]
    order = draw(st.sampled_from((range(len(texts)), draw(st.permutations(range(len(texts)))))))
    after: list[tuple[str, str]] = []
    for at in order:
        text, kind = texts[at], kinds[at]
        if edits[at] == "change":
            after.append((text.replace("shall", "must").replace("every", "each fifth"), kind))
        elif edits[at] == "twice":
            after += [(text, kind), (f"Inserted{at} words that are wholly new", kind)]
        elif edits[at] == "cut":
            after += [(" ".join(text.split()[:2]), kind), (" ".join(text.split()[2:]), "plain")]
        elif edits[at] == "keep":
            after.append((text, kind))
    return [*zip(texts, kinds, strict=True)], after or [("Nothing is left of it", "plain")]


def drawn(rows: Rows) -> bytes:
    """Write a file of some paragraphs; each has one of several kinds."""
    body, notes = "", ""
    for at, (text, kind) in enumerate(rows, 1):
        first, rest = text.split(" ", 1) if " " in text else (text, "")
        if kind == "bold":
            body += p(r(first, "<w:b/>") + r(f" {rest}"))
        elif kind == "list":
            body += listed(text, 1)
        elif kind == "heading":
            body += p(text, '<w:pStyle w:val="Heading1"/>')
        elif kind == "table":
            body += table([p(first), p(rest) if rest else p("")])
        elif kind == "note":
            body += p(r(text) + NOTE.format(at))
            notes += note(at, f"Note on {first}.")
        else:
            body += p(text)
    body += p("The end of the draft.")
    notes = notes or note(900, "unused")
    return docx(body, styles=STYLES, numbering=NUMBERS, footnotes=notes)


@given(bodies(), st.sampled_from(("old", "new")))
@settings(max_examples=settings().max_examples // 2)
def test_any_two_files(rows: tuple[Rows, Rows], base: str) -> None:
    """What is written is proven by another reader; what cannot be written says why, and never fails."""
    pair = drawn(rows[0]), drawn(rows[1])
    found = made(*pair, base=base)
    assert bool(found.data) != bool(found.reason)
    if found.data:
        prove(found.data, *pair)


# The command


def test_the_output_says_which_document_it_is(tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(docx(p(ONE) + p(TWO)))
    (tmp_path / "new.docx").write_bytes(docx(p(ONE) + p(TWO.replace("may", "shall"))))
    (tmp_path / "new.txt").write_text(f"{ONE}\n\n{TWO}\n", encoding="utf-8")
    ran = run(["compare", "old.docx", "new.docx", "--docx", "r.docx"], cwd=tmp_path)
    assert ran.stderr == (
        "cdiff: wrote r.docx\n"
        "cdiff: r.docx is old.docx itself with 2 tracked changes; proven: rejecting all gives old.docx, accepting all "
        "gives new.docx, and nothing else in the file is touched\n"
    )
    assert run(["audit", "r.docx", "old.docx", "new.docx"], cwd=tmp_path).exit == 0
    ran = run(["compare", "old.docx", "new.docx", "--docx", "n.docx", "--base", "new"], cwd=tmp_path)
    assert "n.docx is new.docx itself with 2 tracked changes" in ran.stderr
    ran = run(["compare", "old.docx", "new.txt", "--docx", "t.docx"], cwd=tmp_path)
    assert ran.stderr.endswith("t.docx is a document of cdiff's own: new.txt is no Word file (.docx)\n")
    ran = run(["compare", "old.docx", "new.docx", "--docx", "s.docx", "--only", "modified"], cwd=tmp_path)
    assert ran.stderr.endswith("s.docx is a document of cdiff's own: it shows a selection\n")


def test_the_version_is_read_as_the_comparison_read_it() -> None:
    assert version(docx(p(ONE)), "old").document.clauses[0].line == 1
