"""A paragraph of an OpenDocument text taken apart, with a stack of its own instead of Python's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cdiff.reading.odt.names import DRAW, OFFICE, TEXT, get, name_of, number
from cdiff.reading.odt.styles import Styles
from cdiff.reading.office.around import HIDDEN, RUBY, Look
from cdiff.reading.xmlparts import Element

_SPECIAL = {
    TEXT + "note",
    TEXT + "soft-page-break",
    TEXT + "change",
    TEXT + "change-start",
    TEXT + "change-end",
    OFFICE + "annotation",
    OFFICE + "annotation-end",
}
_SIGNS = {TEXT + "tab": "\t", TEXT + "line-break": " "}


@dataclass(frozen=True, slots=True)
class Words:
    """Characters that look alike."""

    text: str
    look: Look
    aside: str = ""
    """Why they are not of the draft; empty where they are."""


@dataclass(frozen=True, slots=True)
class Special:
    """An element that is more than words: a note, a comment, a tracked change, a drawing."""

    element: Element
    name: str


def inline(paragraph: Element, styles: Styles, look: Look) -> Iterator[Words | Special]:
    """Take a paragraph apart, in reading order."""
    stack = _inside(paragraph, look, "")
    while stack:
        node, look, aside = stack.pop()
        if isinstance(node, str):
            yield Words(node, look, aside)
            continue
        name = name_of(node)
        if name in _SPECIAL or name.startswith(DRAW):
            yield Special(node, name)
        elif name in _SIGNS:
            yield Words(_SIGNS[name], look, aside)
        elif name == TEXT + "s":
            yield Words(" " * min(number(get(node, TEXT + "c")) or 1, 80), look, aside)
        elif name == TEXT + "hidden-text":
            yield Words(get(node, TEXT + "string-value"), look, HIDDEN)
        else:
            inner = styles.look("text", get(node, TEXT + "style-name"), look) if name == TEXT + "span" else look
            stack += _inside(node, inner, RUBY if name == TEXT + "ruby-text" else aside)


def _inside(element: Element, look: Look, aside: str) -> list[tuple[Element | str, Look, str]]:
    """Give what is inside an element, the last piece first."""
    pieces: list[Element | str] = [element.text or ""]
    for child in element:
        pieces += [child, child.tail or ""]
    return [(piece, look, aside) for piece in reversed(pieces) if not isinstance(piece, str) or piece]
