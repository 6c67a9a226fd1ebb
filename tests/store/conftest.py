"""Fixtures of the store: a draft to add, and what adding it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cdiff import pipeline
from cdiff.pipeline import Added
from cdiff.store import Store

TEXT = "A draft of rules\n\n1. The States recall the Charter.\n\n2. They decide to report.\n"


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
