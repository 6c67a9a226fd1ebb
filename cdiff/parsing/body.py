"""Boundaries: where the draft starts in a file that holds other things too, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdiff.core.citation import UncitedClause
from cdiff.core.model import Removed
from cdiff.parsing.headings import is_title_text
from cdiff.parsing.lines import TextLine
from cdiff.parsing.profile import Profile

_NEAR = 12
"""How many lines may separate a title from the text it heads (UN documents: symbol, session, item, title, sponsors)."""
_TITLE_WORDS = 30
"""The title of an act is longer than that of its articles; the longest in the corpora has 28 words."""


def find_start(lines: Sequence[TextLine], profile: Profile) -> tuple[int, list[Removed]]:
    """Return the index of the draft's first line, and what stands before it with the reason.

    Without boundaries in the profile, or where none of them occurs, the draft starts with the first line.
    """
    first = _first_of(lines, profile.body.first)
    if first is None:
        return 0, []
    title = re.compile(profile.body.title, re.IGNORECASE) if profile.body.title else None
    near = range(first - 1, max(-1, first - _NEAR), -1)
    start = next((at for at in near if title and title.match(lines[at].text)), None)
    if start is None:  # the few short lines right before the first clause are its title
        start = first
        while start and first - start < 6 and len(lines[start - 1].text) < 90 and lines[start - 1].text[-1] != ".":
            start -= 1
    removed: list[Removed] = []
    in_title = False
    for line in lines[:start]:
        starts_title = bool(profile.body.title) and re.match(profile.body.title, line.text) is not None
        in_title = starts_title or (in_title and not line.gap and line.text.isupper())
        reason = "before the draft: its title, printed once more" if in_title else "before the draft: other text"
        removed.append(Removed(line.text, reason, line.line))
    return start, removed


def _first_of(lines: Sequence[TextLine], patterns: Sequence[str]) -> int | None:
    """Return the index of the first line that matches the first pattern which matches any."""
    for pattern in map(re.compile, patterns):
        for at, line in enumerate(lines):
            if pattern.match(line.text):
                return at
    return None


def title_lines(lines: Sequence[TextLine], profile: Profile) -> range:
    """Return the indexes of the lines that are the title: those at the start, or one that outranks all others."""
    first = _first_of(lines, profile.body.first)
    if first is not None:
        return range(first)
    if lines and lines[0].heading > 1:
        # A document of an organisation begins with session and agenda item, and has its title below in larger type.
        highest = [at for at, line in enumerate(lines) if line.heading == 1]
        if len(highest) == 1 and highest[0] < _NEAR and _is_title(lines[highest[0]], profile):
            return range(highest[0], highest[0] + 1)
    if len(lines) < 2 or not _is_title(lines[0], profile):
        return range(0)
    count = 1
    while count < len(lines) and not lines[count].gap and lines[count].text.isupper() and lines[0].text.isupper():
        count += 1
    return range(count)


def _is_title(line: TextLine, profile: Profile) -> bool:
    """Whether the first line heads the whole text: it is neither a numbered heading nor the preamble's."""
    text = line.text
    return (
        not any(rule.pattern and re.match(rule.pattern, text) for rule in profile.heading)
        and not text[0].isdigit()
        and not text.startswith(("#", "(", "|", "["))
        and not re.match(r"(?:preamble|[A-Z]\.)(?!\w)", text, re.IGNORECASE)
        and is_title_text(text, _TITLE_WORDS)
    )


def cut_tail(
    items: Sequence[UncitedClause], lines: Sequence[TextLine], last_numbered: int, profile: Profile
) -> tuple[list[UncitedClause], list[Removed]]:
    """Set aside what stands behind the last numbered clause, where the profile says that a draft ends there."""
    if not profile.body.ends_with_numbers or last_numbered < 0:
        return list(items), []
    end = lines[last_numbered].line
    reason = "after the draft: text behind its last numbered clause"
    after = [Removed(f"{item.label} {item.text}".strip(), reason, item.line) for item in items if item.line > end]
    return [item for item in items if item.line <= end], after
