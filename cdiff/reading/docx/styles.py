"""Styles: what a paragraph or a run inherits, as far as it matters to the text.

Word resolves three things in three ways, and all of them hide numbers or words: a heading level and a list come
from the nearest style in the chain that has one; struck-through and hidden toggle between the paragraph's style
and the character's; a run's own properties take precedence over both.
"""

from __future__ import annotations

import re
from typing import Literal

from cdiff.reading.docx.ooxml import attribute, number, switch, value, w
from cdiff.reading.office import PLAIN, RunFormat
from cdiff.reading.xmlparts import Element

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_STRUCK = ("strike", "dstrike")
_HIDDEN = ("vanish",)
_MARKS = ("b", "u", "color")
_TELLING = frozenset(w(name) for name in ("rStyle", "highlight", "vertAlign", *_STRUCK, *_HIDDEN))
_POSITIONS: dict[str, Literal["super", "sub"]] = {"superscript": "super", "subscript": "sub"}


class DocxStyles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        """Read `styles.xml`; a file may lack it."""
        found = [] if root is None else list(root.iterchildren(w("style")))
        self._styles = {attribute(style, "styleId"): style for style in found}
        usual = (
            style
            for style in found
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")
        )
        self._usual = attribute(next(usual, None), "styleId")
        self._chains: dict[str, tuple[str, ...]] = {}
        self._toggles: dict[tuple[str, tuple[str, ...]], bool] = {}
        self._usual_looks: dict[str, RunFormat] = {}
        self.with_marks = False
        """Whether bold, underlined and coloured runs are distinguished."""

    def chain(self, style: str) -> tuple[str, ...]:
        """List a style and all it is based on, the nearest first; a loop ends where it closes."""
        if style not in self._chains:
            chain: list[str] = []
            at = style
            while at in self._styles and at not in chain:
                chain.append(at)
                at = value(self._styles[at], "basedOn")
            self._chains[style] = tuple(chain)
        return self._chains[style]

    def of(self, properties: Element | None) -> str:
        """Return the style id of a paragraph by its `w:pPr`."""
        named = value(properties, "pStyle")
        return named if named in self._styles else self._usual

    def paragraph_properties(self, style: str) -> list[Element]:
        """List the `w:pPr` of a style and of all it is based on, the nearest first."""
        found = [self._styles[name].find(w("pPr")) for name in self.chain(style)]
        return [properties for properties in found if properties is not None]

    def heading(self, properties: Element | None) -> int:
        """Return the heading level of a paragraph, from 1; 0 for text."""
        style = self.of(properties)
        for holder in [properties, *self.paragraph_properties(style)]:
            level = number(holder, "outlineLvl")
            if level is not None:
                return level + 1 if 0 <= level < 9 else 0
        names = [value(self._styles[name], "name") for name in self.chain(style)]
        match = next((match for match in map(_HEADING.match, names) if match), None)
        if match is None:
            return 1 if any(name.lower() == "title" for name in names) else 0
        return int(match[1])

    def look(self, properties: Element | None, style: str) -> RunFormat:
        """Resolve the format of a run from its `w:rPr` and the style of its paragraph."""
        if properties is not None and (self.with_marks or any(child.tag in _TELLING for child in properties)):
            return self._look(properties, style)
        if style not in self._usual_looks:
            self._usual_looks[style] = self._look(None, style)
        return self._usual_looks[style]

    def _look(self, properties: Element | None, style: str) -> RunFormat:
        character = value(properties, "rStyle")
        struck = self._is(_STRUCK, properties, style, character)
        hidden = self._is(_HIDDEN, properties, style, character)
        colour = value(properties, "highlight")
        said = value(properties, "vertAlign") or next(
            (each for name in self.chain(character) if (each := value(self._styles[name].find(w("rPr")), "vertAlign"))),
            "",
        )
        position = _POSITIONS.get(said)
        marks = self._marks(properties) if self.with_marks else frozenset()
        if not (struck or hidden or colour or position or marks):
            return PLAIN
        return RunFormat(struck, hidden, "" if colour == "none" else colour, position or "", marks)

    def _marks(self, properties: Element | None) -> frozenset[str]:
        """Name what a run's own properties do to its words beside striking them."""
        found = set()
        if switch(properties, "b"):
            found.add("bold")
        if value(properties, "u") not in ("", "none"):
            found.add("underlined")
        colour = value(properties, "color").lower()
        if colour not in ("", "auto", "000000"):
            found.add(colour)
        return frozenset(found)

    def _is(self, names: tuple[str, ...], properties: Element | None, style: str, character: str) -> bool:
        said = [switch(properties, name) for name in names] if properties is not None else []
        if any(said) or False in said:
            return any(said)
        return self._toggled(style, names) != self._toggled(character, names)

    def _toggled(self, style: str, names: tuple[str, ...]) -> bool:
        if not style:
            return False
        key = style, names
        if key not in self._toggles:
            self._toggles[key] = self._nearest(style, names)
        return self._toggles[key]

    def _nearest(self, style: str, names: tuple[str, ...]) -> bool:
        for name in self.chain(style):
            said = [switch(self._styles[name].find(w("rPr")), each) for each in names]
            if any(said) or False in said:
                return any(said)
        return False
