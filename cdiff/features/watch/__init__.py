"""What the configuration watches: terms and clauses that every comparison which touches them shows on top."""

from __future__ import annotations

from cdiff.core.config import Config
from cdiff.core.model import Comparison, Watched
from cdiff.store import Store


def watch(comparison: Comparison, config: Config, store: Store) -> tuple[Watched, ...]:
    """Say for all that the configuration watches what a comparison does to it, in the order of the configuration.

    Where nothing is watched, nothing is loaded. Raises `ConfigError` for a term that is not understood, and for a
    clause or a version that is not there.
    """
    if not config.settings.watch:
        return ()
    from cdiff.features.watch.watching import watched_in

    return watched_in(comparison, config, store)
