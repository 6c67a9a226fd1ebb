"""Targets: which clause of a document a reference names, if any.

A number is searched for where a reader would: in the same article first, in the same list, then in the whole text. A
unit that the text does not count itself (it has no articles, say) is another text's, and nothing is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Literal

from cdiff.core.citation import HEADINGS
from cdiff.core.model import Clause, Document
from cdiff.core.numbering import number_of, ordinals, printed
from cdiff.core.records import replace
from cdiff.features.check.citing import Reference, ReferencePath, headings_in

Unknown = Literal["unknown"]
UNKNOWN: Unknown = "unknown"
"""Whether there is such a clause cannot be told: the text does not count what the reference counts."""

_WORD = re.compile(r"^(?:[^\W\d_]{2,}\.? +|§{1,2} *)(?=\S)")
_LISTED = ("action", "item", "roman", "point")
_KINDS: dict[str, tuple[str, ...]] = {
    "paragraph": ("paragraph",),
    "article": ("article",),
    "objective": ("objective",),
    "section": ("section", "paragraph", "subheading", "article"),
    "clause": ("section", "paragraph", "subheading", "article"),
    "chapter": ("chapter",),
    "part": ("part",),
    "annex": ("section", "part"),
    "footnote": ("footnote",),
}
_LAWS = ("section", "article", "clause")
"""The units by which laws are numbered: a number far above the text's own is one of a cited law."""
_ANNEX = re.compile(r"(?:ANNEX(?:E|ES)?|APPENDIX|SCHEDULE)\s+(?P<number>[IVXLC]+|\d+|[A-Z])\b", re.IGNORECASE)
_LEAST = 2
"""A single number is no count."""
_WHOLE = 0.8
"""The share of the numbers up to the highest one that a text must have to count itself: 4 of 5, so that one lost clause
in a short text does not make all references in it unknown."""
_PRINTED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]? +(?=\S)")


class Targets:
    """The clauses of a document, by the numbers that a reference may call them."""

    def __init__(self, document: Document) -> None:
        self.clauses = {clause.citation: clause for clause in document.clauses}
        self._order = {citation: at for at, citation in enumerate(self.clauses)}
        self._all = document.clauses

    def resolve(self, reference: Reference, bearer: Clause) -> Clause | Unknown | None:
        """Find what a reference in a clause names; None where there is no such clause."""
        unit, number = reference.steps[0]
        lettered = not number[:1].isdigit()
        if unit in ("subparagraph", "point") or (unit == "paragraph" and lettered):
            found = self._in_list(reference.steps, bearer, own=reference.own)
            trusted = unit != "paragraph" and lettered  # `subparagraph 77(1)(a)` counts from the section down
            return found if trusted or found is not None else UNKNOWN
        clauses = self._outermost(unit, number, bearer)
        if clauses == UNKNOWN or not isinstance(clauses, list):
            return UNKNOWN
        whole, point, part = number.rpartition(".")
        if not clauses and point and part and unit != "paragraph":  # `article 4.1` is article 4, paragraph 1
            return self.resolve(replace(reference, steps=((unit, whole), ("", part), *reference.steps[1:])), bearer)
        if not clauses:
            is_there = (unit, number) in self._printed_headings or number in self._printed_numbers
            far = not reference.own and self._is_far(unit, number)
            return UNKNOWN if is_there or far or _counts_from_above(reference) else None
        targets = [self._below(clause, reference.steps[1:]) for clause in clauses]
        right = next((target for target in targets if isinstance(target, Clause)), None)
        if right is None and (UNKNOWN in targets or unit not in self._whole or _counts_from_above(reference)):
            return UNKNOWN
        return right

    def _outermost(self, unit: str, number: str, bearer: Clause) -> list[Clause] | Unknown:
        """Find the clauses that have the first number of a reference: paragraphs in the bearer's article only."""
        counted = self._by_number.get(unit, {})
        # Paragraph numbers that begin again in every article or section name a paragraph of the bearer's own.
        if unit == "paragraph" and len(counted.get("1", [])) > 1:
            scope = self.scope(bearer)
            if not scope:
                return UNKNOWN
            inside = self._in_scope.get(scope, {})
            return inside.get(number) or ([] if _is_whole(inside) else UNKNOWN)
        return counted.get(number) or ([] if unit in self._whole else UNKNOWN)

    @cached_property
    def _whole(self) -> set[str]:
        """The units that the text counts from the first to the last."""
        return {unit for unit, numbers in self._by_number.items() if _is_whole(numbers)}

    @cached_property
    def _printed_headings(self) -> set[tuple[str, str]]:
        """The units and numbers at the head of a text or of a sentence, where they were not read as labels."""
        return {heading for clause in self._all for heading in headings_in(clause.text).values()}

    @cached_property
    def _printed_numbers(self) -> set[str]:
        """The numbers at the head of texts that were read without a label."""
        texts = (clause.text for clause in self._all if not clause.label)
        return {match[1].lower() for text in texts if (match := _PRINTED.match(text))}

    @cached_property
    def _in_scope(self) -> Mapping[str, dict[str, list[Clause]]]:
        """The numbered paragraphs below each heading, by their numbers."""
        found: dict[str, dict[str, list[Clause]]] = {}
        for number, clauses in self._by_number["paragraph"].items():
            for clause in clauses:
                found.setdefault(self.scope(clause), {}).setdefault(number, []).append(clause)
        return found

    @cached_property
    def _by_number(self) -> Mapping[str, dict[str, list[Clause]]]:
        """The clauses that each unit may mean, by the numbers they may be called."""
        found: dict[str, dict[str, list[Clause]]] = {unit: {} for unit in _KINDS}
        for clause in self._all:
            for unit, kinds in _KINDS.items():
                if clause.kind in kinds:
                    for number in filter(None, _numbers(clause, unit)):
                        found[unit].setdefault(number, []).append(clause)
        return found

    def between(self, ends: Iterable[object]) -> Iterable[Clause]:
        """Yield the clauses of one kind between two of them, in reading order: those that a range names."""
        clauses = [each for each in ends if isinstance(each, Clause)]
        places = sorted(self._order[each.citation] for each in clauses)
        if len(places) > 1:
            yield from (each for each in self._all[places[0] : places[-1] + 1] if each.kind == clauses[0].kind)

    def scope(self, clause: Clause) -> str:
        """Cite the nearest heading above a clause."""
        above = self.clauses.get(clause.parent or "")
        while above and above.kind not in HEADINGS:
            above = self.clauses.get(above.parent or "")
        return above.citation if above else ""

    def _is_far(self, unit: str, number: str) -> bool:
        """Whether a number is so far above the text's own that it is rather one of a law that is cited by its name."""
        if unit not in _LAWS:
            return False
        own = [int(name) for name in self._by_number[unit] if name.isdecimal()]
        first = re.match(r"\d+", number)
        # `section 8.003` counts in thousandths, as regulations do; twice the own number and ten is a judgement.
        minor = re.match(r"\d+\.(\d{3})", number)
        return first is not None and (minor is not None or int(first[0]) > 2 * max(own, default=0) + 10)

    # Down

    def _below(self, clause: Clause, steps: Sequence[tuple[str, str]]) -> Clause | Unknown | None:
        """Follow the inner steps of a reference; letters that are printed inside a clause count as there."""
        for at, (_, number) in enumerate(steps):
            below = chain(self._descendants(clause), self._up_to_next(clause))
            inner = next((each for each in below if called(each) == number), None)
            if inner is None and at == len(steps) - 1 and self._prints(clause, number):
                return clause
            if inner is None:
                listed = [name for each in self._children.get(clause.citation, []) if (name := called(each))]
                return None if not listed or _is_whole(listed) else UNKNOWN
            clause = inner
        return clause

    def _descendants(self, clause: Clause) -> Iterable[Clause]:
        level = self._children.get(clause.citation, [])
        while level:
            yield from level
            level = [inner for each in level for inner in self._children.get(each.citation, [])]

    def _up_to_next(self, clause: Clause) -> Iterable[Clause]:
        """Yield the listed clauses up to the next one of the kind: a list may belong to a text between them."""
        for each in self._all[self._order[clause.citation] + 1 :]:
            if each.kind == clause.kind or each.kind in HEADINGS:
                return
            if each.kind in _LISTED:
                yield each

    @cached_property
    def _children(self) -> dict[str, list[Clause]]:
        found: dict[str, list[Clause]] = {}
        for clause in self._all:
            found.setdefault(clause.parent or "", []).append(clause)
        return found

    def _prints(self, clause: Clause, number: str) -> bool:
        texts = [clause.text, *(each.text for each in self._descendants(clause))]
        return any(f"({number})" in text or text.startswith(f"{number})") for text in texts)

    def _in_list(self, steps: ReferencePath, bearer: Clause, *, own: bool) -> Clause | Unknown | None:
        """Find `(b)` in the list that the bearer stands in, opens, or is a part of; else anywhere below its heading."""
        around: Clause | None = bearer
        lists = 0
        while around is not None:
            below = [called(each) for each in self._children.get(around.citation, []) if each.kind in _LISTED]
            if below:
                lists += _is_whole(below)
                found = self._below(around, steps)
                if isinstance(found, Clause):
                    return found
            if around.kind in HEADINGS:
                break
            around = self.clauses.get(around.parent or "")
        return None if lists and (own or steps[0][0] == "subparagraph") else UNKNOWN


