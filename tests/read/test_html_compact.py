"""The Compact as a page with nested lists: it parses to the same clauses."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from cdiff.citation import HEADINGS, ordinals_of
from cdiff.model import Clause, Document, Reading, Source
from cdiff.numbering import number_of
from cdiff.parse import parse
from cdiff.read.html import read_html
from cdiff.read.options import ReadOptions
from tests.read.whole import compact, same

DEPTH = {"paragraph": 1, "action": 2, "item": 2, "roman": 3}
TYPE = {1: "1", 2: "a", 3: "i"}


def as_html(document: Document) -> str:
    """Write a draft as the web prints drafts: numbers by `ol`, notes by `sup`, a site around it."""
    out = ["<!doctype html><html><head><title>T</title></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>"]
    depth = 0
    for clause in document.clauses:
        wanted = DEPTH.get(clause.kind, 0)
        if clause.kind == "footnote":
            continue
        while depth > wanted:
            out.append("</li></ol>")
            depth -= 1
        if wanted and depth == wanted:
            out.append("</li>")
        if wanted > depth:
            start = f' start="{ordinals_of(clause.label)[0]}"' if wanted < 3 else ""
            out.append(f'<ol type="{TYPE[wanted]}"{start}>' * (wanted - depth))
            depth = wanted
        out.append(("<li>" if wanted else "") + element(clause))
    out.append("</li></ol>" * depth + notes(document.clauses) + "<footer>© Site</footer></body></html>")
    return "\n".join(out)


def element(clause: Clause) -> str:
    text = re.sub(r"\[\^(\d+)\]", r'<sup><a href="#fn\1" id="r\1">\1</a></sup>', html.escape(clause.text))
    if clause.kind in HEADINGS:
        level = HEADINGS[clause.kind]
        return f"<h{level}>{clause.label} {text}</h{level}>"
    return text if clause.kind in DEPTH else f"<p>{text}</p>"


def notes(clauses: Sequence[Clause]) -> str:
    items = []
    for clause in clauses:
        if clause.kind == "footnote":
            number = number_of(clause.label)[1:]
            items.append(f'<li id="fn{number}">{html.escape(clause.text)} <a href="#r{number}">↩</a>')
    return f"<hr><ol>{''.join(items)}</ol>"


def test_the_compact_as_html_is_the_same_text() -> None:
    document = compact()
    data = as_html(document).encode()
    content = read_html(data, "final.html", ReadOptions())
    reading = Reading(Source("final.html", "text/html", "", data), content.blocks, content.removed)
    assert same(parse(reading, "gcm"), document)
    assert {"© Site", "Home News"} <= {row.text for row in content.removed}
