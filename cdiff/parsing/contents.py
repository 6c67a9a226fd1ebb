"""Typed tables of contents: lists of what stands below, which are no provisions.

An entry is a line of a list under `Contents` (or `ARRANGEMENT OF SECTIONS`, `Inhalt` …) whose title comes again as a
line further on, or stood above, or that ends in dots and a page number. The list ends with the first line that is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdiff.core.model import Removed
from cdiff.core.numbering import printed, worded
from cdiff.core.records import replace
from cdiff.parsing.lines import TextLine

_HEADINGS = re.compile(
    r"\W*(?:(?:table of )?contents|arrangement of (?:sections|clauses|regulations|articles|provisions)|index"
    r"|table des mati[èe]res|sommaire|[íi]ndice|sumario|sum[áa]rio|inhalt(?:s(?:verzeichnis|[üu]bersicht))?"
    r"|inhoud(?:sopgave)?|indice|содержание|оглавление|المحتويات|目录|目次)\W*$",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(?<![.…·_])(?<![.…·_]\s)(?:\s?[.…·_]){3,}+\s*+\d*+\s*+$|(?<!\s)\s+\d{1,4}$")
_GLUED = re.compile(r"(?<![.…])(?<![.…]\s)(?:\s?[.…]){4,}+\s*+\d{1,4}(?!\d)")
_REASON = "table of contents: its entries are headings of the text"


def set_contents_aside(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[Removed]]:
    """Take typed tables of contents out of the lines of a draft."""
    kept: list[TextLine] = []
    removed: list[Removed] = []
    at = 0
    while at < len(lines):
        end = at
        text = lines[at].text
        glued = list(_GLUED.finditer(text)) if "..." in text or "…" in text else []
        if len(glued) > 1:  # a whole table in one line, as some formats give it
            cut = glued[-1].end()
            removed.append(Removed(lines[at].text[:cut], _REASON, lines[at].line))
            rest = lines[at].text[cut:].strip()
            if rest:
                kept.append(replace(lines[at], text=rest))
            at += 1
            continue
        if len(text) < 60 and _HEADINGS.match(text):
            end = _end_of_list(lines, at)
        if end > at + 2:  # one entry is no table: an article may be titled “Contents”
            removed += [Removed(line.text, _REASON, line.line) for line in lines[at:end]]
            at = end
        else:
            kept.append(lines[at])
            at += 1
    return kept, removed


def _end_of_list(lines: Sequence[TextLine], start: int) -> int:
    """Return the index behind the last entry of the table that starts with its heading."""
    below = [_words(line.text) for line in lines[start + 1 :]]
    above = {_words(line.text) for line in lines[:start]}
    last = {entry: offset for offset, entry in enumerate(below)}
    headings = {_heading(line.text): offset for offset, line in enumerate(lines[start + 1 :])}

    def is_entry(offset: int) -> bool:
        text = lines[start + 1 + offset].text
        comes = (
            last[below[offset]] > offset or below[offset] in above or headings.get(_heading(text) or "-", 0) > offset
        )
        return comes or _is_bare(text) or _LEADER.search(text) is not None

    after: dict[str, str] = {}
    """What comes behind each entry in the list."""
    for offset, entry in enumerate(below):
        following = below[offset + 1] if offset + 1 < len(below) else ""
        # Two entries may have one title; where the text begins, it comes with its text or as it did in the list.
        begins = entry in after and (not following or following == after[entry] or not is_entry(offset + 1))
        if not entry or begins or len(entry.split()) > 30 or not is_entry(offset):
            return start + 1 + offset
        after.setdefault(entry, following)
    return len(lines) if above.intersection(below) else start


def _heading(text: str) -> str:
    """Return the word and number that a line starts with, in small letters; empty for none."""
    head = worded(text)
    return head.label.casefold() if head else ""


def _is_bare(text: str) -> bool:
    """Whether an entry is a number with its word alone: `PART I`, whose title is the next entry."""
    head = worded(text)
    return head is not None and head.end == len(text)


def _words(text: str) -> str:
    """Reduce an entry or a heading to its title: without number, dots and page."""
    text = text if _is_bare(text) else _LEADER.sub("", text)  # the number of `PART 2` is no page
    label = worded(text) or printed(text)
    title = text[label.end :] if label else text
    return " ".join(re.findall(r"\w+", title.casefold())) or " ".join(re.findall(r"\w+", text.casefold()))
