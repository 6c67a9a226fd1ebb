"""Titles: where the headings of each unit have theirs, learned from the text as a whole.

`§ 2. The fee is due.` has a sentence on its line, `Art. 2 Fees` a title, `Section 1.1 Name. The name is …` both, and
`Art. 2.` may have its title on the line below, in brackets too. No single line tells which; what most headings of the
unit do decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cdiff.core.numbering import Printed, ordinals
from cdiff.core.records import record
from cdiff.parsing.headings import is_title_text
from cdiff.parsing.lines import TextLine

_RUN_IN = re.compile(r"([A-ZÀ-Ý“\"][^\s.;:()]*(?:,?\s[^\s.;:(),]+){0,4}\.(?:\s?[—–])?)(?:\s+(?=[A-Z“\"(])|$)")
"""A title of one to five words, with a full stop, before the text on its line or alone."""
_BRACKETED = re.compile(r"([(（][^\d()（）]{1,60}[)）])\s*(?=\S)")
"""`제2조(정의) ① …`, `第二条（定义）…`: the title of an article of East Asia, before the text on its line."""
_BRACKETS = (("(", ")"), ("（", "）"))


@record
class TitlePlaces:
    """Where the titles of a text stand."""

    run_in: frozenset[str]
    """The units with a title before the text on the line of the heading."""
    bodied: frozenset[str]
    """The units with text on the line of the heading, and so no title there."""
    below: frozenset[int]
    """The lines that are titles in brackets below their heading."""

    def before_text(self, text: str, head: Printed) -> re.Match[str] | None:
        """Find the title at the front of what follows a number on its line; its words are group 1."""
        title = _RUN_IN.match(text) if head.unit in self.run_in else None
        return title or (_BRACKETED.match(text) if head.label[:1] in ("第", "제") else None)


def title_places(
    lines: Sequence[TextLine], numbers: Sequence[Printed | None], heads: Sequence[Printed | None]
) -> TitlePlaces:
    """Learn where the titles of a text stand; `numbers` and `heads` are the labels of its lines, bare and worded."""
    run_in = _with_run_in_titles(lines, heads)
    return TitlePlaces(run_in, _with_text(lines, heads, run_in), _below(lines, numbers, heads))


def _with_run_in_titles(lines: Sequence[TextLine], heads: Sequence[Printed | None]) -> frozenset[str]:
    """Find the units of which most headings have a title on the line of their text.

    One line does not tell such a title from a short sentence.
    """
    found: dict[str, list[bool]] = {}
    for at, (line, head) in enumerate(zip(lines, heads, strict=True)):
        text = line.text[head.end :] if head and head.label else ""
        title = _RUN_IN.match(text)
        if head and (title or text.endswith(".")):
            # alone on its line it is as likely all that the provision says, unless more comes behind it
            more = at + 1 < len(heads) and heads[at + 1] is None
            found.setdefault(head.unit, []).append(title is not None and (title.end() < len(text) or more))
    return frozenset(unit for unit, titled in found.items() if len(titled) > 1 and 4 * sum(titled) >= 3 * len(titled))


def _with_text(lines: Sequence[TextLine], heads: Sequence[Printed | None], run_in: frozenset[str]) -> frozenset[str]:
    """Find the units of which most headings with words on their line have a sentence there: `§ 2. The fee is due.`"""
    found: dict[str, list[bool]] = {}
    for line, head in zip(lines, heads, strict=True):
        text = line.text[head.end :] if head and head.label and head.unit not in run_in else ""
        if head and text:
            found.setdefault(head.unit, []).append(not is_title_text(text))
    return frozenset(unit for unit, bodies in found.items() if 2 * sum(bodies) > len(bodies))


def _below(
    lines: Sequence[TextLine], numbers: Sequence[Printed | None], heads: Sequence[Printed | None]
) -> frozenset[int]:
    """Find the lines in round brackets below most headings of a unit: `Art. 1.`, and below it `(Oggetto)`.

    Below all of them the same words are no title: `(Deleted)`.
    """
    found: dict[str, list[int]] = {}
    count = Counter(head.unit for head in heads if head)
    for at, head in enumerate(heads[:-1]):
        below, label = lines[at + 1].text, numbers[at + 1]
        if head and (below[0], below[-1]) in _BRACKETS and not (label and ordinals(label.core)):
            found.setdefault(head.unit, []).append(at + 1)
    return frozenset(
        at
        for unit, places in found.items()
        if len({lines[at].text for at in places}) > 1 and 4 * len(places) >= 3 * count[unit]
        for at in places
    )
