"""Git, the program: found, started and asked by this module alone.

**A repository is a stranger's folder.** It may have been cloned or unpacked from anywhere, and git runs commands that
it finds in a repository's configuration: file system monitors, filters, pagers, editors, transports. So:

- cdiff itself finds the repository (`.git` here or in a folder above) and names it to git; a folder that only
  looks like a repository, as an embedded bare one does, is never taken for one. Git then checks that the user owns it.
- Every call carries `_OVERRIDES` (settings that win over every file), `_SAFE` (environment) and none of the
  user's `GIT_*` variables but those in `_KEPT`. Nothing is fetched: no protocol is allowed.
- Files are read by `cat-file` and compared by their hash, never by `status` or `diff`: no filter, no text conversion.
- Only `commit` runs hooks, as `git commit` does for the user; programs that the repository's own settings name
  (filters, signing programs) are put out of action there too. docs/security.md has the table, and each row's test.

Rejected: GitPython and dulwich. The first opens what looks like a repository by its own rules and starts
helper processes; the second runs no hooks, which users expect of a commit. What is needed here is a dozen commands.

cdiff commits its own files by name and nothing else; what the user has staged stays staged. What git refuses is raised
as a `GitError` of one line.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

from cdiff.core.errors import GitError
from cdiff.core.machine import find_program, read_file
from cdiff.core.records import record

_IDENTITY = (
    "git does not know who you are; run: git config user.name 'Your Name' && git config user.email you@example.org"
)
_KEPT = (
    *("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE"),
    *("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE"),
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH"),
)
"""Who commits, and where the user's own settings and git's own programs are. All other `GIT_*` variables are dropped:
a hook or a parent process may have set them for another repository."""
_SAFE = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": ":",
    "LANGUAGE": "C",
    "LC_ALL": "C",
}
"""No transport (a partial clone would fetch what it lacks), no questions, no needless locks, no file name taken for
a pattern, and messages in English, which `_refusal` reads."""
_OVERRIDES = {
    "safe.bareRepository": "explicit",
    "protocol.allow": "never",
    "core.fsmonitor": "false",
    "core.pager": "cat",
    "core.editor": ":",
    "core.askPass": "",
    "core.sshCommand": "false",
    "core.alternateRefsCommand": "",
    "credential.helper": "",
    "diff.external": "",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "submodule.recurse": "false",
}
"""Settings that win over those of every file. Collecting garbage is left to the user's own git."""
_READING = {"core.hooksPath": os.devnull}
"""More of them for everything but a commit."""
_NO_CONFIG = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_DEFAULT_HASH": "sha1",
}
_SIGNING = {"program": "gpg", "openpgp.program": "gpg", "x509.program": "gpgsm", "ssh.program": "ssh-keygen"}
"""The programs that git signs with if no setting names another."""
_REPOSITORY_SCOPES = ("local", "worktree")


@record
class Repository:
    """A repository with a working tree, found by cdiff and accepted by git."""

    top: Path
    """The top folder of the working tree, resolved."""
    git_dir: Path
    """The folder of git's own files."""


class _RefusedError(Exception):
    """Git ended with an error; the text is what it printed."""


def program() -> str:
    """The path of git; relative entries of PATH are not searched. Raises `GitError` if git is not installed."""
    found = find_program("git")
    if not found:
        raise GitError("git is not installed; cdiff needs it to keep versions")
    return found


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of one call: the user's, without `GIT_*`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return {**kept, **_SAFE, **more}


