"""What a heading is: the one definition, by wording and shape, and by what the text as a whole does with its numbers.

`is_title_text` is the definition of the words of a heading: few, and no stop of a sentence behind them. The rest asks
what stands around the line: a capital first letter, empty lines on both sides, capitals throughout.

A number and a few words (`2. Services`, `3.1 Terminology`, `4 Offences`) are a heading in one text and an item of a
list in the next, and no single line tells which. The text as a whole does: where the lines of one depth (`2`, `3.1`)
are mostly short, stand alone, and have something else than the next number behind them, that depth is a depth of
headings, and its lines count on. A list of short items fails the second test, paragraphs fail the first.

Rejected: to believe each line by itself (the last item of every list would head what stands behind it), and to
believe capitals alone (most specifications and acts use none).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from string import ascii_letters, ascii_uppercase

from cdiff.core.numbering import Printed, ordinals
from cdiff.core.records import record
from cdiff.parsing.lines import ENDS_ITEM, TextLine, goes_on

_SENTENCE = 14
"""The most words of a heading that is recognised by its shape; a heading of the Compact has at most 11."""
_LONG = 40
"""The most words of a heading that the format marks as one, or that stands among other numbered headings."""
_CAPITALS = 160
"""The most characters of a heading in capitals: two printed lines."""
_LEAST = 2
"""How many headings a depth needs: one alone is as likely an item, unless it stands inside other headings."""
_SKIP = 3
"""How far a heading's number may be ahead of the last one; more is another sequence."""
_STYLES = ("x.", "x")
_LISTED = 5
"""So many lines in a row that look like headings are a list; a part, a section in it and a side note are three."""
_SIGNED = 3
"""So many at the end of a text, where they head nothing."""
_STOPS = (".", ";", ":", ",", "—", "–", "?", "!", "。", "؟", "،", "؛", "：", "；", "，", "।")
_TAIL = re.compile(
    r"(?:(?<=[.;:!?])\s*\([^()]*\)|(?<=[.;:!?])\s*\[[^\[\]]*\]|\[\^[^\[\]]*\]|[¹²³⁰⁴-⁹]|[)\]”’»\"*_]){1,12}$"
)
"""What may stand behind the stop of a sentence: so many signs and notes, or the search would begin anew at each."""


