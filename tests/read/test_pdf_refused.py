"""PDFs that cannot be read, or want to do harm: one clear line, in bounded time, never empty success."""

from __future__ import annotations

import os
import random
from contextlib import suppress

import pytest

from cdiff.core.errors import ReadError
from cdiff.reading import apart, read_bytes
from cdiff.reading.options import Limits, ReadOptions
from cdiff.reading.pdf import read_pdf
from tests.read.pdf_maker import Sheet, join, make, stream

FORM = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
IMAGE = "/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8"


def refusal(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008  # frozen
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "draft.pdf", ReadOptions(limits=limits))
    message = str(caught.value)
    assert message.startswith("draft.pdf: ")
    assert "\n" not in message
    return message


def picture() -> bytes:
    return stream(b"\x00" * 16, IMAGE)


def test_a_scan_without_text() -> None:
    sheet = Sheet().raw("q 500 0 0 700 40 40 cm /I Do Q")
    message = refusal(make(sheet, more=(picture(),), resources="/XObject << /I 5 0 R >>"))
    assert "scan" in message
    assert "OCR" in message


def test_some_pages_without_text_are_named() -> None:
    scan = Sheet().raw("q 500 0 0 700 40 40 cm /I Do Q")
    data = make(Sheet().text(72, 100, "Some text."), scan, scan, more=(picture(),), resources="/XObject << /I 5 0 R >>")
    content = read_pdf(data, "draft.pdf", ReadOptions())
    assert [warning.message for warning in content.warnings] == [
        "pages 2, 3 without text, perhaps scanned: nothing was read there"
    ]


def test_no_text_at_all() -> None:
    assert "without text" in refusal(make(Sheet()))


def test_an_encrypted_file() -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    ]
    assert "encrypted" in refusal(join(objects, "/Encrypt 3 0 R /ID [<00> <00>]"))


def test_a_font_that_does_not_say_its_letters() -> None:
    fonts = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nameless /FontDescriptor 7 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /Nameless /Flags 4 /ItalicAngle 0 /Ascent 800 /Descent -200"
            b" /CapHeight 700 /StemV 80 /FontBBox [0 -200 1000 800] >>"
        ),
    )
    sheet = Sheet().raw("BT /F9 10 Tf 72 700 Td <00250026002700280029002A002B> Tj ET")
    assert "which letters" in refusal(make(sheet, more=fonts, fonts="/F9 5 0 R"))


@pytest.mark.parametrize("cut", [9, 60, 300])
def test_a_torn_file_is_refused_or_mended(cut: int) -> None:
    data = make(Sheet().text(72, 100, "Some text."))[:cut]
    assert "damaged" in refusal(data) or "pages" in refusal(data)


def test_a_broken_table_is_mended() -> None:
    data = make(Sheet().text(72, 100, "Some text."))
    content = read_pdf(data.replace(b"startxref\n", b"startxref\n9"), "draft.pdf", ReadOptions())
    assert [block.text for block in content.blocks] == ["Some text."]


def test_too_many_pages() -> None:
    data = make(*[Sheet().text(72, 100, "Some text.")] * 4)
    assert "4 pages, and the limit is 3" in refusal(data, Limits(pages=3))


def test_too_many_paragraphs() -> None:
    sheet = Sheet().lines(72, 100, ["One.", "Two.", "Three."], 40)
    assert "more than 2 paragraphs" in refusal(make(sheet), Limits(blocks=2))


def test_a_page_count_that_is_not_true() -> None:
    data = make(Sheet().text(72, 100, "Some text.")).replace(b"/Count 1", b"/Count 9")
    with suppress(ReadError):
        assert read_pdf(data, "draft.pdf", ReadOptions()).blocks


def test_a_stream_that_grows_is_no_harm_by_itself() -> None:
    sheet = Sheet().text(72, 100, "Some text.").raw(" " * (20 << 20))
    assert read_bytes(make(sheet), "draft.pdf").blocks[0].text == "Some text."


def test_a_form_that_draws_itself() -> None:
    resources = "/Resources << /Font << /F1 3 0 R >> /XObject << /X 5 0 R >> >>"
    form = stream(b"BT /F1 10 Tf 72 700 Td (In the form.) Tj ET /X Do", f"{FORM} {resources}")
    data = make(Sheet().raw("/X Do"), more=(form,), resources="/XObject << /X 5 0 R >>")
    assert "In the form." in read_pdf(data, "draft.pdf", ReadOptions()).blocks[0].text


def test_pages_that_contain_each_other() -> None:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    refusal(join(objects))


def test_noise_is_refused() -> None:
    noise = random.Random(7)
    whole = make(Sheet().text(72, 100, "Some text.").lines(72, 140, ["More text.", "And more."]))
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(12):
            data[noise.randrange(len(data))] = noise.randrange(256)
        try:
            read_pdf(bytes(data), "draft.pdf", ReadOptions())
        except ReadError as error:
            assert str(error).startswith("draft.pdf: ")  # noqa: PT017


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_forms_that_draw_each_other_ten_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 2)
    monkeypatch.setattr(apart, "MEMORY", 256 << 20)
    forms = []
    for number in range(5, 14):
        inner = f"/XObject << /X {number + 1} 0 R >>" if number < 13 else ""
        drawn = b"/X Do " * 10 if inner else b"BT /F1 10 Tf 72 700 Td (ha) Tj ET"
        forms.append(stream(drawn, f"{FORM} /Resources << /Font << /F1 3 0 R >> {inner} >>"))
    data = make(Sheet().raw("/X Do"), more=tuple(forms), resources="/XObject << /X 5 0 R >>")
    assert "reading it takes more than" in refusal(data)
