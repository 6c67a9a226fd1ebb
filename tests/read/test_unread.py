"""What limits an answer: each warning has its kind, and what stands beside the text is known by its kind."""

from __future__ import annotations

import pytest

from cdiff.core.model import Beside, Caution, Document, Unread, Version, unread_in
from cdiff.core.unread import beside_between, said_of, unread_of
from cdiff.parsing import parse
from cdiff.reading import ReadOptions, read_bytes
from cdiff.reading.beside import beside, recurring
from cdiff.store import form
from tests.read import odt_files
from tests.read.docx_files import changed, docx, p, parts_of, r, zipped
from tests.read.pdf_maker import Sheet, make

TEXT = p("1. States meet.") + p("2. States report.")
HEADED = TEXT + '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def version(data: bytes, name: str, options: ReadOptions = ReadOptions()) -> Version:  # noqa: B008  # frozen
    reading = read_bytes(data, name, options)
    return Version(name, parse(reading), media_type=reading.source.media_type)


def limits(data: bytes, name: str, **options: str) -> list[tuple[str, str]]:
    found = unread_in(version(data, name, ReadOptions(**options)))  # type: ignore[arg-type]
    return [(each.kind, each.message) for each in found]


def between(old: bytes, new: bytes, suffix: str = "docx") -> list[str]:
    return [each.message for each in unread_in(version(old, f"old.{suffix}"), version(new, f"new.{suffix}"))]


def with_part(body: str, kind: str, target: str, data: str = "") -> bytes:
    """A Word file that points to one more part, or to an address."""
    parts = parts_of(body)
    mode = ' TargetMode="External"' if "://" in target else ""
    relation = f'<Relationship Id="more" Type="{_LINK}{kind}" Target="{target}"{mode}/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = str(parts[rels]).replace("</Relationships>", relation)
    return zipped({**parts, f"word/{target}": data} if data else parts)


# Warnings with a kind


def test_a_clean_file_has_no_limit() -> None:
    assert limits(docx(TEXT), "a.docx") == []
    assert limits(b"1. States meet.\n", "a.txt") == []


def test_tracked_changes_limit_where_they_are_taken_as_accepted_without_being_asked() -> None:
    file = docx(p(r("1. States ") + changed("ins", r("shall ")) + r("meet.")))
    assert limits(file, "a.docx") == [("tracked", "1 tracked change; read as accepted")]
    assert limits(file, "a.docx", revisions="original") == []


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.txt", "a.pdf"])
def test_struck_words_limit_where_they_are_kept(name: str) -> None:
    files = {
        "a.docx": docx(p(r("1. States shall ") + r("not ", "<w:strike/>") + r("meet."))),
        "a.html": b"<!DOCTYPE html><p>1. States shall <s>not</s> meet.</p>",
        "a.txt": b"1. States shall <DELETED>not</DELETED> meet.\n",
        "a.pdf": make(Sheet().text(72, 100, "We shall never do it.").rule(120, 97, 156, 97)),
    }
    assert limits(files[name], name) == [("struck", "1 struck-through passage; kept as text")]
    assert limits(files[name], name, struck="deleted") == []


def test_parts_that_are_not_read() -> None:
    chunk = '<w:altChunk r:id="chunk"/>'
    assert limits(docx(TEXT + chunk), "a.docx") == [("part", "a part in another format (altChunk) is not read")]
    frame = b'<!DOCTYPE html><p>1. States meet.</p><iframe src="annex.html"></iframe>'
    assert limits(frame, "a.html") == [("part", "an embedded page or file is not read")]
    sign = p('<w:r><w:sym w:font="Mine" w:char="F0FF"/></w:r>' + r("1. States meet."))
    assert [kind for kind, _ in limits(docx(sign), "a.docx")] == ["letters"]


