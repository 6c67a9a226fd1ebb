"""What several tests need: reading a text in memory, a repository, cdiff in this process or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from cdiff.core.model import Document, Reading, Version
from cdiff.parsing import parse
from cdiff.reading import read_bytes

ROOT = Path(__file__).resolve().parent.parent
FINAL = ROOT / "versions" / "sources" / "final.txt"
"""The received final draft."""

IDENTITY = {
    "GIT_AUTHOR_NAME": "A. Delegate",
    "GIT_AUTHOR_EMAIL": "delegate@example.org",
    "GIT_COMMITTER_NAME": "A. Delegate",
    "GIT_COMMITTER_EMAIL": "delegate@example.org",
    "GIT_AUTHOR_DATE": "2018-07-11T12:00:00+0000",
    "GIT_COMMITTER_DATE": "2018-07-11T12:00:00+0000",
}
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
"""Git reads no configuration but the repository's own."""
UNSET = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "EMAIL"),
    *("CDIFF_STORE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"),
)
"""What the environment of the person who runs the tests may hold, and no test may see."""


# Texts


def reading(text: str, name: str = "draft.txt") -> Reading:
    """Read a text in memory."""
    return read_bytes(text.encode(), name)


def parsed(text: str, profile: str = "plain") -> Document:
    """Parse a text in memory."""
    return parse(reading(text), profile)


def version(text: str, label: str = "old", profile: str = "plain", **meta: str) -> Version:
    """Parse a text in memory into a version."""
    source = reading(text).source
    known = Version(
        label, parsed(text, profile), source=source.name, sha256=source.sha256, media_type=source.media_type
    )
    return replace(known, **meta)  # type: ignore[arg-type]  # every one of them is a text


def shape(document: Document) -> list[tuple[str, str, str]]:
    """Give what a reader of a document sees: citations, kinds and texts."""
    return [(clause.citation, clause.kind, clause.text) for clause in document]


def flat(text: str) -> str:
    """Give a text in one line, however it was wrapped."""
    return " ".join(text.split())


# Repositories


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and give what it prints."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def repository(folder: Path) -> Path:
    """Make a repository in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder but git's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


# Running


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    exit: int
    stdout: str
    stderr: str


def process(
    *arguments: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    code: str = "",
    pass_fds: Sequence[int] = (),
) -> Ran:
    """Run cdiff, or a few lines of Python, in a process of its own."""
    called = ["-c", code] if code else ["-m", "cdiff"]
    done = subprocess.run(
        [sys.executable, "-W", "error", *called, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        input=stdin,
        capture_output=True,
        pass_fds=pass_fds,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def run(arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None, stdin: bytes = b"") -> Ran:
    """Run cdiff in this process, in a folder, with some variables of the environment set."""
    from cdiff.cli import main

    out, err = _Stream(), _Stream()
    with at(cwd, env or {}, stdin), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(list(arguments))
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, out.text(), err.text())


def forked(work: Callable[[], object]) -> int:
    """Do work in a child of this process, which begins with all that is imported here; give how it ended, as a shell.

    For what ends a process or is ended with it: a child is there in a few milliseconds, a fresh Python in a hundred.
    """
    with warnings.catch_warnings():
        # Python 3.12 warns of forking beside other threads; the child does its work and ends without cleaning up.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def child(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, stdin: bytes = b"") -> Ran:
    """Run cdiff to its very end in a child of this process: its exit code, and what its streams have."""
    code, out, err = child_bytes(*arguments, cwd=cwd, env=env, stdin=stdin)
    return Ran(code, out.decode(), err.decode())


def child_bytes(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, stdin: bytes = b""
) -> tuple[int, bytes, bytes]:
    """Do what `child` does, and give the bytes of stdout and stderr as they are."""
    from cdiff.cli import end_process

    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)

        def work() -> None:
            os.chdir(cwd)
            os.environ.update(env or {})
            for number, file in enumerate((given, out, err)):
                os.dup2(file.fileno(), number)
            sys.argv = ["cdiff", *arguments]
            opened = [os.fdopen(number, mode) for number, mode in enumerate("rww")]  # held, as Python holds its own
            sys.stdin, sys.stdout, sys.stderr = opened
            end_process()

        code = forked(work)
        return code, _from_start(out), _from_start(err)


def _from_start(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


class _Stream(io.TextIOWrapper):
    """A stream into memory that, like a pipe, knows its encoding."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


@contextlib.contextmanager
def at(folder: Path, env: Mapping[str, str], stdin: bytes = b"") -> Iterator[None]:
    """Work in a folder, with some variables of the environment and standard input set."""
    before, variables, standard = Path.cwd(), dict(os.environ), sys.stdin
    os.chdir(folder)
    os.environ.update(env)
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = standard
        os.environ.clear()
        os.environ.update(variables)
        os.chdir(before)
