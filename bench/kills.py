"""`kills`: commands that write, killed at random moments, or refused by the disk at each of their calls.

**Kills.** A command runs in a copy of a folder and gets SIGKILL, alone or with all that it started, at a random moment.
What is there afterwards is the old state or the new one: the same files with the same bytes as before, or as where
nobody killed it. Where a commit was on its way the next command that writes says which, and brings it there; it is run
and must work, and nothing temporary may be left behind it. A lock of git's index, which only git's own user can judge,
must be explained by it.

**The disk.** A library that is compiled here and loaded before all others (`LD_PRELOAD`) makes one call of a command
and of the programs that it runs fail (`open`, `write`, `fsync`, `rename`, `unlink`, `mkdir` …): no space, an error of
the device. Every call is failed once. The command ends with one line and no traceback, and says the truth: 0 and the
new state, or another code and the old one. Without a C compiler this part is left out, and says so.

**Writers.** So many at once of each kind: what each said that it did is there.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.corpus import ROOT
from bench.tables import table
from cdiff.cli import run

TEXT = "Draft treaty on rivers\n\n" + "\n\n".join(
    f"{at}. The Parties shall protect river {at} and report each year." for at in range(1, 40)
)
WRITERS = 32
_NEXT = ("add", "b.txt", "--label", "next")
_REPORT = ("compare", "v1", "v2", "--html", "r.html")


@dataclass(frozen=True, slots=True)
class Writing:
    """A command that writes, and the one that comes after it."""

    name: str
    arguments: tuple[str, ...]
    after: tuple[str, ...] = _NEXT
    again: bool = False
    """It makes several things; where it is killed between two, the next run brings all of them."""


WRITINGS = (
    Writing("add", ("add", "b.txt", "--label", "v3")),
    Writing("add --replace", ("add", "b.txt", "--label", "v2", "--replace")),
    Writing("rm", ("rm", "v2")),
    Writing("rename", ("rename", "v2", "second")),
    Writing("align --pin", ("align", "v1", "v2", "--pin", "2=3", "--reason", "r", "--name", "n")),
    Writing("site", ("site", "S"), ("site", "S"), again=True),
    Writing("history", ("history", "H.git"), ("history", "H.git")),
    Writing("report", _REPORT, _REPORT),
    Writing("hook install", ("hook", "install"), ("hook", "install"), again=True),
)


@dataclass(slots=True)
class Count:
    """What became of the runs of one command."""

    old: int = 0
    new: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def runs(self) -> int:
        """How many there were."""
        return self.old + self.new + len(self.lost)


def kills(count: int, seed: int) -> Iterator[str]:
    """Kill each command `count` times, then fail each of its calls, then let many write at once."""
    with tempfile.TemporaryDirectory(prefix="cdiff-kills-") as name:
        folder = Path(name)
        begin = _begin(folder / "begin")
        yield _told("killed", {each.name: _killed(each, begin, folder, count, seed) for each in WRITINGS})
        yield _told(f"{WRITERS} at once", {name: work(begin, folder) for name, work in AT_ONCE.items()})
        library = _library(folder)
        if library is None:
            yield "No C compiler here: no calls are failed.\n"
            return
        more = {"LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        here = [sys.executable, "-c", f"from bench.kills import refusals; refusals({str(begin)!r}, {str(folder)!r})"]
        yield subprocess.run(here, env={**os.environ, **more}, stdout=subprocess.PIPE, text=True, check=True).stdout


def refusals(begin: str, folder: str) -> None:
    """Fail each call of each command; the library is loaded in this process, and its children have it."""
    print(_told("a call failed", {each.name: _refused(each, Path(begin), Path(folder)) for each in WRITINGS}))


def _told(what: str, counts: Mapping[str, Count]) -> str:
    rows = [[name, str(c.runs), str(c.old), str(c.new), str(len(c.lost))] for name, c in counts.items()]
    lost = [f"  {name}: {said}" for name, c in counts.items() for said in Counter(c.lost)]
    return "\n".join([table([what, "runs", "old", "new", "wrong"], rows), *lost, ""])


def _begin(folder: Path) -> Path:
    """Make a store with two versions, a site and a report."""
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.replace("each year", "every second year"), encoding="utf-8")
    for words in ("init -q", "config user.name A", "config user.email a@example.org"):
        subprocess.run(["git", *words.split()], cwd=folder, check=True)
    for line in (
        *("init", "add a.txt --label v1 --date 2020-01-01", "site S"),
        *("add a.txt --label v2 --date 2020-02-01", "compare v2 v1 --html r.html"),
    ):
        _run(folder, line.split())
    return folder


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    said: str
    """What stands on stderr."""


def _start(folder: Path, arguments: Sequence[str], said: Path, variables: Mapping[str, str]) -> int:
    """Run cdiff in a child of this process, which has all modules: hundreds of runs a minute, as no new Python can."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.chdir(folder)
        for number, name in ((0, os.devnull), (1, os.devnull), (2, str(said))):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), number)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        os.environ.update(variables)
        code = run([*arguments])
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc(file=sys.stderr)
        sys.stderr.flush()
    finally:
        os._exit(code)


