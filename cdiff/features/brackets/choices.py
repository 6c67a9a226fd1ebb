"""Choices: texts of which one should stay.

Options are marked by standing side by side in brackets (`[shall] [should]`, also joined by `or` or `/`), by a slash in
one bracket (`[shall/should]`), by labels (`Option A: …`, with or without brackets, also around whole clauses), and by
numbers (`OP6` and `OP6alt`; `[5. …]` and `[5. …]` or, much alike, `[5 bis. …]` in brackets of their own: UN Editorial
Manual).

`[, as appropriate,]` and `[and children]` continue the text before them: such a bracket is no option beside its
neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cdiff.core.citation import HEADINGS, RANK
from cdiff.core.model import Clause
from cdiff.core.numbering import letter, number_of, roman
from cdiff.core.records import record, replace
from cdiff.features.brackets.conventions import Conventions
from cdiff.features.brackets.heads import content_of, label_of
from cdiff.features.brackets.model import Bracket, Choice, ChoiceKind, Option, TextPlace

_JOINED = re.compile(r"\s*+(?:(?:[,;]?+\s*+(?:or|and/or|ou|o|oder|или)|[/|])\s*+)?")
_GOES_ON = re.compile(r"\s*(?:[,;:.)]|(?:and|or|nor|including|as well as|in particular|et|ou|y|o)\b)")
_SPACED_SLASH, _SLASH = re.compile(r"(\s/\s)"), re.compile("(/)")
_SLASHED = re.compile(r"[^\s/\[\]]+(?:/[^\s/\[\]]+)+|[^/\[\]]+(?:\s/\s[^/\[\]]+)+")
_NO_CHOICE = re.compile(r"(?:and/or|or/and|km/h|\d+(?:/\d+)+|(?=[\w.]*?\d)[\w.]++(?:/[\w.]+)+|https?:.*)")
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
        runs: list[list[Bracket]] = []
        for bracket in group:
            if runs and _are_options(runs[-1], bracket, clauses):
                runs[-1].append(bracket)
            else:
                runs.append([bracket])
        for run in runs:
            if len(run) > 1:
                yield "brackets", [_option(bracket) for bracket in run], parent


def _option(bracket: Bracket) -> Option:
    end = TextPlace(bracket.end.clause, bracket.end.offset + 1)
    return Option(bracket.label, bracket.text, bracket.start, end, bracket.number, bracket.by, bracket.content)


def _are_options(run: Sequence[Bracket], second: Bracket, clauses: Sequence[Clause]) -> bool:
    """Whether a bracket is one more option beside those in a run."""
    first = run[-1]
    last, following = first.end, second.start
    if last.clause == following.clause:
        between = clauses[last.clause].text[last.offset + 1 : following.offset]
    elif following.clause - last.clause == 1:
        rest = clauses[last.clause].text[last.offset + 1 :].strip(" .;")
        between = rest + clauses[following.clause].text[: following.offset]
    else:
        return False
    if not _JOINED.fullmatch(between):
        return False
    if last.clause != following.clause:
        if not second.label or not (first.label or "alt" in second.label.lower()):
            return False
        numbered = bool(clauses[following.clause].label)
        labels = [(bool(clauses[each.start.clause].label), each.label) for each in run]
        return not _begins_again(labels, numbered=numbered, label=second.label)
    if (first.label or first.by) and (second.label or second.by):
        return True
    if between and (_in_word(run[0], clauses) or _in_word(second, clauses)):
        return False
    return not _GOES_ON.match(second.text)


def _in_word(bracket: Bracket, clauses: Sequence[Clause]) -> bool:
    """Whether a bracket is part of a word: `State[s]`, `[in]direct`."""
    before, behind = bracket.start.offset - 1, bracket.end.offset + 1
    first, last = clauses[bracket.start.clause].text, clauses[bracket.end.clause].text
    return (before >= 0 and first[before].isalnum()) or last[behind : behind + 1].isalnum()


def _begins_again(run: Sequence[tuple[bool, str]], *, numbered: bool, label: str) -> bool:
    """Whether an option begins a new choice; `run` are the options so far: whether each has a number, and its label.

    It does where its own label does not come behind the others (`Option A` behind `Option C`), and where its clause has
    a number while an option before it stood below that of the first: the options of paragraph 10, then paragraph 11.
    """
    place, places = _label_place(label), [_label_place(each) for _, each in run]
    if place and any(each and each >= place for each in places):
        return True
    return numbered and not all(own for own, _ in run)


def _label_place(label: str) -> int:
    """Return the place of an option among others: `Option B` → 2, `Alternative III` → 3; 0 for one without a number."""
    last = re.split(r"[\s.(#]+", label.strip(")").casefold())[-1]
    if last.isdecimal():
        return int(last)
    return (roman(last) or letter(last)) if len(last) > 1 or last in ("i", "v", "x") else letter(last)


# A slash in a bracket


def _slashed(brackets: Sequence[Bracket]) -> Iterator[FoundChoice]:
    for bracket in brackets:
        text = bracket.text
        if bracket.start.clause != bracket.end.clause or not _SLASHED.fullmatch(text) or _NO_CHOICE.fullmatch(text):
            continue
        options = []
        at = bracket.words.offset
        for part in (_SPACED_SLASH if _SPACED_SLASH.search(text) else _SLASH).split(text):
            place = TextPlace(bracket.start.clause, at)
            at += len(part)
            if part.strip() != "/":
                options.append(Option("", part.strip(), place, TextPlace(place.clause, at)))
        yield "slash", options, bracket.number


# Labels without brackets


@record
class _Labelled:
    """A clause that begins with the label of an option, and the clause behind the option."""

    at: int
    label: str
    behind: int
    """Where the words start in the clause."""
    stop: int


def _labelled(clauses: Sequence[Clause], known: Conventions) -> Iterator[FoundChoice]:
    """`Option A: …`, `Option B: …` in neighbouring clauses, or as lines of their own above what they offer."""
    heads = [(at, *label_of(clause.text, known)) for at, clause in enumerate(clauses) if clause.kind != "footnote"]
    heads = [head for head in heads if head[1]]
    runs: list[list[_Labelled]] = []
    behind_all = (len(clauses), "", 0)
    for (at, label, behind), (following, other, _) in zip(heads, [*heads[1:], behind_all], strict=False):
        # A line that is only a label reaches to the next label or heading; words behind one, to the next clause that
        # is no part of theirs. Plain paragraphs between options A and B belong to A.
        goes_on = _word(other) == _word(label) and _label_place(other) == _label_place(label) + 1
        plain = goes_on and all(each.kind == "text" and not each.label for each in clauses[at + 1 : following])
        alone = behind >= len(clauses[at].text)
        rank = RANK["section"] if alone else RANK[clauses[at].kind]
        stop = at + 1
        while stop < following and clauses[stop].kind != "footnote":
            if clauses[stop].kind in HEADINGS or not (alone or plain or RANK[clauses[stop].kind] > rank):
                break
            stop += 1
        option = _Labelled(at, label, behind, stop)
        last = runs[-1][-1] if runs else None
        labels = [(bool(clauses[each.at].label), each.label) for each in runs[-1]] if runs else []
        beside = last and last.stop == at and _word(last.label) == _word(label)
        if beside and not _begins_again(labels, numbered=bool(clauses[at].label), label=label):
            runs[-1].append(option)
        else:
            runs.append([option])
    for run in runs:
        if len(run) < 2:
            continue
        # Nothing but a heading marks the end of the last option: it is taken to be no longer than the others.
        longest = max(each.stop - each.at for each in run[:-1])
        run[-1] = replace(run[-1], stop=min(run[-1].stop, run[-1].at + longest))
        options = []
        for each in run:
            inside = [clauses[each.at].text[each.behind :]]
            inside += [clause.text for clause in clauses[each.at + 1 : each.stop]]
            text = " ".join(inside).strip()
            start, end = TextPlace(each.at, 0), TextPlace(each.stop - 1, len(clauses[each.stop - 1].text))
            options.append(Option(each.label, text, start, end, content=content_of(text, known)))
        yield "labels", options, 0


def _word(label: str) -> str:
    return re.split(r"[\s.(]", label, maxsplit=1)[0].casefold()


# Numbers


def _numbered(clauses: Sequence[Clause], brackets: Sequence[Bracket]) -> Iterator[FoundChoice]:
    """`OP6` and `OP6alt`, one behind the other; `5` and `5`, or `5 bis`, each in a bracket of its own."""
    whole = {
        bracket.start.clause: bracket
        for bracket in brackets
        if bracket.start.clause == bracket.end.clause
        and bracket.start.offset == 0
        and not clauses[bracket.end.clause].text[bracket.end.offset + 1 :].strip(" .;")
    }
    labelled = [at for at, clause in enumerate(clauses) if clause.label and clause.kind not in ("footnote", *HEADINGS)]
    runs: list[list[int]] = []
    for at in labelled:
        before = runs[-1][-1] if runs else -1
        boxed = before in whole and at in whole
        if runs and _is_alternative(clauses[runs[-1][0]], clauses[before], clauses[at], boxed=boxed):
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        if len(run) < 2:
            continue
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
    if boxed and number == base:
        return True
    # `5 bis` is as often a paragraph of its own: a version of 5 has most of its longer words.
    repeated = _REPEATED.fullmatch(number)
    if not (boxed and repeated and repeated["base"] == base):
        return False
    words = [
        {word for word in re.findall(r"\w+", each.text.casefold()) if len(word) > _SHORT} for each in (first, clause)
    ]
    shorter = min(map(len, words))
    return shorter > 0 and len(words[0] & words[1]) >= _ALIKE * shorter
