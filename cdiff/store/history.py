"""Export a store as a git repository of its own: one commit per version, dated with the day of the version.

The store keeps each version in a file of its own, so that a draft that turns up late rewrites nothing. The export is
the other way round: one file, one commit after the other, so that `git log -p`, `git blame` and `git diff` show how the
text developed.

The repository is bare: it is meant to be cloned, pushed and queried, and every run makes it anew. `git fast-import`
makes it, which runs no hooks, signs nothing and converts nothing, so that commit ids depend on the versions alone.

**Days that git cannot represent.** The time of a commit may not be before 1970, so an older version (a treaty of 1951)
is committed on 1 January 1970. A version without a date is committed on the day of the version before it (the first
one: of the version after it). The message and the author give the known date. Versions of one day are a minute apart,
in their order.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from cdiff.core.errors import GitError, LabelError
from cdiff.core.records import record
from cdiff.store import git
from cdiff.store.files import left_behind, temporary_name, umask

COMMITTER = ("cdiff", "cdiff@cdiff.invalid")
"""Who commits: a name and an address that is nobody's (RFC 2606)."""
ATTRIBUTES = b"*.md text eol=lf diff=markdown\n"
"""Lets `git diff` say under which heading a change stands, wherever the repository is cloned to."""
_FIRST_DAY = date(1970, 1, 1)
_BRANCHES = ("main", "versions", "history")


@record
class Snapshot:
    """What one commit contains."""

    label: str
    date: str
    """The day of the version, ISO 8601; empty if unknown."""
    author: str
    message: str
    files: Mapping[str, bytes]


def write_history(target: Path, snapshots: Sequence[Snapshot]) -> str:
    """Make a bare repository with one commit per snapshot and one tag per label; returns the id of the last commit.

    It is made beside its place and renamed into it. Raises `GitError` if the target is not an empty folder or its
    folder does not exist, and `LabelError` for a label that cannot be a tag.
    """
    if not target.absolute().parent.is_dir():
        raise GitError(f"there is no folder {target.parent}; make it first")
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise GitError(f"{target} is there already, and is no folder; name another place")
    if target.is_dir() and any(target.iterdir()):
        raise GitError(f"{target} is not empty; name another place, or remove it yourself")
    for snapshot in snapshots:
        if snapshot.label.endswith(".lock"):
            raise LabelError(f"git takes no tag that ends with .lock: {snapshot.label}; give the version another label")
    labels = {snapshot.label for snapshot in snapshots}
    branch = next((name for name in _BRANCHES if name not in labels), _BRANCHES[0])
    place = target.absolute()
    try:
        for left in left_behind(place, ".part"):
            shutil.rmtree(left, ignore_errors=True)
        beside = Path(tempfile.mkdtemp(prefix=temporary_name(place), suffix=".part", dir=place.parent))
    except OSError as error:
        raise GitError(f"cannot write into {place.parent}: {error.strerror}") from None
    try:
        last = git.make_history(beside, branch, b"".join(_stream(snapshots, branch)), ATTRIBUTES)
        beside.chmod(0o777 & ~umask())
        if place.exists():
            place.rmdir()
        beside.rename(place)
    except OSError as error:
        raise GitError(f"cannot write {target}: {error.strerror}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return last


def _stream(snapshots: Sequence[Snapshot], branch: str) -> Iterator[bytes]:
    """Write the commits as `git fast-import` reads them."""
    for number, (snapshot, second) in enumerate(
        zip(snapshots, seconds([each.date for each in snapshots]), strict=True), 1
    ):
        time = f"{second} +0000"
        name, address = COMMITTER
        yield f"commit refs/heads/{branch}\nmark :{number}\n".encode()
        yield f"author {_name(snapshot.author)} <{snapshot.label}@cdiff.invalid> {time}\n".encode()
        yield f"committer {name} <{address}> {time}\n".encode()
        yield _data(snapshot.message.encode())
        yield b"deleteall\n"
        for path, content in sorted({".gitattributes": ATTRIBUTES, **snapshot.files}.items()):
            yield f"M 100644 inline {path}\n".encode() + _data(content)
        yield f"\nreset refs/tags/{snapshot.label}\nfrom :{number}\n\n".encode()
    yield b"done\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _name(author: str) -> str:
    """Remove from a name what git does not allow in an author."""
    return " ".join("".join(" " if sign in "<>" or not sign.isprintable() else sign for sign in author).split())


def seconds(dates: Sequence[str]) -> list[int]:
    """The time of each commit in seconds since 1970: noon of its day, in UTC.

    A day before 1970 and an unknown day are replaced as the docstring of this module says.
    """
    known = [_day(each) for each in dates]
    found: list[int] = []
    before: date | None = next((day for day in known if day), _FIRST_DAY)
    minutes = 0
    for day in known:
        today = max(day or before or _FIRST_DAY, _FIRST_DAY)
        minutes = minutes + 1 if found and today == before else 0
        noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
        found.append(int(noon.timestamp()) + 60 * minutes)
        before = today
    return found


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
