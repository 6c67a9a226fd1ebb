"""Redlines in the issued file: Word files edited at random places, in every way that a negotiation knows.

A pair is a file and a copy of it with ten edits. The redline is whole and faithful where both proofs of cdiff hold, so
that it was written into the file itself; where it was not, the reason is printed. Beside that the validator of the Open
XML SDK counts what the redline breaks that the file had not broken before.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from time import perf_counter

from lxml import etree

from bench.tables import table
from cdiff.comparing import compare
from cdiff.features.compare.issued import issued_redline
from cdiff.pipeline.stores import shipped_store
from cdiff.pipeline.versions import Original, load_file, read_version
from cdiff.reading.options import ReadOptions

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORDS = "provisional binding reviewed annual regional collective transparent urgent".split()
_EDITS = 10
_TIED = ("drawing", "pict", "sectPr", "footnoteReference", "endnoteReference", "fldChar", "bookmarkStart")
"""What keeps a paragraph from being moved about: a copy of it would not be the same file."""
Tree = etree._Element


def redlines(folder: Path, pairs: int) -> Iterator[str]:
    """Edit the Word files of a folder in turn, and write a redline into each."""
    files = sorted(folder.rglob("*.docx"))
    validator = shutil.which("ooxml-validator")
    rows: dict[Path, list[float]] = {path: [0, 0, 0, 0, 0.0] for path in files}
    for seed in range(pairs if files else 0):
        path = files[seed % len(files)]
        row = rows[path]
        old = load_file(str(path), shipped_store())
        original = Original(path.read_bytes(), ReadOptions(), old.document.profile)
        edited = Original(edit(original.data, Random(seed)), original.options, original.profile)
        start = perf_counter()
        made = issued_redline(compare(old, read_version(edited, old)), original, edited, author="bench", date="")
        row[0] += 1
        row[1] += bool(made.data)
        row[2] += made.changes
        row[4] += perf_counter() - start
        if made.reason:
            yield f"{path.name}, seed {seed}: {made.reason}"
        elif validator:
            row[3] += max(0, errors(validator, made.data) - errors(validator, original.data))
    yield table(
        ["file", "pairs", "whole and faithful", "changes", "validator errors", "seconds each"],
        [
            [
                path.name,
                f"{row[0]:.0f}",
                f"{row[1]:.0f}",
                f"{row[2]:.0f}",
                f"{row[3]:.0f}" if validator else "absent",
                f"{row[4] / max(1, row[0]):.1f}",
            ]
            for path, row in rows.items()
        ],
    )


def errors(validator: str, data: bytes) -> int:
    """Count what the validator finds in a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.docx"
        path.write_bytes(data)
        done = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False)
    return len(json.loads(done.stdout)["errors"])


