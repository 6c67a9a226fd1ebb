"""What several tests of CI need: the sample repository with two proposals."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ci.sample import CLEAN, FAILING, proposed, sample


@pytest.fixture
def repo(tmp_path: Path, shared: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A copy of the sample repository, with a branch that is clean and one that is failing."""
    made = shared("the repository", _make)
    return Path(shutil.copytree(made, tmp_path / "the repository"))


def _make(folder: Path) -> None:
    sample(folder)
    proposed(folder, "clean", CLEAN)
    proposed(folder, "failing", FAILING)
