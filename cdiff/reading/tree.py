"""Marked-up text → a tree of our own small nodes: HTML by libxml2's forgiving parser, XML by `xmlparts`.

lxml keeps the text behind an element in the element; mixed text is walked more plainly as a list of
children. The walks are loops, so that no nesting exhausts the stack.

Rejected: trafilatura and readability (they choose for reading pleasure, and lose lists), selectolax (no
line numbers), html5lib (a minute where libxml2 needs a second), the standard library's `html.parser` (it
closes no element that the page leaves open).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any, Literal

from cdiff.core.errors import ReadError
from cdiff.core.records import field, record
from cdiff.reading.options import Limits
from cdiff.reading.xmlparts import parse_xml

LINE = "data-cdiff-line"
"""The attribute that carries the line of an element in the file a page was made from."""

Step = Literal["open", "text", "close"]
_TAGS = 3
"""An element has two tags; a page with more than this many `<` for each allowed is refused before it is parsed."""
_MAX_ATTRIBUTES = 5_000
"""More on one element than any program writes; libxml2 and lxml take the square of their number."""
_NONE: Mapping[str, str] = {}


@record(frozen=False, eq=False)
class Node:
    """An element: its name in small letters without prefix, its attributes, its line, what stands in it."""

    tag: str
    attrs: Mapping[str, str]
    line: int
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute, or nothing."""
        return self.attrs.get(name, "")

    @property
    def nodes(self) -> list[Node]:
        """The elements right in this one."""
        return [child for child in self.children if isinstance(child, Node)]


def steps(root: Node, skip: Container[Node] = ()) -> Iterator[tuple[Step, Node, str]]:
    """Walk a tree in reading order: each element opens and closes, texts come with their element.

    A node in `skip` opens and closes, but nothing in it is walked; `skip` is asked after it was opened.
    """
    yield "open", root, ""
    stack: list[tuple[Node, Iterator[Node | str]]] = [(root, iter(root.children if root not in skip else ()))]
    while stack:
        node, rest = stack[-1]
        child = next(rest, None)
        if child is None:
            stack.pop()
            yield "close", node, ""
        elif isinstance(child, str):
            yield "text", node, child
        else:
            yield "open", child, ""
            stack.append((child, iter(child.children if child not in skip else ())))


def descendants(root: Node) -> Iterator[Node]:
    """Return a node and all nodes in it, in reading order."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.nodes))


def text_of(root: Node) -> str:
    """Return all text in a node, spaces as they are."""
    if not root.nodes:
        return "".join(child for child in root.children if isinstance(child, str))
    return "".join(text for step, _, text in steps(root) if step == "text")


def html_tree(text: str, name: str, limits: Limits, *, own_lines: bool = True) -> Node:
    """Parse a page, however badly it is written; without `own_lines` its elements carry those of its origin.

    Raises `ReadError` for a page that holds no element or nests or counts beyond the limits.
    """
    from lxml import etree

    if text.count("<") > _TAGS * limits.blocks:
        raise _too_many(name, limits)
    if any(_has_many_attributes(tag[0]) for tag in _TAG.finditer(text) if len(tag[0]) > 2 * _MAX_ATTRIBUTES):
        raise ReadError(f"{name}: an element has more than {_MAX_ATTRIBUTES:,} attributes; no draft needs that")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        reason = (str(error).splitlines() or ["no reason given"])[0]
        raise ReadError(f"{name}: not HTML: {reason}") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _too_deep(name, limits)
    if root is None:
        raise ReadError(f"{name}: there is no text in it")
    return _copy(root, name, limits, own_lines=own_lines)


def xml_tree(data: bytes, name: str, limits: Limits) -> Node:
    """Parse an XML file: no document type, no entity of its own, nothing from outside.

    Raises `ReadError` for what is not well-formed, declares a document type, or is beyond the limits.
    """
    return _copy(parse_xml(data, name, "the file", limits), name, limits, own_lines=True)


_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+")
"""A tag that opens, up to its end; a `<` in quotes is no other tag."""


def _has_many_attributes(tag: str) -> bool:
    """Whether a tag has more attributes than are read; they need no space between them."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", tag)
    return max(len(bare.split()), bare.count("=")) > _MAX_ATTRIBUTES


def _too_deep(name: str, limits: Limits) -> ReadError:
    return ReadError(f"{name}: elements are nested deeper than {limits.depth}; no draft needs that")


def _too_many(name: str, limits: Limits) -> ReadError:
    return ReadError(f"{name}: more than {limits.blocks} elements; split it")


def _copy(root: Any, name: str, limits: Limits, *, own_lines: bool) -> Node:  # lxml's element
    from lxml import etree

    top = Node("", _NONE, 1)
    places, count = [_TreePosition(top, top, 0)], 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            count += 1
            if count > limits.blocks:
                raise _too_many(name, limits)
            if len(element.attrib) > _MAX_ATTRIBUTES:
                raise ReadError(f"{name}: an element has more than {_MAX_ATTRIBUTES:,} attributes; no draft needs that")
            attrs = _attributes(element)
            line = (element.sourceline or 0) if own_lines else _line(attrs, places[-1].node.line)
            node = Node(_local(element.tag), attrs, line)
            place = _placed(node, places)
            if place.depth > limits.depth:
                raise _too_deep(name, limits)
            place.parent.children.append(node)
            if element.text:
                node.children.append(element.text)
            places.append(place)
        else:
            parent = places.pop().parent
            if element.tail:
                parent.children.append(element.tail)
    return top.nodes[0]


@record
class _TreePosition:
    node: Node
    parent: Node
    depth: int


def _placed(node: Node, places: list[_TreePosition]) -> _TreePosition:
    """Find where an element belongs: libxml2 leaves a `dd` open in front of the next one, browsers do not."""
    above = places[-1]
    if node.tag in ("dd", "dt"):
        for place in reversed(places):
            if place.node.tag in ("dl", "table"):
                break
            if place.node.tag in ("dd", "dt"):
                return _TreePosition(node, place.parent, place.depth)
    return _TreePosition(node, above.node, above.depth + 1)


def _line(attrs: Mapping[str, str], otherwise: int) -> int:
    stated = attrs.get(LINE, "")
    return int(stated) if stated.isdecimal() and len(stated) < 9 else otherwise


def _local(tag: object) -> str:
    name = str(tag)
    return name.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else "#entity"


def _attributes(element: Any) -> Mapping[str, str]:  # lxml's element
    if not element.attrib:
        return _NONE
    return {key.rpartition("}")[2].lower(): value for key, value in element.attrib.items()}
