"""From a plan to paragraphs: runs of text, each with what is tracked about it, and the notes they call.

A paragraph of the file ends with a mark that is tracked like text (ECMA-376-1 §17.13.5): where the mark of a split
is rejected, its words run on into the next paragraph. The last mark of a change that stands still is never tracked,
nor is the last one of the file, which no word processor lets anybody delete.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Change, Clause, Edit
from cdiff.core.records import field, record
from cdiff.features.compare.redline.calls import Calls, mark_of
from cdiff.features.compare.redline.order import Item, Plan, Span
from cdiff.features.compare.redline.signatures import Side, Signatory, Signatures
from cdiff.features.compare.redline.strand import WHOLE, On, Thread, What, weave

Op = Literal["", "ins", "del", "moveTo", "moveFrom"]
"""What is tracked, by the name of its element."""
Ops = Mapping[On, Op]

STILL: Ops = {"both": "", "old": "del", "new": "ins"}
GONE: Ops = {"old": "del"}
COME: Ops = {"new": "ins"}
FROM: Ops = {"both": "moveFrom", "old": "del"}
TO: Ops = {"both": "moveTo", "new": "ins"}
"""Where a moved clause stood, its words are moved away and those it lost deleted; where it stands, they are moved
here and those it won inserted. Its label, its tab and its mark go with it, so that most moves are of one piece."""


@record
class RedlineRun:
    """A piece of a paragraph."""

    op: Op
    what: What
    text: str = ""
    note: int = 0
    """The number of the note in the file, from 1."""
    signature: Signatory | None = None
    """Whose change it is, where it is tracked."""


@record
class Format:
    """How a paragraph looks."""

    style: str
    rtl: bool = False


NORMAL = Format("Normal")


@record(frozen=False)
class Paragraph:
    """A paragraph of the file."""

    runs: list[RedlineRun] = field(default_factory=list)
    op: Op = ""
    """What is tracked about its mark."""
    format: Format = NORMAL
    before: Format | None = None
    """How it looked in the old text, where that is otherwise."""
    opens: int = 0
    """The move that begins here; negative where its clauses are moved away, 0 for none."""
    closes: int = 0
    signature: Signatory | None = None
    """Whose change its mark, its look or its move is."""


@record(frozen=False)
class RedlineNote:
    """A footnote of the file."""

    mark: str
    runs: list[RedlineRun]
    op: Op
    rtl: bool
    signature: Signatory | None = None


@record(frozen=False)
class Page:
    """The paragraphs and notes in the making."""

    plan: Plan
    signatures: Signatures
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[RedlineNote] = field(default_factory=list)
    _open: Paragraph = field(default_factory=Paragraph)
    _last: Paragraph = field(default_factory=Paragraph)
    """Where the last move ended."""

    def write(self) -> None:
        """Go through the plan."""
        for step in self.plan.steps:
            if isinstance(step, Span):
                self._span(step)
            else:
                self._item(step, STILL)
        _settle_end(self.paragraphs)
        _hand_on_marks(self.paragraphs)

    def _span(self, span: Span) -> None:
        owner = self.plan.owner(span.on)
        at = span.start
        while at < span.end:
            item = owner[at]
            places = item.old if span.on == "old" else item.new
            if item.move:
                self._move(item, span.on)
                at = places[-1] + 1
            else:
                self._alone(span.on, at)
                at += 1

    def _alone(self, on: Literal["old", "new"], at: int) -> None:
        clauses = self.plan.clauses(on, [at])
        old, new = (clauses, []) if on == "old" else ([], clauses)
        change = self.plan.owner(on)[at].change
        self._threads(weave(old, new, (), self.plan.calls), GONE if on == "old" else COME, None, change)

    def _move(self, item: Item, on: Literal["old", "new"]) -> None:
        first = len(self.paragraphs)
        self._item(item, FROM if on == "old" else TO)
        move = -item.move if on == "old" else item.move
        if self._last.closes == move:
            self._last.closes = 0
        else:
            self.paragraphs[first].opens = move
        self._last = self.paragraphs[-1]
        self._last.closes = move

    def _item(self, item: Item, ops: Ops) -> None:
        old, new = self.plan.clauses("old", item.old), self.plan.clauses("new", item.new)
        edits: tuple[Edit, ...] = ()
        if item.is_whole:
            edits = WHOLE if item.change.kind == "unchanged" else item.change.edits
        self._threads(weave(old, new, edits, self.plan.calls), ops, item, item.change)

    def _threads(self, threads: Iterable[Thread], ops: Ops, item: Item | None, change: Change) -> None:
        for thread in threads:
            if thread.on not in ops:
                continue
            op = ops[thread.on] if thread.what in ("text", "mark") else ops.get("both") or ops[thread.on]
            if thread.what == "end":
                self._end(thread, op, ops, change)
            elif thread.what == "between":
                self._between(thread, item)
            elif thread.what == "mark":
                number = self._call(thread, op)
                self._open.runs.append(RedlineRun(op, "mark", thread.text, number, self.notes[number - 1].signature))
            else:
                what: What = "text" if thread.what == "label" else thread.what
                self._open.runs += self._signed(op, what, thread.text, change)

    def _signed(self, op: Op, what: What, text: str, change: Change | None) -> Iterator[RedlineRun]:
        """Make the runs of some words, each signed by whoever changed them."""
        side: Side = "delete" if op in ("del", "moveFrom") else "insert"
        if not op:
            yield RedlineRun(op, what, text)
        elif what == "tab":
            yield RedlineRun(op, what, signature=self._before(op) or self.signatures.lead(change, side))
        else:
            for piece, signature in self.signatures.cut(change, side, text):
                yield RedlineRun(op, what, piece, signature=signature)

    def _before(self, op: Op) -> Signatory | None:
        """Return the signature of the run before the next one, where it is tracked alike."""
        runs = self._open.runs
        return runs[-1].signature if runs and runs[-1].op == op else None

    def _between(self, thread: Thread, item: Item | None) -> None:
        """Write what stands between two clauses of one change."""
        if item is not None and thread.on != "both":
            places = item.old if thread.on == "old" else item.new
            self._span(Span(thread.on, places[thread.at] + 1, places[thread.at + 1]))

    def _end(self, thread: Thread, op: Op, ops: Ops, change: Change) -> None:
        paragraph, self._open = self._open, Paragraph()
        paragraph.op = op
        paragraph.signature = self.signatures.lead(change, "delete" if op in ("del", "moveFrom") else "insert")
        clause = (thread.new if "new" in ops else None) or thread.old
        paragraph.format = format_of(clause) if clause else NORMAL
        if not op and thread.old and format_of(thread.old) != paragraph.format:
            paragraph.before = format_of(thread.old)
        self.paragraphs.append(paragraph)

    def _call(self, thread: Thread, op: Op) -> int:
        """Add the note that a mark calls, in the state of the mark."""
        old = thread.old if op in ("", "del", "moveFrom") else None
        new = thread.new if op in ("", "ins", "moveTo") else None
        note = new or old
        if note is None:
            raise AssertionError("a mark calls a note")
        mark = "" if self.plan.calls.numbered else mark_of(note)
        runs = self._note_runs(old, new)
        signature = next((run.signature for run in runs if run.signature), None)
        self.notes.append(RedlineNote(mark, runs, "" if old and new else op, is_rtl(note), signature))
        return len(self.notes)

    def _note_runs(self, old: Clause | None, new: Clause | None) -> list[RedlineRun]:
        if old is None or new is None:
            text = old.text if old else new.text if new else ""
            change = self.signatures.owner(old or new)
            return [*self._signed("del" if old else "ins", "text", text, change)] if text else []
        threads = weave([_bare(old)], [_bare(new)], self.plan.calls.edits(old) or WHOLE, _UNCALLED)
        change = self.signatures.owner(new)
        words = [thread for thread in threads if thread.what == "text"]
        return [run for thread in words for run in self._signed(STILL[thread.on], "text", thread.text, change)]


_UNCALLED = Calls({}, {}, numbered=True)
"""No mark in a note calls another."""


def _bare(note: Clause) -> Clause:
    return Clause(note.citation, note.kind, "", note.text)


def _settle_end(paragraphs: list[Paragraph]) -> None:
    """Let the file end with a mark that is not tracked, and with no paragraph that neither text has.

    What is added or deleted behind the last paragraph that stays is tracked as a person would type it there: the mark
    before it goes with it, not the one behind it.
    """
    if not paragraphs:
        paragraphs.append(Paragraph())
        return
    stays = max((at for at, each in enumerate(paragraphs) if not each.op), default=-1)
    if stays < 0:
        stays = 0
        _join_first(paragraphs)
    tail = paragraphs[stays:]
    looks = {"old": tail[0].before or tail[0].format, "new": tail[0].format}
    tracked = [(each.op, each.format, each.signature) for each in tail[1:]]
    for paragraph, (op, look, signature) in zip(tail, tracked, strict=False):
        side = "old" if op in ("del", "moveFrom") else "new"
        paragraph.op = op if op == paragraph.op else "del" if side == "old" else "ins"
        paragraph.format, paragraph.before, paragraph.signature = looks[side], None, signature
        looks[side] = look
    last = tail[-1]
    last.op, last.format = "", looks["new"]
    last.before = looks["old"] if looks["old"] != looks["new"] else None


def _join_first(paragraphs: list[Paragraph]) -> None:
    """Set the first paragraph of either text in one where nothing stays, so that neither begins with an empty one."""
    first = paragraphs[0]
    at = next((at for at, each in enumerate(paragraphs) if each.op != first.op), 0)
    if not at:
        return
    other = paragraphs.pop(at)
    first.runs += other.runs
    new, old = (other, first) if first.op == "del" else (first, other)
    first.op, first.format, first.before = "", new.format, old.format if old.format != new.format else None


def _hand_on_marks(paragraphs: Sequence[Paragraph]) -> None:
    """Let inserted paragraphs that follow inserted words go on from them, as if someone had typed on.

    The mark of the paragraph that stays comes behind them then, and theirs one earlier. Either way both texts are
    the same, but LibreOffice takes insertions that only a mark lies between for one, and the mark with them.
    """
    for at, paragraph in enumerate(paragraphs):
        if not paragraph.op and paragraph.runs and paragraph.runs[-1].op == "ins":
            last = at
            while last + 1 < len(paragraphs) and _is_inserted(paragraphs[last + 1]):
                last += 1
            if last > at:
                _exchange(paragraph, paragraphs[last])


def _is_inserted(paragraph: Paragraph) -> bool:
    return paragraph.op == "ins" and bool(paragraph.runs) and all(run.op == "ins" for run in paragraph.runs)


def _exchange(stays: Paragraph, comes: Paragraph) -> None:
    before = stays.before or stays.format
    stays.op, stays.before, stays.signature, comes.op = "ins", None, comes.signature, ""
    comes.before = before if before != comes.format else None


# The look of a clause

_DEPTH = {"paragraph": 1, "text": 1, "preamble": 1, "stem": 1, "principle": 2, "action": 2, "item": 2}
_DEPTH |= {"roman": 3, "point": 4, "footnote": 1}


def format_of(clause: Clause) -> Format:
    """Say which style a clause has: a heading, or how deep it is set, with or without a label in front."""
    rtl = is_rtl(clause)
    if clause.kind in HEADINGS:
        return Format(f"Heading{HEADINGS[clause.kind]}", rtl)
    depth = _DEPTH.get(clause.kind, 1)
    return Format(f"{'Numbered' if clause.label else 'Text'}{depth}", rtl)


def is_rtl(clause: Clause) -> bool:
    """Whether most letters of a clause run from right to left."""
    return turns(clause.text) if clause.text else turns(clause.label)


def turns(text: str) -> bool:
    """Whether most letters of a text run from right to left (Unicode's bidirectional classes R and AL)."""
    if text.isascii():
        return False
    kinds = Counter(unicodedata.bidirectional(sign) for sign in text)
    return kinds["R"] + kinds["AL"] > kinds["L"]
