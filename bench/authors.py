"""Others who say where each word comes from: `git blame` on a file with a word per line, and WikiWho.

Both get the drafts in the way that favours them: the words alone, without labels and in small letters, git's
also without signs; for WikiWho every clause is a paragraph.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.histories import words_of
from cdiff.core.model import Clause

Drafts = Sequence[Sequence[Clause]]
Births = list[int]
"""For each word of the last draft, counted through, the draft in which it entered."""

_ENVIRONMENT = {
    **{
        f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "x"), ("EMAIL", "x"))
    },
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "PATH": "",
}


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody else who tells the births of words."""

    name: str
    needs: str
    """A program or a package."""
    births: Callable[[Drafts], Births]
    limit: int | None = None
    """It is so slow that it gets no more histories than this."""

    @property
    def installed(self) -> bool:
        """Whether it can be asked here."""
        return shutil.which(self.needs) is not None or importlib.util.find_spec(self.needs) is not None


def git_blame(drafts: Drafts) -> Births:
    """Ask `git blame -C -C -C -w`: each draft a commit, each word a line."""
    with tempfile.TemporaryDirectory() as folder:
        _git(folder, "init", "--quiet")
        commits: list[str] = []
        for at, draft in enumerate(drafts):
            text = "".join(f"{word or '.'}\n" for clause in draft for word in words_of(clause))
            (Path(folder) / "words").write_text(text, "utf-8")
            _git(folder, "add", "words")
            _git(folder, "commit", "--quiet", "--allow-empty", "-m", str(at))
            commits.append(_git(folder, "rev-parse", "HEAD").strip())
        told = _git(folder, "blame", "-C", "-C", "-C", "-w", "-l", "-s", "--root", "words").splitlines()
        return [commits.index(line.split()[0].lstrip("^")) for line in told]


def _git(folder: str, *arguments: str) -> str:
    git = shutil.which("git") or "git"
    environment = _ENVIRONMENT | {"PATH": str(Path(git).parent)}
    done = subprocess.run([git, *arguments], cwd=folder, capture_output=True, text=True, check=True, env=environment)
    return done.stdout


def wikiwho(drafts: Drafts) -> Births:
    """Ask WikiWho; every revision is called minor and has a comment, so that it looks for no vandals."""
    found = importlib.import_module("WikiWho.wikiwho").Wikiwho("draft")
    said = {"timestamp": "", "userid": "1", "comment": "x", "minor": ""}
    texts = ["\n\n".join(clause.text for clause in draft) for draft in drafts]
    found.analyse_article([{"revid": str(at), "*": text, **said} for at, text in enumerate(texts)])
    tokens = importlib.import_module("WikiWho.utils").iter_rev_tokens(found.revision_curr)
    spots = [int(token.origin_rev_id) for token in tokens for _ in token.value]
    return list(_by_first_letter(drafts[-1], spots))


def _by_first_letter(draft: Sequence[Clause], spots: Sequence[int]) -> Iterator[int]:
    """Give each word what is said of its first letter or number; `spots` has one entry per sign that is no space."""
    place = 0
    for clause in draft:
        for form in clause.text.split():
            first = next((at for at, sign in enumerate(form) if sign.isalnum()), 0)
            yield spots[place + first]
            place += len(form)
    if place != len(spots):
        raise RuntimeError(f"{place} signs were told instead of {len(spots)}")


AUTHORS = (
    Author("git blame -C -C -C -w", "git", git_blame),
    Author("WikiWho", "WikiWho", wikiwho, limit=3),
)
