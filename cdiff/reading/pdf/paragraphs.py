"""From rows to paragraphs: which line goes on where the last one stopped.

First what is usual is measured: the size of the type, the distance of the lines, where they begin and end. Then
what speaks for a new paragraph, in this order: a wider gap, other type, a line that stopped although the next word
had room, a label, an indent. A page end or a column end hides the gap, so there the rest must decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, product

from cdiff.core.citation import names_number
from cdiff.core.records import field, record, replace
from cdiff.reading.line_ends import goes_on_as_address, is_closed
from cdiff.reading.pdf.labels import LABEL, DueLabels
from cdiff.reading.pdf.page import TYPED_RULE, WIDEST_SPACE, ColumnItem, PageLayout, PdfTableRow, RuledLine, TextRow
from cdiff.reading.pdf.tables import goes_on_as_row, joined_rows

_EXACT = 1.5
"""A justified line ends at the margin to this many points."""
_SHORT = 0.4
"""A heading's line that fills less of the column is a heading of its own."""
_HALF = 0.5
"""A heading's line that fills so much of the column was broken for want of room, wherever the next one begins."""
_NARROWEST = 20
"""But no fewer letter sizes than this: names below each other are no heading of several lines."""
_HEADING = re.compile(rf"{LABEL.pattern}|[^\W\d_]+\s+(?:\d+|[IVXLC]+)\b")
"""What begins a heading of its own: `Article 2`, `PART III`, `2.`"""
_ARTICLE = re.compile(r"[^\W\d_]{3,}\s+(?:\d{1,3}|[IVXLC]+)\.?")
"""A line of one word and a number, behind a full stop: `Article 2`."""
_LONG = 0.8
"""A line that fills this share of the column and ends no sentence goes on, it is only ragged."""
_LEADER = re.compile(r"\.{4}|(?: \.){4}")
"""What leads from words to a number in a row of its own."""
_MAX_LEADING = 3.0
"""Double-spaced text of 12 points is set at 2.0 to 2.4 sizes; beyond three sizes lines are paragraphs."""
_SOLID = 1.3
"""The distance of lines in a text that shows none, in letter sizes: solid type is set at 1.1 to 1.25."""
_RUN_ON_LEAST, _RUN_ON_SHARE = 2, 0.4
"""A distance is one of lines where so many sentences run on over it, and so large a share of them."""
_WIDER = 0.15
"""Paragraphs stand further apart than their lines by so many letter sizes: 1.5 points of 10, half of the least distance
that anybody sets, and more than twice what rounding to the pixels of a screen moves a line."""
_NEXT, _PUSHED = 1.3, 1.5
"""The next line is no further off than this, in lines; nor one that a raised mark in it pushes down."""
_CLOSING = ("”", '"', "’", ")", "]")
_FAR = 2.0
"""Lines hang no further behind the text of their label than this, in letter sizes: half an inch at most."""
_PADDING = 24.0
"""What stands further inside, in points, stands in the frame of a page and in no box."""
_AROUND = 2
"""How many lines before and behind show how a text is set."""


@record
class Measure:
    """What is usual in a document."""

    size: float
    leading: float
    """The smallest common distance of two lines, in letter sizes."""
    leadings: frozenset[float]
    """The distances over which sentences run on, in tenths of the letter size; a text may be set in several."""
    justified: bool
    """Whether full lines end at the right margin exactly."""


@record
class Margins:
    """Where the lines of a column begin and end."""

    left: float
    right: float
    usual: float = 0.0
    """Where most lines begin: the left edge of the text, or of what hangs behind labels."""