def _run(folder: Path, arguments: Sequence[str], **variables: str) -> Ended:
    said = folder.parent / f"said-{os.getpid()}"
    _, status = os.waitpid(_start(folder, arguments, said, variables), 0)
    return Ended(os.waitstatus_to_exitcode(status), said.read_text(encoding="utf-8"))


def _git(folder: Path, words: str) -> str:
    return subprocess.run(["git", *words.split()], cwd=folder, capture_output=True, text=True, check=False).stdout


def _copied(begin: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(begin, folder, symlinks=True)
    return folder


def _state(folder: Path) -> dict[str, str]:
    """Give the files outside git's own folder by their hashes, what HEAD has, and what git's settings say of cdiff."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        inside = name.startswith(".git/") or ".part/" in name or name.endswith(".part") or ".old" in name
        if path.is_file() and not inside and not name.startswith("H.git/"):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    found["tree"] = _git(folder, "rev-parse HEAD^{tree}")
    found["status"] = _git(folder, "status --porcelain -uno")
    found["settings"] = _git(folder, "config --local --get-regexp ^diff")
    found["history"] = _git(folder / "H.git", "tag") if (folder / "H.git").is_dir() else ""
    return found


def _left(folder: Path) -> list[str]:
    """Name what is temporary: files beside their place, journals."""
    names = [path.name for path in folder.rglob("*")]
    return [name for name in names if name.endswith((".part", ".old")) or name == "cdiff.journal"]


# Killed


def _killed(writing: Writing, begin: Path, folder: Path, count: int, seed: int) -> Count:
    chance = random.Random(f"{seed} {writing.name}")
    old = _state(begin)
    whole = _copied(begin, folder / "whole")
    started = time.monotonic()
    done = _run(whole, writing.arguments)
    length = time.monotonic() - started
    if done.code:
        raise RuntimeError(f"{writing.name} fails without being killed: {done.said}")
    new = _state(whole)
    found = Count()
    for number in range(count):
        here = _copied(begin, folder / "killed")
        _kill(writing, here, chance.uniform(0, length), group=number % 2 == 0)
        _judge(writing, here, old, new, found)
    return found


def _kill(writing: Writing, here: Path, after: float, *, group: bool) -> None:
    child = _start(here, writing.arguments, here.parent / "said", {})
    time.sleep(after)
    for each in [child, *(_children(child) if group else [])]:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    os.waitpid(child, 0)


def _children(process: int) -> list[int]:
    """Name the processes that a process started, and theirs; git has a session of its own where it only reads."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    found = [int(each) for each in listed.read_text().split()] if listed.is_file() else []
    return [*found, *(inner for each in found for inner in _children(each))]


def _judge(writing: Writing, here: Path, old: Mapping[str, str], new: Mapping[str, str], found: Count) -> None:
    """See which state a killed command left, when the next one has put things right; and that this one works."""
    lock = here / ".git" / "index.lock"
    settled = _run(here, ("rm", "none"))  # there is none, and what was killed is undone
    if lock.exists():
        if "index.lock" not in settled.said and "index.lock" not in _run(here, _NEXT).said:
            found.lost.append(f"index.lock is not explained: {settled.said.strip()[-90:]}")
        lock.unlink()
        settled = _run(here, ("rm", "none"))
    now = _state(here)
    again = _run(here, writing.after)
    is_there = writing.name == "history" and "not empty" in again.said
    if "Traceback" in settled.said + again.said:
        found.lost.append(f"a traceback: {(settled.said + again.said).strip()[-90:]}")
    elif again.code and not is_there:
        found.lost.append(f"the next command fails: {again.said.strip()[-120:]}")
    elif left := _left(here):
        found.lost.append(f"left behind: {left[0]}")
    elif now == new:
        found.new += 1
    elif now == old or _is_finished(writing, here, new):
        found.old += 1
    else:
        differing = sorted(name for name in {*now, *old} if now.get(name) != old.get(name))
        found.lost.append(f"neither old nor new: {', '.join(differing[:3])}")


# Calls that fail

SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* One counter for a command and all that it runs: a byte appended to a file for each call that counts. */
static int fails(void) {
  static int reading = 0;
  const char *path = getenv("CDIFF_FAIL_COUNT"), *at = getenv("CDIFF_FAIL_AT");
  if (!path || !at || reading) return 0;
  reading = 1;
  static int (*opens)(const char *, int, ...) = 0;
  static ssize_t (*writes)(int, const void *, size_t) = 0;
  if (!opens) { opens = dlsym(RTLD_NEXT, "open"); writes = dlsym(RTLD_NEXT, "write"); }
  int file = opens(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  long now = 0;
  if (file >= 0) { writes(file, "x", 1); now = lseek(file, 0, SEEK_CUR); close(file); }
  reading = 0;
  return now == atol(at);
}
static int named(const char *path) { return path && strncmp(path, "/dev", 4) && strncmp(path, "/proc", 5); }
#define FAIL(number) do { errno = number; return -1; } while (0)
#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    static int (*real)(const char *, int, ...) = 0; if (!real) real = dlsym(RTLD_NEXT, #name); \
    va_list more; va_start(more, flags); int mode = va_arg(more, int); va_end(more); \
    if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && named(path) && fails()) FAIL(ENOSPC); \
    return real(path, flags, mode); }
