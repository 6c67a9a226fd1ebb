"""Fixtures of the store: a draft to add, and what adding it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cdiff import pipeline
from cdiff.pipeline import Added
from cdiff.store import Store
from tests.support import repository

TEXT = "A draft of rules\n\n1. The States recall the Charter.\n\n2. They decide to report.\n"


Filled = Callable[[str, Callable[[Path], object]], Path]


def with_drafts(folder: Path, metas: Sequence[Mapping[str, str]]) -> Store:
    """Make a repository with a store of drafts, of which each reports one time more."""
    store = Store(repository(folder) / "versions")
    store.folder.mkdir()
    with TemporaryDirectory() as elsewhere:
        received = Path(elsewhere) / "received.txt"
        for at, meta in enumerate(metas, 1):
            received.write_text(TEXT.replace("report", f"report {at} times"), encoding="utf-8")
            pipeline.add(str(received), f"draft{at}", store, profile="plain", meta=dict(meta))
    return store


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "received.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def add(store: Store, draft: Path) -> Callable[..., Added]:
    """Add the draft, or another text, to the store."""

    def adding(label: str = "draft1", text: str = "", **given: object) -> Added:
        if text:
            draft.write_text(text, encoding="utf-8")
        return pipeline.add(str(draft), label, store, profile="plain", **given)  # type: ignore[arg-type]

    return adding
