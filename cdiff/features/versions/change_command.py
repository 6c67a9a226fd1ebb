"""`cdiff rename` and `cdiff rm`: a version under another label, and a version that is no longer needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cdiff.cli.output import note
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE

if TYPE_CHECKING:
    from cdiff.store.changing import ChangedStore


@command(reads=False, shows=False)
def rename(
    run: Run,
    label: Annotated[str, typer.Argument(help="The version.")],
    new: Annotated[str, typer.Argument(help="Its new label.")],
) -> int:
    """Give a version another label and commit that; its source, what follows it and settled pairs go along."""
    from cdiff.store import changing

    store = run.open_own()
    done = changing.rename(store, label, new)
    pins = f", {_many(done.pins, 'settled pair')}" if done.pins else ""
    note(f"renamed {label} to {new}: its text and its source{pins}{_followers(done)}; commit {done.commit[:10]}")
    if any(label in watched.split() for watched in run.config.settings.watch):
        note(f"{run.config.file} names {label} in watch; change it there")
    return EXIT_DONE


@command(reads=False, shows=False)
def rm(run: Run, label: Annotated[str, typer.Argument(help="The version.")]) -> int:
    """Remove a version and its source, and commit that; git keeps both, so the removal can be reverted."""
    from cdiff.store import changing

    done = changing.remove(run.open_own(), label)
    note(f"removed {label} and its source{_followers(done)}; commit {done.commit[:10]}")
    if done.pins:
        note(f"{_many(done.pins, 'settled pair')} in versions/concordance.toml still name it")
    note(f"to bring it back: git revert {done.commit[:10]}")
    return EXIT_DONE


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _followers(done: ChangedStore) -> str:
    return f"; what follows it was changed too: {', '.join(done.also)}" if done.also else ""
