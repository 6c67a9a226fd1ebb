"""Tracked changes written into paragraphs of the old file: runs are cut at the edges of edits and keep their look.

What an element may hold, and in which order: ECMA-376-1 §17.13.5 and Annex A (`wml.xsd`). Deleted text is `w:delText`
inside `w:del`; text that moved away stays `w:t` inside `w:moveFrom`; a paragraph's mark is tracked in `w:pPr/w:rPr`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from lxml import etree

from cdiff.core.records import record
from cdiff.features.compare.issued.looks import Looks, copy_of, look_key
from cdiff.features.compare.issued.strand import MARK, InexpressibleError, ParagraphWords, StrandPlan, WordPiece
from cdiff.reading.docx.ooxml import M, attribute, local, w
from cdiff.reading.docx.settle import unwrap
from cdiff.reading.xmlparts import Element

Op = Literal["ins", "del", "moveFrom", "moveTo"]

_WRAPPERS = frozenset(("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir", "fldSimple"))
"""What may stand between a paragraph and a run, and may hold tracked changes."""
_COPIED = frozenset(("tab", "ptab", "br", "cr", "sym", "noBreakHyphen"))
_LAYOUT = frozenset(("lastRenderedPageBreak", "softHyphen"))
"""What follows the text before it wherever that goes."""
_DELETED = {"t": "delText", "instrText": "delInstrText"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SPLIT = "split"
"""Stands for the mark of an inserted paragraph until the paragraph around it is cut there."""


@record(frozen=False, eq=False)
class Signer:
    """Signs every tracked change with author, date and a number of its own."""

    author: str
    date: str
    """As `xsd:dateTime`; empty where it is not known."""
    ids: Iterator[int]

    def sign(self, name: str) -> Element:
        """Make an element that tracks a change."""
        made = etree.Element(w(name))
        made.set(w("id"), str(next(self.ids)))
        made.set(w("author"), self.author)
        if self.date:
            made.set(w("date"), self.date)
        return made


Noted = Callable[[str], Element]
"""Adds a note of the new file to the old one, named by its kind and id; gives the mark that calls it."""


@record(frozen=False, eq=False)
class ChangeWriter:
    """Writes what changes in paragraphs."""

    looks: Looks
    signer: Signer
    add_note: Noted

    # Whole paragraphs

    def go(self, paragraph: Element, op: Op = "del") -> None:
        """Track all that is in a paragraph, and its mark, as gone."""
        unbalanced = _unbalanced(paragraph)
        for run in [*_runs(paragraph)]:
            if run not in unbalanced:
                _wrap(run, self.signer.sign(op))
                if op == "del":
                    _to_deleted(run)
        for formula in [child for child in paragraph if str(child.tag).startswith(M)]:
            _wrap(formula, self.signer.sign(op))
        _merge_tracked(paragraph)
        if not _ends_section(paragraph):
            self.mark(paragraph, op)

    def mark(self, paragraph: Element, op: Op) -> None:
        """Track the mark of a paragraph."""
        properties = _child(paragraph, "pPr", 0)
        behind = next((at for at, each in enumerate(properties) if local(each) in ("sectPr", "pPrChange")), None)
        _child(properties, "rPr", len(properties) if behind is None else behind).insert(0, self.signer.sign(op))

    def paragraph(self, words: ParagraphWords, neighbour: Element | None, op: Op | None = "ins") -> Element:
        """Make a paragraph of the new file that comes, without its words; without `op` its mark is not tracked."""
        made = etree.Element(w("p"))
        properties = etree.SubElement(made, w("pPr"))
        own = words.element.find(w("pPr"))
        beside = None if neighbour is None else neighbour.find(w("pPr"))
        properties.extend(self.looks.paragraph(own, beside))
        look = [] if own is None else self.looks.run(own.find(w("rPr")), None)
        if op or look:
            etree.SubElement(properties, w("rPr")).extend([*([self.signer.sign(op)] if op else []), *look])
        return made

    def come(self, words: ParagraphWords, neighbour: Element | None, op: Op | None = "ins") -> Element:
        """Make a paragraph of the new file that comes, with its words."""
        made = self.paragraph(words, neighbour, op)
        made.extend(self.inserted([(piece, 0, len(piece.text)) for piece in words.pieces], None))
        return made

    def moved_here(
        self, words: ParagraphWords, neighbour: Element | None, stayed: Sequence[tuple[int, int]]
    ) -> Element:
        """Make a paragraph that moved here; the words at the places of `stayed` came along, others are inserted."""
        made = self.paragraph(words, neighbour, "moveTo")
        edges = sorted({0, len(words.text), *(edge for stretch in stayed for edge in stretch)})
        for start, end in pairwise(edges):
            along = any(low <= start and end <= high for low, high in stayed)
            parts = [
                (piece, max(start - piece.start, 0), min(end, piece.end) - piece.start)
                for piece in words.pieces
                if piece.start < end and start < piece.end
            ]
            made.extend(self.inserted(parts, None, "moveTo" if along else "ins"))
        _merge_tracked(made)
        return made

    # Words within paragraphs

    def inserted(
        self, parts: Iterable[tuple[WordPiece, int, int]], neighbour: Element | None, op: Op = "ins"
    ) -> list[Element]:
        """Write words of the new file as one tracked insertion; none where there are none."""
        beside = None if neighbour is None else neighbour.find(w("rPr"))
        holder = self.signer.sign(op)
        last: tuple[bytes, Element] | None = None
        for piece, low, high in parts:
            run = piece.run
            look = self.looks.run(None if run is None else run.find(w("rPr")), beside)
            key = b"".join(etree.tostring(each, method="c14n", exclusive=True) for each in look)
            if last is None or last[0] != key:
                made = etree.SubElement(holder, w("r"))
                if look:
                    etree.SubElement(made, w("rPr")).extend(look)
                last = key, made
            last[1].append(self._content(piece, low, high))
            if _has_typed_mark(piece) and piece.element is not None:
                last[1][-1].set(w("customMarkFollows"), "1")
                last[1].extend([etree.fromstring(etree.tostring(each)) for each in piece.element.itersiblings()])
        return [holder] if last else []

    def _content(self, piece: WordPiece, low: int, high: int) -> Element:
        if piece.note:
            return self.add_note(piece.note)
        if piece.element is not None and local(piece.element) in _COPIED:
            return etree.fromstring(etree.tostring(piece.element, with_tail=False))
        made = etree.Element(w("t"))
        made.text = piece.raw[low:high] if piece.raw else piece.text
        made.set(_SPACE, "preserve")
        return made

    def edit(self, plan: StrandPlan) -> None:
        """Write a plan into the old paragraphs; raises `InexpressibleError` before anything is changed."""
        check(plan)
        comes: dict[int, list[Element | int]] = defaultdict(list)
        for place in plan.spaces:
            comes[place].append(self._space(plan, place))
        for place, start, end in plan.come:
            comes[place] += self._coming(plan, place, start, end)
        for at, words in enumerate(plan.old.words):
            base = plan.old.starts[at]
            end = base + len(words.text)
            gone = [(start - base, stop - base) for start, stop in plan.gone if start <= end and stop > base]
            here = {place - base: found for place, found in comes.items() if base <= place <= end}
            self._rewrite(words, gone, here, plan)
            if any(start <= len(words.text) < stop for start, stop in gone) and not _ends_section(words.element):
                self.mark(words.element, "del")
        last = plan.old.words[-1].element
        if len(plan.old.words) != len(plan.new.words):
            self._retune(last, self.looks.paragraph(plan.new.words[-1].element.find(w("pPr")), last.find(w("pPr"))))
        elif plan.listed is not None:
            self._retune(last, plan.listed)

    def _space(self, plan: StrandPlan, place: int) -> Element:
        holder = self.signer.sign("ins")
        run = etree.SubElement(holder, w("r"))
        before = _run_before(plan, place)
        look = copy_of(None if before is None else before.find(w("rPr")))
        if look:
            etree.SubElement(run, w("rPr")).extend(look)
        text = etree.SubElement(run, w("t"))
        text.text = " "
        text.set(_SPACE, "preserve")
        return holder

    def _coming(self, plan: StrandPlan, place: int, start: int, end: int) -> Iterator[Element | int]:
        """Give what comes at a place: insertions, and the numbers of new paragraphs whose marks come."""
        neighbour = _run_before(plan, place)
        at = start
        while at < end:
            stop = plan.new.text.find(MARK, at, end)
            if stop < 0:
                stop = end
            if at < stop:
                yield from self.inserted(plan.new.pieces(at, stop), neighbour)
            if stop < end:
                yield plan.new.owner(stop)
            at = stop + 1

    def _rewrite(
        self,
        words: ParagraphWords,
        gone: Sequence[tuple[int, int]],
        comes: dict[int, list[Element | int]],
        plan: StrandPlan,
    ) -> None:
        """Cut the runs of one paragraph at the edges of edits, and put in what comes."""
        codes = _codes_gone(words, gone)
        by_run: dict[Element, list[WordPiece]] = {}
        for piece in words.pieces:
            if piece.run is not None:
                by_run.setdefault(piece.run, []).append(piece)
        open_places = sorted(comes)
        touched = bool(open_places)
        if open_places and not words.pieces:
            for place in open_places:
                _append(words.element, comes.pop(place))
        elif open_places and open_places[0] <= words.pieces[0].start:
            _put_before(words, comes.pop(open_places[0]))
        for run, pieces in by_run.items():
            start, end = pieces[0].start, pieces[-1].end
            inside = {place: found for place, found in comes.items() if start < place <= end}
            cut = [(low, high) for low, high in gone if low < end and high > start]
            if inside or cut:
                touched = True
                self._rewrite_run(run, pieces, cut, inside, codes)
                for place in inside:
                    comes.pop(place)
        for run in [*_runs(words.element)]:
            if run not in by_run and codes.intersection(run):
                touched = True
                _wrap(run, self.signer.sign("del"))
                _to_deleted(run)
        if comes:
            raise InexpressibleError("words that come where no words are")
        if touched:
            _merge_tracked(words.element)
            self._split(words, plan)

    def _rewrite_run(
        self,
        run: Element,
        pieces: Sequence[WordPiece],
        gone: Sequence[tuple[int, int]],
        comes: dict[int, list[Element | int]],
        codes: set[Element],
    ) -> None:
        known = {piece.element: piece for piece in pieces}
        made: list[Element | int] = []
        state: bool | None = None
        typed = False  # what follows is the mark of a note as the author typed it
        waiting: list[Element | int] = []  # what comes behind that mark
        for child in [child for child in run if local(child) != "rPr"]:
            piece = known.get(child)
            if piece is None:
                flag = child in codes or (bool(state) and (typed or local(child) in _LAYOUT))
                state = _add(made, run, child, flag, state)
                continue
            typed = _has_typed_mark(piece)
            if waiting:
                made, state, waiting = [*made, *waiting], None, []
            edges = {piece.start, piece.end, *(edge for stretch in gone for edge in stretch), *comes}
            cuts = sorted(edge for edge in edges if piece.start <= edge <= piece.end)
            for low, high in pairwise(cuts):
                part = child if len(cuts) == 2 else _cut(child, piece, low, high)
                state = _add(made, run, part, any(a <= low and high <= b for a, b in gone), state)
                if high in comes and typed:
                    waiting = comes[high]
                elif high in comes:
                    made += comes[high]
                    state = None
        made += waiting
        out: list[Element] = []
        for each in made:
            if isinstance(each, int):
                out.append(etree.Element(_SPLIT, at=str(each)))
            elif local(each) == "r" and each.get(_SPLIT):
                del each.attrib[_SPLIT]
                holder = self.signer.sign("del")
                holder.append(each)
                _to_deleted(each)
                out.append(holder)
            else:
                out.append(each)
        _replace_run(run, out)

    def _split(self, words: ParagraphWords, plan: StrandPlan) -> None:
        """Cut a paragraph where marks come; the first part is the new paragraph that ends there."""
        for split in [*words.element.iter(_SPLIT)]:
            if split.getparent() is not words.element:
                raise InexpressibleError("a paragraph that ends within a link or a content control")
            first = self.paragraph(plan.new.words[int(str(split.get("at")))], words.element)
            before = [child for child in words.element if local(child) != "pPr"]
            first.extend(before[: before.index(split)])
            words.element.remove(split)
            words.element.addprevious(first)

    def _retune(self, paragraph: Element, look: Sequence[Element]) -> None:
        """Track the look of a paragraph whose mark became that of another one, or that stands in another list."""
        properties = paragraph.find(w("pPr"))
        wrapped = etree.Element(w("pPr"))
        wrapped.extend(look)
        if look_key(wrapped) == look_key(properties) or (
            properties is not None and properties.find(w("framePr")) is not None
        ):
            return
        properties = _child(paragraph, "pPr", 0)
        change = self.signer.sign("pPrChange")
        former = etree.SubElement(change, w("pPr"))
        former.extend(copy_of(properties))
        stay = [each for each in properties if local(each) in ("rPr", "sectPr")]
        for each in list(properties):
            properties.remove(each)
        properties.extend([*wrapped, *stay, change])


# Checking


def check(plan: StrandPlan) -> None:
    """Refuse a plan that no tracked changes can express; raises `InexpressibleError`."""
    for start, end in plan.gone:
        for piece, low, high in _all_pieces(plan, start, end):
            run = piece.run
            if piece.element is None or run is None:
                raise InexpressibleError("a formula or a counted number within the line")
            if piece.element.getparent() is not run or not _is_reachable(run, plan):
                raise InexpressibleError("words in a place that no change can be tracked in")
            if (low > 0 or high < len(piece.text)) and not piece.raw:
                raise InexpressibleError("a sign that stands for several characters")
    for place, start, end in plan.come:
        at = start
        while at < end:
            stop = plan.new.text.find(MARK, at, end)
            if stop >= 0 and not _is_open(plan, place):
                raise InexpressibleError("a paragraph that ends within a link or a content control")
            stop = end if stop < 0 else stop
            for piece, low, high in plan.new.pieces(at, stop) if at < stop else ():
                if piece.element is None:
                    raise InexpressibleError("a formula or a counted number within the line")
                if (low > 0 or high < len(piece.text)) and not piece.raw:
                    raise InexpressibleError("a sign that stands for several characters")
            at = stop + 1
        owner = plan.old.owner(place)
        words, inside = plan.old.words[owner], place - plan.old.starts[owner]
        holder = next((piece for piece in words.pieces if piece.start < inside <= piece.end), None)
        if holder and (
            holder.run is None
            or (holder.element is not None and holder.element.getparent() is not holder.run)
            or not _is_reachable(holder.run, plan)
        ):
            raise InexpressibleError("words in a place that no change can be tracked in")
        if holder and inside < holder.end and not holder.raw:
            raise InexpressibleError("a sign that stands for several characters")


def _all_pieces(plan: StrandPlan, start: int, end: int) -> Iterator[tuple[WordPiece, int, int]]:
    at = start
    while at < end:
        stop = plan.old.text.find(MARK, at, end)
        stop = end if stop < 0 else stop
        if at < stop:
            yield from plan.old.pieces(at, stop)
        at = stop + 1


def _is_reachable(run: Element, plan: StrandPlan) -> bool:
    """Whether nothing stands between a run and its paragraph that may not hold tracked changes."""
    paragraphs = {words.element for words in plan.old.words}
    for above in run.iterancestors():
        if above in paragraphs:
            return True
        if local(above) not in _WRAPPERS:
            return False
    return False


def _is_open(plan: StrandPlan, place: int) -> bool:
    """Whether a paragraph can be cut at a place: it stands in nothing else, or at the end of it."""
    owner = plan.old.owner(place)
    words, inside = plan.old.words[owner], place - plan.old.starts[owner]
    piece = next((each for each in words.pieces if each.start < inside <= each.end), None)
    if piece is None or piece.run is None:
        return piece is None
    at = piece.run
    while at.getparent() is not words.element:
        if inside < piece.end or at.getnext() is not None:
            return False
        above = at.getparent()
        if above is None:
            return False
        at = above
    return True


# Elements


def _child(parent: Element, name: str, at: int) -> Element:
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(at, found)
    return found


def _ends_section(paragraph: Element) -> bool:
    """Whether a section ends with a paragraph; its mark stays, for a section is no word."""
    return paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None


def _runs(paragraph: Element) -> Iterator[Element]:
    """Go through the runs of a paragraph, not those of a text box in it."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if local(element) == "r":
            yield element
        elif local(element) in _WRAPPERS:
            stack += reversed(element)


