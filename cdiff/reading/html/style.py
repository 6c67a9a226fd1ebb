"""As much of CSS as changes what a reader sees: what is hidden, struck, or numbered.

Style attributes, and rules of the page's own sheets for a bare element, class or id (`ol.alpha`, `.x`). Rules
that depend on the place of an element or on the screen are left out; `counts` records whether the page
numbers by counters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cdiff.core.records import field, record
from cdiff.reading.numerals import counted, roman
from cdiff.reading.tree import Node, descendants, text_of

_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:(?P<by>[.#])(?P<name>[\w-]+))?$", re.IGNORECASE)
_KEPT = frozenset(
    "display visibility list-style-type list-style text-decoration text-decoration-line "
    "mso-list mso-hide mso-tab-count".split()
)
_NOT_CSS = ("<!--", "-->", "<![CDATA[", "]]>")
_HIDDEN_CLASSES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "offscreen"))

Declarations = dict[str, str]


@record(frozen=False)
class StyleSheet:
    """The rules of a page, by element, class or id."""

    rules: dict[tuple[str, str, str], Declarations] = field(default_factory=dict)
    """(element or nothing, `.` or `#` or nothing, name) → properties."""
    counts: bool = False
    """The page writes numbers with CSS counters, which are not read."""
    lists: bool = False
    """Paragraphs belong to Word's lists."""
    typed: bool = False
    """Word wrote the numbers of its lists into the text."""

    def of(self, node: Node) -> Declarations:
        """Return the properties that hold for an element itself, the stronger rule over the weaker."""
        found: Declarations = {}
        if self.rules:
            names = [("", "")] + [(".", name) for name in node.get("class").split()] + [("#", node.get("id"))]
            for by, name in names:
                for tag in ("", node.tag):
                    found.update(self.rules.get((tag, by, name), {}))
        if "style" in node.attrs:
            found.update(properties(node.get("style")))
        return found


def properties(style: str) -> Declarations:
    """Read the declarations of a style attribute; only those that matter here."""
    found: Declarations = {}
    for part in style.split(";"):
        key, _, value = part.partition(":")
        key = key.strip().lower()
        if key in _KEPT:
            found[key] = value.strip().lower().removesuffix("!important").strip()
    return found


def sheet_of(root: Node) -> StyleSheet:
    """Collect the simple rules of all style elements of a page."""
    sheet = StyleSheet()
    for node in descendants(root):
        style = node.get("style").replace(" ", "").lower() if "style" in node.attrs else ""
        sheet.lists = sheet.lists or "mso-list:l" in style
        sheet.typed = sheet.typed or "mso-list:ignore" in style
        if node.tag == "style" and "print" not in node.get("media"):
            _add(text_of(node), sheet)
    return sheet


def _add(css: str, sheet: StyleSheet) -> None:
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
    """Yield each rule without its closing brace, but none within `@media` and its like."""
    depth = 0
    for part in css.split("}"):
        opened = part.count("{")
        if depth == 0 and opened == 1:
            yield part
        depth = max(0, depth + opened - 1)


def _without_comments(css: str) -> str:
    first, *rest = css.split("/*")
    return "".join([first, *(part.partition("*/")[2] for part in rest)])


def hidden(node: Node, rules: Declarations) -> str:
    """Return why an element is not visible; empty where it is."""
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


def struck(node: Node, rules: Declarations) -> bool:
    """Whether an element strikes its words through."""
    drawn = rules.get("text-decoration", "") + rules.get("text-decoration-line", "")
    return node.tag in ("s", "strike") or "line-through" in drawn


_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_NO_ROMAN = 4000
_BARE = frozenset(("none", "disc", "circle", "square", "initial", "disclosure-open", "disclosure-closed"))
_BULLETS = frozenset(("ul", "menu", "dir"))


@record(frozen=False)
class HtmlList:
    """An open list: its style, and the number of the next item."""

    style: str
    value: int
    step: int = 1


def listing(node: Node, sheet: StyleSheet) -> HtmlList:
    """Open a list: the number its first item gets, unless the item says otherwise."""
    if node.tag in _BULLETS:
        style = _style(sheet.of(node)) or "disc"
        return HtmlList(style, _whole_number(node.get("start"), 1))
    style = _style(sheet.of(node)) or _TYPES.get(node.get("type").strip(), "decimal")
    if "reversed" not in node.attrs:
        return HtmlList(style, _whole_number(node.get("start"), 1))
    shown = [item for item in node.nodes if item.tag == "li" and not hidden(item, sheet.of(item)).endswith("none)")]
    return HtmlList(style, _whole_number(node.get("start"), len(shown)), -1)


def next_label(of: HtmlList, item: Node, sheet: StyleSheet) -> str:
    """Number the next item, `1.` or `a.`; nothing where the browser prints a bullet or nothing."""
    of.value = _whole_number(item.get("value"), of.value)
    style = _style(sheet.of(item)) or _TYPES.get(item.get("type").strip()) or of.style
    label = printed_number(of.value, style)
    of.value += of.step
    return f"{label}{item.get('data-cdiff-end') or '.'}" if label else ""


def printed_number(value: int, style: str) -> str:
    """Write a number in a CSS counter style, in digits where the style has no character for it."""
    if style in _BARE or style.startswith(('"', "'", "url(")):
        return ""
    if style == "decimal-leading-zero":
        return f"{value:02d}"
    if value < 1:
        return str(value)
    written = str(value)
    if style in ("lower-roman", "upper-roman") and value < _NO_ROMAN:
        written = roman(value)
    elif style in ("lower-alpha", "lower-latin", "upper-alpha", "upper-latin"):
        written = counted(value)
    elif style == "lower-greek":
        written = _greek(value)
    return written.upper() if style.startswith("upper") else written


def _style(rules: dict[str, str]) -> str:
    """Find the counter style in `list-style-type` or among the words of `list-style`."""
    named = rules.get("list-style-type", "")
    if named:
        return "" if named in ("inherit", "unset", "revert") else named
    words = rules.get("list-style", "").split()
    places = ("inside", "outside", "inherit", "unset", "revert")
    return next((word for word in words if word not in places and not word.startswith("url(")), "")


def _whole_number(text: str, otherwise: int) -> int:
    text = text.strip()
    digits = text.removeprefix("-").removeprefix("+")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else otherwise


def _greek(value: int) -> str:
    out = ""
    while value > 0:
        value, at = divmod(value - 1, len(_GREEK))
        out = _GREEK[at] + out
    return out
