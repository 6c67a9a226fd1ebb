"""Which elements of HTML are blocks, which hold no text, and the lines of an element that is not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cdiff.reading.html.notes import Notes
from cdiff.reading.html.style import Sheet
from cdiff.reading.html.text import one_line
from cdiff.reading.tree import Node, steps

LISTS = frozenset(("ol", "ul", "menu", "dir"))
HEADINGS = {f"h{level}": level for level in range(1, 7)}
SPACED = frozenset(("p", "blockquote", "pre", "dl", "table", "hr", "figure", "fieldset", "article", "section"))
BLOCKS = (
    LISTS
    | HEADINGS.keys()
    | SPACED
    | frozenset(
        "html body div main header footer nav aside address center form li dt dd tr td th thead tbody tfoot caption "
        "colgroup details summary figcaption legend hgroup search dialog optgroup option listing xmp title".split()
    )
)
SILENT = frozenset(("script", "style", "link", "meta", "base", "colgroup", "xml"))
"""Elements that no reader ever sees the inside of."""


@dataclass(slots=True)
class Plan:
    """What is known of a page before the walk."""

    sheet: Sheet
    notes: Notes
    aside: Mapping[Node, str] = field(default_factory=dict)
    """What is not read, with the reason; an empty one for what is no text."""
    raised: Mapping[Node, str] = field(default_factory=dict)
    """Raised digits without a link."""


def lines_in(root: Node) -> list[tuple[str, int]]:
    """Give the text of an element that is not read, a row for each paragraph, with its line."""
    rows: list[tuple[str, int]] = []
    words: list[str] = []
    start = root.line
    silent: set[Node] = set()
    for step, node, text in steps(root, silent):
        if step == "open" and node.tag in SILENT and node is not root:
            silent.add(node)
        if step == "text":
            words.append(text)
        elif node.tag in BLOCKS or node.tag == "br" or (step == "close" and node is root):
            line = one_line("".join(words))
            if line.strip("\xa0"):
                rows.append((line, start))
            words, start = [], node.line
        elif step == "open" and node.get("alt").strip():
            words.append(f" {node.get('alt')} ")
    return rows
