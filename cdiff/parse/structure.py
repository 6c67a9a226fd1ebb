"""Structure: from lines to clauses, by the numbering and headings that a profile names.

Each line is a heading, a numbered clause, a clause without number, or the rest of the clause before it.
A number counts only where its sequence can be: `j)` behind `i)`, `i.` behind a text that ends in a colon,
never `2018.` behind paragraph 6. Where one print can mean two things (`(i)` is a letter behind `(h)` and a
roman number behind a colon), every reading gets points for what speaks for it, and the next numbers in the
text speak too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cdiff.citation import HEADINGS, RANK, Item
from cdiff.model import Caution
from cdiff.numbering import Counter, Printed, ordinals, peel, printed
from cdiff.parse.headings import capital_headings, numbered_headings
from cdiff.parse.lines import Line, goes_on, is_closed, is_open
from cdiff.parse.normalise import join
from cdiff.parse.profile import ClauseRule, HeadingRule, NumberRule, Profile
from cdiff.parse.shapes import is_capitals, is_title_shape, is_title_text, stands_alone

_CERTAIN = 2.0
_NEXT = 3.0
"""The points of a number that comes next in its sequence."""
_FAR = 40
"""A number further on than this behind the last one is no number of that sequence."""


class _Draft:
    """A clause in the making."""

    def __init__(
        self, kind: str, label: str, parts: list[str], line: int, *, wants_title: bool = False, lead: str = ""
    ) -> None:
        self.kind = kind
        self.label = label
        self.parts = parts
        self.line = line
        self.wants_title = wants_title
        self.lead = lead
        """What opened a bracket before its number; its text begins with it, so that every comparison sees it."""

    @property
    def last(self) -> str:
        """The last piece of its text so far; the whole is only put together at the end."""
        return self.parts[-1]


class _Take(NamedTuple):
    """One reading of a label."""

    at: int
    """The place of the rule in the profile."""
    rule: NumberRule
    place: tuple[int, ...]
    label: Printed
    points: float


class _State:
    """Where the reading of a draft stands."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.places: dict[int, tuple[int, ...]] = {}
        """The number that each level of the profile had last."""
        self.paused: dict[int, tuple[int, ...]] = {}
        """Where the levels stood that a heading closed: their numbers may run on behind it."""
        self.styles: dict[int, str] = {}
        """How each level is printed."""
        self.headings: dict[int, str] = {}
        """The headings that are open, by their rank."""
        self.seen: set[str] = set()
        """The kinds of all headings so far."""
        self.open: set[str] = set()
        """The kinds of clauses that a list may still belong to: those since the last heading or paragraph."""
        self.warnings: list[Caution] = []
        self.at_heading = False
        """Whether the line at hand is a numbered heading, as the text as a whole tells."""
        self.at_capital = False
        """Whether it is one with a capital letter or roman number, if the profile has such headings."""
        self.last_numbered = -1
        """The place of the last line that bore a number or was a heading told by a pattern."""

    @property
    def last(self) -> str:
        return self.drafts[-1].last if self.drafts else ""

    @property
    def inside(self) -> set[str]:
        return set(self.headings.values())


class Structure(NamedTuple):
    """Clauses before they are cited; for each, the place of its first line; and what was doubtful."""

    items: list[Item]
    warnings: list[Caution]
    last_numbered: int