_ENCLOSED = (("(", ")"), ("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'))
"""Around a whole line: a remark, or words that are quoted."""
OPTION = re.compile(
    r"\[?(?:option|alternative|variant[e]?|opci[óo]n|alternativa|proposal (?:by|of)|proposition de|note by)\b"
    r"(?:\s+(?:\d+|[IVX]+|[A-Z])\b)?",
    re.IGNORECASE,
)
"""What names a choice within a provision, or a proposal: never a heading, though it is printed in capitals."""


def is_capitals(text: str) -> bool:
    """Whether a line is written in capitals, as the heading of a section is."""
    return not OPTION.match(text) and text.isupper() and len(text) <= _CAPITALS and sum(map(str.isalpha, text)) > 2


def is_title_text(text: str, most: int = _SENTENCE) -> bool:
    """Whether a text is short enough for a heading and does not end as a sentence does.

    Note marks, closing brackets and quotation marks do not hide the stop: `Adopts the rules.[^3]` is a sentence.
    """
    if len(text.split()) > most:
        return False
    bare = _TAIL.sub("", text)
    if (text[:1], text[-1:]) in _ENCLOSED or OPTION.match(text) or ENDS_ITEM.search(bare):
        return False
    return any(map(str.isalpha, bare)) and (not bare.endswith(_STOPS) or bare.endswith(("etc.", "usw.")))


def is_title_shape(line: TextLine, *, expected: bool = False) -> bool:
    """Whether a line may be a heading: the text of one, with a capital first letter, and no row of a table.

    `expected`: it stands where a title does, below `Article 5`.
    """
    most = _LONG if line.heading or expected else _SENTENCE
    if line.level and not line.heading:
        return False  # an item of a list that the format does not number
    return (
        is_title_text(line.text, most)
        and _is_capitalised(line.text)
        and (len(line.text) > 2 or line.text[0] > "\u3000")
    )


def _is_capitalised(text: str) -> bool:
    first = next((sign for sign in text if sign.isalnum()), "")
    return not first.islower() and "|" not in text


def stands_alone(line: TextLine, following: TextLine | None) -> bool:
    """Whether empty lines set a line off on both sides."""
    return bool(line.gap or line.whole) and following is not None and bool(following.gap or following.whole)


def listed_lines(
    lines: Sequence[TextLine], numbers: Sequence[Printed | None], heads: Sequence[Printed | None]
) -> frozenset[int]:
    """Return the indexes of lines that look like headings and head nothing: names of places, signatures, addresses.

    Several in a row are printed alike, or they stand at the end, where nothing is left to head; the initial of who
    signs (`M. SCHULZ`) is no number there. The lines before the first number, or numbered heading, are the title page.
    """
    first = next((at for at in range(len(lines)) if numbers[at] or heads[at]), len(lines))
    found: set[int] = set()
    start = end = first
    """The run of such lines that is being looked at, printed alike; and behind the last line that is none."""
    for at in range(first, len(lines)):
        line, last = lines[at], at + 1 == len(lines)
        if numbers[at] is not None or line.heading or not is_title_shape(line):
            start = end = at + 1
            continue
        if not (line.gap or line.whole if last else stands_alone(line, lines[at + 1])):
            start = at + 1
        elif at > start and is_capitals(line.text) != is_capitals(lines[at - 1].text):
            start = at
        elif at + 1 - start >= _LISTED:
            found.update(range(start, at + 1) if at + 1 - start == _LISTED else (at,))
    initials: set[str] = set()
    while end > first and is_title_shape(lines[end - 1]) and not lines[end - 1].heading:
        label = numbers[end - 1]
        if label and (label.style != "x." or len(label.core) > 1 or not label.core.isupper()):
            break
        initials.update(label.core if label else ())
        end -= 1
    listed = {label.core for label in numbers[:end] if label}
    if any(chr(ord(initial) - 1) in listed for initial in initials):
        end = start  # the last of a list: `A.`, `B.`, `C.`
    found.update(range(end, len(lines)) if len(lines) - end >= _SIGNED else ())
    return frozenset(found)


@record
class NumberedLine:
    """A line that bears a number."""

    at: int
    place: tuple[int, ...]
    inserted: bool
    """A letter puts it behind its number: `4A`."""
    short: bool
    """It looks like a heading: a few words with a capital first letter, alone between gaps."""
    empty: bool
    """The next line is numbered no deeper than this one: it heads nothing."""


def numbered_headings(
    lines: Sequence[TextLine], numbers: Sequence[Printed | None], breaks: Sequence[int]
) -> frozenset[int]:
    """Return the indexes of the lines that are numbered headings.

    `numbers` are the labels at the front of the lines; `breaks` are the indexes of the headings that need no number,
    behind which the numbers may start again.
    """
    marked = [
        NumberedLine(
            at,
            place,
            label.core[-1].isalpha(),
            _is_short(lines, at, label, deeper=len(beyond) > len(place)),
            0 < len(beyond) <= len(place),
        )
        for at, label in enumerate(numbers)
        if label and (place := _place(label))
        for beyond in [_place(numbers[at + 1]) if at + 1 < len(lines) else ()]
    ]
    depths: set[int] = set()
    for depth in sorted({len(line.place) for line in marked}):
        numbered = [line for line in marked if len(line.place) == depth]
        short = [line for line in numbered if line.short]
        heads = [line for line in short if not line.empty]
        # A third is enough: in a specification, lists under the headings bear numbers of the same depth.
        least = 1 if depth - 1 in depths else _LEAST
        if len(heads) >= least and 2 * len(heads) > len(short) and 3 * len(short) >= len(numbered):
            depths.add(depth)
    wanted = [line for line in marked if lines[line.at].heading or (line.short and len(line.place) in depths)]
    if not wanted:
        return frozenset()
    return frozenset(_counting_on(wanted, breaks))


def _place(label: Printed | None) -> tuple[int, ...]:
    if label is None or label.prefix or label.style not in _STYLES or not label.core[0].isdigit():
        return ()
    return next(iter(ordinals(label.core.rstrip(ascii_letters)).values()), ())


def _is_short(lines: Sequence[TextLine], at: int, label: Printed, *, deeper: bool) -> bool:
    line, text = lines[at], lines[at].text[label.end :]
    if not any(map(str.isalnum, text)) or not _is_capitalised(text) or not is_title_text(text):
        return False
    if at + 1 == len(lines):
        return False  # a heading with nothing behind it heads nothing
    after = lines[at + 1]
    if goes_on(text, after):
        return False  # a sentence that a page break cut
    apart = bool(after.gap) or after.whole or deeper or not line.wrapped
    return apart and (at == 0 or bool(line.gap) or line.whole or not line.wrapped)


def _counting_on(wanted: Sequence[NumberedLine], breaks: Sequence[int]) -> Iterator[int]:
    """Yield the indexes of the lines that count on: 1, 2, 2.1, 2.2, 3; behind an unnumbered heading from 1 again."""
    last: dict[tuple[int, ...], int] = {}
    """The last number of each sequence, by the number above it."""
    waiting = deque(breaks)
    afresh = True
    for line in wanted:
        while waiting and waiting[0] < line.at:
            waiting.popleft()
            afresh = True
        *above, number = line.place
        before = last.get(tuple(above), 0)
        follows = before < number + line.inserted <= before + _SKIP or (number == 1 and afresh)
        # 3.1 stands behind heading 3, if there are headings of that depth at all
        if not follows or (above and last.get((), above[0]) != above[0]):
            continue
        last = {over: count for over, count in last.items() if len(over) < len(line.place)}
        last[tuple(above)] = number
        afresh = False
        yield line.at


def capitals_come_first(numbers: Sequence[Printed | None]) -> bool:
    """Whether the first number is a capital letter or roman number, and 1 comes again behind others of them.

    The numbers count what stands below the capitals then: `A. Accounts` heads the paragraphs 1, 2, 3, short ones too.
    """
    labels = [label for label in numbers if label and label.style in _STYLES]
    behind = [after.core for label, after in pairwise(labels) if _is_capital(label)]
    return bool(labels) and _is_capital(labels[0]) and behind.count("1") > 1


def _is_capital(label: Printed) -> bool:
    return label.style == "x." and label.core.isupper()


def capital_headings(lines: Sequence[TextLine], numbers: Sequence[Printed | None]) -> frozenset[int]:
    """Return the indexes of the lines that a capital letter or roman number marks as headings: `A.`, `IV.`.

    They are those with the text of a heading; all of them where most open a count of paragraphs, or where they come
    first and count on from A through the whole text; and a longer one among those that is no sentence.
    """
    marked = [at for at, label in enumerate(numbers) if label and _is_capital(label)]
    openers = [at for at in marked if next((label.core for label in numbers[at + 1 :] if label), "") == "1"]
    letters = "".join(label.core for label in numbers if label and _is_capital(label))
    if 2 * len(openers) > len(marked) or (letters in ascii_uppercase and capitals_come_first(numbers)):
        return frozenset(marked)
    titled = [at for at in marked if is_title_text(lines[at].text)]
    most = _LONG if 2 * len(titled) > len(marked) else 0
    return frozenset(at for at in marked if at in titled or is_title_text(lines[at].text, most))