def test_a_page_of_drawings_limits_and_a_blank_one_does_not() -> None:
    text, drawn, blank = Sheet().text(72, 100, "1. States meet in spring."), Sheet().rule(72, 80, 200, 90), Sheet()
    assert limits(make(text, drawn), "a.pdf") == [("part", "page 2 without text")]
    assert limits(make(text, blank), "a.pdf") == []


def test_the_first_limits_of_a_kind_are_listed_and_the_others_counted() -> None:
    warnings = [Caution(f"mended {at}", at, "repaired") for at in range(1, 6)]
    found = [said_of(each) for each in unread_of("a.pdf", [Caution("profile plain"), *warnings])]
    assert found == [*(f"a.pdf, line {at}: mended {at}" for at in (1, 2, 3)), "a.pdf: and 2 more like these"]


# Beside the text


def test_page_headers_are_named_where_they_differ() -> None:
    old, new = (docx(HEADED, header=p(words)) for words in ("Confidential", "Without prejudice"))
    assert between(old, new) == ["page headers differ (not compared): “Confidential” → “Without prejudice”"]
    assert between(old, old) == []
    assert between(old, docx(TEXT)) == ["page headers differ (not compared): only in the old text, “Confidential”"]
    assert between(old, b"1. States meet.\n\n2. States report.\n", "txt") == []


def test_a_watermark_in_the_page_header() -> None:
    def marked(word: str) -> bytes:
        shape = f'<w:r><w:pict><v:shape><v:textpath string="{word}"/></v:shape></w:pict></w:r>'
        return docx(HEADED, header=p(shape))

    assert between(marked("DRAFT"), marked("FINAL")) == [
        "watermarks and drawn words differ (not compared): “DRAFT” → “FINAL”"
    ]


