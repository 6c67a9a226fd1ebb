"""Loading and comparing the versions that a command goes through, while somebody may be looking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cdiff.cli.progress import is_large

if TYPE_CHECKING:
    from cdiff.core.config import Config
    from cdiff.pipeline.chains import Chain
    from cdiff.store import Store

MANY = 8
"""From so many versions on it is worth a word what is being done."""


def load_chain(names: Sequence[str], store: Store, config: Config, profile: str, step: Callable[[str], None]) -> Chain:
    """Load versions by what a person typed, in their order, and compare each with the one before it."""
    from cdiff import pipeline
    from cdiff.pipeline.chains import chain, told_apart

    options = pipeline.options_from(config)
    loaded = []
    for name in names:
        step(f"reading {name}")
        loaded.append(pipeline.load(name, store, profile=profile or config.settings.profile, options=options))
    return chain(told_apart(loaded, names), store, step)


def is_long(names: Sequence[str]) -> bool:
    """Whether going through the versions may take so long that somebody wonders."""
    return len(names) >= MANY or is_large(*names)


def steps_of(names: Sequence[str], more: int = 0) -> int:
    """Count the steps: reading each version, comparing neighbours, and what comes behind."""
    return max(1, 2 * len(names) - 1 + more)
