"""Choices: texts of which one should stay.

Options are marked by standing side by side in brackets (`[shall] [should]`, also joined by `or` or `/`), by a slash in
one bracket (`[shall/should]`), by labels (`Option A: …`, with or without brackets, also around whole clauses), and by
numbers (`OP6` and `OP6alt`; `[5. …]` and `[5 bis. …]`, much alike and in brackets of their own: UN Editorial Manual).

`[, as appropriate,]` and `[and children]` continue the text before them: such a bracket is no option beside its
neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cdiff.core.citation import HEADINGS, RANK
from cdiff.core.model import Clause
from cdiff.core.numbering import number_of
from cdiff.features.brackets.conventions import Conventions
from cdiff.features.brackets.heads import content_of, label_of
from cdiff.features.brackets.model import Bracket, Choice, ChoiceKind, Option, TextPlace

_JOINED = re.compile(r"\s*(?:(?:[,;]?\s*(?:or|and/or|ou|o|oder|или)|[/|])\s*)?")
_GOES_ON = re.compile(r"\s*(?:[,;:.)]|(?:and|or|nor|including|as well as|in particular|et|ou|y|o)\b)")
_SLASHED = re.compile(r"[^\s/\[\]]+(?:/[^\s/\[\]]+)+|[^/\[\]]+(?:\s/\s[^/\[\]]+)+")
_NO_CHOICE = re.compile(r"(?:and/or|or/and|km/h|\d+(?:/\d+)+|[\w.]*\d[\w.]*(?:/[\w.]+)+|https?:.*)")
_BY_NUMBER = re.compile(r"(?P<base>.*?)\s?alt\.?(?:\s?\w{1,3})?", re.IGNORECASE)
_REPEATED = re.compile(r"(?P<base>.*?\d[a-z]?)\s?(?:bis|ter|quater|quinquies)")

_SHORT = 3
"""Words of this many letters or fewer are mostly articles and prepositions."""
_ALIKE = 0.4
"""The least share of the shorter text's longer words that two versions of one paragraph have in common. A judgement."""

FoundChoice = tuple[ChoiceKind, list[Option], int]
"""How a choice is marked, its options, the bracket it stands in."""


def choices_in(clauses: Sequence[Clause], brackets: Sequence[Bracket], known: Conventions) -> list[Choice]:
    """Find the choices of a document, in the order of their first option; numbers start at 1."""
    found = [
        *_side_by_side(clauses, brackets),
        *_slashed(brackets),
        *_labelled(clauses, known),
        *_numbered(clauses, brackets),
    ]
    found.sort(key=lambda choice: (choice[1][0].start, choice[1][-1].end))
    taken: set[int] = set()
    choices: list[Choice] = []
    for kind, options, inside in found:
        numbers = {option.bracket for option in options if option.bracket}
        if not numbers & taken:
            taken |= numbers
            choices.append(Choice(len(choices) + 1, kind, tuple(options), inside))
    return choices


def with_choices(brackets: Iterable[Bracket], choices: Iterable[Choice]) -> tuple[Bracket, ...]:
    """Set in each bracket the choice that it is an option of."""
    of = {option.bracket: choice.number for choice in choices for option in choice.options if option.bracket}
    return tuple(replace(bracket, choice=of.get(bracket.number, 0)) for bracket in brackets)


# Brackets side by side


def _side_by_side(clauses: Sequence[Clause], brackets: Sequence[Bracket]) -> Iterator[FoundChoice]:
    siblings: dict[int, list[Bracket]] = {}
    for bracket in brackets:
        siblings.setdefault(bracket.parent, []).append(bracket)
    for parent, group in siblings.items():
        run: list[Bracket] = []
        for bracket in group:
            if run and not _are_options(run, bracket, clauses):
                yield from _as_choice(run, parent)
                run = []
            run.append(bracket)
        yield from _as_choice(run, parent)


def _as_choice(run: Sequence[Bracket], parent: int) -> Iterator[FoundChoice]:
    if len(run) > 1:
        yield "brackets", [_option(bracket) for bracket in run], parent


