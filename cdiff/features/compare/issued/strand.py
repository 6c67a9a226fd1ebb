"""The words of paragraphs as one string, and for each stretch of it the element of the file that holds it.

A paragraph is given as the reader took it apart, so that what counts as text here is what cdiff reads as text: what is
set aside (hidden words, a table of contents, the description of a picture) has no place in the string and is left
alone. What stands for one thing (a note's mark, a symbol, raised figures) is a piece that no edit cuts.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from cdiff.comparing import word_edits
from cdiff.core.records import field, record
from cdiff.parsing.normalise import normalise
from cdiff.reading.docx import DocxPlaces
from cdiff.reading.docx.inline import ListNumber, NoteMark, TextRun
from cdiff.reading.docx.ooxml import local, w
from cdiff.reading.docx.story import DocxPlace
from cdiff.reading.positions import subscript, superscript
from cdiff.reading.xmlparts import Element

MARK = "\n"
"""Stands for the mark at the end of a paragraph; no piece of text has it."""


class InexpressibleError(Exception):
    """What tracked changes of one paragraph cannot say, in a few words."""


@record
class WordPiece:
    """A stretch of text and what holds it."""

    start: int
    """Where it begins in the text of its paragraph."""
    text: str
    """As it is compared."""
    element: Element | None
    """None for what has no element of its own: a formula."""
    raw: str
    """The text of the element, sign by sign what is compared; empty where the piece cannot be cut."""
    note: str = ""
    """For the mark of a note its kind and id: `footnote 3`."""

    @property
    def end(self) -> int:
        """Where it ends in the text of its paragraph."""
        return self.start + len(self.text)

    @property
    def run(self) -> Element | None:
        """The run it stands in; none where it stands in none."""
        return None if self.element is None else next(self.element.iterancestors(w("r")), None)


@record(eq=False)
class ParagraphWords:
    """A paragraph of the file: its text, and the pieces of it."""

    element: Element
    line: int
    text: str
    pieces: tuple[WordPiece, ...]
    aside: bool = False
    """Some of its words are not of the draft."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing at all stands in it but layout."""
        inside = (each for child in self.element if local(child) != "pPr" for each in child.iter())
        layout = ("r", "rPr", "lastRenderedPageBreak", "proofErr", "bookmarkStart", "bookmarkEnd")
        looks = {id(each) for child in self.element.iter(w("rPr")) for each in child.iter()}
        return not self.text.strip() and all(local(each) in layout or id(each) in looks for each in [*inside])


def words_of(places: DocxPlaces, note_key: Callable[[str], str]) -> dict[int, ParagraphWords]:
    """Take every paragraph of a file as its words, by line; `note_key` gives what stands for the mark of a note."""
    return {line: _words(place, line, places, note_key) for line, place in enumerate(places.places, 1)}


def _words(place: DocxPlace, line: int, places: DocxPlaces, note_key: Callable[[str], str]) -> ParagraphWords:
    pieces: list[WordPiece] = []
    said: list[str] = []
    at = 0
    aside = False
    for atom in place.atoms:
        if isinstance(atom, TextRun):
            look = places.styles.look(atom.properties, place.style)
            if places.log.aside(atom.around, look):
                aside = aside or bool(atom.text.strip())
                continue
            text = atom.text
            if look.position and text.strip():
                before = "".join(said[-2:])
                text = superscript(text, before) if look.position == "super" else subscript(text, before)
            raw = "" if atom.element is None or local(atom.element) not in ("t", "delText") else atom.element.text or ""
            text = text.replace(MARK, " ")
            piece = WordPiece(at, text, atom.element, raw if len(raw) == len(text) else "")
        elif isinstance(atom, NoteMark):
            named = f"{atom.kind} {atom.id}"
            piece = WordPiece(at, f"[^{note_key(named)}]", atom.element, "", named)
        elif isinstance(atom, ListNumber):
            piece = WordPiece(at, f"[^{'-'.join(atom.instruction.split())}]", None, "")
        else:
            continue
        if piece.text:
            pieces.append(piece)
            said.append(piece.text)
            at = piece.end
    return ParagraphWords(place.paragraph.element, line, "".join(said), tuple(pieces), aside)


@record(eq=False)
class WordStrand:
    """Paragraphs in a row as one text, each with its mark behind it."""

    words: tuple[ParagraphWords, ...]
    text: str
    starts: tuple[int, ...]
    """Where each paragraph begins."""

    def owner(self, place: int) -> int:
        """Say which of the paragraphs a place is in."""
        return bisect_right(self.starts, place) - 1

    def pieces(self, start: int, end: int) -> Iterator[tuple[WordPiece, int, int]]:
        """Go through the pieces between two places of one paragraph; each with the part of its text that is meant."""
        at = self.owner(start)
        base = self.starts[at]
        for piece in self.words[at].pieces:
            low, high = max(start - base, piece.start), min(end - base, piece.end)
            if low < high:
                yield piece, low - piece.start, high - piece.start


def strand_of(words: Sequence[ParagraphWords]) -> WordStrand:
    """Put paragraphs in a row."""
    starts, at = [], 0
    for each in words:
        starts.append(at)
        at += len(each.text) + 1
    return WordStrand(tuple(words), "".join(each.text + MARK for each in words), tuple(starts))


