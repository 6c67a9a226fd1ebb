"""Lines: blocks in normal form, and whether one goes on where the last one stopped.

A received draft breaks its sentences at page ends, at column eighty, or nowhere. What tells a new clause
from the rest of the old one is, in this order: a number or heading (told elsewhere), a small first
letter, a last word that cannot end a clause, the empty line between them, the length of the line before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cdiff.core.grammar import SUSPENDED
from cdiff.core.model import Block
from cdiff.core.numbering import peel, printed
from cdiff.core.records import record, replace
from cdiff.parsing.normalise import join, normalise

_OPEN_WORDS = frozenset(
    "a an the of to in on at by for with from and or nor but as than that which who whose whom its their our "
    "his her this these those including such between among into through under upon against without within "
    "towards toward via per is are was were be been being has have had not no shall will may must should "
    "de la le les des du et ou à au aux en par pour sur el los las del y o con por para que".split()
)
_ENDS = (".", ";", ":", "!", "?", '."', ".”", ".’", ".)", "。", "؟", "।")
_LAST = rf"\s(?:{'|'.join(SUSPENDED)})$"
ENDS_ITEM = re.compile(f"[;,]{_LAST}")
"""The end of an item that another one follows: `…; and`, `…, or`."""
_STOPPED = re.compile(f";{_LAST}")
"""The same behind a semicolon: `…, and` may also be where a page cut a sentence."""
_PARTS = (*_ENDS, ",", "—", "–", ";”", ",”", ":”", ";»", "»", " ;", "،", "؛", "，", "；", "：")
"""What ends a part of a sentence; with an empty line behind it, it ends a clause: a recital, a definition, an item."""
_PAGE_CUTS = 2
"""So many gaps inside sentences show that a text was paged; one may be a slip, and a few may be text below a list where
many more stand behind a comma."""
_BULLET = re.compile(r"(?P<bullet>[•·▪‣◦●○■□➢→*]|[-–—o])\s+(?=\S)")
_NOTE_BEHIND = re.compile(r"(?<!\s)\s*+(?:\([^()]*\)|\[[^\[\]]*\])$")
"""`… of the Act. (office)`, `… [Repealed]`: what may stand behind the stop of a sentence."""
LEADER = re.compile(r"(?<![.…·_])(?<![.…·_]\s)(?:\s?[.…·_]){4,}+\s*+\d++\s*+$")
"""What ends an entry of a table of contents: dots and the page."""
_WIDE = re.compile(r"^\s*\S{1,12}?(?:\s{2,}|\t|\u00a0)")


@record
class TextLine:
    """A block in normal form."""

    text: str
    line: int
    gap: int
    whole: bool
    """A paragraph of its own, as the format says."""
    wide: bool
    """The label is set off from the text by more than one space: no accident of a line break."""
    heading: int
    wrapped: bool
    """The source breaks lines at a width, and this line may be such a piece."""
    note: str = ""
    level: int = 0
    """How deep the format nests it as a list item; 0 where it does not say."""
    lead: str = ""
    """What opens a bracket before its number or heading, and stands in no other field: `[`, `[EU: `."""


def lines_of(blocks: Sequence[Block]) -> list[TextLine]:
    """Bring blocks into normal form; blocks without a visible character count as gaps."""
    width = wrap_width(blocks)
    lines: list[TextLine] = []
    pieces: list[str] = []
    """The pieces of the last line, where the source broke it at its width."""
    before = ""
    gap = 0

    def close() -> None:
        if len(pieces) > 1:
            lines[-1] = replace(lines[-1], text=join(pieces))

    bullets = _bullets_of(blocks)

    for block in blocks:
        text = normalise(f"{block.label} {block.text}" if block.label else block.text)
        gap = max(gap, block.gap)
        if not text:
            gap += 1
            continue
        if width and lines and not gap and _was_broken(before, text, block, width):
            pieces.append(text)
        else:
            close()
            pieces = [text]
            wide = bool(block.label) or _WIDE.match(block.text) is not None
            wrapped = width > 0 and not block.whole
            bullet = _BULLET.match(text)
            whole = block.whole or bool(bullet and bullet["bullet"] in bullets)  # an item of its own, whatever precedes
            lines.append(TextLine(text, block.line, gap, whole, wide, block.heading, wrapped, block.note, block.level))
        before, gap = block.text.rstrip(), 0
    close()
    return _without_page_gaps(lines)


def _without_page_gaps(lines: list[TextLine]) -> list[TextLine]:
    """Close the gaps that page ends left behind a comma, in a text whose pages end inside sentences elsewhere too.

    Nothing else tells such a gap from the one between two recitals: `Recalling …,` and `guided by …`.
    """
    cuts = [
        at
        for at, (before, line) in enumerate(pairwise(lines), 1)
        if line.gap
        and not line.whole
        and line.text[0].islower()
        and ((label := printed(line.text)) is None or label.style == "x")
        and not line.heading
        and not _NOTE_BEHIND.sub("", before.text).endswith((".", ";", ":", "!", "?"))
        and not before.heading
        and not before.text.isupper()
    ]
    stopped = [at for at in cuts if lines[at - 1].text.endswith(_PARTS)]
    certain = len(cuts) - len(stopped)
    if certain < _PAGE_CUTS or 2 * certain < len(stopped):
        return lines
    for at in stopped:
        lines[at] = replace(lines[at], gap=0)
    return lines


def _was_broken(before: str, text: str, block: Block, width: int) -> bool:
    """Whether the break before this line is no more than the end of the paper: its first word had no room.

    What looks like a number or changes to capitals is left for the numbering to judge.
    """
    first = text.split(" ", 1)[0]
    if _BULLET.match(text) and is_closed(before):
        return False
    if block.whole or block.label or not before or not (before.endswith("-") or len(before) + 1 + len(first) > width):
        return False
    if LEADER.search(before):
        return False
    label = printed(peel(text)[1])
    return (label is None or label.style == "x") and before.isupper() == text.isupper()


def _bullets_of(blocks: Sequence[Block]) -> frozenset[str]:
    """Find the characters that open items: two lines in a row begin with one, or one behind a gap or a colon.

    A dash opens items only so; in a text broken at a width it may begin any line.
    """
    found: set[str] = set()
    last, behind = "", ""
    for block in blocks:
        match = None if block.whole or block.label else _BULLET.match(block.text.strip())
        bullet = match["bullet"] if match else ""
        if bullet and (bullet == last or (bullet not in "-–—o" and (block.gap or is_closed(behind)))):
            found.add(bullet)
        last, behind = bullet or ("" if block.gap else last if block.text[:1].isspace() else ""), block.text.rstrip()
    return frozenset(found)


def wrap_width(blocks: Sequence[Block]) -> int:
    """Find the width at which a text breaks its lines; 0 where every paragraph is one line.

    A text is broken when lines that touch the next one are mostly long and alike, and hardly any line
    is much longer than they are.
    """
    touching = [len(first.text) for first, second in pairwise(blocks) if not second.gap and not first.whole]
    if len(touching) < 4:
        return 0
    touching.sort()
    longest = touching[-max(1, len(touching) // 50)]  # one line in fifty may stick out: a table, an address
    full = sum(1 for length in touching if length >= 0.7 * longest)
    # 30 to 140 columns: from a narrow mail to a wide landscape page
    return longest if 30 <= longest <= 140 and full >= 0.5 * len(touching) else 0


def is_open(text: str) -> bool:
    """Whether a text cannot end here: it stops at a word such as `the`, or inside a word."""
    last = text.rsplit(" ", 1)[-1]
    return last.lower() in _OPEN_WORDS or (last.endswith("-") and len(last) > 1)


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence or a list item does."""
    return text.endswith(_ENDS)


def ends_part(text: str) -> bool:
    """Whether a text ends as a sentence, an item or the announcement of a list does; marks of emphasis may follow."""
    return _NOTE_BEHIND.sub("", text).rstrip('”’»)"*_').endswith((*_ENDS, "—", "–"))


def goes_on(before: str, line: TextLine) -> bool:
    """Whether a line without number or heading continues the text before it."""
    if line.whole or not before or (line.gap and before.endswith(_PARTS)):
        return False
    first = next((sign for sign in line.text if sign.isalnum()), "")
    if line.gap and not line.wrapped and (line.text[0] in '“‘«„"([' or ends_part(before)):
        return False  # a defined term, or what follows a list: small letters and all, a paragraph of its own
    if first.islower() or line.text[0] in ",;:.)”":
        return True
    if is_open(before):
        return not (line.gap and _STOPPED.search(before))
    if line.gap:
        return False
    return line.wrapped and not is_closed(before)
