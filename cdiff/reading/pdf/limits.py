"""What a hostile PDF may ask for: its packed streams and repeating drawings, measured before anything opens them.

A few bytes must not become gigabytes: a stream may not grow without end, and drawings may not repeat each other (ten
that draw ten that draw ten … are a small file and an endless page). How often a form is drawn is bounded from above,
without opening the file: by its own calls, times the most that any form it may name can cost.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Iterator

from cdiff.core.errors import ReadError
from cdiff.core.records import field, record
from cdiff.reading.options import Limits

_OBJECT = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+obj\b")
_REFERENCE = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+R\b")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_A85 = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_CALL = re.compile(rb"\bDo\b")
_MAX_DRAWN = 200_000
"""More drawings than the letters that a page may have: no page is drawn of so many."""
_MAX_DEPTH = 64
_MAX_DISTANCE = 3
"""A form's resources stand at most so many references away from it."""
_HARMLESS = 8 << 20
"""Up to this size a stream may grow as much as it likes: white pictures and empty tables do."""
_HEAD = 2048
"""A dictionary before a stream is looked for in so many bytes."""
_CHUNK, _FEED = 1 << 20, 4096


def check_streams(data: bytes, name: str, limits: Limits) -> None:  # one pass over the streams
    """Measure what the streams of a PDF unpack to.

    Raises `ReadError` where one grows beyond the allowed ratio, all together beyond the allowed size, or where
    drawings repeat each other.
    """
    total = 0
    forms = FormReferences()
    for match in _OBJECT.finditer(data):
        forms.see(int(match[1]), data[match.end() : match.end() + _HEAD].split(b"stream", 1)[0].split(b"endobj", 1)[0])
    for match in _STREAM.finditer(data):  # by their keyword: the table of a broken file would not lead to them
        head = data[max(0, match.start() - _HEAD) : match.start()]
        begins = list(_OBJECT.finditer(head))
        if not begins:
            continue
        number, entries = int(begins[-1][1]), head[begins[-1].end() :]
        if len(_FLATE.findall(entries)) > 1 and b"/DecodeParms" not in entries:
            raise ReadError(f"{name}: a part of this PDF is packed twice, as no draft is; export it again")
        picture, form, packed = b"/Image" in entries, b"/Form" in entries, b"/ObjStm" in entries
        grown = calls = used = 0
        kept: list[bytes] = []
        for chunk, used in _unpacked(data, match.end(), entries):  # noqa: B007  # the last one counts
            grown += len(chunk)
            calls += len(_CALL.findall(chunk)) if form else 0
            if packed:
                kept.append(chunk)
            if grown >= limits.unpacked:
                raise ReadError(_too_large(name, limits))
        if grown > max(_HARMLESS, limits.ratio * used) and not picture:
            raise ReadError(
                f"{name}: a part of this PDF unpacks to more than {limits.ratio} times its size; export it again"
            )
        if form:
            forms.see_form(number, calls)
        if packed:
            forms.see_packed(b"".join(kept), entries)
        total += 0 if picture else grown
        if total >= limits.unpacked:
            raise ReadError(_too_large(name, limits))
    forms.check(name)


def _too_large(name: str, limits: Limits) -> str:
    return f"{name}: this PDF unpacks to more than {limits.unpacked >> 20} MiB; split it, or raise the limit"


def _unpacked(data: bytes, start: int, entries: bytes) -> Iterator[tuple[bytes, int]]:
    """Unpack a stream bit by bit; with each piece, how much of the stream was read so far."""
    packed: bytes | memoryview = memoryview(data)[start:]
    if not _FLATE.search(entries):
        end = data.find(b"endstream", start)
        plain = data[start : end if end >= 0 else len(data)]
        yield plain, max(1, len(plain))
        return
    if _A85.search(entries):
        end = data.find(b"~>", start)
        try:
            packed = base64.a85decode(data[start : end if end >= 0 else start])
        except ValueError:
            return
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


@record(frozen=False)
class FormReferences:
    """What the file's objects refer to, and how often its forms call others."""

    references: dict[int, set[int]] = field(default_factory=dict)
    calls: dict[int, int] = field(default_factory=dict)
    _weights: dict[int, int] = field(default_factory=dict)

    def see(self, number: int, entries: bytes) -> None:
        """Take note of an object's dictionary."""
        found = self.references.setdefault(number, set())
        found.update(int(reference) for reference in _REFERENCE.findall(entries))

    def see_form(self, number: int, calls: int) -> None:
        """Take note of how often a form calls others."""
        self.calls[number] = max(self.calls.get(number, 0), calls)

    def see_packed(self, content: bytes, entries: bytes) -> None:
        """Take note of the objects in an object stream."""
        first = re.search(rb"/First\s+(\d{1,9})", entries)
        if first is None:
            return
        inside = content[int(first[1]) :]
        numbers = [int(number) for number in content[: int(first[1])].split() if number.isdigit()]
        places = numbers[1::2]
        for number, start, end in zip(numbers[::2], places, [*places[1:], len(inside)], strict=False):
            self.see(number, inside[start:end])

    def check(self, name: str) -> None:
        """Raise `ReadError` where a form draws more than any page holds."""
        if any(self._weight(number, 0) > _MAX_DRAWN for number in self.calls):
            raise ReadError(f"{name}: its drawings repeat each other without end; print it to a new PDF")

    def _weight(self, number: int, depth: int) -> int:
        if number in self._weights:
            return self._weights[number]
        self._weights[number] = 1  # a form that draws itself is drawn once
        if depth < _MAX_DEPTH and self.calls[number]:
            most = max((self._weight(inner, depth + 1) for inner in self._inner(number)), default=0)
            self._weights[number] = min(1 + self.calls[number] * most, _MAX_DRAWN * 10)
        return self._weights[number]

    def _inner(self, number: int) -> Iterable[int]:
        """List the forms that a form may name: those its dictionary refers to, at once or through others."""
        seen: set[int] = {number}
        edge = {number}
        for _ in range(_MAX_DISTANCE):
            edge = {there for here in edge for there in self.references.get(here, ())} - seen
            seen |= edge
            yield from sorted(there for there in edge if there in self.calls)
            edge = {there for there in edge if there not in self.calls}
