"""Output that cannot be written: 141 where the reader is gone, 74 with one line where there is no room or no stream.

Exit code 1 is a verdict: no command may end with it, nor with a traceback, because of where its output goes.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

import pytest

from cdiff.cli import main, streams
from cdiff.cli.commands import COMMANDS
from cdiff.core.errors import EXIT_OUTPUT, EXIT_PIPE
from tests.cli.test_cases import CASES, perform, read_case
from tests.support import ROOT, Ran, at, process

SILENT = {"add", "history", "hook", "init", "rename", "rm", "site"}
"""Commands that print nothing on stdout: they write files, and say so on stderr."""
DRAFT = "A draft\n\n1. The States report.\n\n2. They meet.\n"
FULL = "cdiff: cannot write to standard output: No space left on device\n"
CLOSED = "cdiff: cannot write to standard output: it is closed\n"


def printing(command: str, folder: Path) -> tuple[str, bytes]:
    """Find the first golden case in which a command prints something and does not fail, else make one.

    Prepares the folder; returns the command line and standard input.
    """
    for path in CASES:
        case = read_case(path)
        words = shlex.split(case.commands[-1])
        if words[words.index("cdiff") + 1 :][:1] == [command] and case.result.stdout and case.result.exit < 2:
            assert perform(case, folder).stdout
            return case.commands[-1], case.stdin
    if command == "revisions":
        return f"cdiff revisions {ROOT / 'fixtures' / 'example' / 'redline.docx'}", b""
    (folder / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return f"cdiff {command} draft.txt" + (" --format akn" if command == "export" else ""), b""


@contextlib.contextmanager
def nobody_reads() -> Iterator[BinaryIO]:
    """A pipe whose reader has gone."""
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "wb", buffering=0)
    yield stream
    stream.close()


def run_into(out: BinaryIO | None, command: str, folder: Path, stdin: bytes = b"") -> Ran:
    """Run a command in this process with a stdout of the system, or a closed one."""
    words = shlex.split(command)
    start = words.index("cdiff")
    env = dict(word.split("=", 1) for word in words[:start])
    stdout: TextIO | None = io.TextIOWrapper(out, encoding="utf-8", write_through=True) if out else None
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with at(folder, env, stdin), contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(err):
        streams.guard()
        with pytest.raises(SystemExit) as end:
            main(words[start + 1 :])
        sys.stderr.flush()
    return Ran(int(end.value.code or 0), "", err.buffer.getvalue().decode())


@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - SILENT))
def test_no_command_ends_with_a_verdict_because_of_where_its_output_goes(command: str, tmp_path: Path) -> None:
    line, stdin = printing(command, tmp_path)
    with nobody_reads() as out:
        gone = run_into(out, line, tmp_path, stdin)
    assert gone.exit == EXIT_PIPE
    assert "cannot write" not in gone.stderr
    with Path("/dev/full").open("wb", buffering=0) as out:
        full = run_into(out, line, tmp_path, stdin)
    assert full.exit == EXIT_OUTPUT
    assert full.stderr == gone.stderr + FULL


@pytest.mark.parametrize(
    "options", ["", "--json -", "--docx -", "--html -", "--xlsx -", "--side-by-side", "--exit-code"]
)
def test_so_it_is_for_texts_and_for_bytes_and_for_a_negative_verdict(options: str, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "new.txt").write_text(DRAFT.replace("report", "shall report"), encoding="utf-8")
    command = f"cdiff compare old.txt new.txt {options}"
    with nobody_reads() as out:
        assert run_into(out, command, tmp_path) == Ran(EXIT_PIPE, "", "")
    with Path("/dev/full").open("wb", buffering=0) as out:
        assert run_into(out, command, tmp_path) == Ran(EXIT_OUTPUT, "", FULL)
    assert run_into(None, command, tmp_path) == Ran(EXIT_OUTPUT, "", CLOSED)


@pytest.mark.parametrize("command", ["", "--help", "--version", "check --help"])
def test_so_it_is_for_what_typer_prints(command: str, tmp_path: Path) -> None:
    with nobody_reads() as out:
        assert run_into(out, f"cdiff {command}", tmp_path) == Ran(EXIT_PIPE, "", "")
    assert run_into(None, f"cdiff {command}", tmp_path) == Ran(EXIT_OUTPUT, "", CLOSED)


def test_a_closed_stdout_is_no_error_where_nothing_is_to_be_said_there(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    for command in ("init", "add draft.txt --label v1"):
        ran = run_into(None, f"cdiff {command}", tmp_path)
        assert ran.exit == 0
        assert ran.stderr.startswith("cdiff: ")
    assert (tmp_path / "versions" / "v1.md").is_file()


def test_a_pipe_that_a_report_is_written_into_may_be_closed_too(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    with nobody_reads() as pipe:
        ran = process(
            "compare",
            "draft.txt",
            "draft.txt",
            "--html",
            f"/dev/fd/{pipe.fileno()}",
            cwd=tmp_path,
            pass_fds=(pipe.fileno(),),
        )
    assert ran.exit == EXIT_PIPE


# Whole processes


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment with nothing in it that would make Python write at once."""
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}


LONG = ["show final", "export final --format akn", "compare zero final --json -"]


@pytest.mark.parametrize("command", LONG)
def test_a_reader_that_takes_one_line_ends_a_process_silently(
    command: str, tmp_path: Path, bare: dict[str, str]
) -> None:
    called = [sys.executable, "-m", "cdiff", *command.split()]
    with subprocess.Popen(called, cwd=tmp_path, env=bare, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()
    assert said.count(b"\n") <= 1
    assert b"ship with cdiff" in said
    assert running.returncode == EXIT_PIPE


@pytest.mark.parametrize(
    ("redirected", "code", "said"),
    [
        (">&-", EXIT_OUTPUT, CLOSED),
        ("> /dev/full", EXIT_OUTPUT, FULL),
        ("2> /dev/full", 0, ""),
        ("2>&-", 0, ""),
        ("<&- >&- 2>&-", EXIT_OUTPUT, ""),
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_streams_that_are_full_or_closed(
    redirected: str, code: int, said: str, unbuffered: str, tmp_path: Path, bare: dict[str, str]
) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m cdiff show draft.txt {redirected}', sys.executable],
        cwd=tmp_path,
        env={**bare, "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (code, said)
    assert bool(done.stdout) is (code == 0)


def test_what_is_read_from_a_closed_stdin_is_an_empty_file(tmp_path: Path, bare: dict[str, str]) -> None:
    done = subprocess.run(
        ["sh", "-c", '"$0" -m cdiff show - <&-', sys.executable],
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, b"cdiff: -: the file is empty; was it saved or sent whole?\n")


def test_a_pipe_that_does_not_block_gets_everything(tmp_path: Path, bare: dict[str, str]) -> None:
    """Node and ssh hand on pipes that say that they are full where others wait."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    called = [sys.executable, "-m", "cdiff", "compare", "zero", "final", "--json", "-"]
    with (
        os.fdopen(reading, "rb") as taken,
        subprocess.Popen(called, cwd=tmp_path, env=bare, stdout=writing, stderr=subprocess.PIPE) as running,
    ):
        os.close(writing)
        data = taken.read()
        running.wait()
    assert running.returncode == 0
    assert json.loads(data)["differs"] is True
