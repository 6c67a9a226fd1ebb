"""Tables of contents: a list of links is one where its links say what stands where they lead.

A list such as “Possible next steps: Working Draft, Recommendation”, each with a link to the section about it, looks
the same and is text; what its links say is not how those sections begin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from cdiff.reading.tree import Node, descendants, steps

_LABEL = re.compile(
    r"\s*(?:(?:article|art\.|section|chapter|part|title|annex|appendix|schedule|§)\s*)?"
    r"(?:[\d.]+|[ivxlc]+(?=[.)\s])|[a-z](?=[.)]))?[.):\s–—-]*",
    re.IGNORECASE,
)
_MOST = 0.8
_FEWEST = 4
"""So many letters of a heading may stand for a longer link."""


class Places:
    """Where the links within a page lead."""

    def __init__(self, root: Node, parents: Mapping[Node, Node]) -> None:
        """Note the places that have a name."""
        self._parents = parents
        self._named: dict[str, Node] = {}
        for node in descendants(root):
            for name in (node.get("id"), node.get("name") if node.tag == "a" else ""):
                if name:
                    self._named.setdefault(name, node)

    def are_repeated(self, contents: Node) -> bool:
        """Whether most links of a list say what stands where they lead."""
        links = [node for node in descendants(contents) if node.tag == "a" and node.get("href").startswith("#")]
        return sum(map(self._says, links)) >= _MOST * len(links)

    def _says(self, link: Node) -> bool:
        place = self._named.get(unquote(link.get("href")[1:]))
        if place is None:
            return False
        said = _beginning(link, 1000)
        found = _beginning(place, len(said)) or _beginning(self._parents.get(place, place), len(said))
        whole, bare = _letters(said), _letters(_LABEL.sub("", said, count=1))
        return any(
            _begin_alike(one, other)
            for one in (whole, bare)
            for other in (_letters(found), _letters(_LABEL.sub("", found, count=1)))
        )


def _begin_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= min(_FEWEST, len(one)) > 0 and long.startswith(short)


def _beginning(node: Node, count: int) -> str:
    """Give the first words in a node, `count` letters and some more."""
    texts: list[str] = []
    size = 0
    for step, inner, text in steps(node):
        if step == "text":
            texts.append(text)
            size += len("".join(text.split()))
        if size > count + 40 or (step == "close" and size and inner.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p")):
            break
    return " ".join("".join(texts).split())


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))
