"""OpenDocument: numbers, notes, tables, tracked changes, and what is set aside."""

from __future__ import annotations

from cdiff.core.model import Block, Revision
from cdiff.reading.content import Content
from cdiff.reading.odt import read_odt
from cdiff.reading.options import ReadOptions
from cdiff.reading.zipped import ODT
from tests.read.odt_files import (
    NAMESPACES,
    between,
    came,
    h,
    here,
    items,
    list_style,
    look,
    number,
    odt,
    p,
    tracked,
    went,
)

ACCEPTED = ReadOptions()
DATE = "2018-02-05T10:00:00"
STYLE = list_style(
    "L",
    number(1, "1", 'style:num-suffix="."'),
    number(2, "a", 'style:num-prefix="(" style:num-suffix=")"'),
    number(3, "1", 'style:num-suffix="." text:display-levels="3"'),
)
L = 'text:style-name="L"'


def read(body: str, options: ReadOptions = ACCEPTED, automatic: str = "", **others: str) -> Content:
    return read_odt(odt(body, automatic, **others), "a.odt", options)


def texts(content: Content) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in content.blocks]


def aside(content: Content) -> list[tuple[str, str]]:
    return [(removed.text, removed.reason) for removed in content.removed]


def both(body: str, automatic: str = "") -> tuple[list[str], list[str]]:
    original = read(body, ReadOptions(revisions="original"), automatic)
    accepted = read(body, automatic=automatic)
    assert original.revisions == accepted.revisions
    return texts(original), texts(accepted)


def test_paragraphs_and_headings() -> None:
    content = read(h("Title") + p("") + p("One<text:s text:c='2'/>two<text:tab/>three<text:line-break/>four"))
    assert content.blocks == (
        Block("Title", 1, whole=True, heading=1),
        Block("One  two\tthree four", 3, 1, whole=True),
    )
    assert content.media_type == ODT


def test_lists_count_by_their_levels() -> None:
    inner = items(p("a"), p("b") + p("still b") + items(p("deep")))
    content = read(items(p("one"), p("two") + inner, p("three") + items(p("c")), more=L), automatic=STYLE)
    assert texts(content) == ["1. one", "2. two", "(a) a", "(b) b", "still b", "2.b.1. deep", "3. three", "(a) c"]
    assert [block.level for block in content.blocks] == [1, 1, 2, 2, 2, 3, 1, 2]


def test_lists_start_anew_or_go_on() -> None:
    first = items(p("a"), p("b"), more=f'{L} xml:id="one"')
    anew, on = items(p("c"), more=L), items(p("d"), more=f'{L} text:continue-numbering="true"')
    named = items(p("e"), more=f'{L} text:continue-list="one"')
    assert texts(read(first + anew + on + named, automatic=STYLE)) == ["1. a", "2. b", "1. c", "2. d", "3. e"]


def test_items_may_have_a_value_or_no_number() -> None:
    head = f"<text:list-header>{p('head')}</text:list-header>"
    body = f"<text:list {L}>{head}<text:list-item text:start-value='7'>{p('x')}</text:list-item></text:list>"
    assert texts(read(body, automatic=STYLE)) == ["head", "7. x"]


def test_a_list_that_goes_on_inside_an_item_without_words() -> None:
    first = items(p("one") + items(p("a"), p("b")), more=f'{L} xml:id="i"')
    second = items(items(p("c")), more=f'{L} text:continue-list="i"')
    assert texts(read(first + p("between") + second, automatic=STYLE)) == [
        "1. one",
        "(a) a",
        "(b) b",
        "between",
        "(c) c",
    ]


def test_bullets_and_patterns_and_styles_of_paragraphs() -> None:
    bullet = list_style("B", '<text:list-level-style-bullet text:level="1"/>')
    pattern = list_style("P", number(1, "I"), number(2, "1", 'style:num-list-format="Art. %1%-%2%:"'))
    paragraph = '<style:style style:name="Q" style:family="paragraph" style:list-style-name="P"/>'
    body = items(p("x"), more='text:style-name="B"') + items(p("y", "Q") + items(p("z")))
    content = read(body, automatic=bullet + pattern + paragraph)
    assert texts(content) == ["x", "I y", "Art. I-1: z"]
    assert content.blocks[0].level == 1


def test_headings_are_numbered_by_the_outline() -> None:
    levels = number(1, "I", 'style:num-suffix="."', "outline-level-style") + number(
        2, "1", 'text:display-levels="2"', "outline-level-style"
    )
    named = f"<text:outline-style>{levels}</text:outline-style>"
    body = h("a") + h("b", 2) + h("none", 1, 'text:is-list-header="true"') + h("c")
    body += h("d", 1, 'text:restart-numbering="true" text:start-value="9"')
    assert texts(read(body, named=named)) == ["I. a", "I.1 b", "none", "II. c", "IX. d"]


