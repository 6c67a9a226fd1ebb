"""Reading the store: order, revisions, line ends, damage, and the proof that a text comes from its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.core.citation import UncitedClause, cite
from cdiff.core.errors import CdiffError, GitError, VersionError
from cdiff.core.model import Document, Version
from cdiff.pipeline import Added
from cdiff.reading import ReadOptions
from cdiff.store import Store, form, in_order
from tests.store.conftest import TEXT
from tests.support import git, parsed, repository

Adding = Callable[..., Added]


# The order of the negotiation


def dated(label: str, date: str = "", follows: str = "") -> Version:
    return Version(label, Document(()), date=date, follows=follows)


ORDERS = {
    "by date": (["zero 2018-02-05", "draft1 2018-03-26", "final 2018-07-11"], "zero draft1 final"),
    "late arrival": (["final 2018-07-11", "zero 2018-02-05"], "zero final"),
    "one date: by what follows": (["a 2018-07-11 b", "b 2018-07-11"], "b a"),
    "one date: a chain": (["a 2018-07-11 b", "b 2018-07-11 c", "c 2018-07-11"], "c b a"),
    "one date: nothing said": (["b 2018-07-11", "a 2018-07-11"], "a b"),
    "the date is stronger": (["a 2018-01-01 b", "b 2018-02-01"], "a b"),
    "no date, and one follows it": (["b", "c 2018-01-01 b"], "b c"),
    "no date": (["b", "a", "c 2018-01-01"], "c a b"),
    "no date, though it follows one": (["b - a", "a 2018-01-01", "c 2018-02-01"], "a b c"),
    "follows nothing that is there": (["b 2018-01-01 x", "a 2018-01-01"], "a b"),
    "a circle": (["a 2018-01-01 b", "b 2018-01-01 a"], None),
}


@pytest.mark.parametrize("name", ORDERS)
def test_the_order_of_versions(name: str) -> None:
    rows, expected = ORDERS[name]
    versions = []
    for row in rows:
        label, date, follows = [*row.split(), "", ""][:3]
        versions.append(dated(label, date.strip("-"), follows))
    found = " ".join(version.label for version in in_order(versions))
    again = " ".join(version.label for version in in_order(versions[::-1]))
    assert found == again
    assert expected is None or found == expected
    assert sorted(found.split()) == sorted(row.split()[0] for row in rows)


def test_versions_are_listed_in_order(store: Store, add: Adding) -> None:
    add("late", meta={"date": "2018-07-11"})
    add("early", meta={"date": "2018-02-05"})
    add("twin", meta={"date": "2018-02-05", "follows": "early"})
    assert [version.label for version in store.versions()] == ["early", "twin", "late"]


# Names of versions


def test_a_label_at_a_revision(store: Store, repo: Path, add: Adding) -> None:
    first = add()
    git(repo, "tag", "tabled")
    second = add("draft1", TEXT.replace("report", "review"), replace_it=True)
    assert pipeline.load("draft1", store) == second.version
    for revision in ("HEAD~1", "tabled", first.commit, first.commit[:8]):
        assert pipeline.load(f"draft1@{revision}", store) == first.version
    assert pipeline.reading_of(first.version, "draft1@tabled", store) == first.version.document


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("draft1@nowhere", GitError, "no revision 'nowhere'"),
        ("draft1@HEAD~7", GitError, "no revision"),
        ("draft1@--help", GitError, "no revision"),
        ("draft1@HEAD:x", GitError, "no revision"),
        ("draft2@HEAD", GitError, "versions/draft2.md did not exist at HEAD"),
        ("draft", VersionError, "did you mean draft1"),
        ("draft1@", VersionError, "neither a version"),
        ("../draft1@HEAD", VersionError, "neither a version"),
    ],
)
def test_a_name_that_is_no_version(store: Store, add: Adding, name: str, error: type[CdiffError], message: str) -> None:
    add()
    with pytest.raises(error, match=message) as caught:
        pipeline.load(name, store)
    assert "\n" not in str(caught.value)


def test_a_revision_in_a_repository_without_commits(store: Store) -> None:
    (store.folder / "draft1.md").write_text(form.write(Version("draft1", parsed(TEXT))), encoding="utf-8")
    with pytest.raises(GitError, match="no commits yet"):
        pipeline.load("draft1@HEAD", store)


def test_a_revision_without_a_repository(tmp_path: Path) -> None:
    (tmp_path / "draft1.md").write_text(form.write(Version("draft1", parsed(TEXT))), encoding="utf-8")
    with pytest.raises(VersionError, match="is in no git repository"):
        pipeline.load("draft1@HEAD", Store(tmp_path))


def test_a_store_below_the_root_of_its_repository(tmp_path: Path, draft: Path) -> None:
    repo = repository(tmp_path / "repo")
    folder = repo / "texts" / "compact" / "versions"
    folder.mkdir(parents=True)
    store = Store(folder)
    added = pipeline.add(str(draft), "draft1", store, profile="plain")
    assert pipeline.load("draft1@HEAD", store) == added.version
    assert [verdict.complaints for verdict in pipeline.verify(store)] == [()]


def test_what_an_older_grammar_read_differently_is_named_with_the_way_to_renew_it(store: Store, add: Adding) -> None:
    add(meta={"date": "2018-02-05", "title": "A draft"})
    path = store.path("draft1")
    version = store.load("draft1")
    merged = [*version.document.clauses]
    first, second = merged[0], merged[1]
    rest = UncitedClause(first.kind, first.label, f"{first.text} {second.label} {second.text}", first.line)
    older = cite([rest, *(UncitedClause(each.kind, each.label, each.text, each.line) for each in merged[2:])])
    stored = replace(version, document=replace(version.document, clauses=older))
    path.write_text(form.write(stored), encoding="utf-8")
    verdict = pipeline.verify(store)[0]
    assert "read differently today" in verdict.outdated
    command = f"cdiff add {store.source_path(version)} --label draft1 --replace"
    assert verdict.outdated.endswith(command)
    renewed = pipeline.add(str(store.source_path(version)), "draft1", store, replace_it=True).version
    assert renewed == version
    assert (renewed.date, renewed.title, renewed.source) == ("2018-02-05", "A draft", version.source)
    assert (pipeline.verify(store)[0].holds, pipeline.verify(store)[0].outdated) == (True, "")


def test_a_stored_file_is_read_by_its_path_too(store: Store, add: Adding) -> None:
    added = add()
    assert pipeline.load(str(store.path("draft1")), store) == added.version


def test_a_checkout_with_windows_line_ends(store: Store, add: Adding) -> None:
    added = add()
    path = store.path("draft1")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert store.labels() == ["draft1"]
    assert store.load("draft1") == added.version


@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "mixed"])
def test_git_changes_no_byte_of_a_source(store: Store, repo: Path, draft: Path, autocrlf: str, end: str) -> None:
    """Even where git turns line ends round, as on Windows: the SHA-256 is of the bytes that were received."""
    git(repo, "config", "core.autocrlf", autocrlf)
    text = TEXT.replace("\n", "\r\n", 2) if end == "mixed" else TEXT.replace("\n", end)
    draft.write_bytes(text.encode())
    added = pipeline.add(str(draft), "draft1", store, profile="plain")
    for path in (store.path("draft1"), store.source_path(added.version)):
        path.unlink()
    git(repo, "checkout", "--", ".")
    assert store.source(store.load("draft1")) == draft.read_bytes()
    assert [verdict.complaints for verdict in pipeline.verify(store)] == [()]
    assert pipeline.load("draft1@HEAD", store) == added.version


def test_a_version_behind_a_link_is_not_written_through(store: Store, tmp_path: Path, add: Adding) -> None:
    """A link in the place of a stored file: what it leads to is a file of the user's."""
    add()
    elsewhere = tmp_path / "elsewhere.md"
    store.path("draft1").replace(elsewhere)
    before = elsewhere.read_bytes()
    store.path("draft1").symlink_to(elsewhere)
    add("draft1", TEXT.replace("report", "review"), replace_it=True)
    assert elsewhere.read_bytes() == before
    assert not store.path("draft1").is_symlink()