def edit(data: bytes, random: Random) -> bytes:
    """Edit a Word file at ten random places."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    stories = {
        name: etree.fromstring(parts[name]) for name in parts if re.fullmatch(r"word/(document|footnotes)\.xml", name)
    }
    for _ in range(_EDITS):
        kind = random.choice(KINDS)
        kind(stories["word/document.xml"], random)
        if "word/footnotes.xml" in stories and random.random() < 1 / len(KINDS):
            words(stories["word/footnotes.xml"], random)
    parts |= {
        name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, tree in stories.items()
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _said(element: Tree) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


def _paragraphs(story: Tree, least: int = 5, *, free: bool = False) -> list[Tree]:
    """List the paragraphs of some words at least, those in text boxes left out; `free` ones can be moved about."""
    return [
        each
        for each in story.iter(f"{_W}p")
        if len(_said(each).split()) >= least
        and next(each.iterancestors(f"{_W}p"), None) is None
        and not (free and any(next(each.iter(f"{_W}{name}"), None) is not None for name in _TIED))
    ]


def words(story: Tree, random: Random) -> None:
    """Replace, insert or delete a word."""
    texts = [
        text for each in _paragraphs(story, 3) for text in each.iter(f"{_W}t") if len((text.text or "").split()) > 2
    ]
    if not texts:
        return
    text = random.choice(texts)
    parts = (text.text or "").split(" ")
    at = random.randrange(len(parts))
    parts[at : at + 1] = random.choice(([random.choice(_WORDS)], [parts[at], random.choice(_WORDS)], []))
    _write(text, " ".join(parts))


def _write(text: Tree, said: str) -> None:
    text.text = said
    text.set(_SPACE, "preserve")


def insert_paragraph(story: Tree, random: Random) -> None:
    """Insert a paragraph of the look of the one before it."""
    for paragraph in _some(_paragraphs(story, free=True), random):
        made = deepcopy(paragraph)
        texts = [*made.iter(f"{_W}t")]
        for text in texts:
            text.text = ""
        _write(texts[0], f"A wholly new provision is added here, {' and '.join(random.sample(_WORDS, 4))}.")
        paragraph.addnext(made)


def delete_paragraph(story: Tree, random: Random) -> None:
    """Delete a paragraph that another one follows."""
    for paragraph in _some([each for each in _paragraphs(story, free=True) if _next(each) is not None], random):
        _parent(paragraph).remove(paragraph)


def move_paragraph(story: Tree, random: Random) -> None:
    """Move a paragraph of the body."""
    free = [each for each in _paragraphs(story, 8, free=True) if _parent(each).tag == f"{_W}body"]
    if len(free) > 1:
        paragraph, place = random.sample(free, 2)
        place.addnext(paragraph)


def split_paragraph(story: Tree, random: Random) -> None:
    """Split a paragraph in the middle of one of its runs."""
    for paragraph in _some(_paragraphs(story, 16, free=True), random):
        runs = [run for run in paragraph.iterchildren(f"{_W}r") if len(_said(run).split()) > 6]
        texts = [[*run.iterchildren(f"{_W}t")] for run in runs]
        if not runs or len(texts[0]) != 1:
            return
        first, at = deepcopy(paragraph), paragraph.index(runs[0])
        parts = _said(runs[0]).split(" ")
        _write(next(first[at].iterchildren(f"{_W}t")), " ".join(parts[: len(parts) // 2]))
        _write(texts[0][0], " ".join(parts[len(parts) // 2 :]))
        for each in first[at + 1 :]:
            first.remove(each)
        for each in paragraph[:at]:
            if each.tag != f"{_W}pPr":
                paragraph.remove(each)
        paragraph.addprevious(first)


def merge_paragraphs(story: Tree, random: Random) -> None:
    """Merge a paragraph with the one behind it."""
    free = set(_paragraphs(story, free=True))
    for paragraph in _some([each for each in _paragraphs(story, free=True) if _next(each) in free], random):
        following = _next(paragraph)
        if following is not None:
            run = etree.SubElement(paragraph, f"{_W}r")
            _write(etree.SubElement(run, f"{_W}t"), " ")
            paragraph.extend([each for each in following if each.tag != f"{_W}pPr"])
            _parent(following).remove(following)


def _rows(story: Tree) -> list[Tree]:
    """List the rows with words that another row follows, those with merged cells and notes left out."""
    tied = [f"{_W}{name}" for name in ("vMerge", *_TIED)]
    return [
        row
        for row in story.iter(f"{_W}tr")
        if _said(row).strip() and next(row.iter(*tied), None) is None and row.getnext() is not None
    ]


def insert_row(story: Tree, random: Random) -> None:
    """Insert a row like the one before it."""
    for row in _some(_rows(story), random):
        made = deepcopy(row)
        for paragraph in made.iter(f"{_W}p"):
            for at, text in enumerate(paragraph.iter(f"{_W}t")):
                _write(text, "" if at else " ".join(random.sample(_WORDS, 3)))
        row.addnext(made)


def delete_row(story: Tree, random: Random) -> None:
    """Delete a row."""
    for row in _some(_rows(story), random):
        _parent(row).remove(row)


def delete_note(story: Tree, random: Random) -> None:
    """Delete the mark of a note."""
    for mark in _some([*story.iter(f"{_W}footnoteReference")], random):
        _parent(mark).remove(mark)


def _some(found: list[Tree], random: Random) -> list[Tree]:
    """Choose one, or none where there is none."""
    return [random.choice(found)] if found else []


def _next(paragraph: Tree) -> Tree | None:
    following = paragraph.getnext()
    return following if following is not None and following.tag == f"{_W}p" else None


def _parent(element: Tree) -> Tree:
    parent = element.getparent()
    assert parent is not None
    return parent


KINDS: tuple[Callable[[Tree, Random], None], ...] = (
    words,
    insert_paragraph,
    delete_paragraph,
    move_paragraph,
    split_paragraph,
    merge_paragraphs,
    insert_row,
    delete_row,
    delete_note,
)
"""Every way in which a file is edited."""
