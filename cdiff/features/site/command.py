"""`cdiff site`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cdiff.cli.output import note
from cdiff.cli.runner import Run, command
from cdiff.core.errors import EXIT_DONE


@command(shows=False)
def site(
    run: Run,
    target: Annotated[
        Path, typer.Argument(metavar="OUT", help="The folder to write; an existing site in it is updated.")
    ],
    force: Annotated[
        bool, typer.Option("--force", help="Write into a folder that cdiff did not make, and overwrite changed files.")
    ] = False,
) -> int:
    """Write all versions as a static site: to read, compare, trace and search, from a folder or a web host."""
    from cdiff.features.site.pages import Site, steps_of_site
    from cdiff.features.site.publishing import check_folder, publish
    from cdiff.features.watch import watch

    store = run.open()
    old = check_folder(target, store=store.folder, force=force)
    names = [version.label for version in store.versions()]
    with run.work(more=steps_of_site(len(names)), long=True):
        whole = run.chain(names)
        made = Site(whole, store, run.step, watch=lambda comparison: watch(comparison, run.config, store))
        count = publish(made.pages(), target, old, force=force)
    note(f"made {target}: {count} files of {len(names)} versions; open {target / 'index.html'}")
    return EXIT_DONE
