"""The store: versions as files in a folder, committed to git."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cdiff.core.config import FILE as CONFIG_NAME
from cdiff.core.errors import CdiffError, LabelError, StoredFormError, VersionError, near
from cdiff.core.machine import read_file
from cdiff.core.model import Source, Version
from cdiff.core.records import record

if TYPE_CHECKING:
    from cdiff.store.git import Repository

__all__ = ["LostVersion", "Store", "Survey", "check_label"]

_LABEL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d|readme|concordance)(?:\..*)?$")
ATTRIBUTES = b"""# git must not convert line ends here: the sources are proven by their SHA-256
sources/** -text
*.md text eol=lf
"""
NEW_CONFIG = b'store = "versions"\n'
"""The configuration of a new store."""
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


def check_label(label: str) -> str:
    """Return a label that can be a file name on any system; raises `LabelError` for any other."""
    if not _LABEL.fullmatch(label) or label.endswith(".") or ".." in label or _RESERVED.match(label):
        raise LabelError(
            f"the label {label!r} cannot be used: letters, digits, '-', '_' and '.', at most 100,"
            " not starting with '-' or '.', and no name that a system reserves"
        )
    return label


@record
class LostVersion:
    """A version that was stored and does not read now, or does not read as it was committed."""

    label: str
    reason: str
    """What is wrong with which file, and where there is one, the command that brings it back."""
    is_read: bool = False
    """Whether it reads all the same: it differs from what was committed."""


@record
class Survey:
    """What there is in a store: the versions that read, in the order of the negotiation, and what is lost."""

    versions: tuple[Version, ...]
    lost: tuple[LostVersion, ...] = ()


@record
class Store:
    """A folder of versions.

    `folder/<label>.md` is the stored form, `folder/sources/<label>.<suffix>` the file as it was received.
    """

    folder: Path
    built_in: bool = False
    """The Compact that ships with the package: read-only."""

    def labels(self) -> list[str]:
        """List the labels, sorted by name; a Markdown file that is not in the stored form is none of them."""
        files = self.folder.glob("*.md") if self.folder.is_dir() else ()
        return sorted(path.stem for path in files if _LABEL.fullmatch(path.stem) and _looks_stored(path))

    def path(self, label: str) -> Path:
        """The path of the stored form of a label; raises `LabelError`."""
        return self.folder / f"{check_label(label)}.md"

    def has(self, label: str) -> bool:
        """Whether there is a version under a label."""
        return _LABEL.fullmatch(label) is not None and (self.folder / f"{label}.md").is_file()

    def expected_labels(self) -> list[str]:
        """List the labels of all versions that should be here, sorted by name.

        Those are the labels that read, those whose source is kept, and those that the last commit has.
        """
        return self._expected(self._changed())

    def _expected(self, changed: Sequence[str]) -> list[str]:
        return sorted({*self.labels(), *self._kept_labels(), *self._committed_labels(changed)})

    def _kept_labels(self) -> Iterator[str]:
        """Give the labels whose sources are kept."""
        folder = self.folder / "sources"
        for path in folder.iterdir() if folder.is_dir() else ():
            name = path.name.removesuffix(".profile.toml").removesuffix(".repairs.toml")
            label = name if name != path.name else path.stem
            if _LABEL.fullmatch(label) and path.suffix:
                yield label

    def _committed_labels(self, changed: Sequence[str]) -> Iterator[str]:
        """Give the labels that the last commit has in the stored form, of the files that differ from it."""
        from cdiff.store import git

        for name in changed:
            label = name.removesuffix(".md")
            if _LABEL.fullmatch(label) and is_stored(git.head_of_file(self.folder, name, 64)):
                yield label

    def _changed(self) -> tuple[str, ...]:
        """Name the Markdown files of the folder that differ from the last commit."""
        if self.built_in or not self.folder.is_dir():
            return ()
        from cdiff.store import git

        return git.changed(self.folder, "*.md")

    def survey(self) -> Survey:
        """Load all versions that read, and name those that do not, or not as they were committed."""
        versions, lost = [], []
        changed = self._changed()
        for label in self._expected(changed):
            try:
                versions.append(self.load(label))
            except CdiffError as error:
                lost.append(LostVersion(label, str(error)))
                continue
            if f"{label}.md" in changed:
                lost.append(LostVersion(label, f"{self.path(label)} differs from what was committed", is_read=True))
        return Survey(tuple(in_order(versions)), tuple(lost))

    def load(self, label: str, revision: str = "") -> Version:
        """Load a version from the working tree, or as it was at a git revision.

        Raises `VersionError` with the near misses, `StoredFormError` for a damaged file, and `GitError`.
        """
        from cdiff.store import form

        path = self.path(label)
        if revision:
            return form.read(self._at(path, revision).decode("utf-8"), f"{path}@{revision}")
        try:
            return self._load(path)
        except FileNotFoundError:
            if label in self.expected_labels():
                what = "is a link to a file that is not there" if path.is_symlink() else "is missing"
                raise VersionError(f"{path} {what}{self._way_back(label)}") from None
            labels = self.labels()
            listed = f"; there are {', '.join(labels)}" if labels else "; it is empty; cdiff add stores a draft"
            raise VersionError(f"no version {label!r} in {self.folder}{near(label, labels) or listed}") from None
        except OSError as error:
            raise VersionError(f"cannot read {path}: {error.strerror}{self._way_back(label)}") from None
        except StoredFormError as error:
            raise StoredFormError(f"{error}{self._way_back(label)}") from None

    def _load(self, path: Path) -> Version:
        from cdiff.store import form

        try:
            text = read_file(path).decode()
        except UnicodeDecodeError as error:
            raise StoredFormError(f"{path}: byte {error.start} is not UTF-8; was it written by cdiff add?") from None
        version = form.read(text, str(path))
        if version.label != path.stem:
            raise StoredFormError(
                f"{path}: its front matter says label {version.label!r}; rename the file or correct the label"
            )
        return version

    def _way_back(self, label: str) -> str:
        """Say how a version that does not read is brought back: from git, or from its source."""
        if label in self._committed_labels(self._changed()):
            return f"; to bring it back: git checkout HEAD -- {_typed(self.path(label))}"
        source = next((path for path in sorted(self.folder.glob(f"sources/{label}.*")) if path.stem == label), None)
        return f"; its source is kept: cdiff add {_typed(source)} --label {label}" if source else ""

    def _at(self, path: Path, revision: str) -> bytes:
        from cdiff.store import git

        repo = self.repository()
        if repo is None:
            raise VersionError(f"{self.folder} is in no git repository, so there is no {path.stem}@{revision}")
        return git.show(repo, path, revision)

    def versions(self) -> list[Version]:
        """Load all versions in the order of the negotiation: by date, then by what each follows.

        Raises what `load` raises, `VersionError` too for one that is missing.
        """
        return in_order([self.load(label) for label in self.expected_labels()])

    def repository(self) -> Repository | None:
        """Open the git repository that contains the store; none where there is none."""
        from cdiff.store import git

        folder = self.folder if self.folder.is_dir() else self.folder.parent
        return git.repository(folder)

    # Sources

    def source(self, version: Version, revision: str = "") -> bytes:
        """Read the received file of a version, byte for byte; raises `VersionError`, and `GitError` for a revision."""
        path = self.source_path(version)
        if revision:
            return self._at(path, revision)
        try:
            return read_file(path)
        except OSError as error:
            raise VersionError(
                f"the received file of {version.label} cannot be read: {path}: {error.strerror}"
            ) from None

    def source_path(self, version: Version) -> Path:
        """The path of the received file of a version."""
        suffix = Path(version.source).suffix
        return self.folder / "sources" / f"{version.label}{suffix if _SUFFIX.fullmatch(suffix) else '.txt'}"

    def profile_path(self, label: str) -> Path:
        """The path of the profile of a version, unless it is a built-in one."""
        return self.folder / "sources" / f"{label}.profile.toml"

    def repairs_path(self, label: str) -> Path:
        """The path of the file that lists the words repaired in the source of a version."""
        return self.folder / "sources" / f"{label}.repairs.toml"

    def repairs(self, label: str, revision: str = "") -> bytes:
        """Read the file that lists the repaired words; raises as `source` does."""
        path = self.repairs_path(label)
        if revision:
            return self._at(path, revision)
        try:
            return read_file(path)
        except OSError as error:
            raise VersionError(f"the repairs of {label} cannot be read: {path}: {error.strerror}") from None

    def recovered(self) -> str:
        """Undo or finish what a killed command left half done, and say what it was; nothing where there is none."""
        from cdiff.store.committing import recovered

        repo = None if self.built_in else self.repository()
        return recovered(repo, self.folder) if repo else ""

    # Adding

    def add(
        self,
        version: Version,
        source: Source,
        *,
        profile: bytes | None = None,
        repairs: bytes | None = None,
        replace: bool = False,
    ) -> str:
        """Write a version and its source, and commit these files alone; returns the id of the commit.

        Raises `LabelError`, `VersionError` (the label is taken, the folder is read-only, another cdiff
        holds the lock) and `GitError`; nothing has changed then.
        """
        from cdiff.store import form, git
        from cdiff.store.committing import recover
        from cdiff.store.files import lock_of, locked

        if self.built_in:
            raise VersionError("the built-in Compact cannot be changed; run cdiff init to make a store of your own")
        path = self.path(version.label)
        repo = self.repository()
        if repo is None:
            raise VersionError(f"{self.folder.resolve().parent} is in no git repository; run cdiff init first")
        files = {**self.first_files(), self.source_path(version): source.data}
        if profile is not None:
            files[self.profile_path(version.label)] = profile
        if repairs is not None:
            files[self.repairs_path(version.label)] = repairs
        files[path] = form.write(version).encode()
        with locked(lock_of(self.folder)):
            git.check_ready(repo)
            recover(repo, self.folder)
            self._check_free(version, files, repo, replace=replace)
            return self._commit(version, files, repo, replaces=path.exists())

    def first_files(self) -> dict[Path, bytes]:
        """Return what is committed with the first version: the attributes, and the configuration as `init` wrote it."""
        attributes, config = self.folder / ".gitattributes", self.folder.parent / CONFIG_NAME
        files = {} if attributes.exists() else {attributes: ATTRIBUTES}
        if not self.labels() and config.is_file() and read_file(config) == NEW_CONFIG:
            files[config] = NEW_CONFIG
        return files

    def _check_free(self, version: Version, files: dict[Path, bytes], repo: Repository, *, replace: bool) -> None:
        """Refuse a label that is taken, even in another letter case, and files that cdiff did not write.

        An add that was interrupted may be done again: its files are there, as they should be, but not committed.
        """
        from cdiff.store import git

        same = [label for label in self.labels() if label.lower() == version.label.lower()]
        if same and same != [version.label]:
            raise VersionError(f"the label {version.label!r} differs from {same[0]!r} only in letter case")
        unchanged = all(path.is_file() and read_file(path) == data for path, data in files.items())
        if same and not replace and not (unchanged and any(git.uncommitted(repo, list(files)))):
            raise VersionError(f"there is a version {version.label!r} already; --replace puts this one in its place")
        own = self.files_of(version.label) if same else []
        for path, data in files.items():
            if path.exists() and path not in own and not (path.is_file() and read_file(path) == data):
                raise VersionError(
                    f"{path} is there already, and cdiff did not write it; move it away or take another label"
                )

    def _commit(self, version: Version, files: dict[Path, bytes], repo: Repository, *, replaces: bool) -> str:
        from cdiff.store.committing import commit_files

        stale = [path for path in self.files_of(version.label) if path not in files] if replaces else []
        what = f"adding {version.label}"
        return commit_files(repo, files, stale, what, _message(version, replaces=replaces))

    def files_of(self, label: str) -> list[Path]:
        """List the files that there are of a label: its text, its source, its profile and its repairs."""
        try:
            source = [self.source_path(self.load(label))]
        except CdiffError:
            source = []
        kept = (self.path(label), *source, self.profile_path(label), self.repairs_path(label))
        return [path for path in kept if path.is_file()]


def in_order(versions: Sequence[Version]) -> list[Version]:
    """Put versions in the order of the negotiation: by date, then by what each follows, then by label.

    A version without a date takes that of the version it follows, or of the one that follows it; failing both, it comes
    last.
    """
    by_label = {version.label: version for version in versions}
    followers = {
        version.follows: version for version in sorted(versions, key=lambda version: version.date, reverse=True)
    }

    def date_of(version: Version, asked: frozenset[str] = frozenset()) -> str:
        if version.date or version.label in asked:
            return version.date or "9999"
        other = by_label.get(version.follows) or followers.get(version.label)
        return date_of(other, asked | {version.label}) if other else "9999"

    def depth_of(version: Version, asked: frozenset[str] = frozenset()) -> int:
        other = by_label.get(version.follows)
        if other is None or other.label in asked or date_of(other) != date_of(version):
            return 0
        return 1 + depth_of(other, asked | {version.label})

    return sorted(versions, key=lambda version: (date_of(version), depth_of(version), version.label))


def is_stored(head: str) -> bool:
    """Whether a file that starts like this is in the stored form."""
    return head.removeprefix("\ufeff").startswith('---\nlabel: "') or head.startswith('---\r\nlabel: "')


def _typed(path: Path) -> str:
    """Write a path as a person types it here: without the folder that one stands in."""
    import shlex

    here = Path.cwd()
    return shlex.quote(str(path.relative_to(here) if path.is_relative_to(here) else path))


def _looks_stored(path: Path) -> bool:
    try:
        if not path.is_file():  # nobody may write to a named pipe
            return False
        with path.open("rb") as file:
            return is_stored(file.read(64).decode("utf-8", "replace"))
    except OSError:
        return False


def _message(version: Version, *, replaces: bool) -> str:
    verb = "Replace" if replaces else "Add"
    subject = f"{verb} {version.label}" + (f": {version.title}" if version.title else "")
    trailers = [f"Cdiff-Label: {version.label}"]
    trailers += [f"Cdiff-Date: {version.date}"] if version.date else []
    trailers += [f"Cdiff-Source-SHA256: {version.sha256}"]
    return "\n".join([" ".join(subject.split()), "", *trailers])
