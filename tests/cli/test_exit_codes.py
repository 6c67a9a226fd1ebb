"""How the process ends: 0 done, 1 a negative verdict, 2 the user's error, 70 a bug of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.core.errors import CdiffError
from tests.support import ROOT, child, process, run

OLD = "A draft\n\n1. The States report.\n\n2. They meet.\n"
NEW = "A draft\n\n1. The States shall report.\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("compare", "old.txt", "new.txt"), 0),
        (("compare", "old.txt", "new.txt", "--exit-code"), 1),
        (("compare", "old.txt", "old.txt", "--exit-code"), 0),
        (("compare", "old.txt", "new.txt", "--exit-code", "--format", "json"), 1),
        (("compare", "old.txt", "new.txt", "--exit-code", "--stat"), 1),
        (("compare", "old.txt", "new.txt", "--exit-code", "--only", "merged"), 0),
        (("compare", "old.txt", "none.txt"), 2),
        (("compare", "old.txt"), 2),
        (("frobnicate",), 2),
        (("--version",), 0),
        (("--help",), 0),
        ((), 0),
    ],
)
def test_the_exit_code(here: Path, arguments: tuple[str, ...], code: int) -> None:
    assert child(*arguments, cwd=here).exit == code


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--exit-code",), 1), (("--frobnicate",), 2)])
def test_so_does_a_fresh_process_end(here: Path, options: tuple[str, ...], code: int) -> None:
    assert process("compare", "old.txt", "new.txt", *options, cwd=here).exit == code


def test_data_goes_to_stdout_and_messages_to_stderr(here: Path) -> None:
    good = child("compare", "old.txt", "new.txt", cwd=here)
    assert good.stdout
    assert good.stderr == ""
    bad = child("compare", "old.txt", "none.txt", cwd=here)
    assert bad.stdout == ""
    assert bad.stderr.count("\n") == 1
    assert bad.stderr.startswith("cdiff: ")


def test_a_bug_gives_70_and_its_traceback(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(pipeline, "compare", broken)
    ran = run(["compare", "old.txt", "new.txt", "--exit-code"], cwd=here)
    assert ran.exit == 70
    assert ran.stdout == ""
    assert "Traceback (most recent call last)" in ran.stderr
    assert "ZeroDivisionError: planted" in ran.stderr
    assert "report it" in ran.stderr.splitlines()[-1]


def test_an_error_of_many_lines_is_one_line(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise CdiffError("first\n  second\nthird")

    monkeypatch.setattr(pipeline, "compare", broken)
    ran = run(["compare", "old.txt", "new.txt"], cwd=here)
    assert (ran.exit, ran.stderr) == (2, "cdiff: first second third\n")


def test_an_interrupt_ends_without_a_traceback(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "compare", interrupted)
    ran = run(["compare", "old.txt", "new.txt"], cwd=here)
    assert (ran.exit, ran.stderr) == (130, "cdiff: interrupted\n")


@pytest.mark.parametrize("stream", ["ascii", "latin-1", "cp1252"])
def test_any_encoding_of_the_terminal_will_do(here: Path, stream: str) -> None:
    (here / "new.txt").write_text("A draft\n\n1. 移民 – “κράτη” 🙂\n", encoding="utf-8")
    ran = process("compare", "old.txt", "new.txt", cwd=here, env={"PYTHONIOENCODING": stream, "PYTHONUTF8": "0"})
    assert ran.exit == 0
    assert ran.stderr == ""


def test_a_file_in_place_of_the_working_folder_config(here: Path) -> None:
    (here / "cdiff.toml").write_bytes(b"\xff\xfe")
    ran = child("compare", "old.txt", "new.txt", cwd=here)
    assert ran.exit == 2
    assert ran.stderr.count("\n") == 1


def test_a_folder_as_a_file(here: Path) -> None:
    (here / "folder").mkdir()
    ran = child("compare", "old.txt", "folder", cwd=here)
    assert ran.exit == 2
    assert ran.stderr.count("\n") == 1


def test_compare_does_not_pay_for_what_it_does_not_need(here: Path) -> None:
    """Git, colours and the other formats are not imported on the way of a plain comparison of two files."""
    code = (
        "import sys\nfrom cdiff.cli import run\nassert run(sys.argv[1:]) == 0\n"
        "heavy = {'git', 'rich', 'lxml', 'docx', 'pypdfium2', 'jinja2'} & set(sys.modules)\n"
        "sys.stderr.write(' '.join(sorted(heavy)))\n"
    )
    ran = process("compare", "old.txt", "new.txt", cwd=here, code=code)
    assert (ran.exit, ran.stderr) == (0, "")


@pytest.mark.parametrize("versions", [("draft3", "final"), ("zero", "draft1")])
def test_without_options_the_short_way_prints_what_the_long_one_prints(versions: tuple[str, str]) -> None:
    plainly = run(["compare", *versions], cwd=ROOT)
    assert plainly.stdout
    assert plainly == run(["compare", *versions, "--width", "0"], cwd=ROOT)


LONG = "x" * 300
"""More than the 255 bytes that a file's name may have on all usual file systems."""
REFUSED = [
    ("compare", LONG, "new.txt"),
    ("show", LONG),
    ("trace", "1", LONG),
    ("compare", "old.txt", "new.txt", "--html", LONG),
    ("site", LONG),
    ("site", "/dev/null/site"),
    ("history", LONG),
    ("compare", "old.txt", "new.txt", "--html", "/dev/null/report.html"),
    ("export", "old.txt", "--format", "akn", "-o", LONG),
]


@pytest.mark.parametrize("arguments", REFUSED, ids=[" ".join(each)[:30] for each in REFUSED])
def test_what_the_file_system_refuses_is_an_error_of_one_line(here: Path, arguments: tuple[str, ...]) -> None:
    ran = run(arguments, cwd=here)
    said = [line for line in ran.stderr.splitlines() if "using the Global Compact's drafts" not in line]
    assert (ran.exit, ran.stdout, len(said)) == (2, "", 1), ran.stderr
    assert ".part" not in ran.stderr
