"""The names of OpenDocument, and its styles: the formatting of words, and which list a paragraph belongs to."""

from __future__ import annotations

from typing import Literal

from cdiff.reading.office import PLAIN, RunFormat
from cdiff.reading.xmlparts import Element

_O = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_O}office:1.0}}"
TEXT = f"{{{_O}text:1.0}}"
TABLE = f"{{{_O}table:1.0}}"
DRAW = f"{{{_O}drawing:1.0}}"
STYLE = f"{{{_O}style:1.0}}"
META = f"{{{_O}meta:1.0}}"
FO = f"{{{_O}xsl-fo-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
SVG = f"{{{_O}svg-compatible:1.0}}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def get(element: Element, name: str) -> str:
    """Return an attribute by its full name, or nothing."""
    return str(element.get(name, ""))


def number(text: str) -> int | None:
    """Read a whole number; none where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def name_of(element: Element) -> str:
    """Return an element's full name."""
    return str(element.tag)


_NOTHING = ("", "none", "transparent")


class OdtStyles:
    """The styles of a document; those made for one paragraph go before those with a name."""

    def __init__(self, *roots: Element) -> None:
        """Read the styles of `styles.xml` and `content.xml`, the later ones over the earlier."""
        self.with_marks = False
        """Whether bold, underlined and coloured words are distinguished."""
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
        """Return the list style of a paragraph's style, or nothing."""
        return self._nearest("paragraph", get(paragraph, TEXT + "style-name"), STYLE + "list-style-name")

    def look(self, family: str, name: str, outer: RunFormat = PLAIN) -> RunFormat:
        """Resolve the format of words inside others; what the style does not mention stays."""
        inside = STYLE + "text-properties"
        line = self._nearest(family, name, STYLE + "text-line-through-style", inside)
        kind = self._nearest(family, name, STYLE + "text-line-through-type", inside)
        shown = self._nearest(family, name, TEXT + "display", inside)
        colour = self._nearest(family, name, FO + "background-color", inside)
        struck = [said not in _NOTHING for said in (line, kind) if said]
        raised = self._nearest(family, name, STYLE + "text-position", inside)
        return RunFormat(
            any(struck) if struck else outer.struck,
            shown == "none" if shown else outer.hidden,
            ("" if colour in _NOTHING else colour) if colour else outer.highlight,
            _position(raised) if raised else outer.position,
            (outer.marks | self._marks(family, name)) if self.with_marks else outer.marks,
        )

    def _marks(self, family: str, name: str) -> frozenset[str]:
        """Name what an automatic style does to words beside striking them."""
        inside = STYLE + "text-properties"
        found = set()
        if self._nearest(family, name, FO + "font-weight", inside) == "bold":
            found.add("bold")
        if self._nearest(family, name, STYLE + "text-underline-style", inside) not in ("", "none"):
            found.add("underlined")
        colour = self._nearest(family, name, FO + "color", inside).lower()
        return frozenset((*found, *([colour] if colour not in ("", "#000000") else [])))


def _position(said: str) -> Literal["", "super", "sub"]:
    """Read `super 58%`, `-33% 58%` and the like."""
    first = said.split()[0]
    if first in ("super", "sub"):
        return "super" if first == "super" else "sub"
    height = first.removesuffix("%")
    return "" if height.strip("0.-") == "" else "sub" if height.startswith("-") else "super"