def measure_of(rows: Sequence[TextRow]) -> Measure:
    """Find the usual size, the usual distances of lines, and whether lines are justified."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += sum(len(run.text) for run in row.runs)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    steps: Counter[float] = Counter()
    run_on: Counter[int] = Counter()
    seen: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    right: dict[int, float] = {}
    for row in rows:
        right[row.page] = max(row.right, right.get(row.page, 0.0))
    for last, row in pairwise(rows):
        if last.page != row.page:
            continue
        if abs(last.size - size) < 0.3 and abs(row.size - size) < 0.3:
            step = (row.base - last.base) / size
            if 0.9 <= step <= _MAX_LEADING:
                steps[round(step * 10) / 10] += 1
            ends[round(last.right)] += 1
        tenths = _tenths(last, row)
        if tenths and not any(run.raised for run in (*last.runs, *row.runs)):  # a raised mark pushes its line down
            seen[tenths] += 1
            full = last.right - last.left >= _LONG * (right[row.page] - last.left) and not LABEL.match(row.text)
            small = row.text[:1].islower() and not last.text.endswith(
                ","
            )  # a recital ends so, and the next begins small
            run_on[tenths] += (full or small) and not is_closed(last.text)
    best = max(ends.values(), default=0)
    leadings = {at for at, count in run_on.items() if _RUN_ON_LEAST <= count >= _RUN_ON_SHARE * seen[at]}
    # Lines of a paragraph stand closer than paragraphs do, so the smallest distance that is common is theirs.
    total = sum(steps.values())
    common = [step for step, count in steps.items() if count + steps[round(step + 0.1, 1)] >= 0.15 * total]
    leading = min(common, default=1.2)
    if leading > _SOLID and not any(abs(10 * leading - near) <= 1 for near in leadings):
        leading = _SOLID  # no sentence runs on over it: a list of single lines
    return Measure(size, max(1.0, leading), frozenset(leadings), best > 0.3 * sum(ends.values()))


def _tenths(last: TextRow, row: TextRow) -> int:
    """Return the distance of two lines of one type in tenths of its size; 0 for what is no distance of lines."""
    size = max(last.size, row.size)
    step = (row.base - last.base) / size
    alike = abs(row.size - last.size) <= 0.08 * size
    return round(10 * step) if alike and 0.9 <= step <= _MAX_LEADING else 0


def local_leadings(column: Sequence[ColumnItem], measure: Measure) -> list[float]:
    """Return for each item of a column the distance of lines, in letter sizes, where it stands.

    It is measured from the lines around: a cover note set wide before an act set solid, or a solid quotation in a
    double-spaced text, has its own. Of the distances there over which sentences run on, the smallest counts, for
    lines of a paragraph stand closer than paragraphs do.
    """
    steps = [(0, 0.0, 0.0)] * len(column)
    for at, (last, row) in enumerate(pairwise(column), 1):
        if isinstance(last, TextRow) and isinstance(row, TextRow):
            steps[at] = _tenths(last, row), row.size, (row.base - last.base) / max(last.size, row.size)
    found = []
    for at, (own, size, distance) in enumerate(steps):
        smallest = distance if own in measure.leadings else 0.0
        for way in (steps[at - 1 :: -1] if at else [], steps[at + 1 :]):
            for step, other, exact in way[:_AROUND]:
                if not 0 < step <= own or abs(other - size) >= 1:
                    break  # beyond a wider gap, or in other type, begins another part
                if step in measure.leadings:
                    smallest = min(smallest or exact, exact)
        found.append(smallest or measure.leading)
    return found


_FEW = 8
"""A column of fewer lines does not tell how wide it is."""
_STEP_LEFT, _STEP_RIGHT = 12, 40


class _Pool:
    """The right ends of the lines in columns of one place, put together."""

    def __init__(self) -> None:
        self.ends: dict[tuple[int, ...], list[float]] = {}
        self.known: dict[tuple[int, ...], float] = {}

    def add(self, key: tuple[int, ...], rows: Sequence[TextRow]) -> None:
        self.ends.setdefault(key, []).extend(row.right for row in rows)

    def right(self, key: tuple[int, ...]) -> float:
        """Give the margin that all but a few lines keep to, in columns here and next to here."""
        if key not in self.known:
            near = product(*[(place - 1, place, place + 1) for place in key[1:]])
            ends = sorted(end for places in near for end in self.ends.get((key[0], *places), ()))
            self.known[key] = ends[-1 - len(ends) // 33]
        return self.known[key]


def margins_of(columns: Sequence[tuple[PageLayout, Sequence[ColumnItem]]]) -> list[Margins]:
    """Find where lines begin and end in each column; columns of one place share what is known of them."""
    exact, loose = _Pool(), _Pool()
    count = Counter(layout.number for layout, _ in columns)
    kept = []
    for layout, column in columns:
        rows = [item for item in column if isinstance(item, TextRow)]
        own = _own_margins(rows)
        key = (round(layout.width), round(own.left / _STEP_LEFT), round(own.right / _STEP_RIGHT))
        exact.add(key, rows)
        if count[layout.number] == 1:
            loose.add(key[:2], rows)
        kept.append((own, key, len(rows), count[layout.number] == 1))
    return [
        replace(own, right=max(own.right, loose.right(key[:2])) if alone and lines < _FEW else exact.right(key))
        if lines
        else own
        for own, key, lines, alone in kept
    ]


def _own_margins(rows: Sequence[TextRow]) -> Margins:
    """Find where lines begin and end in a column, but for a few that stick out."""
    if not rows:
        return Margins(0, 0)
    lefts = sorted(row.left for row in rows)
    rights = sorted(row.right for row in rows)
    usual = Counter(map(round, lefts)).most_common(1)[0][0]
    return Margins(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], usual)


def _margins_in_boxes(column: Sequence[ColumnItem], margins: Margins, boxes: Sequence[RuledLine]) -> list[Margins]:
    """Give the margins of each item: in a box, lines end as far from its right side as they begin from its left."""
    found = [margins] * len(column)
    for box in boxes:
        inside = [
            at for at, item in enumerate(column) if box.top < item.base <= box.bottom + 1 and box.left < item.left
        ]
        edge = min((column[at].left for at in inside), default=box.right)
        if edge - box.left < _PADDING and max((column[at].right for at in inside), default=0.0) < box.right:
            for at in inside:
                found[at] = Margins(edge, box.right - (edge - box.left), edge)
    return found


@record(frozen=False)
class PdfParagraph:
    """Lines that belong together, or one row of a table."""

    rows: list[TextRow]
    gap: int
    sure: bool = True
    """Whether it certainly begins here."""
    table: PdfTableRow | None = None

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.table.page if self.table else self.rows[0].page

    @property
    def all_rows(self) -> list[TextRow]:
        """Its lines, those of its cells too."""
        return [*self.rows, *(row for cell in (self.table.cells if self.table else ()) for row in cell)]


@record(frozen=False)
class PdfParagraphBuilder:
    """Builds the paragraphs of a document, column by column."""

    measure: Measure
    paragraphs: list[PdfParagraph] = field(default_factory=list)
    _asides: list[tuple[int, list[PdfParagraph]]] = field(default_factory=list)
    _labels: DueLabels = field(default_factory=DueLabels)
    _leading: float = 1.2
    _margins: Margins = field(default_factory=lambda: Margins(0, 0))
    _last_margins: Margins = field(default_factory=lambda: Margins(0, 0))

    def add(self, column: Sequence[ColumnItem], margins: Margins, boxes: Sequence[RuledLine] = ()) -> None:
        """Add what stands in a column, from top to bottom."""
        self._last_margins = self._margins
        last: ColumnItem | None = None
        inside = _margins_in_boxes(column, margins, boxes)
        for item, leading, own in zip(column, local_leadings(column, self.measure), inside, strict=True):
            self._leading, self._margins = leading, own
            count = len(self.paragraphs)
            if isinstance(item, PdfTableRow):
                self._row_of_table(item, first=last is None)
            elif isinstance(last, TextRow):
                self._next(item, last)
            elif last is None:
                self._first(item)
            else:
                self.paragraphs.append(PdfParagraph([item], 1))
            last = item
            if isinstance(item, TextRow) and len(self.paragraphs) > count:
                self._labels.see(item)

    def add_aside(self, rows: Sequence[TextRow], margins: Margins) -> None:
        """Add what stands beside the text of a page: behind its last paragraph, which may go on over the page end."""
        if rows:
            own = PdfParagraphBuilder(self.measure)
            own.add(rows, margins)
            self._asides.append((len(self.paragraphs), own.paragraphs))

    def finish(self) -> list[PdfParagraph]:
        """Return all paragraphs in their order."""
        for at, paragraphs in reversed(self._asides):
            self.paragraphs[at:at] = paragraphs
        self._asides.clear()
        return self.paragraphs

    def _row_of_table(self, item: PdfTableRow, *, first: bool) -> None:
        """Add a row of a table; one that a page end cut in two is put together."""
        before = self.paragraphs[-1].table if first and self.paragraphs else None
        if before and goes_on_as_row(before, item):
            self.paragraphs[-1].table = joined_rows(before, item)
        else:
            self.paragraphs.append(PdfParagraph([], 1, table=item))

    def _next(self, row: TextRow, last: TextRow) -> None:
        paragraph = self.paragraphs[-1]
        lines = self._distance(last, row)
        pushed = any(run.raised for run in (*last.runs, *row.runs))
        if lines > (_PUSHED if pushed else _NEXT) or self._starts(row, paragraph, self._margins):
            # Behind a comma a recital or a definition may begin small; no page end stands between.
            sure = last.text.endswith(",") or not _may_go_on(last, row)
            self.paragraphs.append(PdfParagraph([row], _gap(lines), sure))
        elif self._stands_off(row, last):
            self.paragraphs.append(PdfParagraph([row], 1))
        else:
            paragraph.rows.append(row)

    def _first(self, row: TextRow) -> None:
        """Place the first row of a column: does it go on with what stood before the notes and the page end?"""
        before = self.paragraphs[-1] if self.paragraphs else None
        if before is None or before.table:
            self.paragraphs.append(PdfParagraph([row], 1 if before else 0))
        elif self._goes_on(before, row):
            before.rows.append(row)
        else:
            end = before.rows[-1]
            sure = not self._is_full(end, row, self._last_margins) and not _may_go_on(end, row)
            self.paragraphs.append(PdfParagraph([row], 1, sure))

    def _distance(self, last: TextRow, row: TextRow) -> float:
        """Return the distance of two rows in lines as they stand around; 1 where nothing is between them."""
        return (row.base - last.base) / ((self._leading + 0.03) * max(row.size, last.size))

    # Within a column

    def _stands_off(self, row: TextRow, last: TextRow) -> bool:
        """Whether a row stands a little further below the last one than lines do there, and may begin a paragraph."""
        step = (row.base - last.base) / max(row.size, last.size)
        if step - self._leading <= _WIDER or any(run.raised for run in (*last.runs, *row.runs)):
            return False
        if _is_closed(last, row) or not row.text[:1].islower() or not self._is_full(last, row, self._margins):
            return True
        wide = step - self._leading > 2 * _WIDER or last.text.endswith(",")  # a recital
        return wide and not any(abs(10 * step - near) <= 1 for near in self.measure.leadings)

    def _starts(self, row: TextRow, paragraph: PdfParagraph, margins: Margins) -> bool:
        last = paragraph.rows[-1]
        text = row.text
        if abs(row.size - last.size) > 0.08 * max(row.size, last.size):
            return True
        if (_LEADER.search(last.text) and _LEADER.search(text)) or TYPED_RULE.fullmatch(last.text):
            return True
        if goes_on_as_address(last.text, text):
            return False
        closed = _is_closed(last, row)
        if closed and _ARTICLE.fullmatch(text):
            return True
        if not closed and row.bold == last.bold and self._goes_on_as_heading(last, row, margins):
            return False
        filled = self._is_full(last, row, margins)
        full = filled or (not closed and _is_long(last, row, margins))
        if row.bold != last.bold and not full:
            return True
        if self._is_labelled(row, paragraph, closed=closed, full=filled):
            return True
        if not full:
            headings = self._is_heading(last) and self._is_heading(row) and not _are_centred(last, row, margins)
            headings = headings and not _stops_short(last, row, margins)
            return closed or not (headings or text[0].islower()) or not _aligned(last, row)
        # Where its own lines end, a paragraph in a box has its margin.
        right = max(line.right for line in paragraph.rows if line.page == row.page)
        right = right if len(paragraph.rows) > 1 else margins.right
        if closed and self.measure.justified and right - last.right > _EXACT:
            return True
        return self._is_indented(row, paragraph)

    def _goes_on_as_heading(self, last: TextRow, row: TextRow, margins: Margins) -> bool:
        """Whether a heading that fills half of its column goes on in a line that begins no heading of its own."""
        if not (self._is_heading(last) and self._is_heading(row)) or _HEADING.match(row.text):
            return False
        width = last.right - last.left
        least = max(_HALF * (margins.right - margins.left), _NARROWEST * last.size)
        return width >= least and row.right - row.left <= width + row.size

    def _is_labelled(self, row: TextRow, paragraph: PdfParagraph, *, closed: bool, full: bool) -> bool:
        """Whether a row begins with a label, and not with the `(a)` of running text."""
        label = LABEL.match(row.text)
        if label is None or (full and not closed and names_number(paragraph.rows[-1].text)):
            return False
        if closed or not full or _is_set_off(row) or self._labels.expects(label[0], row.left):
            return True
        return abs(row.left - _text_left(paragraph)) > 2

    def _is_indented(self, row: TextRow, paragraph: PdfParagraph) -> bool:
        step = row.left - _text_left(paragraph)
        first = paragraph.rows[0]
        if len(paragraph.rows) == 1 and (step < 0 or abs(row.left - _hang(first)) < 2 or _hangs(row, first)):
            return False
        return abs(step) > 0.8 * row.size and not _centred(row, paragraph.rows[-1])

    def _is_full(self, last: TextRow, row: TextRow, margins: Margins) -> bool:
        """Whether the next word, and the space before it, had no room behind a line."""
        room = margins.right - last.right
        if _are_centred(last, row, margins):
            room += last.left - margins.left
        spare = room - row.first_word
        return spare < 0 or (spare < WIDEST_SPACE * last.size and spare < last.space)

    def _is_heading(self, row: TextRow) -> bool:
        return row.bold or row.size > 1.1 * self.measure.size

    # Over a page end

    def _goes_on(self, before: PdfParagraph, row: TextRow) -> bool:
        last = before.rows[-1]
        text = row.text
        if abs(row.size - last.size) > 0.08 * row.size or row.bold != last.bold or _is_set_off(row):
            return False
        closed = _is_closed(last, row)
        now, then = self._margins, self._last_margins
        full = self._is_full(last, row, then)
        goes_on = full or (not closed and (text[:1].islower() or _is_long(last, row, then)))
        if not goes_on:
            return False
        label = LABEL.match(text) if closed or not names_number(last.text) else None
        # A label for which there was room begins its line.
        if label and (closed or not full or self._labels.expects(label[0], row.left - now.left + then.left)):
            return False
        left = _text_left(before)
        places = (left, left + now.left - then.left, left + now.usual - then.usual)
        stays = len(before.rows) < 2 or min(abs(row.left - place) for place in places) < 0.8 * row.size
        if text[:1].islower() or not closed:
            # A recital ends with a comma, and the next one begins with a capital.
            return stays or text[:1].islower() or (full and len(before.rows) > 1 and last.text[-1:].isalpha())
        if len(before.rows) > 1 and abs(before.rows[0].left - left) > 0.8 * row.size:
            # The lines of its paragraph hang, or its first one is indented: the next stands below them, here or there.
            beside = now.left >= then.right or now.right <= then.left
            return min(abs(row.left - place) for place in (places[1:] if beside else places[:1])) < 0.3 * row.size
        exact = self.measure.justified and abs(then.right - last.right) <= _EXACT
        return stays and exact and len(before.rows) > 1


def _is_closed(last: TextRow, row: TextRow) -> bool:
    """Whether a sentence ends with a line; a bracket that closes there ends none before a small letter."""
    if row.text[:1].islower() and last.text.endswith(_CLOSING) and not LABEL.match(row.text):
        return is_closed(last.text.rstrip("".join(_CLOSING)))
    return is_closed(last.text)


def _is_long(row: TextRow, following: TextRow, margins: Margins) -> bool:
    """Whether a line is ragged rather than short."""
    if _are_centred(row, following, margins):
        return False
    return row.right - margins.left >= _LONG * (margins.right - margins.left)


def _gap(lines: float) -> int:
    return 0 if lines <= _NEXT else max(1, min(9, round(lines - 1)))


def _stops_short(last: TextRow, row: TextRow, margins: Margins) -> bool:
    """Whether a heading's line is so short, beside the next one or the column, that no hand would have broken it there.

    Headings are often broken by hand, for the look or the sense: then the lines are about as long as each other.
    """
    width = last.right - last.left
    beside = row.right - row.left > width + row.first_word + 0.2 * row.size
    return beside or width < _SHORT * (margins.right - margins.left)


def _may_go_on(last: TextRow, row: TextRow) -> bool:
    """Whether the words run on although the lines stand apart: the parser may join them, in one type."""
    if row.bold != last.bold or abs(row.size - last.size) > 0.08 * row.size:
        return False
    return row.text[:1].islower() and not (LABEL.match(row.text) or is_closed(last.text))


def _text_left(paragraph: PdfParagraph) -> float:
    """Give where the lines of a paragraph begin, but for the first one."""
    if len(paragraph.rows) > 1:
        return paragraph.rows[-1].left
    row = paragraph.rows[0]
    return _hang(row) if LABEL.match(row.text) else row.left


def _hang(row: TextRow) -> float:
    """Give where the text begins behind a label, or behind a wide gap."""
    if len(row.segments) > 1:
        return row.segments[1].left
    label = LABEL.match(row.text)
    count = len(label[0].replace(" ", "")) if label else 0
    right = row.left
    for run in row.runs:
        for letter, left, end in zip(run.text, run.lefts, run.rights, strict=True):
            if letter == " ":
                continue
            if count == 0 and (label or left - right > 0.8 * row.size):
                return left
            count = max(0, count - 1)
            right = end
    return row.left


def _hangs(row: TextRow, first: TextRow) -> bool:
    """Whether a second line stands right of the label that the first begins with, and not far behind it."""
    return LABEL.match(first.text) is not None and first.left + 2 < row.left < _hang(first) + _FAR * row.size


def _is_set_off(row: TextRow) -> bool:
    """Whether a row begins with a label that a gap sets off from the text."""
    return len(row.segments) > 1 and LABEL.fullmatch(row.segments[0].text) is not None


def _are_centred(row: TextRow, following: TextRow, margins: Margins) -> bool:
    """Whether two lines are set on the middle of the column."""
    if abs(row.left - following.left) < 1 or LABEL.match(row.text):
        return False
    return all(
        abs((line.left - margins.left) - (margins.right - line.right)) < 0.5 * line.size
        and line.left - margins.left > 2 * line.size
        for line in (row, following)
    )


def _centred(one: TextRow, other: TextRow) -> bool:
    return abs((one.left + one.right) - (other.left + other.right)) < 4


def _aligned(last: TextRow, row: TextRow) -> bool:
    places = ((_hang(last), row.left), (last.left, row.left), (last.right, row.right))
    return any(abs(one - other) < 2 for one, other in places) or _centred(last, row)