OPEN(open) OPEN(open64)
#define PATH2(name, number) \
  int name(const char *a, const char *b) { \
    static int (*real)(const char *, const char *) = 0; if (!real) real = dlsym(RTLD_NEXT, #name); \
    if (named(a) && fails()) FAIL(number); return real(a, b); }
PATH2(rename, EIO) PATH2(link, ENOSPC)
#define PATH1(name, number) \
  int name(const char *a) { \
    static int (*real)(const char *) = 0; if (!real) real = dlsym(RTLD_NEXT, #name); \
    if (named(a) && fails()) FAIL(number); return real(a); }
PATH1(unlink, EIO) PATH1(rmdir, EIO)
int mkdir(const char *a, mode_t mode) {
  static int (*real)(const char *, mode_t) = 0; if (!real) real = dlsym(RTLD_NEXT, "mkdir");
  if (named(a) && fails()) FAIL(ENOSPC); return real(a, mode); }
int chmod(const char *a, mode_t mode) {
  static int (*real)(const char *, mode_t) = 0; if (!real) real = dlsym(RTLD_NEXT, "chmod");
  if (named(a) && fails()) FAIL(EIO); return real(a, mode); }
int fsync(int file) {
  static int (*real)(int) = 0; if (!real) real = dlsym(RTLD_NEXT, "fsync");
  if (fails()) FAIL(EIO); return real(file); }
ssize_t write(int file, const void *data, size_t size) {
  static ssize_t (*real)(int, const void *, size_t) = 0; if (!real) real = dlsym(RTLD_NEXT, "write");
  struct stat found;
  if (file > 2 && !fstat(file, &found) && S_ISREG(found.st_mode) && fails()) FAIL(ENOSPC);
  return real(file, data, size); }
"""


def _library(folder: Path) -> Path | None:
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    (folder / "fail.c").write_text(SOURCE, encoding="utf-8")
    made = folder / "fail.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-w", "-o", made, folder / "fail.c", "-ldl"], check=True)
    return made


def _refused(writing: Writing, begin: Path, folder: Path) -> Count:
    old = _state(begin)
    whole = _copied(begin, folder / "whole")
    _, calls = _failing(writing, whole, 0)
    new = _state(whole)
    found = Count()
    for at in range(1, calls + 1):
        here = _copied(begin, folder / "refused")
        done, _ = _failing(writing, here, at)
        now = _state(here)
        where = f"call {at} of {calls}"
        differing = sorted(name for name in {*now, *old} if now.get(name) != old.get(name))
        if "Traceback" in done.said or len(done.said.strip().splitlines()) > 2:
            found.lost.append(f"{where}: a traceback: {done.said.strip()[-110:]}")
        elif done.code == 0 and now == new:
            found.new += 1
        elif done.code and (now == old or "next command" in done.said or _is_finished(writing, here, new)):
            found.old += 1
        else:
            changed = ", ".join(differing[:3])
            found.lost.append(f"{where}: exit {done.code}, changed: {changed or 'nothing'}: {done.said.strip()[-90:]}")
    return found


def _is_finished(writing: Writing, here: Path, new: Mapping[str, str]) -> bool:
    """Whether the next run brings all of what a command that makes several things could not."""
    return writing.again and _run(here, writing.after).code == 0 and _state(here) == new


def _failing(writing: Writing, here: Path, at: int) -> tuple[Ended, int]:
    """Run a command whose n-th call fails, and give how many it made."""
    counter = here.parent / "count"
    counter.write_bytes(b"")
    done = _run(here, writing.arguments, CDIFF_FAIL_COUNT=str(counter), CDIFF_FAIL_AT=str(at))
    return done, counter.stat().st_size


# At once


def _at_once(
    begin: Path, folder: Path, arguments: Callable[[int], tuple[str, ...]], found: Callable[[Path, int], bool]
) -> Count:
    here = _copied(begin, folder / "once")
    said = [folder / f"said-{at}" for at in range(1, WRITERS + 1)]
    running = [_start(here, arguments(at), path, {}) for at, path in enumerate(said, 1)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in running]
    count = Count()
    for at, (code, path) in enumerate(zip(codes, said, strict=True), 1):
        is_there, told = found(here, at), path.read_text(encoding="utf-8").strip()
        if (code == 0) != is_there or "Traceback" in told:
            count.lost.append(f"exit {code}, there: {is_there}: {told[-100:]}")
        else:
            count.old, count.new = count.old + (not is_there), count.new + is_there
    return count


def _is_version(here: Path, at: int) -> bool:
    return f"versions/w{at}.md" in _git(here, "ls-tree --name-only HEAD versions/").split()


def _is_pinned(here: Path, at: int) -> bool:
    return f'reason = "r{at}"' in (here / "versions" / "concordance.toml").read_text(encoding="utf-8")


def _is_whole(here: Path, _: int) -> bool:
    return (here / "r.html").read_text(encoding="utf-8").rstrip().endswith("</html>")


def _is_hooked(here: Path, _: int) -> bool:
    return (here / ".gitattributes").read_text(encoding="utf-8").count(">>> cdiff hook") == 1


def _pin(at: int) -> tuple[str, ...]:
    return "align", "v1", "v2", "--pin", f"{at}={at}", "--reason", f"r{at}", "--name", "n"


AT_ONCE: dict[str, Callable[[Path, Path], Count]] = {
    "versions": partial(_at_once, arguments=lambda at: ("add", "b.txt", "--label", f"w{at}"), found=_is_version),
    "pins": partial(_at_once, arguments=_pin, found=_is_pinned),
    "one report": partial(_at_once, arguments=lambda _: _REPORT, found=_is_whole),
    "hooks": partial(_at_once, arguments=lambda _: ("hook", "install"), found=_is_hooked),
}
