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

from cdiff.core.citation import HEADINGS, RANK, UncitedClause
from cdiff.core.model import Caution
from cdiff.core.numbering import Printed, ordinals, peel, printed
from cdiff.core.records import record, replace
from cdiff.parsing.headings import (
    capital_headings,
    is_capitals,
    is_title_shape,
    is_title_text,
    numbered_headings,
    stands_alone,
)
from cdiff.parsing.labels import CERTAIN, NEXT, Take, counter_of, is_believed, may_stand, points_of
from cdiff.parsing.lines import TextLine, goes_on, is_closed, is_open
from cdiff.parsing.normalise import join
from cdiff.parsing.profile import ClauseRule, HeadingRule, Profile
from cdiff.parsing.state import ClauseDraft, ParserState


@record
class Structure:
    """Clauses before they are cited; for each, the place of its first line; and what was doubtful."""

    items: list[UncitedClause]
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

    def structure(self, lines: Sequence[TextLine], titles: range = range(0)) -> Structure:
        """Read lines into clauses; those at `titles` are the title, whatever they look like."""
        state = ParserState()
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
            UncitedClause(draft.kind, draft.label, join([draft.lead + draft.parts[0], *draft.parts[1:]]), draft.line)
            for draft in state.drafts
        ]
        return Structure(items, state.warnings, state.last_numbered)

    def _peeled(self, line: TextLine) -> TextLine:
        """Set apart the bracket that opens before a number or a heading."""
        lead, rest = peel(line.text)
        if not lead or printed(line.text):
            return line
        label = printed(rest)
        if label and "]" not in label.style:
            return replace(line, text=rest, lead=lead)
        heads = any(pattern and pattern.match(rest) for _, pattern in self._headings)
        return replace(line, text=rest, lead=lead) if heads else line

    def _read(
        self, line: TextLine, at: int, lines: Sequence[TextLine], numbers: Sequence[Printed | None], state: ParserState
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
        line = replace(line, text=line.lead + line.text, lead="")
        if self._is_title_of_heading(line, state):
            state.drafts[-1].parts = [line.text]
            state.drafts[-1].wants_title = False
        elif goes_on(state.last, line):
            state.drafts[-1].parts.append(line.text)
        else:
            self._unnumbered(line, lines[at + 1] if at + 1 < len(lines) else None, state)

    # Headings

    def _numbered_headings(self, lines: Sequence[TextLine], numbers: Sequence[Printed | None]) -> frozenset[int]:
        if not any(rule.shape == "heading" for rule in self.profile.number):
            return frozenset()
        patterns = [pattern for _, pattern in self._headings if pattern]

        def is_heading(line: TextLine) -> bool:
            return is_capitals(line.text) or any(pattern.match(line.text) for pattern in patterns)

        return numbered_headings(lines, numbers, is_heading)

    def _heading_by_pattern(self, line: TextLine, state: ParserState) -> bool:
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

    def _is_title_of_heading(self, line: TextLine, state: ParserState) -> bool:
        """Whether a line is the title that stands below `Article 10`."""
        if not state.drafts or not state.drafts[-1].wants_title:
            return False
        return is_title_shape(line)

    def _shape(self, line: TextLine, following: TextLine | None, state: ParserState) -> HeadingRule | None:
        for rule, _ in self._headings:
            if rule.shape == "capitals" and is_capitals(line.text) and not _is_listed_rest(line, state):
                return rule
            if rule.shape == "title" and (line.heading or stands_alone(line, following)) and is_title_shape(line):
                return rule
        return None

    # Clauses without a number

    def _unnumbered(self, line: TextLine, following: TextLine | None, state: ParserState) -> None:
        rule = self._clause_rule(line, state)
        if rule:
            state.drafts.append(ClauseDraft(rule.kind, "", [line.text], line.line))
            return
        heading = self._shape(line, following, state)
        if heading and state.drafts and _goes_on_as_heading(line, heading, state):
            state.drafts[-1].parts.append(line.text)
        elif heading:
            _add_heading(heading, "", line.text, line, state, self.profile)
        else:
            state.drafts.append(ClauseDraft("text", "", [line.text], line.line))
            state.open.add("text")
            if self.profile.body.ends_with_numbers:
                message = "text without a number: is it a clause of its own?"
                state.warnings.append(Caution(message, line.line))

    def _clause_rule(self, line: TextLine, state: ParserState) -> ClauseRule | None:
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

    def _number(
        self, line: TextLine, label: Printed, ahead: Sequence[Printed | None], state: ParserState
    ) -> Take | None:
        takes = []
        for at, rule in enumerate(self.profile.number):
            place = ordinals(label.core).get(counter_of(rule))
            if place and may_stand(rule, label, state):
                points = points_of(at, rule, place, label, ahead, state)
                takes.append(Take(at, rule, place, label, points))
        best = max(takes, key=lambda take: take.points, default=None)
        return best if best and is_believed(best, line, state) else None


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


def _add_title(line: TextLine, state: ParserState) -> None:
    capitals = bool(state.drafts) and is_capitals(line.text) and is_capitals(state.last)
    if capitals and not line.gap and not line.whole:
        state.drafts[-1].parts.append(line.text)
    else:
        state.drafts.append(ClauseDraft("title", "", [line.text], line.line))


def _add_heading(
    rule: HeadingRule, label: str, text: str, line: TextLine, state: ParserState, profile: Profile
) -> None:
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
    state.drafts.append(ClauseDraft(rule.kind, label, [text], line.line, wants_title=wants, lead=line.lead))
    if body:
        state.drafts.append(ClauseDraft("text", "", [body], line.line))
        state.open.add("text")


def _restart(rank: int, state: ParserState, profile: Profile) -> None:
    for at, rule in enumerate(profile.number):
        if RANK[rule.kind] > rank and not rule.through:
            last = state.places.pop(at, None)
            if last:
                state.paused[at] = last


def _add_number(take: Take, line: TextLine, state: ParserState, profile: Profile) -> None:
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
    state.drafts.append(ClauseDraft(take.rule.kind, label, [line.text[take.label.end :]], line.line, lead=line.lead))


def _warn_of_order(take: Take, last: tuple[int, ...] | None, line: TextLine, state: ParserState) -> None:
    number = take.label.number
    if last is None and take.place[-1] != 1 and take.points < NEXT:
        state.warnings.append(Caution(f"numbering starts at {number}", line.line))
    elif last is not None and take.points < CERTAIN and len(take.place) == 1:
        again = last[0] == take.place[0]
        said = f"comes again to {last[0]}" if again else f"jumps from {last[0]} to {take.place[0]}"
        state.warnings.append(Caution(f"numbering {said} ({number})", line.line))


# Shapes


def _is_listed_rest(line: TextLine, state: ParserState) -> bool:
    """A few capitals below an unfinished line are an abbreviation, not a heading."""
    unfinished = bool(state.last) and not is_capitals(state.last) and not is_closed(state.last)
    return unfinished and not line.gap and not line.whole and len(line.text.split()) < 2


def _goes_on_as_heading(line: TextLine, rule: HeadingRule, state: ParserState) -> bool:
    """A heading in capitals that runs over a few lines."""
    last = state.drafts[-1]
    in_capitals = rule.shape == "capitals" and last.kind == rule.kind and last.last.isupper()
    return in_capitals and not line.gap and not line.whole and len(last.parts) < 4


def _is_behind_opener(rule: ClauseRule, state: ParserState) -> bool:
    """Whether the clause stands in the list that a numbered clause with a colon opened."""
    for draft in reversed(state.drafts):
        if draft.kind == rule.kind:
            continue
        return draft.kind == rule.after and draft.last.endswith(":")
    return False
