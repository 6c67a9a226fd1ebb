"""Word: .docx → blocks, numbered as Word prints them, on one side of the tracked changes.

The order of the parts matters: the body first, so that marks and lists count as they are printed; then the
notes in the order of their marks; at last the headers and footers, which are set aside. Paragraphs of the file
are counted on through all of them, whichever side is read, so that a place means the same in both readings.
"""

from __future__ import annotations

from dataclasses import dataclass

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Removed
from cdiff.reading.content import Content
from cdiff.reading.docx.furniture import comments_of, furniture, letterhead, tells_pages
from cdiff.reading.docx.lists import Lists
from cdiff.reading.docx.names import w
from cdiff.reading.docx.notes import Called, Notes, notes_of
from cdiff.reading.docx.package import Package
from cdiff.reading.docx.story import Place, Story
from cdiff.reading.docx.styles import Styles
from cdiff.reading.office.finds import Finds
from cdiff.reading.options import ReadOptions
from cdiff.reading.unplaced import NO_MARK
from cdiff.reading.xmlparts import Element
from cdiff.reading.zipped import DOCX

__all__ = ["read_docx"]


def read_docx(data: bytes, name: str, options: ReadOptions = ReadOptions()) -> Content:  # noqa: B008  # frozen
    """Read a Word file; `name` stands for it in messages.

    A block is a paragraph as it is printed. Its `line` is the ordinal of the paragraph in the file that its first
    words stand in; what a tracked change joined to it stands between that and the line of the next block.

    Raises `ReadError` for a file that is damaged, is protected, is no Word file, or passes a limit.
    """
    package = Package(data, name, options.limits)
    return _Reader(package, _body(package), Finds(options)).read()


def _body(package: Package) -> Element:
    body = package.parsed(package.main).find(w("body"))
    if body is None:
        raise ReadError(f"{package.name}: {package.main} is not a Word document: it has no body")
    return body


@dataclass(slots=True)
class _Reader:
    package: Package
    body: Element
    finds: Finds

    def read(self) -> Content:
        """Read the parts in their order."""
        story = self._story()
        story.read(self.body, letterhead=letterhead(self.package, self.body))
        story.place.page = 0
        blocks = [*story.blocks, *self._notes(story)]
        self._furniture(story)
        story.finish()
        self._warn(story)
        return self.finds.content(blocks, DOCX)

    def _story(self) -> Story:
        package = self.package
        styles = Styles(package.related("styles"))
        settings, footnotes, endnotes = (package.related(kind) for kind in ("settings", "footnotes", "endnotes"))
        return Story(
            self.finds,
            styles,
            Lists(package.related("numbering"), styles),
            notes_of(self.body, settings, footnotes, endnotes),
            Place(page=1 if tells_pages(package, self.body) else 0),
            comments_of(package.related("comments")),
            package.name,
        )

    def _beside(self, story: Story, finds: Finds) -> Story:
        """Open a story whose lists count for themselves."""
        lists = Lists(self.package.related("numbering"), story.styles)
        return Story(finds, story.styles, lists, story.notes, story.place, story.comments, story.name)

    def _notes(self, story: Story) -> list[Block]:
        blocks = [self._note(called, story) for called in story.notes.called]
        for kind, note in story.notes.uncalled():
            self._set_aside(note, NO_MARK[kind], story)
        return [block for block in blocks if block]

    def _note(self, called: Called, story: Story) -> Block | None:
        element = story.notes.texts[called.kind].get(called.id)
        if element is None:
            self.finds.warn(f"the text of {called.kind} {called.mark} is missing in the file")
            return None
        finds = self.finds if called.counts else Finds(self.finds.options)
        line = story.place.line + 1
        text = self._text(element, self._beside(story, finds)).removeprefix(called.custom).strip()
        if not called.counts:
            self.finds.revisions += finds.revisions
            return None
        if not text:
            self.finds.warn(f"{called.kind} {called.mark} is empty", line)
        return Block(text, line, whole=True, note=called.mark)

    def _text(self, element: Element, story: Story) -> str:
        story.read(element)
        return " ".join(f"{block.label} {block.text}".strip() for block in story.blocks)

    def _furniture(self, story: Story) -> None:
        for part, reason in furniture(self.package, self.body):
            self._set_aside(part, reason, story)

    def _set_aside(self, element: Element, reason: str, story: Story) -> None:
        beside = self._beside(story, self.finds)
        beside.read(element)
        known = {(removed.text, removed.reason) for removed in self.finds.removed}
        for block in beside.blocks:
            if (block.text, reason) not in known:
                self.finds.removed.append(Removed(block.text, reason, block.line))

    def _warn(self, story: Story) -> None:
        finds = self.finds
        finds.conclude()
        for format_name in sorted(story.lists.unknown):
            finds.warn(f"the number format {format_name} is not known; its numbers are printed decimal")
        _warn_of_notes(story.notes, finds)


def _warn_of_notes(notes: Notes, finds: Finds) -> None:
    for kind in notes.by_page():
        finds.warn(f"{kind}s count anew on every page, which only Word knows; they are numbered through")
    for mark in notes.doubled():
        finds.warn(f"more than one note has the mark {mark}")
