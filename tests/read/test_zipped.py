"""Hostile and damaged files: refused in one line that says why, before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from cdiff.core.errors import ReadError
from cdiff.reading.docx import read_docx
from cdiff.reading.odt import read_odt
from cdiff.reading.options import Limits, ReadOptions
from cdiff.reading.zipped import DOCX, ODT, Archive, media_type
from tests.read.docx_files import NAMESPACES, docx, p, parts_of, zipped

USUAL = Limits()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(data: bytes, limits: Limits = USUAL) -> str:
    with pytest.raises(ReadError) as caught:
        read_docx(data, "a.docx", ReadOptions(limits=limits))
    message = str(caught.value)
    assert message.startswith("a.docx: ")
    assert "\n" not in message
    return message


def with_document(xml: str | bytes) -> bytes:
    return zipped({**parts_of(""), "word/document.xml": xml})


def test_a_damaged_zip() -> None:
    data = docx(p("text"))
    assert "damaged" in refusal(data[: len(data) // 2])
    assert "damaged" in refusal(b"PK\x03\x04" + bytes(50))


def test_a_damaged_part() -> None:
    data = bytearray(docx(p("text " * 200)))
    at = data.find(b"word/document.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    assert "word/document.xml cannot be unpacked" in refusal(bytes(data))


def test_a_zip_without_a_document() -> None:
    assert "word/document.xml is missing" in refusal(zipped({"readme.txt": "x"}))


def test_a_document_without_a_body() -> None:
    assert "no body" in refusal(with_document(f"<w:document {NAMESPACES}/>"))


def test_xml_that_is_not_well_formed() -> None:
    assert "not well-formed" in refusal(with_document("<w:document><w:body>"))
    assert "not well-formed" in refusal(with_document(""))


def test_a_protected_file_and_an_old_one() -> None:
    assert "password" in refusal(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert "old binary" in refusal(OLE)


def test_an_entry_that_is_encrypted() -> None:
    data = bytearray(docx(p("text")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert "password" in refusal(bytes(data))


@pytest.mark.parametrize("entry", ["../../etc/x", "/etc/x", "a/../../b", "C:\\x", "..\\x", "word/../../x"])
def test_entries_that_point_outside(entry: str) -> None:
    assert "points outside" in refusal(zipped({**parts_of(p("x")), entry: "x"}))


def test_two_entries_of_one_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("Word/Document.xml", "<b/>")
    assert "two entries" in refusal(out.getvalue())


def test_a_bomb_by_its_ratio() -> None:
    data = with_document(f"<w:document {NAMESPACES}><w:body>{' ' * 3_000_000}</w:body></w:document>")
    assert "more than 200 times" in refusal(data)


def test_a_bomb_by_its_size() -> None:
    many = {f"media/{number}.bin": bytes(900_000) for number in range(12)}
    assert "unpacks to" in refusal(zipped({**parts_of(p("x")), **many}), Limits(unpacked=2**20))


def test_a_bomb_that_lies_about_its_size() -> None:
    data = bytearray(with_document(f"<w:document {NAMESPACES}><w:body>{'x' * 100_000}</w:body></w:document>"))
    at = data.rfind(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", 500)
    assert "cannot be unpacked" in refusal(bytes(data))


def test_too_many_entries() -> None:
    assert "10,000 entries" in refusal(zipped({f"{number}": "" for number in range(10_001)}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(encoding: str) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    body = f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>"
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{laughs}{body}'
    assert "DTD" in refusal(with_document(xml.encode(encoding)))


def test_nesting_is_bounded() -> None:
    deep = "<w:sdt><w:sdtContent>" * 200 + p("x") + "</w:sdtContent></w:sdt>" * 200
    assert "nested deeper than 256" in refusal(docx(deep))
    allowed = docx("<w:sdt><w:sdtContent>" * 100 + p("x") + "</w:sdtContent></w:sdt>" * 100)
    assert read_docx(allowed, "a.docx").blocks[0].text == "x"
    assert "nested deeper than 20" in refusal(allowed, Limits(depth=20))
    wide = ReadOptions(limits=Limits(depth=2_000))
    assert read_docx(docx(deep), "a.docx", wide).blocks[0].text == "x"


def test_paragraphs_and_markup_are_bounded() -> None:
    assert "more than 10 paragraphs" in refusal(docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 11), Limits(blocks=10))
    assert "tags and attributes" in refusal(docx("<w:p/>" * 100_001), Limits(blocks=200))


def test_nothing_outside_is_read() -> None:
    parts = parts_of(p("x"))
    relation = (
        '<Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        'Target="{target}"{mode}/></Relationships>'
    )
    for target, mode in (
        ("file:///etc/passwd", ' TargetMode="External"'),
        ("../../../etc/passwd", ""),
        ("http://x/", ""),
    ):
        relations = str(parts["word/_rels/document.xml.rels"])
        more = relations.replace("</Relationships>", relation.format(target=target, mode=mode))
        content = read_docx(zipped({**parts, "word/_rels/document.xml.rels": more}), "a.docx")
        assert [block.text for block in content.blocks] == ["x"]


def test_macros_are_not_looked_at() -> None:
    content = read_docx(zipped({**parts_of(p("x")), "word/vbaProject.bin": OLE}), "a.docm")
    assert [block.text for block in content.blocks] == ["x"]


def test_a_part_is_found_whatever_its_letter_case() -> None:
    assert Archive(zipped({"Word/Document.XML": "<a/>"}), "a", Limits()).bytes("word/document.xml") == b"<a/>"


def test_formats_are_told_by_their_content() -> None:
    assert media_type(docx(p("x")), "a.zip") == DOCX
    assert media_type(zipped({"mimetype": ODT}), "a.zip") == ODT
    types = {"[Content_Types].xml": "<x/>"}
    for parts, message in (
        ({"a.txt": "x"}, "neither"),
        ({**types, "xl/workbook.xml": ""}, "an Excel workbook"),
        ({**types, "ppt/presentation.xml": ""}, "a PowerPoint presentation"),
        ({"mimetype": "application/epub+zip"}, "application/epub"),
    ):
        with pytest.raises(ReadError, match=message):
            media_type(zipped(parts), "a.zip")


def test_an_odt_is_refused_for_the_same_reasons() -> None:
    for parts, message in (
        ({"mimetype": ODT}, "content.xml is missing"),
        ({"mimetype": ODT, "content.xml": "<a/>"}, "no text document"),
        ({"content.xml": "<!DOCTYPE a><a/>"}, "DTD"),
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "password"),
    ):
        with pytest.raises(ReadError, match=message):
            read_odt(zipped(parts), "a.odt")
