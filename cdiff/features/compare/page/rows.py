"""What stands where in the text of a report: parts, changes, folds of unchanged clauses, traces of moves.

All of it is a view for the template; what a change is was settled long before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup  # noqa: TC002  # types are cheap where they live

from cdiff.comparing.units import followers
from cdiff.core.citation import HEADINGS
from cdiff.core.model import Change, Clause, Comparison, Op
from cdiff.core.records import record
from cdiff.telling.change_labels import cited, edits_of, kinds, rival_said
from cdiff.telling.html.anchors import Anchors
from cdiff.telling.html.page import size_class
from cdiff.telling.html.text import HtmlWords

_OPS: tuple[Op, ...] = ("equal", "delete", "insert")
_PARTS = ("objective", "article", "section", "chapter", "part")


@record
class Name:
    """A citation, and the anchor it leads to."""

    citation: str
    anchor: str


@record
class Trace:
    """The place that moved clauses left."""

    old: tuple[Name, ...]
    to: Name


@record
class ChangeRow:
    """One change."""

    anchor: str
    marks: tuple[str, ...]
    """Its kind and its flags, by which it is found and coloured."""
    said: str
    old: tuple[Name, ...]
    new: tuple[Name, ...]
    label: str
    """The label that a heading is printed with."""
    heading: int
    inline: Markup
    size: str
    """Classes that say how much room it needs before it is laid out; empty in a page that is laid out at once."""
    sides: tuple[Markup, Markup] | None
    """Old and new for two columns; none where one text says it all."""
    similarity: str
    doubt: str
    hands: str
    is_change: bool
    moved: bool
    is_within: bool = False
    """Whether it was inserted or deleted with the heading of its unit, and is counted with it."""
    life: str = ""
    """Where the page of its first clause is; empty outside a site."""

    @property
    def is_named_alike(self) -> bool:
        """Whether old and new text cite it in one way."""
        return [name.citation for name in self.old] == [name.citation for name in self.new]


@record
class Fold:
    """Unchanged clauses in a row, shown when they are asked for."""

    rows: tuple[ChangeRow, ...]

    @property
    def said(self) -> str:
        """Name them: `12 unchanged clauses, 17(b) to 17(m)`."""
        first, last = cited_in(self.rows[0]), cited_in(self.rows[-1])
        return (
            f"1 unchanged clause, {first}"
            if first == last
            else f"{len(self.rows)} unchanged clauses, {first} to {last}"
        )

    @property
    def renumbered(self) -> bool:
        """Whether one of them has another number now."""
        return any("renumbered" in row.marks for row in self.rows)


@record
class Part:
    """An objective, an article, a section: one row of the summary and all that stands in it."""

    id: str
    name: str
    """What the part is called in the address and in the choice of parts."""
    head: ChangeRow | None
    items: tuple[ChangeRow | Fold | Trace, ...]
    marks: tuple[str, ...]
    """All kinds and flags that occur in it."""


def cited_in(row: ChangeRow) -> str:
    """Cite a row in one word or two."""
    return " + ".join(name.citation for name in row.new or row.old)


class Builder:
    """Builds the parts of a comparison."""

    def __init__(
        self,
        comparison: Comparison,
        anchors: Anchors,
        life: Callable[[str, str], str] | None = None,
        *,
        long: bool = False,
    ) -> None:
        """Build for a page in which a clause out of sight is not laid out, if the page is `long`."""
        self._long = long
        self._comparison = comparison
        self._within = {id(comparison.changes[at]) for at in followers(comparison)}
        self._life = life
        self._anchors = anchors
        self._writer = HtmlWords(anchors)

    def parts(self, changes: Sequence[tuple[Change, str]]) -> list[Part]:
        """Put the changes into their parts, each change once, in reading order."""
        traces = self._traces([change for change, _ in changes])
        parts: list[Part] = []
        at = 0
        for part, group in groupby(changes, key=lambda pair: pair[1]):
            members = [change for change, _ in group]
            before = traces.get(-1, []) if not parts else []
            behind = [traces.get(place, []) for place in range(at, at + len(members))]
            parts.append(self._part(f"_p{len(parts)}", part, members, before, behind))
            at += len(members)
        return parts

    def _part(
        self, ident: str, part: str, changes: Sequence[Change], before: list[Trace], behind: Sequence[list[Trace]]
    ) -> Part:
        rows = [self._row(change) for change in changes]
        lone = [change.new or change.old for change in changes[:1]]
        head = rows[0] if lone and lone[0][0].kind in _PARTS else None
        items: list[ChangeRow | Trace] = list(before)
        for row, traces in zip(rows, behind, strict=True):
            items += [row] if row is not head else []
            items += traces
        marks = sorted({mark for row in rows for mark in row.marks})
        return Part(ident, part, head, tuple(_folded(items)), tuple(marks))

    def _row(self, change: Change) -> ChangeRow:
        lead = (change.new or change.old)[0]
        old, new = self._names(change.old, old=True), self._names(change.new, old=False)
        writer = self._writer
        two_sided = bool(change.edits and change.old and change.new)
        sides = (writer.side(change, old=True), writer.side(change, old=False)) if two_sided else None
        link = change.link
        shown = bool(link and link.similarity < 1)
        return ChangeRow(
            anchor=(new or old)[0].anchor,
            marks=tuple(kinds(change)),
            said=", ".join(kinds(change)),
            old=old,
            new=new,
            label=lead.label if lead.kind in HEADINGS else "",
            heading=HEADINGS.get(lead.kind, 0),
            inline=writer.inline(change),
            size=_size(change) if self._long else "",
            sides=sides,
            similarity=f"{change.similarity:.2f}" if shown else "",
            doubt=self._doubt(change),
            hands="; ".join(", ".join(part for part in (hand.author, hand.date) if part) for hand in change.by),
            is_change=change.is_change,
            moved=change.moved,
            is_within=id(change) in self._within,
            life=self._lived(change),
        )

    def _lived(self, change: Change) -> str:
        if self._life is None:
            return ""
        side = self._comparison.new if change.new else self._comparison.old
        return self._life(side.label, (change.new or change.old)[0].citation)

    def _names(self, clauses: Iterable[Clause], *, old: bool) -> tuple[Name, ...]:
        anchor = self._anchors.old if old else self._anchors.new
        return tuple(Name(clause.name, anchor(clause.citation)) for clause in clauses)

    def _doubt(self, change: Change) -> str:
        """Say of a pair that hangs on a thread what was nearly taken instead."""
        if not change.link or not change.link.doubtful:
            return ""
        rival = rival_said(change.link, self._comparison)
        return f"similarity {change.similarity:.2f}" + (f"; the runner-up was {rival}" if rival else "; no runner-up")

    def _traces(self, changes: Sequence[Change]) -> dict[int, list[Trace]]:
        """Say behind which change, by its place, each moved one stood in the old text; -1 for the start."""
        by_old = {clause.citation: at for at, change in enumerate(changes) for clause in change.old}
        traces: dict[int, list[Trace]] = {}
        last, done = -1, set()
        for clause in self._comparison.old.document.clauses:
            at = by_old.get(clause.citation)
            if at is None:
                continue
            change = changes[at]
            if not change.moved:
                last = at
            elif at not in done:
                done.add(at)
                lead = change.new[0].citation
                to = Name(cited(change.new), self._anchors.new(lead))
                traces.setdefault(last, []).append(Trace(self._names(change.old, old=True), to))
        return traces


def _size(change: Change) -> str:
    """Say how long a change is: both sides in one text, and the longer side alone."""
    lengths = {op: sum(len(edit.text) for edit in edits_of(change) if edit.op == op) for op in _OPS}
    return size_class(sum(lengths.values()), lengths["equal"] + max(lengths["delete"], lengths["insert"]))


def _folded(items: Iterable[ChangeRow | Trace]) -> Iterator[ChangeRow | Fold | Trace]:
    """Fold unchanged clauses that stand in a row."""
    quiet: list[ChangeRow] = []
    for item in items:
        if isinstance(item, ChangeRow) and not item.is_change:
            quiet.append(item)
            continue
        if quiet:
            yield Fold(tuple(quiet))
            quiet = []
        yield item
    if quiet:
        yield Fold(tuple(quiet))
