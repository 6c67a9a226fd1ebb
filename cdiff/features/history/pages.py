"""What a commit of a history says of its version, and the page that stands beside the text there."""

from __future__ import annotations

from textwrap import fill

from cdiff.core.model import Version
from cdiff.core.printable import safe
from cdiff.telling.markdown import escape
from cdiff.telling.version_header import caveats, described

_WIDTH = 72
"""Columns of a commit message."""


def author(version: Version) -> str:
    """Name the author of a commit: the version, for that is what `git blame` is to say; nobody knows who wrote it."""
    return f"{version.label} ({version.status})" if version.status else version.label


def message(version: Version) -> str:
    """Write the message of a commit: what the version is, whether it is official, and where it comes from."""
    subject = f"{version.label}: {version.title}" if version.title else version.label
    paragraphs = [
        _line(subject),
        fill(_line(described(version)), _WIDTH),
        *(fill(_line(said), _WIDTH) for said in _said(version)),
    ]
    trailers = {
        "Cdiff-Label": version.label,
        "Cdiff-Date": version.date,
        "Cdiff-Round": version.round,
        "Cdiff-Status": version.status,
        "Cdiff-Source": version.source,
        "Cdiff-Source-SHA256": version.sha256,
        "Cdiff-Address": version.address,
    }
    paragraphs.append("\n".join(f"{name}: {_line(value)}" for name, value in trailers.items() if value))
    return "\n\n".join(part for part in paragraphs if part) + "\n"


def _said(version: Version) -> list[str]:
    """Say what is to be known of a version; how to replace it in the store is of no use here."""
    return caveats(version)


def _line(text: str) -> str:
    return safe(" ".join(text.split()))


def readme(version: Version) -> str:
    """Write the page of a version."""
    lines = [
        f"# {escape(version.label)}{f': {escape(version.title)}' if version.title else ''}",
        escape(described(version)),
    ]
    lines += [f"> {escape(said)}" for said in _said(version)]
    lines.append(
        "The text is in [text.md](text.md), one clause per line. Every version is a commit, and a tag of its label."
    )
    return "\n\n".join(lines) + "\n"
