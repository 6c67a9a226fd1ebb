"""The view model: what there is to show about a subject, before any format.

A feature says once what there is to tell: a title, what the texts are, and a flat row of elements. Each format is
written once (`telling.terminal`, `telling.markdown`, `telling.html.view`), and none of them knows a subject.

    View
    ├── heads      what the texts are: `old  draft3  Draft Rev 3 · 29 June 2018 · …`
    ├── notes      what a reader must know first: that a text is not official
    └── body
        ├── Heading    a title; what follows belongs to it
        ├── Text       a paragraph, or an item behind a sign
        ├── Note       a warning where it belongs: a bracket that nothing closes
        ├── Grid       a table of short cells, numbers as a rule
        ├── Listing    a table of texts in columns, a line for each row
        ├── Entries    rows of a table where there is room for one, hanging lines elsewhere
        ├── Changes    changes of a comparison, with their words
        ├── Lanes      several texts side by side
        ├── Edits      words with what was deleted and inserted
        ├── BlankLine        an empty line in a terminal
        └── Only       an element that some formats alone show

A terminal is narrow and a page is wide: the same entry is a few hanging lines in one and a row of a table in the
other, so an entry holds both, made of the same pieces. Rejected: to cut lines back into cells; to print tables of long
texts in eighty columns; a tree of sections, which each format walked for a heading and a blank line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from cdiff.core.model import Change, Edit, Version
from cdiff.core.records import record
from cdiff.telling.version_header import caveats, described, limits, reconstructed, replacing

Span = tuple[str, str]
"""A text and the name of its style (`telling.layout.STYLES`); `delete` and `insert` are words that changed."""
Marked = Sequence[Span]
"""A run of text in several styles; `"\\n"` in it begins a new line on a page."""
Medium = Literal["terminal", "markdown", "html"]


@record
class Head:
    """What one of the texts is."""

    label: str
    said: str
    side: str = ""
    """`old`, `new`, `redline`; empty where all stand on one side."""
    titled: bool = False
    """Whether the title of a page names it already."""


@record
class Heading:
    """A title; what follows belongs to it."""

    title: str
    style: str = "dim"


@record
class Text:
    """A paragraph; behind a sign an item, whose other lines stand under its first word."""

    spans: Marked
    sign: str = ""
    style: str = ""
    """The style of the sign."""
    indent: str = ""
    between: Marked = ()
    """What stands between the sign and the text in styles of its own; other lines stand behind it."""


@record
class Note:
    """A warning."""

    text: str
    kind: str = "Note"
    """`Note`, or what is wrong: `Fault`."""
    where: str = ""
    """The place it is about."""
    label: str = ""
    """The text it is about, where there are several."""
    quote: str = ""
    """The words there."""
    at_terminal: str = ""
    """The text at a terminal, with a command to type; what is sent to others has `text`, or nothing if it is empty."""


@record
class Row:
    """A row of a grid; a cell that is a number is right-aligned, and 0 is a point in a terminal."""

    title: Span
    cells: Sequence[Span | int]
    style: str = ""
    """The style of the numbers."""


@record
class Grid:
    """A table of short cells under the heads of their columns."""

    heads: Sequence[str]
    rows: Sequence[Row]
    title: str = ""
    """The head of the titles of the rows."""
    kind: str = "part"
    """What a row is: what a page has at the head of the titles where `title` says nothing."""
    fills: bool = True
    """Whether the titles take all the width that the columns leave."""
    gap: int = 1
    """Blanks between two columns."""
    least: int = 0
    """How wide a column is at least."""
    room: int = 24
    """How wide the titles are at least in a terminal; where the columns leave less, the last ones go below."""
    short: Sequence[str] = ()
    """The heads in a terminal of less than 120 columns."""


@record
class Listing:
    """A table of texts: a line for each row; the widest columns are cut where they find no room."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Span]]
    numbers: int = 0
    """So many columns at the end are numbers, and never cut."""
    cuts: int = 0
    """So many columns at the start are cut where there is no room; 0 for all texts."""
    headed: bool = True


@record
class Entry:
    """Something that is listed: the cells of its row, and its lines where a table has no room."""

    cells: Sequence[Marked]
    lines: Sequence[Element] = ()


