"""The stories of a file, container by container: what belongs together is planned first, then written.

Planning comes first for the whole file, because what stayed teaches how what comes is to look, and because a plan that
cannot be expressed is replaced by another one before anything is written. A row of a table whose cells differ, and a
paragraph with a change that no tracked change can say, are replaced whole, and listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from cdiff.core.records import field, record
from cdiff.features.compare.issued.looks import Looks
from cdiff.features.compare.issued.matching import BlockSide, BlockStep, ParagraphLinks, blocks_of, match
from cdiff.features.compare.issued.notes import NoteParts
from cdiff.features.compare.issued.strand import (
    InexpressibleError,
    ParagraphWords,
    Segment,
    StrandPlan,
    plan,
    strand_of,
)
from cdiff.features.compare.issued.writing import ChangeWriter, Op, Signer, check
from cdiff.reading.docx.ooxml import MC, attribute, local, number, w
from cdiff.reading.xmlparts import Element


@record(eq=False)
class BlockEdited:
    """Paragraphs that stay, with what changes in them."""

    plan: StrandPlan


@record(eq=False)
class BlockInside:
    """A table, a row or a text box that stays, with what happens inside."""

    element: Element
    inside: Sequence[ContainerPlan]


@record(eq=False)
class BlockGone:
    """A block or a row that goes."""

    element: Element
    moved: int = 0


@record(eq=False)
class BlockCome:
    """A block or a row that comes."""

    element: Element
    moved: int = 0
    twin: StrandPlan | None = None
    """For a paragraph that moved here: from where, and with what changes."""


@record(eq=False)
class BlockStill:
    """A block without a change."""

    element: Element


Action = BlockEdited | BlockInside | BlockGone | BlockCome | BlockStill


@record(eq=False)
class ContainerPlan:
    """What becomes of the blocks of a container, or of the rows of a table."""

    actions: Sequence[Action]


@record(frozen=False, eq=False)
class Stories:
    """Both files, paragraph by paragraph, and what is to be said of the redline."""

    old: dict[int, ParagraphWords]
    new: dict[int, ParagraphWords]
    links: ParagraphLinks
    looks: Looks
    pairs_of_notes: list[tuple[str, str]] = field(default_factory=list)
    """The notes whose marks stay: the old one, the new one."""
    replaced_rows: int = 0
    replaced_paragraphs: list[str] = field(default_factory=list)
    """Why a paragraph had to be replaced whole, for each."""
    left_pictures: int = 0
    old_boxes: int = 0
    """How many text boxes have a copy for older programs, which keeps its words."""
    _old_lines: dict[Element, ParagraphWords] = field(init=False)
    _new_lines: dict[Element, ParagraphWords] = field(init=False)

    def __post_init__(self) -> None:
        self._old_lines = {words.element: words for words in self.old.values()}
        self._new_lines = {words.element: words for words in self.new.values()}

    # Planning

    def container(self, old: Element, new: Element) -> ContainerPlan:
        """Plan what becomes of a container; it always ends with the paragraph that it ends with."""
        olds, news = blocks_of(old), blocks_of(new)
        steps = match(self._side(olds, self._old_lines), self._side(news, self._new_lines), self.links)
        steps = _without_blank(steps, [*map(self._is_blank_old, olds)], [*map(self._is_blank_new, news)])
        return ContainerPlan([*self._actions(olds, news, steps)])

    def _side(self, blocks: Sequence[Element], known: dict[Element, ParagraphWords]) -> BlockSide:
        lines = [[known[each].line for each in block.iter(w("p")) if each in known] for block in blocks]
        texts = [_said(block, known) for block in blocks]
        return BlockSide([_kind(block) for block in blocks], lines, texts)

    def _is_blank_old(self, block: Element) -> bool:
        return local(block) == "p" and (block not in self._old_lines or self._old_lines[block].is_bare)

    def _is_blank_new(self, block: Element) -> bool:
        return local(block) == "p" and not (block in self._new_lines and self._new_lines[block].text.strip())

    def _actions(
        self, olds: Sequence[Element], news: Sequence[Element], steps: Sequence[BlockStep]
    ) -> Iterator[Action]:
        """Turn steps into actions; those at the end are one, so that the last mark stays."""
        tail = _tail(steps, olds, news)
        twins = _twins(steps[:tail], olds)
        for at, step in enumerate(steps):
            if at == tail:
                yield from self._ended(olds, news, steps[tail:])
                return
            if step.old and step.new:
                yield from self._pair([olds[each] for each in step.old], [news[each] for each in step.new])
            elif step.old:
                block = olds[step.old[0]]
                moved = step.moved if step.old[0] in twins.values() else 0
                yield BlockGone(block, moved) if self._may_go(block) else BlockStill(block)
            else:
                block = news[step.new[0]]
                twin = None
                if step.new[0] in twins:
                    before = self._old_lines[olds[twins[step.new[0]]]]
                    twin = plan(strand_of([before]), strand_of([self._new_lines[block]]), [(0, 1, 0, 1)])
                yield from self._come(block, step.moved if twin else 0, twin)

    def _come(self, block: Element, moved: int = 0, twin: StrandPlan | None = None) -> Iterator[BlockCome]:
        paragraphs = [self._new_lines[each] for each in block.iter(w("p")) if each in self._new_lines]
        if not (any(each.text.strip() for each in paragraphs) or (local(block) == "p" and not _is_aside(paragraphs))):
            return  # nothing in it is compared
        self.left_pictures += len([*block.iter(w("drawing"), w("pict"), w("object"))])
        yield BlockCome(block, moved, twin)

    def _may_go(self, block: Element) -> bool:
        """Whether a block has words that are compared, or nothing at all; what is set aside is left alone."""
        paragraphs = [self._old_lines[each] for each in block.iter(w("p")) if each in self._old_lines]
        return any(each.text.strip() for each in paragraphs) or all(each.is_bare for each in paragraphs)

    def _pair(self, olds: Sequence[Element], news: Sequence[Element]) -> Iterator[Action]:
        if local(olds[0]) == "tbl":
            yield self._table(olds[0], news[0])
            return
        yield from self._edited(olds, news, [(0, len(olds), 0, len(news))])

    def _ended(self, olds: Sequence[Element], news: Sequence[Element], steps: Sequence[BlockStep]) -> Iterator[Action]:
        """Plan the end of a container as paragraphs in a row, of which the last mark stays."""
        before = [olds[at] for step in steps for at in step.old]
        after = [news[at] for step in steps for at in step.new]
        segments: list[Segment] = []
        at = to = 0
        for step in steps:
            segments.append((at, at + len(step.old), to, to + len(step.new)))
            at, to = at + len(step.old), to + len(step.new)
        if not after:
            yield from (BlockGone(each) if self._may_go(each) else BlockStill(each) for each in before)
            return
        yield from self._edited(before, after, segments, must=True)

    def _edited(
        self, olds: Sequence[Element], news: Sequence[Element], segments: Sequence[Segment], *, must: bool = False
    ) -> Iterator[Action]:
        """Plan the words of paragraphs; where that cannot be expressed, they are replaced whole."""
        if any(each not in self._old_lines for each in olds) or any(each not in self._new_lines for each in news):
            yield from map(BlockStill, olds)  # no reader saw them
            return
        before, after = [self._old_lines[each] for each in olds], [self._new_lines[each] for each in news]
        made = plan(strand_of(before), strand_of(after), segments)
        boxes = [*self._boxes(olds, news)] if len(olds) == len(news) == 1 else []
        if boxes:
            yield BlockInside(olds[0], boxes)
        if before[0].line in self.links.renumbered and len(olds) == len(news) == 1:
            made.listed = self.looks.listed(olds[0], news[0])
        if not made.gone and not made.come and len(olds) == len(news) and made.listed is None:
            self._learn(made)
            yield from map(BlockStill, olds)
            return
        try:
            check(made)
        except InexpressibleError as error:
            if must:
                raise
            self.replaced_paragraphs.append(str(error))
            yield from (BlockGone(each) for each in olds)
            for each in news:
                yield from self._come(each)
            return
        self._learn(made)
        yield BlockEdited(made)

    def _boxes(self, olds: Sequence[Element], news: Sequence[Element]) -> Iterator[ContainerPlan]:
        """Pair the text boxes of two paragraphs in their order."""
        sides = [
            [box for box in paragraph.iter(w("txbxContent")) if any(each in known for each in box.iter(w("p")))]
            for paragraph, known in ((olds[0], self._old_lines), (news[0], self._new_lines))
        ]
        for one, other in zip(*sides, strict=False):
            made = self.container(one, other)
            alternatives = next(one.iterancestors(MC + "AlternateContent"), None)
            copies = () if alternatives is None else alternatives.iter(w("txbxContent"))
            self.old_boxes += _has_changes(made) and any(each is not one for each in copies)
            yield made

    def _learn(self, made: StrandPlan) -> None:
        """Learn the looks of what stays, and which notes do."""
        pairs = _marks_kept(made)
        for mark, new_mark in pairs:
            self.looks.learn_paragraph(made.old.words[mark].element, made.new.words[new_mark].element)
        for start, new_start, size in made.kept:
            if made.old.text[start] == "\n":
                continue
            base = made.old.starts[made.old.owner(start)]
            for one, low, high in made.old.pieces(start, start + size):
                at = new_start + base + one.start + low - start
                for other, _, _ in made.new.pieces(at, at + high - low):
                    if one.note and other.note:
                        self.pairs_of_notes.append((one.note, other.note))
                    self.looks.learn_run(one.run, other.run, high - low)

    def _table(self, old: Element, new: Element) -> BlockInside:
        """Plan a table row by row; rows pair where they have the same cells."""
        olds, news = rows_of(old), rows_of(new)
        sides = [self._side(olds, self._old_lines), self._side(news, self._new_lines)]
        steps = match(sides[0], sides[1], self.links)
        actions: list[Action] = []
        for step in steps:
            if step.old and step.new:
                cells = zip(cells_of(olds[step.old[0]]), cells_of(news[step.new[0]]), strict=True)
                actions.append(BlockInside(olds[step.old[0]], [self.container(one, other) for one, other in cells]))
            elif step.old:
                actions.append(BlockGone(olds[step.old[0]]))
            else:
                actions += self._come(news[step.new[0]])
        gone = [at for step in steps if not step.new for at in step.old]
        come = {line for step in steps if not step.old for to in step.new for line in sides[1].lines[to]}
        self.replaced_rows += sum(
            any(link.line in come for line in sides[0].lines[at] for link in self.links.of_old.get(line, ()))
            for at in gone
        )
        return BlockInside(old, [ContainerPlan(actions)])


def _has_changes(container: ContainerPlan) -> bool:
    """Whether anything changes in a container."""
    return any(
        any(map(_has_changes, each.inside)) if isinstance(each, BlockInside) else not isinstance(each, BlockStill)
        for each in container.actions
    )


def _is_aside(paragraphs: Sequence[ParagraphWords]) -> bool:
    """Whether words of some paragraphs are set aside."""
    return any(each.aside for each in paragraphs)


def _said(block: Element, known: dict[Element, ParagraphWords]) -> str:
    return "\n".join(" ".join(known[each].text.split()) for each in block.iter(w("p")) if each in known)


def _kind(block: Element) -> str:
    """Say what must be alike in two blocks that belong together: of rows, the cells."""
    if local(block) != "tr":
        return local(block)
    cells = ((cell.find(w("tcPr"))) for cell in cells_of(block))
    return "tr " + " ".join(str(number(each, "gridSpan") or 1) for each in cells)


def rows_of(table: Element) -> list[Element]:
    """List the rows of a table, not those of tables in it."""
    return [row for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table]


def cells_of(row: Element) -> list[Element]:
    """List the cells of a row, not those of tables in it."""
    return [cell for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is row]


def _without_blank(steps: Sequence[BlockStep], blank_old: Sequence[bool], blank_new: Sequence[bool]) -> list[BlockStep]:
    """Leave alone what has no words: an empty line goes or comes only together with words that do."""
    kept: list[BlockStep] = []
    run: list[BlockStep] = []
    for step in [*steps, BlockStep((0,), (0,))]:
        if not (step.old and step.new):
            run.append(step)
            continue
        goes = any(not blank_old[at] for each in run for at in each.old)
        comes = any(not blank_new[at] for each in run for at in each.new)
        for each in run:
            if each.old and blank_old[each.old[0]] and not goes:
                kept.append(BlockStep(each.old, (), -1))
            elif not (each.new and blank_new[each.new[0]] and not comes):
                kept.append(each)
        run = []
        kept.append(step)
    return kept[:-1]


def _tail(steps: Sequence[BlockStep], olds: Sequence[Element], news: Sequence[Element]) -> int:
    """Say from which step on the end of a container is one plan: where its last paragraph goes, or more comes behind.

    Tables bound it. Gives a number behind all steps where the last block stays and nothing comes behind it.
    """
    if not olds or not steps or (steps[-1].old and steps[-1].new) or steps[-1].moved == -1:
        return len(steps)

    def is_text(step: BlockStep) -> bool:
        blocks = [*(olds[at] for at in step.old), *(news[at] for at in step.new)]
        return all(local(block) == "p" for block in blocks) and step.moved != -1

    at = len(steps)
    while at and is_text(steps[at - 1]):
        at -= 1
        if steps[at].old and steps[at].new:
            break
    return at if any(step.old for step in steps[at:]) else len(steps)


def _twins(steps: Sequence[BlockStep], blocks: Sequence[Element]) -> dict[int, int]:
    """Map the new place of each paragraph that moved to the old one; a table comes and goes."""
    olds: dict[int, list[int]] = {}
    news: dict[int, list[int]] = {}
    for step in steps:
        if step.moved > 0:
            olds.setdefault(step.moved, []).extend(step.old)
            news.setdefault(step.moved, []).extend(step.new)
    return {
        to: at
        for move, places in news.items()
        if len(places) == len(olds.get(move, ())) and all(local(blocks[at]) == "p" for at in olds[move])
        for at, to in zip(olds[move], places, strict=True)
    }


def _marks_kept(made: StrandPlan) -> list[tuple[int, int]]:
    """List the paragraphs whose marks stay, on both sides."""
    marks = ((start, new) for start, new, size in made.kept if size == 1 and made.old.text[start] == "\n")
    return [(made.old.owner(start), made.new.owner(new)) for start, new in marks]


# Writing


@record(frozen=False, eq=False)
class Scribe:
    """Writes what was planned into the old file."""

    stories: Stories
    writer: ChangeWriter
    signer: Signer
    notes: NoteParts
    moves: int = 0

    def write(self, container: ContainerPlan) -> None:
        """Write what becomes of a container."""
        actions = container.actions
        first = self.moves
        self.moves += max((each.moved for each in actions if isinstance(each, (BlockGone, BlockCome))), default=0)
        last: Element | None = None
        waiting: list[Element] = []
        ranges: dict[tuple[str, int], list[Element]] = {}
        for action in actions:
            if isinstance(action, BlockCome):
                made = self._made(action, last if last is not None else _next_old(actions, action))
                if action.moved:
                    ranges.setdefault(("moveTo", first + action.moved), []).append(made)
                if last is None:
                    waiting.append(made)
                else:
                    last.addnext(made)
                    last = made
                continue
            element = self._old(action)
            if isinstance(action, BlockGone) and action.moved > 0:
                ranges.setdefault(("moveFrom", first + action.moved), []).append(element)
            for each in waiting:
                _top(action, element).addprevious(each)
            waiting = []
            last = element
        for (name, number_), blocks in ranges.items():
            self._range(name, number_, blocks)

    def _old(self, action: BlockEdited | BlockInside | BlockGone | BlockStill) -> Element:
        """Write what becomes of an old block; give the element behind which the next one comes."""
        if isinstance(action, BlockEdited):
            self.writer.edit(action.plan)
            return action.plan.old.words[-1].element
        if isinstance(action, BlockInside):
            for each in action.inside:
                self.write(each)
        elif isinstance(action, BlockGone):
            self.go(action.element, "moveFrom" if action.moved > 0 else "del")
        return action.element

    def go(self, block: Element, op: Op) -> None:
        """Track a block or a row as gone, with all that is in it."""
        if local(block) == "p":
            self.writer.go(block, op)
            return
        for row in [block] if local(block) == "tr" else [*block.iter(w("tr"))]:
            self._mark_row(row, "del")
        for paragraph in [*block.iter(w("p"))]:
            if next(paragraph.iterancestors(w("p")), None) is None:
                self.writer.go(paragraph)

    def _mark_row(self, row: Element, op: Op) -> None:
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(1 if row.find(w("tblPrEx")) is not None else 0, properties)
        behind = next((at for at, each in enumerate(properties) if local(each) == "trPrChange"), len(properties))
        properties.insert(behind, self.signer.sign(op))

    def _made(self, action: BlockCome, neighbour: Element | None) -> Element:
        block = action.element
        beside = neighbour if neighbour is not None and local(neighbour) == "p" else None
        if action.twin is not None:
            words = action.twin.new.words[0]
            stayed = [(new, new + size) for _, new, size in action.twin.kept if size and new < len(words.text)]
            return self.writer.moved_here(words, beside, stayed)
        return self._copy(block, beside)

    def _copy(self, block: Element, neighbour: Element | None) -> Element:
        """Make a block of the new file that comes: a paragraph, a table or a row."""
        if local(block) == "p":
            words = self.stories._new_lines.get(block)
            if words is None:
                words = ParagraphWords(block, 0, "", ())
            return self.writer.come(words, neighbour)
        made = etree.Element(block.tag)
        for child in block:
            name = local(child)
            if name in ("tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx"):
                etree.SubElement(made, child.tag).extend(self.stories.looks.table(child))
            elif name in ("tr", "tc", "tbl", "p"):
                made.append(self._copy(child, neighbour))
            elif name in ("sdt", "customXml"):
                made.extend([self._copy(each, neighbour) for each in _content(child, local(block))])
        if local(block) == "tr":
            self._mark_row(made, "ins")
        return made

    def note_paragraph(self, paragraph: Element) -> Element:
        """Make a paragraph of a note that was added; the note comes with its mark, so its own marks are not tracked."""
        words = self.stories._new_lines.get(paragraph) or ParagraphWords(paragraph, 0, "", ())
        made = self.writer.come(words, None, None)
        for number_ in paragraph.iter(w("footnoteRef"), w("endnoteRef")):
            run = etree.Element(w("r"))
            holder = number_.getparent()
            look = self.stories.looks.run(None if holder is None else holder.find(w("rPr")), None)
            if look:
                etree.SubElement(run, w("rPr")).extend(look)
            etree.SubElement(run, number_.tag)
            made.insert(1, run)
        return made

    def _range(self, name: str, number_: int, blocks: Sequence[Element]) -> None:
        """Put the marks of a move around its paragraphs (ECMA-376-1 §17.13.5.23–28)."""
        start = self.signer.sign(f"{name}RangeStart")
        start.set(w("name"), f"move{number_}")
        end = etree.Element(w(f"{name}RangeEnd"))
        end.set(w("id"), attribute(start, "id"))
        first = blocks[0].find(w("pPr"))
        blocks[0].insert(0 if first is None else 1, start)
        blocks[-1].addnext(end)


def _content(holder: Element, inside: str) -> Iterator[Element]:
    """Go through what a content control holds in a table, a row or a cell."""
    wanted = {"tbl": ("tr",), "tr": ("tc",), "tc": ("p", "tbl")}[inside]
    stack = list(reversed(holder))
    while stack:
        element = stack.pop()
        if local(element) in wanted:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml"):
            stack += reversed(element)


def _top(action: Action, element: Element) -> Element:
    """Give the first element of an old block: of several paragraphs the first, with what was cut from it."""
    if isinstance(action, BlockEdited):
        first = action.plan.old.words[0].element
        before = first.getprevious()
        while before is not None and local(before) == "p" and _is_cut(before, action):
            first, before = before, before.getprevious()
        return first
    return element


def _is_cut(paragraph: Element, action: BlockEdited) -> bool:
    """Whether a paragraph was cut from the first one of a plan: its mark comes."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}")
    return mark is not None and any("\n" in action.plan.new.text[a:b] for _, a, b in action.plan.come)


def _next_old(actions: Iterable[Action], action: BlockCome) -> Element | None:
    """Find the block behind what comes at the beginning of a container."""
    found = False
    for each in actions:
        if each is action:
            found = True
        elif found and not isinstance(each, BlockCome):
            return each.plan.old.words[0].element if isinstance(each, BlockEdited) else each.element
    return None
