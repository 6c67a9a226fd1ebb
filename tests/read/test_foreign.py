"""Files of other types are named by their type, whatever they are called and whatever encoding is asked for."""

from __future__ import annotations

import io
import zipfile

import pytest

from cdiff.core.errors import ReadError
from cdiff.reading import ReadOptions, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
MAIL = (
    b"Return-Path: <a@example.org>\nFrom: a@example.org\nTo: b@example.org\nSubject: Draft\n\n1. The Parties agree.\n"
)


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "text")
    return packed.getvalue()


FILES = {
    "a PNG picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG picture": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "a GIF picture": b"GIF89a\1\0\1\0",
    "a TIFF picture": b"II*\0\x08\0\0\0",
    "a BMP picture": b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0",
    "a WebP picture": b"RIFF\x24\0\0\0WEBPVP8 ",
    "a HEIC picture": b"\0\0\0\x18ftypheic\0\0\0\0",
    "a gzip archive": b"\x1f\x8b\x08\0\0\0\0\0",
    "a 7-Zip archive": b"7z\xbc\xaf\x27\x1c\0\4",
    "a tar archive": b"draft.txt" + b"\0" * 248 + b"ustar\x0000" + b"\0" * 248,
    "a program": b"\x7fELF\2\1\1\0",
    "an SQLite database": b"SQLite format 3\0",
    "a video or audio recording": b"\0\0\0\x18ftypmp42\0\0\0\0",
    "a WordPerfect document": b"\xffWPC\x10\0\0\0",
    "an e-mail message": MAIL,
    "an Outlook message": OLE + "__substg1.0_0037001F".encode("utf-16-le"),
    "an old Excel workbook": OLE + "Workbook".encode("utf-16-le"),
    "an old PowerPoint presentation": OLE + "PowerPoint Document".encode("utf-16-le"),
    "an encrypted Office file": OLE + "EncryptedPackage".encode("utf-16-le"),
    "a zip archive": zipped("draft.txt"),
    "an Excel workbook": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "a PowerPoint presentation": zipped("[Content_Types].xml", "ppt/presentation.xml"),
}


@pytest.mark.parametrize("encoding", [None, "latin-1", "utf-16"])
@pytest.mark.parametrize("what", FILES)
def test_a_file_of_another_type_is_named(what: str, encoding: str | None) -> None:
    for name in ("draft.txt", "draft.md", "draft"):
        with pytest.raises(ReadError, match=rf"^{name} is {what}") as refused:
            read_bytes(FILES[what], name, ReadOptions(encoding=encoding))
        assert "\n" not in str(refused.value)


def test_an_empty_file_is_called_empty() -> None:
    with pytest.raises(ReadError, match=r"^draft.docx: the file is empty"):
        read_bytes(b"", "draft.docx")


@pytest.mark.parametrize(
    "start", ["BM and MZ", "RIFF", "ID3", "BZh", "OggS", "PK", "GIF", "From: the Chair\nTo: all\n"]
)
def test_a_text_that_only_begins_like_one_is_read(start: str) -> None:
    reading = read_bytes(f"{start}\n\n1. The Parties agree.\n".encode(), "draft.txt")
    assert reading.blocks[-1].text == "1. The Parties agree."


def test_a_mail_is_known_by_its_suffix_too() -> None:
    with pytest.raises(ReadError, match="is an e-mail message"):
        read_bytes(b"From: a@example.org\nSubject: Draft\n\n1. The Parties agree.\n", "draft.eml")
