"""How well the births of words and the lineages of clauses are told, on histories with known truth.

A word counts as right if its birth is; where a clause has a word twice, saying it of the other one is no fault. A
clause of the last draft counts as right if the clauses of all drafts before that it is said to come from are
exactly those that it comes from: one false link anywhere in its past makes it wrong. `links` counts the clauses
of all drafts whose direct parents are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from time import perf_counter

from bench.authors import AUTHORS, Author, Births
from bench.corpus import compact
from bench.histories import DRAFTS, EXTRAS, History, Spot, ancestors, history, words_of
from bench.subject import UncleanError, reread
from bench.tables import share, table
from cdiff.core.model import Lineage, Table, Version
from cdiff.features.trace import lineages, provenance

HEAD = ("tool", "births", "later", "back", "lineages", "links", "s/history")
NOTE = f"""\
{DRAFTS} drafts per history. births: words of the last draft whose birth is right; later: of the words that the truth
or the tool does not give to the first draft; back: of the words that had left and come back. lineages: clauses of the
last draft whose whole past is right; links: clauses of all drafts whose direct parents are. The others know no
clauses; they get the words without labels, git without case and signs. s/history is the time in this process,
with reading, parsing and comparing for cdiff."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one or of several histories."""

    words: int = 0
    right: int = 0
    young: int = 0
    young_right: int = 0
    back: int = 0
    back_right: int = 0
    clauses: int = 0
    clauses_right: int = 0
    links: int = 0
    links_right: int = 0

    def __add__(self, other: Score) -> Score:
        """Add two scores up."""
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def histories(count: int, authors: Sequence[Author] = AUTHORS) -> Iterator[str]:
    """Measure all at every strength on the same histories; give one table after the other."""
    for strength in EXTRAS:
        made = [history(compact(), seed, strength) for seed in range(count)]
        rows = [_subject(made), *(_other(author, made) for author in authors if author.installed)]
        yield "\n".join([f"{strength}: {count} histories", table(HEAD, rows), ""])
    absent = ", ".join(author.name for author in authors if not author.installed)
    yield NOTE + (f"\nabsent (not installed): {absent}" if absent else "")


def _subject(made: Sequence[History]) -> list[str]:
    score, seconds, clean = Score(), 0.0, 0
    for each in made:
        start = perf_counter()
        try:
            versions = [
                Version(str(at), reread(received, draft))
                for at, (received, draft) in enumerate(zip(each.received, each.drafts, strict=True))
            ]
        except UncleanError:
            continue
        rows = lineages(versions)
        births = told_births(versions)
        seconds += perf_counter() - start
        clean += 1
        score += word_score(each, births) + clause_score(each, told_parents(rows))
    name = "cdiff" if clean == len(made) else f"cdiff ({clean})"
    return _cells(name, score, seconds / max(1, clean), clauses=True)


def _other(author: Author, made: Sequence[History]) -> list[str]:
    score, seconds = Score(), 0.0
    given = made[: author.limit]
    for each in given:
        start = perf_counter()
        births = author.births(each.drafts)
        seconds += perf_counter() - start
        score += word_score(each, births)
    name = author.name if len(given) == len(made) else f"{author.name} ({len(given)})"
    return _cells(name, score, seconds / len(given), clauses=False)


def _cells(name: str, score: Score, seconds: float, *, clauses: bool) -> list[str]:
    figures = [(score.right, score.words), (score.young_right, score.young), (score.back_right, score.back)]
    figures += [(score.clauses_right, score.clauses), (score.links_right, score.links)] if clauses else []
    cells = [share(part / whole if whole else 1) for part, whole in figures]
    return [name, *cells, *["–"] * (5 - len(cells)), f"{seconds:.2f}"]


# What cdiff says


def told_births(versions: Sequence[Version]) -> Births:
    """Read the birth of every word of the last draft off its provenance."""
    told: list[int] = []
    for clause, words in provenance(versions):
        entered = [int(word.entered) for word in words for _ in word.text.rstrip()]
        forms = clause.text.split()
        place = 0
        for form in forms:
            first = next((at for at, sign in enumerate(form) if sign.isalnum()), 0)
            told.append(entered[place + first])
            place += len(form)
    return told


def told_parents(rows: Table) -> dict[Spot, frozenset[Spot]]:
    """Read the direct parents of every clause off the lineages."""
    places = [{c.citation: at for at, c in enumerate(version.document)} for version in rows.versions]
    last: dict[str, list[Spot]] = {}
    parents: dict[Spot, frozenset[Spot]] = {}
    for row in rows:
        for draft, cell in enumerate(row.cells):
            if cell.clause:
                own = last.get(row.id, [])
                spot = draft, places[draft][cell.clause.citation]
                parents[spot] = frozenset([*own, *_forks(row, draft, places)])
                last[row.id] = [spot]
    return parents


def _forks(row: Lineage, draft: int, places: Sequence[dict[str, int]]) -> Iterator[Spot]:
    for event in row.cells[draft].events:
        if event.kind in ("split", "merged"):
            yield from ((draft - 1, places[draft - 1][old.citation]) for old in event.old)


# Against the truth


def word_score(each: History, births: Births) -> Score:
    """Hold the births that somebody tells against the truth."""
    counts: Counter[str] = Counter()
    place = 0
    for at, clause in enumerate(each.drafts[-1]):
        words = list(words_of(clause))
        truth, said = each.births[-1][at], births[place : place + len(words)]
        place += len(words)
        true, told = Counter(zip(words, truth, strict=True)), Counter(zip(words, said, strict=True))
        counts.update(words=len(words), right=(true & told).total())
        young = [Counter({key: times for key, times in side.items() if key[1]}) for side in (true, told)]
        counts.update(young=(young[0] | young[1]).total(), young_right=(young[0] & young[1]).total())
        back = [here for here, was in enumerate(each.back[at]) if was]
        counts.update(back=len(back), back_right=sum(truth[here] == said[here] for here in back))
    return Score(**counts)


def clause_score(each: History, parents: Mapping[Spot, frozenset[Spot]]) -> Score:
    """Hold the parents that somebody tells against the truth."""
    last = [spot for spot in each.parents if spot[0] == len(each.drafts) - 1]
    later = [spot for spot in each.parents if spot[0]]
    return Score(
        clauses=len(last),
        clauses_right=sum(ancestors(each.parents, spot) == ancestors(parents, spot) for spot in last),
        links=len(later),
        links_right=sum(each.parents[spot] == parents.get(spot) for spot in later),
    )
