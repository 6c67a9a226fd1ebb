"""What is made of a check: what reports are made from, and the baseline that accepts what it found."""

from __future__ import annotations

import json
from pathlib import Path

from cdiff.core.errors import ConfigError, ReportError
from cdiff.core.machine import read_file
from cdiff.core.records import record
from cdiff.features.check.model import Checked
from cdiff.telling.json import dump

BASELINE = 1
"""The number of the baseline's format."""


@record
class Reported:
    """A check, and the command that makes it again."""

    checked: Checked
    command: str = ""


def read_baseline(path: str) -> frozenset[str]:
    """Read the fingerprints that a baseline holds; raises `ConfigError` for what is none."""
    try:
        data = json.loads(read_file(Path(path)))
        if data["baseline"] != BASELINE:
            raise ConfigError(f"{path}: baseline {data['baseline']!r} is not known here; a newer cdiff wrote it")
        return frozenset(str(row["fingerprint"]) for row in data["accepted"])
    except OSError as error:
        raise ConfigError(f"--baseline {path}: {error.strerror}; cdiff check --write-baseline makes one") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigError(
            f"--baseline {path}: this is not a baseline; cdiff check --write-baseline makes one"
        ) from None


def write_baseline(checked: Checked, path: str, *, force: bool = False) -> None:
    """Accept what was found: write it, sorted, so that a review sees what came and went.

    Raises `ReportError` for a file that is there and is no baseline, unless `force`.
    """
    target = Path(path)
    if target.is_file() and not force:
        try:
            read_baseline(path)
        except ConfigError:
            raise ReportError(f"{path} exists and is not a baseline; --force replaces it") from None
    from cdiff.pipeline.report_files import write_files

    names = ("fingerprint", "rule", "clause", "message")
    kept = [finding for finding in checked.findings if not finding.allowed]
    rows = sorted(({name: getattr(finding, name) for name in names} for finding in kept), key=_order)
    write_files({target: dump({"baseline": BASELINE, "accepted": rows}).encode()})


def _order(row: dict[str, str]) -> tuple[str, str]:
    return row["rule"], row["fingerprint"]
