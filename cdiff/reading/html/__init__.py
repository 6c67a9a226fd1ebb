"""Web pages: bytes → blocks, with the numbers a browser would print, and the site's furniture set aside.

Also pages in a MIME archive, which Word saves under the name `.doc`. Comments, scripts and style sheets are
no text; whatever else a reader of the file could see is in a block, in `removed`, or is the label or number
of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cdiff.core.errors import ReadError
from cdiff.core.model import Caution, Removed
from cdiff.core.records import replace
from cdiff.reading.beside import HTML_LINKS, HTML_PICTURES, beside
from cdiff.reading.content import Content
from cdiff.reading.html.blocks import SILENT, HtmlPlan, HtmlReader, lines_in
from cdiff.reading.html.bytes import HtmlPage, decode_page, is_html
from cdiff.reading.html.furniture import PageFurniture, furniture
from cdiff.reading.html.notes import find_notes
from cdiff.reading.html.style import StyleSheet, hidden, sheet_of
from cdiff.reading.office import LABEL
from cdiff.reading.options import ReadOptions
from cdiff.reading.tree import Node, descendants, html_tree, steps, text_of

__all__ = ["is_html", "read_html", "read_tree"]

_ASIDE = {
    "noscript": "shown only where scripts are off",
    "template": "a template, which the page does not show",
    "svg": "words in a drawing",
    "title": "the page’s title in the browser’s tab",
    "iframe": "shown only instead of an embedded page",
    "object": "shown only instead of an embedded file",
    "embed": "shown only instead of an embedded file",
    "video": "shown only instead of a film",
    "audio": "shown only instead of a sound",
    "canvas": "shown only instead of a drawing",
}
_SELF_LINK = re.compile(r"\s*[#¶§🔗]\s*$")
_RAISED = re.compile(r"\s*+[\[(]?\s*+(\d{1,3})\s*+[\])]?\s*+$")
_MUCH_HIDDEN = 0.1
_BLOCK = ("div", "p", "section", "ul", "ol", "blockquote")
_INLINE = ("span", "b", "strong", "i", "em", "a", "font")
_BESIDE: dict[str, tuple[str, ...]] = {"dt": ("dd",), "div": _BLOCK, "p": _BLOCK, **dict.fromkeys(_INLINE, _BLOCK)}
"""Which element may hold a number, and which the text next to it."""
_LONGEST, _SHORT = 24, 60
_NUMBERED = re.compile(
    r"(?:[^\W\d_]{1,12}\.?[\s\xa0])?[(\[]?\d{1,4}[A-Za-z]{0,3}[)\].]?$|[(\[]?[ivxlIVXL]{1,6}[)\].]?$"
)
"""What stands before a title: `Part 1`, `12A`, `(3)`, `IV`."""
_APPARATUS = re.compile(
    r"(?:^|\s)(?:mw-editsection|editsection|edit-?link|(?:ws-)?pagenum(?:ber)?|page-?number|headerlink|header-anchor|"
    r"anchorjs-link|permalink|back-?to-?top|tooltip-?text|noprint|no-print|d-print-none)(?:\s|$)"
)
_AMENDED = re.compile(r"[▼►▲◄]\s*[A-Z]{1,2}\d{0,3}(?:\s*[—–-]+)?\s*$")
"""The mark of an amending act in consolidated texts of the EU."""


def read_html(data: bytes, name: str, options: ReadOptions) -> Content:
    """Read a web page, or a MIME archive of one.

    Raises `ReadError` for an unknown encoding, a page beyond the limits, or one without text.
    """
    page = decode_page(data, name, options.encoding)
    root = html_tree(page.text, name, options.limits)
    content = read_tree(root, name, options)
    unread = [Caution(f"{len(page.unread)} pictures or other files in the archive are not read")] if page.unread else []
    return replace(
        content,
        media_type=page.media_type,
        removed=(*content.removed, *_other_pages(page, name, options)),
        warnings=(*content.warnings, *unread),
    )


def read_tree(root: Node, name: str, options: ReadOptions, *, whole: bool = False) -> Content:
    """Read a parsed page; with `whole`, nothing is taken for the furniture of a site.

    Raises `ReadError` for a page without text.
    """
    plan, doubts = _plan(root, whole=whole)
    writer = HtmlReader(plan, options, name)
    blocks = writer.write(root)
    if not blocks:
        raise ReadError(f"{name}: there is no text in it{_scripted(root)}")
    cautions = (*map(Caution, doubts), *_cautions(root, plan))
    ink = writer.ink
    shown = beside({HTML_LINKS: writer.links, HTML_PICTURES: writer.pictures})
    lists = (tuple(writer.removed), cautions, tuple(ink.revisions), tuple(ink.remarks))
    return Content(blocks, "text/html", *lists, shown)


def _plan(root: Node, *, whole: bool) -> tuple[HtmlPlan, list[str]]:
    """Learn all that has to be known of a page before it is walked."""
    sheet = sheet_of(root)
    notes = find_notes(root, sheet)
    unseen = _unseen(root, sheet)
    found = PageFurniture() if whole else furniture(root, unseen.__contains__, notes.holders)
    raised: dict[Node, tuple[str, str]] = {}
    for node in descendants(root):
        match = _RAISED.match(text_of(node)) if node.tag == "sup" and node not in notes.marks else None
        if match:
            raised[node] = match[1], text_of(node).strip()
    labels, set_off = _labels(root)
    return HtmlPlan(sheet, notes, {**found.aside, **unseen}, raised, labels, set_off), found.doubts


def _labels(root: Node) -> tuple[set[Node], set[Node]]:
    """Find the elements that hold the number of the text next to them.

    The first set are those whose text is in an element of its own beside them (`dt` and `dd`, the cells of a grid):
    their number is its label. The second are those at the front of a line, set off by the page's layout alone:
    a space belongs behind them.
    """
    labels: set[Node] = set()
    set_off: set[Node] = set()
    for parent in descendants(root):
        kids = parent.children
        for at, node in enumerate(kids):
            if isinstance(node, str) or node.tag not in _BESIDE:
                continue
            words = _beginning(node)
            if not words or len(words) > _LONGEST:
                continue
            rest = [each for each in kids[at + 1 :] if not isinstance(each, str) or each.strip()]
            following = rest[0] if rest else None
            is_label = LABEL.match(words) is not None and (not words.isdigit() or node.tag == "dt")
            if isinstance(following, Node) and following.tag in _BESIDE[node.tag]:
                if is_label:
                    labels.add(node)
            elif node.tag in _INLINE and not any(
                text_of(each) if isinstance(each, Node) else each.strip() for each in kids[:at]
            ):
                own = isinstance(following, Node) and node.get("class") and node.get("class") != following.get("class")
                letter = isinstance(following, str) and following[:1].isalpha()
                if (is_label and (own or letter)) or (own and _NUMBERED.match(words)):
                    set_off.add(node)
    return labels, set_off


def _beginning(root: Node) -> str:
    """Return the text of an element, as far as it tells whether it is short."""
    found = ""
    for step, _, text in steps(root):
        found += text if step == "text" else ""
        if len(found.strip()) > _LONGEST:
            break
    return found.strip(" \t\r\n\f\xa0")


def _unseen(root: Node, sheet: StyleSheet) -> dict[Node, str]:
    """Find what a reader of the page does not see, with the reason; an empty one for what is no text."""
    unseen: dict[Node, str] = {}
    for node in descendants(root):
        if node.tag in SILENT:
            unseen[node] = ""
        elif node.tag in _ASIDE:
            unseen[node] = _ASIDE[node.tag]
        elif node.tag not in ("html", "body", "main") and (reason := hidden(node, sheet.of(node))):
            unseen[node] = reason
        elif _APPARATUS.search(node.get("class")) and len(text_of(node)) <= _SHORT:
            unseen[node] = "apparatus of the page: a link or mark of the site"
        elif node.tag in ("p", "div") and node.nodes and _AMENDED.match(text_of(node).strip()):
            unseen[node] = "the mark of an amending act"
        elif node.tag == "a" and node.get("href").startswith("#") and _SELF_LINK.match(text_of(node)):
            unseen[node] = "a link of a heading to itself"
    return unseen


def _scripted(root: Node) -> str:
    scripts = any(node.tag == "script" for node in descendants(root))
    return "; a script may write it, so save the page from the browser (as “complete” or as PDF)" if scripts else ""


def _other_pages(page: HtmlPage, name: str, options: ReadOptions) -> list[Removed]:
    """List the words of the other pages in an archive: Word keeps running heads there."""
    rows: list[Removed] = []
    for part, text in page.others:
        reason = f"another part of the file: {part}"
        root = html_tree(text, name, options.limits) if text.strip() else None
        rows += [Removed(line, reason, 0) for line, _ in (lines_in(root) if root is not None else ())]
    return rows


def _cautions(root: Node, plan: HtmlPlan) -> Iterator[Caution]:
    if plan.sheet.counts:
        said = "the page prints numbers by CSS counters, which are not read: look at its numbering in a browser"
        yield Caution(said, 0, "part")
    for node in descendants(root):
        if node.tag in ("iframe", "object", "embed") and (node.get("src") or node.get("data")):
            yield Caution("an embedded page or file is not read", node.line, "part")
    if plan.sheet.lists and not plan.sheet.typed:
        yield Caution("Word’s list numbers are not in the file: save it as .docx to have them", 0, "part")
    unseen = sum(len(text_of(node)) for node, reason in plan.aside.items() if reason.startswith("hidden"))
    if unseen > _MUCH_HIDDEN * len(text_of(root)):
        said = f"{unseen} characters are hidden on the page and set aside; if they are of the draft, open them first"
        yield Caution(said, 0, "part")
    numbers = list(plan.notes.bodies.values())
    if len(set(numbers)) < len(numbers):
        yield Caution("several notes bear the same number")
