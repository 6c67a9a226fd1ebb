"""Paragraphs of formats that mark them, made what they are in every format.

A converter breaks a paragraph where a page ended; an author ends lines inside one; a style calls whole paragraphs
headings. The same text gives the same clauses whatever it came in, so each is put right here, by what the text shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence

from cdiff.core.model import Block, Removed
from cdiff.core.records import replace
from cdiff.reading.paged import COUNTER, is_counter

BREAK = "\u2028"
"""A line that the author ended inside a paragraph."""

_ITEM = re.compile(
    r"(?:[(\[](?:\d{1,3}|[a-z]{1,5}|[A-Z]{1,2}|[^\W\d_])[)\]]|(?:\d{1,3}|[ivxl]{1,5}|[^\W\d_])[.)]|"
    r"\d{1,3}(?:\.\d{1,3})+\.?|[•·▪‣◦●○■□➢*–—-])[\s\xa0]+\S"
)
_STOPS = (".", ";", ":", "!", "?", ",", "。", "؟", "।", "—", "–", "|")
_CLOSING = "”’\"')]»"
_OPEN_END = re.compile(
    r"(?:^|\s)(?:an?|the|of|to|in|on|at|by|for|with|from|and|or|nor|as|than|that|which|de|la|le|les|des|du|et|ou|à|au|"
    r"aux|el|los|las|y|o|der|die|das|und|oder|von|в|и|на|с|по|о|или|для)$|\w-$"
)
_LONG = 60
"""A paragraph of fewer characters that ends with a whole word may be a line of its own: a party, an address."""
_WORDS = 4
_RARE = 10
"""A page end cuts at most one paragraph in so many; where more look cut, the text is written so."""
_SENTENCE = 20
"""A heading of more words is hardly one: titles of articles have three to fifteen."""


def lines_of_paragraph(block: Block) -> list[Block]:
    """Split a paragraph at the line ends that the author set, where items begin; else they are spaces.

    An address of several lines stays one paragraph; so does a heading.
    """
    if BREAK not in block.text:
        return [block]
    pieces = [piece.strip() for piece in block.text.split(BREAK)]
    parts: list[list[str]] = [[pieces[0]]]
    gaps = [block.gap]
    gap = items = 0
    for piece in pieces[1:]:
        if not piece:
            gap = 1
            continue
        is_item = _ITEM.match(piece) is not None
        items += is_item
        apart = is_item or gap or (items and parts[-1][-1].rstrip(_CLOSING).endswith((".", ";", ":")))
        if apart and not block.heading:
            parts.append([piece])
            gaps.append(gap)
        else:
            parts[-1].append(piece)
        gap = 0
    texts = [" ".join(part).strip() for part in parts]
    first, *others = (
        replace(block, text=text, gap=gap, whole=len(parts) == 1) for text, gap in zip(texts, gaps, strict=True) if text
    )
    return [first, *(replace(other, label="") for other in others)]


def believed_headings(blocks: Sequence[Block], style_of: Callable[[Block], str]) -> list[Block]:
    """Take the heading level from paragraphs that read as text, and from all of a style whose paragraphs mostly do.

    Templates of courts and law firms number their paragraphs by heading styles.
    """
    total: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for block in blocks:
        if block.heading:
            total[style_of(block)] += 1
            texts[style_of(block)] += _reads_as_text(block.text)
    body = {style for style, count in texts.items() if 2 * count > total[style]}
    return [
        replace(block, heading=0)
        if block.heading and (style_of(block) in body or (_is_long(block.text) and _is_stopped(block.text)))
        else block
        for block in blocks
    ]


def _reads_as_text(text: str) -> bool:
    return _is_long(text) or (_is_stopped(text) and len(text.split()) > _SENTENCE // 3)


def _is_stopped(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith((".", ";", ":", ","))


def _is_long(text: str) -> bool:
    return len(text.split()) > _SENTENCE


def rejoined(blocks: Sequence[Block], in_cells: Container[int] = ()) -> tuple[list[Block], list[Removed]]:
    """Put together what a page end cut in mid-sentence, a page number between the halves set aside.

    `in_cells` are the lines of paragraphs in tables, which no page end joins to others.

    The first half ends with no stop and could not end there, the second begins small; both are plain paragraphs. What
    looks cut three times in a row, or in one paragraph of ten, is written so and stays.
    """
    cuts: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        behind = at + 1
        if behind + 1 < len(blocks) and is_counter(blocks[behind].text) and not blocks[behind].label:
            behind += 1
        if behind < len(blocks) and _is_cut(block, blocks[behind]) and blocks[behind].line not in in_cells:
            cuts.append((at, behind))
    second = {behind for _, behind in cuts}
    cuts = [(at, behind) for at, behind in cuts if at not in second and behind not in {first for first, _ in cuts}]
    if len(cuts) > max(1, len(blocks) // _RARE):
        return list(blocks), []
    out: list[Block] = []
    removed: list[Removed] = []
    ends = dict(cuts)
    skip = -1
    for at, block in enumerate(blocks):
        if at <= skip:
            continue
        if at in ends:
            skip = ends[at]
            removed += [Removed(each.text, COUNTER, each.line, each.page) for each in blocks[at + 1 : skip]]
            out.append(replace(block, text=f"{block.text.rstrip()} {blocks[skip].text.lstrip()}"))
        else:
            out.append(block)
    return out, removed


def _is_cut(first: Block, second: Block) -> bool:
    plain = not (second.label or second.level or first.note or second.note) and first.whole and second.whole
    if not plain or first.heading or second.heading or re.search(r"\t| \| ", first.text + second.text):
        return False
    before, after = first.text.rstrip(), second.text.lstrip()
    if not after[:1].islower() or before.rstrip(_CLOSING).endswith(_STOPS) or _ITEM.match(after) or before.isupper():
        return False
    if len(before.split()) < _WORDS or len(after.split()) < 2:
        return False
    return len(before) >= _LONG or _OPEN_END.search(before.lower()) is not None
