"""What a person chooses about reading reaches the text, is remembered with it, and `verify` holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cdiff.core.config import load_config
from cdiff.core.errors import CdiffError
from cdiff.pipeline import options_from
from cdiff.pipeline.read_options import recall, remember
from cdiff.reading import Limits, ReadOptions
from tests.read.docx_files import changed, docx, mark, p, r
from tests.support import Ran, git, repository, run

GONE = '<w:r><w:delText xml:space="preserve">every year </w:delText></w:r>'
YELLOW = '<w:highlight w:val="yellow"/>'
BODY = (
    p("1. The States recall the Charter of the United Nations.")
    + p(
        r("2. They decide to report ")
        + changed(
            "del",
            GONE,
            "A. Author",
            "2018-06-01T09:00:00Z",
        )
        + changed("ins", r("every second year "), "B. Writer", "2018-06-02T09:00:00Z")
        + r("to the Assembly.")
    )
    + p(changed("ins", r("3. They invite all stakeholders to take part."), "C. Editor", ""), mark("ins"))
    + p(r("4. They thank ") + r("the host and", "<w:strike/>") + r(" the facilitators", YELLOW))
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of one's own, and beside it a Word file with tracked changes."""
    folder = repository(tmp_path / "repo")
    (folder / "draft.docx").write_bytes(docx(BODY))
    assert run(["init"], cwd=folder).exit == 0
    return folder


def cdiff(folder: Path, *arguments: str) -> Ran:
    return run(arguments, cwd=folder, env={"COLUMNS": "100"})


def test_the_side_that_was_read_is_remembered(folder: Path) -> None:
    chosen = ("--revisions", "original", "--struck", "kept")
    assert cdiff(folder, "add", "draft.docx", "--label", "before", *chosen).exit == 0
    assert cdiff(folder, "add", "draft.docx", "--label", "after", "--struck", "deleted").exit == 0
    before, after = ((folder / "versions" / f"{label}.md").read_text("utf-8") for label in ("before", "after"))
    assert 'read_with: "revisions=original"' in before
    assert 'read_with: "struck=deleted"' in after
    assert "every year to" in before
    assert "every second year to" in after
    assert "the host" not in after
    verified = cdiff(folder, "verify")
    assert (verified.exit, verified.stdout) == (0, "after: verified\nbefore: verified\n")


def test_show_reads_a_file_as_it_is_told(folder: Path) -> None:
    assert "every year to" in cdiff(folder, "show", "draft.docx", "2", "--revisions", "original").stdout
    assert "the host" not in cdiff(folder, "show", "draft.docx", "4", "--struck", "deleted").stdout


def test_one_file_is_compared_with_itself_before_its_changes(folder: Path) -> None:
    done = cdiff(folder, "compare", "draft.docx")
    assert "by A. Author, 2018-06-01; B. Writer, 2018-06-02" in done.stdout
    assert "+ 3  inserted  by C. Editor" in done.stdout
    assert "old  draft.docx original" in done.stdout
    assert cdiff(folder, "compare", "draft.docx", "--exit-code").exit == 1


def test_a_stored_version_is_compared_with_itself_too(folder: Path) -> None:
    assert cdiff(folder, "add", "draft.docx", "--label", "draft1").exit == 0
    assert "by A. Author, 2018-06-01" in cdiff(folder, "compare", "draft1").stdout


def test_json_says_by_whom(folder: Path) -> None:
    changes = json.loads(cdiff(folder, "compare", "draft.docx", "--format", "json").stdout)["changes"]
    assert [[hand["author"] for hand in change["by"]] for change in changes if change["by"]] == [
        ["A. Author", "B. Writer"],
        ["C. Editor", "Ann"],
    ]


def test_struck_words_count_as_deletions_if_they_are_to(folder: Path) -> None:
    (folder / "struck.docx").write_bytes(docx(p(r("1. They thank ") + r("the host ", "<w:strike/>") + r("and all."))))
    done = cdiff(folder, "compare", "struck.docx", "--struck", "deleted")
    assert "[-the host-]" in done.stdout
    assert cdiff(folder, "compare", "struck.docx").exit == 2


def test_a_file_without_tracked_changes_wants_a_second_one(folder: Path) -> None:
    (folder / "plain.txt").write_text("1. Nothing is tracked here.\n", "utf-8")
    done = cdiff(folder, "compare", "plain.txt")
    assert done.exit == 2
    assert "plain.txt has no tracked changes; name a second version" in done.stderr
    assert cdiff(folder, "compare", "nowhere.docx").exit == 2


