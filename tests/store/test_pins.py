"""Pins: what their file may say, how a pair is typed, and what is appended."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cdiff.core.errors import PinError
from cdiff.store.pins import FILE, PinEntry, append_pin, parse_pair, read_pins
from tests.support import ROOT

PIN = PinEntry("pin", ("draft1", "draft2"), ("24",), ("25", "26"), 'said "so"', "A. Reviewer")
NOT = PinEntry("not", ("draft1", "draft2"), ("31",), ("31",), "new text", "Ä. Ö.")


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    assert read_pins(tmp_path) == []
    path = append_pin(tmp_path, PIN)
    append_pin(tmp_path, NOT)
    assert path == tmp_path / FILE
    read = read_pins(tmp_path)
    assert [entry.where for entry in read] == [f"{path}, pin 1", f"{path}, not 1"]
    assert [(each.verb, each.between, each.old, each.new, each.reason, each.name) for each in read] == [
        (each.verb, each.between, each.old, each.new, each.reason, each.name) for each in (PIN, NOT)
    ]
    assert list(tomllib.loads(path.read_text(encoding="utf-8"))) == ["pin", "not"]


@pytest.mark.parametrize("before", ["# ours\n", "# ours, without an end of line"])
def test_what_a_person_wrote_stays(tmp_path: Path, before: str) -> None:
    (tmp_path / FILE).write_text(before, encoding="utf-8")
    append_pin(tmp_path, PIN)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert text.startswith(before.rstrip("\n") + "\n\n[[pin]]\n")
    assert len(read_pins(tmp_path)) == 1


def test_a_pair_as_it_is_typed() -> None:
    assert parse_pair("24=25") == (("24",), ("25",))
    assert parse_pair(" 24 = 25 + 26 ") == (("24",), ("25", "26"))
    assert parse_pair("24+25=26") == (("24", "25"), ("26",))
    assert PIN.said == "24=25+26"
    assert PIN.mirrored().said == "25+26=24"
    assert PIN.mirrored().between == ("draft2", "draft1")
    assert PIN.mirrored().mirrored() == PIN


@pytest.mark.parametrize("typed", ["", "24", "=", "24=", "=25", "+=25", "24+25=26+27", "24+25"])
def test_what_is_no_pair(typed: str) -> None:
    with pytest.raises(PinError, match="names no pair"):
        parse_pair(typed)


ROW = 'between = ["a", "b"]\nold = ["1"]\nnew = ["2"]\n'
FAULTS = {
    "no TOML": ("[[pin]\n", "not TOML"),
    "a number without an end": (f"pin = {'9' * 5000}\n", "not TOML"),
    "nested without an end": (f"pin = {'[' * 5000}\n", "not TOML"),
    "another table": ("[[pins]]\n", "unknown table 'pins'; did you mean pin"),
    "a pin that is no table": ("pin = [3]\n", r"expected \[\[pin\]\]"),
    "another key": (f"[[pin]]\n{ROW}why = 'x'\n", "unknown key 'why'"),
    "no list": ("[[pin]]\nbetween = ['a', 'b']\nold = '1'\nnew = ['2']\n", "old must be a list of strings"),
    "an empty list": ("[[pin]]\nbetween = ['a', 'b']\nold = []\nnew = ['2']\n", "old must be a list of strings"),
    "numbers": ("[[pin]]\nbetween = ['a', 'b']\nold = ['1']\nnew = [2]\n", "new must be a list of strings"),
    "one version": ("[[pin]]\nbetween = ['a']\nold = ['1']\nnew = ['2']\n", "between must name two versions"),
    "many to many": ("[[pin]]\nbetween = ['a', 'b']\nold = ['1', '2']\nnew = ['1', '2']\n", "many to many"),
    "a pair of three forbidden": ("[[not]]\nbetween = ['a', 'b']\nold = ['1']\nnew = ['1', '2']\n", "forbids one pair"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_the_file(tmp_path: Path, name: str) -> None:
    text, message = FAULTS[name]
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(PinError, match=message) as caught:
        read_pins(tmp_path)
    assert str(caught.value).startswith(str(tmp_path / FILE))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff")
    with pytest.raises(PinError, match="utf-8"):
        read_pins(tmp_path)


def test_the_second_entry_is_the_one_that_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f"[[pin]]\n{ROW}[[pin]]\nold = ['1']\n", encoding="utf-8")
    with pytest.raises(PinError, match=", pin 2: between must be"):
        read_pins(tmp_path)


def test_pins_made_at_once_are_all_there(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from cdiff.store.pins import PinEntry, append_pin;"
        "[append_pin(Path(sys.argv[1]), PinEntry('pin', ('a', 'b'), (f'{sys.argv[2]}{n}',), ('1',), 'r', 'n'))"
        " for n in range(5)]"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), letter], cwd=ROOT, stderr=subprocess.PIPE)
        for letter in "abcd"
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 4
    made = {entry.old for entry in read_pins(tmp_path)}
    assert made == {(f"{letter}{number}",) for letter in "abcd" for number in range(5)}
