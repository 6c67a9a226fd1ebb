"""Changes of a whole store: a version renamed or removed, a store that begins with the versions of another one.

Each is one commit of the files concerned alone, as `Store.add` makes it, and undone where git refuses. Nothing is
renamed or removed that is not committed, so git has all that was there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from cdiff.core.errors import VersionError, near
from cdiff.core.machine import read_file
from cdiff.core.model import Version
from cdiff.core.records import record, replace
from cdiff.store import Store, check_label, form, git
from cdiff.store.committing import commit_files, recover
from cdiff.store.files import lock_of, locked
from cdiff.store.git import Repository
from cdiff.store.pins import FILE as PINS

_BETWEEN = re.compile(r"^(\s*between\s*=\s*)(\[[^\]\n]*\])", re.MULTILINE)


@record
class ChangedStore:
    """What a change of a store did."""

    commit: str
    also: tuple[str, ...] = ()
    """The labels of other versions that were changed, because they follow the one that was."""
    pins: int = 0
    """How many settled pairs name the version."""


def rename(store: Store, old: str, new: str) -> ChangedStore:
    """Give a version another label: its text, its source, what follows it and the pairs settled about it go along.

    Raises `VersionError` for a version that is not there or not committed, and for a label that is taken; `LabelError`
    for one that cannot be a file name, `GitError` where git refuses. Nothing has changed then.
    """
    check_label(new)
    if any(label.lower() == new.lower() for label in store.expected_labels() if label != old):
        raise VersionError(f"there is a version {new!r} already; take another label, or cdiff rm {new} first")

    def change(repo: Repository, version: Version) -> tuple[dict[Path, bytes], list[Path], ChangedStore]:
        kept = _committed(store, repo, old)
        renamed = replace(version, label=new)
        moved = {
            store.path(old): store.path(new),
            store.source_path(version): store.source_path(renamed),
            store.profile_path(old): store.profile_path(new),
            store.repairs_path(old): store.repairs_path(new),
        }
        files = {moved[path]: read_file(path) for path in kept} | {store.path(new): form.write(renamed).encode()}
        gone = [path for path in kept if path not in files]  # all of them, unless only the letter case changes
        taken = next((path for path in files if path.exists() and path not in kept), None)
        if taken:
            raise VersionError(f"{taken} is there already, and cdiff did not write it; move it away")
        followers = _followers(store, repo, old, new)
        pins = store.folder / PINS
        text = read_file(pins).decode() if pins.is_file() else ""
        named, count = _pins_renamed(text, old, new)
        files |= {store.path(label): text.encode() for label, text in followers.items()}
        files |= {pins: named.encode()} if count else {}
        return files, gone, ChangedStore("", tuple(followers), count)

    return _changed(store, old, change, "renaming", f"Rename {old} to {new}")


def remove(store: Store, label: str) -> ChangedStore:
    """Remove a version, its source and what was kept with it; what follows it follows the one before it then.

    The pairs settled about it stay in their file. Raises what `rename` raises.
    """

    def change(repo: Repository, version: Version) -> tuple[dict[Path, bytes], list[Path], ChangedStore]:
        gone = _committed(store, repo, label)
        followers = _followers(store, repo, label, version.follows)
        pins = store.folder / PINS
        text = read_file(pins).decode() if pins.is_file() else ""
        files = {store.path(each): text.encode() for each, text in followers.items()}
        return files, gone, ChangedStore("", tuple(followers), _pins_renamed(text, label, "")[1])

    return _changed(store, label, change, "removal", f"Remove {label}")


def begin_with(store: Store, other: Store, message: str) -> list[str]:
    """Copy all versions of another store into an empty one, and commit them; returns their labels.

    Raises `VersionError` for a store that has versions, and `GitError` where git refuses.
    """
    if store.expected_labels():
        raise VersionError(f"{store.folder} has versions already; only an empty store can begin with others")
    repo = _repository(store)
    paths = [path for label in other.labels() for path in other.files_of(label)]
    paths += [other.folder / PINS] if (other.folder / PINS).is_file() else []
    files = {store.folder / path.relative_to(other.folder): read_file(path) for path in paths}
    with locked(lock_of(store.folder)):
        git.check_ready(repo)
        recover(repo, store.folder)
        commit_files(repo, store.first_files() | files, [], "adding versions", message)
    return other.labels()


Change = Callable[[Repository, Version], tuple[dict[Path, bytes], list[Path], ChangedStore]]


def _changed(store: Store, label: str, change: Change, what: str, message: str) -> ChangedStore:
    if label not in store.expected_labels():
        raise VersionError(f"no version {label!r} in {store.folder}{near(label, store.labels())}")
    repo = _repository(store)
    with locked(lock_of(store.folder)):
        git.check_ready(repo)
        recover(repo, store.folder)
        version = store.load(label)
        files, gone, done = change(repo, version)
        trailed = f"{message}\n\nCdiff-Label: {label}"
        return replace(done, commit=commit_files(repo, files, gone, f"the {what} of {label}", trailed))


def _repository(store: Store) -> Repository:
    repo = None if store.built_in else store.repository()
    if repo is None:
        raise VersionError(f"{store.folder.resolve().parent} is in no git repository; run cdiff init first")
    return repo


def _committed(store: Store, repo: Repository, label: str) -> list[Path]:
    """List the files of a version; raises `VersionError` where git does not have one of them as it stands."""
    kept = store.files_of(label)
    said = [line for line in git.uncommitted(repo, kept) if line]
    if said:
        raise VersionError(f"{label} is not as it was committed ({said[0]}); commit it or restore it first")
    return kept


def _followers(store: Store, repo: Repository, label: str, instead: str) -> dict[str, str]:
    """Write the versions that follow a label anew, so that they follow another one."""
    found = {}
    for each in store.labels():
        version = store.load(each)
        if version.follows == label and each != label:
            _committed(store, repo, each)
            found[each] = form.write(replace(version, follows=instead))
    return found


def _pins_renamed(text: str, old: str, new: str) -> tuple[str, int]:
    """Rename a version in the file of settled pairs, and count the pairs that name it; comments and order stay."""
    count = 0

    def renamed(match: re.Match[str]) -> str:
        nonlocal count
        names = re.findall(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', match[2])
        plain = [name[1:-1] for name in names]
        if old not in plain:
            return match[0]
        count += 1
        said = ", ".join(json.dumps(new) if name == old else quoted for name, quoted in zip(plain, names, strict=True))
        return f"{match[1]}[{said}]"

    return _BETWEEN.sub(renamed, text), count
