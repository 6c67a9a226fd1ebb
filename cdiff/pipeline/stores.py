"""Finding the store, and making one."""

from __future__ import annotations

import os
from pathlib import Path

from cdiff.core.config import FILE as CONFIG_NAME
from cdiff.core.config import Config, load_config
from cdiff.core.errors import VersionError
from cdiff.store import NEW_CONFIG, Store

SHIPPED = Path(__file__).parent.parent / "compact"
"""Where the Compact's versions lie inside an installed package."""


def find_store(option: str = "", start: Path | None = None, config: Config | None = None) -> Store:
    """Find the store: the option, `CDIFF_STORE`, the configuration, `versions/` here or above, the Compact.

    Raises `VersionError` where a store that was named is not there.
    """
    start = start or Path.cwd()
    config = config or load_config(start)
    if option:
        return _named(Path(option), "--store")
    if os.environ.get("CDIFF_STORE"):
        return _named(Path(os.environ["CDIFF_STORE"]), "CDIFF_STORE")
    if config.settings.store and config.file:
        return Store(config.file.parent / config.settings.store)
    if config.file and (config.file.parent / "versions").is_dir():
        return Store(config.file.parent / "versions")
    for folder in (start, *start.parents):
        store = Store(folder / "versions")
        if store.folder.is_dir() and (store.labels() or store.expected_labels()):
            return store
    return shipped_store()


def user_name(folder: Path) -> str:
    """Return git's `user.name` for a folder: that of its repository, of the user or of the machine; "" if not set."""
    from cdiff.store.git import name_of_user

    return name_of_user(folder)


def shipped_store() -> Store:
    """Give the Compact that ships inside the package (in a checkout: the one beside it)."""
    beside = SHIPPED.parent.parent / "versions"
    return Store(SHIPPED if SHIPPED.is_dir() else beside, built_in=True)


def _named(folder: Path, where: str) -> Store:
    if not folder.is_dir():
        raise VersionError(f"{where}: no folder {folder}; cdiff init makes one")
    return Store(folder)


def init_store(folder: Path) -> tuple[Store, list[str]]:
    """Make a store in a folder, and a repository around it where there is none; say what was made.

    Nothing that is there already is touched. Raises `VersionError` and `GitError`.
    """
    from cdiff.store import git
    from cdiff.store.files import write_whole

    made = []
    git.program()  # before anything is made
    _make(folder)
    if git.repository(folder) is None:
        git.make_repository(folder)
        made.append(f"a git repository in {folder}")
    config = load_config(folder.resolve())
    if config.file is None:
        write_whole({folder / CONFIG_NAME: NEW_CONFIG})
        made.append(CONFIG_NAME)
        config = load_config(folder.resolve())
    store = Store((config.file or folder).parent / (config.settings.store or "versions"))
    if not store.folder.is_dir():
        _make(store.folder)
        made.append(f"the folder {store.folder.name}/")
    return store, made


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VersionError(f"cannot make the folder {folder}: {error.strerror}") from None
