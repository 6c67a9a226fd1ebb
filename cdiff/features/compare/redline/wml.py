"""Paragraphs and notes as WordprocessingML.

Written as text: the few elements of a redline in the order that the schema wants (ECMA-376-1 Annex A, `wml.xsd`)
are easier to check than a library's objects, and no library writes moves, tracked paragraph marks and notes:

- python-docx knows no tracked changes and no footnotes, and its template carries the clock;
- docx-revisions adds `w:ins` and `w:del` around runs to it, neither marks of paragraphs nor moves nor notes;
- docx-redline needs a newer Python than cdiff and edits an existing file;
- python-redlines calls a .NET program that compares two files anew, by its own lights.

Sections of ECMA-376-1: `w:ins` 17.13.5.18–20, `w:del` 17.13.5.14–15, `w:moveFrom` and `w:moveTo` 17.13.5.20–28,
`w:pPrChange` 17.13.5.29, footnotes 17.11.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count, groupby
from xml.sax.saxutils import escape

from cdiff.core.records import field, record
from cdiff.features.compare.redline.page import Format, Op, Paragraph, RedlineNote, RedlineRun
from cdiff.features.compare.redline.signatures import Signatory

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"  # no XML; or turns the text around
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_TURNED = ("R", "AL", "AN")


def shown(text: str) -> str:
    """Write a text for XML; what XML cannot hold and what would turn the text around is written out: `\\x1b`."""
    return escape(_UNSAFE.sub(lambda sign: ascii(sign[0])[1:-1], text))


def quoted(text: str) -> str:
    """Write a text as the value of an attribute."""
    return shown(text).replace('"', "&quot;")


@record(frozen=False)
class Tracker:
    """Signs every tracked change with author, date and a number of its own."""

    usual: Signatory
    """Who signs where a change has no signature of its own."""
    _ids: Iterator[int] = field(default_factory=lambda: count(1), init=False)

    def signed(self, signature: Signatory | None) -> str:
        """Give the attributes of the next tracked change; a date that is not known is left out (17.13.5)."""
        return f'w:id="{next(self._ids)}" {self._by(signature)}'

    def _by(self, signature: Signatory | None) -> str:
        signature = signature or self.usual
        date = whole_date(signature.date)
        return f'w:author="{quoted(signature.author[:255])}"' + (f' w:date="{date}"' if date else "")

    def range(self, move: int, signature: Signatory | None) -> tuple[str, str]:
        """Give the marks around the clauses of a move, negative where they are moved away (17.13.5.23–28)."""
        name = "moveFromRange" if move < 0 else "moveToRange"
        number = next(self._ids)
        start = f'<w:{name}Start w:id="{number}" {self._by(signature)} w:name="move{abs(move)}"/>'
        return start, f'<w:{name}End w:id="{number}"/>'


def whole_date(date: str) -> str:
    """Return a day, or a day with a time, as `xsd:dateTime`, which Word insists on; "" for what is neither."""
    try:
        known = datetime.fromisoformat(date) if _DATE.fullmatch(date) else None
    except ValueError:
        known = None
    if known is None:
        return ""
    return date if "T" in date else f"{date}T00:00:00Z"


def body(paragraphs: Iterable[Paragraph], notes: Sequence[RedlineNote], tracker: Tracker) -> str:
    """Write the paragraphs of the main story."""
    out = []
    end = ""
    for paragraph in paragraphs:
        start = ""
        if paragraph.opens:
            start, end = tracker.range(paragraph.opens, paragraph.signature)
        out.append(f"<w:p>{_properties(paragraph, tracker)}{start}{runs(paragraph, notes, tracker)}</w:p>")
        if paragraph.closes:
            out.append(end)
    return "\n".join(out)


def _properties(paragraph: Paragraph, tracker: Tracker) -> str:
    """Write `w:pPr`: the style, the direction, what is tracked about the mark, the old look (17.3.1.26)."""
    mark = f"<w:{paragraph.op} {tracker.signed(paragraph.signature)}/>" if paragraph.op else ""
    mark = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    before = ""
    if paragraph.before is not None:
        was = f"<w:pPr>{_format(paragraph.before)}</w:pPr>"
        before = f"<w:pPrChange {tracker.signed(paragraph.signature)}>{was}</w:pPrChange>"
    return f"<w:pPr>{_format(paragraph.format)}{mark}{before}</w:pPr>"


def _format(look: Format) -> str:
    return f'<w:pStyle w:val="{look.style}"/>' + ("<w:bidi/>" if look.rtl else "")


def runs(paragraph: Paragraph, notes: Sequence[RedlineNote], tracker: Tracker) -> str:
    """Write the runs of a paragraph, those that share a tracked change inside one element."""
    rtl = paragraph.format.rtl
    return _tracked(((run.op, run.signature, _run(run, notes, rtl=rtl)) for run in _joined(paragraph.runs)), tracker)


def _tracked(written: Iterable[tuple[Op, Signatory | None, str]], tracker: Tracker) -> str:
    out = []
    for (op, signature), group in groupby(written, key=lambda each: each[:2]):
        inside = "".join(text for _, _, text in group)
        out.append(f"<w:{op} {tracker.signed(signature)}>{inside}</w:{op}>" if op else inside)
    return "".join(out)


def _joined(given: Iterable[RedlineRun]) -> Iterator[RedlineRun]:
    """Join neighbouring words."""
    for (op, what, signature), group in groupby(given, key=lambda run: (run.op, run.what, run.signature)):
        if what == "text":
            yield RedlineRun(op, what, "".join(run.text for run in group), signature=signature)
        else:
            yield from group


def _run(run: RedlineRun, notes: Sequence[RedlineNote], *, rtl: bool) -> str:
    if run.what == "tab":
        return "<w:r><w:tab/></w:r>"
    if run.what == "mark":
        mark = notes[run.note - 1].mark
        return f"<w:r>{_REFERENCE}{_call(run, mark)}</w:r>"
    look = "<w:rPr><w:rtl/></w:rPr>" if _is_turned(run.text, rtl=rtl) else ""
    return f"<w:r>{look}{_words(run.op, run.text)}</w:r>"


_REFERENCE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def _call(run: RedlineRun, mark: str) -> str:
    if not mark:
        return f'<w:footnoteReference w:id="{run.note}"/>'
    return f'<w:footnoteReference w:customMarkFollows="1" w:id="{run.note}"/>{_words(run.op, mark)}'


def _words(op: Op, text: str) -> str:
    name = "delText" if op == "del" else "t"
    return f'<w:{name} xml:space="preserve">{shown(text)}</w:{name}>'


def _is_turned(text: str, *, rtl: bool) -> bool:
    """Whether a run is set from right to left: it has such letters, or stands among them without any other."""
    if not rtl and text.isascii():
        return False
    kinds = {unicodedata.bidirectional(sign) for sign in text}
    return not kinds.isdisjoint(_TURNED) or (rtl and "L" not in kinds)


def notes_part(notes: Sequence[RedlineNote], tracker: Tracker) -> str:
    """Write the footnotes (17.11.10); the first two are the lines that Word draws above notes."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return lines + "".join(f"\n{_note(number, note, tracker)}" for number, note in enumerate(notes, 1))


def _note(number: int, note: RedlineNote, tracker: Tracker) -> str:
    own: Op = "del" if note.op in ("del", "moveFrom") else "ins" if note.op else ""
    mark = _words(own, note.mark) if note.mark else "<w:footnoteRef/>"
    first = f"<w:r>{_REFERENCE}{mark}</w:r><w:r>{_words(own, ' ')}</w:r>"
    rest = [(run.op, run.signature, _run(run, (), rtl=note.rtl)) for run in _joined(note.runs)]
    look = _format(Format("FootnoteText", note.rtl))
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr>{look}</w:pPr>'
        f"{_tracked([(own, note.signature, first), *rest], tracker)}</w:p></w:footnote>"
    )
