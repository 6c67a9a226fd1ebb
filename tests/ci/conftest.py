"""What several tests of CI need: the sample repository with two proposals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ci.sample import CLEAN, FAILING, proposed, sample


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """The sample repository with a branch that is clean and one that is failing."""
    folder = sample(tmp_path / "the repository")
    proposed(folder, "clean", CLEAN)
    proposed(folder, "failing", FAILING)
    return folder
