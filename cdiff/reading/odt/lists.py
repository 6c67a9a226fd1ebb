"""Lists of OpenDocument: nested elements that say how they count, and whether they go on with an earlier list."""

from __future__ import annotations

import re

from cdiff.core.records import field, record
from cdiff.reading.numerals import counted, numeral
from cdiff.reading.odt.styles import LOEXT, STYLE, TEXT, get, name_of, number
from cdiff.reading.xmlparts import Element

OUTLINE = ""
"""The name under which the numbering of headings is kept."""

_PLACE = re.compile(r"%(\d{1,2})%")
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_STARTS = (
    ("1st", "ordinal"),
    ("01", "decimalZero"),
    ("一", "chineseCounting"),
    ("а", "russianLower"),
    ("А", "russianUpper"),
    ("One", "cardinalText"),
    ("First", "ordinalText"),
)


@record
class OdtListLevel:
    """One level of a list as it is printed."""

    format: str = "none"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    """How many levels its label shows."""
    pattern: str = ""
    """The label with `%1%` for the number of level 1; empty where prefix and suffix say it."""
    columns: bool = False
    """Letters go on as aa, ab instead of aa, bb."""


@record(frozen=False)
class OdtListCounter:
    """A list that counts, with all the lists that go on with it."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)


@record(frozen=False)
class OdtListItem:
    """A list item; its first paragraph bears the number."""

    run: OdtListCounter
    level: int
    style: str
    start: int | None = None
    numbered: bool = True
    counted: bool = False

    def renew(self) -> None:
        """Begin the item behind it."""
        self.start, self.counted = None, False


class OdtLists:
    """The list styles of a document, and how far its lists have counted."""

    def __init__(self, *roots: Element) -> None:
        """Read the list styles of `styles.xml` and `content.xml`."""
        self._styles = {
            get(style, STYLE + "name"): _levels(style) for root in roots for style in root.iter(TEXT + "list-style")
        }
        for root in roots:
            for outline in root.iter(TEXT + "outline-style"):
                self._styles[OUTLINE] = _levels(outline)
        self.outline = OdtListCounter(OUTLINE)
        self._by_id: dict[str, OdtListCounter] = {}
        self._last: dict[str, OdtListCounter] = {}

    def open(self, element: Element, style: str) -> OdtListCounter:
        """Begin a list that is in no other one."""
        said = get(element, TEXT + "continue-list")
        named = self._by_id.get(said)
        # LibreOffice may name a list that it did not write; the last one of the same style is meant then.
        goes_on = bool(said) or get(element, TEXT + "continue-numbering") == "true"
        run = named or (self._last.get(style) if goes_on else None) or OdtListCounter(style)
        self._last[style] = run
        identity = next((str(value) for name, value in element.items() if str(name).endswith("}id")), "")
        if identity:
            self._by_id[identity] = run
        return run

    def label(self, item: OdtListItem) -> str:
        """Count an item, once, and give its label; empty for a bullet."""
        if item.counted or not item.numbered:
            return ""
        item.counted = True
        levels = self._styles.get(item.style, {})
        own = levels.get(item.level, OdtListLevel())
        counts = item.run.counts
        known = counts.get(item.level)
        counts[item.level] = item.start if item.start is not None else own.start if known is None else known + 1
        for deeper in [level for level in counts if level > item.level]:
            del counts[deeper]
        return _print(levels, item.level, counts).strip()


def _print(levels: dict[int, OdtListLevel], level: int, counts: dict[int, int]) -> str:
    own = levels.get(level, OdtListLevel())
    if own.format == "bullet":
        return ""

    def printed(place: int) -> str:
        at = levels.get(place, OdtListLevel())
        count = counts.get(place, at.start)
        if at.columns and at.format.endswith("Letter"):
            return counted(count).upper() if at.format.startswith("upper") else counted(count)
        return numeral(count, at.format)

    if own.pattern:
        return _PLACE.sub(lambda match: printed(int(match[1])), own.pattern)
    numbers = [printed(place) for place in range(max(1, level - own.shown + 1), level + 1)]
    body = ".".join(number for number in numbers if number)
    return f"{own.prefix}{body}{own.suffix}" if own.format != "none" else f"{own.prefix}{own.suffix}"


def _levels(style: Element) -> dict[int, OdtListLevel]:
    found = {number(get(level, TEXT + "level")): _level(level) for level in style}
    return {place: level for place, level in found.items() if place is not None}


def _level(level: Element) -> OdtListLevel:
    if not name_of(level).endswith(("list-level-style-number", "outline-level-style")):
        return OdtListLevel("bullet")
    start, shown = number(get(level, TEXT + "start-value")), number(get(level, TEXT + "display-levels"))
    return OdtListLevel(
        _format(get(level, STYLE + "num-format")),
        get(level, STYLE + "num-prefix"),
        get(level, STYLE + "num-suffix"),
        1 if start is None else start,
        shown or 1,
        get(level, STYLE + "num-list-format") or get(level, LOEXT + "num-list-format"),
        get(level, STYLE + "num-letter-sync") != "true",
    )


def _format(said: str) -> str:
    if said in _FORMATS:
        return _FORMATS[said]
    return next((name for start, name in _STARTS if said.startswith(start)), "decimal")