def _counts_from_above(reference: Reference) -> bool:
    """Whether a reference names its innermost unit and counts from the section down, as Commonwealth acts do.

    `paragraph 35(1)(a)` is paragraph (a) of section 35(1), and `paragraph (1)(c)` one of the same section.
    """
    unit, _ = reference.steps[0]
    numbers = [number for name, number in reference.steps if name in ("", unit)]
    bracketed = reference.said.partition(" ")[2].startswith("(")
    return unit == "paragraph" and (bracketed or (len(numbers) > 1 and numbers[1][:1].isdigit()))


def _is_whole(numbers: Iterable[str]) -> bool:
    """Whether a text has what it counts, from the first to the last; else it quotes parts of another's count."""
    places = set()
    for number in numbers:
        read = printed(number.split(".", 1)[0])
        if read and (known := ordinals(read.core)):
            places.add(min(known.values())[0])
    return len(places) >= _LEAST and 1 in places and len(places) >= _WHOLE * max(places)


def called(clause: Clause) -> str:
    """Return the number by which a reference calls a clause: `5 bis`, `iv`, `a`; nothing where it has none."""
    number = _WORD.sub("", number_of(clause.label)).lstrip("^")
    return number if len(number) == 1 and number.isupper() else number.lower()


def _numbers(clause: Clause, unit: str) -> list[str]:
    """Return the numbers by which a clause may be called: its own, what its heading prints, those it is a part of."""
    if unit == "annex":
        match = _ANNEX.match(f"{clause.label} {clause.text}".strip())
        return [match["number"] if len(match["number"]) == 1 else match["number"].lower()] if match else []
    own = called(clause)
    if not own and clause.kind in HEADINGS:
        match = _PRINTED.match(clause.text)
        own = match[1].lower() if match else ""
    above = [own[:at] for at, sign in enumerate(own) if sign == "."] if unit in ("section", "clause") else []
    return [own, *above]
