"""Twins: one document in several formats, read and compared with itself.

The truth is known, since the bench made the document: every change reported is false, every word of the text that no
clause holds is lost, and every word of the furniture that a clause holds is noise. Documents that fail are made
smaller, a part at a time, as long as they fail, and kept as files.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from bench.tables import table
from bench.twin_documents import MARK, WORD, TwinDocument, furniture_of, make, words_of
from bench.twin_files import tools, write
from cdiff.core.errors import CdiffError
from cdiff.core.model import Comparison, Document, Version
from cdiff.library import compare, load

FORMATS = {
    "docx": "Word",
    "html": "HTML",
    "docx.pdf": "PDF by LibreOffice",
    "html.pdf": "PDF by Chromium",
    "docx.pdf.txt": "pdftotext of LibreOffice’s",
    "html.pdf.txt": "pdftotext of Chromium’s",
}
"""The endings of the files that a document is written to, and what they are."""
PAIRS = (*combinations(("docx", "html", "docx.pdf", "html.pdf"), 2), ("docx", "docx.pdf.txt"), ("html", "html.pdf.txt"))
_BATCH = 12
"""Documents in one call of LibreOffice."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one format of a document lost and kept, or what one pair of formats reports."""

    words: int = 0
    lost: int = 0
    noise: int = 0
    clauses: int = 0
    false: int = 0

    def __add__(self, other: Measured) -> Measured:
        return Measured(
            self.words + other.words,
            self.lost + other.lost,
            self.noise + other.noise,
            self.clauses + other.clauses,
            self.false + other.false,
        )

    @property
    def fails(self) -> bool:
        """Whether anything was lost, kept or reported that should not have been."""
        return bool(self.lost or self.noise or self.false)


def twins(documents: int, keep: Path | None = None, first: int = 1) -> Iterator[str]:
    """Measure so many documents in every format and every pair of formats; keep what fails in a folder, made small."""
    programs = tools()
    absent = [name for name, path in programs.items() if not path]
    if absent:
        yield f"absent (not installed): {', '.join(absent)}"
    made = {f"seed-{seed}": make(seed) for seed in range(first, first + documents)}
    totals: dict[str | tuple[str, str], Measured] = {}
    failing: dict[str | tuple[str, str], str] = {}
    names = list(made)
    for start in range(0, len(names), _BATCH):
        batch = {name: made[name] for name in names[start : start + _BATCH]}
        with tempfile.TemporaryDirectory(prefix="twins-") as folder:
            write(batch, Path(folder), programs)
            for name, document in batch.items():
                for what, measured in measure(document, Path(folder), name).items():
                    totals[what] = totals.get(what, Measured()) + measured
                    smaller = what not in failing or len(document.parts) < len(made[failing[what]].parts)
                    if measured.fails and smaller:
                        failing[what] = name
    yield _table_of_formats(totals)
    yield _table_of_pairs(totals)
    for what, name in failing.items() if keep else ():
        assert keep
        yield f"{_title(what)}: {_keep(shrink(made[name], what, programs), f'{name}-{_slug(what)}', keep, programs)}"


def measure(document: TwinDocument, folder: Path, name: str) -> dict[str | tuple[str, str], Measured]:
    """Read a document in each of its formats, and compare every pair of them."""
    versions: dict[str, Version] = {}
    results: dict[str | tuple[str, str], Measured] = {}
    for ending in FORMATS:
        path = folder / f"{name}.{ending}"
        if path.exists() and not (ending.endswith("txt") and _is_beyond_text(document)):
            try:
                versions[ending] = load(path)
            except CdiffError:
                versions[ending] = Version("draft", Document(()))
            results[ending] = losses(document, versions[ending].document)
    for old, new in PAIRS:
        if old in versions and new in versions:
            results[old, new] = falsehoods(compare(versions[old], versions[new]))
    return results


