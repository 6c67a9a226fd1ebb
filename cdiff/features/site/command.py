"""`cdiff site`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cdiff.cli.chains import load_chain
from cdiff.cli.output import config_and_store, note
from cdiff.cli.progress import steps
from cdiff.core.errors import EXIT_DONE


def site(
    target: Annotated[
        Path, typer.Argument(metavar="OUT", help="The folder to write; what it holds of a site is renewed.")
    ],
    force: Annotated[
        bool, typer.Option("--force", help="Write into a folder that cdiff did not make, and over changed files.")
    ] = False,
    store: Annotated[str, typer.Option("--store", metavar="FOLDER", help="The folder of the versions.")] = "",
) -> int:
    """Write all versions as a static site: to read, compare, trace and search, from a folder or a web host."""
    from cdiff.features.site.pages import Site, steps_of_site
    from cdiff.features.site.publishing import check_folder, publish

    config, found = config_and_store(store)
    old = check_folder(target, store=found.folder, force=force)
    names = [version.label for version in found.versions()]
    with steps(steps_of_site(len(names))) as step:
        whole = load_chain(names, found, config, "", step)
        count = publish(Site(whole, found, step).pages(), target, old, force=force)
    note(f"made {target}: {count} files of {len(names)} versions; open {target / 'index.html'}")
    return EXIT_DONE
