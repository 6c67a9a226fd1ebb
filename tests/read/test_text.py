"""Plain text: its encoding, and its lines with the gaps before them."""

from __future__ import annotations

import codecs

import pytest

from cdiff.core.errors import ReadError
from cdiff.reading.text import blocks_of, decode


@pytest.mark.parametrize(
    "data",
    [
        "Ä “x”".encode(),
        codecs.BOM_UTF8 + "Ä “x”".encode(),
        "Ä “x”".encode("utf-16"),
        codecs.BOM_UTF32_BE + "Ä “x”".encode("utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding(data: bytes) -> None:
    assert decode(data, "x.txt") == "Ä “x”"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_by_its_zeros(encoding: str) -> None:
    assert decode("1. “Lamps” – agreed".encode(encoding), "x.txt") == "1. “Lamps” – agreed"


def test_a_byte_that_does_not_fit_is_named_with_its_line() -> None:
    with pytest.raises(ReadError, match=r"byte 0xe9 at offset 5 \(line 2\) is not utf-8.*cp1252"):
        decode(b"1. A\n\xe9", "x.txt")
    with pytest.raises(ReadError, match="line 2 has a NUL"):
        decode("a\nÄ\0 and much more text behind it".encode(), "x.txt")
    with pytest.raises(ReadError, match="unknown encoding"):
        decode(b"x", "x.txt", "klingon")


def test_lines_have_their_number_and_the_empty_lines_before_them() -> None:
    found = [(block.text, block.line, block.gap) for block in blocks_of("a\r\n\r\n \xa0\nb\rc\u2028d")]
    assert found == [("a", 1, 0), ("b", 4, 2), ("c", 5, 0), ("d", 5, 0)]
