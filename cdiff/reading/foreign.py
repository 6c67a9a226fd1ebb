"""Files of other types, recognised by their first bytes: the error says what the file is, and not which byte is wrong.

Only types that people take for drafts, or whose name they mistype: pictures (a scan), archives, messages, programs.
"""

from __future__ import annotations

import re
from pathlib import Path

from cdiff.core.errors import ReadError

READS = ".txt, .md, .html, .docx, .odt, .rtf, .doc, .pdf, Akoma Ntoso and other law in XML"
"""What to offer instead."""
_SCAN = "if it is a scan, make a PDF or a text of it with a text recognition program (OCR)"
_UNPACK = "unpack it and read what is inside"
_TAKE_OUT = "save the attachment, or the text of the message, as a file of its own"

_SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture", _SCAN),
    (0, b"\xff\xd8\xff", "a JPEG picture", _SCAN),
    (0, b"GIF87a", "a GIF picture", _SCAN),
    (0, b"GIF89a", "a GIF picture", _SCAN),
    (0, b"II*\0", "a TIFF picture", _SCAN),
    (0, b"MM\0*", "a TIFF picture", _SCAN),
    (8, b"WEBP", "a WebP picture", _SCAN),
    (4, b"ftyphei", "a HEIC picture", _SCAN),
    (4, b"ftypavif", "an AVIF picture", _SCAN),
    (4, b"jP  \r\n\x87\n", "a JPEG 2000 picture", _SCAN),
    (0, b"AT&TFORM", "a DjVu document", "convert it to PDF"),
    (0, b"%!PS", "a PostScript file", "convert it to PDF"),
    (0, b"\xffWPC", "a WordPerfect document", "save it as .docx"),
    (0, b"\x1f\x8b", "a gzip archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"PK\x05\x06", "an empty zip archive", ""),
    (0, b"PK\x07\x08", "a zip archive in several parts", _UNPACK),
    (0, b"\x7fELF", "a program", ""),
    (0, b"\xcf\xfa\xed\xfe", "a program", ""),
    (0, b"\xca\xfe\xba\xbe", "a program", ""),
    (0, b"\0asm", "a program", ""),
    (0, b"SQLite format 3\0", "an SQLite database", ""),
    (4, b"ftyp", "a video or audio recording", ""),
    (0, b"ID3", "an audio recording", ""),
    (0, b"OggS", "an audio recording", ""),
    (0, b"fLaC", "an audio recording", ""),
    (0, b"RIFF", "a video or audio recording", ""),
)
"""Offset, bytes, what it is, what to do; the first that fits is taken. From the file formats' own specifications."""
_ALSO_TEXT = (b"BZh", b"RIFF", b"ID3", b"OggS", b"fLaC", b"WEBP", b"ustar", b"AT&TFORM")
"""Signatures of letters alone, with which a text can begin; they count where there is a NUL byte too."""

_HEADER = re.compile(rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_SENT = re.compile(rb"^(?:message-id|received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
"""What a mail server adds; a saved web page (MHTML) has the other headers too, and a typed memorandum has a sender."""


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise `ReadError` for a file of a type that holds no readable draft, and name the type."""
    found = _kind_of(data, name)
    if found:
        what, advice = found
        raise ReadError(f"{name} is {what}; cdiff reads {READS}{f'; {advice}' if advice else ''}")


def _kind_of(data: bytes, name: str) -> tuple[str, str] | None:
    head = data[:4096]
    for offset, signature, what, advice in _SIGNATURES:
        if head.startswith(signature, offset) and (signature not in _ALSO_TEXT or b"\0" in head):
            return what, advice
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":  # the reserved bytes of its header
        return "a BMP picture", _SCAN
    if head.startswith(b"MZ") and b"\0" in head:
        return "a program", ""
    header = _HEADER.match(data[:65536])
    if header and (Path(name).suffix.lower() == ".eml" or _SENT.search(header[0])):
        return "an e-mail message", _TAKE_OUT
    return None