@record
class Entries:
    """A list of entries under the heads of their columns."""

    heads: Sequence[str]
    entries: Sequence[Entry]
    numbers: int = 0
    """So many columns at the end are numbers."""


@record
class Changes:
    """Changes of a comparison, each with the part of the text it stands in."""

    changes: Sequence[tuple[Change, str]]


@record
class Lane:
    """What stands in one of several texts that are shown side by side."""

    title: Marked
    paragraphs: Sequence[Sequence[Edit]]
    told: bool = True
    """Whether it is shown where there is no room for lanes, and each text stands under the one before it."""


@record
class Lanes:
    """Texts side by side, a lane for each, where there is room."""

    heads: Sequence[str]
    labels: Sequence[str]
    """The heads in a terminal."""
    rows: Sequence[tuple[str, Sequence[Lane]]]
    """What each row is called, and its lanes."""


@record
class Edits:
    """Words with what was deleted and inserted; a terminal may leave out those that are far from an edit."""

    edits: Sequence[Edit]
    indent: str = ""
    lead: str = ""
    """What stands before the words; their other lines stand under the first word."""
    context: int | None = None
    """So many words around each edit are shown; as many as the terminal shows elsewhere where it is not said."""


@record
class BlankLine:
    """An empty line in a terminal; a page has its own ways to part things."""


@record
class Only:
    """An element that some formats alone show."""

    media: tuple[Medium, ...]
    element: Element


Element = Heading | Text | Note | Grid | Listing | Entries | Changes | Edits | Lanes | BlankLine | Only


@record
class View:
    """What there is to tell about a subject."""

    title: str
    """The heading of a page; a terminal does not show it to the person who has just typed it."""
    heads: Sequence[Head] = ()
    notes: Sequence[Note] = ()
    body: Sequence[Element] = ()
    lead: Sequence[Element] = ()
    """What stands before the heads."""
    versions: Sequence[Version] = ()
    """The texts; a page is set in their language."""

    prose: bool = False
    """Whether a terminal sets it no narrower and no wider than a person reads running words well."""
    signed: bool = False
    """Whether Markdown says by which command it was made."""
    sided: bool = True
    """Whether Markdown names the sides of the texts, where the title does not."""

    def shown(self, medium: Medium) -> Iterator[Element]:
        """Go through the elements that a format shows."""
        return _for_medium(self.body, medium)

    def lead_of(self, medium: Medium) -> Iterator[Element]:
        """Go through the elements that a format shows before the heads."""
        return _for_medium(self.lead, medium)


def _for_medium(elements: Iterable[Element], medium: Medium) -> Iterator[Element]:
    for element in elements:
        if isinstance(element, Note) and not element.text and medium != "terminal":
            continue
        if not isinstance(element, Only):
            yield element
        elif medium in element.media:
            yield element.element


def heads_of(*sides: tuple[str, Version]) -> list[Head]:
    """Describe versions, each behind the name of its side."""
    return [Head(version.label, described(version) or "untitled", side) for side, version in sides]


def caveats_of(*versions: Version) -> list[Note]:
    """Say of each version that is no official text what it is, and what was not read of it or not compared."""
    return [*caveat_notes(*versions), *map(Note, limits(*versions))]


def caveat_notes(*versions: Version) -> list[Note]:
    """Say of each version that is no official text what it is; at a terminal, how to replace it too."""
    if len(versions) == 1:
        return [*map(Note, caveats(*versions)), *_replacing(*versions)]
    lone = [version for version in versions if version.status != "official"]
    return [note for version in lone for note in (*map(Note, caveats(version)), *_replacing(version))]


def _replacing(version: Version) -> list[Note]:
    said = replacing(version)
    return [Note("", at_terminal=said)] if said else []


def reconstructed_of(versions: Iterable[Version]) -> list[Note]:
    """Say of all versions that are no official texts what they are, in one note."""
    texts = [version for version in versions if version.is_reconstruction]
    return [
        Note(said, at_terminal=f"{said.removesuffix('.')} (cdiff show {texts[0].label}).")
        for said in reconstructed(texts)
    ]
