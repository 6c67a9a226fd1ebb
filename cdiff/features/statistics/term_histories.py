"""Terms through all versions: where each stands, when it entered, left and returned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from cdiff.core.evidence import KnownWords
from cdiff.core.model import Comparison, Statement, Table, Version
from cdiff.core.records import replace
from cdiff.features.statistics.model import Seen, TermCell, TermEvent, TermHistory, TermStatement, TermTable
from cdiff.features.statistics.parts import Parts
from cdiff.searching import Term, TextWords, count, find, parse_term, words_of
from cdiff.searching.words import fold

_MOST_NEAR = 3

Cut = list[TextWords]
"""The words of every clause of a version."""


def term_table(terms: Sequence[Term], table: Table, comparisons: Sequence[Comparison]) -> TermTable:
    """Count terms in every version and in every part of it.

    `comparisons[i]` compares version `i` of the table with the one behind it. A term is looked for in the words of
    every clause, headings and footnotes too, and not in the labels that number them.
    """
    parts = Parts(table, comparisons)
    cut = _cut(table.versions)
    known = [None if version.is_known else KnownWords(version) for version in table.versions]
    histories = [_history(term, table.versions, cut, parts, known) for term in terms]
    every = list({id(words): words for clauses in cut for words in clauses}.values())
    words = Counter[str]() if all(each.first is not None for each in histories) else _vocabulary(cut)
    found = [
        each
        if each.first is not None or any(cell.carried for cell in each.cells)
        else replace(each, near=tuple(_near(term, every, words)))
        for term, each in zip(terms, histories, strict=True)
    ]
    return TermTable(table.versions, parts.parts, tuple(found))


def _cut(versions: Sequence[Version]) -> list[Cut]:
    """Cut every clause into words, one that stands in several versions once."""
    known: dict[str, TextWords] = {}
    for version in versions:
        for clause in version.document:
            if clause.text not in known:
                known[clause.text] = words_of(clause.text)
    return [[known[clause.text] for clause in version.document] for version in versions]


def _history(
    term: Term, versions: Sequence[Version], cut: Sequence[Cut], parts: Parts, known: Sequence[KnownWords | None]
) -> TermHistory:
    cells = tuple(
        _cell(term, version, words, parts, at, known[at])
        for at, (version, words) in enumerate(zip(versions, cut, strict=True))
    )
    events = tuple(_events(cells, [version.label for version in versions]))
    return TermHistory(term.name, term.typed, cells, events, statements=_statements(term, versions))


def _statements(term: Term, versions: Sequence[Version]) -> tuple[TermStatement, ...]:
    """List what sources say of a term, each once, with the versions that it is about."""
    found: dict[Statement, list[str]] = {}
    for version in versions:
        for said in version.statements:
            if find(term, words_of(said.text)):
                found.setdefault(said, []).append(version.label)
    return tuple(TermStatement(tuple(labels), said) for said, labels in found.items())


def _cell(term: Term, version: Version, words: Cut, parts: Parts, at: int, known: KnownWords | None = None) -> TermCell:
    seen: list[Seen] = []
    counts = [0] * len(parts.parts)
    places = 0
    for clause, cut in zip(version.document, words, strict=True):
        if found := [(span.start, span.end) for span in find(term, cut)]:
            places += len(found)
            spans = tuple(span for span in found if known is None or known.knows_span(clause, span))
            part = parts.of(at, clause.citation)
            seen += [Seen(clause, spans, part)] if spans else []
            counts[part] += len(spans)
    carried = places - sum(counts)
    return TermCell(tuple(seen), tuple(counts), _left_out(term, words, places), carried, known is None)


def _left_out(term: Term, words: Cut, counted: int) -> int:
    if not (term.not_after or term.not_before):
        return 0
    bare = replace(term, not_after=(), not_before=())
    return sum(count(bare, cut) for cut in words) - counted


def _events(cells: Sequence[TermCell], labels: Sequence[str]) -> Iterator[TermEvent]:
    """Tell births and deaths: a term is there while its count is above 0. One beside a version that is not known in
    full is none."""
    there = known = False
    for at, (cell, label) in enumerate(zip(cells, labels, strict=True)):
        if not cell.is_known or (at and not cells[at - 1].is_known):
            there, known = bool(cell.seen), known or bool(cell.seen)
            continue
        if bool(cell.seen) == there:
            continue
        there = not there
        if not there:
            yield TermEvent("left", label)
        elif known:
            yield TermEvent("returned", label)
        else:
            yield TermEvent("entered" if at else "there", label)
        known = True


# Near misses


def _near(term: Term, every: Cut, known: Counter[str]) -> list[str]:
    """Offer what else may have been meant by a single phrase that no version has."""
    typed = term.typed.partition(" [")[0]
    if "|" in typed or "*" in typed or term.name != term.typed:
        return []
    asked = [typed[word.start : word.end] for word in words_of(typed).words]
    if len(asked) == 1:
        return _near_words(typed, known)
    offered = typed
    for word in asked:
        if fold(word) not in known:
            instead = _near_words(word, known)
            if not instead:
                return []
            offered = offered.replace(word, instead[0])
    if offered == typed:
        offered = " ".join(f"{word}*" for word in typed.split())
    guess = parse_term(offered)
    return [offered] if any(find(guess, words) for words in every) else []


def _near_words(word: str, known: Counter[str]) -> list[str]:
    """Give words that the word begins, the commonest first, then those that are spelled much like it."""
    typed = fold(word)
    longer = [each for each, _ in known.most_common() if each.startswith(typed) and each != typed]
    alike = get_close_matches(typed, sorted(known), n=_MOST_NEAR, cutoff=0.75)
    return list(dict.fromkeys([*longer[:_MOST_NEAR], *alike]))[:_MOST_NEAR]


def _vocabulary(cut: Sequence[Cut]) -> Counter[str]:
    """Count the words of all versions, and those that a hyphen joins as one."""
    known: Counter[str] = Counter()
    for clauses in cut:
        for words in clauses:
            before = ""
            for word in words.words:
                known[word.folded] += 1
                if word.gap == "-" and before:
                    known[f"{before}-{word.folded}"] += 1
                before = word.folded
    return known