def losses(document: TwinDocument, read: Document) -> Measured:
    """Count what a reading lost of a document's words, and what it kept of the furniture of its pages."""
    wanted = words_of(document)
    marks = {clause.label for clause in read if clause.kind == "footnote"}
    kept: Counter[str] = Counter()
    for clause in read:
        text = clause.text if clause.label in marks else f"{clause.label} {clause.text}"
        for mark in marks:
            text = text.replace(mark, " ")
        kept.update(WORD.findall(text))
    lost = (wanted - kept).total()
    noise = ((kept - wanted) & furniture_of(document, pages=99)).total()
    return Measured(wanted.total(), lost, noise, len(read))


def falsehoods(comparison: Comparison) -> Measured:
    """Count the changes that a comparison of twins reports."""
    clauses = max(len(comparison.old.document), len(comparison.new.document))
    words = sum(len(WORD.findall(clause.text)) for clause in comparison.old.document)
    return Measured(words, clauses=clauses, false=sum(change.is_change for change in comparison))


def _is_beyond_text(document: TwinDocument) -> bool:
    """Whether pdftotext takes apart what nobody can put together: cells, columns, numbers beside the lines."""
    look = document.look
    return look.columns > 1 or bool(look.line_numbers) or any(part.kind == "table" for part in document.parts)


# Making failures small


def shrink(document: TwinDocument, what: str | tuple[str, str], programs: dict[str, str]) -> TwinDocument:
    """Drop parts, halves of them first, and the notes of what is left, as long as it fails in the same way."""
    size = max(1, len(document.parts) // 2)
    while size:
        at = 0
        while at < len(document.parts):
            parts = document.parts[:at] + document.parts[at + size :]
            smaller = replace(document, parts=parts)
            if parts and _still_fails(smaller, what, programs):
                document = smaller
            else:
                at += size
        size //= 2
    bare = tuple(replace(part, text=part.text.replace(MARK, ""), note="") for part in document.parts)
    plain = replace(document, parts=bare)
    return plain if plain != document and _still_fails(plain, what, programs) else document


def _still_fails(document: TwinDocument, what: str | tuple[str, str], programs: dict[str, str]) -> bool:
    with tempfile.TemporaryDirectory(prefix="twins-") as folder:
        write({"one": document}, Path(folder), programs)
        return measure(document, Path(folder), "one").get(what, Measured()).fails


def _keep(document: TwinDocument, name: str, keep: Path, programs: dict[str, str]) -> str:
    folder = keep / name
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="twins-") as room:
        write({"twin": document}, Path(room), programs)
        for path in Path(room).glob("twin.*"):
            shutil.copy(path, folder / path.name)
    return f"{len(document.parts)} parts, kept in {folder}"


# What is printed


def _slug(what: str | tuple[str, str]) -> str:
    return "-".join([what] if isinstance(what, str) else what).replace(".", "-")


def _title(what: str | tuple[str, str]) -> str:
    return FORMATS[what] if isinstance(what, str) else " – ".join(FORMATS[each] for each in what)


def _per(count: int, total: int, unit: int = 10_000) -> str:
    return f"{count * unit / total:.1f}" if total else "–"


def _table_of_formats(totals: dict[str | tuple[str, str], Measured]) -> str:
    rows = [
        [
            _title(what),
            f"{got.words}",
            f"{got.lost}",
            _per(got.lost, got.words),
            f"{got.noise}",
            _per(got.noise, got.words),
        ]
        for what, got in totals.items()
        if isinstance(what, str)
    ]
    return table(["format", "words", "lost", "per 10,000", "noise", "per 10,000"], _ordered(rows))


def _table_of_pairs(totals: dict[str | tuple[str, str], Measured]) -> str:
    rows = [
        [
            _title(what),
            f"{got.clauses}",
            f"{got.false}",
            _per(got.false, got.clauses, 1000),
            _per(got.false, got.words),
        ]
        for what, got in totals.items()
        if not isinstance(what, str)
    ]
    head = ["pair of formats", "clauses", "false changes", "per 1,000 clauses", "per 10,000 words"]
    return table(head, _ordered(rows))


def _ordered(rows: Sequence[list[str]]) -> list[list[str]]:
    """Put rows in the order of the formats, whichever document had each first."""
    titles = [*FORMATS.values(), *map(_title, PAIRS)]
    return sorted(rows, key=lambda row: titles.index(row[0]))
