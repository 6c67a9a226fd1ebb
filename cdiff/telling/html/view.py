"""A view as a page of HTML: one file with its style, which reaches no address and runs nothing of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

from cdiff.telling.change_labels import citations, edits_of, kinds, with_seams
from cdiff.telling.html.page import carried, page
from cdiff.telling.html.speech import spoken
from cdiff.telling.html.text import HtmlWords, Nowhere, written_out
from cdiff.telling.view import (
    BlankLine,
    Changes,
    Edits,
    Element,
    Entries,
    Grid,
    Heading,
    Lane,
    Lanes,
    Listing,
    Marked,
    Note,
    Text,
    View,
)

STYLES = ("report.css", "pages.css")
_TAGS = {"delete": "del", "insert": "ins", "head": "b", "code": "code", "term": "mark", "event": "i"}
_WRITER = HtmlWords(Nowhere())


def view_html(view: View, *, command: str = "") -> str:
    """Write a view as one HTML file."""
    shown = {
        "title": view.title,
        "heads": view.heads,
        "caveats": [note.text for note in view.notes if note.text],
        "elements": [*map(_element, view.lead_of("html")), *map(_element, view.shown("html"))],
        "command": command,
        **(spoken(view.versions[-1].document) if view.versions else {"said_in": "", "direction": "ltr"}),
    }
    return page("view.html.j2", carried(STYLES, ()), shown)


def _element(element: Element) -> dict[str, Any]:
    """Say what the template prints of an element: its kind, and its texts as mark-up."""
    match element:
        case Heading():
            return {"kind": "heading", "title": element.title}
        case Text():
            sign = element.sign.strip() if any(map(str.isalnum, element.sign)) else ""
            words = marked([*element.between, *element.spans])
            return {"kind": "item" if element.sign else "text", "sign": sign, "words": words}
        case Note():
            return {"kind": "note", "said": ": ".join(filter(None, (element.where, element.text, element.quote)))}
        case Grid():
            rows = [
                (
                    [" ".join(row.title[0].split())],
                    [f"{cell:,}" if isinstance(cell, int) else cell[0] for cell in row.cells],
                )
                for row in element.rows
            ]
            return {
                "kind": "table",
                "heads": [element.title or element.kind, *element.heads],
                "texts": 1,
                "rows": rows,
                "named": True,
            }
        case Listing():
            texts = len(element.heads) - element.numbers
            rows = [(list(map(_cell, row[:texts])), [text for text, _ in row[texts:]]) for row in element.rows]
            return {"kind": "table", "heads": element.heads, "texts": texts, "rows": rows, "named": False}
        case Entries():
            texts = len(element.heads) - element.numbers
            rows = [
                ([*map(marked, entry.cells[:texts])], [*map(marked, entry.cells[texts:])]) for entry in element.entries
            ]
            return {"kind": "table", "heads": element.heads, "texts": texts, "rows": rows, "named": False}
        case Changes():
            return {"kind": "changes", "changes": list(_changes(element))}
        case Lanes():
            cells = [[_lane(lane) for lane in row] for _, row in element.rows]
            return {
                "kind": "table",
                "heads": element.heads,
                "texts": len(element.heads),
                "rows": [(row, []) for row in cells],
                "named": False,
            }
        case Edits():
            return {"kind": "text", "words": _WRITER.edits(element.edits)}
        case BlankLine():
            return {"kind": "gap"}
        case _:
            raise TypeError(f"a page does not show {type(element).__name__}")


def _lane(lane: Lane) -> Markup:
    return Markup("<br>").join([marked(lane.title), *(_WRITER.edits(edits) for edits in lane.paragraphs)])


def _cell(span: tuple[str, str]) -> Markup:
    return marked([span])


def _changes(element: Changes) -> Iterator[dict[str, Any]]:
    before = None
    for change, part in element.changes:
        yield {
            "part": (part or "before the first heading") if part != before else "",
            "cited": citations(change),
            "kinds": ", ".join(kinds(change)),
            "words": _WRITER.edits(with_seams(change, edits_of(change))),
        }
        before = part


def marked(spans: Marked) -> Markup:
    """Write marked text; what nobody would see is written out, a line break begins a new line."""
    out = Markup()
    for text, style in spans:
        tag = _TAGS.get(style, "")
        said = Markup("<br>").join(escape(written_out(line)) for line in text.split("\n"))
        out += Markup("<{0}>{1}</{0}>").format(Markup(tag), said) if tag and text else said  # noqa: S704  # our own tags
    return out
