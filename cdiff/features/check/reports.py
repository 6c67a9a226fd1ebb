"""What is made of a check: its reports, and the baseline that accepts what it found."""

from __future__ import annotations

import json
from pathlib import Path

from cdiff.core.errors import ConfigError, ReportError
from cdiff.features.check import NAMES, RULES
from cdiff.features.check.model import Checked
from cdiff.pipeline.report_files import check_format
from cdiff.telling.json import dump

FORMATS = ("terminal", "json", "sarif", "junit", "markdown", "github", "codequality")
BASELINE = 1
"""The number of the baseline's format."""


def check_report(checked: Checked, format_: str, command: str = "") -> bytes:
    """Render a check in one of `FORMATS` but `terminal`; `command` is what a person types to check again."""
    check_format(format_, FORMATS[1:])
    if format_ == "json":
        from cdiff.features.check.json import check_json

        return check_json(checked).encode()
    if format_ == "sarif":
        from cdiff.features.check.sarif import check_sarif

        return check_sarif(checked, [(rule.name, rule.severity, rule.says, rule.page) for rule in RULES]).encode()
    if format_ == "junit":
        from cdiff.features.check.junit import check_junit

        return check_junit(checked, NAMES).encode()
    return _for_hosts(checked, format_, command)


def _for_hosts(checked: Checked, format_: str, command: str) -> bytes:
    if format_ == "github":
        from cdiff.features.check.github import check_github

        return check_github(checked).encode()
    if format_ == "codequality":
        from cdiff.features.check.codequality import check_codequality

        return check_codequality(checked).encode()
    from cdiff.features.check.markdown import check_markdown

    return check_markdown(checked, command=command).encode()


def read_baseline(path: str) -> frozenset[str]:
    """Read the fingerprints that a baseline holds; raises `ConfigError` for what is none."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        if data["baseline"] != BASELINE:
            raise ConfigError(f"{path}: baseline {data['baseline']!r} is not known here; a newer cdiff wrote it")
        return frozenset(str(row["fingerprint"]) for row in data["accepted"])
    except OSError as error:
        raise ConfigError(f"--baseline {path}: {error.strerror}; cdiff check --write-baseline makes one") from None
    except (ValueError, KeyError, TypeError):
        raise ConfigError(f"--baseline {path}: this is no baseline; cdiff check --write-baseline makes one") from None


def write_baseline(checked: Checked, path: str, *, force: bool = False) -> None:
    """Accept what was found: write it, sorted, so that a review sees what came and went.

    Raises `ReportError` for a file that is there and is no baseline, unless `force`.
    """
    target = Path(path)
    if target.is_file() and not force:
        try:
            read_baseline(path)
        except ConfigError:
            raise ReportError(f"{path} is there and is no baseline; --force replaces it") from None
    from cdiff.pipeline.report_files import write_files

    names = ("fingerprint", "rule", "clause", "message")
    kept = [finding for finding in checked.findings if not finding.allowed]
    rows = sorted(({name: getattr(finding, name) for name in names} for finding in kept), key=_order)
    write_files({target: dump({"baseline": BASELINE, "accepted": rows}).encode()})


def _order(row: dict[str, str]) -> tuple[str, str]:
    return row["rule"], row["fingerprint"]
