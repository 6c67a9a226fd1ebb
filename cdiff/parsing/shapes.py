"""Shapes: what a heading looks like where no pattern tells it."""

from __future__ import annotations

from cdiff.parsing.lines import Line

_SENTENCE = 14
"""A line of more words than this is no heading told by its shape."""
_HEADING = 40
"""Nor is one of more words than this that the format prints as a heading."""


def is_capitals(text: str) -> bool:
    """Whether a line is written in capitals, as the heading of a section is."""
    return text.isupper() and len(text) <= 160 and sum(map(str.isalpha, text)) > 2


def is_title_text(text: str, most: int = _SENTENCE) -> bool:
    """Whether a text is short enough for a heading and does not end as a sentence does."""
    return len(text.split()) <= most and not text.endswith((".", ";", ":", ","))


def is_title_shape(line: Line) -> bool:
    """Whether a line may be a heading: the text of one, with a capital first letter, and no row of a table."""
    first = next((sign for sign in line.text if sign.isalnum()), "")
    most = _HEADING if line.heading else _SENTENCE
    return is_title_text(line.text, most) and not first.islower() and len(line.text) > 2 and "|" not in line.text


def stands_alone(line: Line, following: Line | None) -> bool:
    """Whether empty lines set a line off on both sides."""
    return bool(line.gap or line.whole) and following is not None and bool(following.gap or following.whole)
