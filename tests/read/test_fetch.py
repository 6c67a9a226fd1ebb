"""Drafts by their address: against a server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from cdiff.core.errors import ReadError
from cdiff.reading import fetch as fetching
from cdiff.reading.fetch import charset_of, fetch, is_public
from tests.web import serving

PAGE = b"<p>The draft"
LEFT = threading.Event()
"""The visitor has left; a slow server stops."""


HTML = {"Content-Type": "text/html; charset=UTF-8"}
ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/draft.html": (200, PAGE, HTML),
    "/d/": (200, PAGE, HTML),
    "/out": (301, b"", {"Location": "ftp://example.org/x"}),
    "/nowhere": (302, b"", {}),
    "/big": (200, b"x" * 5000, {}),
    "/bomb": (200, gzip.compress(b"0" * 10_000_000), {"Content-Encoding": "gzip"}),
    "/members": (200, gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]), {"Content-Encoding": "gzip"}),
    "/torn": (200, gzip.compress(PAGE) + b"no member", {"Content-Encoding": "gzip"}),
    "/odd": (200, PAGE, {"Content-Disposition": "attachment; filename*0=a; filename*1=b; filename*=bogus'x'%ff"}),
    "/gzip": (200, gzip.compress(PAGE), {"Content-Encoding": "gzip"}),
    "/broken": (200, PAGE, {"Content-Length": "500"}),
    "/br": (200, PAGE, {"Content-Encoding": "br"}),
    "/named": (200, PAGE, {"Content-Disposition": 'attachment; filename="..\\..\\evil/Zero draft.doc"'}),
    "/a%20b": (200, PAGE, HTML),
}


class Handler(BaseHTTPRequestHandler):
    """A server with a page, redirects and bad manners."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/hop/"):
            left = int(path.rsplit("/", 1)[1])
            self.answer(302, b"", Location=f"/hop/{left - 1}" if left else "/draft.html")
        elif path in ANSWERS:
            status, body, headers = ANSWERS[path]
            self.answer(status, body, **headers)
        elif path == "/endless":
            self.endless()
        elif path == "/drip":
            self.drip()
        elif path == "/slow":
            LEFT.wait(30)
        else:
            self.answer(404, b"gone")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        headers.setdefault("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(1000):
                self.wfile.write(b"x" * 1000)
        except OSError:
            pass

    def drip(self) -> None:
        try:
            for _ in range(300):
                self.wfile.write(b"H")
                if LEFT.wait(0.1):
                    break
        except OSError:
            pass

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving(Handler) as address:
        yield address


def get(url: str, *, limit: int = 2000, seconds: float = 20, redirects: int = 3) -> tuple[bytes, str, str, str]:
    return fetch(url, allow_local=True, limit=limit, seconds=seconds, redirects=redirects)


def test_a_page(site: str) -> None:
    assert get(f"{site}/draft.html?x=1#top") == (
        PAGE,
        "draft.html",
        "text/html; charset=utf-8",
        f"{site}/draft.html?x=1#top",
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/d/", "d.html"),
        ("/a%20b", "a b.html"),
        ("/named", "Zero draft.doc"),
        ("/gzip", "gzip"),
        ("/members", "members"),
        ("/odd", "odd"),
    ],
)
def test_names(site: str, path: str, name: str) -> None:
    assert get(site + path)[:2] == (PAGE, name)


def test_redirects_are_followed_and_bounded(site: str) -> None:
    assert get(f"{site}/hop/2")[3] == f"{site}/draft.html"
    with pytest.raises(ReadError, match="more than 3 redirects"):
        get(f"{site}/hop/9")


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/none", "answers 404"),
        ("/out", "only http:// and https://"),
        ("/nowhere", "without an address"),
        ("/big", "larger than"),
        ("/endless", "larger than"),
        ("/bomb", "larger than"),
        ("/broken", "broke off|IncompleteRead"),
        ("/br", "packed as br"),
        ("/torn", "not an answer in HTTP"),
    ],
)
def test_what_goes_wrong(site: str, path: str, complaint: str) -> None:
    with pytest.raises(ReadError, match=complaint):
        get(site + path)


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_a_slow_server_is_left(site: str, path: str) -> None:
    LEFT.clear()
    try:
        with pytest.raises(ReadError, match=r"within 0\.3 seconds"):
            get(site + path, seconds=0.3)
    finally:
        LEFT.set()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "draft.html",
        "http://",
        "http://a:b@example.org/",
        "http://a/b c",
        "http://x:99999/",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ReadError):
        get(url)


def test_private_addresses_are_refused(site: str) -> None:
    with pytest.raises(ReadError, match="--allow-local"):
        fetch(f"{site}/draft.html", limit=10, seconds=5, redirects=0)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host counts as public here; the next hop is checked anew."""
    verdicts = iter([True, False])
    monkeypatch.setattr(fetching, "is_public", lambda address: next(verdicts))
    with pytest.raises(ReadError, match="not a public address"):
        fetch(f"{site}/hop/0", limit=1000, seconds=5, redirects=3)


def test_the_name_is_resolved_once(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was checked, whatever the name says later."""
    port = int(site.rsplit(":", 1)[1])
    calls: list[object] = []

    def resolve(host: str, *args: object, **kwargs: object) -> list[object]:
        calls.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(fetching, "is_public", lambda address: True)
    assert fetch(f"http://draft.example:{port}/draft.html", limit=1000, seconds=5, redirects=0)[0] == PAGE
    assert calls == ["draft.example"]


def test_one_private_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (at, 80)) for at in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(ReadError, match=r"10\.0\.0\.1"):
        fetch("http://draft.example/", limit=10, seconds=5, redirects=0)


@pytest.mark.parametrize(
    ("media_type", "data", "encoding"),
    [
        ("text/plain; charset=iso-8859-1", b"x", "cp1252"),
        ('text/html; charset="UTF-8"', b"x", "utf-8"),
        ("text/html; charset=koi8-r", b"x", "koi8-r"),
        ("text/html; charset=koi8-r", b"\xef\xbb\xbfx", None),
        ("text/plain; charset=utf-16", b"x\0", None),
        ("text/plain; charset=nonsense", b"x", None),
        ("text/plain", b"x", None),
        ("application/pdf; charset=cp1252", b"%PDF-", None),
    ],
)
def test_the_encoding_that_a_server_names(media_type: str, data: bytes, encoding: str | None) -> None:
    assert charset_of(media_type, data) == encoding
