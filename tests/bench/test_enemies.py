"""The benches that attack: that a fault is seen, that an input is changed and made small, that a kill is judged."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from bench import fuzz, kills
from bench.fuzz import failure, mutated, shrunk
from cdiff.core.errors import ReadError
from tests.support import git

pytestmark = pytest.mark.slow


def breaks(data: bytes) -> None:
    """A reader that refuses one letter and breaks at two others."""
    if b"x" in data and b"y" in data:
        raise ValueError("x and y")
    if b"z" in data:
        raise ReadError("no z")


def test_a_failure_is_told_from_a_refusal() -> None:
    assert failure(breaks, b"a") == ("", True)
    assert failure(breaks, b"z") == ("", False)
    told, is_read = failure(breaks, b"xy")
    assert (told.startswith("ValueError in test_enemies.py:"), is_read) == (True, False)


def test_an_input_is_made_as_small_as_it_fails() -> None:
    data = b"a" * 50 + b"x" + b"b" * 70 + b"y" + b"c" * 20
    assert shrunk(breaks, data, failure(breaks, data)[0]) == b"xy"


def test_the_same_seed_changes_an_input_alike_and_another_one_otherwise() -> None:
    made = [[mutated(b"one two three", random.Random(seed), [b"four"]) for _ in range(2)] for seed in range(9)]
    assert all(first == second for first, second in made)
    assert len({first for first, _ in made}) > 5


def test_an_archive_is_changed_inside() -> None:
    word = fuzz._seeds()["Word"][0]
    names = set(zipfile.ZipFile(io.BytesIO(word)).namelist())
    made = [mutated(word, random.Random(seed), [word]) for seed in range(20)]
    whole = [zipfile.ZipFile(io.BytesIO(data)) for data in made if zipfile.is_zipfile(io.BytesIO(data))]
    assert len(whole) > 10
    assert all(set(package.namelist()) <= names for package in whole)


def test_every_seed_is_read(tmp_path: Path) -> None:
    feeds = fuzz._fed(tmp_path)
    fed = [(kind, failure(feeds[kind], seed)) for kind, seeds in fuzz._seeds().items() for seed in seeds]
    assert [(kind, found) for kind, found in fed if found != ("", True)] == []


@pytest.fixture
def begin(tmp_path: Path) -> Path:
    return kills._begin(tmp_path / "begin")


def test_an_add_that_is_killed_leaves_the_old_state_or_the_new_one(begin: Path, tmp_path: Path) -> None:
    found = kills._killed(kills.WRITINGS[0], begin, tmp_path, 3, 1)
    assert (found.runs, found.lost) == (3, [])


def test_what_is_neither_old_nor_new_is_seen(begin: Path, tmp_path: Path) -> None:
    old = kills._state(begin)
    found = kills.Count()
    (begin / "versions" / "v1.md").write_text("half", encoding="utf-8")
    git(begin, "commit", "--quiet", "--all", "--message", "half")
    kills._judge(kills.WRITINGS[0], begin, old, old, found)
    assert found.lost == ["neither old nor new: tree, versions/v1.md"]


def test_many_pins_at_once_are_all_there(begin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kills, "WRITERS", 4)
    found = kills.AT_ONCE["pins"](begin, tmp_path)
    assert (found.new, found.lost) == (4, [])
