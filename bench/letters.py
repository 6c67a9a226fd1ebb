"""Letters of real files: what a plain extraction gives, and what cdiff holds of it in its clauses and removed lists.

The plain extraction knows no structure: every `w:t` of a Word file, every text of an OpenDocument file or a page, and
what PDFium alone makes of a PDF. A letter or digit that it has more often than cdiff is lost, or set aside unsaid.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

from lxml import etree, html

from bench.tables import table
from cdiff.core.errors import CdiffError
from cdiff.library import load

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_WORD = re.compile(r"[^\W_]+")
_NAMED = 6


def letters(folder: Path) -> Iterator[str]:
    """Compare the letters of every file of a folder, and of the folders in it."""
    rows = []
    for path in sorted(folder.rglob("*")):
        plain = PLAIN.get(path.suffix.lower())
        if plain is None:
            continue
        try:
            had, kept = plain(path), "\n".join(held(path))
        except (CdiffError, zipfile.BadZipFile) as error:
            yield f"not read: {error}"
            continue
        total, lost = letters_of(had).total(), (letters_of(had) - letters_of(kept)).total()
        words = (Counter(_WORD.findall(had)) - Counter(_WORD.findall(kept))).most_common(_NAMED) if lost else []
        said = " ".join(f"{word}×{count}" if count > 1 else word for word, count in words)
        rows.append(
            [str(path.relative_to(folder)), f"{total}", f"{lost}", f"{lost * 100_000 / max(1, total):.1f}", said]
        )
    yield table(["file", "letters", "lost", "per 100,000", "words that differ"], rows)


def letters_of(text: str) -> Counter[str]:
    """Count the letters and digits of a text, ligatures written out and capitals made small."""
    return Counter(filter(str.isalnum, normalize("NFKC", text).casefold()))


def held(path: Path) -> Iterator[str]:
    """Yield what cdiff reads of a file: labels, texts, and all that is listed as removed."""
    document = load(path).document
    for clause in document:
        yield f"{clause.label} {clause.text}"
    for removed in document.removed:
        yield removed.text


def _docx(path: Path) -> str:
    """Take the paragraphs of the text and the notes, and each that a header or footer has, once."""
    pieces: list[str] = []
    around: set[str] = set()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            part = re.fullmatch(r"word/(document|footnotes|endnotes|(header|footer)\d*)\.xml", name)
            for paragraph in etree.fromstring(archive.read(name)).iter(f"{_W}p") if part else ():
                texts = paragraph.iter(f"{_W}t")
                text = "".join(each.text or "" for each in texts if _is_shown(each, paragraph))
                if not (part and part[2]) or text not in around:
                    pieces.append(text)
                around.update([text] if part and part[2] else [])
    return "\n".join(pieces)


def _is_shown(text: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a text is this paragraph's own, not one of a box in it, nor the spare copy of a drawing."""
    own = next(text.iterancestors(f"{_W}p"))
    return own is paragraph and next(text.iterancestors(_FALLBACK), None) is None


def _odt(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        body = etree.fromstring(archive.read("content.xml")).find(f"{_OFFICE}body")
    assert body is not None
    for changes in body.iter(f"{_TEXT}tracked-changes"):
        changes.clear()
    for paragraph in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        paragraph.tail = f"\n{paragraph.tail or ''}"
    return "".join(map(str, body.itertext()))


def _html(path: Path) -> str:
    root = html.document_fromstring(path.read_bytes())
    for unseen in root.xpath("//script | //style | //template | //head | //comment()"):
        unseen.drop_tree()
    return " ".join(root.itertext())


def _pdf(path: Path) -> str:
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


PLAIN: dict[str, Callable[[Path], str]] = {".docx": _docx, ".odt": _odt, ".html": _html, ".htm": _html, ".pdf": _pdf}
"""How the text of a file is extracted plainly, by the end of its name."""
