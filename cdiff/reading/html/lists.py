"""The numbers that a browser prints in front of list items: `type`, `start`, `value`, `reversed`, CSS styles."""

from __future__ import annotations

from dataclasses import dataclass

from cdiff.reading.html.style import Sheet, hidden
from cdiff.reading.numerals import counted, roman
from cdiff.reading.tree import Node

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_NO_ROMAN = 4000
_BARE = frozenset(("none", "disc", "circle", "square", "initial", "disclosure-open", "disclosure-closed"))
_BULLETS = frozenset(("ul", "menu", "dir"))


@dataclass(slots=True)
class Listing:
    """An open list: its style, and the number of the next item."""

    style: str
    value: int
    step: int = 1


def listing(node: Node, sheet: Sheet) -> Listing:
    """Open a list: the number its first item gets, unless the item says otherwise."""
    if node.tag in _BULLETS:
        style = _style(sheet.of(node)) or "disc"
        return Listing(style, _whole_number(node.get("start"), 1))
    style = _style(sheet.of(node)) or _TYPES.get(node.get("type").strip(), "decimal")
    if "reversed" not in node.attrs:
        return Listing(style, _whole_number(node.get("start"), 1))
    shown = [item for item in node.nodes if item.tag == "li" and not hidden(item, sheet.of(item)).endswith("none)")]
    return Listing(style, _whole_number(node.get("start"), len(shown)), -1)


def next_label(of: Listing, item: Node, sheet: Sheet) -> str:
    """Number the next item, `1.` or `a.`; nothing where the browser prints a bullet or nothing."""
    of.value = _whole_number(item.get("value"), of.value)
    style = _style(sheet.of(item)) or _TYPES.get(item.get("type").strip()) or of.style
    label = printed_number(of.value, style)
    of.value += of.step
    return f"{label}{item.get('data-cdiff-end') or '.'}" if label else ""


def printed_number(value: int, style: str) -> str:
    """Write a number in a CSS counter style, in digits where the style has no sign for it."""
    if style in _BARE or style.startswith(('"', "'", "url(")):
        return ""
    if style == "decimal-leading-zero":
        return f"{value:02d}"
    if value < 1:
        return str(value)
    written = str(value)
    if style in ("lower-roman", "upper-roman") and value < _NO_ROMAN:
        written = roman(value)
    elif style in ("lower-alpha", "lower-latin", "upper-alpha", "upper-latin"):
        written = counted(value)
    elif style == "lower-greek":
        written = _greek(value)
    return written.upper() if style.startswith("upper") else written


def _style(rules: dict[str, str]) -> str:
    """Find the counter style in `list-style-type` or among the words of `list-style`."""
    named = rules.get("list-style-type", "")
    if named:
        return "" if named in ("inherit", "unset", "revert") else named
    words = rules.get("list-style", "").split()
    places = ("inside", "outside", "inherit", "unset", "revert")
    return next((word for word in words if word not in places and not word.startswith("url(")), "")


def _whole_number(text: str, otherwise: int) -> int:
    text = text.strip()
    digits = text.removeprefix("-").removeprefix("+")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else otherwise


def _greek(value: int) -> str:
    out = ""
    while value > 0:
        value, at = divmod(value - 1, len(_GREEK))
        out = _GREEK[at] + out
    return out
