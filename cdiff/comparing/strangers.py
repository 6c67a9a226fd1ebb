"""Whether two texts are drafts of one text at all: one of them may be a list of amendments, a letter, an agenda.

They are compared all the same, clause by clause; but every clause deleted and every clause inserted is then no
finding about a draft, and the head of each report says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cdiff.comparing.summary import count_words
from cdiff.core.model import Change, Document

_KEPT = 0.1
"""The share of the words of the shorter text that drafts of one text have in common, though half be rewritten. Measured
on three chains of real contracts, a regulation and a report: neighbours have .53 at least, the first and the last of
ten versions .21 at least, texts of different origin .04 at most."""
_LEAST = 30
"""A text of fewer words proves nothing."""
_INSTRUCTIONS = 0.5
"""The share of the clauses of a list of amendments that say what to replace, delete or insert; a letter that
introduces them, and the new wording below them, are the rest."""
_HEAD = 160
"""An instruction names its verb and its place at the front."""

_UNIT = re.compile(
    r"\b(?:articles?|art|paragraphs?|paras?|sub-?paragraphs?|sections?|sec|clauses?|items?|points?|recitals?|lines?|pages?"
    r"|annex|chapter|title|pp|op|artículos?|artigos?|párrafos?|parágrafos?|apartados?|paragraphes?|alinéas?|artikel"
    r"|abs|absatz|absätze|nummer|satz|пункт\w*|стать\w*)\.?\s*\W?\d|§\s*\d|第\S{1,4}[条款]",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:replace[ds]?|deleted?|insert(?:ed)?|substituted?|omit(?:ted)?|strike|amend(?:ed)?|renumber(?:ed)?|shall read"
    r"|to read|should read|remplacer|remplacée?s?|supprimer|supprimée?s?|insérer|insérée?s?|ainsi (?:rédigé|modifié)\w*"
    r"|sustit[uú]\w+|suprím\w+|suprim\w+|insért\w+|insert\w+|añád\w+|añad\w+|substitu\w+|ersetz\w+|gestrichen|streichen"
    r"|eingefügt|einfügen|geändert|заменить|исключить|дополнить)\b|删除|改为|修改",
    re.IGNORECASE,
)


def warnings_of(old: Document, new: Document, labels: tuple[str, str], changes: Sequence[Change]) -> tuple[str, ...]:
    """Say why one of two texts may be no draft of the other: it reads as amendments, or has hardly a word of it."""
    paired = [change for change in changes if change.old and change.new]
    instructions = [_instructions(document) for document in (old, new)]
    for label, (said, of), other in zip(labels, instructions, reversed(instructions), strict=True):
        if said > 1 and said >= _INSTRUCTIONS * of and other[0] < _INSTRUCTIONS * other[1] / 2:
            counted = f"{said} of {of} clauses say what to replace, delete or insert"
            return (f"{label} reads as a list of amendments, not as a draft: {counted}; none was applied",)
    words = [sum(count_words(clause.text) for clause in document) for document in (old, new)]
    kept = sum(
        sum(count_words(edit.text) for edit in change.edits if edit.op == "equal")
        if change.edits
        else sum(count_words(clause.text) for clause in change.new)
        for change in paired
    )
    if min(words) >= _LEAST and kept < _KEPT * min(words):
        most = f"{len(paired)} of {min(len(old.clauses), len(new.clauses))} clauses have a counterpart"
        return (f"the two texts have hardly a word in common ({most}): one of them may be no draft of the other",)
    return ()


def _instructions(document: Document) -> tuple[int, int]:
    """Count the numbered and unnumbered clauses of the body that are instructions, and all of them."""
    body = [clause.text[:_HEAD] for clause in document if clause.kind not in ("title", "footnote") and clause.text]
    return sum(bool(_UNIT.search(text) and _VERB.search(text)) for text in body), len(body)
