"""A PDF's packed streams, measured before anything opens them: a few bytes must not become gigabytes."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from cdiff.core.errors import ReadError
from cdiff.reading.options import Limits
from cdiff.reading.pdf.forms import CALL, OBJECT, Forms

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_CHUNK = 1 << 20
_FEED = 4096
_HARMLESS = 8 << 20
"""Up to this size a stream may grow as much as it likes."""
_HEAD = 2048
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_A85 = re.compile(rb"/(?:ASCII85Decode|A85)\b")


def check_streams(data: bytes, name: str, limits: Limits) -> None:
    """Measure what the streams of a PDF unpack to.

    Raises `ReadError` where one grows beyond the allowed ratio, all together beyond the allowed size, or where
    drawings repeat each other.
    """
    total = 0
    forms = Forms()
    for match in OBJECT.finditer(data):
        forms.see(int(match[1]), data[match.end() : match.end() + _HEAD].split(b"stream", 1)[0].split(b"endobj", 1)[0])
    for stream in _streams(data):
        if len(_FLATE.findall(stream.entries)) > 1 and b"/DecodeParms" not in stream.entries:
            raise ReadError(f"{name}: a part of this PDF is packed twice, as no draft is; export it again")
        total += _measure(stream, data, name, limits, forms)
        if total >= limits.unpacked:
            raise ReadError(_too_large(name, limits))
    forms.check(name)


@dataclass(frozen=True, slots=True)
class _Stream:
    number: int
    entries: bytes
    """Its dictionary."""
    start: int


def _streams(data: bytes) -> Iterator[_Stream]:
    """Find the streams of a file, where the table of a broken file would not."""
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _HEAD) : match.start()]
        begins = list(OBJECT.finditer(head))
        if begins:
            yield _Stream(int(begins[-1][1]), head[begins[-1].end() :], match.end())


def _measure(stream: _Stream, data: bytes, name: str, limits: Limits, forms: Forms) -> int:
    """Unpack a stream to nowhere; give its size, 0 for a picture, and tell what it draws."""
    entries = stream.entries
    picture, packed = b"/Image" in entries, b"/ObjStm" in entries
    grown = calls = used = 0
    kept: list[bytes] = []
    for chunk, read in _chunks(stream, data):
        used = read
        grown += len(chunk)
        calls += len(CALL.findall(chunk)) if b"/Form" in entries else 0
        if packed:
            kept.append(chunk)
        if grown >= limits.unpacked:
            raise ReadError(_too_large(name, limits))
    if grown > max(_HARMLESS, limits.ratio * used) and not picture:
        ratio = limits.ratio
        raise ReadError(f"{name}: a part of this PDF unpacks to more than {ratio} times its size; export it again")
    if b"/Form" in entries:
        forms.see_form(stream.number, calls)
    if packed:
        forms.see_packed(b"".join(kept), entries)
    return 0 if picture else grown


def _too_large(name: str, limits: Limits) -> str:
    return f"{name}: this PDF unpacks to more than {limits.unpacked >> 20} MiB; split it, or raise the limit"


def _chunks(stream: _Stream, data: bytes) -> Iterator[tuple[bytes, int]]:
    """Unpack a stream bit by bit; with each piece, how much of it was read so far."""
    packed: bytes | memoryview = memoryview(data)[stream.start :]
    if not _FLATE.search(stream.entries):
        end = data.find(b"endstream", stream.start)
        plain = data[stream.start : end if end >= 0 else len(data)]
        yield plain, max(1, len(plain))
        return
    if _A85.search(stream.entries):
        packed = _decoded(data, stream.start)
    yield from _inflated(packed)


def _decoded(data: bytes, start: int) -> bytes:
    end = data.find(b"~>", start)
    try:
        return base64.a85decode(data[start : end if end >= 0 else start])
    except ValueError:
        return b""


def _inflated(packed: bytes | memoryview) -> Iterator[tuple[bytes, int]]:
    unpacker = zlib.decompressobj()
    fed = 0
    waiting: bytes | memoryview = b""
    try:
        while not unpacker.eof:
            if not waiting:
                waiting = packed[fed : fed + _FEED]
                fed += len(waiting)
            if not waiting:
                return
            chunk = unpacker.decompress(waiting, _CHUNK)
            waiting = unpacker.unconsumed_tail
            yield chunk, max(1, fed - len(unpacker.unused_data) - len(waiting))
    except zlib.error:
        return
