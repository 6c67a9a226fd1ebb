"""README, tutorial and guides: typed in a copy of the example, their commands do what they promise."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import ALONE, IDENTITY, ROOT, process, run

EXAMPLE = ROOT / "fixtures" / "example"
PAGES = [ROOT / "README.md", ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "guides").glob("*.md"))]
_BLOCK = re.compile(r"^```(console|toml|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FAILS = "ends with 1"
"""What a page says, in a comment behind it, of a command whose verdict is negative."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a page: its kind, what is typed, what is shown below, whether it is said to fail."""

    kind: str
    typed: str
    shown: tuple[str, ...] = ()
    fails: bool = False


def steps(page: Path) -> Iterator[Step]:
    """List what a page tells its reader to do, in order."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        if block[1] != "console":
            yield Step(block[1], block[2])
            continue
        shown: list[str] = []
        typed = ""
        for line in block[2].splitlines():
            if line.startswith("$ "):
                if typed:
                    yield Step("console", typed, tuple(shown), _FAILS in typed)
                typed, shown = line[2:], []
            else:
                shown.append(line)
        yield Step("console", typed, tuple(shown), _FAILS in typed)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_of_a_guide_does_what_it_says(page: Path, tmp_path: Path) -> None:
    start = tmp_path / "example"
    shutil.copytree(EXAMPLE, start, ignore=shutil.ignore_patterns("make.py", "__pycache__"))
    here = start
    for step in steps(page):
        if step.kind == "python":
            ran = process(cwd=start, code=step.typed)
            assert ran.exit == 0, ran.stderr
        elif step.kind == "toml":
            with (here / "cdiff.toml").open("a", encoding="utf-8") as settings:
                settings.write("\n" + step.typed)
        else:
            here = follow(step, here)


def follow(step: Step, here: Path) -> Path:
    """Type a line of a page and hold what it prints against the page; gives the folder to go on in."""
    for line in step.typed.split("&&"):
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            here = here / words[1]
            continue
        assert words[0] == "cdiff", line
        ran = run(words[1:], cwd=here, env={"COLUMNS": "80"})
        assert ran.exit == (1 if step.fails else 0), f"{line}\n{ran.stdout}{ran.stderr}"
        assert [text for text in step.shown if text != "…" and text not in ran.stdout.splitlines()] == [], line
    return here


def test_the_first_page_is_short_and_starts_with_two_files() -> None:
    text = PAGES[0].read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert next(steps(PAGES[0])).typed == "cdiff compare old.docx new.docx --html report.html"


def test_the_example_is_what_its_script_writes(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "example")
    shutil.copytree(ROOT / "fixtures" / "formats", tmp_path / "formats", ignore=shutil.ignore_patterns("final.*"))
    script = tmp_path / "example" / "make.py"
    env = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **ALONE, **IDENTITY}
    subprocess.run([sys.executable, str(script)], check=True, env=env)
    for name in ("old.docx", "new.docx"):
        assert (script.parent / name).read_bytes() == (EXAMPLE / name).read_bytes(), f"{name} is stale"


@pytest.mark.slow
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "docs", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site" / "search.html").exists()