class Parser:
    """Reads lines by one profile."""

    def __init__(self, profile: Profile) -> None:
        """Compile the profile's patterns once."""
        self.profile = profile
        self._headings = [(rule, re.compile(rule.pattern) if rule.pattern else None) for rule in profile.heading]
        self._clauses = [(rule, re.compile(rule.pattern)) for rule in profile.clause]
        self._starts = {rule.kind for rule in profile.heading if rule.pattern}

    def structure(self, lines: Sequence[Line], titles: range = range(0)) -> Structure:
        """Read lines into clauses; those at `titles` are the title, whatever they look like."""
        state = _State()
        lines = [self._peeled(line) for line in lines]
        numbers = [printed(line.text) for line in lines]
        headings = self._numbered_headings(lines, numbers)
        capitals = capital_headings(lines, numbers)
        for at, line in enumerate(lines):
            state.at_heading, state.at_capital = at in headings, at in capitals
            if at in titles:
                _add_title(line, state)
            else:
                self._read(line, at, lines, numbers, state)
        items = [
            Item(draft.kind, draft.label, join([draft.lead + draft.parts[0], *draft.parts[1:]]), draft.line)
            for draft in state.drafts
        ]
        return Structure(items, state.warnings, state.last_numbered)

    def _peeled(self, line: Line) -> Line:
        """Set apart the bracket that opens before a number or a heading."""
        lead, rest = peel(line.text)
        if not lead or printed(line.text):
            return line
        label = printed(rest)
        if label and "]" not in label.style:
            return line._replace(text=rest, lead=lead)
        heads = any(pattern and pattern.match(rest) for _, pattern in self._headings)
        return line._replace(text=rest, lead=lead) if heads else line

    def _read(
        self, line: Line, at: int, lines: Sequence[Line], numbers: Sequence[Printed | None], state: _State
    ) -> None:
        if self._heading_by_pattern(line, state):
            state.last_numbered = at
            return
        label = numbers[at]
        take = self._number(line, label, numbers[at + 1 : at + 60], state) if label else None
        if take:
            _add_number(take, line, state, self.profile)
            state.last_numbered = at
            return
        line = line._replace(text=line.lead + line.text, lead="")
        if self._is_title_of_heading(line, state):
            state.drafts[-1].parts = [line.text]
            state.drafts[-1].wants_title = False
        elif goes_on(state.last, line):
            state.drafts[-1].parts.append(line.text)
        else:
            self._unnumbered(line, lines[at + 1] if at + 1 < len(lines) else None, state)

    # Headings

    def _numbered_headings(self, lines: Sequence[Line], numbers: Sequence[Printed | None]) -> frozenset[int]:
        if not any(rule.shape == "heading" for rule in self.profile.number):
            return frozenset()
        patterns = [pattern for _, pattern in self._headings if pattern]

        def is_heading(line: Line) -> bool:
            return is_capitals(line.text) or any(pattern.match(line.text) for pattern in patterns)

        return numbered_headings(lines, numbers, is_heading)

    def _heading_by_pattern(self, line: Line, state: _State) -> bool:
        for rule, pattern in self._headings:
            match = pattern.match(line.text) if pattern else None
            if match is None or (line.wrapped and not line.gap and is_open(state.last)):
                continue
            groups = match.groupdict()
            text = groups.get("text") or ""
            if _is_sentence(match, text):
                continue
            names = {name: groups.get(name, "") for name in ("number", "word")}
            label = rule.print.format(**names) if rule.print else ""
            _add_heading(rule, label, text, line, state, self.profile)
            return True
        return False

    def _is_title_of_heading(self, line: Line, state: _State) -> bool:
        """Whether a line is the title that stands below `Article 10`."""
        if not state.drafts or not state.drafts[-1].wants_title:
            return False
        return is_title_shape(line)

    def _shape(self, line: Line, following: Line | None, state: _State) -> HeadingRule | None:
        for rule, _ in self._headings:
            if rule.shape == "capitals" and is_capitals(line.text) and not _is_listed_rest(line, state):
                return rule
            if rule.shape == "title" and (line.heading or stands_alone(line, following)) and is_title_shape(line):
                return rule
        return None

    # Clauses without a number

    def _unnumbered(self, line: Line, following: Line | None, state: _State) -> None:
        rule = self._clause_rule(line, state)
        if rule:
            state.drafts.append(_Draft(rule.kind, "", [line.text], line.line))
            return
        heading = self._shape(line, following, state)
        if heading and state.drafts and _goes_on_as_heading(line, heading, state):
            state.drafts[-1].parts.append(line.text)
        elif heading:
            _add_heading(heading, "", line.text, line, state, self.profile)
        else:
            state.drafts.append(_Draft("text", "", [line.text], line.line))
            state.open.add("text")
            if self.profile.body.ends_with_numbers:
                message = "text without a number: is it a clause of its own?"
                state.warnings.append(Caution(message, line.line))

    def _clause_rule(self, line: Line, state: _State) -> ClauseRule | None:
        for rule, pattern in self._clauses:
            if rule.inside and not state.inside.intersection(rule.inside):
                continue
            if rule.before and rule.before in state.seen:
                continue
            if rule.after and not _is_behind_opener(rule, state):
                continue
            if pattern.search(line.text) and not (rule.before and is_capitals(line.text)):
                return rule
        return None

    # Numbers

    def _number(self, line: Line, label: Printed, ahead: Sequence[Printed | None], state: _State) -> _Take | None:
        takes = []
        for at, rule in enumerate(self.profile.number):
            place = ordinals(label.core).get(_counter(rule))
            if place and _may_stand(rule, label, state):
                points = _points(at, rule, place, label, ahead, state)
                takes.append(_Take(at, rule, place, label, points))
        best = max(takes, key=lambda take: take.points, default=None)
        return best if best and _is_believed(best, line, state) else None


def _counter(rule: NumberRule) -> Counter:
    return rule.counter  # type: ignore[return-value]  # checked when the profile is loaded


