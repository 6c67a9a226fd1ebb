"""Markdown: bytes → blocks, by way of the page it stands for, so that its lists count as a browser counts them.

markdown-it-py follows CommonMark to the letter. Footnotes (`[^1]:`), tables and `~~strikes~~` are read too.
Rejected: Python-Markdown (not CommonMark: it starts every list at 1), mistune (no start numbers before version
3, no positions), the footnote plugin of mdit-py-plugins (it drops a note without a mark).
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from html import escape
from typing import Any

from cdiff.core.errors import ReadError
from cdiff.core.model import Caution, Removed
from cdiff.core.records import replace
from cdiff.reading.content import Content
from cdiff.reading.html import read_tree
from cdiff.reading.options import ReadOptions
from cdiff.reading.text import decode
from cdiff.reading.tree import html_tree

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<matter>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"\[\^(?P<mark>[^\[\]\s]+)\]:[ \t]*")
_LISTED = re.compile(r"(?:\(\w{1,4}\)|[a-z]{1,4}\)|\d{1,4}\))\s|[•·▪‣◦●○■□➢→–—]\s")
_DEEPEST = 100


def read_markdown(data: bytes, name: str, options: ReadOptions) -> Content:
    """Read a Markdown file: headings, lists with their numbers, footnotes, words without the marks of emphasis.

    The address of a link is no word of the text and is left out. Raises `ReadError` for a wrong encoding, a
    file beyond the limits, or one without text.
    """
    text = decode(data, name, options.encoding)
    text, front = _without_front(text)
    page, cautions = _page(text, name, options)
    content = read_tree(html_tree(page, name, options.limits, own_lines=False), name, options, whole=True)
    removed = sorted((*front, *_comments(text), *content.removed), key=lambda row: row.line)
    return replace(
        content,
        media_type="text/markdown",
        removed=tuple(removed),
        warnings=(*cautions, *content.warnings),
    )


def _without_front(text: str) -> tuple[str, list[Removed]]:
    """Take the front matter off, and leave as many empty lines, so that line numbers stay."""
    match = _FRONT.match(text)
    if match is None:
        return text, []
    lines = enumerate(match["matter"].splitlines(), 2)
    rows = [Removed(line, "front matter", at) for at, line in lines if line.strip()]
    return "\n" * match[0].count("\n") + text[match.end() :], rows


def _comments(text: str) -> list[Removed]:
    rows: list[Removed] = []
    line = 1
    before, *rest = text.split("<!--")
    for part in rest:
        line += before.count("\n")
        comment, closed, _ = part.partition("-->")
        if closed and comment.strip():
            rows.append(Removed(" ".join(comment.split()), "a comment, not printed", line))
        before = part
    return rows


def _page(text: str, name: str, options: ReadOptions) -> tuple[str, list[Caution]]:
    """Write the page; elements carry the line they stand on."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": min(_DEEPEST, options.limits.depth)})
    parser.enable(["table", "strikethrough"])
    parser.block.ruler.before("reference", "cdiff_note", _note_rule, {"alt": ["paragraph", "reference"]})
    tokens = parser.parse(text)
    if sum(len(token.children or ()) + 1 for token in tokens) > options.limits.blocks * 4:
        raise ReadError(f"{name}: more than {options.limits.blocks} paragraphs; split it")
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet("data-cdiff-line", str(token.map[0] + 1))
        if token.type == "list_item_open" and token.info:
            token.attrSet("data-cdiff-end", token.markup)
        _split_lists(token)
    return parser.renderer.render(tokens, parser.options, {}), _cautions(tokens)


def _split_lists(token: Any) -> None:  # markdown-it's token
    """A line that starts with `(b)` or `•` is a line of its own, although Markdown would join it to the last one."""
    children = token.children or []
    for at, child in enumerate(children[:-1]):
        if child.type == "softbreak" and _LISTED.match(children[at + 1].content):
            child.type, child.tag = "hardbreak", "br"


def _cautions(tokens: list[Any]) -> list[Caution]:  # markdown-it's tokens
    """Warn where a list prints another number than the one typed; all alike (`1.` each) is common usage."""
    found: list[Caution] = []
    typed: list[list[tuple[int, int]]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            typed.append([])
        elif token.type == "list_item_open" and token.info:
            typed[-1].append((int(token.info), token.map[0] + 1))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            found += _mismatches(typed.pop())
    return sorted(found, key=lambda caution: caution.line)


def _mismatches(items: list[tuple[int, int]]) -> list[Caution]:
    numbers = [number for number, _ in items]
    if len(set(numbers[1:])) <= 1 and numbers[:1] == numbers[1:2]:
        return []
    return [
        Caution(f"the list item typed {number}. prints as {numbers[0] + at}.", line)
        for at, (number, line) in enumerate(items)
        if number != numbers[0] + at
    ]


def _note_rule(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """Read `[^1]: the text of a note`, with the lines indented below it."""
    begin = state.bMarks[start] + state.tShift[start]
    match = _NOTE.match(state.src, begin, state.eMarks[start])
    if match is None or state.is_code_block(start):
        return False
    if silent:
        return True
    _note_body(state, start, end, match.end(), match["mark"])
    return True


def _note_body(state: Any, start: int, end: int, text: int, mark: str) -> None:
    token = state.push("cdiff_note_open", "div", 1)
    token.attrs = _attrs(mark)
    token.map = [start, start]
    kept = state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType
    state.bMarks[start] = text
    state.tShift[start] = 0
    state.sCount[start] = state.blkIndent + 4
    state.blkIndent += 4
    state.parentType = "cdiff_note"
    state.md.block.tokenize(state, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType = kept
    token.map[1] = state.line
    state.push("cdiff_note_close", "div", -1)


def _attrs(mark: str) -> MutableMapping[str, str | int | float]:
    return {"data-cdiff-note": escape(mark, quote=False)}
