"""Restoring what `verify` finds broken: from the history of git, or from the received file that is kept.

A version is restored from the last commit in which its text reads and its source has the SHA-256 that the text names.
Where there is none and the received file is kept, it is read anew; its date and title are not known then, which is
said. What stood in the place of a restored file is kept in `.git/cdiff-kept`, so nothing is lost by a repair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from cdiff.core.errors import CdiffError, GitError, VersionError
from cdiff.core.machine import read_file
from cdiff.core.model import Version
from cdiff.core.records import record
from cdiff.pipeline.versions import Verdict, add, verify
from cdiff.store import Store, form, git
from cdiff.store.committing import commit_files, recover
from cdiff.store.files import lock_of, locked, restore, write_whole
from cdiff.store.git import Repository
from cdiff.store.pins import FILE, pins_in

_KEPT = "cdiff-kept"


@record
class Restored:
    """What was done for a version, or for another part of the store."""

    label: str
    said: str


def repair(store: Store) -> list[Restored]:
    """Restore what is broken in a store and can be restored; gives what was done, or why nothing could be.

    Raises `VersionError` for a store that is in no repository or cannot be written, `GitError` where git refuses.
    """
    repo = None if store.built_in else store.repository()
    if repo is None:
        raise VersionError(f"{store.folder} has no history, so nothing can be restored; cdiff init makes a store")
    with locked(lock_of(store.folder)):
        git.check_ready(repo)
        undone = recover(repo, store.folder)
    done = [Restored("repository", undone)] if undone else []
    for verdict in verify(store):
        if not verdict.holds:
            done += _restored(verdict, store, repo)
    return done


def _restored(verdict: Verdict, store: Store, repo: Repository) -> Iterator[Restored]:
    if verdict.label == "repository":
        yield Restored("repository", "only git can mend it; get a whole clone, or ask git fsck what is broken")
    elif verdict.label == FILE:
        yield _pins_restored(store, repo)
    else:
        yield _from_history(verdict.label, store, repo) or _from_source(verdict.label, store, repo)


def _from_history(label: str, store: Store, repo: Repository) -> Restored | None:
    """Restore a version from the last commit that has it whole; None where no commit has."""
    for commit in git.commits_of(repo, store.path(label)):
        files = _whole_at(commit, label, store, repo)
        if files:
            differing = {path: data for path, data in files.items() if _bytes(path) != data}
            if not differing:
                return Restored(label, "its files are as they were committed; read them anew: cdiff add --replace")
            with locked(lock_of(store.folder)):
                kept = _keep(differing, repo)
                what = f"Restore {label} as of {commit[:10]}\n\nCdiff-Label: {label}"
                commit_files(repo, differing, [], f"the repair of {label}", what)
            where = "the last commit" if commit == git.head(repo) else f"commit {commit[:10]}"
            names = ", ".join(git.name_of(repo, path) for path in differing)
            return Restored(label, f"restored {names} from {where}{kept}")
    return None


def _whole_at(commit: str, label: str, store: Store, repo: Repository) -> dict[Path, bytes]:
    """The files of a version in a commit, by their paths; nothing where its text or its source is not whole there."""
    try:
        text = git.show(repo, store.path(label), commit)
        version: Version = form.read(text.decode("utf-8"), label)
        source = git.show(repo, store.source_path(version), commit)
    except (CdiffError, UnicodeDecodeError):
        return {}
    if version.label != label or hashlib.sha256(source).hexdigest() != version.sha256:
        return {}
    files = {store.source_path(version): source}
    for path in (store.profile_path(label), store.repairs_path(label)):
        try:
            files[path] = git.show(repo, path, commit)
        except GitError:
            continue  # most versions have neither
    return files | {store.path(label): text}


def _from_source(label: str, store: Store, repo: Repository) -> Restored:
    """Read the received file of a version anew, where its text is nowhere else."""
    sources = [path for path in sorted(store.folder.glob(f"sources/{label}.*")) if path.stem == label]
    if not sources or (store.has(label) and _reads(label, store)):
        return Restored(label, "cannot be restored: neither git nor a received file has it whole")
    path, source = store.path(label), git.name_of(repo, sources[0])
    before = _bytes(path)
    kept = _keep({path: b""}, repo)
    path.unlink(missing_ok=True)  # nothing but a version that is not there can be added
    try:
        add(str(sources[0]), label, store)
    except BaseException as error:
        restore({path: before})
        if not isinstance(error, CdiffError):
            raise
        return Restored(label, f"cannot be restored: {source} cannot be read anew ({error})")
    return Restored(label, f"read anew from {source}; its date and title are not known{kept}")


def _reads(label: str, store: Store) -> bool:
    try:
        return bool(store.load(label))
    except CdiffError:
        return False


def _pins_restored(store: Store, repo: Repository) -> Restored:
    path = store.folder / FILE
    for commit in git.commits_of(repo, path):
        try:
            data = git.show(repo, path, commit)
            pins_in(data, path)
        except CdiffError:
            continue  # it was removed then, or broken too
        with locked(lock_of(store.folder)):
            kept = _keep({path: data}, repo)
            write_whole({path: data})
        return Restored(FILE, f"restored from commit {commit[:10]}{kept}")
    return Restored(FILE, "cannot be restored: no commit has it whole; mend or remove it")


def _bytes(path: Path) -> bytes | None:
    try:
        return read_file(path)
    except OSError:
        return None


def _keep(files: Mapping[Path, bytes], repo: Repository) -> str:
    """Keep what stands in the place of files; says where."""
    kept: list[Path] = []
    for path in files:
        data = _bytes(path)
        if data:
            kept.append(repo.git_dir / _KEPT / f"{path.name}.{hashlib.sha256(data).hexdigest()[:8]}")
            write_whole({kept[-1]: data})
    return f"; what stood there is kept: {', '.join(map(str, kept))}" if kept else ""
