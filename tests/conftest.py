"""Fixtures and options for all tests: nothing of the machine, of the clock or of the user's git gets in.

Tests run in several processes at once (`pytest -n`). What is expensive and the same for all of them is made once per
run, by whichever process needs it first: see `shared`.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cdiff import comparing
from cdiff.comparing import Ban, Pin
from cdiff.core.model import Comparison, Document, Version
from cdiff.parsing import parse
from cdiff.reading import read
from cdiff.store import Store, form
from cdiff.store.files import locked
from tests.support import ALONE, FINAL, IDENTITY, UNSET, repository

# No test depends on how fast the machine is.
settings.register_profile("here", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, database=None, print_blob=True)
settings.register_profile("fast", settings.get_profile("here"), max_examples=8)  # make test-fast
settings.register_profile("deep", settings.get_profile("here"), max_examples=3000)  # make test-deep
settings.load_profile("ci" if os.environ.get("CI") else "here")

MARKS = {"chromium": "browser", "libreoffice": "office"}
"""Which fixture makes a test one of a browser or of an office program; `make test-fast` leaves both out."""
PATIENCE = 600.0
"""Seconds that a process waits for what another one makes for all."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what cdiff prints now into the golden cases")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture, mark in MARKS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def pytest_collection_finish() -> None:
    """Let Python's collector pass by all that is there for the whole run: tests, modules, what they made of them."""
    gc.freeze()


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


@pytest.fixture(scope="session", autouse=True)
def _the_compact_is_read_and_compared_once() -> Iterator[None]:
    """The commands read the stored drafts of the Compact, and compare the same two, once per process.

    Hundreds of tests ask for them, and both are functions of what they are given: that they give the same in every
    process is shown in processes of their own. The tests of comparing itself have it as it is.
    """
    read_always, compare_always = form.read, comparing.compare
    read_once, compare_once = lru_cache(maxsize=32)(read_always), lru_cache(maxsize=64)(compare_always)

    def read_stored(text: str, where: str) -> Version:
        return (read_once if len(text) > 100_000 else read_always)(text, where)

    def compare(
        old: Version | Document, new: Version | Document, *, pins: Sequence[Pin] = (), bans: Sequence[Ban] = ()
    ) -> Comparison:
        long = all(isinstance(side, Version) and len(side.document) > 300 for side in (old, new))
        return (compare_once if long else compare_always)(old, new, pins=tuple(pins), bans=tuple(bans))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(form, "read", read_stored)
        patch.setattr(comparing, "compare", compare)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """A function that fills a folder once per run, and returns it in every process that asks for it.

    The processes of a run have one parent folder; the first that needs a name fills the folder under a lock,
    the others wait for the lock and find it done. Nobody may write into the folder afterwards.
    """
    own = tmp_path_factory.getbasetemp()
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = root / f"shared-{name}", root / f"shared-{name}.done"
        with locked(root / f"shared-{name}.lock", PATIENCE):
            if not done.exists():
                fill(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """Where LibreOffice is; without it a test is skipped, but not in continuous integration, where nothing is."""
    return shutil.which("soffice") or _missing("LibreOffice is not installed")


@pytest.fixture(scope="session")
def python_with_uno(libreoffice: str) -> str:
    """A Python that LibreOffice can be steered with: the system's, or the one that LibreOffice brings along."""
    beside = Path(libreoffice).resolve().parent / "python"
    for python in (shutil.which("python3", path=os.defpath), str(beside) if beside.exists() else None):
        if python and not subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode:
            return python
    return _missing("no Python here has uno, with which LibreOffice is steered")


def _missing(what: str) -> str:
    (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


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
