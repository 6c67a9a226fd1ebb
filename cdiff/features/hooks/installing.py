"""Teaching git to show drafts clause by clause: lines in `.gitattributes`, a driver in the repository's settings.

The lines stand first in `.gitattributes`, between two comments: what the user has written there comes later, so it
wins, and taking the lines out again gives the file back byte for byte. The settings are the repository's own, because
they name a program of this machine; git ignores the lines in a clone that lacks them.

Rejected: the user's own settings (`git config --global`), which another repository would obey without having asked.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from cdiff.core.errors import GitError
from cdiff.core.records import record, replace
from cdiff.store import git
from cdiff.store.files import lock_of, locked, restore, write_whole

PATTERNS = ("*.docx", "*.odt", "*.pdf", "*.doc", "*.rtf")
"""What is shown by clauses unless the user says otherwise: what git can only call binary, or shows as markup."""
_OWN = b"# >>> cdiff hook (this file holds nothing else)"
_AMONG = b"# >>> cdiff hook"
_SAID = b": git diff shows these files clause by clause; `cdiff hook uninstall` takes these lines out\n"
_END = b"# <<< cdiff hook\n"
_BLOCK = re.compile(
    rb"(?:^|(?<=^\xef\xbb\xbf))# >>> cdiff hook([^\n:]*):[^\n]*\n"
    rb"((?:(?!# [<>]{3} cdiff hook)[^\n]*\n)*+)# <<< cdiff hook\r?\n",
    re.MULTILINE,
)
_BOM = b"\xef\xbb\xbf"
_SECTIONS = ("diff.cdiff", "difftool.cdiff")
_MARK = "madeby"
_MADE_BY = "cdiff hook install"


@record
class Status:
    """What git knows of cdiff in a repository."""

    attributes: Path
    """The file with the patterns."""
    patterns: tuple[str, ...]
    """Those whose files are shown by clauses; none where the lines are not there."""
    command: str
    """What git runs; empty where the driver is not set up."""
    left: tuple[tuple[str, str], ...] = ()
    """Patterns that were left as they are, and how git shows their files."""

    @property
    def is_installed(self) -> bool:
        """Whether both halves are there."""
        return bool(self.patterns and self.command)


def install(folder: Path, extra: Sequence[str] = ()) -> Status:
    """Set up the repository around a folder; `extra` are patterns beside the usual ones.

    Doing it again brings it up to date. Raises `GitError` where there is no working tree, where the driver's name is
    taken, or for a pattern that git does not know; then nothing has changed.
    """
    top, path = _opened(folder)
    with locked(lock_of(top)):
        return _install(folder, top, path, extra)


def _install(folder: Path, top: Path, path: Path, extra: Sequence[str]) -> Status:
    for section in _SECTIONS:
        _check_ours(top, section)
    more = [_checked(pattern) for pattern in extra]
    data = _read(path)
    known = status(folder).patterns
    left = tuple((name, said) for name in PATTERNS if name not in known and (said := _shown_as(top, name)))
    chosen = [name for name in PATTERNS if name not in dict(left)]
    own = not path.exists() or _is_own(data)
    before = write_whole({path: _with(_without(data), [*chosen, *more], own=own)})
    try:
        for name, value in _driver().items():
            git.put_setting(top, name, value)
    except GitError:
        restore(before)
        raise
    return replace(status(folder), left=left)


def uninstall(folder: Path) -> Status:
    """Take out of the repository around a folder what `install` put in; gives what was there."""
    top, path = _opened(folder)
    with locked(lock_of(top)):
        return _uninstall(folder, top, path)


def _uninstall(folder: Path, top: Path, path: Path) -> Status:
    found = status(folder)
    data = _read(path)
    if _BLOCK.search(data):
        _put_back(path, data)
    for section in _SECTIONS:
        known = git.settings(top, section)
        if known.get(_MARK) == _MADE_BY:
            for name in _driver():
                if name.rpartition(".")[0] == section and name.rpartition(".")[2] in known:
                    git.drop_setting(top, name)
    return found


def status(folder: Path) -> Status:
    """Say what is set up in the repository around a folder; raises `GitError` where there is none."""
    top, path = _opened(folder)
    block = _BLOCK.search(_read(path))
    lines = block[2].decode("utf-8", "replace").splitlines() if block else []
    patterns = tuple(
        line.removesuffix(" diff=cdiff") for line in map(str.rstrip, lines) if line.endswith(" diff=cdiff")
    )
    driver = git.settings(top, _SECTIONS[0])
    return Status(path, patterns, driver.get("textconv", "") if _MARK in driver else "")


def _opened(folder: Path) -> tuple[Path, Path]:
    """Give the top of the working tree and its file of attributes."""
    top = git.working_tree(folder)
    path = top / ".gitattributes"
    if path.is_symlink():
        raise GitError(f"{path} is a symbolic link, which git does not follow; make it a file first")
    return top, path


# The settings


def _driver() -> dict[str, str]:
    """Give the settings: what is run, which line names the part of the text, and that they are ours.

    `-P` keeps Python from importing what lies in the repository, `--` a file's name from being taken for an option.
    """
    cdiff = f"{shlex.quote(Path(sys.executable).as_posix())} -P -m cdiff"
    both = f'{cdiff} compare -- "$LOCAL" "$REMOTE"'
    return {
        **{f"{section}.{_MARK}": _MADE_BY for section in _SECTIONS},  # first: one that is killed here knows its own
        "diff.cdiff.textconv": f"{cdiff} textconv --",
        "diff.cdiff.xfuncname": "^#+ (.*)$",
        "difftool.cdiff.cmd": f'if test -f "$LOCAL" && test -f "$REMOTE"; then {both};'
        ' else echo "only one side has $MERGED"; fi',
    }


def _check_ours(top: Path, section: str) -> None:
    found = git.settings(top, section, everywhere=True)
    if found and found.get(_MARK) != _MADE_BY:
        key = next(iter(found))
        raise GitError(f"{section}.{key} is set already, and not by cdiff hook; unset it to let cdiff have the name")


# The attributes


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise GitError(f"cannot read {path}: {error.strerror}") from None


def _without(data: bytes) -> bytes:
    return _BLOCK.sub(b"", data)


def _is_own(data: bytes) -> bool:
    """Whether the file was made for our lines."""
    block = _BLOCK.search(data)
    return bool(block and block[1].strip())


def _put_back(path: Path, data: bytes) -> None:
    """Write the file without our lines; take it away where it was made for them and nothing else came in."""
    rest = _without(data)
    try:
        if rest or not _is_own(data):
            write_whole({path: rest})
        else:
            path.unlink()
    except OSError as error:
        raise GitError(f"cannot remove {path}: {error.strerror}") from None


def _with(rest: bytes, patterns: Sequence[str], *, own: bool) -> bytes:
    mark = rest[: len(_BOM)] if rest.startswith(_BOM) else b""
    lines = "".join(f"{pattern} diff=cdiff\n" for pattern in patterns).encode()
    return mark + (_OWN if own and not rest else _AMONG) + _SAID + lines + _END + rest.removeprefix(mark)


def _shown_as(top: Path, pattern: str) -> str:
    """Say how git shows the files of a pattern without our lines; empty where nobody has said it."""
    return git.attribute(top, "diff", pattern.replace("*", "a draft"))


def _checked(pattern: str) -> str:
    """Write a pattern as `.gitattributes` wants it."""
    if not pattern.strip() or pattern.startswith(("!", "[attr]")) or not pattern.isprintable():
        raise GitError(f"{pattern!r} is not a pattern for .gitattributes; write one such as 'texts/*.html'")
    plain = re.fullmatch(r'[^\s"#\\][^\s"\\]*', pattern)
    return pattern if plain else '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
