"""What stands around the text: headers, footers, a letterhead, comments, and how many pages Word counted."""

from __future__ import annotations

from collections.abc import Iterator

from cdiff.reading.docx.names import R, attribute, integer, switch, w
from cdiff.reading.docx.package import Package
from cdiff.reading.docx.story import Comment
from cdiff.reading.office.around import FOOTER, HEADER
from cdiff.reading.xmlparts import Element, text_of

REASONS = {"headerReference": HEADER, "footerReference": FOOTER}
_LEAST, _MOST = 5, 500
"""How long a text that recurs is, and a letterhead, in letters."""
_PAGES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"


def furniture(package: Package, body: Element) -> Iterator[tuple[Element, str]]:
    """Go through the headers and footers that the sections name, each part once, with the reason to set it aside."""
    seen = set()
    for section in body.iter(w("sectPr")):
        for kind, reason in REASONS.items():
            for reference in section.iterchildren(w(kind)):
                relation = package.relations.get(str(reference.get(R + "id", "")))
                target = relation.target if relation else ""
                if target and target not in seen and target in package.archive:
                    seen.add(target)
                    yield package.parsed(target), reason


def letterhead(package: Package, body: Element) -> Element | None:
    """Find the table at the head of a first page that has no running head of its own, but repeats it in a cell.

    That is where it recurs: letterheads of organisations name the document's symbol, which runs at the head of all
    other pages. A title that is alone in its row is none, whatever the running head says.
    """
    first = next((child for child in body if child.tag == w("tbl") or _text(child)), None)
    section = next(body.iter(w("sectPr")), None)
    if first is None or first.tag != w("tbl") or not switch(section, "titlePg"):
        return None
    heads = {_text(line) for part, reason in furniture(package, body) if reason == HEADER for line in part.iter(w("p"))}
    rows = [[text for cell in row.iter(w("tc")) if (text := _text(cell))] for row in first.iter(w("tr"))]
    repeats = any(len(row) > 1 and any(len(text) >= _LEAST and text in heads for text in row) for row in rows)
    return first if repeats and len(_text(first)) <= _MOST else None


def _text(element: Element) -> str:
    """Give the words in an element without spaces, for comparing."""
    return "".join("".join(text_of(text) for text in element.iter(w("t"))).split())


def comments_of(root: Element | None) -> dict[str, Comment]:
    """Read `comments.xml`; a file may lack it."""
    found = [] if root is None else list(root.iterchildren(w("comment")))
    return {attribute(each, "id"): Comment(attribute(each, "author"), _words(each)) for each in found}


def _words(comment: Element) -> str:
    paragraphs = ("".join(text_of(text) for text in each.iter(w("t"))) for each in comment.iter(w("p")))
    return " ".join(" ".join(paragraphs).split())


def tells_pages(package: Package, body: Element) -> bool:
    """Whether the page breaks that Word left in the file are as many as the pages that it counted.

    Word writes a break only where a page starts inside a paragraph that it laid out anew, so that often some
    are missing; page numbers that are wrong are worse than none.
    """
    part = "docProps/app.xml"
    if part not in package.archive:
        return False
    pages = package.parsed(part).find(_PAGES)
    told = None if pages is None else integer(text_of(pages))
    return told == 1 + sum(1 for _ in body.iter(w("lastRenderedPageBreak")))
