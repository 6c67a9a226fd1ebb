"""Planted faults: which there are, that each is one of behaviour, and that a test run tells what it notices."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bench.faults import CASES, ROOMS, FaultsError, Planted, belonging, choose, failing, faults_in, noticed_by
from tests.support import ROOT

MODULE = "cdiff/parsing/sample.py"
SOURCE = '''"""A module with “quotes” and 3 < 4."""
from dataclasses import dataclass
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from x import y
@dataclass(frozen=True)
class Sized:
    size: int = 2
def choose(words: list[str], most: int = 9) -> str | None:
    if len(words) <= most and "“" not in words or not words:
        return words[0] if words[0] == "one" else f"{most + 1}"
    elif most - 1:
        raise ValueError("no " + "more than 10" if most > 3 else "")
    return next((word for word in words if word), isinstance(most, str))
'''


def planted(fault: Planted) -> str:
    """Give the line with the fault."""
    return fault.made(SOURCE.encode()).decode().splitlines()[fault.line - 1].strip()


def test_what_can_be_planted_in_a_module() -> None:
    found = faults_in(MODULE, SOURCE.encode())
    assert [(fault.line, fault.kind, planted(fault)) for fault in found] == [
        (8, "constant", "size: int = 3"),
        (9, "constant", "def choose(words: list[str], most: int = 10) -> str | None:"),
        (10, "branch", "if False:"),
        (10, "comparison", 'if len(words) < most and "“" not in words or not words:'),
        (10, "and/or", 'if len(words) <= most or "“" not in words or not words:'),
        (10, "comparison", 'if len(words) <= most and "“" in words or not words:'),
        (10, "and/or", 'if len(words) <= most and "“" not in words and not words:'),
        (10, "negation dropped", 'if len(words) <= most and "“" not in words or words:'),
        (11, "constant", 'return words[1] if words[0] == "one" else f"{most + 1}"'),
        (11, "branch", 'return words[0] if False else f"{most + 1}"'),
        (11, "constant", 'return words[0] if words[1] == "one" else f"{most + 1}"'),
        (11, "comparison", 'return words[0] if words[0] != "one" else f"{most + 1}"'),
        (11, "constant", "return words[0] if words[0] == 'one~' else f\"{most + 1}\""),
        (12, "branch", "elif False:"),
        (12, "plus/minus", "elif most + 1:"),
        (12, "constant", "elif most - 2:"),
        (14, "branch", "return next((word for word in words if True), isinstance(most, str))"),
        (14, "exchanged", "return next((word for word in words if word), isinstance(str, most))"),
    ]


def test_every_fault_in_this_house_is_another_program_that_compiles() -> None:
    for path in (ROOT / room / "__init__.py" for room in ROOMS):
        source = path.read_bytes()
        program = ast.dump(ast.parse(source))
        for fault in faults_in(path.relative_to(ROOT).as_posix(), source):
            assert ast.dump(ast.parse(fault.made(source))) != program, fault


def test_the_same_seed_gives_the_same_faults_and_a_module_only_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = ("cdiff/parsing", "cdiff/features/brackets")  # to look for faults in all of them takes seconds
    monkeypatch.setattr("bench.faults.ROOMS", {room: ROOMS[room] for room in rooms})
    chosen = choose(ROOT, 60, 1)
    assert len(chosen) == len(set(chosen)) == 60
    assert chosen == choose(ROOT, 60, 1) != choose(ROOT, 60, 2)
    assert {room for fault in chosen for room in rooms if fault.module.startswith(room)} == set(rooms)
    assert {fault.module for fault in choose(ROOT, 60, 1, "cdiff/parsing/labels.py")} == {"cdiff/parsing/labels.py"}
    with pytest.raises(FaultsError, match="in none of the rooms"):
        choose(ROOT, 60, 1, "cdiff/core/model.py")
    with pytest.raises(FaultsError, match="there is no"):
        choose(ROOT, 60, 1, "cdiff/parsing/none.py")


def test_every_room_has_tests_and_a_module_those_of_its_name_first() -> None:
    for room in ROOMS:
        belong = belonging(ROOT, f"{room}/__init__.py")
        assert all((ROOT / path.partition("::")[0]).exists() for run in belong for path in run)
        assert any("::test_case[" in path for run in belong for path in run) is (room in CASES)
    assert belonging(ROOT, "cdiff/features/check/citing.py") == [("tests/check/test_citing.py",), ("tests/check",)]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A tree with one module, which is half tested."""
    for name, text in {
        "cdiff/__init__.py": "",
        "cdiff/parsing/__init__.py": "",
        MODULE: "def signed(number: int) -> int:\n    return 1 if number > 0 else 0\n\n\nLIMIT = 7\n",
        "tests/parse/test_sample.py": "from cdiff.parsing.sample import signed\n\n\ndef test_signed():\n"
        "    assert [signed(-1), signed(0), signed(1)] == [0, 0, 1]\n",
        "pyproject.toml": "[tool.pytest.ini_options]\nmarkers = ['browser', 'office', 'slow']\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_run_tells_which_test_noticed_and_what_lives(house: Path) -> None:
    source = (house / MODULE).read_bytes()
    comparison, limit = (
        next(fault for fault in faults_in(MODULE, source) if fault.kind == kind and fault.line == line)
        for kind, line in (("comparison", 2), ("constant", 5))
    )
    assert noticed_by(house, comparison) == "tests/parse/test_sample.py::test_signed"
    assert noticed_by(house, limit) == ""
    assert (house / MODULE).read_bytes() == source


def test_a_run_without_an_end_is_ended(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (house / MODULE).write_text("while True:\n    pass\n", encoding="utf-8")
    monkeypatch.setattr("bench.faults.LIMITED", 'ulimit -t 1 && exec "$0" "$@"')
    assert failing(house, ["tests/parse"]).startswith("pytest, which ended with -")