def _run(
    folder: Path,
    arguments: Sequence[str],
    *,
    data: bytes = b"",
    overrides: Mapping[str, str] = _OVERRIDES | _READING,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Run git in a folder and return what it prints; raises `_RefusedError`, and `GitError` if it cannot be started."""
    settings = [word for name, value in overrides.items() for word in ("-c", f"{name}={value}")]
    try:
        done = subprocess.run(  # noqa: S603  # the program is found on the path, the arguments are ours
            [program(), *settings, *arguments],
            cwd=folder,
            env=_environment(more or {}),
            input=data,
            capture_output=True,
            check=False,
            start_new_session="core.hooksPath" in overrides,  # what reads, or undoes, is not for Ctrl-C to end
            close_fds="core.hooksPath" in overrides,  # a commit that outlives a killed cdiff holds its lock
        )
    except OSError as error:
        raise GitError(f"git cannot be started: {error.strerror}") from None
    if done.returncode:
        raise _RefusedError((done.stderr or done.stdout).decode("utf-8", "replace"))
    return done.stdout


def _ask(repo: Repository, *arguments: str) -> str:
    """Ask git about a repository that was found, without any effect on it."""
    return _run(repo.top, [*_named(repo), *arguments]).decode("utf-8", "surrogateescape")


def _named(repo: Repository) -> list[str]:
    return [f"--git-dir={repo.git_dir}", f"--work-tree={repo.top}"]


# Finding


def repository(folder: Path) -> Repository | None:
    """Find the repository that contains a folder: `.git` in it or in a folder above; None if there is none.

    Raises `GitError` if git is not installed, refuses the repository (another user owns it), or cannot read it.
    """
    program()
    start = folder.resolve()
    for top in (start, *start.parents):
        mark = top / ".git"
        if mark.is_file() or (mark.is_dir() and any((mark / name).exists() for name in ("HEAD", "objects", "config"))):
            return _opened(top)
    return None


def _opened(top: Path) -> Repository:
    """Let git accept the repository of a folder that has a `.git`, and ask where its own files are."""
    ceiling = {"GIT_CEILING_DIRECTORIES": str(top.parent)}  # or git would try the folders above a damaged one
    try:
        answer = _run(top, ["rev-parse", "--absolute-git-dir"], more=ceiling)
    except _RefusedError as error:
        if "not a git repository" in str(error):
            raise GitError(f"the repository in {top} is damaged: git does not know it; run git fsck there") from None
        raise _refusal(error) from None
    return Repository(top, Path(answer.decode("utf-8", "surrogateescape").rstrip("\r\n")))


def make_repository(folder: Path) -> Repository:
    """Make a repository in a folder, as `git init` does."""
    try:
        _run(folder, ["init", "--quiet"])
    except _RefusedError as error:
        raise _refusal(error) from None
    return _opened(folder.resolve())


# Reading


def head(repo: Repository) -> str:
    """The id of the commit that HEAD names; empty in a repository without commits.

    Raises `GitError` for a HEAD that names nothing that git can read.
    """
    try:
        return _ask(repo, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").strip()
    except _RefusedError:
        if _is_unborn(repo):
            return ""
    raise GitError(f"the repository in {repo.top} is damaged: HEAD names no commit; run git fsck there")


def _is_unborn(repo: Repository) -> bool:
    """Whether HEAD names a branch that has no commit yet, and no file that should hold one."""
    try:
        branch = _ask(repo, "symbolic-ref", "--quiet", "HEAD").strip()
        known = _ask(repo, "for-each-ref", "--format=%(refname)", branch).strip()
    except _RefusedError:
        return False
    shared = repo.git_dir / "commondir"  # of a linked working tree
    common = repo.git_dir / read_file(shared).decode().strip() if shared.is_file() else repo.git_dir
    return not known and not (common / branch).is_file()


def show(repo: Repository, path: Path, revision: str) -> bytes:
    """Read a file as it was at a revision, byte for byte as it was committed: no filter, no text conversion.

    Raises `GitError` for a repository without commits, an unknown revision, or a file that did not exist then.
    """
    if not head(repo):
        raise GitError(f"the repository {repo.top} has no commits yet, so there is no {revision}")
    try:
        made = _ask(repo, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except _RefusedError:
        known = "git log lists them"
        if _ask(repo, "rev-parse", "--is-shallow-repository").strip() == "true":
            known = "this clone is shallow: git fetch --unshallow gets the rest"
        raise GitError(f"no revision {revision!r} in {repo.top}; {known}") from None
    name = name_of(repo, path)
    blob = _tree(repo, made, [name]).get(name)
    if blob is None:
        raise GitError(f"{name} did not exist at {revision}")
    return _blob(repo, blob, name)


def commits_of(repo: Repository, path: Path) -> list[str]:
    """The ids of the commits that changed a file, the last one first; HEAD before them."""
    made = head(repo)
    if not made:
        return []
    try:
        listed = _ask(repo, "rev-list", "HEAD", "--", name_of(repo, path)).split()
    except _RefusedError as error:
        raise _damaged(repo, error) from None
    return list(dict.fromkeys([made, *listed]))


def name_of(repo: Repository, path: Path) -> str:
    """The name of a file in the repository; the file itself may be a link, its folder is resolved."""
    return (path.parent.resolve() / path.name).relative_to(repo.top).as_posix()


def _tree(repo: Repository, revision: str, names: Sequence[str]) -> dict[str, str]:
    """The ids of the files that a commit has under these names; a link or a folder is none of them."""
    try:
        listed = _ask(repo, "ls-tree", "-z", "--full-tree", revision, "--", *names)
    except _RefusedError as error:
        raise _damaged(repo, error) from None
    return _files(listed)


def _files(listed: str) -> dict[str, str]:
    rows = [row.partition("\t") for row in listed.split("\0") if row]
    return {name: said.split()[2] for said, _, name in rows if said.startswith(("100644 ", "100755 "))}


def changed(folder: Path, pattern: str) -> tuple[str, ...]:
    """Name the files of a folder that match a pattern and are not as HEAD has them, or are gone.

    None where git cannot say: without git, a repository, or a commit that can be read.
    """
    try:
        repo = repository(folder)
        committed = _folder(repo, folder) if repo else {}
        return tuple(
            name
            for name, blob in committed.items()
            if repo and fnmatchcase(name, pattern) and _difference(repo, folder / name, name, blob)
        )
    except GitError:
        return ()


def head_of_file(folder: Path, name: str, size: int) -> str:
    """The first bytes of a file of a folder as HEAD has it; empty where it has none, or git cannot say."""
    try:
        repo = repository(folder)
        blob = _folder(repo, folder).get(name) if repo else None
        return _blob(repo, blob, name)[:size].decode("utf-8", "replace") if repo and blob else ""
    except GitError:
        return ""


def _folder(repo: Repository, folder: Path) -> dict[str, str]:
    """The ids of the files that stand in a folder of the last commit, by name."""
    name = folder.resolve().relative_to(repo.top).as_posix()
    try:
        return _files(_ask(repo, "ls-tree", "-z", "--full-tree", f"HEAD:{'' if name == '.' else name}"))
    except _RefusedError:
        return {}


def _blob(repo: Repository, blob: str, name: str) -> bytes:
    try:
        return _run(repo.top, [*_named(repo), "cat-file", "blob", blob])
    except _RefusedError as error:
        if "lazy fetch" in str(error) or "promisor" in str(error) or _is_partial(repo):
            raise GitError(f"{name} is not in this partial clone; git fetch --refetch gets it") from None
        raise _damaged(repo, error) from None


def _is_partial(repo: Repository) -> bool:
    try:
        return bool(_ask(repo, "config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$"))
    except _RefusedError:
        return False


def uncommitted(repo: Repository, paths: Sequence[Path]) -> list[str]:
    """Say of each of these files how it differs from HEAD; an empty string for one that does not.

    Bytes are compared, after line ends (`core.autocrlf`) and pointers of Git LFS: no filter runs.
    """
    names = [name_of(repo, path) for path in paths]
    made = head(repo)
    known = _tree(repo, made, names) if made else {}
    return [_difference(repo, path, name, known.get(name)) for path, name in zip(paths, names, strict=True)]


def _difference(repo: Repository, path: Path, name: str, blob: str | None) -> str:
    try:
        data = read_file(path)
    except OSError:
        return f"{name} was removed" if blob else ""
    if blob is None:
        return f"{name} is not in the last commit"
    is_same = blob_id(data, blob) == blob or _is_same(_blob(repo, blob, name), data)
    return "" if is_same else f"{name} was changed"


def blob_id(data: bytes, like: str) -> str:
    """The id that git gives these bytes, by the hash function of another id."""
    hashed = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return hashed(b"blob %d\0%b" % (len(data), data)).hexdigest()


def _is_same(blob: bytes, data: bytes) -> bool:
    """Whether a file is what was committed, but for line ends; or the file that a pointer of Git LFS stands for."""
    if b"\r\n" in data + blob and data.replace(b"\r\n", b"\n") == blob.replace(b"\r\n", b"\n"):
        return True
    pointer = blob.startswith(b"version https://git-lfs.github.com/spec/") and len(blob) < 1024
    return pointer and f"oid sha256:{hashlib.sha256(data).hexdigest()}\n".encode() in blob


def damage(repo: Repository, folder: Path) -> list[str]:
    """List what is broken in a repository, as far as the history of a folder needs it; empty if all can be read.

    Read are HEAD, the index, and every commit, folder and file of the history of `folder`, whose hashes are
    computed anew. What a shallow or partial clone never had is not damage.
    """
    found = []
    try:
        made = head(repo)
    except GitError as error:
        return [str(error)]
    try:
        _ask(repo, "ls-files", "--stage")
    except _RefusedError as error:
        found.append(f"the index cannot be read ({_reason(error)}); git fsck says more, git reset makes it anew")
    if made:
        found += _damaged_objects(repo, name_of(repo, folder))
    return found


def _damaged_objects(repo: Repository, name: str) -> list[str]:
    missing = ["--missing=allow-promisor"] if _is_partial(repo) else []
    try:
        listed = _ask(repo, "rev-list", "--objects", *missing, "HEAD", "--", name)
    except _RefusedError as error:
        return [str(_damaged(repo, error))]
    ids = [line.split(" ", 1)[0] for line in listed.splitlines() if line]
    try:
        answer = _run(repo.top, [*_named(repo), "cat-file", "--batch"], data="".join(f"{i}\n" for i in ids).encode())
    except _RefusedError as error:
        return [str(_damaged(repo, error))]
    at, bad = 0, []
    for wanted in ids:
        line, _, _ = answer[at : at + 200].partition(b"\n")
        at += len(line) + 1
        words = line.decode("ascii", "replace").split()
        if len(words) != 3 or not words[2].isdecimal():
            bad += [] if missing else [wanted]
            continue
        size = int(words[2])
        data = answer[at : at + size]
        at += size + 1
        hashed = hashlib.sha256 if len(wanted) == 64 else hashlib.sha1
        if hashed(f"{words[1]} {size}\0".encode() + data).hexdigest() != wanted:
            bad.append(wanted)
    if not bad:
        return []
    more = f" and {len(bad) - 1} more" if len(bad) > 1 else ""
    return [f"the history is damaged: object {bad[0][:10]}{more} cannot be read; git fsck lists what is broken"]


def _damaged(repo: Repository, error: Exception) -> GitError:
    return GitError(f"the repository in {repo.top} is damaged ({_reason(error)}); run git fsck there")


# Committing


def check_ready(repo: Repository) -> None:
    """Refuse a repository in which a commit would fail or be lost, before anything is written.

    Raises `GitError` for a detached HEAD, an index that cannot be read or is locked, and a committer without a name.
    """
    head(repo)
    try:
        _ask(repo, "symbolic-ref", "--quiet", "HEAD")
    except _RefusedError:
        raise GitError("HEAD is detached, so the commit would belong to no branch; run: git switch <branch>") from None
    lock = repo.git_dir / "index.lock"
    if lock.exists():
        raise _locked(lock)
    try:
        _ask(repo, "ls-files", "--stage", "--", ".git")
    except _RefusedError as error:
        raise _damaged(repo, error) from None
    try:
        _ask(repo, "var", "GIT_COMMITTER_IDENT")
        _ask(repo, "var", "GIT_AUTHOR_IDENT")
    except _RefusedError:
        raise GitError(_IDENTITY) from None


def commit(repo: Repository, paths: Sequence[Path], message: str) -> str:
    """Commit these files alone and return the id of the commit; the user's hooks run, as for `git commit`.

    Raises `GitError` with git's own reason; the index is then as it was for these files.
    """
    names = [name_of(repo, path) for path in paths]
    overrides = _OVERRIDES | _foreign_programs(repo)
    here = _named(repo)
    try:
        _run(repo.top, [*here, "add", "--force", "--", *names], overrides=overrides)
        written = [*here, "commit", "--quiet", "--only", "--cleanup=whitespace", "-m", message, "--", *names]
        _run(repo.top, written, overrides=overrides)
    except (_RefusedError, GitError) as error:
        unstage(repo, paths)
        raise _refusal(error) from None
    return head(repo)


def unstage(repo: Repository, paths: Sequence[Path]) -> None:
    """Put the index back to HEAD for these files; what git cannot do here, its first refusal has said."""
    with suppress(_RefusedError, GitError):
        undo = ["reset", "--quiet"] if head(repo) else ["rm", "--quiet", "--cached", "--ignore-unmatch"]
        overrides = _OVERRIDES | _foreign_programs(repo) | _READING
        _run(repo.top, [*_named(repo), *undo, "--", *(name_of(repo, path) for path in paths)], overrides=overrides)


def _foreign_programs(repo: Repository) -> dict[str, str]:
    """Settings that put out of action the programs which the repository's own configuration names for a commit.

    Those of the user's and the machine's configuration stay: a filter of Git LFS, a program that signs.
    """
    listed = _ask(repo, "config", "--list", "--show-scope", "--name-only", "--null").split("\0")
    found: dict[str, str] = {}
    for scope, name in zip(listed[::2], listed[1::2], strict=False):
        if scope not in _REPOSITORY_SCOPES:
            continue
        if "=" in name:  # git -c could not name it
            raise GitError(f"the repository's settings name a program as {name!r}; remove that setting first")
        section, _, rest = name.partition(".")
        if section == "filter" and rest.rpartition(".")[2] in ("clean", "smudge", "process"):
            found[name] = ""
            found[f"filter.{rest.rpartition('.')[0]}.required"] = "false"
        elif section == "gpg" and rest in _SIGNING:
            found[name] = _SIGNING[rest]
        elif name == "gpg.ssh.defaultkeycommand":
            found[name] = ""
    return found


# Making a history


def make_history(folder: Path, branch: str, stream: bytes, attributes: bytes) -> str:
    """Make a bare repository in an empty folder from a `git fast-import` stream; returns the last commit of the branch.

    Nothing of the user's git has an effect: no configuration, template, hook or environment variable.
    """
    more = _NO_CONFIG | {"GIT_DIR": str(folder)}
    try:
        _run(folder, ["init", "--quiet", "--bare", "--template="], more=more)
        _run(folder, ["symbolic-ref", "HEAD", f"refs/heads/{branch}"], more=more)
        (folder / "info").mkdir(exist_ok=True)
        (folder / "info" / "attributes").write_bytes(attributes)
        _run(folder, ["fast-import", "--quiet", "--done", "--date-format=raw"], data=stream, more=more)
        return _run(folder, ["rev-parse", f"refs/heads/{branch}"], more=more).decode().strip()
    except (_RefusedError, OSError) as error:
        raise _refusal(error) from None


# What git says


def _refusal(error: Exception) -> GitError:
    """Reduce git's error output to one line."""
    if isinstance(error, GitError):
        return error
    text = str(error)
    if "index.lock" in text and "File exists" in text:
        return _locked(Path(text.partition("'")[2].partition("'")[0] or "index.lock"))
    if "tell me who you are" in text or "empty ident" in text or "auto-detect email" in text:
        return GitError(_IDENTITY)
    if "dubious ownership" in text:
        place = text.partition("'")[2].partition("'")[0]
        return GitError(
            f"another user owns the repository {place};"
            f" if you trust it: git config --global --add safe.directory {place}"
        )
    reason = _reason(error)
    if "unknown option" in text or text.startswith("usage:"):
        return GitError("git is too old; cdiff needs git 2.26 or later")
    if not reason.startswith(("fatal:", "error:")):
        reason = f"{reason} (a git hook may have refused the commit)"
    return GitError(f"git refused: {reason}")


def _reason(error: Exception) -> str:
    """The line of git's output that says most."""
    lines = [line.strip() for line in str(error).splitlines()]
    lines = [line for line in lines if line and not line.startswith("hint:")]
    named = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return (named or lines or ["no reason given"])[-1]


def _locked(lock: Path) -> GitError:
    """Explain a lock file that git found: how old it is, and what to do."""
    try:
        age = max(0, int(time.time() - lock.stat().st_mtime))
    except OSError:
        age = 0
    old = f"{age} seconds" if age < 120 else f"{age // 60} minutes" if age < 7200 else f"{age // 3600} hours"
    return GitError(
        f"git's index is locked: {lock} is {old} old; another git is running here, or one was killed:"
        " if none runs, delete the file"
    )


# Settings of a repository


def working_tree(folder: Path) -> Path:
    """The top folder of the working tree that contains a folder; raises `GitError` if there is none."""
    repo = repository(folder)
    if repo is None:
        raise GitError("there is no working tree of git here; run this in a repository")
    return repo.top


def settings(top: Path, section: str, *, everywhere: bool = False) -> dict[str, str]:
    """Read a section (`diff.cdiff`) of the repository's own configuration: its keys and their values.

    With `everywhere`, the configurations of the user and of the machine count too.
    """
    name = section.replace(".", r"\.")
    scope = [] if everywhere else ["--local"]
    try:
        listed = _ask(_opened(top), "config", *scope, "--null", "--get-regexp", rf"^{name}\.")
    except _RefusedError:
        return {}  # git's way to say that there are none
    rows = [row.partition("\n") for row in listed.split("\0") if row]
    return {key.removeprefix(f"{section}."): value for key, _, value in rows}


def user_name(repo: Repository) -> str:
    """The name that commits carry; empty if git knows none."""
    try:
        return _ask(repo, "config", "--get", "user.name").strip()
    except _RefusedError:
        return ""


def name_of_user(folder: Path) -> str:
    """Return `user.name` as git knows it in a folder, in a repository or not; empty if it knows none."""
    try:
        repo = repository(folder)
        return user_name(repo) if repo else _run(folder, ["config", "--global", "--get", "user.name"]).decode().strip()
    except (GitError, _RefusedError, UnicodeDecodeError):
        return ""


def put_setting(top: Path, name: str, value: str) -> None:
    """Set a key of the repository's own configuration; raises `GitError`."""
    try:
        _ask(_opened(top), "config", "--local", name, value)
    except _RefusedError as error:
        raise _refusal(error) from None


def drop_setting(top: Path, name: str) -> None:
    """Remove a key from the repository's own configuration, and its section if that is empty then."""
    try:
        _ask(_opened(top), "config", "--local", "--unset-all", name)
    except _RefusedError as error:
        raise _refusal(error) from None


def attribute(top: Path, name: str, path: str) -> str:
    """The value of a git attribute for a path, which need not exist; empty if unspecified."""
    listed = _ask(_opened(top), "check-attr", "-z", name, "--", path).split("\0")
    return "" if listed[2] == "unspecified" else listed[2]
