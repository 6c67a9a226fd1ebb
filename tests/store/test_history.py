"""The history as a git repository: the same ids every time, and nothing lost; git itself is asked."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from cdiff.core.errors import GitError, LabelError, VersionError
from cdiff.core.model import Version
from cdiff.features.history.writing import history
from cdiff.pipeline import shipped_store
from cdiff.store import Store, form
from cdiff.store.history import seconds
from tests.drafts import versions as drawn_versions
from tests.support import git, run, tree, version

ONE = "A draft of rules\n\n1. States shall report.\n\n2. They shall meet.\n"
TWO = "A draft of rules\n\n1. States should report.\n\n2. They shall meet.\n"


def two() -> list[Version]:
    return [
        version(ONE, "draft1", title="First draft", date="2018-06-29", status="reconstruction", round="round 1"),
        version(TWO, "final", title="Final <draft>", date="2018-07-11", status="official"),
    ]


def asked(repository: Path, *words: str) -> str:
    return git(repository, *words)


def clauses(repository: Path, label: str) -> list[tuple[str, str, str, str]]:
    text = asked(repository, "show", f"{label}:text.md")
    document = form.read(f'---\nlabel: "{label}"\nformat: 1\n---\n\n{text}', label).document
    return [(clause.citation, clause.kind, clause.label, clause.text) for clause in document]


def test_git_tells_the_history(tmp_path: Path) -> None:
    made = tmp_path / "out.git"
    last = history(two(), made)
    assert asked(made, "rev-parse", "HEAD").strip() == last
    log = asked(made, "log", "--reverse", "--format=%an|%ae|%cn|%aI%n%cI|%s")
    assert log.splitlines() == [
        "draft1 (reconstruction)|draft1@cdiff.invalid|cdiff|2018-06-29T12:00:00+00:00",
        "2018-06-29T12:00:00+00:00|draft1: First draft",
        "final (official)|final@cdiff.invalid|cdiff|2018-07-11T12:00:00+00:00",
        "2018-07-11T12:00:00+00:00|final: Final <draft>",
    ]
    assert asked(made, "tag").split() == ["draft1", "final"]
    assert asked(made, "rev-parse", "--is-bare-repository").strip() == "true"
    assert asked(made, "fsck", "--strict") == ""
    diff = asked(made, "diff", "-U0", "draft1", "final", "--", "text.md")
    changed = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-1. States shall report.", "+1. States should report."]
    blame = asked(made, "blame", "--line-porcelain", "final", "--", "text.md")
    assert [line for line in blame.splitlines() if line.startswith("author ")][2] == "author final (official)"


def test_a_message_says_where_a_version_comes_from_and_what_it_is_not(tmp_path: Path) -> None:
    history(two(), tmp_path / "out.git")
    body = asked(tmp_path / "out.git", "log", "-1", "--format=%B", "draft1")
    assert "round 1 · reconstruction" in body
    assert "draft1 is a reconstruction, not an official text." in body
    trailers = asked(tmp_path / "out.git", "log", "-1", "--format=%(trailers:unfold,only)", "draft1")
    assert trailers.splitlines()[:4] == [
        "Cdiff-Label: draft1",
        "Cdiff-Date: 2018-06-29",
        "Cdiff-Round: round 1",
        "Cdiff-Status: reconstruction",
    ]
    page = asked(tmp_path / "out.git", "show", "draft1:README.md")
    assert "not an official text" in page
    assert "Final &#60;draft&#62;" in asked(tmp_path / "out.git", "show", "final:README.md")


# The same everywhere


def hostile(folder: Path) -> dict[str, str]:
    """Give an environment in which a careless program would make another repository."""
    hooks = folder / "template" / "hooks"
    hooks.mkdir(parents=True)
    for name in ("post-commit", "reference-transaction", "post-checkout"):
        (hooks / name).write_text("#!/bin/sh\nexit 1\n")
        (hooks / name).chmod(0o755)
    config = folder / "config"
    config.write_text(
        "[user]\nname = Somebody\nemail = somebody@example.org\n[commit]\ngpgsign = true\n[tag]\ngpgsign = true\n"
        f"[core]\nautocrlf = true\nhooksPath = {hooks}\n[init]\ntemplateDir = {folder / 'template'}\n"
        "defaultBranch = trunk\ndefaultObjectFormat = sha256\n[i18n]\ncommitEncoding = latin1\n"
    )
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    return {
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_SYSTEM": str(config),
        "GIT_CONFIG_NOSYSTEM": "0",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_TEMPLATE_DIR": str(folder / "template"),
        "GIT_DIR": str(elsewhere / ".git"),
        "GIT_WORK_TREE": str(elsewhere),
        "GIT_OBJECT_DIRECTORY": str(elsewhere / "objects"),
        "GIT_AUTHOR_NAME": "Somebody",
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00+0900",
        "TZ": "Pacific/Kiritimati",
    }


def test_nothing_of_the_users_git_gets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = history(two(), tmp_path / "one.git")
    environment = hostile(tmp_path)
    with monkeypatch.context() as changed:
        for name, value in environment.items():
            changed.setenv(name, value)
        second = history(two(), tmp_path / "two.git")
        assert {name: os.environ[name] for name in environment} == environment
    assert first == second
    assert asked(tmp_path / "two.git", "symbolic-ref", "HEAD").strip() == "refs/heads/main"
    assert not (tmp_path / "two.git" / "hooks").exists()
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert asked(tmp_path / "one.git", "show-ref") == asked(tmp_path / "two.git", "show-ref")


def test_the_compact_has_the_same_ids_on_every_machine(tmp_path: Path) -> None:
    versions = shipped_store().versions()
    assert history(versions, tmp_path / "a.git") == history(versions, tmp_path / "b.git")
    assert asked(tmp_path / "a.git", "tag").split() == sorted(each.label for each in versions)
    for each in versions:
        wanted = [(clause.citation, clause.kind, clause.label, clause.text) for clause in each.document]
        assert clauses(tmp_path / "a.git", each.label) == wanted
    removed = asked(tmp_path / "a.git", "log", "--format=%s", "-S", "non-refoulement", "--", "text.md")
    assert removed.splitlines() == ["draft3: Draft Rev 3", "draft2: Draft Rev 2"]


@given(drawn_versions())
@settings(max_examples=10)
def test_every_clause_comes_back(tmp_path_factory: pytest.TempPathFactory, drawn: Version) -> None:
    made = tmp_path_factory.mktemp("history") / "out.git"
    history([drawn], made)
    wanted = [(clause.citation, clause.kind, clause.label, clause.text) for clause in drawn.document]
    found = clauses(made, drawn.label)
    assert [row[1:] for row in found] == [row[1:] for row in wanted]
    # The text tells what a clause belongs to, and so its citation, only where that follows from the kinds.
    if not form.parents_of(drawn.document):
        assert found == wanted


# Days


def day(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%d %H:%M")


DAYS = [
    (["2018-06-29", "2018-07-11"], ["2018-06-29 12:00", "2018-07-11 12:00"]),
    (["2018-06-29", "2018-06-29", "2018-06-29"], ["2018-06-29 12:00", "2018-06-29 12:01", "2018-06-29 12:02"]),
    (["1951-07-28", "1967-01-31", "2018-07-11"], ["1970-01-01 12:00", "1970-01-01 12:01", "2018-07-11 12:00"]),
    (["2018-06-29", "", "2018-07-11"], ["2018-06-29 12:00", "2018-06-29 12:01", "2018-07-11 12:00"]),
    (["", "2018-06-29"], ["2018-06-29 12:00", "2018-06-29 12:01"]),
    (["", ""], ["1970-01-01 12:00", "1970-01-01 12:01"]),
    (["June 2018"], ["1970-01-01 12:00"]),
    (["9999-12-31"], ["9999-12-31 12:00"]),
]


@pytest.mark.parametrize(("dates", "wanted"), DAYS)
def test_days(dates: list[str], wanted: list[str]) -> None:
    assert [day(second) for second in seconds(dates)] == wanted


def test_a_treaty_of_1951_says_so(tmp_path: Path) -> None:
    history([version(ONE, "adopted", date="1951-07-28"), version(TWO, "undated")], tmp_path / "out.git")
    log = asked(tmp_path / "out.git", "log", "--format=%as|%(trailers:key=Cdiff-Date,valueonly,separator=)|%s")
    assert log.splitlines() == ["1970-01-01||undated", "1970-01-01|1951-07-28|adopted"]
    assert "28 July 1951" in asked(tmp_path / "out.git", "log", "-1", "--format=%B", "adopted")
    assert asked(tmp_path / "out.git", "fsck", "--strict") == ""


# What is refused


def test_only_an_empty_place_is_written_to(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    before = tree(tmp_path)
    for name, said in (("kept", "is not empty"), ("file", "is no folder"), ("none/out.git", "there is no folder")):
        with pytest.raises(GitError, match=said):
            history(two(), tmp_path / name)
    assert tree(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "kept"]
    (tmp_path / "empty").mkdir()
    assert run(["history", "."], cwd=tmp_path / "empty").exit == 0
    assert (tmp_path / "empty" / "HEAD").is_file()


def test_the_folder_of_the_versions_is_not_written_to(tmp_path: Path) -> None:
    store = Store(tmp_path / "versions")
    for name in ("versions", "versions/out.git"):
        with pytest.raises(VersionError, match="that folder holds the versions"):
            history(two(), tmp_path / name, store)
    assert list(tmp_path.iterdir()) == []


def test_what_git_cannot_hold_is_said(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"draft\.lock"):
        history([version(ONE, "draft.lock")], tmp_path / "out.git")
    with pytest.raises(VersionError, match="there are no versions"):
        history([], tmp_path / "out.git")
    assert list(tmp_path.iterdir()) == []


def test_a_label_that_is_the_name_of_the_branch(tmp_path: Path) -> None:
    history([version(ONE, "main"), version(TWO, "versions")], tmp_path / "out.git")
    assert asked(tmp_path / "out.git", "symbolic-ref", "HEAD").strip() == "refs/heads/history"


def test_the_command(tmp_path: Path) -> None:
    ran = run(["history", "out.git"], cwd=tmp_path)
    assert (ran.exit, ran.stdout) == (0, "")
    assert "cdiff: made out.git: 6 commits, the last one " in ran.stderr
    ran = run(["history", "out.git"], cwd=tmp_path)
    assert ran.exit == 2
    assert ran.stderr.endswith("cdiff: out.git is not empty; name another place, or remove it yourself\n")
