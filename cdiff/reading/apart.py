"""Reading in a child process: a file that asks for too much ends the child, not cdiff.

Binary formats are read by large libraries (PDFium, libxml2, zlib). Four kilobytes of PDF can ask them for gigabytes,
and no check beforehand knows every way. So the reader runs in a fork of this process, with limits that the kernel
holds: memory, CPU time, no file written, no program started. Inside it an audit hook (PEP 578) refuses to open any
file but Python's own modules, and any socket.

A fork, because the child then has everything imported: it costs a few milliseconds, where a fresh interpreter costs
a hundred. What the child returns is taken from it as untrusted too: `_Records` makes records of the model, no more.

Where the system cannot fork (Windows), files are read in this process, without these limits.
"""

from __future__ import annotations

import faulthandler
import io
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

from cdiff.core.errors import ReadError
from cdiff.reading.content import Content
from cdiff.reading.options import ReadOptions

Reader = Callable[[bytes, str, ReadOptions], Content]

MEMORY = 896 << 20
"""Bytes that a child may ask for beyond those of its parent: the process as a whole stays below a GiB."""
SECONDS, SECONDS_PER_MIB = 15, 5
"""CPU time that a file may take: some at once, and more the larger it is: 1,000 pages of PDF have 5 MiB, and take 20
seconds. PDFium looks for the objects of a damaged file in time that grows with its square, and may take it all."""
_MODULES = ("cdiff.core.model", "cdiff.core.unread", "cdiff.reading.content")
"""Where the classes are that a reading consists of."""
_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  # compared with co_filename
_ROOTS = tuple(os.path.realpath(each) + os.sep for each in (_HERE, sys.prefix, sys.base_prefix, *sys.path[1:]) if each)
"""Where Python's modules are: a reader may import one late."""
_REFUSED = ("socket.", "subprocess.", "shutil.", "tempfile.", "ftplib.", "http.", "urllib.", "smtplib.")
_REFUSED_CALLS = frozenset(
    f"os.{name}"
    for name in "exec posix_spawn spawn system fork forkpty remove rename rmdir mkdir link symlink"
    " truncate chmod chown kill killpg putenv".split()
)


def read_apart(read: Reader, data: bytes, name: str, options: ReadOptions) -> Content:
    """Read a file in a child process, and return what the reader returns.

    Raises `ReadError` as the reader does, and where the file asks for more memory or time than it may, or
    makes a library fail. Any other exception of the reader is a bug, and raised as a `RuntimeError` with its traceback.
    """
    if not hasattr(os, "fork"):
        return read(data, name, options)
    answer, status = _forked(lambda: _answer(read, data, name, options), seconds_for(data))
    if not answer or status:
        raise ReadError(f"{name}: {_reason(status, seconds_for(data))}; print or save it anew, and try that")
    kind, value = _Records(io.BytesIO(answer)).load()
    if kind == "content":
        return value  # type: ignore[no-any-return]
    if kind == "refused":
        raise ReadError(value)
    raise RuntimeError(value)


def seconds_for(data: bytes) -> int:
    """How much CPU time a file may take."""
    return SECONDS + SECONDS_PER_MIB * (len(data) >> 20)


def _forked(work: Callable[[], bytes], seconds: int) -> tuple[bytes, int]:
    """Do work in a child; returns what it gives, and how it ended (as `os.waitpid`)."""
    readable, writable = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns of forking beside other threads: the child runs one reader and ends without cleaning up.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        os.close(readable)
        _in_child(work, writable, seconds)
    os.close(writable)
    status = -1
    try:
        with open(readable, "rb") as file:  # noqa: PTH123  # a descriptor
            answer = file.read()
        _, status = os.waitpid(child, 0)
    finally:
        if status == -1:  # interrupted
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    return answer, status


def _in_child(work: Callable[[], bytes], writable: int, seconds: int) -> NoReturn:
    """Do the work within the limits, write what it gives, and end at once: nothing of the parent's is flushed."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        faulthandler.disable()
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        _limit(seconds)
        sys.addaudithook(_refuse)
        answer = work()
        while answer:
            answer = answer[os.write(writable, answer) :]
        os._exit(0)
    except BaseException:
        os._exit(1)


def _limit(seconds: int) -> None:
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    for name, value in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NPROC", 0),
        ("RLIMIT_CPU", spent + seconds),
        ("RLIMIT_AS", _memory_now() + MEMORY),
    ):
        number = getattr(resource, name, None)
        if number is None:
            continue
        _, most = resource.getrlimit(number)
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        try:
            resource.setrlimit(number, (value, value))
        except (ValueError, OSError):
            if name != "RLIMIT_AS":  # macOS knows that limit, and refuses to set it
                raise


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no reader does: open a file that is no module of Python, write, connect, start a program."""
    if event == "open":
        path, _, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if isinstance(path, int) or (not writes and os.path.realpath(os.fsdecode(path)).startswith(_ROOTS)):
            return
        raise PermissionError(f"a reader may not open {path}")
    if event.startswith(_REFUSED) or event in _REFUSED_CALLS:
        raise PermissionError(f"a reader may not call {event}")


def _memory_now() -> int:
    """The address space of this process in bytes; a guess where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1 << 30


def _answer(read: Reader, data: bytes, name: str, options: ReadOptions) -> bytes:
    """What the child sends: what was read, why it was refused, or the traceback of a bug."""
    try:
        return pickle.dumps(("content", read(data, name, options)), protocol=5)
    except ReadError as error:
        return pickle.dumps(("refused", str(error)))
    except MemoryError:
        return pickle.dumps(("refused", f"{name}: {_MEMORY}; print or save it anew, and try that"))
    except Exception as error:
        import traceback

        last = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.name != _refuse.__name__][-1]
        if not last.filename.startswith(_HERE):  # a library has met what no handler of ours knows
            said = f"{type(error).__name__}: {error}".rstrip(": ")
            return pickle.dumps(("refused", f"{name}: the file is damaged ({said}); save or export it anew"))
        return pickle.dumps(("bug", traceback.format_exc()))


_MEMORY = f"reading it takes more than {MEMORY >> 20} MiB of memory"


def _reason(status: int, seconds: int) -> str:
    """Say why a child ended without an answer."""
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number in (signal.SIGXCPU, signal.SIGKILL):
        return f"reading it takes more than {seconds} seconds"
    if number in (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL):  # how PDFium ends where it gets no memory
        return _MEMORY
    return "reading it failed" + (f" ({signal.Signals(number).name})" if number else "")


class _Records(pickle.Unpickler):
    """Reads records of the model and what they are made of; no function or class of another module."""

    def find_class(self, module: str, name: str) -> Any:
        found = getattr(sys.modules.get(module), name, None)
        if module in _MODULES and isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")
