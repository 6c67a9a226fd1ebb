"""A web page as bytes: which encoding it is in, and the page inside a MIME archive (.mht, Word's “web page”)."""

from __future__ import annotations

import codecs
import email
import email.message
import email.policy
import re

from cdiff.core.errors import ReadError
from cdiff.core.records import record
from cdiff.reading.text import decode

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*+=\s*+["']?\s*+([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]+)""")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_STARTS = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?"
    rb"(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOSE = re.compile(rb"<(?:p|div|h[1-6]|ol|ul|table|span|br|section|article|main)\b[^<>]*>", re.IGNORECASE)
_MIME = re.compile(rb"^content-type:\s*multipart/(?:related|mixed|alternative)", re.IGNORECASE | re.MULTILINE)
_FEW = 3
"""A piece of a page, without `html` around it, shows by so many tags."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AS_BROWSERS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "unicode": "utf-8",
}
"""What browsers take a declared name for; a page that can name itself in ASCII is not in UTF-16."""


@record
class HtmlPage:
    """A decoded page, and what else its file holds."""

    text: str
    media_type: str = "text/html"
    others: tuple[tuple[str, str], ...] = ()
    """Other pages in the archive: the part's name and its text."""
    unread: tuple[str, ...] = ()
    """Parts without text: pictures, fonts."""


def is_html(data: bytes) -> bool:
    """Whether bytes are a web page or a MIME archive of one, whatever the file is called."""
    head = _plain(data[:8192]).lstrip()
    if is_archive(data) or _STARTS.match(head):
        return True
    return head.startswith(b"<") and len(_LOOSE.findall(head)) >= _FEW


def is_archive(data: bytes) -> bool:
    """Whether bytes are a MIME archive: headers before the first empty line, one of them multipart."""
    head = re.split(rb"\r?\n\r?\n", data[:8192].lstrip(), maxsplit=1)[0]
    return re.match(rb"[A-Za-z-]+:", head) is not None and _MIME.search(head) is not None


def _plain(head: bytes) -> bytes:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")


def decode_page(data: bytes, name: str, encoding: str | None) -> HtmlPage:
    """Decode a page: the encoding asked for, else its byte-order mark, else what it declares, else UTF-8.

    Raises `ReadError` for bytes that do not fit and for an archive without a page.
    """
    if is_archive(data):
        return _from_archive(data, name, encoding)
    return HtmlPage(_decoded(data, name, encoding))


def _decoded(data: bytes, name: str, encoding: str | None) -> str:
    if encoding is None and not data.startswith(_MARKS) and b"\0" not in data[:64]:
        encoding = _declared(data)
    return decode(data, name, encoding)


def as_browsers(name: str) -> str:
    """Return the encoding that browsers take a declared name for; a name of another kind comes back as it is."""
    return _AS_BROWSERS.get(name.lower(), name.lower())


def _declared(data: bytes) -> str | None:
    head = _COMMENT.sub(b"", data[:16384])
    match = _XML.match(head) or _META.search(head)
    if match is None:
        return None
    name = as_browsers(match[1].decode("ascii"))
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _from_archive(data: bytes, name: str, encoding: str | None) -> HtmlPage:
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
        parts = [part for part in message.walk() if not part.is_multipart()]
        pages = [part for part in parts if _is_page(part)]
        if not pages:
            raise ReadError(f"{name}: a MIME archive without a web page in it")
        others = tuple((_part_name(part), _part_text(part, name, encoding)) for part in pages[1:])
        unread = tuple(_part_name(part) for part in parts if not _is_page(part) and not _is_list(part))
        return HtmlPage(_part_text(pages[0], name, encoding), "multipart/related", others, unread)
    except RecursionError:
        raise ReadError(f"{name}: a MIME archive with archives in archives, too deep to read") from None
    except (TypeError, ValueError, LookupError, AttributeError) as error:  # what `email` raises for odd headers
        raise ReadError(f"{name}: the MIME archive is damaged ({error}); save the page again") from None


def _is_page(part: email.message.Message) -> bool:
    declared = str(part.get("Content-Type", "")).lower()
    named = _part_name(part).lower().endswith((".htm", ".html"))
    return named or declared.startswith(("text/html", "application/xhtml"))


def _is_list(part: email.message.Message) -> bool:
    """Word's list of the files in the archive, and style sheets: no text for a reader."""
    return part.get_content_type() in ("application/xml", "text/xml", "text/css")


def _part_name(part: email.message.Message) -> str:
    named = part.get_filename() or part.get("Content-Location") or part.get("Content-ID") or part.get_content_type()
    return re.split(r"[\\/]", str(named).strip("<>"))[-1][:100]


def _part_text(part: email.message.Message, name: str, encoding: str | None) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_param("charset")
    if encoding is None and isinstance(charset, str) and not data.startswith(_MARKS):
        encoding = _declared(b'<meta charset="' + charset.encode("ascii", "ignore") + b'">')
    return _decoded(data, f"{name} ({_part_name(part)})", encoding)
