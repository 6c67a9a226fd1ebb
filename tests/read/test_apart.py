"""Reading in a child process: what comes through, what is refused, and what a reader cannot do there."""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
from pathlib import Path

import pytest

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Caution
from cdiff.reading import apart
from cdiff.reading.apart import read_apart
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions
from tests.read.docx_files import docx, p

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
READ = Content((Block("1. Text", 1),), "text/x", warnings=(Caution("a warning", 3, "part"),))


def apart_of(read: apart.Reader, data: bytes = b"") -> Content:
    return read_apart(read, data, "draft.x", ReadOptions())


def test_what_is_read_and_refused_comes_through_unchanged() -> None:
    assert apart_of(lambda *_: READ) == READ

    def refuses(*_: object) -> Content:
        raise ReadError("draft.x: “§ 1” is no number")

    with pytest.raises(ReadError, match=r"^draft\.x: “§ 1” is no number$"):
        apart_of(refuses)


def test_a_bug_stays_a_bug_with_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_HERE", str(Path(__file__).parent))

    def fails(*_: object) -> Content:
        raise KeyError("ours")

    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*KeyError: 'ours'"):
        apart_of(fails)


def test_a_reader_has_none_of_the_streams_of_cdiff() -> None:
    """What is typed or piped into cdiff is not the reader's to read, nor can it print between what cdiff prints."""
    reading, writing = os.pipe()
    os.write(writing, b"typed")
    kept = [os.dup(number) for number in range(3)]
    try:
        os.dup2(reading, 0)
        os.dup2(writing, 1)
        os.dup2(writing, 2)

        def reads(*_: object) -> Content:
            assert os.read(0, 5) == b""
            assert [os.write(number, b"said") for number in (1, 2)] == [4, 4]
            return READ

        assert apart_of(reads) == READ
    finally:
        for number, stream in enumerate(kept):
            os.dup2(stream, number)
            os.close(stream)
    os.close(writing)
    assert os.read(reading, 99) == b"typed"
    os.close(reading)


def test_what_a_library_raises_is_a_damaged_file() -> None:
    def fails(*_: object) -> Content:
        pickle.loads(b"no pickle")
        return READ

    with pytest.raises(ReadError, match=r"^draft\.x: the file is damaged \(UnpicklingError: "):
        apart_of(fails)


def test_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 64 << 20)

    def asks(*_: object) -> Content:
        return Content((Block("x" * (1 << 30), 1),), "text/x")

    with pytest.raises(ReadError, match="of memory"):
        apart_of(asks)


def test_time_is_limited_and_grows_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert apart.seconds_for(bytes(3 << 20)) == apart.SECONDS + 3 * apart.SECONDS_PER_MIB
    monkeypatch.setattr(apart, "SECONDS", 0)

    def turns(*_: object) -> Content:
        while True:
            pass

    with pytest.raises(ReadError, match="more than 0 seconds"):
        apart_of(turns)


def test_a_library_that_crashes_is_told_in_one_line() -> None:
    def crashes(*_: object) -> Content:
        os.abort()

    with pytest.raises(ReadError, match=r"^draft\.x: reading it takes more than .* of memory; "):
        apart_of(crashes)


def test_a_reader_opens_no_file_no_socket_and_no_program(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine", encoding="utf-8")
    for attempt in (
        secret.read_text,
        lambda: (tmp_path / "new").write_text("x"),
        socket.socket,
        lambda: subprocess.run(["true"], check=True),
        lambda: os.system("true"),
        secret.unlink,
    ):

        def reads(*_: object, attempt: object = attempt) -> Content:
            attempt()  # type: ignore[operator]
            return READ

        with pytest.raises(ReadError, match="a reader may not"):
            apart_of(reads)
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_an_answer_can_hold_records_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_answer", lambda *_: pickle.dumps(("content", os.getcwd)))
    with pytest.raises(pickle.UnpicklingError, match="is no record"):
        apart_of(lambda *_: READ)


def test_a_text_pays_nothing_and_a_word_file_is_read_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    from cdiff.reading import read_bytes

    forked: list[object] = []
    real = os.fork

    def fork() -> int:
        forked.append(1)
        return real()

    monkeypatch.setattr(os, "fork", fork)
    read_bytes(b"1. Text\n", "a.txt")
    read_bytes(b"<html><p>1. Text</p></html>", "a.html")
    assert not forked
    assert [block.text for block in read_bytes(docx(p("1. Text")), "a.docx").blocks] == ["1. Text"]
    assert forked