def _wrap(element: Element, holder: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, holder)
        holder.append(element)


def _to_deleted(run: Element) -> None:
    for child in run:
        if local(child) in _DELETED:
            child.tag = w(_DELETED[local(child)])


def _has_typed_mark(piece: WordPiece) -> bool:
    """Whether the mark of a note is what its author typed behind the reference, in the same run."""
    return bool(piece.note) and attribute(piece.element, "customMarkFollows") in ("1", "true", "on")


def _cut(child: Element, piece: WordPiece, low: int, high: int) -> Element:
    made = etree.Element(child.tag)
    made.text = piece.raw[low - piece.start : high - piece.start]
    made.set(_SPACE, "preserve")
    return made


def _add(made: list[Element | int], run: Element, child: Element, flag: bool, state: bool | None) -> bool:  # noqa: FBT001
    """Add a child to the run that is being made, or begin another run where what goes begins or ends."""
    if state is not flag:
        part = etree.Element(run.tag, dict(run.attrib))
        look = run.find(w("rPr"))
        if look is not None:
            part.append(etree.fromstring(etree.tostring(look, with_tail=False)))
        if flag:
            part.set(_SPLIT, "gone")
        made.append(part)
    last = made[-1]
    if not isinstance(last, int):
        last.append(child)
    return flag


