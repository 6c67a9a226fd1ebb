"""A file of the old one's parts, of which some are new: what did not change is copied as it is packed.

What deflating gives depends on the library of the machine, so a part that changed is stored without it; all others
keep the very bytes that the old file has for them. The same files give the same bytes everywhere.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_UNICODE = 0x800


def repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Write a zip file anew with some of its parts changed; those that it does not have come last."""
    out = BytesIO()
    central: list[bytes] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        for entry in entries:
            if entry.filename in changed:
                packed, method, size = changed[entry.filename], 0, len(changed[entry.filename])
                checksum = zlib.crc32(packed)
            else:
                packed, method, size, checksum = _packed(data, entry), entry.compress_type, entry.file_size, entry.CRC
            central.append(_put(out, entry, packed, (method, checksum, size)))
        known = {entry.filename for entry in entries}
        for name in changed:
            if name not in known:
                content = changed[name]
                central.append(_put(out, zipfile.ZipInfo(name), content, (0, zlib.crc32(content), len(content))))
    start = out.tell()
    for row in central:
        out.write(row)
    out.write(_END.pack(b"PK\5\6", 0, 0, len(central), len(central), out.tell() - start, start, 0))
    return out.getvalue()


def _packed(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return a part as it is packed."""
    fields = _LOCAL.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _LOCAL.size + fields[9] + fields[10]
    return data[start : start + entry.compress_size]


def _put(out: BytesIO, entry: zipfile.ZipInfo, packed: bytes, said: tuple[int, int, int]) -> bytes:
    """Write one part; return its row in the table of contents."""
    method, checksum, size = said
    name = entry.filename.encode()
    flags = _UNICODE if not entry.filename.isascii() else 0
    year, month, day, hour, minute, second = entry.date_time
    date, time = (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
    place = out.tell()
    out.write(_LOCAL.pack(b"PK\3\4", 20, flags, method, time, date, checksum, len(packed), size, len(name), 0))
    out.write(name + packed)
    head = _CENTRAL.pack(
        b"PK\1\2", 20, 0, 20, 0, flags, method, time, date, checksum, len(packed), size, len(name), 0, 0, 0, 0, 0, place
    )
    return head + name