# The proof


def complaints(store: Store) -> list[str]:
    return [complaint for verdict in pipeline.verify(store) for complaint in verdict.complaints]


def test_what_was_added_holds(store: Store, add: Adding) -> None:
    add("draft1")
    add("draft2", TEXT.replace("report", "review"))
    assert {verdict.label: verdict.holds for verdict in pipeline.verify(store)} == {"draft1": True, "draft2": True}


def test_a_source_that_was_tampered_with(store: Store, add: Adding) -> None:
    added = add()
    path = store.source_path(added.version)
    path.write_text(TEXT.replace("report", "obey"), encoding="utf-8")
    assert len(complaints(store)) == 1
    assert "is not the file that was added: its SHA-256 differs" in complaints(store)[0]


def test_a_source_that_is_gone(store: Store, add: Adding) -> None:
    store.source_path(add().version).unlink()
    assert ["cannot be read" in complaint for complaint in complaints(store)] == [True]


def test_a_stored_text_that_was_tampered_with(store: Store, repo: Path, add: Adding) -> None:
    add()
    path = store.path("draft1")
    path.write_text(path.read_text(encoding="utf-8").replace("report", "obey"), encoding="utf-8")
    git(repo, "commit", "--quiet", "-am", "Quietly")
    assert complaints(store) == ["2: the stored text is not what the source gives; run cdiff add --replace"]


def test_a_clause_that_was_taken_out(store: Store, repo: Path, add: Adding) -> None:
    added = add()
    path = store.path("draft1")
    clauses = added.version.document.clauses
    shorter = replace(added.version, document=Document(clauses[:-1], "plain"))
    path.write_text(form.write(shorter), encoding="utf-8")
    git(repo, "commit", "--quiet", "-am", "Quietly")
    assert complaints(store) == ["the stored text has 2 clauses, the source gives 3"]


