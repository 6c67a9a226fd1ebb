"""What the reading of an office file gathers beside its blocks, and which words of it count."""

from __future__ import annotations

from dataclasses import dataclass, field

from cdiff.core.model import Block, Caution, Remark, Removed, Revision
from cdiff.reading.content import Content
from cdiff.reading.office.around import HIDDEN, STRUCK, Around, Look, Tracked
from cdiff.reading.options import ReadOptions


@dataclass(slots=True)
class Finds:
    """The lists that every story of a file adds to."""

    options: ReadOptions
    removed: list[Removed] = field(default_factory=list)
    warnings: list[Caution] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def counts(self, changes: tuple[Tracked, ...]) -> bool:
        """Whether words inside these tracked changes are of the side that is read."""
        gone = "delete" if self.options.revisions == "accepted" else "insert"
        return all(change.op != gone for change in changes)

    def aside(self, around: Around, look: Look) -> str:
        """Why words that count are not of the draft; empty where they are."""
        if around.aside:
            return around.aside
        if look.hidden:
            return HIDDEN
        as_deleted = self.options.struck == "deleted" and self.options.revisions == "accepted"
        return STRUCK if look.struck and as_deleted else ""

    def warn(self, message: str, line: int = 0) -> None:
        """Ask a person to look at something, once for each place."""
        caution = Caution(message, line)
        if caution not in self.warnings[-20:]:
            self.warnings.append(caution)

    def conclude(self) -> None:
        """Say how many tracked changes and struck-through passages there are, and what was done about them."""
        if self.revisions:
            self.warn(f"{_many(len(self.revisions), 'tracked change')}; read as {self.options.revisions}")
        struck = sum(remark.kind == "struck" for remark in self.remarks)
        if struck:
            left_out = self.options.struck == "deleted" and self.options.revisions == "accepted"
            fate = "left out as deleted" if left_out else "kept as text"
            self.warn(f"{_many(struck, 'struck-through passage')}; {fate}")

    def content(self, blocks: list[Block], media_type: str) -> Content:
        """Hand everything back."""
        return Content(
            tuple(blocks),
            media_type,
            tuple(self.removed),
            tuple(self.warnings),
            tuple(self.revisions),
            tuple(self.remarks),
        )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
