"""A small tree of XML elements, written with one form for one content."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from cdiff.core.records import field, record

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MIXED = ("p", "num", "heading", "docTitle", "authorialNote")


@record(frozen=False)
class Element:
    """An element: its name, its attributes in order, its words and elements."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def add(self, tag: str, **attrs: str) -> Element:
        """Put a new element at the end of this one, and give it."""
        child = Element(tag, attrs)
        self.children.append(child)
        return child


def serialise(element: Element, depth: int = 0) -> str:
    """Write an element; only elements that hold no words are broken into lines."""
    attrs = "".join(f" {name}={quoteattr(_legal(value))}" for name, value in element.attrs.items())
    if not element.children:
        return f"<{element.tag}{attrs}/>"
    inner = [
        escape(_legal(child)) if isinstance(child, str) else serialise(child, depth + 1) for child in element.children
    ]
    if element.tag in _MIXED:
        return f"<{element.tag}{attrs}>{''.join(inner)}</{element.tag}>"
    pad = "\n" + "  " * depth
    return f"<{element.tag}{attrs}>" + "".join(f"{pad}  {part}" for part in inner) + f"{pad}</{element.tag}>"


def _legal(text: str) -> str:
    """XML cannot hold control characters; the replacement character stands where one was."""
    return _ILLEGAL.sub("\ufffd", text)
