"""Boundaries: where the draft starts in a file that holds other things too, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdiff.core.citation import Item
from cdiff.core.model import Removed
from cdiff.parsing.lines import Line
from cdiff.parsing.profile import Profile

_NEAR = 12
"""A title is among so many lines at the start."""


def find_start(lines: Sequence[Line], profile: Profile) -> tuple[int, list[Removed]]:
    """Give the place of the draft's first line, and what stands before it with the reason.

    Without boundaries in the profile, or where none of them occurs, the draft starts at once.
    """
    body = profile.body
    first = _first(lines, body.first)
    if first is None:
        return 0, []
    start = _title(lines, first, body.title)
    if start is None:
        start = _short_run(lines, first)
    return start, _set_aside(lines[:start], body.title)


def _first(lines: Sequence[Line], patterns: Sequence[str]) -> int | None:
    for pattern in patterns:
        compiled = re.compile(pattern)
        for at, line in enumerate(lines):
            if compiled.match(line.text):
                return at
    return None


def _title(lines: Sequence[Line], first: int, pattern: str) -> int | None:
    if not pattern:
        return None
    compiled = re.compile(pattern, re.IGNORECASE)
    near = range(first - 1, max(-1, first - 12), -1)
    return next((at for at in near if compiled.match(lines[at].text)), None)


def _short_run(lines: Sequence[Line], first: int) -> int:
    """Take the few short lines right before the first clause for its title."""
    start = first
    while start and first - start < 6 and len(lines[start - 1].text) < 90 and not lines[start - 1].text.endswith("."):
        start -= 1
    return start


def _set_aside(lines: Sequence[Line], title: str) -> list[Removed]:
    removed = []
    in_title = False
    for line in lines:
        starts = bool(title) and re.match(title, line.text) is not None
        in_title = starts or (in_title and not line.gap and line.text.isupper())
        reason = "before the draft: its title, printed once more" if in_title else "before the draft: other text"
        removed.append(Removed(line.text, reason, line.line))
    return removed


def title_lines(lines: Sequence[Line], profile: Profile) -> range:
    """Give the places of the lines that are the title: those at the start, or one above all others in rank."""
    first = _first(lines, profile.body.first)
    if first is not None:
        return range(first)
    above = _above_all(lines, profile)
    if above is not None:
        return range(above, above + 1)
    if len(lines) < 2 or not _is_title(lines[0], profile):
        return range(0)
    count = 1
    while count < len(lines) and not lines[count].gap and lines[count].text.isupper() and lines[0].text.isupper():
        count += 1
    return range(count)


def _above_all(lines: Sequence[Line], profile: Profile) -> int | None:
    """Find the only line of the first rank, near the start and below headings of a lesser one.

    So a document of an organisation begins: the session, the agenda item, then in larger type what it is.
    """
    if not lines or lines[0].heading < 2:
        return None
    highest = [at for at, line in enumerate(lines) if line.heading == 1]
    near = len(highest) == 1 and highest[0] < _NEAR
    return highest[0] if near and _is_title(lines[highest[0]], profile) else None


def _is_title(line: Line, profile: Profile) -> bool:
    text = line.text
    if any(rule.pattern and re.match(rule.pattern, text) for rule in profile.heading):
        return False
    return (
        not text[0].isdigit()
        and not text.startswith(("#", "(", "|", "["))
        and not re.match(r"(?:preamble|[A-Z]\.)(?!\w)", text, re.IGNORECASE)
        and len(text.split()) <= 30
        and not text.endswith((".", ";", ":", ","))
    )


def cut_tail(
    items: Sequence[Item], lines: Sequence[Line], last_numbered: int, profile: Profile
) -> tuple[list[Item], list[Removed]]:
    """Set aside what stands behind the last numbered clause, where the profile says that a draft ends there."""
    if not profile.body.ends_with_numbers or last_numbered < 0:
        return list(items), []
    end = lines[last_numbered].line
    reason = "after the draft: text behind its last numbered clause"
    after = [Removed(f"{item.label} {item.text}".strip(), reason, item.line) for item in items if item.line > end]
    return [item for item in items if item.line <= end], after
