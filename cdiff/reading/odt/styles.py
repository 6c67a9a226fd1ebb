"""Styles of OpenDocument: what is done to words, and which list a paragraph is of."""

from __future__ import annotations

from cdiff.reading.odt.names import FO, STYLE, TEXT, get
from cdiff.reading.office.around import PLAIN, Look
from cdiff.reading.xmlparts import Element

_NOTHING = ("", "none", "transparent")


class Styles:
    """The styles of a document; those made for one paragraph go before those with a name."""

    def __init__(self, *roots: Element) -> None:
        """Read the styles of `styles.xml` and `content.xml`, the later ones over the earlier."""
        self._styles = {
            (get(style, STYLE + "family"), get(style, STYLE + "name")): style
            for root in roots
            for style in root.iter(STYLE + "style")
        }

    def _chain(self, family: str, name: str) -> list[Element]:
        chain: list[Element] = []
        while (family, name) in self._styles and len(chain) < 64:
            chain.append(self._styles[family, name])
            name = get(chain[-1], STYLE + "parent-style-name")
        return chain

    def _nearest(self, family: str, name: str, attribute: str, inside: str = "") -> str:
        for style in self._chain(family, name):
            holder = style.find(inside) if inside else style
            said = None if holder is None else holder.get(attribute)
            if said is not None:
                return str(said)
        return ""

    def list_style(self, paragraph: Element) -> str:
        """Give the list style of a paragraph's style, or nothing."""
        return self._nearest("paragraph", get(paragraph, TEXT + "style-name"), STYLE + "list-style-name")

    def look(self, family: str, name: str, outer: Look = PLAIN) -> Look:
        """Say what a style does to words inside others; what it is silent about stays."""
        inside = STYLE + "text-properties"
        line = self._nearest(family, name, STYLE + "text-line-through-style", inside)
        kind = self._nearest(family, name, STYLE + "text-line-through-type", inside)
        shown = self._nearest(family, name, TEXT + "display", inside)
        colour = self._nearest(family, name, FO + "background-color", inside)
        struck = [said not in _NOTHING for said in (line, kind) if said]
        return Look(
            any(struck) if struck else outer.struck,
            shown == "none" if shown else outer.hidden,
            ("" if colour in _NOTHING else colour) if colour else outer.highlight,
        )
