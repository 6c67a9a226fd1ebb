"""Fixtures and options for all tests: nothing of the machine, of the clock or of the user's git gets in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cdiff.core.model import Document
from cdiff.parsing import parse
from cdiff.reading import read
from cdiff.store import Store
from tests.support import ALONE, FINAL, IDENTITY, UNSET, repository

# No test depends on how fast the machine is.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, database=None, print_blob=True)
settings.register_profile("deep", settings.get_profile("here"), max_examples=3000)  # pytest --hypothesis-profile=deep
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what cdiff prints now into the golden cases")


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden cases and generated pages are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session", autouse=True)
def _same_everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in UNSET:
            patch.delenv(name, raising=False)
        for name, value in {**ALONE, **IDENTITY}.items():
            patch.setenv(name, value)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("TERM", "xterm-256color")
        yield


@pytest.fixture(scope="session")
def final() -> Document:
    """The received final draft of the Compact, parsed."""
    return parse(read(FINAL), "gcm")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository of one's own, without commits."""
    return repository(tmp_path / "repo")


@pytest.fixture
def store(repo: Path) -> Store:
    """An empty store in a repository of its own."""
    folder = repo / "versions"
    folder.mkdir()
    return Store(folder)
