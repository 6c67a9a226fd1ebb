"""A draft by its address: one file over http or https, within limits, from a public address only.

The name is resolved once, every address it has must be public, and the connection goes to the address that
was checked: a name that changes its address between check and connection (DNS rebinding) gains nothing.
Every redirect is checked in the same way. Neither cookies nor passwords nor proxies are used.
Rejected: urllib's opener and httpx (both resolve the name again when they connect).
"""

from __future__ import annotations

import codecs
import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from cdiff.core.errors import ReadError
from cdiff.core.records import record
from cdiff.reading.html.bytes import as_browsers

_CHUNK = 65536
_BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOVED = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/akn+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
_HEADERS = {
    "User-Agent": "cdiff",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}
_EMBEDDED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"))
"""IPv6 addresses that lead to an IPv4 address written in them."""


@record
class _FetchLimits:
    allow_local: bool
    limit: int
    deadline: float
    seconds: float

    def left(self, url: str) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise ReadError(f"{url}: no complete answer within {self.seconds:g} seconds")
        return min(left, threading.TIMEOUT_MAX)  # what the system can wait, 292 years


def fetch(
    url: str, *, allow_local: bool = False, limit: int, seconds: float, redirects: int
) -> tuple[bytes, str, str, str]:
    """Fetch a file: its bytes, a name for it, its media type as declared, the address it came from.

    `limit` bounds the bytes, `seconds` the whole transfer, `redirects` the hops. The media type keeps its
    `charset`. Raises `ReadError` for any other scheme, an address that is not public (unless `allow_local`),
    an answer other than 200, and whatever goes beyond the limits.
    """
    rules = _FetchLimits(allow_local, limit, time.monotonic() + seconds, seconds)
    asked, hops = url, 0
    while True:
        parts = _checked(url)
        with _answer(parts, url, rules) as response:
            if response.status not in _MOVED:
                data = _body(response, url, rules)
                return data, _name(parts, response), _media_type(response), url
            hops += 1
            if hops > redirects:
                raise ReadError(f"{asked}: more than {redirects} redirects")
            url = _next(response, url, parts)


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise ReadError(f"{url}: not an address: {error}") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ReadError(f"{url}: only http:// and https:// addresses are fetched")
    if parts.username or parts.password:
        raise ReadError(f"{parts.hostname}: addresses with a password in them are not fetched; save the file yourself")
    if any(ord(sign) < 33 for sign in url.strip()) or port == 0:
        raise ReadError(f"{url!r}: not an address")
    return parts


def _next(response: http.client.HTTPResponse, url: str, parts: SplitResult) -> str:
    where = response.headers.get("Location")
    if not where:
        raise ReadError(f"{url}: a redirect without an address")
    target = urljoin(url, where.encode("latin-1", "replace").decode("utf-8", "replace"))
    if parts.scheme == "https" and urlsplit(target).scheme == "http":
        raise ReadError(f"{url}: redirects to {target}, which is not protected (https); fetch that if you trust it")
    return target


# Connecting


@contextlib.contextmanager
def _answer(parts: SplitResult, url: str, rules: _FetchLimits) -> Iterator[http.client.HTTPResponse]:
    host = _ascii_host(parts, url)
    port = parts.port or _PORTS[parts.scheme]
    connection = http.client.HTTPConnection(host, port)
    target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/%?&=+,;:@!$'()*~-._[]")
    try:
        with _until(rules, url) as links:
            links.append(_connected(host, port, url, rules))
            if parts.scheme == "https":
                _protect(links, host)
            connection.sock = links[-1]
            connection.request("GET", target, headers=_HEADERS)
            yield connection.getresponse()
    except (OSError, http.client.HTTPException, zlib.error) as error:
        rules.left(url)
        raise ReadError(f"{url}: {_reason(error)}") from None
    finally:
        connection.close()


@contextlib.contextmanager
def _until(rules: _FetchLimits, url: str) -> Iterator[list[socket.socket]]:
    """Cut the connection at the deadline: a server that sends a byte now and then keeps nobody waiting."""
    links: list[socket.socket] = []

    def cut() -> None:
        with contextlib.suppress(OSError):
            links[-1].shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(rules.left(url), cut)
    watch.daemon = True
    watch.start()
    try:
        yield links
    finally:
        watch.cancel()
        for link in links:
            link.close()


def _protect(links: list[socket.socket], host: str) -> None:
    context = ssl.create_default_context()
    link = context.wrap_socket(links[-1], server_hostname=host, do_handshake_on_connect=False)
    links.append(link)
    link.do_handshake()


