"""Patterns of the house on long runs: each of these took the square of the length, and would not end here."""

from __future__ import annotations

import re

import pytest

from cdiff.core.errors import ReadError
from cdiff.features.brackets import choices
from cdiff.reading import html, read_bytes
from cdiff.reading.html import notes

MANY = 200_000
PATTERNS = {
    "a raised number": (html._RAISED, (" ", "1 ", "[ ")),
    "the number of a note": (notes.NUMBER, (" ", "1 ", "[ ")),
    "no choice": (choices._NO_CHOICE, ("1", "a", "a.", "1/")),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_long_runs_are_linear(name: str) -> None:
    pattern, units = PATTERNS[name]
    assert isinstance(pattern, re.Pattern)
    for unit in units:
        pattern.fullmatch(unit[0] + unit[-1] * MANY + "\x01")


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("<html><body><p ", ">1. x</p></body></html>", "a.html"),
        ('<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act ', "/></akomaNtoso>", "a.xml"),
    ],
)
def test_many_attributes_are_refused(before: str, after: str, name: str) -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(50_000))
    with pytest.raises(ReadError, match="more than 5,000 attributes"):
        read_bytes(f"{before}{attributes}{after}".encode(), name)
