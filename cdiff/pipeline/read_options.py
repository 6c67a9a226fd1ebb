"""What was chosen about reading a source, remembered in the version, so that it is read again in the same way."""

from __future__ import annotations

from typing import Any

from cdiff.core.config import MIB, Config
from cdiff.core.errors import CdiffError
from cdiff.core.limits import Limits
from cdiff.core.records import field_names, replace
from cdiff.reading.options import ReadOptions

_REVISIONS = ("accepted", "original")
_STRUCK = ("kept", "deleted")


def options_from(
    config: Config,
    *,
    encoding: str | None = None,
    revisions: str = "accepted",
    struck: str = "kept",
    repair: bool = True,
    max_size: int | None = None,
    allow_local: bool = False,
) -> ReadOptions:
    """Join what was typed with the limits of the configuration.

    Raises `CdiffError` for a choice that there is not.
    """
    from cdiff.pipeline.comparing import check_choice

    check_choice("--revisions", revisions, _REVISIONS)
    check_choice("--struck", struck, _STRUCK)
    limits = config.limits
    if max_size is not None:
        limits = replace(limits, bytes=max_size * MIB)
    return ReadOptions(encoding, revisions, struck, limits, repair, allow_local)  # type: ignore[arg-type]


def remember(options: ReadOptions) -> str:
    """Write the choices that are not the usual ones, as `Version.read_with` keeps them; a lowered limit is none."""
    said: dict[str, Any] = {"encoding": options.encoding} if options.encoding else {}
    usual = ReadOptions()
    said |= {name: getattr(options, name) for name in ("revisions", "struck") if _differs(name, options, usual)}
    said |= {} if options.repair else {"repair": "no"}
    for name in ("bytes", "unpacked", "ratio", "blocks", "depth", "pages"):
        value = getattr(options.limits, name)
        said |= {name: value} if value > getattr(usual.limits, name) else {}
    return " ".join(f"{name}={value}" for name, value in said.items())


def _differs(name: str, options: ReadOptions, usual: ReadOptions) -> bool:
    return bool(getattr(options, name) != getattr(usual, name))


def recall(read_with: str) -> ReadOptions:
    """Give the choices that `remember` wrote.

    Raises `CdiffError` for one that a person has put there and that there is not.
    """
    said = dict(pair.split("=", 1) for pair in read_with.split() if "=" in pair)
    try:
        limits = {name: int(said[name]) for name in field_names(Limits) if name in said}
    except ValueError:
        raise CdiffError(f"read_with: a limit must be an integer: {read_with}") from None
    revisions, struck = said.get("revisions", "accepted"), said.get("struck", "kept")
    if revisions not in _REVISIONS or struck not in _STRUCK:
        raise CdiffError(f"read_with: no such choice: {read_with}")
    repair = said.get("repair") != "no"
    return ReadOptions(said.get("encoding"), revisions, struck, Limits(**limits), repair)  # type: ignore[arg-type]
