"""Raised and lowered characters keep their position where it means something."""

from __future__ import annotations

import pytest

from cdiff.reading.positions import subscript, superscript


@pytest.mark.parametrize(
    ("text", "before", "wanted"),
    [
        ("6", "10", "⁶"),
        ("-3", "10", "⁻³"),
        ("2", "km", "²"),
        ("n", "2", "ⁿ"),
        ("k", "x", "^k"),
        ("st", "1", "st"),
        ("er", "1", "er"),
        ("e", "2", "e"),
        ("o", "1", "o"),
        ("me", "M", "me"),
        (" ", "10", " "),
    ],
)
def test_raised(text: str, before: str, wanted: str) -> None:
    assert superscript(text, before) == wanted


@pytest.mark.parametrize(("text", "before", "wanted"), [("2", "CO", "₂"), ("i", "x", "_i"), ("max", "x", "max")])
def test_lowered(text: str, before: str, wanted: str) -> None:
    assert subscript(text, before) == wanted