def _option(bracket: Bracket) -> Option:
    end = TextPlace(bracket.end.clause, bracket.end.offset + 1)
    return Option(bracket.label, bracket.text, bracket.start, end, bracket.number, bracket.by, bracket.content)


def _are_options(run: Sequence[Bracket], second: Bracket, clauses: Sequence[Clause]) -> bool:
    """Whether a bracket is one more option beside those in a run."""
    first = run[-1]
    labelled = bool(first.label or first.by) and bool(second.label or second.by)
    between = _between(first, second, clauses)
    if between is None or not _JOINED.fullmatch(between):
        return False
    if first.end.clause != second.start.clause:
        return bool(second.label) and (bool(first.label) or "alt" in second.label.lower())
    if labelled:
        return True
    if between and (_in_word(run[0], clauses) or _in_word(second, clauses)):
        return False
    return not _GOES_ON.match(second.text)


def _in_word(bracket: Bracket, clauses: Sequence[Clause]) -> bool:
    """Whether a bracket is part of a word: `State[s]`, `[in]direct`."""
    before = clauses[bracket.start.clause].text[: bracket.start.offset]
    behind = clauses[bracket.end.clause].text[bracket.end.offset + 1 :]
    return before[-1:].isalnum() or behind[:1].isalnum()


def _between(first: Bracket, second: Bracket, clauses: Sequence[Clause]) -> str | None:
    """Return what stands between two brackets: in one clause, or at the ends of two neighbouring ones."""
    last, following = first.end, second.start
    if last.clause == following.clause:
        return clauses[last.clause].text[last.offset + 1 : following.offset]
    if following.clause - last.clause != 1:
        return None
    rest = clauses[last.clause].text[last.offset + 1 :].strip(" .;")
    return rest + clauses[following.clause].text[: following.offset]


# A slash in a bracket


def _slashed(brackets: Sequence[Bracket]) -> Iterator[FoundChoice]:
    for bracket in brackets:
        text = bracket.text
        if bracket.start.clause != bracket.end.clause or not _SLASHED.fullmatch(text) or _NO_CHOICE.fullmatch(text):
            continue
        spaced = re.search(r"\s/\s", text)
        options = []
        at = bracket.words.offset
        for part in re.split(r"(\s/\s)" if spaced else "(/)", text):
            place = TextPlace(bracket.start.clause, at)
            at += len(part)
            if part.strip() != "/":
                options.append(Option("", part.strip(), place, TextPlace(place.clause, at)))
        yield "slash", options, bracket.number


# Labels without brackets


def _labelled(clauses: Sequence[Clause], known: Conventions) -> Iterator[FoundChoice]:
    """`Option A: …`, `Option B: …` in neighbouring clauses, or as lines of their own above what they offer."""
    heads = [(at, *label_of(clause.text, known)) for at, clause in enumerate(clauses) if clause.kind != "footnote"]
    heads = [head for head in heads if head[1]]
    run: list[tuple[Option, int]] = []
    for number, (at, label, behind) in enumerate(heads):
        following = heads[number + 1][0] if number + 1 < len(heads) else len(clauses)
        stop = _reach(clauses, at, following, alone=behind >= len(clauses[at].text))
        text = " ".join([clauses[at].text[behind:], *(clause.text for clause in clauses[at + 1 : stop])]).strip()
        end = TextPlace(stop - 1, len(clauses[stop - 1].text))
        option = Option(label, text, TextPlace(at, 0), end, content=content_of(text, known))
        if run and not (run[-1][1] == at and _word(run[-1][0].label) == _word(label)):
            yield from _as_labelled(run, clauses, known)
            run = []
        run.append((option, stop))
    yield from _as_labelled(run, clauses, known)


