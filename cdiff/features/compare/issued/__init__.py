"""The redline in the issued file: the old Word file itself, with the changes tracked in it and nothing else touched.

The rule of the United Nations, and of every law firm: the issued document is the base. So its styles, tables, pictures,
headers, fields and numbering stay what they are, and what the comparison found is written into it as tracked changes.
Two proofs are made before the file is given back: an audit (rejecting every change gives the old text, accepting every
one the new, clause by clause) and fidelity (with every change rejected the file is the old one, part by part). Where a
proof fails nothing is given back but the reason, and cdiff writes a document of its own, as it does where a file is no
Word file.

Below it: `reading.docx.settle` (accepting and rejecting) and `reading.repacked` (parts kept as they are packed).
Modules, from the bottom: `strand` (paragraphs as words), `matching` (what belongs together), `looks` (how what comes
looks), `writing` (tracked changes in paragraphs), `notes`, `stories` (containers, tables), `fidelity`, `said`.

Rejected, as in `redline.wml`: python-docx (no tracked changes, and it saves a file in its own way), docx-revisions
(`w:ins` and `w:del` around runs, neither marks of paragraphs nor rows, moves or notes), python-redlines (compares anew
in a .NET program, by its own lights, so that the redline would tell another story than the report).
"""

from __future__ import annotations

from itertools import count, zip_longest
from typing import Literal

from lxml import etree

from cdiff.core.errors import CdiffError
from cdiff.core.model import Clause, Comparison, Document, Version
from cdiff.core.records import record, replace
from cdiff.features.audit.auditing import audit_sides
from cdiff.features.audit.model import UntrackedDifference
from cdiff.features.compare.issued.fidelity import unfaithful
from cdiff.features.compare.issued.looks import Looks
from cdiff.features.compare.issued.matching import links_of
from cdiff.features.compare.issued.notes import NoPlaceError, NoteParts, keys_of
from cdiff.features.compare.issued.stories import ContainerPlan, Scribe, Stories
from cdiff.features.compare.issued.strand import InexpressibleError, words_of
from cdiff.features.compare.issued.writing import ChangeWriter, Signer
from cdiff.pipeline.versions import Original, read_version
from cdiff.reading.docx import DocxPlaces, read_places
from cdiff.reading.docx.ooxml import Package, attribute, integer, w
from cdiff.reading.docx.settle import is_tracked, printed, settle, tracked_parts, turn
from cdiff.reading.repacked import repacked
from cdiff.reading.xmlparts import Element
from cdiff.telling.change_labels import citations

__all__ = ["IssuedRedline", "issued_redline"]


class NotIssuedError(Exception):
    """Why a redline cannot be written into the file itself, as the end of a sentence."""


@record
class IssuedRedline:
    """A redline in the issued file, or why there is none."""

    data: bytes = b""
    """Empty where there is none."""
    reason: str = ""
    changes: int = 0
    """How many tracked changes it has."""
    notes: tuple[str, ...] = ()
    """What a person must know of it: what was replaced whole, and what was left out."""


def issued_redline(
    comparison: Comparison, old: Original | None, new: Original | None, *, author: str, date: str, base: str = "old"
) -> IssuedRedline:
    """Write a comparison into the old Word file, or into the new one where that is the `base`.

    `old` and `new` are the files that the two versions were read from, where they are known. `author` and `date`
    (`xsd:dateTime`, or empty) sign the changes. The same arguments give the same bytes.
    """
    try:
        for side, version in ((old, comparison.old), (new, comparison.new)):
            _refuse(side, version)
        if old is None or new is None:
            raise NotIssuedError("a file is missing")
        if base == "new":
            return _written(_turned(comparison), new, old, author, date, turned=True)
        return _written(comparison, old, new, author, date)
    except NotIssuedError as error:
        return IssuedRedline(reason=str(error))


def _refuse(side: Original | None, version: Version) -> None:
    if side is None:
        raise NotIssuedError(f"the file that {version.label} was read from is not at hand")
    if not side.data.startswith(b"PK\x03\x04") or not version.media_type.endswith("wordprocessingml.document"):
        raise NotIssuedError(f"{version.label} is no Word file (.docx)")
    if side.options.struck == "deleted":
        raise NotIssuedError(f"the struck words of {version.label} are read as deleted, which is not tracked in it")


@record(eq=False)
class _SettledFile:
    """A Word file without tracked changes of its own, as it was compared."""

    data: bytes
    places: DocxPlaces
    document: Document
    settled: int
    """How many tracked changes were settled before."""