def _may_stand(rule: NumberRule, label: Printed, state: _State) -> bool:
    if state.at_heading != (rule.shape == "heading") or (rule.shape == "capital" and not state.at_capital):
        return False
    if label.style == "x" and (rule.counter != "decimal" and rule.counter != "arabic"):
        return False
    if rule.prefix != label.prefix or (rule.style and rule.style != label.style):
        return False
    if rule.before and rule.before in state.seen:
        return False
    if rule.inside and not state.inside.intersection(rule.inside):
        return False
    if rule.outside and state.inside.intersection(rule.outside):
        return False
    return not rule.under or not state.open.isdisjoint(rule.under)


def _points(
    at: int, rule: NumberRule, place: tuple[int, ...], label: Printed, ahead: Sequence[Printed | None], state: _State
) -> float:
    """Weigh one reading of a label: what comes next in its sequence weighs most."""
    last = state.places.get(at)
    if rule.counter == "arabic" and len(place) > 1:
        return _points_of_letter(place, last, repeated=bool(label.after))
    runs_on = last is None and at in state.paused and place == _next(state.paused[at])
    points = _NEXT if runs_on and place != (1,) else _sequence_points(place, last, repeated=bool(label.after))
    if rule.through and last is not None and place[0] < last[0]:
        points = _points_of_return(place[0], last[0], state)
    if points <= 0:
        return points
    if place[-1] == 1 and state.last.endswith((":", "—", "–")):
        points += 1
    if label.style == state.styles.get(at):
        points += 0.4
    if _comes_next(rule, place, label, ahead):
        points += 1
    return points


def _sequence_points(place: tuple[int, ...], last: tuple[int, ...] | None, *, repeated: bool) -> float:
    if last is not None and (place == _next(last) or (repeated and place == last) or _is_deeper(place, last)):
        return _NEXT
    if place[-1] == 1:
        return _CERTAIN
    if last is None:
        return 0.5 if place[-1] <= _FAR else 0
    if last < place and place[0] - last[0] <= _FAR:
        return 1
    return 0.75 if place <= last else 0


def _points_of_letter(place: tuple[int, ...], last: tuple[int, ...] | None, *, repeated: bool) -> float:
    """Weigh `3a`: it stands behind 3, or behind another letter of it; anywhere else it is no number (`3D`)."""
    if last is None or place[0] != last[0]:
        return 0
    if place in ((*last, 1), _next(last)) or (repeated and place == last):
        return _NEXT
    return 1 if place > last else 0


def _points_of_return(place: int, last: int, state: _State) -> float:
    """Weigh a number that falls back although numbers run through the text: a slip, or a new count under a heading."""
    if place == 1 and state.drafts[-1].kind == "section":
        return _CERTAIN
    return 0.75 if last - place <= 5 else 0


def _next(place: tuple[int, ...]) -> tuple[int, ...]:
    return (*place[:-1], place[-1] + 1)