@record
class NormalText:
    """A stretch of a strand in the form in which texts are compared, and where each of its characters stands."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def normal(text: str, start: int, end: int) -> NormalText:
    """Bring a stretch of a text into normal form, character by character."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    while at < end:
        stop = at + 1
        if text[at].isspace():
            while stop < end and text[stop].isspace():
                stop += 1
            made = " " if signs and stop < end else ""
        else:
            while stop < end and unicodedata.combining(text[stop]):
                stop += 1
            made = text[at:stop] if text[at:stop].isascii() else normalise(text[at:stop])
        if made == " " and signs[-1] == " ":  # what is invisible stood between two spaces
            ends[-1] = stop
            made = ""
        for sign in made:
            signs.append(sign)
            starts.append(at)
            ends.append(stop)
        at = stop
    while signs and signs[-1] == " ":
        for each in (signs, starts, ends):
            each.pop()
    return NormalText("".join(signs), tuple(starts), tuple(ends))


@record(frozen=False)
class StrandPlan:
    """What becomes of some old paragraphs: the stretches that go, and what comes at which place."""

    old: WordStrand
    new: WordStrand
    gone: list[tuple[int, int]] = field(default_factory=list)
    """Stretches of the old strand, in order; a mark among them goes too."""
    come: list[tuple[int, int, int]] = field(default_factory=list)
    """Places in the old strand, each with the stretch of the new one that comes there; marks among them come too."""
    kept: list[tuple[int, int, int]] = field(default_factory=list)
    """What stays: places in the old and the new strand, and how many characters."""
    spaces: list[int] = field(default_factory=list)
    """Places where a space comes, because a mark that stood between two words goes."""

    listed: list[Element] | None = None
    """What the properties of the one paragraph are to hold, where it stands in another list or on another level."""

    def stay(self, start: int, new_start: int, size: int) -> None:
        """Add words that stay; those that follow each other on both sides are one stretch."""
        if self.kept:
            last, last_new, length = self.kept[-1]
            if (last + length, last_new + length) == (start, new_start) and self.old.text[start - 1] != MARK:
                self.kept[-1] = last, last_new, length + size
                return
        self.kept.append((start, new_start, size))


Segment = tuple[int, int, int, int]
"""Paragraphs that belong together: from and to among the old ones, from and to among the new ones."""


def plan(old: WordStrand, new: WordStrand, segments: Sequence[Segment]) -> StrandPlan:
    """Find the words that go and come in paragraphs that belong together, segment by segment.

    The last mark of the old strand stays, and is that of the last new paragraph.
    """
    made = StrandPlan(old, new)
    last_old = max((at for at, each in enumerate(segments) if each[1] > each[0]), default=-1)
    last_new = max((at for at, each in enumerate(segments) if each[3] > each[2]), default=-1)
    for at, (first, stop, new_first, new_stop) in enumerate(segments):
        start, end = _bounds(old, first, stop)
        new_start, new_end = _bounds(new, new_first, new_stop)
        has, gets = first < stop, new_first < new_stop
        if has and gets:
            _edit(made, (start, end), (new_start, new_end))
        elif start < end:
            made.gone.append((start, end))
        elif new_start < new_end:
            made.come.append((start, new_start, new_end))
        ends_old, ends_new = has and at == last_old, gets and at == last_new
        if gets and not ends_new and (not has or ends_old):
            made.come.append((end, new_end, new_end + 1))
        elif has and not ends_old and (not gets or ends_new):
            made.gone.append((end, end + 1))
        elif has and gets and not ends_old:
            made.kept.append((end, new_end, 1))
    made.kept.append((len(old.text) - 1, len(new.text) - 1, 1))
    return made


def _bounds(strand: WordStrand, first: int, stop: int) -> tuple[int, int]:
    """Say where the words of some paragraphs begin and end, the last mark left out."""
    if first == stop:
        at = strand.starts[first] if first < len(strand.starts) else len(strand.text) - 1
        return at, at
    return strand.starts[first], strand.starts[stop - 1] + len(strand.words[stop - 1].text)


def _edit(made: StrandPlan, old: tuple[int, int], new: tuple[int, int]) -> None:
    """Add the word edits between two stretches."""
    before, after = normal(made.old.text, *old), normal(made.new.text, *new)
    at = at_new = 0
    for edit in word_edits(before.text, after.text):
        size = len(edit.text)
        if edit.op == "equal":
            _keep(made, before, after, at, at_new, size)
            at, at_new = at + size, at_new + size
        elif edit.op == "delete":
            made.gone.append((before.starts[at], before.ends[at + size - 1]))
            at += size
        else:
            place = before.ends[at - 1] if at else before.starts[0] if before.starts else old[0]
            made.come.append((place, after.starts[at_new], after.ends[at_new + size - 1]))
            at_new += size


def _keep(made: StrandPlan, before: NormalText, after: NormalText, at: int, at_new: int, size: int) -> None:
    """Keep what is equal; where a space became the end of a paragraph, or the end a space, a mark comes or goes."""
    for step in range(size):
        start, end = before.starts[at + step], before.ends[at + step]
        new_start, new_end = after.starts[at_new + step], after.ends[at_new + step]
        size_kept = min(end - start, new_end - new_start)
        if before.text[at + step] != " " or MARK not in made.old.text[start:end] + made.new.text[new_start:new_end]:
            made.stay(start, new_start, size_kept)
            continue
        space, new_space = made.old.text[start:end], made.new.text[new_start:new_end]
        marks, new_marks = ([place for place, sign in enumerate(each) if sign == MARK] for each in (space, new_space))
        for place, new_place in zip(marks, new_marks, strict=False):
            made.kept.append((start + place, new_start + new_place, 1))
        for place in marks[len(new_marks) :]:
            made.gone.append((start + place, start + place + 1))
        if len(marks) > len(new_marks) and len(space) == len(marks) and not new_marks:
            made.spaces.append(start)
        for place in new_marks[len(marks) :]:
            made.come.append((end, new_start + place, new_start + place + 1))
