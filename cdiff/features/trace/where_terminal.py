"""What a clause, or every clause, of one version is called in others: in the terminal, and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdiff.features.trace.model import Cited, Concordance, Entry, Match, Whereabouts
from cdiff.telling.layout import Line, coloured, fit, hang, plain, safe, width_of, wrap
from cdiff.telling.sheet_rows import MARKER, Value, standing
from cdiff.telling.version_header import caveats, reconstructed


def where_terminal(found: Whereabouts, *, width: int = 80, colours: str = "") -> str:
    """Write where a clause is for a terminal."""
    lines: list[Line] = [*wrap(_answer(found), width)]
    if len(found.way) > 2:
        way = " · ".join(f"{place.label} {place.citation}" for place in found.way)
        lines += wrap([(safe(way), "dim")], width, "  ")
    if not found.agrees:
        lines += hang("? ", [(safe(disagreement(found)), "warn")], width, "warn")
    for text in reconstructed((found.old, found.new)):
        lines += hang("! ", [(safe(text), "warn")], width, "warn")
    return coloured(lines, colours) if colours else plain(lines)


def _answer(found: Whereabouts) -> Line:
    best = found.through or found.direct
    here = f"{found.clause.citation} in {found.old.label}"
    if best:
        named = " + ".join(match.clause.citation for match in best)
        likeness = ", ".join(f"{match.similarity:.2f}" for match in best)
        line: Line = [(safe(here), "head"), (" is ", ""), (safe(named), "head"), (f" in {safe(found.new.label)}", "")]
        return [*line, (f" (likeness {likeness})", "dim")]
    return [(safe(here), "head"), (f" {safe(absence(found))}", "deleted"), (safe(_closest(found)), "")]


def absence(found: Whereabouts) -> str:
    """Say of a clause that the other version does not have when it went, or came."""
    if not found.dropped:
        return f"is not in {found.new.label}"
    labels = [place.label for place in found.way]
    return (
        f"was dropped in {found.dropped}" if labels and labels[-1] != found.dropped else f"entered in {found.dropped}"
    )


def _closest(found: Whereabouts) -> str:
    near = found.closest
    there = f"closest in {found.new.label}: "
    return f"; {there}{near.clause.citation} (likeness {near.similarity:.2f})" if near else "; nothing there is like it"


def disagreement(found: Whereabouts) -> str:
    """Say that the two ways lead to different clauses."""
    return (
        f"the versions between them lead to {_named(found.through)}, a direct comparison to {_named(found.direct)}: "
        f"look at both (cdiff trace, cdiff compare --explain)"
    )


def _named(matches: Sequence[Match]) -> str:
    return " + ".join(match.clause.citation for match in matches) or "no clause"


# The concordance


def cited_as(cited: Cited) -> str:
    """Write what a clause is called in one version; `in 21` where it is a part of that clause there."""
    return f"in {cited.citation}" if cited.inside else cited.citation


def concordance_columns(found: Concordance) -> tuple[str, ...]:
    """Name the columns of a concordance as a spreadsheet has them."""
    return (MARKER, *map(standing, found.versions), "likeness", "lineage")


def concordance_row(number: int, entry: Entry) -> tuple[Value, ...]:
    """Give the values of one row."""
    return (number, *map(cited_as, entry.cited), round(entry.similarity, 4), entry.lineage)


def concordance_terminal(found: Concordance, *, width: int = 80, colours: str = "") -> str:
    """Write what every clause is called in each version for a terminal."""
    lines: list[Line] = []
    for text in caveats(*found.versions):
        lines += hang("! ", [(safe(text), "warn")], width, "warn")
    return "".join([coloured(lines, colours) if colours else plain(lines), _grid(found, width, colours)])


def _grid(found: Concordance, width: int, colours: str) -> str:
    heads = [safe(version.label) for version in found.versions]
    sizes = [
        max([width_of(head), *(width_of(safe(cited_as(entry.cited[at]))) for entry in found)])
        for at, head in enumerate(heads)
    ]
    room = max(10, (width - 10) // len(heads) - 2)
    while sum(sizes) + 2 * len(sizes) + 8 > width and max(sizes) > room:
        sizes[sizes.index(max(sizes))] -= 1
    lines: list[Line] = [[(_row(heads, sizes) + "likeness", "dim")]]
    lines += [list(_entry(entry, sizes)) for entry in found]
    return coloured(lines, colours) if colours else plain(lines)


def _row(texts: Sequence[str], sizes: Sequence[int]) -> str:
    return "".join(fit(text, size) + "  " for text, size in zip(texts, sizes, strict=True))


def _entry(entry: Entry, sizes: Sequence[int]) -> Iterator[tuple[str, str]]:
    before = ""
    for cited, size in zip(entry.cited, sizes, strict=True):
        style = "dim" if cited.inside else "head" if before and cited.citation not in ("", before) else ""
        yield fit(safe(cited_as(cited)) or "–", size) + "  ", style if cited.citation else "dim"
        before = cited.citation or before
    yield f"{entry.similarity:8.2f}", "dim" if entry.similarity == 1 else ""
