"""Changes that follow from another one: a renaming that runs through the text, a reference to what was renumbered.

Among eleven changes ten may be of this kind, and the reader looks for the eleventh. So a renaming is told once, and
a change that consists of nothing else is flagged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cdiff.comparing.words import fold, is_word, tokens
from cdiff.core.model import Change, Renaming
from cdiff.core.numbering import number_of
from cdiff.core.records import replace

_CLAUSES = 3
"""Clauses in which the same words have to replace the same words."""
_WORDS = 5
"""The most words of a name."""
_MOST = 0.8
"""The share of the clauses with the old name in which it has to be replaced; "shall" becomes "should" in some only."""
_REFERENCE_NOUN = (
    r"\b(?:art(?:icle|ikel|ículo|\.)|para(?:graph|graphe|\.)?|párrafo|absatz|objecti(?:ve|f)|section|chapter|annex|clause"
    r"|rule|regulation|principle|recital|title|point|item|part)(?:e?s)?[\s\d.,;()–-]+"
    r"(?:(?:and|or|to|et|ou|y|o|und|oder|bis|[a-z]|[ivx]{2,4})[\s\d.,;()–-]+)*$"
)
"""What stands before the number of a reference: a noun, and perhaps other numbers."""


def flag_routine(changes: Sequence[Change]) -> tuple[list[Change], tuple[Renaming, ...]]:
    """Return the changes, flagged where they are nothing but routine, and the renamings of the whole text.

    The new number of a section is no new name, however often the section is cited.
    """
    replaced = [_replaced(change) for change in changes]
    numbers = _numbers(changes)
    renamings = tuple(
        each for each in _renamings(changes, replaced) if fold(each.new) not in numbers.get(fold(each.old), ())
    )
    known = {(each.old, each.new) for each in renamings}
    flagged = []
    for change, pairs in zip(changes, replaced, strict=True):
        if pairs and change.kind == "modified":
            if all(_is_reference(before, old, new, numbers) for old, new, before in pairs):
                change = replace(change, reference=True)
            elif all((old, new) in known for old, new, _ in pairs):
                change = replace(change, renaming=True)
        flagged.append(change)
    return flagged, renamings


Replaced = tuple[str, str, str]
"""Words, those that replaced them, and the text before them."""


def _replaced(change: Change) -> list[Replaced] | None:
    """List what was replaced in a modified clause; nothing where words were only deleted or only inserted."""
    if change.kind != "modified":
        return None
    found: list[Replaced] = []
    before = ""
    edits = list(change.edits)
    for at, edit in enumerate(edits):
        if edit.op == "equal":
            before += edit.text
        elif edit.op == "delete":
            if at + 1 == len(edits) or edits[at + 1].op != "insert":
                return None
            found.append((edit.text.strip(), edits[at + 1].text.strip(), before))
        elif not at or edits[at - 1].op != "delete":
            return None
        else:
            before += edit.text
    return found


def _renamings(changes: Sequence[Change], replaced: Sequence[list[Replaced] | None]) -> tuple[Renaming, ...]:
    """Find the words that were replaced by the same words in most clauses that had them."""
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, pairs in enumerate(replaced):
        for old, new in dict.fromkeys((old, new) for old, new, _ in _all_pairs(changes[at], pairs)):
            if _is_name(old) and _is_name(new):
                where[old, new].append(at)
    found = []
    for (old, new), places in where.items():
        if len(places) < _CLAUSES:
            continue
        name = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
        holders = sum(any(name.search(clause.text) for clause in change.old) for change in changes)
        if len(places) >= _MOST * holders:
            found.append(Renaming(old, new, tuple(changes[at].new[0].citation for at in places)))
    return tuple(sorted(found, key=lambda each: (-len(each.clauses), each.old, each.new)))


def _all_pairs(change: Change, pairs: list[Replaced] | None) -> Iterator[Replaced]:
    """Yield what was replaced in a change, beside what was only deleted or only inserted in it too."""
    if pairs is not None:
        yield from pairs
        return
    edits = change.edits if change.old and change.new else ()
    for one, other in pairwise(edits):
        if one.op == "delete" and other.op == "insert":
            yield one.text.strip(), other.text.strip(), ""


def _is_name(text: str) -> bool:
    words = [token for token in tokens(text) if is_word(token)]
    return 0 < len(words) <= _WORDS and any(map(str.isalpha, text))


def _numbers(changes: Sequence[Change]) -> dict[str, set[str]]:
    """Map each number that a clause had to the numbers that such clauses have now."""
    found: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        if change.renumbered and change.old and change.new:
            old, new = (fold(number_of(side[0].label)).split()[-1:] for side in (change.old, change.new))
            if old and new:
                found[old[0]].add(new[0])
    return found


def is_behind_reference(before: str) -> bool:
    """Whether the text before a number ends as one that refers: `article `, `paragraphs 3 and `."""
    return re.search(_REFERENCE_NOUN, before[-80:], re.IGNORECASE) is not None


def _is_reference(before: str, old: str, new: str, numbers: dict[str, set[str]]) -> bool:
    """Whether a number was replaced by the new number of the clause that had it, behind the noun of a reference."""
    ours, theirs = ([token for token in map(fold, tokens(text)) if is_word(token)] for text in (old, new))
    if len(ours) != len(theirs) or not ours or not is_behind_reference(before):
        return False
    return all(one == other or other in numbers.get(one, ()) for one, other in zip(ours, theirs, strict=True))