def test_notes_stand_behind_the_text_with_the_marks_they_print() -> None:
    note = (
        '<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        "<text:note-body>{body}</text:note-body></text:note>"
    )
    first = note.format(kind="footnote", mark="1", body=p("One.") + p("More."))
    last = note.format(kind="endnote", mark="i", body=p(""))
    content = read(p(f"a{first} b{last}") + p("c"))
    assert texts(content)[:2] == ["a[^1] b[^i]", "c"]
    assert [(block.note, block.text) for block in content.blocks[2:]] == [("1", "One. More."), ("i", "")]
    assert "note i is empty" in content.warnings[0].message


def test_tables_and_boxes_and_pictures() -> None:
    def cell(inside: str) -> str:
        return f"<table:table-cell>{inside}</table:table-cell>"

    rows = f"<table:table-row>{cell(p('a'))}{cell(p('b'))}</table:table-row>"
    head = f"<table:table-header-rows>{rows}</table:table-header-rows><table:table-row>{cell(p('c'))}</table:table-row>"
    box = f"<draw:frame><draw:text-box>{p('boxed')}</draw:text-box></draw:frame>"
    picture = "<draw:frame><draw:image/><svg:desc>a logo</svg:desc></draw:frame>"
    content = read(
        f"<table:table>{head}</table:table>" + p(f"d{box}{picture} e") + p("<draw:frame><draw:object/></draw:frame>")
    )
    assert texts(content) == ["a | b", "c", "d e", "boxed"]
    assert [text for text, _ in aside(content)] == ["a logo"]
    assert "embedded object" in content.warnings[0].message


def test_what_is_set_aside() -> None:
    index = f"<text:table-of-content><text:index-body>{p('Scope 3')}</text:index-body></text:table-of-content>"
    section = f'<text:section text:display="none">{p("unseen")}</text:section>'
    ruby = "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>"
    furniture = f"<style:header>{p('A/RES/1')}</style:header><style:footer>{p('12')}</style:footer>"
    styles = look("H", 'text:display="none"')
    words = f'a <text:span text:style-name="H">hush</text:span>{ruby}<text:hidden-text text:string-value="psst"/>'
    content = read(index + section + p(words), automatic=styles, furniture=furniture)
    assert texts(content) == ["a 漢"]
    assert [text for text, _ in aside(content)] == ["Scope 3", "unseen", "hush", "kan", "psst", "A/RES/1", "12"]


def test_struck_and_highlighted_words_and_comments() -> None:
    styles = look("S", 'style:text-line-through-style="solid"') + look("Y", 'fo:background-color="#ffff00"')
    styles += look("T", "", more='style:parent-style-name="S"') + look(
        "P", 'style:text-line-through-type="single"', "paragraph"
    )
    comment = '<office:annotation office:name="c"><dc:creator>Eve</dc:creator><text:p>Why?</text:p></office:annotation>'
    words = (
        f'a <text:span text:style-name="T">b</text:span> {comment}<text:span text:style-name="Y">c</text:span>'
        '<office:annotation-end office:name="c"/>'
    )
    content = read(p(words) + p("gone", "P"), automatic=styles)
    assert texts(content) == ["a b c", "gone"]
    told = [(remark.kind, remark.text, remark.note) for remark in content.remarks]
    assert sorted(told) == [
        ("comment", "c", "Why?"),
        ("highlight", "c", "#ffff00"),
        ("struck", "b", ""),
        ("struck", "gone", ""),
    ]
    assert texts(read(p(words) + p("gone", "P"), ReadOptions(struck="deleted"), styles)) == ["a  c"]


def test_tracked_words_with_author_and_date() -> None:
    body = tracked(came("i"), went("d", p("endeavour to ")))
    body += p(f"States shall {here('d')}{between('i', 'strive to ')}act.")
    assert both(body) == (["States shall endeavour to act."], ["States shall strive to act."])
    assert read(body).revisions == (
        Revision("delete", "endeavour to ", "Ann", DATE, 1),
        Revision("insert", "strive to ", "Ann", DATE, 1),
    )


def test_tracked_paragraphs_join_and_split_with_their_numbers() -> None:
    change = '<text:change-{turn} text:change-id="i"/>'
    body = tracked(came("i"), went("d", p("Old."), p("")))
    body += items(
        p("One."),
        p(change.format(turn="start") + "New."),
        p(change.format(turn="end") + here("d") + "Two."),
        p("Three."),
        more=L,
    )
    assert both(body, STYLE) == (
        ["1. One.", "2. Old.", "3. Two.", "4. Three."],
        ["1. One.", "2. New.", "3. Two.", "4. Three."],
    )


def test_what_came_and_went_again_is_on_neither_side() -> None:
    region = went("d", p("both ")).replace("</text:changed-region>", "<text:insertion/></text:changed-region>")
    assert both(tracked(region) + p(f"a {here('d')}b")) == (["a b"], ["a b"])


def test_pages_count_only_where_every_break_is_told() -> None:
    meta = '<office:document-meta {0}><meta:document-statistic meta:page-count="{1}"/></office:document-meta>'
    body = p("a") + p("<text:soft-page-break/>b")
    for pages, told in ((2, [1, 2]), (3, [0, 0])):
        data = odt(body, **{"meta.xml": meta.format(NAMESPACES, pages)})
        assert [block.page for block in read_odt(data, "a.odt").blocks] == told