def _replace_run(run: Element, out: Sequence[Element]) -> None:
    """Put what a run became into its place; what comes at the end of a link or a control comes behind it."""
    parent = run.getparent()
    if parent is None:
        raise AssertionError("a run that stands nowhere")
    size = next((at + 1 for at in range(len(out) - 1, -1, -1) if not _comes(out[at])), 0)
    own, behind = out[:size], out[size:]
    at = parent.index(run)
    parent[at : at + 1] = own
    last = own[-1]
    while local(parent) != "p" and last.getnext() is None:
        above = parent.getparent()
        if above is None:
            break
        last, parent = parent, above
    at = parent.index(last) + 1
    parent[at:at] = behind


def _comes(element: Element) -> bool:
    return local(element) in ("ins", "moveTo") or element.tag == _SPLIT


def _append(paragraph: Element, coming: Iterable[Element | int]) -> None:
    paragraph.extend([etree.Element(_SPLIT, at=str(each)) if isinstance(each, int) else each for each in coming])


def _put_before(words: ParagraphWords, coming: Sequence[Element | int]) -> None:
    """Put what comes in front of the first words of a paragraph."""
    element = words.pieces[0].run
    if element is None:
        element = next((child for child in words.element if str(child.tag).startswith(M)), None)
    while element is not None and element.getparent() is not words.element:
        element = element.getparent()
    for each in coming:
        made = etree.Element(_SPLIT, at=str(each)) if isinstance(each, int) else each
        if element is None:
            words.element.append(made)
        else:
            element.addprevious(made)


