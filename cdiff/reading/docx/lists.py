"""Lists: the numbers that Word prints and does not store.

A paragraph names a list (`w:num`), by itself or through its style; the list points to a definition
(`w:abstractNum`) with up to nine levels. All lists of one definition count together: the second list goes on
where the first one stopped, unless it says where to start (`w:startOverride`), which it does once. A level starts
again when a higher one was counted, unless `w:lvlRestart` says otherwise. A level that was skipped is printed
at its start and is not counted.

A LISTNUM field counts within a paragraph: the next number of a level of the list that it names, of the list of its
paragraph, or of one of three lists that every Word knows (ECMA-376, part 1, 17.16.5.32). In `3.—(1) The carrier` the 3
is the paragraph's and the (1) a field, and the next paragraph of the second level is (2).
"""

from __future__ import annotations

import re

from cdiff.core.records import record, replace
from cdiff.reading.docx.ooxml import MC, attribute, integer, number, switch, value, w
from cdiff.reading.docx.styles import DocxStyles
from cdiff.reading.numerals import FORMATS, numeral
from cdiff.reading.xmlparts import Element

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_FIELD = re.compile(r'LISTNUM(?:\s+(?:"(?P<quoted>[^"]*)"|(?P<name>[^\s"\\]+)))?', re.IGNORECASE)
_SWITCH = re.compile(r"\\(?P<name>[ls])\s*(?P<number>\d{1,9})", re.IGNORECASE)
_BUILT_IN = {
    "numberdefault": "%1) %2) %3) (%4) (%5) (%6) %7. %8. %9.",
    "outlinedefault": "%1. %2. %3. %4) (%5) (%6) (%7) (%8) (%9)",
    "legaldefault": " ".join("".join(f"%{place}." for place in range(1, depth + 1)) for depth in range(1, 10)),
}
"""The lists of LISTNUM fields that name none of the file, as Word prints their levels."""
_BUILT_IN_FORMATS = {
    "numberdefault": "decimal lowerLetter lowerRoman " * 3,
    "outlinedefault": "upperRoman upperLetter decimal lowerLetter decimal lowerLetter lowerRoman lowerLetter "
    "lowerRoman",
    "legaldefault": "decimal " * 9,
}