def test_link_targets() -> None:
    body = p(f'<w:hyperlink r:id="more">{r("1. The Charter.")}</w:hyperlink>')
    old, new = (with_part(body, "hyperlink", f"https://example.org/{page}") for page in ("old", "new"))
    said = "link targets differ (not compared): “https://example.org/old” → “https://example.org/new”"
    assert between(old, new) == [said]
    field = p(r("1. ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://e.org/a" '
              '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Charter")
              + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip
    other = field.replace("e.org/a", "e.org/b")
    assert between(docx(field), docx(other)) == [
        "link targets differ (not compared): “https://e.org/a” → “https://e.org/b”"
    ]


def test_a_picture_that_was_replaced_or_deleted() -> None:
    drawing = '<w:r><w:drawing><a:blip r:embed="more"/></w:drawing></w:r>'
    old, new = (with_part(TEXT + p(drawing), "image", "media/a.png", data) for data in ("seal", "flag"))
    assert between(old, new) == ["pictures differ (not compared)"]
    assert between(old, docx(TEXT)) == ["pictures differ (not compared): only in the old text"]
    assert between(old, old) == []


def test_comments() -> None:
    comment = '<w:comment w:id="0" w:author="Ann">{}</w:comment>'
    body = p('<w:commentRangeStart w:id="0"/>' + r("1. States meet.") + '<w:commentRangeEnd w:id="0"/>')
    old, new = (docx(body, comments=comment.format(p(words))) for words in ("Agreed.", "Not agreed."))
    assert between(old, new) == ["comments differ (not compared): “Agreed.” → “Not agreed.”"]


def test_opendocument_headers_and_links() -> None:
    def file(header: str, target: str) -> bytes:
        link = f'<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{target}">the Charter</text:a>'
        furniture = f"<style:header>{odt_files.p(header)}</style:header>"
        return odt_files.odt(odt_files.p("1. States accept " + link), furniture=furniture)

    old, new = file("Rev. 1", "https://e.org/a"), file("Rev. 2", "https://e.org/b")
    assert between(old, new, "odt") == [
        "page headers differ (not compared): “Rev. 1” → “Rev. 2”",
        "link targets differ (not compared): “https://e.org/a” → “https://e.org/b”",
    ]
    assert between(old, file("Rev. 1", "https://e.org/a/"), "odt") == []


def test_contents_may_stand_in_another_order_and_a_page_counter_is_no_difference() -> None:
    assert beside({"link targets": ["b", "a"]}) == beside({"link targets": ["a", "b"]})
    assert sorted(recurring(["Page 1 of 3", "Rev. 2", "Page 2 of 3", "Rev. 2"])) == ["Page # of #", "Rev. 2"]


def test_contents_of_which_only_the_digest_is_known_are_not_quoted() -> None:
    stored, fresh = Beside("link targets", "12ab"), Beside("link targets", "34cd", ("https://e.org/a",))
    assert [each.message for each in beside_between([stored], [fresh])] == ["link targets differ (not compared)"]


def annotated(*notes: str) -> bytes:
    sheet = Sheet().text(72, 100, "1. States meet in spring.")
    common = "/Type /Annot /Rect [72 600 200 620]"
    sheet.extra = f"/Annots [{' '.join(f'<< {common} {note} >>' for note in notes)}]"
    return make(sheet)


def test_what_is_put_on_a_page_of_a_pdf() -> None:
    typed = annotated("/Subtype /FreeText /Contents (Add: and in writing)")
    assert limits(typed, "a.pdf") == [("part", "1 text typed on a page is not read: “Add: and in writing”")]
    field = annotated("/Subtype /Widget /FT /Tx /T (n) /V (Arcadia)", "/Subtype /Widget /FT /Btn /T (k) /V /Off")
    assert limits(field, "a.pdf") == [("part", "the value of 1 form field is not read: “Arcadia”")]
    hidden = annotated("/Subtype /Widget /FT /Tx /T (n) /V (Arcadia) /F 2")
    assert limits(hidden, "a.pdf") == []
    old, new = (annotated(f"/Subtype /Text /T (Ann) /Contents ({words})") for words in ("Agreed.", "Not agreed."))
    assert [(each.note, each.author) for each in version(old, "a.pdf").document.remarks] == [("Agreed.", "Ann")]
    assert between(old, new, "pdf") == ["comments on pages differ (not compared): “Agreed.” → “Not agreed.”"]
    old, new = (annotated(f"/Subtype /Link /A << /S /URI /URI (https://e.org/{page}) >>") for page in "ab")
    assert between(old, new, "pdf") == ["links on pages differ (not compared): “https://e.org/a” → “https://e.org/b”"]
    assert between(old, old, "pdf") == []


# Stored


def test_a_stored_version_keeps_what_limits_it_and_nothing_else_of_the_reading() -> None:
    file = docx(HEADED + p(changed("ins", r("3. States act."))), header=p("Confidential"))
    before = version(file, "draft")
    after = form.read(form.write(before), "draft.md")
    assert after.document.warnings == (Caution("1 tracked change; read as accepted", 0, "tracked"),)
    assert unread_in(after) == unread_in(before) == (Unread("tracked", "1 tracked change; read as accepted", "draft"),)
    assert [(each.kind, each.digest) for each in after.document.beside] == [
        (each.kind, each.digest) for each in before.document.beside
    ]
    assert unread_in(after, before) == unread_in(before)


def test_a_text_without_limits_is_stored_as_before() -> None:
    head = form.write(version(b"1. States meet.\n", "a.txt")).partition("\n---\n")[0]
    assert "unread" not in head
    assert "beside" not in head


def test_a_kind_of_a_newer_cdiff_is_a_part_that_was_not_read() -> None:
    text = '---\nlabel: "a"\nformat: 1\nunread: "smell 7 it smells\\nplace x y"\n---\n\n1. States meet.\n'
    assert form.read(text, "a.md").document.warnings == (Caution("it smells", 7, "part"), Caution("y", 0, "place"))
    assert Document(form.read(text, "a.md").document.clauses) == form.read(text, "a.md").document
