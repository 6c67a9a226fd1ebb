"""As much of CSS as changes what a reader sees: what is hidden, struck, or numbered.

Style attributes, and rules of the page's own sheets for a bare element, class or id (`ol.alpha`, `.x`). Rules
that depend on the place of an element or on the screen are left out; the page's own numbering by counters
is told by `counts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cdiff.reading.tree import Node, descendants, text_of

_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:(?P<by>[.#])(?P<name>[\w-]+))?$", re.IGNORECASE)
_KEPT = frozenset(
    "display visibility list-style-type list-style text-decoration text-decoration-line "
    "mso-list mso-hide mso-tab-count".split()
)
_NOT_CSS = ("<!--", "-->", "<![CDATA[", "]]>")
_HIDDEN_CLASSES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "offscreen"))

Rules = dict[str, str]


@dataclass(slots=True)
class Sheet:
    """The rules of a page, by element, class or id."""

    rules: dict[tuple[str, str, str], Rules] = field(default_factory=dict)
    """(element or nothing, `.` or `#` or nothing, name) → properties."""
    counts: bool = False
    """The page writes numbers with CSS counters, which are not read."""
    lists: bool = False
    """Paragraphs belong to Word's lists."""
    typed: bool = False
    """Word wrote the numbers of its lists into the text."""

    def of(self, node: Node) -> Rules:
        """Give the properties that hold for an element itself, the stronger rule over the weaker."""
        found: Rules = {}
        if self.rules:
            names = [("", "")] + [(".", name) for name in node.get("class").split()] + [("#", node.get("id"))]
            for by, name in names:
                for tag in ("", node.tag):
                    found.update(self.rules.get((tag, by, name), {}))
        if "style" in node.attrs:
            found.update(properties(node.get("style")))
        return found


def properties(style: str) -> Rules:
    """Read the declarations of a style attribute; only those that matter here."""
    found: Rules = {}
    for part in style.split(";"):
        key, _, value = part.partition(":")
        key = key.strip().lower()
        if key in _KEPT:
            found[key] = value.strip().lower().removesuffix("!important").strip()
    return found


def sheet_of(root: Node) -> Sheet:
    """Collect the simple rules of all style elements of a page."""
    sheet = Sheet()
    for node in descendants(root):
        style = node.get("style").replace(" ", "").lower() if "style" in node.attrs else ""
        sheet.lists = sheet.lists or "mso-list:l" in style
        sheet.typed = sheet.typed or "mso-list:ignore" in style
        if node.tag == "style" and "print" not in node.get("media"):
            _add(text_of(node), sheet)
    return sheet


def _add(css: str, sheet: Sheet) -> None:
    """Read the rules of a sheet in one pass: what stands between the closing braces."""
    for sign in _NOT_CSS:
        css = css.replace(sign, " ")
    for part in _rules(_without_comments(css)):
        selectors, _, body = part.rpartition("{")
        kept = properties(body)
        sheet.counts = sheet.counts or ("counter" in body and "content" in body)
        for selector in selectors.rpartition(";")[2].split(",") if kept else []:
            simple = _SIMPLE.match(selector.strip())
            if simple and selector.strip():
                at = ((simple["tag"] or "").lower(), simple["by"] or "", simple["name"] or "")
                sheet.rules.setdefault(at, {}).update(kept)


def _rules(css: str) -> Iterator[str]:
    """Give each rule without its closing brace, but none within `@media` and its like."""
    depth = 0
    for part in css.split("}"):
        opened = part.count("{")
        if depth == 0 and opened == 1:
            yield part
        depth = max(0, depth + opened - 1)


def _without_comments(css: str) -> str:
    first, *rest = css.split("/*")
    return "".join([first, *(part.partition("*/")[2] for part in rest)])


def hidden(node: Node, rules: Rules) -> str:
    """Say why an element is not to be seen, or nothing."""
    if "hidden" in node.attrs and node.get("hidden") != "until-found":
        return "hidden on the page (hidden attribute)"
    if node.get("aria-hidden").lower() == "true":
        return "hidden on the page (aria-hidden)"
    if rules.get("display") == "none" or rules.get("mso-hide") == "all":
        return "hidden on the page (display: none)"
    if rules.get("visibility") in ("hidden", "collapse"):
        return "hidden on the page (visibility)"
    if node.tag == "dialog" and "open" not in node.attrs:
        return "hidden on the page (a closed dialog)"
    if _HIDDEN_CLASSES.intersection(node.get("class").lower().split()):
        return "hidden on the page (for screen readers only)"
    return ""


def struck(node: Node, rules: Rules) -> bool:
    """Whether an element strikes its words through."""
    drawn = rules.get("text-decoration", "") + rules.get("text-decoration-line", "")
    return node.tag in ("s", "strike") or "line-through" in drawn
