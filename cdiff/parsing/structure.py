"""Structure: from lines to clauses, by the grammar of numbers, the profile, and what the text does with both.

Each line is a heading, a numbered clause, a clause without number, or the rest of the clause before it. Nothing says
beforehand which kind of number stands below which. Headings with a word (`Part`, `Article`) stand in the order that
the text shows: a kind whose numbers start again inside another stands below it (`cdiff.parsing.outline`). Bare numbers
form a stack of levels: a label goes on with the level whose next number it is, and the levels below that one end; else
it opens a level below the last one. Where one print can mean two things (`(i)` is a letter behind `(h)` and a roman
number behind a colon), every reading gets points for what speaks for it (`cdiff.parsing.labels`).

A number that does not follow is warned about, and what comes after it is read as if it did. What an amending act quotes
is read apart, below the clause that quotes it (`cdiff.parsing.quotes`). A text without number belongs to the clause
that a lawyer would say: the paragraph before it, or the one whose list it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cdiff.core.citation import HEADINGS, RANK, UncitedClause
from cdiff.core.clause import Basis
from cdiff.core.grammar import KINDS
from cdiff.core.model import Caution
from cdiff.core.numbering import Counter, Printed, number_of, ordinals, peel, printed, unit_of, worded, worded_place
from cdiff.core.records import record, replace
from cdiff.parsing.headings import (
    OPTION,
    capital_headings,
    capitals_come_first,
    is_capitals,
    is_title_shape,
    is_title_text,
    listed_lines,
    numbered_headings,
    stands_alone,
)
from cdiff.parsing.labels import (
    CERTAIN,
    NEXT,
    Level,
    Take,
    bare_number,
    comes_next,
    is_believed,
    is_unfinished,
    next_place,
    opens_list,
    points_of_first,
    points_of_next,
    unclosed,
    without_brackets,
    worded_label,
)
from cdiff.parsing.lines import TextLine, goes_on, is_closed, is_open
from cdiff.parsing.normalise import join
from cdiff.parsing.outline import SUBHEADING, USUAL, WORDLESS, learn_order
from cdiff.parsing.profile import ClauseRule, HeadingRule, NumberRule, Profile
from cdiff.parsing.quotes import CLOSING, never_closed, quoted_blocks
from cdiff.parsing.titles import title_places

_PAUSED = 8
"""So many levels that headings closed are remembered, the last first: numbers run through one heading or two."""
_DEEPEST = 20
"""Levels of numbering below which what looks like one more label on a line is text; the deepest acts have eight."""
_AHEAD = 60
"""So many lines further on are looked at for the next number."""
_RUN_IN = re.compile(r"([A-Z][^.;:()]{2,60}\.[—–]?)\s?(?=\((?:1|a|i|A|I)\)\s)")
"""The heading of a provision and its first label on one line: `Purpose. (1) The purpose …`."""
_DEEPER = ("paragraph", "item", "subitem", "point", "subpoint")
"""The kinds of numbered clauses, one below the other."""


@record
class Structure:
    """Clauses before they are cited; for each, the place of its first line; and what was doubtful."""

    items: list[UncitedClause]
    warnings: list[Caution]
    last_numbered: int


class ClauseDraft:
    """A clause in the making."""

    def __init__(
        self, kind: str, label: str, parts: list[str], line: int, parent: int, lead: str = "", *, basis: Basis
    ) -> None:
        self.kind = kind
        self.label = label
        self.parts = parts
        self.line = line
        self.parent = parent
        """The index of the clause it belongs to; -1 for none."""
        self.lead = lead
        """What opened a bracket before its number; its text begins with it, so that every comparison sees it."""
        self.basis: Basis = basis
        self.wants_title = False

    @property
    def last(self) -> str:
        """The last piece of its text so far; the whole is only put together at the end."""
        return self.parts[-1]


class ParserState:
    """Where the reading of a text stands, or of a quotation in it."""

    def __init__(self, base: int = -1) -> None:
        self.base = base
        """The clause that all belongs to: the one that quotes; -1 for none."""
        self.outline: list[tuple[float, int, str]] = []
        """The headings that are open: rank, clause, kind."""
        self.levels: list[Level] = []
        self.paused: list[Level] = []
        """The levels that a heading closed: their numbers may run on behind it."""
        self.headed = -1
        """The heading without number that stands within the open levels; -1 for none."""
        self.seen: set[str] = set()
        """The kinds of all headings so far."""
        self.heads: dict[tuple[str, int], tuple[int, ...]] = {}
        """The last number of the numbered headings, by what they count and how deep."""
        self.drafted = False
        """Whether a number was read."""

    @property
    def above(self) -> int:
        """The clause that a first number, or a text between headings, belongs to."""
        return self.outline[-1][1] if self.outline else self.base

    @property
    def inside(self) -> set[str]:
        """The kinds of the headings that are open."""
        return {kind for _, _, kind in self.outline}


class Parser:
    """Reads lines by one profile."""

    def __init__(self, profile: Profile) -> None:
        """Compile the profile's patterns once."""
        self.profile = profile
        self._patterns = [(rule, re.compile(rule.pattern)) for rule in profile.heading if rule.pattern]
        self._shapes = [rule for rule in profile.heading if not rule.pattern]
        self._clauses = [(rule, re.compile(rule.pattern)) for rule in profile.clause]
        self._words = frozenset(profile.words)

    def structure(self, lines: Sequence[TextLine], titles: range = range(0)) -> Structure:
        """Read lines into clauses; those at `titles` are the title, whatever they look like."""
        blocks = list(quoted_blocks(lines)) if self._words else []
        self.drafts: list[ClauseDraft] = []
        said = "numbering of a quotation that is never closed is read as the text's own"
        self.warnings = [Caution(said, line.line) for line in never_closed(lines, blocks)] if self._words else []
        self.last_numbered = -1
        quoted = {at: block for block in blocks for at in block}
        self.lines = [self._peeled(line, quoted=at in quoted) for at, line in enumerate(lines)]
        self.numbers = [bare_number(line.text) for line in self.lines]
        self.heads = [self._worded(line, at) for at, line in enumerate(self.lines)]
        self._name_bare_headings()
        self.ranks = learn_order([head for at, head in enumerate(self.heads) if head and at not in quoted])
        self.titles = title_places(self.lines, self.numbers, self.heads)
        self.numbered = self._numbered_headings()
        self.numbered |= {
            at
            for at in quoted
            if (label := self.numbers[at])
            and label.style == "x"
            and at + 1 in quoted
            and label.core[0].isdigit()
            and is_title_text(self.lines[at].text[label.end :])
            and self.lines[at].text[label.end : label.end + 1].isupper()
        }
        self.capitals = capital_headings(self.lines, self.numbers)
        self.listed = listed_lines(self.lines, self.numbers, self.heads)
        self.numbers = [None if at in self.listed else label for at, label in enumerate(self.numbers)]
        state = ParserState()
        at = 0
        while at < len(self.lines):
            if at in titles:
                self._add_title(self.lines[at], state)
            elif at in quoted and self.drafts:
                block, inner = quoted[at], ParserState(len(self.drafts) - 1)
                for inside in block:
                    self._read(inside, block.stop, inner)
                at = block.stop - 1
            else:
                self._read(at, len(self.lines), state)
            at += 1
        items = [
            UncitedClause(
                draft.kind,
                draft.label,
                join([draft.lead + draft.parts[0], *draft.parts[1:]]).strip(),
                draft.line,
                draft.parent,
                draft.basis,
            )
            for draft in self.drafts
        ]
        return Structure(items, self.warnings, self.last_numbered)

    # Before reading

    def _peeled(self, line: TextLine, *, quoted: bool) -> TextLine:
        """Set apart the bracket, and the mark of a quotation, that opens before a number or a heading."""
        if quoted and line.text[0] in CLOSING:
            rest = line.text[1:].lstrip()
            mark = line.text[: len(line.text) - len(rest)]
            line = replace(line, text=rest or mark, lead=mark if rest else "")
        lead, rest = peel(line.text)
        if not lead or printed(line.text):
            return line
        label = printed(rest)
        if label and "]" not in label.style:
            return replace(line, text=rest, lead=line.lead + lead)
        heads = any(pattern.match(rest) for _, pattern in self._patterns)
        heads = heads or (bool(self._words) and worded(rest) is not None)
        return replace(line, text=rest, lead=line.lead + lead) if heads else line

    def _worded(self, line: TextLine, at: int) -> Printed | None:
        """Read the word and number that a line starts with; none where a sentence only speaks of them."""
        head = worded(line.text) if self._words else None
        if head is None or ("*" not in self._words and head.unit not in self._words):
            return None
        text = line.text[head.end :]
        bare = head.style == "x"
        if bare and text[:1].islower() and not line.heading:
            return None  # `Article 5 applies mutatis mutandis.` speaks of an article and heads nothing
        if bare and text and not is_title_text(text) and worded(text) and head.unit != "sign":
            return None
        if line.wrapped and not line.gap and at and is_open(self.lines_before(at)):
            return None
        return head

    def _name_bare_headings(self) -> None:
        """Take a number alone on its line, between the headings of the numbers around it, for one: 3, `4.`, 5."""
        known = [(at, head) for at, head in enumerate(self.heads) if head]
        for (before, last), (behind, following) in pairwise(known):
            between = range(before + 1, behind) if last.unit == following.unit and last.core.isdecimal() else range(0)
            for at in between:
                number = self.numbers[at]
                if number is None or not number.core.isdecimal() or number.end < len(self.lines[at].text):
                    continue
                places = [worded_place(each.core)[0] for each in (last, number, following)]
                if [place - places[0] for place in places] == [0, 1, 2]:
                    self.heads[at] = replace(number, unit=last.unit, label=self.lines[at].text.strip(" ."))
                    said = f"numbering prints {self.lines[at].text} alone, behind {last.label}"
                    self.warnings.append(Caution(said, self.lines[at].line))

    def lines_before(self, at: int) -> str:
        """Return the text of the line before."""
        return self.lines[at - 1].text

    def _numbered_headings(self) -> frozenset[int]:
        if not any(rule.shape == "heading" for rule in self.profile.number):
            return frozenset()

        def is_heading(at: int, line: TextLine) -> bool:
            return (
                is_capitals(line.text)
                or self.heads[at] is not None
                or any(pattern.match(line.text) for _, pattern in self._patterns)
            )

        breaks = [at for at, line in enumerate(self.lines) if self.numbers[at] is None and is_heading(at, line)]
        found = numbered_headings(self.lines, self.numbers, breaks)
        if capitals_come_first(self.numbers):
            return frozenset(at for at in found if self.lines[at].heading)
        return found

    # Reading

    def _read(self, at: int, stop: int, state: ParserState) -> None:
        line = self.lines[at]
        if self._heading_by_pattern(at, state) or self._heading_by_word(at, stop, state):
            self.last_numbered = at
            return
        label = self.numbers[at] or unclosed(line.text, state.levels)
        take = self._take(at, label, self._ahead(at, stop), state) if label else None
        if take:
            self._add_number(take, line, line.text, at, stop, state, line.lead)
            self.last_numbered = at
            return
        if line.lead:
            line = replace(line, text=line.lead + line.text, lead="")
        before = self.drafts[-1].last if self.drafts else ""
        wants_title = bool(self.drafts) and self.drafts[-1].wants_title
        if wants_title and (
            at in self.titles.below or is_title_shape(line, expected=True) or self._is_stopped_title(at, stop)
        ):
            draft = self.drafts[-1]
            draft.parts, draft.wants_title = [line.text], False
        elif goes_on(before, line) and not OPTION.match(line.text) and not self._ends_list(before, line, state):
            self.drafts[-1].parts.append(line.text)
        else:
            self._unnumbered(line, at, stop, state)

    def _is_stopped_title(self, at: int, stop: int) -> bool:
        """Whether a few words and a full stop between two headings are the title of the first: `Principes.`"""
        text = self.lines[at].text
        following = self.heads[at + 1] if at + 1 < stop else None
        draft = self.drafts[-1]
        if draft.kind == "article" or "§" in draft.label or not draft.kind or following is None:
            return False
        return text.endswith(".") and is_title_text(text.rstrip(". ")) and ". " not in text

    def _ends_list(self, before: str, line: TextLine, state: ParserState) -> bool:
        """Whether small letters behind an item are flush text: `(b) …, or`, and below it `in respect of …`."""
        level = state.levels[-1] if state.levels else None
        item = level is not None and level.listed and level.node == len(self.drafts) - 1 and level.place > (1,)
        return bool(self._words and item and line.gap and not line.wrapped and before.endswith(","))

    def _ahead(self, at: int, stop: int) -> Sequence[Printed | None]:
        return self.numbers[at + 1 : min(stop, at + _AHEAD)]

    def _heading_by_pattern(self, at: int, state: ParserState) -> bool:
        line = self.lines[at]
        for rule, pattern in self._patterns:
            match = pattern.match(line.text)
            if match is None:
                continue
            if line.wrapped and not line.gap and is_open(self.drafts[-1].last if self.drafts else ""):
                continue
            groups = match.groupdict()
            text = groups.get("text") or ""
            between = line.text[match.end("number") : match.start("text")] if text and "number" in groups else ""
            if text[:1].islower() and between.isspace():
                continue  # a sentence that speaks of an article
            names = {name: groups.get(name) or "" for name in ("number", "word")}
            label = rule.print.format(**names) if rule.print else ""
            self._add_heading(
                rule.kind,
                float(RANK[rule.kind]),
                label,
                text,
                line,
                state,
                titled=rule.title == "next",
                basis="wording",
            )
            return True
        return False

    def _heading_by_word(self, at: int, stop: int, state: ParserState) -> bool:
        head, line = self.heads[at], self.lines[at]
        if head is None:
            return False
        rank = self.ranks.get(head.unit, USUAL[head.unit])
        text = line.text[head.end :] if head.label else line.text
        kind = KINDS[head.unit]
        label = worded_label(head)
        lead = line.lead
        if text == "]" and lead.endswith("["):
            lead, text = f"{lead}] ", ""
        if head.unit in ("sign", "subparagraph") and any(
            above < rank for above, _, kind in state.outline if kind == "article"
        ):
            self._paragraph_of_article(head, line.text, line, rank, state)
            return True
        title = self.titles.before_text(text, head)
        line = replace(line, lead=lead)
        if title:
            self._add_heading(kind, rank, label, title[1], line, state, titled=False, basis="word")
            rest = text[title.end() :]
            if rest:
                self._read_rest(rest, at, stop, state)
            return True
        if text and head.unit in self.titles.bodied and is_title_text(text):
            self._add_heading(kind, rank, label, "", line, state, titled=False, basis="word")
            self._read_rest(text, at, stop, state)
        else:
            self._add_heading(kind, rank, label, text, line, state, titled=True, basis="word")
            self._chained(text, at, stop, state)
        return True

    def _read_rest(self, text: str, at: int, stop: int, state: ParserState) -> None:
        """Read what follows a title on its line: a first number with its words, or words alone."""
        label, line = printed(text), self.lines[at]
        first = label is not None and label.style[0] in "(○" and (1,) in ordinals(label.core).values()
        take = self._take(at, label, self._ahead(at, stop), state, chained=True) if label and first else None
        if take:
            self._add_number(take, replace(line, level=0), text, at, stop, state, "")
        else:
            self.drafts.append(ClauseDraft("text", "", [text], line.line, state.above, basis="place"))

    def _chained(self, text: str, at: int, stop: int, state: ParserState) -> None:
        """Read the label behind a label: `4. (a)`, `2.—(1)`, `Art. 21. § 1º`, `Art. 2. 1.`, `(b) Purpose. (1)`.

        A figure without brackets needs the next one below as a witness: `Section 5. 1 January is a holiday.`
        """
        draft, line = self.drafts[-1], self.lines[at]
        if not text or draft.parts != [text] or len(state.levels) > _DEEPEST:
            return
        text = text.lstrip("—– ") if text[0] in "—–" else text  # `1. —(1)`, as Word's lists print it
        if not text or (text[0] not in "(§1" and not text[0].isupper()):
            return
        ahead, rest = self._ahead(at, stop), text
        run_in = _RUN_IN.match(text) if self._words and "(" in text[:66] else None
        if run_in:
            rest = text[run_in.end() :]
            label = printed(rest)
            if label is None or not any(comes_next(counter, (1,), label, ahead) for counter in ordinals(label.core)):
                return
            draft.parts = [run_in[1]]
        else:
            head = worded(text) if self._words and draft.kind == "text" else None
            label = printed(text) if text[0] == "(" or draft.kind == "text" else None
            first = label is not None and any(place == (1,) for place in ordinals(label.core).values())
            is_label = label is not None and (
                (label.style[0] == "(" and first)
                or (label.style == "x–" and draft.kind == "text")
                or (label.core == "1" and label.style != "x" and comes_next("arabic", (1,), label, ahead))
            )
            if not is_label and not (head and head.unit in ("sign", "subparagraph")):
                return
            if draft.kind == "text":
                self.drafts.pop()
            else:
                draft.parts = [""]
            self.drafts[-1].wants_title = False
            if head and not is_label:
                self._paragraph_of_article(
                    head, text, replace(line, lead=""), self.ranks.get(head.unit, USUAL[head.unit]), state
                )
                return
        take = self._take(at, label, ahead, state, chained=True) if label else None
        if take:
            # the list level that the file gives is that of the first label on the line
            self._add_number(take, replace(line, level=0), rest, at, stop, state, "")
        elif draft.kind == "text" and self.drafts[-1] is not draft:
            self.drafts.append(draft)
        else:
            draft.parts = [text]

    def _paragraph_of_article(self, head: Printed, text: str, line: TextLine, rank: float, state: ParserState) -> None:
        """Add `§ 1º`, `Parágrafo único` or `Stk. 2`, which are paragraphs where they stand below an article."""
        while state.outline and state.outline[-1][0] >= rank:
            state.outline.pop()
        words = text[head.end :]
        label = worded_label(head)
        self.drafts.append(ClauseDraft("paragraph", label, [words], line.line, state.above, line.lead, basis="word"))
        state.outline.append((rank, len(self.drafts) - 1, "paragraph"))
        state.levels, state.headed = [], -1

    # Headings

    def _add_title(self, line: TextLine, state: ParserState) -> None:
        last = self.drafts[-1].last if self.drafts else ""
        if self.drafts and is_capitals(line.text) and is_capitals(last) and not line.gap and not line.whole:
            self.drafts[-1].parts.append(line.text)
        else:
            self.drafts.append(ClauseDraft("title", "", [line.text], line.line, -1, basis="title"))

    def _add_heading(
        self,
        kind: str,
        rank: float,
        label: str,
        text: str,
        line: TextLine,
        state: ParserState,
        *,
        titled: bool,
        basis: Basis,
    ) -> None:
        while state.outline and state.outline[-1][0] >= rank:
            state.outline.pop()
        state.seen.add(kind)
        body = ""
        if titled and text and not is_title_text(text) and not is_capitals(text):
            text, body = "", text
        draft = ClauseDraft(kind, label, [text], line.line, state.above, line.lead, basis=basis)
        draft.wants_title = titled and not text and not body
        self.drafts.append(draft)
        state.outline.append((rank, len(self.drafts) - 1, kind))
        if kind == "subheading" and not label:
            state.headed = len(self.drafts) - 1
        else:
            state.paused = [*state.levels, *state.paused][:_PAUSED] if state.levels else state.paused
            state.levels, state.headed = [], -1
        if body:
            self.drafts.append(ClauseDraft("text", "", [body], line.line, state.above, basis="place"))

    # Numbers

    def _take(
        self, at: int, label: Printed, ahead: Sequence[Printed | None], state: ParserState, *, chained: bool = False
    ) -> Take | None:
        opened = chained or (bool(self.drafts) and opens_list(self.drafts[-1].last))
        takes = [
            take
            for counter, place in ordinals(label.core).items()
            for take in self._readings(at, counter, place, label, ahead, state, opened=opened, chained=chained)
        ]
        best = max(takes, key=lambda take: take.points, default=None)
        if best is None or at in self.numbered or chained:
            return best if best and (best.points > 0 or at in self.numbered) else None
        if at in self.capitals and best.points < 1:
            return None  # `H. R. 1234`: initials
        return best if is_believed(best, self.lines[at], self.drafts[-1].last if self.drafts else "") else None

    def _readings(
        self,
        at: int,
        counter: Counter,
        place: tuple[int, ...],
        label: Printed,
        ahead: Sequence[Printed | None],
        state: ParserState,
        *,
        opened: bool,
        chained: bool,
    ) -> Iterator[Take]:
        """Weigh what a label can mean as a number of one sequence: every open level, and a new one."""
        line, levels = self.lines[at], state.levels
        rule = self._rule(counter, label, at, state)
        if rule is None:
            return
        if rule.kind in HEADINGS:
            yield Take(-1, counter, place, label, self._points_of_heading(counter, place, label, ahead, state), rule)
            return
        for index, level in enumerate(levels if not chained else []):
            if level.counter == counter and level.prefix == label.prefix:
                points = points_of_next(place, level, label, ahead, line)
                if rule.through and place < level.place:
                    points = 0.75 if level.place[0] - place[0] <= 5 else 0
                if points > 0:
                    yield Take(index, counter, place, label, points + index / 1000, rule)
        points = points_of_first(counter, place, label, ahead, [] if state.headed >= 0 else levels, line, opened=opened)
        if rule.through and any(level.counter == counter for level in levels):
            points = CERTAIN if place == (1,) and self.drafts[-1].kind == "section" else 0
        if place[-1] != 1 and (not levels or state.headed >= 0):
            before = (*place[:-1], place[-1] - 1)
            if any(level.counter == counter and level.place == before for level in state.paused):
                points = max(points, NEXT)  # numbers that run through several headings
        if state.base >= 0 and not state.drafted:
            points = max(points, NEXT)  # a quotation begins with any number
        if points > 0 or at in self.numbered:
            yield Take(-1, counter, place, label, points, rule)

    @staticmethod
    def _points_of_heading(
        counter: Counter, place: tuple[int, ...], label: Printed, ahead: Sequence[Printed | None], state: ParserState
    ) -> float:
        """Weigh one reading of the number of a heading."""
        last = state.heads.get((counter, len(place)))
        if last is None:
            points = CERTAIN if place[-1] == 1 else 0.5
        else:
            points = NEXT if place == next_place(last) else CERTAIN if place[-1] == 1 else 1
        return points + comes_next(counter, place, label, ahead)

    def _rule(self, counter: Counter, label: Printed, at: int, state: ParserState) -> NumberRule | None:
        """Find what the profile says of a label of this print here: the first rule that fits."""
        for rule in self.profile.number:
            if rule.counter != counter or rule.prefix != label.prefix or (rule.style and rule.style != label.style):
                continue
            if (at in self.numbered) != (rule.shape == "heading") or (
                rule.shape == "capital" and at not in self.capitals
            ):
                continue
            if label.style == "x" and counter not in ("decimal", "arabic"):
                continue
            if (rule.before and (rule.before in state.seen or state.base >= 0)) or (
                rule.inside and not state.inside.intersection(rule.inside)
            ):
                continue
            if (rule.outside and state.inside.intersection(rule.outside)) or (
                rule.under and not any(level.kind in rule.under for level in state.levels)
            ):
                continue
            return rule
        return None

    def _add_number(
        self, take: Take, line: TextLine, source: str, at: int, stop: int, state: ParserState, lead: str
    ) -> None:
        rule = take.rule
        text = source[take.label.end :]
        slipped = self._warn_of_order(take, line, state)
        if rule.kind in HEADINGS:
            level = self._level_of_heading(take, rule, state)
        elif take.level >= 0:
            level = state.levels[take.level]
            level.depth = level.depth or line.level
            del state.levels[take.level + 1 :]
            if state.headed >= 0 and take.level == 0:
                level.parent = state.above
        else:
            if take.label.prefix:
                state.levels = []
            level = self._new_level(take, line, state)
            state.levels.append(level)
        if (
            not (rule.through and take.place < level.place)
            and "ante" not in take.label.after
            and take.label.core[0] != "-"
        ):
            level.place = take.place
        level.place = level.place or (take.place[0] - 1,)
        if take.level < 0:
            level.style = take.label.style
        level.kind = level.kind or self._kind(rule, level.parent)
        kind = rule.kind if rule.kind in HEADINGS else level.kind
        signs, brackets = without_brackets(take.label.style.replace("x–", "x –"))
        shown = (
            rule.print.format(number=take.label.number)
            if rule.print
            else signs.replace("○", "x").replace("x", take.label.number)
        )
        basis: Basis = "slip" if slipped else "level" if line.level else "number"
        self.drafts.append(ClauseDraft(kind, shown, [text], line.line, level.parent, lead + brackets, basis=basis))
        level.node = len(self.drafts) - 1
        state.drafted = True
        if kind in HEADINGS:
            state.outline.append((RANK[kind] + len(take.place) / 10, level.node, kind))
        state.headed = -1
        self._chained(text, at, stop, state)

    def _new_level(self, take: Take, line: TextLine, state: ParserState) -> Level:
        fresh = state.headed >= 0
        parent = state.levels[-1].node if state.levels and not fresh else state.above
        last = len(self.drafts) - 1
        opener = self.drafts[last] if last >= 0 and last != state.base else None
        announced = opener is not None and (opens_list(opener.last) or is_unfinished(opener.last))
        if announced and opener and opener.kind == "text" and opener.parent == parent:
            parent = last
        opened = announced and opener is not None and opener.kind not in HEADINGS
        level = Level(take.counter, take.label.style, parent, listed=opened, depth=line.level)
        level.prefix, level.fresh = take.label.prefix, fresh
        level.length = 1 if take.counter == "arabic" else len(take.place)
        return level

    def _level_of_heading(self, take: Take, rule: NumberRule, state: ParserState) -> Level:
        """Open the level of a numbered heading: `2. Services` ends all levels, `2.1 Members` belongs to 2."""
        rank = RANK[rule.kind] + len(take.place) / 10
        while state.outline and state.outline[-1][0] >= rank:
            state.outline.pop()
        level = Level(take.counter, take.label.style, state.above, listed=False, depth=0)
        state.seen.add(rule.kind)
        state.paused = state.levels or state.paused
        state.levels, state.headed = [], -1
        state.heads[take.counter, len(take.place)] = take.place
        return level

    def _kind(self, rule: NumberRule, parent: int) -> str:
        """Name a level: as the profile does, or by its depth where that kind stands above it already."""
        above = RANK[self.drafts[parent].kind] if parent >= 0 else 0
        if parent >= 0 and self.drafts[parent].kind == "text" and self.drafts[parent].parent >= 0:
            above = RANK[self.drafts[self.drafts[parent].parent].kind]
        if RANK[rule.kind] > above or above <= RANK["subheading"] or rule.counter == "decimal":
            return rule.kind
        return next((kind for kind in _DEEPER if RANK[kind] > above), _DEEPER[-1])

    def _warn_of_order(self, take: Take, line: TextLine, state: ParserState) -> bool:
        """Warn of a number that does not follow, or is printed otherwise than its neighbours; say whether it was."""
        before = len(self.warnings)
        number = take.label.number
        if take.level < 0:
            if take.place[-1] != 1 and take.points < NEXT:
                self.warnings.append(Caution(f"numbering starts at {number}", line.line))
            return len(self.warnings) > before
        level = state.levels[take.level]
        last, style = level.place, take.label.style
        if style != level.style and not {style, level.style} <= {"x", "x."} and last > (1,):
            printed_as, usual = (form.replace("x", take.label.core) for form in (style, level.style))
            self.warnings.append(Caution(f"numbering prints {printed_as}, where {usual} is usual", line.line))
        elif take.points < CERTAIN and len(take.place) == 1 and not self._is_behind_inserted(take, level):
            again = last[0] == take.place[0]
            said = f"comes again to {last[0]}" if again else f"jumps from {last[0]} to {take.place[0]}"
            self.warnings.append(Caution(f"numbering {said} ({number})", line.line))
        return len(self.warnings) > before

    def _is_behind_inserted(self, take: Take, level: Level) -> bool:
        """Whether a letter goes on behind those put in before it: (a), (aa), (ab), (b)."""
        before = number_of(self.drafts[level.node].label)
        inserted = take.counter in ("letter", "LETTER") and len(before) == 2 and len(take.label.core) == 1
        return inserted and ord(before[0]) + 1 == ord(take.label.core)

    # Clauses without a number

    def _unnumbered(self, line: TextLine, at: int, stop: int, state: ParserState) -> None:
        rule = self._clause_rule(line, state)
        if rule:
            parent = state.above
            if state.levels and rule.kind in ("stem", "principle"):
                del state.levels[1:]
                parent = state.levels[0].node
            self.drafts.append(ClauseDraft(rule.kind, "", [line.text], line.line, parent, basis="wording"))
            return
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        shape = self._shape(line, following) if at not in self.listed else None
        last = self.drafts[-1] if self.drafts else None
        in_capitals = shape is not None and last is not None and shape.shape == "capitals" and last.kind == shape.kind
        if in_capitals and last and last.last.isupper() and not line.gap and not line.whole and len(last.parts) < 4:
            last.parts.append(line.text)  # a heading in capitals that runs over a few lines
            return
        if shape:
            basis: Basis = "style" if line.heading else "shape"
            unit = unit_of(line.text) if self._words else ""
            if unit in ("annex", "appendix"):
                kind, rank = KINDS[unit], self.ranks.get(unit, USUAL[unit])
            else:
                kind, rank = shape.kind, SUBHEADING if shape.kind == "subheading" else WORDLESS
            self._add_heading(kind, rank, "", line.text, line, state, titled=False, basis=basis)
            return
        home = self._home(line, at, stop, state)
        self.drafts.append(ClauseDraft("text", "", [line.text], line.line, home, basis="place"))
        if self.profile.body.ends_with_numbers:
            self.warnings.append(Caution("text without a number: is it a clause of its own?", line.line))

    def _home(self, line: TextLine, at: int, stop: int, state: ParserState) -> int:
        """Find the clause that an unnumbered text belongs to, and close the lists that it ends.

        Where the next number goes on with an open list, the text stands inside its last item. Else it belongs to the
        paragraph before it, or, behind a list, to the clause that announced the list.
        """
        if not state.levels or state.headed >= 0:
            return state.above
        levels = state.levels
        base = max(index for index, level in enumerate(levels) if level.fresh or not index)
        goes_on_with, following = self._next_level(at, stop, levels)
        home, before = len(levels) - 1, self.drafts[-1].last
        if opens_list(line.text) and following and levels[home].node == len(self.drafts) - 1:
            capital = following.core.isupper() and not any(level.counter.isupper() for level in levels)
            if capital or following.style not in {level.style for level in levels}:
                return levels[home].node  # `(1) Verification.`, and below it what opens the list of (1)
        # `(b) …, or` and then `in respect of …` goes on with the sentence of the list around it
        flush = line.text[0].islower() and before.endswith((",", "and", "or", "—")) and not opens_list(line.text)
        while home >= base and levels[home].listed and home > goes_on_with:
            home -= 1
            if flush:
                break
        if home >= base:
            del levels[home + 1 :]
            return levels[home].node
        parent = levels[base].parent
        del levels[base:]
        while parent >= 0 and self.drafts[parent].kind == "text":
            parent = self.drafts[parent].parent  # beside the text that announced the list
        return parent

    def _next_level(self, at: int, stop: int, levels: Sequence[Level]) -> tuple[int, Printed | None]:
        """Find the open level that the next number goes on with, -1 for none; and the next number before a heading."""
        for following in range(at + 1, min(stop, at + _AHEAD)):
            label = self.numbers[following]
            if self.heads[following]:
                break
            if label:
                fitting = [
                    index
                    for index, level in enumerate(levels)
                    if label.style == level.style and ordinals(label.core).get(level.counter) == next_place(level.place)
                ]
                return max(fitting, default=-1), label
        return -1, None

    def _clause_rule(self, line: TextLine, state: ParserState) -> ClauseRule | None:
        for rule, pattern in self._clauses:
            if rule.inside and not state.inside.intersection(rule.inside):
                continue
            if rule.before and (rule.before in state.seen or state.base >= 0):
                continue
            if rule.after and not self._is_behind_opener(rule):
                continue
            if pattern.search(line.text) and not (rule.before and is_capitals(line.text)):
                return rule
        return None

    def _is_behind_opener(self, rule: ClauseRule) -> bool:
        """Whether the clause stands in the list that a numbered clause with a colon opened."""
        for draft in reversed(self.drafts):
            if draft.kind != rule.kind:
                return draft.kind == rule.after and draft.last.endswith(":")
        return False

    def _shape(self, line: TextLine, following: TextLine | None) -> HeadingRule | None:
        """Tell a heading by its shape: capitals, or a few words alone."""
        before = self.drafts[-1].last if self.drafts else ""
        unfinished = bool(before) and not is_capitals(before) and not is_closed(before)
        # A few capitals below an unfinished line are an abbreviation, not a heading.
        listed_rest = unfinished and not line.gap and not line.whole and len(line.text.split()) < 2
        for rule in self._shapes:
            if rule.shape == "capitals" and is_capitals(line.text) and not listed_rest:
                return rule
            if rule.shape == "title" and (line.heading or stands_alone(line, following)) and is_title_shape(line):
                label = None if line.heading or following is None else printed(following.text)
                if label and label.core in ("a", "i") and self._words:
                    return None  # `Membership may`, and below it `a.`: the start of a sentence
                return rule
        return None
