"""Files that a command writes: several at once, none half, and nobody's but cdiff's own replaced."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.core.errors import ReportError
from cdiff.features.compare.told import COMPARISON
from cdiff.features.table.told import TABLE
from cdiff.pipeline.report_files import is_ours, write_files
from tests.read.docx_files import docx
from tests.schemas import faults, schema
from tests.support import ROOT, child_bytes, process, run, tree

OLD = "A draft of rules\n\n1. The States shall report.\n\n2. They meet each year.\n"
NEW = "A draft of rules\n\n1. The States should report.\n\n2. They meet each year.\n"
FORMATS, TABLE_FORMATS = COMPARISON.formats, TABLE.formats
SUFFIXES = {"html": "html", "docx": "docx", "markdown": "md", "csv": "csv", "xlsx": "xlsx", "json": "json"}
PAIR = ("compare", "old.txt", "new.txt")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def test_one_comparison_for_all_reports(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    real = pipeline.compare

    def counted(*arguments: object) -> object:
        calls.append(arguments)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "compare", counted)
    asked = [word for format_ in FORMATS for word in (f"--{format_}", f"r.{SUFFIXES[format_]}")]
    ran = run([*PAIR, *asked], cwd=here)
    assert (ran.exit, ran.stdout, len(calls)) == (0, "", 1)
    assert "cdiff: wrote r.html, r.docx, r.md, r.csv, r.xlsx, r.json\n" in ran.stderr
    assert sorted(path.name for path in here.iterdir()) == sorted(
        ["old.txt", "new.txt", *(f"r.{suffix}" for suffix in SUFFIXES.values())]
    )
    for suffix in SUFFIXES.values():
        assert is_ours(here / f"r.{suffix}"), suffix


def test_a_report_names_files_without_the_folders_of_the_machine(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / "secret" / folder).mkdir(parents=True)
        (tmp_path / "secret" / folder / "draft.txt").write_text(OLD if folder == "a" else NEW, encoding="utf-8")
    (tmp_path / "secret" / "b" / "rev.txt").write_text(NEW, encoding="utf-8")
    for other, title in (("rev", "draft.txt → rev.txt"), ("draft", "a/draft.txt → b/draft.txt")):
        files = ["secret/a/draft.txt", f"secret/b/{other}.txt"]
        assert run(["compare", *files, "--html", "r.html", "--markdown", "r.md"], cwd=tmp_path).exit == 0
        assert run(["table", *files, "--csv", "t.csv"], cwd=tmp_path).exit == 0
        assert f"<title>{title} ·" in (tmp_path / "r.html").read_text(encoding="utf-8")
        assert (tmp_path / "r.md").read_text(encoding="utf-8").splitlines()[1] == f"### {title}"
        assert "secret" not in (tmp_path / "t.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "typed", ["brackets {0}", "brackets {0} {1}", "show {0}", "align {0} {1}", "audit {0} {0} {1}", "table {0} {1}"]
)
def test_no_report_names_the_folders_of_the_machine(tmp_path: Path, typed: str) -> None:
    files = ["secret/old.txt", "secret/new.txt"]
    (tmp_path / "secret").mkdir()
    for file, text in zip(files, (OLD, NEW), strict=True):
        (tmp_path / file).write_text(text, encoding="utf-8")
    made = [word for name in ("html", "markdown", "csv") for word in (f"--{name}", f"r.{name}")]
    ran = run([*typed.format(*files).split(), *made], cwd=tmp_path)
    assert ran.exit in (0, 1), ran.stderr
    for name in ("html", "markdown", "csv"):
        text = (tmp_path / f"r.{name}").read_text(encoding="utf-8")
        again = re.sub(r"cdiff (?:[a-z]+ )[^\n<`]*", "", text)  # the command that makes it again is as it was typed
        assert "secret" not in again


def test_the_json_of_a_file_fits_its_schema(here: Path) -> None:
    for arguments in (("draft3", "final"), ("old.txt", "new.txt")):
        assert run(["compare", *arguments, "--json", "c.json"], cwd=here).exit == 0
        text = (here / "c.json").read_text(encoding="utf-8")
        assert faults(schema("comparison"), json.loads(text)) == []
        assert text == run(["compare", *arguments, "--format", "json"], cwd=here).stdout
        assert text == run(["compare", *arguments, "--json", "-"], cwd=here).stdout


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_of_cdiff_is_replaced_and_nothing_else(here: Path, format_: str) -> None:
    asked = [*PAIR, f"--{format_}", "r.out"]
    assert run(asked, cwd=here).exit == 0
    first = (here / "r.out").read_bytes()
    assert run(asked, cwd=here).exit == 0
    assert (here / "r.out").read_bytes() == first
    (here / "r.out").write_bytes(b"PK mine" if format_ == "docx" else b"mine\n")
    before = tree(here)
    ran = run(asked, cwd=here)
    assert ran.exit == 2
    assert f"--{format_} r.out: the file is there, and cdiff did not write it; --force replaces it" in ran.stderr
    assert tree(here) == before
    assert run([*asked, "--force"], cwd=here).exit == 0
    assert (here / "r.out").read_bytes() == first


@pytest.mark.parametrize("format_", TABLE_FORMATS)
def test_a_table_of_cdiff_is_replaced_and_nothing_else(here: Path, format_: str) -> None:
    asked = ["table", "old.txt", "new.txt", "old.txt", f"--{format_}", "r.out"]
    assert [run(asked, cwd=here).exit for _ in range(2)] == [0, 0]
    (here / "r.out").write_bytes(b"PK\x03\x04 not a package")
    assert run(asked, cwd=here).exit == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"---\nformat: 1\n---\n",
        b"<!DOCTYPE html><html><head><title>cdiff</title></head><body>&lt;meta name=generator",
        b'<!DOCTYPE html><head></head><body><meta name="generator" content="cdiff 1">',
        b'{"format": 1, "old": {}}',
        b"kind,part\r\n",
        b"PK\x05\x06" + b"\0" * 18,
    ],
)
def test_what_others_wrote_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    assert not is_ours(tmp_path / "x")


def test_a_word_file_that_word_saved_is_a_persons(here: Path) -> None:
    run([*PAIR, "--docx", "r.docx"], cwd=here)
    out = io.BytesIO()
    with zipfile.ZipFile(here / "r.docx") as package, zipfile.ZipFile(out, "w") as copy:
        for name in package.namelist():
            copy.writestr(
                name, package.read(name).replace(b"<Application>cdiff", b"<Application>Microsoft Office Word")
            )
    (here / "r.docx").write_bytes(out.getvalue())
    assert run([*PAIR, "--docx", "r.docx"], cwd=here).exit == 2


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("--html x --csv x", "two reports cannot go to one place"),
        ("--csv - --json -", "two reports cannot go to one place"),
        ("--html x --csv ./x", "two reports cannot go to one place"),
        ("--html none/x.html", "there is no folder none"),
        ("--html .", "that is a folder"),
        ("--html old.txt --force", "that file is being compared"),
        ("--html link.txt --force", "that file is being compared"),
        ("--html versions/x.html", "that folder holds the versions"),
        ("--markdown x.md --max-bytes 1000 --csv y.csv", ""),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is(here: Path, asked: str, said: str) -> None:
    (here / "link.txt").symlink_to("new.txt")
    (here / "versions").mkdir()
    before = tree(here)
    ran = run([*PAIR, "--store", "versions", *asked.split()], cwd=here)
    if said:
        assert ran.exit == 2
        assert said in ran.stderr
        assert ran.stderr.count("\n") == 1
        assert tree(here) == before
    else:
        assert ran.exit == 0


def test_a_comment_that_cannot_be_so_small_is_an_error(here: Path) -> None:
    ran = run(["compare", "zero", "final", "--markdown", "x.md", "--csv", "x.csv", "--max-bytes", "1000"], cwd=here)
    assert (ran.exit, ran.stdout) == (0, "") or "--max-bytes 1000: the head with its caveats" in ran.stderr
    assert (here / "x.md").exists() == (here / "x.csv").exists()


def test_a_killed_write_leaves_all_files_as_they_were(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a").write_bytes(b"old a")
    real = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.name == "b":
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    before = tree(here)
    with pytest.raises(ReportError, match="No space left"):
        write_files({here / "a": b"new a", here / "b": b"new b"})
    assert tree(here) == before


def test_a_link_stays_a_link(here: Path) -> None:
    (here / "real.csv").write_bytes(b"")
    (here / "link.csv").symlink_to("real.csv")
    assert run([*PAIR, "--csv", "link.csv", "--force"], cwd=here).exit == 0
    assert (here / "link.csv").is_symlink()
    assert is_ours(here / "real.csv")


def test_a_device_is_written_into_and_not_replaced(here: Path) -> None:
    assert run([*PAIR, "--csv", os.devnull], cwd=here).exit == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("format_", FORMATS)
def test_a_dash_is_stdout(here: Path, format_: str) -> None:
    run([*PAIR, f"--{format_}", "r.out"], cwd=here)
    said = b"cdiff: the redline is a document of cdiff's own: old.txt is no Word file (.docx)\n"
    exit_code, stdout, stderr = child_bytes(*PAIR, f"--{format_}", "-", cwd=here)
    assert (exit_code, stderr) == (0, said if format_ == "docx" else b"")
    written = (here / "r.out").read_bytes()
    assert stdout == written or b"--html -" in stdout or format_ == "xlsx"


def test_the_exit_code_is_of_the_texts(here: Path) -> None:
    assert run([*PAIR, "--csv", "r.csv", "--exit-code"], cwd=here).exit == 1
    assert run(["compare", "old.txt", "old.txt", "--csv", "r.csv", "--exit-code"], cwd=here).exit == 0


def test_a_selection_is_in_the_report_and_in_its_command(here: Path) -> None:
    asked = ["compare", "zero", "final", "--clause", "21a", "--only", "modified", "--html", "r.html"]
    assert run(asked, cwd=here).exit == 0
    assert "cdiff compare zero final --only modified --clause 21a --html r.html" in (here / "r.html").read_text("utf-8")
    for format_ in FORMATS:
        assert (
            run(["compare", "zero", "final", "--clause", "5", f"--{format_}", "r.html", "--force"], cwd=here).exit == 0
        )
    asked = ["compare", "zero", "final", "--only", "split", "--markdown", "-"]
    assert "Shown: 2 of 51 changes; the table counts all." in run(asked, cwd=here).stdout


def test_no_report_names_the_folder_it_was_written_to(here: Path) -> None:
    (here / "out").mkdir()
    for format_ in FORMATS:
        assert run([*PAIR, f"--{format_}", str(here / "out" / "r")], cwd=here).exit == 0
        assert str(here).encode() not in (here / "out" / "r").read_bytes()
        (here / "out" / "r").unlink()


def test_one_file_with_tracked_changes_gives_every_report(here: Path) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">The States </w:t></w:r><w:del w:id="1" w:author="=Ann"><w:r>'
        '<w:delText>shall</w:delText></w:r></w:del><w:ins w:id="2" w:author="=Ann"><w:r><w:t>should</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve"> report.</w:t></w:r></w:p>'
    )
    (here / "tracked.docx").write_bytes(docx(body))
    for format_ in FORMATS:
        ran = run(["compare", "tracked.docx", f"--{format_}", f"r.{format_}"], cwd=here)
        assert ran.exit == 0, ran.stderr
    assert ",'=Ann," in (here / "r.csv").read_text(encoding="utf-8-sig")
    assert "by =Ann" in (here / "r.markdown").read_text(encoding="utf-8")


def test_the_redline_is_signed(here: Path) -> None:
    asked = [*PAIR, "--docx", "r.docx", "--author", "A. Delegate", "--date", "2018-07-11"]
    assert run(asked, cwd=here).exit == 0
    with zipfile.ZipFile(here / "r.docx") as package:
        text = package.read("word/document.xml").decode()
    assert 'w:author="A. Delegate"' in text
    assert 'w:date="2018-07-11T' in text
    assert run([*PAIR, "--docx", "s.docx", "--date", "yesterday"], cwd=here).exit == 2


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [
        (PAIR, "rich jinja2 xlsxwriter lxml zipfile"),
        ((*PAIR, "--csv", "x.csv", "--markdown", "x.md", "--json", "x.json"), "rich jinja2 xlsxwriter lxml"),
        (("table", "old.txt", "new.txt", "old.txt"), "rich jinja2 xlsxwriter lxml git"),
    ],
)
def test_no_report_pays_for_another(here: Path, arguments: tuple[str, ...], modules: str) -> None:
    code = (
        "import sys\nfrom cdiff.cli import run\nassert run(sys.argv[1:]) == 0\n"
        f"sys.stdout.write('|' + ' '.join(sorted(set({modules.split()!r}) & set(sys.modules))))\n"
    )
    ran = process(*arguments, cwd=here, code=code)
    assert ran.exit == 0
    assert ran.stdout.rpartition("|")[2] == ""


def test_progress_is_shown_on_a_terminal_only(here: Path) -> None:
    import pty

    def seen(*arguments: str) -> bytes:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "cdiff", *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, cwd=here, env=env, stderr=theirs, stdout=subprocess.PIPE) as running:
            running.communicate()
        os.close(theirs)
        data = b""
        while True:
            try:
                chunk = os.read(ours, 4096)
            except OSError:
                break
            if not chunk:
                break
            data += chunk
        os.close(ours)
        return data

    assert b"writing csv" in seen("table", "old.txt", "new.txt", "old.txt", "--csv", "x.csv")
    assert b"reading" not in seen(*PAIR)
    assert "reading" not in run(["table", "old.txt", "new.txt", "--csv", "x.csv"], cwd=here).stderr