def _turned(comparison: Comparison) -> Comparison:
    """Exchange old and new."""
    ops: dict[str, Literal["delete", "insert"]] = {"delete": "insert", "insert": "delete"}
    changes = tuple(
        replace(
            each,
            old=each.new,
            new=each.old,
            passages=tuple(replace(passage, op=ops[passage.op]) for passage in each.passages),
        )
        for each in comparison.changes
    )
    return replace(comparison, old=comparison.new, new=comparison.old, changes=changes)


def _written(
    comparison: Comparison, old: Original, new: Original, author: str, date: str, *, turned: bool = False
) -> IssuedRedline:
    """Write a comparison into the old file; `turned`, old and new were exchanged, so what comes is marked as gone."""
    before, after = _side(old, comparison.old), _side(new, comparison.new)
    lined = _with_lines(comparison, before.document, after.document)
    links = links_of(lined, _owners(before), _owners(after))
    keys = keys_of(before.places, after.places, links)
    looks = Looks(before.places, after.places)
    stories = Stories(words_of(before.places, keys[0]), words_of(after.places, keys[1]), links, looks)
    notes = NoteParts(before.places, after.places)
    try:
        container = stories.container(_body(before), _body(after))
        bodies = _noted(stories, notes)
        signer = Signer(author, date, count(_first_id(before.places.package)))
        scribe = Scribe(stories, ChangeWriter(looks, signer, notes.add), signer, notes)
        for each in (container, *bodies):
            scribe.write(each)
        _fill_notes(notes, stories, scribe)
    except InexpressibleError as error:
        raise NotIssuedError(f"no tracked change can express {error}") from None
    except NoPlaceError as error:
        raise NotIssuedError(f"{comparison.old.label} has no part for {error}s, and the new text brings one") from None
    package = before.places.package
    parts = [part for part in (package.main, *map(package.part, ("footnotes", "endnotes"))) if part]
    if turned:
        for part in parts:
            turn(package.parsed(part))
    data = repacked(before.data, _changed(package, parts, before.data))
    _prove(comparison, old, before, data, parts, turned=turned)
    return IssuedRedline(data, changes=_count(package, parts), notes=tuple(_said(stories, before, comparison)))


def _side(original: Original, version: Version) -> _SettledFile:
    """Settle the tracked changes that a file has, as they were read, and find its paragraphs."""
    data, settled = _settled(original, version)
    document = read_version(replace(original, data=data), version).document
    if [(each.citation, each.text) for each in document] != [(each.citation, each.text) for each in version.document]:
        raise NotIssuedError(f"{version.label} is read differently today; cdiff verify says how")
    return _SettledFile(data, read_places(data, version.label, original.options), document, settled)


def _settled(original: Original, version: Version) -> tuple[bytes, int]:
    package = Package(original.data, version.label, original.options.limits)
    if package.is_strict:
        raise NotIssuedError(f"{version.label} is saved as Strict Open XML")
    changed: dict[str, bytes] = {}
    total = 0
    for part in tracked_parts(package):
        root = package.parsed(part)
        total += len([*root.iter(*map(w, ("ins", "del", "moveFrom", "moveTo")))])
        settle(root, "accepted" if original.options.revisions == "accepted" else "rejected")
        changed[package.archive.entry_name(part)] = printed(root)
    return (repacked(original.data, changed), total) if changed else (original.data, 0)


def _with_lines(comparison: Comparison, old: Document, new: Document) -> Comparison:
    """Say of every clause of a comparison in which paragraph of its file it stands; a stored version does not know."""
    sides = [
        {clause.citation: again for clause, again in zip(version.document, document, strict=True)}
        for version, document in ((comparison.old, old), (comparison.new, new))
    ]
    changes = tuple(
        replace(
            change,
            old=tuple(sides[0][clause.citation] for clause in change.old),
            new=tuple(sides[1][clause.citation] for clause in change.new),
        )
        for change in comparison.changes
    )
    old_version, new_version = (
        replace(version, document=document) for version, document in ((comparison.old, old), (comparison.new, new))
    )
    return replace(comparison, old=old_version, new=new_version, changes=changes)


def _owners(side: _SettledFile) -> dict[int, int]:
    """Map paragraphs that have no clause of their own to the one before them that has, in the same container."""
    lines = {clause.line for clause in side.document}
    aside = {row.line for row in side.document.removed}
    found: dict[int, int] = {}
    owner = 0
    for line, place in enumerate(side.places.places, 1):
        if line in lines:
            owner = line
        elif owner and line not in aside and place.atoms:
            holders = [side.places.places[each - 1].paragraph.element.getparent() for each in (owner, line)]
            if holders[0] is holders[1]:
                found[line] = owner
    return found


def _body(side: _SettledFile) -> Element:
    body = side.places.package.parsed(side.places.package.main).find(w("body"))
    if body is None:
        raise AssertionError("a file without a body was read")
    return body