def test_a_text_that_is_not_committed(store: Store, repo: Path, add: Adding) -> None:
    add()
    path = store.path("draft1")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('profile: "plain"', 'profile: "plain"\ntitle: "T"'), encoding="utf-8")
    assert complaints(store) == ["not as committed: versions/draft1.md was changed"]
    git(repo, "add", "-A")
    assert complaints(store) == ["not as committed: versions/draft1.md was changed"]


def test_a_read_with_another_encoding_is_read_so_again(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("A draft\n\n1. Les États décident.\n".encode("latin-1"))
    pipeline.add(str(path), "draft1", store, profile="plain", options=ReadOptions("latin-1"))
    assert complaints(store) == []


def test_a_profile_of_ones_own_is_kept_with_the_version(store: Store, tmp_path: Path) -> None:
    path, profile = tmp_path / "rules.txt", tmp_path / "rules.toml"
    path.write_text("A text\n\n§ 1 Names\n\nA person has a name.\n", encoding="utf-8")
    profile.write_text(
        "[[heading]]\nkind = 'article'\npattern = '^§\\s*(?P<number>\\d+)\\s*(?P<text>.*)$'\nprint = '§ {number}.'\n",
        encoding="utf-8",
    )
    added = pipeline.add(str(path), "draft1", store, profile=str(profile))
    profile.unlink()
    assert [clause.kind for clause in added.version.document] == ["title", "article", "text"]
    assert complaints(store) == []


# Making a store


def test_init_makes_a_repository_and_a_folder(tmp_path: Path) -> None:
    store, made = pipeline.init_store(tmp_path / "new")
    assert store.folder.is_dir()
    assert made
    assert git(tmp_path / "new", "rev-parse", "--is-inside-work-tree").strip() == "true"


def test_init_again_makes_nothing(tmp_path: Path) -> None:
    pipeline.init_store(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    store, made = pipeline.init_store(tmp_path)
    assert made == []
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if ".git" not in path.parts} == {
        path: time for path, time in before.items() if ".git" not in path.parts
    }
    assert store.labels() == []


def test_init_inside_a_repository_makes_no_second_one(repo: Path) -> None:
    store, made = pipeline.init_store(repo / "texts")
    assert not (repo / "texts" / ".git").exists()
    assert store.folder == (repo / "texts" / "versions").resolve() or store.folder == repo / "texts" / "versions"
    assert "the folder versions/" in made


def test_init_touches_no_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "cdiff.toml").write_text('store = "drafts"\nprofile = "gcm"\n', encoding="utf-8")
    store, _ = pipeline.init_store(tmp_path)
    assert (tmp_path / "cdiff.toml").read_text(encoding="utf-8") == 'store = "drafts"\nprofile = "gcm"\n'
    assert store.folder.name == "drafts"


def test_init_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CdiffError) as caught:
        pipeline.init_store(tmp_path / "file")
    assert "\n" not in str(caught.value)


def test_init_where_a_file_is_called_versions(tmp_path: Path) -> None:
    (tmp_path / "versions").write_text("x", encoding="utf-8")
    with pytest.raises(CdiffError):
        pipeline.init_store(tmp_path)


# Finding the store


def test_the_store_is_found_from_the_nearest_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = form.write(Version("draft1", parsed(TEXT)))
    for name in ("versions", "deep/versions", "option", "variable", "configured"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "draft1.md").write_text(text, encoding="utf-8")
    deeper = tmp_path / "deep" / "er"
    deeper.mkdir()
    assert pipeline.find_store(start=deeper).folder == tmp_path / "deep" / "versions"
    assert pipeline.find_store(start=tmp_path).folder == tmp_path / "versions"
    (tmp_path / "cdiff.toml").write_text('store = "configured"\n', encoding="utf-8")
    assert pipeline.find_store(start=deeper).folder == tmp_path / "configured"
    monkeypatch.setenv("CDIFF_STORE", str(tmp_path / "variable"))
    assert pipeline.find_store(start=deeper).folder == tmp_path / "variable"
    assert pipeline.find_store(str(tmp_path / "option"), start=deeper).folder == tmp_path / "option"


def test_without_a_store_it_is_the_compact(tmp_path: Path) -> None:
    assert pipeline.find_store(start=tmp_path).built_in


@pytest.mark.parametrize("where", ["--store", "CDIFF_STORE"])
def test_a_store_that_was_named_and_is_not_there(tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = str(tmp_path / "missing")
    if where == "CDIFF_STORE":
        monkeypatch.setenv("CDIFF_STORE", missing)
    with pytest.raises(VersionError, match=f"{where}: no folder .*missing; cdiff init makes one"):
        pipeline.find_store(missing if where == "--store" else "", start=tmp_path)
