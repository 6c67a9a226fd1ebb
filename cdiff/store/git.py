"""Git, through GitPython, which only this module imports; two quick questions go to git itself, without its import.

cdiff commits its own files by name and nothing else; what the user has staged stays staged. What git refuses is raised
as a `GitError` of one line.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cdiff.core.errors import GitError

if TYPE_CHECKING:
    from git import Repo

_IDENTITY = (
    "git does not know who you are; run: git config user.name 'Your Name' && git config user.email you@example.org"
)


def _refusals() -> tuple[type[Exception], ...]:
    """What GitPython raises when git, the repository or the disk refuses."""
    from git.exc import GitError as GitPythonError

    return GitPythonError, OSError, ValueError


def repository(folder: Path) -> Repo | None:
    """Open the repository that contains a folder; None if there is none.

    Raises `GitError` if git is not installed or refuses the folder.
    """
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    from git import Repo
    from git.exc import GitCommandNotFound, InvalidGitRepositoryError, NoSuchPathError

    try:
        repo = Repo(folder, search_parent_directories=True)
        repo.git.rev_parse("--git-dir")
    except (InvalidGitRepositoryError, NoSuchPathError):
        return None
    except GitCommandNotFound:
        raise GitError("git is not installed; cdiff needs it to keep versions") from None
    except _refusals() as error:
        raise _refusal(error) from None
    return repo


def make_repository(folder: Path) -> Repo:
    """Make a repository in a folder, as `git init` does."""
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    from git import Repo

    try:
        return Repo.init(folder)
    except _refusals() as error:
        raise _refusal(error) from None


def check_ready(repo: Repo) -> None:
    """Refuse a repository in which a commit would fail or be lost, before anything is written.

    Raises `GitError` for a bare repository, a detached HEAD, and a committer without a name.
    """
    if repo.bare:
        raise GitError(f"{repo.git_dir} is a bare repository; cdiff needs a working tree")
    if repo.head.is_detached:
        raise GitError("HEAD is detached, so the commit would belong to no branch; run: git switch <branch>")
    try:
        repo.git.var("GIT_COMMITTER_IDENT")
        repo.git.var("GIT_AUTHOR_IDENT")
    except _refusals():
        raise GitError(_IDENTITY) from None


def head(repo: Repo) -> str:
    """The id of the commit that HEAD names; empty in a repository without commits.

    By `git rev-parse`: GitPython's own objects leave a `git cat-file` process behind.
    """
    from git.exc import GitCommandError

    try:
        return str(repo.git.rev_parse("--verify", "--quiet", "HEAD"))
    except GitCommandError:
        return ""


def commit(repo: Repo, paths: Sequence[Path], message: str) -> str:
    """Commit these files alone and return the id of the commit.

    Raises `GitError` with git's own reason; the index is then as it was for these files.
    """
    names = [str(path) for path in paths]
    try:
        repo.git.add("--force", "--", *names)
        repo.git.commit("--quiet", "--only", "-m", message, "--", *names)
    except _refusals() as error:
        from git.exc import GitCommandError

        with suppress(GitCommandError):  # the first refusal says what is wrong with this repository
            if head(repo):
                repo.git.reset("--quiet", "--", *names)
            else:
                repo.git.rm("--quiet", "--cached", "--ignore-unmatch", "--", *names)
        raise _refusal(error) from None
    return head(repo)


def show(repo: Repo, path: Path, revision: str) -> bytes:
    """Read a file as it was at a revision.

    Raises `GitError` for a repository without commits, an unknown revision, or a file that did not exist then.
    """
    if not head(repo):
        raise GitError(f"the repository {repo.working_dir} has no commits yet, so there is no {revision}")
    name = path.resolve().relative_to(Path(str(repo.working_dir)).resolve()).as_posix()
    try:
        repo.git.rev_parse("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except _refusals():
        known = "git log lists them"
        if str(repo.git.rev_parse("--is-shallow-repository")) == "true":
            known = "this clone is shallow: git fetch --unshallow gets the rest"
        raise GitError(f"no revision {revision!r} in {repo.working_dir}; {known}") from None
    try:
        return bytes(
            repo.git.cat_file("blob", f"{revision}:{name}", stdout_as_string=False, strip_newline_in_stdout=False)
        )
    except _refusals():
        raise GitError(f"{name} did not exist at {revision}") from None


def make_history(folder: Path, branch: str, stream: bytes, attributes: bytes) -> str:
    """Make a bare repository in an empty folder from a `git fast-import` stream; returns the last commit of the branch.

    Nothing of the user's git has an effect: no configuration, template, hook or environment variable.
    """
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    from git import Git
    from git.exc import GitCommandNotFound

    with _alone():
        here = Git(folder)
        try:
            here.init("--quiet", "--bare", "--template=")
            here.symbolic_ref("HEAD", f"refs/heads/{branch}")
            (folder / "info").mkdir(exist_ok=True)
            (folder / "info" / "attributes").write_bytes(attributes)
            with tempfile.TemporaryFile() as file:
                file.write(stream)
                file.seek(0)
                here.fast_import("--quiet", "--done", "--date-format=raw", istream=file)
            return str(here.rev_parse(f"refs/heads/{branch}"))
        except GitCommandNotFound:
            raise GitError("git is not installed; cdiff needs it to write a history") from None
        except _refusals() as error:
            raise _refusal(error) from None


@contextmanager
def _alone() -> Iterator[None]:
    """Hide the environment variables and configuration files of git while it runs."""
    before = {name: value for name, value in os.environ.items() if name.startswith("GIT_") and name not in _KEPT}
    for name in before:
        del os.environ[name]
    os.environ.update(_NO_CONFIG)
    try:
        yield
    finally:
        for name in _NO_CONFIG:
            os.environ.pop(name, None)
        os.environ.update(before)


_KEPT = ("GIT_EXEC_PATH", "GIT_PYTHON_GIT_EXECUTABLE", "GIT_PYTHON_REFRESH", "GIT_PYTHON_TRACE")
_NO_CONFIG = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_DEFAULT_HASH": "sha1",
}


def uncommitted(repo: Repo, paths: Sequence[Path]) -> list[str]:
    """List the files that differ from HEAD or are not in it, one line each as `git status --porcelain` prints them."""
    names = [str(path) for path in paths]
    output = str(repo.git.status("--porcelain", "--untracked-files=all", "--ignored", "--", *names))
    return [line.strip() for line in output.splitlines() if line.strip()]


def changed(folder: Path, pattern: str) -> tuple[str, ...]:
    """Name the files of a folder that match a pattern and differ from HEAD, or are gone; none where git cannot say.

    Whoever lists versions asks this each time, so it does without GitPython, which takes longer to import than git to
    answer. Nothing that the repository configures is run.
    """
    listed = _quick(
        folder, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", "HEAD", "--", pattern
    )
    return tuple(name for name in listed.decode("utf-8", "surrogateescape").split("\0") if name)


def head_of_file(folder: Path, name: str, size: int) -> str:
    """The first bytes of a file of a folder as HEAD has it; empty where it has none."""
    return _quick(folder, "cat-file", "blob", f"HEAD:./{name}")[:size].decode("utf-8", "replace")


def _quick(folder: Path, *arguments: str) -> bytes:
    """Ask git something that only reads; returns nothing where it refuses or is not installed."""
    import subprocess

    own = ["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
    try:
        done = subprocess.run(  # noqa: S603  # the arguments are ours
            ["git", "-C", str(folder), *own, *arguments],  # noqa: S607  # git is found on the path, as GitPython does
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def _refusal(error: Exception) -> GitError:
    """Reduce git's error output to one line."""
    text = str(getattr(error, "stderr", "") or error)
    lines = [line.strip().removeprefix("stderr: ").strip("' ") for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("hint:", "Cmd(", "cmdline:"))]
    if any("tell me who you are" in line or "empty ident" in line or "auto-detect email" in line for line in lines):
        return GitError(_IDENTITY)
    named = [line for line in lines if line.startswith(("fatal:", "error:"))]
    reason = (named or lines or ["no reason given"])[-1]
    if not named:
        reason = f"{reason} (a git hook may have refused the commit)"
    return GitError(f"git refused: {reason}")


