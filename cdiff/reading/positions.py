"""Raised and lowered characters: 10⁶ is not 106, and CO₂ is how a chemist writes it.

Digits and signs have characters of their own for both positions, which plain text uses too; a single raised or
lowered letter of a formula is written behind `^` or `_`. Other raised letters (1st, Mme) mean the same in the line.
"""

from __future__ import annotations

import re

_NORMAL = "0123456789+-−=()"
_SUPER = str.maketrans(_NORMAL + "n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUB = str.maketrans(_NORMAL, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_FIGURES = re.compile(r"[=()\s]*+[0-9+\-−][0-9+\-−=()\s]*")
_VARIABLE = re.compile(r"[b-cfgi-lnpqt-zA-Z]")
"""Letters that stand for a quantity; a, d, e, h, m, o, r and s end ordinals (1a, 2e, 3o, 1er) in several languages."""
_BASE = re.compile(r"(?<![^\W\d_])[^\W\d_]$|[\d)]$")
"""What may be raised to a power: a letter alone, a number, a bracket; a word is abbreviated (Mr, Cie)."""


def superscript(text: str, before: str) -> str:
    """Write raised characters so that their position is not lost; `before` is what they stand behind."""
    if _FIGURES.fullmatch(text):
        return text.translate(_SUPER)
    if not _VARIABLE.fullmatch(text) or not _BASE.search(before):
        return text
    return "ⁿ" if text == "n" else f"^{text}"


def subscript(text: str, before: str) -> str:
    """Write lowered characters so that their position is not lost; `before` is what they stand behind."""
    if _FIGURES.fullmatch(text):
        return text.translate(_SUB)
    return f"_{text}" if before[-1:].isalnum() and re.fullmatch(r"[^\W\d_]", text) else text