@record
class DocxListLevel:
    """One level of a list as it is printed."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    """All numbers of the label are printed decimal."""
    restart: int | None = None
    """How many of the higher levels start it again; none for all of them."""
    style: str = ""
    """The paragraph style that stands for this level."""
    hidden: bool = False


@record
class DocxNumbering:
    """A list: its levels, and where it starts anew."""

    definition: str
    levels: dict[int, DocxListLevel]
    starts: dict[int, int]


@record
class ListLabel:
    """The number that Word prints in front of a paragraph."""

    text: str = ""
    """Empty for a bullet, and outside lists."""
    level: int = 0
    """From 1; 0 outside lists."""


class DocxLists:
    """Counts the paragraphs of a document, in reading order."""

    def __init__(self, root: Element | None, styles: DocxStyles) -> None:
        """Read `numbering.xml`; a file may lack it."""
        self._styles = styles
        self._known = {} if root is None else _numberings(root, styles)
        self._named = _built_in() | ({} if root is None else _named(root, self._known))
        """Lists by the names that fields call them by, in small letters."""
        self._counts: dict[str, dict[int, int]] = {}
        """How far the lists of one definition have counted, by level."""
        self._started: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        """Number formats that are printed decimal because they are not known."""

    def label(self, properties: Element | None, *, tracked: bool = True) -> ListLabel:
        """Count a paragraph by its `w:pPr` and give its label.

        With `tracked` false, a list that a tracked change gave to the paragraph does not count.
        """
        name, level = self._place(properties, tracked=tracked)
        numbering = self._known.get(name)
        if numbering is None or level not in numbering.levels:
            return ListLabel()
        count = self._counts.setdefault(numbering.definition, {})
        self._count(name, numbering, level, count)
        return ListLabel(self._print(numbering, level, count), level + 1)

    def field(self, instruction: str, properties: Element | None, *, tracked: bool = True) -> str | None:
        """Count a LISTNUM field in a paragraph that was counted, and give its number; None for a list not known."""
        match = _FIELD.match(instruction.strip())
        called = (match["quoted"] or match["name"] or "") if match else ""
        given = {each["name"].lower(): int(each["number"]) for each in _SWITCH.finditer(instruction)}
        own, place = self._place(properties, tracked=tracked)
        level = 0
        if called:
            numbering = self._named.get(called.lower())
        elif own in self._known:
            numbering, level = self._known[own], place + 1
        else:
            numbering = self._named["numberdefault"]
        level = min(max(given.get("l", level + 1) - 1, 0), _LEVELS - 1)
        if numbering is None or level not in numbering.levels:
            return None
        count = self._counts.setdefault(numbering.definition, {})
        self._count("", numbering, level, count)
        count[level] = given.get("s", count[level])
        return self._print(numbering, level, count)

    def _place(self, properties: Element | None, *, tracked: bool) -> tuple[str, int]:
        """Find the list and the level of a paragraph: its own properties first, then its style's."""
        own = None if properties is None else properties.find(w("numPr"))
        if own is not None and not tracked and own.find(w("ins")) is not None:
            own = None
        name, level = value(own, "numId"), number(own, "ilvl")
        style = self._styles.of(properties)
        for inherited in self._styles.paragraph_properties(style):
            if name and level is not None:
                break
            from_style = inherited.find(w("numPr"))
            if not name and value(from_style, "numId"):
                name = value(from_style, "numId")
                level = self._level_of_style(name, style) if level is None else level
            level = number(from_style, "ilvl") if level is None else level
        return name, min(max(level or 0, 0), _LEVELS - 1)

    def _level_of_style(self, name: str, style: str) -> int | None:
        """Find the level that is tied to a style or to one that it is based on."""
        levels = self._known[name].levels if name in self._known else {}
        for each in self._styles.chain(style):
            for place, level in levels.items():
                if level.style == each:
                    return place
        return None

    def _count(self, name: str, numbering: DocxNumbering, level: int, count: dict[int, int]) -> None:
        if level in numbering.starts and (name, level) not in self._started:
            self._started.add((name, level))
            count.pop(level, None)
        known = count.get(level)
        count[level] = numbering.levels[level].start if known is None else known + 1
        for deeper in [place for place in count if place > level]:
            restart = numbering.levels.get(deeper, DocxListLevel()).restart
            if restart is None or level < restart:
                del count[deeper]

    def _print(self, numbering: DocxNumbering, level: int, count: dict[int, int]) -> str:
        own = numbering.levels[level]
        if own.format == "bullet" or own.hidden:
            return ""

        def fill(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            at = numbering.levels.get(place, DocxListLevel())
            format_name = "decimal" if own.legal and at.format not in ("none", "decimalZero") else at.format
            if format_name not in FORMATS:
                self.unknown.add(format_name)
            return numeral(count.get(place, at.start), format_name)

        return _PLACE.sub(fill, own.text).strip()


def _numberings(root: Element, styles: DocxStyles) -> dict[str, DocxNumbering]:
    definitions = {attribute(element, "abstractNumId"): element for element in root.iterchildren(w("abstractNum"))}
    by_style = {value(element, "styleLink"): name for name, element in definitions.items()}
    by_style.pop("", None)
    found = {}
    for num in root.iterchildren(w("num")):
        name = _definition(value(num, "abstractNumId"), definitions, by_style)
        found[attribute(num, "numId")] = _numbering(num, name, definitions.get(name))
    return found


def _named(root: Element, known: dict[str, DocxNumbering]) -> dict[str, DocxNumbering]:
    """Find the lists of a file that have a name; each counts with all lists of its definition."""
    by_definition = {numbering.definition: numbering for numbering in reversed(known.values())}
    found = {}
    for element in root.iterchildren(w("abstractNum")):
        numbering = by_definition.get(attribute(element, "abstractNumId"))
        if value(element, "name"):
            definition = attribute(element, "abstractNumId")
            found[value(element, "name").lower()] = numbering or DocxNumbering(definition, _levels(element), {})
    return found


def _built_in() -> dict[str, DocxNumbering]:
    return {
        name: DocxNumbering(
            name,
            {
                at: DocxListLevel(format=format_name, text=text)
                for at, (text, format_name) in enumerate(
                    zip(_BUILT_IN[name].split(" "), _BUILT_IN_FORMATS[name].split(), strict=True)
                )
            },
            {},
        )
        for name in _BUILT_IN
    }


def _definition(name: str, definitions: dict[str, Element], by_style: dict[str, str]) -> str:
    """Follow a definition that only points to a list style."""
    for _ in range(8):
        linked = by_style.get(value(definitions.get(name), "numStyleLink"))
        if linked is None or linked == name:
            break
        name = linked
    return name


def _numbering(num: Element, definition: str, element: Element | None) -> DocxNumbering:
    levels = {} if element is None else _levels(element)
    starts: dict[int, int] = {}
    for override in num.iterchildren(w("lvlOverride")):
        place = integer(attribute(override, "ilvl"))
        if place is None:
            continue
        levels.update(_levels(override))
        start = number(override, "startOverride")
        if start is not None:
            starts[place] = start
            levels[place] = replace(levels.get(place, DocxListLevel()), start=start)
    return DocxNumbering(definition, levels, starts)


def _levels(holder: Element) -> dict[int, DocxListLevel]:
    found = {integer(attribute(level, "ilvl")): _level(level) for level in holder.iterchildren(w("lvl"))}
    return {place: level for place, level in found.items() if place is not None}


def _level(level: Element) -> DocxListLevel:
    start = number(level, "start")
    return DocxListLevel(
        start=0 if start is None else start,
        format=_format(level),
        text=value(level, "lvlText"),
        legal=bool(switch(level, "isLgl")),
        restart=number(level, "lvlRestart"),
        style=value(level, "pStyle"),
        hidden=bool(switch(level.find(w("rPr")), "vanish")),
    )


def _format(level: Element) -> str:
    """Find the format; one of a newer Word comes with the one to fall back to."""
    plain = value(level, "numFmt")
    if plain:
        return plain
    fallback = level.find(f"{MC}AlternateContent/{MC}Fallback")
    return value(fallback, "numFmt") or "decimal"