def _run_before(plan: StrandPlan, place: int) -> Element | None:
    """Find the run whose look words take that come at a place: the one before them, else the one behind."""
    owner = plan.old.owner(place)
    words, inside = plan.old.words[owner], place - plan.old.starts[owner]
    found = [piece for piece in words.pieces if piece.start < inside and piece.run is not None and not piece.note]
    behind = [piece for piece in words.pieces if piece.start >= inside and piece.run is not None and not piece.note]
    return found[-1].run if found else behind[0].run if behind else None


def _merge_tracked(paragraph: Element) -> None:
    """Join tracked changes of one kind and hand that meet."""
    for holder in [*paragraph.iter(*map(w, ("ins", "del", "moveFrom", "moveTo")))]:
        parent = holder.getparent()
        if parent is None or local(parent) == "rPr":
            continue
        following = holder.getnext()
        while following is not None and following.tag == holder.tag and _same_hand(holder, following):
            holder.extend(list(following))
            unwrap(following)
            following = holder.getnext()


def _same_hand(one: Element, other: Element) -> bool:
    return all(attribute(one, name) == attribute(other, name) for name in ("author", "date"))


# Fields


def _fields(paragraph: Element) -> Iterator[tuple[list[Element], bool]]:
    """Go through the fields of a paragraph: their runs, and whether they begin and end here; inner ones first."""
    opened: list[list[Element]] = []
    for run in _runs(paragraph):
        for each in opened:
            each.append(run)
        for turn in run.iterchildren(w("fldChar")):
            kind = attribute(turn, "fldCharType")
            if kind == "begin":
                opened.append([run])
            elif kind == "end" and opened:
                yield opened.pop(), True
            elif kind == "end":
                yield [run], False
    for each in opened:
        yield each, False


def _unbalanced(paragraph: Element) -> set[Element]:
    """Find the runs that hold a part of a field which begins or ends in another paragraph."""
    return {
        run
        for runs, whole in _fields(paragraph)
        if not whole
        for run in runs
        if any(local(child) in ("fldChar", "instrText") for child in run)
    }


def _codes_gone(words: ParagraphWords, gone: Sequence[tuple[int, int]]) -> set[Element]:
    """Find the codes of fields of whose result nothing stays; a field goes only whole."""
    if not gone:
        return set()
    found: set[Element] = set()
    for runs, whole in _fields(words.element):
        pieces = [piece for piece in words.pieces if piece.run in runs]
        if whole and pieces and all(any(a <= each.start and each.end <= b for a, b in gone) for each in pieces):
            found |= {child for run in runs for child in run if local(child) in ("fldChar", "instrText")}
    return found
