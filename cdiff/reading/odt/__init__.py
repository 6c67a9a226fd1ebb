"""OpenDocument text: .odt → blocks, numbered as the word processor prints them, on one side of the tracked changes.

The format keeps what Word computes closer to the text: lists are nested elements, notes stand where their marks
are, and the mark is stored. What lies apart are deletions, and headers and footers, which are styles.
"""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.core.errors import ReadError
from cdiff.core.model import Block, Removed
from cdiff.reading.content import Content
from cdiff.reading.odt.lists import OdtLists
from cdiff.reading.odt.story import OdtContext, OdtNoteCall, OdtStory, OdtText, inline, regions_of
from cdiff.reading.odt.styles import DRAW, META, OFFICE, STYLE, TEXT, XLINK, OdtStyles, get, number
from cdiff.reading.office import FOOTER, HEADER, ReadingLog, RunFormat, new_marks
from cdiff.reading.options import ReadOptions
from cdiff.reading.paragraphs import believed_headings, rejoined
from cdiff.reading.xmlparts import Element
from cdiff.reading.zipped import ODT, Archive

__all__ = ["read_odt"]

_FURNITURE = {
    STYLE + name + side: reason
    for name, reason in (("header", HEADER), ("footer", FOOTER))
    for side in ("", "-left", "-first")
}


def read_odt(data: bytes, name: str, options: ReadOptions = ReadOptions()) -> Content:  # noqa: B008  # frozen
    """Read an OpenDocument text; `name` stands for it in messages.

    A block is a paragraph as it is printed; its `line` is the ordinal of the paragraph in the body that its first
    words stand in.

    Raises `ReadError` for a file that is damaged, is protected, is no OpenDocument text, or passes a limit.
    """
    archive = Archive(data, name, options.limits)
    _refuse_protected(archive)
    content = archive.xml("content.xml")
    styles = archive.xml("styles.xml") if "styles.xml" in archive else content
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise ReadError(f"{name}: this is an OpenDocument file, but no text document")
    log = ReadingLog(options)
    page = 1 if _tells_pages(archive, text) else 0
    shared = OdtContext(name, log, OdtStyles(styles, content), OdtLists(styles, content), regions_of(text), page)
    if options.struck == "deleted":
        shared.styles.with_marks = True
        log.new_marks = new_marks(_formats(text, shared.styles))
    try:
        blocks = _blocks(text, styles, shared)
    except RecursionError:
        raise ReadError(f"{name}: content.xml is nested too deep to be read") from None
    links = [get(each, XLINK + "href") for each in text.iter(TEXT + "a")]
    links = [link for link in links if not link.startswith("#")]
    images = [get(each, XLINK + "href") for each in text.iter(DRAW + "image")]
    pictures = [archive.fingerprint(image) or image for image in images]
    return log.content(blocks, ODT, links=links, pictures=pictures)


def _formats(text: Element, styles: OdtStyles) -> Iterator[list[RunFormat]]:
    """List the formats of the words of each paragraph."""
    for paragraph in text.iter(TEXT + "p"):
        look = styles.look("paragraph", get(paragraph, TEXT + "style-name"))
        atoms = inline(paragraph, styles, look)
        yield [atom.look for atom in atoms if isinstance(atom, OdtText) and atom.text.strip()]


def _refuse_protected(archive: Archive) -> None:
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.bytes("META-INF/manifest.xml"):
        raise ReadError(f"{archive.name}: it is protected by a password; save it without one")


def _tells_pages(archive: Archive, text: Element) -> bool:
    """Whether the page breaks in the file are as many as the pages that the word processor counted."""
    if "meta.xml" not in archive:
        return False
    statistic = next(archive.xml("meta.xml").iter(META + "document-statistic"), None)
    pages = None if statistic is None else number(get(statistic, META + "page-count"))
    return pages == 1 + sum(1 for _ in text.iter(TEXT + "soft-page-break"))


def _blocks(text: Element, styles: Element, shared: OdtContext) -> list[Block]:
    story = OdtStory(shared)
    story.read(text)
    story.finish()
    shared.page = 0
    blocks = believed_headings(story.blocks, lambda block: story.heading_styles.get(block.line, ""))
    blocks, counters = rejoined(blocks, story.in_cells)
    shared.log.removed += counters
    notes = [_note(called, shared) for called in shared.notes]
    _set_furniture_aside(styles, shared)
    return [*blocks, *(note for note in notes if note)]


def _note(called: OdtNoteCall, shared: OdtContext) -> Block | None:
    line = shared.line + 1
    words = " ".join(f"{block.label} {block.text}".strip() for block in _beside(called.body, shared))
    if not called.counts:
        return None
    if not words:
        shared.log.warn(f"note {called.mark} is empty", line)
    return Block(words, line, whole=True, note=called.mark)


def _beside(element: Element | None, shared: OdtContext) -> list[Block]:
    story = OdtStory(shared)
    if element is not None:
        story.read(element)
        story.finish()
    return story.blocks


def _set_furniture_aside(styles: Element, shared: OdtContext) -> None:
    known = set()
    for page in styles.iter(STYLE + "master-page"):
        for part in page.iterchildren(*_FURNITURE):
            reason = _FURNITURE[str(part.tag)]
            for block in _beside(part, shared):
                if (block.text, reason) not in known:
                    known.add((block.text, reason))
                    shared.log.removed.append(Removed(block.text, reason, block.line))
