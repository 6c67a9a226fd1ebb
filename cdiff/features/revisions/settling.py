"""Listing the tracked changes of a Word file, choosing among them, and settling those."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from cdiff.core.errors import CdiffError, ReadError, near
from cdiff.core.model import Document, Version
from cdiff.core.records import replace
from cdiff.features.revisions.model import KINDS, ListedRevision, Revisions
from cdiff.pipeline.versions import Original, read_version
from cdiff.reading.docx import read_places
from cdiff.reading.docx.ooxml import Package, w
from cdiff.reading.docx.revisions import TrackedRevision, revisions_of
from cdiff.reading.docx.settle import Side, printed, settle, tracked_parts
from cdiff.reading.repacked import repacked
from cdiff.reading.xmlparts import Element


def settled(
    version: Version, original: Original | None, accept: Sequence[str] = (), reject: Sequence[str] = ()
) -> Revisions:
    """List the tracked changes of the Word file that a version was read from, and settle those that are chosen.

    `accept` and `reject` are selectors as `chosen` takes them. Raises `CdiffError` for what is no Word file, and for a
    change that is both accepted and rejected.
    """
    if original is None or not version.media_type.endswith("wordprocessingml.document"):
        raise CdiffError(f"{version.label} is no Word file (.docx), so there are no tracked changes to settle in it")
    places = read_places(original.data, version.label, original.options)
    tracked = revisions_of(places.package)
    lines = {place.paragraph.element: line for line, place in enumerate(places.places, 1)}
    clauses = _clauses(version, original)
    rows = [_row(number, each, lines, clauses) for number, each in enumerate(tracked, 1)]
    sides: tuple[tuple[Side, set[int]], ...] = (
        ("accepted", chosen(rows, accept, "--accept")),
        ("rejected", chosen(rows, reject, "--reject")),
    )
    if both := sides[0][1] & sides[1][1]:
        raise CdiffError(f"--accept and --reject both name tracked change {min(both)}; leave it to one of them")
    if (accept or reject) and places.package.is_strict:
        raise CdiffError(f"{version.label} is saved as Strict Open XML; save it as a Word document (.docx) first")
    for side, ids in sides:
        rows = [replace(each, settled=side) if each.id in ids else each for each in rows]
    return Revisions(version, tuple(rows), _written(original.data, places.package, tracked, sides))


def chosen(rows: Sequence[ListedRevision], selectors: Iterable[str], option: str) -> set[int]:
    """Return the ids of the changes that any selector names: `author=NAME`, `id=N`, `kind=KIND` or `all`.

    Raises `CdiffError` for an author or an id that the file does not have, and for anything else.
    """
    found: set[int] = set()
    for selector in selectors:
        key, _, wanted = selector.partition("=")
        key, wanted = key.strip().lower(), wanted.strip()
        if key not in ("author", "id", "kind", "all") or (key == "all") == ("=" in selector):
            raise CdiffError(f"{option} {selector}: choose author=NAME, id=N, kind={'|'.join(KINDS)}, or all")
        known = list(KINDS) if key == "kind" else [*dict.fromkeys(str(getattr(each, key, "")) for each in rows)]
        if key != "all" and wanted not in known:
            raise CdiffError(f"{option} {selector}: {_unknown(key, wanted, known)}")
        found |= {each.id for each in rows if key == "all" or str(getattr(each, key)) == wanted}
    return found


def _unknown(key: str, wanted: str, known: Sequence[str]) -> str:
    if not known:
        return "the file has no tracked changes"
    if key == "id":
        return f"the tracked changes are numbered from 1 to {len(known)}"
    if key == "kind":
        return f"unknown kind (choose {', '.join(known)}){near(wanted, known)}"
    return f"no tracked change is by {wanted!r} (authors: {', '.join(known)}){near(wanted, known)}"


def _written(
    data: bytes, package: Package, tracked: Sequence[TrackedRevision], sides: Iterable[tuple[Side, set[int]]]
) -> bytes:
    """Settle the chosen changes; parts without one of them keep their bytes."""
    groups = [(side, {each for id_ in ids for each in tracked[id_ - 1].elements}) for side, ids in sides]
    changed: dict[str, bytes] = {}
    for part in tracked_parts(package):
        root = package.parsed(part)
        own = [(side, {each for each in group if each.getroottree().getroot() is root}) for side, group in groups]
        for side, elements in own:
            settle(root, side, elements)
        if any(elements for _, elements in own):
            changed[package.archive.entry_name(part)] = printed(root)
    return repacked(data, changed) if changed else data


# Places


def _clauses(version: Version, original: Original) -> list[tuple[int, str]]:
    """List in which paragraph of the file each clause begins, on either side of the tracked changes, by its name.

    Where one begins on both sides it has the name of the side that was read.
    """
    other = "accepted" if original.options.revisions == "original" else "original"
    try:
        again = read_version(replace(original, options=replace(original.options, revisions=other)), version).document
    except ReadError:  # nothing is left on that side
        again = Document(())
    return sorted((_starts(again) | _starts(read_version(original, version).document)).items())


def _starts(document: Document) -> dict[int, str]:
    asides = {row.line: row.reason for row in document.removed}
    return asides | {clause.line: clause.name for clause in reversed(tuple(document))}


def _row(
    number: int, tracked: TrackedRevision, lines: dict[Element, int], clauses: Sequence[tuple[int, str]]
) -> ListedRevision:
    names = [_place(each, lines, clauses) for each in tracked.elements]
    ends = (names[0], names[-1]) if tracked.kind == "move" else names[:1]
    place = " → ".join(dict.fromkeys(filter(None, ends)))
    return ListedRevision(number, tracked.kind, tracked.what, tracked.author, tracked.date, tracked.text, place)


def _place(element: Element, lines: dict[Element, int], clauses: Sequence[tuple[int, str]]) -> str:
    row = next(element.iterancestors(w("tr")), element)
    around = [*element.iterancestors(w("p")), *element.iter(w("p")), *row.iter(w("p"))]
    line = next((lines[each] for each in around if each in lines), 0)
    at = bisect_right(clauses, line, key=lambda each: each[0]) if line else 0
    return clauses[at - 1][1] if at else ""
