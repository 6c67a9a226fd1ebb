"""One paragraph in the making: its words, and what is done to them.

What stands in the file as one paragraph may print as a part of one (its mark was deleted, or is not yet
inserted), so a draft takes the words of several paragraphs of the file, one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cdiff.core.model import Remark, Removed, Revision
from cdiff.reading.office.around import Around, Look, Tracked
from cdiff.reading.office.finds import Finds
from cdiff.reading.xmlparts import Element


@dataclass(frozen=True, slots=True)
class _Struck:
    pass


@dataclass(frozen=True, slots=True)
class _Coloured:
    colour: str


class Runs:
    """Joins what neighbouring runs have in common: Word cuts a sentence into many."""

    def __init__(self) -> None:
        """Start without any."""
        self._open: dict[object, int] = {}
        self._texts: list[tuple[object, list[str]]] = []

    def take(self, text: str, *keys: object) -> None:
        """Pass the next words and what holds for them; what does not hold any longer is closed."""
        for key in [key for key in self._open if key not in keys]:
            del self._open[key]
        for key in keys:
            if key not in self._open:
                self._open[key] = len(self._texts)
                self._texts.append((key, []))
            self._texts[self._open[key]][1].append(text)

    def end(self) -> list[tuple[object, str]]:
        """Give all that was joined, in the order of their beginnings, and start again."""
        done = [(key, "".join(texts)) for key, texts in self._texts]
        self._open, self._texts = {}, []
        return done


@dataclass(slots=True)
class Draft:
    """The paragraph that is being put together."""

    finds: Finds
    line: int = 0
    """The paragraph of the file that its first words stand in; 0 before them."""
    page: int = 0
    parts: list[str] = field(default_factory=list)
    boxes: list[tuple[Element, Around]] = field(default_factory=list)
    properties: Element | None = None
    """Those of the paragraph of the file whose mark ends it; for a style separator, of the first one."""
    has_properties: bool = False
    set_aside: str = ""
    """Why words of it were set aside, the last reason; empty where none were."""
    _changes: Runs = field(default_factory=Runs)
    _remarks: Runs = field(default_factory=Runs)
    _removed: Runs = field(default_factory=Runs)

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.parts)

    def put(self, text: str, line: int, page: int) -> None:
        """Add words that count."""
        if not self.line and text.strip():
            self.line, self.page = line, page
        self.parts.append(text)

    def take(self, text: str, around: Around, look: Look, line: int, page: int) -> str:
        """Add words, or set them aside; give those that count."""
        changes = around.changes
        self._changes.take(text, *dict.fromkeys(changes))
        if not self.finds.counts(changes):
            return ""
        reason = self.finds.aside(around, look)
        self._removed.take(text, *([reason] if reason else []))
        marks = [_Struck()] if look.struck else []
        colours = [_Coloured(look.highlight)] if look.highlight else []
        self._remarks.take(text, *([] if around.aside or look.hidden else [*marks, *colours]))
        if reason:
            self.set_aside = reason if text.strip() else self.set_aside
            return ""
        self.put(text, line, page)
        return text

    def mark(self, changes: tuple[Tracked, ...]) -> None:
        """Pass the mark that ends the paragraph of the file."""
        self._changes.take("\n", *dict.fromkeys(changes))

    def end_line(self, line: int) -> None:
        """Come to the end of a paragraph of the file, and list what was found in it."""
        for key, text in self._changes.end():
            if isinstance(key, Tracked) and text:
                said = text.rstrip("\n") or text
                self.finds.revisions.append(Revision(key.op, said, key.author, key.date, line))
        for key, text in self._removed.end():
            if text.strip():
                self.finds.removed.append(Removed(text.strip(), str(key), line))
        for key, text in self._remarks.end():
            if text.strip():
                self.finds.remarks.append(_remark(key, text, line))


def _remark(key: object, text: str, line: int) -> Remark:
    if isinstance(key, _Coloured):
        return Remark("highlight", text.strip(), key.colour, line=line)
    return Remark("struck", text.strip(), line=line)