def _noted(stories: Stories, notes: NoteParts) -> list[ContainerPlan]:
    """Plan the notes whose marks stay."""
    found = []
    for one, other in dict.fromkeys(stories.pairs_of_notes):
        old, new = notes.find(notes.old, one), notes.find(notes.new, other)
        if old is not None and new is not None:
            found.append(stories.container(old, new))
    return found


def _fill_notes(notes: NoteParts, stories: Stories, scribe: Scribe) -> None:
    """Write the words of the notes that were added."""
    at = 0
    while at < len(notes.made):
        note, made = notes.made[at]
        for paragraph in note.iterchildren(w("p")):
            made.append(scribe.note_paragraph(paragraph))
        at += 1


def _first_id(package: Package) -> int:
    """Find a number that no annotation of the file has."""
    roots = [package.parsed(package.main), *(package.related(kind) for kind in ("footnotes", "endnotes", "comments"))]
    ids = (integer(attribute(each, "id")) for root in roots if root is not None for each in root.iter(etree.Element))
    return max((each for each in ids if each is not None), default=0) + 1


def _changed(package: Package, parts: list[str], data: bytes) -> dict[str, bytes]:
    """Print the parts that have tracked changes now."""
    before = Package(data, package.name, package.limits)
    found = {}
    for part in parts:
        root = package.parsed(part)
        if is_tracked(root) or len(root) != len(before.parsed(part)):
            found[package.archive.entry_name(part)] = printed(root)
    return found


def _count(package: Package, parts: list[str]) -> int:
    """Count the tracked changes in the parts that may have some."""
    names = [w(name) for name in ("ins", "del", "moveFrom", "moveTo", "pPrChange")]
    return sum(1 for part in parts for _ in package.parsed(part).iter(*names))


# Proving


def _prove(
    comparison: Comparison, old: Original, before: _SettledFile, data: bytes, parts: list[str], *, turned: bool
) -> None:
    """Prove that a redline turns one text into the other, and that it is the file it was written into beside that."""
    written = {before.places.package.archive.entry_name(part) for part in parts}
    unlike = unfaithful(before.data, data, written, "accepted" if turned else "rejected", old.options.limits)
    if unlike:
        raise NotIssuedError(f"{comparison.old.label} would not stay whole: {unlike}")
    sides: list[Version] = []
    for revisions in ("original", "accepted"):
        options = replace(old.options, revisions=revisions)
        try:
            read = read_version(Original(data, options, old.profile), comparison.old)
        except CdiffError as error:
            raise NotIssuedError(f"it cannot be read again: {error}") from None
        sides.append(replace(read, label=f"the redline {revisions}"))
    texts = (comparison.new, comparison.old) if turned else (comparison.old, comparison.new)
    if all(_read_alike(*pair) for pair in zip(texts, sides, strict=True)):
        return  # two texts that are the same clause by clause have no difference, as an audit would find at length
    audited = audit_sides(*texts, *sides)
    if audited.differences:
        raise NotIssuedError(_unproven(audited.differences[0], len(audited.differences)))


def _read_alike(one: Version, other: Version) -> bool:
    """Whether two texts are the same, clause by clause, wherever in their files these stand."""
    return all(
        replace(before, line=0) == replace(after, line=0)
        for before, after in zip_longest(one.document, other.document, fillvalue=_NO_CLAUSE)
    )


_NO_CLAUSE = Clause("", "", "", "")


def _unproven(first: UntrackedDifference, total: int) -> str:
    doing = "rejecting" if first.state == "rejected" else "accepting"
    more = f" and {total - 1} more" if total > 1 else ""
    return f"{doing} all changes would not give the text of {citations(first.change) or 'a clause'}{more}"


def _said(stories: Stories, before: _SettledFile, comparison: Comparison) -> list[str]:
    said = []
    if before.settled:
        said.append(f"{_many(before.settled, 'tracked change')} that {comparison.old.label} had are settled in it")
    if stories.replaced_rows:
        said.append(f"{_many(stories.replaced_rows, 'table row')} replaced whole, because the cells differ")
    for reason in dict.fromkeys(stories.replaced_paragraphs):
        number = stories.replaced_paragraphs.count(reason)
        said.append(f"{_many(number, 'paragraph')} replaced whole, because of {reason}")
    if stories.old_boxes:
        boxes = "a text box" if stories.old_boxes == 1 else f"{stories.old_boxes} text boxes"
        said.append(f"what programs before Word 2010 show of {boxes} keeps the old words")
    if stories.left_pictures:
        said.append(f"{_many(stories.left_pictures, 'picture')} of {comparison.new.label} left out")
    return said


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
