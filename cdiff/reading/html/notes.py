"""Footnotes of a page: which links are marks, which elements are the notes they point to.

A mark is a short link (`1`, `[1]`, `*`) to a later place on the page, raised or named as a note. The way back,
from the note to its mark, is a link to an earlier place. Marks without links are raised digits; whether
they are marks shows only when a paragraph starts with the same raised digits.
"""

from __future__ import annotations

import re

from cdiff.core.records import field, record
from cdiff.reading.html.style import StyleSheet
from cdiff.reading.tree import Node, descendants, text_of

NUMBER = re.compile(r"\s*+[\[(]?\s*+\^?(?P<number>\d{1,3}|[*†‡§]{1,4}|[a-z]{1,2}|[ivxl]{1,6})\s*+[\])]?[.:]?\s*+$")
_NAMED = re.compile(r"fn|ftn|note|cite|^sdf|^_edn|ednref", re.IGNORECASE)
_ARROWS = re.compile(r"[\s↩↵⏎^↑⇑⬆🔝\ufe0e\ufe0f]*$")
_CONTAINERS = frozenset(("p", "li", "div", "td", "dd", "aside", "section", "tr", "blockquote"))
_ONE_NOTE = re.compile(r"(?:footnote|endnote|ftn|fn|note|sdfootnote|edn)[-_:]?\d+$", re.IGNORECASE)
_WORD = re.compile(r"mso-(?:foot|end)note-id:\s*(ftn|edn)(\d{1,4})")
_MOST = 0.4


@record(frozen=False)
class HtmlNotes:
    """What belongs to the notes of a page."""

    marks: dict[Node, str] = field(default_factory=dict)
    """The links that are marks (or what raises them) → the number they print."""
    bodies: dict[Node, str] = field(default_factory=dict)
    """The elements that hold a note → its number."""
    returns: set[Node] = field(default_factory=set)
    """The links from a note back to its mark."""
    holders: set[Node] = field(default_factory=set)
    """The notes and all elements around them."""


@record(frozen=False)
class _LinkIndex:
    order: dict[Node, int] = field(default_factory=dict)
    parents: dict[Node, Node] = field(default_factory=dict)
    targets: dict[str, Node] = field(default_factory=dict)
    links: list[Node] = field(default_factory=list)


def find_notes(root: Node, sheet: StyleSheet) -> HtmlNotes:
    """Find the linked marks of a page and the notes they point to."""
    index = _index(root)
    notes = HtmlNotes()
    bodies: dict[Node, Node | None] = {}
    most = max(600, _MOST * len(text_of(root)))
    for link in index.links:
        target = index.targets.get(link.get("href")[1:])
        number = _number(link)
        if target is None or target is link or not number or index.order[target] < index.order[link]:
            continue
        if not _is_raised(link, index, sheet) or _inside(link, notes.bodies, index):
            continue
        if target not in bodies:
            body = _body(target, index)
            bodies[target] = body if body is not None and len(text_of(body)) <= most else None
        body = bodies[target]
        if body is None or body in _above(link, index):
            continue
        notes.marks[_outer(link, index)] = number
        notes.bodies.setdefault(body, number)
    notes.bodies.update({node: node.get("data-cdiff-note") for node in index.order if "data-cdiff-note" in node.attrs})
    _find_word_notes(notes, index)
    _find_returns(notes, index)
    for body in notes.bodies:
        notes.holders.update((body, *_above(body, index)))
    return notes


def _find_word_notes(notes: HtmlNotes, index: _LinkIndex) -> None:
    """Word names each note in the style of its mark and leaves the number to itself; it counts as the name does."""
    for link in index.links:
        word = _WORD.search(link.get("style"))
        body = index.targets.get(word[1] + word[2]) if word else None
        if word is None or body is None or link in notes.marks or link in notes.returns:
            continue
        if body in _above(link, index):
            notes.returns.add(link)
        else:
            notes.marks[link] = _number(link) or word[2]
            notes.bodies.setdefault(body, notes.marks[link])


def _index(root: Node) -> _LinkIndex:
    index = _LinkIndex()
    for at, node in enumerate(descendants(root)):
        index.order[node] = at
        for child in node.nodes:
            index.parents[child] = node
        for name in (node.get("id"), node.get("name") if node.tag == "a" else ""):
            if name:
                index.targets.setdefault(name, node)
        if node.tag == "a" and node.get("href").startswith("#"):
            index.links.append(node)
    return index


def _number(link: Node) -> str:
    text = text_of(link)
    match = NUMBER.match(text) if len(text) < 40 else None
    return match["number"] if match else ""


def _above(node: Node, index: _LinkIndex) -> list[Node]:
    found = []
    above = index.parents.get(node)
    while above is not None:
        found.append(above)
        above = index.parents.get(above)
    return found


def _inside(node: Node, bodies: dict[Node, str], index: _LinkIndex) -> bool:
    return any(above in bodies for above in _above(node, index))


def _is_raised(link: Node, index: _LinkIndex, sheet: StyleSheet) -> bool:
    """Whether a link looks like a mark: raised, or named as one; a bare `1` may link to anything."""
    if "noteref" in link.get("role") + link.get("type") or any("noteref" in link.get(key) for key in link.attrs):
        return True
    if any(node.tag == "sup" for node in (*_above(link, index)[:3], *descendants(link))):
        return True
    names = f"{link.get('class')} {link.get('href')[1:]} {link.get('id')} {link.get('name')}"
    return _NAMED.search(names) is not None


def _outer(link: Node, index: _LinkIndex) -> Node:
    """Take the raising element for the mark where it holds nothing but the link."""
    node = link
    for above in _above(link, index):
        alone = all(child is node or (isinstance(child, str) and not child.strip(" []()")) for child in above.children)
        if above.tag not in ("sup", "span", "small") or not alone:
            break
        node = above
    return node


def _body(target: Node, index: _LinkIndex) -> Node | None:
    """Find the element that holds the whole note a link points to."""
    chain = [target, *_above(target, index)]
    for at, node in enumerate(chain):
        if node.tag == "dt":
            return _definition(node, index)
        if node.tag not in _CONTAINERS:
            continue
        above = chain[at + 1] if at + 1 < len(chain) else None
        if above is not None and above.tag in ("div", "aside", "li", "tr") and _is_whole(above, node):
            return above
        return None if _has_heading(node) else node
    return None


def _is_whole(above: Node, node: Node) -> bool:
    """Whether the element around holds this one note: it is named so, or is the item or row of it."""
    if above.tag == "tr":
        return len(above.nodes) == 2
    return _ONE_NOTE.match(above.get("id")) is not None or (above.tag == "li" and above.nodes[:1] == [node])


def _definition(term: Node, index: _LinkIndex) -> Node | None:
    siblings = index.parents[term].nodes
    following = siblings[siblings.index(term) + 1 :]
    return following[0] if following and following[0].tag == "dd" else None


def _has_heading(node: Node) -> bool:
    return any(re.fullmatch("h[1-6]", inner.tag) for inner in descendants(node))


def _find_returns(notes: HtmlNotes, index: _LinkIndex) -> None:
    for body, number in notes.bodies.items():
        for node in descendants(body):
            if node.tag != "a" or not node.get("href").startswith("#"):
                continue
            target = index.targets.get(node.get("href")[1:])
            back = target is not None and index.order[target] < index.order[body]
            text = text_of(node)
            if back and (_ARROWS.match(text) or _number(node) == number or _is_return(node)):
                notes.returns.add(node)


def _is_return(link: Node) -> bool:
    return "back" in link.get("class") + link.get("role") + link.get("title").lower()
