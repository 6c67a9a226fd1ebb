"""Word: what becomes text, in which order, and what is set aside and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdiff.core.model import Block
from cdiff.reading.content import Content
from cdiff.reading.docx import read_docx
from cdiff.reading.options import ReadOptions
from cdiff.reading.zipped import DOCX
from tests.read.docx_files import definition, docx, level, listed, num, p, parts_of, r, style, table, zipped

ACCEPTED = ReadOptions()


def read(body: str, options: ReadOptions = ACCEPTED, **others: str) -> Content:
    return read_docx(docx(body, **others), "a.docx", options)


def texts(content: Content) -> list[str]:
    return [block.text for block in content.blocks]


def aside(content: Content) -> list[tuple[str, str]]:
    return [(removed.text, removed.reason) for removed in content.removed]


BOX = "<w:txbxContent>" + p("in the box") + "</w:txbxContent>"
BOTH = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>'
    f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_paragraph_is_a_whole_block_with_its_ordinal_and_the_gap_before_it() -> None:
    content = read(p("One.") + p("") + p("Two."))
    assert content.blocks == (Block("One.", 1, whole=True), Block("Two.", 3, 1, whole=True))
    assert content.media_type == DOCX


def test_headings_by_outline_level_and_by_the_name_of_a_style() -> None:
    styles = style("berschrift2", name="heading 2") + style("Mine", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    styles += style("Sub", based_on="berschrift2") + style("Flat", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    names = ("berschrift2", "Mine", "Sub", "Flat", "Nowhere")
    content = read("".join(p("x", f'<w:pStyle w:val="{name}"/>') for name in names), styles=styles)
    assert [block.heading for block in content.blocks] == [2, 1, 2, 0, 0]


def test_a_table_reads_row_by_row_and_a_nested_one_inside_its_cell() -> None:
    inner = table([p("b1"), p("b2")])
    assert texts(read(table([p("a"), inner + p("")], [p("c"), p("d")]) + p("e"))) == ["a", "b1 | b2", "c | d", "e"]


def test_a_row_with_longer_cells_stays_paragraph_by_paragraph() -> None:
    assert texts(read(table([p("a"), p("b") + p("c")], [p("d"), p("")]))) == ["a", "b", "c", "d"]


def test_a_number_beside_one_text_is_its_label() -> None:
    (block,) = read(table([p("12."), p("The States decide")])).blocks
    assert (block.label, block.text, block.line) == ("12.", "The States decide", 1)


def test_a_text_box_is_read_once_behind_the_paragraph_it_hangs_on() -> None:
    assert texts(read(p(r("before ") + BOTH + r("after")) + p("next"))) == ["before after", "in the box", "next"]


def test_a_text_box_of_an_older_word_is_read_too() -> None:
    assert texts(read(p(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"))) == ["in the box"]


def test_wrappers_are_looked_through() -> None:
    inline = (
        f'<w:hyperlink r:id="none">{r("link ")}</w:hyperlink><w:smartTag>{r("tag ")}</w:smartTag>'
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('control ')}</w:sdtContent></w:sdt>"
        f'<w:fldSimple w:instr=" REF a ">{r("field")}</w:fldSimple>'
    )
    block = f"<w:sdt><w:sdtContent>{p('held')}</w:sdtContent></w:sdt><w:customXml>{p('marked')}</w:customXml>"
    assert texts(read(p(inline) + block)) == ["link tag control field", "held", "marked"]


def test_a_field_keeps_its_result_and_drops_its_instruction() -> None:
    turns = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = "<w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r>"
    field = turns["begin"] + code + turns["separate"] + r("paragraph 4") + turns["end"]
    assert texts(read(p(r("see ") + field + r(".")))) == ["see paragraph 4."]
    nested = turns["begin"] + r("IF ") + field + turns["separate"] + r("yes") + turns["end"]
    content = read(p(nested + r(" end")))
    assert texts(content) == ["yes end"]
    assert [text for text, _ in aside(content)] == ["IF paragraph 4"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(read(p(begin + r("kept")) + p("and this"))) == ["kept", "and this"]


def instruction(typed: str) -> str:
    """Write a field that stores no result."""
    turns = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return f"{turns[0]}<w:r><w:instrText> {typed} </w:instrText></w:r>{turns[1]}"


def test_a_number_that_word_does_not_store_is_a_warning() -> None:
    content = read(p(instruction("AUTONUM") + r("text")))
    assert "AUTONUM" in content.warnings[0].message
    content = read(p(instruction('LISTNUM "Lost" \\l 2') + r("text")))
    assert content.warnings[0].message.startswith('LISTNUM "Lost" \\l 2: that list is not in the file')
    assert texts(content) == ["text"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("LISTNUM", "1) 2)"),
        ("LISTNUM \\l 2", "a) b)"),
        ("LISTNUM NumberDefault \\l 6 \\s 4", "(iv) (iv)"),
        ('LISTNUM "LegalDefault" \\l 2', "1.1. 1.2."),
        ("listnum OutlineDefault", "I. II."),
    ],
)
def test_a_field_of_a_list_that_every_word_knows_is_counted(typed: str, printed: str) -> None:
    assert texts(read(p(instruction(typed) + r(" ") + instruction(typed)))) == [printed]


def test_a_table_of_contents_is_set_aside() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Contents')}{p('Introduction 3')}</w:sdtContent></w:sdt>"
    )
    simple = p(f'<w:fldSimple w:instr=" TOC \\o ">{r("Scope 4")}</w:fldSimple>')
    content = read(control + simple + p("Introduction"))
    assert texts(content) == ["Introduction"]
    assert [text for text, _ in aside(content)] == ["Contents", "Introduction 3", "Scope 4"]


def test_signs_become_characters() -> None:
    signs = (
        "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>eration</w:t><w:tab/><w:t>a</w:t>"
        '<w:br/><w:t>b </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    )
    assert texts(read(p(signs))) == ["co-op\u00aderation\ta b ≥☑"]


def test_a_sign_of_an_unknown_font_is_a_warning() -> None:
    content = read(p('<w:r><w:sym w:font="Bats" w:char="F0FF"/><w:t>x</w:t><w:sym w:font="B" w:char="?"/></w:r>'))
    assert texts(content) == ["\ufffdx\ufffd"]
    assert len(content.warnings) == 2


def test_ruby_and_equations() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    math = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    content = read(p(ruby + math))
    assert texts(content) == ["漢x²"]
    assert [text for text, _ in aside(content)] == ["kan"]


def test_hidden_text_is_set_aside_and_its_paragraph_uses_up_no_number() -> None:
    hidden = "<w:vanish/>"
    numbering = definition(1, level(0, "decimal", "%1.")) + num(1, 1)
    gone = listed(r("secret", hidden), 1, more=f"<w:rPr>{hidden}</w:rPr>")
    content = read(listed("a", 1) + gone + listed(r("b ") + r("whisper", hidden) + r("c"), 1), numbering=numbering)
    assert [(block.label, block.text) for block in content.blocks] == [("1.", "a"), ("2.", "b c")]
    assert aside(content) == [("secret", "hidden text"), ("whisper", "hidden text")]


def test_hidden_and_struck_toggle_through_styles() -> None:
    styles = style("P", "<w:rPr><w:strike/></w:rPr>") + style("C", "<w:rPr><w:strike/></w:rPr>", kind="character")
    runs = r("a ") + r("b ", '<w:rStyle w:val="C"/>') + r("c", '<w:strike w:val="0"/>')
    content = read(p(runs, '<w:pStyle w:val="P"/>'), styles=styles)
    assert [(remark.kind, remark.text) for remark in content.remarks] == [("struck", "a")]


def test_struck_text_is_told_of_and_left_out_only_when_asked() -> None:
    body = p(r("shall ") + r("not ", "<w:strike/>") + r("at all ", "<w:dstrike/>") + r("act")) + p(
        r("Gone.", "<w:strike/>")
    )
    kept = read(body)
    assert texts(kept) == ["shall not at all act", "Gone."]
    assert [remark.text for remark in kept.remarks] == ["not at all", "Gone."]
    out = read(body, ReadOptions(struck="deleted"))
    assert texts(out) == ["shall act"]
    assert [text for text, _ in aside(out)] == ["not at all", "Gone."]
    assert texts(read(body, ReadOptions(struck="deleted", revisions="original"))) == texts(kept)


def test_highlights_and_comments_are_remarks() -> None:
    comments = f'<w:comment w:id="0" w:author="Eve">{p("Why?")}{p("Really?")}</w:comment>'
    comments += f'<w:comment w:id="1" w:author="Ann">{p("Alone")}</w:comment>'
    runs = (
        r("a ") + '<w:commentRangeStart w:id="0"/>' + r("b ", '<w:highlight w:val="yellow"/>') + r("c")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )  # fmt: skip
    content = read(p(runs), comments=comments)
    told = [(remark.kind, remark.text, remark.note, remark.author) for remark in content.remarks]
    assert sorted(told) == [
        ("comment", "", "Alone", "Ann"), ("comment", "b c", "Why? Really?", "Eve"), ("highlight", "b", "yellow", ""),
    ]  # fmt: skip
    assert texts(content) == ["a b c"]


def letter(*cells: str, first: str = "<w:titlePg/>") -> str:
    row = "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells)
    return f'<w:tbl><w:tr>{row}</w:tr></w:tbl>{p("text")}<w:sectPr><w:headerReference r:id="header"/>{first}</w:sectPr>'


def test_a_letterhead_that_repeats_the_running_head_is_set_aside() -> None:
    content = read(letter("United Nations", "A/RES/1"), header=p("A/RES/1"))
    assert texts(content) == ["text"]
    reason = "head of the first page: a table that repeats the running head"
    assert aside(content)[:2] == [("United Nations", reason), ("A/RES/1", reason)]


def test_other_tables_at_the_top_are_text() -> None:
    assert texts(read(letter("The title"), header=p("The title")))[0] == "The title"
    assert texts(read(letter("Old", "New text"), header=p("A/RES/1")))[0] == "Old | New text"
    assert texts(read(letter("Old", "A/RES/1", first=""), header=p("A/RES/1")))[0] == "Old | A/RES/1"


def test_headers_and_footers_are_set_aside() -> None:
    section = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
    content = read(p("text") + section, header=p("A/RES/1") + p(""), footer=p("12"))
    assert texts(content) == ["text"]
    assert aside(content) == [("A/RES/1", "a page header"), ("12", "a page footer")]


def test_a_picture_s_description_is_set_aside() -> None:
    content = read(
        p('<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="a logo"/></wp:inline></w:drawing></w:r>') + p("x")
    )
    assert texts(content) == ["x"]
    assert aside(content)[0][0] == "a logo"


def test_parts_in_another_format_are_warned_of() -> None:
    assert "altChunk" in read(p("x") + '<w:altChunk r:id="html"/>').warnings[0].message


def test_a_style_separator_runs_a_heading_into_its_paragraph() -> None:
    numbering = definition(1, level(0, "decimal", "%1.")) + num(1, 1)
    first = listed("Scope.", 1, more="<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
    content = read(first + p("This text applies.") + listed("Next.", 1), numbering=numbering)
    assert [(block.label, block.text) for block in content.blocks] == [
        ("1.", "Scope. This text applies."),
        ("2.", "Next."),
    ]


# Notes


def note(kind: str, identity: int, text: str, more: str = "") -> str:
    return f'<w:{kind} w:id="{identity}" {more}>{p(f"<w:r><w:{kind}Ref/></w:r>" + r(" " + text))}</w:{kind}>'


def call(kind: str, identity: int, more: str = "", custom: str = "") -> str:
    inside = f"<w:t>{custom}</w:t>" if custom else ""
    return f'<w:r><w:{kind}Reference w:id="{identity}" {more}/>{inside}</w:r>'


def test_notes_are_numbered_as_they_are_called() -> None:
    footnotes = (
        note("footnote", -1, "line", 'w:type="separator"')
        + note("footnote", 5, "second")
        + note("footnote", 7, "first")
    )
    content = read(
        p(r("a") + call("footnote", 7) + r(" b") + call("footnote", 5)) + p(r("c") + call("endnote", 2)),
        footnotes=footnotes,
        endnotes=note("endnote", 2, "at the end"),
    )
    assert texts(content)[:2] == ["a[^1] b[^2]", "c[^i]"]
    assert [(block.note, block.text) for block in content.blocks[2:]] == [
        ("1", "first"),
        ("2", "second"),
        ("i", "at the end"),
    ]


def test_a_note_that_starts_with_its_own_number_keeps_it() -> None:
    content = read(p(r("x") + call("footnote", 1)), footnotes=note("footnote", 1, "1951 Convention."))
    assert content.blocks[1] == Block("1951 Convention.", 2, whole=True, note="1")


def test_an_author_s_own_mark_is_kept_and_not_counted() -> None:
    footnotes = f'<w:footnote w:id="1">{p("* By the editor.")}</w:footnote>' + note("footnote", 2, "counted")
    body = p(r("Title") + call("footnote", 1, 'w:customMarkFollows="1"', "*")) + p(r("x") + call("footnote", 2))
    content = read(body, footnotes=footnotes)
    assert texts(content)[:2] == ["Title[^*]", "x[^1]"]
    assert [(block.note, block.text) for block in content.blocks[2:]] == [("*", "By the editor."), ("1", "counted")]


def test_notes_may_start_anew_in_a_section_and_have_a_format() -> None:
    counting = '<w:numFmt w:val="lowerLetter"/><w:numRestart w:val="eachSect"/>'
    section = f"<w:sectPr><w:footnotePr>{counting}</w:footnotePr></w:sectPr>"
    body = p(r("x") + call("footnote", 1), section) + p(r("y") + call("footnote", 2)) + section
    content = read(body, footnotes=note("footnote", 1, "one") + note("footnote", 2, "two"))
    assert texts(content)[:2] == ["x[^a]", "y[^a]"]
    assert "more than one note has the mark a" in [caution.message for caution in content.warnings]


def test_lost_and_empty_notes_are_told_of() -> None:
    content = read(
        p(r("x") + call("footnote", 1) + call("footnote", 2)),
        footnotes=note("footnote", 2, "") + note("footnote", 3, "no one"),
    )
    messages = " ".join(caution.message for caution in content.warnings)
    assert "footnote 1 is missing" in messages
    assert "footnote 2 is empty" in messages
    assert aside(content) == [("no one", "a footnote without a mark in the text")]


# Files


def test_pages_count_only_where_word_left_every_break() -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    parts = parts_of(p("a") + p(turn + r("b")))
    assert [block.page for block in read_docx(zipped(parts), "a.docx").blocks] == [0, 0]
    properties = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    parts["docProps/app.xml"] = f'<Properties xmlns="{properties}"><Pages>2</Pages></Properties>'
    assert [block.page for block in read_docx(zipped(parts), "a.docx").blocks] == [1, 2]


def test_a_strict_file_reads_like_any_other() -> None:
    parts = parts_of(p("strict"))
    strict = str(parts["word/document.xml"]).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(read_docx(zipped({**parts, "word/document.xml": strict}), "a.docx")) == ["strict"]


def test_the_same_bytes_give_the_same_content() -> None:
    data = docx(table([p("a"), p("b")]) + p(BOTH))
    assert read_docx(data, "a.docx") == read_docx(data, "a.docx")


# Nothing is lost

INLINE = ("w:hyperlink", "w:ins", "w:del", "w:moveTo", "w:moveFrom", "w:smartTag", "w:fldSimple", "w:bdo")
BLOCKS = ("w:sdt><w:sdtContent", "w:customXml", "w:tbl><w:tr><w:tc", "w:ins", "w:del")
LOOKS = ("", "<w:strike/>", "<w:vanish/>", '<w:highlight w:val="red"/>')
runs = st.sampled_from(LOOKS).map(lambda look: r("@ ", look))
pieces = st.recursive(
    runs | st.just(BOTH.replace("in the box", "@ ")),
    lambda inner: st.tuples(st.sampled_from(INLINE), st.lists(inner, max_size=3)).map(lambda pair: wrap(*pair)),
    max_leaves=8,
)
paragraphs = st.lists(pieces, max_size=4).map(lambda inside: p("".join(inside)))
stories = st.recursive(
    paragraphs,
    lambda inner: st.tuples(st.sampled_from(BLOCKS), st.lists(inner, max_size=3)).map(lambda pair: wrap(*pair)),
    max_leaves=8,
)


def wrap(names: str, inside: list[str]) -> str:
    tags = names.split("><")
    return f"<{names}>{''.join(inside)}" + "".join(f"</{tag}>" for tag in reversed(tags))


options = st.sampled_from(
    (
        ReadOptions(),
        ReadOptions(revisions="original"),
        ReadOptions(struck="deleted"),
        ReadOptions(None, "original", "deleted"),
    )
)


def with_words(story: str) -> tuple[str, set[str]]:
    """Put a word of its own at every place for one; what only an older Word shows has none."""
    first, *others = story.split("<mc:Fallback>")
    pieces = (first + "".join(other.split("</mc:Fallback>")[1] for other in others)).split("@ ")
    words = [f"word{number}" for number in range(1, len(pieces))]
    return pieces[0] + "".join(f"{word} {piece}" for word, piece in zip(words, pieces[1:], strict=True)), set(words)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(stories, options)
def test_every_word_is_text_or_set_aside_or_tracked(story: str, chosen: ReadOptions) -> None:
    body, words = with_words(story)
    content = read(body, chosen)
    text = " ".join(texts(content)).replace(" | ", " ").split()
    removed = " ".join(each.text for each in content.removed).split()
    tracked = " ".join(each.text for each in content.revisions).split()
    assert len(text) == len(set(text))
    assert words == {*text, *removed, *tracked}
    assert not {*text} & {*removed}


def test_the_style_of_titles_makes_headings() -> None:
    styles = style("Title", name="Title") + style("Cover", based_on="Title") + style("Subtitle", name="Subtitle")
    paragraphs = [p(name, f'<w:pStyle w:val="{name}"/>') for name in ("Title", "Cover", "Subtitle")]
    content = read_docx(docx("".join(paragraphs), styles=styles), "x.docx", ReadOptions())
    assert [block.heading for block in content.blocks] == [1, 1, 0]
