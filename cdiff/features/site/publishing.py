"""A site as files: made beside its place and moved there as a whole, in a folder that cdiff knows for its own.

`site.json` lists every file of a site with its SHA-256. By it a later run knows what it may replace: a file that was
changed since, or that the list does not name, is somebody's own, and stays. So a folder may hold a `CNAME`
or a `.git` beside the site.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cdiff.core.errors import ReportError
from cdiff.core.machine import read_file
from cdiff.store.files import left_behind, temporary_name

LIST = "site.json"
"""The file that lists the others."""


def check_folder(folder: Path, *, store: Path, force: bool = False) -> dict[str, str]:
    """Give the files of the site that lies in a folder, each with its hash; none where there is no site.

    Raises `ReportError` for a folder that is none, that cannot be made, that holds the versions or lies among them,
    and, unless `force`, for one that holds what cdiff did not make or somebody changed since.
    """
    place = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise ReportError(f"{folder}: that is a file; name a folder")
    if not place.parent.is_dir():
        raise ReportError(f"{folder}: there is no folder {folder.parent}")
    versions = store.resolve()
    if versions in (place, *place.parents) or place in versions.parents:
        raise ReportError(f"{folder}: the versions are there; name a folder of its own")
    if not folder.exists() or not any(folder.iterdir()):
        return {}
    listed = _listed(folder)
    if not listed and not force:
        raise ReportError(f"{folder}: the folder is not empty, and cdiff did not make it; --force writes into it")
    changed = next((name for name, digest in listed.items() if _is_changed(folder / name, digest)), "")
    if changed and not force:
        raise ReportError(f"{folder / changed}: somebody changed it since cdiff wrote it; --force writes over it")
    return listed


def _listed(folder: Path) -> dict[str, str]:
    """Read the list of the files of a site; nothing where there is no list of ours."""
    try:
        data = json.loads(read_file(folder / LIST))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict) or data.get("generator") != "cdiff" or not isinstance(data.get("files"), dict):
        return {}
    return {name: digest for name, digest in data["files"].items() if _is_inside(name)}


def _is_inside(name: object) -> bool:
    """Whether a name in a list that anybody may have written leads to a file of its own folder."""
    if not isinstance(name, str) or "\0" in name:
        return False
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and bool(path.parts)


def _is_changed(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != digest


def publish(files: Iterable[tuple[str, bytes]], folder: Path, old: dict[str, str], *, force: bool = False) -> int:
    """Write a site into a folder, in the place of the one that lies there; gives how many files it has.

    `old` are the files of that one, as `check_folder` gave them. Where nothing else is there the folder is replaced as
    a whole; else each file is moved into its place, and the files of the old site that are no more are removed.
    Raises `ReportError` where that cannot be done, and, unless `force`, for a file in the way.
    """
    place = folder.resolve()
    beside: Path | None = None
    try:
        _sweep(place)
        beside = Path(tempfile.mkdtemp(prefix=temporary_name(place), suffix=".part", dir=place.parent))
        beside.chmod(0o755)
        made = _write(files, beside)
        _move(beside, place, made, old, force=force)
        return len(made)
    except OSError as error:
        raise ReportError(f"cannot write {folder}: {error.strerror}") from None
    finally:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Take away what a run that was killed left beside the place; a site that it had moved away comes back."""
    for left in left_behind(place, ".old"):
        kept = left / place.name
        if kept.is_dir() and not place.exists():
            kept.rename(place)
        shutil.rmtree(left, ignore_errors=True)
    for left in left_behind(place, ".part"):
        shutil.rmtree(left, ignore_errors=True)


def _write(files: Iterable[tuple[str, bytes]], beside: Path) -> list[str]:
    digests: dict[str, str] = {}
    for name, data in files:
        path = beside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        digests[name] = hashlib.sha256(data).hexdigest()
    listed = {"format": 1, "generator": "cdiff", "what": "site", "files": dict(sorted(digests.items()))}
    (beside / LIST).write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return [*digests, LIST]


def _move(beside: Path, place: Path, made: list[str], old: dict[str, str], *, force: bool) -> None:
    there = _files(place)
    if there <= {*old, LIST}:
        _swap(beside, place)
        return
    in_the_way = sorted((there & {*made}) - {*old, LIST})
    if in_the_way and not force:
        raise ReportError(
            f"{place / in_the_way[0]}: the file is there, and cdiff did not write it; --force replaces it"
        )
    for name in made:
        _refuse_links(name, place)
    for name in made:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (beside / name).replace(place / name)
    for name in sorted({*old} - {*made}):
        path = place / name
        if path.is_file() and not _is_linked(name, place) and not _is_changed(path, old[name]):
            path.unlink()
            _prune(path.parent, place)


def _refuse_links(name: str, place: Path) -> None:
    """Refuse to write through a link in the folder: it may lead anywhere."""
    if _is_linked(name, place):
        raise ReportError(f"{place / name}: a symbolic link is in the way; remove it, or name another folder")


def _is_linked(name: str, place: Path) -> bool:
    """Whether a file of the site, or a folder that it stands in, is a symbolic link."""
    path = place / name
    return any(each.is_symlink() for each in (path, *path.parents) if place in each.parents)


def _files(folder: Path) -> set[str]:
    """Name all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}


def _swap(beside: Path, place: Path) -> None:
    """Put one folder in the place of another; what stood there is gone only when the new one stands."""
    before = Path(tempfile.mkdtemp(prefix=temporary_name(place), suffix=".old", dir=place.parent))
    kept = before / place.name
    if place.exists():
        place.rename(kept)
    try:
        beside.rename(place)
    except OSError:
        if kept.exists():
            kept.rename(place)
        before.rmdir()
        raise
    shutil.rmtree(before)


def _prune(folder: Path, top: Path) -> None:
    """Remove folders that an old site has left empty."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