def _ascii_host(parts: SplitResult, url: str) -> str:
    host = parts.hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ReadError(f"{url}: not a host name: {host}") from None


def _connected(host: str, port: int, url: str, rules: _FetchLimits) -> socket.socket:
    """Connect to one of the addresses that were checked; the name serves only for the certificate."""
    last: OSError | None = None
    for family, address in _addresses(host, port, url, rules):
        link = socket.socket(family, socket.SOCK_STREAM)
        try:
            link.settimeout(rules.left(url))
            link.connect(address)
        except OSError as error:
            link.close()
            last = error
        else:
            return link
    raise last or OSError("no address")


def _addresses(host: str, port: int, url: str, rules: _FetchLimits) -> list[tuple[int, tuple[str, int]]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadError(f"{url}: there is no host {host}") from None
    addresses = [(int(family), (str(at[0]), int(at[1]))) for family, _, _, _, at in found if len(at) in (2, 4)]
    for _, (address, _) in addresses:
        if not rules.allow_local and not is_public(address):
            raise ReadError(f"{url}: {host} is at {address}, which is not a public address; --allow-local permits it")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, an IPv4 address inside an IPv6 one included."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in network for network in _EMBEDDED):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, OSError):
        return (error.strerror or str(error) or "the connection failed").rstrip(".")
    return f"not an answer in HTTP ({type(error).__name__})"


# The answer


def charset_of(media_type: str, data: bytes) -> str | None:
    """Return the encoding that a server names for a text; none where it names none, or a byte-order mark does.

    A name is taken as browsers take it: `iso-8859-1` means `cp1252`.
    """
    message = Message()
    message["Content-Type"] = media_type
    try:
        name = message.get_content_charset("")
    except (TypeError, ValueError, LookupError):  # what `email` raises for odd headers
        return None
    seen = data.startswith(_BYTE_ORDER_MARKS) or name.startswith("utf-16")  # which the bytes show themselves
    if not name or seen or message.get_content_maintype() != "text":
        return None
    try:
        return codecs.lookup(as_browsers(name)).name
    except LookupError:
        return None


def _body(response: http.client.HTTPResponse, url: str, rules: _FetchLimits) -> bytes:
    if response.status != 200:
        raise ReadError(f"{url}: the server answers {response.status} {response.reason}".rstrip())
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > rules.limit:
        raise _too_large(url, rules)
    unpack = _unpacker(response, url)
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        while unpack and chunk:
            data += unpack.decompress(chunk, rules.limit + 1 - len(data))
            if len(data) > rules.limit or unpack.unconsumed_tail:
                raise _too_large(url, rules)
            chunk = unpack.unused_data  # behind the end of a member the next one begins (RFC 1952, 2.2)
            if unpack.eof and chunk:
                unpack = _unpacker(response, url)
            rules.left(url)
        data += chunk
        if len(data) > rules.limit:
            raise _too_large(url, rules)
        rules.left(url)
    rules.left(url)
    if (declared.isdecimal() and response.length) or (unpack and not unpack.eof):
        raise ReadError(f"{url}: the answer broke off")
    if not data:
        raise ReadError(f"{url}: the answer is empty")
    return bytes(data)


def _unpacker(response: http.client.HTTPResponse, url: str) -> zlib._Decompress | None:
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return None
    if coding not in ("gzip", "x-gzip"):
        raise ReadError(f"{url}: the server sends it packed as {coding}, which was not asked for")
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _too_large(url: str, rules: _FetchLimits) -> ReadError:
    return ReadError(f"{url}: larger than {rules.limit / 2**20:g} MiB; save it yourself if it must be so large")


def _media_type(response: http.client.HTTPResponse) -> str:
    return re.sub(r"\s+", " ", response.headers.get("Content-Type", "")).strip().lower() or "application/octet-stream"


def _name(parts: SplitResult, response: http.client.HTTPResponse) -> str:
    """Name the file as the server or the address does, without folders; the media type supplies a missing suffix."""
    header = Message()
    header["Content-Disposition"] = re.sub(r"[\r\n]", " ", response.headers.get("Content-Disposition", ""))
    try:
        stated = header.get_filename() or unquote(parts.path)
    except (TypeError, ValueError, LookupError):  # what `email` raises for odd headers
        stated = unquote(parts.path)
    name = PurePosixPath(stated.replace("\\", "/")).name
    name = re.sub(r"[^\w .()-]+", "-", name).strip(" .-")[-100:] or (parts.hostname or "page")
    if "." not in name[1:] or name == parts.hostname:
        name += _SUFFIXES.get(_media_type(response).partition(";")[0].strip(), "")
    return name