def _as_labelled(
    run: Sequence[tuple[Option, int]], clauses: Sequence[Clause], known: Conventions
) -> Iterator[FoundChoice]:
    """Nothing but a heading marks the end of the last option: it is taken to be no longer than the others."""
    if len(run) < 2:
        return
    *options, last = [option for option, _ in run]
    longest = max(option.end.clause - option.start.clause for option in options)
    at, stop = last.start.clause, min(last.end.clause, last.start.clause + longest)
    if stop < last.end.clause:
        behind = label_of(clauses[at].text, known)[1]
        text = " ".join([clauses[at].text[behind:], *(clause.text for clause in clauses[at + 1 : stop + 1])]).strip()
        last = last._replace(text=text, end=TextPlace(stop, len(clauses[stop].text)), content=content_of(text, known))
    yield "labels", [*options, last], 0


def _word(label: str) -> str:
    return re.split(r"[\s.(]", label, maxsplit=1)[0].casefold()


def _reach(clauses: Sequence[Clause], at: int, following: int, *, alone: bool) -> int:
    """Return the clause behind an option: a line that is only a label reaches to the next label or heading."""
    stop = at + 1
    rank = RANK[clauses[at].kind] if not alone else RANK["section"]
    while stop < following and clauses[stop].kind != "footnote":
        if clauses[stop].kind in HEADINGS or (not alone and RANK[clauses[stop].kind] <= rank):
            break
        stop += 1
    return stop


# Numbers


def _numbered(clauses: Sequence[Clause], brackets: Sequence[Bracket]) -> Iterator[FoundChoice]:
    """`OP6` and `OP6alt`, one behind the other; `5` and `5 bis` where each stands in a bracket of its own."""
    whole = {bracket.start.clause: bracket for bracket in brackets if _is_whole(bracket, clauses)}
    run: list[int] = []
    labelled = [at for at, clause in enumerate(clauses) if clause.label and clause.kind not in ("footnote", *HEADINGS)]
    for before, at in pairwise([-1, *labelled]):
        if not (
            run
            and _is_alternative(clauses[run[0]], clauses[before], clauses[at], boxed=before in whole and at in whole)
        ):
            yield from _as_numbered(run, clauses, whole)
            run = []
        run.append(at)
    yield from _as_numbered(run, clauses, whole)


def _as_numbered(run: Sequence[int], clauses: Sequence[Clause], whole: dict[int, Bracket]) -> Iterator[FoundChoice]:
    if len(run) < 2:
        return
    options = []
    for at in run:
        bracket = whole.get(at)
        text = bracket.text if bracket else clauses[at].text
        end = TextPlace(at, len(clauses[at].text))
        by, content = (bracket.by, bracket.content) if bracket else ((), "words")
        number = bracket.number if bracket else 0
        options.append(Option(number_of(clauses[at].label), text, TextPlace(at, 0), end, number, by, content))
    first = whole.get(run[0])
    yield "numbers", options, first.parent if first else 0


def _is_alternative(first: Clause, before: Clause, clause: Clause, *, boxed: bool) -> bool:
    """Whether a clause is numbered as another version of the first one of a run."""
    if clause.parent != first.parent or before.parent != first.parent:
        return False
    number, base = number_of(clause.label), number_of(first.label)
    alternative = _BY_NUMBER.fullmatch(number)
    if alternative:
        return alternative["base"].strip() == base
    repeated = _REPEATED.fullmatch(number)
    return boxed and repeated is not None and repeated["base"] == base and _are_alike(first.text, clause.text)


def _are_alike(first: str, second: str) -> bool:
    """Whether two texts may be versions of one: `5 bis` is as often a paragraph of its own."""
    words = [{word for word in re.findall(r"\w+", text.casefold()) if len(word) > _SHORT} for text in (first, second)]
    shorter = min(map(len, words))
    return shorter > 0 and len(words[0] & words[1]) >= _ALIKE * shorter


def _is_whole(bracket: Bracket, clauses: Sequence[Clause]) -> bool:
    """Whether a bracket holds its clause and nothing else."""
    text = clauses[bracket.start.clause].text
    same = bracket.start.clause == bracket.end.clause
    return same and bracket.start.offset == 0 and not text[bracket.end.offset + 1 :].strip(" .;")
