"""The log of all versions in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.core.model import Tally
from cdiff.features.statistics.model import LogEntry
from cdiff.telling.layout import Line, Span, coloured, fit, hang, plain, safe, width_of, wrap
from cdiff.telling.version_header import described, reconstructed


def log_terminal(entries: Sequence[LogEntry], *, width: int = 80, colours: str = "") -> str:
    """Write each version, its size, and what happened to the one before it."""
    lines: list[Line] = []
    size = max((width_of(safe(entry.version.label)) for entry in entries), default=0) + 2
    for at, entry in enumerate(entries):
        lines += [[]] if at else []
        lines += _entry(entry, entries[at - 1] if at else None, size, width)
    for text in reconstructed(entry.version for entry in entries):
        lines += [[], *hang("! ", [(safe(text), "warn")], width, "warn")]
    return coloured(lines, colours) if colours else plain(lines)


def _entry(entry: LogEntry, before: LogEntry | None, size: int, width: int) -> Iterator[Line]:
    said = safe(described(entry.version)) or "no date"
    yield from hang(fit(safe(entry.version.label), size), [(said, "")], width, "head")
    yield from wrap([(size_said(entry, before), "dim")], width, " " * size)
    if entry.happened:
        yield from wrap(_happened(entry.happened), width, " " * size)


def size_said(entry: LogEntry, before: LogEntry | None) -> str:
    """Say how large a version is, and how much larger than the one before."""
    clauses = _grown(entry.clauses, before.clauses if before else entry.clauses)
    words = _grown(entry.words, before.words if before else entry.words)
    return f"{entry.clauses:,} clauses{clauses}, {entry.words:,} words{words}"


def _grown(now: int, then: int) -> str:
    return f" ({now - then:+,})" if now != then else ""


def _happened(total: Tally) -> list[Span]:
    """Count what happened, in the colour of each kind."""
    spans: list[Span] = []
    for name, count in total.counts:
        if count and name != "unchanged":
            spans += [(", ", "")] if spans else []
            spans.append((f"{count:,} {name}", name if name != "renumbered" else "dim"))
    return spans or [("no change", "dim")]
