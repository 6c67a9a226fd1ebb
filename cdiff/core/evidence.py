"""How the words of a version are known: attested, documented, or only carried over from another draft.

Of a draft that is lost in part, what is carried over says nothing about that draft: it may be counted for no draft,
and what is missing from it was not missing for that. So whoever counts or dates words asks here first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cdiff.core.model import Clause, Evidence, EvidenceKind, Version

Run = tuple[str, EvidenceKind]
"""Words of a clause that are known in one way."""


class KnownWords:
    """How the words of every clause of a version are known."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self._rest = version.word_kind
        self._by_clause: dict[str, list[Evidence]] = {}
        for each in version.evidence:
            self._by_clause.setdefault(each.clause, []).append(each)

    def runs(self, clause: Clause) -> list[Run]:
        """Cut the text of a clause where the way it is known changes; joined together the runs are its text."""
        text, found = clause.text, self._by_clause.get(clause.citation)
        if not found:
            return [(text, self._rest)] if text else []
        kinds = [self._rest] * len(text)
        for each in found:
            if place := place_of(each, clause):
                kinds[place[0] : place[1]] = [each.kind] * (place[1] - place[0])
        edges = [0, *(at for at in range(1, len(text)) if kinds[at] != kinds[at - 1]), len(text)]
        return [(text[start:end], kinds[start]) for start, end in pairwise(edges) if start < end]

    def kinds(self, clause: Clause, places: Sequence[int]) -> list[EvidenceKind]:
        """Return how what stands at each place of the text of a clause is known; the places are in order."""
        runs = self.runs(clause)
        if len(runs) == 1:
            return [runs[0][1]] * len(places)
        found: list[EvidenceKind] = []
        at = end = 0
        for place in places:
            while place >= end:
                end += len(runs[at][0])
                at += 1
            found.append(runs[at - 1][1])
        return found

    def knows_span(self, clause: Clause, span: tuple[int, int]) -> bool:
        """Whether all that stands between two places of a clause is attested or documented."""
        return "carried" not in self.kinds(clause, range(*span))

    def knows(self, clause: Clause) -> bool:
        """Whether every word of a clause is attested or documented."""
        return all(kind != "carried" for _, kind in self.runs(clause))

    def knows_some(self, clause: Clause) -> bool:
        """Whether any word of a clause is attested or documented."""
        return any(kind != "carried" for _, kind in self.runs(clause))


def place_of(evidence: Evidence, clause: Clause) -> tuple[int, int] | None:
    """Find the words of a passage in its clause: where they start and end; None where it does not have them.

    Words are whole: `migrant` is not quoted from `migrants`. Where they occur more than once, `nth` says which.
    """
    if not evidence.words:
        return 0, len(clause.text)
    found = list(_occurrences(evidence.words, clause.text))
    if evidence.nth:
        return found[evidence.nth - 1] if 0 < evidence.nth <= len(found) else None
    return found[0] if len(found) == 1 else None


def _occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    for match in re.finditer(before + re.escape(words) + after, text):
        yield match.span()


def misfits(version: Version) -> list[str]:
    """Name every passage that is not in the text: its clause is not there, or does not have its words."""
    clauses = {clause.citation: clause for clause in version.document}
    faults = []
    for each in version.evidence:
        clause = clauses.get(each.clause)
        if clause is None:
            faults.append(
                f"{each.kind} words are said to stand in {each.clause}, which is no clause of {version.label}"
            )
        elif place_of(each, clause) is None:
            times = len(list(_occurrences(each.words, clause.text)))
            said = f"occur {times} times; nth says which" if times else "are not there"
            faults.append(f"{each.clause}: the {each.kind} words {each.words!r} {said}")
    return faults
