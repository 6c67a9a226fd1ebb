"""Rich text and old Word files, by way of LibreOffice."""

from __future__ import annotations

import os
import socketserver
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from cdiff.core.errors import ReadError
from cdiff.reading.libreoffice import read_office
from cdiff.reading.options import ReadOptions

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = rb"""{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}
\pard\b Preamble\b0\par 1.\tab First caf\'e9 clause{\super\chftn}{\footnote\pard\plain\chftn  The note.}.\par
2.\tab Second.\par}"""


def fake(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as the only place for programs, but for the system's shell."""
    monkeypatch.setenv("PATH", f"{tmp_path}")
    return tmp_path


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize("data", [RTF, OLE + "WordDocument".encode("utf-16-le")])
def test_without_libreoffice_the_error_says_what_to_do(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"install LibreOffice .* or save it as \.docx"):
        read_office(data, "draft.doc", ReadOptions())


@pytest.mark.parametrize(
    ("data", "complaint"), [(OLE, "not of Word"), (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted")]
)
def test_other_office_files_are_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(ReadError, match=complaint):
        read_office(data, "x.xls", ReadOptions())


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands for LibreOffice")
def test_a_program_that_hangs_is_ended(path: Path) -> None:
    os.mkfifo(path / "pipe")
    pipe = os.open(path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    fake(path, f"(/bin/sleep 60; echo it still runs) > {path}/pipe & wait")
    with pytest.raises(ReadError, match=r"more than 0\.5 seconds"):
        read_office(RTF, "x.rtf", ReadOptions(), seconds=0.5)
    os.set_blocking(pipe, True)
    with os.fdopen(pipe) as told:
        assert told.read() == "", "its child holds the pipe open, and went on"


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands for LibreOffice")
def test_a_program_that_fails_is_an_error(path: Path) -> None:
    fake(path, "exit 1")
    with pytest.raises(ReadError, match="could not read it"):
        read_office(RTF, "x.rtf", ReadOptions())


@pytest.mark.usefixtures("libreoffice")
def test_rich_text_is_read_with_its_notes() -> None:
    content = read_office(RTF, "x.rtf", ReadOptions())
    texts = [" ".join(f"{block.label} {block.text}".split()) for block in content.blocks]
    assert texts[:3] == ["Preamble", "1. First café clause[^1].", "2. Second."]
    assert [(block.note, block.text.strip()) for block in content.blocks if block.note] == [("1", "The note.")]
    assert content.media_type == "application/rtf"
    assert "LibreOffice" in content.warnings[0].message


class Spy(BaseHTTPRequestHandler):
    """Remembers whether anything was asked of it."""

    def do_GET(self) -> None:
        asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    def log_message(self, *args: object) -> None:
        """Stay silent."""


asked: list[str] = []


@pytest.fixture
def spy() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Spy) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        assert isinstance(server, socketserver.TCPServer)
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("libreoffice")
def test_a_file_cannot_reach_the_network(spy: int) -> None:
    field = rb'{\field{\*\fldinst { INCLUDEPICTURE "http://127.0.0.1:%d/x.png" \\d }}{\fldrslt x}}' % spy
    content = read_office(RTF[:-1] + field + rb"\par}", "x.rtf", ReadOptions())
    assert content.blocks
    assert not asked