def test_remarks_are_counted_and_listed(folder: Path) -> None:
    added = cdiff(folder, "add", "draft.docx", "--label", "draft1")
    assert "1 struck-through passage; kept as text" in added.stderr
    assert "1 highlighted passage" in added.stderr
    for name in ("draft.docx", "draft1"):
        listed = cdiff(folder, "show", name, "--remarks").stdout
        assert "struck: the host and" in listed
        assert "highlight (yellow): the facilitators" in listed
        assert "deleted by A. Author, 2018-06-01: every year" in listed
    assert "no word is struck" in cdiff(folder, "show", "final", "--remarks", "--store", _compact()).stdout


def _compact() -> str:
    from cdiff.pipeline import shipped_store

    return str(shipped_store().folder)


def test_the_size_is_limited_as_one_says(folder: Path) -> None:
    (folder / "large.txt").write_text("1. " + "The States agree. " * 100_000, "utf-8")
    refused = cdiff(folder, "add", "large.txt", "--label", "large", "--max-size", "1")
    assert refused.exit == 2
    assert "larger than 1 MiB; split it, or raise the limit with --max-size" in refused.stderr
    (folder / "cdiff.toml").write_text('store = "versions"\n[limits]\nsize = 1\n', "utf-8")
    assert cdiff(folder, "show", "large.txt").exit == 2
    assert cdiff(folder, "show", "large.txt", "--max-size", "2").exit == 0


@pytest.mark.parametrize("number", [10**13, 10**30])
def test_a_limit_that_no_machine_counts_to_is_none(folder: Path, number: int) -> None:
    (folder / "draft.txt").write_text("1. The States agree.\n", "utf-8")
    shown = cdiff(folder, "show", "draft.txt")
    assert cdiff(folder, "show", "draft.txt", "--max-size", str(number)) == shown
    names = ("size", "unpacked", "ratio", "blocks", "depth", "pages", "seconds", "redirects")
    keys = "".join(f"{name} = {number}\n" for name in names)
    (folder / "cdiff.toml").write_text(f'store = "versions"\n[limits]\n{keys}', "utf-8")
    assert cdiff(folder, "show", "draft.txt") == shown


@pytest.mark.parametrize("number", [10**13, 10**30])
def test_a_width_that_no_screen_has(folder: Path, number: int) -> None:
    (folder / "old.txt").write_text("1. The States agree.\n", "utf-8")
    for command in ("table", "compare"):
        shown = cdiff(folder, command, "old.txt", "old.txt", "--width", str(number))
        assert (shown.exit, shown.stderr) == (0, "")


@pytest.mark.parametrize("option", ["--revisions", "--struck"])
def test_a_choice_that_there_is_not(folder: Path, option: str) -> None:
    done = cdiff(folder, "show", "draft.docx", option, "origin")
    assert done.exit == 2
    assert done.stderr.startswith(f"cdiff: {option}: unknown value 'origin' (choose")


def test_what_is_remembered_comes_back() -> None:
    raised = Limits(bytes=2**30, pages=9_000)
    for options in (
        ReadOptions(),
        ReadOptions("cp1252", "original", "deleted", raised, repair=False),
        ReadOptions(limits=raised),
    ):
        assert recall(remember(options)) == options
    assert remember(ReadOptions(limits=Limits(bytes=1))) == ""
    for wrong in ("revisions=both", "struck=no", "pages=many"):
        with pytest.raises(CdiffError, match="read_with"):
            recall(wrong)


def test_limits_come_from_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "cdiff.toml").write_text("[limits]\nsize = 2\nunpacked = 3\npages = 7\n", encoding="utf-8")
    options = options_from(load_config(tmp_path))
    assert options.limits == Limits(bytes=2 * 2**20, unpacked=3 * 2**20, pages=7)


def test_nothing_but_its_files_is_committed(folder: Path) -> None:
    assert cdiff(folder, "add", "draft.docx", "--label", "draft1").exit == 0
    assert git(folder, "show", "--name-only", "--format=").split() == [
        "cdiff.toml",  # as init wrote it
        "versions/.gitattributes",
        "versions/draft1.md",
        "versions/sources/draft1.docx",
    ]