# Settings of a repository


def working_tree(folder: Path) -> Path:
    """The top folder of the working tree that contains a folder; raises `GitError` if there is none."""
    repo = repository(folder)
    if repo is None or repo.bare or not repo.working_dir:
        raise GitError("there is no working tree of git here; run this in a repository")
    return Path(str(repo.working_dir))


def settings(top: Path, section: str, *, everywhere: bool = False) -> dict[str, str]:
    """Read a section (`diff.cdiff`) of the repository's own configuration: its keys and their values.

    With `everywhere`, the configurations of the user and of the machine count too.
    """
    name = section.replace(".", r"\.")
    scope = [] if everywhere else ["--local"]
    try:
        listed = _ask(top, "config", *scope, "--null", "--get-regexp", rf"^{name}\.")
    except _refusals():
        return {}  # git's way to say that there are none
    rows = [row.partition("\n") for row in listed.split("\0") if row]
    return {key.removeprefix(f"{section}."): value for key, _, value in rows}


def put_setting(top: Path, name: str, value: str) -> None:
    """Set a key of the repository's own configuration; raises `GitError`."""
    try:
        _ask(top, "config", "--local", name, value)
    except _refusals() as error:
        raise _refusal(error) from None


def drop_setting(top: Path, name: str) -> None:
    """Remove a key from the repository's own configuration, and its section if that is empty then."""
    try:
        _ask(top, "config", "--local", "--unset-all", name)
    except _refusals() as error:
        raise _refusal(error) from None


def attribute(top: Path, name: str, path: str) -> str:
    """The value of a git attribute for a path, which need not exist; empty if unspecified."""
    listed = _ask(top, "check-attr", "-z", name, "--", path).split("\0")
    return "" if listed[2] == "unspecified" else listed[2]


def _ask(top: Path, *arguments: str) -> str:
    from git import Git

    return str(Git(top).execute(["git", *arguments], strip_newline_in_stdout=False))
