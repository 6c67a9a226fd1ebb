"""Safe unpacking of untrusted zip files: a part by its name, within limits, never on disk.

What an archive says about itself is checked before anything is unpacked: the number and names of its entries,
what they unpack to together, how many times larger each becomes. `zipfile` stops at the size that an entry
declares, so a lie about the size ends as a damaged file.
"""

from __future__ import annotations

import base64
import re
import zipfile
import zlib
from io import BytesIO
from lzma import LZMAError

from lxml import etree

from cdiff.core.errors import ReadError
from cdiff.reading.options import Limits
from cdiff.reading.xmlparts import Element, parse_xml, text_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

_FLAT_OPC = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_ENTRIES = 10_000
"""A .docx of a thousand pictures has some 1,100 parts."""
_ENTRY_SIGNATURE = b"PK\x01\x02"
_SMALL = 2**20
"""Below this size a part may be packed as tightly as it likes."""
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_DAMAGED = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, ValueError, OSError, NotImplementedError, RuntimeError)
"""What `zipfile` and the libraries below it raise for a file that is not as it should be."""
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"), ("visio/", "a Visio drawing"))


class Archive:
    """A zip file that keeps within the limits."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Open it and check what it declares. Raises `ReadError` for what is damaged or hostile."""
        self.name = name
        self.limits = limits
        self._zip = _opened(data, name)
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries) / 2**20
        most = limits.unpacked // 2**20
        if unpacked > limits.unpacked / 2**20:
            raise ReadError(f"{name}: unpacks to {unpacked:,.0f} MiB, more than the limit of {most:,} MiB; refused")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            _check(entry, name, limits)
            if self._entries.setdefault(entry.filename.lower(), entry) is not entry:
                raise ReadError(f"{name}: the zip file has two entries named {entry.filename!r}; refused")

    def __contains__(self, part: str) -> bool:
        """Whether it has a part of this name; letter case does not count, as in Office."""
        return part.lower() in self._entries

    def names(self) -> list[str]:
        """List the names of the parts, in the order of the archive."""
        return [entry.filename for entry in self._entries.values()]

    def bytes(self, part: str) -> bytes:
        """Unpack one part. Raises `ReadError` where it is missing or damaged."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise ReadError(f"{self.name}: the part {part} is missing; the file is damaged or is no such document")
        try:
            return self._zip.read(entry)
        except _DAMAGED as error:
            raise ReadError(f"{self.name}: the part {part} cannot be unpacked ({error})") from None

    def entry_name(self, part: str) -> str:
        """Return the name of a part as the archive spells it."""
        return self._entries[part.lower()].filename

    def fingerprint(self, part: str) -> str:
        """Tell one part from another by the checksum and the size that the archive lists; empty where it is missing.

        It is not unpacked: a draft may hold a hundred megabytes of pictures.
        """
        entry = self._entries.get(part.lower())
        return f"{entry.CRC:08x} {entry.file_size}" if entry else ""

    def xml(self, part: str) -> Element:
        """Unpack and parse one part. Raises `ReadError` where that is not possible or not safe."""
        return parse_xml(self.bytes(part), self.name, part, self.limits)


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError(f"{name}: it is protected by a password; save it without one")
        raise ReadError(f"{name}: it is an old binary Office file, not a .docx; save it as .docx")
    if data.count(_ENTRY_SIGNATURE) > _ENTRIES:
        raise ReadError(f"{name}: the zip file has more than {_ENTRIES:,} entries; refused")
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _DAMAGED as error:
        raise ReadError(f"{name}: the zip file is damaged ({error}); get it again, or save it anew") from None


def _check(entry: zipfile.ZipInfo, name: str, limits: Limits) -> None:
    # orig_filename is what the archive says; zipfile shortens it at a NUL and turns the slashes of Windows.
    if _OUTSIDE.search(entry.orig_filename):
        raise ReadError(f"{name}: the zip file has an entry named {entry.orig_filename!r}, which points outside")
    if entry.flag_bits & 1:
        raise ReadError(f"{name}: it is protected by a password; save it without one")
    if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        raise ReadError(f"{name}: {entry.filename} unpacks to more than {limits.ratio} times its size; refused")


def media_type(data: bytes, name: str, limits: Limits = Limits()) -> str:  # noqa: B008  # frozen
    """Return the kind of document that a zip file holds, by its content: `DOCX` or `ODT`.

    Raises `ReadError` for any other zip file, and says what it is where that is known.
    """
    archive = Archive(data, name, limits)
    if "mimetype" in archive:
        told = archive.bytes("mimetype")[:100].decode("ascii", "replace").strip()
        if told.startswith(ODT):
            return ODT
        raise ReadError(f"{name} is of the type {told!r}, no text document; save its text as .docx or .odt")
    if "[Content_Types].xml" not in archive:
        raise ReadError(f"{name} is a zip archive, neither a .docx nor an .odt; unpack it and read what is inside")
    for folder, what in _OTHERS:
        if any(part.startswith(folder) for part in archive.names()):
            raise ReadError(f"{name} is {what}, not a Word document; save its text as .docx")
    return DOCX


def from_flat_xml(data: bytes, name: str, limits: Limits = Limits()) -> bytes:  # noqa: B008  # frozen
    """Pack Word's or LibreOffice's document in a single XML file as the zip file that it stands for.

    Raises `ReadError` for XML that is not well-formed or not safe, and where the parts cannot be unpacked.
    """
    root = parse_xml(data, name, "the file", limits)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if not str(root.tag).startswith(_FLAT_OPC):
            archive.writestr("mimetype", ODT)
            archive.writestr("content.xml", data)
        else:
            archive.writestr("[Content_Types].xml", "<Types/>")
        for part in root.iterchildren(f"{_FLAT_OPC}part"):
            place = str(part.get(f"{_FLAT_OPC}name", "")).lstrip("/")
            xml, binary = part.find(f"{_FLAT_OPC}xmlData"), part.find(f"{_FLAT_OPC}binaryData")
            if place and xml is not None and len(xml):
                archive.writestr(place, etree.tostring(xml[0]))
            elif place and binary is not None:
                try:
                    archive.writestr(place, base64.b64decode(text_of(binary)))
                except ValueError:
                    raise ReadError(f"{name}: the part {place} cannot be unpacked") from None
    return packed.getvalue()