def _is_deeper(place: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """3.2 → 3.2.1 and 3.2.1 → 3.3 are the next steps of a decimal numbering too."""
    if len(place) < 2 and len(last) < 2:
        return False
    return place == (*last, 1) or (len(place) < len(last) and place == _next(last[: len(place)]))


def _comes_next(rule: NumberRule, place: tuple[int, ...], label: Printed, ahead: Sequence[Printed | None]) -> bool:
    """Whether the next label of the same style goes on with this reading."""
    for other in ahead:
        if other and other.style == label.style:
            return ordinals(other.core).get(_counter(rule)) == _next(place)
    return False


def _is_believed(take: _Take, line: Line, state: _State) -> bool:
    """Whether a number is one, and not a figure that a line break put in front."""
    if take.points <= 0 or take.rule.shape == "heading":
        return take.rule.shape == "heading"
    if take.rule.prefix:
        return True
    if take.rule.counter in ("LETTER", "ROMAN") and take.points < 1:
        return False  # `H. R. 1234`: initials
    if take.label.style == "x" and take.rule.counter != "decimal" and not line.wide:
        return _is_bare_number(take, line)
    if line.whole or line.wide:
        return True
    before = state.last
    if take.label.style == "x" and take.points < _CERTAIN:
        return False
    if is_open(before) and not _ends_item(before) and (take.points < _NEXT or (line.wrapped and not line.gap)):
        return False
    if line.gap == 0 and line.wrapped and not is_closed(before) and not _ends_item(before):
        return take.points > _CERTAIN
    return take.points >= _CERTAIN or bool(line.gap) or is_closed(before) or not line.wrapped


def _is_bare_number(take: _Take, line: Line) -> bool:
    """Whether `2 The Minister may …` is paragraph 2: it must be the next one, and a paragraph of its own."""
    first = line.text[take.label.end : take.label.end + 1]
    return take.points >= _NEXT and bool(line.gap or line.whole) and (first.isupper() or first in "(“‘\"'")


def _ends_item(text: str) -> bool:
    """`…; and` ends an item of a list although a sentence does not end there."""
    return re.search(r"[;,] (?:and|or)$", text) is not None


# Adding


def _is_sentence(heading: re.Match[str], text: str) -> bool:
    """`Article 5 applies mutatis mutandis.` speaks of an article and heads nothing."""
    start = heading.start("text") if text else 0
    return (
        text[:1].islower()
        and "number" in heading.groupdict()
        and heading.string[start - 1].isspace()
        and (heading.string[heading.end("number") : start].isspace())
    )


def _add_title(line: Line, state: _State) -> None:
    capitals = bool(state.drafts) and is_capitals(line.text) and is_capitals(state.last)
    if capitals and not line.gap and not line.whole:
        state.drafts[-1].parts.append(line.text)
    else:
        state.drafts.append(_Draft("title", "", [line.text], line.line))


def _add_heading(rule: HeadingRule, label: str, text: str, line: Line, state: _State, profile: Profile) -> None:
    rank = RANK[rule.kind]
    for deeper in [level for level in state.headings if level >= rank]:
        del state.headings[deeper]
    state.headings[rank] = rule.kind
    state.seen.add(rule.kind)
    if rule.kind != "subheading":
        _restart(rank, state, profile)
        state.open.clear()
    body = ""
    if rule.title == "next" and text and not is_title_text(text) and not is_capitals(text):
        text, body = "", text
    wants = rule.title == "next" and not text and not body
    state.drafts.append(_Draft(rule.kind, label, [text], line.line, wants_title=wants, lead=line.lead))
    if body:
        state.drafts.append(_Draft("text", "", [body], line.line))
        state.open.add("text")


def _restart(rank: int, state: _State, profile: Profile) -> None:
    for at, rule in enumerate(profile.number):
        if RANK[rule.kind] > rank and not rule.through:
            last = state.places.pop(at, None)
            if last:
                state.paused[at] = last


def _add_number(take: _Take, line: Line, state: _State, profile: Profile) -> None:
    at = take.at
    _warn_of_order(take, state.places.get(at), line, state)
    if take.rule.kind in HEADINGS:
        rank = RANK[take.rule.kind]
        state.headings = {level: kind for level, kind in state.headings.items() if level < rank}
        state.headings[rank] = take.rule.kind
    _restart(RANK[take.rule.kind], state, profile)
    falls_back = take.rule.through and take.place != (1,) and take.place < state.places.get(at, (0,))
    if not falls_back and "ante" not in take.label.after:
        state.places[at] = take.place
    state.styles[at] = take.label.style
    if RANK[take.rule.kind] <= RANK["paragraph"]:
        state.open.clear()
    state.open.add(take.rule.kind)
    label = take.rule.print.format(number=take.label.number)
    state.drafts.append(_Draft(take.rule.kind, label, [line.text[take.label.end :]], line.line, lead=line.lead))


def _warn_of_order(take: _Take, last: tuple[int, ...] | None, line: Line, state: _State) -> None:
    number = take.label.number
    if last is None and take.place[-1] != 1 and take.points < _NEXT:
        state.warnings.append(Caution(f"numbering starts at {number}", line.line))
    elif last is not None and take.points < _CERTAIN and len(take.place) == 1:
        again = last[0] == take.place[0]
        said = f"comes again to {last[0]}" if again else f"jumps from {last[0]} to {take.place[0]}"
        state.warnings.append(Caution(f"numbering {said} ({number})", line.line))


# Shapes


def _is_listed_rest(line: Line, state: _State) -> bool:
    """A few capitals below an unfinished line are an abbreviation, not a heading."""
    unfinished = bool(state.last) and not is_capitals(state.last) and not is_closed(state.last)
    return unfinished and not line.gap and not line.whole and len(line.text.split()) < 2


def _goes_on_as_heading(line: Line, rule: HeadingRule, state: _State) -> bool:
    """A heading in capitals that runs over a few lines."""
    last = state.drafts[-1]
    in_capitals = rule.shape == "capitals" and last.kind == rule.kind and last.last.isupper()
    return in_capitals and not line.gap and not line.whole and len(last.parts) < 4


def _is_behind_opener(rule: ClauseRule, state: _State) -> bool:
    """Whether the clause stands in the list that a numbered clause with a colon opened."""
    for draft in reversed(state.drafts):
        if draft.kind == rule.kind:
            continue
        return draft.kind == rule.after and draft.last.endswith(":")
    return False
